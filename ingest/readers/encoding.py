"""Bytes to text: the encoding that a file states, or the only one that fits it; never a guess.

The rule, in order:

1. A byte order mark decides (UTF-8, UTF-16, UTF-32).
2. What a page declares decides, if it fits. A page whose signs beyond ASCII are all well-formed UTF-8, three of them
   or more, is UTF-8 whatever it declares: no other writing does that by chance.
3. What is UTF-8 and holds neither NUL nor escape is UTF-8; escapes that switch to Japanese make ISO-2022-JP; NULs in
   every second byte make UTF-16.
4. Else every encoding of a tier is tried: it must decode every byte, and what comes out must be plausible writing
   (``_is_japanese``; of Europe ``_is_of_one_language``, ``_is_western``). The first tier in which one text is
   plausible decides. Two texts are refused, both by name; none, with what charset-normalizer takes it for.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from charset_normalizer import from_bytes

from corpus.errors import DocumentError

_BOMS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\0\0", "utf-32-le"),
    (b"\0\0\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
_SAMPLE = 65_536  # bytes that charset-normalizer looks at, and signs beyond ASCII that are weighed
_SURE = 3  # signs beyond ASCII; fewer may be well-formed UTF-8 by chance
_SIGNS = (("\0", "a NUL"), ("\x1b", "an escape"))  # what no text holds, but text in another encoding seems to
_SWITCH = re.compile(rb"\x1b(?:\([BJI]|\$[@B])")
_FOREIGN = re.compile(r"[^\x00-\x7f]")
_WORD = re.compile(r"[^\W\d_]+")
_KANA = re.compile(r"[\u3041-\u3096]")
_USUAL = re.compile(
    r"[\u3000-\u303f\u3041-\u30fe\uff01-\uff5e\u2010-\u203b\u2190-\u2193\u2500-\u25ef×÷±§°\u2605\u2606]"
)
_FEW_ODD = 0.1  # of the signs beyond ASCII: kanji that are rarely written, half-width kana, others
_KANA_SHARE = 0.1  # of the signs beyond ASCII; Chinese read as Japanese has none
_GOOD = 0.98  # of the signs beyond ASCII
_FEW_NAMES = 0.02  # of all letters: foreign names in a text without accents
_ALONE = frozenset("aeiouæøåy")  # what a word of one letter is, accents apart
_PUNCTUATION = frozenset("“”„‘’‚‹›«»–—…•·†‡‰€£¥§©®™°±²³¹µ×÷¶ªº¿¡¼½¾¢´\xa0\xad")
_WITHIN = frozenset("’‘´–—…·•\xa0\xad")  # of these, what may stand between two letters
_ALPHABETS = tuple(  # the letters beyond ASCII of one language each
    map(frozenset, (
        "àâæçéèêëîïôœùûüÿ", "äöüß", "áéíñóúü", "àçéèíïóòúü", "àèéìíîòóùú", "áâãàçéêíóôõúü", "áéëïóöüèê",
        "æøåéèêóòâôü", "åäöéàüšž", "áðéíóúýþæö", "ąćęłńóśźż", "áčďéěíňóřšťúůýž", "áäčďéíĺľňóôŕšťúýž",
        "áéíóöőúüű", "ăâîșțşţ", "čćđšž", "çğıöşüâîû",
    ))
)  # fmt: skip
_WESTERN = frozenset().union(*_ALPHABETS[:10])


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text of a file; ``note`` says which encoding it is in and how that is known, nothing for UTF-8."""

    text: str
    note: tuple[str, ...] = ()


def decode(path: Path, data: bytes, declared: str | None = None) -> Decoded:
    """The text of ``data``, by the rule of this module; ``declared`` is the encoding's Python name, if any.

    Raises DocumentError with the offset of the first byte that does not fit what is stated, and for what could be
    in two encodings or in none that is known.
    """
    mark, encoding = next(((mark, name) for mark, name in _BOMS if data.startswith(mark)), (b"", ""))
    if mark:
        return Decoded(
            _strict(path, data, encoding, len(mark)),
            () if encoding == "utf-8" else _note(encoding, "by its byte order mark"),
        )
    utf8 = _fits(data, "utf-8")
    if declared not in (None, "utf-8") and not (utf8 and _is_surely_meant(utf8)):
        return Decoded(_strict(path, data, str(declared)), _note(str(declared), "as it declares"))
    if utf8 is not None and not any(sign in utf8 for sign, _ in _SIGNS):
        return Decoded(utf8, () if declared in (None, "utf-8") else _note("utf-8", f"though it declares {declared}"))
    found = _detected(path, data) if declared is None else None
    return found or Decoded(_strict(path, data, "utf-8"))


def _note(encoding: str, reason: str) -> tuple[str, ...]:
    return (f"encoding: read as {encoding.upper().replace('_', '-')}, {reason}",)


def _strict(path: Path, data: bytes, encoding: str, skip: int = 0) -> str:
    try:
        text = data[skip:].decode(encoding)
    except UnicodeDecodeError as error:
        at = skip + error.start
        problem = f"byte {at} (0x{data[at]:02X}) is not {encoding.upper()}."
        raise DocumentError(path, problem, _advice(data)) from error
    for sign, name in _SIGNS:
        if sign in text:
            at = skip + len(text[: text.index(sign)].encode(encoding))
            problem = f"byte {at} is {name} sign, so that it is not text in {encoding.upper()}."
            raise DocumentError(path, problem, _advice(data))
    return text


