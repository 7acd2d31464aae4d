"""The programmes that the headings of a document name."""

import re
from collections.abc import Sequence
from dataclasses import replace

from corpus.facts import Detail
from corpus.records import Document, Span
from ingest.facts.names import Names
from ingest.facts.programmes.names import find_programme_names
from ingest.facts.sentences import Sentence

_REACH = 2000  # characters before a section in which its heading stands
_TOP = 1200  # characters in which a document says what it is about


def named_in_headings(
    document: Document, sentences: Sequence[Sentence], names: Names
) -> dict[tuple[str, ...], list[Detail]]:
    """The programmes that the last heading of each path names, where it stands in the text."""
    found: dict[tuple[str, ...], list[Detail]] = {}
    for first in sentences:
        path = first.passage.path
        if path and path not in found:
            at, words = _standing(document.text, path[-1], first.at)
            words = "" if words.isupper() else words
            heading = replace(first, at=at, words=words, names=names.find(words), amounts=(), periods=())
            found[path] = [heading.said("name", span) for span in find_programme_names(heading)] if words else []
    return found


def _standing(text: str, heading: str, end: int) -> tuple[int, str]:
    """Where a heading stands last before ``end``, and its words there, in one line; (0, "") if it stands nowhere."""
    at = text.rfind(heading, 0, end)
    if at >= 0:
        return at, heading
    form = r"\s+".join(re.escape(word) for word in heading.split())  # a heading of two lines
    found = [*re.finditer(form, text[max(0, end - _REACH) : end])]
    return (max(0, end - _REACH) + found[-1].start(), re.sub(r"\s", " ", found[-1][0])) if found else (0, "")


def named_at_the_top(document: Document, sentences: Sequence[Sentence], names: Names) -> Detail | None:
    """The programme that the headings over all sections name, if it is one: it is what the document is about."""
    if not sentences:
        return None
    first, end = sentences[0], next((one.at for one in sentences if one.passage.path[1:]), sentences[0].at)
    apart = [one.span for one in sentences if one.at < _TOP]
    found: dict[str, Detail] = {}
    at = 0
    for line in document.text[: min(_TOP, max(end, first.at))].split("\n"):
        span = Span(at, at + len(line))
        at = span.end + 1
        if line.strip() and not line.isupper() and not any(one.overlaps(span) for one in apart):
            heading = replace(first, at=span.start, words=line, names=names.find(line), amounts=(), periods=())
            told = (heading.said("name", one) for one in find_programme_names(heading))
            found |= {one.value.casefold(): one for one in told}
    return next(iter(found.values())) if len(found) == 1 else None
