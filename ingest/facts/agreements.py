"""Agreements and policy documents: what they are called, who is party, of which year, what they stipulate."""

import re
from collections.abc import Iterator, Sequence

from corpus.facts import Detail
from corpus.records import Span
from ingest.facts.grammar import any_of, is_generic, pattern
from ingest.facts.kinds import distance
from ingest.facts.names import FUND, NOT_OPENING, Name, stands_for
from ingest.facts.sentences import Sentence

_CAPITAL = r"(?:(?:[A-Z]\.){2,4}(?=\s)|[A-Z][\w’'&-]*)"
_LINK = r"(?:of|on|for|the|and|to|against|in|concerning|regarding|between|with|from|by|a)"
_PHRASE = re.compile(
    rf"(?:(?:19|20)\d\d\s)?(?!(?:The|Our|Its|Their|This|His|My)\s){_CAPITAL}(?:(?:\s{_LINK}(?:\s{_LINK}){{0,2}}|,(?=\s[A-Z][a-z]+(?:,|\sand\b))|,?\sand)?\s{NOT_OPENING}{_CAPITAL}){{0,30}}(?:\s(?:19|20)\d\d\b)?"
)
_HEAD = (
    r"(?:Agreement|Convention|Treaty|Protocol|Declaration|Statement|Memorandum|Accord|Charter|Pact|Compact|Guidelines"
    r"|Circular|Directive|Strategy|Plan|Policy|Code|Resolution|Roadmap|Communiqu[ée]|Agenda|White Paper|Master ?plan"
    r"|Covenant)"
)
_NOUN = re.compile(rf"\b{_HEAD}s?\b(?! Office\b)")
_LAST = re.compile(
    rf"\b{_HEAD}s?(?=(?:\s(?:\d{{4}}|[IVX]+|[A-Z]{{2,}}|[A-Z]-?\d+))?\Z|,|\s(?:and|Between|Establishing|Relating)\b)"
)
_AND_THE = re.compile(r"\sand\sthe\s")
_VAGUE = re.compile(r"(?:Polic(?:y|ies)|Strateg(?:y|ies)|Plans?|Agendas?|Codes?|Statements?|Agreements?)")
_MONTH = "January|February|March|April|May|June|July|August|September|October|November|December"
_ENDING = re.compile(  # "our Strategy's", "the Treaty-we", "Strategy of September 2002"
    rf"\s(?:{_MONTH})(?:\s(?:19|20)\d\d)?\Z|\s[A-Z]\Z|"
    r"[’']s\Z|[-–—](?:the|an?|we|it|to|and|which|in)\Z"
)
_PLURAL = re.compile(
    r"\b(?:Agreements|Conventions|Treaties|Protocols|Plans|Policies|Strategies|Resolutions|Declarations|Agendas)\b"
)
_OF = re.compile(r"\s(?:of|on|for|to|against|in|concerning|regarding|between|with|from|by)\s")
_LED = re.compile(
    r"(?:The|(?:Signing|Signature|Conclusion|Adoption|Revision|Ratification|Implementation|Draft) of(?: the)?)\s"
)
_NO_NAME = re.compile(r"(?:This|Under|Based|In|At|These|Each|Such|That|On|By|With)\s")
_POINTED = re.compile(r"\b(?:[Tt]his|[Tt]hese|[Tt]hat|[Tt]hose|[Ss]uch)\s\Z")
_GLUED = re.compile(r"\w+[-–]\w+")
_NOT_A_DOCUMENT = re.compile(
    any_of(
        "Fund, Facility, Meeting, Committee, Office, Organi[sz]ation, Secretariat, Summit, Headquarters, Dialogue,"
        "Group, Conference, Council, Bank, Centre, Center"
    )
    + r"\Z"
)
_PROGRAMME = re.compile(r"\b(?:Mid-[Tt]erm|Long-[Tt]erm|National|Medium-[Tt]erm)\b.*\bProgram(?:me)?\Z")
_PLAIN = re.compile(
    r"\b(?P<name>"
    + any_of("agreement, memorandum of understanding, memorandum of cooperation, treaty, exchange of notes")
    + r"\s(?:concerning|on|regarding|for)\s.+?)"
    r"\s(?:was\s|is\s)?(?:concluded|signed|exchanged)\s(?:between|by|with|among)\s"
)
_ITS = re.compile(r"\s(?:[a-z]+\s)?(?:agreement|treaty|accord|pact)\b(?!s|\son\b|\sconcerning\b)")
_WITH = re.compile(
    r"\b(?:(?!an?\b|the\b|this\b|any\b)[a-z-]+\s){1,2}(?:agreement|treaty|accord|pact)\swith\s(?:the\s)?\Z"
)
_IS_MADE = re.compile(r",?\s(?:(?:was|is|which\swas)\s)?(?:enacted|signed|concluded|ratified|reached)\b")
_UNNAMED = re.compile(r"\b(?:agreement|treaty|accord|pact)\b")
_ACRONYM = re.compile(r"\s*\(([A-Z][\w-]*[A-Z][\w-]*)\)")
_MAKING = "drawn up, adopted, signed, concluded, established, issued, approved, formulated, agreed, enacted, ratified"
_A_YEAR = r"(?:\w+\s)?(?:\d{1,2},\s)?(?P<year>(?:19|20)\d\d)\b"
_YEAR_BEHIND = re.compile(rf"\W{{0,3}}(?:\([^)]*\)\s?)?(?:{any_of(_MAKING)}\s)?(?:in|of|on)\s{_A_YEAR}")
_DATED = re.compile(rf"[,.]?\s(?:(?:{_MONTH})\s)?(?P<year>(?:19|20)\d\d)\b")
_CONCLUDED_IN = re.compile(rf"[^.;]{{0,120}}?\b(?:concluded|signed|adopted)\b[^.;,]{{0,80}}?\bin\s{_A_YEAR}")
_CONCLUDED = re.compile(r"\s(?:was\s|is\s)?(?:(?:concluded|signed|exchanged)\s)?(?:between|by|among)\s")
_MADE = pattern(
    "compiled, adopted, signed, concluded, issued, formulated, announced, released, established, agreed on, agreed to"
)
_STIPULATES = re.compile(
    r"\b(?:also\s)?"
    + any_of(
        "stipulat(?:es?|ed), provid(?:es?|ed) for, provid(?:es?|ed)(?=\\sthat), refer(?:s|red) to,"
        "indicat(?:es?|ed), requires?, required,"
        "calls? for, called for, states?, stated, reaffirm(?:s|ed), affirm(?:s|ed), sets? out, commits?, mandates?,"
        "prohibits?, obliges?"
    )
    + r"(?:\sfor\sthe\sfirst\stime)?(?:\sthat|\sto)?\s"
)
_APPOSITIVE = re.compile(r",\s(?=(?:an?|the)\s)(?P<what>[^,.;(]+?)(?=,|\.\Z|;)")
_BRACKET = re.compile(r"\s?\((?P<what>an?\s[^()]+)\)")
_OUTCOME = re.compile(r"the\soutcome\s(?:document|statement|declaration)\sof\s(?:the\s)?")
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
_STATEMENT = re.compile(r"\b(?:Statement|Declaration|Communiqu[ée])\b")
_JAPANESE = re.compile(
    r"[「『]?(?P<name>[\u3400-\u9fff・ァ-ヶー]{2,30}(?:協定|条約|議定書|覚書|宣言|大綱|戦略|行動計画|共同声明|基本計画))[」』]?"
)


