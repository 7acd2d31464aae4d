"""Sentences, in English and Japanese, as spans."""

import re
from collections.abc import Iterator

from nupunkt import sent_spans

from corpus.records import Span

_PARAGRAPH = re.compile(r"\S[^\n]*(?:\n(?![^\S\n]*(?:\n|$))[^\n]*)*")
_JAPANESE = re.compile(r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff]")
_MOSTLY = 0.3  # of the letters: Japanese prose is full of Latin names and figures
_MARKER = re.compile(  # of a note, behind the stop of the sentence that it belongs to
    r"[^\S\n]*(?:[\[［]\^?\d+[\]］]|[(（]\s*(?:notes?|注|註|脚注|[*※])\s*\d+\s*[)）]|(?:[*※]|注|註|脚注)\d+(?!\d))",
    re.IGNORECASE,
)
_SMALL = re.compile(r"\s*[a-z]")
_FIGURE = re.compile(r"\s*\d")
_ABBREVIATED = 12  # signs that hold an abbreviation and what is around it
_GOES_ON = re.compile(
    r"(?:^|[\s(])(?:Rs|No|Nos|Art|Fig|para|paras|pp|vol|ca|approx|Ksh|Tsh|Kshs)\.\s*$"
)  # a figure follows
_CLOSERS = {"「": "」", "『": "』", "（": "）", "(": ")", "【": "】", "〔": "〕", "［": "］", "《": "》"}
_JAPANESE_SIGN = re.compile(  # brackets that open, or stops; ． and ?! may also stand in a number or an address
    r"[「『（(【〔［《]|(?:[。！？｡]|(?<![0-9０-９A-Za-zＡ-Ｚ])．(?![0-9０-９])|[!?](?![!-~]))+[」』）)】〕］》]*"
)
_LONGEST_QUOTE = 1000  # characters; a bracket that closes later than this was never meant to


def sentence_spans(text: str, span: Span, language: str | None) -> tuple[Span, ...]:
    """The sentences of ``text`` within ``span``, trimmed, in order; together they hold all but white space.

    A blank line ends a sentence; a line end does not. A note's marker belongs to the sentence before it.
    Where ``language`` (an ISO 639 code) is "ja", or a paragraph is mostly kana and kanji, a sentence ends after 。！？
    (or ．, where that is the stop) that do not stand within brackets.

    >>> text = "Aid grew [1]. It was for HA/DR, etc. in Asia.\\n\\nIt fell"
    >>> [span.of(text) for span in sentence_spans(text, Span(0, len(text)), "en")]
    ['Aid grew [1].', 'It was for HA/DR, etc. in Asia.', 'It fell']
    >>> text = "「行く。」と言った。また来た。"
    >>> [span.of(text) for span in sentence_spans(text, Span(0, len(text)), "ja")]
    ['「行く。」と言った。', 'また来た。']
    """
    found: list[Span] = []
    for paragraph in _PARAGRAPH.finditer(text, span.start, span.end):
        words = paragraph[0]
        ends = _japanese_ends(words) if _is_japanese(words, language) else _ends(words)
        found += _between(text, paragraph.start(), ends)
    return tuple(found)


def _is_japanese(words: str, language: str | None) -> bool:
    signs = len(_JAPANESE.findall(words))
    if not signs:
        return False
    declared = language is not None and language.casefold().split("-")[0] == "ja"
    return signs > (0 if declared else _MOSTLY * sum(sign.isalpha() for sign in words))


def _ends(words: str) -> Iterator[int]:
    """Where the sentences end: as nupunkt says, but behind a marker that follows, and not before a small letter or a
    figure that goes on after an abbreviation ("Rs. 3 lakh")."""
    for start, end in sent_spans(words):
        marker = _MARKER.match(words, start + len(words[start:end].rstrip()))
        bound = marker.end() if marker else end
        figure = _FIGURE.match(words, bound) and _GOES_ON.search(words[max(0, bound - _ABBREVIATED) : bound])
        if not (figure or _SMALL.match(words, bound)):
            yield bound


def _japanese_ends(words: str) -> Iterator[int]:
    at = 0
    while sign := _JAPANESE_SIGN.search(words, at):
        at = sign.end()
        closer = _CLOSERS.get(sign[0])
        if closer:
            at = _closed(words, at, sign[0], closer)
            continue
        marker = _MARKER.match(words, at)
        at = marker.end() if marker else at
        yield at
    yield len(words)


def _closed(words: str, at: int, opener: str, closer: str) -> int:
    """Behind the bracket that closes the one before ``at``, brackets of the same kind within it apart; else ``at``."""
    closed = words.find(closer, at, at + _LONGEST_QUOTE)
    while closed >= 0:
        if words.count(opener, at, closed) == words.count(closer, at, closed):
            return closed + 1
        closed = words.find(closer, closed + 1, at + _LONGEST_QUOTE)
    return at


def _between(text: str, start: int, ends: Iterator[int]) -> Iterator[Span]:
    """The stretches of ``text`` from ``start`` up to each of these ends, which count from ``start``, trimmed."""
    begin = start
    for end in ends:
        found = Span(begin, max(begin, start + end)).trimmed(text)  # a marker may reach behind the sentence after it
        if found.start < found.end:
            yield found
            begin = start + end
