"""What money is for: the words behind "for", "to" or "toward", or before "through contributions"."""

import re
from collections.abc import Sequence

from corpus.records import Span
from ingest.facts.funding.goods import find_done, find_goods, find_japanese_purpose
from ingest.facts.grammar import IN_BRACKETS, PROJECT, YEAR, any_of, either
from ingest.facts.names import Name, joined
from ingest.facts.sentences import Sentence
from ingest.facts.verbs import CARRIED_OUT

_LEAD = re.compile(
    rf"{IN_BRACKETS}(?:,?\s(?:(?:[A-Z]\.)+|[\w–-]+)){{0,6}}?,?\s(?:for|towards?|to)\s(?![$€£¥\d])"
    r"(?:the purposes? of\s)?",
    re.IGNORECASE,
)
# "in renewable energy": what is given of is no purpose ("in grants"), nor is how it is counted ("in real terms").
_NOT_IN = any_of(
    "all, total, fiscal, financial, real terms, cash, kind, constant, current, order, addition, cooperation,"
    "collaboration, response, line, compensation, return, support, the, its, each, turn, \\w+ terms, \\w+ dollars"
)
_AS_WHAT = any_of("grants?, loans?, contributions?, disbursements?, payments?, pledges, budgets?")
_IN = re.compile(
    rf"{IN_BRACKETS}(?:\s(?:each|a|per|every)\syear|\sannually)?\s(?:on\s(?=cooperation\b)|(?:in|on)\s(?!{_NOT_IN}\b))"
    rf"(?=[a-z])(?![^,.;]{{0,60}}\b{_AS_WHAT}\b)"
)
_HEAD = re.compile(r"\s(?:funding|financing)\Z")  # "energy research funding" is for energy research
_ON_TERMS = re.compile(  # "$5 million, at 2 per cent and repayable in 2040, for ports"
    r",\s(?:at|repayable|with|bearing|payable|over)\s[^,;]{1,90},(?=\s(?:for|to)\s)"
)
# "a rapid fund, to be opened in 2025, for which $3 million was set aside"
_FOR_WHICH = re.compile(
    r"(?:\A|[;:]\s)\W*(?:an?\s|the\s)?(?P<what>[a-z][^,;]{3,80})(?:,[^;]*)?,?\sfor\swhich\s(?:about\s|some\s)?\Z"
)
_BRACKET = re.compile(r"\s?(?:\([^)]*\)|\[[^\]]*\])")
_FROM = re.compile(  # "£5 million from the Reef Office", "… through the Reef Fund"
    r"\s(?:[a-z]+\s){0,3}(?:from|by|through|via|under)\s(?:the\s)?"
)
_SORT = re.compile(  # "in humanitarian assistance to support", "in new funding": what follows tells for what
    r"(?:humanitarian|financial|technical|bilateral|development)\s(?:funding|aid|assistance|support)\sto\s"
    r"(?:help|support|assist|provide|improve|address|tackle|build|train|fight)\b"
    r"|(?:additional|new|extra|core|urgent|emergency)\s(?:[\w.-]+\s){0,3}?"
    r"(?:funding|aid|assistance|support|resources|financing|money|loans|grants)\b"
)
_THING = re.compile(r"(?P<what>(?!grants?|loans?|rebates?|support|aid|funding|cash)[\w-]+)\sfor\s(?:the\s)?(?=[A-Z])")
_FORM = re.compile(r"[\w-]+\s(?:for|from|to|since)\b")  # "in rebates for": as what, not for what
# "Budget authority for rural roads peaked at": the purpose stands with what rises and falls.
_MONEY = any_of(
    "[Ee]xpenditures?, [Oo]utlays, [Bb]udget(?: authority)?, [Ff]unding, [Ss]pending, [Ss]upport, [Aa]ssistance,"
    "[Aa]id, [Ff]unds, [Aa]ppropriations?"
)
_CAME_TO = any_of(
    "peaked, reached, total(?:ed|led|s), was, were, is, are, amount(?:ed|s), rose, rises, fell, falls, increased,"
    "decreased, grew, declined, dropped, came, stood, has, have, had, will"
)
_GOVERNING = re.compile(
    rf"\b{_MONEY}\s(?:for|on)\s(?P<what>[^,.;()]+?)\s{_CAME_TO}\b[^.;]{{0,40}}?(?:,?\s(?:compared\swith|against|up\sfrom|after|from)\s[^;]{{0,80}})?\Z"
)
_FINITE = re.compile(r"\s(?:has|have|had|is|was|are|were|will|would)\s")
# "to poor farmers for seeds": whoever receives is no purpose.
_PEOPLE = re.compile(
    r"(?!(?:help|support|assist|train|feed|protect|serve|reach|aid)\s)(?:the\s|an?\s)?(?:[\w-]+\s){0,3}?"
    + any_of(
        "country, region, countries, nations, governments?, people, victims, claimants, refugees, consumers, farmers,"
        "organi[sz]ations, institutions, households, families, communities, states, partners, NGOs, students,"
        "installers, groups, companies, agencies, recipients, beneficiaries, survivors, migrants, women, children,"
        "businesses, contractors, society, company, cooperative, charity, firm, association"
    )
    + r"\b(?![’'])",
    re.IGNORECASE,
)
_USED = re.compile(  # "a $45 million loan will finance", "funding of $3 million supported"
    either(
        r"\s(?:support(?:s|ed)|fund(?:s|ed)|financ(?:es|ed)|help(?:s|ed)|paid\sfor)\s(?=[a-z])",
        r"\sfrom\s[^.;,]{1,60}?\s(?:supported|funded|financed|paid\sfor|bought|covered)\s",
        r"\s(?:was|were|has\sbeen|have\sbeen)\s[a-z]+(?:\savailable)?\sby\s[^.;,]{1,60}?\sfor\s(?!\d)",
        r"(?:\s(?:[A-Z]+\s)?(?:credit|loan|grant|package|contribution|fund))?\s(?:designed|intended)\sto\s",
        r"[^.;,]{0,60}?\s(?:will|would|is\sto|are\sto|was\sto)\s(?:help\s)?"
        + any_of(
            "finance, fund, support, alleviate, target, cover, tackle, pay for, go to(?:wards?)?,"
            "be (?:used|spent) (?:for|to|on), be directed towards?"
        )
        + r"\s",
    )
)
_FUNDED = re.compile(  # "funded two schools with $3 million"
    r"\b(?:fund|financ|support|equip|rebuil|buil|restor|provid|suppli|donat|deliver|construct|procur)(?:e?d|t|ped)\s"
    r"(?P<what>(?!(?:it|them|the\s(?:program|project|fund))\b)[a-z\d][^,.;A-Z]{2,80}?)\s(?:to\s[^,.;]{2,60}?\s)?(?:with|through)\s(?:an?\s)?(?:grant\said\sof\s|[a-z]+\sof\s)?\Z"
)
# "To train crews, Fiji gave $2 million": the aim stands first.
_FIRST = re.compile(
    r"(?:In\sorder\sto|To)\s(?P<what>[a-z][^;]{5,150}?),\s(?=(?:the|we|our|it)\s|[A-Z])"
    r"|For\s(?P<phase>the\s[a-z\s]{3,40}?)(?:,\s|\s(?=the\s|[A-Z]))"
)
_NAMED = ("programme", "fund", "organisation")
# What only speaks of a programme ("the project's first year") or of a time ("the same period") is none.
_NO_PURPOSE = re.compile(
    r"(?:it|them|us|this|that(?:\sthe)?|which|(?:the\s)?use|its)|(?:the|this|its)\s(?:same\s|whole\s)?"
    r"(?:program(?:me)?|project|initiative|fund|scheme|facility|campaign|(?:the\s)?(?:period|years?|months|term))"
    r"(?:[’'](?:\w+\s){1,4}(?:years?|months|period))?"
    r"|(?:[a-z]{1,3}\$?|[$€£¥])\s?\d[\d.,]*(?:\s(?:thousand|million|billion|crore|lakh))?\W*",  # "equal to USD 4.9"
    re.IGNORECASE,
)
_TO = re.compile(r"\s(?:to|for)\s")
_TO_DO = re.compile(r"\sto\s(?=[a-z])")
_DATED = re.compile(  # a length of time at the end
    r"(?:\A|\s)(?:over|during|within|in|for)\s(?:the\s)?(?:(?:next|coming|following|period|past|last)\s)*"
    r"(?:\d+|[a-z]+)(?:\s|-)(?:year|month)s?(?:\speriod)?\Z|\s(?:annually|a\syear|per\syear|each\syear)\Z"
)
_LED_BY = re.compile(
    r"(?:\A|\s)(?:in|on|for|from|since|between|during|over|through|by|the)?\s?(?:the\s)?(?:period\s|years?\s)?(?:of\s)?\Z"
)
_THEN = re.compile(
    r"[\s,](?:for|towards?|to|(?:pays?|paid)\sfor|support(?:s|ed)|funds|financ(?:es|ed)|covers|covered|bought|buys|restored"
    r"|rebuilt|built|equipped)\s(?!\d)",
    re.IGNORECASE,
)
_WHICH = re.compile(r",\s(?:(?:an?|the)\s[^,;.]{1,60}?\s(?:that|which)|which(?!\swas\s)|who|whose)\b")
_CAPITAL_FIRST = re.compile(r"(?:the\s)?(?:(?<![\w’'-])[A-Z][\w’'-]*\s?)+(?=,\s(?:which|who|whose)\b)")
_END = re.compile(  # where the purpose is over
    either(
        r",?\sin\sorder\sto\b",
        r",\s"
        + any_of(
            "making, bringing, with, while, whereas, compared, up from, down from, and (?:an?other|is|was|has), was,"
            "were, is, has, have, giving, supporting, allowing, enabling, helping, including, according"
        )
        + r"\b",
        r",\s\w+ing\s(?:with|together)\b",
        r";|\.(?=\s|\Z)|\s?—|\s(?:as\swell\sas|and)\s*\Z|,\s*(?:and\s*)?\Z|\s?\((?:Photo|Note|See)",
        rf"\s{CARRIED_OUT}\s(?:jointly\s)?by\b",
        r"\s(?:over|during|within)\s(?:the\s)?(?:next\s|coming\s)?\w+\syears?\b",
        r"\s(?:through|via)\s(?:the\s)?(?-i:(?=[A-Z]))",
        r"\s(?:signed|adopted|concluded|agreed)\s(?:in|on|by|between|with)\b",
        rf"\sfrom\s(?={YEAR})|\sin\s(?:the\s)?(?:(?:fiscal|financial)\syear\b|FY\s?\d)",
        rf",\s(?:the|an?|its)\s(?:[\w’'-]+\s){{0,4}}(?:{PROJECT}|fund|facility)\b",
        r"\sand\s(?:is|was|are|were|has|have|had|will)\b",
        r",\s[A-Z][\w ]{2,40}\s(?-i:reported|said|announced)\b",
    ),
    re.IGNORECASE,
)


