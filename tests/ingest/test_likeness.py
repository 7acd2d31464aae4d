"""How alike two texts are, held against counting all their runs of words."""

import random

import pytest

from ingest.likeness import find_alike, find_translations, runs, sketch

CHANCE = random.Random(5)
WORDS = [CHANCE.choice("abcdefghij") + str(CHANCE.randrange(1000)) for _ in range(3000)]


def similarity(one: str, other: str) -> float:
    return len({*runs(one)} & {*runs(other)}) / len({*runs(one), *runs(other)})


@pytest.mark.parametrize("shared", [0, 1500, 2400, 2800, 3000])
def test_the_estimate_is_near_what_counting_gives(shared: int) -> None:
    one = " ".join(WORDS)
    other = " ".join([*WORDS[:shared], *(word.upper() + "x" for word in WORDS[shared:])])
    exact = similarity(one, other)
    found = list(find_alike({"a": sketch(one), "b": sketch(other)}, least=0.0))
    if exact > 0.5:
        assert [pair[:2] for pair in found] == [("a", "b")]
    for pair in found:
        assert pair[2] == pytest.approx(exact, abs=0.12)


def test_only_pairs_that_are_alike_enough_are_told() -> None:
    texts = {"a": WORDS, "b": [*WORDS[:2900], *["new"] * 100], "c": WORDS[::-1], "d": [*WORDS[:1000], *WORDS[::-1]]}
    sketches = {identity: sketch(" ".join(words)) for identity, words in texts.items()}
    assert [pair[:2] for pair in find_alike(sketches)] == [("a", "b"), ("c", "d")]


def test_japanese_is_compared_by_its_signs_and_width_does_not_count() -> None:
    one = "能力構築支援は、2012年度から実施している。" * 3
    other = "能力構築支援は、２０１２年度から実施している！" * 3
    assert [*runs(one)] == [*runs(other)]
    assert "能 力 構 築 支" in runs(one)


def test_texts_without_words_are_alike_only_to_each_other() -> None:
    assert list(find_alike({})) == []
    assert list(find_alike({"a": sketch("")})) == []
    assert [pair[:2] for pair in find_alike({"a": sketch(""), "b": sketch("x"), "c": sketch("…")})] == [("a", "c")]


def test_translations_are_told_by_a_language_in_a_name_or_a_folder() -> None:
    paths = {"a": "/in/EN/plan.pdf", "b": "/in/ja/plan.html", "c": "/in/fr/other.pdf", "d": "/in/plan.pdf"}
    assert list(find_translations(paths)) == [("a", "b")]
    assert list(find_translations({"a": "/in/report_xx.txt", "b": "/in/report_en.txt"})) == []
    assert list(find_translations({"a": "/in/en.txt", "b": "/in/open.txt"})) == []


def test_very_many_copies_are_each_told_with_the_first() -> None:
    made = sketch(" ".join(WORDS))
    found = list(find_alike({f"{number:03}": made for number in range(200)}))
    assert found == [("000", f"{number:03}", 1.0) for number in range(1, 200)]
