"""What a number counts in Japanese, told by the sign that follows it: 2隻, 9か国, 72名."""

import re
import unicodedata
from collections.abc import Iterator

from corpus.figures import Unit, japanese_figures
from index.units import unit

# A number that is none of an article's, of a month's, of an hour's or of a year without its 年.
_COUNTING = re.compile(
    r"(?<![第\d.,A-Za-z])(?<!令和)(?<!平成)\d[\d,.]*(?:[十百千万億兆]+[\d,.]*)*(?![月条章節項号\d.,])(?!日(?!間))(?=(\D{0,4}))"
    r"|(?<![一-鿿])[二三四五六七八九十百]+(?=([かカヶケ]国|[隻台校本社名件回]))"
    r"|(?<![一-鿿])[一二三四五六七八九十百]+(?=(年(?![度月])|[かカヶケ箇]月))"
)
_ASKED = re.compile(r"何((?:[かカヶケ箇](?:国|所|月|年|村|条|地域))|平方[ァ-ヴー]+|[ァ-ヴー%％]+|[\u3400-\u9fff]{1,2})")


def counters(text: str) -> Iterator[str]:
    """What follows each number in Japanese ``text`` that is no sum of money and no year; as long as a counter may be.

    >>> list(counters("2019年に18億円で2隻、9か国へ")), list(counters("第4回の7条"))
    (['隻、', 'か国へ'], [])
    """
    plain = unicodedata.normalize("NFKC", text)
    for figure in reversed(japanese_figures(plain)):
        if figure.unit is not Unit.THINGS:
            plain = f"{plain[: figure.span.start]} {plain[figure.span.end :]}"
    for found in _COUNTING.finditer(plain):
        yield found[1] or found[2] or found[3] or ""


def asked_counter(question: str) -> str:
    """The sign for what 何 counts in ``question``; empty if it counts nothing.

    >>> asked_counter("巡視艇を何隻供与したか"), asked_counter("何か国ですか"), asked_counter("何ですか")
    ('隻供', 'か国', '')
    """
    found = _ASKED.search(question)
    return found[1] if found else ""


def counts_same(counter: str, after: str) -> bool:
    """Whether ``after``, which follows a number, begins with ``counter`` or with another sign for the same unit.

    >>> counts_same("人", "名が参加"), counts_same("か国", "カ国へ"), counts_same("隻", "名が")
    (True, True, False)
    """
    same = unit(counter, ())
    sign = counter[:3] if re.match("[か-ヿ平]", counter) else counter[:1]
    return after.startswith(sign) or (bool(same) and unit(after, ()) == same)
