"""Agreements and policy documents: what they are called, who is party, of which year, what they stipulate."""

import re
from collections.abc import Iterator, Sequence

from corpus.facts import Detail
from corpus.records import Span
from ingest.facts.agreement_names import bare, find_agreement_names
from ingest.facts.giving import find_subject
from ingest.facts.grammar import any_of, is_japanese, pattern
from ingest.facts.kinds import distance
from ingest.facts.names import Name, joined, stands_for
from ingest.facts.sentences import Sentence

_MONTH = "January|February|March|April|May|June|July|August|September|October|November|December"
_GLUED = re.compile(r"[\w.]+[-–]\w+")
_UNNAMED = re.compile(r"\b(?:agreement|treaty|accord|pact)\b")
_ACRONYM = re.compile(r"\s*[（(]([A-Z][\w-]*[A-Z][\w-]*)[)）]")
_MAKING = (
    "drawn up, adopted, signed, concluded, established, issued, approved, formulated, agreed, enacted, ratified,"
    "launched, released, published, renewed, updated, initialled, initialed, endorsed, declared, announced"
)
_A_YEAR = r"(?:\d{1,2}\s)?(?:\w+\s)?(?:\d{1,2},\s)?(?P<year>(?:19|20)\d\d)\b"
_YEAR_BEHIND = re.compile(
    rf"\W{{0,3}}(?:\([^)]*\)\s?)?(?:(?:was|were|has\sbeen)\s)?(?:(?:first\s)?{any_of(_MAKING)}\s)?(?:in|of|on)\s{_A_YEAR}"
)
_DATED = re.compile(
    rf"\s\((?:(?:{_MONTH})\s)?(?P<bracketed>(?:19|20)\d\d)\)|[,.]?\s(?:(?:{_MONTH})\s)?(?P<year>(?:19|20)\d\d)\b"
)
_CONCLUDED_IN = re.compile(
    rf"[^.;]{{0,120}}?\b(?:{any_of(_MAKING)}|into\sforce)\b[^.;,]{{0,80}}?\b(?:in|on)\s{_A_YEAR}"
)
_JAPANESE_MADE = re.compile(r"署名|採択|閣議決定|作成|締結|結ばれ|策定|発表|提唱|公布|発効")
_JAPANESE_REACH = 40  # characters between a Japanese name and when it was made
_CONCLUDED = re.compile(r"\s(?:was\s|is\s)?(?:(?:concluded|signed|exchanged)\s)?(?:between|by|among|with)\s")
_MADE = pattern(
    "compiled, adopted, signed, concluded, issued, formulated, announced, released, established, agreed on, agreed to"
)
_CAN_SIGN = ("place", "organisation")
_SIGNED = re.compile(
    r"\b(?:signed|concluded|ratified|acceded\sto|entered\sinto|negotiated|exchanged|initialled|joined|renewed|updated)\s(?:the\s|an?\s)?"
    r"(?:[a-z-]+\s){0,2}\Z"
)
_SIGNED_BY = re.compile(
    r"(?:\s?\([^)]*\))?,?\s(?:was\s|were\s|which\swas\s)?(?:signed|concluded|ratified|renewed)\s(?:by|with)\s(?:the\s)?"
)
_AS_PARTY = re.compile(r"As\s(?:a\s)?(?:[Ss]tate\s|[Cc]ontracting\s)?[Pp]art(?:y|ies)\sto\s(?:the\s)?")
_AUXILIARY = re.compile(
    r",?\s(?:on\s[A-Z][a-z]+(?:\s\d{1,2})?\s)?(?:(?:has|have|had|also|then|recently|already|jointly)\s)*"
)
_WITH = re.compile(r"\s(?:with|between|among)\s")
_COMMITS = re.compile(r"(?:\s?\([^)]*\))?,?\s(?:[a-z]+\sin\s\d{4},\s)?(?:commits?|binds?|obliges?)\s(?:the\s)?")
_TO_WHOM = re.compile(r"(?:the\s)?[A-Z][^.;]{0,150}?\sto\s(?=[a-z])")  # "commit Fiji and Peru to consult"
_WITH_JAPAN = re.compile(r"日・?(?=\w)")  # 日・フィリピン協定
_AHEAD = re.compile(r"\b(?:Agenda|Vision)\b")
_ROW = re.compile(r",\s(?:the\s)?|,?\sand\s(?:the\s)?")
_OWNS = re.compile(r"[’']s?\s(?:(?:own|new|first)\s)?")
_APART = re.compile(r"\s(?:in|on|for|of)\s")
_BINDS = re.compile(r"\b(?:[Aa]greement|[Tt]reaty|[Aa]ccord|[Pp]act|Memorandum|Convention|Protocol|Compact)\b")
# What it does, right behind its name: ", which bans launchers", ", signed in 2015, allows patrols".
_DOES = re.compile(
    r"(?:\s?\([^)]*\))?(?:,\s(?:signed|concluded|adopted|agreed|reached|ratified)\s[^,.;]*,)?(?:,?\s(?:which|that))?\s(?="
    + any_of(
        "bans, allows, allowed, permits, limits, limited, reduces, reduced, bars, guarantees, guaranteed, establishes,"
        "established, creates, created, eliminates, eliminated, caps, cuts, ends, ended, opens, opened, removes,"
        "removed, strengthens, strengthened, protects, protected, governs, regulates, outlaws, outlawed, lowers,"
        "lowered, binds, prevents, sets up, expands, expanded, promotes, promoted"
    )
    + r"\s[a-z])"
)
_TO_DO = re.compile(
    r"\sto\s(?:[a-z]+ly\s)?(?="
    + any_of(
        "limit, reduce, ban, eliminate, end, prohibit, cut, protect, prevent, control, establish, create, share,"
        "cooperate, promote, combat, halt, regulate, stop, remove, open, lower"
    )
    + r"\s)"
)
_WILL_DO = re.compile(r"\s(?:will|would|to)\s(?=[a-z]+\s[a-z])")  # "the IDA agreement will create", "to create"
_STIPULATES = re.compile(
    r"\b(?:also\s)?"
    + any_of(
        "stipulat(?:es?|ed), provid(?:es?|ed) for, provid(?:es?|ed)(?=\\sthat), refer(?:s|red) to,"
        "indicat(?:es?|ed), requires?, required, covers?, permits?, allows?, foresees?, envisages?, recommends?,"
        "provid(?:es?|ed)(?=\\sthe\\s), seeks?(?=\\sto\\s), sets?(?=\\s(?!up\\b|out\\b)), agree(?=\\sto\\s),"
        "calls?(?=\\s(?!for\\b|on\\b)[a-z]+\\s), widens?, forbids?,"
        "calls? for, called for, states?, stated, reaffirm(?:s|ed), affirm(?:s|ed), sets? out, commits?, mandates?,"
        "prohibits?, obliges?"
    )
    + r"(?:\sfor\sthe\sfirst\stime)?(?:\sthat|\sto)?\s"
)
_AND_IT = re.compile(r";\sit\s" + _STIPULATES.pattern)
_APPOSITIVE = re.compile(r",\s(?=(?:an?|the)\s(?![A-Z]))(?P<what>[^,.;(]+?)(?=,|\.\Z|;)")
_BRACKET = re.compile(r"\s?\((?P<what>an?\s[^()]+)\)")
_ASIDE = re.compile(r"\s?—")
_OUTCOME = re.compile(r"the\soutcome\s(?:document|statement|declaration)\sof\s(?:the\s)?")
_NEGATED = re.compile(r"\b(?:not|never|nor)\b")
_PARTY = re.compile(r"\b(?:a\s)?(?:state\s)?party to (?:the\s)?\Z")
_REACH = 300  # characters between an agreement and its parties; farther names would cost cubic time in long sentences
_GOES_ON = re.compile(
    r"(?:It|(?:Th(?:e|is)|Under\sth(?:e|is))\s"
    + any_of("[Aa]greement, [Cc]onvention, [Tt]reaty, [Pp]rotocol, [Mm]emorandum, [Dd]eclaration, [Pp]lan, [Ss]trategy")
    + r")(?:,)?\s(?=\w)"
    + _STIPULATES.pattern
    + r"|(?:Each\sof\s)?(?:[Tt]he\s)?(?:[Cc]ontracting\s|[Ss]tates?\s)?[Pp]art(?:y|ies)\s"
    r"(?:(?:shall|must|will|agree(?:s|d)?\sto|undert(?:ake|akes|ook)\sto|commit(?:s|ted)?\sto)\s)?(?=[a-z])"
)
# A statement is that of the body that its name begins with.
_STATEMENT = re.compile(r"\b(?:Statement|Declaration|Communiqu[ée]|Strategy|Compass)\b")


