"""Footnotes, each linked to the place in the text that cites it and to the term that it explains there."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator

from corpus.records import Note, Span
from ingest.reading import Reading, Role

_MOST_WORDS = 6  # of a term
_LONGEST_TERM = 200  # characters

_BRACKETED = r"[(（\[［]\s*([^\s()（）\[\]［］][^()（）\[\]［］\n]{0,23})[)）\]］]"
_BARE = r"(?<![^\W\d_])notes?\s*\d+(?!\d)|(?:脚注|注|註)\s*\d+(?!\d)|[*※]\s?\d+(?!\d)"
_MARKER = re.compile(f"{_BRACKETED}|{_BARE}", re.IGNORECASE)
_WORD = re.compile(r"[\w'’“”\"/&-]+")  # and no other punctuation
_ACRONYM = re.compile(r"\([\w-]+\)")
_CJK = "\u3040-\u30ff\u3400-\u9fff々"
_JAPANESE = re.compile(f"[{_CJK}]")
_JAPANESE_TERM = re.compile(r"[\u30a0-\u30ff\u3400-\u9fff々A-Za-z0-9０-９Ａ-Ｚａ-ｚ]+$")  # hiragana is grammar
_PREPOSITIONS = re.compile("of|to|in|on|at|by|for|with|from|into|about|against|under|between|among|through|as|via|per")
_LIMITS = re.compile(  # a term begins after one of these
    "i|you|he|she|it|we|they|a|an|the|this|that|these|those|its|their|his|her|our|your|my|each|every|any|some|no|all|both|such|other|many"
    "|and|or|but|nor|so|yet|if|when|while|where|which|who|whom|whose|because|although|than|as|to|not|also|only"
    "|is|are|was|were|be|been|being|has|have|had|do|does|did|will|would|shall|should|can|could|may|might|must|see"
)


def link_notes(reading: Reading) -> tuple[Note, ...]:
    """The notes of a reading in its order, each as many times as a marker cites it, once if none does.

    A marker is a note's label in brackets or, for labels that say what they are ("Note 17", "注1", "*1"), bare;
    white space, case and width do not matter. Where a label is used again, as on every page, a note's markers lie
    between the last note of that label and itself, or the first of them after it. A note that nothing cites has no
    marker and no term.

    >>> from ingest.reading import Block
    >>> text = "Aid (Note1) grew.\\n\\nNote 1: Loans."
    >>> blocks = Block(Span(0, 17), Role.PARAGRAPH), Block(Span(19, 33), Role.NOTE, label="Note 1")
    >>> [note] = link_notes(Reading(text, blocks))
    >>> note.marker.of(text), note.term.of(text)
    ('(Note1)', 'Aid')
    """
    waiting, last_end = _markers(reading), dict[str, int]()
    blocks = [block for block in reading.blocks if block.role is Role.NOTE]
    used = Counter(_key(block.label) for block in blocks)
    notes = []
    for block in blocks:
        key = _key(block.label)
        left = [pair for pair in waiting.get(key, []) if pair[0].start >= last_end.get(key, 0)]
        own = [pair for pair in left if used[key] == 1 or pair[0].start < block.span.start] or left[:1]
        waiting[key], last_end[key] = left[len(own) :], block.span.end
        for marker, around in own:
            notes.append(Note(block.label, block.span, marker, _term(reading.text, around.start, marker.start)))
        if not own:
            notes.append(Note(block.label, block.span, None, None))
    return tuple(notes)


def _markers(reading: Reading) -> dict[str, list[tuple[Span, Span]]]:
    """Every marker outside the notes, by key, in order, with the block that it stands in."""
    wanted = {_key(block.label) for block in reading.blocks if block.role is Role.NOTE}
    found: dict[str, list[tuple[Span, Span]]] = {}
    for block in reading.blocks if wanted else ():
        if block.role is Role.NOTE:
            continue
        for match in _MARKER.finditer(reading.text, block.span.start, block.span.end):
            for key in _keys(match):
                if key in wanted:
                    found.setdefault(key, []).append((Span(*match.span()), block.span))
    return found


def _keys(match: re.Match[str]) -> Iterator[str]:
    """The keys of the labels that a marker may mean: "[1]" is "[1]", "(Note 1)" and "[Note 1]" are "note1"."""
    words = _key(match[1] or match[0])
    if match[0][0] in "[［":
        yield f"[{words}]"
    if not words.isdigit():
        yield words


def _key(label: str) -> str:
    return "".join(unicodedata.normalize("NFKC", label).casefold().split())


def _term(text: str, start: int, end: int) -> Span | None:
    """The noun phrase that ends at ``end``, the marker, and begins at ``start`` or later: back to punctuation, a
    conjunction, a determiner, "to" or an auxiliary verb, and not beginning with a preposition."""
    start = max(start, end - _LONGEST_TERM)
    words = [Span(*match.span()) for match in re.compile(r"\S+").finditer(text, start, end)][-_MOST_WORDS:]
    if words and _JAPANESE.search(words[-1].of(text)):
        found = _JAPANESE_TERM.search(text, start, end)
        return Span(*found.span()) if found else None
    kept: list[Span] = []
    for span in reversed(words):
        word = span.of(text).casefold()
        if _LIMITS.fullmatch(word) or not (_WORD.fullmatch(word) or (not kept and _ACRONYM.fullmatch(word))):
            break
        kept.insert(0, span)
    while kept and _PREPOSITIONS.fullmatch(kept[0].of(text).casefold()):
        del kept[0]
    return Span(kept[0].start, kept[-1].end) if kept else None
