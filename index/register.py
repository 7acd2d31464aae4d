"""The register: the facts of one generation, narrowed, sorted and paged; what contains what; sums that hide nothing.

    query ─▶ facts of one kind ─▶ filters ─▶ sort ─▶ page
                                    └─▶ totals over all that match (index/totals.py)

A filter holds for a fact if any of the values that it names does: a place also as one of its region's countries, a
name in any of its forms, a year within any period that reaches into it. "FY2019" is not 2019. A field is that of a
fact if the same sentence speaks of it.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from corpus.errors import QuestionError
from corpus.facts import Fact, FactKind, years_of
from corpus.gazetteer import Gazetteer, packaged_gazetteer
from corpus.records import Citation, Document, Passage, Span, pages_of, permalink
from corpus.store import Store
from index.totals import Total, contained, totals

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
_WHO = {
    FactKind.FUNDING: ("giver", "channel"),
    FactKind.PROGRAMME: ("runner", "partner"),
    FactKind.AGREEMENT: ("party",),
}
SORTS: Mapping[FactKind, tuple[str, ...]] = {
    FactKind.FUNDING: ("document", "amount", "period", "giver", "channel", "place", "type"),
    FactKind.PROGRAMME: ("document", "name", "since", "runner", "place"),
    FactKind.AGREEMENT: ("document", "name", "year", "party"),
    FactKind.FIELD: ("document", "field", "place", "period"),
}
MOST = 1_000  # facts on one page


@dataclass(frozen=True, slots=True)
class Query:
    """What is asked of the register: ``sort`` is one of ``SORTS``, with "-" before it for the other way round."""

    kind: FactKind
    filters: Mapping[str, str]
    sort: str = "document"
    offset: int = 0
    limit: int = 100


@dataclass(frozen=True, slots=True)
class Page:
    """The facts asked for, those from ``query.offset`` on, and ``matching``, all that match, in the same order."""

    query: Query
    facts: tuple[Fact, ...]
    matching: tuple[Fact, ...]


class Register:
    """The facts of one generation; they are read once, when they are first asked for."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._facts: dict[FactKind, tuple[Fact, ...]] = {}
        self._spoken: dict[tuple[str, Span], frozenset[str]] = {}
        self._containers: dict[str, str] | None = None
        self._named: tuple[str, ...] | None = None

    def all(self, kind: FactKind) -> tuple[Fact, ...]:
        """Every fact of a kind, by document id and in reading order."""
        if kind not in self._facts:
            self._facts[kind] = tuple(self._store.facts.all(kind))
        return self._facts[kind]

    def find(self, query: Query) -> Page:
        """The facts that a query asks for. QuestionError for a filter, a sort or a page that does not exist."""
        _check(query)
        named = packaged_gazetteer()
        tests = [self._test(query.kind, key, value, named) for key, value in query.filters.items()]
        matching = [fact for fact in self.all(query.kind) if all(test(fact) for test in tests)]
        key = query.sort.removeprefix("-")
        if key != "document":
            matching.sort(key=lambda fact: _order(fact, key))
        if query.sort.startswith("-"):  # what has no such value stands behind either way
            told = [fact for fact in matching if key == "document" or fact.values(key)]
            matching = [*reversed(told), *matching[len(told) :]]
        page = matching[query.offset : query.offset + query.limit]
        return Page(query, tuple(page), tuple(matching))

    def fields(self, fact: Fact) -> tuple[str, ...]:
        """The fields that the sentence of a fact speaks of, in alphabetical order."""
        if not self._spoken:
            found: dict[tuple[str, Span], set[str]] = {}
            for one in self.all(FactKind.FIELD):
                found.setdefault((one.document_id, one.span), set()).update(one.values("field"))
            self._spoken = {place: frozenset(fields) for place, fields in found.items()}
        return tuple(sorted(self._spoken.get((fact.document_id, fact.span), ())))

    def named(self) -> tuple[str, ...]:
        """The names of all who give, receive, run, take part or are party, longest first; single words with a capital.

        A question may name them though the vocabulary does not know them.
        """
        if self._named is None:
            told = {value for kind, names in _WHO.items() for fact in self.all(kind) for name in names
                    for value in fact.values(name)}  # fmt: skip
            self._named = tuple(
                sorted((one for one in told if " " in one or one[:1].isupper()), key=lambda one: (-len(one), one))
            )
        return self._named

    def containers(self) -> dict[str, str]:
        """By fact id: the funding whose amount contains that fact's."""
        if self._containers is None:
            self._containers = contained(self.all(FactKind.FUNDING), self._store)
        return self._containers

    def totals(self, facts: Sequence[Fact], period: str = "") -> tuple[Total, ...]:
        """The sums of these facts, by currency and type; ``period`` is what they were narrowed by, if anything."""
        return totals(facts, self.containers(), period)

    def telling(self, fact: Fact, query: Query) -> Span:
        """The words that make a fact one that ``query`` asks for, if its own sentence lacks them; else that sentence.

        Funding is told by the sentence of its amount, wherever its period or giver is taken from.
        """
        if query.kind is FactKind.FUNDING:
            return fact.span
        named = packaged_gazetteer()
        for key, value in query.filters.items():
            test, detail = self._test(query.kind, key, value, named), FILTERS[query.kind][key]
            told = [one for one in fact.details if one.name == detail and test(replace(fact, details=(one,)))]
            if told and not any(fact.span.contains(one.span) for one in told):
                return told[0].span
        return fact.span

    def cite(self, fact: Fact, document: Document, telling: Span | None = None) -> Citation:
        """The citation of the sentence that tells a fact, or of the one that ``telling`` is of.

        ``document`` is the one that the fact is of.
        """
        passage, span = self._sentence(fact, telling or fact.span)
        page = next(iter(pages_of(document.pages, span)), None)
        return Citation(
            document_id=document.document_id,
            title=document.title,
            publisher=document.publisher,
            source=document.source,
            section=passage.path,
            page=page.number if page else None,
            span=span,
            quote=span.of(document.text),
            passage_id=passage.passage_id,
            permalink=permalink(document, span),
        )

    def _sentence(self, fact: Fact, telling: Span) -> tuple[Passage, Span]:
        """The sentence that holds ``telling``, with its passage; a fact's own if none does."""
        if not fact.span.contains(telling):
            for passage in self._store.passages_of(fact.document_id):
                for sentence in passage.sentences:
                    if sentence.contains(telling):
                        return passage, sentence
        return self._store.passage(fact.passage_id), fact.span

    def _test(self, kind: FactKind, key: str, value: str, named: Gazetteer) -> Callable[[Fact], bool]:
        detail = FILTERS[kind][key]
        if key == "document":
            return lambda fact: fact.document_id == value
        if key == "period":
            return lambda fact: any(reaches(one, value) for one in fact.values(detail))
        if key == "field":
            wanted = _folded(next((one.value for one in named.fields.find(value)), value))
            return lambda fact: wanted in map(_folded, fact.values("field") or self.fields(fact))
        forms = {_folded(one) for one in meant(value, named)}
        return lambda fact: any(_is_one(one, forms) for one in fact.values(detail))


