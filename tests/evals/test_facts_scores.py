"""Scores of facts against labels, counted by hand."""

import json
from pathlib import Path

import pytest

from corpus.errors import MissingError, UsageError
from corpus.facts import Detail, Fact, FactKind
from corpus.records import Span
from evals.facts import measure, read_labels


def detail(name: str, value: str, start: int, end: int) -> Detail:
    return Detail(name, value, Span(start, end))


def fact(*details: Detail, kind: FactKind = FactKind.FUNDING) -> Fact:
    return Fact("f", "d", "p", kind, Span(0, 99), details)


def table(path: Path, *facts: Fact) -> Path:
    lines = []
    for one in facts:
        fields: dict[str, list[dict[str, object]]] = {}
        for made in one.details:
            fields.setdefault(made.name, []).append(
                {"value": made.value, "quote": "…", "start": made.span.start, "end": made.span.end}
            )
        lines.append(json.dumps({"document_id": "d", "kind": one.kind, "fields": fields}))
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def scores(given: list[Fact], path: Path) -> dict[str, tuple[int, int, int]]:
    found, _ = measure(given, read_labels(path))
    return {one.field: (one.right, one.wrong, one.missing) for one in found}


def test_values_are_counted_by_pair(tmp_path: Path) -> None:
    labels = table(
        tmp_path / "t.jsonl",
        fact(detail("amount", "5", 0, 2), detail("giver", "Japan", 10, 15), detail("purpose", "x", 20, 40)),
        fact(detail("amount", "7", 50, 52), detail("giver", "Japan", 60, 65)),
    )
    given = [
        fact(detail("amount", "5", 0, 2), detail("giver", "Norway", 10, 15), detail("purpose", "y", 22, 40)),
        fact(detail("amount", "9", 80, 82)),
    ]
    # the words of the giver are the labelled ones; the purpose shares 18 of 20 characters; 9 is about nothing labelled
    assert scores(given, labels) == {"amount": (1, 1, 1), "giver": (1, 0, 1), "purpose": (1, 0, 0)}


def test_a_phrase_must_share_more_than_half(tmp_path: Path) -> None:
    labels = table(tmp_path / "t.jsonl", fact(detail("amount", "5", 0, 2), detail("purpose", "x", 20, 40)))
    given = [fact(detail("amount", "5", 0, 2), detail("purpose", "y", 30, 40))]
    assert scores(given, labels)["purpose"] == (0, 1, 1)


def test_a_field_that_is_never_labelled_is_not_counted(tmp_path: Path) -> None:
    labels = table(tmp_path / "t.jsonl", fact(detail("field", "space", 0, 5), kind=FactKind.FIELD))
    given = [fact(detail("field", "space", 0, 5), detail("place", "Kenya", 9, 14), kind=FactKind.FIELD)]
    assert scores(given, labels) == {"field": (1, 0, 0)}


def test_tables_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(MissingError):
        read_labels(tmp_path / "none.jsonl")
    (tmp_path / "bad.jsonl").write_text('{"kind": "funding"}\n', encoding="utf-8")
    with pytest.raises(UsageError, match="line 1"):
        read_labels(tmp_path / "bad.jsonl")
