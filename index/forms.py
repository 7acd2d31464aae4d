"""Misspelt words of a query: what the corpus writes that is one slip away.

A slip is a letter too many, too few or wrong, or two letters swapped (optimal string alignment distance 1), or a space
left out. Only words in small letters are mended, and only into words that a passage writes in small letters: names,
places, acronyms and numbers never are, so that no question about one name is answered about another.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property

from rapidfuzz import process
from rapidfuzz.distance import OSA

from index.arrays import Integers
from index.postings import Postings

SHORTEST = 5  # letters of a word that is mended: shorter ones have too many neighbours
PART = 3  # letters of the shorter of two words that were run together
_FORM = re.compile(r"(?<![^\W_])[a-z]{3,}(?![^\W_])")


def forms(text: str) -> Iterator[str]:
    """The words of ``text`` that stand there in small letters, as they stand."""
    return (found.group() for found in _FORM.finditer(unicodedata.normalize("NFKC", text)))


class Forms:
    """The words that a corpus writes in small letters, and which rows do."""

    def __init__(self, postings: Postings) -> None:
        self._postings = postings

    def rows(self, form: str) -> Integers:
        """The rows that hold ``form``, ascending."""
        return self._postings.of(form)[0]

    def mended(self, word: str, searched: Callable[[Integers], int]) -> str | None:
        """What ``word``, in small letters, was meant to be: what most rows hold, ties by alphabet; None if nothing is.

        ``searched`` tells how many of some rows are searched: words of other rows are not known.
        """
        if len(word) < SHORTEST:
            return None
        about = {form for end in _ends(word) for form in self._known.get(end, ()) if abs(len(form) - len(word)) <= 1}
        near = process.extract_iter(word, about, scorer=OSA.distance, score_cutoff=1)
        halves = (f"{word[:at]} {word[at:]}" for at in range(PART, len(word) - PART + 1))
        for readings in ((form for form, _, _ in near), halves):
            held = [(min(searched(self.rows(form)) for form in one.split()), one) for one in readings]
            count, best = min(held, key=lambda option: (-option[0], option[1]), default=(0, ""))
            if count:
                return best
        return None

    @cached_property
    def _known(self) -> dict[tuple[str, str], list[str]]:
        """Those that a word may be mended to, by either end."""
        known: dict[tuple[str, str], list[str]] = {}
        for form in self._postings:
            if len(form) >= SHORTEST - 1:
                for end in _ends(form):
                    known.setdefault(end, []).append(form)
        return known


def one_slip_away(word: str, among: Iterable[str]) -> list[str]:
    """Those of ``among`` that ``word`` is one slip away from, in any case; in alphabetical order.

    >>> one_slip_away("UNDOC", {"UNODC", "UNDP", "Undo"}), one_slip_away("Iran", {"Iraq"})
    (['UNODC'], [])
    """
    if len(word) < SHORTEST:
        return []
    near = (one for one in among if OSA.distance(word.casefold(), one.casefold(), score_cutoff=1) == 1)
    return sorted(one for one in near if len(one) >= SHORTEST)


def _ends(word: str) -> tuple[tuple[str, str], tuple[str, str]]:
    """The first two letters and the last two: of SHORTEST letters and more one slip leaves either as it was."""
    return ("first", word[:2]), ("last", word[-2:])
