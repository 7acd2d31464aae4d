"""How the patterns of this room are written: as lists of the words that they are for, with what they share."""

import re

from corpus.records import Span

YEAR = r"(?:19|20)\d\d"
MONTH = "January|February|March|April|May|June|July|August|September|October|November|December"
NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
ACRONYM = r"[A-Z][\w-]*[A-Z][\w-]*"
IN_BRACKETS = r"(?:\s?\([^)]*\))?"  # behind a name, before the sentence goes on
IN_JAPANESE_BRACKETS = r"(?:[（(][^（）()]*[）)])?"
PROJECT = "program(?:me)?|project|initiative|scheme"
TREATY = "agreement|treaty|accord|pact"
# "crews from": who comes from a place is no giver, and a place of a programme.
PEOPLE_FROM = re.compile(
    r"\b(?:(?!donors|partners|contributors|sponsors|others|members|grants)[a-z]+(?:ers|ors|ists|ants|ees|ians)|students|residents"
    r"|agents|cadets|crews|personnel|staff|people|police|troops|women|men|children|families|judges|experts|officials"
    r"|graduates|countries)\sfrom\s(?:the\s)?\Z"
)


def any_of(told: str) -> str:
    """A pattern for any of the forms that commas separate in ``told``, longest first; a blank is any one white space.

    >>> import re
    >>> re.findall(any_of("grant, grant assistance, aids?"), "grant  assistance and grant assistance, aid")
    ['grant', 'grant assistance', 'aid']
    """
    forms = sorted((" ".join(form.split()) for form in told.split(",")), key=len, reverse=True)
    return "(?:" + "|".join(form.replace(" ", r"\s") for form in forms if form) + ")"


def either(*forms: str) -> str:
    """A pattern for any of these patterns, tried in their order.

    >>> re.fullmatch(either("[a-z]+", r"\\d+"), "12")[0]
    '12'
    """
    return "(?:" + "|".join(forms) + ")"


def pattern(told: str) -> re.Pattern[str]:
    """``any_of`` as whole words, in any case.

    >>> bool(pattern("loans?").search("A LOAN of")), bool(pattern("loan").search("loaned"))
    (True, False)
    """
    return re.compile(rf"\b{any_of(told)}\b", re.IGNORECASE)


_KANA = re.compile(r"[\u3040-\u30ff]")


def is_japanese(words: str) -> bool:
    """Whether ``words`` hold a kana, as every Japanese sentence does.

    >>> is_japanese("船を供与した"), is_japanese("FAO’s café")
    (True, False)
    """
    return _KANA.search(words) is not None


def plain(words: str, span: Span) -> str:
    """What stands at ``span`` of ``words``, with one blank wherever there is white space.

    >>> plain("the Reef  Fund", Span(4, 14))
    'Reef Fund'
    """
    return " ".join(span.of(words).split())


def distance(one: Span, other: Span) -> int:
    """The characters between two spans; 0 if they touch.

    >>> distance(Span(0, 3), Span(5, 9))
    2
    """
    return max(other.start - one.end, one.start - other.end, 0)