def _advice(data: bytes) -> str:
    guess = from_bytes(data[:_SAMPLE]).best()
    if guess is None or guess.encoding in ("utf_8", "ascii"):
        return "If it is text, save it as UTF-8."
    return f"It may be {guess.encoding}: if that is so, save it as UTF-8."


def _fits(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _is_surely_meant(utf8: str) -> bool:
    return sum(1 for _ in islice(_FOREIGN.finditer(utf8), _SURE)) == _SURE


def _detected(path: Path, data: bytes) -> Decoded | None:
    """What the bytes can only be, None if nothing known; DocumentError if two things."""
    tiers: tuple[_Tier, ...] = _TIERS
    if _SWITCH.search(data):
        tiers = ((_anything, ("iso2022_jp", "iso2022_jp_ext")),)
    elif b"\0" in data:
        tiers = ((_is_wide, ("utf-16-le", "utf-16-be")),)
    for is_plausible, encodings in tiers:
        found: dict[str, str] = {}
        for encoding in encodings:
            text = _fits(data, encoding)
            if text is not None and not any(sign in text for sign, _ in _SIGNS) and is_plausible(text):
                found.setdefault(text, encoding)
        if len(found) > 1:
            problem = f"its encoding is not stated, and it could be {' or '.join(found.values())}."
            raise DocumentError(path, problem, "Save it as UTF-8.")
        for text, encoding in found.items():
            return Decoded(text, _note(encoding, "which it does not state but alone fits"))
    return None


def _anything(_: str) -> bool:
    return True


def _is_wide(text: str) -> bool:
    """Whether two bytes a sign make writing: mostly ASCII, kana or kanji, and hardly a sign that is not assigned."""
    sample = text[:_SAMPLE]
    usual = sum(sign < "\u0250" or "\u2010" <= sign <= "\u30ff" or "\u4e00" <= sign <= "\u9fff" for sign in sample)
    return (
        "\n" in text and usual >= (1 - _FEW_ODD) * len(sample) and not re.search(r"[\ue000-\uf8ff\ufffe\uffff]", text)
    )


def _is_japanese(text: str) -> bool:
    """Whether what is not ASCII is kana, signs and kanji that are often written (level 1 of JIS X 0208).

    >>> _is_japanese("防衛の協力"), _is_japanese("ﾊﾊﾀ"), _is_japanese("防衛")
    (True, False, False)
    """
    foreign = [match[0] for match in islice(_FOREIGN.finditer(text), _SAMPLE)]
    kana = sum(bool(_KANA.match(sign)) for sign in foreign)
    good = sum(bool(_USUAL.match(sign)) or _is_often_written(sign) for sign in foreign)
    return kana >= max(1, _KANA_SHARE * len(foreign)) and good >= (1 - _FEW_ODD) * len(foreign)


def _is_often_written(kanji: str) -> bool:
    code = kanji.encode("euc_jp", "ignore")
    return len(code) == 2 and 0xB0 <= code[0] <= 0xCF


def _is_of_one_language(text: str) -> bool:
    """Whether what is not ASCII is usual in a language of Europe: its letters, each in a fitting place, and signs.

    >>> _is_of_one_language("crème à 20 £"), _is_of_one_language("crčme ŕ 20 Ł"), _is_of_one_language("crËme")
    (True, False, False)
    """
    letters, good, all_of = _weighed(text)
    return good and any(sum(letters[one] for one in letters if one in known) >= _GOOD * all_of for known in _ALPHABETS)


def _is_western(text: str) -> bool:
    """Whether names in the languages of western Europe stand, few, in a text without accents."""
    letters, good, all_of = _weighed(text)
    words = sum(len(match[0]) for match in islice(_WORD.finditer(text), _SAMPLE))
    return good and all_of <= _FEW_NAMES * words and set(letters) <= _WESTERN


def _weighed(text: str) -> tuple[Counter[str], bool, int]:
    """The letters beyond ASCII in lower case, whether nearly all of these signs are in place, and how many letters."""
    letters: Counter[str] = Counter()
    placed = seen = 0
    for match in islice(_FOREIGN.finditer(text), _SAMPLE):
        sign, before, after = match[0], text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
        seen += 1
        placed += _is_in_place(sign, before, after)
        if sign.isalpha() and sign not in _PUNCTUATION:
            letters[sign.lower()] += 1
    return letters, seen > 0 and placed >= _GOOD * seen, letters.total()


def _is_in_place(sign: str, before: str, after: str) -> bool:
    if sign in _PUNCTUATION:
        return sign in _WITHIN or not (before.isalpha() and after.isalpha())
    if not sign.isalpha() or (sign.isupper() and before.islower()):
        return False
    return before.isalpha() or after.isalpha() or unicodedata.normalize("NFD", sign)[0].lower() in _ALONE


_Tier = tuple[Callable[[str], bool], tuple[str, ...]]
_TIERS: tuple[_Tier, ...] = (
    (_is_japanese, ("cp932", "euc_jp")),
    (_is_of_one_language, ("cp1252", "cp1250", "iso8859_15", "iso8859_2")),
    (_is_western, ("cp1252", "iso8859_15")),
    # Last, because the curly quotes of cp1252 are letters here: "don’t" would be "donít".
    (_is_of_one_language, ("mac_roman",)),
)
