"""Who is party to an agreement: as its name tells, who concluded or joined it, who acts under it."""

import re
from collections.abc import Iterator, Sequence

from corpus.facts import Detail
from corpus.records import Span
from ingest.facts.actors import NOBODY, row_behind, subjects
from ingest.facts.agreements.stipulations import OUTCOME
from ingest.facts.grammar import IN_BRACKETS, TREATY, distance
from ingest.facts.names import Name, joined
from ingest.facts.sentences import Sentence
from ingest.facts.subjects import find_subject
from ingest.facts.verbs import AUXILIARIES, CONCLUDED

_CAN_SIGN = ("place", "organisation")
_PEOPLE_OF = (
    r"(?:[a-z]+\s){0,3}(?:leaders|ministers|presidents|heads\sof\sstate|representatives|members|delegates|chiefs)\sof"
)
_OF_WHOM = re.compile(
    rf"(?:(?:In|On|At)\s[^,.;]{{2,40}},\s)?(?:[Tt]he\s)?(?:[A-Z][a-z]+\s)?{_PEOPLE_OF}\s(?:the\s)?", re.IGNORECASE
)
_SIGNED = re.compile(
    rf"\b(?:{CONCLUDED}(?:\s(?:the\s|their\s)?instruments\sof\s(?:ratification|accession)\s(?:for|of|to))?|brought|reached)"
    r"\s(?:the\s|an?\s)?(?:[a-z-]+\s){0,2}\Z"
)
# "the accession of Fiji and Peru to the Treaty", "brought Fiji into the Treaty"
_ACCESSION = re.compile(
    r"\b(?:accession|adherence|entry|admission)\s(?:of|by)\s(?:the\s)?|\bbrought\s(?:the\s)?(?=[A-Z])"
)
_REFUSED = re.compile(r"\b(?:oppos|reject|refus|block|den(?:y|ied)|veto|against)")
_UNLIKE = re.compile(r"\b[Uu]nlike\s(?:the\s)?\Z")
_INTO_FORCE = re.compile(r"[^.;,]{0,60}\sinto\sforce\b")
_TO_IT = re.compile(r"\s(?:in)?to\s(?:the\s)?")
_SIGNED_BY = re.compile(
    rf"{IN_BRACKETS},?\s(?:was\s|were\s|which\swas\s)?{CONCLUDED}(?:\s(?:in|at|on)\s[^,.;]{{2,40}})?\s(?:by|with)\s"
    rf"(?:the\s)?(?:{_PEOPLE_OF}\s(?:the\s)?)?"
)
_AS_PARTY = re.compile(r"As\s(?:a\s)?(?:[Ss]tate\s|[Cc]ontracting\s)?[Pp]art(?:y|ies)\sto\s(?:the\s)?")
_AUXILIARY = re.compile(rf",?\s(?:on\s[A-Z][a-z]+(?:\s\d{{1,2}})?\s)?{AUXILIARIES}")
_COMMITS = re.compile(
    r"(?:\s?\([^)]*\)|\sof\s\d{4})?,?\s(?:[a-z]+\sin\s\d{4},\s)?(?:commit(?:s|ting)?|bind(?:s|ing)?|oblig(?:es?|ing))\s(?:the\s)?"
)
_AND_BINDS = re.compile(r"[^.;]{1,80}\sand\s(?:binds|commits|obliges)\s(?:the\s)?")
_IN_COMPANY = re.compile(r"With\s(?=(?:the\s)?[A-Z])")
_WHICH = re.compile(rf"{IN_BRACKETS},\s(?:to\s)?which\s(?=the\s[A-Z]|[A-Z])")
_JOINS = re.compile(rf"\s{AUXILIARIES}(?:{CONCLUDED}|acceded|(?:is|are)\s(?:a\s)?part(?:y|ies))\b")
# "Fiji is a founding member of the Reef Treaty"
_IS_MEMBER = re.compile(
    r"\s(?:is|are|was|were|became|has\sbeen|have\sbeen)\s(?:also\s)?(?:an?\s|one\sof\sthe\s)?(?:(?!not|no)[a-z-]+\s){0,2}"
    r"(?:members?|part(?:y|ies)|signator(?:y|ies)|adherents?)\s(?:of|to)\s(?:the\s)?"
)
_IS_UNDER = re.compile(r"\W*Under\s(?:the\s|an?\s|this\s)?")
_UNDER = re.compile(r"(?:\s?\([^)]*\)|\sof\s\d{4})?(?:,\s[a-z]+ed\s[^.;,]{1,80})?,\s")
_AND_DOES = re.compile(r"\s(?:has|have|will|also|may|shall|must|can)?\s?[a-z]+\s")
_GLUED = re.compile(r"[\w.]+[-–]\w+|(?:[A-Z]\w+\s){1,3}[A-Z]\w+[-–][A-Z]\w+")
_UNNAMED = re.compile(rf"\b(?:{TREATY}|protocol|memorandum|memoranda|arrangement)\b")
_CONCLUDED = re.compile(rf"\s(?:was\s|is\s)?(?:{CONCLUDED}\s)?(?:between|by|among|with)\s")
_WITH = re.compile(r"\s(?:with|between|among)\s")
_WHOSE = re.compile(r"[’']s?\s(?:[a-z-]+\s){0,3}(?:strategy|treaty|agreement|accord|policy|declaration|pact|plan)\b")
_WITH_JAPAN = re.compile(r"日・?(?=\w)")  # 日・フィリピン協定
_OWNS = re.compile(r"[’']s?\s(?:(?:own|new|first)\s)?")
_APART = re.compile(r"\s(?:in|on|for|of)\s")
_BINDS = re.compile(
    r"\b(?:[Aa]greement|[Tt]reaty|[Aa]ccord|[Pp]act|Memorandum|Convention|Protocol|Compact|Arrangement)\b"
)
_NEGATED = re.compile(r"\b(?:not|never|nor)\b")
_PARTY = re.compile(
    r"\b(?:a\s)?(?:state\s)?party to (?:both\s)?(?:the\s)?(?:[A-Z\d][\w-]*\s){0,6}(?:and\s(?:the\s)?)?\Z"
)
# A statement is that of the body that its name begins with.
_STATEMENT = re.compile(r"\b(?:Statement|Declaration|Communiqu[ée]|Strategy|Compass)\b")
_REACH = 300  # characters between an agreement and its parties; farther names would cost cubic time in long sentences


