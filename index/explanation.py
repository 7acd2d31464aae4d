"""Why nothing was answered: what was looked for, what of it no document contains, and what comes nearest."""

import re
from collections.abc import Iterable, Sequence

from corpus.records import Kind
from index.asked import Asked
from index.constraints import shown
from index.evidence import Evidence
from index.predicate import is_telling
from index.question import LABEL, Question
from index.reader import Reader
from index.searcher import Hit

NEAREST = 3  # passages that an explanation names
_SOUGHT = {
    Asked.AMOUNT: "an amount of money",
    Asked.COUNT: "a number",
    Asked.DATE: "a date or year",
    Asked.EXPANSION: "a full name",
    Asked.PERSON: "a person's name",
    Asked.PLACE: "a place",
}
_JOINED = re.compile(r"[\s/-]| (?:of|for)(?: the)? ", re.IGNORECASE)
_ORDINAL = re.compile(r"(\d+)(?:st|nd|rd|th)")
_NUMBER = re.compile(r"-\d+\b")  # as in TC-90: part of the name before it


def explain(reader: Reader, weighed: Sequence[Evidence], hits: Sequence[Hit]) -> str:
    """Plain sentences for a reader who expected an answer; ``weighed`` as ``weigh`` returns it, unanswered."""
    question = reader.question
    names = _phrases(question)
    told = [f"Looked for {_sought(question, names)}."]
    absent = _widened(names, (one for one in reader.absent() if one not in question.terms or _telling(question, one)))
    if absent:
        told.append(f"No document here mentions {_enumerated(absent, 'or')}.")
    closest = min(weighed, key=lambda one: len(one.lacking), default=None)
    lacking = _widened(names, (_as_said(question, one) for one in closest.lacking)) if closest else ()
    if not set(lacking) <= set(absent):
        told.append(f"The {_nearest(closest)} {_enumerated(_whole(lacking), 'or')}.")
    elif closest and not lacking and question.asked in _SOUGHT and not closest.fits:
        told.append(f"What the documents say of this does not give {_SOUGHT[question.asked]} for it.")
    elif not absent:
        told.append("No sentence comes near enough to be an answer.")
    if hits:
        told.append(f"The nearest passages stand in {_places(reader, hits[:NEAREST])}.")
    return " ".join(told)


def _sought(question: Question, names: Sequence[str]) -> str:
    kind = f"{_SOUGHT[question.asked]} in sentences" if question.asked in _SOUGHT else "sentences"
    tied = _whole([*names, *_written(question, question.figures)])
    words = [term for term in question.terms if _telling(question, term)]
    on = [f"that name {_enumerated(tied)}"] if tied else []
    on += [f"on {_listed(words)}"] if words else []
    return " ".join((kind, *reversed(on)))


def _nearest(closest: Evidence | None) -> str:
    """What the nearest evidence lacks, begun: a row may lack the column, or stand empty in it."""
    row = closest is not None and closest.hit.passage.kind is Kind.TABLE
    return "row that comes nearest has nothing for" if row else "sentence that comes nearest does not speak of"


def _telling(question: Question, term: str) -> bool:
    """Whether ``term`` is worth a claim: a word that stands so in the question, and is neither its verb nor light."""
    verb = not is_telling(term, question.predicate)
    return not verb and term not in question.figures and bool(_found(question, term))


def _phrases(question: Question) -> tuple[str, ...]:
    """The names in the question as they stand there, those beside each other as one: "Green Climate Fund"."""
    phrases: list[str] = []
    end = -1
    places = sorted({one.span() for name in question.names for one in _found(question, name.said)})
    for start, stop in places:
        number = _NUMBER.match(question.text, stop)
        stop = number.end() if number else stop
        if phrases and start >= end and _JOINED.fullmatch(question.text[end:start]):
            phrases[-1] += question.text[end:stop]
        elif start >= end:
            phrases.append(question.text[start:stop])
        end = max(end, stop)
    return tuple(dict.fromkeys(phrases))


def _found(question: Question, said: str) -> list[re.Match[str]]:
    return [*re.finditer(rf"(?<!\w){re.escape(said)}(?!\w)", question.text, re.IGNORECASE)]


def _written(question: Question, figures: Iterable[str]) -> list[str]:
    """Figures as the question writes them, if it does so."""
    return [found[0].group() if (found := _found(question, one)) else _as_said(question, shown(one)) for one in figures]


def _as_said(question: Question, lacking: str) -> str:
    """A numbered part as the question has it, "Article 22" for 22nd; anything else unchanged."""
    ordinal = _ORDINAL.fullmatch(lacking)
    if not ordinal:
        return lacking
    labels = [one.group() for one in LABEL.finditer(question.text) if int(one.group(2)) == int(ordinal.group(1))]
    return labels[0] if labels else lacking


def _whole(said: Sequence[str]) -> list[str]:
    """``said`` without what is part of another of it, each once."""
    return [one for one in dict.fromkeys(said) if not any(one != other and one in other for other in said)]


def _widened(names: Sequence[str], said: Iterable[str]) -> tuple[str, ...]:
    """``said``, each as the whole name of which it is a part: if a word is nowhere, nor is the name."""
    found = (next((name for name in names if re.search(rf"\b{re.escape(one)}\b", name)), one) for one in said)
    return tuple(dict.fromkeys(found))


def _places(reader: Reader, hits: Sequence[Hit]) -> str:
    """Each title once, with the last headings under it: enough to know the places by."""
    places: dict[str, dict[str, None]] = {}
    for hit in hits:
        headings = places.setdefault(reader.document(hit.passage.document_id).title, {})
        headings.update(dict.fromkeys(hit.passage.path[-1:]))
    return "; ".join(
        f"{title}: {_enumerated([*headings])}" if headings else title for title, headings in places.items()
    )


def _enumerated(said: Sequence[str], last: str = "and") -> str:
    return _listed([f"“{one}”" for one in said], last)


def _listed(said: Sequence[str], last: str = "and") -> str:
    return f" {last} ".join([", ".join(said[:-1]), said[-1]]) if len(said) > 1 else said[0]
