"""With whom a programme is run, or with whose help, as the sentence tells that speaks of it."""

import re
from collections.abc import Iterator

from corpus.records import Span
from ingest.facts.actors import row_behind
from ingest.facts.grammar import IN_BRACKETS, IN_JAPANESE_BRACKETS, any_of, is_japanese
from ingest.facts.names import Name
from ingest.facts.programmes.shares import find_named, find_shares
from ingest.facts.sentences import Sentence

_WITH = any_of(
    "developed with, organi[sz]ed with, conducted with, implemented with, held with, carried out with,"
    "in (?:close )?cooperation with, in (?:close )?co-operation with, in (?:close )?collaboration with,"
    "in (?:close )?partnership with, in (?:close )?co-?ordination with, (?:its|their) (?:work|cooperation"
    "|partnership) with,"
    "in conjunction with, in association with, jointly with,"
    "through (?:the )?cooperation (?:with|of), participation of, support of,"
    "thanks to, on behalf of, (?:co-)?financing (?:by|from), support from, help of, help from,"
    "assistance of, backing of, cooperation of, joined by,"
    "(?:assistance|support|grant) offered by,"
    "(?:assistance|support|grant) from, in [A-Z]\\w+ with, together with, alongside,"
    "(?:launched|started|established|founded|set up|begun|agreed|given|created)(?: jointly)?"
    "(?: in (?:[A-Z]\\w+ )?\\d{4})? with,"
    "(?:prepared|designed|given|taught|planned|built) (?:jointly )?with,"
    "(?:finance|funding|money|funds) from, [Ww]orking (?:closely )?(?:with|alongside)"
)
_PARTNERS = re.compile(rf"\b{_WITH}\b", re.IGNORECASE)
_FOR_INSTANCE = re.compile(r"\s(?:[a-z\s]{0,60}?,?\s?(?:including|such\sas)\s)?")
_WORKS_ON = re.compile(r"\b[Ww]orks?(?:ed|ing)?\s(?:closely\s)?(?:with|alongside)\s")
_ON_IT = re.compile(r"\s(?:on|in|for|under)\s(?:the\s|its\s)?")
_WORKS_WITH = re.compile(r"(?:.*\band)?(?:\sit)?\s(?:also\s)?works?\s(?:closely\s)?(?:with|through|alongside)\s")
_FORCES = "air forces?, armed forces, armies, army, navies, navy, coast guards?, police(?: forces?)?, governments?"
_FORCES_OF = rf"(?:the\s{any_of(_FORCES)}\sof\s)?"
_BARE_WITH = re.compile(  # "Exercise Reef with the navies of", "…, a yearly exercise with", "… as an exercise with"
    rf"{IN_BRACKETS}(?:[^.;:]{{0,40}}?(?:,|\sas|\sis)\san?\s(?:[a-z-]+\s){{0,2}}"
    r"(?:exercise|programme|program|project|dialogue|partnership))?"
    rf"\swith\s{_FORCES_OF}(?=(?:the\s)?[A-Z])"
)
_IN_COMPANY = re.compile(r"With\s(?=(?:the\s)?[A-Z])")
_JAPANESE_PARTNER = re.compile(
    rf"(?:政府)?{IN_JAPANESE_BRACKETS}(?:と(?:の)?(?:連携|協力|共同|合同)|の(?:協力|支援)(?:を得て|の下|により)"
    r"|[はがも](?:資金|費用|経費)を(?:拠出|負担)|と共に|とともに)"
)


def find_partners(sentence: Sentence, mention: Span, end: int) -> Iterator[tuple[str, Name]]:
    """Those with whom it is done or with whose help, and those who are said to be its donors or agencies; by role."""
    if is_japanese(sentence.words):
        able = (one for one in sentence.names if one.kind in ("place", "organisation"))
        yield from (("partner", one) for one in able if _JAPANESE_PARTNER.match(sentence.words, one.span.end))
        return
    yield from (("partner", one) for one in (*_helpers(sentence, mention, end), *_company(sentence, mention, end)))
    yield from find_shares(sentence)
    yield from find_named(sentence)


def _helpers(sentence: Sentence, mention: Span, end: int) -> Iterator[Name]:
    """Those who stand behind "in cooperation with", "thanks to", "with support from" and the like."""
    for found in _PARTNERS.finditer(sentence.words, 0, end):
        if found.end() <= mention.start or found.start() >= mention.end:
            yield from row_behind(sentence, _FOR_INSTANCE.match(sentence.words, found.end()))


def _company(sentence: Sentence, mention: Span, end: int) -> Iterator[Name]:
    """Those beside whom it is run: "UNDP works with Fiji on the Fund", "the Fund works with", "With Fiji, …"."""
    words = sentence.words
    beside = row_behind(sentence, _WORKS_ON.search(words, 0, mention.start))
    if beside and _ON_IT.fullmatch(words, beside[-1].span.end, mention.start):
        yield from beside
    ahead = _IN_COMPANY.match(words) if mention.start else None
    for form in (_BARE_WITH.match(words, mention.end), _WORKS_WITH.match(words, mention.end, end), ahead):
        yield from row_behind(sentence, form)
