"""What goes wrong with one file: it costs that file alone, and nothing false is ever stored."""

import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from corpus.errors import MissingError
from corpus.records import Document, Passage, Span
from corpus.store import Store
from ingest import contents, pipeline
from ingest.pipeline import FileReport, Outcome, Progress
from ingest.split import Limit

LIMIT = Limit(count=lambda words: len(words.split()) + 2, most=60)
ADDED, _, UNCHANGED, DUPLICATE, REFUSED, *_ = Outcome
PLAN = "Sea lanes\n\nJapan supports ports. It trains crews.\n\n1. Fields\n\nMaritime security and disaster relief.\n"


def run(store: Store, *paths: Path) -> tuple[FileReport, ...]:
    return pipeline.ingest(paths, store, LIMIT, "m", lambda _: None)


def outcomes(store: Store, *paths: Path) -> list[tuple[str, Outcome]]:
    return [(report.path.name, report.outcome) for report in run(store, *paths)]


def texts(store: Store) -> list[str]:
    return [store.document(origin.document_id).text for origin in store.origins()]


def test_whatever_goes_wrong_with_one_file_costs_that_file_alone(
    store: Store, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "a.txt").write_text("First plan.")
    (folder / "b.txt").write_text("Second plan.")
    split = contents.split

    def fall(document: Document, *rest: object) -> tuple[Passage, ...]:
        if document.text.startswith("First"):
            raise ValueError("no such style")
        return split(document, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(contents, "split", fall)
    first, second = run(store, folder)
    assert (first.outcome, second.outcome) == (REFUSED, ADDED)
    assert "ValueError: no such style" in first.reason


@pytest.mark.parametrize(
    "spoil",
    [
        lambda passage: replace(passage, text=passage.text + "x"),
        lambda passage: replace(passage, span=passage.span.shifted(1)),
        lambda passage: replace(passage, sentences=()),
        lambda passage: replace(passage, sentences=(Span(0, 10_000),)),
        lambda passage: replace(passage, sentences=passage.sentences[:1] * 2),
        lambda passage: replace(passage, span=Span(500, 500), text="", sentences=(Span(500, 500),)),
    ],
)
def test_a_passage_that_is_not_in_its_text_is_never_stored(
    store: Store, folder: Path, monkeypatch: pytest.MonkeyPatch, spoil: Callable[[Passage], Passage]
) -> None:
    (folder / "a.txt").write_text(PLAN)
    split = contents.split
    monkeypatch.setattr(contents, "split", lambda *all_: tuple(map(spoil, split(*all_))))
    [report] = run(store, folder)
    assert report.outcome is REFUSED
    assert "is not what its text says" in report.reason
    assert store.origins() == ()


def test_passages_with_one_id_are_never_stored(store: Store, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "a.txt").write_text(PLAN)
    split = contents.split
    monkeypatch.setattr(contents, "split", lambda *all_: split(*all_)[:1] * 2)
    assert "two of its passages have one id" in run(store, folder)[0].reason


def test_a_document_without_passages_is_refused(store: Store, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "a.txt").write_text(PLAN)
    monkeypatch.setattr(contents, "split", lambda *_: ())
    [report] = run(store, folder)
    assert (report.outcome, report.reason[:19]) == (REFUSED, "no passage can be m")


def test_an_interruption_passes_and_keeps_what_was_stored(store: Store, folder: Path) -> None:
    (folder / "a.txt").write_text("First plan.")
    (folder / "b.txt").write_text("Second plan.")

    def interrupt(_: Progress) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        pipeline.ingest([folder], store, LIMIT, "m", interrupt)
    assert texts(store) == ["First plan."]
    assert outcomes(store, folder) == [("a.txt", UNCHANGED), ("b.txt", ADDED)]


def test_progress_is_told_after_each_file(store: Store, folder: Path) -> None:
    (folder / "a.txt").write_text(PLAN)
    (folder / "b.xyz").write_text("No reader.")
    (folder / "c.txt").write_text("One plan.")
    told: list[Progress] = []
    pipeline.ingest([folder], store, LIMIT, "m", told.append)
    assert [(now.done, now.total, now.last.path.name, now.last.outcome, now.pages, now.passages) for now in told] == [
        (1, 3, "a.txt", ADDED, 0, 2),
        (2, 3, "b.xyz", REFUSED, 0, 2),
        (3, 3, "c.txt", ADDED, 0, 3),
    ]


def test_nothing_is_done_if_a_path_is_missing(store: Store, folder: Path) -> None:
    (folder / "a.txt").write_text(PLAN)
    with pytest.raises(MissingError):
        run(store, folder, folder / "gone")
    assert store.origins() == ()


def test_odd_names_get_in_and_a_name_that_is_no_text_is_refused(store: Store, folder: Path) -> None:
    names = ["防衛 白書.txt", "a\nb'\";--%20.txt", "e\u0301.txt", "….txt", "x" * 200 + ".txt"]
    for name in names:
        (folder / name).write_text(f"Words of {name}.")
    Path(os.fsdecode(os.fsencode(folder) + b"/caf\xe9.txt")).write_text("Words.")
    reports = run(store, folder)
    assert {report.path.name: report.outcome for report in reports if report.outcome is ADDED} == dict.fromkeys(
        names, ADDED
    )
    [refused] = [report for report in reports if report.outcome is REFUSED]
    assert "not UTF-8" in refused.reason
    assert {(report.document_id or "-").rsplit("-", 1)[0] for report in reports} >= {
        "防衛-白書",
        "a-b-20",
        "é",
        "document",
    }
    assert all(len(origin.document_id) <= 69 for origin in store.origins())


def test_every_real_file_ends_in_a_report(store: Store, real_documents: Path) -> None:
    folders = [real_documents / name for name in ("faulty_pdf", "html_text", "encodings_ja", "uk_en")]
    reports = run(store, *folders)
    assert {report.outcome for report in reports} <= {ADDED, DUPLICATE, REFUSED}
    assert all(report.reason for report in reports if report.outcome is REFUSED)
    assert not [report.reason for report in reports if "fault in Tenkyo" in report.reason]
    for origin in store.origins():
        document = store.document(origin.document_id)
        for passage in store.passages_of(origin.document_id):
            assert passage.span.of(document.text) == passage.text
