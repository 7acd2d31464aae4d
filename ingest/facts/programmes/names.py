"""Where a sentence names a programme: by the noun of its name, by a noun behind it, in a list, or as a centre."""

import re
from collections.abc import Iterator

from corpus.records import Kind, Span
from ingest.facts.grammar import ACRONYM, MONTH, PROJECT, any_of, either
from ingest.facts.names import FUND, PROGRAMME, Name, kind_of
from ingest.facts.phrases import begun, capitalised, is_generic, is_in_title
from ingest.facts.programmes.telling import DOCUMENT, NOUN, is_founded, is_shortened, pays
from ingest.facts.sentences import Sentence

# Documents, organisations, people and events whose names have a programme's noun.
_NO_PROGRAMME = re.compile(
    either(
        r"\b(?:Guidelines|Strategy|Agreement|Exchange of (?:Notes|Letters)|Office|Space Station|Goals?|Conference"
        r"|Committee|Act|Report|Roadmap)\b",
        r"(?<!Emergency )(?<!Marshall )(?<!Colombo )(?<!Assistance )\bPlan\b",
        r"[Tt]erm\b.*Program",
        r"\b(?:Trade|Economic|Strategic|Comprehensive)\b.*\bPartnership\b",
        r"^(?:(?:Deputy|Executive|Acting|Managing|Assistant|Senior)\s)*(?:Director|Minister|Secretary|Chair|Chairman"
        r"|President|Ambassador|Coordinator|Commissioner)\b(?![’'])",
        r"^(?:United Nations|UN|U\.N\.|World Food)\b.*Program(?:me)?\Z",
        r"^(?:United Nations|UN) (?:Population|Children[’']s|Capital Development) Fund\Z",
        r"^(?:This|These|That|Such|Examples)\b|^Program(?:me)? of Action\b",
        # what a business or a state has, whoever it is: "Review Process", "Trust Account", "Consolidated Fund"
        r"(?:Review|Budget|Planning|Decision|Management|Approval|Application|Selection|Rulemaking|Appeals?|Peace)"
        r" Process\Z",
        r"(?:Final|Bank|Current|Savings|Trust|Charge|Expense|Deposit|Cash|and) Account\Z",
        r"^(?:Reserve|Consolidated|Contingency|Sinking|Trust|General|Pension) (?:Trust )?Fund\Z",
        r"\b(?:Consultation|Investigation|Complaints?|Grievance|Redress|Accountability)\b.*\bMechanism\Z",
        r"\b(?:Rules|Regulations|Bill|Manager|Officer|Coordinator|Desk)\Z",
        r"^(?:Treaty|Convention|Protocol|Memorandum|Declaration) (?:on|of|for|concerning|between)\b",
    )
)
_LONE_NOUN = re.compile(
    r"\sthe\s(?:Fund|Facility|Program(?:me)?|Project|Initiative|Window|Mission|Network|Account|Mechanism)\Z"
)
_NO_NAME = re.compile(
    r"(?:When|How|Why|What|Using|Lessons|Other|Many|Some|Most|All|Ensure|Excludes?|Includes?|Total)\b"
    r"|(?!.*\bfor\b).*(?:Programs|Programmes|Projects|Initiatives)\Z"
)
_TRAINS = re.compile(
    r"\b(?:Fusion|Warning|Training|Peace\sSupport|Peace\sOperations|Learning|Capacity|Demonstration|Sharing|Vocational|Technology|Coordination)\b.*\bCent(?:re|er)\Z"
    r"|\bCent(?:re|er)\s(?:for|on|of)\s(?:[\w-]+\s){0,4}?(?:Peace|Peacekeeping|Training|Warning|Capacity)\b"
)
_CENTRE = re.compile(r"\b(?:Centre|Center)(?=\Z|\s(?:for|on|of)\s)")
# A lead-in of a paragraph that is about it: "Reef Training College. Opened in 2010, the College …"
_LEAD_IN = re.compile(
    r"[\W\d]*(?P<name>(?:[A-Z][\w’'-]*\s(?:(?:of|for|on|and|the)\s){0,2}){1,6}(?:Centre|Center|College|School|Academy|Corps|Hub|Team|Exchanges))(?:,\s[A-Z]\w+)?\W*"
)
_QUOTED = re.compile(  # "the “Reef plus Fiji” Dialogue", "exercise “Iron Reef”", "under the “Last Mile Support”"
    r"[“\"](?P<one>[A-Z][^“”\".;]{3,60})[”\"]\s(?:Dialogue|Initiative|Program(?:me)?|Project|Scheme|Campaign)\b"
    r"|\bexercise\s[“\"](?P<exercise>[A-Z][^“”\".;]{2,60})[”\"]"
    r"|\b(?:[Uu]nder|[Tt]hrough)\sthe\s[“\"](?P<under>[A-Z][^“”\".;]{3,60}(?:Support|Programme|Program|Project|Initiative|Scheme))[,”\"]"
)
_ADDED = re.compile(  # "the alumni network, Reef Circle, was set up"
    rf"\b(?:[Tt]he|[Oo]ur|[Ii]ts|[Aa]n?)\s(?:[a-z]+\s){{0,2}}(?:{PROJECT}|network|campaign|platform|fellowship|exercise|course|fund),\s"
    r"(?P<name>[A-Z][\w’'-]*(?:\s(?:of\s|for\s|the\s)*[A-Z][\w’'-]*){0,5}),\s(?=(?:was|is|has|which|began|ran|runs|were)\b)"
)
# A title in capitals that is a programme's name, alone or with its acronym.
_CAPITALS = re.compile(
    r"\A(?P<name>[A-Z][A-Z\s’'&-]{8,80}\s(?:FUND|FACILITY|PROGRAMME|PROGRAM|PROJECT|INITIATIVE|SCHEME|PARTNERSHIP|NETWORK))"
    r"(?=\s?\(|\Z)"
)
_OPENED = re.compile(r"\b(?:open|launch|establish|build|built|found|inaugurat|set\sup|creat)\w*\b", re.IGNORECASE)
_TO_OPEN = re.compile(r"\b(?:open|launch|establish|build|found|create|set\sup)(?:s|ed|ing)?\s(?:an?|the)\s(?:new\s)?\Z")
_LONGEST = 14  # words of a name; a heading in capitals may have more
_LONGEST_QUOTED = 30  # in quotation marks a name says itself where it ends
_PLURAL = "missions, projects, programs, programmes, initiatives, schemes, campaigns, exercises, grants"
_ACRONYM = rf"(?:\s\({ACRONYM}\))?"
_SORT = any_of(
    "exchange, grant, loan, training, research, scholarship, fellowship, incentive, pilot, assistance, insurance, visa"
)
_BEHIND = re.compile(
    rf"(?P<acronym>{_ACRONYM})[”\"]?\s(?:{_SORT}\s)?(?:(?P<one>{any_of(NOUN)})|(?P<more>{any_of(_PLURAL)}))\b(?!-)"
)
_NOUNS = tuple(one.strip() for one in NOUN.split(","))
_DETERMINED = re.compile(r"(?:\b(?:the|an?|its|our|their|his|under|new|through)|[’']s?)\s\Z", re.IGNORECASE)
_TWO = re.compile(r"\sand\s(?:the\s)?")
# One word, or the last of several, that makes no name of "the … programme".
_COMMON = re.compile(
    any_of(
        "Federal, State, National, Regional, Local, Foreign, Department, Government, Congressional, Administration,"
        "Agency, President, Republican, Democratic, Christian, Islamic, Western, Eastern, Northern, Southern, American,"
        f"European, African, Asian, Arab, Soviet, Nazi, Cold, {MONTH},"
        "Phase, The, This, These, That, Such, Each, Our, Its, Their, My, His,"
        "Her, New, Other, Many, Some, Most, All, One, Two, Both, Any, No, And, In, For, An?, Every, First, Second,"
        "Third, Another, Existing, Current, Joint, Public, Annual, Major, Several, Section, Title, Table, Figure, When,"
        "If, While, As, What, Which, R&D, IT, Excludes?"
    )
)
_SEVERAL = "(?:initiatives|program(?:me)?s|projects|campaigns|schemes)"
_SUCH_AS = re.compile(
    either(
        rf"\b{_SEVERAL}\s?(?:[-–—]\s?)?,?\s?(?:such\sas|like|including)\b",
        rf"\b(?:{PROJECT}|campaign|fund|course|exercise|facility|centre|center)s?,?\s?(?:[-–—]\s?)?(?:which\sis\s)?"
        r"(?:one\sof\swhich\sis|called|named|known\sas|entitled|titled)(?:\sthe)?",
        rf"\bsuch\s(?:[a-z]+\s)?{_SEVERAL}\sas\b",
    )
)
_EACH_NAMES = re.compile(r"((?:[A-Z][\w-]+\s)+[A-Z][\w-]+)\sand\s((?:[A-Z][\w-]+\s)+[A-Z][\w-]+)")
_IS_ONE = re.compile(
    r"(?:\s\([A-Z][\w-]+\))?(?:,|\s(?:is|was))\s(?:the|an?)\s(?:(?!an?\b|the\b|its\b|their\b)[\w.’'-]+\s){1,7}?"
    rf"(?:{PROJECT}|campaign|fund|undertaking|facility)(?=[,.;]|\s(?:that|which|for|of|to|in|on|by|against|led|run)\b)"
)
# In quotation marks, or with an acronym: 「海の道事業」, 海洋教育プログラム（OEP）.
_JAPANESE_NOUN = "(?:プログラム|プロジェクト|イニシアティブ|イニシアチブ|事業|構想|基金|制度|ファンド|センター)"
_JAPANESE = re.compile(
    rf"「(?P<quoted>[^「」]{{2,60}}(?:{_JAPANESE_NOUN}|(?<!基本)(?<!行動)(?<!防衛)計画|研修)(?:[（(]フェーズ[^）)]*[）)])?)」"
    r"|(?<=[、はにで])(?P<plain>[\u3400-\u9fff・ァ-ヶー]{4,40}(?:プログラム|プロジェクト|信託基金))(?=[をにはがの、])"
    rf"|(?P<named>[\u3400-\u9fff・ァ-ヶーA-ZＡ-Ｚ]{{2,40}}{_JAPANESE_NOUN})(?=[（(][A-ZＡ-Ｚ][\w-]{{1,12}}[）)])"
)
_CALLED = re.compile(r"\b(?:called|named|known\sas|entitled|titled)(?:\sthe)?\Z")
_NEXT = re.compile(r"(?:\s|,\s|,?\s(?:and|or|as\swell\sas)\s)(?:the\s)?[“\"]?")
_OPERATION = re.compile(r"\bOperations?(?<!Special Operations) (?!Cent|In\b|Forces)[A-Z]\w+(?:\s(?!Cent)[A-Z]\w+){0,2}")
_NO_EXERCISE = any_of("Program, In, The, Leadership, Restraint, Caution, Control, Authority, Oversight")
_EXERCISE = re.compile(rf"\b[Ee]xercise(?: (?!{_NO_EXERCISE}\b)[A-Z][\w-]+){{1,3}}")
_LISTED_BEHIND = re.compile(
    r",(?:(?:\s[A-Z][\w-]+,)+|\s[A-Z][\w-]+)\sand\s[A-Z][\w-]+"
)  # "Program for Women, Infants, and Children"
_FOR_WHOM = re.compile(r"\sfor\s[A-Z][\w-]+\Z")
_TAIL = re.compile(r"(?:\s(?:in|with|for|on|to|and|of)(?:\sthe)?(?:\s[A-Z][\w-]*)+)+(?=\s?\([A-Z][\w-]*[A-Z]|”)")
_TO_DO = re.compile(r"\sto\s[A-Z][a-z]+(?:(?:\s(?:and|of|in|for|the|on|against)){0,2}\s[A-Z][\w-]+)+")
_WITH_AN_AIM = re.compile(  # "the Initiative to End Hunger in Africa"
    r"\b[Tt]he\s(?P<name>(?:Initiative|Programme|Program|Project|Partnership|Campaign)\sto\s[A-Z][a-z]+\s[A-Z][a-z]+(?:\s(?:in\s|of\s|for\s)?[A-Z][a-z]+)*)"
)
_IS_OWNED = re.compile(r"[’']s?\Z")
_NUMBERED = re.compile(r"(?:Section|Title|Part)\s[\dIVX]+")  # "the Section 8 program"
_MEETS = re.compile(r"\b(?:Summit|Conference|Ministerial|Dialogue|Accords?)\b")
_ANOTHER = re.compile(r"\bthe\s[A-Z][\w-]+\sand\s\Z")
_OF_A_BODY = re.compile(  # "the Reconciliation Window of the World Bank"
    r"(?P<name>[^(]*?\b(?:Program(?:me)?|Project|Fund|Facility|Window|Initiative|Scheme|Campaign|Seminar|Workshop|Course|Dialogue|Network|Platform|Partnership))\sof\s(?:the\s)?(?P<body>[A-Z].*)"
)
_LEADING = re.compile(
    r"(?:(?:The|Our|Its|Their)\s)?(?:New\s(?!York|Zealand|Mexico|Delhi|Jersey|Orleans|Partnership|Deal)(?=[A-Z]\w+\s[A-Z]\w+\s[A-Z]))?"
    r"(?:[A-Z][\w.-]*[’']s\s)?(?:\d+(?:st|nd|rd|th)\s)?"
)
_OWNER = re.compile(r"[^’']{1,40}[’']s?\s(?=[A-Z])")


