"""Passages with the same words in several places: found once, with the other places named."""

from bisect import bisect_left
from collections.abc import Callable, Sequence

from index.fusion import Scored


class Twins:
    """Which rows hold the same text."""

    def __init__(self, twins: Sequence[int]) -> None:
        """``twins`` gives for each row the lowest row with the same text: itself if it is the first or the only one."""
        self._first = twins
        self._groups: dict[int, list[int]] = {}
        for row, first in enumerate(twins):
            if row != first:
                self._groups.setdefault(first, [first]).append(row)
        self._twinned = frozenset(row for group in self._groups.values() for row in group)

    def distinct(self, ask: Callable[[int], list[Scored]], k: int) -> list[Scored]:
        """The best rows of an index, ranked, as many as it takes for ``k`` different texts; fewer if there are fewer.

        ``ask(n)`` gives the best n rows.
        """
        wanted = k
        while True:
            found = ask(wanted)
            kept = self.collapsed(found)
            if len(kept) >= k:
                return found[: found.index(kept[k - 1]) + 1]
            if len(found) < wanted:
                return found
            wanted *= 2

    def collapsed(self, found: Sequence[Scored]) -> list[Scored]:
        """``found``, which comes best first, with only the best row of each text."""
        if self._twinned.isdisjoint(row for row, _ in found):
            return list(found)
        best: dict[int, Scored] = {}
        for row, score in found:
            best.setdefault(self._first[row], (row, score))
        return list(best.values())

    def others(self, row: int, among: Sequence[int] | None) -> list[int]:
        """The other rows with the text of ``row``, ascending; only those ``among``, ascending too, if it is given."""
        group = self._groups.get(self._first[row], ())
        return [other for other in group if other != row and (among is None or _contains(among, other))]


def _contains(rows: Sequence[int], row: int) -> bool:
    at = bisect_left(rows, row)
    return at < len(rows) and rows[at] == row
