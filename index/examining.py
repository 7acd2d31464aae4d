"""What the examiner says of the sentences that may answer, and which of them is first by that."""

from collections.abc import Sequence
from dataclasses import replace

from corpus.records import Kind
from index.evidence import Evidence
from index.examiner import Quotation
from index.reader import Reader

EXAMINED = 3  # sound sentences that are examined, the best by their score: four found one more right of 752
# Of what the examiner says in a sentence's score, which is about 0 to 2.5. Of 752 development questions 698 had a right
# sentence first at .05, 692 at .03, 688 at .1, and 680 without.
SHARE = 0.05
WHOLE = (Kind.FOOTNOTE, Kind.LIST)  # what may be quoted as a whole: any of its sentences may hold the answer
LIMIT = 6.0  # beyond which more of what it says counts no more: a probability of .9975 is sure enough


def examined(reader: Reader, weighed: Sequence[Evidence]) -> tuple[Evidence, ...]:
    """``weighed``, as ``weigh`` returns it, the first sound ones examined and in the order that follows.

    As it was where there is no examiner, where it cannot read the question or a sentence, and for rows of tables, which
    are no sentences: those keep their places behind what was examined.
    """
    examiner = reader.searcher.examiner
    first = [one for one in weighed[:EXAMINED] if one.sound and one.hit.passage.kind is not Kind.TABLE]
    if not (examiner and first and first[0] is weighed[0] and examiner.reads(reader.question.text)):
        return tuple(weighed)
    quotations = [_quotation(reader, one) for one in first]
    if not all(examiner.reads(one.text) for one in quotations):
        return tuple(weighed)
    told = examiner.examine(reader.question.text, quotations)
    judged = [replace(one, examined=round(logit, 4)) for one, logit in zip(first, told, strict=True)]
    rest = [one for one in weighed if one not in first]
    return (*sorted(judged, key=_by_both), *rest)


def _by_both(evidence: Evidence) -> float:
    """How far back a sentence stands; of two alike the earlier stays first."""
    return -(evidence.score + SHARE * max(-LIMIT, min(LIMIT, evidence.examined or 0.0)))


def _quotation(reader: Reader, evidence: Evidence) -> Quotation:
    passage = evidence.hit.passage
    text = reader.document(passage.document_id).text
    words = [" ".join(span.of(text).split()) for span in evidence.spans]
    first = len(words) - 1
    if passage.kind in WHOLE:
        first = next(at for at, span in enumerate(evidence.spans) if passage.span.contains(span))
    before = "".join(f"{leaned} " for leaned in words[:first])
    return Quotation(reader.headings(passage), before + " ".join(words[first:]), len(before))
