"""Answers from the register: the sentences that tell the facts asked for, and sums of them beside."""

from collections.abc import Sequence

from corpus.facts import Fact, FactKind
from corpus.records import Citation, Document, Kind, Span
from index.facets import RegisterQuery
from index.finding import Found
from index.inquiry import MOST, asks_sum, inquire
from index.searcher import Searcher
from index.totals import Total

# How sure such an answer is: half-way between the share of facts that were right on documents that the rules had not
# met when it was first measured there (9 of 14 amounts, 8 of 26 programmes, 6 of 13 agreements; docs/register.md) and
# on the three texts (all), for it is not known of which sort a document is.
CONFIDENCE = {FactKind.FUNDING: 0.82, FactKind.PROGRAMME: 0.65, FactKind.AGREEMENT: 0.73}


def consult(searcher: Searcher, question: str) -> tuple[Found, tuple[Total, ...]] | None:
    """What the register answers to ``question``, with sums over it; None if it is not for it, or it holds nothing.

    Sums are computed and quoted nowhere; each names its addends, whose sentences are all cited.
    """
    query = inquire(question, searcher.register.named)
    if query is None:
        return None
    matching = searcher.register.find(query).matching
    if asks_sum(question):
        matching = tuple(fact for fact in matching if fact.values("amount"))
    if not 0 < len(matching) <= MOST:
        return None
    sums = searcher.register.totals(matching, query.filters.get("period", ""))
    if asks_sum(question) and not any(total.addends for total in sums):
        return None  # what reaches into a year from a longer time is no sum of that year
    counted = {addend for total in sums for addend in total.addends}
    ordered = sorted(matching, key=lambda fact: fact.fact_id not in counted)  # what is summed first, then what is not
    documents = searcher.store.documents([fact.document_id for fact in ordered])
    cited = [
        (one, searcher.register.cite(one, documents[one.document_id], span))
        for one in ordered
        for span in _evidence(searcher, one, query, documents[one.document_id])
    ]
    citations = tuple(dict.fromkeys(citation for _, citation in cited))
    return Found(question, citations, (), _marks(cited), CONFIDENCE[query.kind], ""), sums


def _evidence(searcher: Searcher, fact: Fact, query: RegisterQuery, document: Document) -> list[Span]:
    """Words of each sentence that is to be cited for ``fact``, in their order.

    A programme or an agreement that is told of elsewhere, and not by its name, is cited by the sentence that names it,
    too; a row of a table by what stands above it and gives the row its period, its currency or a name.
    """
    if searcher.store.passage(fact.passage_id).kind is Kind.TABLE:
        above = [one.span for one in fact.details if one.span.end <= fact.span.start]
        return sorted([*above, fact.span], key=lambda one: one.start)
    telling = searcher.register.telling(fact, query)
    sentence = searcher.register.cite(fact, document, telling).quote
    names = [one.span.of(document.text) for one in fact.details if one.name in ("name", "acronym")]
    if not names or any(_is_named(name, sentence) for name in names):
        return [telling]
    return sorted([fact.span, telling], key=lambda one: one.start)


def _is_named(name: str, sentence: str) -> bool:
    """Whether ``sentence`` has a name, or what of it is more than the noun at its end.

    >>> _is_named("BIRDS-3 mission", "The BIRDS-3 Project began."), _is_named("Lima Fund", "The Fund began.")
    (True, False)
    """
    proper = [word for word in name.split()[:-1] if not word.islower()]
    return name.casefold() in sentence.casefold() or any(word in sentence for word in proper)


def _marks(cited: Sequence[tuple[Fact, Citation]]) -> dict[Citation, tuple[Span, ...]]:
    """In each sentence every amount or name that it is cited for, in the order of its facts."""
    marks: dict[Citation, tuple[Span, ...]] = {}
    for fact, citation in cited:
        told = fact.details[0]
        if told.name in ("amount", "name") and citation.span.contains(told.span):
            mark = told.span.shifted(-citation.span.start)
            if not any(mark.overlaps(one) for one in marks.get(citation, ())):
                marks[citation] = (*marks.get(citation, ()), mark)
    return marks
