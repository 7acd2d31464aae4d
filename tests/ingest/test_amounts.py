"""Amounts of money, each by hand."""

from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.gazetteer import packaged_gazetteer
from ingest.facts.amounts import find_amounts

CURRENCIES = packaged_gazetteer().currencies


def read(words: str) -> list[tuple[str, str, list[str]]]:
    found = find_amounts(words, CURRENCIES)
    return [(str(one.value), one.currency, [name for name, _ in one.qualifiers]) for one in found]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("gave $17 million.", [("17000000", "USD", [])]),
        ("approximately US$480 million", [("480000000", "USD", ["approximate"])]),
        ("a total of approximately $1.4 million", [("1400000", "USD", ["total", "approximate"])]),
        ("Japan’s total contributions approximately $25 million", [("25000000", "USD", ["total", "approximate"])]),
        ("¥2 billion", [("2000000000", "JPY", [])]),
        ("USD 3.5m and EUR 5,000", [("3500000", "USD", []), ("5000", "EUR", [])]),
        ("150 million yen", [("150000000", "JPY", [])]),
        ("an ODA loan of up to 1.2 billion Japanese yen", [("1200000000", "JPY", ["up to"])]),
        ("more than €1.5bn", [("1500000000", "EUR", ["over"])]),
        ("A$5 million; C$2 million", [("5000000", "AUD", []), ("2000000", "CAD", [])]),
        ("5 million US  Dollars in total", [("5000000", "USD", ["total"])]),
        ("$2-3 million", [("3000000", "USD", ["up to"])]),
        ("約20億円", [("2000000000", "JPY", ["approximate"])]),
        ("総額1億2,000万ドル", [("120000000", "USD", ["total"])]),
        ("最大500億円、3億円以上", [("50000000000", "JPY", ["up to"]), ("300000000", "JPY", ["over"])]),
        ("of not less than €4 million a year", [("4000000", "EUR", ["over"])]),
        ("no fewer than $3 million, a minimum of $2m", [("3000000", "USD", ["over"]), ("2000000", "USD", ["over"])]),
        ("no less than $3 million", [("3000000", "USD", ["over"])]),
        ("at a cost of not more than AUD 220,000", [("220000", "AUD", ["up to"])]),
        ("no more than $400,000, not exceeding €5m", [("400000", "USD", ["up to"]), ("5000000", "EUR", ["up to"])]),
        (
            "not to exceed $5 million; less than $3 million",
            [("5000000", "USD", ["up to"]), ("3000000", "USD", ["up to"])],
        ),
        ("5億円を下回らない。3億円を超えない", [("500000000", "JPY", ["over"]), ("300000000", "JPY", ["up to"])]),
        ("5億円を超える。3億円以下", [("500000000", "JPY", ["over"]), ("300000000", "JPY", ["up to"])]),
        ("少なくとも5億円、多くとも8億円", [("500000000", "JPY", ["over"]), ("800000000", "JPY", ["up to"])]),
        ("at COP 21, ALL 5 members gave 40 percent in FY2019", []),
        ("the 3 million people of 2019", []),
        ("$1,000,000,000,000,000,000,000,000,000,000 and $3 million", [("3000000", "USD", [])]),
        ("¥1,234,567,890,123,456,789,012,345 million and ¥5 million", [("5000000", "JPY", [])]),
        ("told in 2005 dollars; $3 per head; $50 per watt; $5/ton; $10 each", []),
        ("$2 million per year; four billion dollars", [("2000000", "USD", []), ("4000000000", "USD", [])]),
    ],
)
def test_amounts(words: str, expected: list[tuple[str, str, list[str]]]) -> None:
    assert read(words) == expected


def test_words_of_an_amount_and_of_its_sign() -> None:
    words = "about US$1.2 million"
    (amount,) = find_amounts(words, CURRENCIES)
    assert amount.span.of(words) == "US$1.2 million"
    assert amount.currency_span.of(words) == "US$"
    assert [(name, span.of(words)) for name, span in amount.qualifiers] == [("approximate", "about")]


def test_how_an_amount_is_meant_is_read_in_no_time_from_words_without_sense() -> None:
    start = perf_counter()
    assert read("total " + "s" * 50 + "! $5 million") == [("5000000", "USD", [])]
    assert perf_counter() - start < 1


@given(st.text(alphabet="a $€¥円億万約総額0123456789.,-mMtolapxUSD", max_size=60))
def test_spans_lie_apart_inside_the_words(words: str) -> None:
    found = find_amounts(words, CURRENCIES)
    ends = [0, *(one.span.end for one in found)]
    assert all(end <= one.span.start < one.span.end <= len(words) for end, one in zip(ends, found, strict=False))
    assert all(one.currency_span.of(words).strip() for one in found)
    assert all(span.of(words).strip() for one in found for _, span in one.qualifiers)


def test_a_sign_of_money_does_not_begin_within_a_word() -> None:
    signs = {"US$": "USD", "USD": "USD", "$": "USD"}
    assert find_amounts("BUSD 5 million and XUS$3 and A$4", signs) == ()
    assert [str(one.value) for one in find_amounts("USD 5 million", signs)] == ["5000000"]
