"""Which sentences are quoted: the best that may answer, what goes with it, or the whole of a list."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.records import Span
from index.asked import Asked
from index.conflicts import rivals
from index.evidence import Evidence
from index.fitting import ENUMERATION
from index.outline import ENOUGH, Quote, listed, outlined, pictured
from index.reader import Reader
from index.searcher import Hit
from index.standing import Standing

NEAREST = 4  # leading passages under whose headings pictures are looked for
BEHIND = 0.4  # how far behind the best a sentence may be and still answer too: another value, a list's next item
_INCLUDING = re.compile(r"\b(?:including|such as|namely)\b", re.IGNORECASE)
MARGIN = 0.1  # how far behind the best a further sentence may be


@dataclass(frozen=True, slots=True)
class Choice:
    """What to quote, in order.

    ``answering`` are those among them that answer by themselves, not what they lean on; ``rivals`` those, with the
    first, that give different values for one fact.
    """

    quotes: tuple[Quote, ...] = ()
    answering: tuple[Quote, ...] = ()
    rivals: tuple[Quote, ...] = ()


def choose(reader: Reader, weighed: Sequence[Evidence], hits: Sequence[Hit], standing: Standing) -> Choice:
    """What to quote; nothing if no sentence is sound.

    A document that another supersedes is quoted only if none that stands answers.
    """
    sound = [one for one in weighed if one.sound]
    good = [one for one in sound if one.score >= sound[0].score - BEHIND]
    asked = reader.question.asked
    if not good:
        return Choice()
    whole = pictured(reader, hits[:NEAREST]) if asked is Asked.EXAMPLES else ()
    if not whole and asked in (Asked.LIST, Asked.EXAMPLES):
        outline = () if _gives_list(reader, good[0]) else outlined(reader, hits)
        whole = outline or listed(good, reader)
    if whole:
        return Choice(whole)
    good = [one for one in good if not standing.superseded_by(one.hit.passage.document_id)] or good
    against = rivals(reader, good[0], good[1:])
    if against:
        sides = (good[0], *against)
        return Choice(quotes(reader, sides), rivals=tuple(_last(reader, one) for one in sides))
    chosen = [good[0]]
    for other in good[1:]:
        if other.score >= good[0].score - MARGIN and reader.adds(other.heard, chosen[0].heard):
            chosen.append(other)
            break
    return Choice(quotes(reader, chosen), tuple(_last(reader, one) for one in chosen))


def _gives_list(reader: Reader, evidence: Evidence) -> bool:
    """Whether a sentence that speaks of all that was asked lists what belongs to it: headings would say less."""
    text = evidence.spans[-1].of(reader.document(evidence.hit.passage.document_id).text)
    return reader.share(text) >= ENOUGH and bool(_INCLUDING.search(text) and ENUMERATION.search(text))


def quotes(reader: Reader, chosen: Sequence[Evidence]) -> tuple[Quote, ...]:
    """What is quoted of ``chosen``: of each what it leans on, then itself; no words twice."""
    return tuple(dict.fromkeys(_quote(reader, one, span) for one in chosen for span in one.spans))


def _last(reader: Reader, evidence: Evidence) -> Quote:
    return _quote(reader, evidence, evidence.spans[-1])


def _quote(reader: Reader, evidence: Evidence, span: Span) -> Quote:
    passage = evidence.hit.passage
    cell = evidence.cell if span == evidence.spans[-1] else None
    return Quote(reader.holding(passage, span), span, passage.path, cell)
