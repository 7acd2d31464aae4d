"""Embedding ahead: the generation is the same, and nothing is embedded twice, whatever was given, ended or failed."""

from collections.abc import Callable, Sequence
from pathlib import Path
from threading import Event

import numpy as np
import pytest

from corpus.errors import ModelError
from index import build, layout
from index.ahead import Ahead

ALL = 12  # texts of the library: six passages of one sentence each


def embed(home: Path, encoder: object, documents: Sequence[str], texts: int) -> None:
    """Embed ``documents`` ahead, and wait until ``texts`` are done."""
    done = Event()
    with Ahead(home, encoder, lambda _, count: done.set() if count == texts else None) as ahead:  # type: ignore[arg-type]
        for document_id in documents:
            ahead.add(document_id)
        assert done.wait(60)


def content(home: Path) -> dict[str, bytes]:
    """What the live generation finds, by file; the manifest tells the time."""
    place = layout.folder(home, layout.live_generation(home) or "")
    return {path.name: path.read_bytes() for path in place.rglob("*") if path.is_file() and path.suffix != ".json"}


@pytest.mark.parametrize("order", [["boats", "wells"], ["wells", "boats"]])
def test_the_generation_is_the_same_in_every_order_and_the_build_embeds_nothing_again(
    tmp_path: Path, library: dict, fill: Callable, publish_library: Callable, quick, home: Path, order: list[str]
) -> None:
    publish_library(library, quick)
    other = tmp_path / "other"
    with fill(other, library) as store:
        embed(other, quick, order, ALL)
        quick.seen.clear()
        assert build.publish(other, store, quick, lambda *_: None).embedded == 6
    assert quick.seen == []
    assert content(other) == content(home)
    assert not layout.kept_path(other).exists()


def test_what_the_live_generation_holds_is_not_embedded_again(
    library: dict, fill: Callable, publish_library: Callable, quick, home: Path
) -> None:
    publish_library(library, quick)
    quick.seen.clear()
    library["boats"].append((("3. More",), "A third boat came."))
    with fill(home, library):
        embed(home, quick, ["wells", "boats"], 2)
    assert quick.seen == ["On boats › 3. More\nA third boat came.", "A third boat came."]


def test_a_document_that_has_left_the_store_is_passed_over(library: dict, fill: Callable, quick, home: Path) -> None:
    with fill(home, library):
        embed(home, quick, ["gone", "boats"], ALL // 2)
    assert any("patrol boats" in text for text in quick.seen)


def test_what_was_embedded_before_an_interruption_is_not_embedded_again(
    library: dict, fill: Callable, quick, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(build, "BATCH", 4)
    encode = quick.encode

    def interrupt(texts: Sequence[str]) -> np.ndarray:
        if len(quick.seen) == 6:  # all passages are embedded, no sentence is
            raise KeyboardInterrupt
        return encode(texts)

    with fill(home, library) as store:
        with monkeypatch.context() as patched:
            patched.setattr(quick, "encode", interrupt)
            with pytest.raises(KeyboardInterrupt):
                build.publish(home, store, quick, lambda *_: None)
        build.publish(home, store, quick, lambda *_: None)
    assert len(quick.seen) == ALL == len(set(quick.seen))


@pytest.mark.parametrize("again", [False, True], ids=["at the end", "at the next document"])
def test_a_failure_is_raised(
    library: dict, fill: Callable, quick, home: Path, monkeypatch: pytest.MonkeyPatch, again: bool
) -> None:
    failed = Event()

    def fail(_: object) -> None:
        failed.set()
        raise ModelError("It has no direction.", "Name another.")

    def give() -> None:
        with Ahead(home, quick, lambda *_: None) as ahead:
            ahead.add("boats")
            assert failed.wait(60)
            while again:
                ahead.add("boats")

    monkeypatch.setattr(quick, "encode", fail)
    with fill(home, library), pytest.raises(ModelError):
        give()
