"""What a PDF repeats at one place from page to page: running heads, page numbers, watermarks."""

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from ingest.readers.pdf_line import Line
from ingest.readers.pdf_pdfium import Sheet

_MARGIN = 0.1  # of the page's height and width
_HEAD = 0.13  # of its height: so deep stands a head in large type, if nothing is further out and room is below it
_ROOM = 0.7  # heights of a line
_NEAR = 3.0  # points between the places of what is repeated
_PAGES = 3  # at least, in a margin
_BODY_PAGES = 4  # at least, and half of all, where a page's text stands
_LARGE = 1.8  # times the usual type of the page
_MOST = 0.6  # of the steps from one line to the next
_EXAMPLES = 20  # that are named
_NUMBER = re.compile(r"\d+|(?<!\w)[ivxlc]+(?!\w)")


@dataclass(frozen=True, slots=True)
class Repeated:
    """The lines that are repeated, by page (counted from 0) and place in its sheet, and what to say of them."""

    lines: frozenset[tuple[int, int]]
    notes: tuple[str, ...]


def find_repeated(sheets: Sequence[Sheet]) -> Repeated:
    """The lines that stand on several pages at the same place with the same words, numbers aside.

    In a margin three pages suffice, or two where the number counts the pages, as figures alone must; a little deeper,
    half of all pages where it stands apart from the text. Elsewhere a watermark repeats its very words: askew on two
    pages, or in large type on four and half of all.
    """
    places: dict[str, list[tuple[float, int, int]]] = defaultdict(list)
    for page, sheet in enumerate(sheets):
        for at, line in enumerate(sheet.lines):
            places[_NUMBER.sub("#", line.text)].append((line.bottom, page, at))
    found: set[tuple[int, int]] = set()
    counts: Counter[str] = Counter()
    for words, seen in places.items():
        for cluster in _clusters(seen) if len(seen) > 1 else ():
            if _is_repeated(sheets, cluster):
                found.update(cluster)
                counts[words] += len(cluster)
    found |= set(_composed(sheets, found))
    notes = tuple(
        f"“{words}”, which stands at one place on {count} pages (a running head, a page number or a watermark)"
        for words, count in counts.most_common(_EXAMPLES)
    )
    return Repeated(frozenset(found), notes)


def _composed(sheets: Sequence[Sheet], found: Collection[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Other lines in the margins that hold only words repeated at their height, as where a page runs two together."""
    repeated: dict[int, set[str]] = defaultdict(set)
    for page, at in found:
        line = sheets[page].lines[at]
        for height in range(-1, 2):
            repeated[round(line.bottom / _NEAR) + height].update(_NUMBER.sub("#", line.text).split())
    for page, sheet in enumerate(sheets):
        for at, line in enumerate(sheet.lines):
            words = repeated.get(round(line.bottom / _NEAR), set())
            if words and _in_margin(line, sheet) and words.issuperset(_NUMBER.sub("#", line.text).split()):
                yield page, at


def _clusters(seen: Sequence[tuple[float, int, int]]) -> Iterator[list[tuple[int, int]]]:
    """The pages and places of what stands at nearly one height."""
    cluster: list[tuple[int, int]] = []
    before = 0.0
    for bottom, page, at in sorted(seen):
        if cluster and bottom - before > _NEAR:
            yield sorted(cluster)
            cluster = []
        cluster.append((page, at))
        before = bottom
    yield sorted(cluster)


def _is_repeated(sheets: Sequence[Sheet], cluster: Sequence[tuple[int, int]]) -> bool:
    pages = len({page for page, _ in cluster})
    lines = [sheets[page].lines[at] for page, at in cluster]
    if all(_in_margin(line, sheets[page]) for line, (page, _) in zip(lines, cluster, strict=True)):
        if not any(map(str.isalpha, _NUMBER.sub("", lines[0].text))) and any(map(str.isdecimal, lines[0].text)):
            return pages >= 2 and _counts(lines, cluster)  # figures alone may be a table's
        return pages >= _PAGES or (pages == 2 and _counts(lines, cluster))
    spoken = any(map(str.isalpha, _NUMBER.sub("", lines[0].text)))
    if spoken and pages >= max(_PAGES, len(sheets) / 2) and _stands_out(lines, cluster, sheets):
        return True
    if len({line.text for line in lines}) > 1:
        return False
    if all(line.diagonal for line in lines):
        return pages >= 2
    large = all(line.size > _LARGE * _usual(sheets[page]) for line, (page, _) in zip(lines, cluster, strict=True))
    return large and pages >= max(_BODY_PAGES, len(sheets) / 2)


def _usual(sheet: Sheet) -> float:
    return median(line.size for line in sheet.lines)


def _in_margin(line: Line, sheet: Sheet) -> bool:
    across, up = _MARGIN * sheet.width, _MARGIN * sheet.height
    return (
        line.top < up
        or line.bottom > sheet.height - up
        or line.right < across
        or line.left > sheet.width - across
    )  # fmt: skip


def _stands_out(lines: Sequence[Line], cluster: Sequence[tuple[int, int]], sheets: Sequence[Sheet]) -> bool:
    return all(_is_outermost(line, sheets[page]) for line, (page, _) in zip(lines, cluster, strict=True))


def _is_outermost(line: Line, sheet: Sheet) -> bool:
    """Whether a line near the head or the foot of its page has nothing further out, and room between it and the rest.

    So stands a running head, and not the header of a table that goes on from page to page.
    """
    room = _ROOM * (line.top - line.bottom)
    others = [one for one in sheet.lines if not one.beside(line)]
    if line.top < _HEAD * sheet.height:
        return all(one.bottom > line.top + room for one in others)
    return line.bottom > (1 - _HEAD) * sheet.height and all(one.top < line.bottom - room for one in others)


def _counts(lines: Sequence[Line], cluster: Sequence[tuple[int, int]]) -> bool:
    """Whether a number in most of the lines grows as the pages do."""
    numbers = [[int(number) for number in re.findall(r"\d{1,6}", line.text)] for line in lines]
    grown = [
        any(two - one == page - before for one, two in zip(first, second, strict=False))
        for (first, (before, _)), (second, (page, _)) in pairwise(zip(numbers, cluster, strict=True))
    ]
    return sum(grown) >= _MOST * len(grown)
