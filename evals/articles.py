"""Lessons of articles in the form that SQuAD is given in, versions 1.1 and 2.0 (Rajpurkar et al., 2016 and 2018).

    {"data": [{"title": "…", "paragraphs": [{"context": "…", "qas": [
        {"question": "…", "answers": [{"text": "…", "answer_start": 12}], "is_impossible": false}]}]}]}

A sentence is read as it is in use (index/examining.py): behind the words before it in its paragraph, under the title.
Few questions that people wrote beside a paragraph have no answer in it, so more are made: a question is put to the
sentence of its article that is most like it and has no answer, or one of its names or numbers is exchanged.
"""

import json
import math
import random
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from corpus.errors import MissingError, UsageError
from corpus.records import Span
from evals.lessons import Lesson
from index.examining import CONTEXT
from ingest.sentences import sentence_spans

ELSEWHERE = 0.5  # of the questions with an answer, which are put to another sentence as well
EXCHANGED = 0.25  # of those that name or count something, which are asked of another name or number as well
_LONG_WORD = re.compile(r"\w{4,}")
_NAMED = re.compile(r"(?<=[\w,] )[A-Z][\w-]+(?: [A-Z][\w-]+)*")
_COUNTED = re.compile(r"\b\d[\d,.]*\b")
_FORM = "A file as SQuAD gives it: data, paragraphs, qas, answers with text and answer_start."


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A sentence or several of a paragraph, and the words of four letters and more that they hold."""

    paragraph: str
    span: Span
    words: frozenset[str]

    def told(self) -> tuple[str, int]:
        """It behind the words before it, and how many signs these are."""
        before = " ".join(self.paragraph[: self.span.start].split()[-CONTEXT:])
        lead = f"{before} " if before else ""
        return lead + self.span.of(self.paragraph), len(lead)


@dataclass(frozen=True, slots=True)
class _Article:
    title: str
    sentences: tuple[_Sentence, ...]
    rarity: Mapping[str, float]

    def nearest(self, question: str, without: Sequence[str], among: str = "") -> _Sentence | None:
        """The sentence, of a paragraph or all, that shares most with a question and tells none of ``without``."""
        asked = _words(question)
        fit = (one for one in self.sentences if not among or one.paragraph == among)
        # fsum: a set gives its words in another order in each run, and sums that are rounded on the way would differ.
        told = ((math.fsum(self.rarity[word] for word in asked & one.words), one) for one in fit)
        free = [(shared, one) for shared, one in told if shared and not any(some in one.told()[0] for some in without)]
        return max(free, key=lambda pair: pair[0])[1] if free else None


def read_articles(paths: Sequence[Path], seed: int) -> list[Lesson]:
    """The lessons of files, article by article; ``seed`` decides what is asked elsewhere and what is exchanged.

    Left out is a question whose answer does not stand where the file says, and a lesson that an earlier file has.
    Raises MissingError for no file, UsageError for another form.
    """
    told = {(one.question, one.passage): one for path in reversed(paths) for one in reversed(_read(path, seed))}
    return list(reversed(told.values()))


def _read(path: Path, seed: int) -> list[Lesson]:
    if not path.is_file():
        raise MissingError(f"There is no file {path}.", _FORM)
    chance = random.Random(seed)
    try:
        found = json.loads(path.read_text(encoding="utf-8"))["data"]
        return [lesson for number, one in enumerate(found) for lesson in _lessons(f"{path.name}:{number}", one, chance)]
    except (ValueError, KeyError, TypeError) as error:
        raise UsageError(f"{path} cannot be read: {error!r}.", _FORM) from error


def _lessons(place: str, found: Mapping[str, Any], chance: random.Random) -> Iterator[Lesson]:
    article = _article(found)
    for number, paragraph in enumerate(found["paragraphs"]):
        text = str(paragraph["context"])
        for asked in paragraph["qas"]:
            for question, sentence, answer in _readings(article, text, asked, chance):
                told, lead = sentence.told()
                span = answer and answer.shifted(lead - sentence.span.start)
                yield Lesson(f"{place}:{number}", question, article.title, told, span)


def _readings(
    article: _Article, text: str, asked: Mapping[str, Any], chance: random.Random
) -> Iterator[tuple[str, _Sentence, Span | None]]:
    """What is asked of which sentence, and where in the paragraph the answer stands that it has, if any."""
    question, told = str(asked["question"]).strip(), [str(one["text"]) for one in asked["answers"]]
    if asked.get("is_impossible"):
        near = article.nearest(question, (), text)
        if near:
            yield question, near, None
        return
    answer = _standing(text, asked["answers"])
    if not answer or not question:
        return
    right = _around(article, text, answer)
    yield question, right, answer
    other = article.nearest(question, told) if chance.random() < ELSEWHERE else None
    if other:
        yield question, other, None
    changed = _exchanged(question, right, article, chance) if chance.random() < EXCHANGED else ""
    if changed:
        yield changed, right, None


def _article(found: Mapping[str, Any]) -> _Article:
    sentences = [
        _Sentence(text, span, _words(span.of(text)))
        for text in (str(one["context"]) for one in found["paragraphs"])
        for span in sentence_spans(text, Span(0, len(text)), "en")
    ]
    held = Counter(word for one in sentences for word in one.words)
    rarity = {word: math.log(1 + len(sentences) / count) for word, count in held.items()}
    return _Article(unquote(str(found.get("title") or "")).replace("_", " "), tuple(sentences), rarity)


def _around(article: _Article, text: str, answer: Span) -> _Sentence:
    """The sentences of a paragraph that an answer touches, as one."""
    touched = [one for one in article.sentences if one.paragraph == text and one.span.overlaps(answer)]
    start, end = min(answer.start, touched[0].span.start), max(answer.end, touched[-1].span.end)
    return _Sentence(text, Span(start, end), frozenset().union(*(one.words for one in touched)))


def _standing(text: str, answers: Sequence[Mapping[str, Any]]) -> Span | None:
    """Where the shortest of the answers stands, if it is there."""
    spans = [Span(int(one["answer_start"]), int(one["answer_start"]) + len(one["text"])) for one in answers]
    sound = [
        span for span, one in zip(spans, answers, strict=True) if one["text"].strip() and span.of(text) == one["text"]
    ]
    return min(sound, key=lambda span: (len(span.of(text)), span.start), default=None)


def _exchanged(question: str, right: _Sentence, article: _Article, chance: random.Random) -> str:
    """The question with a name or a number of another sentence of its article for its own; empty if there is none."""
    kinds = [(kind, one) for kind in (_NAMED, _COUNTED) for one in kind.finditer(question)]
    if not kinds:
        return ""
    kind, own = chance.choice(kinds)
    known = f"{question} {article.title} {right.told()[0]}".casefold()
    others = sorted(
        {
            name
            for one in article.sentences
            for name in kind.findall(one.span.of(one.paragraph))
            if name.casefold() not in known and (kind is _NAMED or len(name) == len(own[0]))
        }
    )
    return question[: own.start()] + chance.choice(others) + question[own.end() :] if others else ""


def _words(text: str) -> frozenset[str]:
    return frozenset(_LONG_WORD.findall(text.casefold()))
