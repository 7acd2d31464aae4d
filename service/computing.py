"""Sums over facts as the objects that every door shows beside an answer."""

from collections.abc import Sequence

from corpus.facts import Fact, FactKind
from corpus.records import permalink
from index.searcher import Searcher
from index.totals import Total
from service import schema


def computed(searcher: Searcher, totals: Sequence[Total]) -> list[schema.Computed]:
    """The sums, with the words of every amount that they count or leave out."""
    facts = {fact.fact_id: fact for fact in searcher.register.all(FactKind.FUNDING)} if totals else {}
    return [
        schema.Computed(
            type=total.type,
            currency=total.currency,
            amount=f"{total.amount:f}",
            approximate=total.approximate,
            addends=[_counted(searcher, facts[one], "") for one in total.addends],
            left_out=[_counted(searcher, facts[one.fact_id], one.reason) for one in total.left_out],
        )
        for total in totals
    ]


def _counted(searcher: Searcher, fact: Fact, reason: str) -> schema.Counted:
    document = searcher.store.document(fact.document_id)
    amount = next(one for one in fact.details if one.name == "amount")
    return schema.Counted(
        document_id=fact.document_id,
        quote=amount.span.of(document.text),
        start=amount.span.start,
        end=amount.span.end,
        permalink=permalink(document, amount.span),
        reason=reason,
    )