def find_programme_names(sentence: Sentence) -> Iterator[Span]:
    """Where a sentence names programmes, without articles and acronyms in brackets; the spans may overlap."""
    for span in _told(sentence):
        span = _whole(sentence.words, span)
        if not is_in_title(sentence.words, span.end):
            yield span


def _told(sentence: Sentence) -> Iterator[Span]:
    words = sentence.words
    for name in sentence.names:
        span = bare(words, name)
        first = begun(words, span.start) if name.kind in ("programme", "fund") else span.start
        joined = any(one.kind == "organisation" and first <= one.span.start < span.start for one in sentence.names)
        span = span if joined else Span(first, span.end)  # "with the Police Service on the Safe Roads Initiative"
        if _is_programme(name, _whole(words, span).of(words), words) or pays(name, words):
            more = _LISTED_BEHIND.match(words, span.end) if _FOR_WHOM.search(span.of(words)) else None
            more = _TAIL.match(words, span.end) or more
            yield Span(span.start, more.end()) if more else span
    if not words.isascii():
        yield from (Span(*found.span(found.lastgroup or 0)) for found in _JAPANESE.finditer(words))
    lead = _LEAD_IN.fullmatch(words) if sentence.passage.kind in (Kind.BODY, Kind.LIST) else None
    yield from [Span(*lead.span("name"))] if lead else ()
    yield from (Span(*one.span(one.lastgroup or 0)) for one in _QUOTED.finditer(words))
    yield from (Span(*one.span("name")) for form in (_ADDED, _WITH_AN_AIM) for one in form.finditer(words))
    capitals = _CAPITALS.match(words)
    yield from [Span(*capitals.span("name"))] if capitals else ()
    yield from _listed(sentence)
    yield from _apposed(sentence)
    yield from _said_so(sentence)
    for found in _OPERATION.finditer(words) if "Operation" in words else ():
        yield Span(*found.span())
    for found in _EXERCISE.finditer(words) if "xercise" in words else ():
        yield Span(found.start() + len("exercise ") * found[0].startswith("e"), found.end())
    for span in capitalised(words):
        if is_founded(words, span) or is_shortened(sentence, span):
            yield span