def find_agreements(
    sentence: Sentence, before: Sentence | None = None, earlier: Sequence[tuple[Detail, ...]] = ()
) -> Iterator[tuple[Detail, ...]]:
    """The agreements and policy documents that a sentence names, each with what the sentence says of it.

    A sentence that goes on about "the Agreement", or about what "the parties" do, adds to the last of ``earlier``,
    those of the sentence ``before`` it: that one comes again, with what this sentence says.
    """
    spans = [*_named(sentence), *_described(sentence)]
    spans += [Span(*found.span("name")) for found in _JAPANESE.finditer(sentence.words)]
    for span in sorted(set(spans)):
        yield tuple(_details(sentence, span))
    goes_on = _GOES_ON.match(sentence.words) if before and earlier and not spans else None
    if goes_on:
        end = len(sentence.words.rstrip(" ."))
        yield earlier[-1][0], sentence.said("stipulates", Span(goes_on.end(), end))


def _named(sentence: Sentence) -> Iterator[Span]:
    """Capitalised names with a noun that means such a document, and known short forms of them."""
    words = sentence.words
    phrases = _PHRASE.finditer(words) if _NOUN.search(words) else ()
    named = [span for found in phrases if (span := _document(words, found.start(), found.end()))]
    yield from named
    for name in sentence.names:
        if name.kind == "programme" and not name.part and (_NOUN.search(name.value) or _PROGRAMME.search(name.value)):
            span = _bare(words, name)
            kind_of_document = _PLURAL.search(span.of(words)) and span.of(words)[-1] == "s"
            if not kind_of_document and not any(other.overlaps(span) for other in named):
                yield span


