"""Activities without a name of which a sentence tells since when they are carried on: "training in ports"."""

import re
from collections.abc import Iterator

from corpus.records import Span
from ingest.facts.grammar import any_of
from ingest.facts.programmes.beginnings import tells_since
from ingest.facts.sentences import Sentence
from ingest.facts.verbs import RUN

_ACTIVITY = any_of(
    "training, trainings, exercise, exercises, program, programs, programme, programmes, project, projects, operations,"
    "course, courses, seminar, seminars, workshop, workshops, meeting, meetings, dialogue, dialogues, mission,"
    "missions, patrols, consultations, campaign, campaigns"
)
_GOES_ON = re.compile(rf"\b(?:[Tt]he|[Tt]his)\s(?P<noun>{_ACTIVITY})\Z")
_NOT_IN_NAME = any_of(f"the, an?, its, their, and, of, to, in, on, for, by, with, been, has, have, be, every, {RUN}")
_LEFT = rf"(?:(?!(?i:{_NOT_IN_NAME})\b)[\w-]+\s){{0,3}}"
_PHRASE = rf"\b{_LEFT}{_ACTIVITY}(?:\sand\s{_LEFT}{_ACTIVITY})?\b"
_DESCRIBED = (
    re.compile(r"\b(?:has|have)\s(?:held|hosted|convened)\s(?:the\s)?(?P<name>[A-Z][\w-]*(?:\s[A-Z][\w-]*){1,8})"),
    re.compile(
        rf"\b(?:(?:has|have)\s(?:also\s)?been\s(?:[\w-]+\s){{0,5}}?{RUN}|to\simplement)\s"
        rf"(?:the\s|an?\s)?(?P<name>{_PHRASE})"
    ),
    re.compile(rf"(?P<name>{_PHRASE})[^.;]{{0,120}}?\s(?:has|have)\sbeen\s{RUN}\b"),
)  # fmt: skip


def find_activities(sentence: Sentence) -> Iterator[Span]:
    """Where a sentence describes such activities."""
    if tells_since(sentence):
        for form in _DESCRIBED:
            for found in form.finditer(sentence.words):
                said = _GOES_ON.search(sentence.words, 0, found.end("name"))  # "the course": named before
                if not (said and said.end() == found.end("name") and said.start("noun") == found.start("name")):
                    yield Span(*found.span("name"))
