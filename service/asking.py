"""``tenkyo ask`` and ``tenkyo search``: the same operations as HTTP's, printed for people or as the object."""

import argparse
import sys
from collections.abc import Callable, Sequence
from typing import TypeVar

from pydantic import ValidationError

from corpus.errors import UsageError
from corpus.settings import Settings
from index.encoder import Encoder
from index.examiner import named_by
from index.searcher import Searcher
from service import operations, report, schema
from service.invalid import describe_invalid

ModelT = TypeVar("ModelT", bound=schema.Model)


def ask(arguments: argparse.Namespace, settings: Settings) -> int:
    """0 after printing the answer to a question, also if it is that nothing was found."""
    try:
        asked = schema.AnswerRequest(question=arguments.question, k=arguments.k, filters=_filters(arguments.filter))
    except ValidationError as error:
        raise _meaningless(error) from error
    if arguments.compose:
        from service import composing  # with what it stands on, 20 ms that no other command needs

        made = composing.composed(open_searcher(settings), asked, settings.endpoint)
        deliver(made, report.composed, as_json=arguments.json)
    else:
        deliver(operations.answer(open_searcher(settings), asked), report.answer, as_json=arguments.json)
    return 0


def search(arguments: argparse.Namespace, settings: Settings) -> int:
    """0 after printing the passages that match a query."""
    try:
        asked = schema.SearchRequest(
            query=arguments.query, k=arguments.k, mode=arguments.mode, filters=_filters(arguments.filter)
        )
    except ValidationError as error:
        raise _meaningless(error) from error
    deliver(operations.search(open_searcher(settings), asked), report.search, as_json=arguments.json)
    return 0


def open_searcher(settings: Settings) -> Searcher:
    """The searcher of the live generation; GenerationError if there is none that opens."""
    return Searcher.open(settings.home, Encoder(settings.model), examiner=named_by(settings))


def deliver(made: ModelT, words: Callable[[ModelT], str], *, as_json: bool) -> None:
    """Print an object: the very bytes that HTTP returns, or ``words`` for a person."""
    if as_json:
        sys.stdout.buffer.write(schema.body(made))
    else:
        sys.stdout.write(words(made))


def _filters(pairs: Sequence[tuple[str, str]]) -> dict[str, list[str]]:
    return {key: [value for other, value in pairs if other == key] for key, _ in pairs}


def _meaningless(error: ValidationError) -> UsageError:
    return UsageError(describe_invalid(error.errors()), "See 'tenkyo ask --help' or 'tenkyo search --help'.")
