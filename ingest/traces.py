"""Which documents are one text in two languages, told by what a translation leaves as it is.

Figures, years, amounts, dates and names in Latin capitals ("ASEAN", "UNDP") stay, and so do pages and headings, nearly.
Two documents are held to be translations only if all of these agree, their languages differ and their words do not
agree. Translations whose amounts are said otherwise ("3 million", "300万") leave too little in common and are missed:
a false pair would mislead, a missed one only goes untold.
"""

import re
import struct
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from corpus.records import Document
from ingest.likeness import agreement, find_alike, sketch_of
from ingest.reading import Block, Role

# Of the figures and names together must be the same. Of the 97 of 468 real files that have enough of them, two in
# different writing have at most 0.20 in common, and two different reports of one office 0.43.
LEAST = 0.5
FEWEST = 30  # figures and names; fewer may agree by chance
OTHERWISE = 0.2  # of the words, at most, may be the same
_ASIDE = 0.25  # of the pages, or of the headings, one document may have more
_TRACE = re.compile(r"\d+(?:[.,'’ \u00a0\u202f]\d+)*|(?<![A-Za-z])[A-Z]{3,6}(?![A-Za-z])")
_WRITING = re.compile(
    r"(?P<ja>[\u3040-\u30ff])|(?P<zh>[\u3400-\u9fff])|(?P<ko>[\uac00-\ud7af])|(?P<cyrillic>[\u0400-\u04ff])"
    r"|(?P<greek>[\u0370-\u03ff])|(?P<arabic>[\u0600-\u06ff])|(?P<hebrew>[\u0590-\u05ff])|(?P<thai>[\u0e00-\u0e7f])"
    r"|(?P<devanagari>[\u0900-\u097f])|(?P<latin>[A-Za-z\u00c0-\u024f])"
)
_SAMPLE = 20_000  # characters; enough to tell a writing by
_HEAD = struct.Struct(">II12s8s")


@dataclass(frozen=True, slots=True)
class _Trace:
    """What is kept of a document: counts of pages and headings, how it is written, and the sketch of its figures."""

    pages: int
    headings: int
    writing: bytes
    language: bytes
    sketch: bytes


def trace(document: Document, blocks: Sequence[Block]) -> bytes:
    """What a translation of a document would have in common with it; empty if that is too little to tell."""
    seen: Counter[str] = Counter()
    told = []
    for one in figures(document.text):
        seen[one] += 1
        told.append(f"{one}#{seen[one]}")
    if len(told) < FEWEST:
        return b""
    headings = sum(block.role is Role.HEADING for block in blocks)
    stated = (document.language or "").lower().split("-")[0]
    head = _HEAD.pack(len(document.pages), headings, writing(document.text).encode(), stated.encode()[:8])
    return head + sketch_of(told)


def figures(text: str) -> Iterator[str]:
    """The figures of two digits and more, without the marks between their digits, and the names in capitals, in order.

    >>> list(figures("In 2019 ASEAN got 1,234.5 dollars; 3 went home. 2019年、ASEANは"))
    ['2019', 'ASEAN', '12345', '2019', 'ASEAN']
    """
    for found in _TRACE.finditer(unicodedata.normalize("NFKC", text)):
        plain = re.sub(r"\W", "", found[0])
        if len(plain) > 1:
            yield plain


def writing(text: str) -> str:
    """What most letters of a text are written in; "ja" where a tenth of the Chinese and Japanese ones are kana.

    >>> writing("ODA を 3 か国に供与した。"), writing("Aid to three"), writing("12")
    ('ja', 'latin', '')
    """
    counts = Counter(str(found.lastgroup) for found in _WRITING.finditer(text[:_SAMPLE]))
    signs = counts["ja"] + counts["zh"]
    counts["ja"], counts["zh"] = (signs, 0) if 10 * counts["ja"] > signs else (0, signs)
    best, many = max(counts.items(), key=lambda one: one[1])
    return best if many else ""


def find_traced(traces: Mapping[str, bytes], sketches: Mapping[str, bytes]) -> Iterator[tuple[str, str, float]]:
    """Every two documents that are one text in two languages, by id, each pair once, with how much is the same.

    ``traces`` and ``sketches`` are what ``trace`` and ``likeness.sketch`` made, by document id.
    """
    kept = {identity: _unpacked(data) for identity, data in traces.items() if data}
    for one, other, degree in find_alike({identity: found.sketch for identity, found in kept.items()}, LEAST):
        if _agree(kept[one], kept[other]) and agreement(sketches[one], sketches[other]) < OTHERWISE:
            yield one, other, degree


def _unpacked(data: bytes) -> _Trace:
    pages, headings, written, language = _HEAD.unpack(data[: _HEAD.size])
    return _Trace(pages, headings, written, language, data[_HEAD.size :])


def _agree(one: _Trace, other: _Trace) -> bool:
    """Whether the languages differ, and pages and headings are about as many."""
    stated = one.language.strip(b"\0") and other.language.strip(b"\0")
    written = one.writing.strip(b"\0") and other.writing.strip(b"\0")
    differ = (written and one.writing != other.writing) or (stated and one.language != other.language)
    near = _near(one.headings, other.headings) and (not (one.pages and other.pages) or _near(one.pages, other.pages))
    return bool(differ) and near


def _near(one: int, other: int) -> bool:
    return abs(one - other) <= max(2, _ASIDE * max(one, other))
