"""Which sentences are quoted: the best that may answer, what goes with it, or the whole of a list."""

from collections.abc import Sequence

from index.asked import Asked
from index.evidence import Evidence
from index.outline import Quote, listed, outlined, pictured
from index.reader import Reader
from index.searcher import Hit

NEAREST = 4  # leading passages under whose headings pictures are looked for
THRESHOLD = 0.75  # the lowest score that answers
MARGIN = 0.1  # how far behind the best a further sentence may be


def choose(reader: Reader, weighed: Sequence[Evidence], hits: Sequence[Hit]) -> tuple[Quote, ...]:
    """What to quote, in order; nothing if no sound sentence scores THRESHOLD."""
    good = [one for one in weighed if one.sound and one.score >= THRESHOLD]
    asked = reader.question.asked
    if not good:
        return ()
    whole = pictured(reader, hits[:NEAREST]) if asked is Asked.EXAMPLES else ()
    if not whole and asked in (Asked.LIST, Asked.EXAMPLES):
        whole = outlined(reader, hits) or listed(good, reader)
    if whole:
        return whole
    chosen = [good[0]]
    for other in good[1:]:
        if other.score >= good[0].score - MARGIN and reader.adds(other.heard, chosen[0].heard):
            chosen.append(other)
            break
    quotes = [
        Quote(reader.holding(one.hit.passage, span), span, one.hit.passage.path) for one in chosen for span in one.spans
    ]
    return tuple({quote.span: quote for quote in quotes}.values())
