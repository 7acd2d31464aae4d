"""The parts of a question that asks several things: each is read, answered or declared missing by itself.

"When did it start and how much did it cost?" is two questions; so are the two sides of "which got more, A or B?".
A part without a name of its own, with few words or with a pronoun, is about what the first part speaks of.
"""

import re
from dataclasses import replace

from corpus.vocabulary import Vocabulary
from index.asked import Asked
from index.question import Question, read_question

ELLIPSIS = 2  # content words: with so few a part leaves something to be understood
_ASKING = r"(?:who|whom|whose|what|which|when|where|why|how|since when)"
_BETWEEN = re.compile(
    rf"(?:,|;)? and (?=(?:(?:in|at|to|from|for|by|with|on|of|since|through) )?{_ASKING}\b)|(?<=\?) (?=\w)",
    re.IGNORECASE,
)
_TWICE = re.compile(rf"^({_ASKING}) and ({_ASKING})\b(.+)$", re.IGNORECASE)
_PRONOUN = re.compile(
    r"\b(?:it|its|they|them|their|he|she|his|her|there|this|that (?:country|one|fund))\b", re.IGNORECASE
)
_COMPARED = re.compile(
    r"^(?P<asking>.*\b(?P<more>more|less|fewer|larger|bigger|smaller|higher|lower|earlier|later|older|first|most|longest)\b"
    r"(?P<what>[^,:]*))[,:] (?P<one>[^,]+?),? or (?P<other>[^,]+?)\?*$",
    re.IGNORECASE,
)
_MONEY = re.compile(r"\b(?:money|funding|funds|support|aid|dollars|yen)\b", re.IGNORECASE)
_TIME = frozenset(("earlier", "later", "older", "first"))


def parts(question: Question, vocabulary: Vocabulary) -> tuple[Question, ...]:
    """The questions in ``question``, in order; itself alone if it asks one thing.

    >>> from corpus.vocabulary import vocabulary
    >>> known = vocabulary({})
    >>> asked = read_question("When did Aegis start and how much did it cost?", known)
    >>> [(part.text, part.asked.value, [name.said for name in part.names]) for part in parts(asked, known)]
    [('When did Aegis start', 'date', ['Aegis']), ('how much did it cost?', 'amount', ['Aegis'])]
    """
    compared = _COMPARED.search(question.text)
    if compared:
        sides = (read_question(f"{compared['asking']}: {compared[side]}", vocabulary) for side in ("one", "other"))
        kind = _measure(compared)
        return tuple(
            replace(side, asked=kind, focus="", predicate="", figures=tuple(one for one in side.figures if one != "first"))
            for side in sides
        )
    first, *others = (read_question(clause, vocabulary) for clause in _clauses(question.text))
    if not others or not (first.names or len(first.terms) > 1):  # "off which coasts and in which gulfs do …" is one
        return (question,)
    return (first, *(_about(first, other) for other in others))


def _clauses(text: str) -> list[str]:
    twice = _TWICE.match(text)
    if twice:
        return [twice.group(1) + twice.group(3), twice.group(2) + twice.group(3)]
    return [clause.strip() for clause in _BETWEEN.split(text) if clause.strip()]


def _about(first: Question, part: Question) -> Question:
    """``part`` with what ``first`` speaks of, if it names nothing itself, says little, or refers back."""
    if part.names and len(part.terms) > ELLIPSIS and not _PRONOUN.search(part.text):
        return part
    names = tuple(dict.fromkeys((*first.names, *part.names)))
    return replace(part, names=names, terms=tuple(dict.fromkeys((*first.terms, *part.terms))))


def _measure(compared: re.Match[str]) -> Asked:
    """The kind of thing by which two are compared."""
    if _MONEY.search(compared["what"]):
        return Asked.AMOUNT
    return Asked.DATE if compared["more"].casefold() in _TIME else Asked.COUNT
