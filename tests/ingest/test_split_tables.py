"""Tables cut into passages, each with its caption and the heads of its columns."""

from corpus.records import Document, Kind, Page, Passage, Span, searchable
from ingest.notes import link_notes
from ingest.reading import Block, Reading, Role
from ingest.sections import build_sections
from ingest.split import FEWEST, Limit, split


def count_words(text: str) -> int:
    """A tokenizer that takes words for tokens, with two special ones."""
    return len(text.split()) + 2


def document(text: str, title: str = "Aid", pages: tuple[Page, ...] = ()) -> Document:
    return Document("doc", text, title, None, None, None, "aid.txt", "0" * 64, pages=pages)


def cut(reading: Reading, made: Document, limit: Limit) -> tuple[Passage, ...]:
    notes = link_notes(reading)
    return split(made, build_sections(made.title, reading, notes), notes, reading.blocks, limit)


def texts(found: tuple[Passage, ...]) -> list[str]:
    return [passage.text for passage in found]


def test_rows_of_a_table_are_sentences() -> None:
    text = "country | year\nIndia | 2019\nJapan | 2020"
    rows = tuple(Block(span, Role.ROW) for span in (Span(0, 14), Span(15, 27), Span(28, 40)))
    [whole] = cut(Reading(text, rows), document(text), Limit(count_words, 50))
    assert (whole.kind, whole.text, whole.sentences) == (Kind.TABLE, text, tuple(row.span for row in rows))
    found = cut(Reading(text, rows), document(text), Limit(count_words, 3 + FEWEST))
    assert texts(found) == ["country | year\nIndia | 2019", "Japan | 2020"]


def table_of(*tables: list[str], caption: str = "") -> Reading:
    """A reading of these tables, each line a row, the first of each marked as its header."""
    text = "\n\n".join([*([caption] if caption else []), *("\n".join(rows) for rows in tables)])
    blocks = [Block(Span(0, len(caption)), Role.CAPTION)] if caption else []
    at = len(caption) + 2 if caption else 0
    for rows in tables:
        for number, row in enumerate(rows):
            blocks.append(Block(Span(at, at + len(row)), Role.ROW, int(number == 0)))
            at += len(row) + 1
        at += 1
    return Reading(text, tuple(blocks))


def test_each_part_of_a_table_is_found_by_its_caption_and_the_heads_of_its_columns() -> None:
    rows = ["country | sum", *(f"Country{number} | {number}" for number in range(12))]
    reading = table_of(rows, caption="Sums by country")
    found = [one for one in cut(reading, document(reading.text), Limit(count_words, 24)) if one.kind is Kind.TABLE]
    assert len(found) > 1
    assert {one.path for one in found} == {("Sums by country", "country | sum")}
    assert "\n".join(texts(tuple(found))) == "\n".join(rows)
    assert all(count_words(searchable("Aid", one)) <= 24 for one in found)
    [whole] = cut(table_of(rows), document("\n".join(rows)), Limit(count_words, 100))
    assert (whole.path, whole.text) == ((), "\n".join(rows))


def test_two_tables_are_two_passages_each_with_its_own_heads() -> None:
    reading = table_of(["country | sum", "India | 5"], ["ship | year", "Kunigami | 2014"])
    found = cut(reading, document(reading.text), Limit(count_words, 100))
    assert texts(found) == ["country | sum\nIndia | 5", "ship | year\nKunigami | 2014"]


def test_a_header_that_leaves_no_room_is_not_repeated() -> None:
    rows = [" | ".join(f"column{number}" for number in range(9)), *(f"a{number} | b | c" for number in range(20))]
    reading = table_of(rows)
    found = cut(reading, document(reading.text), Limit(count_words, 30))
    assert {one.path for one in found} == {()}