def find_purpose(sentence: Sentence, amount: Span, end: int, channels: Sequence[Name]) -> Span | None:
    """What an amount is for, as the words behind it up to ``end`` tell, in Japanese those before it; else None."""
    done = find_done(sentence.words, amount)
    if done:
        return done[1]
    funded = _FUNDED.search(sentence.words, 0, amount.start)
    found = Span(*funded.span("what")) if funded else _purpose(sentence, amount, end, channels)
    first = None if found else _FIRST.match(sentence.words)
    found = Span(*first.span(first.lastgroup or 0)) if first else found
    if found is None or _NO_PURPOSE.fullmatch(sentence.words, found.start, found.end):
        return None
    inside = any(one.span.start < found.start < one.span.end and one.kind in _NAMED for one in sentence.names)
    return None if inside else found  # "the Project for Clean Harbours"


def _purpose(sentence: Sentence, amount: Span, end: int, channels: Sequence[Name]) -> Span | None:
    words = sentence.words
    goods = find_japanese_purpose(words, amount, end)
    if goods:
        return goods
    goods = find_goods(words, amount, end)
    if goods:
        return _undated(sentence, _given(sentence, goods, channels))
    named = next((one for one in sentence.names if one.span.start == amount.end + 1), None)
    if named and named.kind in ("programme", "fund"):  # "the $210 million Early Years Project", "… Initiative to build"
        aim = _TO_DO.match(words, named.span.end, end)
        return until_end(words, aim.end(), end) if aim else named.span
    which = _FOR_WHICH.search(words, 0, amount.start)
    if which:
        return Span(*which.span("what"))
    bracket = _BRACKET.match(words, amount.end, end) or _ON_TERMS.match(words, amount.end, end)
    amount = Span(amount.start, bracket.end()) if bracket else amount
    dated = next((one.span.end for one in sentence.periods if one.span.start == amount.end + 1), amount.end)
    within = _IN.match(words, amount.end, end) or _IN.match(words, dated, end)
    source = next((one.span.end for one in sentence.names if _FROM.fullmatch(words, amount.end, one.span.start)), dated)
    lead = _LEAD.match(words, amount.end, end) or _LEAD.match(words, source, end)
    form = within and (_FORM.match(words, within.end(), end) or _SORT.match(words, within.end(), end))
    if within and (not lead or within.end() < lead.end()) and not form:
        then = _TO.search(words, within.end(), end)
        return _undated(sentence, until_end(words, within.end(), then.start() if then else end))
    found = _undated(sentence, _told_behind(sentence, lead.end(), end, channels)) if lead else None
    use = None if found else _USED.match(words, amount.end, end)
    if use:
        return _undated(sentence, until_end(words, use.end(), end))
    governing = None if found else _GOVERNING.search(words, 0, amount.start)
    if governing and not _is_place(sentence, Span(*governing.span("what"))):
        return _undated(sentence, Span(*governing.span("what")))
    if within and form and not found and (thing := _THING.match(words, within.end(), end)):  # "in radios for Fiji"
        return Span(*thing.span("what"))
    return found


