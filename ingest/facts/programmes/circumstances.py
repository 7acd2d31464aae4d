"""Where a programme is, since when, and how many it has reached, as a sentence tells that speaks of it."""

import re
from collections.abc import Iterator, Sequence

from corpus.facts import Detail
from corpus.records import Span
from ingest.facts.grammar import IN_BRACKETS, MONTH, PEOPLE_FROM, YEAR, any_of, distance, either, is_japanese
from ingest.facts.names import Name, is_attribute
from ingest.facts.periods import Period
from ingest.facts.sentences import Sentence
from ingest.facts.verbs import FOUND, FOUNDED

_SAME_YEAR = re.compile(r"\b(?:from|since|in) the same year\b", re.IGNORECASE)
_YEAR = re.compile(rf"(?:J?FY\s?)?{YEAR}")
_NOT_COUNTED = any_of(
    "million, billion, years?, months?, weeks?, days?, hours?, times, percent, per, tonnes, tons, square, metres,"
    f"meters, kilometres, kilometers, km, hectares, miles, euros, dollars, pounds, phases, {MONTH}"
)
_COUNT = either(
    r"\d{1,3}(?:,\d{3})+|\d{1,6}",
    r"(?i:six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|eighteen)",
    r"(?i:(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:-[a-z]+)?)",
    r"(?i:(?:two|three|four|five|six|seven|eight|nine)\shundred)",
    r"(?i:two|three|four|five)(?=\s(?:[a-z]+\s)?(?:countries|nations|states)\b)",
)
_COUNTED = either(
    r"(?!(?:has|was|is|does|others)\b)[a-z][\w-]*s",
    r"[A-Z][a-z]+ians|people|personnel|staff|men|women|children|police(?!\s[a-z]+s\b)",
)
_NUMBER = re.compile(  # "320 young fishers from", "72 officers, judges and trainers"
    rf"(?<![\w$€£¥.,-]){_COUNT}\s(?!{_NOT_COUNTED}\b)"
    r"(?:(?!(?:and|in|of|the|other|has|was|is|were|have)\b)[A-Za-z][\w-]*\s){0,3}?(?:[a-z]+\sand\s[a-z]+\s)?"
    rf"{_COUNTED}\b(?:\s(?:participants|students|trainees|officers|officials))?"
    r"(?:(?:,\s[a-z]+s\b){0,3},?\sand\s[a-z]+(?:ors|ers|ists|ents|ants|ees|ians|als|men|ges)\b)?"
)
_THE_FEW = re.compile(  # "the two countries" are those that were named
    r"\b(?:[Tt]he|[Bb]oth|[Tt]hese|[Tt]hose)\s(?:two|three|four|five|six)\s(?:[a-z]+\s){0,2}(?:countries|nations|states|sides|parties|partners|governments)\Z"
)
_REACHED = re.compile(
    r"\b"
    + any_of(
        "produc, train, graduat, particip, attend, accept, invit, benefi, reach, complet, serves, served, visit, award,"
        "equip, teach, taught, deliver, receiv, educat, employ, involv, gather, hear[ds], fund, rebuil, help, clear,"
        "prepar, welcom, enrol, assist, link, suppl, gift, deploy, intercept, inspect, detect, mentor, certif, qualif,"
        "admit, support, regist, brought, brings, (?:took|takes|taking) part, works?(?:ed)? (?:in|with), stipends,"
        "network of"
    )
    + r"\w*\b",
    re.IGNORECASE,
)
_JAPANESE_NUMBER = re.compile(r"[\d,]+(?:人|名|か国|カ国|ヵ国|隻)")
_JAPANESE_REACHED = re.compile(r"研修|訓練|受講|参加|演習|供与|整備|建造|育成|修了")
_PLACE_BEHIND = re.compile(
    r"\b(?:in|at|of|for|across|throughout|around|surrounding|(?:support|assist|help|cover|benefit)(?:s|ed|ing)?|targets?|spans|focus(?:es|ed|ing)?\son|[A-Z]\w+,)"
    r"\s(?:the\s)?(?:(?:north|south|east|west)[a-z-]*\s|central\s|rural\s|coastal\s)?\Z"
)
_SENT_TO = re.compile(r"\b(?:sends?|sent|dispatch(?:es|ed)|deploys?|deployed)\s[^.;,]{1,40}\sto\s(?:the\s)?\Z")
_PLACE_BEFORE = re.compile(r"(?:\b(?:[Ii]n|of)\s|\()(?:the\s)?\Z")
_OPENS = re.compile(r"(?:[^.;]*,\s|[A-Z][a-z]+\s)?[Ii]n\s(?:the\s)?|From\s[^.;]{1,30}\bin\s(?:the\s)?")
_ITS_PART = re.compile(
    r"[’']s\s(?:[a-z]+\s)?(?:districts?|provinces?|regions?|coasts?|hills|villages|waters|islands?|borders?|north"
    r"|south|east|west|capital|ports?|schools)\b"
)
_USED = re.compile(r"\b(?:utili[sz]\w+|us(?:e|es|ed|ing)|employ\w*|by\smeans\sof)\s[^.,;]{0,40}\Z")
_AIM = re.compile(rf"{IN_BRACKETS}\sto\s[a-z]")
_BETWEEN = re.compile(r"(?:\s|,|and|the|The|as well as)*")
_BEGUN = any_of(
    f"{FOUNDED}, launch, began, begun, starting, announced, authori[sz]ed, first held, first conducted, first run,"
    "proposed, commenced, presented, approved, held for the first time, dates?, dating, running, start, inception,"
    "foundation, creation, beginning"
)
_AND_SO = r"(?:\s(?:by|at|in|jointly\swith|with|as)\s(?!\d)[^.;,]{1,60}?|\sback)?"
_IN = r",?\s(?:in|on|from|since|to)\s(?:the\ssummer\sof\s|early\s|late\s|mid-)?\Z"
_BEGAN = re.compile(rf"\b{_BEGUN}\b{_AND_SO}{_IN}", re.IGNORECASE)
_MAKES = re.compile(rf"\b{FOUND}\s(?:the\s|an?\s|its\s|our\s)?(?:new\s)?\Z")
_MADE_IN = re.compile(
    rf"{IN_BRACKETS}(?:\sby\s[^.,;]{{1,60}}|\sin\s[A-Z][^.,;\d]{{0,40}}|\sat\s[^.,;]{{1,50}}?)?,?\s(?:in|on)\s"
)
_FIRST = re.compile(r"\W*(?:First\s)?\Z", re.IGNORECASE)
_OF_IT = re.compile(  # "It", "was", "which was": what stands between what is spoken of and its beginning
    rf"(?:.*(?:\b(?:is|was|were|been|has|it|and|its|first|which|that|[a-z]+ly)|,)|\s?\([^)]*\)|[”\"]|{IN_BRACKETS}(?:,|\s(?:is|was))\san?\s[^,.;]*)?\s?"
)
_LED_BY = re.compile(r"(?:since|from|starting\s(?:in|from)|beginning\sin)\s(?:the\syear\s)?", re.IGNORECASE)
_FUNDS = re.compile(  # "funded by Fiji, Peru and", "in equipment for $3 million to": they give, or money goes there
    r"\b(?:funded|financed|supported)\s(?:jointly\s)?by\s[^.;]{0,60}\Z|[$€£]\s?\d[^.;]{0,60}\Z"
)
_JAPANESE_PLACE = re.compile(r"(?:政府)?(?:に対し|については|において|には|では|で(?=[^あす]))")
_JAPANESE_FOUNDED = re.compile(r"設立|開始|開設|発足|創設|設置|立ち上げ")
_JAPANESE_RUNS = re.compile(r"実施|行われ|運営|継続")
_ANOTHER_CLAUSE = re.compile(r";|,\s(?:and|but|while)\s")
_SINCE_REACH = 160  # characters between a programme and since when it is


