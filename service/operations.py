"""What every door does with one open searcher: a request in, the object that HTTP returns out."""

from collections.abc import Iterable, Iterator, Mapping

from corpus import records
from corpus.errors import MissingError
from corpus.records import Span, permalink
from corpus.store import Store
from index import answer as answers
from index import citing
from index import searcher as searching
from index.concepts import Understood
from index.searcher import Searcher
from service import document_schema, schema
from service.computing import computed
from service.notes import Footnotes, notes_in
from service.places import find_boxes, find_place


def search(searcher: Searcher, asked: schema.SearchRequest) -> schema.Search:
    """The passages that match a query, best first; raises QuestionError for a query that cannot be asked."""
    hits = searcher.search(asked.query, asked.k, asked.mode, asked.filters)
    return schema.Search(
        query=asked.query,
        mode=asked.mode,
        passages=_hits(searcher.store, hits),
        understood=_understood(searcher.store, searcher.understand(asked.query, asked.filters).understood),
        explanation=searcher.reason(asked.query, asked.filters),
        generation=searcher.generation,
    )


def answer(searcher: Searcher, asked: schema.AnswerRequest) -> schema.Answer:
    """The answer to a question, or why there is none; raises QuestionError for one that cannot be asked."""
    made = answers.answer(searcher, asked.question, asked.k, asked.filters)
    return schema.Answer(
        question=made.question,
        status=made.status,
        answer=made.answer,
        confidence=made.confidence,
        sentences=[_sentence(searcher.store, made, sentence) for sentence in made.sentences],
        citations=[citation(searcher.store, one) for one in made.citations],
        passages=_hits(searcher.store, made.passages),
        understood=_understood(searcher.store, made.understood),
        explanation=made.explanation,
        generation=made.generation,
        parts=[
            schema.Part(question=part.question, sentences=list(part.sentences), explanation=part.explanation)
            for part in made.parts
        ],
        conflicts=[list(sentences) for sentences in made.conflicts],
        computed=computed(searcher, made.computed),
        nearest=[citation(searcher.store, one) for one in made.nearest],
    )


def documents(searcher: Searcher) -> document_schema.Documents:
    """Every document without its text, by document id."""
    entries = [
        document_schema.Entry(
            document_id=entry.document_id,
            title=entry.title,
            publisher=entry.publisher,
            published=entry.published,
            language=entry.language,
            source=entry.source,
            characters=entry.characters,
            sections=entry.sections,
            passages=entry.passages,
        )
        for entry in searcher.store.catalogue()
    ]
    return document_schema.Documents(documents=entries, generation=searcher.generation)


def document(searcher: Searcher, document_id: str) -> document_schema.Document:
    """One document whole; raises MissingError if there is none of that id."""
    store = searcher.store
    found = store.document(document_id)
    return document_schema.Document(
        document_id=found.document_id,
        title=found.title,
        publisher=found.publisher,
        published=found.published,
        language=found.language,
        source=found.source,
        sha256=found.sha256,
        dates=list(found.dates),
        licence=found.licence,
        supersedes=list(found.supersedes),
        pages=[
            document_schema.Page(
                number=page.number, label=page.label, start=page.span.start, end=page.span.end, ocr=page.ocr
            )
            for page in found.pages
        ],
        sections=[_section(section) for section in store.sections(document_id)],
        notes=Footnotes(store, found).all(),
        text=found.text,
        generation=searcher.generation,
    )


def boxes(searcher: Searcher, document_id: str, start: int, end: int) -> document_schema.Boxes:
    """Where the words of a citation stand on their pages; none if the format has no places.

    Raises MissingError if there is no such document, or no such words in it.
    """
    source = searcher.store.document(document_id)
    if not 0 <= start < end <= len(source.text):
        problem = f"The document '{document_id}' has no words from {start} to {end}."
        raise MissingError(problem, f"It has {len(source.text)} characters, counted from 0.")
    return document_schema.Boxes(
        document_id=document_id,
        start=start,
        end=end,
        boxes=find_boxes(searcher.store, source, Span(start, end)),
        generation=searcher.generation,
    )


def passage(searcher: Searcher, passage_id: str) -> document_schema.Passage:
    """One passage; raises MissingError if there is none of that id."""
    found = searcher.store.passage(passage_id)
    source = searcher.store.document(found.document_id)
    return _passage(searcher, source, found, Footnotes(searcher.store, source))


def passages_of(searcher: Searcher, document_id: str) -> Iterator[document_schema.Passage]:
    """The passages of one document, in reading order; raises MissingError if there is none of that id."""
    source = searcher.store.document(document_id)
    footnotes = Footnotes(searcher.store, source)
    return (_passage(searcher, source, found, footnotes) for found in searcher.store.passages_of(document_id))


