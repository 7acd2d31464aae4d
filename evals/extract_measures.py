"""How much of a file a reader kept, and in what order: pure functions over words.

Words are compared folded: NFKC, lower case, without soft hyphens, a word hyphenated at a line's end put together
(on both sides, so that neither way of telling it wins), each Han character, kana and
Hangul syllable a word of its own, for lines of them break anywhere.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean

from rapidfuzz.distance import Levenshtein

from evals.extract import Extract, Truth

MOST_ORDERED = 20_000  # words of each side that the order is measured over, for its cost grows with their product
_PLACED = 0.9  # of a stretch's words that a page must hold to be where it stands
_WIDEST_ROW = 2  # times the words of the true row: a line with more than that is a paragraph and no row
_HYPHENATED = re.compile(r"(?<=[^\W\d_])[-\u2010][ \t]*\n\s*(?=[^\W\d_])")
_SIGNS = r"\u3005\u3007\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\uac00-\ud7a3"
_WORD = re.compile(rf"[{_SIGNS}]|[^\W_{_SIGNS}]+")
_NUMBERING = re.compile(r"\d+[a-z]?|[ivx]+|[a-h]")


@dataclass(frozen=True, slots=True)
class Scores:
    """Shares from 0 to 1 of one file; None where nothing is known, or the reader does not tell.

    ``recall`` and ``precision`` are over the multiset of words; ``order`` is one less the least number of words to
    insert, drop or change, over the longer side's; ``headings`` and ``cells`` are recalls; ``placed`` is the share
    of stretches on the page they truly stand on; ``pages`` is 1 if as many pages were told as there are.
    """

    recall: float | None = None
    precision: float | None = None
    order: float | None = None
    headings: float | None = None
    cells: float | None = None
    placed: float | None = None
    pages: float | None = None


def words(text: str) -> list[str]:
    """The folded words of ``text``.

    >>> words("Re-\\nsults of the ＯＤＡ: 30％ (能力構築)")
    ['results', 'of', 'the', 'oda', '30', '能', '力', '構', '築']
    """
    joined = _HYPHENATED.sub("", unicodedata.normalize("NFKC", text.replace("\u00ad", "")))
    return _WORD.findall(joined.casefold())


def score(extract: Extract, truth: Truth) -> Scores:
    """How ``extract`` stands against ``truth``; of several true texts, the one whose order it keeps best."""
    found = words(extract.text)
    true = max((words(text) for text in truth.texts), key=lambda one: order(found, one), default=None)
    whole = true is not None and truth.whole
    return Scores(
        recall=None if true is None else recall(found, true),
        precision=recall(true, found) if true is not None and whole and found else None,
        order=order(found, true) if true is not None and whole else None,
        headings=heading_recall(extract.headings, truth.headings),
        cells=cell_recall(extract.rows, truth.cells),
        placed=placed(extract.pages, truth.placed),
        pages=None if extract.pages is None or truth.pages is None else float(len(extract.pages) == truth.pages),
    )


def recall(found: Sequence[str], true: Sequence[str]) -> float:
    """The share of the words of ``true`` that ``found`` holds as often; 1 over nothing. Swapped, it is precision.

    >>> recall(["a", "b", "c"], ["a", "a", "b", "d"])
    0.5
    """
    return (Counter(found) & Counter(true)).total() / len(true) if true else 1.0


def order(found: Sequence[str], true: Sequence[str]) -> float:
    """The normalised edit similarity of the first MOST_ORDERED words of each side.

    >>> order(["a", "c", "b", "d"], ["a", "b", "c", "d"])
    0.5
    """
    return float(Levenshtein.normalized_similarity(found[:MOST_ORDERED], true[:MOST_ORDERED]))


def heading_recall(found: Sequence[str] | None, true: Sequence[str]) -> float | None:
    """The share of the true headings that were told as headings, their numbers aside; None if none are known.

    >>> heading_recall(["1.2 Seas", "Forms of aid", "Page 3"], ["Seas", "Forms of aid", "Fields"])
    0.6666666666666666
    """
    if found is None or not true:
        return None
    return recall([_heading(one) for one in found], [_heading(one) for one in true])


def cell_recall(rows: Sequence[str], tables: Sequence[Sequence[str]]) -> float | None:
    """The share of the true cells that stand in one row together with the first cell of their row.

    A cell's words must stand together; a row of more than twice the words of the true one is a paragraph and holds
    nothing. Cells without words are not counted; None if there are no others.

    >>> cell_recall(["Seas | 20 | 5", "Land", "7"], [("Seas", "20", "5"), ("Land", "7", "")])
    0.8
    """
    kept = [_spaced(words(row)) for row in rows]
    counted = found = 0
    for table_row in tables:
        cells = [cell for cell in (_spaced(words(cell)) for cell in table_row) if cell.strip()]
        if not cells:
            continue
        widest = _WIDEST_ROW * sum(cell.count(" ") - 1 for cell in cells)
        beside = [row for row in kept if cells[0] in row and row.count(" ") - 1 <= widest]
        counted += len(cells)
        found += sum(any(cell in row for row in beside) for cell in cells)
    return found / counted if counted else None


def placed(pages: Sequence[str] | None, stretches: Sequence[tuple[int, str]]) -> float | None:
    """The share of the stretches nine tenths of whose words stand on their page; None if nothing is known.

    >>> placed(["One two", "Three"], [(1, "two"), (2, "three"), (2, "one")])
    0.6666666666666666
    """
    if pages is None or not stretches:
        return None
    held = [words(page) for page in pages]
    return fmean(page <= len(held) and recall(held[page - 1], words(stretch)) >= _PLACED for page, stretch in stretches)


def garbled(text: str) -> float:
    r"""The share of characters that no text holds: replacement characters, private use, controls, unassigned.

    >>> garbled("ab\ufffd\ue000"), garbled("能力\n")
    (0.5, 0.0)
    """
    bad = sum(
        char == "\ufffd" or (unicodedata.category(char) in ("Co", "Cn", "Cc") and char not in "\n\t") for char in text
    )
    return bad / len(text) if text else 0.0


def mean(values: Sequence[float | None]) -> float | None:
    """The mean of what is known; None if nothing is.

    >>> mean([0.5, None, 1.0]), mean([None])
    (0.75, None)
    """
    known = [value for value in values if value is not None]
    return fmean(known) if known else None


def _heading(text: str) -> str:
    """Its folded words, less the number before them."""
    found = words(text)
    while len(found) > 1 and _NUMBERING.fullmatch(found[0]):
        del found[0]
    return " ".join(found)


def _spaced(found: Sequence[str]) -> str:
    return f" {' '.join(found)} "
