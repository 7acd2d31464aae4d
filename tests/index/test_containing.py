"""Which amounts of a sentence contain which."""

import re

import pytest

from corpus.facts import Detail, Fact, FactKind
from corpus.records import Span
from index.containing import find_contained


def contained(text: str) -> dict[str, str]:
    """By amount: the one that contains it, where every "$5" of a sentence is a fact."""
    facts = []
    for sentence in re.finditer(r"\S[^.]*\.", text):
        span = Span(*sentence.span())
        for found in re.finditer(r"\$\d+", sentence[0]):
            own = Span(*found.span()).shifted(span.start)
            told = [("amount", found[0][1:]), ("currency", "USD"), ("qualifier", "exact"), ("type", "allocation")]
            details = tuple(Detail(name, value, own) for name, value in told)
            facts.append(Fact(found[0], "d", "d:p", FactKind.FUNDING, span, details))
    return find_contained(facts, text, {})


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The first budget was $56, of which $44 fell to the Ministry; the second budgets added $26.",
            {"$44": "$56"},
        ),
        ("It had $56, of which $44 fell to the Ministry and $26 to others.", {"$44": "$56"}),
        ("It had $56, of which $44 fell to the Ministry; the Office was given $5.", {"$44": "$56"}),
        (
            "It had $56, including $30 for Kenya; $20 for Mali; and $6 for Chad.",
            dict.fromkeys(["$30", "$20", "$6"], "$56"),
        ),
        ("It gave $9 in grants and $4 in loans, $3 of which went to Mali.", {"$3": "$4"}),
        ("It gave $9. Of this, $6 went to Mali and $5 to Chad.", {"$6": "$9"}),
        ("It gave $9. Funds of the Union made up $3 of the civil part.", {"$3": "$9"}),
        (
            "Of $9, including $4 for Kenya and $2 for Mali, $1 was new. Also $3.",
            dict.fromkeys(["$4", "$2", "$1"], "$9"),
        ),
        ("Peru gave $9. Of this, $2 went to Kenya and $1 to Mali.", {"$2": "$9", "$1": "$9"}),
        ("Peru gave $9. Of that sum $2 went to Kenya and $1 to Mali.", {"$2": "$9", "$1": "$9"}),
        ("Peru gave $9. This includes $2 for Kenya and $1 for Mali.", {"$2": "$9", "$1": "$9"}),
        ("Peru gave $9. Of these officers $2 went to Kenya and $1 to Mali.", {}),
        ("Peru gave $9. Then $2 went to Kenya and $1 to Mali.", {}),
    ],
)
def test_parts_are_within_what_includes_them(text: str, expected: dict[str, str]) -> None:
    assert contained(text) == expected
