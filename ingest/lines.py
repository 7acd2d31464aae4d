"""What a line of running text shows by itself: its mark, how it ends, and whether the next goes on with it."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.records import Span
from ingest.marks import Mark, Series

_NARROWEST = 40  # columns; running text is not wrapped to less, so what is shorter was broken on purpose
_UNFINISHED = 90  # columns; a line so long that does not end as a sentence does goes on, however wide its block is
_TAIL = 60  # characters at the end of a line that are looked at
_FULL = 0.8  # of a block's widest line; proportional type makes the widths of full lines differ by about a fifth


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a block, trimmed; ``indent`` is the width of the white space before it, in columns."""

    span: Span
    text: str
    indent: int
    mark: Mark | None

    @property
    def words(self) -> str:
        """The line without its mark."""
        return self.text[self.mark.length :] if self.mark else self.text


def read_lines(text: str, spans: Sequence[Span]) -> list[tuple[Line, ...]]:
    """The lines of each of these blocks of one document, in order, blank ones left out."""
    series = Series()
    return [tuple(_line(text, line, series) for line in _line_spans(text, span)) for span in spans]


def ends_sentence(text: str) -> bool:
    """Whether the last sign closes a sentence or a part of one, closing quotes and brackets aside.

    >>> [ends_sentence(text) for text in ("It ended.", "以下のとおり。", "as follows:", "Budget (2019)", "of the U.S.")]
    [True, True, True, False, False]
    """
    bare = text.rstrip("”’\"')]）」』】 ")
    return bare.endswith(tuple(".!?:;。！？：；…")) and not _ABBREVIATED.search(bare)


def is_open(text: str) -> bool:
    """Whether the words must go on: they end in a function word, a comma or hyphen, a modifier that lacks its
    noun, or within brackets.

    >>> [is_open(text) for text in ("Visit of the Minister to", "Signing of the Franco-German", "Forum (Oslo", "Forum")]
    [True, True, True, False]
    """
    return bool(_OPEN.search(text[-_TAIL:])) or any(text.count(left) > text.count(right) for left, right in _BRACKETS)


def begins_amid(text: str) -> bool:
    """Whether a line begins as only the midst of a sentence does: in lower case, or with a bracket or a comma."""
    return text[:1].islower() or text[:1] in tuple("(（,;、。」）)")


def continues(line: Line, following: Line, widest: int) -> bool:
    """Whether ``following`` goes on with the words of ``line``, in a block of ``widest`` columns.

    It does if it begins amid a sentence, if ``line`` is open, or if ``line`` was full.
    """
    return begins_amid(following.text) or is_open(line.text) or is_full(line, following, widest)


def is_full(line: Line, following: Line, widest: int) -> bool:
    """Whether the first word of ``following`` would not have fitted on ``line``, so that ``line`` was wrapped."""
    first = _FIRST_WORD.match(following.text)
    needed = columns(line.text) + 1 + columns(first[0] if first else "")
    return needed > _FULL * max(widest, _NARROWEST) or (needed > _UNFINISHED and not ends_sentence(line.text))


def columns(text: str) -> int:
    """The width of ``text`` in print: two for a sign of full width, one for any other.

    >>> columns("ODA"), columns("開発")
    (3, 4)
    """
    return len(text) + (0 if text.isascii() else sum(unicodedata.east_asian_width(sign) in "WF" for sign in text))


def _line_spans(text: str, span: Span) -> Iterator[Span]:
    start = span.start
    for raw in span.of(text).split("\n"):
        line = Span(start, start + len(raw)).trimmed(text)
        if line.start < line.end:
            yield line
        start += len(raw) + 1


def _line(text: str, span: Span, series: Series) -> Line:
    before = text[text.rfind("\n", 0, span.start) + 1 : span.start]
    return Line(span, span.of(text), columns(before.expandtabs(8)), series.read_mark(span.of(text)))


_FIRST_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]|[^\s\u3040-\u30ff\u3400-\u9fff]+")
_ABBREVIATED = re.compile(r"\b(?:[A-Z]\.){2,}$")
_BRACKETS = (("(", ")"), ("[", "]"), ("（", "）"), ("「", "」"), ("『", "』"), ("“", "”"))
_FUNCTION_WORDS = (
    "a an the this that these those its their his her our your my each every any some no"
    " of to in on at by for with from into onto upon over under between among amongst within without through"
    " throughout toward towards against across along around about above below behind beyond during until since via per"
    " as than like near and or nor but both either whether not"
    " concerning regarding including involving following excluding considering pending"
)
_OPEN = re.compile(
    rf"(?:[,、，・–—-]|\b(?:{'|'.join(_FUNCTION_WORDS.split())})|\b(?:a|an|the|its|their|this)\s+\w+-\w+)$",
    re.IGNORECASE,
)
