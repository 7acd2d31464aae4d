"""Judged runs as text that a person reads and lines that a program reads."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path

from evals.answers import Judged, Measures
from evals.curves import Point, Reached, reliability, risk_coverage
from evals.files import write

REACHED = "| in the same run | answered | right of these | not_found precision | recall | F1 |"  # heads a table


def answers_report(
    name: str, generation: str, measures: Measures, judged: Sequence[Judged], beside: Sequence[str] = ()
) -> str:
    """A Markdown report: the measures, the lines ``beside`` them, then one row a question, wrong ones marked."""
    lines = [f"# Answers to {name}", "", f"Generation {generation}.", "", "| measure | value |", "|---|---|"]
    for measured, value in asdict(measures).items():
        lines.append(f"| {measured.replace('_', ' ')} | {value if isinstance(value, int) else format(value, '.3f')} |")
    lines += [
        *beside,
        "",
        "| id | right | question | expected | evidence | answered with | confidence |",
        "|---|---|---|---|---|---|---|",
    ]
    return "\n".join((*lines, *map(_row, judged)))


def _row(one: Judged) -> str:
    """A row of the table: what was expected beside what was said. White space and column bars are folded."""
    expected = one.expected
    cells = (
        expected.question_id,
        "yes" if one.right else "**no**",
        expected.question,
        "; ".join(expected.all_answers or expected.answers[:1]) or "not found",
        " … ".join(expected.evidence[: len(expected.all_answers) or 1]),
        one.answer.answer or "not found",
        f"{one.answer.confidence:.2f}",
    )
    return f"| {' | '.join(' '.join(cell.replace('|', '/').split()) for cell in cells)} |"


def reached_row(name: str, one: Reached) -> str:
    """One row under REACHED."""
    shares = one.coverage, one.precision, one.not_found_precision, one.not_found_recall, one.not_found_f1
    return f"| {name} | {' | '.join(f'{share:.3f}' for share in shares)} |"


def surest_rows(points: Sequence[Point]) -> list[str]:
    """Rows under REACHED: what it comes to if but a tenth, two tenths … of all questions are answered, the surest."""
    return [reached_row(f"the surest, from {one.threshold:.2f} on", one) for one in risk_coverage(points)]


def reliability_table(points: Sequence[Point]) -> list[str]:
    """A table of how sure the answers were and how often they were right, by tenths of the confidence."""
    bins = reliability([(told, right) for told, right, _ in points])
    return [
        *("", "| confidence | answers | mean confidence | right |", "|---|---|---|---|"),
        *(f"| {one.low:.1f} to {one.low + 0.1:.1f} | {one.count} | {one.told:.2f} | {one.right:.2f} |" for one in bins),
    ]


def write_answers(folder: Path, report: str, judged: Sequence[Judged], plots: Mapping[str, str]) -> None:
    """Write ``report.md``, ``answers.jsonl`` and the ``plots`` by file name into ``folder``, made if need be.

    StorageError if that fails.
    """
    rows = [
        {
            "id": one.expected.question_id,
            "right": one.right,
            "status": one.answer.status.value,
            "confidence": one.answer.confidence,
            "quotes": [citation.quote for citation in one.answer.citations],
        }
        for one in judged
    ]
    lines = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    for name, text in {"report.md": report + "\n", "answers.jsonl": lines, **plots}.items():
        write(folder / name, text, "folder")
