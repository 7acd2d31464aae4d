"""Trials of files judged, totalled by kind and by group, as Markdown for a person and JSON for a program."""

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass, fields
from pathlib import Path

from evals.extract import Extract
from evals.extract_measures import MOST_ORDERED, Scores, garbled, mean, score
from evals.extract_trial import Limits, Outcome, Trial
from evals.extract_truth import Entry
from evals.files import write

_MOST_GARBLED = 0.01  # of the characters: more than that without a flag is silent garbage
_LEAST_RECALLED = 0.5  # of the words, where they are known: less than that is silent garbage too


@dataclass(frozen=True, slots=True)
class Judged:
    """One reader's trial of one file. ``wrong`` says that it refused a sound file, or read one without a word;
    ``garbage`` that it gave what is no text as if it were, with no page flagged."""

    reader: str
    entry: Entry
    trial: Trial
    scores: Scores
    wrong: bool
    garbage: bool


def judge(reader: str, nothing: Extract, entry: Entry, trial: Trial) -> Judged:
    """A trial held against the truth; a file that was not read scores as ``nothing``, what the reader gives then."""
    read = trial.outcome is Outcome.TEXT
    scores = score(trial.extract or nothing, entry.truth)
    extract = trial.extract
    recalled = 1.0 if scores.recall is None else scores.recall
    bad = extract is not None and (garbled(extract.text) > _MOST_GARBLED or recalled < _LEAST_RECALLED)
    return Judged(
        reader,
        entry,
        Trial(trial.outcome, trial.seconds, trial.megabytes, None, trial.reason),
        scores,
        wrong=(entry.stands == "text" and not read) or (entry.stands == "nothing" and read),
        garbage=bool(bad and extract and not extract.flagged),
    )


def report(name: str, judged: Sequence[Judged], limits: Limits, when: str) -> str:
    """A Markdown report of all the trials: scores by kind, fates by group, and every file that went wrong."""
    readers = list(dict.fromkeys(one.reader for one in judged))
    files = len({one.entry.name for one in judged})
    lines = [
        f"# Reading the files of {name}",
        "",
        f"{files} files, {', '.join(readers)}; {when}. Each file was read in a process of its own, with at most "
        f"{limits.seconds:g} s and {limits.megabytes:,} MiB of addresses.",
        "",
        "Means over the files whose truth is known; a file that was not read counts 0. Order is the edit similarity "
        f"of the first {MOST_ORDERED:,} words. Cells are found if they stand in one row with the first cell of "
        "their row. Placed are the stretches of text on their true page; pages, the files with as many as they have.",
        "",
        *_table(
            ["kind", "reader", "files", *(field.name for field in fields(Scores)), "s a file", "slowest s", "most MiB"],
            [_score_row(kind, reader, ones) for kind, reader, ones in _by(judged, readers, _kind, scored=True)],
        ),
        "",
        "What became of every file, by folder. Wrong: a sound file that was not read, or text where there is none. "
        f"Garbage: given as text though over {_MOST_GARBLED:.0%} of its characters are none, or under "
        f"{_LEAST_RECALLED:.0%} of its known words are there, with no page flagged.",
        "",
        *_table(
            ["group", "reader", "files", *(outcome.value for outcome in Outcome), "wrong", "garbage", "slowest s"],
            [_fate_row(group, reader, ones) for group, reader, ones in _by(judged, readers, _group, scored=False)],
        ),
    ]
    lines += ["", "Files that went wrong, and faults:", ""]
    bad = [one for one in judged if one.wrong or one.garbage or one.trial.outcome in (Outcome.FAULT, Outcome.OVER)]
    lines += _table(
        ["reader", "file", "outcome", "reason"],
        [[one.reader, one.entry.name, _fate(one), " ".join(one.trial.reason.split())[:160]] for one in bad],
    )
    return "\n".join(lines)


def write_report(folder: Path, text: str, judged: Sequence[Judged]) -> None:
    """Write ``report.md`` and ``files.jsonl`` into ``folder``, made if need be; StorageError if that fails."""
    rows = [
        {
            "reader": one.reader,
            "file": one.entry.name,
            "outcome": one.trial.outcome.value,
            "wrong": one.wrong,
            "garbage": one.garbage,
            "seconds": round(one.trial.seconds, 3),
            "megabytes": one.trial.megabytes,
            "scores": {name: value if value is None else round(value, 4) for name, value in asdict(one.scores).items()},
            "reason": one.trial.reason,
        }
        for one in judged
    ]
    lines = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    write(folder / "report.md", text + "\n", "folder")
    write(folder / "files.jsonl", lines, "folder")


def _by(
    judged: Sequence[Judged], readers: Sequence[str], of: Callable[[Judged], str], scored: bool
) -> Iterable[tuple[str, str, list[Judged]]]:
    """The trials by what ``of`` tells and then by reader, and all of them together last."""
    kept = [one for one in judged if one.scores.recall is not None or not scored]
    for value in [*dict.fromkeys(sorted(of(one) for one in kept)), "all"]:
        for reader in readers:
            ones = [one for one in kept if one.reader == reader and value in (of(one), "all")]
            if ones:
                yield value, reader, ones


def _kind(one: Judged) -> str:
    return one.entry.path.suffix.lower().removeprefix(".")


def _group(one: Judged) -> str:
    return one.entry.group


def _score_row(kind: str, reader: str, ones: Sequence[Judged]) -> list[str]:
    scores = [mean([getattr(one.scores, field.name) for one in ones]) for field in fields(Scores)]
    seconds = [one.trial.seconds for one in ones]
    most = max((one.trial.megabytes or 0 for one in ones), default=0)
    told = ["–" if value is None else f"{value:.3f}" for value in scores]
    return [kind, reader, str(len(ones)), *told, f"{sum(seconds) / len(ones):.2f}", f"{max(seconds):.1f}", str(most)]


def _fate_row(group: str, reader: str, ones: Sequence[Judged]) -> list[str]:
    outcomes = [str(sum(one.trial.outcome is outcome for one in ones)) for outcome in Outcome]
    wrong, garbage = sum(one.wrong for one in ones), sum(one.garbage for one in ones)
    slowest = max(one.trial.seconds for one in ones)
    return [group, reader, str(len(ones)), *outcomes, str(wrong), str(garbage), f"{slowest:.1f}"]


def _fate(one: Judged) -> str:
    return one.trial.outcome.value + (", garbage" if one.garbage else "")


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    """A Markdown table, a line each.

    >>> _table(["a", "b"], [["1", "x|y"]])
    ['| a | b |', '|---|---|', '| 1 | x/y |']
    """
    body = [f"| {' | '.join(cell.replace('|', '/') for cell in row)} |" for row in rows]
    return [f"| {' | '.join(head)} |", f"|{'---|' * len(head)}", *body]
