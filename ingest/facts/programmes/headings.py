"""The programmes that the headings of a document name."""

from collections.abc import Sequence
from dataclasses import replace

from corpus.facts import Detail
from corpus.records import Document, Span
from ingest.facts.names import Names
from ingest.facts.programmes.names import find_programme_names
from ingest.facts.sentences import Sentence
from ingest.facts.standing import Headings

_TOP = 1200  # characters in which a document says what it is about


def named_in_headings(
    sentences: Sequence[Sentence], names: Names, headings: Headings
) -> dict[tuple[str, ...], list[Detail]]:
    """The programmes that the last heading of each path names, where it stands in the text."""
    found: dict[tuple[str, ...], list[Detail]] = {}
    for first in sentences:
        path = first.passage.path
        if path and path not in found:
            at, words = headings.above(path[-1], first.at) or (0, "")
            words = "" if words.isupper() else words
            heading = replace(first, at=at, words=words, names=names.find(words), amounts=(), periods=())
            found[path] = [heading.said("name", one) for one in find_programme_names(heading)] if words else []
    return found


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
