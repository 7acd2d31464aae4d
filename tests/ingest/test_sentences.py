"""Sentences of English and Japanese, and the cover of any text."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.records import Span
from ingest.sentences import sentence_spans


def split(text: str, language: str | None = None) -> list[str]:
    return [span.of(text) for span in sentence_spans(text, Span(0, len(text)), language)]


@pytest.mark.parametrize(
    "sentences",
    [
        ["It grew (Note17), and fell.", "Then it rose."],
        ["It gave $2.5 million to the U.S. Government.", "It is 3.5 % of all."],
        ["It holds seminars, opinion exchanges, etc. in a steady manner.", "It helps."],
        ["It is sold by “Daichi-2.”", "Then it ended."],
        ["Methods differ.[1]", "Also, they cost."],
        ["Methods differ. [12]", "Also, they cost."],
        ["Methods differ.(Note 3)", "Also, they cost."],
        ["Methods differ.*1", "Also, they cost."],
        ["Is it so?", "Yes!", "It is."],
    ],
)
def test_english(sentences: list[str]) -> None:
    assert split(" ".join(sentences)) == sentences
    assert split("\n".join(sentences)) == sentences


def test_line_ends_do_not_end_a_sentence_but_a_blank_line_does() -> None:
    assert split("The first sentence\nis wrapped. The second\n \nhas no stop\n\n\nnor the third") == [
        "The first sentence\nis wrapped.", "The second", "has no stop", "nor the third",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "sentences",
    [
        ["防衛協力を進める。", "能力を高める！", "本当か？", "そうだ"],
        ["「行く。」と述べた。", "（これは例外。）以上。"],
        ["『平和。安定。』を目指す。", "また行う。"],
        ["終わった。）", "次に進む。"],
        ["資金を拠出した。（注1）", "次に進む。"],
        ["ASEANとODAを進める。", "JICAが行う。"],
        ["改行\nされた文である。", "次の文。"],
        ["「閉じない引用。", "次の文。"],
    ],
)
def test_japanese(sentences: list[str]) -> None:
    assert split("".join(sentences)) == sentences
    assert split("".join(sentences), "ja") == sentences


@pytest.mark.parametrize(
    "sentences",
    [
        ["「彼は『行く。』と「言った。」らしい。」と述べた。", "終わり。"],
        ["（別紙（一）を参照。）により行う。", "次に進む。"],
        ["本年度は３．５億円，来年度は１．２億円とする．", "次に１．の節を見る．"],
        ["本当ですか?", "はい!", "詳細は https://example.org/?a=b を参照。"],
        ["〔注を見よ。〕とある。", "《題。》もある。"],
        ["開かれた「まま終わる。", "続く。"],
        ["やった！！", "本当か？！", "よい。"],
    ],
)
def test_stops_within_brackets_and_figures_end_no_sentence(sentences: list[str]) -> None:
    assert split("".join(sentences), "ja") == sentences


def test_the_language_of_a_paragraph_decides_not_only_that_of_the_document() -> None:
    assert split("協力を進める。能力を高める。\n\nAid grew. It fell.", "en") == [
        "協力を進める。",
        "能力を高める。",
        "Aid grew.",
        "It fell.",
    ]
    assert split("Aid to 日本 grew in 2019. It fell.", None) == ["Aid to 日本 grew in 2019.", "It fell."]
    assert split("Aid (ODA) は重要。It is。", "ja") == ["Aid (ODA) は重要。", "It is。"]


def test_offsets_are_those_of_the_document() -> None:
    text = "Title\n\nOne. Two.\n\nThree."
    assert sentence_spans(text, Span(7, 16), None) == (Span(7, 11), Span(12, 16))
    assert sentence_spans(text, Span(5, 7), None) == ()


@given(
    st.lists(
        st.sampled_from(
            [
                "It grew. ",
                "etc. ",
                "(Note 1)",
                "[2]",
                "。",
                "「",
                "」",
                "日本の",
                "\n",
                "\n\n",
                " \t\n \n",
                "U.S. ",
                "a",
                "?!",
                "…",
                "\u3000",
            ]
        ),
        max_size=30,
    ),
    st.sampled_from([None, "en", "ja"]),
)
def test_sentences_are_disjoint_in_order_trimmed_and_hold_every_visible_sign(
    parts: list[str], language: str | None
) -> None:
    text = "".join(parts)
    spans = sentence_spans(text, Span(0, len(text)), language)
    assert all(one.end <= after.start for one, after in pairwise(spans))
    assert all(span.of(text) == span.of(text).strip() != "" for span in spans)
    assert sum(len("".join(span.of(text).split())) for span in spans) == len("".join(text.split()))
    assert not any("\n\n" in "\n".join(line.strip() for line in span.of(text).split("\n")) for span in spans)


def test_a_figure_goes_on_after_an_abbreviation() -> None:
    text = "At Rs. 3 lakh a house it came to Rs. 1.11 crore. See para. 4 of No. 5. He left."
    assert [span.of(text) for span in sentence_spans(text, Span(0, len(text)), "en")] == [
        "At Rs. 3 lakh a house it came to Rs. 1.11 crore.",
        "See para. 4 of No. 5.",
        "He left.",
    ]
