"""Numbers in the signs of ordered lists, against hand-written ones and the rules that read them back."""

import pytest

from ingest.readers.numbering import ordinal

VALUES = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}


@pytest.mark.parametrize(
    ("number", "style", "signs"),
    [
        (1, "a", "a"), (26, "a", "z"), (27, "lowerLetter", "aa"), (702, "A", "ZZ"), (703, "upperLetter", "AAA"),
        (4, "i", "iv"), (1994, "I", "MCMXCIV"), (3999, "lowerRoman", "mmmcmxcix"), (4000, "upperRoman", "4000"),
        (0, "a", "0"), (-3, "i", "-3"), (7, "decimalZero", "07"), (12, "decimalZero", "12"), (5, "aiueo", "5"),
    ],
)  # fmt: skip
def test_hand_written_numbers(number: int, style: str, signs: str) -> None:
    assert ordinal(number, style) == signs


def test_roman_numbers_read_back() -> None:
    for number in range(1, 4000):
        signs = [VALUES[sign] for sign in ordinal(number, "i")]
        following = [*signs[1:], 0]
        assert sum(-one if one < after else one for one, after in zip(signs, following, strict=True)) == number
