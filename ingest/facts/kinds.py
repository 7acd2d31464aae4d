"""As what money is given: a contribution, a loan, a grant, a disbursement, a pledge, an allocation."""

import re

from corpus.records import Span
from ingest.facts.grammar import any_of, pattern

# The words of each type of giving, the most telling type first: a "pledge to contribute" is a pledge.
_TYPES: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(rf"\b{any_of(english)}\b|{any_of(japanese)}", re.IGNORECASE))
    for name, english, japanese in (
        (
            "pledge",
            "pledge, pledged, pledges, pledging, commit, commits, committed, commitment, commitments",
            "誓約, プレッジ, 表明",
        ),
        ("loan", "loans?, lend, lends, lending, lent, credit lines?", "借款, 貸付, 融資"),
        (
            "grant",
            "grants?, grant assistance, grant aid, grants? in aid, granted",
            "無償資金協力, 無償援助, 無償",
        ),
        ("disbursement", r"disburs\w+, spent, spends?, spending, expenditures?, expended, paid", "支出, 支払, 実行額"),
        ("allocation", r"budget\w*, allocat\w+, appropriated, appropriations?, earmark\w*", "予算, 計上"),
        (
            "contribution",
            r"contribut\w+, donat\w+, funds, funded, funding, financ(?:e|es|ed|ing), provid(?:e|es|ed|ing), provision,"
            r"support, supports, supported, supporting, assisted, assistance, aid, invest\w*, extended, extend,"
            r"extends, awarded, awards?, approved?, received?, receives, receiving",
            "拠出, 供与, 支援, 出資, 提供, 援助",
        ),
    )
)
# Words that tell of funding also where no amount stands. "Contributed" alone may be meant otherwise.
_BARE: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("loan", re.compile(r"\b(?:(?P<money>yen)|ODA|concessional|soft)\sloans?\b|(?P<yen>円)借款", re.IGNORECASE)),
    ("grant", re.compile(r"\bgrant\s(?:assistance|aid)\b|\bgrants\sfrom\b|無償資金協力", re.IGNORECASE)),
    (
        "contribution",
        re.compile(
            r"\b(?:financial|voluntary|monetary|core)\s(?:contributions?|support|assistance)\b|\bfunding\s(?:from|by|to)\b"
            r"|\bcontributions(?=\s(?:to|from)\b)|資金拠出|拠出(?=[をしすにさ])",
            re.IGNORECASE,
        ),
    ),
)
_NOT_GIVING = pattern(
    r"costs?, worth, damages?, losses, GDP, GNP, GNI, revenues?, profits?, prices?, priced, fines?, salar\w+,"
    "deficits?, debts?, exports?, imports?, trade,"
    "sales, savings?, direct investments?, tax credits?, tax expenditures?"
)
_AT_COST = re.compile(r"\s(?:in\s)?(?:costs?|worth|damages?|losses)\b", re.IGNORECASE)


def find_type(words: str, part: Span, amount: Span) -> tuple[str, Span] | None:
    """The type of giving that ``part`` of a sentence tells, and its words: of the most telling those nearest."""
    for name, form in _TYPES:
        found = [Span(*one.span()) for one in form.finditer(words, part.start, part.end)]
        if found:
            return name, min(found, key=lambda one: distance(one, amount))
    return None


def find_bare_type(words: str) -> tuple[str, Span, Span | None] | None:
    """The type that a sentence without an amount tells: its words, and those of its currency, which is the yen."""
    for name, form in _BARE:
        found = form.search(words)
        if found:
            money = next((group for group, said in found.groupdict().items() if said), None)
            return name, Span(*found.span()), Span(*found.span(money)) if money else None
    return None


def is_no_giving(words: str, part: Span, amount: Span) -> bool:
    """Whether ``part`` of a sentence, up to an amount, speaks of what is earned, owed, lost or paid as a price."""
    return bool(_NOT_GIVING.search(words, part.start, amount.start) or _AT_COST.match(words, amount.end))


def distance(one: Span, other: Span) -> int:
    """The characters between two spans; 0 if they touch.

    >>> distance(Span(0, 3), Span(5, 9))
    2
    """
    return max(other.start - one.end, one.start - other.end, 0)
