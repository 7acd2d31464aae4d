"""What a text has named under a heading, and what its later words mean of it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from corpus.facts import Detail
from corpus.records import Span
from ingest.facts.grammar import any_of
from ingest.facts.phrases import capitalised
from ingest.facts.references import Reference, Way, find_references
from ingest.facts.sentences import Sentence

_NOT_IT = r"(?![\w-]|\sof\s|\s(?:office|document|manager|staff|team|director|agreement|countries)\b)"
_DEFINED = re.compile(  # (SLHF, "the Fund"), (hereinafter "the Scheme"), (the Project)
    r"[”\"]?\s?\((?:[^()]{1,60},\s)?(?:here(?:in)?after,?\s|henceforth,?\s|below,?\s)?[“\"‘']?the\s(?P<noun>[A-Z]\w+)[”\"’']?\)"
)
_RECENT = 12  # names under one heading that a noun may mean: a text without headings may have thousands
_SAME = {"programme": "program", "center": "centre"}


@dataclass(frozen=True, slots=True)
class Sort:
    """The ``nouns`` by which a text goes on about what it has named; which of ``alike`` it uses by turns is all one."""

    nouns: str
    alike: frozenset[str]
    the: re.Pattern[str]


def _sort(nouns: str, alike: str) -> Sort:
    form = any_of(nouns)
    the = re.compile(
        r"\b(?:[Tt]he|[Tt]his|[Tt]hat|[Ii]ts)\s"
        r"(?:(?:joint|new|training|whole|same|[Tt]rust|[Rr]egional|[Nn]ational|[Bb]ilateral)\s)?"
        rf"(?P<noun>(?i:{form})){_NOT_IT}(?P<owner>[’']s)?"
    )
    return Sort(form, frozenset(alike.split()), the)


PROGRAMMES = _sort(
    "program, programme, project, fund, initiative, scheme, facility, campaign, mission, exercise, course, partnership,"
    "exchange, operation, network, centre, center, fellowship, window, platform, map, effort, team, corps,"
    "college, school, academy,"
    "mechanism, instrument, activity",
    "program project initiative scheme effort",
)
AGREEMENTS = _sort(
    "agreement, treaty, convention, protocol, memorandum, declaration, plan, strategy, policy, arrangement, compact,"
    "pact, accord, code, roadmap, framework, charter, statement, document, principles, concept",
    "agreement treaty pact accord arrangement memorandum document",
)


@dataclass(slots=True)
class Topics:
    """What the sentences of one heading have named, so that later ones can speak of it; ``title`` is the document's.

    ``headings`` are the names in each path's last heading itself, ``about`` is what the headings over all
    name, ``defined`` those that a noun is said to mean from here on: "the Reef Scheme (“the Scheme”)".
    """

    sort: Sort
    title: str = ""
    headings: Mapping[tuple[str, ...], Sequence[Detail]] = field(default_factory=dict)
    path: tuple[str, ...] = ()
    main: Detail | None = None
    about: Detail | None = None
    defined: dict[str, Detail] = field(default_factory=dict)
    named: list[Detail] = field(default_factory=list)
    last: Detail | None = None

    def enter(self, sentence: Sentence, *, goes_on: bool) -> None:
        """Forget what was named under another heading, and what "it" was unless the sentence ``goes_on``.

        What the title names is not forgotten.
        """
        if sentence.passage.path != self.path:
            self.path, self.named = sentence.passage.path, [*self.headings.get(sentence.passage.path, ())]
        self.last = self.last if goes_on else None

    def name(self, name: Detail, behind: str = "") -> None:
        """Remember what a sentence names; for good, if it is the first that the title or a first heading names, too.

        Also if what stands right ``behind`` it says that a noun will mean it.
        """
        self.named.append(name)
        said = _DEFINED.match(behind)
        if said and (noun := _folded(said["noun"])) in self._called(name):
            self.defined.setdefault(noun, name)
            self.main = self.main or name
        if self.main is None and name.value.casefold() in " | ".join((self.title, *self.path[:1])).casefold():
            self.main = name

    def mentions(self, sentence: Sentence, named: Sequence[Span]) -> list[tuple[Span, Reference | None]]:
        """Where a sentence names something, and where it speaks of what was named; what is only implied comes last."""
        found = find_references(sentence, self.sort.the) if named or self.named or self.main else ()
        apart = [one for one in found if not any(one.span.overlaps(span) for span in named)]
        spoken = [(one.span, one) for one in apart if not one.implied]
        told: list[tuple[Span, Reference | None]] = [*((span, None) for span in named), *spoken]
        return [*sorted(told, key=lambda one: one[0]), *((one.span, one) for one in apart if one.implied)]

    def meant(self, reference: Reference, sentence: Sentence, first: Detail | None) -> Detail | None:
        """What a reference means; None if nothing, or if only what is its own: "The Policy was adopted; it directs".

        ``first`` is what the sentence is of, as far as it has been read.
        """
        other = reference.way is Way.LATER and not first and capitalised(sentence.words[: reference.span.start])
        return None if other else self._meant(reference)

    def _meant(self, reference: Reference) -> Detail | None:
        """The last name for "it", for a noun the last that is called so."""
        if reference.way is Way.WE:
            main = self.main
            title = self.title.split("\n")[0].split(":")[0].strip().casefold().removeprefix("the ")
            return main if main and title == main.value.casefold() else None
        if reference.noun is None:
            return self.last or (self.named[-1] if reference.way is Way.JAPANESE and self.named else None)
        noun = _folded(reference.noun)
        alike = self.sort.alike
        if self.last and noun in alike and (not (called := self._called(self.last)) or called & alike):
            return self.last
        for name in reversed(self.named[-_RECENT:]):
            called = self._called(name)
            if noun in called or (not called and name is self.named[-1]):
                return name
        if noun in self.defined:
            return self.defined[noun]
        if self.about and not self.main and reference.noun[0].isupper() and noun in self._called(self.about):
            return self.about
        return self.main if self.main and noun in self._called(self.main) else None

    def _called(self, name: Detail) -> set[str]:
        return {_folded(one) for one in re.findall(rf"\b{self.sort.nouns}\b", name.value.lower())}


def _folded(noun: str) -> str:
    noun = noun.lower()
    return _SAME.get(noun, noun)


def around(sentence: Sentence, span: Span, named: Sequence[Span]) -> Span:
    """The part of a sentence around ``span`` that may speak of it: it names none of ``named`` besides it."""
    return Span(
        max((one.end for one in named if one.end <= span.start), default=0),
        min((one.start for one in named if one.start > span.start), default=len(sentence.words)),
    )
