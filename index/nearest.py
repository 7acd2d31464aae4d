"""What comes nearest where nothing answers: one sentence, quoted as an answer would be, and never called one."""

from collections.abc import Sequence

from index.choice import quotes
from index.evidence import Evidence
from index.outline import Quote
from index.reader import Reader

HEARD = 0.5  # of the question that a sentence must hold, or it says nothing to it


def closest(weighed: Sequence[Evidence]) -> Evidence | None:
    """The evidence that lacks the fewest of the names and figures asked for, the first of such; None if there is none.

    It is the one of which an explanation speaks. ``weighed`` is in order, best first.
    """
    return min(weighed, key=lambda one: len(one.lacking), default=None)


def nearest(reader: Reader, weighed: Sequence[Evidence], judged: Sequence[Evidence]) -> tuple[Quote, ...]:
    """What to quote of the closest of ``weighed``; empty if it holds less than ``HEARD`` of the question.

    Of those that lack nothing it is the first of ``judged``, which are the same as the examiner orders them.
    """
    found = closest(weighed)
    if found and not found.lacking:
        found = closest(judged) or found
    if not found or found.barred or reader.share(found.heard) < HEARD:
        return ()
    return quotes(reader, (found,))
