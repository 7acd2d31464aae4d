"""``tenkyo eval``: runs over the live generation, and their reports."""

import argparse
from math import inf
from pathlib import Path

from index.recipe import WITHOUT
from index.searcher import MOST_HITS, Mode

Subparsers = argparse._SubParsersAction  # what argparse calls the thing that add_subparsers returns

ELSEWHERE = "another home, and a question set that is asked of what is live there; may be repeated"


def register(subparsers: "Subparsers[argparse.ArgumentParser]") -> None:
    """Add ``eval`` and its own commands to the ``tenkyo`` command."""
    evaluate = subparsers.add_parser("eval", help="measure answers and retrieval")
    kinds = evaluate.add_subparsers(dest="evaluation", required=True)
    answers = kinds.add_parser("answers", help="questions with evidence and answers, unanswerable ones included")
    answers.add_argument("file", type=Path, metavar="FILE.jsonl")
    answers.add_argument("--collection", type=Path, metavar="FOLDER", help="ask of this, not of the live generation")
    answers.add_argument("--most", type=_count, metavar="N", help="no more than so many questions, by chance")
    answers.add_argument("--out", type=Path, metavar="DIR", help="write report.md, answers.jsonl and the curves there")
    answers.set_defaults(run="evals.answering:run")
    run = kinds.add_parser("run", help="search a collection in BEIR form, write a run file and score it")
    run.add_argument("collection", type=Path, metavar="COLLECTION", help="with corpus.jsonl, queries.jsonl and qrels/")
    run.add_argument("--mode", choices=[*Mode], default=Mode.HYBRID, help="how to search (default: %(default)s)")
    run.add_argument("--without", choices=[*WITHOUT], metavar="SIGNAL", help=f"leave out one of {', '.join(WITHOUT)}")
    run.add_argument("-k", type=_depth, default=100, help="documents a query (default: %(default)s)")
    run.add_argument("--out", type=Path, metavar="DIR", help="where the run goes (default: evals/runs below the home)")
    run.set_defaults(run="evals.measuring:run")
    _add_table(kinds)
    compare = kinds.add_parser("compare", help="test whether runs differ by more than chance, and show where")
    compare.add_argument("runs", type=Path, nargs="+", metavar="RUN", help="a run file; the first is the baseline")
    compare.add_argument("--collection", type=Path, required=True, metavar="FOLDER", help="the collection it is of")
    compare.add_argument("--measure", default="nDCG@10", help="what is compared (default: %(default)s)")
    compare.add_argument("--out", type=Path, metavar="FILE.html", help="write a report that needs no network there")
    compare.set_defaults(run="evals.measuring:compare")
    _add_times(kinds)
    _add_calibrate(kinds)
    _add_train(kinds)
    mutate = kinds.add_parser("mutations", help="change one thing in true sentences, and see what verification refuses")
    mutate.add_argument("--count", type=_count, default=500, help="how many are changed (default: %(default)s)")
    mutate.add_argument("--seed", type=int, default=1, help="of the chance that decides (default: %(default)s)")
    mutate.add_argument("--out", type=Path, metavar="DIR", help="write mutations.md there")
    mutate.set_defaults(run="evals.mutating:run")
    facts = kinds.add_parser("facts", help="score the register against a labelled table of facts")
    facts.add_argument("table", type=Path, metavar="TABLE.jsonl", help="as the head of evals/facts.py describes it")
    facts.add_argument(
        "--amounts", action="store_true", help="leave out funding without an amount, which is not labelled"
    )
    facts.add_argument("--out", type=Path, metavar="DIR", help="write report.md there")
    facts.set_defaults(run="evals.fact_scoring:run")
    _add_ingest(kinds)


def _add_calibrate(kinds: "Subparsers[argparse.ArgumentParser]") -> None:
    calibrate = kinds.add_parser("calibrate", help="fit how sure an answer is, on development questions")
    calibrate.add_argument("files", type=Path, nargs="+", metavar="FILE.jsonl", help="asked of the live generation")
    both = "a collection, and a question set that is asked of it; may be repeated"
    calibrate.add_argument("--collection", type=Path, nargs=2, action="append", metavar=("FOLDER", "FILE"), help=both)
    calibrate.add_argument("--over", type=Path, nargs=2, action="append", metavar=("HOME", "FILE"), help=ELSEWHERE)
    held = "as well: questions over those paragraphs of SQUAD2 of which `tenkyo eval train` learns nothing"
    calibrate.add_argument("--held-out", type=Path, metavar="SQUAD2", help=held)
    calibrate.add_argument(
        "--most", type=_count, metavar="N", help="no more than so many questions of a set, by chance"
    )
    calibrate.add_argument("--out", type=Path, metavar="FILE.json", help="(default: the packaged weights)")
    calibrate.set_defaults(run="evals.calibrating:run")


