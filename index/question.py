"""What a question asks for, and what an answer must carry to be one.

A question is read into its kind (what must stand in the answer: an amount, a number, a date …), its
figures (years, fiscal years, ordinals, sums), its names (capitalised or known), and its content words.
Figures and names are constraints: words that carry none of them do not answer, however alike they sound.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from corpus.vocabulary import Part, Vocabulary, folded, word_spans, words
from index import japanese
from index.asked import Asked, kind_of
from index.asking import FUNCTION_WORDS, asking_sentence, focus, less_errand, less_granted, set_beside
from index.figures import figures, without_figures
from index.patterns import numbers
from index.predicate import predicate
from index.units import COINS
from index.wording import spaced


@dataclass(frozen=True, slots=True)
class Name:
    """A name in a question: its folded words in the form that stands for it, and how it was ``said``.

    ``members`` are the countries of a region, or that of a capital which acts for it: a text that names one of them
    speaks of the region, or of the government. ``place`` is whether it is a known place of which no members are known.
    """

    words: tuple[str, ...]
    said: str
    members: tuple[tuple[str, ...], ...] = ()
    place: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """A question as it was read.

    ``names`` and ``figures`` are constraints; ``terms`` are the other content words, folded, in order. None repeats.
    ``focus`` is the word for what is asked for ("fields" in "which fields …"), folded; empty if there is none.
    ``predicate`` is the verb that an answer must speak of, as ``index.predicate`` gives it.
    ``whole`` is what a reader is to be asked where ``text`` alone says too little ("and when?"); else empty.
    """

    text: str
    asked: Asked
    names: tuple[Name, ...]
    figures: tuple[str, ...]
    terms: tuple[str, ...]
    focus: str
    predicate: str = ""
    whole: str = ""


_TOKEN = re.compile(r"[^\W_]+(?:[.'’&/+-][^\W_]+)*\.?")
PLACES = frozenset(("places", "countries"))  # kinds of the vocabulary
NAMED = PLACES | {"organisations"}  # those of which every form is a name, however it is written
_JAPAN = ("japan",)
_WHERE = frozenset(("in", "at", "near", "outside", "around", "city"))
_GOVERN = frozenset(  # what is in a capital and not in any other town
    ("government", "governments", "administration", "ministry", "ministries", "headquarters", "authorities",
     "officials", "leaders", "minister", "ministers", "cabinet", "parliament", "lawmakers", "policymakers", "diplomats")
)  # fmt: skip
_FULL_STOP = re.compile(r"(?:\w{5}[.]|[!?])\s+")  # not after "Gen."
FIRST_OF_KIND = "the first"  # the first project, not what was done first or for the first time
_COUNTED = rf"(?:\d+ |(?:few|{numbers(1, 10)}|twelve|several) )"
_FIRST_OF_KIND = re.compile(
    rf"\b(?:the|its|their|'s|’s|s’)(?: very)? first (?!to\b|time\b|year\b|(?:day|week|month|year)s\b|{_COUNTED})(?=\w)",
    re.IGNORECASE,
)
# The first project is not any project; "how long did it last" ranks nothing, nor does "first year".
_RANK = re.compile(
    rf"\b(?:first(?! (?:year\b|(?:day|week|month|year)s\b|{_COUNTED}))|latest(?! (?:date|day|time)\b)|last(?= \w))\b"
)
_ITS_MONEY = re.compile(rf"\b[A-Z][\w.]*(?: [A-Z]\w+)? (?=(?:{COINS})\b)")  # "in US dollars" names no country
_QUOTED = re.compile(r"[「『]([^「」『』]{1,30})[」』]")


def read_question(text: str, vocabulary: Vocabulary) -> Question:
    """What ``text`` asks for. Names are words with a capital or a digit in them, and names the vocabulary knows.

    >>> from corpus.vocabulary import vocabulary
    >>> asked = read_question("How much went to UNODC in fiscal 2019?", vocabulary({}))
    >>> asked.asked.value, [name.said for name in asked.names], asked.figures, asked.terms
    ('amount', ['UNODC'], ('fy2019',), ('went',))
    """
    said = less_granted(less_errand(text))
    given = tuple(dict.fromkeys((*figures(said), *_ranks(said))))
    plain = folded(spaced(without_figures(_QUOTED.sub(" ", _ITS_MONEY.sub("", said))), vocabulary))
    places = word_spans(plain)
    spoken = tuple(plain[start:end].casefold() for start, end in places)
    named, asking = _named_words(plain) | _japanese_names(said), asking_sentence(said)
    asked_with = set(words(spaced(asking, vocabulary)))
    beside = set_beside(said)
    quoted = ((words(spaced(one, vocabulary)), one) for one in _QUOTED.findall(said))
    names: dict[tuple[str, ...], Name] = {form: Name(form, one) for form, one in quoted if form}
    terms: dict[str, None] = {}
    for part in vocabulary.parts(spoken):
        if spoken[part.start].isdigit() and names:  # as in TICAD7: a number that is part of the name before it
            last = names.pop(next(reversed(names)))
            whole = (*last.words, *part.standing)
            names[whole] = Name(whole, last.said + spoken[part.start])
        elif _is_name(part, spoken, named) and not beside.issuperset(spoken[part.start : part.end]):
            form = plain[places[part.start][0] : places[part.end - 1][1]]
            others = _others(part, spoken, vocabulary)
            place = part.kind in PLACES and part.standing not in vocabulary.members
            names.setdefault(part.standing, Name(part.standing, form, others, place))
        elif not asked_with.isdisjoint(spoken[part.start : part.end]):
            written = part.standing if plain.isascii() else spoken[part.start : part.end]
            terms.update(dict.fromkeys(word for word in written if word not in FUNCTION_WORDS))
    verb = predicate(asking, [name.said for name in names.values()])
    noun = focus(asking, {word for name in names.values() for word in words(name.said)})
    return Question(text, kind_of(asking), tuple(names.values()), given, tuple(terms), noun, verb)


def _ranks(text: str) -> Iterator[str]:
    yield from _RANK.findall(_FIRST_OF_KIND.sub(" ", text).casefold())
    if _FIRST_OF_KIND.search(text):
        yield FIRST_OF_KIND


def _japanese_names(text: str) -> set[str]:
    """The words of the proper names in ``text``; a single sign is rather part of a word than a name."""
    found = {word.of(name) for name in japanese.names(text) for word in japanese.telling(name)}
    return {word for word in found if len(word) > 1}


def _named_words(text: str) -> set[str]:
    """The folded words of ``text`` that its capitals or digits mark as names.

    A capital marks nothing on a sentence's opening word, nor where nearly every word has one (a title, or shouting).
    """
    found = [*_TOKEN.finditer(text)]
    tokens, starts = [one.group() for one in found], [one.start() for one in found]
    opening = {bisect_left(starts, end.end()) for end in _FULL_STOP.finditer(text)}
    shouted = sum(token[0].isupper() for token in tokens) > 0.8 * len(tokens) and len(tokens) > 2
    named: set[str] = set()
    for position, token in enumerate(tokens):
        if _is_marked(token[1:]) and not (shouted and token.isalpha()):
            pieces = filter(_is_marked, token.split("-"))  # of ODA-backed the first
            named.update(word for piece in pieces for word in words(piece))
        elif token[0].isupper() and position and position not in opening and not shouted:
            named.update(word for word in words(token) if word not in FUNCTION_WORDS)
    return named


def _is_marked(signs: str) -> bool:
    """Whether a capital or a digit is among ``signs``."""
    return any(sign.isupper() or sign.isdigit() for sign in signs)


def _others(part: Part, spoken: tuple[str, ...], vocabulary: Vocabulary) -> tuple[tuple[str, ...], ...]:
    """What else may stand for a name: a region's countries; a capital's country, unless it is where something is.

    A workshop may be in a capital, and a government is always in one.
    """
    country = vocabulary.capitals.get(part.standing)
    before = spoken[max(0, part.start - 2) : part.start]
    if country and (_GOVERN.issuperset(before[:1]) or _WHERE.isdisjoint(before)):
        return (country,)
    return vocabulary.members.get(part.standing, ())


def _is_name(part: Part, spoken: tuple[str, ...], named: set[str]) -> bool:
    said = spoken[part.start : part.end]
    if part.standing == _JAPAN and japanese.is_written(said[0]):  # of which a Japanese text speaks unless it says else
        return spoken[part.end : part.end + 1] == ("側",)  # beside another
    if part.kind in NAMED:
        return True
    if part.kind in {"programmes", "fields"} and len(said) == 1:  # an acronym, in any case
        return True
    return any(word in named for word in said)
