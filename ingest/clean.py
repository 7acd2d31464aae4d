"""Raw text to canonical text, with a map that carries offsets forward.

Canonical text is NFC; its only line end is ``\\n``; it holds no control character but ``\\n`` and ``\\t``,
no byte order mark and no half of a surrogate pair. Every offset that Tenkyo keeps counts in it.
"""

import re
import unicodedata
from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from corpus.records import Span

# A line end of any kind, half of a surrogate pair (which no file can hold), or a run that is dropped.
_FOREIGN = re.compile(
    r"(?P<line>\r\n|[\r\x0b\x0c\x85\u2028\u2029])|(?P<half>[\ud800-\udfff])"
    r"|[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ufeff]+"
)
# ASCII never composes with what stands before it, so that NFC can be done run by run.
_RUN = re.compile(r".?[^\x00-\x7f]+", re.DOTALL)


@dataclass(frozen=True, slots=True)
class _Edits:
    """The places where one rewriting changed a length: old ``[start, end)`` became new ``[begin, stop)``."""

    starts: "array[int]"
    ends: "array[int]"
    begins: "array[int]"
    stops: "array[int]"

    def moved(self, offset: int, *, outwards: bool) -> int:
        """Where ``offset`` is after the rewriting; inside an edit, its end if ``outwards``, else its beginning."""
        at = bisect_right(self.starts, offset) - 1
        if at < 0:
            return offset
        if offset >= self.ends[at]:
            return offset - self.ends[at] + self.stops[at]
        return self.stops[at] if outwards and offset > self.starts[at] else self.begins[at]


@dataclass(frozen=True, slots=True)
class Cleaned:
    """Canonical ``text`` and the way from the raw text to it."""

    text: str
    steps: tuple[_Edits, ...]

    def to_text(self, span: Span) -> Span:
        """The canonical span of a raw span: the least one that holds all that became of its characters.

        It is empty where all of them were dropped. Adjacent raw spans stay in order; they overlap only where
        their border cuts what became one: a letter and its accent, the two halves of a line end.
        """
        start, end = span.start, span.end
        for step in self.steps:
            start, end = step.moved(start, outwards=False), step.moved(end, outwards=start < end)
        return Span(start, end)


def clean(raw: str) -> Cleaned:
    """The canonical form of ``raw``. Pure, total, and without effect on text that is canonical already.

    >>> clean("\\ufeffa\\r\\ne\\u0301\\x00").text
    'a\\né'
    >>> clean("\\ufeffa\\r\\ne\\u0301").to_text(Span(4, 6))
    Span(start=2, end=3)
    """
    text, dropped = _rewrite(raw, _foreign(raw))
    if unicodedata.is_normalized("NFC", text):
        return Cleaned(text, (dropped,))
    text, composed = _rewrite(text, _uncomposed(text))
    return Cleaned(text, (dropped, composed))


def _rewrite(old: str, changes: Iterable[tuple[int, int, str]]) -> tuple[str, _Edits]:
    """``old`` with each stretch ``(start, end)`` replaced, and the edits that changed a length."""
    edits = _Edits(array("q"), array("q"), array("q"), array("q"))
    pieces: list[str] = []
    done = length = 0
    for start, end, new in changes:
        pieces += (old[done:start], new)
        begin = length + start - done
        done, length = end, begin + len(new)
        if len(new) != end - start:
            for kept, value in zip((edits.starts, edits.ends, edits.begins, edits.stops), (start, end, begin, length),
                                   strict=True):  # fmt: skip
                kept.append(value)
    return "".join((*pieces, old[done:])), edits


def _foreign(raw: str) -> Iterator[tuple[int, int, str]]:
    for match in _FOREIGN.finditer(raw):
        new = "\n" if match["line"] else "\ufffd" if match["half"] else ""
        yield match.start(), match.end(), new


def _uncomposed(text: str) -> Iterator[tuple[int, int, str]]:
    """Every letter with its marks that NFC writes otherwise."""
    for run in _RUN.finditer(text):
        if unicodedata.is_normalized("NFC", run[0]):
            continue
        borders = [at for at in range(run.start(), run.end()) if at == run.start() or not _joins(text[at])]
        for start, end in zip(borders, [*borders[1:], run.end()], strict=True):
            new = unicodedata.normalize("NFC", text[start:end])
            if new != text[start:end]:
                yield start, end, new


def _joins(letter: str) -> bool:
    """Whether NFC may join ``letter`` to the one before it: a mark, or a vowel or final of a Hangul syllable.

    >>> [_joins(letter) for letter in "e\\u0301\\u1161"]
    [False, True, True]
    """
    return unicodedata.category(letter)[0] == "M" or "\u1161" <= letter <= "\u1175" or "\u11a8" <= letter <= "\u11c2"