def _add_train(kinds: "Subparsers[argparse.ArgumentParser]") -> None:
    train = kinds.add_parser("train", help="let the examiner learn from lessons, and see how well it then reads")
    train.add_argument(
        "squad2", type=Path, metavar="SQUAD2", help="squad2-dev, of whose development questions it learns"
    )
    train.add_argument("--lessons", type=Path, metavar="FOLDER", help="invented ones (default: the packaged ones)")
    asked = "question sets over the live generation to learn from as well"
    train.add_argument("--questions", type=Path, nargs="+", metavar="FILE.jsonl", help=asked)
    train.add_argument("--over", type=Path, nargs=2, action="append", metavar=("HOME", "FILE"), help=ELSEWHERE)
    train.add_argument("--out", type=Path, required=True, metavar="FILE", help="write the corrections there")
    train.add_argument("--from", dest="start", type=Path, metavar="FILE", help="go on from these corrections")
    mean = "of what --from has: so much stays beside the rest of what is learnt (default: %(default)s)"
    train.add_argument("--keep", type=_share, default=0.0, help=mean)
    train.add_argument("--epochs", type=_repeats, default=2, help="how often all is learnt from (default: %(default)s)")
    train.add_argument("--rate", type=_positive, default=4e-4, help="the highest rate (default: %(default)s)")
    train.add_argument("--rank", type=_count, default=16, help="of the corrections (default: %(default)s)")
    train.add_argument("--share", type=_share, default=1.0, help="of the invented lessons (default: %(default)s)")
    train.add_argument("--squad2-share", type=_share, default=1.0, help="of SQUAD2's (default: %(default)s)")
    train.add_argument("--articles", type=Path, nargs="+", metavar="FILE.json", help="of SQuAD's form, as well")
    train.add_argument("--articles-share", type=_share, default=1.0, help="of their lessons (default: %(default)s)")
    train.set_defaults(run="evals.teaching:run")


def _add_table(kinds: "Subparsers[argparse.ArgumentParser]") -> None:
    table = kinds.add_parser("table", help="run collections in every mode and without each signal, into one table")
    table.add_argument("collections", type=Path, nargs="+", metavar="COLLECTION", help="a folder in BEIR form")
    table.add_argument("--out", type=Path, metavar="FILE.md", help="write the table there (default: print it)")
    table.add_argument(
        "--runs", type=Path, metavar="DIR", help="where the runs go (default: evals/runs below the home)"
    )
    table.add_argument("--modes-only", action="store_true", help="leave out the runs that lack a signal")
    table.set_defaults(run="evals.table:table")


def _add_times(kinds: "Subparsers[argparse.ArgumentParser]") -> None:
    speed = kinds.add_parser("speed", help="time a search beside a plain loop of torch, flat FAISS and bm25s")
    speed.add_argument(
        "collection", type=Path, metavar="COLLECTION", help="with corpus.jsonl, queries.jsonl and qrels/"
    )
    speed.add_argument("--steps", action="store_true", help="tell where the time of a search goes instead")
    speed.add_argument("--queries", type=_count, default=300, help="how many are asked at most (default: %(default)s)")
    speed.set_defaults(run="evals.speed:speed")
    scale = kinds.add_parser("scale", help="measure the kinds of the dense index at sizes that a collection has not")
    scale.add_argument("collection", type=Path, metavar="COLLECTION", help="whose vectors are multiplied")
    scale.add_argument(
        "--size", type=_count, action="append", metavar="N", help="vectors; may be repeated (default: 10000)"
    )
    scale.add_argument(
        "--kind",
        action="append",
        choices=["Flat", "IVF{lists},SQ8", "HNSW32_SQ8"],
        help="may be repeated (default: all)",
    )
    scale.set_defaults(run="evals.scale:scale")


def _add_ingest(kinds: "Subparsers[argparse.ArgumentParser]") -> None:
    ingest = kinds.add_parser("ingest", help="read files with ground truth, and score what is kept of them")
    ingest.add_argument("manifest", type=Path, metavar="MANIFEST", help="a manifest.tsv beside its files")
    readers = "tenkyo, pypdf or a peer that is installed; may be repeated (default: tenkyo)"
    ingest.add_argument("--reader", action="append", metavar="NAME", help=readers)
    ingest.add_argument(
        "--seconds", type=_positive, default=120.0, help="that one file may take (default: %(default)s)"
    )
    ingest.add_argument("--out", type=Path, metavar="DIR", help="write report.md and files.jsonl there")
    ingest.set_defaults(run="evals.extracting:run")


def _depth(written: str) -> int:
    if not written.isdecimal() or not 1 <= int(written) <= MOST_HITS:
        raise argparse.ArgumentTypeError(f"'{written}' is not a number from 1 to {MOST_HITS:,}")
    return int(written)


def _count(written: str) -> int:
    if not written.isdecimal() or not int(written):
        raise argparse.ArgumentTypeError(f"'{written}' is not a whole number from 1 on")
    return int(written)


def _repeats(written: str) -> int:
    """How often, which may be never: ``train --epochs 0`` tells how well what --from has reads as it is."""
    return 0 if written == "0" else _count(written)


def _positive(written: str) -> float:
    try:
        number = float(written)
    except ValueError:
        number = 0.0
    if not 0 < number < inf:
        raise argparse.ArgumentTypeError(f"'{written}' is not a number above 0")
    return number


def _share(written: str) -> float:
    try:
        share = float(written)
    except ValueError:
        share = -1.0
    if not 0 <= share <= 1:
        raise argparse.ArgumentTypeError(f"'{written}' is not a number from 0 to 1")
    return share