def find_agreements(
    sentence: Sentence, before: Sentence | None = None, earlier: Sequence[tuple[Detail, ...]] = ()
) -> Iterator[tuple[Detail, ...]]:
    """The agreements and policy documents that a sentence names, each with what the sentence says of it.

    A sentence that goes on about "the Agreement", or about what "the parties" do, adds to the last of ``earlier``,
    those of the sentence ``before`` it: that one comes again, with what this sentence says.
    """
    spans = sorted(set(find_agreement_names(sentence)))
    for span in spans:
        yield tuple(_details(sentence, span))
    goes_on = _GOES_ON.match(sentence.words) if before and earlier and not spans else None
    if goes_on:
        end = len(sentence.words.rstrip(" ."))
        yield earlier[-1][0], sentence.said("stipulates", Span(goes_on.end(), end))


def _details(sentence: Sentence, span: Span) -> Iterator[Detail]:
    words = sentence.words
    said = " ".join(span.of(words).split())
    known = next((one.value for one in sentence.names if bare(words, one) == span), said)
    yield sentence.detail("name", known.removeprefix("The "), span)
    short = _ACRONYM.match(words, span.end)
    if short and (stands_for(short[1], said) or is_japanese(words)):
        yield sentence.detail("acronym", short[1], Span(*short.span(1)))
    behind = short.end() if short else span.end
    yield from _parties(sentence, span, behind)
    yield from _year(sentence, span, behind)
    yield from _stipulated(sentence, behind)


