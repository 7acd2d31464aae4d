"""What a query quotes and leaves out; what only looks as if it did."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.query import Query, holds, read_query


@pytest.mark.parametrize(
    ("written", "text", "phrases", "excluded"),
    [
        ('"capacity building" aid', "capacity building aid", ("capacity building",), ()),
        ("“capacity building” „und“ ＂so＂", "capacity building und so", ("capacity building", "und", "so"), ()),
        ("navy -piracy", "navy", (), ("piracy",)),
        ('navy -"coast guard" －防衛', "navy", (), ("coast guard", "防衛")),
        ("navy -twenty-foot, boats", "navy boats", (), ("twenty-foot,",)),
        ('"能力構築支援"とは', "能力構築支援とは", ("能力構築支援",), ()),
        ('-"a" "a"', "a", ("a",), ("a",)),
        ("-piracy", "", (), ("piracy",)),
    ],
)
def test_quotes_and_minus_signs(written: str, text: str, phrases: tuple[str, ...], excluded: tuple[str, ...]) -> None:
    assert read_query(written) == Query(text, phrases, excluded)


@pytest.mark.parametrize(
    "written",
    [
        "twenty-foot boats",
        "Japan - Kenya",
        "Japan – Kenya",
        "a temperature of -3 degrees",
        "-2019",
        "-",
        "--",
        "--json",
        "- ",
        '"unclosed words',
        'a 6" pipe and an 8" valve',
        '""',
        '" … "',
        "rock'n'roll 'single quotes'",
        "",
    ],
)
def test_what_is_no_sign_changes_nothing(written: str) -> None:
    assert read_query(written) == Query(written)


@given(st.text(alphabet='ab -"“”＂－é能力1\n', max_size=40))
def test_any_writing_is_read(written: str) -> None:
    read = read_query(written)
    for said in (*read.phrases, *read.excluded):
        assert said in written
        holds(written, [said])
    if not read.phrases and not read.excluded:
        assert read.text == written


@pytest.mark.parametrize(
    ("text", "phrase", "held"),
    [
        ("Capacity\n  Building", "capacity building", True),
        ("capacity-building", "capacity building", True),
        ("capacity of building", "capacity building", False),
        ("building capacity", "capacity building", False),
        ("capacity buildings", "capacity building", False),
        ("ＣＡＰＡＣＩＴＹ　building", "capacity building", True),
        ("capa\u00adcity building", "capacity building", True),
        ("overcapacity building", "capacity building", False),
        ("日本の能力構\n築支援事業", "能力構築支援", True),
        ("日本ODA大綱", "ODA 大綱", True),
        ("ODAs", "ODA", False),
        ("ｶﾞｲﾄﾞﾗｲﾝ", "ガイドライン", True),
        ("a.c*", "a.c", True),
        ("abc", "a.c", False),
        ("café", "cafe", False),
    ],
)
def test_a_phrase_is_held_word_by_word(text: str, phrase: str, held: bool) -> None:
    assert holds(text, [phrase]) == [held]


@given(st.lists(st.sampled_from(["ab", "Cd", "Ｅ", "é", "9"]), min_size=1, max_size=4), st.data())
def test_a_phrase_of_spaced_words_is_held_where_its_words_follow_each_other(
    words: list[str], data: st.DataObject
) -> None:
    told = data.draw(st.lists(st.sampled_from(["ab", "cd", "e", "É", "9", "abc"]), max_size=12))
    sought = [unicodedata.normalize("NFKC", word).casefold() for word in words]
    said = [word.casefold() for word in told]
    expected = any(said[at : at + len(sought)] == sought for at in range(len(said) - len(sought) + 1))
    assert holds(" ".join(told), [" ".join(words)]) == [expected]


def test_a_quoted_sign_that_is_no_letter_when_it_is_compared_is_no_phrase() -> None:
    assert read_query('"ﾞ" navy').phrases == ()  # a half-width mark is a letter as written; it ended in an IndexError
