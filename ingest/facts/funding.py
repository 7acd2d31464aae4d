"""Funding: who gave how much, when, through whom, where, for what, and as what.

A sentence tells of funding if a word of giving governs an amount, or if a contribution, a grant or a loan is named
together with who gives it or through whom. Each amount is read in its own stretch of the sentence, which ends where
the next amount begins. What the stretch lacks and the sentence shares (giver, period, type) is taken from before it.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from corpus.facts import Detail
from corpus.records import Span
from ingest.facts.amounts import Amount
from ingest.facts.giving import find_giver
from ingest.facts.names import Name
from ingest.facts.periods import Period
from ingest.facts.purposes import find_purpose
from ingest.facts.sentences import Sentence

# The words of each type of giving, the most telling type first: a "pledge to contribute" is a pledge.
TYPES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("pledge", re.compile(r"\bpledg(?:e[sd]?|ing)\b|\bcommit(?:s|ted|ment|ments|ting)?\b(?! to \w+ing)|誓約|プレッジ|表明", re.I)),
    ("loan", re.compile(r"\b(?:loans?|lend(?:s|ing)?|lent|credit lines?)\b|借款|貸付|融資", re.I)),
    ("grant", re.compile(r"\bgrants?(?: assistance| aid| in aid)?\b|\bgranted\b|無償(?:資金協力|援助)?|助成", re.I)),
    ("disbursement", re.compile(r"\bdisburs\w+\b|\bspen(?:t|ds?|ding)\b|\bexpenditures?\b|\bpaid\b|\bexpended\b|支出|支払|実行額", re.I)),
    ("allocation", re.compile(r"\bbudget(?:s|ed|ary)?\b|\ballocat\w+\b|\bappropriat(?:ed|ions?)\b|\bearmark\w*\b|予算|計上", re.I)),
    ("contribution", re.compile(
        r"\bcontribut(?:e[sd]?|ing|ions?)\b|\bdonat(?:e[sd]?|ions?|ing)\b|\bfund(?:s|ed|ing)\b|\bfinanc(?:e[sd]?|ing)\b"
        r"|\bprovi(?:d(?:e[sd]?|ing)|sion)\b|\bsupport(?:s|ed|ing)?\b|\bassist(?:ed|ance)\b|\binvest(?:s|ed|ments?|ing)?\b"
        r"|\baid\b|\bextend(?:s|ed|ing)?\b|\baward(?:s|ed)?\b|\bapproved?\b|拠出|供与|支援|出資|提供|援助", re.I)),
)  # fmt: skip
# Words that tell of funding also where no amount stands. "Contributed" alone may be meant otherwise.
_BARE: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("loan", re.compile(r"\b(?:(?P<money>yen) |ODA |concessional |soft )loans?\b|円借款", re.I)),
    ("grant", re.compile(r"\bgrant (?:assistance|aid)\b|\bgrants from\b|無償資金協力", re.I)),
    ("contribution", re.compile(
        r"\b(?:financial|voluntary|monetary|core) (?:contributions?|support|assistance)\b|\bfunding (?:from|by|to)\b"
        r"|\bcontributions (?=(?:to|from)\b)|拠出(?=[をしすにさ])|資金拠出", re.I)),
)  # fmt: skip
_DIRECT = r"(?:through|via|by way of|channell?ed through|routed through)"
_PROJECTS = r"(?:projects?|programs?|programmes?|activities|work|efforts|operations|budgets?)"
_RUN = r"(?:implemented|conducted|executed|managed|administered|run|carried out|delivered|operated|undertaken)"
# What stands right before the name of whoever money goes through.
_CHANNEL = re.compile(
    rf"(?:\b{_DIRECT}|\b{_RUN} (?:jointly )?by|\b{_PROJECTS}\b[^.;]{{0,60}}?\b(?:of|by)|\bto(?: and \w+ (?:in|with))?)"
    r"\s(?:the\s|an?\s)?(?:projects? (?:of|by)\s(?:the\s)?)?\Z",
    re.I,
)
_ALSO = re.compile(r"(?:,\s?(?:and\s)?|\s(?:and|as well as|or|such as)\s)(?:the\s)?\Z")
_TO_WHICH = re.compile(r",\s(?:to|for|through) which\b")
_BEHIND = re.compile(r"(?:を通じ|を通し|経由|に対し|へ|に(?=[^よつお]))")
_NOT_GIVING = re.compile(r"\b(?:cost|costs|worth|damages?|losses|GDP|GNI|revenues?|profits?|priced?|fines?|salar\w+)\b", re.I)
_JOINT = re.compile(r"[,;]|\b(?:as well as|and|of which|while|making|plus|including)\b|[、。]")
_INHERITS = re.compile(r"\b(?:also|in addition|additionally|moreover|furthermore|of (?:this|which|these))\b|うち", re.I)


@dataclass(frozen=True, slots=True)
class Told:
    """Funding as one sentence tells it, by sentence so that the next one may lean on it."""

    sentence: Sentence
    details: tuple[Detail, ...]

    def of(self, name: str) -> tuple[Detail, ...]:
        """The details of this name."""
        return tuple(one for one in self.details if one.name == name)


def find_funding(sentence: Sentence, before: Sentence | None, earlier: Sequence[Told]) -> Iterator[Told]:
    """What one sentence tells of funding, amount after amount.

    ``before`` is the sentence that it may refer back to, ``earlier`` what that one told.
    """
    if not sentence.amounts:
        yield from _bare(sentence, before)
        return
    made: list[Told] = []
    for number, amount in enumerate(sentence.amounts):
        stretch = _stretch(sentence, number)
        kind = _type(sentence.words, stretch, amount.span)
        last = made[-1] if made else None
        typed = sentence.detail("type", *kind) if kind else last and next(iter(last.of("type")), None)
        if typed is None or (_NOT_GIVING.search(stretch.of(sentence.words)) and not kind):
            continue
        told = _amount_told(sentence, before, amount, stretch, typed, last)
        made.append(_dated(told, sentence, amount.span, last, earlier))
        yield made[-1]


def _stretch(sentence: Sentence, number: int) -> Span:
    """The part of a sentence that one of its amounts is read in."""
    start = _begin(sentence, number) if number else 0
    last = number + 1 == len(sentence.amounts)
    return Span(start, len(sentence.words) if last else _begin(sentence, number + 1))


def _begin(sentence: Sentence, number: int) -> int:
    """Where the clause of an amount begins that others stand before: at the last conjunction or comma between."""
    amount, before = sentence.amounts[number], sentence.amounts[number - 1].span.end
    own = min([amount.span.start, *(span.start for _, span in amount.qualifiers)])
    joints = list(_JOINT.finditer(sentence.words, before, max(before, own)))
    return joints[-1].start() if joints else own


def _type(words: str, stretch: Span, amount: Span) -> tuple[str, Span] | None:
    """The type of giving and its words: the most telling type that stands in the stretch, nearest to the amount."""
    for name, pattern in TYPES:
        found = [Span(*one.span()) for one in pattern.finditer(words, stretch.start, stretch.end)]
        if found:
            return name, min(found, key=lambda one: _distance(one, amount))
    return None


def _distance(one: Span, other: Span) -> int:
    return max(other.start - one.end, one.start - other.end, 0)


def _amount_told(
    sentence: Sentence, before: Sentence | None, amount: Amount, stretch: Span, typed: Detail, last: Told | None
) -> Told:
    word = typed.span.shifted(-sentence.at)
    giver = find_giver(sentence, before, word) or (last and next(iter(last.of("giver")), None))
    channels = _channels(sentence, stretch, giver)
    purpose = find_purpose(sentence, amount.span.end, stretch.end, channels)
    meant = amount.qualifiers or (("exact", amount.span),)
    details = [
        sentence.detail("amount", str(amount.value), amount.span),
        sentence.detail("currency", amount.currency, amount.currency_span),
        *(sentence.detail("qualifier", name, span) for name, span in meant),
        *([giver] if giver else []),
        *(sentence.detail("channel", one.value, one.span) for one in channels),
        *_places(sentence, Span(amount.span.end, stretch.end), giver, channels),
        *([sentence.said("purpose", purpose)] if purpose else []),
        replace(typed, name="type"),
    ]
    return Told(sentence, tuple(details))


def _dated(told: Told, sentence: Sentence, amount: Span, last: Told | None, earlier: Sequence[Told]) -> Told:
    """``told`` with its period: the sentence's own, else that of what it goes on from."""
    own = _period(sentence, amount)
    if own:
        found: tuple[Detail, ...] = (sentence.detail("period", own.value, own.span),)
    elif last:
        found = last.of("period")
    elif earlier and _INHERITS.search(sentence.words) and not re.search(r"\bha(?:s|ve)\b", sentence.words):
        found = earlier[-1].of("period")
    else:
        found = ()
    where = next(number for number, one in enumerate((*told.details, None)) if one is None or one.name == "giver" or one.name not in ("amount", "currency", "qualifier"))  # fmt: skip
    return Told(sentence, (*told.details[:where], *found[:1], *told.details[where:]))


