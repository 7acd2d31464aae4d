"""What vocabulary.toml and ISO 3166 let a text be read for: names, fields and money, each where it stands.

Unlike ``corpus.vocabulary``, which folds words to compare questions with passages, this finds names in a text as it is
written and keeps their places. Latin names are matched word by word, so that line ends within them do not matter;
a name must begin with a capital, and an acronym must be written as one. Japanese names are matched as they stand.
"""

import re
import tomllib
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

import pycountry
from babel import Locale

from corpus.records import Span
from corpus.vocabulary import NAME

_WORD = re.compile(r"[A-Za-zÀ-ɏ0-9]+")
_NUMBERED = re.compile(r"(?<=\A[A-Z]{3})(?<!JFY)\d+\Z|(?<=\A[A-Z]{4})\d+\Z|(?<=\A[A-Z]{5})\d+\Z")  # TICAD7
_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
_OF_A_PEOPLE = re.compile(
    r"\A(?!.* of ).*(?:ese|an|ish|ch|ino|thai|ani|shi|lao|soviet|iraqi|israeli|yemeni|kuwaiti|qatari|emirati|greek"
    r"|swiss|icelandic|cypriot)\Z",
    re.IGNORECASE,
)  # Japanese, Asian, British …
_ALSO_WORDS = frozenset(  # "COP 21", "ALL 5"
    re.findall(r"\w+", "ALL TRY TOP CUP COP SOS BOB PEN MAD MOP GEL LAK BAM RON DOP STN XXX XTS")
)
_LONGEST_ACRONYM = 6  # letters; longer words in capitals are headings


@dataclass(frozen=True, slots=True)
class Named:
    """A known name in a text: the form that stands for it, and its kind.

    A kind is "places", "organisations", "programmes" or "agreements". ``people`` is whether it is written as that of a
    people ("Japanese"), which names no place by itself.
    """

    span: Span
    value: str
    kind: str
    people: bool


class Forms:
    """Forms of names, found in texts: the longest at each place, from left to right, without overlap."""

    def __init__(self, forms: Iterable[tuple[str, str, str]], *, proper: bool) -> None:
        """Take ``forms``: the words, what stands for them, its kind. Only ``proper`` ones must have a capital."""
        self._proper = proper
        self._latin: dict[tuple[str, ...], tuple[str, str, str]] = {}
        written: dict[str, tuple[str, str]] = {}
        for form, value, kind in forms:
            if _CJK.search(form):
                written.setdefault(form, (value, kind))
            elif words := tuple(_WORD.findall(form.casefold())):
                self._latin.setdefault(words, (form, value, kind))
        self._written = written
        self._longest: dict[str, int] = {}  # how many words the longest form has, by its first word
        for words in self._latin:
            self._longest[words[0]] = max(self._longest.get(words[0], 0), len(words))
        longest_first = sorted(written, key=len, reverse=True)
        self._pattern = re.compile("|".join(map(re.escape, longest_first))) if written else None

    def find(self, text: str) -> Iterator[Named]:
        """The names in ``text``: those in Latin letters in order, then those in Japanese in order."""
        tokens = list(_WORD.finditer(text))
        folded = [_folded(token[0]) for token in tokens]
        at = 0
        while at < len(tokens):
            if folded[at] not in self._longest:
                at += 1
                continue
            length = next(self._lengths(text, tokens, folded, at), 0)
            if length:
                form, value, kind = self._latin[tuple(folded[at : at + length])]
                end = tokens[at + length - 1].end()
                span = Span(tokens[at].start(), end + (form[-1] == "." and text.startswith(".", end)))
                yield Named(span, value, kind, kind == "places" and form != value and bool(_OF_A_PEOPLE.search(form)))
            at += length or 1
        if self._pattern:
            for found in self._pattern.finditer(text):
                yield Named(Span(*found.span()), *self._written[found[0]], people=False)

    def _lengths(self, text: str, tokens: list[re.Match[str]], folded: list[str], at: int) -> Iterator[int]:
        """How many words the known forms have that begin with token ``at``, longest first."""
        for length in range(min(self._longest.get(folded[at], 0), len(tokens) - at), 0, -1):
            known = self._latin.get(tuple(folded[at : at + length]))
            if known and self._is_written_so(known[0], text[tokens[at].start() : tokens[at + length - 1].end()]):
                yield length

    def _is_written_so(self, form: str, words: str) -> bool:
        """Whether ``words`` are written as ``form`` must be: an acronym in its capitals, a name with one."""
        if form.isupper() and len(form) <= _LONGEST_ACRONYM:
            return _NUMBERED.sub("", words) == form.rstrip(".")
        return not self._proper or words[0].isupper() or not form[0].isupper()


