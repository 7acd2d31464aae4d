"""Mentions of one programme or agreement as one fact, whether they name it by its whole name, a part or an acronym."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from corpus.facts import Detail, Fact, FactKind
from ingest.facts.grammar import PROJECT
from ingest.facts.sentences import Sentence

NOUN_BEHIND = re.compile(rf"(?<=\w) (?:mission|{PROJECT}|grants?)\Z")
_OF = re.compile(r"\s(?:for|of|on|to|against)\s")
_HEADED = re.compile(r"\s(?:Mission|Project|Program(?:me)?|Initiative|Scheme)\Z")
_A_PROJECT = re.compile(rf"\b(?:mission|{PROJECT})\Z")
_SINGLE = {"name", "acronym", "what", "since", "year", "stipulates"}  # the first that is told counts


def merged(kind: FactKind, told: Iterable[tuple[Sentence, tuple[Detail, ...]]]) -> Iterator[Fact]:
    """A fact for each name, with every value that is told of it, at the first place that says so.

    Two of one name are two if each has a year of its own; those that only a short form names join the long one.
    """
    found = list(told)
    by_part = _by_part({_key(details[0].value): details[0].value for _, details in found})
    made: dict[str, dict[str, Fact]] = {}  # by name and year
    short: dict[str, str] = {}  # names by acronym
    for sentence, details in found:
        own = details[0].value
        short |= {one.value.casefold(): _key(own) for one in details if one.name == "acronym"}
        name = _meant(details, by_part, short)
        years = made.setdefault(name, {})
        year = _dated(years, next((one.value for one in details if one.name == "year"), ""))
        before = years.get(year)
        if before and name == _key(own) and _is_whole(own, before.details[0].value):
            years[year] = _with(sentence.fact(kind, details), before.details)  # by its whole name at last
        else:
            years[year] = _with(before, details) if before else sentence.fact(kind, details)
    for years in made.values():
        yield from years.values()


def _is_whole(name: str, other: str) -> bool:
    """Whether ``name`` says more of what it names than ``other``: "the Reef Programme" than "Reef"."""
    return len(name) > len(other) and not (NOUN_BEHIND.search(other) and NOUN_BEHIND.search(name))


def _meant(details: Sequence[Detail], by_part: Mapping[str, set[str]], short: Mapping[str, str]) -> str:
    """The name that a mention's name means, folded: that of its acronym, the one that it is a part of, or its own."""
    own = details[0].value
    name = _key(own)
    longer = by_part.get(name, set())
    if any(one.name == "acronym" for one in details) or name in short.values():
        longer = set()  # a name with a short form of its own is whole
    if _HEADED.search(own):  # "the Reef Program" is no beginning of "the Reef Fund"
        longer = {one for one in longer if one.endswith(name)}
    elif NOUN_BEHIND.search(own) and len(longer) > 1:  # "the Reef IV program" is no "Reef IV Forum"
        longer = {one for one in longer if _A_PROJECT.search(one)} or longer
    return short.get(name, min(longer) if len(longer) == 1 and own[0].isupper() else name)


def _dated(years: dict[str, Fact], year: str) -> str:
    """The year of ``years`` that a mention with this year, or "" for none, is of; what had none before gets it."""
    same = next((one for one in years if year in (one, "") or not one), year)
    if year and not same:
        years[year] = years.pop(same)
    return same or year


def _by_part(names: Mapping[str, str]) -> dict[str, set[str]]:
    """The names with a capital, folded, by every shorter name that may mean them.

    One which they end in ("process" of "the Bali process"), one of two words or more which they begin with
    ("Ocean Strategy" of "Ocean Strategy of Fiji"), or their first and last words, if the last is a noun in small
    letters ("IDA agreement" of "IDA renewal agreement").
    """
    found: dict[str, set[str]] = {}
    for key, written in names.items():
        if written[0].isupper() or written[0].isdigit():
            gaps = [gap.end() for gap in re.finditer(r"[\s-]", key)]
            parts = {key[gap:] for gap in gaps} | {key[:gap].strip() for gap in gaps if " " in key[:gap].strip()}
            first, last = key.split()[0], key.split()[-1]
            head = _OF.split(key)[0].split()
            parts |= {
                " ".join(head[at:]) for at in range(1, len(head) - 1)
            }  # "Basic Plan" of "Second Basic Plan for Fiji"
            if len(gaps) > 1 and last == written.split()[-1]:
                parts.add(f"{first} {last}")
            for part in parts:
                found.setdefault(part, set()).add(key)
    return found


def _key(name: str) -> str:
    """A name by which mentions are told to be of the same: "the BIRDS-3 mission" is the "BIRDS-3 Project"."""
    folded = " ".join(name.casefold().split())
    if name[0].islower():
        return folded
    return NOUN_BEHIND.sub("", folded)


def _with(fact: Fact, details: Sequence[Detail]) -> Fact:
    said = {(one.name, one.value) for one in fact.details}
    single = {one.name for one in fact.details} & _SINGLE
    added = [one for one in details[1:] if (one.name, one.value) not in said and one.name not in single]
    order = [one.name for one in (*fact.details, *details)]
    return replace(fact, details=tuple(sorted((*fact.details, *added), key=lambda one: order.index(one.name))))
