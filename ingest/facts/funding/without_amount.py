"""Funding that is told without an amount: a contribution, grant or loan with its giver."""

import re
from collections.abc import Iterator, Sequence

from corpus.facts import Detail
from corpus.records import Span
from ingest.facts.funding.givers import find_givers
from ingest.facts.funding.purposes import trimmed, until_end
from ingest.facts.funding.receivers import find_channels, find_places
from ingest.facts.funding.stretches import Gift
from ingest.facts.grammar import any_of
from ingest.facts.names import Name
from ingest.facts.sentences import Sentence

# Words that tell of funding also where no amount stands. "Contributed" alone may be meant otherwise.
_BARE: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("loan", re.compile(r"\b(?:(?P<money>yen)|ODA|concessional|soft)\sloans?\b|(?P<yen>円)借款", re.IGNORECASE)),
    ("grant", re.compile(r"\bgrant\s(?:assistance|aid)\b|\bgrants\sfrom\b|無償資金協力", re.IGNORECASE)),
    (
        "contribution",
        re.compile(
            r"\b(?:financial|voluntary|monetary|core)\s(?:contributions?|support|assistance)\b|\bfunding\s(?:from|by|to)\b"
            r"|\bcontributions(?=\s(?:to|from)\b)|資金拠出|拠出(?=[をしすにさ])",
            re.IGNORECASE,
        ),
    ),
)
_MEANS = re.compile(r",?\s(?:through|via|by means of|in order to)\s")
_DOING = re.compile(
    r"\b"
    + any_of(
        "supports?, supporting, supported, focus(?:es|ed)? on, assists? in, assisting in, promot(?:es|ing|ed),"
        "contribut(?:es|ing) to, working to, works to, strengthen(?:s|ing), address(?:es|ing)"
    )
    + r"\s"
)
_PART_OF = re.compile(r"\sto\s([a-z][^,;]*?),\sas\spart\sof\s(?:an?|the)\s(?:project|program(?:me)?)\b")
_MADE = re.compile(
    r"((?:[A-Z][\w-]+(?: [A-Z][\w-]+)*, )?\b[Aa]n? [\w -]+?) (?:constructed|built|procured|purchased|provided|financed"
    r"|funded|established) (?:with|by|through|under|using)\b"
)
_DONE = re.compile(r",\s((?:an?|the)\s[^,]+?)\s(?:has|have|had|is|are|was|were)\s(?:been\s)?\w+(?:ed|ing)\b")


def find_without_amount(sentence: Sentence, before: Sentence | None) -> Iterator[tuple[Detail, ...]]:
    """A contribution, grant or loan with its giver, and a contribution only if it is told through whom it goes."""
    found = _type(sentence.words)
    if not found:
        return
    kind, word, money = found
    end = len(sentence.words)
    gift = Gift(word, word, Span(word.end, word.end), Span(0, end))
    givers = find_givers(sentence, before, gift)
    channels = find_channels(sentence, gift, givers)
    if not givers or (kind == "contribution" and not channels):
        return
    purpose = _purpose(sentence, word, channels)
    yield (
        *([sentence.detail("currency", "JPY", money)] if money else []),
        *givers,
        *sentence.named("channel", channels),
        *find_places(sentence, Span(word.end, end), givers, channels),
        *([sentence.said("purpose", purpose)] if purpose else []),
        sentence.detail("type", kind, word),
    )


def _type(words: str) -> tuple[str, Span, Span | None] | None:
    """The type that a sentence without an amount tells: its words, and those of its currency, which is the yen."""
    for name, form in _BARE:
        found = form.search(words)
        if found:
            money = next((group for group, said in found.groupdict().items() if said), None)
            return name, Span(*found.span()), Span(*found.span(money)) if money else None
    return None


def _purpose(sentence: Sentence, said: Span, channels: Sequence[Name]) -> Span | None:
    """What a contribution without an amount is for; ``said`` is where it is named. None if nothing tells."""
    words = sentence.words
    word, start, end = said.start, said.end, len(words)
    part = _PART_OF.search(words, 0, word)
    if part:
        return Span(*part.span(1))
    made = _MADE.search(words, 0, word)
    if made:
        return Span(*made.span(1))
    doing = list(_DOING.finditer(words, 0, word))
    means = _MEANS.search(words, doing[0].end(), word) if doing else None
    if means:
        return trimmed(words, doing[0].end(), means.start())
    if doing and words[doing[-1].end() : word].count(",") and "in addition" in words[:word]:
        by = re.compile(r"\sby\s\w+ing\b|,").search(words, doing[-1].end(), word)
        return trimmed(words, doing[-1].end(), by.start()) if by else None
    later = _DOING.search(words, start, end)
    if later and re.match(r"(?:\w+, )?(?:[Tt]hrough|[Ww]ith)\b", words):
        over = re.compile(r"\s(?:mainly )?in [A-Z]|\.\Z").search(words, later.end(), end)
        return trimmed(words, later.end(), over.start() if over else end)
    done = _DONE.search(words, start, end)
    if done:
        return Span(*done.span(1))
    return _object(words, start, end, channels)


def _object(words: str, start: int, end: int, channels: Sequence[Name]) -> Span | None:
    """The words behind "contributions to" up to those who run it, or behind ", to" where the fund came before."""
    lead = re.compile(r"(?:,\sto|\sto|\sfor)\s(?!and\b)").match(words, start, end)
    if not lead or any(one.span.start - lead.end() in range(0, 5) for one in channels):
        return None
    over = re.compile(r"\sby\s|,|\.\Z").search(words, lead.end(), end)
    if lead[0].startswith(","):
        second = words.find(", as well as", lead.end(), end)
        return until_end(words, lead.end(), second if second > 0 else end)
    return trimmed(words, lead.end(), over.start() if over else end)
