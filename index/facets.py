"""The facets of the register: by what its facts are narrowed and sorted, and what a value of each means.

A filter holds for a fact if any of the values that it names does: a place also as one of its region's countries, a
name in any of its forms and in any case, a year, a month or a day if a period reaches into it. "FY2019" is not 2019.
A type, a field or a month that there is not is an error, for nothing can match it.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from corpus.errors import QuestionError
from corpus.facts import FactKind
from corpus.gazetteer import Gazetteer
from corpus.periods import days_of
from corpus.records import Span

FILTERS: Mapping[FactKind, Mapping[str, str]] = {  # by kind: the key of a filter → the detail that it looks at
    FactKind.FUNDING: {
        "period": "period",
        "place": "place",
        "channel": "channel",
        "giver": "giver",
        "currency": "currency",
        "type": "type",
        "field": "",
        "document": "",
    },
    FactKind.PROGRAMME: {
        "name": "name",
        "place": "place",
        "runner": "runner",
        "partner": "partner",
        "period": "since",
        "field": "",
        "document": "",
    },
    FactKind.AGREEMENT: {
        "name": "name",
        "party": "party",
        "partner": "party",  # another party beside it
        "period": "year",
        "field": "",
        "document": "",
    },
    FactKind.FIELD: {"field": "field", "place": "place", "period": "period", "document": ""},
}
TYPES = ("contribution", "loan", "grant", "disbursement", "pledge", "allocation")
SORTS: Mapping[FactKind, tuple[str, ...]] = {
    FactKind.FUNDING: ("document", "amount", "period", "giver", "channel", "place", "type"),
    FactKind.PROGRAMME: ("document", "name", "since", "runner", "place"),
    FactKind.AGREEMENT: ("document", "name", "year", "party"),
    FactKind.FIELD: ("document", "field", "place", "period"),
}
MOST = 1_000  # facts on one page
PERIODS = "Write a year, a fiscal year, a month, a day or two of them: 2019, FY2019, 2019-06, 2019-06-30, 2015/2019."


@dataclass(frozen=True, slots=True)
class RegisterQuery:
    """What is asked of the register: ``sort`` is one of ``SORTS``, with "-" before it for the other way round."""

    kind: FactKind
    filters: Mapping[str, str]
    sort: str = "document"
    offset: int = 0
    limit: int = 100


def meant(value: str, named: Gazetteer) -> tuple[str, ...]:
    """``value`` in the form that stands for it, in whatever case it is written, and if it is a region its countries.

    >>> from corpus.gazetteer import packaged_gazetteer
    >>> made = packaged_gazetteer()
    >>> meant("unodc", made), "Kenya" in meant("africa", made), meant("the Lima Fund", made)
    (('United Nations Office on Drugs and Crime',), True, ('Lima Fund',))
    """
    value = re.sub(r"^the\s", "", value, flags=re.IGNORECASE)
    written = (value, value.upper(), value.title())
    found = (one for form in written for one in named.names.find(form) if one.span == Span(0, len(form)))
    stands = next((one.value for one in found), value)
    return (stands, *named.regions.get(stands, ()))


def field_of(value: str, named: Gazetteer) -> str | None:
    """The field that ``value`` is the name of, or else speaks of; None if there is none."""
    by_name = {words_alone(one): one for one in named.field_names}
    return by_name.get(words_alone(value)) or next((one.value for one in named.fields.find(value)), None)


def type_of(value: str) -> str:
    """The type of funding that ``value`` is a form of: one of ``TYPES``, if there is such a one.

    >>> type_of("Grants")
    'grant'
    """
    return value.casefold().removesuffix("s")


def currency_of(value: str, named: Gazetteer) -> str:
    """The code of a currency that is given as its code, its sign or its word."""
    forms = (value, value.upper(), value.casefold())
    return next((named.currencies[one] for one in forms if one in named.currencies), value)


def is_one(value: str, forms: set[str], named: Gazetteer) -> bool:
    """Whether ``value`` is one of ``forms``, which are words alone, or has one of them among its words.

    A country whose name holds that of another is not that one, nor is the government or the bank of it.

    >>> from corpus.gazetteer import packaged_gazetteer
    >>> made = packaged_gazetteer()
    >>> [is_one(f"{of}Guinea", {"guinea"}, made) for of in ("", "Bank of ", "Papua New ", "Bank of Papua New ")]
    [True, True, False, False]
    """
    words = words_alone(value)
    if words in forms:
        return True
    if not _holds_one(words, forms):
        return False
    for one in named.names.find(value):
        own = words_alone(one.span.of(value))
        if one.kind == "places" and one.value not in named.regions and not {own, words_alone(one.value)} & forms:
            words = f" {words} ".replace(f" {own} ", " | ")
    return _holds_one(words, forms)


def _holds_one(words: str, forms: set[str]) -> bool:
    return any(f" {form} " in f" {words} " for form in forms)


def words_alone(value: str) -> str:
    """The words of ``value`` in small letters, one blank between them.

    >>> words_alone("HA/DR  relief")
    'ha dr relief'
    """
    return " ".join("".join(sign if sign.isalnum() else " " for sign in value.casefold()).split())


def check(query: RegisterQuery, named: Gazetteer) -> None:
    """QuestionError for a filter, a type, a field, a period, a sort or a page that there cannot be."""
    _known("filter", query.filters, FILTERS[query.kind])
    _known("sort", [query.sort.removeprefix("-")], SORTS[query.kind])
    if (given := query.filters.get("type")) is not None and type_of(given) not in TYPES:
        _known("type", [given], TYPES)
    if (field := query.filters.get("field")) is not None and not field_of(field, named):
        _known("field", [field], named.field_names)
    if (period := query.filters.get("period")) is not None:
        days = days_of(period)
        if days is None or (days.last is not None and days.last < days.first):
            problem = f"'{period}' ends before it begins." if days else f"'{period}' is no period."
            raise QuestionError(problem, PERIODS)
    if not 1 <= query.limit <= MOST or query.offset < 0:
        problem = f"There is no page of {query.limit} facts from {query.offset} on."
        raise QuestionError(problem, f"Ask for 1 to {MOST:,}, from 0 on.")


def _known(what: str, given: Mapping[str, str] | Sequence[str], known: Mapping[str, str] | Sequence[str]) -> None:
    unknown = sorted(set(given) - set(known))
    if unknown:
        raise QuestionError(f"'{unknown[0]}' is no {what} here.", f"There are {', '.join(known)}.")
