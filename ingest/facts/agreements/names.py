"""Where a sentence names an agreement or a policy document: by the noun of its name, or told in small letters."""

import re
from collections.abc import Iterator

from corpus.records import Span
from ingest.facts.grammar import MONTH, TREATY, YEAR, any_of, either
from ingest.facts.names import FUND, Name
from ingest.facts.phrases import NOT_OPENING, is_generic, is_in_title
from ingest.facts.sentences import Sentence
from ingest.facts.verbs import CONCLUDED

_CAPITAL = r"(?:(?:[A-Z]\.){2,4}(?:[-–][A-Z][\w-]*|(?=\s))|[A-Z](?:[\w’'&-]|–(?=[A-Z]))*)"
_LINK = r"(?:of|on|for|the|and|to|against|in|concerning|regarding|between|with|from|at|a)"
_LISTED = r",(?=\s[A-Z][a-z]+(?:,|(?:\s[A-Z][a-z]+)?\sand\b))"  # "Political, Free Trade and Partnership Agreement"
_PHRASE = re.compile(
    rf"(?:{YEAR}\s)?(?!(?:The|An?|Our|Its|Their|This|His|My)\s){_CAPITAL}"
    rf"(?:(?:\s{_LINK}(?:\s{_LINK}){{0,2}}|{_LISTED}|,?\sand)?\s{NOT_OPENING}{_CAPITAL}){{0,30}}"
    rf"(?:\s{YEAR}\b|(?<=Resolution)\s\d{{2,4}}\b)?"
)
_HEAD = (
    r"(?:Agreement|Convention|Treaty|Protocol|Declaration|Statement|Memorandum|Accord|Charter|Pact|Compact|Guidelines"
    r"|Circular|Directive|Strategy|Plan|Policy|Code|Resolution|Roadmap|Communiqu[ée]|Agenda|White Paper|Master ?plan"
    r"|Covenant|Framework|Arrangement|Architecture|Amendment|Principles|(?:Strategic|Integrated) Review(?: Refresh)?"
    r"|(?:Posture|Defen[sc]e|Security|Development) Review|Strategic Concept|Pathway"
    r"|(?:Trade|Investment|Economic|Comprehensive(?: Strategic)?) Partnership|Exchange of (?:Notes|Letters)"
    r"|Letter of Intent)"
)
_NOUN = re.compile(rf"\b{_HEAD}s?\b(?! Office\b)")
_LAST = re.compile(
    rf"\b{_HEAD}s?(?=(?:\s(?:\d{{4}}|[IVX]+|[A-Z]{{2,}}|[A-Z]-?\d+))?\Z|,"
    r"|\s(?:and|Between|Establishing|Relating|Concerning|Regarding|Toward)\b)"
)
_AT_END = re.compile(rf"\b{_HEAD}\Z")
_BINDING = re.compile(
    r"(?<=\sof\s)[A-Z]\w+\sAgreement(?=\Z|\swith\s)"
)  # whose head is no document: "Status of Forces Agreement"
_NUMBERED = re.compile(
    r"\b(?:(?:UN |U\.N\. |United Nations )?(?:Security Council|General Assembly) (?:\([A-Z]+\) )?)?"
    r"[Rr]esolutions? \d{1,2}(?:\d{2}|/\d{2,3})\b"
)
# "CONTEST, the UK's strategy for countering terrorism"
_IS_ONE = re.compile(
    r"(?<!the\s)(?<![\w-])(?P<name>(?:[A-Z](?=[\w-]*[A-Z])[\w-]+|[A-Z][\w-]+(?:\s[A-Z][\w-]+){1,4})),"
    r"\s(?:the|an?|our|its|(?:the\s)?[A-Z][\w. ]{1,30}[’']s)\s"
    r"(?:[a-z-]+\s){0,3}(?:strategy|treaty|agreement|accord|policy|declaration|pact)\b"
    r"(?=[,.;]|\s(?:that|which|for|of|to|on|in|against|by|between|with|was|is|signed|adopted|concluded)\b)"
)
_AND = re.compile(r"\sand\s(?P<the>the\s)?(?:an?\s)?")
_WITHIN = re.compile(
    r"(?:\s(?:to|in|under)|(?<=Part)\w+\sof|\A\w*(?:Members?|Provisions|Terms|Signatories|Annex|Obligations|Collapse|End"
    r"|Dissolution|Expansion|Renewal|Extension|Violations?|Implementation|Demise|Article\s\w+)\sof)\s(?:the\s)?(?=[A-Z])"
)
_TRAILS = re.compile(rf"(?:\s{_LINK})+\Z")
_OWNED = re.compile(r"(?!President)[^’']{1,40}[’']s\s(?=[A-Z])")
_LAW_OF = re.compile(r"(?:[A-Z]\w+\s)+of\sthe\s(?:[A-Z]\w+\s)+(?:Convention|Treaty|Protocol|Agreement)\Z")
_VAGUE = re.compile(r"(?:Polic(?:y|ies)|Strateg(?:y|ies)|Plans?|Agendas?|Codes?|Statements?|Agreements?)")
_TO_WHOM = re.compile(r"\sto\s(?:the\s)?(?:Senate|Congress|Parliament|House|Council|Assembly|Duma)\Z|\sat\sthe\s.*\Z")
_ENDING = re.compile(  # "our Strategy's", "the Treaty-we", "Strategy of September 2002"
    rf"\s(?:{MONTH})(?:\s{YEAR})?\Z|\s[A-Z]\Z|"
    r"[’']s\Z|[-–—](?:the|an?|we|it|to|and|which|in)\Z"
)
_PLURAL = re.compile(
    r"\b(?:Agreements|Conventions|Treaties|Protocols|Plans|Policies|Strategies|Resolutions|Declarations|Agendas"
    r"|Statements|Codes|Directives)\b"
)
_OF = re.compile(r"\s(?:of|on|for|to|against|in|at|concerning|regarding|between|with|from)\s")
_LED = re.compile(
    r"(?:[IVX]+\.?\s)?"
    r"(?:The|(?:Signing|Signature|Conclusion|Adoption|Revision|Ratification|Implementation|Draft) of(?: the)?"
    r"|[A-Z][A-Za-z]*(?:ING|ing)(?:\s(?:the|THE|that|THAT))+)\s"
)
_DOING = re.compile(r"[A-Z][\w-]+\s(?:the|an?)\s(?=[A-Z])")  # "Strengthen the Reef Treaty", in a heading
_PLANNED = re.compile(r"Strategy|Plan|Policy|Agenda|Roadmap")
_WHOSE = re.compile(r"\s(?:between|among)\s.*\Z")  # its parties are not of its name
_AN = re.compile(r"\b[Aa]n?\s(?:(?:sound|coherent|clear|strong|effective|credible|comprehensive|successful)\s)?\Z")
_POINTED = re.compile(r"\b(?:[Tt]his|[Tt]hese|[Tt]hat|[Tt]hose|[Ss]uch)\s(?:new\s)?\Z")
_GLUED = re.compile(r"\w+[-–]\w+")
_NOT_A_DOCUMENT = re.compile(
    r"\b(?:Emergency|Marshall|Colombo|Assistance) Plan\b|(?:"  # are programmes
    + any_of(
        "Fund, Facility, Meeting, Committee, Office, Organi[sz]ation, Secretariat, Summit, Headquarters, Dialogue,"
        "Group, Conference, Council, Bank, Centre, Center, University"
    )
    + r")\Z"
)
_LAW_OR_FORM = re.compile(  # a code of law, a contract of any kind, a form to fill in
    either(
        r".*\b(?:States|Bankruptcy|Penal|Criminal|Civil|Revenue|Tax|Commercial|Labou?r|Building|Military) Code\b",
        r".*\bCode of (?:Federal|Laws)",
        r"(?:.*\s)?(?:Conflict|Dispute|Crisis|and) Resolution\Z",
        r".*\b[A-Z]{8,}\b",
        r".*\b(?:Gateway|Internet|Transfer|Transmission|Traffic Light) Protocol\b",
        r".*\b(?:Policy|Strategy|Studies) (?:from|at) [A-Z].*\b(?:University|College|Institute|School)\b",
        r"(?:Strategic|Performance|Annual|Corporate|Executive|Action|Business|Work|Operating|Capital)"
        r" (?:Plan|Memorandum)\Z",
        r"(?:[\w-]+\s)?(?:Service|Licen[cs]e|Grant|Cooperative|Loan|Purchase|Lease|Depository|Settlement|Tenancy"
        r"|Management|Performance|[Tt]erm) Agreement\Z",
        r"(?:[\w-]+\s)?(?:Introductory|Financial|Impact|Policy|Practice|Income|Opening|Program|Mission|Investigative)"
        r" Statements?\b",
        r"Statements? of (?!Principles|Intent|Cooperation)",
    )
)
_PROGRAMME = re.compile(r"\b(?:Mid-[Tt]erm|Long-[Tt]erm|Medium-[Tt]erm)\b.*\bProgram(?:me)?\Z")
_INTENT = re.compile(  # "a letter of intent between Fiji and Peru on ships", "a memorandum of 3 May 2022"
    r"\b(?P<name>letters?\sof\sintent\s(?:between|with|on)\s[^.,;]{3,140}?)(?=\s(?:was|were|is|that|which|signed|to\sbe)\b|[.,;]|\Z)"
    rf"|\b(?P<dated>(?:memorandum|agreement|treaty|protocol|accord|exchange\sof\s(?:notes|letters))\sof\s(?:\d{{1,2}}\s)?(?:(?:{MONTH})\s)?{YEAR})\b"
)
_IN_SMALL = (
    "letter of intent",
    "letters of intent",
    "memorandum",
    "memoranda",
    "agreement",
    "arrangement",
    "treaty",
    "protocol",
    "exchange of notes",
    "exchange of letters",
    "accord",
    "pact",
    "policy",
)
_PAPER = any_of(
    "agreement, arrangement, treaty, protocol, accord, pact, memorandum, memoranda, memorandum of understanding,"
    "memoranda of understanding, memorandum of cooperation"
)
_ABOUT = re.compile(  # "signed memoranda on ports with Fiji", "the data sharing protocol with Peru"
    r"\b(?:[Aa]n?|[Tt]he|[Ii]ts|[Tt]heir|[Oo]ur|signed|concluded|have|had)\s(?P<name>(?:(?!an?\b|the\b)[a-z-]+\s){0,2}"
    rf"{_PAPER}\s(?:on|concerning|about)(?:\s(?!with\b|between\b|(?:{CONCLUDED})\b)[a-z-]+){{1,7}}?)(?=\s(?:with|between)\s(?:the\s)?[A-Z])"
    rf"|\b[Tt]he\s(?P<with>(?:[a-z-]+\s){{1,3}}{_PAPER}\swith\s(?:the\s)?[A-Z][\w’'-]*(?:\s(?:of\s|for\s)?(?:the\s)?[A-Z][\w’'-]*)*)"
)
_MADE_IN = re.compile(  # "a policy on due diligence was adopted in 2019"
    rf"\b(?:[Aa]n?|[Tt]he)\s(?P<name>(?:(?:[a-z-]+\s){{1,3}}(?:{_PAPER}|policy)"
    rf"|(?:[a-z-]+\s){{0,3}}(?:{_PAPER}|policy)\s(?:on|concerning|about|under\swhich|by\swhich|that)\s[^,.;]{{3,80}}?))\s(?:was|were)\s"
    rf"(?:made|adopted|{CONCLUDED}|reached)\b(?=[^.;,]{{0,40}}\s(?:in|on)\s[^.;,]{{0,15}}\b{YEAR})"
)
_PLAIN = re.compile(
    r"\b(?P<name>"
    + any_of("agreement, memorandum of understanding, memorandum of cooperation, treaty, exchange of notes")
    + r"\s(?:concerning|on|regarding|for)\s.+?)"
    rf"\s(?:was\s|is\s)?{CONCLUDED}\s(?:between|by|with|among)\s"
    r"|\b(?:signed|concluded|reached|renewed)\san?\s(?:new\s)?"
    rf"(?P<signed>(?:(?!financing|loan|grant|lease|service|purchase)[a-z-]+\s){{0,2}}(?:{TREATY})\s(?:concerning|on|regarding|for)\s[^.,;]{{3,120}}?)"
    r"(?=\sin\s(?:(?:the\s)?[A-Z]|\d{4})|\sto\s|[.,;]|\Z)"
)
_BETWEEN = re.compile(
    rf"\b(?P<name>(?:(?!an?\b|the\b|this\b|any\b)[a-z-]+\s)?(?:{TREATY})\s(?:between|among)\s(?:the\s)?"
    r"[A-Z][^.,;]{3,80}?)(?=,?\s(?:was|were|is|that|which|signed|concluded|reached|to)\b|[.,;])"
)
_NOT_FIRST = any_of(
    "The, An?, This, That, Our, Its, Such, In, Under, Any, No, Each, Every, Another, New, With, By, For, Most, Some"
)
_SORT = any_of(
    "trade, free, peace, nuclear, arms, bilateral, multilateral, regional, security, defen[sc]e, cooperation,"
    "status-of-forces, interim, ceasefire, investment, fisheries"
)
_SORTED = re.compile(  # "the Lima multilateral trade agreement"
    rf"\b(?P<name>(?!{_NOT_FIRST}\b)[A-Z][\w-]+\s(?:{_SORT}\s){{1,3}}(?:{TREATY}))\b"
)
_ITS = re.compile(rf"\s(?:[a-z]+\s)?(?:{TREATY})\b(?!s|\son\b|\sconcerning\b)")
_AS_A_BODY = re.compile(  # "the Warsaw Pact threat"
    r"[’']s?\s|\s(?:threat|forces|countries|states|members|allies|nations|troops|armies|attack|tanks|side|leaders)\b"
)
_CONSENT = re.compile(r"\sto\b")
_THE = re.compile(r"\b(?:[Tt]he|[Aa]n?)\s\Z")
# "a three-year agreement signed with the Reef Trust"
_SIGNED_WITH = re.compile(
    r"\b(?P<name>(?:(?!an?\b|the\b|this\b|any\b|no\b)[a-z-]+\s){0,2}(?:agreement|memorandum\sof\sunderstanding|treaty|accord|pact)\s"
    rf"(?:{CONCLUDED}|reached)\s(?:with|between)\s(?:the\s)?[A-Z][\w’'-]*(?:\s(?:of\s|for\s|and\s)?(?:the\s)?[A-Z][\w’'-]*){{0,6}})"
)
_WITH = re.compile(
    rf"\b(?:(?!an?\b|the\b|this\b|any\b|on\b|under\b|of\b|by\b|in\b)[a-z-]+\s){{0,2}}(?:{TREATY})\swith\s(?:the\s)?\Z"
)
_IS_MADE = re.compile(rf",?\s(?:(?:was|is|which\swas|that\swas)\s)?(?:{CONCLUDED}|enacted|reached)\b")
_JAPANESE = re.compile(
    r"[「『](?P<quoted>[^「」]{2,40}(?:協定|覚書|宣言|共同声明|アプローチ|ビジョン))[」』]"
    r"|[「『]?(?P<name>[\u3400-\u9fff・ァ-ヶーA-ZＡ-Ｚ]{2,30}(?:協定|条約|議定書|覚書|宣言|大綱|戦略|行動計画|共同声明"
    r"|基本計画|ガイドライン))(?!センター|会議|室|本部|局|部|課|官|機構|担当|(?!第)[\u3400-\u9fff])[」』]?"
)


