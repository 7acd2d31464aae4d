"""vocabulary.toml: names that mean the same, so that asking by one form finds the other.

``[groups]`` holds lists of forms by kind of thing; the first form of a list stands for all of them.
``[verbs]`` holds lists of verbs, in their base forms, that say the same of policy; ``[nouns]`` of nouns, each in the
singular.
``[capitals]`` holds the capital of a country by its code, further spellings after a comma.
``[regions]`` says which countries lie in a region, by their ISO 3166 alpha-2 codes.
Text is compared as words: case folded, full-width forms narrowed, split at anything that is no letter or digit.
The countries of ISO 3166 are known without being listed, by their English and Japanese names.
"""

import gettext
import re
import tomllib
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, lru_cache
from pathlib import Path

import pycountry

from corpus.errors import ManifestError

NAME = "vocabulary.toml"
KEPT_TEXTS = 4_000  # are not cut into words again
_WORD = re.compile(r"[^\W_]+")
_POSSESSIVE = re.compile(r"['’]s\b")
_CURRENCY = re.compile(r"\b(?:US|A|C|NZ|HK|S)(?=\$)")  # in US$480 million no country is named
_OF_A_PEOPLE = re.compile(r"[a-z](?:n|i|o|k|er|ot|ar)$")  # Norwegian, Thai, Filipino: of whom there may be several
_UNITED_STATES = re.compile(r"\bUS\b")  # in capitals only: us is a pronoun
_PLURAL_ACRONYM = re.compile(r"\b([A-Z]{2,})s\b")
_UNSPACED = re.compile(r"[\u3005-\u3007\u3041-\u30fa\u30fc-\u30ff\u3400-\u9fff]+")  # kana and Han
_KATAKANA = r"[\u30a1-\u30fa\u30fc]"
_NUMBERED_ACRONYM = re.compile(r"\b(?!JFY)([A-Z]{3,})(\d+)\b")  # of three letters at least: FY2019 and G7 stay whole


def folded(text: str) -> str:
    """``text`` narrowed to what is compared, case kept: full-width forms, possessives and plurals of acronyms go.

    >>> folded("Japan’s FTFs at TICAD7 in ＦＹ２０１９")
    'Japan FTF at TICAD 7 in FY2019'
    """
    narrow = _POSSESSIVE.sub("", _CURRENCY.sub("", unicodedata.normalize("NFKC", text)))
    narrow = _UNITED_STATES.sub("USA", narrow)
    return _NUMBERED_ACRONYM.sub(r"\1 \2", _PLURAL_ACRONYM.sub(r"\1", narrow))


def word_spans(text: str) -> tuple[tuple[int, int], ...]:
    """Where the words of a folded text stand in it, as ``(start, end)``, in order."""
    return tuple(found.span() for found in _WORD.finditer(text))


