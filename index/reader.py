"""Reading the sentences of a generation with one question in mind: what each carries, and what it leans on.

A sentence is read under its headings, its document's title and its publisher. One that refers back
("This program has produced …") leans on the sentences before it; one without a year of its own stands in the
year of the sentence before it; a footnote leans on the sentence that cites it. What is leaned on is quoted too.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from corpus.records import Document, Kind, Note, Passage, Section, Span, heading_line
from corpus.vocabulary import Vocabulary, words
from index import japanese, lexical, wording
from index.asked import Asked
from index.beside import Beside
from index.constraints import carries, missing
from index.hearing import Hearing, passages_naming
from index.question import Question
from index.searcher import Searcher
from index.tables import Tables

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
    """Reads for one question over one generation; what it gives of a document is fetched and told once."""

    def __init__(self, searcher: Searcher, question: Question, vocabulary: Vocabulary) -> None:
        self.searcher = searcher
        self.question = question
        self._vocabulary = vocabulary
        self.hearing = Hearing(searcher, question, vocabulary)
        self.beside = Beside(question, vocabulary)
        self._read = max(0.0, min(1.0, searcher.encoder.letters_a_token(question.text) - 1))
        self._documents: dict[str, Document] = {}
        self._passages: dict[str, tuple[Passage, ...]] = {}
        self._headings: dict[str, tuple[Section, ...]] = {}
        self._tables: dict[str, Tables] = {}

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

    def headings_of(self, document_id: str) -> tuple[Section, ...]:
        """The headings of a document in reading order."""
        if document_id not in self._headings:
            self._headings[document_id] = headings_in(self.searcher, document_id)
        return self._headings[document_id]

    def tables(self, document_id: str) -> Tables:
        """The tables of a document."""
        if document_id not in self._tables:
            self._tables[document_id] = Tables(self.document(document_id).text, self.passages(document_id))
        return self._tables[document_id]

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
        lacking = missing(self.question, self.hearing.context(words) | self.hearing.context(frame))
        heard, leaned = f"{frame} {words}", list[Span]()
        for earlier, names in self._leans_on(passage, spans[0], lacking):
            told = earlier.of(document.text)
            still = self.lacking(told)
            left = tuple(one for one in lacking if one in still or not (names or _YEAR.search(one)))
            dated = self.question.asked is Asked.DATE and not names and bool(_YEAR.search(told))
            if left != lacking or dated or (names and self.adds(told, heard)):
                leaned.insert(0, earlier)
                heard, lacking = f"{heard} {told}", left
        return Reading((*leaned, *spans), lacking, heard)

    def lacking(self, text: str) -> tuple[str, ...]:
        """The names and figures of the question that ``text`` does not carry."""
        return missing(self.question, self.hearing.context(text))

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

    def words(self, text: str) -> tuple[str, ...]:
        """The folded words of ``text``, of unspaced writing the known names apart."""
        return words(wording.spaced(text, self._vocabulary))

    def absent(self) -> tuple[str, ...]:
        """What the question speaks of and no document here mentions, as it was said."""
        entries = self.searcher.store.catalogue()
        frame = self.hearing.context(" › ".join(f"{entry.title} › {entry.publisher or ''}" for entry in entries))
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


def headings_in(searcher: Searcher, document_id: str) -> tuple[Section, ...]:
    """The headings of a document in reading order, each time from the store."""
    return tuple(one for one in searcher.store.sections(document_id) if one.kind is Kind.HEADING)


def _refers_back(sentence: str) -> bool:
    return bool(_REFERS_BACK.match(sentence) or _REFERS_BACK_IN_JAPANESE.match(sentence))