def find_agreement_names(sentence: Sentence) -> Iterator[Span]:
    """Where a sentence names agreements and policy documents, without their articles; a place may come twice."""
    words = sentence.words
    yield from (span for span in _named(sentence) if not is_in_title(words, span.end))
    yield from (Span(*found.span()) for found in _NUMBERED.finditer(words) if "esolution" in words)
    for found in _IS_ONE.finditer(words):
        if not any(
            one.kind in ("place", "organisation") and one.span.overlaps(Span(*found.span("name")))
            for one in sentence.names
        ):
            yield Span(*found.span("name"))
    yield from _described(sentence)
    if not words.isascii():
        yield from (Span(*found.span(found.lastgroup or 0)) for found in _JAPANESE.finditer(words))


def _named(sentence: Sentence) -> Iterator[Span]:
    """Capitalised names with a noun that means such a document, and known short forms of them."""
    words = sentence.words
    phrases = _PHRASE.finditer(words) if _NOUN.search(words) else ()
    bodies = [one.span for one in sentence.names if one.known and one.kind == "organisation"]
    told = [span for found in phrases for span in _documents(words, *found.span())]
    named = [span for span in told if not (span in bodies and _AS_A_BODY.match(words, span.end))]
    yield from named
    for name in sentence.names:
        noun = _LAST.search(_OF.split(name.value)[0]) or _AT_END.search(name.value)
        noun = None if _NOT_A_DOCUMENT.search(name.value) else noun
        document = noun or _PROGRAMME.search(name.value)
        if name.part or _POINTED.search(words, 0, name.span.start):
            continue
        if name.kind == "agreement" or (name.kind == "programme" and document):
            span = bare(words, name)
            kind_of_document = _PLURAL.search(span.of(words)) and span.of(words)[-1] == "s"
            if not kind_of_document and not any(other.overlaps(span) for other in named):
                yield span