def tells_since(sentence: Sentence) -> bool:
    """Whether a sentence tells when something began that still goes on."""
    return any(one.beginning for one in sentence.periods) or bool(_SAME_YEAR.search(sentence.words))


def find_places(
    sentence: Sentence, span: Span, end: int, roles: Sequence[Detail] = (), *, named: bool = True
) -> Iterator[Detail]:
    """Where: the first place told behind the name, else before it, with those that are listed with it.

    A country that has one of the ``roles`` told of it here is none.
    """
    words = sentence.words
    free = [one for one in sentence.names if one.kind == "place" and not (one.people or one.part)]
    free = [one for one in free if not one.owner or _ITS_PART.match(words, one.span.end)]
    if is_japanese(words):
        there = [one for one in free if not span.contains(one.span) and _JAPANESE_PLACE.match(words, one.span.end)]
        yield from sentence.named("place", there[:1])
        return
    free = [one for one in free if not is_attribute(words, one)]
    free = [one for one in free if not any(one.span.shifted(sentence.at).overlaps(role.span) for role in roles)]
    free = [one for one in free if not _FUNDS.search(words, 0, one.span.start)]
    after = [one for one in free if span.end <= one.span.start < end]
    told = [one for one in free if span.end <= one.span.start and _PLACE_BEHIND.search(words[: one.span.start])]
    told = [one for one in told if not _in_a_list(sentence, one)]
    behind = [one for one in told if one in after] or told
    if _USED.search(words, 0, span.start) and _AIM.match(words, span.end):
        behind = []  # "using the Fund to build schools in Peru": there is what is built
    before = [one for one in free if one.span.end <= span.start and _PLACE_BEFORE.search(words[: one.span.start])]
    before = [one for one in before if named or _OPENS.fullmatch(words, 0, one.span.start)]
    people = [
        one
        for one in free
        if not one.span.of(words).startswith("Gov")
        and (PEOPLE_FROM.search(words[: one.span.start]) or _SENT_TO.search(words[: one.span.start]))
    ]
    chosen = (behind or before or people)[:1]
    for name in free:
        if chosen and name.span.start > chosen[-1].span.end:
            between = words[chosen[-1].span.end : name.span.start]
            if not _BETWEEN.fullmatch(between):
                break
            chosen.append(name)
            if "and" in between:
                break
    yield from sentence.named("place", chosen)


