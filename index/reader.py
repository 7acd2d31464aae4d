"""Reading the sentences of a generation with one question in mind: what each carries, and what it leans on.

A sentence is read under its headings, its document's title and its publisher. One that refers back
("This program has produced …") leans on the sentences before it; one without a year of its own stands in the
year of the sentence before it; a footnote leans on the sentence that cites it. What is leaned on is quoted too.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from corpus.records import Document, Kind, Note, Passage, Span, heading_line
from corpus.vocabulary import Part, Vocabulary, folded, word_spans, words
from index import japanese, lexical, wording
from index.asked import Asked
from index.constraints import Context, carries, missing
from index.hearing import Hearing, passages_naming
from index.patterns import MONTHS
from index.question import PLACES, Question
from index.searcher import Searcher

REACH = 3  # sentences back that one may lean on
HALF_READ = (
    0.5  # of a question by the embedding model; Japanese ones with a Latin name come to .3 with the packaged one
)

_REFERS_BACK = re.compile(
    r"^(?:[^\s]+\s+){0,5}?(?:it|its|this|these|those|they|their|such|both|the (?:said |above |joint )?"
    r"(?:project|program(?:me)?|fund|agreement|framework|cent(?:re|er)|initiative|map|convention|plan|statement|scheme"
    r"|meeting|training|course|organi[sz]ation|group|system|policy|strategy|parties|contracting parties|exercise))\b",
    re.IGNORECASE,
)
_REFERS_BACK_IN_JAPANESE = re.compile(
    r"(?:[^、。]{1,10}、)?(?:同(?!じ|様|意|士|志|時に)|[本当](?:事業|計画|案件|制度|基金|課程|協定|研修|会議|年度|該)|こ[のれ]|そ[のれ]|これら|それら"
    r"|うち|内訳|残り|両(?:国|者)|前者|後者|次回|[^、。]{1,12}は、?同)"
)
# A month after "in" is no place; nor is what is joined by a hyphen, as in "the Japan-Italy Agreement".
_MONTH = MONTHS.replace("|May|", r"|May\b|")  # Mayfair is a place
_PLACE = re.compile(
    rf"\b(?:in|at|off|near) (?:the )?(?:[a-z]+ (?:of|and) (?:the )?)?(?!{_MONTH}|FY)"
    r"([A-Z][a-zé]+(?: [A-Z][a-z]+)*)(?![-–\w])"
)
_NAME = re.compile(r"(?<![.!?“\"] )(?<!^)\b[A-Z0-9][\w’'&-]*(?: (?:of |for |the |and )?[A-Z][\w’'&-]*)*")
_ACTOR = re.compile(
    r"\b[A-Z][\w&-]*[A-Z]\w*\b|\b(?:Mr|Ms|Mrs|Dr)\. [A-Z]\w+"
    r"|\b(?:Ministers?|President|Secretary|Director|Chief|Ambassador)"
    r"|\b(?:representatives|experts|officials|officers|staff|members|authorities|forces|governments?|countries|nations"
    r"|parties|investigators|participants|students|people|companies|organi[sz]ations?|agenc(?:y|ies)|troops|units|donors?"
    r"|youth|women|terrorists?|fighters|groups?|victims|foundation)\b"
)
_ACTOR_IN_JAPANESE = re.compile(
    r"[一-鿿ァ-ヴー・]{2,20}(?:省|庁|局|課|室|隊|社|機構|機関|基金|センター|研究所|研修所|大学|協会|組合|銀行|事務所|委員会|公社|ツ|軍)"
    r"|「[^」]{2,20}の会」|[一-鿿ァ-ヴー]{0,20}(?:職員|専門家|医官|教官|大使|大臣|博士|企業体|受託者)"
)
_PLACE_IN_JAPANESE = re.compile(r"[一-鿿ァ-ヴー]{1,20}(?:[市町村州県府港島駅湾]|空港|基地)(?![一-鿿])")
_DIGIT = re.compile(r"\d")
_YEAR = re.compile(r"(?:19|20)\d\d|(?:令和|平成|昭和)\s?[元\d]")
SAME_YEAR = re.compile(r"\b(?:the same|that) (?:fiscal )?(?:year|month)\b|[同翌前](?:年|月|日)(?!の?計)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Reading:
    """A sentence as read: ``spans`` to quote (what it leans on, then itself), and what all of them still lack.

    ``heard`` are the words of the spans and their headings.
    """

    spans: tuple[Span, ...]
    lacking: tuple[str, ...]
    heard: str


class Reader:
    """Reads for one question over one generation; documents are fetched once."""

    def __init__(self, searcher: Searcher, question: Question, vocabulary: Vocabulary) -> None:
        self.searcher = searcher
        self.question = question
        self._vocabulary = vocabulary
        self.hearing = Hearing(searcher, question, vocabulary)
        self._read = max(0.0, min(1.0, searcher.encoder.letters_a_token(question.text) - 1))
        self._documents: dict[str, Document] = {}
        self._passages: dict[str, tuple[Passage, ...]] = {}

    def document(self, document_id: str) -> Document:
        """The document of that id."""
        if document_id not in self._documents:
            self._documents[document_id] = self.searcher.store.document(document_id)
        return self._documents[document_id]

    def passages(self, document_id: str) -> tuple[Passage, ...]:
        """The passages of a document in reading order."""
        if document_id not in self._passages:
            self._passages[document_id] = self.searcher.store.passages_of(document_id)
        return self._passages[document_id]

    def section(self, passage: Passage, kind: Kind | None = None) -> tuple[Passage, ...]:
        """The passages under the same headings as ``passage`` of its kind, or of ``kind``, in reading order."""
        found = self.passages(passage.document_id)
        return tuple(one for one in found if one.path == passage.path and one.kind is (kind or passage.kind))

    def holding(self, passage: Passage, span: Span) -> Passage:
        """The passage of the document of ``passage`` that holds ``span``; ``passage`` itself if none does."""
        found = self.passages(passage.document_id)
        return next((one for one in found if one.span.contains(span)), passage)

    def headings(self, passage: Passage) -> str:
        """The document's title and the headings of ``passage`` on one line."""
        return heading_line(self.document(passage.document_id).title, passage.path)

    def read(self, passage: Passage, spans: tuple[Span, ...]) -> Reading:
        """``spans``, sentences of ``passage``, with what they lean on for names, figures and words that they lack."""
        document = self.document(passage.document_id)
        frame = f"{self.headings(passage)} › {document.publisher or ''}"
        words = " ".join(span.of(document.text) for span in spans)
        lacking = missing(self.question, self._context(words) | self._context(frame))
        heard, leaned = f"{frame} {words}", list[Span]()
        for earlier, names in self._leans_on(passage, spans[0], lacking):
            told = earlier.of(document.text)
            still = missing(self.question, self._context(told))
            left = tuple(one for one in lacking if one in still or not (names or _YEAR.search(one)))
            dated = self.question.asked is Asked.DATE and not names and bool(_YEAR.search(told))
            if left != lacking or dated or (names and self.adds(told, heard)):
                leaned.insert(0, earlier)
                heard, lacking = f"{heard} {told}", left
        return Reading((*leaned, *spans), lacking, heard)

    def adds(self, words: str, heard: str) -> bool:
        """Whether ``words`` hold a word of the question that ``heard`` does not."""
        return self.hearing.share(f"{heard} {words}") > self.hearing.share(heard)

    def forms(self, thing: str) -> tuple[str, ...]:
        """The forms in which ``thing`` may be written, folded."""
        return tuple(" ".join(form) for form in self._vocabulary.forms_of(self._vocabulary.canonical(words(thing))))

    def share(self, text: str) -> float:
        """How much of the question is heard in ``text``, from 0 to 1."""
        return self.hearing.share(text)

    def meaning(self, cosine: float, text: str) -> float:
        """How near the meaning of ``text`` is to the question: the ``cosine`` as far as the model reads the question.

        As far as it does not (index/fusion.py), what is heard of the question in ``text`` stands in for it.
        """
        return self._read * cosine + (1 - self._read) * self.share(text)

    def foreign(self, text: str) -> bool:
        """Whether ``text`` is in other writing than a question that the model cannot read: names alone would answer."""
        asked = japanese.is_written(self.question.text)
        return asked and self._read < HALF_READ and not japanese.is_written(text)

    def length(self, text: str) -> int:
        """How many words ``text`` has; of unspaced writing those that say something."""
        return len(wording.spaced(text, self._vocabulary).split())

    def tells_place(self, text: str, town: bool = False, joined: bool = False) -> bool:
        """Whether ``text`` names a place that the question does not; for a ``town``, one that is no country.

        One that is ``joined`` by a hyphen, as in "the Japan-Italy Agreement", counts only if that is asked for.
        """
        asked = {name.words for name in self.question.names}
        named = (one for one in _PLACE_IN_JAPANESE.findall(text) if one not in self.question.text)
        if self._tells_japanese(text, "地名") or (town and any(named)):
            return True
        plain = folded(wording.spaced(text, self._vocabulary))
        spans = word_spans(plain)
        for part in self._vocabulary.parts(tuple(plain[start:end].casefold() for start, end in spans)):
            around = {plain[spans[part.end - 1][1] :][:1], plain[: spans[part.start][0]][-1:]}
            tied = not around.isdisjoint("-–")
            known = part.kind in ("places", "countries") and part.standing not in asked
            if known and not town and (joined or not tied):
                return True
        said = {word for name in self.question.names for word in words(name.said)}
        found = (words(place) for place in _PLACE.findall(text))
        return any(set(place).isdisjoint(said) and not (town and self._is_place(place)) for place in found)

    def tells_name(self, text: str, places: bool = True) -> bool:
        """Whether ``text`` holds a name, or a number, that the question does not.

        ``places``, and what has a figure in it, count as names, too.
        """
        said = set(words(self.question.text))
        known = self._vocabulary.canonical
        for found in _NAME.findall(text):
            new = [word for word in words(found) if word not in said]
            if new and (places or not (_DIGIT.search(found) or self._is_place(known(words(found))))):
                return True
        return False

    def other_places(self, said: tuple[str, ...], beside: bool = False) -> tuple[Part, ...]:
        """The known places in ``said``, folded words, but those asked about; ``beside`` these, or none if one is."""
        asked = {form for name in self.question.names for form in (name.words, *name.members)}
        known = tuple(part for part in self._vocabulary.known(said) if part.kind in PLACES)
        other = tuple(part for part in known if part.standing not in asked)
        return other if beside or len(other) == len(known) else ()

    def words(self, text: str) -> tuple[str, ...]:
        """The folded words of ``text``, of unspaced writing the known names apart."""
        return words(wording.spaced(text, self._vocabulary))

    def tells_actor(self, text: str) -> bool:
        """Whether ``text`` tells who may act and is not named by the question: a body, a country, people."""
        asked = {name.words for name in self.question.names}
        if self._tells_japanese(text, "人名"):
            return True
        parts = self._vocabulary.parts(words(wording.spaced(text, self._vocabulary)))
        if any(part.kind in ("organisations", "countries", "places") and part.standing not in asked for part in parts):
            return True
        named = {word for name in self.question.names for word in words(name.said)}
        if any(found not in self.question.text for found in _ACTOR_IN_JAPANESE.findall(text)):
            return True
        return any(not named.issuperset(words(one)) for one in _ACTOR.findall(text))

    def _tells_japanese(self, text: str, kind: str) -> bool:
        """Whether ``text`` has a Japanese proper name of that kind that the question has not."""
        new = (name for name, told in japanese.named(text) if told == kind and name not in self.question.text)
        return any(name != "日本" for name in new)

    def absent(self) -> tuple[str, ...]:
        """What the question speaks of and no document here mentions, as it was said."""
        entries = self.searcher.store.catalogue()
        frame = self._context(" › ".join(f"{entry.title} › {entry.publisher or ''}" for entry in entries))
        names = [
            name.said
            for name in self.question.names
            if not (carries(name, frame) or passages_naming(self.searcher, name))
        ]
        return (*names, *(one for one in self.question.terms if not (one in frame.words or self._mentioned(one))))

    def knows(self, thing: str) -> bool:
        """Whether the vocabulary has a name or a word in ``thing``, so that it is found by all forms of that."""
        return any(True for _ in self._vocabulary.known(self.words(thing)))

    def _mentioned(self, term: str) -> bool:
        """Whether a passage has the words of ``term``, or a name that it is a form of, in whatever form."""
        if all(map(self.searcher.passages_with, lexical.words(term))):
            return True
        known = self._vocabulary.known(self.words(term))
        return any(self.searcher.passages_with(f"={' '.join(part.standing)}") for part in known)

    def _is_place(self, said: tuple[str, ...]) -> bool:
        return any(part.kind in ("places", "countries") for part in self._vocabulary.parts(said))

    def _context(self, text: str) -> Context:
        return self.hearing.context(text)

    def _leans_on(self, passage: Passage, span: Span, lacking: tuple[str, ...]) -> Iterator[tuple[Span, bool]]:
        """What ``span`` may lean on, nearest first, and whether for names too or for its year only."""
        if passage.kind is Kind.FOOTNOTE and lacking:
            yield from ((citing, True) for citing in self._citing(passage))
        if passage.kind is not Kind.BODY:
            return
        text = self.document(passage.document_id).text
        referring = _refers_back(span.of(text))
        sought = self.question.asked is Asked.DATE and SAME_YEAR.search(span.of(text))
        undated = bool(sought or any(map(_YEAR.search, lacking))) and not _YEAR.search(span.of(text))
        if not (referring or undated):
            return
        before = [one for sibling in self.section(passage) for one in sibling.sentences if one.end <= span.start]
        for earlier in before[: -REACH - 1 : -1]:
            words = earlier.of(text)
            yield earlier, referring
            referring = referring and _refers_back(words)
            undated = undated and not _YEAR.search(words)
            if not (referring or undated):
                return

    def _citing(self, footnote: Passage) -> Iterator[Span]:
        """The sentences that cite ``footnote``, in reading order."""
        for passage in self.passages(footnote.document_id):
            if footnote.passage_id in passage.notes:
                markers = [note.marker for note in self._notes(footnote) if note.marker]
                yield from (one for one in passage.sentences if any(map(one.contains, markers)))

    def _notes(self, footnote: Passage) -> tuple[Note, ...]:
        found = self.searcher.store.notes(footnote.document_id)
        return tuple(note for note in found if note.span.overlaps(footnote.span))


def _refers_back(sentence: str) -> bool:
    return bool(_REFERS_BACK.match(sentence) or _REFERS_BACK_IN_JAPANESE.match(sentence))
