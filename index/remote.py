"""What a sentence lacks of a question and its surroundings tell: the sentences before it, or its whole document.

"By the end of 2021 it had heard 8,300 cases." answers a question about Courts on Wheels, which the sentence before
names; "we have fewer than 15,000 troops deployed" one about the United States, of which its document speaks on every
page. Such a sentence may answer or not: the country that another sentence names may have nothing to do with it. So it
is never evidence by itself; the examiner has to be convinced (index/examining.py).
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import takewhile

from corpus.records import Kind, Passage, Span
from corpus.vocabulary import words
from index.constraints import KEPT_QUESTIONS, shown
from index.evidence import WORDS, Evidence
from index.patterns import SHORT_MONTHS
from index.reader import SAME_YEAR, Reader
from index.verbs import base_forms

REACH = 10  # sentences back, under the same headings, in which a name may stand
NAMING = 2  # sentences that are quoted for their names, at most
LOOKED_AT = 40  # sentences, the best by their score; each takes up to ``REACH`` comparisons
OPENING = 60  # words that a document begins with: what, by whom, when
THROUGHOUT = 0.2  # as often as this share of its passages a document names what all of it is about
_UNTOLD = (Kind.TABLE, Kind.FOOTNOTE, Kind.HEADING)  # what names nothing for the sentences that come after it
_WORD = re.compile(r"[^\W_]+")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)|令和|平成|昭和")
_DOCUMENT = (
    "acts?|accounts?|analys[ie]s|articles?|audits?|bills?|briefs?|bulletins?|charter|codes?|documents?|evaluations?"
    "|guidance|guidelines?|laws?|legislation|minutes|notes|notices?|pages?|papers?|plans?|polic(?:y|ies)|releases?"
    "|reports?|reviews?|sheets?|statements?|strateg(?:y|ies)|stud(?:y|ies)|surveys?|testimony|yearbooks?"
)
_NO_NAME = (  # what stands in no name of a document
    r"(?:in|of|on|under|by|for|to|from|at|with|and|or|according|that|which|who|what|how|when|before|after|as|is|are|was|were"
    r"|did|do|does|has|have|had|will|would|new|\w+ed)\b"
)
_LEADS = "with|to|from|for|through|by|in"
_HELPING = frozenset(
    ("will", "would", "has", "have", "had", "do", "does", "did", "also", "already", "later", "first", "then")
)
_PREPOSITIONS = frozenset(
    ("of", "for", "from", "to", "in", "with", "against", "by", "on", "at", "near", "off", "into", "and")
)
_ASKS_PLACE = re.compile(
    r"\b(?:where|who)\b"
    r"|\b(?:which|what|name|list)\b(?: \w+){0,2} (?:countr(?:y|ies)|states?|nations?|places?|members?|donors?)\b",
    re.IGNORECASE,
)
_OWNER = re.compile(
    r"(?<![\w-])(?P<owner>[A-Z][\w-]{1,30}(?: [A-Z][\w-]{1,30}){0,2})['’]s?(?P<owned>(?: [\w-]{1,30}){1,4})"
)
_OF_ITS_YEAR = re.compile(  # the 2025 case study on cables, the strategy of May 2002: what a document is known by
    r"\b(?:the|its|this|that) (?:(?-i:[A-Z])\S+ ){0,12}(?P<before>(?:19|20)\d\d)\b "
    rf"(?:(?!{_NO_NAME})[\w’'-]+ ){{0,6}}?(?:{_DOCUMENT})\b"
    rf"|\b(?:{_DOCUMENT}),? (?:of |from |dated )?(?:(?:\d\d? )?(?:{'|'.join(SHORT_MONTHS)})[a-z]* )?"
    r"(?P<after>(?:19|20)\d\d)\b",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"\W*(?:Tables?|Figures?|Charts?|Box|表|図|図表)\s?\d", re.IGNORECASE)  # it belongs to the text
Lacking = tuple[str, ...]


def remote(reader: Reader, weighed: Sequence[Evidence]) -> tuple[Evidence, ...]:
    """Those of ``weighed`` that lack only what their surroundings tell, best first; ties by passage id and place.

    The sentences that name it are among the spans, as what is to be quoted; the score hears their words, too. The
    caption of a picture is of that alone: what it lacks is told by nothing around it; that of a numbered table is.
    """
    able = (one for one in weighed if one.lacking and not one.barred)
    lacking = [one for one in able if one.hit.passage.kind is not Kind.CAPTION or _NUMBERED.match(one.hit.passage.text)]
    found = (_tied(reader, one) for one in lacking[:LOOKED_AT])
    return tuple(sorted(filter(None, found), key=lambda one: (-one.score, one.hit.passage.passage_id, one.spans)))


def _tied(reader: Reader, evidence: Evidence) -> Evidence | None:
    """``evidence`` with what ties it to the question; None if its surroundings lack that, too."""
    text = reader.document(evidence.hit.passage.document_id).text
    years = {one for one in evidence.lacking if _YEAR.search(one)} - _years_of_documents(reader.question.text)
    own = evidence.spans[-2:] if evidence.is_row else evidence.spans[-1:]  # the years of a row stand in its header
    told = " ".join(span.of(text) for span in own)
    if years and _YEAR.search(told) and not SAME_YEAR.search(told):
        return None  # FY2021 is not answered with what is told of FY2019, whatever stands before it
    if _is_of_another(reader, evidence, told, evidence.spans[-1].of(text)):
        return None
    naming, left = _naming(reader, evidence)
    if left and not _is_about(reader, evidence.hit.passage.document_id, left):
        return None
    leaned, own = evidence.spans[: -evidence.own], evidence.spans[-evidence.own :]
    heard = " ".join((evidence.heard, *(span.of(text) for span in naming)))
    gained = reader.share(heard) - reader.share(evidence.heard)
    return replace(
        evidence,
        spans=(*sorted({*naming, *leaned}), *own),
        heard=heard,
        lacking=(),
        score=round(evidence.score + WORDS * gained, 6),
        remote=True,
    )


def _is_of_another(reader: Reader, evidence: Evidence, told: str, row: str) -> bool:
    """Whether the words ``told`` say of another place what the question asks of one that they lack.

    "Notes were exchanged with Tonga" says nothing of those with the Maldives, whatever stands before it; nor does
    China's budget of Japan's, what Chile sells of what Peru does, or a row that is headed by Fiji, unless it is a place
    that is asked for.
    """
    question = reader.question
    places = {name.said for name in question.names if name.place}
    if evidence.is_row and not places.isdisjoint(evidence.lacking):
        head = reader.hearing.context(row.partition("|")[0])
        return bool(head.places) and not any(head.loose) and not _ASKS_PLACE.search(question.text)
    for name in map(re.escape, evidence.lacking):
        if _done_by_another(reader, name, told):
            return True
        owned = re.search(rf"(?<!\w){name}['’]s?((?: [\w-]+){{1,3}})", question.text)
        if owned and _owned_by_another(reader, told, set(words(owned[1]))):
            return True
        lead = re.search(rf"\b({_LEADS}) (?:the )?{name}(?!\w)", question.text, re.IGNORECASE)
        if lead and _leads_to_another(reader, lead[1].casefold(), told):
            return True
    return False


def _done_by_another(reader: Reader, name: str, told: str) -> bool:
    """Whether in ``told`` only places that are not asked about do what ``name``, escaped, is asked to do.

    Only what the place itself does: not what is done for it, to it or in it, nor where a place is asked for.
    """
    verb = reader.question.predicate
    asked = re.search(rf"(?<!\w){name} (\w+)", reader.question.text)
    if not verb or not asked or verb not in base_forms(asked[1].casefold()) or _ASKS_PLACE.search(reader.question.text):
        return False
    said = reader.words(told)
    done = [at for at, word in enumerate(said) if verb in base_forms(word)]
    places = reader.beside.other_places(said, beside=True)
    others = [one for one in places if not _PREPOSITIONS.intersection(_lead(said, one.start))]
    does = {one.end + len(list(takewhile(_HELPING.__contains__, said[one.end :]))): one.end for one in others}
    return bool(done) and all(at in does and (said[at] != verb or at > does[at]) for at in done)


def _lead(said: tuple[str, ...], start: int) -> tuple[str, ...]:
    """The word before a place, without its article."""
    before = said[:start]
    return (before[:-1] if before[-1:] == ("the",) else before)[-1:]


def _owned_by_another(reader: Reader, told: str, owned: set[str]) -> bool:
    """Whether what is ``owned``, folded words, is a known place's in ``told``, and none's that is asked about."""
    owners = [one["owner"] for one in _OWNER.finditer(told) if not owned.isdisjoint(words(one["owned"]))]
    return bool(reader.beside.other_places(tuple(word for owner in owners for word in (*words(owner), ""))))


def _leads_to_another(reader: Reader, lead: str, told: str) -> bool:
    """Whether the word ``lead`` stands in ``told`` just before known places, none of which is asked about.

    They must be written by the name that stands for them: "in US dollars" leads to no country.
    """
    said = reader.words(told)
    named = [one for one in reader.beside.other_places(said) if said[one.start : one.end] == one.standing]
    return any(_lead(said, one.start) == (lead,) for one in named)


@lru_cache(KEPT_QUESTIONS)
def _years_of_documents(question: str) -> frozenset[str]:
    """The years by which ``question`` names documents, and nothing else: a sentence may tell of any year then."""
    named = [found["before"] or found["after"] for found in _OF_ITS_YEAR.finditer(question)]
    return frozenset(year for year in named if question.count(year) == named.count(year))


def _naming(reader: Reader, evidence: Evidence) -> tuple[list[Span], Lacking]:
    """The sentences before ``evidence`` that tell most of what it lacks, nearest first of those that tell as much.

    And what it still lacks with them.
    """
    passage, left, found = evidence.hit.passage, evidence.lacking, list[Span]()
    text = reader.document(passage.document_id).text
    told = [(span, span.of(text)) for span in _before(reader, passage, evidence.spans[-evidence.own])]
    while told and left and len(found) < NAMING:
        rests = [(_without(reader, left, words), span) for span, words in told]
        still, span = min(rests, key=lambda rest: len(rest[0]))
        if still == left:
            break
        found.append(span)
        left = still
    return found, left


def _before(reader: Reader, passage: Passage, own: Span) -> list[Span]:
    """The sentences under the same headings that stand before ``own``, nearest first."""
    found = reader.passages(passage.document_id)
    near = (one for one in found if one.path == passage.path and one.kind not in _UNTOLD and one.span.start < own.start)
    before = [span for one in near for span in one.sentences if span.end <= own.start]
    return before[: -REACH - 1 : -1]


def _without(reader: Reader, lacking: Lacking, text: str) -> Lacking:
    """What of ``lacking`` is not told by ``text`` either."""
    still = reader.lacking(text)
    return tuple(one for one in lacking if one in still)


def _is_about(reader: Reader, document_id: str, lacking: Lacking) -> bool:
    """Whether all of a document is about what is ``lacking``: it says so where it opens, or again and again.

    A figure is nothing that all of a document is about, however often it stands there.
    """
    document = reader.document(document_id)
    name = " ".join(_WORD.findall(f"{document.title} {document.source}"))
    opening = " ".join((name, str(document.published or ""), *document.text.split(maxsplit=OPENING)[:OPENING]))
    often = max(2, THROUGHOUT * len(reader.passages(document_id)))
    left = _without(reader, lacking, opening)
    figures = set(map(shown, reader.question.figures))
    return figures.isdisjoint(left) and all(_times(reader, one, document.text) >= often for one in left)


def _times(reader: Reader, name: str, text: str) -> int:
    """How often ``text`` says ``name`` in one of its forms."""
    forms = {name, *reader.forms(name)}
    written = "|".join(sorted(map(re.escape, forms), key=len, reverse=True))
    return len(re.findall(rf"(?<!\w)(?:{written})(?!\w)", text, re.IGNORECASE))
