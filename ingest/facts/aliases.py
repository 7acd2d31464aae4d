"""Who is meant by "the Bank", "the Department" or "the Fund": whoever the text has named so before."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from corpus.records import Span
from ingest.facts.grammar import any_of
from ingest.facts.names import Name
from ingest.facts.phrases import CAPITALISED, OPENING

_BODY = (
    "Department, Ministry, Commission, Agency, Bank, Foundation, Reserve, Command, Council, Authority, Trust,"
    "Association, Corporation, Institute, Company, Union, Service, Directorate, Organi[sz]ation"
)
_MONEY = "Fund, Facility"  # are spoken of as programmes, too
_NOUN = rf"(?P<noun>{any_of(f'{_BODY}, {_MONEY}')})"
_THE = re.compile(rf"\b[Tt]he\s{_NOUN}(?![\w-]|\s(?:of|for)\s|\s(?!I\s)[A-Z])")
_HEAD = re.compile(rf"\b{_NOUN}(?=\Z|\s(?:of|for|on)\s)")
_IS_MONEY = re.compile(any_of(_MONEY))
# "(IDB-S, hereafter “the Bank”)", "(hereinafter the Fund)", "(the “Department”)"
_DEFINED = re.compile(
    r"\s?\((?:[A-Z][\w-]*,\s)?(?:(?:here(?:in)?after|henceforth|below|from\shere\son)\b,?\s?)?"
    r"(?:(?:called|referred\sto\sas)\s)?(?P<open>[“\"‘']?)[Tt]he\s[“\"‘']?(?P<short>[A-Z][\w-]+)[”\"’']{0,2}\)"
)
_ENDS = re.compile(r"\s?\([^)]*\)\Z")


@dataclass(slots=True)
class Aliases:
    """What a document has named so far, by the noun that it may be called by alone.

    What the text defines ("hereafter the Bank") or its title names counts for all of it, and so does a body that it has
    once called so; else the last named.
    """

    fixed: dict[str, str] = field(default_factory=dict)
    last: dict[str, str] = field(default_factory=dict)
    called: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, text: str, titles: Sequence[str]) -> "Aliases":
        """Those that ``text`` defines, and those that one of its ``titles`` names."""
        made = cls()
        for title in titles:
            for phrase in CAPITALISED.finditer(title):
                made._put(made.fixed, _named(phrase[0]))
        for found in _DEFINED.finditer(text):
            name = _before(text, found.start())
            if name:
                made.fixed[found["short"]] = name
        return made

    def resolved(self, words: str, names: Sequence[Name]) -> tuple[Name, ...]:
        """``names`` of one sentence with those that it only calls by their noun; what it names is remembered."""
        kept = list(names)
        for found in _THE.finditer(words):
            span = Span(*found.span("noun"))
            before = [one for one in names if one.span.end <= span.start and one.kind in ("organisation", "fund")]
            before = [one for one in before if _HEAD.search(_bare(words, one))]
            value = self._meant(found["noun"], before)
            whole = [one for one in names if not (one.span.end == span.end and one.span.start < found.start())]
            held = any(one.span.overlaps(span) and one.kind != "office" for one in whole)  # "Receipts of the Fund"
            bureau = words.startswith(("'s", "’s"), span.end) and words[span.end + 3 : span.end + 4].isupper()
            if value and not (held or bureau):
                kind = "office" if _IS_MONEY.fullmatch(found["noun"]) else "organisation"
                owner = words.startswith(("'s", "’s"), span.end)
                kept = [one for one in kept if not one.span.overlaps(span)]
                kept.append(Name(span, value, kind, owner=owner))
        for name in names:
            if name.kind in ("organisation", "fund") and not name.part and _HEAD.search(_bare(words, name)):
                self._put(self.last, name.value)
        return tuple(sorted(kept, key=lambda one: one.span))

    def _meant(self, noun: str, before: Sequence[Name]) -> str | None:
        own = dict[str, str]()
        for name in before:
            self._put(own, name.value)
        found = self.fixed.get(noun) or self.called.get(noun) or own.get(noun) or self.last.get(noun)
        if found and not _IS_MONEY.fullmatch(noun):
            self.called[noun] = found
        return found

    @staticmethod
    def _put(kept: dict[str, str], name: str) -> None:
        for head in _HEAD.finditer(name):
            if " " in name:
                kept[head["noun"]] = name
            return


def _bare(words: str, name: Name) -> str:
    """The words of a name without its acronym: "UNICEF" is not called "the Fund"."""
    return _ENDS.sub("", name.span.of(words))


def _before(text: str, end: int) -> str | None:
    """The capitalised name that ends at ``end``, without its acronym in brackets."""
    start = max(0, end - 160)
    said = _ENDS.sub("", text[start:end].replace("\n", " "))
    phrases = [found[0] for found in CAPITALISED.finditer(said) if found.end() == len(said)]
    return _named(phrases[0]) if phrases else None


def _named(phrase: str) -> str:
    opening = OPENING.match(phrase)
    return " ".join(phrase[opening.end() if opening else 0 :].split())
