"""An answer composed by a language model, step by step: sentences as they are judged, then the whole object."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from corpus.errors import EndpointError, UsageError
from corpus.settings import Endpoint
from corpus.vocabulary import packaged_vocabulary
from index.answer import Status
from index.searcher import Searcher
from service import compose, compose_schema, endpoint, operations, schema

Step = compose_schema.Kept | compose_schema.Dropped | compose_schema.Composed
NAMES: dict[type[Step], str] = {
    compose_schema.Kept: "sentence",
    compose_schema.Dropped: "dropped",
    compose_schema.Composed: "answer",
}


def steps(searcher: Searcher, asked: schema.AnswerRequest, model: Endpoint | None) -> Iterator[Step]:
    """Each sentence that the model says, kept or dropped, then the answer whole; that is the last, whatever goes wrong.

    Raises UsageError if there is no ``model``, and QuestionError as an answer does, before the first step.
    """
    if model is None:
        raise UsageError("No language model is set.", "Set TENKYO_LLM_URL and TENKYO_LLM_MODEL, or ask without one.")
    return _steps(searcher, operations.answer(searcher, asked), model)


def composed(searcher: Searcher, asked: schema.AnswerRequest, model: Endpoint | None) -> compose_schema.Composed:
    """The last of the ``steps``; raises what they raise."""
    *_, last = steps(searcher, asked, model)
    assert isinstance(last, compose_schema.Composed)
    return last


def event(step: Step) -> bytes:
    """A step as a server-sent event: its name, and the object on one line."""
    return b"event: %s\ndata: %s\n\n" % (NAMES[type(step)].encode(), schema.body(step).strip())


def _steps(searcher: Searcher, quoted: schema.Answer, model: Endpoint) -> Iterator[Step]:
    if quoted.status is not Status.ANSWERED:
        yield _whole(quoted, model, "Nothing answers, so nothing was composed.")
        return
    cited = {citation.passage_id for citation in quoted.citations}
    hits = sorted(quoted.passages, key=lambda hit: hit.passage_id not in cited)[: compose.BREADTH]
    texts, kept, dropped, problem = [hit.text for hit in hits], list[compose.Said](), list[compose_schema.Dropped](), ""
    try:
        pieces = endpoint.said(model, compose.messages(quoted.question, texts))
        matter = f"{quoted.question} {quoted.answer}"
        for sentence in compose.sentences(pieces, texts, matter, packaged_vocabulary()):
            if sentence.faults:
                dropped.append(compose_schema.Dropped(text=sentence.text, faults=list(sentence.faults)))
                yield dropped[-1]
            else:
                kept.append(sentence)
                yield compose_schema.Kept(text=sentence.text, passages=[hits[at].permalink for at in sentence.passages])
    except EndpointError as error:
        problem = str(error)
    if not kept and not problem:
        problem = "The passages bear out no sentence of the model; the quotations stand."
    yield _whole(_in_its_words(searcher, quoted, kept, hits) if kept else quoted, model, problem, dropped, bool(kept))


def _in_its_words(
    searcher: Searcher, quoted: schema.Answer, kept: Sequence[compose.Said], hits: Sequence[schema.Hit]
) -> schema.Answer:
    """``quoted`` with the model's sentences for its own; each cites its passages whole."""
    used = sorted({number for sentence in kept for number in sentence.passages})
    kept = [replace(one, passages=tuple(map(used.index, one.passages))) for one in kept]
    sentences = [schema.Sentence(text=one.text, citations=list(one.passages), notes=[]) for one in kept]
    citations = [operations.whole_passage(searcher, hits[number].passage_id) for number in used]
    told = " ".join(one.text for one in kept)
    missing = [part for part in quoted.parts if part.explanation]  # the others' sentences are not the model's
    made = {"answer": told, "sentences": sentences, "citations": citations, "parts": missing, "conflicts": []}
    return quoted.model_copy(update=made)


def _whole(
    answer: schema.Answer,
    model: Endpoint,
    problem: str,
    dropped: Sequence[compose_schema.Dropped] = (),
    composed: bool = False,
) -> compose_schema.Composed:
    return compose_schema.Composed(
        **dict(answer), composed=composed, model=model.model, dropped=list(dropped), problem=problem
    )
