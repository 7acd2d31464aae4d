"""Which of several media types a client would rather take, as its Accept header says (RFC 9110, 12.5.1)."""

import re
from collections.abc import Iterator

# A comma within quotation marks ends no range. A mark that is never closed goes to the end, or each were tried anew.
_RANGE = re.compile(r"(?:[^,\"]|\"(?:[^\"\\]|\\.?)*+\"?)+")
_QUALITY = re.compile(r";\s*q\s*=\s*([^;\s]*)", re.IGNORECASE)
_WEIGHT = re.compile(r"0(?:\.\d{0,3})?|1(?:\.0{0,3})?")


def preferred(accept: str, *offered: str) -> str:
    """The media type of ``offered`` with the greatest weight; the first of equals, and where none is wanted.

    >>> preferred("text/csv;q=0, application/json", "application/json", "text/csv")
    'application/json'
    >>> preferred("application/json;q=0.1, text/*", "application/json", "text/csv")
    'text/csv'
    >>> preferred("", "application/json", "text/csv"), preferred("image/png", "application/json", "text/csv")
    ('application/json', 'application/json')
    """
    ranges = dict(_ranges(accept))
    return max(offered, key=lambda one: _weight(one, ranges))


def _weight(media_type: str, ranges: dict[str, float]) -> float:
    """The weight of the most specific range that a type is in."""
    kind = media_type.split("/")[0]
    return next((ranges[one] for one in (media_type, f"{kind}/*", "*/*") if one in ranges), 0.0)


def _ranges(accept: str) -> Iterator[tuple[str, float]]:
    """Each range with its weight, which is 1 where none is told; one whose weight is no number is left out."""
    for written in _RANGE.findall(accept):
        name = written.split(";")[0].strip().lower()
        told = _QUALITY.search(written)
        if name and (told is None or _WEIGHT.fullmatch(told[1])):
            yield name, float(told[1]) if told else 1.0
