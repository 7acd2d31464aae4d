"""A list as what a sentence before it says: "The Council agreed:" is no answer without the items that follow."""

import re
from collections.abc import Sequence
from itertools import takewhile

from corpus.records import Kind, Passage, Span
from index.asked import Asked
from index.reader import Reader

LONGEST = 150  # words of sentence and list that are quoted as one: more is a chapter, and more than the examiner reads
_ASKED = (Asked.OTHER, Asked.REASON)  # a list is quoted whole anyway where one is asked for; of a sum one item tells

_NUMBERED = re.compile(r"\(?\d{1,3}[.)]")


def announced(reader: Reader, passage: Passage, sentence: Span) -> tuple[Span, ...]:
    """The items of the list that ``sentence`` of ``passage`` announces, to be quoted with it; empty if none is.

    It ends with a colon, and the question speaks of it at least as much as of any item: else that answers by itself.
    """
    text = reader.document(passage.document_id).text
    if reader.question.asked not in _ASKED or not text[: sentence.end].endswith((":", "：")):
        return ()
    parts = reader.passages(passage.document_id)
    place = next((at for at, one in enumerate(parts) if one.passage_id == passage.passage_id), len(parts))
    following = parts[place + 1] if place + 1 < len(parts) else None
    if following is None or sentence != passage.sentences[-1] or following.kind is not Kind.LIST:
        return ()
    items = _under(sentence, following.sentences, text)
    if not items or following.path != passage.path or len(text[sentence.start : items[-1].end].split()) > LONGEST:
        return ()
    said = reader.share(sentence.of(text))
    return items if said >= max(reader.share(item.of(text)) for item in items) else ()


def _under(sentence: Span, items: Sequence[Span], text: str) -> tuple[Span, ...]:
    """The items up to the next that is numbered as the sentence is: "4. Both sides agreed:" ends before "5."."""
    numbered = _NUMBERED.match(sentence.of(text))
    return tuple(takewhile(lambda item: not (numbered and _NUMBERED.match(item.of(text))), items))
