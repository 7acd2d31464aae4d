"""Whether a text carries the names and figures that a question is tied to."""

import re
from dataclasses import dataclass
from functools import lru_cache

from corpus.vocabulary import Vocabulary, words
from index.asking import FUNCTION_WORDS
from index.figures import figures
from index.question import FIRST_OF_KIND, PLACES, Name, Question
from index.wording import spaced

# How the name of a people or a plural may differ from the name itself: Africa–African, Fund–Funds, Somalia–Somalian.
_ENDINGS = frozenset({"n", "an", "ian", "ese", "i", "s", "es", "ns"})
_RANKS = {
    "first": frozenset(("1st", "initial", "initially", "inaugural", "maiden")),
    "last": frozenset(("latest", "recent", "recently", "final")),
    "latest": frozenset(("last", "recent", "recently")),
}
_SHORTEST = 4  # letters of a name that may differ by an ending; below it, UN and UNs would be too much alike
_EDITION = re.compile(r"\d+(?:st|nd|rd|th)")
_EITHER_FIGURE = re.compile(
    r"\b(?:\d[\w.,]{0,20}|\w{1,20}(?:st|nd|rd|th)) or (?:the |in |FY ?){0,4}(?:\d|\w{1,20}(?:st|nd|rd|th)\b)", re.I
)  # the third or the fourth
_OR = re.compile(r" or (?P<lead>(?:by|in|to|for|from|with|through|at|on|of|under|off|near) )?")
_LEAST_INITIALS = 3  # two letters stand for too many things
_MOST_INITIALS = 12  # else a line of ten thousand capitals would spell as many words, each as long
_CAPITALS = re.compile(r"[A-Z][a-z]+(?:[- ](?:(?:of|the|for|and|on|in|to|de) ){0,2}[A-Z][a-z]+){2,}")
KEPT_TEXTS = 4_000  # are not read again: questions of one corpus are weighed against the same sentences and headings
KEPT_QUESTIONS = 64  # more are hardly answered at one time


@dataclass(frozen=True, slots=True)
class Context:
    """The words and figures of a text, folded, every known name in the form that stands for it.

    ``acronyms`` are the words that stood in capitals, as they stood: WHO is not who. ``initials`` are those of words
    that stand together with capitals, small words passed over: AFP of the Armed Forces of the Philippines. ``places``
    are those that are known, by the form that stands for each, and ``loose`` the words as said that are of none of
    them: Sudan does not stand in "South Sudan".
    """

    words: tuple[str, ...]
    figures: frozenset[str]
    acronyms: frozenset[str]
    initials: frozenset[str] = frozenset()
    places: frozenset[tuple[str, ...]] = frozenset()
    loose: tuple[str, ...] = ()

    def __or__(self, other: "Context") -> "Context":
        return Context(
            (*self.words, "", *other.words),
            self.figures | other.figures,
            self.acronyms | other.acronyms,
            self.initials | other.initials,
            self.places | other.places,
            (*self.loose, "", *other.loose),
        )


@lru_cache(KEPT_TEXTS)
def context(text: str, vocabulary: Vocabulary) -> Context:
    """What ``text`` carries."""
    apart = spaced(text, vocabulary)
    acronyms = frozenset(word for word in re.findall(r"\w+", apart) if word.isupper() and len(word) > 1)
    said = words(apart)
    places = [part for part in vocabulary.known(said) if part.kind in PLACES]
    loose = list(said)
    for part in places:
        loose[part.start : part.end] = [""] * (part.end - part.start)
    return Context(
        (*vocabulary.canonical(said), "", *said),
        frozenset(figures(text)),
        acronyms,
        _initials(text),
        frozenset(part.standing for part in places),
        tuple(loose),
    )


def _initials(text: str) -> frozenset[str]:
    """What the capitals of words that stand together spell, whole runs and what begins or ends one."""
    runs = ("".join(re.findall(r"\b[A-Z]", run)) for run in _CAPITALS.findall(text))
    lengths = range(_LEAST_INITIALS, _MOST_INITIALS + 1)
    return frozenset(part for run in runs for one in lengths if one <= len(run) for part in (run[:one], run[-one:]))


def missing(question: Question, told: Context) -> tuple[str, ...]:
    """The names and figures of ``question`` that ``told`` does not carry, as a person would write them.

    >>> from corpus.vocabulary import vocabulary
    >>> from index.question import read_question
    >>> known = vocabulary({})
    >>> missing(read_question("aid to Kenya in FY2021", known), context("aid to Kenya in FY2019", known))
    ('FY2021',)
    """
    carried = {name.said for name in question.names if carries(name, told)} | _by_initials(question, told)
    carried |= _instead(question, carried)
    lacking = [name.said for name in question.names if name.said not in carried]
    absent = [figure for figure in question.figures if not carries_figure(figure, told)]
    if len(absent) < len(question.figures) and _asks_either_figure(question.text):
        absent = []
    return (*lacking, *map(shown, absent))


