"""Pieces of which patterns are made: the names of months, numbers in words, offices.

Each is an alternation to be put into a group. What one pattern knows beside them stands with that pattern.
"""

MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
SHORT_MONTHS = tuple(month[:3].casefold() for month in MONTHS.split("|"))  # jan, feb …
NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
TEENS = "(?:thir|four|fif|six|seven|eigh|nine)teen"
TENS = "(?:twen|thir|for|fif|six|seven|eigh|nine)ty"
OFFICES = "director|minister|president|ambassador|secretary|governor|commissioner"


def numbers(first: int, last: int) -> str:
    """The words for the numbers from ``first`` to ``last``, which are within 1 and 12.

    >>> numbers(2, 4)
    'two|three|four'
    """
    return "|".join(NUMBERS[first - 1 : last])


def month(name: str) -> int:
    """The number of the month that is called ``name``, by its first three letters in any case.

    >>> month("Sept."), month("MAY")
    (9, 5)
    """
    return SHORT_MONTHS.index(name[:3].casefold()) + 1
