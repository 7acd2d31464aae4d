"""Names that mean the same as words of the index: what either form of one is found by.

A passage is indexed by one more word for each known name in it, whatever its form: those of the vocabulary, and those
that the corpus defines itself ("Official Development Assistance (ODA)"). A query that holds one form adds that word,
and so finds what holds the other, with the frequency and the rarity of both together. A name has several meanings if
the corpus defines it so; it then finds all of them.

A short form that the corpus writes as a word more often than as that name (PART, SHIPS, SHAPE) is one in its own
capitals only. Over 140 documents that define 746 names such ones were read into "take part" and "high-risk ships",
and what answers lacked the name.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from corpus.definitions import Definition
from corpus.records import Span
from corpus.vocabulary import Part, Vocabulary, folded, word_spans, words
from index.lexical import QUESTION_WORDS

_NO_NAME = "spelling"  # the kind of the vocabulary that holds no names
_SPOKEN = ("organisations", "programmes", "fields")  # whose other form is told to the embedding model, too


@dataclass(frozen=True, slots=True)
class Understood:
    """What of a query was taken as something else: ``said`` was read as ``read``, or also as that.

    ``why`` is spelling, vocabulary or definition; a definition stands in the document at the span.
    """

    said: str
    read: str
    why: str
    document_id: str | None = None
    span: Span | None = None


@dataclass(slots=True)
class _Name:
    """A name that the corpus defines: the word it is indexed by, both forms, and where each definition stands."""

    word: str
    short: str
    long: str
    places: list[tuple[int, str, Span]] = field(default_factory=list)

    @property
    def small(self) -> str:
        """The short form in small letters: "led" of LEDs."""
        return " ".join(words(self.short))


class Concepts:
    """The names of a vocabulary and of one corpus; they never change, so threads may share them."""

    def __init__(self, vocabulary: Vocabulary, defined: Iterable[tuple[int, str, Definition]]) -> None:
        """``defined`` gives the row, the document's id and the definition, by row."""
        self._vocabulary = vocabulary
        self._names: dict[str, _Name] = {}
        for row, document_id, one in defined:
            if vocabulary.canonical(words(one.short)) != vocabulary.canonical(words(one.long)):
                word = f"={' '.join(_cased(one.short))}={' '.join(words(one.long))}"
                name = self._names.setdefault(word, _Name(word, one.short, one.long))
                name.places.append((row, document_id, one.span))
        self._forms: dict[str, list[tuple[tuple[str, ...], bool, _Name]]] = {}
        for name in self._names.values():
            for form, short in ((_cased(name.short), True), (words(name.long), False)):
                if form:
                    self._forms.setdefault(form[0].casefold(), []).append((form, short, name))

    def counted(self, text: str) -> Counter[str]:
        """The words by which the names in ``text`` are indexed, and how often each stands there."""
        counts = Counter(f"={' '.join(part.standing)}" for part in self._parts(text))
        counts.update(name.word for name, _ in self._defined(text))
        return counts

    def known(self, word: str) -> bool:
        """Whether ``word`` is a name that the vocabulary knows."""
        return any(True for _ in self._parts(word))

    def pairs(self, is_word: Callable[[str, str], bool]) -> Iterator[tuple[str, str]]:
        """The short and the long form of each name that the corpus defines, the long one twice if the short is a word.

        ``is_word`` says that of a short form in small letters and the word by which its name is indexed.
        """
        for name in self._names.values():
            yield (name.long if is_word(name.small, name.word) else name.short), name.long

    def asked(
        self, query: str, searched: Callable[[int], bool], is_word: Callable[[str, str], bool]
    ) -> tuple[list[str], list[Understood]]:
        """The words by which the names in ``query`` are indexed, and what else each of them is called.

        Names that no row defines for which ``searched`` is true are not known; ``is_word`` is as in ``pairs``.
        """
        found, also = dict[str, None](), dict[Understood, None]()
        written = _cased(self._vocabulary.cut(query))
        for part in self._parts(query):
            found[f"={' '.join(part.standing)}"] = None
            said = written[part.start : part.end]
            if part.kind in _SPOKEN and words(" ".join(said)) != part.standing:
                also[Understood(" ".join(said), self._vocabulary.written[part.standing], "vocabulary")] = None
        for name, short in self._defined(query, is_word):
            places = [place for place in name.places if searched(place[0])]
            if places:
                found[name.word] = None
                forms = (name.short, name.long) if short else (name.long, name.short)
                also[Understood(*forms, "definition", *places[0][1:])] = None
        return list(found), list(also)

    def _parts(self, text: str) -> Iterator[Part]:
        found = self._vocabulary.known(words(self._vocabulary.cut(text)))
        return (part for part in found if part.kind != _NO_NAME)

    def _defined(self, text: str, is_word: Callable[[str, str], bool] | None = None) -> Iterator[tuple[_Name, bool]]:
        """The defined names in ``text``, each as often as it stands there, and whether by its short form.

        A short form counts in its own capitals, in others only if ``is_word`` is given and says that it is none.
        """
        cased = _cased(text)
        told = tuple(word.casefold() for word in cased)
        for at, first in enumerate(told):
            for form, short, name in self._forms.get(first, ()):
                end = at + len(form)
                if told[at:end] != tuple(map(str.casefold, form)):
                    continue
                strict = short and (is_word is None or first in QUESTION_WORDS or is_word(name.small, name.word))
                if not strict or cased[at:end] == form:
                    yield name, short


def _cased(text: str) -> tuple[str, ...]:
    """The words of ``text`` folded for comparison but for their case."""
    plain = folded(text)
    return tuple(plain[start:end] for start, end in word_spans(plain))
