"""Searching one generation: scores against oracles, filters, refusals, threads, and the generation one has opened."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from corpus.errors import DamageError, QuestionError
from corpus.records import Span, searchable
from corpus.store import Store
from index import dense, layout
from index.answer import answer
from index.bm25 import LexicalIndex
from index.build import publish
from index.dense import DenseIndex
from index.encoder import Encoder
from index.fusion import fuse
from index.query import Query, understand
from index.question import read_question
from index.recipe import WITHOUT
from index.rerank import with_kin
from index.seal import read_manifest, seal
from index.searcher import Hit, Mode, Searcher

QUERY = "Who mends the pumps in the villages?"


@pytest.fixture
def searcher(published_home: Path, encoder: Encoder) -> Iterator[Searcher]:
    with Searcher.open(published_home, encoder) as opened:
        yield opened


@pytest.fixture
def alone(published_home: Path, encoder: Encoder) -> Iterator[Searcher]:
    """The same without the share of a passage's kin, so that a score is its own."""
    with Searcher.open(published_home, encoder, WITHOUT["kin"]) as opened:
        yield opened


def texts(hits: tuple[Hit, ...]) -> list[str]:
    return [hit.passage.text for hit in hits]


def cosines(searcher: Searcher, query: str) -> dict[str, float]:
    """The cosine of the query with every passage, by passage id, without the index."""
    encoder, found = searcher.encoder, {}
    for passage in searcher.store.passages():
        title = searcher.store.document(passage.document_id).title
        first, second = encoder.encode([searchable(title, passage)])[0], encoder.encode_query(query)
        norms = np.linalg.norm(first) * np.linalg.norm(second)
        found[passage.passage_id] = float(np.dot(first, second) / norms)
    return found


def test_dense_hits_are_ranked_by_cosine(searcher: Searcher) -> None:
    expected = sorted(cosines(searcher, QUERY).items(), key=lambda each: -each[1])
    hits = searcher.search(QUERY, 10, Mode.DENSE)
    assert [hit.passage.passage_id for hit in hits] == [identity for identity, _ in expected]
    assert [hit.score for hit in hits] == pytest.approx([score for _, score in expected], abs=1e-5)
    assert texts(hits)[0].startswith("A village committee repairs each pump")


def test_a_passage_is_lifted_towards_its_best_sentence(
    home: Path, library: dict, publish_library: Callable, contents_of: Callable, quick
) -> None:
    publish_library(library, quick)
    made = contents_of("orchard", [(("Trees",), "Pears were picked in the rain. Kiwis ripen in straw.")])
    (passage,) = made.passages
    whole = replace(passage, sentences=(Span(0, 30), Span(31, 52)))
    with Store.open(layout.store_path(home)) as store:
        store.put(replace(made, passages=(whole,)), Path("/texts/orchard.txt"), "recipe 1")
        publish(home, store, quick, lambda *_: None)
    query = "kiwis ripen in straw."
    with Searcher.open(home, quick) as searcher:
        hit = searcher.search(query, 1, Mode.DENSE)[0]
        own, (first, second) = searcher.likeness(quick.encode_query(query), hit.passage)
        assert second > own > first
        assert hit.score == pytest.approx((own + second) / 2, abs=2e-6)
    with Searcher.open(home, quick, WITHOUT["sentences"]) as searcher:
        assert searcher.search(query, 1, Mode.DENSE)[0].score == pytest.approx(own, abs=2e-6)


def test_lexical_hits_hold_a_word_of_the_query_and_score_as_the_index_does(
    searcher: Searcher, published_home: Path
) -> None:
    index = LexicalIndex.open(layout.folder(published_home, searcher.generation) / layout.LEXICAL)
    hits = searcher.search("harbour crews", 10, Mode.LEXICAL)
    assert texts(hits) == [
        "Crews were trained at the harbour for six weeks.",
        "The grant for harbour radar came to 30 million dollars.",
    ]
    assert [hit.score for hit in hits] == [score for _, score in index.search("harbour crews", 10)]


