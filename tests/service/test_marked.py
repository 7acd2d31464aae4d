"""A document's blocks: no word lost, and exactly the cited words marked, wherever they stand."""

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.records import Document, Kind, Note, Page, Passage, Section, Span
from corpus.store import Contents, Store
from service.marked import Marked, mark

WORDS = st.text(alphabet="abあ.•() é|", min_size=1, max_size=8)
LINES = st.lists(WORDS, min_size=1, max_size=3)
PARTS = st.lists(st.tuples(st.sampled_from(list(Kind)), st.integers(0, 7), LINES), min_size=1, max_size=6)


def contents_of(parts: list[tuple[Kind, int, list[str]]], title: str = "T", pages: tuple[Page, ...] = ()) -> Contents:
    """A document whose sections are ``parts``, one a blank line apart, each a passage with its lines as sentences."""
    text, sections, passages = "", [], []
    for number, (kind, level, lines) in enumerate(parts):
        start = len(text)
        sentences = []
        for line in lines:
            sentences.append(Span(len(text), len(text) + len(line)))
            text += line + "\n"
        span = Span(start, len(text) - 1)
        sections.append(Section("h", level, (), span, kind))
        passages.append(Passage(f"p{number}", "d", span, span.of(text), (), kind, tuple(sentences)))
        text += "\n"
    document = Document("d", text, title, None, None, "en", "d.txt", "0" * 64, pages=pages)
    return Contents(document, tuple(sections), tuple(passages))


def marked_of(contents: Contents, cited: Span | None) -> Marked:
    with TemporaryDirectory() as folder, Store.open(Path(folder) / "store.sqlite") as store:
        store.put(contents, Path("d.txt"), "r")
        return mark(store, contents.document, cited)


def shown(marked: Marked, *, cited: bool = False) -> str:
    return "".join(
        piece.text
        for block in marked.blocks
        for line in block.lines
        for cell in line.cells
        for piece in cell
        if piece.cited or not cited
    )


def bare(text: str) -> str:
    """``text`` without what a page may leave out: white space, and the bars between cells."""
    return "".join(text.split()).replace("|", "")


@settings(max_examples=60, deadline=None)
@given(PARTS, st.data())
def test_no_word_is_lost_and_exactly_the_cited_words_are_marked(
    parts: list[tuple[Kind, int, list[str]]], data: st.DataObject
) -> None:
    contents = contents_of(parts)
    text = contents.document.text
    start = data.draw(st.integers(0, len(text)))
    cited = Span(start, data.draw(st.integers(start, len(text))))
    marked = marked_of(contents, cited)
    assert bare(shown(marked)) == bare(text)
    assert bare(shown(marked, cited=True)) == bare(cited.of(text))


def test_a_citation_that_crosses_sections_is_marked_in_each_and_starts_once() -> None:
    contents = contents_of([(Kind.HEADING, 1, ["Aims"]), (Kind.BODY, 1, ["One two."]), (Kind.LIST, 1, ["• a", "• b"])])
    text = contents.document.text
    marked = marked_of(contents, Span(text.index("two"), text.index("b") + 1))
    assert [
        [piece.text for piece in line.cells[0] if piece.cited] for block in marked.blocks for line in block.lines
    ] == [
        [],
        ["two."],
        ["• a"],
        ["• b"],
    ]
    assert marked.first == text.index("two")


def test_headings_go_at_most_one_level_deeper_and_end_at_six() -> None:
    levels = [0, 1, 3, 3, 1, 2, 3, 4, 5, 6, 7]
    contents = contents_of([(Kind.HEADING, level, [f"h{number}"]) for number, level in enumerate(levels)], title="H0")
    assert [block.level for block in marked_of(contents, None).blocks] == [1, 2, 3, 4, 2, 3, 4, 5, 6, 6, 6]


def test_only_a_first_heading_that_says_the_title_is_the_title() -> None:
    parts = [(Kind.HEADING, 0, ["A  title"]), (Kind.HEADING, 0, ["A title"])]
    assert [block.level for block in marked_of(contents_of(parts, "A Title"), None).blocks] == [1, 2]
    assert [block.level for block in marked_of(contents_of(parts, "Another"), None).blocks] == [2, 2]


def test_items_begin_at_their_markers_and_keep_their_depth_and_wrapped_lines() -> None:
    text = "• one\n  goes on\n  1. two\n  2. three"
    starts = [0, text.index("1."), text.index("three")]
    span = Span(0, len(text))
    passage = Passage("p", "d", span, text, (), Kind.LIST, tuple(Span(at, at + 3) for at in starts))
    document = Document("d", text, "T", None, None, None, "d.txt", "0" * 64)
    contents = Contents(document, (Section("h", 1, (), span, Kind.LIST),), (passage,))
    (block,) = marked_of(contents, None).blocks
    assert [(line.depth, line.unmarked, line.cells[0][0].text) for line in block.lines] == [
        (0, False, "• one\n  goes on"),
        (2, False, "1. two"),
        (2, False, "2. three"),
    ]


def test_an_item_without_a_marker_is_told_from_one_with_its_own() -> None:
    contents = contents_of([(Kind.LIST, 1, ["First item", "b) second"]), (Kind.BODY, 1, ["No item"])])
    blocks = marked_of(contents, None).blocks
    assert [line.unmarked for block in blocks for line in block.lines] == [True, False, False]


