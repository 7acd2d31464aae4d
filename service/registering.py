"""``tenkyo funding``, ``programmes``, ``agreements``, ``fields`` and ``coverage``: the register on the command line."""

import argparse
import sys
from collections.abc import Iterator, Mapping, Sequence
from typing import TypeVar

from pydantic import ValidationError

from corpus.errors import UsageError
from corpus.facts import FactKind
from corpus.records import heading_line
from corpus.settings import Settings
from service import fact_schema, facts
from service.asking import deliver, open_searcher
from service.invalid import describe_invalid
from service.words import count, money, period, printable, sum_of

AskedT = TypeVar("AskedT", bound=fact_schema.Narrowed)
KINDS: dict[str, tuple[FactKind, type[fact_schema.Asked]]] = {
    "funding": (FactKind.FUNDING, fact_schema.AskedFunding),
    "programmes": (FactKind.PROGRAMME, fact_schema.AskedProgrammes),
    "agreements": (FactKind.AGREEMENT, fact_schema.AskedAgreements),
    "fields": (FactKind.FIELD, fact_schema.AskedFields),
}


def find(arguments: argparse.Namespace, settings: Settings) -> int:
    """0 after printing the facts of a kind that match, and sums over funding; a table has all, unless told a limit."""
    kind, request = KINDS[arguments.kind]
    asked, searcher = _asked(request, arguments), open_searcher(settings)
    if arguments.csv and arguments.limit is None:
        sys.stdout.write(facts.table(list(facts.every(searcher, kind, asked))))
        return 0
    found = facts.find(searcher, kind, asked)
    if arguments.csv:
        sys.stdout.write(facts.table([found]))
    else:
        deliver(found, describe, as_json=arguments.json)
    if arguments.csv and _left(found) > 0:
        sys.stderr.write(_more(found))
    return 0


def coverage(arguments: argparse.Namespace, settings: Settings) -> int:
    """0 after printing how often each field is spoken of, by place and year."""
    found = facts.coverage(open_searcher(settings), _asked(fact_schema.AskedCoverage, arguments))
    if arguments.csv:
        sys.stdout.write(facts.coverage_table(found))
    else:
        deliver(found, facts.coverage_table, as_json=arguments.json)
    return 0


def _asked(request: type[AskedT], arguments: argparse.Namespace) -> AskedT:
    told = {name: getattr(arguments, name, None) for name in ("sort", "offset", "limit")}
    told = {name: value for name, value in told.items() if value is not None}
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
    numbers = {fact.fact_id: number for number, fact in enumerate(found.facts, found.offset + 1)}
    amounts = {fact.fact_id: f"{_amount(fact)} [{numbers[fact.fact_id]}]" for fact in found.facts if _amount(fact)}
    shown = "".join(_fact(numbers[fact.fact_id], fact, amounts) for fact in found.facts)
    more = _more(found) if _left(found) > 0 else ""
    if found.matching and not found.facts:
        more = f"{count(found.matching, 'fact')}, and none after the first {found.offset:,}.\n"
    return (shown + more + "".join(_total(total, amounts) for total in found.totals)) or "No fact matches.\n"


def _left(found: fact_schema.Facts) -> int:
    """How many facts that match stand behind those of a page."""
    return found.matching - found.offset - len(found.facts)


def _more(found: fact_schema.Facts) -> str:
    return f"And {_left(found)} more: give --offset {found.offset + len(found.facts)}.\n"


def _fact(number: int, fact: fact_schema.Fact, amounts: Mapping[str, str]) -> str:
    place = heading_line(fact.citation.title, tuple(fact.citation.section))
    whole = amounts.get(fact.contained_in or "", "an amount that is not shown here")
    inside = f"   contained in {whole}\n" if fact.contained_in else ""
    inside += f"   superseded by {fact.superseded_by}\n" if fact.superseded_by else ""
    quote = " ".join(fact.citation.quote.split())
    values = printable(" · ".join(_values(fact)))
    return f"{number}. {values}\n   “{printable(quote)}”\n{inside}   {place}\n   {fact.citation.permalink}\n\n"


def _values(fact: fact_schema.Fact) -> Iterator[str]:
    """Each value after its name; an amount with its currency, and a qualifier only where it is not exact."""
    told: dict[str, list[str]] = {}
    for one in fact.values:
        told.setdefault(one.name, []).append(period(one.value) if one.name == "period" else one.value)
    if "amount" in told:
        del told["amount"], told["currency"]
        yield f"amount {_amount(fact)}"
    for name, values in told.items():
        if (name, values) != ("qualifier", ["exact"]):
            yield f"{name} {', '.join(values)}"


def _amount(fact: fact_schema.Fact) -> str:
    """The amount of a fact as it is read; empty if it has none."""
    told = {one.name: one.value for one in fact.values}
    return money(told["amount"], told["currency"]) if "amount" in told else ""


def _total(total: fact_schema.Total, amounts: Mapping[str, str]) -> str:
    """A sum with its addends, then a line for each fact that it leaves out; of those that are not shown, how many."""
    addends = _shown([(one, "") for one in total.addends], amounts)
    added = f", the sum of {', '.join(addends)}" if addends else ""
    by = {one.by: f": {amounts.get(one.by, 'one that is not shown here')}" for one in total.left_out if one.by}
    left = _shown([(one.fact_id, f", {one.reason}{by.get(one.by or '', '')}") for one in total.left_out], amounts)
    return "".join((f"computed: {total.type} {sum_of(total)}{added}\n", *(f"   left out: {line}\n" for line in left)))


def _shown(told: Sequence[tuple[str, str]], amounts: Mapping[str, str]) -> list[str]:
    """The amount of each fact with what is said of it; at the end how many of the facts are not shown."""
    lines = [f"{amounts[fact_id]}{remark}" for fact_id, remark in told if fact_id in amounts]
    apart = len(told) - len(lines)
    return [*lines, f"{count(apart, 'amount')} not shown here"] if apart else lines
