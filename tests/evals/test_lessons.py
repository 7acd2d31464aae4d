"""Lessons: the packaged ones, what is refused, and that the tokens of an answer are its words."""

import json
import re
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tokenizers import Tokenizer, models, pre_tokenizers

from corpus.errors import MissingError, UsageError
from corpus.records import Span
from evals.lessons import Lesson, exercise, held_out, read_lessons
from evals.teaching import LESSONS
from index.examiner import LONGEST
from index.mpnet import BEGIN, END

WORDS = Tokenizer(models.WordLevel({"<s>": 0, "<pad>": 1, "</s>": 2, "[UNK]": 3}, unk_token="[UNK]"))
WORDS.pre_tokenizer = pre_tokenizers.Whitespace()


def test_the_packaged_lessons_are_as_their_page_says() -> None:
    lessons = read_lessons(LESSONS)
    counted = Counter((one.place.split("-")[0], one.answer is not None) for one in lessons)
    passages = {one.place: one.passage for one in lessons}
    told = (LESSONS / "README.md").read_text()
    assert len(passages) == len(set(passages.values()))
    for kind in ("policy", "encyclopaedia"):
        some = sum(place.startswith(kind) for place in passages)
        row = f"| {some:,} | {counted[kind, True]:,} | {counted[kind, False]:,} |"
        assert f"| `{kind}-*.jsonl` {row}" in told


def test_what_is_held_out_is_whole_passages() -> None:
    lessons = [Lesson(f"p{number // 3}", str(number), "", "text", None) for number in range(48)]
    learnt, held = held_out(lessons, seed=1)
    assert len(held) == 6
    assert {one.place for one in learnt}.isdisjoint(one.place for one in held)
    assert sorted((*learnt, *held), key=lambda one: int(one.question)) == lessons
    assert held_out(lessons, seed=1) == (learnt, held)
    assert held_out(lessons, seed=2) != (learnt, held)


@given(st.text("ab1é日-., \n", min_size=1, max_size=60), st.text("ab .", max_size=20), st.data())
def test_the_tokens_of_an_answer_are_its_words(passage: str, heading: str, data: st.DataObject) -> None:
    words = [Span(*found.span()) for found in re.finditer(r"\w+", passage)]
    answer = None
    if words:
        first, last = sorted(data.draw(st.tuples(*[st.integers(0, len(words) - 1)] * 2)))
        answer = Span(words[first].start, words[last].end)
    made = exercise(Lesson("p", "b a?", heading, passage, answer), WORDS)
    assert len(made.ids) == len(made.spans)
    frame = f"{heading} › " if heading else ""
    own = re.findall(r"\w+|[^\w\s]+", passage)
    assert [span.of(passage) for span in made.spans if span] == own
    assert made.ids == (BEGIN, *[3] * 3, END, END, *[3] * (len(re.findall(r"\w+|[^\w\s]+", frame)) + len(own)), END)
    begun, ended = made.spans[made.first], made.spans[made.last]
    if answer:
        assert begun
        assert ended
        assert Span(begun.start, ended.end) == answer
    else:
        assert (made.first, made.last) == (0, 0)


def test_an_answer_that_is_cut_off_is_none() -> None:
    passage = " ".join(["word"] * LONGEST) + " answer"
    long = exercise(Lesson("p", "why", "", passage, Span(len(passage) - 6, len(passage))), WORDS)
    assert (len(long.ids), long.first, long.last, long.ids[-1]) == (LONGEST, 0, 0, END)
    partly = exercise(Lesson("p", "why", "", passage, Span(5, len(passage))), WORDS)
    assert (partly.first, partly.last) == (0, 0)


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ({"heading": "h", "passage": "Aid grew.", "questions": [{"question": "q", "answer": "fell"}]}, "'fell' is not"),
        ({"heading": "h", "passage": "In 2012.", "questions": [{"question": "q", "answer": "12"}]}, "'12' is not"),
        ({"heading": "h", "passage": "Aid grew.", "questions": [{"question": "q", "answer": ""}]}, "'' is not"),
        ({"heading": "h", "passage": "Aid grew.", "questions": [{"question": "q"}]}, "answer"),
        ([], "list"),
    ],
)
def test_a_line_that_is_no_lesson_is_named(tmp_path: Path, line: object, told: str) -> None:
    (tmp_path / "some.jsonl").write_text("\n" + json.dumps(line) + "\n")
    with pytest.raises(UsageError, match=rf"some\.jsonl, line 2 is no lesson.*{told}"):
        read_lessons(tmp_path)


def test_a_folder_without_lessons_is_told(tmp_path: Path) -> None:
    with pytest.raises(MissingError, match="holds no lessons"):
        read_lessons(tmp_path / "none")