def _passage(
    searcher: Searcher, source: records.Document, found: records.Passage, footnotes: Footnotes
) -> document_schema.Passage:
    place = find_place(searcher.store, source, found.span)
    return document_schema.Passage(
        passage_id=found.passage_id,
        document_id=found.document_id,
        title=source.title,
        publisher=source.publisher,
        source=source.source,
        section=list(found.path),
        page=place.page,
        page_label=place.label,
        ocr=place.ocr,
        pages=list(found.pages),
        kind=found.kind,
        start=found.span.start,
        end=found.span.end,
        text=found.text,
        sentences=_places(found.sentences),
        also=_places(found.also),
        notes=footnotes.inside(found.span),
        cited_by=footnotes.citing(found.span) if found.kind is records.Kind.FOOTNOTE else [],
        permalink=permalink(source, found.span),
        page_permalink=place.permalink,
        boxes=place.boxes,
        generation=searcher.generation,
    )


def whole_passage(searcher: Searcher, passage_id: str) -> schema.Citation:
    """The citation of all of a passage; raises MissingError if there is none of that id."""
    found = searcher.store.passage(passage_id)
    source = searcher.store.document(found.document_id)
    return citation(searcher.store, citing.citation(source, found, found.span))


def _hits(store: Store, hits: Iterable[searching.Hit]) -> list[schema.Hit]:
    found = tuple(hits)
    sources = store.documents([passage.document_id for hit in found for passage in (hit.passage, *hit.twins)])
    return [_hit(store, sources, hit) for hit in found]


def _hit(store: Store, sources: Mapping[str, records.Document], hit: searching.Hit) -> schema.Hit:
    found = hit.passage
    source = sources[found.document_id]
    place = find_place(store, source, found.span)
    return schema.Hit(
        rank=hit.rank,
        score=hit.score,
        passage_id=found.passage_id,
        document_id=found.document_id,
        title=source.title,
        section=list(found.path),
        page=place.page,
        page_label=place.label,
        ocr=place.ocr,
        start=found.span.start,
        end=found.span.end,
        text=found.text,
        kind=found.kind,
        also=[_elsewhere(sources[passage.document_id], passage, span) for passage, span in hit.elsewhere],
        notes=notes_in(store, source, found.span),
        permalink=permalink(source, found.span),
        page_permalink=place.permalink,
        boxes=place.boxes,
    )


def _understood(store: Store, taken: Iterable[Understood]) -> list[schema.Understood]:
    return [
        schema.Understood(
            said=one.said,
            read=one.read,
            why=one.why,
            document_id=one.document_id,
            start=one.span.start if one.span else None,
            end=one.span.end if one.span else None,
            permalink=permalink(store.document(one.document_id), one.span) if one.document_id and one.span else None,
        )
        for one in taken
        if _letters(one.said) != _letters(one.read)
    ]


def _letters(words: str) -> str:
    """The letters and digits of ``words`` alone: "counter terrorism" and "counterterrorism" are one to a reader."""
    return "".join(sign for sign in words.casefold() if sign.isalnum()).removesuffix("s")


def _elsewhere(source: records.Document, passage: records.Passage, span: Span) -> schema.Elsewhere:
    return schema.Elsewhere(
        document_id=source.document_id,
        title=source.title,
        section=list(passage.path),
        start=span.start,
        end=span.end,
        passage_id=passage.passage_id,
        permalink=permalink(source, span),
    )


def _sentence(store: Store, made: answers.Answer, sentence: answers.Sentence) -> schema.Sentence:
    cited = [made.citations[number] for number in sentence.citations]
    notes = [
        note for citation in cited for note in notes_in(store, store.document(citation.document_id), citation.span)
    ]
    return schema.Sentence(
        text=sentence.text,
        citations=list(sentence.citations),
        notes=list(dict.fromkeys(notes)),
        marks=[schema.Mark(start=one.start, end=one.end, text=one.of(sentence.text)) for one in sentence.marks],
        superseded_by=sentence.superseded_by,
    )


def citation(store: Store, made: records.Citation) -> schema.Citation:
    """A citation as every door gives it, with the place where its words are printed."""
    source = store.document(made.document_id)
    place = find_place(store, source, made.span)
    return schema.Citation(
        document_id=made.document_id,
        title=made.title,
        publisher=made.publisher,
        published=source.published,
        source=made.source,
        section=list(made.section),
        page=made.page,
        page_label=place.label,
        ocr=place.ocr,
        start=made.span.start,
        end=made.span.end,
        quote=made.quote,
        passage_id=made.passage_id,
        permalink=made.permalink,
        page_permalink=place.permalink,
        boxes=place.boxes,
    )


def _section(made: records.Section) -> document_schema.Section:
    return document_schema.Section(
        heading=made.heading,
        level=made.level,
        path=list(made.path),
        start=made.span.start,
        end=made.span.end,
        kind=made.kind,
    )


def _places(spans: Iterable[Span]) -> list[schema.Place]:
    return [schema.Place(start=span.start, end=span.end) for span in spans]
