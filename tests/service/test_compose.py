"""The model's sentences: each with the numbers that it cites, however the stream was cut."""

from collections.abc import Callable, Iterator

import pytest

from corpus.vocabulary import vocabulary
from service.compose import Said, sentences

PASSAGES = [
    "The harbour fund began in 2010. It paid Rs. 3 lakh for radar. Navy boats of the U.S. Navy came in 2012.",
    "The harbour fund ended in 2014. 港湾基金は2010年に始まった。「始める。急ぐ。」と港湾基金は言った。",
]
MATTER = "What of the harbour fund, its radar and boats? 港湾基金"
CUTS: dict[str, Callable[[str], Iterator[str]]] = {
    "whole": lambda text: iter([text]),
    "signs": lambda text: iter(text),
    "words": lambda text: iter(text.replace(" ", "\0 ").split("\0")),
    "brackets": lambda text: iter(text.replace("[", "\0[\0").replace("]", "\0]\0").split("\0")),
    "threes": lambda text: (text[at : at + 3] for at in range(0, len(text), 3)),
}


@pytest.mark.parametrize("cut", CUTS.values(), ids=CUTS)
@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "The harbour fund began in 2010. [1] It ended in 2014, the harbour fund. [2]",
            [("The harbour fund began in 2010.", (0,)), ("It ended in 2014, the harbour fund.", (1,))],
        ),
        (
            "The harbour fund began in 2010 [1]. The harbour fund ended in 2014 [2].",
            [("The harbour fund began in 2010.", (0,)), ("The harbour fund ended in 2014.", (1,))],
        ),
        (
            "The harbour fund began in 2010. [1, 2] The harbour fund ended in 2014.[2]\n\n"
            "The harbour fund began. [1] [2]",
            [
                ("The harbour fund began in 2010.", (0, 1)),
                ("The harbour fund ended in 2014.", (1,)),
                ("The harbour fund began.", (0, 1)),
            ],
        ),
        (
            "It paid Rs. 3 lakh for radar. [1] Boats of the U.S. Navy came in 2012. [1]",
            [("It paid Rs. 3 lakh for radar.", (0,)), ("Boats of the U.S. Navy came in 2012.", (0,))],
        ),
        (
            "港湾基金は2010年に始まった。[2]「始める。急ぐ。」と港湾基金は言った。[2]",
            [("港湾基金は2010年に始まった。", (1,)), ("「始める。急ぐ。」と港湾基金は言った。", (1,))],
        ),
    ],
)
def test_each_sentence_keeps_its_numbers_however_the_stream_was_cut(
    text: str, told: list[tuple[str, tuple[int, ...]]], cut: Callable[[str], Iterator[str]]
) -> None:
    found = list(sentences(cut(text), PASSAGES, MATTER, vocabulary({})))
    assert found == [Said(words, cited, ()) for words, cited in told]


def test_a_sentence_is_judged_before_the_next_has_ended() -> None:
    def pieces() -> Iterator[str]:
        yield "The harbour fund began in 2010. [1] It "
        yield "ended"
        raise AssertionError("more was asked for")

    first = next(sentences(pieces(), PASSAGES, MATTER, vocabulary({})))
    assert first == Said("The harbour fund began in 2010.", (0,), ())