def _documents(words: str, start: int, end: int) -> Iterator[Span]:
    """The names of documents within a capitalised phrase: "the Reef Plan for Fiji and the Coral Agenda" are two."""
    led = _LED.match(words, start, end) or _DOING.match(words, start, end)
    start = led.end() if led else start
    for two in _AND.finditer(words, start, end):
        first = words[start : two.start()]
        whole = _LAST.search(_OF.split(first)[0]) or (two["the"] and _AT_END.search(first))
        if whole and (two["the"] or not _OF.search(first)):
            yield from _documents(words, start, two.start())
            yield from _documents(words, two.end(), end)
            return
    span = _document(words, start, end)
    within = None if span else _WITHIN.search(words, start, end)  # "Parties to the Geneva Protocol"
    if span:
        yield span
    elif within and not _NOT_A_DOCUMENT.search(words[start : within.start()]):
        yield from _documents(words, within.end(), end)


def _document(words: str, start: int, end: int) -> Span | None:
    """The name of a document that a capitalised phrase is; None if it is none."""
    name = _ENDING.sub("", words[start:end])
    owner = _OWNED.match(name)
    if owner and _NOUN.search(name, owner.end()):
        start, name = start + owner.end(), name[owner.end() :]
    name = _WHOSE.sub("", _TRAILS.sub("", _TO_WHOM.sub("", name)))
    head = name if _LAW_OF.match(name) or name == "Letter of Intent" else _OF.split(name)[0]
    noun = _LAST.search(head) or _BINDING.search(name)
    if noun is None or not re.search(r"[\w.][\s-]\w", name):
        return None
    if _VAGUE.fullmatch(noun[0]) and name == head and is_generic(head):
        return None  # "Foreign Policy"
    if _PLANNED.fullmatch(noun[0]) and _AN.search(words, 0, start):
        return None  # "A Bipartisan Strategy"
    if _NOT_A_DOCUMENT.search(head) or FUND.search(name) or _LAW_OR_FORM.match(name):
        return None
    if noun[0].endswith("s") and _PLURAL.search(noun[0]) and not _GLUED.match(name):
        return None  # "Information Security Agreements" are a kind
    return None if _POINTED.search(words, 0, start) else Span(start, start + len(name))


