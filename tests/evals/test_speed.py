"""Times beside those of the plain loop."""

import numpy as np

from evals.reference import Reference
from evals.speed import Times, measure, table
from index.encoder import Encoder

TEXTS = [
    "The agency lent two patrol boats to the coast guard.",
    "Engineers drilled forty wells in dry villages.",
    "Teachers received new books, and pupils a midday meal.",
]


def test_every_step_takes_every_query_once_after_one_that_does_not_count() -> None:
    asked: dict[str, list[str]] = {"one": [], "two": []}
    taken = measure(["a", "b"], {name: list_.append for name, list_ in asked.items()})
    assert asked["one"] == asked["two"] == ["Before the clock starts: a", "a", "b"]
    assert {name: (len(times.clock), len(times.processor)) for name, times in taken.items()} == {
        "one": (2, 2),
        "two": (2, 2),
    }


def test_the_table_tells_how_many_times_as_long_the_plain_loop_takes() -> None:
    taken = {"tenkyo: search": Times([1.0, 2.0, 9.0], [1.0, 1.0, 1.0]), "plain: search": Times([4.0] * 3, [2.5] * 3)}
    assert (
        table("set", 5_000, taken, ["search"]).splitlines()[0] == "# set: 5,000 passages, 3 queries, one after another"
    )
    assert table("set", 5_000, taken, ["search"]).splitlines()[-1] == (
        "| search | 2.0 / 8.3 | 4.0 / 4.0 | 2.0 | 1.0, 2.5 | 2.5 |"
    )


def test_the_plain_loop_finds_what_a_query_means_and_says(encoder: Encoder) -> None:
    reference = Reference(TEXTS, encoder.encode(TEXTS))
    assert reference.search("How many wells were drilled?")[0][0] == 1
    assert max(reference.lexical("patrol boats").items(), key=lambda pair: pair[1])[0] == 0
    assert float(np.dot(reference.encode(TEXTS[0]), encoder.encode([TEXTS[0]])[0])) > 0.99