def _whole(words: str, span: Span) -> Span:
    """``span`` with what it is to do, if that is of its name: "the Global Initiative to Combat Crime"."""
    more = _TO_DO.match(words, span.end)
    return Span(span.start, more.end()) if more else span


def bare(words: str, name: Name) -> Span:
    """The name without its article, the count of a meeting, and its acronym in brackets."""
    text = name.span.of(words)
    leading = _LEADING.match(text)
    bracket = text.find(" (")
    start = name.span.start + (leading.end() if leading else 0)
    of = _OF_A_BODY.match(words, start, name.span.end) if name.kind in ("programme", "fund") else None
    if of and (kind_of(of["body"]) == "organisation" or of["body"].endswith("Nations")):
        return Span(start, of.end("name"))
    return Span(start, name.span.start + bracket if bracket > 0 else name.span.end)


def is_told_by_noun(words: str, span: Span) -> bool:
    """Whether one word and a noun in small letters are all of a name: "the BIRDS-3 mission"."""
    return bool(re.fullmatch(rf"[A-Z][\w-]*[A-Z0-9][\w-]*\s{any_of(NOUN)}", span.of(words)))


def _is_programme(name: Name, said: str, words: str) -> bool:
    if name.part or _NO_NAME.match(said) or (is_generic(said) and not name.known):
        return False
    if _LONE_NOUN.search(said) or _NO_PROGRAMME.search(said) or _NO_PROGRAMME.search(name.value):
        return False
    if name.kind == "programme":  # an acronym, or written as a name; "capacity building assistance" may be any
        noun = name.known or PROGRAMME.search(name.value.title()) or FUND.search(name.value)
        longest = _LONGEST_QUOTED if words[: name.span.start].endswith(("“", '"')) else _LONGEST
        return bool(noun) and said != said.lower() and len(said.split()) <= longest
    if name.kind == "fund":
        return bool(FUND.search(said))
    opened = re.search(r"Cent(?:re|er)\Z", said) and _OPENED.search(words)
    opened = opened or _TO_OPEN.search(words, 0, name.span.start)
    return bool(_CENTRE.search(said)) and bool(_TRAINS.search(said) or opened)