def _parties(sentence: Sentence, span: Span, behind: int) -> Iterator[Detail]:
    """Those whose names head the agreement's ("Japan-Canada …"), who concluded it, or are said to be party to it."""
    words = sentence.words
    concluded = _CONCLUDED.match(words, behind)
    signers = _signers(sentence, span)
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
            or name.people
            or name.value in seen
            or distance(name.span, span) > _REACH
        ):
            continue
        head = _GLUED.match(words, span.start, span.end)
        heads = head and Span(*head.span()).overlaps(name.span)
        one_place = head and name.kind == "place" and name.span.contains(Span(*head.span()))  # "the Indo-Pacific Plan"
        heads = heads and name.kind in _CAN_SIGN and not one_place
        owns = name.kind == "place" and name.owner and _OWNS.fullmatch(words, name.span.end, span.start)
        outer = span.contains(name.span) and (name.span.start == span.start or name.span.end == span.end)
        unnamed = name.kind in ("place", "organisation") and _UNNAMED.search(span.of(words))
        bound = concluded and concluded.end() <= name.span.start
        bound = bound and not re.search(r"[.;]|\bin\b", words[behind : name.span.start])
        outcome = _OUTCOME.match(words[behind : name.span.start].lstrip(", "))
        between = words[name.span.end : span.start] if name.span.end <= span.start else ""
        party = outcome or (_PARTY.search(between) and not _NEGATED.search(between))
        issuer = name.kind == "organisation" and name.known and name.span.start == span.start
        issued = issuer and _STATEMENT.search(words, span.start, span.end)
        signed = name in signers or (name.kind in _CAN_SIGN and _is_with(words, span, name))
        if heads or owns or bound or party or issued or signed or (outer and unnamed):
            seen.add(name.value)
            yield sentence.detail("party", name.value, name.span)


