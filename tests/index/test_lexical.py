"""BM25 by hand and against a second BM25; what counts as a word; ties; hostile queries."""

import math
import os
import random
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest

from corpus.errors import DamageError
from index import bm25, lexical
from index.bm25 import LexicalIndex


def built(folder: Path, texts: list[str]) -> LexicalIndex:
    bm25.write(folder / "lexical", texts)
    return LexicalIndex.open(folder / "lexical")


def textbook(texts: list[str], query: str) -> list[tuple[int, float]]:
    """The same by the textbook, stem by stem and neighbours by neighbours, in another order of operations.

    Each text is a document of its own, so that nothing stands beside it.
    """
    split = [text.split() for text in texts]
    lengths = [len(parts) for parts in split]
    mean = sum(lengths) / len(texts)

    def counted(parts: list[str]) -> Counter[str]:
        return Counter([*parts, *map(" ".join, pairwise(parts))])

    counts, asked = [counted(parts) for parts in split], counted(query.split())
    scored = []
    for row, count in enumerate(counts):
        score = 0.0
        for word, times in asked.items():
            holding = sum(word in each for each in counts)
            rarity = math.log(1 + (len(texts) - holding + 0.5) / (holding + 0.5))
            worth = rarity * 2.2 * count[word] / (count[word] + 1.2 * (0.25 + 0.75 * lengths[row] / mean))
            score += worth * times * (0.3 if " " in word else 1.0)
        if score:
            scored.append((row, score))
    return sorted(scored, key=lambda each: (-round(each[1], 4), each[0]))


def test_bm25_of_three_passages_by_hand(tmp_path: Path) -> None:
    index = built(tmp_path, ["kiwi fig", "kiwi kiwi plum", "fig date lime pear"])
    # N = 3, mean length 3. kiwi: n = 2, rarity ln(1 + 1.5/2.5) = 0.470004.
    # row 0: 0.470004 · 2.2·1 / (1 + 1.2·(¼ + ¾·2/3)) = 0.470004 · 2.2 / 1.9 = 0.5442
    # row 1: 0.470004 · 2.2·2 / (2 + 1.2·(¼ + ¾·3/3)) = 0.470004 · 4.4 / 3.2 = 0.6463
    assert index.search("kiwi", 10) == [(1, 0.6463), (0, 0.5442)]
    # plum: n = 1, rarity ln(1 + 2.5/1.5) = 0.980829; row 1: 0.980829 · 2.2 / 2.2 = 0.9808
    assert index.search("plum kiwi", 10) == [(1, 1.6271), (0, 0.5442)]


def test_neighbours_of_the_query_count_more_where_they_are_neighbours(tmp_path: Path) -> None:
    index = built(tmp_path, ["sea lane map", "lane sea map", "sea"])
    # Both words alone are worth the same in rows 0 and 1. The pair is in one row of three, so that its rarity is
    # ln(1 + 2.5/1.5) = 0.980829; length 3, mean 7/3:
    # 0.3 · 0.980829 · 2.2 / (1 + 1.2·(¼ + ¾·9/7)) = 0.3 · 0.980829 · 0.895349 = 0.2635
    found = dict(index.search("the sea of lanes", 10))
    assert found[0] - found[1] == pytest.approx(0.2635, abs=2e-4)
    assert lexical.neighbours("the") == lexical.neighbours("sea") == []


