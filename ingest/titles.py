"""What a document calls itself where neither its manifest nor its file says so."""

import re

from ingest.reading import Reading, Role

LONGEST, MOST_SIGNS = 20, 160  # words and signs of a title
_WORD = re.compile(r"[\u3400-\u9fffァ-ヴー]|[^\W\d_]{2,}")
_NO_TITLE = re.compile(  # what a document may begin with and is not called
    r"(?:table of |list of )?contents|list of \w+|index|foreword|preface|introduction|(?:executive )?summary|abstract"
    r"|overview|(?:explanatory )?notes?|annex(?:es)?|appendix|目次|はじめに|概要|前書き|まえがき"
    r"|.*https?://.*|.*\bwww\..*|.*\bpage \d+.*|distr\b.*"
    r"|(?:\w+day,? )?(?:\d{1,2}(?:st|nd|rd|th)? )?(?:of )?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
    r" ?[\d, ]*",
    re.IGNORECASE,
)
_SPACED = re.compile(r"(?<!\w)(?:\w ){3,}\w(?!\w)")  # F E B R U A R Y
_SENTENCE = re.compile(r"[.,;:。、][)\]\"'”’]*$")


def opening_title(reading: Reading) -> str:
    """The words that a document opens with, if they are its title; else its first heading of level 0, else nothing.

    A title is a heading of level 0, or what stands first of all: some words, no sentence, no table of contents, not set
    letter by letter.

    >>> from corpus.records import Span
    >>> from ingest.reading import Block
    >>> blocks = Block(Span(0, 17), Role.TEXT), Block(Span(19, 24), Role.TEXT)
    >>> opening_title(Reading("HARBOURS ACT 2021\\n\\nNotes", blocks))
    'HARBOURS ACT 2021'
    """
    told = [(block, " ".join(block.span.of(reading.text).split())) for block in reading.blocks]
    stated = [words for block, words in told if (block.role, block.level) == (Role.HEADING, 0)]
    found = next((words for words in stated if not _NO_TITLE.fullmatch(words.rstrip(" .:"))), "")
    return found or next((words for block, words in told[:1] if _may_be_title(block.role, words)), "")


def _may_be_title(role: Role, words: str) -> bool:
    if role not in (Role.HEADING, Role.TEXT, Role.PARAGRAPH) or _NO_TITLE.fullmatch(words.rstrip(" .:")):
        return False
    if _SPACED.search(words) or _SENTENCE.search(words) or len(words.split()) > LONGEST or len(words) > MOST_SIGNS:
        return False
    return len(_WORD.findall(words)) > 1
