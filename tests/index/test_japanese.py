"""Words of Japanese: what is kept, in which form, however long the text and whichever thread asks."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from index import bm25, japanese, lexical
from index.bm25 import LexicalIndex


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("はがを。、", []),
        ("能力構築支援", ["能力", "構築", "支援"]),
        ("東京都", ["東京", "都"]),
        ("食べました", ["食べる"]),
        ("附属", ["付属"]),
    ],
)
def test_words_are_the_telling_ones_in_one_writing(text: str, expected: list[str]) -> None:
    assert japanese.words(text) == expected


def test_text_of_any_length_is_cut_into_words() -> None:
    assert japanese.words("資金を拠出し、" * 5_000).count("拠出") == pytest.approx(5_000, abs=10)


def test_threads_may_ask_at_once() -> None:
    with ThreadPoolExecutor(4) as pool:
        found = set(pool.map(lambda _: tuple(japanese.words("能力構築支援に資金を拠出")), range(400)))
    assert found == {("能力", "構築", "支援", "資金", "拠出")}


def test_a_word_is_found_inside_a_longer_sentence_however_it_is_inflected(tmp_path: Path) -> None:
    texts = [
        "日本は、海上保安機関に対する能力構築支援のために、20億円を拠出した。",
        "能力の評価と施設の構築は、別の機関が行う。",
        "防衛装備の移転について協議を続けた。",
        "会議の提出物を出すことが拠り所となる。",
    ]
    bm25.write(tmp_path / "lexical", texts)
    index = LexicalIndex.open(tmp_path / "lexical")
    assert index.search("能力構築支援", 10)[0][0] == 0
    assert index.search("拠出する", 10)[0][0] == 0
    assert index.search("移転を協議する", 10)[0][0] == 2


def test_the_same_word_in_half_and_full_width_is_one() -> None:
    assert lexical.words("ﾌﾟﾛｸﾞﾗﾑ") == lexical.words("プログラム")
    assert lexical.words("プログラム")[-1] == "プログラム"
