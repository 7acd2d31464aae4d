"""Windows of paragraphs, which never lose an answer, and the lessons of a small folder of squad2-dev's form."""

import json
import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.errors import MissingError, UsageError
from corpus.records import Span
from evals.paragraphs import MOST_WORDS, WORDS, nearest, not_learnt, read_paragraphs, window

SENTENCE = st.integers(1, 60).map(lambda count: " ".join(["Aid", *["grew"] * count]) + ".")


@given(st.lists(SENTENCE, min_size=1, max_size=8), st.integers(0, 9), st.data())
def test_a_window_has_its_answer_and_whole_sentences(sentences: list[str], seed: int, data: st.DataObject) -> None:
    text = " ".join(sentences)
    start = data.draw(st.integers(0, len(text) - 1).filter(lambda at: not text[at].isspace()))
    end = data.draw(st.integers(start + 1, min(len(text), start + 12)))
    made = window(text, Span(start, end), random.Random(seed))
    assert made.contains(Span(start, start + len(text[start:end].rstrip())))
    words = made.of(text)
    assert words.startswith("Aid ")
    assert words.endswith(".")
    assert len(words.split()) <= MOST_WORDS
    assert made == window(text, Span(start, end), random.Random(seed))
    if len(words.split()) < WORDS:  # a neighbour would have been too much, or there is none
        assert made == Span(0, len(text)) or len(words.split()) + 61 > MOST_WORDS


def test_a_question_without_an_answer_is_put_to_the_sentence_most_like_it() -> None:
    text = "The harbour was dredged. Pilots train in May. The harbour pilots were paid."
    assert nearest(text, "Who paid the harbour pilots?").of(text) == "The harbour pilots were paid."
    assert nearest(text, "").of(text) == "The harbour was dredged."


@pytest.fixture
def squad2(folder: Path) -> Path:
    """Ten paragraphs, of each a question with an answer and one without; and some that cannot be learnt from."""
    texts = [{"_id": f"p{at}", "title": "", "text": f"Ship {at} left in May. It had {at}0 guns."} for at in range(10)]
    questions = [
        {
            "id": f"q{at}",
            "question": "How many guns?",
            "status": "answered",
            "document_ids": [f"p{at}"],
            "answers": [f"{at}0 guns", f"{at}0"],
        }
        for at in range(10)
    ]
    questions.append(questions[0] | {"id": "elsewhere", "answers": ["ninety"]})
    questions.append(questions[0] | {"id": "part", "answers": ["gun"]})
    questions += [
        {"id": f"n{at}", "question": "Who left?", "status": "not_found", "document_ids": []} for at in range(11)
    ]
    near = [{"_id": f"n{at}", "near_doc": f"p{at}"} for at in range(10)]
    for name, rows in (("corpus", texts), ("answers-development", questions), ("unanswerable", near)):
        (folder / f"{name}.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    return folder


def test_later_paragraphs_are_held_out(squad2: Path) -> None:
    learnt, held = read_paragraphs(squad2, seed=1)
    assert [one.place for one in held] == ["p8", "p9"] * 2
    assert [one.place for one in learnt] == [f"p{at}" for at in range(8)] * 2
    assert [one.answer.of(one.passage) if one.answer else None for one in held] == ["80", "90", None, None]
    assert held[0].passage == "Ship 8 left in May. It had 80 guns."


def test_questions_of_which_nothing_is_learnt(squad2: Path) -> None:
    assert not_learnt(squad2) == []  # each is asked of a paragraph that is learnt from, too
    path = squad2 / "answers-development.jsonl"
    rows = [json.loads(line) for line in path.read_text().splitlines()]
    told = [row | {"question": f"{row['question']} Ship {row['id'][1:]}?"} for row in rows]
    path.write_text("".join(json.dumps(row) + "\n" for row in told))
    assert [one.question_id for one in not_learnt(squad2)] == ["q8", "q9", "n8", "n9"]


def test_a_folder_of_another_form_is_told(squad2: Path) -> None:
    (squad2 / "unanswerable.jsonl").write_text("{}\n")
    with pytest.raises(UsageError, match="_id and near_doc"):
        read_paragraphs(squad2, seed=1)
    (squad2 / "unanswerable.jsonl").unlink()
    with pytest.raises(MissingError, match="like squad2-dev"):
        read_paragraphs(squad2, seed=1)
