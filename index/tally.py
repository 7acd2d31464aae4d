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
    documents = searcher.store.documents([fact.document_id for fact in matching])
    cited = [(fact, searcher.register.cite(fact, documents[fact.document_id])) for fact in matching]
    citations = tuple(dict.fromkeys(citation for _, citation in cited))
    found = Found(question, citations, (), _marks(cited), CONFIDENCE, "")
    return found, searcher.register.totals(matching)


def _marks(cited: Sequence[tuple[Fact, Citation]]) -> dict[Citation, Span]:
    """In each sentence the first amount or name that it is cited for."""
    marks: dict[Citation, Span] = {}
    for fact, citation in cited:
        told = fact.details[0]
        if told.name in ("amount", "name") and citation.span.contains(told.span):
            marks.setdefault(citation, told.span.shifted(-citation.span.start))
    return marks
