"""Answers from the register: the sentences that tell the facts asked for, and sums of them beside."""

from collections.abc import Sequence

from corpus.facts import Fact
from corpus.records import Citation, Span
from index.finding import Found
from index.inquiry import MOST, inquire
from index.searcher import Searcher
from index.totals import Total

# How sure such an answer is: the share of the amounts given that were right, when the register was first measured on
# documents that its rules had not met (docs/register.md). On the three texts all are.
CONFIDENCE = 0.6


def consult(searcher: Searcher, question: str) -> tuple[Found, tuple[Total, ...]] | None:
    """What the register answers to ``question``, with sums over it; None if it is not for it, or it holds nothing.

    Sums are computed and quoted nowhere; each names its addends, whose sentences are all cited.
    """
    query = inquire(question)
    matching = searcher.register.find(query).matching if query else ()
    if not 0 < len(matching) <= MOST:
        return None
    sums = searcher.register.totals(matching)
    counted = {addend for total in sums for addend in total.addends}
    ordered = sorted(matching, key=lambda fact: fact.fact_id not in counted)  # what is summed first, then what is not
    documents = searcher.store.documents([fact.document_id for fact in ordered])
    cited = [(fact, searcher.register.cite(fact, documents[fact.document_id])) for fact in ordered]
    citations = tuple(dict.fromkeys(citation for _, citation in cited))
    return Found(question, citations, (), _marks(cited), CONFIDENCE, ""), sums


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