def _listed(sentence: Sentence) -> Iterator[Span]:
    """Names that are listed as programmes, whatever they are: "initiatives such as Clean Reefs and Blue Future"."""
    words = sentence.words
    known = [one.span for one in sentence.names if one.kind in ("place", "organisation") and one.known]
    for lead in _SUCH_AS.finditer(words):
        at = lead.end()
        for span in capitalised(words):
            if span.start >= at:
                if not _NEXT.fullmatch(words, at, span.start):
                    break
                two = _EACH_NAMES.fullmatch(words, span.start, span.end)
                parts = [Span(*two.span(1)), Span(*two.span(2))] if two else [span]
                called = _CALLED.search(words, lead.start(), lead.end())
                yield from (one for one in parts if one not in known and (called or " " in one.of(words)))
                at = span.end


def _apposed(sentence: Sentence) -> Iterator[Span]:
    """Names that an apposition tells to be of programmes: "Bread for All, the Bank's largest food initiative"."""
    words = sentence.words
    for found in _IS_ONE.finditer(words) if any(noun in words for noun in _NOUNS) else ():
        for span in capitalised(words):
            held = any(one.kind in ("place", "organisation") and one.span.contains(span) for one in sentence.names)
            dated = any(one.span.overlaps(span) for one in sentence.periods)
            if span.end == found.start() and " " in span.of(words) and not (held or dated):
                yield span


