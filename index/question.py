"""What a question asks for, and what an answer must carry to be one.

A question is read into its kind (what must stand in the answer: an amount, a number, a date …), its
figures (years, fiscal years, ordinals, sums), its names (capitalised or known), and its content words.
Figures and names are constraints: words that carry none of them do not answer, however alike they sound.
"""

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace

from corpus.figures import japanese_figures, number
from corpus.vocabulary import Part, Vocabulary, folded, word_spans, words
from index import japanese
from index.asked import NUMBER, Asked, kind_of
from index.asking import FUNCTION_WORDS, asking_sentence, focus, less_errand, less_granted, set_beside
from index.lexical import UNSPACED
from index.patterns import NUMBERS, numbers
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
_FISCAL = re.compile(r"\b(?:fiscal(?: year)?|fy|jfy)[ -]?((?:19|20)\d\d)\b", re.IGNORECASE)
_YEARS = re.compile(r"(?<![\d.,])((?:19|20)\d)(\d) ?[-–/] ?(\d)(\d)(?![\d.,]*\d)")  # 2019–22, 2022/23
PLACES = frozenset(("places", "countries"))  # kinds of the vocabulary
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
_ORDINAL = re.compile(r"\b\d+(?:st|nd|rd|th)\b", re.IGNORECASE)
# Of Japanese: the fourth meeting, Article 7, the second phase; and where a figure touches the word for what it counts.
_NTH = re.compile(
    r"第\s?(\d{1,3}|[一二三四五六七八九十百]{1,5})\s?(?:回|次|条|章|節|項|号|版|期|部|段階|フェーズ)|(?<!\d)(\d{1,3})回目"
)
_TOUCHING = re.compile(rf"(?<=\d)(?=[{UNSPACED}])|(?<=[{UNSPACED}])(?=\d)")
_ITS_MONEY = re.compile(rf"\b[A-Z][\w.]*(?: [A-Z]\w+)? (?=(?:{COINS})\b)")  # "in US dollars" names no country
_QUOTED = re.compile(r"[「『]([^「」『』]{1,30})[」』]")
SPELT = {
    "second": "2nd", "third": "3rd", "fourth": "4th", "fifth": "5th", "sixth": "6th", "seventh": "7th",
    "eighth": "8th", "ninth": "9th", "tenth": "10th", "eleventh": "11th", "twelfth": "12th",
}  # fmt: skip
_ENDINGS = {"1": "st", "2": "nd", "3": "rd"}
LABELLED = (
    "tool|phase|article|chapter|section|part|objective|pillar|goal|step|stage|volume|component|round|session|annex|point"
    "|measure|principle"
)
LABEL = re.compile(rf"\b({LABELLED}) (\d{{1,2}})\b", re.IGNORECASE)
_LABELLED_IN_WORDS = re.compile(  # phase three
    r"\b(?:tool|phase|article|chapter|section|objective|pillar|goal|stage|volume|component|round|annex)"
    rf" ({'|'.join(NUMBERS)})\b",
    re.IGNORECASE,
)
_NO_EDITION = (
    r"(?:of|countr\w+|part(?:y|ies)|nationals?|states?|hand|half|quarter|largest|most|biggest|highest|only|more|less|fewer"
    r"|higher|lower|larger|smaller)\b"
)
# An edition: not "a third of", "third countries", "the second largest", "one fifth" or "second-hand".
_EDITION = re.compile(
    rf"\b(?<!\ba )(?<!\bone )({'|'.join(SPELT)})\b(?![ -]{_NO_EDITION}|-[a-z])",
    re.IGNORECASE,
)
_ANOTHER = re.compile(  # one more: "a third vessel", not "by a third", "a third in 2020" or "a second later"
    rf"(?<!\bby )(?<!\babout )(?<!\bnearly )(?<!\balmost )(?<!\bthan )(?<!\bover )\ba ({'|'.join(SPELT)})"
    rf"(?= (?!{_NO_EDITION}|(?:in|or|to|for|from|by|at|on|were|was|are|is|had|have|has|than|later|and|as|since|that|who"
    r"|which|ago|time)\b)[a-z])",
    re.IGNORECASE,
)


def read_question(text: str, vocabulary: Vocabulary) -> Question:
    """What ``text`` asks for. Names are words with a capital or a digit in them, and names the vocabulary knows.

    >>> from corpus.vocabulary import vocabulary
    >>> asked = read_question("How much went to UNODC in fiscal 2019?", vocabulary({}))
    >>> asked.asked.value, [name.said for name in asked.names], asked.figures, asked.terms
    ('amount', ['UNODC'], ('fy2019',), ('went',))
    """
    said = less_granted(less_errand(text))
    given = tuple(dict.fromkeys((*figures(said), *_ranks(said))))
    plain = folded(spaced(_without_figures(_QUOTED.sub(" ", _ITS_MONEY.sub("", said))), vocabulary))
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


