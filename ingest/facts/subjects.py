"""The subject of a verb: who does what a sentence tells."""

import re

from corpus.records import Span
from ingest.facts.grammar import IN_JAPANESE_BRACKETS, any_of, is_japanese, pattern
from ingest.facts.names import PROGRAMME, Name
from ingest.facts.phrases import capitalised
from ingest.facts.sentences import Sentence

_NOUN = re.compile(
    r"\w*(?:ments?|tions?|loans?|grants?|funds|awards?|pledges?|expenditures?|budgets?|aid|assistance|support|\wing)",
    re.IGNORECASE,
)  # behind a name it needs an auxiliary to be a verb
# A name that one of these stands before is no subject.
_OBJECT = re.compile(
    r"\b"
    + any_of(
        "of, to, in, for, with, by, from, at, on, off, into, towards?, against, through, via, between, among, around,"
        "than, under, within, including, like, such as, and, or, to \\w+"
    )
    + r"\s(?:the\s|an?\s)?\Z|[(“\"][^)”\"]{0,40}\Z",
    re.IGNORECASE,
)
_AFTER_A_NAME = re.compile(r"\b[A-Z]\w+,\s\Z")  # "in Bangkok, Thailand, …"
_MEANS_FIRST = re.compile(r"(?:\w+,\s)?(?:[Tt]hrough|[Ww]ith|[Bb]y|[Uu]sing)\b")
# What stands between a subject and its verb.
_AUXILIARY = re.compile(
    r"\s(?:(?:has|have|had|will|would|is|are|was|were|also|then|recently|already|further|jointly|agreed|decided|plans?"
    r"|announced|intends?|to|been|it|\w+ly)\s){0,5}\Z"
)
_IN_APPOSITION = re.compile(r"\A,\s(?:part|a|an|the)\s[^,]{1,100},")  # "Gavi, a fund in Geneva, gave"
_RELATIVE = re.compile(rf",?\s(?:which|who)(?={_AUXILIARY.pattern})")
_THANKS = re.compile(r"\b(?:thanks\sto|by|from)\s(?:the\s)?\Z")
_TO_GIVE = re.compile(r"\sto\s")
_LINKS = 20  # characters before a name in which a conjunction and an article stand
_NEW_CLAUSE = re.compile(r",\s(?:and|but|while|whereas)\s(?:the\s)?\Z")
_CLAUSE = pattern("where, when, while, whose, because, although, whereas, (?:at|in|on|during) which(?! (?:it|they)\\b)")
# Others who act, without a name: "181 stakeholders from 78 countries made"; in "Peru and 14 others" Peru does, too.
_OTHERS = re.compile(
    r"(?!,?\s(?:and|with|together|as\swell\sas)\b).*"
    r"\b(?:\d[\d,]*|two|three|four|five|six|seven|eight|nine|ten|several|many|most|all)\s(?:[a-z-]+\s){0,3}?"
    r"(?:stakeholders|donors|countries|governments|states|nations|members|partners|companies|participants|organi[sz]ations"
    r"|agencies|bodies|banks|foundations|delegations|parties)\b[^,;]{0,40}\Z"
)
_NO_NAME = pattern(
    "This, That, These, Those, It, They, He, She, We, There, In, On, At, For, From, By, With, Since, Of, Our, My, Its,"
    "Their, His, Her, I, You, If, When, While, As, And, But, To, Another, Each, Such, A, An, The, Most, All, Some,"
    "Total, (?:Total |Annual )?(?:Funding|Funds|Assistance|Aid|Budget|Support|Grants?|Loans?|Contributions?|Spending)"
)
_JAPANESE_SUBJECT = re.compile(rf"{IN_JAPANESE_BRACKETS}(?:は|が|も)")


def find_subject(sentence: Sentence, verb: Span) -> Name | None:
    """The subject nearest before ``verb``; else one behind it, where the sentence begins with "Through …"."""
    words, named = sentence.words, able(sentence)
    for one in named:  # "an agreement by Canada to provide", ", and Peru gave"
        acts = _opens_clause(words, one.span) and _AUXILIARY.fullmatch(words, one.span.end, verb.start)
        if acts or _TO_GIVE.fullmatch(words, one.span.end, verb.start):
            return one
    before = [one for one in named if one.span.end <= verb.start]
    nearest = next((one for one in reversed(before) if _may_be_subject(words, one)), None)
    apart = nearest.span.end if nearest else 0
    if nearest and (_CLAUSE.search(words, apart, verb.start) or _OTHERS.match(words, apart, verb.start)):
        return None  # "Spain hosted a meeting where donors gave"
    relative = _RELATIVE.search(words[: verb.start])
    if relative:  # "the Commission runs the Initiative, which gives"
        ending = [one for one in before if one.span.end == relative.start()] or _phrase_at(words, relative.start())
        meant = ending[0] if ending else None
        own = meant and (_opens_clause(words, meant.span) or _THANKS.search(words, 0, meant.span.start))
        return meant if meant and (own or _may_be_subject(words, meant)) else None
    right_before = _capitalised_subject(words, verb)
    if right_before and not (nearest and nearest.span.end >= right_before.span.start):
        return right_before
    if nearest or not _MEANS_FIRST.match(words):
        return nearest
    return next((one for one in named if one.span.start >= verb.end and _may_be_subject(words, one)), None)


def able(sentence: Sentence) -> list[Name]:
    """The names of those that can do something: countries, bodies, offices and funds."""
    kinds = ("place", "organisation", "office", "fund")
    return [one for one in sentence.names if one.kind in kinds and not (one.people or one.part)]


def _opens_clause(words: str, name: Span) -> bool:
    return _NEW_CLAUSE.search(words, max(0, name.start - _LINKS), name.start) is not None


def _phrase_at(words: str, end: int) -> list[Name]:
    """The capitalised phrase that ends at ``end``: "Irish Aid, which gave"."""
    found = (span for span in capitalised(words) if span.end == end and not _NO_NAME.match(words, span.start))
    return [Name.of(words, span, "other") for span in found if not PROGRAMME.search(span.of(words))]


def _capitalised_subject(words: str, verb: Span) -> Name | None:
    """A name that nothing tells the kind of, if it is the subject of a verb: "Massachusetts has given"."""
    noun = _NOUN.fullmatch(words, verb.start, verb.end)
    for span in capitalised(words):
        if span.end > verb.start or _NO_NAME.match(words, span.start):
            continue
        between = _IN_APPOSITION.sub("", words[span.end : verb.start])
        if _AUXILIARY.fullmatch(between) and (between.strip() or not noun):
            name = Name.of(words, span, "other")
            return name if _may_be_subject(words, name) else None
    return None


def _may_be_subject(words: str, name: Name) -> bool:
    if is_japanese(words):
        return bool(_JAPANESE_SUBJECT.match(words, name.span.end))
    lead = words[max(0, name.span.start - 60) : name.span.start]
    in_apposition = _AFTER_A_NAME.search(lead) and words[name.span.end : name.span.end + 1] in (",", ")")
    return not (in_apposition or _OBJECT.search(lead))
