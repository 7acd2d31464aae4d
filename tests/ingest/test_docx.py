"""Word documents: what Word shows with every change accepted, in the order of the body."""

import io
from datetime import date, datetime
from pathlib import Path
from typing import Any

import docx
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from ingest.readers import docx as reader
from ingest.reading import Reading, Role

PATH = Path("plan.docx")
NAMESPACES = nsdecls("w") + ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'


def reading(document: Any) -> Reading:
    made = io.BytesIO()
    document.save(made)
    return reader.read(PATH, made.getvalue())


def blocks(document: Any) -> list[tuple[str, int, str]]:
    """Role, level and words of every block."""
    made = reading(document)
    return [(block.role.value, block.level, block.span.of(made.text)) for block in made.blocks]


def with_body(*elements: str) -> Any:
    """A document whose body holds these elements, in the namespace prefix ``w``."""
    document = docx.Document()
    for element in elements:
        document.element.body.insert(-1, parse_xml(element.replace(">", f" {NAMESPACES}>", 1)))
    return document


def paragraph(inside: str) -> Any:
    return with_body(f"<w:p>{inside}</w:p>")


def run(words: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{words}</w:t></w:r>'


def test_a_whole_document() -> None:
    document = docx.Document()
    document.add_heading("Sea lanes", 0)
    document.add_paragraph("Aid for\tports.\nAnd others.")
    document.add_heading("Fields", 1)
    document.add_paragraph("HA/DR", "List Bullet")
    document.add_paragraph("floods", "List Bullet 2")
    document.add_heading("Sums", 2)
    table = document.add_table(2, 2)
    for cell, words in zip(
        [*table.rows[0].cells, *table.rows[1].cells], ["Year", "Sum", "2019", "$5\nmillion"], strict=True
    ):
        cell.text = words
    document.add_paragraph("Table 1", "Caption")
    assert blocks(document) == [
        ("heading", 0, "Sea lanes"),
        ("paragraph", 0, "Aid for\tports.\nAnd others."),
        ("heading", 1, "Fields"),
        ("item", 1, "HA/DR"),
        ("item", 2, "floods"),
        ("heading", 2, "Sums"),
        ("row", 0, "Year | Sum"),
        ("row", 0, "2019 | $5 million"),
        ("caption", 0, "Table 1"),
    ]


def test_core_properties() -> None:
    document = docx.Document()
    document.add_paragraph("words")
    stated = document.core_properties
    stated.title, stated.author, stated.language, stated.created = "Sea lanes", "N. N.", "ja-JP", datetime(2019, 4, 1)
    made = reading(document)
    assert (made.title, made.publisher, made.published, made.language) == ("Sea lanes", None, date(2019, 4, 1), "ja")


def test_tracked_changes_are_accepted() -> None:
    inside = (
        f"{run('Aid ')}<w:del><w:r><w:delText>of $5 </w:delText></w:r></w:del><w:ins>{run('of $7 ')}</w:ins>"
        f"<w:moveFrom>{run('gone ')}</w:moveFrom><w:moveTo>{run('came ')}</w:moveTo>"
        f"<w:hyperlink>{run('to ports')}</w:hyperlink>"
    )
    assert blocks(paragraph(inside)) == [("text", 0, "Aid of $7 came to ports")]


def test_what_is_hidden_or_doubled_is_left_out() -> None:
    inside = (
        f"<w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden </w:t></w:r>{run('seen')}"
        '<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t> too</w:t></w:r>'
        "<w:r><w:ruby><w:rt><w:r><w:t>かん</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>漢</w:t></w:r></w:rubyBase></w:ruby></w:r>"
        f"<mc:AlternateContent><mc:Choice>{run('x')}</mc:Choice><mc:Fallback>{run('x')}</mc:Fallback></mc:AlternateContent>"
        '<w:r><w:fldChar w:fldCharType="begin"/><w:instrText>PAGE</w:instrText></w:r><w:r><w:noBreakHyphen/></w:r>'
    )
    assert blocks(paragraph(inside)) == [("text", 0, "seen too漢x-")]


def test_content_controls_and_text_boxes_are_read_in_their_place() -> None:
    box = f"<w:r><w:pict><w:txbxContent><w:p>{run('boxed')}</w:p></w:txbxContent></w:pict></w:r>"
    document = with_body(
        f"<w:sdt><w:sdtPr/><w:sdtContent><w:p>{run('a')}</w:p></w:sdtContent></w:sdt>",
        f"<w:p>{run('b ')}{box}{run('c')}</w:p>",
        f"<w:p>{run('d')}</w:p>",
    )
    assert [words for _, _, words in blocks(document)] == ["a", "b c", "boxed", "d"]


def test_a_generated_table_of_contents_is_left_out() -> None:
    document = docx.Document()
    document.styles.add_style("toc 1", 1)
    document.add_paragraph("Fields\t3", "toc 1")
    document.add_paragraph("words")
    assert blocks(document) == [("text", 0, "words")]
    assert reading(document).left_out == ("a generated table of contents or index",)


def test_a_table_of_one_column_frames_its_paragraphs() -> None:
    document = docx.Document()
    document.add_table(1, 1).rows[0].cells[0].text = "one\ntwo"
    document.add_table(1, 2)
    assert blocks(document) == [("text", 0, "one\ntwo")]


def test_rows_keep_nested_tables_and_lose_deleted_rows() -> None:
    document = docx.Document()
    table = document.add_table(2, 2)
    table.rows[0].cells[0].add_table(1, 2).rows[0].cells[1].text = "inner"
    table.rows[0].cells[1].text = "outer"
    table.rows[1].cells[0].text = "deleted"
    table.rows[1]._tr.get_or_add_trPr().append(parse_xml(f"<w:del {NAMESPACES}/>"))
    assert blocks(document) == [("row", 0, "inner | outer")]


def depth(number: int, start: int, kind: str, text: str, style: str) -> str:
    """One depth of a list."""
    return (
        f'<w:lvl w:ilvl="{number}"><w:start w:val="{start}"/><w:numFmt w:val="{kind}"/>'
        f'<w:pStyle w:val="{style}"/><w:lvlText w:val="{text}"/></w:lvl>'
    )


NUMBERING = f"""<w:numbering {NAMESPACES}>
  <w:abstractNum w:abstractNumId="1">
    {depth(0, 1, "decimal", "%1.", "Heading1")}{depth(1, 1, "decimal", "%1.%2", "Heading2")}
    {depth(2, 3, "lowerLetter", "(%3)", "x")}{depth(3, 1, "bullet", "•", "x")}
  </w:abstractNum>
  <w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>
  <w:num w:numId="2"><w:abstractNumId w:val="1"/>
    <w:lvlOverride w:ilvl="0"><w:startOverride w:val="9"/></w:lvlOverride></w:num>
</w:numbering>"""


def numbered(list_id: int, depth: int, words: str, style: str = "") -> str:
    styled = f'<w:pStyle w:val="{style}"/>' if style else ""
    at = f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{list_id}"/></w:numPr>'
    return f"<w:p><w:pPr>{styled}{at}</w:pPr>{run(words)}</w:p>"


def with_numbering(*elements: str) -> Any:
    document = with_body(*elements)
    document.part.numbering_part._element = parse_xml(NUMBERING)
    return document


def test_the_numbers_that_word_shows_are_part_of_the_text() -> None:
    document = with_numbering(
        numbered(1, 0, "Aims", "Heading1"),
        numbered(1, 1, "Scope", "Heading2"),
        numbered(1, 2, "ships"),
        numbered(1, 2, "planes"),
        numbered(1, 3, "gliders"),
        numbered(1, 1, "Means", "Heading2"),
        numbered(1, 2, "funds"),
        numbered(1, 0, "Ends", "Heading1"),
        numbered(1, 1, "Peace", "Heading2"),
        numbered(2, 0, "restarted"),
        numbered(1, 0, "counted on"),
        numbered(0, 0, "no number"),
        numbered(7, 0, "of no list"),
    )
    assert [words for _, _, words in blocks(document)] == [
        "1. Aims",
        "1.1 Scope",
        "(c) ships",
        "(d) planes",
        "gliders",
        "1.2 Means",
        "(c) funds",
        "2. Ends",
        "2.1 Peace",
        "9. restarted",
        "10. counted on",
        "no number",
        "of no list",
    ]
    assert [level for role, level, _ in blocks(document) if role == "item"] == [3, 3, 4, 3, 1, 1, 1]


def test_a_style_may_bring_its_number_and_its_depth() -> None:
    plain = f'<w:p><w:pPr><w:pStyle w:val="Heading2"/></w:pPr>{run("Scope")}</w:p>'
    document = with_numbering(numbered(1, 0, "Aims", "Heading1"), plain)
    listed = parse_xml(f'<w:numPr {NAMESPACES}><w:numId w:val="1"/></w:numPr>')
    document.styles["Heading 2"].element.get_or_add_pPr().append(listed)
    assert [words for _, _, words in blocks(document)] == ["1. Aims", "1.1 Scope"]


def test_an_outline_level_makes_a_heading_of_any_style() -> None:
    outline = '<w:p><w:pPr><w:outlineLvl w:val="1"/></w:pPr>'
    assert blocks(with_body(f"{outline}{run('A')}</w:p>", f"<w:p>{run('b')}</w:p>"))[0] == ("heading", 2, "A")


def test_footnotes_and_endnotes_are_tied_to_the_words_that_cite_them() -> None:
    document = with_body(
        f"<w:p>{run('Crime')}<w:r><w:endnoteReference w:id='5'/></w:r>{run(' and money')}"
        f"<w:r><w:footnoteReference w:id='8'/></w:r>{run('.')}</w:p>",
        f"<w:p>{run('Ports')}<w:r><w:footnoteReference w:id='4'/></w:r></w:p>",
    )
    for name, kind, notes in (
        ("footnote", RELATIONSHIP_TYPE.FOOTNOTES, {"4": "Sea only.", "8": "Cash.", "9": "Cited nowhere."}),
        ("endnote", RELATIONSHIP_TYPE.ENDNOTES, {"5": "Of all kinds."}),
    ):
        held = "".join(f"<w:{name} w:id='{key}'><w:p>{run(words)}</w:p></w:{name}>" for key, words in notes.items())
        blob = f"<w:{name}s {NAMESPACES}>{held}</w:{name}s>".encode()
        part = Part(PackURI(f"/word/{name}s.xml"), "application/xml", blob, document.part.package)
        document.part.relate_to(part, kind)
    made = reading(document)
    assert made.text == "Crime[i] and money[1].\n\nPorts[2]\n\n[1] Cash.\n\n[2] Sea only.\n\n[i] Of all kinds."
    assert [block.label for block in made.blocks if block.role is Role.NOTE] == ["[1]", "[2]", "[i]"]


def test_merged_cells_are_said_in_each_row_and_header_rows_are_marked() -> None:
    document = docx.Document()
    table = document.add_table(4, 3)
    rows = ["Region", "2019", ""], ["", "plan", "paid"], ["Asia", "5", "4"], ["", "6", "7"]
    for row, words in zip(table.rows, rows, strict=True):
        for cell, word in zip(row.cells, words, strict=True):
            cell.text = word
    for first, last in (((0, 0), (1, 0)), ((0, 1), (0, 2)), ((2, 0), (3, 0))):
        table.cell(*first).merge(table.cell(*last))
    for row in table.rows[:2]:
        row._tr.get_or_add_trPr().append(parse_xml(f"<w:tblHeader {NAMESPACES}/>"))
    assert blocks(document) == [
        ("row", 1, "Region | 2019 / plan | 2019 / paid"),
        ("row", 0, "Asia | 5 | 4"),
        ("row", 0, "Asia | 6 | 7"),
    ]


def test_a_table_within_a_cell_follows_the_table_that_holds_it() -> None:
    document = docx.Document()
    table = document.add_table(1, 2)
    table.cell(0, 0).text = "outer"
    inner = table.cell(0, 1).add_table(2, 2)
    for cell, words in zip([*inner.rows[0].cells, *inner.rows[1].cells], "abcd", strict=True):
        cell.text = words
    made = reading(document)
    assert made.text == "outer |\n\na | b\nc | d"


def test_a_paragraph_whose_end_is_deleted_goes_on_in_the_next_and_a_deleted_item_is_not_counted() -> None:
    gone = "<w:pPr><w:rPr><w:del/></w:rPr></w:pPr>"
    document = with_body(
        f"<w:p>{gone}{run('Aid ')}<w:del><w:r><w:delText>of</w:delText></w:r></w:del></w:p>",
        f"<w:p>{run('for ports.')}</w:p>",
        f"<w:p>{gone}<w:del><w:r><w:delText>All gone.</w:delText></w:r></w:del></w:p>",
        f"<w:p>{run('Ships.')}<w:r><w:commentReference w:id='1'/></w:r></w:p>",
        f"<w:p>{gone}{run('Last.')}</w:p>",
    )
    made = reading(document)
    assert made.text == "Aid for ports.\n\nShips.\n\nLast."
    assert made.left_out == (
        "words that tracked changes delete, in 2 places",
        "comments, 1 in all",
    )
