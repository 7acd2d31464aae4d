"""The lines of a project's sheet: "Implementing agency: UNDP", "Donors: Fiji and Peru"."""

import re
from collections.abc import Iterator

from corpus.facts import Detail
from corpus.records import Span
from ingest.facts.actors import row_at
from ingest.facts.grammar import IN_BRACKETS, any_of
from ingest.facts.phrases import capitalised
from ingest.facts.programmes.numbers import find_numbers
from ingest.facts.sentences import Sentence

_KEYS = {
    "name": "(?:project|programme|program|initiative|fund)(?: title| name)?,"
    " title of (?:the )?(?:project|programme|program)",
    "runner": "(?:lead |main )?(?:implementing|executing|responsible|managing|lead) (?:agency|agencies|partner|partners"
    "|organi[sz]ation|organi[sz]ations|entity|body|ministry), implemented by, executed by, managed by, run by, led by,"
    " administered by, administrator, lead nation",
    "partner": "(?:main |key |national |other |co-)?partners?(?: organi[sz]ations?| agencies| countries)?,"
    " (?:main |other )?donors?, co-?financiers?, financiers?,"
    " funded by, financed by, co-financed by, contributors, contributing nations,"
    " in partnership with",
    "place": "borrower, recipient, countr(?:y|ies)(?: covered)?, locations?, region, where, place,"
    " beneficiary countr(?:y|ies), geographic(?:al)? (?:scope|coverage)",
    "since": "duration, start(?:ing)?(?: date)?, period, since, launched, began, approved, approval date, dates,"
    " timeframe, project period",
    "number": "beneficiaries, reached, results?, people reached, direct beneficiaries",
}
_KEY = re.compile(
    r"(?:\A[^\w(]{0,3}|\s)(?:"
    + "|".join(rf"(?P<{name}>(?i:{any_of(forms)}))" for name, forms in _KEYS.items())
    + r")(?::|\s\|)\s"
)
_OTHER_KEY = re.compile(r"\s[A-Z][a-z]+(?:\s[a-z]+){0,2}:\s")
_NEXT = re.compile(rf"{IN_BRACKETS}(?:[,;]\s(?:and\s)?|\sand\s)(?:the\s)?")


def find_title(sentence: Sentence) -> Span | None:
    """The name of the project, if the sentence is the line of a sheet that tells it."""
    key = _KEY.match(sentence.words)
    if key is None or key.lastgroup != "name":
        return None
    named = (span for span in capitalised(sentence.words) if span.start == key.end())
    return next((span for span in named if " " in span.of(sentence.words)), None)


def find_line(sentence: Sentence) -> Iterator[Detail]:
    """What a line of a sheet, or several in one, tells of its project: nothing if the sentence is no such line."""
    if _KEY.match(sentence.words) is None:
        return
    for key in _KEY.finditer(sentence.words):
        other = _OTHER_KEY.search(sentence.words, key.end())
        yield from _told(sentence, key.lastgroup or "", key.end(), other.start() if other else len(sentence.words))


def _told(sentence: Sentence, key: str, start: int, end: int) -> Iterator[Detail]:
    """The details that stand behind a key, up to ``end``."""
    if key in ("runner", "partner"):
        at = start
        while row := row_at(sentence, at):
            for one in row:
                cut = Span(one.span.start, min(one.span.end, end))  # what stands behind the next key is of another line
                yield sentence.detail(key, one.value, cut) if cut == one.span else sentence.said(key, cut)
            joint = _NEXT.match(sentence.words, row[-1].span.end, end)
            if joint is None:
                return
            at = joint.end()
            if at >= end:
                return
    elif key == "place":
        places = (one for one in sentence.names if one.kind == "place" and start <= one.span.start < end)
        yield from sentence.named("place", places)
    elif key == "since":
        first = next((one for one in sentence.periods if start <= one.span.start < end), None)
        if first:
            yield sentence.detail("since", first.start, first.span)
    elif key == "number":
        yield from find_numbers(sentence, Span(0, 0), start, end, told=True)
