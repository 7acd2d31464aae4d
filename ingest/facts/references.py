"""Where a sentence speaks of what another has named: "the programme", "this Fund", "it"."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from corpus.facts import Detail
from corpus.records import Span
from ingest.facts.grammar import any_of, is_japanese
from ingest.facts.sentences import Sentence

_NOT_IT = r"(?![\w-]|\sof\s|\s(?:office|document|manager|staff|team|director|agreement|countries)\b)"
_NOTHING = (  # "it was decided to": nothing is meant
    r"(?:is|was|has\sbeen)\s(?:decided|agreed|planned|hoped|expected|important|necessary|possible|clear|announced"
    r"|estimated|reported|said|believed|noted|essential|likely|also\simportant)\s(?:to|that)\b"
)
_AT_FIRST = re.compile(
    r"(?:(?:In|As\sof|At|Since|By|From|Between|During|So|To|Today|Now|Until|Over|Under|Run|Led|Set\sup|Begun|[A-Z][a-z]+ed)\b"
    r"[^.;]{0,90}?,?\s)?"
    rf"(?P<it>[Ii]t)\s(?=[a-z])(?!{_NOTHING})"
)
_LATER = re.compile(r"(?:\bsince|,\sand|\band|;|\bwhere)\s(?P<it>it)\s(?=[a-z])")
_OBJECT = re.compile(  # "has managed it", "lent it $4 million"; not "said it has", "makes it possible"
    r"\b(?:(?!(?:as|was|is|has|does|this|unless|whereas|says|because|perhaps)\b)[a-z]+(?:ed|es|s)|run|ran|led|set\sup|gave|lent|host|fund|support|finance|oversaw|into|to|for|[Uu]nder)\s"
    r"(?P<it>it)(?=\s|[.,;])(?!\s(?:possible|clear|easy|easier|difficult|necessary|hard|harder|more|an?|is|was|has|had|will"
    r"|would|can|could|may|to)\b)"
)
_ITS = re.compile(
    r"(?P<it>[Ii]ts)\s(?=(?:annual\s|total\s|overall\s|main\s)?(?:budget|aim|goal|purpose|objective|costs?|(?:first|second|third|current|next|new)\sphase|implementation|management|secretariat|launch|start|inception|creation|foundation|first)\b)"
)
_PHASE = re.compile(r"\b(?P<part>[Tt]he\s(?:first|second|third|current|next|new|pilot|final)\sphase)\b(?!\sof\b)")
_COUNTED = re.compile(
    r"(?:(?:In|By|During|Since|Until|Under)\s[^,.;]{2,30}?,?\s|(?:This|Last|That)\s(?:year|spring|summer|autumn|winter|month)\s"
    r"|According\sto\s[^,.;]{2,40},\s|(?:So\sfar|To\sdate|Since\sthen|There|In\sall|Altogether),?\s)?(?:[a-z]+\sfrom\s)?(?:(?:A\stotal\sof|More\sthan|Over|Some|About|Nearly|Around|Almost|Up\sto)\s)?"
    r"(?:\d[\d,.]*|[A-Z]?[a-z]+ty(?:-[a-z]+)?|[A-Z][a-z]+teen|Six|Seven|Eight|Nine|Ten|Eleven|Twelve|(?:Two|Three|Four|Five)\shundred)\s[a-z]",
    re.IGNORECASE,
)
_PART_TAKEN = any_of(
    "(?:lead|implementing|executing) (?:agency|partner|nation|organi[sz]ation), contributing nations?, trustee,"
    "administrator, coordinator, secretariat, managing agent"
)
_TAKES_PART = re.compile(
    r"[A-Z][^.;]{1,120}?\s(?:takes?\spart|took\spart|joined|participates?|(?:(?:has|have)\s)?(?:bears?|bore|(?:meets?|met|pays?|paid|covers?|covered)\s[^.;,]{0,30}?\bcosts?\b|(?:together\s)?accounts?\sfor|remains?|lends?|lent|seconded|supply|supplies|supplied|sends?|sent)\s|shares?\sthe\s|(?:is|are)\s(?:its|the\s(?:other|largest|main))\s"
    r"|(?<=partners\s)include\s|(?<=donors\s)(?:are|include)\s|(?<![a-z]\s)(?:started|began|commenced)\sin\s"
    rf"|(?:is|are|was|were|act(?:s|ed)\sas|serve[sd]?\sas)\s(?:the\s|its\s)?{_PART_TAKEN}\b)"
)
# A part of it is what the sentence is about: "Projects are carried out by", "The first course, held in Lima, was".
_PART_OF_IT = re.compile(
    r"(?P<part>(?:(?:The|All|Most|Individual|These)\s)?(?:(?:first|second|third|last|training|pilot|main|joint)\s){0,2}"
    r"(?:projects|activities|courses?|trainings?|workshops?|classes|seminars?|sessions?|lessons|instruction|field\swork)"
    r"(?:\s(?:in|at)\s[A-Z]\w+)?(?:,\s[^.;,]{1,80},)?)\s(?:is|are|was|were|has\sbeen|have\sbeen)\s",
    re.IGNORECASE,
)
_JAPANESE = re.compile(
    r"(?:本|同)(?:計画|事業|プロジェクト|プログラム|基金|協力|訓練|演習|協定|覚書|条約|宣言|文書|戦略|大綱)"
)
_RECENT = 12  # names under one heading that a noun may mean: a text without headings may have thousands
_JAPANESE_GOES_ON = re.compile(
    r"\A[^。「」]{0,16}\d[\d,]*(?:人|名|隻|か国|カ国)|が(?:これを)?(?:実施|運営)|と(?:の)?(?:連携|協力|共同)"
)
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
        rf"\b(?:[Tt]he|[Tt]his|[Tt]hat|[Ii]ts)\s(?:(?:joint|new|training|trust|whole|same|Trust|[Rr]egional|[Nn]ational|[Bb]ilateral)\s)?(?P<noun>(?i:{form})){_NOT_IT}"
        r"(?P<owner>[’']s)?"
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


@dataclass(frozen=True, slots=True)
class Reference:
    """Words that speak of what was named before: ``noun`` is what they call it, None for "it" or for no word at all.

    ``implied`` is whether nothing speaks of it, but the sentence goes on with a count or with those who take part;
    ``share`` whether it is the latter, ``part`` whether it then is about a part of it, which ``span`` names with what
    stands aside.
    ``owner`` is whether it stands in the possessive, ``later`` whether it may mean something of its own sentence,
    ``japanese`` whether it is 本事業 or the like, which may mean what another sentence before has named.
    """

    span: Span
    noun: str | None = None
    implied: bool = False
    share: bool = False
    part: bool = False
    owner: bool = False
    later: bool = False
    japanese: bool = False


@dataclass(frozen=True, slots=True)
class Around:
    """The part of a sentence that may speak of one programme: from what names another before it to what does behind."""

    start: int
    end: int


@dataclass(slots=True)
class Topics:
    """What the sentences of one heading have named, so that later ones can speak of it; ``title`` is the document's."""

    sort: Sort
    title: str = ""
    path: tuple[str, ...] = ()
    main: Detail | None = None
    named: list[Detail] = field(default_factory=list)
    last: Detail | None = None

    def enter(self, sentence: Sentence, *, goes_on: bool) -> None:
        """Forget what was named under another heading, and what "it" was unless the sentence ``goes_on``.

        What the title names is not forgotten.
        """
        if sentence.passage.path != self.path:
            self.path, self.named = sentence.passage.path, []
        self.last = self.last if goes_on else None

    def name(self, name: Detail) -> None:
        """Remember what a sentence names; for good, if it is the first that the title or a first heading names, too."""
        self.named.append(name)
        if self.main is None and name.value.casefold() in " | ".join((self.title, *self.path[:1])).casefold():
            self.main = name

    def meant(self, reference: Reference) -> Detail | None:
        """The name of what a reference means: for a noun the last that is called so, or the last if it has no noun."""
        if reference.noun is None:
            return self.last or (self.named[-1] if reference.japanese and self.named else None)
        noun = _folded(reference.noun)
        alike = self.sort.alike
        if self.last and noun in alike and (not (called := self._called(self.last)) or called & alike):
            return self.last
        for name in reversed(self.named[-_RECENT:]):
            called = self._called(name)
            if noun in called or (not called and name is self.named[-1]):
                return name
        return self.main if self.main and noun in self._called(self.main) else None

    def _called(self, name: Detail) -> set[str]:
        return {_folded(one) for one in re.findall(rf"\b{self.sort.nouns}\b", name.value.lower())}


