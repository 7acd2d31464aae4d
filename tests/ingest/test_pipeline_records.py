"""What is kept of each file beside its text: its measures, its flags, and which documents are alike."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from corpus.reports import Likeness
from corpus.store import Store
from ingest import contents, pipeline
from ingest.pipeline import FileReport, Outcome
from ingest.reading import Flag, Reading
from ingest.split import Limit

LIMIT = Limit(count=lambda words: len(words.split()) + 2, most=60)


def write(path: Path, words: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(words)
    return path


def run(store: Store, *paths: Path, model: str = "m", limit: Limit = LIMIT) -> tuple[FileReport, ...]:
    return pipeline.ingest(paths, store, limit, model, lambda _: None)


def texts(store: Store) -> dict[str, str]:
    return {key: one.text for key, one in store.documents([origin.document_id for origin in store.origins()]).items()}


PLAN = "Sea lanes\n\nJapan supports ports. It trains crews.\n\n1. Fields\n\nMaritime security and disaster relief.\n"


def test_each_file_has_a_record_of_what_was_made_of_it(
    store: Store, folder: Path, make_docx: Callable[..., bytes]
) -> None:
    table = "<table><tr><th>Year<th>Ships<tr><td>2019<td>7</table>"
    write(folder / "a.html", f"<p>Ships sail to many ports.</p>{table}<p>And more.</p>{table}")
    write(folder / "b.txt", "One plan.")
    write(folder / "c.txt", "One plan.")
    (folder / "d.docx").write_bytes(make_docx()[:100])
    run(store, folder)
    table_file, plain, twin, bad = store.reports.all()
    assert (table_file.path, table_file.outcome, table_file.tables) == (
        str(folder / "a.html"),
        Outcome.ADDED,
        2,
    )
    assert table_file.characters == len(store.document(table_file.document_id or "").text)
    assert (plain.pages, plain.characters, plain.passages, plain.tables) == (0, 9, 1, 0)
    assert plain.memory > 10_000_000
    assert (twin.outcome, twin.document_id) == (Outcome.DUPLICATE, plain.document_id)
    assert (bad.outcome, bad.document_id, bad.passages) == (Outcome.REFUSED, None, 0)
    assert "ZIP" in bad.reason
    before = store.reports.all()
    run(store, folder)
    assert [replace(one, seconds=0, memory=0) for one in store.reports.all()] == [
        replace(one, seconds=0, memory=0) for one in before
    ]


def test_flagged_pages_and_what_was_left_out_are_kept(
    store: Store, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(folder / "a.txt", PLAN)
    parse = contents.select.parse

    def lossy(path: Path, data: bytes, _: str | None) -> Reading:
        return replace(parse(path, data), flags=(Flag(2, "garbled"),), left_out=("3 running heads",))

    monkeypatch.setattr(contents.select, "parse", lossy)
    run(store, folder)
    [report] = store.reports.all()
    assert (report.flags, report.left_out) == (((2, "garbled"),), ("3 running heads",))


def test_translations_with_names_of_their_own_are_told(store: Store, folder: Path) -> None:
    write(
        folder / "annual report.txt", "\n\n".join(f"In {1900 + 3 * at} ports cost {at * 77} yen." for at in range(20))
    )
    write(folder / "年報.txt", "\n\n".join(f"{1900 + 3 * at}年に港湾は{at * 77}円であった。" for at in range(20)))
    ids = {report.path.name: report.document_id for report in run(store, folder)}
    [pair] = store.reports.alike()
    assert {pair.document_id, pair.other} == {ids["annual report.txt"], ids["年報.txt"]}
    assert pair.likeness is Likeness.FIGURES


def test_documents_that_are_alike_are_told_and_both_kept(store: Store, folder: Path) -> None:
    numbers = [f"In year {number} the fleet {number * 7} sailed to port {number * 3}." for number in range(60)]
    write(folder / "plan_en.txt", "\n\n".join(numbers))
    write(folder / "copy.html", "".join(f"<p>{line}</p>" for line in [*numbers, "One line more."]))
    write(folder / "plan_ja.txt", "艦隊は港に向かった。\n\n人員を訓練した。")
    write(folder / "other.txt", "Nothing of the kind is said here, nor was it ever.")
    ids = {report.path.name: report.document_id for report in run(store, folder)}
    words, names = sorted(store.reports.alike(), key=lambda one: one.likeness)
    assert {words.document_id, words.other} == {ids["plan_en.txt"], ids["copy.html"]}
    assert (words.likeness, names.likeness) == (Likeness.WORDS, Likeness.NAMES)
    assert 0.9 < words.degree <= 1.0
    assert {names.document_id, names.other} == {ids["plan_en.txt"], ids["plan_ja.txt"]}
    assert len(texts(store)) == 4
    (folder / "copy.html").unlink()
    pipeline.ingest([folder], store, LIMIT, "m", lambda _: None, prune=True)
    assert store.reports.alike() == (names,)
