"""Agreements and policy documents: what they are called, who is party, of which year, what they stipulate."""

import re
from collections.abc import Iterator

from corpus.facts import Detail
from corpus.records import Span
from ingest.facts.actors import NOBODY
from ingest.facts.agreements.agreement_names import bare, find_agreement_names
from ingest.facts.agreements.signers import CAN_SIGN, find_signers
from ingest.facts.agreements.stipulations import OUTCOME, find_duties, find_stipulated
from ingest.facts.grammar import ACRONYM, MONTH, TREATY, YEAR, any_of, distance, is_japanese, pattern, plain
from ingest.facts.names import Name, stands_for
from ingest.facts.references import Way
from ingest.facts.sentences import Sentence
from ingest.facts.topics import Topics
from ingest.facts.verbs import CONCLUDED

_GLUED = re.compile(r"[\w.]+[-–]\w+|(?:[A-Z]\w+\s){1,3}[A-Z]\w+[-–][A-Z]\w+")
_UNNAMED = re.compile(rf"\b(?:{TREATY})\b")
_ACRONYM = re.compile(rf"\s*[（(]({ACRONYM})[)）]")
_MAKING = (
    "drawn up, acceded, adopted, signed, concluded, established, issued, approved, formulated, agreed, enacted,"
    "ratified,"
    "presented, launched, released, published, renewed, updated, initialled, initialed, endorsed, declared, announced"
)
_A_YEAR = rf"(?:\d{{1,2}}\s)?(?:\w+\s)?(?:\d{{1,2}},\s)?(?P<year>{YEAR})\b"
_YEAR_BEHIND = re.compile(
    rf"\W{{0,3}}(?:\([^)]*\)\s?)?(?:(?:was|were|has\sbeen)\s)?(?:(?:first\s)?{any_of(_MAKING)}\s)?(?:in|of|on)\s{_A_YEAR}"
)
_DATED = re.compile(rf"\s\((?:(?:{MONTH})\s)?(?P<bracketed>{YEAR})\)|[,.]?\s(?:(?:{MONTH})\s)?(?P<year>{YEAR})\b")
_CONCLUDED_IN = re.compile(
    rf"[^.;]{{0,120}}?\b(?:{any_of(_MAKING)}|(?:into|in)\sforce|effective|dates)\b[^.;,]{{0,80}}?\b(?:in|on|from|since)\s{_A_YEAR}"
)
_MADE_FIRST = re.compile(
    rf"\A{any_of(_MAKING)}\b[^.;]{{0,60}}?\b(?:in|on|since)\s{_A_YEAR}[^.;,]{{0,40}},\s(?:the\s|this\s)?\Z",
    re.IGNORECASE,
)
_JAPANESE_MADE = re.compile(r"署名|採択|閣議決定|作成|締結|結ばれ|策定|発表|提唱|公布|発効")
_JAPANESE_REACH = 40  # characters between a Japanese name and when it was made
_CONCLUDED = re.compile(rf"\s(?:was\s|is\s)?(?:{CONCLUDED}\s)?(?:between|by|among|with)\s")
_MADE = pattern(
    "compiled, adopted, signed, concluded, issued, formulated, announced, released, established, agreed on, agreed to"
)
_WITH = re.compile(r"\s(?:with|between|among)\s")
_ITSELF = re.compile(r"[Tt]his\s(?:strategy|plan|policy|document|statement|framework)\b")  # the paper that is read
_WHOSE = re.compile(r"[’']s?\s(?:[a-z-]+\s){0,3}(?:strategy|treaty|agreement|accord|policy|declaration|pact|plan)\b")
_WITH_JAPAN = re.compile(r"日・?(?=\w)")  # 日・フィリピン協定
_AHEAD = re.compile(r"\b(?:Agenda|Vision)\b")
_OWNS = re.compile(r"[’']s?\s(?:(?:own|new|first)\s)?")
_APART = re.compile(r"\s(?:in|on|for|of)\s")
_BINDS = re.compile(
    r"\b(?:[Aa]greement|[Tt]reaty|[Aa]ccord|[Pp]act|Memorandum|Convention|Protocol|Compact|Arrangement)\b"
)
_BETWEEN = re.compile(
    r"\s(?:between|among)\s(?:the\s)?[A-Z][\w’'-]*(?:(?:,\s|\s(?:of\s|for\s)?|,?\sand\s)(?:the\s)?[A-Z][\w’'-]*){0,12}"
)
_NEGATED = re.compile(r"\b(?:not|never|nor)\b")
_PARTY = re.compile(r"\b(?:a\s)?(?:state\s)?party to (?:the\s)?\Z")
_REACH = 300  # characters between an agreement and its parties; farther names would cost cubic time in long sentences
# A statement is that of the body that its name begins with.
_STATEMENT = re.compile(r"\b(?:Statement|Declaration|Communiqu[ée]|Strategy|Compass)\b")