def _folded(word: str) -> str:
    """A word in any case, without the number of a note at its end."""
    return (_NUMBERED.sub("", word) if word[-1].isdigit() else word).casefold()


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """Everything that facts are read by. ``regions`` gives the countries of a region by the names that stand for them.

    ``currencies`` gives the ISO 4217 code of each sign or word of money.
    """

    names: Forms
    fields: Forms
    field_names: tuple[str, ...]
    currencies: Mapping[str, str]
    regions: Mapping[str, tuple[str, ...]]


@cache
def fingerprint() -> str:
    """A digest of the packaged vocabulary: facts read by another one are other facts."""
    return sha256(_packaged()).hexdigest()[:16]


@cache
def packaged_gazetteer() -> Gazetteer:
    """The gazetteer of the vocabulary that comes with Tenkyo."""
    told = tomllib.loads(_packaged().decode())
    countries = _countries(told["groups"]["places"], told["regions"])
    forms = [
        (form, group[0], kind)
        for kind in ("places", "organisations", "programmes")
        for group in told["groups"][kind]
        for form in group
    ]
    forms += [
        (form, group[0], kind) for kind, groups in told["as_written"].items() for group in groups for form in group
    ]
    forms += [(form, name, "places") for code, name in countries.items() for form in _written(code, told["regions"])]
    stand = {value: kind for _, value, kind in forms}
    forms += [(form, value, stand.get(value, "organisations")) for form, value in told["japanese"].items()]
    fields = [(form, field, "fields") for field, written in told["fields"].items() for form in written]
    return Gazetteer(
        names=Forms(forms, proper=True),
        fields=Forms(fields, proper=False),
        field_names=tuple(told["fields"]),
        currencies=_currencies(told["currencies"]),
        regions={name: tuple(countries[one] for one in codes.split()) for name, codes in told["regions"].items()},
    )


def language_name(code: str, own: str) -> str:
    """What the language of a code is called in the language ``own``; the code itself if it is not known.

    >>> language_name("ja", "en"), language_name("en", "ja"), language_name("zzz", "en")
    ('Japanese', '英語', 'zzz')
    """
    called: str = Locale(own).languages.get(code, code)
    return called


def _packaged() -> bytes:
    return Path(__file__).with_name(NAME).read_bytes()


def _countries(groups: list[list[str]], regions: Container[str]) -> dict[str, str]:
    """The name that stands for each country, by alpha-2 code: that of its group of places, else its English one."""
    known = {form.casefold(): group[0] for group in groups for form in group}
    made = {"XK": "Kosovo"}
    for country in pycountry.countries:
        forms = (form.casefold() for form in _written(country.alpha_2, regions))
        named = next((known[form] for form in forms if form in known), None)
        made[country.alpha_2] = named or _english()[country.alpha_2].split(" (")[0].replace("’", "'")
    return made


def _written(code: str, regions: Container[str]) -> list[str]:
    """The forms in which a country's name is written, English ones and the Japanese one, but those of ``regions``."""
    country: Any = pycountry.countries.get(alpha_2=code)
    official = [country.name, getattr(country, "common_name", country.name)] if country else []
    japanese = Locale("ja").territories.get(code, "").split("(")[0]
    forms = [*official, _english().get(code, "Kosovo").split(" (")[0].replace("’", "'"), *filter(None, [japanese])]
    return [form for form in forms if form not in regions]


def _english() -> Mapping[str, str]:
    territories: Mapping[str, str] = Locale("en").territories
    return territories


def _currencies(told: Mapping[str, list[str]]) -> dict[str, str]:
    codes = {one.alpha_3: one.alpha_3 for one in pycountry.currencies if one.alpha_3 not in _ALSO_WORDS}
    return codes | {sign: code for code, signs in told.items() for sign in signs}
