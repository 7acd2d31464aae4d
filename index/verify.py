"""Verification: whether what an answer says stands in what it cites, whatever made the answer.

Each number with its unit, currency or rank, each year, fiscal year and date, and each proper name of the answer must
stand in one of the quotations, in whatever form: "$2.4m" is borne out by "2,400,000 dollars", not by "$2.4 billion",
FY2019 not by 2019, Kenya not by Djibouti. And each quotation must be its document's own words.

What this does not see: two true figures that have changed places, and a wrong verb between right names.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain

from corpus.records import Citation, Span
from corpus.vocabulary import Vocabulary, words
from index import dates, japanese, lexical, quantities, units
from index.asking import FUNCTION_WORDS
from index.constraints import alike
from index.question import NAMED
from index.units import YEAR

GAP = 2  # words that a name may leave out: "Prime Minister Abe" of "Prime Minister Shinzo Abe"

_TOKEN = re.compile(r"[^\W_]+(?:['.&/+-][^\W_]+)*")
_BINDS = re.compile(r"[ -]|\.? | (?:of|for|on|de|&)(?: the)? ")  # what may stand between two words of one name
_OPENS = re.compile(r"(?:^|[.!?:;•“\"(\[\n-]\s?)\Z")  # what stands before the first word of a sentence
_NEXT = re.compile(r"\s?([^\W\d_]+)")
# Words that open a sentence and name nothing.
_OPENERS = """
    accordingly additionally also although another approximately because besides consequently currently despite
    finally firstly following furthermore hence here however including later meanwhile moreover nevertheless no
    notably overall primarily recently secondly similarly since specifically subsequently therefore thus today
    together unlike yes yet
"""


@dataclass(frozen=True, slots=True)
class Fault:
    """What of an answer is not borne out: ``said`` is as the answer has it, ``problem`` what is wrong with it."""

    said: str
    problem: str

    def __str__(self) -> str:
        return f"“{self.said}” {self.problem}"


def verify(text: str, quotes: Sequence[str], vocabulary: Vocabulary) -> tuple[Fault, ...]:
    """What ``text`` says and none of ``quotes`` bears out: dates, then figures, then names; empty if all is borne out.

    >>> from corpus.vocabulary import vocabulary
    >>> told = ["In FY2019, Japan contributed US$2,400,000 to Kenya."]
    >>> verify("Japan gave Kenya $2.4m in fiscal year 2019.", told, vocabulary({}))
    ()
    >>> [fault.said for fault in verify("Japan gave Chad $2.4 billion in 2019.", told, vocabulary({}))]
    ['$2.4 billion', '2019', 'Chad']
    """
    if " ".join(text.split()) in (" ".join(quote.split()) for quote in quotes):
        return ()
    told = _Source(tuple(_Read(quote, vocabulary) for quote in quotes))
    return tuple(dict.fromkeys(told.faults(_Read(text, vocabulary))))


def misquoted(citations: Iterable[Citation], text_of: dict[str, str]) -> tuple[Fault, ...]:
    """The citations that are not the words of their document at their place; ``text_of`` by document id."""
    return tuple(
        Fault(one.quote, f"does not stand in {one.document_id} at {one.span.start}")
        for one in citations
        if one.span.of(text_of[one.document_id]) != one.quote
    )


class _Read:
    """A text as it is compared; its parts are read when they are asked for."""

    def __init__(self, text: str, vocabulary: Vocabulary) -> None:
        self.text = quantities.plain(text)
        self._vocabulary = vocabulary

    @cached_property
    def dates(self) -> tuple[dates.Date, ...]:
        return dates.dates(self.text)

    @cached_property
    def undated(self) -> str:
        """The text with its dates blanked, every sign in its place."""
        return _blanked(self.text, [one.span for one in self.dates])

    @cached_property
    def quantities(self) -> tuple[quantities.Quantity, ...]:
        return quantities.quantities(self.undated)

    @cached_property
    def years(self) -> frozenset[int]:
        counted = {int(one.value) for one in self.quantities if one.unit == YEAR}
        return frozenset(counted | {one.year for one in self.dates if one.year})

    @cached_property
    def words(self) -> tuple[str, ...]:
        return self._canonical(self.text)

    @cached_property
    def currencies(self) -> frozenset[str]:
        return units.currencies(self.words) | {one.unit for one in self.quantities}

    @cached_property
    def stems(self) -> frozenset[str]:
        return frozenset(lexical.words(self.text))

    @cached_property
    def squeezed(self) -> str:
        return self.text.replace(" ", "")

    def names(self) -> Iterator[tuple[str, tuple[str, ...], bool]]:
        """Each name as it is said, its words in their standing form, and whether it may be but a sentence's opening."""
        rest = _blanked(self.undated, [one.span for one in self.quantities])
        for said, opening in _names(rest):
            yield said, self._canonical(said), opening
        heard = set(self._canonical(" ".join(said for said, _ in _names(rest))))
        for part in self._vocabulary.parts(words(rest)):  # the known ones that are written without a capital
            if part.kind in NAMED and not (heard | FUNCTION_WORDS).issuperset(part.standing):
                yield " ".join(part.standing), part.standing, False

    def _canonical(self, text: str) -> tuple[str, ...]:
        return self._vocabulary.canonical(words(text))


