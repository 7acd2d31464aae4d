"""Who gives: the subject of a verb of giving, whoever a gift is "from", or whose it is."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from corpus.facts import Detail
from corpus.records import Span
from ingest.facts.grammar import any_of, is_japanese, pattern, plain
from ingest.facts.names import PROGRAMME, Name, joined
from ingest.facts.phrases import capitalised
from ingest.facts.sentences import Sentence

_GIVEN = any_of(
    "offered, provided, given, made, extended, funded, financed, paid, donated, contributed, granted, pledged,"
    "supported, committed, allocated, approved, awarded, disbursed, proposed, appropriated, obligated, spent, invested,"
    "announced, enacted, earmarked"
)
_OFFERED = re.compile(
    rf"(?:\s\w+){{0,3}}?\s(?:from|{_GIVEN}\s(?:jointly\s)?by|jointly\sby)\s(?:the\s)?\Z|\sby\s(?:the\s)?\Z"
)
_DONE_WITH = re.compile(  # "it was financed by a credit of", "the Fund is paid for with"
    r"\b(?:is|are|was|were|been|be)\s(?:[a-z]+ly\s)?(?:financ|fund|support|back)ed\s(?:[a-z]+\s)?(?:by|with|through)\s"
)
_THANKS = re.compile(r"\b(?:thanks\sto|by|from)\s(?:the\s)?\Z")
_ASKS = pattern("request(?:s|ed|ing)?, sought, seeks?, asked for")  # whoever asks does not give
_NOUN = re.compile(
    r"\w*(?:ments?|tions?|loans?|grants?|funds|awards?|pledges?|expenditures?|budgets?|aid|assistance|support|\wing)",
    re.IGNORECASE,
)  # behind a name it needs an auxiliary to be a verb
_RECEIVES = pattern(
    "receiv(?:e|es|ed|ing), obtain(?:s|ed|ing)?, secured, was given, were given, was granted, were granted"
)
_IS_GIVEN = re.compile(
    r"\b(?:was|were|is|are|been|be)\s(?:each\s|also\s|then\s)?(?:allocated|awarded|given|granted|promised|paid|assigned|offered)\s"
    r"(?:[a-z]+\s){0,4}\Z"
)
# What may stand between an amount and whoever it is from: "$5 million grant from the", "$2 million, funded by".
_SOURCE = re.compile(
    rf",?(?:\s[\w-]+){{0,5}}?\s(?:from|{_GIVEN}\s(?:jointly\s)?by)\s(?:the\s)?\Z|\sby\s(?:the\s)?\Z", re.IGNORECASE
)
THEIR_PEOPLE = re.compile(  # "for crews from Fiji": who comes from there does not give
    r"\b(?!donors|partners|contributors|sponsors)(?:[a-z]+(?:ers|ors|ists|ants|ees|ians)|students|crews|personnel|staff|people|police"
    r"|soldiers|troops|women|men|children|judges|experts|officials|countries)\sfrom\s(?:the\s)?\Z"
)
_PAID_BY = re.compile(
    r"(?:fund|financ|support)ed\s(?:jointly\s)?by\s(?:the\s)?\Z"
)  # "a unit funded by Peru with a grant of"
_WITH_A_GRANT = re.compile(
    r"\swith\s(?:an?\s(?:[a-z]+\s)?(?:grant|loan|credit|contribution|donation)\sof\s)(?:[a-z]+\s){0,3}"
)
_IN_ITS = re.compile(r"(?:\s[\w-]+){0,2}\s(?:in|of)\s(?:the\s)?")  # "$3 million in U.S. military aid"
_AID = re.compile(
    r"(?:[’']s)?\s(?:[a-z]+\s|\([A-Z]+\)\s){0,4}(?:aid|assistance|grants?|funding|support|loans?|funds)\b"
)
_BRACKET = re.compile(r"\s?[(（]")  # "Italy (€2 million)"
_FROM = re.compile(r"(?:\b(?:from|by)\b(?:[^.;:]|\.(?=\d))*|\bdonors?:[^;:]*)\Z", re.IGNORECASE)
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
_REFERS_BACK = re.compile(
    r"\b(?:[Ii]t|[Ii]ts(?!\s(?:[a-z]+\s){0,2}(?:budget|costs?)\b)|[Tt]hey|[Tt]heir|[Tt]he\s(?:country|[Gg]overnment))\b"
)
_SPEAKER = re.compile(
    r"\b(?:[Ww]e|[Mm]y\s[Aa]dministration|[Oo]ur\s(?:[Gg]overnment|[Mm]inistry|country|nation))\b|当省|当行|当機構"
)
_MEANS_FIRST = re.compile(r"(?:\w+,\s)?(?:[Tt]hrough|[Ww]ith|[Bb]y|[Uu]sing)\b")
# What stands between a subject and its verb.
_AUXILIARY = re.compile(
    r"\s(?:(?:has|have|had|will|would|is|are|was|were|also|then|recently|already|further|jointly|agreed|decided|plans?"
    r"|announced|intends?|to|been|it|\w+ly)\s){0,5}\Z"
)
_IN_APPOSITION = re.compile(r"\A,\s(?:part|a|an|the)\s[^,]{1,100},")  # "Gavi, a fund in Geneva, gave"
_RELATIVE = re.compile(rf",?\s(?:which|who)(?={_AUXILIARY.pattern})")
_TO_GIVE = re.compile(r"\sto\s")
_OWN_SUBJECT = re.compile(r",?\s?(?:while|and)\s(?:an?\s(?:further|additional)\s)?")
# "gave $2 million to Fiji and Peru $3 million" tells of both
_TO_SEVERAL = re.compile(r"\bto\s(?:the\s)?[A-Z][^,;]*\Z")
_LINKS = 20  # characters before a name in which a conjunction and an article stand
_NEW_CLAUSE = re.compile(r",\s(?:and|but|while|whereas)\s(?:the\s)?\Z")
_CLAUSE = pattern("where, when, while, whose, because, although, whereas")
_NO_NAME = pattern(
    "This, That, These, Those, It, They, He, She, We, There, In, On, At, For, From, By, With, Since, Of, Our, My, Its,"
    "Their, His, Her, I, You, If, When, While, As, And, But, To, Another, Each, Such, A, An, The, Most, All, Some,"
    "Total, (?:Total |Annual )?(?:Funding|Funds|Assistance|Aid|Budget|Support|Grants?|Loans?|Contributions?|Spending)"
)
_SUBJECT = re.compile(r"(?:[（(][^（）()]*[）)])?(?:は|が|も)")


@dataclass(frozen=True, slots=True)
class Gift:
    """What is asked who gives it: the amount, the stretch that it is read in, and the words that tell of giving.

    ``word`` says as what it is given; ``verb`` is what has a subject: the same, unless ``word`` is behind the amount.
    """

    word: Span
    verb: Span
    amount: Span
    stretch: Span


def find_givers(sentence: Sentence, before: Sentence | None, gift: Gift) -> tuple[Detail, ...]:
    """Those who give, with the words that name them; none if nothing tells.

    Where the sentence says "it", the subject of ``before`` is meant; where it says "we", the document's publisher.
    """
    words, word = sentence.words, gift.word
    received = is_received(sentence, gift)
    first = _bracketed(sentence, gift) or _elliptic(sentence, gift) or _source(sentence, gift, received=received)
    asked = received or _ASKS.search(words, gift.verb.start, gift.amount.start)
    own = _OWN_SUBJECT.match(words, gift.stretch.start)  # "while $34 million will help": no one else is its subject
    passive = _DONE_WITH.search(words, gift.stretch.start, gift.amount.start)
    own_subject = passive or (own and own.end() == gift.amount.start)
    first = first or (None if asked or own_subject else _subject(sentence, gift.verb))
    if first:
        return tuple(sentence.detail("giver", one.value, one.span) for one in _list_of(sentence, first))
    speaker = _SPEAKER.search(words, 0, gift.verb.start)
    if speaker and sentence.publisher and not asked:
        return (sentence.detail("giver", sentence.publisher, Span(*speaker.span())),)
    if before and not (received or passive) and _REFERS_BACK.search(words, 0, word.end):
        meant = find_subject(before, len(before.words))
        return (before.detail("giver", meant.value, meant.span),) if meant else ()
    return ()


def find_subject(sentence: Sentence, at: int) -> Name | None:
    """The name that is the subject of what stands at ``at``, if one is."""
    return _subject(sentence, Span(at, at))


def is_received(sentence: Sentence, gift: Gift) -> bool:
    """Whether the sentence is told from the side of whoever receives."""
    told = gift.stretch.start <= gift.verb.start < gift.amount.start  # else it goes on with what is told before
    start = gift.stretch.start if told else 0
    return bool(
        _RECEIVES.search(sentence.words, start, max(gift.word.end, gift.amount.start))
        or _IS_GIVEN.search(sentence.words[start : gift.amount.start])
    )


def _bracketed(sentence: Sentence, gift: Gift) -> Name | None:
    """Whoever an amount stands behind in brackets, if the list that it is of says "from" or "by"."""
    for name in _givers(sentence):
        near = name.span.end <= gift.amount.start and _BRACKET.fullmatch(
            sentence.words, name.span.end, gift.amount.start
        )
        if near and _FROM.search(sentence.words[: name.span.start]):
            return name
    return None


def _elliptic(sentence: Sentence, gift: Gift) -> Name | None:
    """Whoever stands right before an amount that goes on from another: "Peru gave $2 million and Chile $3 million"."""
    words, start = sentence.words, gift.stretch.start
    goes_on = re.match(r",?\s?(?:and|while)\s(?:the\s)?|,\s(?:the\s)?", words[start : gift.amount.start])
    if start == 0 or not goes_on or _TO_SEVERAL.search(words, 0, start):
        return None
    at = start + goes_on.end()
    named = next((one for one in _givers(sentence) if one.span.start == at), None)
    return named if named and not words[named.span.end : gift.amount.start].strip() else None


def _list_of(sentence: Sentence, name: Name) -> list[Name]:
    """The names that ``name`` is listed with: "Sweden, Germany and the Netherlands have pledged"."""
    able = [one for one in _givers(sentence) if one.span.end <= name.span.end]
    first = name
    for one in reversed(able):
        if sentence.words[one.span.end : first.span.start] in (", ", ", the "):
            first = one
    whole = joined(sentence.words, first, sentence.names)
    return whole if name in whole else joined(sentence.words, name, sentence.names)


def _source(sentence: Sentence, gift: Gift, *, received: bool) -> Name | None:
    """The name behind "contributions from", "loan by", "assistance offered by", "$5 million from"."""
    words, word = sentence.words, gift.word
    names = list(_givers(sentence))
    for name in names:
        at = name.span.start
        paid = name.span.end <= gift.amount.start and _PAID_BY.search(words, 0, at)
        if paid and _WITH_A_GRANT.fullmatch(words, name.span.end, gift.amount.start):
            return name
        if gift.amount.end <= at < gift.stretch.end:
            between = words[gift.amount.end : at]
            if THEIR_PEOPLE.search(between):
                continue
            if _SOURCE.fullmatch(between) or (_IN_ITS.fullmatch(between) and _AID.match(words, name.span.end)):
                return name
    free = [] if received else [one for one in names if word.end <= one.span.start]
    return next((one for one in free if _OFFERED.fullmatch(words[word.end : one.span.start])), None)


def _subject(sentence: Sentence, word: Span) -> Name | None:
    """The subject nearest before ``word``; else one behind it, where the sentence begins with "Through …"."""
    words = sentence.words
    able = list(_givers(sentence))
    for one in able:  # "an agreement by Canada to provide", ", and Peru gave"
        begins = _NEW_CLAUSE.search(words, max(0, one.span.start - _LINKS), one.span.start)
        if _TO_GIVE.fullmatch(words, one.span.end, word.start) or (
            begins and _AUXILIARY.fullmatch(words, one.span.end, word.start)
        ):
            return one
    before = [one for one in able if one.span.end <= word.start]
    nearest = next((one for one in reversed(before) if _may_be_subject(words, one)), None)
    relative = _RELATIVE.search(words[: word.start])
    if nearest and _CLAUSE.search(words, nearest.span.end, word.start):
        return None  # "Spain hosted a meeting where donors gave"
    if relative:  # "the Commission runs the Initiative, which gives"
        meant = [one for one in before if one.span.end == relative.start()] or _phrase_at(words, relative.start())
        new = meant and _NEW_CLAUSE.search(words, max(0, meant[0].span.start - _LINKS), meant[0].span.start)
        new = new or (meant and _THANKS.search(words, 0, meant[0].span.start))
        return meant[0] if meant and (new or _may_be_subject(words, meant[0])) else None
    right_before = _capitalised_subject(words, word)
    if right_before and not (nearest and nearest.span.end >= right_before.span.start):
        return right_before
    if nearest or not _MEANS_FIRST.match(words):
        return nearest
    return next((one for one in able if one.span.start >= word.end and _may_be_subject(words, one)), None)


def _phrase_at(words: str, end: int) -> list[Name]:
    """The capitalised phrase that ends at ``end``: "Irish Aid, which gave"."""
    found = (span for span in capitalised(words) if span.end == end and not _NO_NAME.match(words, span.start))
    return [Name(span, plain(words, span), "other") for span in found if not PROGRAMME.search(span.of(words))]


def _capitalised_subject(words: str, verb: Span) -> Name | None:
    """A name that nothing tells the kind of, if it is the subject of a verb: "Massachusetts has given"."""
    noun = _NOUN.fullmatch(words, verb.start, verb.end)
    for span in capitalised(words):
        if span.end > verb.start or _NO_NAME.match(words, span.start):
            continue
        between = _IN_APPOSITION.sub("", words[span.end : verb.start])
        if _AUXILIARY.fullmatch(between) and (between.strip() or not noun):
            name = Name(span, plain(words, span), "other")
            return name if _may_be_subject(words, name) else None
    return None


def _may_be_subject(words: str, name: Name) -> bool:
    if is_japanese(words):
        return bool(_SUBJECT.match(words, name.span.end))
    lead = words[max(0, name.span.start - 60) : name.span.start]
    in_apposition = _AFTER_A_NAME.search(lead) and words[name.span.end : name.span.end + 1] in (",", ")")
    return not (in_apposition or _OBJECT.search(lead))


def _givers(sentence: Sentence) -> Iterator[Name]:
    """The names that can give."""
    for name in sentence.names:
        if name.kind in ("place", "organisation", "office", "fund") and not name.people and not name.part:
            yield name
