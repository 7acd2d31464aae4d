"""What a reader makes of a file, and what the file truly says: words, headings, rows of tables, pages."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Extract:
    """One file as a reader gave it, in reading order.

    ``headings`` is None for a reader that tells none. ``rows`` are the rows of tables, and every line of the other
    text, for a reader that does not tell tables may still keep a row on one line. ``pages`` are the words of each
    page, first page first; None if the reader tells none. ``flagged`` counts the pages that it says it read badly.
    """

    text: str
    headings: tuple[str, ...] | None = None
    rows: tuple[str, ...] = ()
    pages: tuple[str, ...] | None = None
    flagged: int = 0


@dataclass(frozen=True, slots=True)
class Truth:
    """What is known of a file; ``()`` and None: nothing is known of that.

    ``texts`` are equally right tellings of its text, which differ in order alone. ``whole`` is False where they are
    a part of the file, as a table of it is: precision and order mean nothing then. ``cells`` are its tables, row
    by row. ``placed`` are stretches of text with the number of the page that each stands on, from 1.
    """

    texts: tuple[str, ...] = ()
    whole: bool = True
    headings: tuple[str, ...] = ()
    cells: tuple[tuple[str, ...], ...] = ()
    placed: tuple[tuple[int, str], ...] = ()
    pages: int | None = None