@dataclass(frozen=True, slots=True)
class _Source:
    """What is quoted, read quotation by quotation."""

    reads: tuple[_Read, ...]

    def faults(self, said: _Read) -> Iterator[Fault]:
        """What of ``said`` none of the quotations bears out."""
        years = frozenset(chain.from_iterable(one.years for one in self.reads))
        counted = [one for read in self.reads for one in read.quantities]
        dated = [one for read in self.reads for one in read.dates]
        for date in said.dates:
            if not any(dates.bears_out(one, date, years) for one in dated):
                yield Fault(date.span.of(said.text), "is a date that no citation has")
        for one in said.quantities:
            in_a_date = one.unit == YEAR and int(one.value) in years
            if not in_a_date and not any(quantities.bears_out(each, one) for each in counted):
                yield Fault(_with_unit(said.text, one.span), "is a figure that no citation has")
        known = frozenset(chain.from_iterable(one.currencies for one in self.reads))
        for code in sorted(units.currencies(said.words) - known):
            yield Fault(code, "is a currency that no citation has")
        for name, parts, opening in said.names():
            if not any(_carries(read, parts) or (opening and _like_a_word(read, name)) for read in self.reads):
                yield Fault(name, "is a name that no citation has")
        for name in japanese.names(said.text):
            if not any(name in read.squeezed for read in self.reads):
                yield Fault(name, "is a name that no citation has")


def _carries(read: _Read, name: tuple[str, ...]) -> bool:
    """Whether the words of ``name`` stand in what was read, in their order, at most GAP others between them."""
    told = read.words
    return any(
        _follows(name, told[start : start + len(name) + GAP]) for start, word in enumerate(told) if alike(name[0], word)
    )


def _follows(name: Sequence[str], told: Sequence[str]) -> bool:
    rest = iter(told)
    return all(any(alike(wanted, found) for found in rest) for wanted in name)


def _like_a_word(read: _Read, said: str) -> bool:
    """Whether a sentence's first word, which any word may be, stands in what was read in another inflection."""
    return read.stems.issuperset(lexical.words(said))


def _names(text: str) -> Iterator[tuple[str, bool]]:
    """Each name in ``text``, and whether it is but the first word of a sentence."""
    for run in _runs(text):
        said = text[run[0].start() : run[-1].end()]
        opening = len(run) == 1 and bool(_OPENS.search(text, 0, run[0].start()))
        if not (opening and said.casefold() in _OPENERS.split()):
            yield said, opening


def _runs(text: str) -> Iterator[list[re.Match[str]]]:
    """The words of ``text`` with a capital or a digit in them, those of one name together."""
    run: list[re.Match[str]] = []
    for token in _TOKEN.finditer(text):
        word = token.group()
        if not any(sign.isupper() or sign.isdigit() for sign in word):
            continue
        if run and not _BINDS.fullmatch(text, run[-1].end(), token.start()):
            yield run
            run = []
        if run or (len(word) > 1 and (word.isupper() or word.casefold() not in FUNCTION_WORDS)):
            run.append(token)
    if run:
        yield run


def _blanked(text: str, spans: Iterable[Span]) -> str:
    """``text`` with semicolons in place of ``spans``, so that no name goes across them."""
    made = list(text)
    for span in spans:
        made[span.start : span.end] = ";" * (span.end - span.start)
    return "".join(made)


def _with_unit(text: str, span: Span) -> str:
    """A figure with the word after it, if that is what it counts, as a person would point to it."""
    found = _NEXT.match(text, span.end)
    return text[span.start : found.end() if found and found[1] not in FUNCTION_WORDS else span.end]