def test_what_stands_beside_a_row_counts_too(tmp_path: Path) -> None:
    bm25.write(tmp_path / "made", ["kiwi fig", "plum nut", "kiwi"], documents=[[0, 1], [2]])
    index = LexicalIndex.open(tmp_path / "made")
    # Alone: kiwi is in two of three, rarity 0.470004; mean length 5/3. Row 0 0.470004 · 2.2 / 2.38 = 0.434458,
    # row 2 0.470004 · 2.2 / 1.84 = 0.561961. With what is beside it: in three of three, rarity ln(1 + 0.5/3.5) =
    # 0.133531; lengths 4, 4, 1, mean 3. Row 0 0.133531 · 2.2 / 2.5 = 0.117508, row 2 0.133531 · 2.2 / 1.6 = 0.183606.
    assert index.search("kiwi", 10, context_weight=0.0) == [(2, 0.562), (0, 0.4345)]
    assert index.search("kiwi", 10) == [(2, 0.4106), (0, 0.3077)]  # 0.6 of the one and 0.4 of the other; row 1 has none
    assert index.search("nut kiwi", 10)[0][0] == 1
    # As if rows 0 and 2 alone were there, each a document of its own.
    bm25.write(tmp_path / "part", ["kiwi fig", "kiwi"])
    part = LexicalIndex.open(tmp_path / "part").search("kiwi", 10)
    assert index.within([0, 2]).search("kiwi", 10) == [(row * 2, score) for row, score in part]


def test_bm25_agrees_with_a_second_one(tmp_path: Path) -> None:
    dice = random.Random(20)
    names = ["kiwi", "fig", "plum", "lime", "pear", "nut", "corn", "bean", "leek", "kale"]
    texts = [" ".join(dice.choices(names, k=dice.randint(1, 40))) for _ in range(150)]
    index = built(tmp_path, texts)
    for query in ("kiwi", "fig nut", "leek kale corn bean"):
        expected, found = textbook(texts, query), index.search(query, 150)
        assert [row for row, _ in found] == [row for row, _ in expected]
        assert [score for _, score in found] == pytest.approx([score for _, score in expected], abs=1e-4)


@pytest.mark.parametrize("seed", range(4))
def test_within_some_rows_it_scores_as_an_index_of_these_alone(tmp_path: Path, seed: int) -> None:
    dice = random.Random(seed)
    texts = [" ".join(f"w{dice.randrange(60)}" for _ in range(dice.randrange(30))) for _ in range(120)]
    rows = sorted(dice.sample(range(120), 45))
    (tmp_path / "part").mkdir()
    part, narrowed = built(tmp_path / "part", [texts[row] for row in rows]), built(tmp_path, texts).within(rows)
    assert len(narrowed) == len(part) == 45
    for query in ("w7", "w7 w8 w9 w10 w8", "w61"):
        assert narrowed.search(query, 30) == [(rows[row], score) for row, score in part.search(query, 30)]
        assert narrowed.holding(query) == part.holding(query)
    assert narrowed.within([]).search("w7", 3) == []


def test_headings_and_title_are_found_and_headings_count_more_than_text(tmp_path: Path) -> None:
    index = built(
        tmp_path,
        [
            lexical.weighted("Atlas", ("Radar",), "Money for masts."),
            lexical.weighted("Atlas", ("Masts",), "Money for radar."),
            lexical.weighted("Ledger", ("Masts",), "Money for boats."),
        ],
    )
    assert [row for row, _ in index.search("radar", 10)] == [0, 1]
    assert [row for row, _ in index.search("ledger", 10)] == [2]


def test_a_word_is_found_in_another_form(tmp_path: Path) -> None:
    index = built(tmp_path, ["The programmes were FUNDED.", "ＯＤＡ for Côte d'Ivoire", "nothing of the kind"])
    assert [row for row, _ in index.search("funding a programme", 10)] == [0]
    assert [row for row, _ in index.search("oda", 10)] == [1]
    assert [row for row, _ in index.search("Cote", 10)] == [1]


def test_either_spelling_finds_the_other(tmp_path: Path) -> None:
    index = built(
        tmp_path, ["Labour organisations, a defence centre", "cooperation", "peace-building", "\u00adnev\u00ader"]
    )
    assert [row for row, _ in index.search("labor organization", 10)] == [0]
    assert [row for row, _ in index.search("defense centers", 10)] == [0]
    assert [row for row, _ in index.search("peacebuilding", 10)] == [2]
    assert [row for row, _ in index.search("peace building", 10)] == [2]
    assert [row for row, _ in index.search("never", 10)] == [3]


