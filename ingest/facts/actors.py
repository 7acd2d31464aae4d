"""Those who are named in a row: "UNDP, WFP and the Ministry of Ports", whatever tells of which kind they are."""

import re
from collections.abc import Iterator

from corpus.records import Span
from ingest.facts.grammar import ACRONYM, any_of, plain
from ingest.facts.names import Name
from ingest.facts.phrases import capitalised
from ingest.facts.sentences import Sentence
from ingest.facts.subjects import find_subject
from ingest.facts.verbs import AUXILIARIES

_ARTICLE = re.compile(
    r"(?:\s|(?:[Tt]he|[Ii]ts|[Oo]ur|[Tt]heir|both|mainly|the\s(?:[a-z-]+\s){1,2}of"
    r"|(?:[A-Z][a-z]+(?:ish|ese|an|ch|i|ss)\s)?(?:company|firm|charity|NGO|consultancy|contractor|utility)(?=\s[A-Z]))\s)*"
)
_AND = re.compile(r"(?:[,;]\s(?:and\s)?|\sand\s|\sas\swell\sas\s|\s&\s)(?:(?:the|its|with)\s)?")
_AUXILIARY = re.compile(rf"\s{AUXILIARIES}")
_SUM = re.compile(r"\s\([^()]*\d[^()]*\)|,\swith\s[^,;.]*\d[^;.]{0,20}(?=;)")  # "Norway (NOK 2 million) and Japan"
_SHORT = re.compile(rf"\s?\({ACRONYM}\)")
_OWNER = re.compile(r"[’']s?\s")
_NO_ACTOR = ("agreement", "programme")
_BODIES = ("Network", "Forum", "Platform", "Partnership", "Mission")  # of a programme or of who runs one
_BODY = re.compile(r"\s(?:police|navy|army|coast\sguards?|air\sforces?|armed\sforces|government|customs|gendarmerie)\b")
_ANOTHER = re.compile(r"\s(?:and|(?:on|for)\sthe)\s")
_AND_MORE = re.compile(r"\sand\s\d")
# What an organisation is called by those who know which: it names none.
NOBODY = re.compile(
    any_of(
        "Bureau, Department, Ministry, Agency, Government, Fund, Facility, Office, Commission, Board, Delegation, Bank,"
        "Ambassador, Minister, President, Council, We, It, They, You, I, He, She, This, These, Those, That, There,"
        "Others, Some, Many, Most, All, Both, Each, Parties, Member States, Allies, Programme, Program, Project,"
        "Centre, Center, Sides, Participants, Contributors"
    )
)


def row_at(sentence: Sentence, at: int) -> list[Name]:
    """The names from ``at`` on that nothing but articles, commas and "and" stand before and between, in order."""
    found: list[Name] = []
    while True:
        lead = _ARTICLE.match(sentence.words, at)
        name = _actor(sentence, lead.end() if lead else at)
        if name is None:
            return found
        found.append(name)
        given = _SUM.match(sentence.words, name.span.end)
        joint = _AND.match(sentence.words, given.end() if given else name.span.end)
        if joint is None:
            return found
        at = joint.end()


def row_behind(sentence: Sentence, found: re.Match[str] | None) -> list[Name]:
    """The row of names right behind what a pattern has found; none if it has found nothing."""
    return row_at(sentence, found.end()) if found else []


def subjects(sentence: Sentence, verb: int) -> list[Name]:
    """The subject of the verb that begins at ``verb``, with all that it is listed with; none if nothing tells."""
    subject = find_subject(sentence, Span(verb, verb))
    if subject is None or subject.kind in ("programme", "agreement"):
        row = row_at(sentence, 0)
        return row if row and _AUXILIARY.fullmatch(sentence.words, row[-1].span.end, verb) else []
    row = [one for one in row_at(sentence, subject.span.start) if one.span.end <= verb] or [subject]
    if len(row) == 1:
        return row
    for one in reversed(list(_able(sentence, subject.span.start))):
        if not _AND.fullmatch(sentence.words, one.span.end, row[0].span.start):
            break
        row.insert(0, one)
    return row


def _able(sentence: Sentence, end: int) -> Iterator[Name]:
    return (one for one in sentence.names if one.kind in ("place", "organisation") and one.span.end < end)


def _actor(sentence: Sentence, at: int) -> Name | None:
    """Whoever is named at ``at``: the longest of the names and capitalised phrases that begin there."""
    words = sentence.words
    known = next((one for one in sentence.names if one.span.start <= at < one.span.end), None)
    known = known if known and (known.span.start == at or known.span.of(words)[:4].lower() == "the ") else None
    phrase = _phrase(sentence, at)
    said = known.span if known and (known.people or not phrase) else phrase
    body = _BODY.match(words, said.end) if said else None
    if body:  # "the Portuguese police"
        return Name(Span(at, body.end()), words[at : body.end()], "organisation")
    if known and (not phrase or known.span.end >= phrase.end or _ANOTHER.search(words, known.span.end, phrase.end)):
        return known if _may_act(known) else None
    if phrase is None or NOBODY.fullmatch(words, phrase.start, phrase.end):
        return None
    short = _SHORT.match(words, phrase.end)
    span = Span(phrase.start, short.end()) if short else phrase
    return Name(span, plain(words, phrase), "other")


def _phrase(sentence: Sentence, at: int) -> Span | None:
    """The capitalised phrase at ``at``, without the one whose it is and without "and 40"; None for a sum or a date."""
    words = sentence.words
    whole = next((one for one in capitalised(words) if one.start <= at < one.end), None)
    if whole is None or any(whole.overlaps(one.span) or whole.end == one.span.start for one in sentence.amounts):
        return None
    owner = _OWNER.search(words, at, whole.end)
    owned = owner and (
        NOBODY.fullmatch(words, at, owner.start())  # "the Department's Crime Bureau"
        or any(one.owner and at <= one.span.start and one.span.end <= owner.end() for one in sentence.names)
    )
    start = owner.end() if owner and owned else at
    counted = _AND_MORE.search(words, start, whole.end)
    span = Span(start, counted.start() if counted else whole.end)
    return span if words[start].isupper() and not sentence.is_dated(Span(at, whole.end)) else None


def _may_act(name: Name) -> bool:
    if name.kind == "office" and NOBODY.fullmatch(name.value):
        return False
    able = name.kind not in _NO_ACTOR or name.value.endswith(_BODIES)
    return able and (name.owner or not name.people)
