"""Why nothing was answered: what was looked for, what of it no document contains, and what comes nearest."""

from collections.abc import Sequence

from index.asked import Asked
from index.evidence import Evidence
from index.question import Question
from index.reader import Reader
from index.searcher import Hit

NEAREST = 3  # passages that an explanation names
_SOUGHT = {
    Asked.AMOUNT: "an amount of money",
    Asked.COUNT: "a number",
    Asked.DATE: "a date or year",
    Asked.EXPANSION: "a spelled-out name",
    Asked.PERSON: "a person's name",
    Asked.PLACE: "a place",
}


def explain(reader: Reader, weighed: Sequence[Evidence], hits: Sequence[Hit]) -> str:
    """Plain sentences for a reader who expected an answer; ``weighed`` as ``weigh`` returns it, unanswered."""
    question = reader.question
    told = [f"Looked for {_sought(question)}."]
    absent = reader.absent()
    if absent:
        told.append(f"No document here mentions {_enumerated(absent)}.")
    closest = min(weighed, key=lambda one: len(one.lacking), default=None)
    if closest is not None and closest.lacking and not set(closest.lacking) <= set(absent):
        told.append(f"No sentence that speaks of this carries {_enumerated(closest.lacking)}.")
    elif closest is not None and not closest.lacking and question.asked in _SOUGHT and not closest.fits:
        told.append(f"The sentences that speak of this do not give {_SOUGHT[question.asked]}.")
    elif not absent:
        told.append("No sentence comes near enough to be an answer.")
    if hits:
        told.append(f"The nearest passages stand in {_places(reader, hits[:NEAREST])}.")
    return " ".join(told)


def _sought(question: Question) -> str:
    tied = [*(name.said for name in question.names), *(figure.upper() for figure in question.figures)]
    kind = _SOUGHT.get(question.asked, "words")
    words = f" on {', '.join(question.terms)}" if question.terms else ""
    return f"{kind}{words}{f', tied to {_enumerated(tied)}' if tied else ''}"


def _places(reader: Reader, hits: Sequence[Hit]) -> str:
    """Each title once, with the last headings under it: enough to know the places by."""
    places: dict[str, dict[str, None]] = {}
    for hit in hits:
        headings = places.setdefault(reader.document(hit.passage.document_id).title, {})
        headings.update(dict.fromkeys(hit.passage.path[-1:]))
    return "; ".join(
        f"{title}: {_enumerated([*headings])}" if headings else title for title, headings in places.items()
    )


def _enumerated(said: Sequence[str]) -> str:
    quoted = [f"“{one}”" for one in said]
    return " and ".join([", ".join(quoted[:-1]), quoted[-1]]) if len(quoted) > 1 else quoted[0]
