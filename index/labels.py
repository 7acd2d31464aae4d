"""Parts of a document that a question calls by their label: "What is Article 5?", "the fourth tool", "which tool …".

No sentence says what such a part is. Its heading does, and what stands directly under it. A heading may also be the
one place that spells out an acronym.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial

from corpus.records import Kind, Section
from index.asked import Asked
from index.evidence import Evidence
from index.figures import LABEL, LABELLED, SPELT
from index.fitting import is_held
from index.outline import ENOUGH, Quote, heading_quote, under
from index.question import Question
from index.reader import Reader, headings_in
from index.searcher import Hit, Searcher

SURE = 0.95  # that a heading with the very label that is asked for is meant, if no other has it
MOST = 4  # sentences under a heading that are quoted
_OPEN = frozenset({Asked.DEFINITION, Asked.LIST, Asked.OTHER})  # what a whole part may answer
# What asks for a part as a whole, or for the first, says nothing of what stands in it.
_WHOLE = "first cover covers covered consist consists include includes contain contains comprise comprises deal"
_NARROW = re.compile(r"\b(?:who|whom|whose|when|where|why|how)\b", re.IGNORECASE)
_RANKS = {"first": 1, **{spelt: int(written[:-2]) for spelt, written in SPELT.items()}}
_RANKED = re.compile(rf"\b(?:({'|'.join(_RANKS)})|(\d{{1,2}})(?:st|nd|rd|th)) ({LABELLED})\b", re.IGNORECASE)
_WHICH = re.compile(rf"\b(?:which|what) ({LABELLED})\b(?! \d)", re.IGNORECASE)


def label(text: str) -> tuple[str, int] | None:
    """The label that ``text`` calls a part by: what it is and its number; None if it calls none.

    >>> label("What is Tool 4?"), label("the fourth tool"), label("the 2nd annex"), label("Which tool is it?")
    (('tool', 4), ('tool', 4), ('annex', 2), None)
    """
    if found := LABEL.search(text):
        return found[1].casefold(), int(found[2])
    if found := _RANKED.search(text):
        return found[3].casefold(), _RANKS[found[1].casefold()] if found[1] else int(found[2])
    return None


def labelled(reader: Reader, hits: Sequence[Hit]) -> tuple[Quote, ...]:
    """The heading that the question calls by its label, or asks the label of, and what stands directly under it.

    Empty if it asks for more than that heading says, if no heading of the documents of ``hits`` is meant, or several.
    """
    question = reader.question
    asked, which = label(question.text), _WHICH.search(question.text)
    if question.asked not in _OPEN or _NARROW.search(question.text) or not (asked or which):
        return ()
    found = [
        (reader.share(f"{_WHOLE} {title} › {' › '.join(heading.path)}"), document_id, heading)
        for document_id in dict.fromkeys(hit.passage.document_id for hit in hits)
        for title in (reader.document(document_id).title,)
        for heading in reader.headings_of(document_id)
        if (label(_beginning(heading)) == asked if asked else which and _labels(heading, which[1].casefold()))
    ]
    best = [one for one in found if one[0] >= max(ENOUGH, *(share for share, *_ in found))]
    return tuple(_quotes(reader, *best[0][1:])) if len(best) == 1 else ()


def spelt_out(reader: Reader, hits: Sequence[Hit]) -> tuple[Quote, ...]:
    """The first heading in the documents of ``hits`` that spells out the acronym asked for; empty if none does."""
    if reader.question.asked is not Asked.EXPANSION:
        return ()
    quotes = (
        heading_quote(heading, reader.passages(document_id))
        for document_id in dict.fromkeys(hit.passage.document_id for hit in hits)
        for heading in reader.headings_of(document_id)
        if is_held(reader.question, heading.heading)
    )
    return tuple(filter(None, quotes))[:1]


def less_label(searcher: Searcher, question: Question, hits: Sequence[Hit]) -> Question:
    """``question`` without the label that it asks for, which what answers it bears in a heading, not in its words.

    As it is if it asks for none, or if no document of ``hits`` has such labels.
    """
    kind = _kind_asked(question, hits, partial(headings_in, searcher))
    terms = tuple(term for term in question.terms if term != kind)
    return replace(question, asked=Asked.OTHER, terms=terms, focus="") if kind else question


def bearing(reader: Reader, weighed: Sequence[Evidence]) -> tuple[Evidence, ...]:
    """Of ``weighed`` what may tell which part of its kind is asked for: all of it if no document has such labels."""
    kind = _kind_asked(reader.question, [one.hit for one in weighed], reader.headings_of)
    if not kind:
        return tuple(weighed)
    told = ((one, (*one.hit.passage.path, one.hit.passage.text)) for one in weighed)
    return tuple(one for one, texts in told if any(_names(text, kind) for text in texts))


def with_label(reader: Reader, quotes: Sequence[Quote]) -> tuple[Quote, ...]:
    """``quotes``, before them the heading with the label that is asked for, if the first stands under one."""
    which = _WHICH.search(reader.question.text)
    if not (which and quotes):
        return tuple(quotes)
    first, kind = quotes[0].passage, which[1].casefold()
    over = [one for one in reader.headings_of(first.document_id) if first.path[: len(one.path)] == one.path]
    told = (heading_quote(one, reader.passages(first.document_id)) for one in over if _labels(one, kind))
    return tuple(dict.fromkeys((*filter(None, told), *quotes)))


def _kind_asked(question: Question, hits: Sequence[Hit], headings_of: Callable[[str], tuple[Section, ...]]) -> str:
    """The kind of part that the question asks which of, folded; empty if no document of ``hits`` labels such parts."""
    which = _WHICH.search(question.text)
    kind = which[1].casefold() if which else ""
    documents = {hit.passage.document_id for hit in hits} if kind else set[str]()
    return kind if any(_labels(one, kind) for each in documents for one in headings_of(each)) else ""


def _labels(heading: Section, kind: str) -> bool:
    found = label(_beginning(heading))
    return bool(found and found[0] == kind)


def _beginning(heading: Section) -> str:
    """The label that a heading begins with; empty if it begins with none."""
    found = LABEL.match(heading.heading)
    return found[0] if found else ""


def _names(text: str, kind: str) -> bool:
    return any(found[1].casefold() == kind for found in LABEL.finditer(text))


def _quotes(reader: Reader, document_id: str, heading: Section) -> Iterator[Quote]:
    """The heading, then the sentences and lists directly under it, or else the headings."""
    passages = reader.passages(document_id)
    own = [one for one in passages if one.path == heading.path and one.kind in (Kind.BODY, Kind.LIST)]
    below = [] if own else under(reader.headings_of(document_id), heading)
    headed = (heading_quote(one, passages) for one in (heading, *below))
    yield from (quote for quote in headed if quote)
    yield from [Quote(passage, span, passage.path) for passage in own for span in passage.sentences][:MOST]
