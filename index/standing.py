"""Which documents stand: those that none replaces, at the moment that is asked about or now."""

import calendar
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from index.lineage import replaced
from index.patterns import MONTHS, month
from index.searcher import Hit, Searcher

_AS_OF = re.compile(
    r"(?:,\s*|(?<!\s)\s+)?\bas (?:of|at|it stood (?:in|on|at)) (?:the end of )?"  # blanks from their first on, or never
    r"(?:(?P<iso>\d{4}-\d\d-\d\d)|(?:(?P<day>\d{1,2}) )?"
    rf"(?:(?P<month>{MONTHS}),? )?(?P<year>(?:19|20)\d\d))\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Standing:
    """How documents stand at one moment: the older ids with the newer that replace them, and what was not yet there."""

    replaced: dict[str, str]
    unborn: frozenset[str]

    def superseded_by(self, document_id: str) -> str | None:
        """The document that replaces this one; None if it stands."""
        return self.replaced.get(document_id)

    def there(self, hits: Sequence[Hit]) -> tuple[Hit, ...]:
        """Those of ``hits`` whose document was there at the moment."""
        return tuple(hit for hit in hits if hit.passage.document_id not in self.unborn)


def as_of(question: str) -> tuple[str, date | None]:
    """The question without its "as of …", and that moment's last day; None if it names none, or no day there is.

    >>> as_of("What was the budget as of March 2013?"), as_of("What is it?")
    (('What was the budget?', datetime.date(2013, 3, 31)), ('What is it?', None))
    """
    found = _AS_OF.search(question)
    if not found:
        return question, None
    rest = question[: found.start()] + question[found.end() :]
    try:
        return rest, date.fromisoformat(found["iso"]) if found["iso"] else _last_day(found)
    except ValueError:
        return question, None


def _last_day(found: re.Match[str]) -> date:
    year, number = int(found["year"]), month(found["month"]) if found["month"] else 12
    return date(year, number, int(found["day"] or calendar.monthrange(year, number)[1]))


def standing(searcher: Searcher, moment: date | None) -> Standing:
    """How the documents of a generation stand at ``moment``, or now.

    A document without a date of publication has always been there.
    """
    lineage = searcher.lineage
    unborn = frozenset(one.document_id for one in lineage if moment and one.published and one.published > moment)
    return Standing(replaced(one for one in lineage if one.document_id not in unborn), unborn)
