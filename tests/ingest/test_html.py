"""HTML: what a reader of the page sees, without what surrounds it."""

import re
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.errors import DocumentError
from ingest.clean import clean
from ingest.readers.html import read
from ingest.reading import Reading, Role

PATH = Path("page.html")
PIECES = (
    "<p>", "</p>", "<ul>", "<ol start='x'>", "<li value=-2>", "</ul>", "<table>", "<tr>", "<td>", "</table>",
    "<h1>", "</h1>", "<h2>4</h2>", "<br>", "<pre>", "</pre>", "<sup><a href='#n'>1</a></sup>", "<p id=n>",
    "<main>", "<!-- c -->", "<nav>", "</nav>", "<figcaption>", "<svg>", "<math>", "&amp;", "&#0;", "e\u0301",
    "a", " ", "\n", "<", "\u2028", "<sup>", "</sup>",
)  # fmt: skip


def reading(page: str) -> Reading:
    return read(PATH, page.encode())


def blocks(page: str) -> list[tuple[str, int, str]]:
    """Role, level and words of every block."""
    made = reading(page)
    return [(block.role.value, block.level, block.span.of(made.text)) for block in made.blocks]


def test_a_whole_page() -> None:
    page = """<!DOCTYPE html><html lang="en-GB"><head><title>Sea lanes &amp; ports</title>
      <meta property="og:site_name" content="Ministry of X"><meta name="DC.date" content="2019-04-01">
      <style>p {}</style><script>var x = "<p>no</p>";</script></head><body>
      <header><nav><a href="/">Home</a></nav>Site</header>
      <h1>Sea <em>lanes</em></h1>
      <p>Aid for <a href="http://example.org/">ports</a>,
         by&nbsp;Japan.<br>And others.</p>loose words
      <h2>Fields</h2><ul><li>HA/DR<ul><li>floods</li></ul></li><li><p>mines</p></li></ul>
      <ol start=3 type=a><li>train<li value=7>equip</ol>
      <table><caption>Sums</caption><thead><tr><th>Year</th><th>Sum</th></tr></thead>
      <tr><td>2019</td><td><p>$5</p><p>million</p></td></tr></table>
      <figure><img alt="x"><figcaption>A ship</figcaption></figure>
      <form><input value=q><button>Go</button><select><option>1</select></form>
      <p hidden>h</p><p style="display : none">h</p><p aria-hidden=true>h</p><aside>a</aside>
      <ruby>漢<rp>(</rp><rt>かん</rt></ruby> <del>old</del><ins>new</ins>
      <footer>f</footer></body></html>"""
    made = reading(page)
    assert (made.title, made.publisher, made.published, made.language) == (
        "Sea lanes & ports",
        "Ministry of X",
        date(2019, 4, 1),
        "en",
    )
    assert blocks(page) == [
        ("heading", 0, "Sea lanes"),
        ("paragraph", 0, "Aid for ports, by\xa0Japan.\nAnd others."),
        ("paragraph", 0, "loose words"),
        ("heading", 1, "Fields"),
        ("item", 1, "HA/DR"),
        ("item", 2, "floods"),
        ("item", 1, "mines"),
        ("item", 1, "c. train"),
        ("item", 1, "g. equip"),
        ("caption", 0, "Sums"),
        ("row", 1, "Year | Sum"),
        ("row", 0, "2019 | $5 million"),
        ("caption", 0, "A ship"),
        ("paragraph", 0, "漢 new"),
    ]


def test_a_lone_main_part_is_the_page() -> None:
    assert reading("<p>menu</p><main><p>words</p></main><p>foot</p>").text == "words"
    assert reading("<main>one</main><main>two</main>").text == "one\n\ntwo"


def test_a_header_that_holds_the_title_is_kept() -> None:
    assert reading("<header><nav>menu</nav><h1>Title</h1></header><p>words</p>").text == "Title\n\nwords"


def test_a_table_that_lays_a_page_out_is_read_as_the_page() -> None:
    assert blocks("<table><tr><td><h2>A</h2>one</td><td>two</td></tr></table>")[:2] == [
        ("heading", 2, "A"),
        ("paragraph", 0, "one"),
    ]
    assert blocks("<table><tr><td>one</td></tr><tr><td>two</td></tr></table>") == [
        ("text", 0, "one"),
        ("text", 0, "two"),
    ]


