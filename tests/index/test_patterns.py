"""Pieces of patterns: each stands for the words that it says and for no others."""

import re

from index.patterns import MONTHS, NUMBERS, SHORT_MONTHS, TEENS, TENS, month, numbers


def test_the_months_are_twelve_and_told_apart_by_three_letters() -> None:
    assert len(set(MONTHS.split("|"))) == len(set(SHORT_MONTHS)) == 12
    assert [month(name) for name in MONTHS.split("|")] == [month(name) for name in SHORT_MONTHS] == [*range(1, 13)]


def test_numbers_are_those_from_the_first_to_the_last() -> None:
    assert numbers(1, 12) == "|".join(NUMBERS)
    assert numbers(9, 10) == "nine|ten"


def test_teens_and_tens_in_words() -> None:
    teens = ["thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"]
    tens = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
    assert all(re.fullmatch(TEENS, word) for word in teens)
    assert all(re.fullmatch(TENS, word) for word in tens)
    assert not any(re.fullmatch(f"{TEENS}|{TENS}", word) for word in ("twelveteen", "fourty", "ten", *NUMBERS))
