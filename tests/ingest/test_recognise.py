"""Roles and levels: one small text a rule, and properties over generated texts."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.records import Span
from ingest.captions import split_row
from ingest.lines import read_lines
from ingest.readers.text import runs
from ingest.reading import Block, Reading, Role
from ingest.recognise import recognise

WRAPPED = (
    "The ministries concerned have agreed that training at sea will go on in\n"
    "the coming years. Ships of five countries take part in it, and observers\n"
    "of three more."
)


def read(text: str) -> Reading:
    return recognise(Reading(text, tuple(Block(span, Role.TEXT) for span in runs(text))))


def outline(text: str) -> list[str]:
    """Every block as a line: '#' and its level for a heading, else its role, with its words folded."""
    return [_line(block, " ".join(block.span.of(text).split())) for block in read(text).blocks]


def _line(block: Block, words: str) -> str:
    match block.role:
        case Role.HEADING:
            return f"#{block.level} {words}"
        case Role.ITEM:
            return f"item{block.level} {words}"
        case Role.NOTE:
            return f"note [{block.label}] {words}"
    return f"{block.role} {words}"


def headings(text: str) -> list[str]:
    return [line for line in outline(text) if line.startswith("#")]


def test_numbered_headings_nest_by_style() -> None:
    assert headings(
        "Report\n\n1. Sea\n\nText one.\n\n(1) Ships\n\nText two.\n\n(2) Ports\n\nText three.\n\n2. Air\n\nText four."
    ) == ["#0 Report", "#1 1. Sea", "#2 (1) Ships", "#2 (2) Ports", "#1 2. Air"]


def test_a_style_that_begins_anew_nests_again() -> None:
    text = "Report\n\nI. Sea\n\nT.\n\n1. Ships\n\nT.\n\n2. Ports\n\nT.\n\nII. Air\n\nT.\n\n1. Planes\n\nT."
    assert headings(text) == ["#0 Report", "#1 I. Sea", "#2 1. Ships", "#2 2. Ports", "#1 II. Air", "#2 1. Planes"]


def test_dotted_numbers_nest_by_their_depth() -> None:
    text = "1. Sea\n\nT.\n\n1.1 Ships\n\nT.\n\n1.1.1 Old\n\nT.\n\n1.2 Ports\n\nT.\n\n2. Air\n\nT.\n\n2.1 Planes\n\nT."
    assert headings(text) == [
        "#1 1. Sea",
        "#2 1.1 Ships",
        "#3 1.1.1 Old",
        "#2 1.2 Ports",
        "#1 2. Air",
        "#2 2.1 Planes",
    ]


def test_a_word_with_a_number_is_a_style() -> None:
    text = "Report\n\nMeans of aid\n\nPillar 1: Money\n\nT.\n\nPillar 2: People\n\nT.\n\nFurther reading\n\nT."
    assert headings(text)[1:] == ["#1 Means of aid", "#2 Pillar 1: Money", "#2 Pillar 2: People", "#1 Further reading"]


def test_an_unnumbered_heading_in_a_series_that_goes_on_stands_under_it() -> None:
    text = "Report\n\nA. Sea\n\nT.\n\nOld ships\n\nT.\n\nNew ships\n\nT.\n\nB. Air\n\nT.\n\nPlanes\n\nT."
    assert headings(text)[1:] == ["#1 A. Sea", "#2 Old ships", "#2 New ships", "#1 B. Air", "#2 Planes"]


def test_an_unnumbered_heading_after_a_series_ends_it() -> None:
    text = "Report\n\n1. Sea\n\n(1) Ships\n\nT.\n\n(2) Ports\n\nT.\n\nExamples of ships\n\nT."
    assert headings(text)[-1] == "#1 Examples of ships"


def test_chapters_do_not_stand_under_the_preface() -> None:
    text = "Report\n\nPreface\n\nT.\n\n1. Sea\n\nT.\n\n2. Air\n\nT."
    assert headings(text)[1:] == ["#1 Preface", "#1 1. Sea", "#1 2. Air"]


def test_numbered_sentences_are_paragraphs() -> None:
    text = "3. Guidance\n\n(1) The guidelines of 2010 say that aid goes on.\n\n(2) The strategy refers to more aid."
    assert [line.split()[0] for line in outline(text)] == ["#1", "paragraph", "paragraph"]


def test_a_line_between_two_headings_of_a_series_is_the_words_of_the_first() -> None:
    text = "Report\n\n1. Aid\n\n(1) Whom\n\nArmed forces\n\n(2) Where\n\nAsia\n\n2. Money\n\nLoans and grants"
    assert [line for line in outline(text) if not line.startswith("#")] == [
        "paragraph Armed forces", "paragraph Asia", "paragraph Loans and grants",
    ]  # fmt: skip


def test_a_bullet_alone_above_words_is_a_heading_and_among_others_an_item() -> None:
    assert outline("Report\n\nT.\n\n●Efforts made\n\nA. Police\n\nT.")[2] == "#1 ●Efforts made"
    assert outline("Report\n\nT.\n\n●Efforts made\n●Aid given\n\nMore words here.")[2:4] == [
        "item1 Efforts made", "item1 Aid given",
    ]  # fmt: skip


def test_lists_have_depths_and_wrapped_items_are_whole() -> None:
    text = (
        "The forms are:\n\n"
        "  • Training of officers in all of the countries that have asked\n"
        "    for it, and of their\n"
        "    teachers\n"
        "    1. On land.\n"
        "    2. At sea.\n"
        "  • Seminars"
    )
    assert outline(text)[1:] == [
        "item1 Training of officers in all of the countries that have asked for it, and of their teachers",
        "item2 1. On land.",
        "item2 2. At sea.",
        "item1 Seminars",
    ]


def test_numbered_lines_with_nothing_beneath_are_a_list() -> None:
    assert outline("Report\n\nThe fields are:\n\n1. Sea\n2. Air\n3. Space\n\nThey matter.")[2:5] == [
        "item1 1. Sea", "item1 2. Air", "item1 3. Space",
    ]  # fmt: skip


def test_numbered_headings_with_nothing_beneath_whose_series_goes_on_stay_headings() -> None:
    assert headings("Report\n\n1. Sea\n\n2. Air\n\n3. Space\n\nIt is far.\n\n4. Land\n\nIt is near.")[1:] == [
        "#1 1. Sea", "#1 2. Air", "#1 3. Space", "#1 4. Land",
    ]  # fmt: skip


def test_a_caption_that_stands_twice_is_one_both_times() -> None:
    text = "Report\n\nThe Sea\nA patrol vessel in harbour\n\nA patrol vessel in harbour\n\nThe sea is wide."
    assert outline(text)[1:] == [
        "#1 The Sea", *["caption A patrol vessel in harbour"] * 2, "paragraph The sea is wide.",
    ]  # fmt: skip


def test_a_caption_of_two_lines_that_stands_twice() -> None:
    twice = "A patrol vessel in the harbour\nof the capital"
    assert [
        line for line in outline(f"Report\n\nT.\n\n{twice}\n\n{twice}\n\nWords.") if line.startswith("caption")
    ] == ["caption A patrol vessel in the harbour of the capital"] * 2


def test_a_title_that_stands_twice_is_no_caption() -> None:
    assert headings("Aid for development\n\nAid for development\n\nIt is given.") == [
        "#0 Aid for development", "#1 Aid for development",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "caption",
    ["A seminar in the capital (Photo: UNODC)", "Figure 2: Graduates by country.", "Photo 3: A seminar",
     "図1 卒業生の推移", "写真２　訓練の様子", "Source: World Bank", "訓練の様子（写真：JICA）",
     "Participants in 2019 (Photo: Ministry)."],
)  # fmt: skip
def test_captions_by_their_own_words(caption: str) -> None:
    assert outline(f"Report\n\nWords of it.\n\n{caption}\n\nMore words.")[2] == f"caption {' '.join(caption.split())}"


@pytest.mark.parametrize("words", ["Figure 2 shows a rise of aid.", "Aid fell in 2019. It rose again (Source: OECD)."])
def test_sentences_that_name_a_figure_or_a_source_are_no_captions(words: str) -> None:
    assert outline(f"Report\n\n{words}\n\nMore words.")[1] == f"paragraph {words}"


def test_short_lines_after_a_paragraph_are_captions_rejoined() -> None:
    lines = (
        "Meeting of the ministers\nof five countries\nParis Air Show\nPort call at Subic\n(the Philippines)\n"
        "Signing of the agreement concerning\nTransfer of Equipment\nSigning of the Franco-German\nSecurity Agreement\n"
        "Visit by the Minister to the\nNaval Academy"
    )
    [block] = read_lines(lines, [Span(0, len(lines))])
    assert [" / ".join(line.text for line in caption) for caption in split_row(block)] == [
        "Meeting of the ministers / of five countries",
        "Paris Air Show",
        "Port call at Subic / (the Philippines)",
        "Signing of the agreement concerning / Transfer of Equipment",
        "Signing of the Franco-German / Security Agreement",
        "Visit by the Minister to the / Naval Academy",
    ]
    assert [line.split()[0] for line in outline(f"Report\n\nWords.\n\n{lines}")] == [
        "#0",
        "paragraph",
        *["caption"] * 6,
    ]


def test_short_lines_under_a_heading_and_rows_of_figures_are_no_captions() -> None:
    assert outline("Report\n\n1. Members\n\nJapan and India\nAustralia and others\n\n2. Aims\n\nT.")[2].startswith(
        "paragraph"
    )
    assert outline("Report\n\nWords.\n\nTotal aid 12 15\nTotal loans 20 33")[2].startswith("paragraph")


@pytest.mark.parametrize(
    ("line", "label", "words"),
    [
        ("Note 17: The act of hiding.", "Note 17", "Note 17: The act of hiding."),
        ("1. Note 17: The act of hiding.", "Note 17", "Note 17: The act of hiding."),
        ("*1 The act of hiding.", "*1", "*1 The act of hiding."),
        ("[1] The act of hiding.", "[1]", "[1] The act of hiding."),
        ("注1 隠す行為をいう。", "注1", "注1 隠す行為をいう。"),
        ("※２　隠す行為。", "※２", "※２ 隠す行為。"),
    ],
)
def test_notes_have_their_label_and_leave_out_a_list_number(line: str, label: str, words: str) -> None:
    assert outline(f"Report\n\nWords.\n\n{line}")[-1] == f"note [{label}] {words}"


def test_a_hard_wrapped_paragraph_stays_whole() -> None:
    assert outline(f"Report\n\n{WRAPPED}") == ["#0 Report", f"paragraph {' '.join(WRAPPED.split())}"]


def test_a_page_without_blank_lines() -> None:
    page = (
        f"2. Training at Sea\n{WRAPPED}\n{WRAPPED}\nResults so Far\n{WRAPPED}\n"
        "• first result of the training, which took longer than had been planned in\nthe beginning\n• second result"
    )
    assert [line[:16] for line in outline(f"Report\n\n{page}")] == [
        "#0 Report", "#1 2. Training a", "paragraph The mi", "paragraph The mi", "#1 Results so Fa",
        "paragraph The mi", "item1 first resu", "item1 second res",
    ]  # fmt: skip


def test_a_number_that_a_wrapped_line_begins_with_is_no_mark() -> None:
    text = "It was signed in the capital by the ministers of all the countries in\n1. May it last as long as they do."
    assert len(outline(text)) == 1


@pytest.mark.parametrize(
    "line",
    [
        "12 May 2019",
        "May 2010",
        "Aid was given to all",
        "of the Ministry",
        "Page 3 of 12",
        "Asia . . . . . 12",
        "12,3 4,5 6",
    ],
)
def test_lines_that_are_no_headings(line: str) -> None:
    assert outline(f"Report\n\nWords.\n\n{line}\n\nMore words.")[2] == f"paragraph {line}"


def test_japanese_headings_and_paragraphs() -> None:
    text = "\n\n".join(
        ["防衛協力の概要", "第１章　目的", "協力を進める。", "１　対象国", "国は次のとおり。", "（１）アジア",
         "五か国である。", "ア　訓練", "行う。", "第２章　手段", "多い。"]
    )  # fmt: skip
    assert headings(text) == [
        "#0 防衛協力の概要", "#1 第１章 目的", "#2 １ 対象国", "#3 （１）アジア", "#4 ア 訓練", "#1 第２章 手段",
    ]  # fmt: skip


def test_blocks_whose_role_is_known_are_kept() -> None:
    known = (Block(Span(0, 5), Role.HEADING, 2), Block(Span(7, 13), Role.ITEM, 1))
    assert recognise(Reading("Goals\n\n- gold", known)).blocks == known


LINES = st.lists(
    st.sampled_from(
        ["", "  ", "Aid for all", "1. Sea", "(1) Ships", "(2) It sails.", "A. Air", "• an item", "    1. a sub-item",
         "It is so.", "Note 1: words", "*2 words", "Figure 1: a ship", "●Efforts", "the rest of it",
         "第1章 目的", "目的は次のとおり。", "a" * 90, "－"]
    ),
    max_size=25,
)  # fmt: skip


@given(LINES)
def test_every_sign_but_bullets_and_list_numbers_stays_in_one_block(lines: list[str]) -> None:
    text = "\n".join(lines)
    blocks = read(text).blocks
    assert all(one.span.end <= after.span.start for one, after in pairwise(blocks))
    assert all(block.span.of(text) == block.span.of(text).strip() != "" for block in blocks)
    assert all(block.role is not Role.TEXT for block in blocks)
    starts, ends = [block.span.start for block in blocks], [block.span.end for block in blocks]
    between = [text[end:start] for end, start in zip([0, *ends], [*starts, len(text)], strict=True)]
    assert set("".join(between).split()) <= {"•", "●", "••", "●●"}
    levels = [block.level for block in blocks if block.role is Role.HEADING]
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert all((block.level > 0) == (block.role is Role.ITEM) for block in blocks if block.role is not Role.HEADING)