def test_hybrid_hits_are_the_fusion_of_both_legs(searcher: Searcher, alone: Searcher, published_home: Path) -> None:
    place = layout.folder(published_home, searcher.generation)
    lexical = LexicalIndex.open(place / layout.LEXICAL).search(QUERY, 300)
    dense = DenseIndex.open(place / layout.DENSE).search(searcher.encoder.encode_query(QUERY), 300)
    fused = fuse(lexical, dense, 0.5)
    vectors = DenseIndex.open(place / layout.DENSE).vectors()[[row for row, _ in fused]]
    for opened, expected in ((alone, fused), (searcher, with_kin(fused, vectors))):
        hits = opened.search(QUERY, 6)
        assert [hit.score for hit in hits] == pytest.approx([score for _, score in expected], abs=2e-6)
        assert [hit.passage for hit in hits] == list(opened.store.rows.passages_at([row for row, _ in expected]))


def test_a_question_that_the_model_cannot_read_is_answered_by_its_words(
    home: Path, library: dict, publish_library: Callable, encoder: Encoder
) -> None:
    library["wells"].append((("Water",), "海上保安庁は巡視船を二隻貸与した。"))
    library["boats"].append((("Fleet",), "港湾の水先案内人は六週間の研修を受けた。"))
    publish_library(library, encoder)
    with Searcher.open(home, encoder, WITHOUT["kin"]) as searcher:
        hits = searcher.search("巡視船を貸与したのはどこか", 8)
        assert hits[0].passage.document_id == "wells"
        assert hits[0].score >= 0.95
        assert hits[0].score - hits[1].score > 0.5
        assert len(hits) == 8
        assert searcher.search("Who lent patrol boats?", 8)[0].score == 1.0


def test_ranks_start_at_one_and_scores_fall(searcher: Searcher) -> None:
    for mode in Mode:
        hits = searcher.search("harbour radar in villages", 6, mode)
        assert [hit.rank for hit in hits] == list(range(1, len(hits) + 1))
        assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)


@pytest.mark.parametrize("mode", Mode)
def test_fewer_hits_are_the_beginning_of_more(searcher: Searcher, mode: Mode) -> None:
    more = searcher.search(QUERY, 1000, mode)
    assert 0 < len(more) <= 6
    assert [searcher.search(QUERY, k, mode) for k in (1, 2, 3)] == [more[:k] for k in (1, 2, 3)]


def test_a_query_of_unknown_words_is_answered_by_meaning(alone: Searcher) -> None:
    assert alone.search("schoolroom textbook lunch", 10, Mode.LEXICAL) == ()
    hits = alone.search("schoolroom textbook lunch", 2)
    assert texts(hits)[0] == "Teachers received new books, and pupils a midday meal."
    assert hits[0].score == 1.0  # no passage holds a word of it: the dense leg alone decides


@pytest.mark.parametrize("mode", Mode)
@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ({"document": "wells"}, {"wells"}),
        ({"publisher": "Office of boats"}, {"boats"}),
        ({"language": "en", "kind": "body", "document": "boats"}, {"boats"}),
        ({"document": "boats", "publisher": "Office of wells"}, set()),
        ({"kind": "no such kind"}, set()),
        ({"document": "wells' OR '1'='1"}, set()),
    ],
)
def test_filters_narrow_every_mode(quickly: Searcher, mode: Mode, filters: dict, expected: set) -> None:
    hits = quickly.search("harbour boats, villages and wells", 10, mode, filters)
    assert {hit.passage.document_id for hit in hits} == expected


def test_a_filter_is_applied_before_the_cut(home: Path, library: dict, publish_library: Callable, quick) -> None:
    library["boats"] = [(("Fleet",), f"Boats and boats, number {number}.") for number in range(150)]
    library["wells"].append((("Water",), "Wells are reached by boats."))
    publish_library(library, quick)
    with Searcher.open(home, quick) as searcher:
        for mode in Mode:
            hits = searcher.search("boats", 1, mode, {"document": "wells"})
            assert texts(hits) == ["Wells are reached by boats."]


def test_a_query_that_is_read_is_taken_as_it_is(searcher: Searcher) -> None:
    asked = searcher.understand("the harbuor radar")
    assert (asked.text, [one.why for one in asked.understood]) == ("the harbour radar", ["spelling"])
    for taken in (asked, replace(asked, text="the harbuor radar", names=("=radar",))):
        assert searcher.understand(taken) == taken


