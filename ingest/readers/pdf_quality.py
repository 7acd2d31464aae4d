"""Whether what a PDF page yields is text that a person could read."""

import re
import unicodedata

_MOST_BAD = 0.05  # of the visible signs
_MOST_BAD_IN_LINE = 0.25
_SCRIPTS = 3  # beside plain ASCII and Greek, which formulas use
_JAPANESE = ("HIRAGANA", "KATAKANA", "KATAKANA-HIRAGANA", "FULLWIDTH", "HALFWIDTH", "IDEOGRAPHIC")
_SAMPLE = 100  # Latin letters at least, for their vowels to tell
_FEWEST_VOWELS = 0.2  # of the letters; in the languages written with Latin letters it is a third or more
_CODES = re.compile(r"\(cid:\d+\)|/[gG]\d{1,4}(?=/|\s|$)")  # numbers of glyphs that stand for no letter
_BAD = ("Co", "Cn", "Cc", "Cs")  # private use, unassigned, control signs, halves of pairs


def fault(text: str) -> str | None:
    """Why ``text`` cannot be read, None if it can.

    >>> fault("Aid to Japan grew."), fault(" \\n")
    (None, 'it holds no text')
    >>> fault("\\ue012\\ue034 \\ufffd"), fault("7KH 0LQLVWU\\\\ RI )LQDQFH " * 9)
    ('3 of its 3 signs stand for no letter', 'its letters make no words')
    """
    visible = [sign for sign in text if not sign.isspace()]
    if not any(map(str.isalnum, visible)) and not any(map(_is_bad, visible)):
        return "it holds no text"
    codes = sum(len(code) for code in _CODES.findall(text))
    bad = codes + sum(map(_is_bad, visible))
    if bad > _MOST_BAD * len(visible):
        return f"{bad} of its {len(visible)} signs stand for no letter"
    letters = [sign for sign in unicodedata.normalize("NFD", text).casefold() if "a" <= sign <= "z"]
    if len(letters) >= _SAMPLE and sum(sign in "aeiouy" for sign in letters) < _FEWEST_VOWELS * len(letters):
        return "its letters make no words"
    return None


def is_garbled(line: str) -> bool:
    """Whether a line is no words though its page may be: many of its signs stand for no letter, or its letters are
    of so many scripts as only a wrong table of glyphs mixes.

    >>> [is_garbled(line) for line in ("Aid (\ufffd) to Japan", "\ue012\ue034a", "ǐې޷о੿ Aid", "ＯＤＡ協力 αβ")]
    [False, True, True, False]
    """
    visible = [sign for sign in line if not sign.isspace()]
    if sum(map(_is_bad, visible)) > _MOST_BAD_IN_LINE * len(visible):
        return True
    names = (unicodedata.name(sign, "").split(" ")[0] for sign in visible if sign > "~" and sign.isalpha())
    return len({"CJK" if name in _JAPANESE else name for name in names} - {"GREEK"}) >= _SCRIPTS


def _is_bad(sign: str) -> bool:
    return sign == "\ufffd" or (sign > "~" and unicodedata.category(sign) in _BAD)