def find_parties(sentence: Sentence, span: Span, behind: int) -> Iterator[Detail]:
    """Those who are party to the agreement that ``span`` names, with its acronym up to ``behind``, each once."""
    words = sentence.words
    japan = _WITH_JAPAN.match(words, span.start)
    places = (one for one in sentence.names if japan and one.kind == "place" and one.span.start == japan.end())
    other = next(places, None)
    if other:
        yield sentence.detail("party", "Japan", Span(span.start, span.start + 1))
        yield sentence.detail("party", other.value, other.span)
        return
    signers = _signers(sentence, span)
    seen = set[str]()
    for name in sentence.names:
        able = name.kind not in ("other", "office", "agreement") and not (name.people or NOBODY.fullmatch(name.value))
        own = name.span.contains(span) and not name.known
        if not able or own or name.value in seen or distance(name.span, span) > _REACH:
            continue
        if name in signers or _is_in_name(words, span, name) or _is_told(words, span, behind, name):
            seen.add(name.value)
            yield sentence.detail("party", name.value, name.span)


def _is_in_name(words: str, span: Span, name: Name) -> bool:
    """Whether the agreement's own name tells it: "the Japan-Canada Pact", "the Pact with Fiji", "the G8 Statement"."""
    if name.kind not in _CAN_SIGN:
        return False
    glued = _GLUED.match(words, span.start, span.end)
    head = Span(*glued.span()) if glued else Span(0, 0)
    one_place = name.kind == "place" and name.span.contains(head)  # "the Indo-Pacific Plan"
    first = name.span.start == span.start
    issues = first and (name.known if name.kind == "organisation" else name.span.of(words).isupper())
    outer = span.contains(name.span) and (first or name.span.end == span.end)
    return bool(
        (head.overlaps(name.span) and not one_place)
        or _is_with(words, span, name)
        or (issues and _STATEMENT.search(words, span.start, span.end))
        or (outer and _UNNAMED.search(span.of(words)))
    )


def _is_with(words: str, span: Span, name: Name) -> bool:
    """Whether it is an agreement with or between whoever ``name`` names, as its own name says."""
    within = _WITH.search(words, span.start, name.span.start) if span.contains(name.span) else None
    apart = within and _APART.search(words, within.end(), name.span.start)  # "… in the Middle East"
    return bool(within and not apart and _BINDS.search(words, span.start, within.start()))


