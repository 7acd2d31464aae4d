"""clean(): against unicodedata as the oracle, and the offset map against what the characters became."""

import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.records import Span
from ingest.clean import Cleaned, _joins, clean

LINE_ENDS = "\r\x0b\x0c\x85\u2028\u2029"
# Letters that make trouble: line ends, controls, accents, Hangul parts, singletons, halves of surrogate pairs.
ODD = st.sampled_from(
    "ab \n\t\r\x00\x0b\x0c\x1b\x7f\x85\x9f\ufeff\u2028\u2029\u0301\u0323\u0344é"
    "\u212b\u1100\u1161\u11a8各神\ufa19\ud800\U0001f600"
)
RAW = st.text(ODD | st.characters())


def oracle(raw: str) -> str:
    """The canonical form by its definition, one rule at a time."""
    text = raw.replace("\r\n", "\n")
    text = "".join("\n" if sign in LINE_ENDS else sign for sign in text)
    text = "".join("\ufffd" if unicodedata.category(sign) == "Cs" else sign for sign in text)
    kept = (sign for sign in text if sign in "\n\t" or (sign != "\ufeff" and unicodedata.category(sign) != "Cc"))
    return unicodedata.normalize("NFC", "".join(kept))


@given(RAW)
def test_text_is_what_the_definition_says(raw: str) -> None:
    assert clean(raw).text == oracle(raw)


@given(RAW)
def test_cleaning_twice_changes_nothing(raw: str) -> None:
    text = clean(raw).text
    assert clean(text) == Cleaned(text, clean("").steps)


@given(RAW, st.data())
def test_a_span_holds_all_that_became_of_its_characters(raw: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(raw)))
    end = data.draw(st.integers(start, len(raw)))
    cleaned = clean(raw)
    span = cleaned.to_text(Span(start, end))
    # What stands before and after the span is made of nothing but what stood before and after it.
    assert oracle(raw[:start]).startswith(cleaned.text[: span.start])
    assert oracle(raw[end:]).endswith(cleaned.text[span.end :])
    assert cleaned.to_text(Span(0, len(raw))) == Span(0, len(cleaned.text))


@given(RAW, st.data())
def test_spans_keep_their_order(raw: str, data: st.DataObject) -> None:
    first, second, third = sorted(data.draw(st.tuples(*[st.integers(0, len(raw))] * 3)))
    one, two = clean(raw).to_text(Span(first, second)), clean(raw).to_text(Span(second, third))
    assert one.start <= two.start
    assert one.end <= two.end or two.start == two.end


@pytest.mark.parametrize(
    ("raw", "span", "text", "expected"),
    [
        ("\ufeffabc", Span(1, 2), "abc", Span(0, 1)),
        ("\ufeffabc", Span(0, 1), "abc", Span(0, 0)),
        ("a\r\nb", Span(3, 4), "a\nb", Span(2, 3)),
        ("a\r\nb", Span(1, 2), "a\nb", Span(1, 2)),  # half a line end is the whole of it
        ("a\x00\x01b", Span(2, 4), "ab", Span(1, 2)),
        ("xe\u0301y", Span(1, 3), "xéy", Span(1, 2)),
        ("xe\u0301y", Span(3, 4), "xéy", Span(2, 3)),
        ("xe\x00\u0301y", Span(4, 5), "xéy", Span(2, 3)),  # composed only once the control is gone
        ("\u0958z", Span(1, 2), "\u0915\u093cz", Span(2, 3)),  # NFC makes this letter longer
        ("\u1112\u1161\u11ab.", Span(3, 4), "한.", Span(1, 2)),
        ("a\u2028b\x85c\x0cd", Span(6, 7), "a\nb\nc\nd", Span(6, 7)),
    ],
)
def test_hand_computed_cases(raw: str, span: Span, text: str, expected: Span) -> None:
    cleaned = clean(raw)
    assert cleaned.text == text
    assert cleaned.to_text(span) == expected


def test_every_letter_that_unicode_composes_is_known_to_join() -> None:
    for code in range(sys.maxunicode + 1):
        parts = unicodedata.decomposition(chr(code))
        if parts and not parts.startswith("<") and " " in parts:
            assert _joins(chr(int(parts.split()[1], 16))), hex(code)
    assert all(_joins(chr(code)) for code in range(sys.maxunicode + 1) if unicodedata.combining(chr(code)))


def test_a_long_text_with_many_edits_keeps_its_offsets() -> None:
    raw = "".join(f"line {number} e\u0301\r\n" for number in range(5000))
    cleaned = clean(raw)
    for number in (0, 1, 2499, 4999):
        word = f"line {number} e\u0301"
        at = raw.index(word)
        assert cleaned.to_text(Span(at, at + len(word))).of(cleaned.text) == f"line {number} é"
