"""Numbers of ordered lists in the signs that they are written with."""

from collections.abc import Callable, Mapping

_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
          (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip


def _roman(number: int) -> str:
    signs = ""
    for value, sign in _ROMAN:
        signs += sign * (number // value)
        number %= value
    return signs


def _letters(number: int) -> str:
    signs = ""
    while number:
        number, rest = divmod(number - 1, 26)
        signs = chr(ord("a") + rest) + signs
    return signs


# Names of styles: those of Word, then those of HTML's type attribute.
_STYLES: Mapping[str, Callable[[int], str]] = {
    "lowerLetter": _letters,
    "upperLetter": lambda number: _letters(number).upper(),
    "lowerRoman": _roman,
    "upperRoman": lambda number: _roman(number).upper(),
    "decimalZero": lambda number: f"{number:02}",
    "a": _letters,
    "A": lambda number: _letters(number).upper(),
    "i": _roman,
    "I": lambda number: _roman(number).upper(),
}


def ordinal(number: int, style: str) -> str:
    """``number`` as ``style`` writes it; in plain digits for an unknown style and for what a style cannot write.

    >>> [ordinal(number, style) for number, style in ((4, "lowerRoman"), (28, "a"), (3, "decimal"), (0, "I"))]
    ['iv', 'ab', '3', '0']
    """
    return _STYLES.get(style, str)(number) if 0 < number < 4000 else str(number)
