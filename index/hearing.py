"""What of a question is heard in a text: its words by stem, by kin or by likeness, its names, its verb.

A share weighs each by its rarity in the generation, as BM25 counts it, so that "the Fund" says less than "Djibouti".
"""

import re
from collections.abc import Sequence
from functools import lru_cache

from corpus.vocabulary import Vocabulary, words
from index import japanese, lexical
from index.asked import Asked
from index.asking import FUNCTION_WORDS
from index.bm25 import rarity
from index.constraints import KEPT_TEXTS, Context, alike, carries, carries_figure, context
from index.phrases import phrases
from index.predicate import LIGHT
from index.question import Name, Question
from index.searcher import Searcher
from index.verbs import akin, base_forms
from index.wordvectors import likeness

# A word that is not there counts as far as the word most like it: KIN if a verb's kin by WordNet says the same, else
# the cosine of the two from ALIKE on, below which pairs taken at random lie.
KIN, ALIKE = 0.7, 0.3
_NUMBERING = re.compile(r"^\W*\w{1,3}[.)]\s")
_BINDING = frozenset(("of", "for", "the", "and", "on", "in"))  # between the words of one name
LIGHTLY = 0.3  # how much a verb that says little, or a noun of its form, counts beside other words


class Hearing:
    """Hears one question in texts of one generation."""

    def __init__(self, searcher: Searcher, question: Question, vocabulary: Vocabulary) -> None:
        self._question = question
        self._vocabulary = vocabulary
        self._words = {stem: term for term in question.terms for stem in _stems(term)}
        self._terms = {
            stem: _rarity(searcher, searcher.passages_with(stem))
            * (LIGHTLY if _light(term) or (question.asked is Asked.DEFINITION and term == question.focus) else 1.0)
            for stem, term in self._words.items()
        }
        self._names = [(name, _rarity(searcher, passages_naming(searcher, name))) for name in question.names]
        self._figures = [(figure, _rarity(searcher, searcher.passages_with(figure))) for figure in question.figures]
        whole = (*self._terms.values(), *(rare for _, rare in self._names), *(rare for _, rare in self._figures))
        self._whole = sum(whole)
        said = (_bare(words(one)) for one in phrases(question))
        self._phrases = tuple(one for one in said if len(one) > 1)
        self._kin: dict[tuple[str, str], float] = {}
        self._shares: dict[str, float] = {}

    def context(self, text: str) -> Context:
        """What names and figures ``text`` carries."""
        return context(text, self._vocabulary)

    def share(self, text: str) -> float:
        """How much of the question's words, names and figures is heard in ``text``, from 0 to 1."""
        if text not in self._shares:
            self._shares[text] = self._share(self.context(text))
        return self._shares[text]

    def _share(self, told: Context) -> float:
        said, stems = _said(told.words)
        found = sum(rare * self._heard(stem, stems, said) for stem, rare in self._terms.items())
        found += sum(rare for name, rare in self._names if carries(name, told))
        found += sum(rare for figure, rare in self._figures if carries_figure(figure, told))
        return found / self._whole if self._whole else 0.0

    def scattered(self, text: str) -> float:
        """What share of the question's names of several words stands in ``text`` word by word, and never as one.

        "The International Maritime Organization founded the Trust Fund" does not speak of the International Trust Fund.
        """
        said = _bare(words(text))
        apart = [one for one in self._phrases if set(one) <= set(said) and not _beside(one, said)]
        return len(apart) / len(self._phrases) if self._phrases else 0.0

    def says(self, text: str) -> bool:
        """Whether ``text`` speaks of what the question's verb says, in one word or another; True if it has none."""
        verb = self._question.predicate
        if verb and japanese.is_written(verb):
            return any(verb == told or japanese.kin(verb, told) for told in japanese.predicates(text))
        return not verb or any(self._alike(verb, word) for word in _topical(words(text)))

    def only_verb(self) -> bool:
        """Whether the question's verb is all that it says of what it names: without it nothing is answered."""
        verb = self._question.predicate
        return bool(verb) and all(_light(term) or akin(verb, term) for term in self._question.terms)

    def repeats(self, text: str) -> bool:
        """Whether ``text`` says no word, name or figure that the question has not said: it answers nothing."""
        told, asked = self.context(text), self.context(self._question.text)
        said, stems = _said(asked.words)
        new = (word for word in _topical(told.words) if stems.isdisjoint(lexical.words(word)))
        fresh = any(not any(alike(word, other) for other in said) for word in new)
        return not fresh and told.figures <= asked.figures

    def focused(self, heading: str) -> float:
        """How much of ``heading`` is the word for what is asked for, 0 to 1: all of "(2) Fields" to "which fields".

        So is a word that the vocabulary has for the same: all of "(2) Fields" to "which areas". A heading that the
        question names in full is half of it: "(1) Target" to "Who is the target?".
        """
        said = lexical.topic_words(_NUMBERING.sub("", heading))
        focus = self._question.focus
        same = {stem for word in (focus, *self._also(focus)) for stem in lexical.words(word)}
        if not said:
            return 0.0
        named = all(word in self._terms for word in said)
        return max(sum(word in same for word in said) / len(said), named / 2)

    def closeness(self, word: str, text: str) -> float:
        """How near ``text`` comes to ``word``, folded: 1 if one of its words has the same stem, else as it is heard."""
        said = _topical(self.context(text).words if japanese.is_written(text) else words(text))
        same = set(_stems(word)) & set(lexical.words(" ".join(said)))
        return 1.0 if same else max((self._alike(word, other) for other in said), default=0.0)

    def _heard(self, stem: str, stems: frozenset[str], said: Sequence[str]) -> float:
        if stem in stems:
            return 1.0
        word = self._words[stem]
        return max((self._alike(word, other) for other in said), default=0.0)

    def _alike(self, word: str, other: str) -> float:
        if (word, other) not in self._kin:
            self._kin[word, other] = self._kinship(word, other)
        return self._kin[word, other]

    def _kinship(self, word: str, other: str) -> float:
        if japanese.is_written(word) or japanese.is_written(other):
            return KIN if japanese.kin(word, other) else 0.0
        cosine = likeness(word, other)
        forms = base_forms(word) or (word,)
        kin = not _light(other) and any(akin(verb, other, self._also(verb)) for verb in forms)
        return KIN if kin else cosine if cosine >= ALIKE else 0.0

    def _also(self, word: str) -> frozenset[str]:
        known = self._vocabulary.alike
        return known.get(word) or known.get(word.removesuffix("s")) or frozenset()


