"""``tenkyo funding``, ``programmes``, ``agreements``, ``fields`` and ``coverage``: the register on the command line."""

import argparse
import sys
from collections.abc import Sequence

from pydantic import ValidationError

from corpus.errors import UsageError
from corpus.facts import FactKind
from corpus.records import heading_line
from corpus.settings import Settings
from service import fact_schema, facts
from service.asking import deliver, open_searcher
from service.invalid import describe_invalid
from service.report import money, printable

KINDS: dict[str, tuple[FactKind, type[fact_schema.Asked]]] = {
    "funding": (FactKind.FUNDING, fact_schema.AskedFunding),
    "programmes": (FactKind.PROGRAMME, fact_schema.AskedProgrammes),
    "agreements": (FactKind.AGREEMENT, fact_schema.AskedAgreements),
    "fields": (FactKind.FIELD, fact_schema.AskedFields),
}


def find(arguments: argparse.Namespace, settings: Settings) -> int:
    """0 after printing the facts of a kind that match, and sums over funding."""
    kind, request = KINDS[arguments.kind]
    asked = _asked(request, arguments)
    found = facts.find(open_searcher(settings), kind, asked)
    if arguments.csv:
        sys.stdout.write(facts.table(found))
    else:
        deliver(found, describe, as_json=arguments.json)
    return 0


def coverage(arguments: argparse.Namespace, settings: Settings) -> int:
    """0 after printing how often each field is spoken of, by place and year."""
    found = facts.coverage(open_searcher(settings), _asked(fact_schema.AskedFields, arguments))
    if arguments.csv:
        sys.stdout.write(facts.coverage_table(found))
    else:
        deliver(found, facts.coverage_table, as_json=arguments.json)
    return 0


def _asked(request: type[fact_schema.Asked], arguments: argparse.Namespace) -> fact_schema.Asked:
    told = {name: getattr(arguments, name) for name in ("sort", "offset", "limit") if hasattr(arguments, name)}
    try:
        return request.model_validate({**_single(arguments.filter), **told})
    except ValidationError as error:
        raise UsageError(describe_invalid(error.errors()), "See the command with --help.") from error


def _single(pairs: Sequence[tuple[str, str]]) -> dict[str, str]:
    """The filters by key; UsageError for a key that is given twice."""
    filters = dict(pairs)
    if len(filters) < len(pairs):
        raise UsageError("A filter is given twice.", "Give each key once.")
    return filters


def describe(found: fact_schema.Facts) -> str:
    """The facts as lines of text: each value, then the sentence and its place; then the sums."""
    shown = "".join(_fact(number, fact) for number, fact in enumerate(found.facts, found.offset + 1))
    left = found.matching - found.offset - len(found.facts)
    more = f"And {left} more: give --offset {found.offset + len(found.facts)}.\n" if left > 0 else ""
    return (shown + more + "".join(map(_total, found.totals))) or "No fact matches.\n"


def _fact(number: int, fact: fact_schema.Fact) -> str:
    names = dict.fromkeys(one.name for one in fact.values)
    values = [f"{name} {', '.join(one.value for one in fact.values if one.name == name)}" for name in names]
    place = heading_line(fact.citation.title, tuple(fact.citation.section))
    inside = f"   contained in {fact.contained_in}\n" if fact.contained_in else ""
    quote = " ".join(fact.citation.quote.split())
    lines = f"{number}. {' · '.join(values)}\n   “{quote}”\n"
    return (
        printable(lines.replace("\n", "\0")).replace("\\x00", "\n")
        + f"{inside}   {place}\n   {fact.citation.permalink}\n\n"
    )


def _total(total: fact_schema.Total) -> str:
    about = "about " if total.approximate else ""
    left = f"; {len(total.left_out)} left out, because contained, said before or a bound" if total.left_out else ""
    amount = money(total.amount, total.currency)
    return f"computed: {total.type} {about}{amount}, the sum of {len(total.addends)}{left}\n"
