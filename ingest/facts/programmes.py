"""Programmes: projects, funds, centres, dialogues and exercises with a name, and activities told with their beginning.

What a sentence says of a programme is read around its name. A sentence that goes on about "this program" or "the
project" adds to the programme of the sentence before it.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from corpus.facts import Detail
from corpus.records import Span
from ingest.facts.giving import find_subject
from ingest.facts.grammar import any_of, is_japanese, pattern
from ingest.facts.names import FUND, joined, stands_for
from ingest.facts.phrases import capitalised
from ingest.facts.programme_names import bare, find_programme_names, is_told_by_noun
from ingest.facts.roles import (
    find_company,
    find_numbers,
    find_partners,
    find_places,
    find_runners,
    find_since,
    tells_since,
)
from ingest.facts.sentences import Sentence

_ACTIVITY = any_of(
    "training, trainings, exercise, exercises, program, programs, programme, programmes, project, projects, operations,"
    "course, courses, seminar, seminars, workshop, workshops, meeting, meetings, dialogue, dialogues, mission,"
    "missions, patrols, consultations, campaign, campaigns"
)
_RUNNING = any_of(
    "conduct\\w*, hold, held, holding, implement\\w*, run, running, organi[sz]\\w+, co-organi[sz]\\w+, carry out,"
    "carrying out, carried out, offer\\w*, provid\\w+, undertak\\w+, execut\\w+, operat\\w+"
)
_NOT_IN_NAME = any_of(
    f"the, an?, its, their, and, of, to, in, on, for, by, with, been, has, have, be, every, {_RUNNING}"
)
_LEFT = rf"(?:(?!{_NOT_IN_NAME}\b)[\w-]+\s){{0,3}}"
_PHRASE = rf"{_LEFT}{_ACTIVITY}(?:\sand\s{_LEFT}{_ACTIVITY})?\b"
_DESCRIBED = (
    re.compile(r"\b(?:has|have)\s(?:held|hosted|convened)\s(?:the\s)?(?P<name>[A-Z][\w-]*(?:\s[A-Z][\w-]*){1,8})"),
    re.compile(
        rf"\b(?:(?:has|have)\s(?:also\s)?been\s(?:[\w-]+\s){{0,5}}?{_RUNNING}|to\simplement)\s"
        rf"(?:the\s|an?\s)?(?P<name>{_PHRASE})"
    ),
    re.compile(rf"(?P<name>{_PHRASE})[^.;]{{0,120}}?\s(?:has|have)\sbeen\s{_RUNNING}\b"),
)  # fmt: skip
_GOES_ON = re.compile(
    r"\b(?:[Tt]his|[Tt]he|[Ii]ts)\s(?:joint\s|training\s)?"
    + any_of("program, programme, project, fund, initiative, course, map, launch, centre, center, exercise")
    + r"\b|\bThis\s(?:Trust\s)?Fund\b"
)
_AFTER = r"[”\"]?(?:\s?\([^)]*\)+)?(?:\s(?:program(?:me)?|project|initiative|scheme|fund|campaign|grants?)\b)?"
_WHICH = re.compile(
    rf"{_AFTER}(?:,\s[a-z]+ed\s[^.;]{{0,80}})?\s?,?\s(?:which|that)\s(?:is\s|was\s|will\s)?"
    r"(?=an?\s|(?!has\s|was\s|is\s|does\s)[a-z]+s\s|(?<=will\s)[a-z]+\s)"
)
_THE_PROGRAMME = re.compile(
    r"(?:(?:In|Since|By|From|Between|During)\s[^,.;]{2,30}?,?\s)?"
    r"(?:本(?:計画|事業|プロジェクト|プログラム)|同(?:計画|事業|プロジェクト|プログラム)|(?:The|This)\s(?:program(?:me)?|project|fund|initiative|scheme|facility|campaign|mission|exercise)\b|it\b(?!s))",
    re.IGNORECASE,
)
_FINANCES = re.compile(  # "Denmark finances the programme"
    r"\b(?:co-)?(?:financ|fund|support|join)\w*\s(?:(?:the|this)\s(?:program(?:me)?|project|fund|initiative|scheme|facility|mission|effort)\b|it\b)"
)
_COUNTED = re.compile(r"(?:(?:More than|Over|Some|About|Nearly|In all,)\s)?\d[\d,]*\s[a-z]", re.IGNORECASE)
_IT_DOES = re.compile(
    r"\s(?:also\s)?(?!(?:is|has|was|does|remains|includes|comes|costs|covers|consists)\s)(?=[a-z]+s\s[a-z])"
)
_SHORT = re.compile(r"\s?\((?P<short>[A-Z][\w-]*[A-Z][\w-]*)\)|」?[（(](?P<japanese>[A-ZＡ-Ｚ][\w-]{1,12})[）)]")
_APPOSITIVE = re.compile(
    rf"{_AFTER},\s(?=an?\s|the\s(?:(?!an?\s|its\s)[\w.’'-]+\s){{1,7}}(?:initiative|program(?:me)?|project|scheme|effort|campaign|fund)\b)"
)
_MAKING = re.compile(
    r"\b(?:launch|creat|form|found|establish|start|build|set(?:ting)?\sup|initiat|authori[sz]|introduc|announc)\w*\s(?:of\s)?(?:the\s|an?\s)?(?:new\s)?\Z"
)
_MADE_TO = re.compile(
    r"(?:\s?\([^)]*\)+)?(?:,?\s(?:in|at)\s[^,.;]{1,50}?)?,?\s(?:to|for)\s(?=[a-z]+\s)"
)  # "launched X in 2004 to train"
_DOES = re.compile(  # "the Rural Roads Programme builds …"
    rf"{_AFTER}(?:,\s(?!which)[^,.;]{{1,60}},)?\s(?:(?:aims|seeks|works)\s(?:to|at)\s"
    r"|(?=(?:provid|support|fund|help|offer|promot|train|encourag|financ|build|assist|seek|aim)(?:s|es|ed)\s)"
    r"|(?=(?:serv|link|connect|deliver|bring|protect|teach|pay|buy|distribut|combat|prevent|address|enabl|allow|strengthen"
    r"|improv|cover|reimburs|subsidi[sz]|insur|guarante|match|award|mak|creat|expand|increas|reduc|monitor|conduct|restor"
    r"|focus|giv|pair|run|visit|put|equip|shield|share|host|test|screen|keep|rais|bring|invest|send|hand|advis|educat|unit)(?:s|es)\s)"
    r"|(?=(?:advised|equipped|visited|brought|worked|trained|paid|rebuilt|taught|prepared|handed\sout)\s))"
)
_GAVE = re.compile(r"(?:provid|contribut|gave|giv|paid|pay|award|invest|spen)\w*\s")
_OBJECT = re.compile(r"\b(?:grants?|contributions?|\d[\w.]*|million|billion)\s(?:to|for|from|into)\s(?:the\s|an?\s)?\Z")
_AIMED = re.compile(
    r"(?:\s?\([^)]*\)|,|\s(?!were|are)[\w-]+){0,12}?\s(?:aimed\sat|(?:designed|intended|established|created)\sto)\s(?=[a-z])"
)
_THROUGH = re.compile(r"\W*(?:Through|Under|With|By)\s(?:the\s|our\s|its\s|this\s)?(?:new\s)?")
_WE_DO = re.compile(  # "Through the Clean Nets Initiative, we will train crews"
    rf"{_AFTER},\s(?:we|it|they|the\s[A-Z][\w.]*(?:\s[A-Z][\w.]*)*|[A-Z]{{2,}})\s"
    r"(?:will|would|can|plans\sto|aims\sto|seeks\sto|are|is|have|has)\s(?=[a-z])|"
    rf"{_AFTER},\swe\s(?=[a-z]+\s)"
)
_IS_TO = re.compile(rf"{_AFTER},?\s(?:(?:is|are)\sto\s|(?:is|was)\s(?=an?\s))")
_FOUNDED = re.compile(r"[^.;]{0,30}\b(?:was|is|were)\s(?:founded|established|set up)\b[^.;]*?\sto\s")
_OF_A_FUND = re.compile(
    r"(?:\s?\([^)]*\)+)?(?:,\sto\swhich\s[^.;]{0,60}?\b(?:contributions?|funds?),)?\sto\s(?!which)(?=[a-z]+\s)"
)
_AIM = pattern(
    "aim(?:s|ed|ing)? (?:at|for|to), with the (?:aim|goal|purpose|objective) of, designed to, intended to,"
    "concerning, towards?"
)
_IN_ORDER_TO = re.compile(r"\b(?:[Ii]n\sorder\sto|^To)\s(?P<what>[a-z][^;]+?),\s(?=[A-Z])")
_END = re.compile(
    r",\s(?:(?:led|run|managed|administered|implemented|funded)\sby|in\sorder\sto|as\swell\sas|which|targeting|with|through|is|was|are|were|has|have|had|will|began|started|became)\b|\s(?:has|have)\sbeen\b|\sand\s(?:is|was|are|were|has|have)\b|\s\(|(?<!\bU\.S)[;.:](?=\s|\Z)"
)


@dataclass(frozen=True, slots=True)
class Programme:
    """A programme as one sentence tells it: its details, the name first."""

    sentence: Sentence
    details: tuple[Detail, ...]


def find_programmes(
    sentence: Sentence, before: Sentence | None, earlier: Sequence[Programme], learnt: Collection[str] = ()
) -> Iterator[Programme]:
    """The programmes that a sentence names or describes; if it goes on about the last of ``earlier``, that one again.

    ``before`` is the sentence that this one may refer back to. What is yielded again has only what this one adds.
    ``learnt`` are names that other sentences have told to be those of programmes.
    """
    found = [*find_programme_names(sentence), *_learnt(sentence.words, learnt), *_described(sentence)]
    kept = [span for number, span in enumerate(found) if not any(span.overlaps(one) for one in found[:number])]
    for span in sorted(kept):
        yield Programme(sentence, tuple(_details(sentence, span, before)))
    meant = [one for one in earlier if len(one.details) > 1]
    if meant and before and not kept and _GOES_ON.search(sentence.words):
        added = [*find_numbers(sentence), *find_partners(sentence, Span(0, 0))]
        yield replace(meant[-1], details=(meant[-1].details[0], *added))
    elif earlier and before and not kept and (subject := _THE_PROGRAMME.match(sentence.words)):
        yield replace(earlier[-1], details=(earlier[-1].details[0], *_added(sentence, Span(*subject.span()))))
    elif earlier and before and not kept and (_COUNTED.match(sentence.words) or _FINANCES.search(sentence.words)):
        yield replace(earlier[-1], details=(earlier[-1].details[0], *find_numbers(sentence), *_financing(sentence)))


def _learnt(words: str, learnt: Collection[str]) -> Iterator[Span]:
    if any(name in words for name in learnt):
        yield from (span for span in capitalised(words) if span.of(words) in learnt)


def _added(sentence: Sentence, subject: Span) -> Iterator[Detail]:
    """What a sentence adds to the programme that its ``subject`` means."""
    words = sentence.words
    what = _what(words, subject) or _done_by_it(words, subject)
    if what:
        yield sentence.said("what", what)
    yield from find_runners(sentence, subject, _RUNNING)
    yield from find_partners(sentence, subject)
    yield from find_since(sentence, subject, None, founded=True)
    yield from find_numbers(sentence)


def _is_of_money(sentence: Sentence, what: Span) -> bool:
    """Whether what is said of a programme is how much it gave: that is funding."""
    given = _GAVE.match(sentence.words, what.start)
    return bool(given) and any(what.contains(one.span) for one in sentence.amounts)


def _done_by_it(words: str, subject: Span) -> Span | None:
    """What "it" does, whatever verb says so: "It shields harbours"."""
    does = _IT_DOES.match(words, subject.end) if words[: subject.end].casefold().endswith("it") else None
    over = _END.search(words, does.end() + 10) if does else None
    return Span(does.end(), over.start() if over else len(words.rstrip(" ."))) if does else None


def _financing(sentence: Sentence) -> Iterator[Detail]:
    """Those who finance the programme that the sentence goes on about."""
    verb = _FINANCES.search(sentence.words)
    giver = find_subject(sentence, verb.start()) if verb else None
    if giver:
        yield from (
            sentence.detail("partner", one.value, one.span) for one in joined(sentence.words, giver, sentence.names)
        )


def _described(sentence: Sentence) -> Iterator[Span]:
    """Activities of which the sentence tells since when they are carried on."""
    if tells_since(sentence):
        for form in _DESCRIBED:
            for found in form.finditer(sentence.words):
                yield Span(*found.span("name"))


def _details(sentence: Sentence, span: Span, before: Sentence | None) -> Iterator[Detail]:
    words = sentence.words
    said = " ".join(span.of(words).split())
    known = next((one.value for one in sentence.names if bare(words, one) == span), said)
    stands = known != said and said.isupper()
    yield sentence.detail("name", known if stands else said, span)
    if is_told_by_noun(words, span):
        yield from find_since(sentence, span, None, founded=True)
        return  # "the BIRDS-3 mission": what the sentence tells may be of something else
    short = _SHORT.match(words, span.end)
    if stands and said.isalpha():
        yield sentence.said("acronym", span)
    elif short and short["japanese"] and is_japanese(words):
        yield sentence.detail("acronym", short["japanese"], Span(*short.span("japanese")))
    elif short and short["short"] and (stands_for(short["short"], said) or is_japanese(words)):
        yield sentence.detail("acronym", short["short"], Span(*short.span("short")))
    what = _what(words, span)
    if what and not _is_of_money(sentence, what):
        yield sentence.said("what", what)
    yield from find_runners(sentence, span, _RUNNING)
    yield from find_partners(sentence, span)
    yield from find_company(sentence, span)
    yield from find_places(sentence, span)
    yield from find_since(sentence, span, before)
    yield from find_numbers(sentence)


def _what(words: str, span: Span) -> Span | None:
    """What it is or is for: behind its name, by an aim, or for a fund by what it is to do."""
    forms = [form.match(words, span.end) for form in (_FOUNDED, _IS_TO, _WHICH, _APPOSITIVE)]
    forms.append(_OF_A_FUND.match(words, span.end) if FUND.search(span.of(words)) else None)
    forms.append(_MADE_TO.match(words, span.end) if _MAKING.search(words, 0, span.start) else None)
    forms.append(None if _OBJECT.search(words, 0, span.start) else _DOES.match(words, span.end))
    forms.append(_AIMED.match(words, span.end))
    forms.append(_WE_DO.match(words, span.end) if _THROUGH.fullmatch(words, 0, span.start) else None)
    capital = span.of(words)[0].isupper()
    forms.append(None if capital and not tells_since_in(words) else _AIM.search(words, span.end))
    lead = next((one for one in forms if one), None)
    if lead:
        begin = lead.end() + (words[lead.end() : lead.end() + 1] == " ")
        over = _END.search(words, begin + 10)
        end = over.start() if over else len(words.rstrip(" ."))
        return Span(begin, end) if end > begin else None
    ordered = _IN_ORDER_TO.match(words) if not capital else None
    return Span(*ordered.span("what")) if ordered else None


def tells_since_in(words: str) -> bool:
    """Whether ``words`` tell since when something is: then an aim that they tell is that of what is done."""
    return bool(re.search(r"\bsince\b", words, re.IGNORECASE))