def test_a_row_has_cells_and_a_citation_inside_one_marks_that_one() -> None:
    contents = contents_of([(Kind.TABLE, 1, ["Year | Sum", "2019 | $17"])])
    text = contents.document.text
    marked = marked_of(contents, Span(text.index("$"), text.index("$") + 3))
    rows = [[[piece.text for piece in cell] for cell in line.cells] for line in marked.blocks[0].lines]
    assert rows == [[["Year"], ["Sum"]], [["2019"], ["$17"]]]
    assert shown(marked, cited=True) == "$17"


def test_the_cited_words_of_a_row_do_not_begin_in_an_empty_cell() -> None:
    contents = contents_of([(Kind.TABLE, 1, ["Aid | To | Sum", "|  | x | 5"])])
    text = contents.document.text
    marked = marked_of(contents, Span(text.index("|  |"), text.index("5") + 1))
    assert marked.first == text.index("x")
    assert [[piece.text for piece in cell] for cell in marked.blocks[0].lines[1].cells] == [[], [], ["x"], ["5"]]


def test_a_reference_leads_to_its_note_also_inside_a_citation() -> None:
    contents = contents_of([(Kind.BODY, 1, ["Crime (Note1) grows."]), (Kind.FOOTNOTE, 1, ["Note 1: bad."])])
    text = contents.document.text
    marker = Span(text.index("("), text.index(")") + 1)
    note = Note("Note 1", Span(text.index("Note 1:"), len(text) - 2), marker, Span(0, 5))
    contents = Contents(contents.document, contents.sections, contents.passages, (note,))
    body, footnote = marked_of(contents, Span(0, 8)).blocks
    fragment = footnote.lines[0].anchor
    assert [(piece.text, piece.cited, piece.note) for piece in body.lines[0].cells[0]] == [
        ("Crime ", True, None),
        ("(N", True, fragment),
        ("ote1)", False, None),
        (" grows.", False, None),
    ]


def test_a_page_is_told_where_it_begins() -> None:
    pages = (Page(1, None, Span(0, 6)), Page(2, None, Span(6, 20)))
    contents = contents_of([(Kind.BODY, 1, ["aaaa"]), (Kind.BODY, 1, ["bb"]), (Kind.BODY, 1, ["cc"])], pages=pages)
    assert [block.page for block in marked_of(contents, None).blocks] == [*pages, None]


def test_the_passages_of_a_document_are_read_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []
    whole = Store.passages_of

    def counted(store: Store, document_id: str) -> tuple[Passage, ...]:
        asked.append(document_id)
        return whole(store, document_id)

    contents = contents_of([(Kind.BODY, 1, ["aaaa"]), (Kind.TABLE, 1, ["a | b", "c | d"])])
    monkeypatch.setattr(Store, "passages_of", counted)
    with Store.open(tmp_path / "store.sqlite") as store:
        store.put(contents, Path("d.txt"), "r")
        mark(store, contents.document, None)
    assert asked == ["d"]


def test_each_line_is_anchored_at_its_own_note_and_each_block_at_its_own_page() -> None:
    lines = ["Note 1: a.", "Note 2: b.", "Note 3: c."]
    pages = (Page(1, None, Span(3, 6)), Page(2, None, Span(6, 60)))
    contents = contents_of([(Kind.BODY, 1, ["aa"]), (Kind.BODY, 1, ["b"]), (Kind.FOOTNOTE, 1, lines)], pages=pages)
    starts = [contents.document.text.index(line) for line in lines]
    notes = tuple(Note(line[:6], Span(at, at + len(line)), None, None) for line, at in zip(lines, starts, strict=True))
    before, begun, last = marked_of(
        Contents(contents.document, contents.sections, contents.passages, notes), None
    ).blocks
    assert [line.anchor for line in last.lines] == [f"note-{at}" for at in starts]
    assert (before.lines[0].anchor, before.page, begun.page, last.page) == ("at-0", None, *pages)


@pytest.mark.parametrize("cited", [None, Span(4, 4), Span(4, 6)])
def test_nothing_is_marked_where_no_word_is_cited(cited: Span | None) -> None:
    contents = contents_of([(Kind.BODY, 1, ["aaaa"]), (Kind.BODY, 1, ["bb"])])
    assert marked_of(contents, cited).first is None


def test_a_note_leads_back_to_each_reference_that_is_shown() -> None:
    text = "First (Note1). Second (Note1).\nNote 1: why"
    contents = contents_of([(Kind.BODY, 0, [text.split("\n")[0]]), (Kind.FOOTNOTE, 1, ["Note 1: why"])])
    text = contents.document.text
    own = Span(text.index("Note 1:"), len(text) - 2)
    first, second = (Span(at, at + 7) for at in (text.index("(Note1)"), text.rindex("(Note1)")))
    notes = (Note("Note 1", own, first, None), Note("Note 1", own, second, None))
    made = Contents(contents.document, contents.sections, contents.passages, notes)
    body, footnote = marked_of(made, None).blocks
    references = [piece.reference for piece in body.lines[0].cells[0] if piece.note]
    assert references == [f"reference-{first.start}", f"reference-{second.start}"]
    assert footnote.lines[0].returns == tuple(references)
    with TemporaryDirectory() as folder, Store.open(Path(folder) / "store.sqlite") as store:
        store.put(made, Path("d.txt"), "r")
        alone = mark(store, made.document, None, within=Span(second.start, len(text)))
    assert alone.blocks[-1].lines[0].returns == (f"reference-{second.start}",)