def find_agreements(sentence: Sentence, before: Sentence | None, topics: Topics) -> Iterator[tuple[Detail, ...]]:
    """The agreements and policy documents that a sentence names or goes on about, each with what it says of it.

    ``before`` is the sentence that this one may refer back to, ``topics`` what its heading has named so far: what is
    named here is added. What "the parties" do is told of the agreement named last.
    """
    topics.enter(sentence, goes_on=before is not None)
    spans = sorted(set(find_agreement_names(sentence)))
    first: Detail | None = None
    duties = find_duties(sentence.words) if topics.last and not spans else None
    if duties:
        first = topics.named[-1]
        yield first, sentence.said("stipulates", duties)
    for span, reference in topics.mentions(sentence, spans):
        if reference is None:
            details = tuple(_details(sentence, span))
            topics.name(details[0])
            topics.last = details[0]
        elif reference.implied or reference.way is Way.OWNER or _ITSELF.match(sentence.words, span.start):
            continue
        else:
            meant = topics.meant(reference, sentence, first)
            if meant is None:
                continue
            details = (meant, *_told(sentence, span))
        first = first or details[0]
        yield details
    topics.last = first


def _told(sentence: Sentence, span: Span) -> Iterator[Detail]:
    """What a sentence tells of the agreement that ``span`` means, apart from its parties."""
    yield from _year(sentence, span, span.end, named=False)
    said = find_stipulated(sentence.words, span.start, span.end)
    if said:
        yield sentence.said("stipulates", said)


def _details(sentence: Sentence, span: Span) -> Iterator[Detail]:
    words = sentence.words
    said = plain(words, span)
    known = next((one.value for one in sentence.names if bare(words, one) == span), said)
    yield sentence.detail("name", known.removeprefix("The "), span)
    short = _ACRONYM.match(words, span.end)
    if short and (stands_for(short[1], said) or is_japanese(words)):
        yield sentence.detail("acronym", short[1], Span(*short.span(1)))
    behind = short.end() if short else span.end
    yield from _parties(sentence, span, behind)
    parties = _BETWEEN.match(words, behind)
    behind = parties.end() if parties else behind
    yield from _year(sentence, span, behind)
    what = find_stipulated(words, span.start, behind)
    if what:
        yield sentence.said("stipulates", what)


