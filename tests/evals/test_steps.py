"""Where the time of a search goes: every step counted once, without those inside it."""

import time

import pytest

from evals.steps import REST, WATCHED, WHOLE, Watch, table, taken, watching
from index import searcher
from index.encoder import Encoder


def busy(seconds: float) -> None:
    end = time.thread_time() + seconds
    while time.thread_time() < end:
        pass


def test_a_step_is_told_without_those_that_it_calls() -> None:
    watch = Watch()
    inner = watch.wrapped("inner", busy)

    def both() -> str:
        busy(0.002)
        inner(0.02)
        return "done"

    assert watch.wrapped("outer", both)() == "done"
    assert watch.taken["inner"] >= 0.02
    assert 0.002 <= watch.taken["outer"] < 0.02


def test_what_fails_is_counted_and_all_is_as_before_afterwards() -> None:
    before = searcher.read_query, Encoder.encode_query
    with watching() as watch:
        assert searcher.read_query("'x'").text == "'x'"
        with pytest.raises(TypeError):
            searcher.read_query(None)
    assert (searcher.read_query, Encoder.encode_query) == before
    assert list(watch.taken) == ["understanding the query: signs"]


def test_the_steps_and_the_rest_are_the_whole() -> None:
    asked: list[str] = []
    found = taken(["a", "b"], asked.append)
    assert asked == ["Before the clock starts: a", "a", "b"]
    assert set(found) == {step for step, _, _ in WATCHED} | {REST, WHOLE}
    assert list(found)[-1] == WHOLE
    assert sum(ms for step, ms in found.items() if step != WHOLE) == pytest.approx(found[WHOLE])


def test_the_table_tells_each_step_and_its_part() -> None:
    told = table("set", 5_000, 3, {"one": 1.5, "two": 0.5, WHOLE: 2.0}).splitlines()
    assert told[0] == "# set: 5,000 passages, 3 queries; processor time of one search on average"
    assert told[-3:] == ["| one | 1.50 | 75% |", "| two | 0.50 | 25% |", "| the whole | 2.00 | 100% |"]
