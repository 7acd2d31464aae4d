"""The part of a sentence that one of its amounts is read in: it ends where the clause of the next amount begins."""

import re
from dataclasses import dataclass

from corpus.records import Span
from ingest.facts.sentences import Sentence

_JOINT = re.compile(
    r"[,;、。]|\b(?:as\swell\sas|and|of\swhich|while|making|plus|including)\b|\bwith(?=\s*\Z)"  # "with | about $5"
)
_NEW_SUBJECT = re.compile(r",?\s?(?:and|while)\s(?:the\s)?[A-Z]")
_TWO_NAMES = re.compile(r"(?<=\w)\sand\s(?:the\s)?[A-Z]")


@dataclass(frozen=True, slots=True)
class Gift:
    """What is asked who gives it: the amount, the stretch that it is read in, and the words that tell of giving.

    ``word`` says as what it is given; ``verb`` is what has a subject: the same, unless ``word`` is behind the amount.
    """

    word: Span
    verb: Span
    amount: Span
    stretch: Span


def stretch_of(sentence: Sentence, number: int) -> Span:
    """The part of a sentence that one of its amounts is read in."""
    start = _begin(sentence, number) if number else 0
    last = number + 1 == len(sentence.amounts)
    return Span(start, len(sentence.words) if last else _begin(sentence, number + 1))


def _begin(sentence: Sentence, number: int) -> int:
    """Where the clause of an amount begins that others stand before: at the last conjunction or comma between."""
    before, own = sentence.amounts[number - 1].span.end, begin_of(sentence, number)
    joints = list(_JOINT.finditer(sentence.words, before, max(before, own)))
    while len(joints) > 1 and _TWO_NAMES.match(sentence.words, joints[-1].start() - 1):
        joints.pop()  # "…, and Kenya and Chad were given"
    clauses = [one for one in joints if one[0] == ";"]
    if clauses:  # "; in Palau, $1.3 million went to"
        return clauses[-1].start()
    if len(joints) > 1 and joints[-1][0] == "with" and _NEW_SUBJECT.match(sentence.words, joints[-2].start()):
        return joints[-2].start()  # "and Norway financed it with $3 million"
    return joints[-1].start() if joints else own


def begin_of(sentence: Sentence, number: int) -> int:
    """Where an amount begins, with the words that say how it is meant."""
    amount = sentence.amounts[number]
    return min([amount.span.start, *(span.start for _, span in amount.qualifiers)])
