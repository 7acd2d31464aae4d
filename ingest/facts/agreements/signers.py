"""Who signed, joined or acts under the agreement that a sentence names."""

import re
from collections.abc import Sequence

from corpus.records import Span
from ingest.facts.actors import row_at
from ingest.facts.grammar import IN_BRACKETS
from ingest.facts.names import Name, joined
from ingest.facts.sentences import Sentence
from ingest.facts.subjects import find_subject
from ingest.facts.verbs import CONCLUDED

CAN_SIGN = ("place", "organisation")
_PEOPLE_OF = (
    r"(?:[a-z]+\s){0,3}(?:leaders|ministers|presidents|heads\sof\sstate|representatives|members|delegates|chiefs)\sof"
)
_OF_WHOM = re.compile(
    rf"(?:(?:In|On|At)\s[^,.;]{{2,40}},\s)?(?:[Tt]he\s)?(?:[A-Z][a-z]+\s)?{_PEOPLE_OF}\s(?:the\s)?", re.IGNORECASE
)
_SIGNED = re.compile(
    rf"\b{CONCLUDED}\s(?:the\s|an?\s)?"
    r"(?:[a-z-]+\s){0,2}\Z"
)
_SIGNED_BY = re.compile(
    rf"{IN_BRACKETS},?\s(?:was\s|were\s|which\swas\s)?{CONCLUDED}(?:\sin\s[^,.;]{{2,30}})?\s(?:by|with)\s"
    rf"(?:the\s)?(?:{_PEOPLE_OF}\s(?:the\s)?)?"
)
_AS_PARTY = re.compile(r"As\s(?:a\s)?(?:[Ss]tate\s|[Cc]ontracting\s)?[Pp]art(?:y|ies)\sto\s(?:the\s)?")
_AUXILIARY = re.compile(
    r",?\s(?:on\s[A-Z][a-z]+(?:\s\d{1,2})?\s)?(?:(?:has|have|had|also|then|recently|already|jointly)\s)*"
)
_COMMITS = re.compile(
    r"(?:\s?\([^)]*\)|\sof\s\d{4})?,?\s(?:[a-z]+\sin\s\d{4},\s)?(?:commits?|binds?|obliges?)\s(?:the\s)?"
)
_AND_BINDS = re.compile(r"[^.;]{1,80}\sand\s(?:binds|commits|obliges)\s(?:the\s)?")
_IN_COMPANY = re.compile(r"With\s(?=(?:the\s)?[A-Z])")
_WHICH = re.compile(rf"{IN_BRACKETS},\s(?:to\s)?which\s(?=the\s[A-Z]|[A-Z])")
_JOINS = re.compile(rf"\s(?:(?:has|have|had|also|both)\s)*(?:{CONCLUDED}|acceded|(?:is|are)\s(?:a\s)?part(?:y|ies))\b")
# "Fiji is a founding member of the Reef Treaty"
_IS_MEMBER = re.compile(
    r"\s(?:is|are|was|were|became|has\sbeen|have\sbeen)\s(?:also\s)?(?:an?\s|one\sof\sthe\s)?(?:(?!not|no)[a-z-]+\s){0,2}"
    r"(?:members?|part(?:y|ies)|signator(?:y|ies)|adherents?)\s(?:of|to)\s(?:the\s)?"
)
_IS_UNDER = re.compile(r"\W*Under\s(?:the\s|an?\s|this\s)?")
_UNDER = re.compile(r"(?:\s?\([^)]*\)|\sof\s\d{4})?(?:,\s[a-z]+ed\s[^.;,]{1,80})?,\s")
_AND_DOES = re.compile(r"\s(?:has|have|will|also|may|shall|must|can)?\s?[a-z]+\s")


def find_signers(sentence: Sentence, span: Span) -> list[Name]:
    """Those who are told to have signed what ``span`` names, before it or right behind it."""
    words = sentence.words
    able = [one for one in sentence.names if one.kind in CAN_SIGN and not one.people and not one.part]
    if _AS_PARTY.fullmatch(words, 0, span.start):  # "As a state party to the Reef Treaty, Fiji protects reefs"
        return [one for one in able if one.span.start >= span.end][:1]
    for one in able:
        if one.span.end < span.start and _IS_MEMBER.fullmatch(words, one.span.end, span.start):
            return next(row for row in (joined(words, first, able) for first in able) if one in row)
    under = _UNDER.match(words, span.end) if _IS_UNDER.fullmatch(words, 0, span.start) else None
    if under and (row := row_at(sentence, under.end())) and _AND_DOES.match(words, row[-1].span.end):
        return [one for one in _of(row, able) if one.kind == "place"]  # "Under the Accord, Fiji lends Peru a ship"
    company = _IN_COMPANY.match(words)
    if company and (row := _of(row_at(sentence, company.end()), able)) and row[-1].span.end < span.start:
        return row  # "With Fiji, the agency concluded the Pact"
    which = _WHICH.match(words, span.end)
    row = row_at(sentence, which.end()) if which else []
    if row and _JOINS.match(words, row[-1].span.end):
        return _of(row, able)  # "which Fiji ratified", "to which Fiji acceded"
    commits = _COMMITS.match(words, span.end) or _AND_BINDS.match(words, span.end)
    first = next((one for one in able if commits and one.span.start == commits.end()), None)
    if first:  # "the Arrangements commit Fiji, Peru and Chile to consult"
        return joined(words, first, able)
    by = _SIGNED_BY.match(words, span.end)
    if by:
        first = next((one for one in able if one.span.start == by.end()), None)
        return joined(words, first, able) if first else []
    verb = _SIGNED.search(words, max(0, span.start - 60), span.start)
    of = _OF_WHOM.match(words, 0, span.start) if verb else None
    if verb and of and (row := _of(row_at(sentence, of.end()), able)) and row[-1].span.end <= verb.start():
        return row if _AUXILIARY.fullmatch(words, row[-1].span.end, verb.start()) else []
    subject = find_subject(sentence, Span(*verb.span())) if verb else None
    whole = joined(words, subject, able) if subject in able else []
    return whole if whole and verb and _AUXILIARY.fullmatch(words, whole[-1].span.end, verb.start()) else []


def _of(row: Sequence[Name], able: Sequence[Name]) -> list[Name]:
    return [one for one in row if one in able]