def with_names(question: Question, said: tuple[str, ...]) -> Question:
    """``question`` with those of its terms that are in ``said`` taken as names, as a document writes them."""
    names = tuple(Name((term,), term) for term in question.terms if term in said)
    terms = tuple(term for term in question.terms if term not in said)
    return replace(question, names=question.names + names, terms=terms)


def figures(text: str) -> Iterator[str]:
    """The figures in ``text``: fiscal years as ``fy2019``, then ordinals as ``3rd``, then numbers without commas.

    Japanese years and amounts follow in the form that ``corpus.figures`` gives them.

    >>> list(figures("3rd, $2.4m in fiscal year 2019")), list(figures("令和元年度に20億円"))
    (['fy2019', '3rd', '2.4'], ['fy2019', '2000000000 yen'])
    >>> list(figures("the fourth meeting of a third of the members")), list(figures("a third ship, in phase two"))
    (['4th'], ['3rd', '2nd'])
    >>> list(figures("in 2022/23 and over 2019–22"))
    ['2022', '2023', '2019', '2022']
    """
    if japanese.is_written(text):
        text = unicodedata.normalize("NFKC", text)
        yield from (figure for _, figure in written_figures(text))
        text = _apart(text)
    for fiscal in _FISCAL.findall(text):
        yield f"fy{fiscal}"
    for ordinal in _ORDINAL.findall(text):
        yield ordinal.casefold()
    for spelt in (*_EDITION.findall(text), *_ANOTHER.findall(text)):
        yield SPELT[spelt.casefold()]
    for _, label in LABEL.findall(text):
        yield _ordinal(int(label))
    for label in _LABELLED_IN_WORDS.findall(text):
        yield _ordinal(NUMBERS.index(label.casefold()) + 1)
    for written in NUMBER.findall(_FISCAL.sub(" ", _YEARS.sub(_both_years, text))):
        yield written.replace(",", "")


def _both_years(found: re.Match[str]) -> str:
    """Two years that were written as one, the second in full, if it comes after the first."""
    first, second = found[1] + found[2], found[1][:2] + found[3] + found[4]
    return f"{first} {second}" if first < second else found[0]


def written_figures(text: str) -> Iterator[tuple[str, str]]:
    """The years, amounts and ordinals of Japanese ``text``: each as it stands there, and as ``figures`` gives it.

    >>> list(written_figures("令和元年度の第4回協議"))
    [('令和元年度', 'fy2019'), ('第4回', '4th')]
    """
    plain = unicodedata.normalize("NFKC", text)
    yield from ((figure.span.of(plain), str(figure)) for figure in japanese_figures(plain))
    yield from ((found[0], _ordinal(int(number(found[1] or found[2])))) for found in _NTH.finditer(plain))


def _without_figures(text: str) -> str:
    if japanese.is_written(text):
        text = _apart(unicodedata.normalize("NFKC", text))
    return _ANOTHER.sub(" ", _EDITION.sub(" ", _ORDINAL.sub(" ", NUMBER.sub(" ", _FISCAL.sub(" ", text)))))


def _apart(text: str) -> str:
    """Japanese ``text`` without its years, amounts and ordinals, its other figures apart from the words they touch."""
    for figure in reversed(japanese_figures(text)):
        text = f"{text[: figure.span.start]} {text[figure.span.end :]}"
    return _TOUCHING.sub(" ", _NTH.sub(" ", text))


def _ranks(text: str) -> Iterator[str]:
    yield from _RANK.findall(_FIRST_OF_KIND.sub(" ", text).casefold())
    if _FIRST_OF_KIND.search(text):
        yield FIRST_OF_KIND


def _ordinal(rank: int) -> str:
    written = str(rank)
    ending = "th" if written[-2:-1] == "1" else _ENDINGS.get(written[-1], "th")
    return f"{written}{ending}"


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
        inner = _inner(token) and not token.isalpha() * shouted
        if inner or (token[0].isupper() and position and position not in opening and not shouted):
            pieces = (
                [piece for piece in token.split("-") if _inner(f" {piece}")] if inner else [token]
            )  # ODA, not backed
            named.update(word for piece in pieces for word in words(piece) if inner or word not in FUNCTION_WORDS)
    return named


def _inner(token: str) -> bool:
    """Whether a sign of ``token`` after its first is a capital or a digit."""
    return any(letter.isupper() or letter.isdigit() for letter in token[1:])


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
    if part.kind in {"places", "countries", "organisations"}:
        return True
    if part.kind in {"programmes", "fields"} and len(said) == 1:  # an acronym, in any case
        return True
    return any(word in named for word in said)