def _is_with(words: str, span: Span, name: Name) -> bool:
    """Whether it is an agreement with or between whoever ``name`` names, as its own name says."""
    within = _WITH.search(words, span.start, name.span.start) if span.contains(name.span) else None
    apart = within and _APART.search(words, within.end(), name.span.start)  # "… in the Middle East"
    return bool(within and not apart and _BINDS.search(words, span.start, within.start()))


def _signers(sentence: Sentence, span: Span) -> list[Name]:
    """Those who are told to have signed what ``span`` names, before it or right behind it."""
    words = sentence.words
    able = [one for one in sentence.names if one.kind in _CAN_SIGN and not one.people and not one.part]
    if _AS_PARTY.fullmatch(words, 0, span.start):  # "As a state party to the Reef Treaty, Fiji protects reefs"
        return [one for one in able if one.span.start >= span.end][:1]
    commits = _COMMITS.match(words, span.end)
    first = next((one for one in able if commits and one.span.start == commits.end()), None)
    if first:  # "the Arrangements commit Fiji, Peru and Chile to consult"
        return _in_a_row(words, first, able)
    by = _SIGNED_BY.match(words, span.end)
    if by:
        first = next((one for one in able if one.span.start == by.end()), None)
        return joined(words, first, able) if first else []
    verb = _SIGNED.search(words, max(0, span.start - 60), span.start)
    subject = find_subject(sentence, verb.start()) if verb else None
    whole = joined(words, subject, able) if subject in able else []
    return whole if whole and verb and _AUXILIARY.fullmatch(words, whole[-1].span.end, verb.start()) else []


def _in_a_row(words: str, first: Name, able: Sequence[Name]) -> list[Name]:
    """``first`` and the names behind it that only commas and "and" part."""
    row = [first]
    for one in able:
        if one.span.start > row[-1].span.end and _ROW.fullmatch(words, row[-1].span.end, one.span.start):
            row.append(one)
    return row


def _year(sentence: Sentence, span: Span, behind: int) -> Iterator[Detail]:
    """The year in its name, right behind it, of its conclusion; or the sentence's, where it tells of its making."""
    words = sentence.words
    inside = [one for one in sentence.periods if span.contains(one.span)]
    if inside and _AHEAD.search(words, span.start, span.end):
        return  # "the 2030 Agenda": by when, not of when
    if inside:
        yield sentence.detail("year", inside[-1].value[:4], inside[-1].span)
        return
    found = _DATED.match(words, behind) or _YEAR_BEHIND.match(words, behind) or _CONCLUDED_IN.match(words, behind)
    made = _MADE.search(words, 0, span.start)
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


def _stipulated(sentence: Sentence, behind: int) -> Iterator[Detail]:
    """What it says: behind a verb of stipulating, or in the words that explain it."""
    words = sentence.words
    for form in (_BRACKET, _APPOSITIVE):
        found = form.match(words, behind)
        if found and not _OUTCOME.match(found["what"]):
            yield sentence.said("stipulates", Span(*found.span("what")))
            return
    plain = words[:behind].endswith(("agreement", "treaty", "accord", "pact"))
    does = (
        _DOES.match(words, behind) or _TO_DO.match(words, behind) or (_WILL_DO.match(words, behind) if plain else None)
    )
    if does:
        yield sentence.said("stipulates", Span(does.end(), _over(words, does.end())))
        return
    its = _AND_IT.search(words, behind)
    if its:
        yield sentence.said("stipulates", Span(its.end(), _over(words, its.end())))
        return
    verb = _STIPULATES.search(words, behind)
    if verb and not re.search(r"[.;]|,\s(?:and\s)?(?:Japan|it|they|the)\b", words[behind : verb.start()]):
        whom = _TO_WHOM.match(words, verb.end()) if _COMMITS.search(words, behind, verb.end()) else None
        begin, end = (whom or verb).end(), _over(words, verb.end())
        if begin < end:
            yield sentence.said("stipulates", Span(begin, end))


def _over(words: str, start: int) -> int:
    """Where what it stipulates is over: before an aside that a dash begins, else at the end of the sentence."""
    aside = _ASIDE.search(words, start)
    return aside.start() if aside else len(words.rstrip(" ."))
