"""Which rows may be found at all: decided before anything is scored.

Filters leave a scope, which is searched as if nothing else were indexed: every count is taken over it. Within the
scope, quoted phrases and exclusions leave the rows that may be found; they do not change what a word is worth.
"""

import json
from collections.abc import Sequence

from corpus.filters import Filters
from corpus.store import Store
from corpus.vocabulary import Vocabulary
from index.bm25 import LexicalIndex
from index.query import Query, holds

_NOTHING = {
    "document": "No document here has the id “{}”.",
    "publisher": "No document here is published by “{}”.",
    "language": "No document here is in the language “{}”.",
    "from": "No document here is dated {} or later.",
    "to": "No document here is dated {} or earlier.",
    "kind": "No passage here is of the kind “{}”.",
    "field": "No passage here names the field “{}”.",
    "place": "No passage here names the place “{}”.",
}


def allowed(query: Query, store: Store, lexical: LexicalIndex) -> list[int] | None:
    """The rows of the scope that ``query`` may find, ascending; None if it may find all of them.

    A quoted phrase must stand in the passage's own words. What is left out may stand neither there nor in a heading.
    """
    if not query.phrases and not query.excluded:
        return None
    rows = set(lexical.rows)
    for phrase in query.phrases:
        rows &= _holding(phrase, store, lexical, headings=False)
    for phrase in query.excluded:
        rows -= _holding(phrase, store, lexical, headings=True)
    return sorted(rows)


def unheld(query: Query, store: Store, lexical: LexicalIndex) -> list[str]:
    """Those of the query's phrases that no passage of the scope holds."""
    return [phrase for phrase in query.phrases if not _holding(phrase, store, lexical, headings=False)]


def unmatched(filters: Filters, store: Store, vocabulary: Vocabulary) -> list[tuple[str, str]]:
    """The keys and values of ``filters`` that no passage matches, each alone."""
    each = [(key, value) for key, values in filters.items() for value in values]
    return [(key, value) for key, value in each if not store.rows.matching({key: (value,)}, vocabulary)]


def reason(query: Query, filters: Filters, store: Store, vocabulary: Vocabulary, lexical: LexicalIndex) -> str:
    """Which value of a filter or which phrase nothing has, or that nothing has all of them; empty if something has."""
    if not (filters or query.phrases or query.excluded):
        return ""
    wrong = [_NOTHING[key].format(value) for key, value in unmatched(filters, store, vocabulary)]
    if not lexical.rows:
        return " ".join(wrong) or "No passage matches all of these filters at once."
    within = " that the filters leave" if filters else " here"
    wrong += [f"No passage{within} holds the words “{phrase}”." for phrase in unheld(query, store, lexical)]
    if not wrong and allowed(query, store, lexical) == []:
        wrong += [f"No passage{within} holds all that is quoted and nothing that is left out."]
    return " ".join(wrong)


def _holding(phrase: str, store: Store, lexical: LexicalIndex, *, headings: bool) -> set[int]:
    """The rows of the scope whose text, or with ``headings`` a heading above it, holds ``phrase``."""
    possible: Sequence[int] = lexical.rows_with(phrase)
    found = set[int]()
    for row, text, path in store.rows.wordings(possible):
        stretches = (text, *json.loads(path)) if headings else (text,)
        if any(holds(stretch, [phrase])[0] for stretch in stretches):
            found.add(row)
    return found