@lru_cache(KEPT_TEXTS)
def words(text: str) -> tuple[str, ...]:
    """The words of ``text`` in order, folded for comparison.

    >>> words("Japan’s HA/DR in ＦＹ２０１９")
    ('japan', 'ha', 'dr', 'in', 'fy2019')
    """
    return tuple(_WORD.findall(folded(text).casefold()))


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch ``[start, end)`` of some words, what stands for it, and its kind (empty if it is not known)."""

    start: int
    end: int
    standing: tuple[str, ...]
    kind: str


@dataclass(frozen=True, slots=True, eq=False)  # each equals itself alone, so that what it reads can be kept by it
class Vocabulary:
    """Which forms stand for which: a form's words → (the words that stand for its group, the group's kind).

    ``longest`` is how many words the longest form has that begins with a word. ``members`` are the countries of a
    region, region and country in the form that stands for each. ``unspaced`` finds a form that is written without
    spaces; ``alike`` are the words that say the same as a verb or a noun; ``capitals`` the country of each capital;
    ``written`` has the words that stand for a group as they are written.
    """

    forms: dict[tuple[str, ...], tuple[tuple[str, ...], str]]
    longest: dict[str, int]
    members: dict[tuple[str, ...], tuple[tuple[str, ...], ...]]
    unspaced: re.Pattern[str]
    alike: dict[str, frozenset[str]] = field(default_factory=dict)
    capitals: dict[tuple[str, ...], tuple[str, ...]] = field(default_factory=dict)
    written: dict[tuple[str, ...], str] = field(default_factory=dict)

    def cut(self, text: str) -> str:
        """``text`` with spaces around the known forms in unspaced writing, so that they are words of their own.

        >>> vocabulary({"places": [("Viet Nam", "ベトナム")]}).cut("新ベトナム語、ベトナムス")
        '新 ベトナム 語、ベトナムス'
        """
        return text if text.isascii() else self.unspaced.sub(r" \g<0> ", unicodedata.normalize("NFKC", text))

    def forms_of(self, standing: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
        """The forms for which ``standing`` stands, in the order in which they were given; itself if it is not known."""
        return tuple(form for form, (whole, _) in self.forms.items() if whole == standing) or (standing,)

    def within(self, place: Sequence[str]) -> tuple[tuple[str, ...], ...]:
        """The forms that stand for ``place``, given as words, for its countries, and for the regions inside it."""
        whole = self.canonical(place)
        countries = self.members.get(whole, ())
        inside = [region for region, members in self.members.items() if set(members) < set(countries)]
        return tuple(dict.fromkeys((whole, *countries, *inside)))

    def parts(self, text: Sequence[str]) -> tuple[Part, ...]:
        """``text``, given as words, cut into known forms and single words, in order; the longest form wins."""
        made: list[Part] = []
        at = 0
        for part in self.known(text):
            made += (Part(place, place + 1, (text[place],), "") for place in range(at, part.start))
            made.append(part)
            at = part.end
        return (*made, *(Part(place, place + 1, (text[place],), "") for place in range(at, len(text))))

    def known(self, text: Sequence[str]) -> Iterator[Part]:
        """The known forms in ``text``, given as words, in order; the longest form wins."""
        at = 0
        while at < len(text):
            for length in range(min(self.longest.get(text[at], 0), len(text) - at), 0, -1):
                found = self.forms.get(tuple(text[at : at + length]))
                if found is not None:
                    yield Part(at, at + length, *found)
                    at += length - 1
                    break
            at += 1

    def knowing(self, pairs: Iterable[tuple[str, str]]) -> "Vocabulary":
        """The vocabulary with further names, each given as a short and a long form, where neither form means another.

        >>> vocabulary({}).knowing([("GCF", "Green Climate Fund")]).canonical(("the", "gcf"))
        ('the', 'green', 'climate', 'fund')
        """
        meant: dict[tuple[str, ...], set[tuple[str, ...]]] = {}
        for short, long in pairs:
            meant.setdefault(words(short), set()).add(words(long))
        forms = dict(self.forms)
        for short_form, longs in meant.items():
            if len(longs) > 1:
                continue
            (long_form,) = longs
            if not {short_form, long_form} & self.forms.keys():
                forms |= dict.fromkeys((short_form, long_form), (long_form, "programmes"))
        return replace(self, forms=forms, longest=_longest(forms))

    def canonical(self, text: Sequence[str]) -> tuple[str, ...]:
        """``text``, given as words, with every known form replaced by the one that stands for it.

        >>> made = vocabulary({"places": [("Viet Nam", "Vietnam")]})
        >>> made.canonical(("in", "vietnam"))
        ('in', 'viet', 'nam')
        """
        return tuple(word for part in self.parts(text) for word in part.standing)


def vocabulary(
    groups: Mapping[str, Iterable[Sequence[str]]], regions: Mapping[str, Iterable[str]] | None = None
) -> Vocabulary:
    """The vocabulary of these groups of equal forms by kind, and of these regions by the names of their members.

    A group that shares a form with an earlier one joins it. The people of a place may be several.

    >>> vocabulary({"places": [("Norway", "Norwegian")]}).canonical(("the", "norwegians"))
    ('the', 'norway')
    """
    forms: dict[tuple[str, ...], tuple[tuple[str, ...], str]] = {}
    written: dict[tuple[str, ...], str] = {}
    for kind, lists in groups.items():
        for group in lists:
            peoples = [f"{form}s" for form in group[1:] if kind == "places" and _OF_A_PEOPLE.search(form)]
            said = [words(form) for form in (*group, *peoples)]
            stands = next((forms[form] for form in said if form in forms), (said[0], kind))
            written.setdefault(stands[0], group[0])
            for form in said:
                forms.setdefault(form, stands)
    known = Vocabulary(forms, _longest(forms), {}, _unspaced(forms), written=written)
    members = {
        known.canonical(words(region)): tuple(known.canonical(words(country)) for country in countries)
        for region, countries in (regions or {}).items()
    }
    return replace(known, members=members)


def _longest(forms: Iterable[tuple[str, ...]]) -> dict[str, int]:
    longest: dict[str, int] = {}
    for form in filter(None, forms):
        longest[form[0]] = max(len(form), longest.get(form[0], 0))
    return longest


def _unspaced(forms: Iterable[tuple[str, ...]]) -> re.Pattern[str]:
    """The forms of one word in kana or Han, the longest first; one in katakana stands not inside a longer such word."""
    found = sorted(
        (form[0] for form in forms if len(form) == 1 and _UNSPACED.fullmatch(form[0])), key=len, reverse=True
    )
    katakana = [re.escape(form) for form in found if re.fullmatch(f"{_KATAKANA}+", form)]
    others = [re.escape(form) for form in found if not re.fullmatch(f"{_KATAKANA}+", form)]
    whole = [rf"(?<!{_KATAKANA})(?:{'|'.join(katakana)})(?!{_KATAKANA})"] if katakana else []
    return re.compile("|".join((*others, *whole)) or r"(?!)")


def read_vocabulary(path: Path) -> Vocabulary:
    """The vocabulary in the file at ``path``; ManifestError if it is not as the head of this module says."""
    try:
        told = tomllib.loads(path.read_text(encoding="utf-8"))
        regions = {region: map(_country, codes.split()) for region, codes in told.get("regions", {}).items()}
        known = vocabulary({**told["groups"], "countries": _countries()}, regions)
        lists = (*told.get("verbs", {}).values(), *told.get("nouns", {}).values())
        return replace(known, alike=_alike(lists), capitals=_capitals(known, told.get("capitals", {})))
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise ManifestError(
            f"{path} is no vocabulary: {error}.", "Write [groups] with lists of lists of names."
        ) from error


def _countries() -> list[tuple[str, ...]]:
    """The names of each country: the official one, the common one, and both in Japanese."""
    names = [(country.name, getattr(country, "common_name", country.name)) for country in pycountry.countries]
    japanese = gettext.translation("iso3166-1", pycountry.LOCALES_DIR, ["ja"])
    return [(*both, *map(japanese.gettext, both)) for both in names]


def _alike(lists: Iterable[Sequence[str]]) -> dict[str, frozenset[str]]:
    like: dict[str, frozenset[str]] = {}
    for said in lists:
        for word in said:
            like[word] = like.get(word, frozenset()) | frozenset(said)
    return like


def _capitals(known: Vocabulary, told: dict[str, str]) -> dict[tuple[str, ...], tuple[str, ...]]:
    return {
        words(capital): known.canonical(words(_country(code)))
        for code, spellings in told.items()
        for capital in spellings.split(", ")
    }


def _country(code: str) -> str:
    """The name of a country by its code; XK and EU are codes that ISO 3166 leaves to their users."""
    country = pycountry.countries.get(alpha_2=code)
    return str(country.name if country else {"XK": "Kosovo", "EU": "European Union"}.get(code, code))


@cache
def packaged_vocabulary() -> Vocabulary:
    """The vocabulary that comes with Tenkyo."""
    return read_vocabulary(Path(__file__).with_name(NAME))
