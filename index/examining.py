"""What the examiner says of the sentences that may answer, and which of them is first by that."""

from collections.abc import Sequence
from dataclasses import replace

from corpus.records import Kind
from index.evidence import Evidence
from index.examiner import Quotation
from index.reader import Reader

EXAMINED = 3  # sound sentences that are examined, the best by their score: four found one more right of 752
# And of those that hold no thing of the kind asked for, as far as the rules can tell: in logits, from where on its word
# is taken against theirs. Of 792 questions that it had not learnt from such a sentence came first, rightly and wrongly,
# in 5 and 2 from 2 on, in 3 and 0 from 4 on, and in 2 and 0 from 6 on.
UNFIT, CONVINCED = 2, 6.0
# Of what the examiner says in a sentence's score, which is about 0 to 2.5. Of 752 development questions 698 had a right
# sentence first at .05, 692 at .03, 688 at .1, and 680 without.
SHARE = 0.05
WHOLE = (Kind.FOOTNOTE, Kind.LIST)  # what may be quoted as a whole: any of its sentences may hold the answer
LIMIT = 6.0  # beyond which more of what it says counts no more: a probability of .9975 is sure enough


def examined(reader: Reader, weighed: Sequence[Evidence]) -> tuple[Evidence, ...]:
    """``weighed``, as ``weigh`` returns it, the first of it examined and in the order that follows.

    As it was where there is no examiner, where it cannot read the question or a sentence, and for rows of tables, which
    are no sentences: those keep their places behind what was examined. What lacks nothing but a thing of the kind
    asked for is sound if the examiner can read it and is convinced, and else stays where it was.
    """
    examiner = reader.searcher.examiner
    row_first = weighed and weighed[0].sound and _is_row(weighed[0])
    if not (examiner and not row_first and examiner.reads(reader.question.text)):
        return tuple(weighed)
    sound = [one for one in weighed[:EXAMINED] if one.sound and not _is_row(one)]
    unfit = [one for one in weighed if not one.fits and not one.lacking and not _is_row(one)]
    quoted = [(one, _quotation(reader, one)) for one in (*sound, *unfit[:UNFIT])]
    read = [(one, quotation) for one, quotation in quoted if examiner.reads(quotation.text)]
    if not read or [one for one, _ in read[: len(sound)]] != sound:
        return tuple(weighed)
    told = examiner.examine(reader.question.text, [quotation for _, quotation in read])
    taken = [(one, logit) for (one, _), logit in zip(read, told, strict=True) if one.fits or logit >= CONVINCED]
    judged = [replace(one, examined=round(logit, 4), fits=True) for one, logit in taken]
    before = [one for one, _ in taken]
    return (*sorted(judged, key=_by_both), *(one for one in weighed if one not in before))


def _is_row(evidence: Evidence) -> bool:
    return evidence.hit.passage.kind is Kind.TABLE


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
