"""Names in a question that was typed without capitals, told by how the passages write its words."""

import re
from collections.abc import Sequence
from dataclasses import replace

from index.question import Name, Question
from index.searcher import Mode, Searcher

FEW = 5  # passages that may hold a word which is a name


def with_names(question: Question, said: tuple[str, ...]) -> Question:
    """``question`` with those of its terms that are in ``said`` taken as names, as a document writes them."""
    names = tuple(Name((term,), term) for term in question.terms if term in said)
    terms = tuple(term for term in question.terms if term not in said)
    return replace(question, names=question.names + names, terms=terms)


def written_as_names(searcher: Searcher, terms: Sequence[str]) -> tuple[str, ...]:
    """Those of ``terms``, folded words, that the passages always write with a capital, also within a sentence.

    A question typed without capitals is tied to "christchurch" as much as one typed with them. Only words that few
    passages hold are looked at: a common word is no name.
    """
    return tuple(term for term in terms if _is_written_as_name(searcher, term))


def _is_written_as_name(searcher: Searcher, term: str) -> bool:
    hits = searcher.search(term, FEW + 1, Mode.LEXICAL) if term.isascii() else ()
    if not 0 < len(hits) <= FEW:
        return False
    texts = [part for hit in hits for part in (hit.passage.text, *hit.passage.path)]
    found = [one for text in texts for one in re.finditer(rf"(?<!\w){re.escape(term)}(?!\w)", text, re.IGNORECASE)]
    within = any(re.search(r"[a-z,]\s$", one.string[: one.start()]) for one in found)
    return within and all(one.group()[0].isupper() for one in found)
