"""A manifest and its truth files, small ones made here."""

import json
from pathlib import Path

import pytest

from corpus.errors import MissingError, UsageError
from evals.extract import Truth
from evals.extract_truth import COLUMNS, Entry, legislation_truth, markdown_truth, read_entries

ACT = """<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><act><meta><title>Hidden</title></meta>
<section><num>1</num><heading>The <b>aim</b></heading><p>Aid is <i>given</i>.</p><p>Always.</p></section>
<table><tr><td><p>Year</p></td><td><p>Sum</p></td></tr></table></act></akomaNtoso>"""


def manifest(folder: Path, *rows: tuple[str, ...]) -> Path:
    """A manifest of rows: file, role, pages, ground truth, state."""
    lines = ["\t".join(row) for row in (COLUMNS, *rows)]
    path = folder / "manifest.tsv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def entry(folder: Path, *rows: tuple[str, ...]) -> Entry:
    """The entry of the first row; its file is made if it is not there."""
    path = folder / rows[0][0]
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists():
        path.write_bytes(b"x")
    return read_entries(manifest(folder, *rows))[0]


def test_markdown_is_words_headings_and_cells_without_its_marks() -> None:
    truth = markdown_truth(
        "## Aid **now**\n\n- [one](http://x.y) `two`\n\n<!-- image -->\n\n| A |  |\n|-|-|\n| 1 | 2 |"
    )
    assert truth == Truth(("Aid now\none two\nA\n\n1\n2",), True, ("Aid now",), (("A", ""), ("1", "2")))


def test_an_act_is_its_words_headings_and_cells_without_what_it_says_of_itself() -> None:
    truth = legislation_truth(ACT.encode())
    assert truth.texts == ("1\nThe aim\nAid is given.\nAlways.\nYear\nSum",)
    assert truth.headings == ("The aim",)
    assert truth.cells == (("Year", "Sum"),)


def test_texts_of_one_file_are_alternatives(tmp_path: Path) -> None:
    (tmp_path / "g").mkdir()
    (tmp_path / "g/a.pdf.txt").write_text("\ufeffone two", encoding="utf-8")
    (tmp_path / "g/a.pdf-sorted.txt").write_text("two one", encoding="utf-8")
    row = ("g/a.pdf", "doc", "3", "a.pdf.txt and .pdf-sorted.txt (exact expected text)", "ok")
    found = entry(tmp_path, row)
    assert (found.name, found.group, found.stands) == ("g/a.pdf", "g", "text")
    assert found.truth == Truth(("one two", "two one"), pages=3)


def test_a_docling_document_tells_where_stretches_stand(tmp_path: Path) -> None:
    texts = [
        {"text": "One", "prov": [{"page_no": 2}]},
        {"text": "Both", "prov": [{"page_no": 1}, {"page_no": 2}]},
        {"text": "•", "prov": [{"page_no": 1}]},
        {"text": "Nowhere", "prov": []},
        {"text": "Chapter 1", "prov": [{"page_no": 1}], "label": "page_header"},
    ]
    (tmp_path / "g").mkdir()
    (tmp_path / "g/a.md").write_text("# One", encoding="utf-8")
    (tmp_path / "g/a.json").write_text(json.dumps({"texts": texts}), encoding="utf-8")
    (tmp_path / "g/a.doctags.txt").write_text("<doctag>", encoding="utf-8")
    found = entry(tmp_path, ("g/a.pdf", "doc", "2", "a.md, a.json (with pages), a.doctags.txt", "ok"))
    assert found.truth == Truth(("One",), headings=("One",), placed=((2, "One"),), pages=2)


def test_a_table_is_a_part_of_its_file(tmp_path: Path) -> None:
    (tmp_path / "g").mkdir()
    (tmp_path / "g/a.csv").write_text('Year,"1,505"\n,2\n', encoding="utf-8")
    found = entry(tmp_path, ("g/a.pdf", "doc", "1", "a.csv", "ok"))
    assert found.truth == Truth(("Year 1,505  2",), whole=False, cells=(("Year", "1,505"), ("", "2")), pages=1)


def test_another_form_of_a_document_lends_its_truth_but_not_its_pages(tmp_path: Path) -> None:
    (tmp_path / "g").mkdir()
    (tmp_path / "g/a.md").write_text("# One", encoding="utf-8")
    rows = ("g/a.html", "doc", "", "a.pdf", "ok"), ("g/a.pdf", "doc", "9", "a.md (machine-made)", "ok")
    assert entry(tmp_path, *rows).truth == Truth(("One",), headings=("One",))


def test_a_plain_text_is_true_in_the_encoding_that_its_state_names(tmp_path: Path) -> None:
    (tmp_path / "g").mkdir()
    (tmp_path / "g/a.txt").write_bytes("能力構築".encode("euc_jp"))
    found = entry(tmp_path, ("g/a.txt", "doc", "", "folder name = true encoding", "EUC-JP"))
    assert (found.truth.texts, found.stands) == (("能力構築",), "text")


@pytest.mark.parametrize(
    ("data", "state", "stands"),
    [(b"", "zero bytes", "nothing"), (b"%PDF", "damaged: no end", ""), (b"%PDF", "ok (empty password)", "text")],
)
def test_how_a_file_stands(tmp_path: Path, data: bytes, state: str, stands: str) -> None:
    (tmp_path / "g").mkdir()
    (tmp_path / "g/a.pdf").write_bytes(data)
    assert entry(tmp_path, ("g/a.pdf", "doc", "", "", state)).stands == stands


def test_only_documents_that_are_there_are_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("x", encoding="utf-8")
    rows = ("a.txt", "doc", "", "", "ok"), ("b.txt", "doc", "", "", "ok"), ("a.md", "ground_truth", "", "", "ok")
    assert [one.name for one in read_entries(manifest(tmp_path, *rows))] == ["a.txt"]


def test_what_is_no_manifest_is_named(tmp_path: Path) -> None:
    with pytest.raises(MissingError, match="no manifest"):
        read_entries(tmp_path / "none.tsv")
    (tmp_path / "odd.tsv").write_text("file\trole\n", encoding="utf-8")
    with pytest.raises(UsageError, match="no column 'pages'"):
        read_entries(tmp_path / "odd.tsv")
    with pytest.raises(UsageError, match="names no document"):
        read_entries(manifest(tmp_path))
