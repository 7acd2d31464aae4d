"""Programmes: projects, funds, centres, dialogues and exercises with a name, and activities told with their beginning.

What a sentence says of a programme is read around its name. A sentence that goes on about "this program" or "the
project" adds to the programme of the sentence before it.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from corpus.facts import Detail
from corpus.records import Span
from ingest.facts.giving import find_subject
from ingest.facts.names import FUND, PROGRAMME, Name, capitalised, stands_for
from ingest.facts.sentences import Sentence

_CENTRE = re.compile(r"\b(?:Centre|Center|Academy|College|Code Camp)\Z")
_NO_PROGRAMME = re.compile(r"\b(?:Guidelines|Strategy|Agreement|Plan|Programme Office|Space Station|Goals?|Conference|Program Guidelines|[Tt]erm Defense Program|Assistance Committee)\b|Development Programme\Z|Food Programme\Z|Environment Programme\Z|Settlements Programme\Z")  # fmt: skip
_ACTIVITY = (
    r"(?:training|trainings|exercises?|program(?:me)?s?|projects?|operations?|courses?|seminars?|workshops?|meetings?"
    r"|dialogues?|missions?|patrols?|consultations|campaigns?)"
)
_WORDS_BEFORE = r"(?:(?!(?:the|an?|its|their|and|of|to|in|on|for|been|has|have|be|with|by|conducting|holding|held|co-organizing|organizing|implementing|implement|carrying|out|running|offering|providing|undertaking|every|various)\b)[\w-]+\s){0,3}"  # fmt: skip
_PHRASE = rf"(?P<name>{_WORDS_BEFORE}{_ACTIVITY}(?:\sand\s{_WORDS_BEFORE}{_ACTIVITY})?)\b"
_RUNS = r"(?:conduct|hold|implement|run|organi[sz]|co-organi[sz]|carry|offer|provid|undertak|execut|operat)\w*(?:\sout)?"
_ACTIVE = re.compile(rf"\b(?:has|have)\s(?:also\s)?been\s(?:[\w-]+\s){{0,5}}?{_RUNS}\s(?:the\s|an?\s)?{_PHRASE}|\bto implement (?:the\s|an?\s)?{_PHRASE.replace('name', 'implemented')}")  # fmt: skip
_PASSIVE = re.compile(
    rf"{_PHRASE}[^.;]{{0,120}}?\s(?:has|have)\sbeen\s(?:held|conducted|carried out|implemented|organi[sz]ed|provided|run|offered)\b"
)
_HELD = re.compile(r"\b(?:has|have)\s(?:held|hosted|convened)\s(?:the\s)?(?P<name>[A-Z][\w-]*(?:\s[A-Z][\w-]*){1,8})")
_SAME_YEAR = re.compile(r"\b(?:from|since|in) the same year\b", re.I)
_GOES_ON = re.compile(r"\b(?:[Tt]his|[Tt]he|[Ii]ts)\s(?:joint\s|training\s)?(?:program(?:me)?|project|fund|initiative|course|map|launch|centre|center|exercise)\b|\b[Tt]his (?:Trust )?Fund\b")  # fmt: skip
_NUMBER = re.compile(r"(?<![\d$€£¥.,])(\d{1,3}(?:,\d{3})+|\d{1,6})\s(?!(?:million|billion|years?|percent|per|January|February|March|April|May|June|July|August|September|October|November|December)\b)([a-z][\w-]+(?:\s(?:participants|students|trainees|officers|officials))?)")  # fmt: skip
_PRODUCED = re.compile(r"\b(?:produc|train|graduat|particip|attend|accept|invit|benefi|reach|support|complet)\w*\b")
_PURPOSE = re.compile(
    r"\b(?:aim(?:s|ed|ing)? (?:at|for|to)|with the (?:aim|goal|purpose|objective) of|designed to|intended to|"
    r"toward(?:s)?(?= [a-z]+ing\b)|concerning)\s"
)
_WHICH = re.compile(r"\s?(?:\([^)]*\)+)?\s?,?\s(?:which|that)\s(?:is\s)?(?=an?\s|[a-z]+s\s)")
_APPOSITIVE = re.compile(r"\s?(?:\([^)]*\)+)?,\s(?=an?\s)")
_TO = re.compile(r"\s?(?:\([^)]*\)+)?(?:\s[^.;]{0,80}?\b(?:by|contributions,)(?:[^.;]{0,60}?))?,?\sto\s(?=[a-z]+\s)")
_END = re.compile(r",\s(?:in order to|as well as|and\s|which|targeting|with|through)|\s?\((?:Photo|Note)|[;.](?=\s|\Z)|\sin the important")
_LED = re.compile(r"\b(?:led|run|managed|founded|established|organi[sz]ed|operated|administered|implemented|hosted) by\s(?:the\s)?")
_ENGAGED = re.compile(r"\b(?:is|are) engaged in (?:a|the) (?:joint )?(?:project|program(?:me)?)\b")
_PARTNERS = re.compile(
    r"\b(?:(?:jointly )?(?:developed|organi[sz]ed|conducted|implemented|held) with|[Ii]n (?:cooperation|collaboration|partnership)"
    r" with|[Tt]hrough (?:the )?cooperation (?:with|of)|(?:participation|support|cooperation) of|(?:assistance|support|grant)"
    r" (?:from|offered by)|(?:in \w+ )with|joined by)\s(?:the\s)?"
)


@dataclass(frozen=True, slots=True)
class Programme:
    """A programme as told so far: where it was first named, and its details, the name first."""

    sentence: Sentence
    details: tuple[Detail, ...]

    @property
    def name(self) -> str:
        """What it is called."""
        return self.details[0].value


def find_programmes(sentence: Sentence, before: Sentence | None, earlier: Sequence[Programme]) -> Iterator[Programme]:
    """The programmes that a sentence names or describes; if it goes on about the last of ``earlier``, that one again.

    What is yielded again has only what this sentence adds.
    """
    found = [*_named(sentence), *_described(sentence)]
    kept = [span for number, span in enumerate(found) if not any(span.overlaps(one) for one in found[:number])]
    for span in sorted(kept):
        yield Programme(sentence, tuple(_details(sentence, span, before)))
    if earlier and before and not kept and _GOES_ON.search(sentence.words):
        added = [*_numbers(sentence), *_partners(sentence, Span(0, 0))]
        yield replace(earlier[-1], details=(earlier[-1].details[0], *added))


def _named(sentence: Sentence) -> Iterator[Span]:
    words = sentence.words
    for name in sentence.names:
        span = _bare(words, name)
        said = span.of(words)
        known = name.kind == "programme" or name.kind == "fund" or _CENTRE.search(said)
        if not known or _NO_PROGRAMME.search(said) or _NO_PROGRAMME.search(name.value):
            continue
        if re.match(r"(?:This|These|That|Examples|Such)\b", said) or not (PROGRAMME.search(name.value) or FUND.search(said) or _CENTRE.search(said)):
            if name.value[:1].isupper() or said != said.upper():
                continue
        yield span
    for span in capitalised(words):  # "a project to create the General Chart of Oceans (GEBCO)"
        short = re.compile(r"\s\([A-Z][\w-]+\)").match(words, span.end)
        if short and re.search(r"\b(?:project|program(?:me)?|initiative|exercise|system)\s(?:\w+\s){0,5}\(?\Z", words[: span.start]):
            yield span


def _bare(words: str, name: Name) -> Span:
    """The name without its article, its acronym in brackets, and the count of a meeting."""
    text = name.span.of(words)
    led = re.match(r"(?:The\s)?(?:\d+(?:st|nd|rd|th)\s)?", text)
    start = name.span.start + (led.end() if led else 0)
    bracket = text.find(" (")
    return Span(start, name.span.start + bracket if bracket > 0 else name.span.end)


def _described(sentence: Sentence) -> Iterator[Span]:
    """Activities of which the sentence tells since when they are carried on."""
    begun = any(one.beginning for one in sentence.periods) or _SAME_YEAR.search(sentence.words)
    if not begun:
        return
    for pattern in (_HELD, _ACTIVE, _PASSIVE):
        for found in pattern.finditer(sentence.words):
            group = "name" if found["name"] else "implemented"
            yield Span(*found.span(group))


def _details(sentence: Sentence, span: Span, before: Sentence | None) -> Iterator[Detail]:
    words = sentence.words
    said = " ".join(span.of(words).split())
    known = next((one for one in sentence.names if _bare(words, one) == span), None)
    yield sentence.detail("name", known.value.removeprefix("The ") if known and said.isupper() else said, span)
    short = re.compile(r"\s?\(([A-Z][\w-]*[A-Z][\w-]*)\)").match(words, span.end)
    if short and stands_for(short[1], said):
        yield sentence.detail("acronym", short[1], Span(*short.span(1)))
    what = _what(sentence, span)
    if what:
        yield sentence.said("what", what)
    yield from _runners(sentence, span)
    yield from _partners(sentence, span)
    yield from _where(sentence, span)
    yield from _since(sentence, span, before)
    yield from _numbers(sentence)


def _what(sentence: Sentence, span: Span) -> Span | None:
    words = sentence.words
    found = next((one for one in (pattern.match(words, span.end) for pattern in (_WHICH, _APPOSITIVE)) if one), None)
    aim = _PURPOSE.search(words, span.end)
    lead = found or aim or _TO.match(words, span.end)
    if lead is None:
        return None
    founded = re.match(r"(?:was|is|were)\s(?:founded|established|set up)\b[^.;]*?\sto\s", words[lead.end() :])
    begin = lead.end() + (founded.end() if founded else 0)
    over = _END.search(words, begin)
    end = over.start() if over else len(words)
    bracket = words.find(" (", begin, end)
    end = bracket if bracket > begin + 10 else end
    return Span(begin, len(words[:end].rstrip(" ,"))) if end > begin else None


def _runners(sentence: Sentence, span: Span) -> Iterator[Detail]:
    """Those who lead it, or who are engaged in it, or the subject where the sentence tells of running it."""
    words = sentence.words
    led = _LED.search(words, span.end)
    if led and led.start() - span.end < 60:
        yield from _listed(sentence, "runner", led.end(), {"organisation", "place", "fund"})
    elif _ENGAGED.search(words, 0, span.start):
        engaged = [one for one in sentence.names if one.kind == "organisation" and one.span.end < span.start]
        yield from (sentence.detail("runner", one.value, one.span) for one in engaged)
    elif re.search(rf"\b(?:has|have)\s(?:been\s)?(?:[\w-]+\s){{0,5}}?(?:{_RUNS}|held|hosted)\s(?:the\s|an?\s)?\Z", words[: span.start]):
        subject = find_subject(sentence, span.start)
        if subject:
            yield sentence.detail("runner", subject.value, subject.span)


def _partners(sentence: Sentence, span: Span) -> Iterator[Detail]:
    for found in _PARTNERS.finditer(sentence.words):
        yield from _listed(sentence, "partner", found.end(), {"organisation", "place"}, span)


def _listed(sentence: Sentence, detail: str, start: int, kinds: set[str], apart: Span = Span(0, 0)) -> Iterator[Detail]:  # noqa: B008
    """The names from ``start`` on that nothing but commas and conjunctions stand between."""
    at = start
    for name in sentence.names:
        if name.span.start < at or name.kind not in kinds or name.span.overlaps(apart):
            continue
        gap = sentence.words[at : name.span.start]
        if re.fullmatch(r"(?:\s|,|and|the|The|as well as)*", gap) is None:
            return
        yield sentence.detail(detail, name.value, name.span)
        at = name.span.end


def _where(sentence: Sentence, span: Span) -> Iterator[Detail]:
    """The first place told behind the name, or before it where the sentence begins "In …"."""
    words = sentence.words
    free = [one for one in sentence.names if one.kind == "place" and not one.people and not one.part and not one.owner]
    behind = [one for one in free if one.span.start >= span.end and re.search(r"\b(?:in|at|of|for|around|surrounding|support|[A-Z]\w+,)\s(?:the\s)?\Z", words[: one.span.start])]  # fmt: skip
    before = [one for one in free if one.span.end <= span.start and re.search(r"\b(?:[Ii]n|of)\s(?:the\s)?\Z", words[: one.span.start])]
    chosen = behind[:1] or before[:1]
    for name in chosen:
        yield sentence.detail("place", name.value, name.span)


def _since(sentence: Sentence, span: Span, before: Sentence | None) -> Iterator[Detail]:
    """Since when, as the nearest beginning in the sentence tells; "the same year" is that of the sentence before."""
    begun = [one for one in sentence.periods if one.beginning]
    if begun:
        nearest = min(begun, key=lambda one: abs(one.span.start - span.start))
        year = re.search(r"(?:J?FY\s?)?(?:19|20)\d\d", nearest.span.of(sentence.words))
        if year:
            inside = Span(nearest.span.start + year.start(), nearest.span.start + year.end())
            yield sentence.detail("since", nearest.beginning or "", inside)
        else:
            yield sentence.detail("since", nearest.beginning or "", nearest.span)
    elif before and before.periods and _SAME_YEAR.search(sentence.words):
        yield before.detail("since", before.periods[0].beginning or before.periods[0].value, before.periods[0].span)


def _numbers(sentence: Sentence) -> Iterator[Detail]:
    """How many people or countries it has reached: every count of a sentence that tells of producing or training."""
    if _PRODUCED.search(sentence.words):
        for found in _NUMBER.finditer(sentence.words):
            yield sentence.said("number", Span(*found.span()))
