"""Publishing: what is new, what is reused, and that a crash at any moment leaves the last good generation live."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from corpus.errors import GenerationError, ModelError
from corpus.records import searchable
from corpus.store import Store
from index import build, layout, lexical
from index.build import Publication, publish
from index.dense import DenseIndex
from index.seal import read_manifest
from index.searcher import Mode, Searcher

CHANGED = "The agency lent three patrol boats to the coast guard in 2018."


def change(library: dict) -> dict:
    """The same library with one passage of 'boats' said otherwise."""
    (path, _), *others = library["boats"]
    return {**library, "boats": [(path, CHANGED), *others]}


def found(home: Path, encoder: object, query: str) -> list[str]:
    with Searcher.open(home, encoder) as searcher:
        return [hit.passage.text for hit in searcher.search(query, 1, Mode.LEXICAL)]


def test_a_first_publication_embeds_every_passage(home: Path, library: dict, publish_library: Callable, quick) -> None:
    made = publish_library(library, quick)
    assert made == Publication(layout.live_generation(home), True, 6, 6, 0)
    manifest = read_manifest(layout.folder(home, made.generation))
    assert (manifest.parent, manifest.passages, manifest.dimensions) == (None, 6, 32)
    assert (manifest.model, manifest.fingerprint) == ("quick on hashes 1.0", quick.fingerprint)
    assert made.generation == f"000001-{manifest.digest[:12]}"


def test_rows_are_the_passages_in_the_order_of_their_ids(
    home: Path, library: dict, publish_library: Callable, quick
) -> None:
    place = layout.folder(home, publish_library(library, quick).generation)
    with Store.open_snapshot(place / layout.CORPUS) as store:
        passages = sorted(store.passages(), key=lambda passage: passage.passage_id)
        assert store.rows.passages_at(range(6)) == tuple(passages)
    expected = quick.encode([searchable(f"On {passage.document_id}", passage) for passage in passages])
    assert np.array_equal(DenseIndex.open(place / layout.DENSE).vectors(), expected)


def test_an_unchanged_store_publishes_nothing(home: Path, library: dict, publish_library: Callable, quick) -> None:
    first = publish_library(library, quick)
    before = sorted(home.rglob("*"))
    assert publish_library(library, quick) == Publication(first.generation, False, 6, 0, 6)
    assert sorted(home.rglob("*")) == before


def test_a_changed_document_embeds_only_its_changed_passages(
    home: Path, library: dict, publish_library: Callable, quick
) -> None:
    first = publish_library(library, quick)
    quick.seen.clear()
    second = publish_library(change(library), quick)
    assert (second.new, second.passages, second.embedded, second.reused) == (True, 6, 1, 5)
    assert quick.seen == [f"On boats › 1. Vessels\n{CHANGED}", CHANGED]
    assert read_manifest(layout.folder(home, second.generation)).parent == first.generation
    assert found(home, quick, "three boats") == [CHANGED]


def test_reused_vectors_stand_at_the_rows_of_their_passages(
    home: Path, library: dict, publish_library: Callable, quick
) -> None:
    publish_library(library, quick)
    place = layout.folder(home, publish_library(change(library), quick).generation)
    with Store.open_snapshot(place / layout.CORPUS) as store:
        texts = [searchable(f"On {passage.document_id}", passage) for passage in store.passages()]
    assert np.array_equal(DenseIndex.open(place / layout.DENSE).vectors(), quick.encode(texts))


def test_a_removed_document_is_found_no_more_and_embeds_nothing(
    home: Path, library: dict, publish_library: Callable, quick
) -> None:
    publish_library(library, quick)
    made = publish_library({"wells": library["wells"]}, quick)
    assert (made.passages, made.embedded, made.reused) == (3, 0, 3)
    assert found(home, quick, "patrol boats") == []


def test_progress_is_told_of_the_passages_and_sentences_that_need_a_vector(
    home: Path, quick, monkeypatch: pytest.MonkeyPatch, library: dict, publish_library: Callable
) -> None:
    monkeypatch.setattr(build, "BATCH", 2)
    publish_library({"wells": library["wells"]}, quick)
    library["ships"] = [(("Hulls",), f"Hull {number} was painted.") for number in range(5)]
    told: list[tuple[int, int]] = []
    publish_library(library, quick)
    with Store.open(layout.store_path(home)) as store:
        quick.fingerprint = "another" * 6
        publish(home, store, quick, lambda done, total: told.append((done, total)))
    each = [2, 4, 6, 8, 10, 11]  # passages, and as many sentences after them
    assert told == [(done, 22) for done in (*each, *(11 + done for done in each))]


def test_another_model_embeds_everything_again(home: Path, library: dict, publish_library: Callable, quick) -> None:
    first = publish_library(library, quick)
    quick.fingerprint = "another" * 6
    second = publish_library(library, quick)
    assert (second.new, second.embedded, second.reused) == (True, 6, 0)
    assert read_manifest(layout.folder(home, second.generation)).parent == first.generation


def test_what_an_older_generation_holds_is_published_anew_and_rollback_returns_to_the_one_before(
    home: Path, library: dict, publish_library: Callable, quick
) -> None:
    first = publish_library(library, quick)
    second = publish_library(change(library), quick)
    third = publish_library(library, quick)
    assert third == Publication(first.generation.replace("000001", "000003"), True, 6, 1, 5)
    assert read_manifest(layout.folder(home, third.generation)).parent == second.generation
    assert found(home, quick, "patrol boats") == [library["boats"][0][1]]
    assert layout.rollback(home) == second.generation
    assert found(home, quick, "patrol boats") == [CHANGED]


@pytest.mark.parametrize("name", ["corpus.sqlite", "manifest.json"])
def test_a_damaged_live_generation_is_built_anew(
    home: Path, library: dict, publish_library: Callable, quick, name: str
) -> None:
    first = publish_library(library, quick)
    (layout.folder(home, first.generation) / name).write_bytes(b"damaged")
    second = publish_library(library, quick)
    assert (second.new, second.embedded) == (True, 6)
    assert second.generation == first.generation.replace("000001", "000002")
    assert found(home, quick, "forty wells") == ["Engineers drilled forty wells in dry villages."]


def test_a_garbled_current_does_not_hinder_publishing(
    home: Path, library: dict, publish_library: Callable, quick
) -> None:
    first = publish_library(library, quick)
    (home / "CURRENT").write_bytes(b"\xff")
    second = publish_library(library, quick)
    assert second == Publication(first.generation.replace("000001", "000002"), True, 6, 6, 0)
    assert layout.live_generation(home) == second.generation


def test_old_generations_are_removed(home: Path, library: dict, publish_library: Callable, quick) -> None:
    made = []
    for number in range(6):
        library["boats"].append((("More",), f"Addition number {number}."))
        made.append(publish_library(library, quick).generation)
    assert layout.generations(home) == tuple(made[-3:])


def test_an_empty_store_publishes_nothing_and_leaves_what_is_live(
    home: Path, library: dict, publish_library: Callable, quick
) -> None:
    with pytest.raises(GenerationError, match="nothing to publish"):
        publish_library({}, quick)
    first = publish_library(library, quick)
    with pytest.raises(GenerationError, match="nothing to publish"):
        publish_library({}, quick)
    assert layout.live_generation(home) == first.generation


def test_a_passage_too_long_for_the_model_publishes_nothing(
    home: Path, library: dict, publish_library: Callable, encoder
) -> None:
    library["boats"].append((("Long",), "boat " * 400))
    with pytest.raises(ModelError, match="tokens"):
        publish_library(library, encoder)
    assert layout.live_generation(home) is None
    assert list((home / "generations").iterdir()) == []


def test_a_digest_covers_the_versions_of_what_is_built(
    library: dict, publish_library: Callable, quick, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = {publish_library(library, quick).generation.split("-")[1]}
    for module, constant in ((build, "TEXT_VERSION"), (lexical, "VERSION"), (build, "VERSION")):
        with monkeypatch.context() as patched:
            patched.setattr(module, constant, 99)
            made.add(publish_library(library, quick).generation.split("-")[1])
    assert len(made) == 4
