"""What the examiner says of the sentences that may answer, and which of them is first by that."""

import math
import re
from collections.abc import Sequence
from dataclasses import replace

from corpus.records import Kind, Span
from index.evidence import Evidence
from index.examiner import Examiner, Quotation
from index.reader import Reader
from index.remote import remote
from index.rows import before_table, spoken

_WORD = re.compile(r"\S+")

# Sound sentences that are examined, the best by their score; and so many more if it says no to all before them: of 610
# questions that it had not learnt 381 right sentences came first so, 377 without them (all six at once: 381, too).
EXAMINED, MORE = 3, 3
# And of those that hold no thing of the kind asked for, as far as rules can tell, or that only their surroundings tie
# to the question: in logits, from where on its word is taken. Over 610 questions that it had not learnt 376 right
# sentences came first so, 352 without them; with 0 for both 377, with 6 for the kind 369 (at a SHARE of .05).
DOUBTED, UNFIT, REMOTE = 3, 2.0, 0.0
SHARE = 0.1  # of what it says in a sentence's score, which is about 0 to 2.5: at .05 374 came first, at .2 376
LIMIT = 6.0  # beyond which more of what it says counts no more: a probability of .9975 is sure enough
AT_ONCE = 2  # quotations, for two cores
CONTEXT = 25  # words before a sentence in its passage that are read with it


def examined(reader: Reader, weighed: Sequence[Evidence]) -> tuple[Evidence, ...]:
    """``weighed``, as ``weigh`` returns it, the first of it examined and in the order that follows.

    As it was where there is no examiner, and where it cannot read the question or a sentence. What lacks a thing of the
    kind asked for, or what only its surroundings tell, is sound if the examiner can read it and is convinced, and else
    stays as it was.
    """
    examiner = reader.searcher.examiner
    if not (examiner and examiner.reads(reader.question.text)):
        return tuple(weighed)
    sound = [one for one in weighed[:EXAMINED] if one.sound]
    unfit = [one for one in weighed if not (one.fits or one.lacking or one.barred)]
    doubted = sorted((*unfit, *remote(reader, weighed)), key=lambda one: -one.score)[:DOUBTED]
    quoted = [(one, _quotation(reader, one)) for one in (*sound, *doubted)]
    read = [(one, quotation) for one, quotation in quoted if examiner.reads(quotation.text)]
    if not read or [one for one, _ in read[: len(sound)]] != sound:
        return tuple(weighed)
    judged = _judged(reader, examiner, read)
    if not any(one.examined and one.examined > 0 for one in judged):
        further = [(one, _quotation(reader, one)) for one in weighed[EXAMINED : EXAMINED + MORE] if one.sound]
        judged = _judged(reader, examiner, [pair for pair in further if examiner.reads(pair[1].text)], judged)
    places = {(one.hit.passage.passage_id, one.spans[-1]) for one in judged}
    rest = (one for one in weighed if (one.hit.passage.passage_id, one.spans[-1]) not in places)
    return (*sorted(judged, key=_by_both), *rest)


def _judged(
    reader: Reader, examiner: Examiner, read: Sequence[tuple[Evidence, Quotation]], before: Sequence[Evidence] = ()
) -> list[Evidence]:
    """What of ``read`` may answer, examined, best score first, until nothing that is left can come before the best.

    Behind what was examined ``before``, which may be the best.
    """
    question = reader.question.whole or reader.question.text
    left = sorted(read, key=lambda pair: -pair[0].score)
    judged = list(before)
    while left:
        best = min(map(_by_both, judged), default=math.inf)
        some = [pair for pair in left[:AT_ONCE] if -(pair[0].score + SHARE * LIMIT) < best]
        if not some:
            break
        told = examiner.examine(question, [quotation for _, quotation in some])
        judged += [
            replace(one, examined=round(said.logit, 4), words=_standing(reader, one, quotation, said.words), fits=True)
            for (one, quotation), said in zip(some, told, strict=True)
            if said.logit >= _convincing(one)
        ]
        left = left[AT_ONCE:]
    return judged


def _convincing(evidence: Evidence) -> float:
    """From where on what the examiner says of a sentence lets it answer."""
    if not evidence.fits:
        return UNFIT
    return REMOTE if evidence.remote else -math.inf


def _by_both(evidence: Evidence) -> float:
    """How far back a sentence stands; of two alike the earlier stays first."""
    return -(evidence.score + SHARE * max(-LIMIT, min(LIMIT, evidence.examined or 0.0)))


def _quotation(reader: Reader, evidence: Evidence) -> Quotation:
    """What is quoted, the words before it in its passage put between what it leans on and itself.

    A row of a table is read out, cell by cell, behind what stands before the table.
    """
    passage = evidence.hit.passage
    text = reader.document(passage.document_id).text
    if evidence.is_row:
        return _read_out(reader, evidence, text)
    leaned, own = evidence.spans[: -evidence.own], evidence.spans[-evidence.own :]
    near = _just_before(text, Span(passage.span.start, max(passage.span.start, own[0].start)))
    apart = [span for span in leaned if not span.overlaps(near)]
    start = min([near.start, *(span.start for span in leaned if span.overlaps(near))])
    told = [*apart, Span(start, near.end)]
    before = "".join(f"{words} " for span in told if (words := " ".join(span.of(text).split())))
    words = " ".join(" ".join(span.of(text).split()) for span in own)
    return Quotation(reader.headings(passage), before + words, len(before), words)


def _standing(reader: Reader, evidence: Evidence, quotation: Quotation, words: Span | None) -> Span | None:
    """Where in its document the ``words`` of a quotation stand; None for a row, which is read out otherwise."""
    if words is None or evidence.is_row:
        return None
    text = reader.document(evidence.hit.passage.document_id).text
    signs = [
        at for span in evidence.spans[-evidence.own :] for at in range(span.start, span.end) if not text[at].isspace()
    ]
    first, last = (len("".join(quotation.text[quotation.own : at].split())) for at in (words.start, words.end))
    return Span(signs[first], signs[last - 1] + 1)


def _read_out(reader: Reader, evidence: Evidence, text: str) -> Quotation:
    """A row read out, cell by cell, behind what stands before its table and what ties it to the question."""
    passage, row = evidence.hit.passage, evidence.spans[-1]
    title = before_table(reader, passage, row)
    told = [span for span in evidence.spans[:-1] if reader.holding(passage, span).kind is not Kind.TABLE]
    near = [_just_before(text, span) for span in sorted({*told, *((title,) if title else ())})]
    before = "".join(f"{' '.join(span.of(text).split())} " for span in near)
    return Quotation(reader.headings(passage), before + spoken(reader, passage, row), len(before), row.of(text))


def _just_before(text: str, stretch: Span) -> Span:
    """The last ``CONTEXT`` words of a stretch."""
    words = list(_WORD.finditer(text, stretch.start, stretch.end))[-CONTEXT:]
    return Span(words[0].start(), stretch.end) if words else Span(stretch.end, stretch.end)
