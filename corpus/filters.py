"""What a search may be narrowed by: the keys, and the rows of a snapshot that match.

Values of one key are alternatives, but from and to take one date; different keys must all match. Text is compared
without regard to case and width.

    document, publisher   the id of a document, its publisher
    language              its language; en also matches en-GB
    from, to              its date of publication, both included: 2019, 2019-04 or 2019-04-01; undated ones never match
    kind                  what the passage is: body, list, table, caption, footnote or heading
    field, place          what the passage or its headings name, in any form that the vocabulary knows; a region also by
                          the countries in it
"""

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence

from corpus.errors import QuestionError
from corpus.vocabulary import Vocabulary, words

Filters = Mapping[str, Sequence[str]]
Condition = tuple[str, list[str]]  # an SQL expression over passages and rows, and the values of its placeholders
# What is compared of each document, folded once when a store is opened. A condition must not call Python: SQLite would
# hold its connection while it waits for the interpreter, and another thread the interpreter while it waits for that.
COMPARED = """
PRAGMA temp_store = MEMORY;
CREATE TEMP TABLE compared AS
SELECT document_id, folded(document_id) AS document, folded(publisher) AS publisher, folded(language) AS language
FROM documents;
"""
MOST_VALUES = 50  # of one key; a region stands for up to 62 names, and SQLite takes 32,766 values in all
LONGEST_VALUE = 500  # characters
_DATE = re.compile(r"(?:19|20)\d\d(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?")


def read_filters(given: Mapping[str, str | Sequence[str]]) -> Filters:
    """The filters as lists of values; QuestionError for an unknown key, no value, too many or long ones, and no date.

    >>> read_filters({"kind": "body", "place": ["Kenya", "Africa"]})
    {'kind': ('body',), 'place': ('Kenya', 'Africa')}
    """
    read = {key: (value,) if isinstance(value, str) else tuple(value) for key, value in given.items()}
    for key, values in read.items():
        if key not in _CONDITIONS:
            raise QuestionError(f"'{key}' is not a filter.", f"The filters are {', '.join(FILTERS)}.")
        if not values:
            raise QuestionError(f"The filter '{key}' has no value.", "Give it one, or leave it out.")
        _check_values(key, values)
        if key in ("from", "to"):
            _check_date(key, values)
    return read


def _check_values(key: str, values: Sequence[str]) -> None:
    if len(values) > MOST_VALUES:
        raise QuestionError(f"The filter '{key}' has {len(values):,} values; {MOST_VALUES} is the most.", "Give fewer.")
    longest = max(map(len, values))
    if longest > LONGEST_VALUE:
        problem = f"A value of the filter '{key}' has {longest:,} characters; {LONGEST_VALUE} is the most."
        raise QuestionError(problem, "Write a shorter one.")
    if not all(map(is_unicode, values)):
        raise QuestionError(f"A value of the filter '{key}' is not valid Unicode text.", "Write it in UTF-8.")


def is_unicode(words: str) -> bool:
    r"""Whether no half of a surrogate pair is in ``words``, which none could send on or store.

    >>> is_unicode("日本"), is_unicode("\ud800")
    (True, False)
    """
    return words.isascii() or not any("\ud800" <= sign <= "\udfff" for sign in words)


def _check_date(key: str, values: Sequence[str]) -> None:
    if len(values) > 1:
        raise QuestionError(f"The filter '{key}' takes one date, not {len(values)}.", "Leave the others out.")
    if not _DATE.fullmatch(values[0]):
        raise QuestionError(f"'{values[0]}' is no date to search {key}.", "Write one: 2019, 2019-04 or 2019-04-01.")


def conditions(filters: Filters, vocabulary: Vocabulary) -> list[Condition]:
    """One condition for each key; a row matches if all of them hold."""
    return [_CONDITIONS[key](list(values), vocabulary) for key, values in filters.items()]


def folded(text: str | None) -> str | None:
    """``text`` as it is compared: its case and width folded, white space too.

    >>> folded(" Ministry  of ＦＯＲＥＩＧＮ Affairs")
    'ministry of foreign affairs'
    """
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split()) if text is not None else None


def _of_document(column: str) -> Callable[[list[str], Vocabulary], Condition]:
    def made(values: list[str], _: Vocabulary) -> Condition:
        asked = f"SELECT document_id FROM temp.compared WHERE {column} IN ({_marks(values)})"
        return f"document_id IN ({asked})", [str(folded(value)) for value in values]

    return made


def _language(values: list[str], _: Vocabulary) -> Condition:
    either = " OR ".join("language || '-' LIKE ? || '-%'" for _ in values)
    return f"document_id IN (SELECT document_id FROM temp.compared WHERE {either})", [
        re.sub(r"[^a-z0-9-]", "?", str(folded(value))) for value in values
    ]


def _since(values: list[str], _: Vocabulary) -> Condition:
    return "document_id IN (SELECT document_id FROM documents WHERE published >= ?)", values


def _until(values: list[str], _: Vocabulary) -> Condition:
    # "2019~" comes after every day that begins with 2019, and before 2020
    return "document_id IN (SELECT document_id FROM documents WHERE published <= ? || '~')", values


def _kind(values: list[str], _: Vocabulary) -> Condition:
    return f"kind IN ({_marks(values)})", [str(folded(value)) for value in values]


def _field(values: list[str], vocabulary: Vocabulary) -> Condition:
    return _named("field", [vocabulary.canonical(words(vocabulary.cut(value))) for value in values])


def _place(values: list[str], vocabulary: Vocabulary) -> Condition:
    return _named("place", [one for value in values for one in vocabulary.within(words(vocabulary.cut(value)))])


def _named(kind: str, names: Sequence[tuple[str, ...]]) -> Condition:
    asked = f"SELECT row FROM mentions WHERE kind = '{kind}' AND name IN ({_marks(names)})"
    return f"row IN ({asked})", [" ".join(name) for name in names]


def _marks(values: Sequence[object]) -> str:
    return ", ".join("?" for _ in values)


_CONDITIONS: dict[str, Callable[[list[str], Vocabulary], Condition]] = {
    "document": _of_document("document"),
    "publisher": _of_document("publisher"),
    "language": _language,
    "from": _since,
    "to": _until,
    "kind": _kind,
    "field": _field,
    "place": _place,
}
FILTERS = tuple(_CONDITIONS)
