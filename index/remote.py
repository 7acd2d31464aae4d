"""What a sentence lacks of a question and its surroundings tell: the sentences before it, or its whole document.

"By the end of 2021 it had heard 8,300 cases." answers a question about Courts on Wheels, which the sentence before
names; "we have fewer than 15,000 troops deployed" one about the United States, of which its document speaks on every
page. Such a sentence may answer or not: the country that another sentence names may have nothing to do with it. So it
is never evidence by itself; the examiner has to be convinced (index/examining.py).
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from corpus.records import Kind, Passage, Span
from index.constraints import missing
from index.evidence import WORDS, Evidence
from index.reader import Reader

REACH = 10  # sentences back, under the same headings, in which a name may stand
NAMING = 2  # sentences that are quoted for their names, at most
LOOKED_AT = 40  # sentences, the best by their score; each takes up to ``REACH`` comparisons
OPENING = 2  # passages that a document begins with
THROUGHOUT = 0.2  # as often as this share of its passages a document names what all of it is about
_UNTOLD = (Kind.TABLE, Kind.FOOTNOTE, Kind.HEADING)  # what names nothing for the sentences that come after it
_WORD = re.compile(r"[^\W_]+")
BEFORE, WHOLE_DOCUMENT = 1.0, 2.0  # how far from a sentence stands what ties it to the question


def remote(reader: Reader, weighed: Sequence[Evidence]) -> tuple[Evidence, ...]:
    """Those of ``weighed`` that lack only what their surroundings tell, best first; ties by passage id and place.

    The sentences that name it are among the spans, as what is to be quoted; the score hears their words, too.
    """
    lacking = [one for one in weighed if one.lacking and not one.cell and one.hit.passage.kind is not Kind.TABLE]
    found = (_tied(reader, one) for one in lacking[:LOOKED_AT])
    return tuple(sorted(filter(None, found), key=lambda one: (-one.score, one.hit.passage.passage_id, one.spans)))


def _tied(reader: Reader, evidence: Evidence) -> Evidence | None:
    """``evidence`` with what ties it to the question; None if its surroundings lack that, too."""
    passage, left = evidence.hit.passage, evidence.lacking
    text = reader.document(passage.document_id).text
    naming = list[Span]()
    for earlier in _before(reader, passage, evidence.spans[-evidence.own]):
        still = _without(reader, left, earlier.of(text))
        if still != left:
            naming.append(earlier)
            left = still
        if not left or len(naming) == NAMING:
            break
    if left and set(left) - set(_throughout(reader, passage.document_id, left)):
        return None
    spans = tuple(sorted({*naming, *evidence.spans[: -evidence.own]})) + evidence.spans[-evidence.own :]
    heard = " ".join((evidence.heard, *(span.of(text) for span in naming)))
    gained = reader.share(heard) - reader.share(evidence.heard)
    score = round(evidence.score + WORDS * gained, 6)
    return replace(
        evidence, spans=spans, heard=heard, lacking=(), score=score, remote=WHOLE_DOCUMENT if left else BEFORE
    )


def _before(reader: Reader, passage: Passage, own: Span) -> Iterator[Span]:
    """The sentences under the same headings that stand before ``own``, nearest first."""
    found = reader.passages(passage.document_id)
    near = (one for one in found if one.path == passage.path and one.kind not in _UNTOLD and one.span.start < own.start)
    before = [span for one in near for span in one.sentences if span.end <= own.start]
    yield from before[: -REACH - 1 : -1]


def _without(reader: Reader, lacking: tuple[str, ...], text: str) -> tuple[str, ...]:
    """What of ``lacking`` is not told by ``text`` either."""
    still = missing(reader.question, reader.hearing.context(text))
    return tuple(one for one in lacking if one in still)


def _throughout(reader: Reader, document_id: str, lacking: tuple[str, ...]) -> list[str]:
    """Those of ``lacking`` of which all of the document is: it says when or where it opens, or again and again."""
    document, passages = reader.document(document_id), reader.passages(document_id)
    title = " ".join(_WORD.findall(document.title))
    opening = " ".join((title, str(document.published or ""), *(one.text for one in passages[:OPENING])))
    still, often = _without(reader, lacking, opening), max(2, THROUGHOUT * len(passages))
    return [one for one in lacking if one not in still or _times(reader, one, document.text) >= often]


def _times(reader: Reader, name: str, text: str) -> int:
    """How often ``text`` says ``name``; a figure is nothing that all of a document is about."""
    forms = {name, *reader.forms(name)}
    written = "|".join(sorted(map(re.escape, forms), key=len, reverse=True))
    return 0 if name.isdigit() else len(re.findall(rf"(?<!\w)(?:{written})(?!\w)", text, re.IGNORECASE))