def meant(value: str, named: Gazetteer) -> tuple[str, ...]:
    """``value`` in the form that stands for it, and if it is a region its countries.

    >>> made = packaged_gazetteer()
    >>> meant("UNODC", made), "Kenya" in meant("Africa", made)
    (('United Nations Office on Drugs and Crime',), True)
    """
    found = [one for one in named.names.find(value) if one.span == Span(0, len(value))]
    stands = found[0].value if found else value
    return (stands, *named.regions.get(stands, ()))


def reaches(period: str, asked: str) -> bool:
    """Whether ``period`` reaches into the one that is asked for; a fiscal year is reached by fiscal years only.

    >>> reaches("FY2019", "2019"), reaches("2019", "FY2019"), reaches("2007/..", "2019"), reaches("2019-06", "2018")
    (True, False, True, False)
    """
    if asked.upper().startswith("FY") and not period.startswith("FY"):
        return False
    first, last = years_of(period)
    start, end = years_of(asked)
    return bool(first and start) and (end is None or first <= end) and (last is None or last >= start)


def _is_one(value: str, forms: set[str]) -> bool:
    """Whether ``value`` is one of ``forms``, or has one of them among its words."""
    folded = f" {_folded(value)} "
    return any(f" {form} " in folded for form in forms)


def _folded(value: str) -> str:
    return " ".join("".join(sign if sign.isalnum() else " " for sign in value.casefold()).split())


def _order(fact: Fact, key: str) -> tuple[bool, Decimal, str]:
    """By the first value of this name; facts without one come last."""
    value = next(iter(fact.values(key)), None)
    if value is None:
        return True, Decimal(0), ""
    if key == "amount":
        return False, Decimal(value), ""
    if key in ("period", "since", "year"):
        return False, Decimal(years_of(value)[0]), value
    return False, Decimal(0), value.casefold()


def _check(query: Query) -> None:
    _known("filter", query.filters, FILTERS[query.kind])
    _known("sort", [query.sort.removeprefix("-")], SORTS[query.kind])
    for key, value in query.filters.items():
        if key == "period" and not years_of(value)[0]:
            problem = f"'{value}' is no period."
            raise QuestionError(problem, "Write a year, a fiscal year or two: 2019, FY2019, 2015/2019.")
    if not 1 <= query.limit <= MOST or query.offset < 0:
        problem = f"There is no page of {query.limit} facts from {query.offset} on."
        raise QuestionError(problem, f"Ask for 1 to {MOST:,}, from 0 on.")


def _known(what: str, given: Mapping[str, str] | Sequence[str], known: Mapping[str, str] | Sequence[str]) -> None:
    unknown = sorted(set(given) - set(known))
    if unknown:
        raise QuestionError(f"'{unknown[0]}' is no {what} here.", f"There are {', '.join(known)}.")
