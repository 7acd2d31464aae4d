"""The words by which a sentence speaks of what another has named: "the programme", "this Fund", "it", or none."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from corpus.records import Span
from ingest.facts.grammar import any_of, either, is_japanese
from ingest.facts.sentences import Sentence

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
    r"\b"
    + either(
        r"(?!(?:as|was|is|has|does|this|unless|whereas|says|because|perhaps)\b)[a-z]+(?:ed|es|s)",
        r"run|ran|led|set\sup|gave|lent|host|fund|support|finance|oversaw|into|to|for|through|[Uu]nder",
    )
    + r"\s(?P<it>it)(?=\s|[.,;])(?!\s"
    + any_of(
        "possible, clear, easy, easier, difficult, necessary, hard, harder, more, an?, is, was, has, had, will, would,"
        "can, could, may, to"
    )
    + r"\b)"
)
_OF_ITS = any_of(
    "budget, aim, goal, purpose, objective, costs?, (?:first|second|third|current|next|new) phase, implementation,"
    "management, secretariat, launch, start, inception, creation, foundation, first"
)
_ITS = re.compile(rf"(?P<it>[Ii]ts)\s(?=(?:annual\s|total\s|overall\s|main\s)?{_OF_ITS}\b)")
_PHASE = re.compile(r"\b(?P<part>[Tt]he\s(?:first|second|third|current|next|new|pilot|final)\sphase)\b(?!\sof\b)")
_WE = re.compile(r"\b[Ww]e(?=\s[a-z])|(?<=s\s)us\b")
_BEFORE_A_COUNT = either(
    r"(?:In|By|During|Since|Until|Under)\s[^,.;]{2,30}?,?\s",
    r"(?:This|Last|That)\s(?:year|spring|summer|autumn|winter|month)\s",
    r"According\sto\s[^,.;]{2,40},\s",
    r"Of\s(?:the|these|its)\s",
    r"(?:So\sfar|To\sdate|Since\sthen|There|In\sall|Altogether),?\s",
)
_ABOUT = r"(?:(?:A\stotal\sof|More\sthan|Over|Some|About|Nearly|Around|Almost|Up\sto)\s)?"
_COUNT = either(
    r"\d[\d,.]*|[A-Z]?[a-z]+ty(?:-[a-z]+)?|[A-Z][a-z]+teen",
    r"Six|Seven|Eight|Nine|Ten|Eleven|Twelve|(?:Two|Three|Four|Five)\shundred",
)
_COUNTED = re.compile(rf"{_BEFORE_A_COUNT}?(?:[a-z]+\sfrom\s)?{_ABOUT}{_COUNT}\s[a-z]", re.IGNORECASE)
_PART_TAKEN = any_of(
    "(?:lead|implementing|executing) (?:agency|partner|nation|organi[sz]ation), contributing nations?, trustee,"
    "administrator, coordinator, secretariat, managing agent"
)
_TAKES_PART = re.compile(
    r"[A-Z][^.;]{1,120}?\s"
    + either(
        r"takes?\spart|took\spart|joined|participates?",
        r"(?:(?:has|have)\s)?(?:bears?|bore|(?:together\s)?accounts?\sfor|remains?|lends?|lent|seconded|supply|supplies"
        r"|supplied|sends?|sent|(?:meets?|met|pays?|paid|covers?|covered)\s[^.;,]{0,30}?\bcosts?\b)\s",
        r"shares?\sthe\s|(?:is|are)\s(?:its|the\s(?:other|largest|main))\s",
        r"(?<=partners\s)include\s|(?<=donors\s)(?:are|include)\s",
        r"(?<![a-z]\s)(?:started|began|commenced)\sin\s",
        r"(?:[Tt]he|[Ii]ts|[Oo]ur)\s(?:[a-z]+\s)?(?:partners?|donors?)\s(?:is|are)\s",
        rf"(?:is|are|was|were|act(?:s|ed)\sas|serve[sd]?\sas)\s(?:the\s|its\s)?{_PART_TAKEN}\b",
    )
)
_DONORS_ARE = re.compile(
    r"(?:The|Its|Our|Other)\s(?:[a-z]+\s){0,2}(?:donors|contributors|partners|funders)\b[^.;]{0,60}?\s(?:are|were|include[sd]?)\s"
)
# A part of it is what the sentence is about: "Projects are carried out by", "The first course, held in Lima, was".
_PART_OF_IT = re.compile(
    r"(?P<part>(?:(?:The|All|Most|Individual|These|Its|Our)\s)?(?:(?:first|second|third|last|training|pilot|main|joint)\s){0,2}"
    r"(?:projects|activities|courses?|trainings?|workshops?|classes|seminars?|sessions?|lessons|instruction|field\swork)"
    r"(?:\s(?:in|at)\s[A-Z]\w+|\son\s[^.;,]{1,60}?)?(?:,\s[^.;,]{1,80},)?)\s(?:is|are|was|were|has\sbeen|have\sbeen)\s",
    re.IGNORECASE,
)
_JAPANESE = re.compile(
    r"(?:本|同)(?:計画|事業|プロジェクト|プログラム|基金|協力|訓練|演習|協定|覚書|条約|宣言|文書|戦略|大綱)"
)
_JAPANESE_GOES_ON = re.compile(
    r"\A[^。「」]{0,16}\d[\d,]*(?:人|名|隻|か国|カ国)|が(?:これを)?(?:実施|運営)|と(?:の)?(?:連携|協力|共同)"
)


class Way(Enum):
    """How a sentence speaks of something; in the last four ways no word does, but what it tells is of it."""

    NOUN = "the Fund"
    OWNER = "the Fund’s"
    IT = "it"
    WE = "we"  # whoever speaks, if the paper is that of what its title names
    LATER = "and it"  # may mean something of its own sentence
    JAPANESE = "本事業"  # may mean what another sentence before has named
    COUNT = "320 fishers from"
    SHARE = "Fiji takes part"
    PART = "Courses are held by"
    PHASE = "The first phase"


@dataclass(frozen=True, slots=True)
class Reference:
    """Words that speak of what was named before; ``noun`` is what they call it, None if they do not.

    For a part of it ``span`` is that of the part, for a count or a share it is empty.
    """

    span: Span
    way: Way
    noun: str | None = None

    @property
    def implied(self) -> bool:
        """Whether nothing speaks of it but that the sentence goes on with a count, a part of it, or who takes part."""
        return self.way in (Way.COUNT, Way.SHARE) or self.is_part

    @property
    def is_part(self) -> bool:
        """Whether the sentence is about a part of it."""
        return self.way in (Way.PART, Way.PHASE)

    @property
    def speaks(self) -> bool:
        """Whether the sentence is of it as much as if it named it."""
        return self.way not in (Way.COUNT, Way.PART)


def find_references(sentence: Sentence, the: re.Pattern[str]) -> list[Reference]:
    """The words of a sentence that speak of something named before, in order; none for most sentences.

    ``the`` is a noun that may mean it, with its article: "noun" is its group, "owner" that of a possessive behind it.
    """
    words = sentence.words
    found = [
        Reference(Span(one.start(), one.end("noun")), Way.OWNER if one["owner"] else Way.NOUN, one["noun"])
        for one in the.finditer(words)
    ]
    first = _AT_FIRST.match(words)
    its = [*([first] if first else []), *_OBJECT.finditer(words), *_ITS.finditer(words)]
    found += [Reference(Span(*one.span("it")), Way.IT) for one in its]
    found += [Reference(Span(*one.span()), Way.WE) for one in _WE.finditer(words)][:1]
    later = (one for one in _LATER.finditer(words) if not first or one.start("it") != first.start("it"))
    found += [Reference(Span(*one.span("it")), Way.LATER) for one in later]
    japanese = _JAPANESE.match(words)
    if japanese:
        found.append(Reference(Span(*japanese.span()), Way.JAPANESE))
    return sorted([*found, *_implied(words, bool(found))], key=lambda one: one.span)


def _implied(words: str, spoken: bool) -> Iterator[Reference]:
    """What a sentence goes on about without a word for it; ``spoken`` is whether another reference has one."""
    part = _PART_OF_IT.match(words) or _PHASE.search(words)
    if part:
        yield Reference(Span(*part.span("part")), Way.PHASE if part.re is _PHASE else Way.PART)
    elif _TAKES_PART.match(words) or _DONORS_ARE.match(words):
        yield Reference(Span(0, 0), Way.SHARE)
    elif _COUNTED.match(words) or (is_japanese(words) and not spoken and _JAPANESE_GOES_ON.search(words)):
        yield Reference(Span(0, 0), Way.COUNT)