def bare(words: str, name: Name) -> Span:
    """The name without its acronym in brackets and its article."""
    text = name.span.of(words)
    start = name.span.start + (len("The ") if text.startswith("The ") else 0)
    bracket = text.find(" (")
    return Span(start, name.span.start + bracket if bracket > 0 else name.span.end)


def _described(sentence: Sentence) -> Iterator[Span]:
    """Agreements without a name of their own: "an agreement on fisheries concluded between", "the G8 agreement to"."""
    words = sentence.words
    if not any(noun in words for noun in _IN_SMALL):
        return
    for form in (_PLAIN, _BETWEEN, _SORTED, _SIGNED_WITH, _INTENT, _ABOUT, _MADE_IN):
        for found in form.finditer(words):
            yield Span(*found.span(found.lastgroup or 0))
    for name in sentence.names:
        if name.kind in ("place", "organisation") and not name.owner:
            behind = _ITS.match(words, name.span.end)
            behind = None if behind and _is_consent(words, name, behind.end()) else behind
            before = _WITH.search(words, 0, name.span.start)
            if behind:
                yield Span(name.span.start, behind.end())
            elif before and _IS_MADE.match(words, name.span.end):
                yield Span(before.start(), name.span.end)


def _is_consent(words: str, name: Name, end: int) -> bool:
    """Whether a people's agreement that ends at ``end`` is none to be signed: "to obtain Soviet agreement to cuts"."""
    return name.people and bool(_CONSENT.match(words, end)) and not _THE.search(words, 0, name.span.start)
