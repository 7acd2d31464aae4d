"""Filters, phrases and exclusions decide before anything is scored; a filtered search is one of the subset."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from corpus.errors import QuestionError
from corpus.records import Kind
from corpus.store import Contents, Store
from index.build import publish
from index.query import Query
from index.searcher import Hit, Mode, Searcher

TEXTS = {
    "kenya": [
        (("1. Ports",), "Capacity building for the coast guard of Kenya began in 2014."),
        (("1. Ports", "Piracy"), "Patrol boats were handed over, and building of capacity goes on."),
        (("Fees",), "The same fee is due in every port."),
    ],
    "asia": [
        (("Viet Nam",), "Capacity-building seminars on underwater medicine, and on peacekeeping operations."),
        (("Seas",), "Vietnamese and Philippine officers studied piracy and maritime law."),
        (("Fees",), "The same fee is due\nin every port."),
        (("Space",), "Satellites watch the sea for the Joint Maritime Training Centre (JMTC)."),
    ],
    "wells": [
        (("Water",), "Engineers drilled forty wells in dry villages of Southeast Asia."),
        (("Tariffs",), "The same fee is due in every port."),
        (("Water", "Pumps"), "JMTC repairs each pump; PKO units with batons guard the coast."),
    ],
}
PUBLISHED = {"kenya": date(2018, 12, 31), "asia": date(2019, 4, 1), "wells": None}
LANGUAGES = {"kenya": "en-GB", "asia": "en", "wells": "fr"}
QUERIES = [
    "capacity building for the coast guard",
    "the same fee",
    "piracy patrol boats and seminars",
    "PKO",
    "wells",
    "JMTC",
    "patroll bats",
    "Joint Maritime Training Centre",
]


def dressed(contents: Contents) -> Contents:
    """The document with a date and a language, and its second passage a list."""
    name = contents.document.document_id
    document = replace(contents.document, published=PUBLISHED[name], language=LANGUAGES[name])
    kinds = [Kind.LIST if place == 1 else Kind.BODY for place, _ in enumerate(contents.passages)]
    passages = tuple(replace(one, kind=kind) for one, kind in zip(contents.passages, kinds, strict=True))
    return replace(contents, document=document, passages=passages)


@pytest.fixture
def made(contents_of: Callable) -> dict[str, Contents]:
    return {name: dressed(contents_of(name, paragraphs)) for name, paragraphs in TEXTS.items()}


@pytest.fixture
def quick(quick: object, monkeypatch: pytest.MonkeyPatch) -> object:
    """An encoder that knows no word, so that each slip is mended."""
    monkeypatch.setattr(quick, "count_tokens", len)
    return quick


def opened(home: Path, made: dict[str, Contents], quick: object) -> Searcher:
    with Store.open(home / "store.sqlite") as store:
        for name, contents in made.items():
            store.put(contents, Path(f"/texts/{name}.txt"), "recipe 1")
        publish(home, store, quick, lambda *_: None)
    return Searcher.open(home, quick)


@pytest.fixture
def searcher(home: Path, made: dict[str, Contents], quick: object) -> Iterator[Searcher]:
    with opened(home, made, quick) as searcher:
        yield searcher


def found(searcher: Searcher, query: str, mode: Mode = Mode.HYBRID, **filters: str | list[str]) -> list[str]:
    return sorted(hit.passage.text for hit in searcher.search(query, 20, mode, filters))


def told(hits: tuple[Hit, ...]) -> list[tuple]:
    return [(hit.rank, hit.score, hit.passage, hit.twins) for hit in hits]


FILTERS = [
    {"document": "asia"},
    {"document": ["asia", "wells"]},
    {"publisher": "office OF asia"},
    {"language": "en"},
    {"kind": ["list"]},
    {"kind": "body", "language": "fr"},
    {"from": "2019"},
    {"to": "2018"},
    {"from": "2018-12-31", "to": "2019-04"},
    {"place": "Vietnam"},
    {"place": "Southeast Asia"},
    {"place": ["Kenya", "フィリピン"]},
    {"field": "PKO"},
]


@pytest.mark.parametrize("filters", FILTERS)
def test_a_filtered_search_equals_one_of_an_index_of_the_subset(
    tmp_path: Path, searcher: Searcher, made: dict[str, Contents], quick: object, filters: dict
) -> None:
    rows = searcher.store.rows.matching(
        {key: [v] if isinstance(v, str) else v for key, v in filters.items()}, searcher.vocabulary
    )
    kept = {passage.passage_id for passage in searcher.store.rows.passages_at(rows)}
    assert 0 < len(kept) < 10
    subset = {
        name: replace(one, passages=tuple(passage for passage in one.passages if passage.passage_id in kept))
        for name, one in made.items()
    }
    with opened(tmp_path / "subset", subset, quick) as rebuilt:
        for query in QUERIES:
            for mode in Mode:
                assert told(searcher.search(query, 20, mode, filters)) == told(rebuilt.search(query, 20, mode))


@pytest.mark.parametrize("mode", Mode)
def test_only_passages_that_hold_the_phrase_are_found(searcher: Searcher, mode: Mode) -> None:
    assert found(searcher, 'boats of the "Capacity Building" kind', mode) == [
        "Capacity building for the coast guard of Kenya began in 2014.",
        "Capacity-building seminars on underwater medicine, and on peacekeeping operations.",
    ]
    assert found(searcher, '"capacity building" "coast guard"', mode) == [TEXTS["kenya"][0][1]]
    assert found(searcher, '"fees"', mode) == []
    assert found(searcher, '"building capacity"', mode) == []


@pytest.mark.parametrize("mode", Mode)
def test_what_is_left_out_is_neither_in_the_words_nor_in_the_headings(searcher: Searcher, mode: Mode) -> None:
    left = found(searcher, "the coast guard, capacity and patrol boats -piracy", mode)
    assert TEXTS["kenya"][1][1] not in left  # it stands under the heading Piracy
    assert TEXTS["asia"][1][1] not in left
    assert TEXTS["kenya"][0][1] in left
    assert TEXTS["asia"][3][1] not in found(searcher, 'the coast guard -"the sea"', mode)


def test_a_phrase_without_spaces_is_found_and_left_out_over_the_end_of_a_line(
    home: Path, contents_of: Callable, quick: object
) -> None:
    texts = [(("概要",), "日本の能力構\n築支援事業である。"), (("海",), "海上保安庁の巡視船である。")]
    contents = contents_of("aid", texts)
    with Store.open(home / "store.sqlite") as store:
        store.put(contents, Path("/texts/aid.txt"), "recipe 1")
        publish(home, store, quick, lambda *_: None)
    with Searcher.open(home, quick) as searcher:
        assert found(searcher, '"能力構築"') == [texts[0][1]]
        assert found(searcher, "日本の事業と巡視船 -能力構築") == [texts[1][1]]


def test_a_query_in_plain_words_has_no_signs(searcher: Searcher) -> None:
    assert len(searcher.search(Query('"no such words" -fee'), 20)) == 8


def test_a_query_that_only_leaves_out_is_refused(searcher: Searcher) -> None:
    with pytest.raises(QuestionError, match="only says what to leave out"):
        searcher.search('-piracy -"coast guard"')


def test_it_is_said_which_value_or_phrase_nothing_has(searcher: Searcher) -> None:
    assert searcher.search("fee", 5, Mode.HYBRID, {"publisher": "Nobody"}) == ()
    assert searcher.reason("fee", {"publisher": "Nobody", "kind": "body"}) == (
        "No document here is published by “Nobody”."
    )
    assert searcher.reason("fee", {"place": "Atlantis"}) == "No passage here names the place “Atlantis”."
    assert searcher.reason("fee", {"from": "2031"}) == "No document here is dated 2031 or later."
    assert searcher.reason("fee", {"document": "wells", "place": "Kenya"}) == (
        "No passage matches all of these filters at once."
    )
    assert searcher.reason('"purple rain" "coast guard"') == "No passage here holds the words “purple rain”."
    assert searcher.reason('"dry villages"', {"document": "asia"}) == (
        "No passage that the filters leave holds the words “dry villages”."
    )
    assert searcher.reason('"dry villages" -wells') == (
        "No passage here holds all that is quoted and nothing that is left out."
    )
    assert searcher.reason("fee", {"document": ["wells", "nowhere"]}) == "No document here has the id “nowhere”."
    assert searcher.reason("fee") == ""


@pytest.mark.parametrize(
    ("filters", "words"),
    [
        ({"colour": "red"}, "'colour' is not a filter. The filters are document, publisher, language, from"),
        ({"from": "soon"}, "'soon' is no date to search from"),
        ({"to": "2019-13"}, "'2019-13' is no date"),
        ({"from": ["2018", "2019"]}, "'from' takes one date, not 2"),
        ({"kind": []}, "'kind' has no value"),
    ],
)
def test_a_filter_without_meaning_is_refused(searcher: Searcher, filters: dict, words: str) -> None:
    with pytest.raises(QuestionError, match=words):
        searcher.search("fee", 5, Mode.HYBRID, filters)


@pytest.mark.parametrize("mode", Mode)
def test_the_same_words_are_found_once_and_k_are_different(searcher: Searcher, mode: Mode) -> None:
    first, *others = searcher.search("the same fee is due in every port", 4, mode)
    assert len(others) == (3 if mode is not Mode.LEXICAL else 2)
    assert {hit.passage.passage_id for hit in (first, *others)}.isdisjoint(one.passage_id for one in first.twins)
    places = {first.passage.document_id, *(passage.document_id for passage, _ in first.elsewhere)}
    assert places == {"kenya", "asia", "wells"}
    for passage, span in first.elsewhere:
        text = searcher.store.document(passage.document_id).text
        assert span.of(text).split() == first.passage.text.split()


def test_the_best_of_the_same_words_stands_for_them(searcher: Searcher) -> None:
    for heading, document in (("tariffs", {"wells"}), ("fees", {"kenya", "asia"})):
        first = searcher.search(f"{heading}: the same fee is due in every port", 1)[0]
        assert first.passage.document_id in document


def test_twins_that_the_filters_leave_out_are_not_named(searcher: Searcher) -> None:
    [first, *_] = searcher.search("the same fee", 5, Mode.LEXICAL, {"document": ["wells", "asia"]})
    assert len(first.twins) == 1