def test_an_answer_reads_its_question_once(searcher: Searcher, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []

    def reading(query: Query, *given: Any) -> Query:
        read.append(query.text)
        return understand(query, *given)

    monkeypatch.setattr("index.searcher.understand", reading)
    answer(searcher, "Who mends the ships of the sultan?")
    assert read == ["Who mends the ships of the sultan?"]


def test_what_is_added_to_a_query_does_not_count_for_its_length(searcher: Searcher) -> None:
    asked = searcher.understand(QUERY)
    assert searcher.search(replace(asked, text=f"{QUERY} {'pumps ' * 2_000}"))  # as answers add what names are called


@pytest.mark.parametrize(
    ("query", "k", "filters", "words"),
    [
        ("", 10, {}, "empty"),
        (" \n\t　", 10, {}, "empty"),
        ("x" * 10_001, 10, {}, "10,001 characters; 10,000 is the most"),
        ("boats \udc80", 10, {}, "not valid Unicode"),
        ("boats", 0, {}, "k is 0; it goes from 1 to 1,000"),
        ("boats", 1001, {}, "k is 1001"),
        ("boats", 10, {"year": "2016"}, "'year' is not a filter. The filters are document, publisher, language, from"),
    ],
)
def test_a_question_without_meaning_is_refused(
    quickly: Searcher, query: str, k: int, filters: dict, words: str
) -> None:
    with pytest.raises(QuestionError, match=words):
        quickly.search(query, k, Mode.HYBRID, filters)


@pytest.mark.parametrize("query", ["x" * 10_000, "?!", '"(:^~', "\0", "é" * 5000, "word " * 2000, "😀"])
def test_an_odd_query_is_answered(searcher: Searcher, query: str) -> None:
    assert len(searcher.search(query, 3)) == 3
    assert searcher.search(query, 3, Mode.LEXICAL) == ()


def test_passages_are_counted_by_word(quickly: Searcher) -> None:
    assert quickly.passages == 6
    assert quickly.passages_with("harbor") == 2
    assert quickly.passages_with("absent") == 0


def test_equal_passages_are_one_hit_and_stand_in_the_order_of_their_ids(
    home: Path, library: dict, publish_library: Callable, quick
) -> None:
    for number in range(5):
        library[f"copy{number}"] = [(("Fees",), "The same fee is due.")]
    publish_library(library, quick)
    with Searcher.open(home, quick) as searcher:
        for mode in Mode:
            [same] = [hit for hit in searcher.search("same fee is due", 20, mode) if "same fee" in hit.passage.text]
            assert [twin.passage_id for twin in same.twins] == sorted(twin.passage_id for twin in same.twins)
            assert {one.document_id for one in (same.passage, *same.twins)} == {f"copy{number}" for number in range(5)}
            if mode is Mode.LEXICAL:
                assert same.passage.passage_id < same.twins[0].passage_id


def test_indexes_that_disagree_with_the_store_are_damage(home: Path, quickly: Searcher, quick) -> None:
    place = layout.folder(home, quickly.generation)
    manifest = read_manifest(place)
    (place / "manifest.json").unlink()
    vectors = DenseIndex.open(place / layout.DENSE).vectors()
    dense.write(place / layout.DENSE, vectors[:-1])
    seal(place, manifest)  # every checksum holds
    with pytest.raises(DamageError, match="holds 6 passages, but its indexes do not"):
        Searcher.open(home, quick)


def test_an_acronym_that_is_a_word_here_is_a_name_in_its_capitals_only(
    library: dict, publish_library: Callable, quick: Any, home: Path
) -> None:
    library["ratings"] = [
        (("Tools",), "The Program Assessment Rating Tool (PART) and the Cluster Review (CLURE) rate offices."),
        (("Tools",), "Two offices took part in 2004."),
        (("Tools",), "In part they failed."),
    ]
    publish_library(library, quick)
    with Searcher.open(home, quick) as searcher:
        assert searcher.understand("who took part in the clure").names == ("=CLURE=cluster review",)
        assert searcher.understand("what is PART").names == ("=PART=program assessment rating tool",)
        asked = read_question("who took part in the clure of the Program Assessment Rating Tool?", searcher.vocabulary)
        assert [name.said for name in asked.names] == ["clure", "Program Assessment Rating Tool"]
