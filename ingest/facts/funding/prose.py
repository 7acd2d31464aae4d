"""The funding that sentences tell one after another: what each tells, and what the next adds to it."""

from collections.abc import Iterator, Mapping, Sequence

from corpus.facts import Fact, FactKind
from corpus.records import Kind
from ingest.facts.funding.gifts import Spoken, Told, find_funding
from ingest.facts.funding.items import Lead, find_item, goes_on, headed, is_item, led_by
from ingest.facts.funding.sequel import find_sequel
from ingest.facts.sentences import Sentence, paired


def find_in_prose(sentences: Sequence[Sentence], spoken: Mapping[int, Sequence[Spoken]], title: str) -> Iterator[Fact]:
    """What the sentences tell of funding; a sentence that goes on about it adds to what the one before it told.

    ``spoken`` is where each speaks of a programme, by where the sentence begins.
    """
    prose = _Prose(title)
    for before, sentence in paired(sentences):
        if before is None:
            prose.part()
        told = prose.read(sentence, before, spoken.get(sentence.at, ()))
        if told:
            prose.keep(sentence, told)
        else:
            prose.go_on(sentence)
        prose.hang(sentence, told)
    return prose.facts()


class _Prose:
    """What has been told up to a sentence, and what that may lean on."""

    def __init__(self, title: str) -> None:
        self._title = title
        self._told: list[tuple[Sentence, Told]] = []  # all of it, each with the sentence whose fact it is
        self._earlier: Sequence[Told] = ()  # what the sentence just before told
        self._open = False  # whether the next sentence may add to the last that was told
        self._item = False  # whether that is of an item of a list, which goes on
        self._lead: Lead | None = None  # the line over the list

    def part(self) -> None:
        """Let the next sentence lean on none before it."""
        self._earlier, self._open = (), False

    def read(self, sentence: Sentence, before: Sentence | None, spoken: Sequence[Spoken]) -> list[Told]:
        """What a sentence tells by itself, with what the lines above it say."""
        if self._lead and self._lead.sentence.passage.path != sentence.passage.path:
            self._lead = None
        read = tuple(find_funding(sentence, before, self._earlier, spoken))
        items = (led_by(one, sentence, self._lead) for one in find_item(sentence, self._lead, self._title, read))
        return [headed(one, sentence, before) for one in items]

    def keep(self, sentence: Sentence, told: Sequence[Told]) -> None:
        """Add what a sentence told."""
        self._told += [(sentence, one) for one in told]
        self._earlier, self._open, self._item = told, True, is_item(sentence)

    def go_on(self, sentence: Sentence) -> None:
        """Add to the last that was told what a sentence says of it that told nothing by itself."""
        self._earlier = ()
        if self._open:
            teller, last = self._told[-1]
            more = goes_on(sentence, last) if self._item else None
            self._told[-1] = teller, more or find_sequel(sentence, last)
            self._item = self._item and not sentence.words.endswith(":")

    def hang(self, sentence: Sentence, told: Sequence[Told]) -> None:
        """Let a sentence that ends with a colon lead the list below it, until one that is not of the list."""
        if sentence.words.endswith(":"):
            self._lead = Lead(sentence, told[-1] if told else None)
        elif not is_item(sentence) and sentence.passage.kind is not Kind.LIST:
            self._lead = None

    def facts(self) -> Iterator[Fact]:
        """All that was told, in its order."""
        return (sentence.fact(FactKind.FUNDING, told.details) for sentence, told in self._told)
