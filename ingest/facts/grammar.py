"""How the patterns of this room are written: as lists of the words that they are for."""

import re


def any_of(told: str) -> str:
    """A pattern for any of the forms that commas separate in ``told``, longest first; a blank is any one white space.

    >>> import re
    >>> re.findall(any_of("grant, grant assistance, aids?"), "grant  assistance and grant assistance, aid")
    ['grant', 'grant assistance', 'aid']
    """
    forms = sorted((" ".join(form.split()) for form in told.split(",")), key=len, reverse=True)
    return "(?:" + "|".join(form.replace(" ", r"\s") for form in forms if form) + ")"


_KANA = re.compile(r"[\u3040-\u30ff]")


def is_japanese(words: str) -> bool:
    """Whether ``words`` hold a kana, as every Japanese sentence does.

    >>> is_japanese("船を供与した"), is_japanese("FAO’s café")
    (True, False)
    """
    return _KANA.search(words) is not None


# Adjectives that make no name of a noun by themselves: "Foreign Policy", "Regulatory Process".
_GENERAL = (
    "Foreign Defen[sc]e Economic Trade Fiscal Monetary National Public Domestic Informational Energy Regional Security"
    " Regulatory Political Democratic Military Humanitarian Technical Development Financial Federal International"
    " Global Social New Our Its Their State Annual General Peace Bilateral Multilateral And and &"
)
_ADJECTIVE = re.compile("|".join(_GENERAL.split()))


def is_generic(name: str) -> bool:
    """Whether every word of ``name`` but the last is a general adjective.

    >>> is_generic("Foreign and Defense Policy"), is_generic("Kyoto Protocol"), is_generic("ODA")
    (True, False, False)
    """
    words = name.split()
    return len(words) > 1 and all(_ADJECTIVE.fullmatch(word) for word in words[:-1])


# How a report is cited: its number, or where and when it came out, behind its title.
_CITED = re.compile(r",\s[A-Z][A-Z/]+-[\d-]+\w*|\s\([A-Z][\w.]+(?:,?\s[A-Z][\w.]+)*:\s[^()]{0,40}(?:19|20)\d\d\)")
# Each word can be read in one way only, so that no long title is tried in many.
_TITLE = re.compile(r"(?:[:,;“”\"()–]|\s|(?<![\w’'-])(?:[A-Z][\w’'-]*|\d+(?:st|nd|rd|th)?|[a-z]{1,4})(?![\w’'-]))*")


def is_in_title(words: str, end: int) -> bool:
    """Whether what ends at ``end`` is within the title of a report that is cited right behind it.

    >>> told = "See Clean Air Program: Changes Needed, GAO-01-234 (Washington, D.C.: May 2, 2001)."
    >>> is_in_title(told, 21), is_in_title("The Clean Air Program was studied in Air, GAO-01-234", 21)
    (True, False)
    """
    cited = _CITED.search(words, end)
    return bool(cited and _TITLE.fullmatch(words, end, cited.start()))


def pattern(told: str) -> re.Pattern[str]:
    """``any_of`` as whole words, in any case.

    >>> bool(pattern("loans?").search("A LOAN of")), bool(pattern("loan").search("loaned"))
    (True, False)
    """
    return re.compile(rf"\b{any_of(told)}\b", re.IGNORECASE)