def _is_place(sentence: Sentence, span: Span) -> bool:
    """Whether all of ``span`` is the name of a place: where the money goes is not what it is for."""
    return any(
        one.kind == "place" and one.span.start <= span.start + 4 and one.span.end >= span.end for one in sentence.names
    )


def _given(sentence: Sentence, span: Span, channels: Sequence[Name]) -> Span | None:
    """``span`` without whoever it is given to: "the police | two boats"."""
    receiver = next((one for one in (*channels, *sentence.names) if _is_at(sentence.words, span.start, one)), None)
    start = receiver.span.end if receiver and receiver.span.end < span.end else span.start
    return until_end(sentence.words, start, span.end)


def _told_behind(sentence: Sentence, begin: int, end: int, channels: Sequence[Name]) -> Span | None:
    """The purpose that begins at ``begin``, or behind the receiver or the period that stands there."""
    words = sentence.words
    for period in sentence.periods:  # "for fiscal year 2007 for training"
        if begin <= period.span.start < begin + 5:
            return _behind(words, period.span.end, end)
    receiver = next((one for one in (*channels, *sentence.names) if _is_at(words, begin, one)), None)
    peoples = receiver and receiver.people and not re.match(r"\s[a-z]", words[receiver.span.end :])
    if receiver and (
        receiver in channels or (receiver.kind == "place" and not receiver.owner and (peoples or not receiver.people))
    ):
        whole = [one for one in joined(words, receiver, sentence.names) if one.span.end <= end]
        over = None if receiver in channels else _FINITE.search(words, whole[-1].span.end, end)
        return _behind(words, whole[-1].span.end, over.start() if over else end)  # "to the Fund … to support …"
    people = _PEOPLE.match(words, begin, end) if _TO.search(words, begin - 4, begin) else None
    if people:
        return _behind(words, people.end(), end)
    people = _PEOPLE.match(words, begin, end)
    then = _TO_DO.match(words, people.end(), end) if people else None
    if then:  # "for poor countries to finance vaccines"
        return until_end(words, then.end(), end)
    run = _END.search(words, begin, end)
    through = [one for one in channels if begin <= one.span.start < end]
    if through and run and run[0].rstrip().endswith("by"):
        then = re.compile(r"\sto\s").match(words, through[-1].span.end, end)
        if then:
            return until_end(words, then.end(), end)
    return until_end(words, begin, end)