def test_function_words_do_not_count_beside_others(tmp_path: Path) -> None:
    index = built(tmp_path, ["what is the what", "radar"])
    assert [row for row, _ in index.search("what is the radar", 10)] == [1]
    assert [row for row, _ in index.search("what is the", 10)] == [0]


def test_japanese_is_found_by_part_of_a_run(tmp_path: Path) -> None:
    index = built(tmp_path, ["能力構築支援とは何か", "海上保安庁の巡視船", "ガイドライン"])
    assert [row for row, _ in index.search("構築支援", 10)] == [0]
    assert [row for row, _ in index.search("ｶﾞｲﾄﾞ", 10)] == [2]
    assert index.search("経済", 10) == []


def test_japanese_is_indexed_over_the_end_of_a_line_and_not_from_a_heading_into_the_text() -> None:
    assert lexical.words("能力構\n築支援") == lexical.words("能力構築支援")
    assert "題本" not in lexical.words(lexical.weighted("表題", ("章題",), "本文"))
    assert lexical.words("aid\nfor navies, 能力") == ["aid", "for", "navi", "能力", "能力"]


def test_equal_scores_stand_in_the_order_of_rows_also_at_the_cut(tmp_path: Path) -> None:
    index = built(tmp_path, ["kiwi plum", "fig"] * 40)
    assert [row for row, _ in index.search("plum kiwi", 5)] == [0, 2, 4, 6, 8]
    assert [row for row, _ in index.search("kiwi", 3, [77, 60, 20, 58, 30])] == [20, 30, 58]


def test_narrowing_happens_before_the_cut_and_leaves_the_score_alone(tmp_path: Path) -> None:
    index = built(tmp_path, [*["kiwi kiwi"] * 50, "kiwi fig plum lime"])
    everywhere = dict(index.search("kiwi", 51))
    assert index.search("kiwi", 1, [50]) == [(50, everywhere[50])]
    assert index.search("kiwi", 5, []) == []


@pytest.mark.parametrize(
    "query", ['"(:^~', "row:[0 TO 9]", "+", "/ki.*/", "*", "k?wi", "\\", "\0", "kiw*", "kiwi*plum"]
)
def test_signs_in_a_query_are_no_operators(tmp_path: Path, query: str) -> None:
    found = built(tmp_path, ["kiwi", "plum"]).search(query, 10)
    assert [row for row, _ in found] == ([0, 1] if query == "kiwi*plum" else [])


@pytest.mark.parametrize("query", ["-kiwi", "words:kiwi", "kiwi^1000", "NOT kiwi", '"kiwi', "kiwi~2", "(kiwi"])
def test_a_word_among_signs_scores_as_it_does_alone(tmp_path: Path, query: str) -> None:
    assert built(tmp_path, ["kiwi", "plum"]).search(query, 10) == [(0, 0.6931)]


@pytest.mark.parametrize("query", ["fig " * 2500, "x" * 10_000, "あ" * 10_000, "😀" * 10_000])
def test_the_longest_query_is_answered(tmp_path: Path, query: str) -> None:
    found = built(tmp_path, ["fig", "plum"]).search(query, 10)
    assert [row for row, _ in found] == ([0] if "fig" in query else [])


def test_the_number_of_passages_and_of_those_with_a_word(tmp_path: Path) -> None:
    index = built(tmp_path, ["kiwi kiwi", "kiwis and figs", "plum"])
    assert len(index) == 3
    assert index.holding("kiwi") == 2
    assert index.holding("nothing") == 0


def test_a_folder_without_an_index_is_damage(tmp_path: Path) -> None:
    with pytest.raises(DamageError, match="tenkyo ingest"):
        LexicalIndex.open(tmp_path)


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is read-only to root")
def test_an_index_in_a_read_only_folder_is_searched(tmp_path: Path) -> None:
    folder = tmp_path / "lexical"
    bm25.write(folder, ["kiwi", "plum"])
    for lock in folder.glob("*.lock"):
        lock.unlink()
    folder.chmod(0o555)
    assert LexicalIndex.open(folder).search("plum", 10) == [(1, 0.6931)]