def _period(sentence: Sentence, amount: Span) -> Period | None:
    """The sentence's period that is nearest to an amount, those before it first; none in brackets or of a "which"."""
    words = sentence.words
    free = [
        one
        for one in sentence.periods
        if words.count("(", 0, one.span.start) <= words.count(")", 0, one.span.start)
        and not re.search(r"\b(?:which|who|that|established|founded)\b[^,]{0,40}\Z", words[: one.span.start])
    ]
    return min(free, key=lambda one: (one.span.start > amount.start, _distance(one.span, amount)), default=None)


def _channels(sentence: Sentence, part: Span, giver: Detail | None) -> list[Name]:
    """Whoever the money goes through, as ``part`` of the sentence tells."""
    words, found = sentence.words, list[Name]()
    for name in sentence.names:
        if not part.contains(name.span) or name.kind in ("place", "other") or name.owner or name.part:
            continue
        if giver and giver.span.overlaps(name.span.shifted(sentence.at)):
            continue
        lead = words[max(0, name.span.start - 100) : name.span.start]
        goes_on = found and _ALSO.search(lead) and _joins(words, found[-1], name)
        if goes_on and "such as" in words[found[-1].span.end : name.span.start]:
            found.pop()  # it named them in general
        if goes_on or _CHANNEL.search(lead) or _TO_WHICH.match(words, name.span.end) or _BEHIND.match(words, name.span.end):
            found.append(name)
    return found