def _undated(sentence: Sentence, span: Span | None) -> Span | None:
    """``span`` without the period that it ends in: "training in 2020", "schools over five years"."""
    if span is None:
        return None
    said = span.of(sentence.words)
    for period in sentence.periods:
        if period.span.end == span.end and period.span.start >= span.start:
            said = said[: period.span.start - span.start]
            lead = _LED_BY.search(said)
            said = said[: lead.start()] if lead else span.of(sentence.words)
    for form in (_DATED, _HEAD):
        tail = form.search(said)
        said = said[: tail.start()] if tail else said
    return trimmed(sentence.words, span.start, span.start + len(said)) if said.strip() else None


def _is_at(words: str, begin: int, name: Name) -> bool:
    """Whether nothing but an article stands between ``begin`` and a name."""
    return (
        bool(re.fullmatch(r"(?:the\s|an?\s)?(?:pilot\s|new\s)?", words[begin : name.span.start]))
        and name.span.start >= begin
    )


def _behind(words: str, start: int, end: int) -> Span | None:
    which = _WHICH.search(words, start, end)
    then = _THEN.search(words, start, which.start() if which else end)
    return until_end(words, then.end(), end) if then else None


def until_end(words: str, begin: int, end: int) -> Span | None:
    """What begins at ``begin``, up to where a purpose is over, at most to ``end``; None if nothing is left."""
    named = _CAPITAL_FIRST.match(words, begin, end)  # "for the Maritime Programme, which helps courts"
    over = _END.search(words, begin, end)
    span = trimmed(words, begin, named.end() if named else over.start() if over else end)
    bracket = words.find(" (", span.start, span.end)  # an explanation of the last name belongs to the name
    unclosed = bracket >= 0 and words.rfind(")", span.start, span.end) == span.end - 1
    return (trimmed(words, span.start, bracket) if unclosed else span) if span.end > span.start else None


def trimmed(words: str, start: int, end: int) -> Span:
    """The span from ``start`` to ``end`` without the blanks and stops around it.

    >>> trimmed("for schools, ", 3, 13)
    Span(start=4, end=11)
    """
    part = words[start:end].rstrip(" ,.;:")
    begin = start + len(part) - len(part.lstrip())
    return Span(begin, max(begin, start + len(part)))