def test_lines_and_paragraphs_made_with_breaks() -> None:
    assert blocks("<p>a<br>b <br> <br> c</p>") == [("text", 0, "a\nb"), ("text", 0, "c")]
    assert blocks("<ul><li>a<br><br>b</ul>") == [("item", 1, "a\nb")]


def test_preformatted_text_keeps_its_lines() -> None:
    assert blocks("<pre>a   b\n  <b>c</b>\n\nd</pre>") == [("text", 0, "a   b\n  c"), ("text", 0, "d")]


def test_a_heading_that_is_but_a_number_begins_the_next_paragraph() -> None:
    assert blocks("<h2>Scope</h2><h3>12.</h3><p>All ships.</p>") == [
        ("heading", 2, "Scope"),
        ("paragraph", 0, "12. All ships."),
    ]
    assert blocks("<h2>Scope</h2><h3>2019</h3><p>All ships.</p>")[1] == ("heading", 3, "2019")


def test_footnotes_are_tied_to_the_words_that_cite_them() -> None:
    made = reading(
        """<p>Crime<sup id="r1"><a href="#n1">1</a></sup>, and money<a href="#n2"><sup>(2)</sup></a>; m<sup>2</sup>.</p>
        <ol><li id="n1"><a href="#r1">^</a> Of all kinds.</li><li><p><a id="n2"></a>Cash.</p></li></ol>"""
    )
    assert made.text == "Crime[1], and money[2]; m2.\n\n[1] Of all kinds.\n\n[2] Cash."
    notes = [(block.label, block.span.of(made.text)) for block in made.blocks if block.role is Role.NOTE]
    assert notes == [("[1]", "[1] Of all kinds."), ("[2]", "[2] Cash.")]


@pytest.mark.parametrize(
    ("declaration", "encoding"),
    [
        ("<meta charset='Shift_JIS'>", "cp932"),
        ('<meta http-equiv="Content-Type" content="text/html; charset=x-sjis">', "cp932"),
        ('<meta http-equiv=Content-Type content="text/html; charset=EUC-JP">', "euc_jp"),
        ("<meta charset=iso-2022-jp>", "iso2022_jp"),
        ('<?xml version="1.0" encoding="euc-jp"?>', "euc_jp"),
        ("<meta charset=utf-16>", "utf-8"),  # what could be read so far was no UTF-16
        ("<meta charset=martian>", "utf-8"),
        ("", "utf-8"),
        ("\ufeff", "utf-16-le"),
        ("\ufeff<meta charset=euc-jp>", "utf-8"),  # the mark goes first
    ],
)
def test_the_encoding_is_what_the_page_says(declaration: str, encoding: str) -> None:
    page = f"{declaration}<p>防衛協力</p>".encode(encoding)
    assert read(PATH, page).text == "防衛協力"


def test_bytes_that_do_not_fit_the_declared_encoding_are_refused() -> None:
    with pytest.raises(DocumentError, match="byte 26 "):
        read(PATH, b"<meta charset=utf-8><p>caf\xe9")
    with pytest.raises(DocumentError, match="is not CP932"):
        read(PATH, b"<meta charset=sjis><p>" + "防衛".encode() + b"\xff")


def test_nesting_is_read_as_deep_as_a_page_may_mean_it_and_refused_beyond() -> None:
    assert reading("<div>" * 900 + "deep").text == "deep"
    for page in ("<div>" * 50_000 + "deep", "<b>" * 50_000 + "deep", "<table><tr><td>" * 20_000 + "deep"):
        with pytest.raises(DocumentError, match="nested more than 1,000 deep"):
            reading(page)


def test_menus_are_left_out_by_what_they_are_called_and_hold_and_this_is_told() -> None:
    made = reading(
        """<div id="skip-link"><a href="#m">Skip to content</a></div>
        <ul class="mainMenu"><li><a href="/">Home</a></li><li><a href="/w">Who we are</a></li></ul>
        <form id="search-block"><h2>Search</h2></form>
        <p class="menu">We cook what the sea gives: <a href="/f">fish</a>.</p>
        <ul><li><a href="/1">Annex 1</a></li><li><a href="/2">Annex 2</a></li></ul>"""
    )
    assert made.text == "We cook what the sea gives: fish.\n\nAnnex 1\nAnnex 2"
    assert made.left_out == ("what stands around the content (navigation, menus, asides, footers), 3 in all",)
    assert reading("<main>words</main>menu").left_out == ("all outside the part that the page marks as its main one",)


