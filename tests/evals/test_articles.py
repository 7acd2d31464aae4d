"""Lessons of a small file of SQuAD's form: what is read as in use, what is asked elsewhere, what is exchanged."""

import json
from pathlib import Path
from typing import Any

import pytest

from corpus.errors import MissingError, UsageError
from evals.articles import read_articles
from evals.lessons import Lesson

HARBOUR = (
    "The harbour was dredged in 1987 by the Port Board. It cost 40 million francs. "
    + "nobody at all " * 12
    + "objected. Pilots from Marseille trained there in May."
)
FERRY = "The ferry sails daily. In 1991 the Harbour Trust dredged the channel for it. Pilots from Toulon came."


def asked(question: str, answer: str, context: str, *, impossible: bool = False) -> dict[str, Any]:
    answers = [] if impossible else [{"text": answer, "answer_start": context.index(answer)}]
    return {"question": question, "answers": answers, "is_impossible": impossible}


def write(path: Path, *paragraphs: tuple[str, list[dict[str, Any]]], title: str = "Old_Harbour%21") -> Path:
    told = [{"context": context, "qas": qas} for context, qas in paragraphs]
    path.write_text(json.dumps({"data": [{"title": title, "paragraphs": told}]}), encoding="utf-8")
    return path


@pytest.fixture
def lessons(tmp_path: Path) -> list[Lesson]:
    questions = [asked("When was the harbour dredged by the Port Board?", "1987", HARBOUR)] * 40
    return read_articles([write(tmp_path / "a.json", (HARBOUR, questions), (FERRY, []))], 1)


def test_a_sentence_is_read_behind_the_words_before_it_under_its_title(tmp_path: Path) -> None:
    path = write(tmp_path / "a.json", (HARBOUR, [asked("Who trained?", "Pilots from Marseille", HARBOUR)]))
    lesson = read_articles([path], 1)[0]
    assert lesson.heading == "Old Harbour!"
    assert lesson.passage.endswith(" objected. Pilots from Marseille trained there in May.")
    assert len(lesson.passage.split()) == 25 + 7
    assert lesson.answer is not None
    assert lesson.answer.of(lesson.passage) == "Pilots from Marseille"


def test_a_question_is_also_put_to_the_sentence_most_like_it_that_has_no_answer(lessons: list[Lesson]) -> None:
    elsewhere = {one.passage for one in lessons if one.answer is None and "Port Board" in one.question}
    assert any("In 1991 the Harbour Trust dredged the channel for it." in passage for passage in elsewhere)
    assert not any("1987" in passage for passage in elsewhere)


def test_a_name_is_exchanged_for_another_of_the_article(lessons: list[Lesson]) -> None:
    changed = {one.question for one in lessons if one.question != "When was the harbour dredged by the Port Board?"}
    names = {"Harbour Trust", "Marseille", "Toulon", "May"}
    assert changed
    assert changed <= {f"When was the harbour dredged by the {name}?" for name in names}
    right = [one for one in lessons if one.question in changed]
    assert all(one.answer is None and "dredged in 1987" in one.passage for one in right)


def test_a_number_is_exchanged_for_one_as_long(tmp_path: Path) -> None:
    questions = [asked("what happened in 1987?", "dredged", HARBOUR)] * 40
    lessons = read_articles([write(tmp_path / "a.json", (HARBOUR, questions), (FERRY, []))], 1)
    assert {one.question for one in lessons} == {"what happened in 1987?", "what happened in 1991?"}


def test_a_question_without_an_answer_is_put_to_a_sentence_of_its_own_paragraph(tmp_path: Path) -> None:
    asks = [asked("Where did pilots of the ferry train?", "", HARBOUR, impossible=True)]
    (lesson,) = read_articles([write(tmp_path / "a.json", (HARBOUR, asks), (FERRY, []))], 1)
    assert lesson.answer is None
    assert lesson.passage.endswith("Pilots from Marseille trained there in May.")


def test_what_an_earlier_file_asks_is_not_taken_again_nor_what_is_not_there(tmp_path: Path) -> None:
    wrong = asked("Who came?", "ferry", FERRY) | {"answers": [{"text": "ferry", "answer_start": 0}]}
    one = write(tmp_path / "a.json", (FERRY, [asked("Who came?", "Pilots from Toulon", FERRY)] * 2))
    two = write(tmp_path / "b.json", (FERRY, [asked("Who came?", "Pilots", FERRY), wrong]))
    found = [lesson for lesson in read_articles([one, two], 1) if lesson.answer]
    assert [lesson.answer.of(lesson.passage) for lesson in found if lesson.answer] == ["Pilots from Toulon"]


def test_the_same_seed_gives_the_same_lessons(lessons: list[Lesson], tmp_path: Path) -> None:
    assert read_articles([tmp_path / "a.json"], 1) == lessons
    assert read_articles([tmp_path / "a.json"], 2) != lessons


def test_of_sentences_that_share_as_much_the_first_is_nearest_in_whatever_order_words_are_counted(
    tmp_path: Path,
) -> None:
    paragraphs = []
    for group in range(20):
        pair = [[f"{letter}word{group}x{rare}" for rare in range(9)] for letter in "AB"]
        rarer = [word for words in pair for rare, word in enumerate(words) for _ in range(rare)]
        context = " ".join(f"{' '.join(words)} ended." for words in [*pair, *([word] for word in rarer)])
        paragraphs.append((context, [asked(" ".join(pair[0] + pair[1]), "", context, impossible=True)]))
    made = read_articles([write(tmp_path / "a.json", *paragraphs)], 1)
    assert [one.passage.split()[-2] for one in made] == [f"Aword{group}x8" for group in range(20)]


def test_what_is_no_such_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(MissingError, match=r"There is no file .*none\.json"):
        read_articles([tmp_path / "none.json"], 1)
    for told in ("{", '{"data": [{"title": "A", "paragraphs": [{"qas": []}]}]}', "[]"):
        (tmp_path / "bad.json").write_text(told, encoding="utf-8")
        with pytest.raises(UsageError, match=r"bad\.json cannot be read"):
            read_articles([tmp_path / "bad.json"], 1)
