"""Captions: words that belong to a picture, a chart or a table, in a text that has lost the picture."""

import re
from collections.abc import Sequence
from itertools import pairwise

from ingest.lines import Line, begins_amid, columns, ends_sentence, is_open

_LONGEST = 600  # characters; what is longer and stands twice is a paragraph that was pasted twice
_SHORT = 8, 70  # columns at least and at most of a line under a picture
_MOST_LINES = 24  # in one row of pictures

_KINDS = r"(?:figure|fig|photograph|photo|picture|image|map|chart|graph|diagram|table|exhibit)s?"
_KINDS_JA = "(?:図表|図|写真|表|グラフ)"
_PHOTOS = "(?:photo(?:graph)?s?|images?|pictures?|credits?|courtesy|写真|撮影)"
_SOURCES = "(?:sources?|出典|資料|提供)"
_NUMBERED = re.compile(
    rf"(?:{_KINDS}\.?\s*[A-Z]?\d+(?:[.-]\d+)*\s*[:.–—-]|{_KINDS_JA}\s*[0-9０-９]+(?:[.．-][0-9０-９]+)*)", re.IGNORECASE
)
_NAMED = re.compile(rf"{_KINDS}\.?\s*[A-Z]?\d+(?:[.-]\d+)*\s+[A-Z]", re.IGNORECASE)
_CREDIT = re.compile(
    rf"[(（\[]\s*(?:{_PHOTOS}(?![a-z])[^()（）\[\]]*[)）\]][.。]?|{_SOURCES}(?![a-z])[^()（）\[\]]*[)）\]])$",
    re.IGNORECASE,
)
_SOURCE = re.compile(rf"(?:{_PHOTOS}|{_SOURCES})\s*(?:by\s*)?[:：]", re.IGNORECASE)
_FULL_STOP = re.compile(r"[a-z\d)]{2}[.!?]\s+[A-Z]|。.")
_FIGURE = re.compile(r"(?<![\w-])\d[\d,.]*%?(?!\w)")


def repeated(blocks: Sequence[Sequence[Line]]) -> dict[int, int]:
    """The captions that stand twice, as web pages leave them (the caption and the picture's alternative text).

    For each, the offset where it begins and its number of lines. It is a line that the next line repeats, or
    the end of a block that is the whole of the next. A numbered line, a word alone and the first block, which
    is the title, are none.
    """
    found: dict[int, int] = {}
    for block in blocks:
        for line, next_line in pairwise(block):
            if line.text == next_line.text and _is_wordy(line.text) and line.mark is None:
                found[line.span.start] = found[next_line.span.start] = 1
    for block, after in pairwise(blocks[1:]):
        end = block[-len(after) :]
        words = " ".join(line.text for line in after)
        same = [line.text for line in end] == [line.text for line in after]
        if same and _is_wordy(words) and after[0].mark is None and len(words) <= _LONGEST:
            found[end[0].span.start] = found[after[0].span.start] = len(after)
    return found


def begins_caption(text: str) -> bool:
    """Whether a line begins as a numbered caption, or a line that gives a source, does.

    >>> [begins_caption(text) for text in ("Figure 2: Graduates", "写真1 訓練", "Source: UN", "Figure 2 shows a rise.")]
    [True, True, True, False]
    """
    return bool(_NUMBERED.match(text) or _SOURCE.match(text)) or bool(_NAMED.match(text) and not ends_sentence(text))


def is_caption(text: str) -> bool:
    """Whether ``text`` is a caption by its own words: it is numbered as one, or ends by crediting a source.

    >>> is_caption("A seminar (Photo: UNODC)"), is_caption("Aid fell. It rose again (Source: OECD).")
    (True, False)
    """
    return begins_caption(text) or (bool(_CREDIT.search(text)) and not _FULL_STOP.search(text))


def is_row_of_captions(lines: Sequence[Line]) -> bool:
    """Whether these lines may be the words under a row of pictures: two or more, short, none ending as a sentence
    does, none numbered, none with several figures."""
    return 2 <= len(lines) <= _MOST_LINES and all(
        _SHORT[0] <= columns(line.text) < _SHORT[1]
        and not ends_sentence(line.text)
        and line.mark is None
        and len(_FIGURE.findall(line.text)) < 2  # else it is a row of a table
        for line in lines
    )


def split_row(lines: Sequence[Line]) -> list[tuple[Line, ...]]:
    """The captions of a row, each with the lines that it was broken over.

    A line goes on with the one before if it begins amid a sentence, or if the one before is open.
    """
    captions: list[tuple[Line, ...]] = []
    for line in lines:
        if captions and (begins_amid(line.text) or is_open(" ".join(one.text for one in captions[-1]))):
            captions[-1] = (*captions[-1], line)
        else:
            captions.append((line,))
    return captions


def _is_wordy(text: str) -> bool:
    return columns(text) >= 12 and (" " in text or not text.isascii()) and any(sign.isalpha() for sign in text)