def _folded(noun: str) -> str:
    noun = noun.lower()
    return _SAME.get(noun, noun)


def find_references(sentence: Sentence, sort: Sort) -> Iterator[Reference]:
    """The words of a sentence that speak of something named before, in order; none for most sentences."""
    words = sentence.words
    found = [
        Reference(Span(one.start(), one.end("noun")), one["noun"], owner=bool(one["owner"]))
        for one in sort.the.finditer(words)
    ]
    first = _AT_FIRST.match(words)
    its = [first] if first else []
    its += [*_OBJECT.finditer(words), *_ITS.finditer(words)]
    found += [Reference(Span(*one.span("it"))) for one in its]
    begun = first.start("it") if first else -1
    found += [
        Reference(Span(*one.span("it")), later=True) for one in _LATER.finditer(words) if one.start("it") != begun
    ]
    japanese = _JAPANESE.match(words)
    if japanese:
        found.append(Reference(Span(*japanese.span()), japanese=True))
    goes_on = _JAPANESE_GOES_ON.search(words) if is_japanese(words) and not found else None
    part = _PART_OF_IT.match(words) or _PHASE.search(words)
    if part:
        found.append(Reference(Span(*part.span("part")), implied=True, share=part.re is _PHASE, part=True))
    elif goes_on or _COUNTED.match(words) or _TAKES_PART.match(words):
        found.append(Reference(Span(0, 0), implied=True, share=bool(_TAKES_PART.match(words))))
    yield from sorted(found, key=lambda one: one.span)


def around(sentence: Sentence, span: Span, kept: Sequence[Span]) -> Around:
    """The part of a sentence around ``span`` that names none of ``kept`` besides it."""
    return Around(
        max((one.end for one in kept if one.end <= span.start), default=0),
        min((one.start for one in kept if one.start > span.start), default=len(sentence.words)),
    )
