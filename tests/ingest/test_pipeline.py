"""Files to the store: every outcome, what is kept when something fails, and that nothing false is ever kept."""

import hashlib
import os
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from corpus.records import Document
from corpus.store import Store
from ingest import contents, pipeline
from ingest.pipeline import FileReport, Outcome
from ingest.readers import text
from ingest.split import Limit

LIMIT = Limit(count=lambda words: len(words.split()) + 2, most=60)
ADDED, CHANGED, UNCHANGED, DUPLICATE, REFUSED, REMOVED, GONE = Outcome
Run = Callable[..., list[tuple[str, Outcome]]]


def write(path: Path, words: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(words)
    return path


def run(store: Store, *paths: Path, model: str = "m", limit: Limit = LIMIT) -> tuple[FileReport, ...]:
    return pipeline.ingest(paths, store, limit, model, lambda _: None)


def outcomes(store: Store, *paths: Path, **settings: str) -> list[tuple[str, Outcome]]:
    return [(report.path.name, report.outcome) for report in run(store, *paths, **settings)]


def texts(store: Store) -> dict[str, str]:
    return {key: one.text for key, one in store.documents([origin.document_id for origin in store.origins()]).items()}


PLAN = "Sea lanes\n\nJapan supports ports. It trains crews.\n\n1. Fields\n\nMaritime security and disaster relief.\n"


def test_a_document_is_stored_whole(store: Store, folder: Path) -> None:
    path = write(folder / "My plan (2).txt", PLAN)
    sha256 = hashlib.sha256(PLAN.encode()).hexdigest()
    [report] = run(store, folder)
    assert report == FileReport(path, ADDED, f"my-plan-2-{sha256[:8]}", 2)
    document = store.document(report.document_id or "")
    assert (document.text, document.title, document.source) == (PLAN, "Sea lanes", "My plan (2).txt")
    assert (document.sha256, document.publisher, document.language) == (sha256, None, None)
    passages = store.passages_of(document.document_id)
    assert [passage.path for passage in passages] == [(), ("1. Fields",)]
    assert [[span.of(PLAN) for span in passage.sentences] for passage in passages] == [
        ["Japan supports ports.", "It trains crews."],
        ["Maritime security and disaster relief."],
    ]
    assert store.sections(document.document_id)[0].heading == "Sea lanes"


def test_what_the_manifest_says_goes_before_what_the_file_says(store: Store, folder: Path) -> None:
    page = (
        "<html lang=de><title>Page</title><meta name=date content=2001-01-01><meta property=og:site_name content=Site>"
    )
    write(folder / "documents/a.html", page + "<p>Ships sail to many ports.</p>")
    write(folder / "documents/b.html", page + "<p>Planes fly to many towns.</p>")
    write(
        folder / "manifest.toml",
        '[[document]]\nid = "a"\nfile = "documents/a.html"\ntitle = "T"\npublisher = "P"\npublished = 2019-04-01\n'
        'language = "en"\nlicence = "L"\nurl = "https://example.org/a"\ndates = ["2019"]\nsupersedes = ["x"]\n'
        '[[document]]\nid = "b"\nfile = "documents/b.html"\n',
    )
    assert [report.document_id for report in run(store, folder)] == ["a", "b"]
    assert replace(store.document("a"), text="", sha256="") == Document(
        "a", "", "T", "P", date(2019, 4, 1), "en", "https://example.org/a", "", ("2019",), "L", (), ("x",)
    )
    assert replace(store.document("b"), text="", sha256="") == Document(
        "b", "", "Page", "Site", date(2001, 1, 1), "de", "documents/b.html", ""
    )


def test_without_title_a_document_is_called_by_its_name(store: Store, folder: Path) -> None:
    write(folder / "ports.md", "- Ships sail to many ports.\n")
    run(store, folder)
    assert store.catalogue()[0].title == "ports"


def test_pages_come_along(store: Store, folder: Path, make_pdf: Callable[..., bytes]) -> None:
    (folder / "a.pdf").write_bytes(make_pdf(["Ships sail to many ports.", "Crews are trained there."]))
    [report] = run(store, folder)
    assert [passage.pages for passage in store.passages_of(report.document_id or "")] in ([(1,), (2,)], [(1, 2)])
    assert [page.number for page in store.document(report.document_id or "").pages] == [1, 2]


def test_a_second_run_changes_nothing(store: Store, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(folder / "a.txt", PLAN)
    [first] = run(store, folder)
    monkeypatch.setattr(text, "read", None)
    digest = store.digest()
    assert run(store, folder) == (replace(first, outcome=UNCHANGED),)
    assert store.digest() == digest


def test_a_changed_file_replaces_what_was_stored_of_it(store: Store, folder: Path) -> None:
    write(folder / "a.txt", PLAN)
    write(folder / "b.txt", "Others stay as they are.")
    run(store, folder)
    write(folder / "a.txt", PLAN + "More words.\n")
    assert outcomes(store, folder) == [("a.txt", CHANGED), ("b.txt", UNCHANGED)]
    assert sorted(texts(store).values()) == ["Others stay as they are.", PLAN + "More words.\n"]


@pytest.mark.parametrize("change", ["model", "limit", "manifest", "reading"])
def test_whatever_decides_the_passages_makes_a_file_be_read_anew(
    store: Store, folder: Path, change: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(folder / "a.txt", PLAN)
    run(store, folder)
    if change == "manifest":
        write(folder / "manifest.toml", '[[document]]\nid = "plan"\nfile = "a.txt"\n')
    if change == "reading":
        monkeypatch.setattr(pipeline, "READING", pipeline.READING + 1)
    limit = replace(LIMIT, most=50) if change == "limit" else LIMIT
    [report] = run(store, folder, model="n" if change == "model" else "m", limit=limit)
    assert report.outcome is CHANGED
    assert list(texts(store)) == [report.document_id]


def test_a_digest_that_does_not_fit_refuses_the_file_and_names_both(store: Store, folder: Path) -> None:
    write(folder / "a.txt", PLAN)
    run(store, folder)
    write(folder / "manifest.toml", f'[[document]]\nid = "a"\nfile = "a.txt"\nsha256 = "{"0" * 64}"\n')
    [report] = run(store, folder)
    assert report.outcome is REFUSED
    assert "0" * 64 in report.reason
    assert hashlib.sha256(PLAN.encode()).hexdigest() in report.reason
    assert list(texts(store).values()) == [PLAN]


def test_a_refused_file_keeps_its_old_version_and_disturbs_no_other(store: Store, folder: Path) -> None:
    write(folder / "a.txt", PLAN)
    run(store, folder)
    (folder / "a.txt").write_bytes(b"GIF89a")
    write(folder / "b.txt", "Others come in.")
    first, second = run(store, folder)
    assert (first.outcome, first.document_id, first.passages) == (REFUSED, None, 0)
    assert first.reason.startswith("it is a GIF image, not text. ")
    assert second.outcome is ADDED
    assert sorted(texts(store).values()) == ["Others come in.", PLAN]


def test_a_file_that_a_manifest_names_must_be_there(store: Store, folder: Path) -> None:
    write(folder / "manifest.toml", '[[document]]\nid = "a"\nfile = "gone.txt"\n')
    [report] = run(store, folder)
    assert (report.path, report.outcome) == (folder / "gone.txt", REFUSED)
    assert "there is no such file" in report.reason


def test_the_same_content_is_stored_once(store: Store, folder: Path) -> None:
    write(folder / "a.txt", PLAN)
    write(folder / "b.txt", PLAN)
    first, second = run(store, folder)
    assert (first.outcome, second.outcome) == (ADDED, DUPLICATE)
    assert second.document_id == first.document_id
    assert "the content of a.txt." in second.reason
    assert outcomes(store, folder) == [("a.txt", UNCHANGED), ("b.txt", DUPLICATE)]
    assert outcomes(store, folder / "b.txt") == [("b.txt", DUPLICATE)]
    assert len(texts(store)) == 1


def test_a_duplicate_of_what_would_be_read_otherwise_now_says_what_to_run(
    store: Store, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(folder / "in" / "plans" / "a.txt", PLAN)
    write(folder / "in" / "manifest.toml", '[[document]]\nid = "plan"\nfile = "plans/a.txt"\n')
    write(folder / "copy.txt", PLAN)
    run(store, folder / "in")
    [fresh] = run(store, folder / "copy.txt")
    assert (fresh.outcome, fresh.reason) == (DUPLICATE, "It has the content of in/plans/a.txt.")
    monkeypatch.setattr(pipeline, "READING", pipeline.READING + 1)
    [old] = run(store, folder / "copy.txt")
    assert old.outcome is DUPLICATE
    assert old.reason.startswith("It has the content of in/plans/a.txt. That was read by an older version")
    assert "run 'tenkyo ingest' on its folder" in old.reason
    assert outcomes(store, folder / "in") == [("a.txt", CHANGED)]
    assert run(store, folder / "copy.txt")[0].reason == "It has the content of in/plans/a.txt."


def test_a_duplicate_comes_in_when_its_twin_changes(store: Store, folder: Path) -> None:
    write(folder / "b.txt", PLAN)
    run(store, folder)
    write(folder / "a.txt", PLAN)
    assert outcomes(store, folder) == [("a.txt", DUPLICATE), ("b.txt", UNCHANGED)]
    write(folder / "b.txt", "Other words now.")
    # b.txt, which comes after a.txt, no longer holds what is stored of it
    assert outcomes(store, folder) == [("a.txt", CHANGED), ("b.txt", ADDED)]
    assert sorted(texts(store).values()) == ["Other words now.", PLAN]


def test_a_file_that_becomes_a_duplicate_is_no_longer_stored_apart(store: Store, folder: Path) -> None:
    write(folder / "a.txt", PLAN)
    write(folder / "b.txt", "Other words.")
    run(store, folder)
    write(folder / "b.txt", PLAN)
    assert outcomes(store, folder) == [("a.txt", UNCHANGED), ("b.txt", DUPLICATE)]
    assert list(texts(store).values()) == [PLAN]


def test_a_moved_file_is_stored_in_its_new_place_only(store: Store, folder: Path) -> None:
    write(folder / "a.txt", PLAN)
    run(store, folder)
    (folder / "a.txt").rename(folder / "b.txt")
    assert outcomes(store, folder) == [("b.txt", CHANGED)]
    assert [(origin.document_id[:2], origin.origin) for origin in store.origins()] == [("b-", str(folder / "b.txt"))]


def test_two_files_with_one_name_both_get_in(store: Store, folder: Path) -> None:
    write(folder / "x/a.txt", "One plan.")
    write(folder / "y/a.txt", "Another plan.")
    assert outcomes(store, folder / "x", folder / "y") == [("a.txt", ADDED), ("a.txt", ADDED)]
    assert sorted(texts(store).values()) == ["Another plan.", "One plan."]


def test_an_id_that_is_taken_is_refused(store: Store, folder: Path) -> None:
    for name in ("x", "y"):
        write(folder / name / "a.txt", f"The plan of {name}.")
        write(folder / name / "manifest.toml", '[[document]]\nid = "plan"\nfile = "a.txt"\n')
    first, second = run(store, folder / "x", folder / "y")
    assert (first.outcome, second.outcome) == (ADDED, REFUSED)
    assert "its id 'plan' is that of" in second.reason
    assert texts(store) == {"plan": "The plan of x."}
    (folder / "x/a.txt").unlink()
    assert outcomes(store, folder / "y") == [("a.txt", ADDED)]
    assert texts(store) == {"plan": "The plan of y."}


def test_documents_whose_files_are_gone_stay_until_pruning_is_asked_for(store: Store, folder: Path) -> None:
    for name in ("x/a", "x/b", "y/c"):
        write(folder / f"{name}.txt", f"The plan of {name}.")
    write(folder / "x/bad.txt", "")
    run(store, folder)
    for name in ("x/a", "x/bad", "y/c"):
        (folder / f"{name}.txt").unlink()
    assert outcomes(store, folder) == [("b.txt", UNCHANGED), ("a.txt", GONE), ("c.txt", GONE)]
    assert len(texts(store)) == 3
    assert "--prune" in run(store, folder)[1].reason
    reports = pipeline.ingest([folder / "x"], store, LIMIT, "m", lambda _: None, prune=True)
    assert [(one.path.name, one.outcome) for one in reports] == [("b.txt", UNCHANGED), ("a.txt", REMOVED)]
    assert sorted(texts(store).values()) == ["The plan of x/b.", "The plan of y/c."]
    assert [Path(one.path).name for one in store.reports.all()] == ["b.txt", "c.txt"]


def test_what_cannot_be_looked_at_is_not_gone(store: Store, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(folder / "a.txt", PLAN)
    write(folder / "far/b.txt", "Another plan.")
    run(store, folder)
    (folder / "far/b.txt").unlink()
    look = Path.lstat

    def deny(path: Path) -> os.stat_result:
        if path.name == "b.txt":
            raise PermissionError(13, "Permission denied")
        return look(path)

    monkeypatch.setattr(Path, "lstat", deny)
    pipeline.ingest([folder], store, LIMIT, "m", lambda _: None, prune=True)
    assert len(texts(store)) == 2


def test_a_file_that_changes_while_it_is_read_is_refused_and_comes_in_the_next_time(
    store: Store, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write(folder / "a.txt", PLAN)
    run(store, folder)
    path.write_text("One.")
    load, times = contents.select.load, []

    def growing(read: Path) -> bytes:
        times.append(read)
        data = load(read)
        with path.open("a") as file:
            file.write(" And more.")
        return data

    monkeypatch.setattr(contents.select, "load", growing)
    [report] = run(store, folder)
    assert (report.outcome, report.reason.split(". ")[0]) == (REFUSED, "it changed while it was read")
    assert list(texts(store).values()) == [PLAN]
    monkeypatch.setattr(contents.select, "load", load)
    assert outcomes(store, folder) == [("a.txt", CHANGED)]
    assert list(texts(store).values()) == ["One. And more. And more."]