def _joins(words: str, one: Name, other: Name) -> bool:
    """Whether nothing but a conjunction stands between two names."""
    return bool(re.fullmatch(r"\s?(?:,|and|or|as well as|such as|the|\s)+", words[one.span.end : other.span.start]))


def _places(sentence: Sentence, part: Span, giver: Detail | None, channels: Sequence[Name]) -> Iterator[Detail]:
    """The places that the money is for: those named behind the amount, else others of the sentence, giver's apart."""
    given = giver.value if giver else ""
    free = [
        name
        for name in sentence.names
        if name.kind == "place" and not name.part and not name.owner and name.value != given
        and (not name.people or re.match(r"\s(?:countries|nations|states|region)", sentence.words[name.span.end :]))
        and not any(name.span.overlaps(one.span) for one in channels)
    ]  # fmt: skip
    chosen = [one for one in free if part.contains(one.span)] or free
    for value in dict.fromkeys(one.value for one in chosen):
        span = next(one.span for one in chosen if one.value == value)
        yield sentence.detail("place", value, span)


def _bare(sentence: Sentence, before: Sentence | None) -> Iterator[Told]:
    """Funding without an amount: a contribution, grant or loan with its giver or its channel."""
    words = sentence.words
    for kind, pattern in _BARE:
        found = pattern.search(words)
        if not found:
            continue
        word = Span(found.start(), found.start() + len(found[0].rstrip()))
        giver = find_giver(sentence, before, word)
        channels = _channels(sentence, Span(0, len(words)), giver)
        if not giver or (kind == "contribution" and not channels):
            return
        purpose = find_purpose(sentence, word.end, len(words), channels, word.start)
        money = found.groupdict().get("money") if found.re.groups else None
        details = [
            *([sentence.detail("currency", "JPY", Span(*found.span("money")))] if money else []),
            giver,
            *(sentence.detail("channel", one.value, one.span) for one in channels),
            *_places(sentence, Span(word.end, len(words)), giver, channels),
            *([sentence.said("purpose", purpose)] if purpose else []),
            sentence.detail("type", kind, word),
        ]
        yield Told(sentence, tuple(details))
        return
