"""What a sentence tells around a programme: who runs it, with whom, where, since when, with what numbers."""

import re
from collections.abc import Iterator

from corpus.facts import Detail
from corpus.records import Span
from ingest.facts.giving import find_subject
from ingest.facts.grammar import any_of, is_japanese, pattern
from ingest.facts.kinds import distance
from ingest.facts.names import Name, is_attribute, joined
from ingest.facts.periods import Period
from ingest.facts.sentences import Sentence

_SAME_YEAR = re.compile(r"\b(?:from|since|in) the same year\b", re.IGNORECASE)
_YEAR = re.compile(r"(?:J?FY\s?)?(?:19|20)\d\d")
_NOT_COUNTED = any_of(
    "million, billion, years?, months?, days?, percent, per, January, February, March, April, May, June, July, August,"
    "September, October, November, December"
)
_COUNTS = r"(?i:six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty)"
_NUMBER = re.compile(
    rf"(?<![\w$€£¥.,-])(?:\d{{1,3}}(?:,\d{{3}})+|\d{{1,6}}|{_COUNTS})\s(?!{_NOT_COUNTED}\b)(?:(?!and\b|in\b|of\b|the\b)[a-z][\w-]+\s){{0,2}}?"
    r"(?:(?!(?:has|was|is|does)\b)[a-z][\w-]*s|people|personnel|staff|men|women|children)\b"
    r"(?:\s(?:participants|students|trainees|officers|officials))?"
)
_REACHED = re.compile(
    r"\b(?:produc|train|graduat|particip|attend|accept|invit|benefi|reach|complet|serves|served|visit|award|equip|teach|taught"
    r"|deliver|educat|employ)\w*\b|\b(?:took|takes|taking)\spart\b|\bworks?(?:ed)?\s(?:in|with)\b"
    r"|\bbrought\stogether\b|\bstipends\b|\bnetwork\sof\b",
    re.IGNORECASE,
)
_JAPANESE_NUMBER = re.compile(r"[\d,]+(?:人|名|か国|カ国|ヵ国|隻)")
_JAPANESE_REACHED = re.compile(r"研修|訓練|受講|参加|演習|供与|整備|建造|育成|修了")
_LED_FORMS = any_of(
    "led, run, managed, founded, established, organi[sz]ed, operated, administered, implemented, hosted"
)
_LED = re.compile(
    r"\ba\s(?:joint\s)?(?:effort|initiative|program(?:me)?|project|undertaking)\s(?:of|by)\s(?:the\s)?"
    rf"|\b{_LED_FORMS}\sby\s(?:the\s)?"
)
_ENGAGED = re.compile(r"\b(?:is|are)\sengaged\sin\s(?:a|the)\s(?:joint\s)?(?:project|program(?:me)?)\b")
_PARTNERS = pattern(
    "developed with, organi[sz]ed with, conducted with, implemented with, held with, "
    "in cooperation with, in collaboration with,"
    "in partnership with, through (?:the )?cooperation (?:with|of), participation of, support of, cooperation of,"
    "(?:assistance|support|grant) (?:from|offered by), in [A-Z]\\w+ with, joined by, together with, alongside,"
    "(?:co-?)?(?:funded|financed|supported|backed)(?: jointly)? by, with (?:finance|funding|money|funds|support) from"
)
_WITH = re.compile(r"(?:\s?\([^)]*\))?\swith\s(?:the\s)?")
_PLACE_BEHIND = re.compile(r"\b(?:in|at|of|for|around|surrounding|support|[A-Z]\w+,)\s(?:the\s)?\Z")
_PLACE_BEFORE = re.compile(r"(?:\b(?:[Ii]n|of)\s|\()(?:the\s)?\Z")
_USED = re.compile(r"\b(?:utili[sz]\w+|us(?:e|es|ed|ing)|employ\w*|by\smeans\sof)\s[^.,;]{0,40}\Z")
_AIM = re.compile(r"(?:\s?\([^)]*\))?\sto\s[a-z]")
_FOUNDED = any_of(
    "launch(?:es|ed)?, initiated, established, created, founded, introduced, spearheaded, leads, set up, administers,"
    "oversees, manages, operates, runs"
)
_BEGAN = any_of(
    "began, begun, started, opened, announced, authori[sz]ed, held for the first time, in place since, running since"
)
_ENGAGES = r"(?<!will\s)(?<!would\s)(?<!should\s)(?<!to\s)engages?\sin"  # what is planned is not yet run
_CONTINUED = re.compile(r"\bas\swell\sas\s[a-z]+\s(?:the\s|an?\s)?\Z")  # goes on with an infinitive: no subject's verb
_SENT = re.compile(
    r"\b(?:[Ee]xperts|[Oo]fficials|[Oo]fficers|[Mm]embers|[Rr]epresentatives|[Pp]ersonnel|[Ss]taff|[Ii]nstructors)"
    r"\s(?:from|of)\s(?:the\s)?(?=[A-Z])"
)
_LEAD = re.compile(r"\s(?:[a-z\s]{0,60}?,?\s?(?:including|such\sas)\s)?(?:the\s)?")
_BETWEEN = re.compile(r"(?:\s|,|and|the|The|as well as)*")
_ITS = r"(?:the\s|an?\s|(?:its|their)\s(?:[a-z-]+\s){0,2})?"
_OWNS = re.compile(r"[’']s?\s(?:own\s|new\s)?")
_SHORT_OWNER = re.compile(r"\b(?P<owner>[A-Z]{2,6})[’']s\s\Z")
_UNDER = re.compile(r"(?:\W*(?:For example, |In addition, )?(?:[Uu]nder|[Tt]hrough|[Aa]s\spart\sof)\s(?:the\s|its\s)?)")
_ACTS = re.compile(r"(?:\s?\([^)]*\))?(?:\s[a-z]+)?,\s(?:the\s)?")
_VERB = re.compile(r"(?:\s\([^)]*\))?\s(?:has\s|have\s|will\s|can\s|may\s)?[a-z]+(?:s|ed)?\s")
_JAPANESE_RUN = re.compile(r"を?(?:実施|運営|主催)")
_JAPANESE_SUBJECT = re.compile(r"(?:[（(][^（）()]*[）)])?[はが]")
_JAPANESE_PLACE = re.compile(r"(?:政府)?(?:に対し|については|において|には|では|で(?=[^あす]))")
_JAPANESE_FOUNDED = re.compile(r"設立|開始|開設|発足|創設|設置|立ち上げ")
# "funded by Fiji, Peru and", "in equipment for $3 million to": they give, or money goes there
_FUNDS = re.compile(r"\b(?:funded|financed|supported)\s(?:jointly\s)?by\s[^.;]{0,60}\Z|[$€£]\s?\d[^.;]{0,60}\Z")
_SINCE_REACH = 160  # characters between a programme and since when it is
_REACH = 60  # characters between a name and the words that say who leads it


