"""Through whom money goes, and where: organisations and funds, places."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from corpus.facts import Detail
from corpus.records import Span
from ingest.facts.funding.givers import find_elliptic, is_received
from ingest.facts.funding.goods import find_done
from ingest.facts.funding.stretches import Gift
from ingest.facts.grammar import IN_JAPANESE_BRACKETS, PEOPLE_FROM, YEAR, any_of, either, plain
from ingest.facts.names import Name, is_attribute, joined
from ingest.facts.phrases import begun, capitalised
from ingest.facts.sentences import Sentence
from ingest.facts.subjects import find_subject
from ingest.facts.verbs import CARRIED_OUT

_WORK = any_of("projects?, programs?, programmes?, activities, work, efforts, operations, budgets?")
# What stands right before the name of whoever money goes through.
_LEAD = re.compile(
    either(
        r"\b(?:through|via|by way of|channell?ed through|routed through|help(?:s|ed)?|enabl(?:e|es|ed)|allow(?:s|ed)?)",
        rf"\b{CARRIED_OUT}\s(?:jointly\s)?by",
        rf"\b{_WORK}\b[^.;]{{0,60}}?\b(?:of|by)",
        r"\b(?:in)?to(?:\sand\s\w+\s(?:in|with))?",
    )
    + r"\s(?:the\s|an?\s|its\s|their\s|our\s)?(?-i:(?:[A-Z][\w.]*\s){0,4}[A-Z][\w.]*[’']s?\s)?(?:pilot\s|new\s)?"
    r"(?:projects?\s(?:of|by)\s(?:the\s)?)?"
    rf"(?:(?:[a-z]+\s){{0,3}}(?:{_WORK}|funds|organi[sz]ations|agencies|partners|channels)"
    r"(?::|,|,?\s(?:such\sas|including))\s(?:the\s)?)?\Z",
    re.IGNORECASE,
)
# … and before that of a programme or a fund: "under the Scheme", "funded the Project with".
_LEADS_WORK = re.compile(
    r"\b(?:under|(?:co-?)?fund(?:s|ed)|(?:co-?)?financ(?:es|ed)|support(?:s|ed))\s(?:the\s|its\s|our\s)?(?:new\s)?\Z"
)
_SAYING = re.compile(
    r"\b(?:according|addition|regard|relation|compared|response)\sto\s(?:the\s|an?\s)?\Z", re.IGNORECASE
)
_LOWER_NOUN = re.compile(rf"(?:\s{YEAR})?\s(?:program(?:me)?|project|initiative|fund|scheme)\b")
_RIGHT_TO = re.compile(
    r"(?:\s[\w-]+){0,4}?\sto\s(?:the\s|an?\s)?(?:pilot\s|new\s)?\Z|\s(?:through|via)\s(?:the\s)?\Z"
)  # between an amount and its receiver
_CARRIES_OUT = re.compile(rf"\b(?:{CARRIED_OUT}|implements?|conducts?|carries\sout|runs?|built|launched)\b")
_GIVES = re.compile(r"\b(?:from|by)\s(?:the\s)?\Z")  # another amount's giver is no place
_GIVES_BEHIND = re.compile(r"\s\((?:[A-Z]{0,3}[$€£¥]|[A-Z]{3}\s)\s?\d")  # "Norway ($2 million)"
_TO_WHICH = re.compile(r",\s(?:to|for|through)\swhich\b")
_JAPANESE = re.compile(rf"\s?{IN_JAPANESE_BRACKETS}(?:を通じ|を通し|経由|に対し|へ|に(?=[^よつお]))")
_MADE_UP = re.compile(r",?\s?(?:including|of\swhich|made\sup)\b")
_CLAUSE = re.compile(r",\s(?:and|but|while|whereas)\s")
_ITS_WORK = re.compile(r"[’']s?\s(?:work|efforts|programmes?|activities|appeal|operations)\b")
_FOR = re.compile(r"\sfor\s(?:the\s)?")
_TO = re.compile(r"\bto\s(?:the\s)?\Z")
_HOSTS = re.compile(r"\s(?:also\s|has\s|then\s)?(?:hosted|hosts|held|convened|chaired|organi[sz]ed)\s")  # a summit
_PEOPLES = re.compile(r"\s(?:countries|nations|states|region)")
_REACH = 100  # characters before a name in which it may be said that money goes through it


def find_channels(sentence: Sentence, gift: Gift, givers: Sequence[Detail]) -> list[Name]:
    """Whoever the money goes through or to, in order, as the stretch of the sentence tells.

    Where something is received, or carried out with what another gives, the subject is meant.
    """
    words, found = sentence.words, list[Name]()
    known = (_whole(words, one) for one in sentence.names if _may_be(one) or _works(words, one))
    free = [*known, *_receivers(sentence, gift)]
    free = [one for one in free if gift.stretch.contains(one.span) and not _is_any(sentence, one, givers)]
    for name in free:
        told = _is_led(words, name, sentence.names) or _is_object(words, name, gift) or _is_for(words, name, gift)
        if name not in found and told:
            listed = [one for one in joined(words, name, sentence.names) if _may_be(one)] or [name]
            general = len(listed) > 1 and "such as" in words[name.span.end : listed[1].span.start]
            found += listed[1:] if general else listed
    if not found and (is_received(sentence, gift) or _carries_out(words, gift)):
        elliptic = find_elliptic(sentence, gift)  # "UNDP received $2 million and FAO $3 million"
        subject = elliptic or find_subject(sentence, Span(gift.amount.start, gift.amount.start))
        able = subject and (_may_be(subject) or (subject.kind == "other" and " " in subject.value))
        found = _list_of(sentence, subject) if subject and able and not _is_any(sentence, subject, givers) else []
    done = find_done(words, gift.amount) if not found else None
    found += [Name(done[0], done[0].of(words), "receiver")] if done else []
    found += [one for last in found[-1:] for one in _and_another(sentence, last)]
    return list({one.value: one for one in found}.values())


def _whole(words: str, name: Name) -> Name:
    """``name`` with what a small word joins before it, of a programme: "the Women in Policing Project"."""
    if name.kind not in ("programme", "fund"):
        return name
    span = Span(begun(words, name.span.start), name.span.end)
    return name if span == name.span else replace(name, span=span, value=plain(words, span))


def _list_of(sentence: Sentence, subject: Name) -> list[Name]:
    """The names that a subject is listed with: "UNICEF and WHO were each given"."""
    listed = [one for one in joined(sentence.words, subject, sentence.names) if _may_be(one)]
    return listed or [subject]


def _and_another(sentence: Sentence, last: Name) -> Iterator[Name]:
    """One more that "and" joins to those through whom money goes, though nothing tells of what kind it is."""
    for span in capitalised(sentence.words):
        named = any(span.overlaps(one.span) for one in sentence.names)
        named = named or any(span.overlaps(one.span) for one in sentence.amounts)
        if not named and sentence.words[last.span.end : span.start] in (" and ", " and the "):
            value = plain(sentence.words, span)
            if " " in value or value.isupper():
                yield Name(span, value, "receiver")


def _is_any(sentence: Sentence, name: Name, givers: Sequence[Detail]) -> bool:
    return any(one.span.overlaps(name.span.shifted(sentence.at)) for one in givers)


def _is_led(words: str, name: Name, names: Sequence[Name]) -> bool:
    """Whether words before a name, or the particles behind the list that it begins, say that money goes through it."""
    near = max(0, name.span.start - _REACH), name.span.start
    if _LEAD.search(words, *near) and not _SAYING.search(words, *near):
        return True
    if name.kind in ("programme", "fund") and _LEADS_WORK.search(words, *near):
        return True
    last = joined(words, name, names)[-1].span.end
    return bool(_TO_WHICH.match(words, name.span.end) or _JAPANESE.match(words, last))


def _is_for(words: str, name: Name, gift: Gift) -> bool:
    """Whether an amount is for an organisation: "£5 million for UNHCR"."""
    able = name.kind == "organisation" and gift.amount.end <= name.span.start
    return able and bool(_FOR.fullmatch(words, gift.amount.end, name.span.start))


def _is_object(words: str, name: Name, gift: Gift) -> bool:
    """Whether a name stands between a verb of giving and its amount: "provided the agency $5 million"."""
    between = gift.word.end <= name.span.start and name.span.end <= gift.amount.start
    return between and bool(
        re.fullmatch(r"\s(?:the\s)?", words[gift.word.end : name.span.start])
        and re.fullmatch(r"(?:\s(?!of\b|for\b)[a-z]+){0,7}\s", words[name.span.end : gift.amount.start])
    )


def _receivers(sentence: Sentence, gift: Gift) -> Iterator[Name]:
    """Names that nothing tells the kind of, where what stands around them makes them receivers."""
    words = sentence.words
    for span in capitalised(words):
        if (
            not gift.stretch.contains(span)
            or any(span.overlaps(one.span) for one in sentence.names)
            or sentence.is_dated(span)
        ):
            continue
        noun = _LOWER_NOUN.match(words, span.end)  # "the Clean Water 2010 programme"
        span = Span(span.start, noun.end()) if noun else span
        name = Name.of(words, span, "receiver")
        telling = " " in name.value or name.value.isupper()
        led = span.start >= gift.amount.end and _RIGHT_TO.search(words, gift.amount.end, span.start)
        if telling and (led or _is_object(words, name, gift)):
            yield name


def _carries_out(words: str, gift: Gift) -> bool:
    return bool(_CARRIES_OUT.search(words, gift.stretch.start, gift.amount.start))


def _may_be(name: Name) -> bool:
    return name.kind not in ("place", "office", "agreement", "other") and not name.owner and not name.part


def _works(words: str, name: Name) -> bool:
    """Whether money to a name goes to what is its own: "to the Regional Forum's work on peace"."""
    return (
        name.owner
        and name.kind not in ("place", "office", "agreement", "other")
        and bool(_ITS_WORK.match(words, name.span.end))
    )


def find_places(sentence: Sentence, part: Span, givers: Sequence[Detail], channels: Sequence[Name]) -> Iterator[Detail]:
    """The places that the money is for: those in ``part``, else others of the sentence, the givers apart."""
    words, given = sentence.words, {one.value for one in givers}
    clause = max((joint.end() for joint in _CLAUSE.finditer(words, 0, part.start)), default=0)
    told_there = any(sentence.at + clause <= one.span.start for one in givers)
    start = clause if told_there else 0  # "Fiji gave Peru $3, and Chile lent Iran $9"
    free = [one for one in sentence.names if _may_get(words, one) and one.value not in given and one.span.end > start]
    free = [one for one in free if not any(one.span.overlaps(channel.span) for channel in channels)]
    whole = _MADE_UP.match(words, part.end)  # of a total the places of what it is made up of
    chosen = [one for one in free if part.contains(one.span)]
    chosen = chosen or [one for one in free if whole or one.span.start < part.end]
    for value in dict.fromkeys(one.value for one in chosen):
        span = next(one.span for one in chosen if one.value == value)
        yield sentence.detail("place", value, span)


def _may_get(words: str, name: Name) -> bool:
    """Whether money may be for a place: not if it is named as a giver, a people or an owner."""
    lead = words[: name.span.start]
    if name.kind != "place" or name.part or name.owner or is_attribute(words, name):
        return False
    if name.people and not _PEOPLES.match(words, name.span.end):
        return False
    if name.span.of(words).startswith("Gov") and not _TO.search(lead):
        return False
    if _HOSTS.match(words, name.span.end):
        return False
    gives = _GIVES.search(lead) and not PEOPLE_FROM.search(lead)
    return not (gives or _GIVES_BEHIND.match(words, name.span.end))
