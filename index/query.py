"""A query as it is written: quoted words are exact, a minus leaves out, everything else is ranked by.

    "capacity building" navy -piracy -"coast guard"

finds passages whose text holds the two quoted words next to each other, and neither the word piracy nor the phrase
coast guard, also not in a heading. A minus leaves out only where a letter or a quotation mark follows it and a space,
or nothing, stands before it: a hyphen, a dash and a negative number do not. A quotation mark that is never closed, or
encloses no word, is read as if it were not there. Words are compared exactly but for case and width (NFKC); what
stands between two words of a phrase may be anything that is no letter and no digit.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

from index.bm25 import LexicalIndex
from index.concepts import Concepts, Understood
from index.lexical import UNSPACED, stem

_OPENED, _CLOSED = r"[\"“„＂]", r"[\"“”＂]"
_SIGNED = re.compile(
    rf"(?P<minus>(?<!\S)[-－])?(?<![0-9A-Za-z]){_OPENED}(?P<phrase>[^\"“”„＂]*){_CLOSED}"
    r"|(?<!\S)[-－](?P<word>[^\W\d_][^\s\"“”„＂]*)"
)
_WORD = re.compile(r"[^\W_]+")
_SMALL = re.compile(r"(?<![^\s(])[a-z]+(?![^\s.,;:?!)])")  # a word in small letters that is part of no other sign
_HYPHENED = re.compile(r"(?<![\w-])([^\W\d_]+)[-\u2010]([^\W\d_]+)(?![\w-])")
_LETTER = rf"[^\W_{UNSPACED}]"  # of a writing that puts spaces between words
_UNSPACED = re.compile(rf"[{UNSPACED}]")


@dataclass(frozen=True, slots=True)
class Query:
    """A query as it was read. ``text`` is what to rank by, without signs and without what is left out.

    A passage must hold all ``phrases`` and may hold none of ``excluded``; either is as it was written. ``names`` are
    the words by which the names in it are indexed, and ``understood`` is what was taken otherwise than it was written.
    Both are empty until it ``is_read``: then it is searched for as it is, and nothing in it is mended again.
    """

    text: str
    phrases: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    understood: tuple[Understood, ...] = ()
    is_read: bool = False

    @property
    def meaning(self) -> str:
        """The text with what names in it are called otherwise: what is told to the embedding model."""
        return " ".join((self.text, *(one.read for one in self.understood if one.why != "spelling")))


def read_query(written: str) -> Query:
    """What ``written`` asks for; its text is empty if it only says what to leave out.

    >>> read = read_query('"capacity building" in 2019 -piracy -"coast guard"')
    >>> read.text, read.phrases, read.excluded
    ('capacity building in 2019', ('capacity building',), ('piracy', 'coast guard'))
    >>> read_query('a twenty-foot boat - 5 " crew at -3°').phrases
    ()
    """
    phrases, excluded = dict[str, None](), dict[str, None]()

    def unsigned(found: re.Match[str]) -> str:
        said = found["word"] or found["phrase"] or ""
        if not _WORD.search(_folded(said)):  # "ﾞ" is a letter as written, and none as it is compared
            return " "
        (excluded if found["word"] or found["minus"] else phrases)[said.strip()] = None
        return " " if found["word"] or found["minus"] else said

    text = _SIGNED.sub(unsigned, written)
    if phrases or excluded:
        return Query(" ".join(text.split()), tuple(phrases), tuple(excluded))
    return Query(written)


def understand(query: Query, lexical: LexicalIndex, concepts: Concepts, is_word: Callable[[str], bool]) -> Query:
    """``query`` with its slips mended and its names known, as far as the rows that ``lexical`` searches hold them.

    ``is_word`` tells of a word in small letters whether it is right as it is, though no passage may hold it.
    """
    mended: dict[str, Understood] = {}

    def mend(found: re.Match[str]) -> str:
        word = found.group()
        # What the corpus holds comes first: it is the quickest to tell, and the lexical leg looks it up in any case.
        right = lexical.holds(word) or is_word(word) or concepts.known(word)
        meant = None if right else lexical.mended(word)
        if meant:
            mended[word] = Understood(word, meant, "spelling")
        return meant or word

    text = _SMALL.sub(mend, query.text)
    names, called = concepts.asked(text, lexical.includes, lexical.is_word)
    wholes = ("".join(found.groups()) for found in _HYPHENED.finditer(text.casefold()))
    named = (*names, *(stem(whole) for whole in wholes if lexical.written(whole)))
    return replace(query, text=text, names=named, understood=(*mended.values(), *called), is_read=True)


def holds(text: str, phrases: Iterable[str]) -> list[bool]:
    """Of each of ``phrases`` whether ``text`` holds its words, next to each other and in their order.

    >>> holds("Capacity-\\nbuilding for ＯＤＡ; ODA大綱", ["capacity building", "oda", "building ODA", "大綱"])
    [True, True, False, True]
    """
    folded = _folded(text)
    return [bool(_pattern(phrase).search(folded)) for phrase in phrases]


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold().replace("\u00ad", "")


@lru_cache(1_000)
def _pattern(phrase: str) -> re.Pattern[str]:
    """A phrase as an expression over folded text; in unspaced writing a line may break between any two signs."""
    words = _WORD.findall(_folded(phrase))
    made = _spelled(words[0])
    for before, word in pairwise(words):
        touching = _UNSPACED.match(before[-1]) or _UNSPACED.match(word[0])
        made += (r"[\W_]*" if touching else r"[\W_]+") + _spelled(word)
    first = "" if _UNSPACED.match(words[0][0]) else rf"(?<!{_LETTER})"
    last = "" if _UNSPACED.match(words[-1][-1]) else rf"(?!{_LETTER})"
    return re.compile(first + made + last)


def _spelled(word: str) -> str:
    return re.sub(rf"(?<=[{UNSPACED}])(?=[{UNSPACED}])", r"\\s*", word)
