"""The register: the facts of one generation, narrowed, sorted and paged; what contains what; sums that hide nothing.

    query ─▶ facts of one kind ─▶ filters ─▶ sort ─▶ page
                                    └─▶ totals over all that match (index/totals.py, by the ties of index/ties.py)

What a filter holds for is in index/facets.py. A field is that of a fact if the same sentence speaks of it.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property

from corpus.facts import Fact, FactKind, years_of
from corpus.gazetteer import Gazetteer, packaged_gazetteer
from corpus.periods import reaches
from corpus.records import Citation, Document, Passage, Span
from corpus.store import Store
from index.citing import citation
from index.facets import FILTERS, RegisterQuery, check, currency_of, field_of, is_one, meant, type_of, words_alone
from index.lineage import replaced
from index.ties import Ties, tie
from index.totals import Total, totals

_WHO = {
    FactKind.FUNDING: ("giver", "channel"),
    FactKind.PROGRAMME: ("runner", "partner"),
    FactKind.AGREEMENT: ("party",),
}


@dataclass(frozen=True, slots=True)
class Page:
    """The facts asked for, those from ``query.offset`` on, and ``matching``, all that match, in the same order."""

    query: RegisterQuery
    facts: tuple[Fact, ...]
    matching: tuple[Fact, ...]


class Register:
    """The facts of one generation; they are read once, when they are first asked for."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._facts: dict[FactKind, tuple[Fact, ...]] = {}

    def all(self, kind: FactKind) -> tuple[Fact, ...]:
        """Every fact of a kind, by document id and in reading order."""
        if kind not in self._facts:
            self._facts[kind] = tuple(self._store.facts.all(kind))
        return self._facts[kind]

    def find(self, query: RegisterQuery) -> Page:
        """The facts that a query asks for. QuestionError for a filter, a sort or a page that does not exist."""
        named = packaged_gazetteer()
        check(query, named)
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
        return tuple(sorted(self._spoken.get((fact.document_id, fact.span), ())))

    @cached_property
    def named(self) -> tuple[str, ...]:
        """The names of all who give, receive, run, take part or are party, longest first; single words with a capital.

        A question may name them though the vocabulary does not know them.
        """
        told = {value for kind, names in _WHO.items() for fact in self.all(kind) for name in names
                for value in fact.values(name)}  # fmt: skip
        written = (one for one in told if " " in one or one[:1].isupper())
        return tuple(sorted(written, key=lambda one: (-len(one), one)))

    @cached_property
    def containers(self) -> dict[str, str]:
        """By fact id: the funding whose amount contains that fact's, the nearest if several do."""
        return {part: wholes[0] for part, wholes in self.ties.wholes.items()}

    @cached_property
    def ties(self) -> Ties:
        """How the amounts of all the funding hang together."""
        return tie(self.all(FactKind.FUNDING), self._store)

    @cached_property
    def replaced(self) -> dict[str, str]:
        """By document id: the document that supersedes it."""
        return replaced(self._store.lineage())

    def totals(self, facts: Sequence[Fact], period: str = "") -> tuple[Total, ...]:
        """The sums of these facts, by currency and type; ``period`` is what they were narrowed by, if anything."""
        return totals(facts, self.ties, period, self.replaced)

    def telling(self, fact: Fact, query: RegisterQuery) -> Span:
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
        return citation(document, passage, span)

    @cached_property
    def _spoken(self) -> dict[tuple[str, Span], set[str]]:
        """The fields that each sentence speaks of, by its document and place."""
        found: dict[tuple[str, Span], set[str]] = {}
        for one in self.all(FactKind.FIELD):
            found.setdefault((one.document_id, one.span), set()).update(one.values("field"))
        return found

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
            wanted = field_of(value, named)
            return lambda fact: wanted in (fact.values("field") or self.fields(fact))
        if key == "type":
            return lambda fact: type_of(value) in fact.values("type")
        if key == "currency":
            return lambda fact: currency_of(value, named) in fact.values("currency")
        forms = {words_alone(one) for one in meant(value, named)}
        told = (detail, "acronym") if detail == "name" else (detail,)
        return lambda fact: any(is_one(one, forms, named) for name in told for one in fact.values(name))


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
