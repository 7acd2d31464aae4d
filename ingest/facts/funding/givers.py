"""Who gives: the subject of a verb of giving, whoever a gift is "from", or whose it is."""

import re

from corpus.facts import Detail
from corpus.records import Span
from ingest.facts.funding.stretches import Gift
from ingest.facts.grammar import PEOPLE_FROM, any_of, pattern
from ingest.facts.names import Name, joined
from ingest.facts.phrases import capitalised
from ingest.facts.sentences import Sentence
from ingest.facts.subjects import able, find_subject

_GIVEN = any_of(
    "offered, provided, given, made, extended, funded, financed, paid, donated, contributed, granted, pledged,"
    "supported, committed, allocated, approved, awarded, disbursed, proposed, appropriated, obligated, spent, invested,"
    "announced, enacted, earmarked"
)
_OFFERED = re.compile(
    rf"(?:\s\w+){{0,3}}?\s(?:from|{_GIVEN}\s(?:jointly\s)?by|jointly\sby)\s(?:the\s)?\Z|(?:\s[a-z]+ly)?\sby\s(?:the\s)?\Z"
)
_DONE_WITH = re.compile(  # "it was financed by a credit of", "the Fund is paid for with"
    r"\b(?:is|are|was|were|been|be)\s(?:[a-z]+ly\s)?(?:financ|fund|support|back)ed\s(?:[a-z]+\s)?(?:by|with|through)\s"
    r"|\b(?:is|are|was|were|been|be)\s(?:[a-z]+ly\s)?(?:(?:re)?built|constructed|equipped|bought|purchased|repaired|renovated|restored"
    r"|enlarged|fitted(?:\sout)?|set\sup|opened)\s(?:[^.;,]{0,30}\s)?with\s"
)
_PEOPLE = re.compile(
    r"(?:[a-z]+\s){1,2}(?:givers|donors|foundations|partners|states|members|companies|governments)(?=\s[A-Z$€£¥\d])"
)
_NOTES = re.compile(
    r"\b(?:exchang\w+|sign\w+)\s(?:[a-z]+\s)?notes\b|\bnotes\b[^.;]{1,80}?\bwere\s(?:signed|exchanged)\b"
)
_AMBASSADOR = re.compile(r"\bAmbassador(?:\s[A-Z]\w+(?:\sand\s[A-Z]\w+)?)?\sof\s(?:the\s)?\Z")
_ASKS = pattern("request(?:s|ed|ing)?, sought, seeks?, asked for")  # whoever asks does not give
_RECEIVES = pattern(
    "receiv(?:e|es|ed|ing), obtain(?:s|ed|ing)?, secured, got, was given, were given, was granted, were granted,"
    "(?:be|been|was|were|is|are) provided with"
)
_IS_GIVEN = re.compile(
    r"\b(?:was|were|is|are|been|be)\s(?:each\s|also\s|then\s)?(?:allocated|awarded|given|granted|promised|paid|assigned|offered)\s"
    r"(?:[a-z]+\s){0,4}\Z"
)
# What may stand between an amount and whoever it is from: "$5 million grant from the", "$2 million, funded by".
_SOURCE = re.compile(
    rf",?(?:\s[\w-]+){{0,5}}?\s(?:from|{_GIVEN}\s(?:jointly\s)?by)\s(?:the\s)?\Z|,?\sby\s(?:the\s)?\Z", re.IGNORECASE
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
_BRACKET = re.compile(r"\s?[(（]|,\swith\s")  # "Italy (€2 million)"
_FROM = re.compile(
    r"(?:\b(?:from|by)\b(?:[^.;:]|\.(?=\d))*|\b(?:donors?|contributors?|governments|countries|states)\b[^.:]*(?::|\sare\b|\swere\b)[^:]*)\Z",
    re.IGNORECASE,
)
_REFERS_BACK = re.compile(
    r"\b(?:[Ii]t|[Ii]ts(?!\s(?:[a-z]+\s){0,2}(?:budget|costs?)\b)|[Tt]hey|[Tt]heir|[Tt]he\s(?:country|[Gg]overnment))\b"
)
_SPEAKER = re.compile(
    r"\b(?:[Ww]e|[Mm]y\s[Aa]dministration|[Oo]ur\s(?:[Gg]overnment|[Mm]inistry|country|nation))\b|当省|当行|当機構"
)
_WE = re.compile(r"\bwe\s(?:(?:have|had|also|then|[a-z]+ly)\s)*\Z")
_OWN_SUBJECT = re.compile(r",?\s?(?:while|and)\s(?:an?\s(?:further|additional)\s)?")
# "gave $2 million to Fiji and Peru $3 million" tells of both
_TO_SEVERAL = re.compile(r"\bto\s(?:the\s)?[A-Z][^,;]*\Z")


def find_givers(sentence: Sentence, before: Sentence | None, gift: Gift) -> tuple[Detail, ...]:
    """Those who give, with the words that name them; none if nothing tells.

    Where the sentence says "it", the subject of ``before`` is meant; where it says "we", the document's publisher.
    """
    words, word = sentence.words, gift.word
    received = is_received(sentence, gift)
    elliptic = None if received else find_elliptic(sentence, gift)
    first = _bracketed(sentence, gift) or elliptic or _source(sentence, gift, received=received)
    asked = received or _ASKS.search(words, gift.verb.start, gift.amount.start)
    own = _OWN_SUBJECT.match(words, gift.stretch.start)  # "while $34 million will help": no one else is its subject
    passive = _DONE_WITH.search(words, gift.stretch.start, gift.amount.start)
    own_subject = passive or (own and own.end() == gift.amount.start)
    first = first or _envoy(sentence)
    first = first or (None if asked or own_subject else find_subject(sentence, gift.verb))
    ourselves = _WE.search(words, gift.stretch.start, gift.verb.start) if sentence.publisher and not asked else None
    if ourselves and sentence.publisher:  # "The Fund had $5 million, of which we spent $2 million"
        return (sentence.detail("giver", sentence.publisher, Span(ourselves.start(), ourselves.start() + 2)),)
    if first:
        return sentence.named("giver", _list_of(sentence, first))
    speaker = _SPEAKER.search(words, 0, gift.verb.start)
    if speaker and sentence.publisher and not asked:
        return (sentence.detail("giver", sentence.publisher, Span(*speaker.span())),)
    if before and not (received or passive) and _REFERS_BACK.search(words, 0, word.end):
        meant = find_subject(before, Span(len(before.words), len(before.words)))
        return (before.detail("giver", meant.value, meant.span),) if meant else ()
    return ()


def _envoy(sentence: Sentence) -> Name | None:
    """Whose ambassador exchanges notes on a grant: "…, Ambassador of Japan, and … exchanged notes on a grant of"."""
    if not _NOTES.search(sentence.words):
        return None
    return next((one for one in able(sentence) if _AMBASSADOR.search(sentence.words, 0, one.span.start)), None)


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
    for name in able(sentence):
        near = _BRACKET.fullmatch(sentence.words, name.span.end, max(name.span.end, gift.amount.start))
        if near and _FROM.search(sentence.words[: name.span.start]):
            return name
    return None


def find_elliptic(sentence: Sentence, gift: Gift) -> Name | None:
    """Whoever stands right before an amount that goes on from another: "Peru gave $2 million and Chile $3 million"."""
    words, start = sentence.words, gift.stretch.start
    goes_on = re.match(r",?\s?(?:and|while)\s(?:the\s)?|,\s(?:the\s)?", words[start : gift.amount.start])
    if start == 0 or not goes_on or _TO_SEVERAL.search(words, 0, start):
        return None
    at = start + goes_on.end()
    the = 4 * words.startswith("the ", at - 4)  # is of the name, if it is an office's
    named = next((one for one in able(sentence) if one.span.start in (at, at - the)), None) or _unknown(
        words, at, gift.amount.start
    )
    return named if named and not words[named.span.end : gift.amount.start].strip() else None


def _unknown(words: str, at: int, amount: int) -> Name | None:
    """Whoever stands from ``at`` to an amount, of whatever kind: "Reef Aid", "private givers"."""
    people = _PEOPLE.fullmatch(words, at, amount)
    phrase = next((one for one in capitalised(words) if one.start == at and " " in one.of(words)), None)
    told = people or (phrase and phrase.end >= amount - 1 and " " in words[at : amount - 1])
    return Name.of(words, Span(at, amount - 1), "organisation") if told else None


def _list_of(sentence: Sentence, name: Name) -> list[Name]:
    """The names that ``name`` is listed with: "Sweden, Germany and the Netherlands have pledged"."""
    first = name
    for one in reversed(able(sentence)):
        if one.span.end <= name.span.end and sentence.words[one.span.end : first.span.start] in (", ", ", the "):
            first = one
    whole = joined(sentence.words, first, sentence.names)
    return whole if name in whole else joined(sentence.words, name, sentence.names)


def _source(sentence: Sentence, gift: Gift, *, received: bool) -> Name | None:
    """The name behind "contributions from", "loan by", "assistance offered by", "$5 million from"."""
    words, word = sentence.words, gift.word
    names = able(sentence)
    for name in names:
        at = name.span.start
        paid = name.span.end <= gift.amount.start and _PAID_BY.search(words, 0, at)
        if paid and _WITH_A_GRANT.fullmatch(words, name.span.end, gift.amount.start):
            return name
        if gift.amount.end <= at < gift.stretch.end:
            between = words[gift.amount.end : at]
            if PEOPLE_FROM.search(between):
                continue
            if _SOURCE.fullmatch(between) or (_IN_ITS.fullmatch(between) and _AID.match(words, name.span.end)):
                return name
    free = [] if received else [one for one in names if word.end <= one.span.start]
    return next((one for one in free if _OFFERED.fullmatch(words[word.end : one.span.start])), None)