def tells_since(sentence: Sentence) -> bool:
    """Whether a sentence tells when something began that still goes on."""
    return any(one.beginning for one in sentence.periods) or bool(_SAME_YEAR.search(sentence.words))


def find_runners(sentence: Sentence, span: Span, running: str) -> Iterator[Detail]:
    """Those who lead what ``span`` names, who are engaged in it, or who are the subject of ``running`` it."""
    words = sentence.words
    led = _LED.search(words, span.end, span.end + _REACH + 20)
    if is_japanese(words) and _JAPANESE_RUN.search(words, span.end):
        bodies = [one for one in sentence.names if one.kind == "organisation"]
        yield from (
            sentence.detail("runner", one.value, one.span)
            for one in bodies
            if _JAPANESE_SUBJECT.match(words, one.span.end)
        )
    elif led:
        yield from _listed(sentence, "runner", led.end())
    elif owner := _owner(sentence, span):
        yield owner
    elif _ENGAGED.search(words, 0, span.start):
        engaged = [one for one in sentence.names if one.kind == "organisation" and one.span.end < span.start]
        yield from (sentence.detail("runner", one.value, one.span) for one in engaged)
    elif re.search(rf"\b(?:{running}|{_FOUNDED}|hosted|convened|{_ENGAGES})\s{_ITS}\Z", words[: span.start]):
        subject = None if _CONTINUED.search(words, 0, span.start) else find_subject(sentence, span.start)
        sent = [subject] if subject else _senders(sentence, span)[:1]
        yield from (sentence.detail("runner", one.value, one.span) for one in sent)


def _owner(sentence: Sentence, span: Span) -> Detail | None:
    """The organisation whose it is, "EPA's Clean Diesel Program", or which acts under it: "Under the Scheme, EPA …"."""
    words = sentence.words
    for name in sentence.names:
        if name.kind == "organisation":
            owns = name.span.end <= span.start and _OWNS.fullmatch(words, name.span.end, span.start)
            under = _UNDER.fullmatch(words, 0, span.start) and _ACTS.fullmatch(words, span.end, name.span.start)
            if owns or (under and _VERB.match(words, name.span.end)):
                return sentence.detail("runner", name.value, name.span)
    short = _SHORT_OWNER.search(words, 0, span.start)
    return sentence.said("runner", Span(*short.span("owner"))) if short else None


def _senders(sentence: Sentence, span: Span) -> list[Name]:
    """Those whose people do what ``span`` names: "experts from Peru and Chile have cooperated to hold"; else none."""
    sent = _SENT.search(sentence.words, 0, span.start)
    first = next((one for one in sentence.names if sent and one.span.start <= sent.end() < one.span.end), None)
    return joined(sentence.words, first, sentence.names) if first else []


def find_partners(sentence: Sentence, span: Span) -> Iterator[Detail]:
    """Those with whom it is done, or with whose help, apart from what ``span`` names."""
    for found in _PARTNERS.finditer(sentence.words):
        lead = _LEAD.match(sentence.words, found.end())
        if lead:
            yield from _listed(sentence, "partner", lead.end(), span)
    if not find_subject(sentence, span.start):
        yield from (sentence.detail("partner", one.value, one.span) for one in _senders(sentence, span)[1:])


