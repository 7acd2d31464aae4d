"""PDF: signs gathered to lines, from their places alone."""

import numpy as np
import pytest

from ingest.readers.pdf_line import Line
from ingest.readers.pdf_signs import Signs, Style, find_lines

Sign = tuple[str, float, float, float, float]  # left, bottom, right, top


def gather(*signs: Sign, turn: int = 0, made: tuple[int, ...] = ()) -> list[Line]:
    """The lines of these signs; ``made`` are the places of white space that is pdfium's own."""
    text = "".join(sign for sign, *_ in signs)
    boxes = np.array([box for _, *box in signs], dtype=np.float64).reshape(-1, 4)
    own = np.isin(np.arange(len(signs)), made)
    return list(find_lines(Signs(text, boxes, own), lambda _: turn, lambda *_: Style(9, False, turn)))


def sign(letter: str, left: float, bottom: float = 0, width: float = 5, height: float = 10) -> Sign:
    return letter, left, bottom, left + width, bottom + height


def test_no_signs_make_no_lines() -> None:
    assert gather() == []
    assert gather(sign(" ", 0), sign("\r", 0), sign("\n", 0)) == []


def test_a_space_stands_between_the_signs_beside_it() -> None:
    [line] = gather(sign("a", 0), sign(" ", 99), sign("b", 8))
    assert (line.text, line.lefts.tolist(), line.rights.tolist()) == ("a b", [0, 5, 8], [5, 8, 13])
    assert (line.left, line.right, line.bottom, line.top, line.base) == (0, 13, 0, 10, 0)


def test_a_space_that_pdfium_sees_in_a_narrow_gap_is_none() -> None:
    assert [line.text for line in gather(sign("a", 0), sign(" ", 0), sign("b", 6), made=(1,))] == ["ab"]
    assert [line.text for line in gather(sign("a", 0), sign(" ", 0), sign("b", 7), made=(1,))] == ["a b"]
    assert [line.text for line in gather(sign("a", 0), sign(" ", 0), sign("b", 6))] == ["a b"]


@pytest.mark.parametrize(
    "second",
    [sign("b", 18), sign("b", 5, bottom=6), sign("b", 5, height=70), sign("b", -18)],
    ids=["wide gap", "higher", "larger", "wide gap to the left"],
)
def test_what_stands_apart_is_another_line_unless_it_is_turned(second: Sign) -> None:
    assert [line.text for line in gather(sign("a", 0), second)] == ["a", "b"]
    [line] = gather(sign("a", 0), second, turn=90)
    assert (line.text, line.turned, line.diagonal) == ("ab", True, False)


def test_a_line_ends_where_pdfium_ends_it_even_if_it_is_turned() -> None:
    for turn in (0, 45):
        lines = gather(sign("a", 0), sign("\r", 0), sign("\n", 0), sign(" ", 0), sign("b", 5), turn=turn)
        assert [(line.text, line.diagonal) for line in lines] == [("a", turn == 45), ("b", turn == 45)]


def test_a_sign_drawn_again_for_bold_type_counts_once() -> None:
    assert [line.text for line in gather(sign("a", 0), sign("a", 0.4), sign("b", 5))] == ["ab"]
    again = gather(sign("a", 0), sign("b", 5), sign("\n", 0), sign("a", 0.4), sign("b", 5.4, bottom=0.5))
    assert [line.text for line in again] == ["ab"]


def test_two_letters_of_a_ligature_share_a_box_and_both_count() -> None:
    assert [line.text for line in gather(sign("o", 0), sign("f", 5), sign("f", 5), sign("e", 10))] == ["offe"]


def test_narrow_letters_beside_each_other_are_no_copies() -> None:
    assert [line.text for line in gather(sign("l", 0, width=1), sign("l", 1, width=1), sign("y", 2))] == ["lly"]


def test_a_glyph_without_a_letter_before_words_is_a_bullet() -> None:
    assert [line.text for line in gather(sign("\ufffd", 0), sign(" ", 0), sign("a", 8))] == ["• a"]
    assert [line.text for line in gather(sign("\ufffd", 0), sign("a", 5))] == ["\ufffda"]


def test_a_sign_that_stands_nowhere_spoils_the_page() -> None:
    with pytest.raises(ValueError, match="nowhere"):
        gather(sign("a", 0), sign("b", float("nan")))


def test_lam_and_alef_of_one_ligature_are_put_in_the_order_of_writing() -> None:
    flowing = gather(sign("م", 20), sign("ا", 10, width=9), sign("ل", 10, width=9), sign("ت", 5))
    assert [line.text for line in flowing] == ["ملات"]
    assert [line.text for line in gather(sign("ا", 20), sign("ل", 15), sign("ت", 10))] == ["الت"]  # the article


def test_a_mark_that_is_told_before_its_letter_follows_it_without_a_space() -> None:
    told = gather(sign("ي", 20), sign(" ", 15), sign("ً", 11, width=2), sign("ض", 10, width=10), sign("ا", 5))
    assert [line.text for line in told] == ["يضًا"]
    right = gather(sign("ض", 10, width=10), sign("ً", 12, width=2), sign("ا", 5))
    assert [line.text for line in right] == ["ضًا"]