def _said_so(sentence: Sentence) -> Iterator[Span]:
    """Names that a noun in small letters stands behind: "the Clean Water 2010 programme", "Medway and RTP programs"."""
    words = sentence.words
    for span in capitalised(words) if any(noun in words for noun in _NOUNS) else ():
        behind = _BEHIND.match(words, span.end)
        if not behind:
            continue
        span = Span(begun(words, span.start), span.end)
        two = _TWO.search(words, span.start, span.end) if behind["more"] else None
        parts = [Span(span.start, two.start()), Span(two.end(), span.end)] if two else [span]
        for part in parts:
            part = _disowned(sentence, part)
            quoted = words[span.end] in '”"'
            whole = part.end == span.end and not (behind["acronym"] or quoted) and behind["one"]
            noun = behind.end() if whole else part.end
            if _makes_a_name(sentence, part, alone=bool(behind["one"] or two), process=behind["one"] == "process"):
                yield Span(part.start, noun)


def _disowned(sentence: Sentence, part: Span) -> Span:
    """``part`` without the country or organisation whose it is: "Finland's Rural Roads programme"."""
    owner = _OWNER.match(sentence.words, part.start, part.end)  # "President Bush's"; "President's" is of the name
    owned = owner and any(one.span.start == part.start and one.kind != "other" for one in sentence.names)
    return Span(owner.end(), part.end) if owner and (owned or owner[0].startswith("President ")) else part


def _makes_a_name(sentence: Sentence, part: Span, *, alone: bool, process: bool) -> bool:
    """Whether a phrase and a noun behind it make a name; ``alone``: it is in the singular, ``process``: what it is."""
    words = sentence.words
    told = [
        one for one in sentence.names if one.kind in ("place", "organisation", "office") and one.span.overlaps(part)
    ]
    if any(one.span.contains(part) for one in told) or sentence.is_dated(part):
        return False
    free = words[part.start : part.end]
    for one in told:
        if one.kind == "place" or one.span.start > part.start:
            free = free.replace(one.span.of(words), " ")
    free_words = [
        one for one in free.split() if one[0].isupper() and not (_COMMON.fullmatch(one) or _IS_OWNED.search(one))
    ]
    if process and not (told or _MEETS.search(free)):
        return False  # "the Haber process" is no programme, "the Summit of the Isles process" is
    if _NUMBERED.fullmatch(part.of(words)):
        return alone and bool(_DETERMINED.search(words, max(0, part.start - 8), part.start))
    if not free_words or is_generic(f"{free} program") or _NO_PROGRAMME.search(free) or DOCUMENT.search(free):
        return False
    if " " in part.of(words).strip():
        return alone or len(free_words) > 1
    definite = _DETERMINED.search(words, max(0, part.start - 8), part.start) or _ANOTHER.search(words, 0, part.start)
    return alone and bool(definite and definite[0].strip().lower() not in ("a", "an"))