def test_a_link_in_a_sentence_is_read_whatever_it_is_called() -> None:
    made = reading(
        """<p>Two boats were lent to <a class="searchLink" href="/?q=palau">Palau</a> and
        <span class="share"><a href="/t">Tonga</a></span>.</p><p>See <a class="menu-link" href="/a">Annex 1</a></p>
        <p><a class="menu-link" href="/">Home</a> | <a class="menu-link" href="/w">About</a></p>"""
    )
    assert made.text == "Two boats were lent to Palau and Tonga.\n\nSee Annex 1\n\n|"
    assert made.left_out == ("what stands around the content (navigation, menus, asides, footers), 2 in all",)


def test_a_page_of_nothing_but_links_is_read() -> None:
    made = reading("<nav><a href='/a'>Annex</a></nav>")
    assert (made.text, made.left_out) == ("Annex", ())


def test_notes_in_a_footer_are_kept_and_tied_to_numbers_that_only_style_raises() -> None:
    made = reading(
        """<p>Crime<a class="fn" id="r1" href="#n1">1</a>.</p><p>See <a id="c" href="#s">2</a>.</p>
        <footer><div><p><a id="n1" href="#r1">1</a> Of all kinds.</p></div></footer><footer>Contact</footer>
        <p id="s">Second.</p>"""
    )
    assert made.text == "Crime[1].\n\nSee 2.\n\n[1] Of all kinds.\n\nSecond."
    assert [block.label for block in made.blocks if block.role is Role.NOTE] == ["[1]"]


@given(st.lists(st.sampled_from(PIECES)))
def test_whatever_is_written_has_canonical_text_and_true_spans(pieces: list[str]) -> None:
    made = reading("".join(pieces))
    assert clean(made.text).text == made.text
    assert "".join(made.text.split()) == "".join("".join(b.span.of(made.text).split()) for b in made.blocks)


@given(st.lists(st.text("abcé漢& <>", min_size=1).filter(str.strip), min_size=1))
def test_plain_paragraphs_lose_nothing(paragraphs: list[str]) -> None:
    words = [re.sub(" +", " ", paragraph.strip()) for paragraph in paragraphs]
    escaped = [word.replace("&", "&amp;").replace("<", "&lt;") for word in words]
    assert reading("".join(f"<p>{word}</p>" for word in escaped)).text == "\n\n".join(words)


def test_the_heads_of_a_table_are_marked_and_spanned_cells_are_said_in_each_row() -> None:
    table = """<table><tr><th rowspan=2>Country<th colspan=2>2019</tr><tr><th>plan<th>paid</tr>
      <tr><th>India<td>5<td>4</tr><tr><td rowspan=2>Japan<td>6<td rowspan=x>7</tr><tr><td>8<td>9</tr></table>"""
    assert blocks(table) == [
        ("row", 1, "Country | 2019 / plan | 2019 / paid"),
        ("row", 0, "India | 5 | 4"),
        ("row", 0, "Japan | 6 | 7"),
        ("row", 0, "Japan | 8 | 9"),
    ]


@pytest.mark.parametrize(
    ("page", "language"),
    [
        ("<html lang=ja-JP><body lang=en>a", "ja"),
        ("<html lang=''><body lang=en-GB>a", "en"),
        ("<main lang=fr>a</main>", "fr"),
        ("<p lang=de>a", None),
    ],
)
def test_the_language_is_what_the_page_states_outermost(page: str, language: str | None) -> None:
    assert reading(page).language == language


def test_furigana_does_not_break_a_word() -> None:
    page = "<p><ruby>能<rp>（</rp><rt>のう</rt><rp>）</rp>力<rp>（</rp><rt>りょく</rt><rp>）</rp></ruby>構築</p>"
    assert reading(page).text == "能力構築"
    assert reading("<ruby><rb>能力</rb><rtc><rt>のうりょく</rt></rtc></ruby>構築").text == "能力構築"