def _parties(sentence: Sentence, span: Span, behind: int) -> Iterator[Detail]:
    """Those whose names head the agreement's ("Japan-Canada …"), who concluded it, or are said to be party to it."""
    words = sentence.words
    concluded = _CONCLUDED.match(words, behind)
    signers = find_signers(sentence, span)
    seen = set[str]()
    japan = _WITH_JAPAN.match(words, span.start)
    other = next(
        (one for one in sentence.names if japan and one.kind == "place" and one.span.start == japan.end()), None
    )
    if japan and other:
        yield sentence.detail("party", "Japan", Span(span.start, span.start + 1))
        yield sentence.detail("party", other.value, other.span)
        return
    for name in sentence.names:
        if (
            name.kind in ("other", "office", "agreement")
            or NOBODY.fullmatch(name.value)
            or name.people
            or name.value in seen
            or (name.span.contains(span) and not name.known)
            or distance(name.span, span) > _REACH
        ):
            continue
        head = _GLUED.match(words, span.start, span.end)
        heads = head and Span(*head.span()).overlaps(name.span)
        one_place = head and name.kind == "place" and name.span.contains(Span(*head.span()))  # "the Indo-Pacific Plan"
        heads = heads and name.kind in CAN_SIGN and not one_place
        owns = name.kind == "place" and name.owner and _OWNS.fullmatch(words, name.span.end, span.start)
        whose = (
            name.owner and words[behind : name.span.start] in (", ", ", the ") and _WHOSE.match(words, name.span.end)
        )
        outer = span.contains(name.span) and (name.span.start == span.start or name.span.end == span.end)
        unnamed = name.kind in ("place", "organisation") and _UNNAMED.search(span.of(words))
        bound = concluded and concluded.end() <= name.span.start
        bound = bound and not re.search(r"[.;]|\bin\b", words[behind : name.span.start])
        outcome = OUTCOME.match(words[behind : name.span.start].lstrip(", "))
        between = words[name.span.end : span.start] if name.span.end <= span.start else ""
        party = outcome or (_PARTY.search(between) and not _NEGATED.search(between))
        issuer = name.kind == "organisation" and name.known and name.span.start == span.start
        short = name.kind == "place" and name.span.start == span.start and name.span.of(words).isupper()
        issued = (issuer or short) and _STATEMENT.search(words, span.start, span.end)
        signed = name in signers or (name.kind in CAN_SIGN and _is_with(words, span, name))
        if heads or owns or whose or bound or party or issued or signed or (outer and unnamed):
            seen.add(name.value)
            yield sentence.detail("party", name.value, name.span)


def _is_with(words: str, span: Span, name: Name) -> bool:
    """Whether it is an agreement with or between whoever ``name`` names, as its own name says."""
    within = _WITH.search(words, span.start, name.span.start) if span.contains(name.span) else None
    apart = within and _APART.search(words, within.end(), name.span.start)  # "… in the Middle East"
    return bool(within and not apart and _BINDS.search(words, span.start, within.start()))


def _year(sentence: Sentence, span: Span, behind: int, *, named: bool = True) -> Iterator[Detail]:
    """The year in its name, right behind it, of its conclusion; or the sentence's, where it tells of its making."""
    words = sentence.words
    inside = [one for one in sentence.periods if span.start <= one.span.start < span.end]  # "the Plan 2021|–24"
    if inside and _AHEAD.search(words, span.start, span.end):
        return  # "the 2030 Agenda": by when, not of when
    if inside:
        yield sentence.detail("year", inside[-1].value[:4], inside[-1].span)
        return
    first = _MADE_FIRST.search(words, 0, span.start)
    found = (
        first or _DATED.match(words, behind) or _YEAR_BEHIND.match(words, behind) or _CONCLUDED_IN.match(words, behind)
    )
    made = named and _MADE.search(words, 0, span.start)
    if found:
        group = "bracketed" if found.groupdict().get("bracketed") else "year"
        yield sentence.detail("year", found[group], Span(*found.span(group)))
    elif is_japanese(words) and _JAPANESE_MADE.search(words):
        near = [
            one for one in sentence.periods if distance(one.span, span) <= _JAPANESE_REACH and one.value[:2] != "FY"
        ]
        for one in sorted(near, key=lambda one: (one.span.start < span.start, distance(one.span, span)))[:1]:
            yield sentence.detail("year", one.value[:4], one.span)
    elif made and sentence.periods and not sentence.periods[0].beginning:
        yield sentence.detail("year", re.sub(r"\D", "", sentence.periods[0].value)[:4], sentence.periods[0].span)