def _is_told(words: str, span: Span, behind: int, name: Name) -> bool:
    """Whether words around it tell it: "Fiji's pact", "…, Fiji's treaty", "concluded with Fiji", "Fiji is party to"."""
    before, after = words[name.span.end : span.start], words[behind : name.span.start]
    owns = name.owner and name.kind == "place" and _OWNS.fullmatch(before)
    whose = name.owner and after in (", ", ", the ") and _WHOSE.match(words, name.span.end)
    bound = _CONCLUDED.match(after)
    return bool(
        owns
        or whose
        or (bound and not re.search(r"[.;]|\bin\b", after))
        or OUTCOME.match(after.lstrip(", "))
        or (_PARTY.search(before) and not _NEGATED.search(before))
    )


def _signers(sentence: Sentence, span: Span) -> list[Name]:
    """Those who are told to have signed or joined what ``span`` names, or to act under it."""
    able = [one for one in sentence.names if one.kind in _CAN_SIGN and not (one.people or one.part)]
    if _AS_PARTY.fullmatch(sentence.words, 0, span.start):  # "As a state party to the Reef Treaty, Fiji protects reefs"
        return [one for one in able if one.span.start >= span.end][:1]
    return (
        _members(sentence, span, able)
        or _acceding(sentence, span, able)
        or _named_behind(sentence, span, able)
        or _named_before(sentence, span, able)
    )


def _members(sentence: Sentence, span: Span, able: Sequence[Name]) -> list[Name]:
    """Those who belong to it or act under it: "Fiji and Peru are members of it", "Under it, Fiji lends Peru a ship"."""
    words = sentence.words
    for one in able:
        if one.span.end < span.start and _IS_MEMBER.fullmatch(words, one.span.end, span.start):
            return next(row for row in (joined(words, first, able) for first in able) if one in row)
    under = _UNDER.match(words, span.end) if _IS_UNDER.fullmatch(words, 0, span.start) else None
    row = row_behind(sentence, under)
    acts = row and _AND_DOES.match(words, row[-1].span.end)
    return [one for one in row if acts and one in able and one.kind == "place"]


def _acceding(sentence: Sentence, span: Span, able: Sequence[Name]) -> list[Name]:
    """Those whose accession to it is told."""
    for found in () if _REFUSED.search(sentence.words) else _ACCESSION.finditer(sentence.words, 0, span.start):
        row = [one for one in row_behind(sentence, found) if one in able]
        if row and _TO_IT.fullmatch(sentence.words, row[-1].span.end, span.start):
            return row
    return []


def _named_behind(sentence: Sentence, span: Span, able: Sequence[Name]) -> list[Name]:
    """Those behind "to which", "signed by", or whom it "commits"."""
    words = sentence.words
    row = row_behind(sentence, _WHICH.match(words, span.end))
    if row and _JOINS.match(words, row[-1].span.end):
        return [one for one in row if one in able]
    lead = _COMMITS.match(words, span.end) or _AND_BINDS.match(words, span.end) or _SIGNED_BY.match(words, span.end)
    first = next((one for one in able if lead and one.span.start == lead.end()), None)
    return joined(words, first, able) if first else []


def _named_before(sentence: Sentence, span: Span, able: Sequence[Name]) -> list[Name]:
    """Those who signed it: "With Fiji, the agency concluded it", "the leaders of Fiji and Peru signed it"."""
    words = sentence.words
    company = [one for one in row_behind(sentence, _IN_COMPANY.match(words)) if one in able]
    if company and company[-1].span.end < span.start:
        return company
    verb = _SIGNED.search(words, max(0, span.start - 60), span.start)
    if verb is None or (verb[0].startswith("brought") and not _INTO_FORCE.match(words, span.end)):
        return []
    leaders = [one for one in row_behind(sentence, _OF_WHOM.match(words, 0, span.start)) if one in able]
    subject = find_subject(sentence, Span(*verb.span()))
    listed = [
        one for one in subjects(sentence, verb.start()) if one in able and not _UNLIKE.search(words, 0, one.span.start)
    ]
    row = leaders or max(listed, joined(words, subject, able) if subject and subject in able else [], key=len)
    signs = row and row[-1].span.end <= verb.start() and _AUXILIARY.fullmatch(words, row[-1].span.end, verb.start())
    return row if signs else []
