"""Whether what a PDF page yields is text that a person could read."""

import re
import unicodedata

_MOST_BAD = 0.05  # of the visible signs
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


def _is_bad(sign: str) -> bool:
    return sign == "\ufffd" or (sign > "~" and unicodedata.category(sign) in _BAD)
