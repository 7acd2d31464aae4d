"""Whether what a PDF page yields is text that a person could read."""

import re
import unicodedata
from string import ascii_lowercase

_MOST_BAD = 0.05  # of the visible signs
_MOST_BAD_IN_LINE = 0.25
_MOST_RARE = 0.05  # of the Korean syllables; of 5,027 in a sound report none is rare, of a garbled line a tenth or more
_SCRIPTS = 3  # beside plain ASCII and Greek, which formulas use
_JAPANESE = ("HIRAGANA", "KATAKANA", "KATAKANA-HIRAGANA", "FULLWIDTH", "HALFWIDTH", "IDEOGRAPHIC")
_SAMPLE = 100  # Latin letters at least, for their vowels to tell
_FEWEST_VOWELS = 0.2  # of the letters; in the languages written with Latin letters it is a third or more
_CODES = re.compile(r"\(cid:\d+\)|/[gG]\d{1,4}(?=/|\s|$)")  # numbers of glyphs that stand for no letter
_HANGUL = re.compile("[\uac00-\ud7a3]")
_BEYOND = re.compile("[^\0-~]")  # what is not ASCII
_BAD = ("Co", "Cn", "Cc", "Cs")  # private use, unassigned, control signs, halves of pairs


def fault(text: str) -> str | None:
    """Why ``text`` cannot be read, None if it can.

    >>> fault("Aid to Japan grew."), fault(" \\n")
    (None, 'it holds no text')
    >>> fault("\\ue012\\ue034 \\ufffd"), fault("7KH 0LQLVWU\\\\ RI )LQDQFH " * 9)
    ('3 of its 3 signs stand for no letter', 'its letters make no words')
    """
    visible = "".join(text.split())
    bad = _bad(visible)
    if not bad and not any(map(str.isalnum, visible)):
        return "it holds no text"
    bad += sum(len(code) for code in _CODES.findall(text))
    if bad > _MOST_BAD * len(visible):
        return f"{bad} of its {len(visible)} signs stand for no letter"
    folded = unicodedata.normalize("NFD", text).casefold()
    letters = sum(map(folded.count, ascii_lowercase))
    if letters >= _SAMPLE and sum(map(folded.count, "aeiouy")) < _FEWEST_VOWELS * letters:
        return "its letters make no words"
    return None


def is_garbled(line: str) -> bool:
    """Whether a line is no words though its page may be: many of its signs stand for no letter, or its letters are
    of so many scripts, or Korean syllables so rare, as only a wrong table of glyphs mixes.

    >>> [is_garbled(line) for line in ("Aid (\ufffd) to Japan", "\ue012\ue034a", "ǐې޷о੿ Aid", "ＯＤＡ協力 αβ")]
    [False, True, True, False]
    >>> is_garbled("보안 기술 전망 보고서"), is_garbled("묾푷 차세대 비체(1A7)킹 방지읊 퓒 칺몮 대픟 기술")
    (False, True)
    """
    visible = "".join(line.split())
    if _bad(visible) > _MOST_BAD_IN_LINE * len(visible):
        return True
    names = (unicodedata.name(sign, "").split(" ")[0] for sign in _BEYOND.findall(visible) if sign.isalpha())
    syllables = _HANGUL.findall(visible)
    rare = sum(len(one.encode("euc_kr")) > 2 for one in syllables)  # not among the 2,350 of KS X 1001
    if rare > 1 and rare > _MOST_RARE * len(syllables):
        return True
    return len({"CJK" if name in _JAPANESE else name for name in names} - {"GREEK"}) >= _SCRIPTS


def _bad(text: str) -> int:
    """How many of these signs stand for no letter."""
    return sum(sign == "\ufffd" or unicodedata.category(sign) in _BAD for sign in _BEYOND.findall(text))