def _in_a_list(sentence: Sentence, name: Name) -> bool:
    """Whether another place stands right before a name and its comma: it is no "Bangkok, Thailand"."""
    return any(
        one.kind == "place" and sentence.words[one.span.end : name.span.start] in (", ", ", the ")
        for one in sentence.names
    )


def find_since(
    sentence: Sentence, span: Span, before: Sentence | None, end: int, *, founded: bool = False
) -> Iterator[Detail]:
    """Since when, as the nearest beginning tells; "the same year" is that of ``before``, the sentence before.

    With ``founded`` only what is told of its founding counts.
    """
    begun = _founded(sentence, span, end) or _going_on(sentence, span, founded)
    if not begun and is_japanese(sentence.words) and _JAPANESE_FOUNDED.search(sentence.words, span.end):
        begun = [one for one in sentence.periods if one.span.start > span.end][:1]
    if not begun and is_japanese(sentence.words) and _JAPANESE_RUNS.search(sentence.words):
        begun = [one for one in sentence.periods if "から" in one.span.of(sentence.words)][:1]
    begun = [one for one in begun if distance(one.span, span) < _SINCE_REACH]
    told = sentence
    if not begun and before and before.periods and _SAME_YEAR.search(sentence.words):
        told, begun = before, list(before.periods[:1])
    if not begun:
        return
    nearest = min(begun, key=lambda one: abs(one.span.start - span.start))
    year = _YEAR.search(told.words, nearest.span.start, nearest.span.end)
    words = Span(*year.span()) if year else nearest.span
    yield told.detail("since", (nearest.beginning or nearest.value).split("/")[0], words)


def _going_on(sentence: Sentence, span: Span, founded: bool) -> list[Period]:
    """The beginnings of what goes on; none beside an amount, for it is then the money that has been given since."""
    free = [] if founded or sentence.amounts else [one for one in sentence.periods if one.beginning]
    return [
        one for one in free if not _ANOTHER_CLAUSE.search(sentence.words, one.span.end, max(one.span.end, span.start))
    ]


def _founded(sentence: Sentence, span: Span, end: int) -> list[Period]:
    """When what ``span`` speaks of was founded: right behind "launched …" or "was established", or at the beginning."""
    words = sentence.words
    makes = _MAKES.search(words, max(0, span.start - 40), span.start)
    for one in sentence.periods:
        if "/" in (one.beginning or one.value):
            continue
        at = one.span.start + len((_LED_BY.match(words, one.span.start) or [""])[0])
        if makes and (_MADE_IN.fullmatch(words, span.end, at) or words[:at] in ("In ", "On ")):
            return [one]
        begun = _BEGAN.search(words, max(0, at - _SINCE_REACH), at)
        if begun is None:
            continue
        behind = span.end <= begun.start() and one.span.start < end and _OF_IT.fullmatch(words, span.end, begun.start())
        first = one.span.end <= span.start and _FIRST.fullmatch(words, 0, begun.start())
        if behind or first:
            return [one]
    return []


def find_numbers(sentence: Sentence, mention: Span, start: int, end: int, *, told: bool = False) -> Iterator[Detail]:
    """How many people or countries it has reached: every count between ``start`` and ``end``, but in ``mention``.

    Only of one that tells of training, reaching or producing, or that is ``told`` of the programme anyway.
    """
    words = sentence.words
    if told or _REACHED.search(words):
        for found in _NUMBER.finditer(words, start, end):
            span = Span(*found.span())
            apart = (mention, *(one.span for one in sentence.periods), *(one.span for one in sentence.amounts))
            if not any(span.overlaps(one) for one in apart) and not _THE_FEW.search(words, 0, found.end()):
                yield sentence.said("number", span)
    if is_japanese(words) and _JAPANESE_REACHED.search(words):
        for found in _JAPANESE_NUMBER.finditer(words):
            yield sentence.said("number", Span(*found.span()))
