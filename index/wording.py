"""The words of a text one by one: what is written without spaces is cut, so that all that reads words reads it, too.

English passes through unchanged. Of Japanese the known names stay whole, pairs of countries ("日豪") become their two
names, and the rest is cut by the dictionary, without the words that only bind or ask (index/japanese.py).
"""

import re
import unicodedata

from corpus.records import Span
from corpus.vocabulary import Vocabulary
from index import japanese
from index.lexical import UNSPACED

_RUN = re.compile(f"[{UNSPACED}]+")
# How one sign names a country beside another: 日米, 日豪印. Alone each is a word of its own.
_SHORT = {
    "日": "日本", "米": "米国", "英": "英国", "仏": "フランス", "独": "ドイツ", "伊": "イタリア", "豪": "豪州",
    "印": "インド", "韓": "韓国", "中": "中国", "露": "ロシア", "加": "カナダ", "越": "ベトナム", "比": "フィリピン",
    "泰": "タイ", "欧": "欧州",
}  # fmt: skip


def spaced(text: str, vocabulary: Vocabulary) -> str:
    """``text`` with a space between the words of its unspaced writing, in compatibility form; else as it is.

    >>> from corpus.vocabulary import packaged_vocabulary
    >>> spaced("第4回日豪協議は、いつ東ティモールで開かれましたか", packaged_vocabulary()).split()
    ['4', '回', '日本', '豪州', '協議', '、', '東ティモール', '開か']
    """
    if not japanese.is_written(text):
        return text
    plain = unicodedata.normalize("NFKC", text)
    known = [Span(*found.span()) for found in vocabulary.unspaced.finditer(plain)]
    taken = {at for one in known for at in range(one.start, one.end)}
    others = (one for one in japanese.telling(plain) if taken.isdisjoint(range(one.start, one.end)))
    said = sorted((*known, *(one for one in others if _RUN.match(one.of(plain)))))

    written, end = "", 0
    for one in said:
        between = _RUN.sub(" ", plain[end : one.start])
        written, end = f"{written}{between} {' '.join(_countries(one.of(plain)))} ", one.end
    return written + _RUN.sub(" ", plain[end:])


def _countries(word: str) -> list[str]:
    return [_SHORT[sign] for sign in word] if len(word) > 1 and _SHORT.keys() >= set(word) else [word]
