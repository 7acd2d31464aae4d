"""What became of each file that was ever named for ingestion: the records beside the live generation."""

from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from corpus import reports
from corpus.reports import Outcome
from corpus.store import Store
from index import layout
from service import file_schema


def read(home: Path) -> file_schema.Reports:
    """The record of every file, those first that need a person's eye, then by path; none where nothing was ingested.

    They are the writer's: newer than the live generation while an ingestion runs, or if one refused every file.
    """
    path = layout.store_path(home)
    if not path.is_file():
        return file_schema.Reports(reports=[], alike=[])
    with closing(Store.open_snapshot(path, immutable=False)) as store:
        folders = store.reports.folders()
        found = [_report(one, folders) for one in store.reports.all()]
        alike = [_alike(one) for one in store.reports.alike()]
    return file_schema.Reports(reports=sorted(found, key=lambda one: (_is_fine(one), one.path)), alike=alike)


def _is_fine(report: file_schema.Report) -> int:
    """0 for a file that was refused, 1 for one that lost something, 2 for one that is whole."""
    if report.outcome is Outcome.REFUSED:
        return 0
    return 1 if report.flags else 2


def _alike(made: reports.Alike) -> file_schema.Alike:
    return file_schema.Alike(document_id=made.document_id, other=made.other, likeness=made.likeness, degree=made.degree)


def _report(made: reports.Report, folders: Sequence[str]) -> file_schema.Report:
    return file_schema.Report(
        path=reports.named(made.path, folders),
        outcome=made.outcome,
        reason=made.reason,
        document_id=made.document_id,
        pages=made.pages,
        characters=made.characters,
        passages=made.passages,
        tables=made.tables,
        flags=[file_schema.Flag(page=page, reason=reason) for page, reason in made.flags],
        left_out=list(made.left_out),
        seconds=made.seconds,
        memory=made.memory,
    )
