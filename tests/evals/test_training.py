"""Training on a small model made by chance: it learns lessons by heart, and what it writes is what is added."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch
from safetensors.numpy import load_file
from tokenizers import Tokenizer

from corpus.errors import StorageError, UsageError
from corpus.records import Span
from evals import training
from evals.lessons import Exercise, Lesson, exercise, standing
from evals.training import Net, Plan, learning, read
from index.examiner import corrected
from index.mpnet import Tensors

PASSAGE = "Japan gave 12 boats and 40 wells. Aid rose in May."
ASKED = {"How many boats?": "12", "How many wells?": "40", "When?": "May", "Who left in June?": None}


@pytest.fixture
def exercises(small_tokenizer: Tokenizer) -> list[Exercise]:
    lessons = [
        Lesson("p", question, "Aid", PASSAGE, standing(PASSAGE, answer) if answer else None)
        for question, answer in ASKED.items()
    ]
    return [exercise(lesson, small_tokenizer) for lesson in lessons]


def test_four_lessons_are_learnt_by_heart(small_tensors: Tensors, exercises: list[Exercise]) -> None:
    net = Net(small_tensors, rank=8)
    losses = list(learning(net, exercises, Plan(epochs=100, rate=1e-2)))
    assert len(losses) == 100
    assert losses[-1] < losses[0] / 50
    learnt = read(net, exercises)
    assert (learnt.exercises, learnt.area, learnt.overlap) == (4, 1.0, 1.0)
    shifted = [replace(exercises[0], first=exercises[0].first + 2, last=exercises[0].last + 2), *exercises[1:]]
    assert read(net, shifted).overlap == pytest.approx(2 / 3)


def test_a_plan_learns_the_same_each_time(small_tensors: Tensors, exercises: list[Exercise]) -> None:
    runs = [list(learning(Net(small_tensors, rank=2), exercises, Plan(3, 1e-2))) for _ in range(2)]
    assert runs[0] == runs[1]
    assert runs[0] != list(learning(Net(small_tensors, rank=2), exercises, Plan(3, 1e-2, seed=2)))


def test_what_is_written_is_read_back_the_same(
    small_tensors: Tensors, exercises: list[Exercise], tmp_path: Path
) -> None:
    net = Net(small_tensors, rank=2)
    list(learning(net, exercises, Plan(5, 1e-2)))
    net.write(tmp_path / "new" / "first")
    (tmp_path / "plain").touch()
    assert (tmp_path / "new" / "first").stat().st_mode == (tmp_path / "plain").stat().st_mode
    other = Net(small_tensors, rank=2, seed=9)
    other.read(tmp_path / "new" / "first")
    for name, values in other.learnt().items():
        assert torch.equal(values, net.learnt()[name].half().float())
    other.write(tmp_path / "second")
    assert (tmp_path / "second").read_bytes() == (tmp_path / "new" / "first").read_bytes()


def test_half_of_what_was_there_stays_beside_half_of_what_is_learnt(
    small_tensors: Tensors, exercises: list[Exercise]
) -> None:
    before, after, mean = (Net(small_tensors, 2) for _ in range(3))
    assert len(list(learning(after, exercises, Plan(2, 0.01)))) == len(
        list(learning(mean, exercises, Plan(2, 0.01, keep=0.5)))
    )
    for name, values in mean.learnt().items():
        one, other = before.learnt()[name], after.learnt()[name]
        assert torch.allclose(values, (one + other) / 2, atol=1e-6)
        assert not torch.equal(one, other)


def test_the_examiner_adds_what_was_learnt(small_tensors: Tensors, exercises: list[Exercise], tmp_path: Path) -> None:
    net = Net(small_tensors, rank=2)
    list(learning(net, exercises, Plan(20, 2e-2)))
    net.write(tmp_path / "learnt")
    added = corrected(small_tensors, load_file(tmp_path / "learnt"))
    model = training._plain_model(added).eval()
    net.eval()
    ids = torch.tensor([exercises[0].ids])
    with torch.no_grad():
        told = model(input_ids=ids).last_hidden_state.numpy() @ added["head.weight"].T + added["head.bias"]
        own = net(ids, torch.ones_like(ids)).numpy()
        untouched = Net(small_tensors, rank=2).eval()
        untouched.head.load_state_dict(net.head.state_dict())
        before = untouched(ids, torch.ones_like(ids)).numpy()
    assert np.abs(told - own).max() < 0.05 * np.abs(told).max()
    assert np.abs(told - before).max() > 0.2 * np.abs(told).max()


def test_every_exercise_is_in_one_batch_of_a_pass() -> None:
    lesson = Lesson("p", "q", "", "", None)
    made = [Exercise(lesson, tuple([3] * length), tuple([None] * length), length, 0) for length in range(1, 50)]
    net, seen = training._batches(made, training.random.Random(1)), []
    for batch in net:
        assert len(batch) <= training.BATCH
        seen += [one.first for one in batch]
    assert sorted(seen) == list(range(1, 50))


def test_other_files_are_refused(small_tensors: Tensors, tmp_path: Path) -> None:
    Net(small_tensors, rank=2).write(tmp_path / "two")
    with pytest.raises(UsageError, match="Give the --rank"):
        Net(small_tensors, rank=3).read(tmp_path / "two")
    (tmp_path / "no").write_text("no")
    for name in ("no", "missing"):
        with pytest.raises(UsageError, match="Name a file that training wrote"):
            Net(small_tensors, rank=2).read(tmp_path / name)
    with pytest.raises(StorageError, match="Name another --out file"):
        Net(small_tensors, rank=2).write(tmp_path / "no" / "file")


def test_an_exercise_reads_alone_as_it_does_beside_a_longer_one(
    small_tensors: Tensors, exercises: list[Exercise], small_tokenizer: Tokenizer
) -> None:
    net = Net(small_tensors, rank=2).eval()
    longer = exercise(Lesson("p", "Who?", "", f"{PASSAGE} {PASSAGE}", Span(0, 5)), small_tokenizer)
    with torch.no_grad():
        alone, beside = training._told(net, exercises[:1]).numpy()[0], training._told(net, [exercises[0], longer])[0]
    assert np.abs(alone - beside.numpy()[: len(alone)]).max() < 0.05
    assert (beside.numpy()[len(alone) :] == training.NEVER).all()