def _bare(said: Sequence[str]) -> tuple[str, ...]:
    return tuple(word for word in said if word not in _BINDING)


def _beside(phrase: Sequence[str], said: Sequence[str]) -> bool:
    """Whether the words of ``phrase`` stand next to each other in ``said``."""
    width = len(phrase)
    return any(tuple(said[at : at + width]) == tuple(phrase) for at in range(len(said) - width + 1))


def _stems(word: str) -> list[str]:
    """The stems of a word; of unspaced writing those of its dictionary words, not of its pairs of signs."""
    return (japanese.words(word) if japanese.is_written(word) else []) or lexical.words(word)


def passages_naming(searcher: Searcher, name: Name) -> int:
    """In how many passages, at most, ``name`` can stand in one of its forms."""
    forms = (name.said, *(" ".join(form) for form in (name.words, *name.members)))
    written = max(min(map(searcher.passages_with, lexical.words(form)), default=0) for form in forms)
    return written or searcher.passages_with(f"={' '.join(name.words)}")  # by a form that is not the question's


@lru_cache(KEPT_TEXTS)
def _said(told: tuple[str, ...]) -> tuple[list[str], frozenset[str]]:
    """The words of a text that say what it is about, and the stems of all."""
    return _topical(told), frozenset(lexical.words(" ".join(told)))


def _topical(said: Sequence[str]) -> list[str]:
    return [word for word in dict.fromkeys(said) if word and word not in FUNCTION_WORDS and not word.isdigit()]


def _light(term: str) -> bool:
    return term in LIGHT or any(form in LIGHT for form in base_forms(term))


def _rarity(searcher: Searcher, count: int) -> float:
    """How rare is what stands in ``count`` passages, as BM25 counts it."""
    return rarity(searcher.passages, count)