def _document(words: str, start: int, end: int) -> Span | None:
    """The name of a document within a capitalised phrase; None if the phrase names none."""
    led = _LED.match(words, start, end)
    start = led.end() if led else start
    name = _ENDING.sub("", words[start:end])
    two = _AND_THE.search(name)
    if two and _LAST.search(_OF.split(name[: two.start()])[0]):
        name = name[: two.start()]  # "the Reef Plan for Fiji and the Coral Agenda" are two
    head = _OF.split(name)[0]
    noun = _LAST.search(head)
    if noun is None or not re.search(r"[\w.][\s-]\w", name) or _NO_NAME.match(name):
        return None
    if name == head and is_generic(head) and _VAGUE.fullmatch(noun[0]):
        return None
    if _NOT_A_DOCUMENT.search(head) or FUND.search(name):
        return None
    if noun[0].endswith("s") and _PLURAL.search(noun[0]) and not _GLUED.match(name):
        return None  # "Information Security Agreements" are a kind
    return None if _POINTED.search(words, 0, start) else Span(start, start + len(name))


def _bare(words: str, name: Name) -> Span:
    """The name without its acronym in brackets and its article."""
    text = name.span.of(words)
    start = name.span.start + (len("The ") if text.startswith("The ") else 0)
    bracket = text.find(" (")
    return Span(start, name.span.start + bracket if bracket > 0 else name.span.end)


def _described(sentence: Sentence) -> Iterator[Span]:
    """Agreements without a name of their own: "an agreement on fisheries concluded between", "the G8 agreement to"."""
    words = sentence.words
    for found in _PLAIN.finditer(words):
        yield Span(*found.span("name"))
    for name in sentence.names:
        if name.kind in ("place", "organisation") and not name.owner:
            behind = _ITS.match(words, name.span.end)
            before = _WITH.search(words, 0, name.span.start)
            if behind:
                yield Span(name.span.start, behind.end())
            elif before and _IS_MADE.match(words, name.span.end):
                yield Span(before.start(), name.span.end)


def _details(sentence: Sentence, span: Span) -> Iterator[Detail]:
    words = sentence.words
    said = " ".join(span.of(words).split())
    known = next((one.value for one in sentence.names if _bare(words, one) == span), said)
    yield sentence.detail("name", known.removeprefix("The "), span)
    short = _ACRONYM.match(words, span.end)
    if short and stands_for(short[1], said):
        yield sentence.detail("acronym", short[1], Span(*short.span(1)))
    behind = short.end() if short else span.end
    yield from _parties(sentence, span, behind)
    yield from _year(sentence, span, behind)
    yield from _stipulated(sentence, behind)


def _parties(sentence: Sentence, span: Span, behind: int) -> Iterator[Detail]:
    """Those whose names head the agreement's ("Japan-Canada …"), who concluded it, or are said to be party to it."""
    words = sentence.words
    concluded = _CONCLUDED.match(words, behind)
    seen = set[str]()
    for name in sentence.names:
        if name.kind == "other" or name.people or name.value in seen or distance(name.span, span) > _REACH:
            continue
        head = _GLUED.match(words, span.start, span.end)
        heads = head and Span(*head.span()).contains(name.span)
        outer = span.contains(name.span) and (name.span.start == span.start or name.span.end == span.end)
        unnamed = name.kind in ("place", "organisation") and _UNNAMED.search(span.of(words))
        bound = concluded and concluded.end() <= name.span.start
        bound = bound and not re.search(r"[.;]|\bin\b", words[behind : name.span.start])
        outcome = _OUTCOME.match(words[behind : name.span.start].lstrip(", "))
        party = outcome or (name.span.end <= span.start and _PARTY.search(words[name.span.end : span.start]))
        issuer = name.kind == "organisation" and name.known and name.span.start == span.start
        issued = issuer and _STATEMENT.search(words, span.start, span.end)
        if heads or bound or party or issued or (outer and unnamed):
            seen.add(name.value)
            yield sentence.detail("party", name.value, name.span)


def _year(sentence: Sentence, span: Span, behind: int) -> Iterator[Detail]:
    """The year in its name, right behind it, of its conclusion; or the sentence's, where it tells of its making."""
    words = sentence.words
    inside = [one for one in sentence.periods if span.contains(one.span)]
    if inside:
        yield sentence.detail("year", inside[-1].value[:4], inside[-1].span)
        return
    found = _DATED.match(words, behind) or _YEAR_BEHIND.match(words, behind) or _CONCLUDED_IN.match(words, behind)
    made = _MADE.search(words, 0, span.start)
    if found:
        yield sentence.detail("year", found["year"], Span(*found.span("year")))
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
    verb = _STIPULATES.search(words, behind)
    if verb and not re.search(r"[.;]|,\s(?:and\s)?(?:Japan|it|they|the)\b", words[behind : verb.start()]):
        end = len(words.rstrip(" ."))
        if verb.end() < end:
            yield sentence.said("stipulates", Span(verb.end(), end))