def find_company(sentence: Sentence, span: Span) -> Iterator[Detail]:
    """Those with whom it is, right behind its name: "the Harbour Initiative with Kenya and the GCC"."""
    company = _WITH.match(sentence.words, span.end)
    if company:
        yield from _listed(sentence, "partner", company.end())


def find_places(sentence: Sentence, span: Span) -> Iterator[Detail]:
    """Where: the first place told behind the name, else before it, with those that are listed with it."""
    words = sentence.words
    free = [one for one in sentence.names if one.kind == "place" and not (one.people or one.part or one.owner)]
    if is_japanese(words):
        there = [one for one in free if not span.contains(one.span) and _JAPANESE_PLACE.match(words, one.span.end)]
        yield from (sentence.detail("place", one.value, one.span) for one in there[:1])
        return
    free = [one for one in free if not is_attribute(words, one)]
    free = [one for one in free if not _FUNDS.search(words, 0, one.span.start)]
    behind = [one for one in free if one.span.start >= span.end and _PLACE_BEHIND.search(words[: one.span.start])]
    if _USED.search(words, 0, span.start) and _AIM.match(words, span.end):
        behind = []  # "using the Fund to build schools in Peru": there is what is built
    before = [one for one in free if one.span.end <= span.start and _PLACE_BEFORE.search(words[: one.span.start])]
    chosen = (behind or before)[:1]
    for name in free:
        if chosen and name.span.start > chosen[-1].span.end:
            between = words[chosen[-1].span.end : name.span.start]
            if not _BETWEEN.fullmatch(between):
                break
            chosen.append(name)
            if "and" in between:
                break
    yield from (sentence.detail("place", one.value, one.span) for one in chosen)


def find_since(sentence: Sentence, span: Span, before: Sentence | None, *, founded: bool = False) -> Iterator[Detail]:
    """Since when, as the nearest beginning tells; "the same year" is that of ``before``, the sentence before.

    With ``founded`` only what is told of its founding counts.
    """
    begun = [one for one in sentence.periods if one.beginning and not founded] or _founded(sentence, span)
    if not begun and is_japanese(sentence.words) and _JAPANESE_FOUNDED.search(sentence.words, span.end):
        begun = [one for one in sentence.periods if one.span.start > span.end][:1]
    begun = [one for one in begun if distance(one.span, span) < _SINCE_REACH]
    told = sentence
    if not begun and before and before.periods and _SAME_YEAR.search(sentence.words):
        told, begun = before, list(before.periods[:1])
    if not begun:
        return
    nearest = min(begun, key=lambda one: abs(one.span.start - span.start))
    year = _YEAR.search(told.words, nearest.span.start, nearest.span.end)
    words = Span(*year.span()) if year else nearest.span
    yield told.detail("since", nearest.beginning or nearest.value, words)


def _founded(sentence: Sentence, span: Span) -> list[Period]:
    """When what ``span`` names was founded: right behind "launched …" or "was established", or at the beginning."""
    words = sentence.words
    before = re.search(rf"\b{_FOUNDED}\s(?:the\s|an?\s)?\Z", words[: span.start])
    behind = re.compile(
        rf"(?:\s?\([^)]*\))?(?:\s[a-z]+)?,?\s(?:was\s|which\swas\s|has\sbeen\s)?(?:{_FOUNDED}|{_BEGAN})\b"
    ).match(words, span.end)
    if not (before or behind):
        return []
    at = behind.end() if behind else span.end
    near = [
        one
        for one in sentence.periods
        if re.fullmatch(r"(?:\sby\s[^.,;]{1,60})?\s(?:in|on)\s", words[at : one.span.start])
    ]
    first = [one for one in sentence.periods if words[: one.span.start] in ("In ", "On ") and before]
    return [one for one in (near or first)[:1] if "/" not in one.value]


def find_numbers(sentence: Sentence) -> Iterator[Detail]:
    """How many people or countries it has reached: every count of a sentence that tells of training or producing."""
    if _REACHED.search(sentence.words):
        for found in _NUMBER.finditer(sentence.words):
            if not any(Span(*found.span()).overlaps(one.span) for one in sentence.periods):
                yield sentence.said("number", Span(*found.span()))
    if is_japanese(sentence.words) and _JAPANESE_REACHED.search(sentence.words):
        for found in _JAPANESE_NUMBER.finditer(sentence.words):
            yield sentence.said("number", Span(*found.span()))


def _listed(sentence: Sentence, detail: str, start: int, apart: Span | None = None) -> Iterator[Detail]:
    """The names from ``start`` on that nothing but commas and conjunctions stand between."""
    at = start
    for name in sentence.names:
        if name.span.start < at or name.kind == "other" or (apart and name.span.overlaps(apart)):
            continue
        if not _BETWEEN.fullmatch(sentence.words[at : name.span.start]):
            return
        yield sentence.detail(detail, name.value, name.span)
        at = name.span.end
