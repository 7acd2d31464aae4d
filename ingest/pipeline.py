"""Files to the store: each is read, cut into passages, checked and kept, or refused with a reason."""

import hashlib
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from corpus.errors import DocumentError
from corpus.gazetteer import fingerprint
from corpus.manifest import Described
from corpus.reports import Alike, Likeness, Outcome, Report, named
from corpus.store import Origin, Store
from ingest.contents import Job, Made, Maker, find_job
from ingest.crew import Workers
from ingest.files import Source, descriptions, find_sources, folder_of, is_gone
from ingest.likeness import SIZE, find_alike, find_translations
from ingest.readers import select
from ingest.split import Limit
from ingest.traces import find_traced
from ingest.worker import Done, Limits, perform

READING = 17  # raised by one whenever the same file would come out otherwise: all files are then read anew

_OLD = " That was read by an older version, or as another manifest said: run 'tenkyo ingest' on its folder to renew it."
_STAYS = "Its file is gone, but what was read of it stays; run with --prune to remove it."


@dataclass(frozen=True, slots=True)
class FileReport:
    """One file's outcome. ``passages`` counts what is stored of it; ``reason`` is empty where all went well."""

    path: Path
    outcome: Outcome
    document_id: str | None
    passages: int
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run is: ``done`` of ``total`` files, ``last`` of them this one, ``pages`` and ``passages`` so far.

    ``pages`` are those of files that were read in this run; ``passages`` are all that are stored of the files done.
    """

    done: int
    total: int
    last: FileReport
    pages: int
    passages: int


def ingest(
    paths: Sequence[Path],
    store: Store,
    limit: Limit,
    model: str,
    advance: Callable[[Progress], None],
    workers: int = 0,
    limits: Limits = Limits(),  # noqa: B008 - frozen
    prune: bool = False,
) -> tuple[FileReport, ...]:
    """A report of every file that ``paths`` mean, in the order of the paths; then of those removed, or only gone.

    ``model`` names the embedding model that ``limit`` counts tokens for; another one, like a changed manifest,
    makes an unchanged file be read anew. ``advance`` is called after each file. Files are read in so many
    ``workers``, processes under ``limits``; ``limit.count`` must then be picklable. With none they are read in
    this process, under no limit. A file that is refused leaves what was stored of it before, and every other
    file, as they were; its record says why. With ``prune`` documents are removed whose files lay in one of the
    folders ``paths`` and are not there any more; else those files are reported as gone.

    Raises, before anything is stored, MissingError and ManifestError as ``find_sources`` does.
    """
    sources = find_sources(paths)
    store.reports.put_folders({folder_of(path) for path in paths})
    run = _Run(store, limit, model, len(sources), advance)
    maker = Maker(limit, limits.characters)
    with Workers(maker, min(workers, len(sources)), limits) as crew:
        left: Sequence[Source] = sources
        while left:
            jobs = run.jobs(left)
            for done in crew.run(jobs) if workers else (perform(maker, job) for job in jobs if job):
                run.finish(done)
            left = run.postponed()
    gone = tuple(run.gone(paths, {source.path for source in sources}, prune))
    run.compare()
    return (*(run.reports[source.path] for source in sources), *gone)


class _Run:
    """One ingestion: the store, where everything in it came from, and what is being read."""

    def __init__(self, store: Store, limit: Limit, model: str, total: int, advance: Callable[[Progress], None]) -> None:
        self.reports: dict[Path, FileReport] = {}
        self._store = store
        self._most = limit.most
        self._model = model
        self._total = total
        self._advance = advance
        self._pages = self._passages = 0
        self._reading: set[str] = set()  # contents and ids of what is being read
        self._postponed: list[Source] = []
        self._counts = {entry.document_id: entry.passages for entry in store.catalogue()}
        self._recorded = {report.path: report.outcome for report in store.reports.all()}
        self._folders = store.reports.folders()
        self._by_file: dict[str, Origin] = {}
        self._by_id: dict[str, Origin] = {}
        self._by_content: dict[str, Origin] = {}
        for origin in store.origins():
            self._keep(origin)

    def jobs(self, sources: Sequence[Source]) -> Iterator[Job | None]:
        """The files that must be read; None for each that need not be.

        One whose content or id is that of a file being read is postponed: it depends on what becomes of that one.
        """
        for source in sources:
            try:
                yield self._job(source)
            except DocumentError as error:
                self._refuse(source, error)
                yield None

    def postponed(self) -> list[Source]:
        """The files that must be looked at again, now that those being read are done."""
        left, self._postponed = self._postponed, []
        return left

    def finish(self, done: Done[Job, Made]) -> None:
        """Keep what was made of a file, or the record that it was refused."""
        job = done.job
        self._reading -= {job.sha256, job.document_id}
        if done.made is None:
            assert done.error is not None
            self._refuse(job.source, done.error, done.seconds, done.memory)
            return
        before, twin = self._by_file.get(str(job.path)), self._by_content.get(job.sha256)
        self._put(done.made, job)
        if twin and twin.document_id != job.document_id:  # the file was moved, or its id was changed
            self._remove(twin)
        contents = done.made.contents
        self._report(
            job.source,
            Report(
                path=str(job.path),
                outcome=Outcome.CHANGED if before or twin else Outcome.ADDED,
                document_id=job.document_id,
                pages=len(contents.document.pages),
                characters=len(contents.document.text),
                passages=len(contents.passages),
                tables=done.made.tables,
                flags=tuple((flag.page, flag.reason) for flag in done.made.flags),
                left_out=done.made.left_out,
                seconds=done.seconds,
                memory=done.memory,
            ),
        )

    def gone(self, paths: Sequence[Path], found: set[Path], prune: bool) -> Iterator[FileReport]:
        """The files below ``paths`` that are not ``found`` and do not exist; with ``prune`` they are forgotten."""
        for origin in list(self._by_file.values()):
            path = Path(origin.origin)
            if path not in found and is_gone(path, paths):
                count, outcome, reason = self._counts[origin.document_id], Outcome.GONE, _STAYS
                if prune:
                    self._remove(origin)
                    outcome, reason = Outcome.REMOVED, "Its file is gone."
                yield FileReport(path, outcome, origin.document_id, count, reason)
        for recorded in self._recorded if prune else ():
            if Path(recorded) not in found and is_gone(Path(recorded), paths):
                self._store.reports.remove(recorded)

    def compare(self) -> None:
        """Record which of all the stored documents are alike."""
        kept = self._store.sketches()
        sketches = {identity: data[:SIZE] for identity, data in kept.items()}
        words = find_alike(sketches)
        names = find_translations({one.document_id: one.origin for one in self._by_id.values()})
        found = [Alike(one, other, Likeness.WORDS, degree) for one, other, degree in words]
        found += [Alike(one, other, Likeness.NAMES, 1.0) for one, other in names]
        traced = find_traced({identity: data[SIZE:] for identity, data in kept.items()}, sketches)
        found += [Alike(one, other, Likeness.FIGURES, degree) for one, other, degree in traced]
        self._store.reports.put_alike(found)

    def _job(self, source: Source) -> Job | None:
        job = find_job(source)
        if self._reading & {job.sha256, job.document_id}:
            self._postponed.append(source)
            return None
        before = self._by_file.get(str(source.path))
        if before and (before.sha256, before.recipe) == (job.sha256, self._recipe(source)):
            self._unchanged(source, before)
            return None
        twin = self._by_content.get(job.sha256)
        if twin and twin.origin != str(source.path) and _holds(twin):
            self._remove(before)
            reason = f"It has the content of {self._named(twin)}.{_OLD if self._is_old(twin) else ''}"
            self._report(source, Report(str(source.path), Outcome.DUPLICATE, reason, twin.document_id))
            return None
        self._check_free(job.document_id, source)
        self._reading |= {job.sha256, job.document_id}
        return job

    def _is_old(self, origin: Origin) -> bool:
        """Whether a document would come out otherwise if its file was ingested now."""
        told = descriptions(Path(origin.origin), map(Path, self._folders))
        return origin.recipe not in {_recipe(described, self._model, self._most) for described in told}

    def _unchanged(self, source: Source, before: Origin) -> None:
        """Count a file that is stored already; one that was stored without a record, or refused since, is given one."""
        if self._recorded.get(before.origin) in (Outcome.ADDED, Outcome.CHANGED):
            self._count(
                FileReport(source.path, Outcome.UNCHANGED, before.document_id, self._counts[before.document_id])
            )
            return
        document = self._store.document(before.document_id)
        report = Report(
            path=before.origin,
            outcome=Outcome.UNCHANGED,
            document_id=before.document_id,
            pages=len(document.pages),
            characters=len(document.text),
            passages=self._counts[before.document_id],
        )
        self._report(source, report)

    def _refuse(self, source: Source, error: DocumentError, seconds: float = 0.0, memory: int = 0) -> None:
        reason = f"{error.reason} {error.remedy}"
        self._report(source, Report(str(source.path), Outcome.REFUSED, reason, seconds=seconds, memory=memory))

    def _report(self, source: Source, report: Report) -> None:
        self._store.reports.put(report)
        self._pages += report.pages
        self._count(FileReport(source.path, report.outcome, report.document_id, report.passages, report.reason))

    def _count(self, report: FileReport) -> None:
        self.reports[report.path] = report
        self._passages += report.passages
        self._advance(Progress(len(self.reports), self._total, report, self._pages, self._passages))

    def _put(self, made: Made, job: Job) -> None:
        recipe = self._recipe(job.source)
        self._store.put(made.contents, job.path, recipe)
        self._drop(self._by_file.get(str(job.path)))  # put() has taken these two out of the store
        self._drop(self._by_id.get(job.document_id))
        self._keep(Origin(job.document_id, str(job.path), job.sha256, recipe))
        self._counts[job.document_id] = len(made.contents.passages)

    def _recipe(self, source: Source) -> str:
        return _recipe(source.described, self._model, self._most)

    def _check_free(self, identity: str, source: Source) -> None:
        holder = self._by_id.get(identity)
        if holder and holder.origin != str(source.path) and Path(holder.origin).exists():
            problem = f"its id '{identity}' is that of {self._named(holder)}."
            raise DocumentError(source.path, problem, "Give one of the two another id in its manifest.")

    def _named(self, origin: Origin) -> str:
        return named(origin.origin, self._folders)

    def _keep(self, origin: Origin) -> None:
        self._by_file[origin.origin] = self._by_id[origin.document_id] = self._by_content[origin.sha256] = origin

    def _drop(self, origin: Origin | None) -> None:
        if origin:
            for known, key in (
                (self._by_file, origin.origin),
                (self._by_id, origin.document_id),
                (self._by_content, origin.sha256),
            ):
                if known.get(key) == origin:
                    del known[key]

    def _remove(self, origin: Origin | None) -> None:
        if origin:
            self._store.remove(origin.document_id)
            if not Path(origin.origin).exists():
                self._store.reports.remove(origin.origin)
            self._drop(origin)


def _recipe(described: Described | None, model: str, most: int) -> str:
    """A short digest of all that decides, besides the file's bytes, what is stored of it.

    The password is no part of it: what a file says does not hang on it, and a digest could be used to guess it.
    """
    known = {**asdict(described), "file": None} if described else {}
    known.pop("password", None)
    told = json.dumps([READING, fingerprint(), known or None, model, most], sort_keys=True, default=str)
    return hashlib.sha256(told.encode()).hexdigest()[:16]


def _holds(origin: Origin) -> bool:
    """Whether the file that a document came from still has the content that was stored."""
    try:
        return hashlib.sha256(select.load(Path(origin.origin))).hexdigest() == origin.sha256
    except DocumentError:
        return False