@lru_cache(KEPT_QUESTIONS)
def _asks_either_figure(question: str) -> bool:
    return bool(_EITHER_FIGURE.search(question))


def shown(figure: str) -> str:
    """``figure`` as a person would write it.

    >>> shown("fy2021"), shown("4th")
    ('FY2021', '4th')
    """
    return figure.upper() if figure.startswith("fy") else figure


def _by_initials(question: Question, told: Context) -> set[str]:
    """Names that stand together in the question and as initials in ``told``: ISC for Information Sharing Centre."""
    said = [name.said for name in question.names]
    initials = "".join(name[0] for name in said)
    lengths = {len(one) for one in told.acronyms if len(one) >= _LEAST_INITIALS}
    runs = [
        said[at : at + length]
        for length in lengths
        for at in range(len(said) - length + 1)
        if initials[at : at + length] in told.acronyms
    ]
    return {name for run in runs if " ".join(run) in question.text for name in run}


def _instead(question: Question, carried: set[str]) -> set[str]:
    """Names that another, which is ``carried``, may stand for: of "Kenya or Mali" one is enough."""
    return {name for pair in _either(question) if not carried.isdisjoint(pair) for name in pair}


@lru_cache(KEPT_QUESTIONS)
def _either(question: Question) -> tuple[tuple[str, str], ...]:
    """The pairs of names in ``question`` with an "or" between, and the same word before both or the first alone."""
    said = [name.said for name in question.names]
    pairs: dict[tuple[str, str], None] = {}
    for found in _OR.finditer(question.text):
        leads = tuple(f" {found['lead']}{the}" for the in ("", "the ")) if found["lead"] else ("",)
        ends = [tuple(f"{lead}{one}" for lead in leads) for one in said]
        before = [one for one, end in zip(said, ends, strict=True) if question.text.endswith(end, 0, found.start())]
        after = [one for one in said if question.text.startswith((one, f"the {one}"), found.end())]
        pairs.update(((one, other), None) for one in before for other in after if one != other)
    return tuple(pairs)


def carries(name: Name, told: Context) -> bool:
    """Whether ``name`` stands in ``told`` in any of its forms, or spelt out; a region also by one of its countries."""
    if FUNCTION_WORDS.issuperset(name.words):
        return name.said in told.acronyms
    if name.said.isupper() and name.said in told.initials:
        return True
    if any(member in told.places or _stands_in(member, told.loose) for member in name.members):
        return True
    own = (name.words, words(name.said))
    return (name.place and name.words in told.places) or any(
        _stands_in(form, told.loose if name.place else told.words) for form in own
    )


def _stands_in(name: tuple[str, ...], told: tuple[str, ...]) -> bool:
    if not name:
        return True
    first, *others = name
    last = len(told) - len(others)
    starts = (at for at in _by_letter(told).get(first[:1], ()) if at < last and alike(first, told[at]))
    return any(all(map(alike, others, told[at + 1 :])) for at in starts)


@lru_cache(KEPT_TEXTS)
def _by_letter(told: tuple[str, ...]) -> dict[str, list[int]]:
    """Where the words of ``told`` stand, by their first letter."""
    places: dict[str, list[int]] = {}
    for at, word in enumerate(told):
        places.setdefault(word[:1], []).append(at)
    return places


def alike(one: str, other: str) -> bool:
    """Whether two folded words are one but for the ending of a people or a plural: Africa, African."""
    if one == other:
        return True
    shorter, longer = (one, other) if len(one) < len(other) else (other, one)
    return len(shorter) >= _SHORTEST and longer.startswith(shorter) and longer[len(shorter) :] in _ENDINGS


def carries_figure(figure: str, told: Context) -> bool:
    """A plain year is carried by that year in any dress (2019, FY2019, IPD2019); a fiscal year only by itself.

    An edition is carried by its number at a name's end: the seventh by TICAD7.
    """
    if figure != FIRST_OF_KIND and (figure in told.figures or figure in told.words):
        return True
    if figure in _RANKS:
        return not _RANKS[figure].isdisjoint(told.words)
    if figure == FIRST_OF_KIND:  # what was said "for the first time" is no first project
        pairs = zip(told.words, (*told.words[1:], ""), strict=True)
        return any(word in _RANKS["first"] or (word == "first" and after != "time") for word, after in pairs)
    joined = figure if re.fullmatch(r"(?:19|20)\d\d", figure) else figure[:-2] if _EDITION.fullmatch(figure) else ""
    return bool(joined) and any(re.fullmatch(rf"[^\W\d]+{joined}", word) for word in told.words)
