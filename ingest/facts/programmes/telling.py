"""Names that no noun of theirs tells to be programmes' but what is told of them: who founds it, what it pays for."""

import re

from corpus.records import Span
from ingest.facts.grammar import ACRONYM, any_of
from ingest.facts.names import Name, stands_for
from ingest.facts.sentences import Sentence

NOUN = (
    "mission, project, program, programme, initiative, scheme, process, workshop, dialogue, campaign, exercise, fund,"
    " grant"
)
DOCUMENT = re.compile(r"\b(?:Agenda|Treaty|Convention|Protocol|Memorandum|Order|Law|Directives?)\b")
_SCHOOL = re.compile(
    r"(?:[A-Z][\w’'-]*\s){1,}(?:College|School|Academy|Hub)\Z|\b(?:College|School|Academy)\sfor\s[A-Z]"
)
_OF_SOMEBODY = re.compile(r"\b(?:by|at|from|with|and|visit(?:s|ed)?|attend(?:s|ed)?|joins?|joined)\s(?:the\s)?\Z")
# "the Reef School in Suva, which was founded in 2010": it is spoken of as what somebody runs
_IS_FOUNDED = re.compile(
    r"(?:\s?\([^)]*\))?(?:\s(?:in|at|of)\s[A-Z][\w-]+(?:\s[A-Z][\w-]+)?)?,?\s(?:(?:which|that)\s)?"
    r"(?:(?:(?:was|is|were|has\sbeen|will\sbe|is\sto\sbe)\s)(?:[a-z]+ly\s)?(?:opened|launched|established|built|founded|inaugurated"
    r"|set\sup|created|announced|run\b)|opened\b|offers?\b|trains?\b|teaches\b|admit(?:s|ted)\b|reserves?\b)"
)
_OF_MONEY = re.compile(
    r"\s(?:funds|grants|money|allotments?|appropriations?|authority|scholarships?)\b(?!\sby\b)"
    r"|\s(?:pays\sfor|finances|is\s(?:an?|the)\s(?:[a-z]+\s){0,2}(?:grant|fund|programme|program|scheme|scholarship|authority))\b"
)
_PAID_BY = re.compile(r"\b(?:paid\sfor|funded|financed)\s(?:by|with|from|under|through)\s(?:the\s)?\Z")
_SHORT = re.compile(rf"\s?\((?P<short>{ACRONYM})\)")
_MADE_BY = re.compile(rf"\b{any_of(NOUN + ', exercise, system')}\s(?:\w+\s){{0,5}}\(?\Z")


def is_founded(words: str, span: Span) -> bool:
    """Whether a phrase names a school that somebody founds or runs, and nobody who acts in it."""
    school = _SCHOOL.search(words, span.start, span.end) and _IS_FOUNDED.match(words, span.end)
    return bool(school and not _OF_SOMEBODY.search(words, 0, span.start))


def is_shortened(sentence: Sentence, span: Span) -> bool:
    """Whether a phrase with an acronym is told to be of work or money: "a project to create the Ocean Chart (OC)"."""
    words = sentence.words
    short = _SHORT.match(words, span.end)
    if not short or any(name.kind == "organisation" and name.span.overlaps(span) for name in sentence.names):
        return False
    paid = _OF_MONEY.match(words, short.end()) or _PAID_BY.search(words, 0, span.start)
    made = _MADE_BY.search(words, 0, span.start) and not DOCUMENT.search(words, span.start, span.end)
    return bool(made or (paid and stands_for(short["short"], words[span.start : span.end])))


def pays(name: Name, words: str) -> bool:
    """Whether a name that the text shortens is told to be of money: "SSF pays for", of Safe Seas Financing."""
    short = re.search(r"\([A-Z]{2,8}\)\Z|\A[A-Z]{2,8}\Z", name.span.of(words))
    new = name.kind == "other" and not (name.known or name.part or name.owner) and " " in name.value
    return bool(short and new and _OF_MONEY.match(words, name.span.end))
