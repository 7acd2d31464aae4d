"""Lines of JSON, read alike for every evaluation, and files, written alike."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from corpus.errors import StorageError, UsageError
from evals.collection import read_collection
from evals.facts import read_labels
from evals.files import json_lines, write
from evals.lessons import read_lessons
from evals.paragraphs import _near
from evals.questions import read_questions

QUESTION = '{"id": "a", "question": "one\u2028two\u0085three", "status": "not_found"}\n'
LABEL = (
    '{"document_id": "d", "kind": "field", "fields": {"field": [{"value": "a\u2028b\u0085c", "start": 0, "end": 5}]}}'
)


def test_only_a_line_feed_ends_a_line(tmp_path: Path) -> None:
    path = tmp_path / "set.jsonl"
    path.write_bytes(QUESTION.encode() + b"\r\n \n" + QUESTION.encode())
    assert [one.question for one in read_questions(path)] == ["one\u2028two\u0085three"] * 2
    path.write_text(LABEL, encoding="utf-8")
    assert [one.details[0].value for one in read_labels(path)] == ["a\u2028b\u0085c"]
    path.write_bytes(b'{"a": 1}\n\n{"a": 2}')
    assert list(json_lines(path, "number", "", lambda number, found: (number, found["a"]))) == [(1, 1), (3, 2)]


def _corpus(path: Path) -> None:
    (path.parent / "qrels").mkdir(exist_ok=True)
    (path.parent / "qrels" / "test.tsv").write_text("q\td\t1\n")
    read_collection(path.parent)


@pytest.mark.parametrize(
    ("read", "what"),
    [
        (read_questions, "question"),
        (read_labels, "labelled fact"),
        (lambda path: read_lessons(path.parent), "lesson"),
        (_near, "such question"),
        (_corpus, "JSON object"),
    ],
)
@pytest.mark.parametrize(
    ("line", "told"),
    [(b'{"a": "\xff"}', "it is not UTF-8 from byte 7 on"), (b"[]", "it is a list, not an object"), (b"{", "Expecting")],
)
def test_every_reader_names_the_line_that_is_off(
    tmp_path: Path, read: Callable[[Path], object], what: str, line: bytes, told: str
) -> None:
    path = tmp_path / "queries.jsonl"
    path.write_bytes(b"\n" + line + b"\n")
    with pytest.raises(UsageError, match=rf"queries\.jsonl, line 2 is no {what}: {told}"):
        read(path)


def test_a_key_that_is_not_there_is_named(tmp_path: Path) -> None:
    path = tmp_path / "set.jsonl"
    path.write_text('{"id": "a"}', encoding="utf-8")
    with pytest.raises(UsageError, match="line 1 is no question: it has no 'question'"):
        read_questions(path)


def test_a_file_is_written_with_its_folders_or_it_is_told_what_to_do(tmp_path: Path) -> None:
    path = tmp_path / "made" / "here" / "a.md"
    for content in ("典拠\r\n", b"\x00\xff"):
        write(path, content, "file")
        assert path.read_bytes() == (content if isinstance(content, bytes) else content.encode())
    for out in ("file", "folder"):
        with pytest.raises(StorageError, match=rf"{re.escape(str(path.parent))} cannot be .* another --out {out}\."):
            write(path.parent, "", out)
        with pytest.raises(StorageError, match=r"a\.md/b cannot be written"):
            write(path / "b", "", out)
