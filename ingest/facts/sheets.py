"""The lines of a project's sheet: "Implementing agency: UNDP", "Donors: Fiji and Peru"."""

import re
from collections.abc import Iterator

from corpus.facts import Detail
from corpus.records import Span
from ingest.facts.actors import row_at
from ingest.facts.circumstances import find_numbers
from ingest.facts.grammar import any_of
from ingest.facts.phrases import capitalised
from ingest.facts.sentences import Sentence

_KEYS = {
    "name": "(?:project|programme|program|initiative|fund)(?: title| name)?,"
    " title of (?:the )?(?:project|programme|program)",
    "runner": "(?:lead |main )?(?:implementing|executing|responsible|managing|lead) (?:agency|agencies|partner|partners"
    "|organi[sz]ation|organi[sz]ations|entity|body|ministry), implemented by, executed by, managed by, run by, led by,"
    " administered by, administrator, lead nation",
    "partner": "(?:main |key |national |other |co-)?partners?(?: organi[sz]ations?| agencies| countries)?,"
    " (?:main |other )?donors?, funded by, financed by, co-financed by, contributors, contributing nations,"
    " in partnership with",
    "place": "countr(?:y|ies)(?: covered)?, locations?, region, where, place, beneficiary countr(?:y|ies),"
    " geographic(?:al)? (?:scope|coverage)",
    "since": "duration, start(?:ing)?(?: date)?, period, since, launched, began, dates, timeframe, project period",
    "number": "beneficiaries, reached, results?, people reached, direct beneficiaries",
}
_KEY = re.compile(
    r"[^\w(]{0,3}(?:" + "|".join(rf"(?P<{name}>{any_of(forms)})" for name, forms in _KEYS.items()) + r")(?::|\s\|)\s",
    re.IGNORECASE,
)
_NEXT = re.compile(r"(?:\s?\([^)]*\))?(?:[,;]\s(?:and\s)?|\sand\s)(?:the\s)?")


def find_title(sentence: Sentence) -> Span | None:
    """The name of the project, if the sentence is the line of a sheet that tells it."""
    key = _KEY.match(sentence.words)
    if key is None or key.lastgroup != "name":
        return None
    return next(
        (span for span in capitalised(sentence.words) if span.start == key.end() and " " in span.of(sentence.words)),
        None,
    )


def find_line(sentence: Sentence) -> Iterator[Detail]:
    """What the line of a sheet tells of its project: nothing if the sentence is no such line."""
    key = _KEY.match(sentence.words)
    what = key.lastgroup if key else None
    if key and what in ("runner", "partner"):
        at = key.end()
        while row := row_at(sentence, at):
            yield from (sentence.detail(what, one.value, one.span) for one in row)
            joint = _NEXT.match(sentence.words, row[-1].span.end)
            if joint is None:
                return
            at = joint.end()
    elif key and what == "place":
        places = [one for one in sentence.names if one.kind == "place" and one.span.start >= key.end()]
        yield from (sentence.detail("place", one.value, one.span) for one in places)
    elif key and what == "since":
        yield from (
            sentence.detail("since", (one.beginning or one.value).split("/")[0], one.span)
            for one in sentence.periods[:1]
        )
    elif key and what == "number":
        yield from find_numbers(sentence, Span(0, 0), key.end(), len(sentence.words), told=True)
