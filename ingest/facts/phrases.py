"""Capitalised phrases: where a name may stand, how far it goes, and which of them a country ends."""

import re
from collections.abc import Container, Iterator
from functools import lru_cache

from corpus.records import Span
from ingest.facts.grammar import ACRONYM, MONTH, YEAR, any_of, either

# What ministries and funds are for, in a list: "Foreign Affairs, Trade and Development". No country ends so.
_THEME = (
    r"(?:[A-Z]\w*(?:tion|ment|ity|ense|ence|ture|ship|ness|ism|ics|logy|ustry|eries|estry|culture|(?<!Fr)ance|(?<!ij)ing)|"
    + any_of(
        "Affairs, Foreign, Commonwealth, Trade, Health, Energy, Food, Labou?r, Peace, Conflict, Youth, Women, Children,"
        "Sports?, Science, Justice, Transport, Tourism, Water, Lands?, Climate, Business, Rescue, Relief,"
        "Social, Skills,"
        "Communities, Environment, Natural Resources, Home, Arms, Mines, Innovation, Growth, Crime"
    )
    + ")"
)
_LISTED = rf"(?:(?:(?:[A-Z][\w-]*\s){{0,2}}{_THEME},\s){{1,4}}(?:[A-Z][\w-]*\s){{0,2}}{_THEME},?\sand\s(?=[A-Z]))?"
_CAPITAL = rf"{_LISTED}(?:[A-Z0-9](?:[\w’'&.-]|–(?=[A-Z]))*(?<![.,])|[A-Z]\.)"
_LINK = r"(?:of|for|and|on|the|against|de|du|des|la|&)"
_ELIDED = r"\s(?:d[eiau]\s)?(?:dell|[ld])[’'](?=[A-Z])"  # "Association Kellou de l'Est"
# A name runs on through small words as long as a capitalised word follows.
# A year does not: "the Climate Fund for 2020".
_YEAR = (
    rf"(?:(?:J?FY\s?)?{YEAR}\b"
    rf"|(?:{MONTH})\s\d)"
)
# Nor does it run from a heading into the sentence below.
NOT_OPENING = r"(?!(?:The|This|These|That|In|We|It|An?|Our|To|For|By|As|At|On|With|If|When|While)\s[a-z])"
_FIRST = rf"(?:(?:U\.S|U\.N|U\.K)\.\s(?=[A-Z]\w))?{_LISTED}[A-Z](?:[\w’'&.-]|–(?=[A-Z]))*(?<![.,])"
CAPITALISED = re.compile(
    rf"{_FIRST}(?:(?:(?:\s{_LINK}){{1,2}}\s(?!{_YEAR})|\s(?!FY\s?\d)|{_ELIDED}){NOT_OPENING}{_CAPITAL}){{0,16}}"
)
# Two names, not one: "JAXA and", "and the", "EPA's Clean Diesel Program".
_JOINED = re.compile(
    r"\sand (?=the\s|[A-Z]{2,}\b)|(?<=[A-Z]{2}) and |(?<=[A-Z]{2}\)) and |(?<=[A-Z]{2})[’']s\s(?=[A-Z])"
)
# What is no name: "USD 4.9 million", "Altogether 29 transfers", and what follows an elided article, a part of one.
_SUM = re.compile(
    r"[A-Z]{1,3}\$?\s?\d[\d.,]*(?:(?<=\d)(?=\s?(?:thousand|million|billion|trillion|crore|lakh|mn|bn|m)\b))"
)
_COUNT = re.compile(
    r"(?:Altogether|Together|Overall|Some|About|Around|Nearly|Almost|Over|Under|Only|Another|Roughly|Approximately|More|Fewer"
    r"|Less|Further|Now|Then|Today|Last|First|Next|Of|Up|To|At|By|In|From|With|[A-Z][a-z]+ly)(?:\s[\d.,]+)+"
)
_ELISION = re.compile(r"(?<![^\W_])(?:[ld]|dell|qu)[’']\Z", re.IGNORECASE)
OPENING = re.compile(
    either(
        r"The|An?(?=\s[A-Z][\w-]*\s[A-Z])|Our|Its|Their",
        rf"(?:In|Since|By|From)\s{YEAR},?(?:\sthe)?",
        r"(?:Through|Under|Within|With|By|Via|Since|In|On|At|For|From)(?:\sthe)?(?:\s\d+(?:st|nd|rd|th))?",
        r"(?:As|While|Although|Because|After|Before|During|Despite|Unlike|Like|Could|Would|Should|Can|Will|Does|Do|Did|Is|Are"
        r"|Was|Has|When|Where|If|How|Why|Whether|And|But|So|Of|To|[A-Z][a-z]+ing(?:\s(?:on|with|from))?)\s(?:the|its|our|this)",
    )
    + r"\s(?=[A-Z])"
)
# "the Transition Mission in Somalia (TMS)", "the Fund for a Resilient Ukraine": what else is of such a name.
_CAPITALS = r"(?:[A-Z][\w’'-]*(?![\w’'-])\s?){1,4}"
_GOES_FOR = re.compile(
    either(
        r"\s(?:(?:(?:in|to|with|in\s[Ss]upport\sof|for\san?)\s(?:the\s)?|and\s(?:the\s)?|of\s|for\s)"
        rf"{_CAPITALS})+?(?=\s?\((?P<short>{ACRONYM})\))",
        rf"(?:(?<=Fund)|(?<=Facility))\sfor\san?\s{_CAPITALS}(?<!\s)",
        r"(?:(?<=Mission)\s(?:in|to)|(?<=Office)\sin)\s(?:the\s)?[A-Z][\w’'-]*(?:\s(?:and\s)?[A-Z][\w’'-]*){0,3}",
    )
)
_JOINED_BY = re.compile(
    r"(?:(?<=\b[Tt]he\s)|(?<=[’']s\s))(?:(?:[A-Z][\w-]+\s)+(?:in|on|to|with|for(?=\sa))\s(?:the\s|an?\s)?)+\Z"
)
_PLAIN_WORD = re.compile(r"(?!(?:In|On|At|For|From|To|By|With|Since|While|When|And|But|The|This|That)\b)[A-Z][\w&’'-]+")


@lru_cache(maxsize=8)  # of one sentence it is asked some six times in a row
def capitalised(words: str) -> tuple[Span, ...]:
    """The capitalised phrases of a sentence, in order; two that only "and" joins are two.

    >>> words = "The Office on Drugs and Crime and JAXA met the Bank of Asia"
    >>> [span.of(words) for span in capitalised(words)]
    ['Office on Drugs and Crime', 'JAXA', 'Bank of Asia']
    """
    return tuple(_phrases(words))


def _phrases(words: str) -> Iterator[Span]:
    for found in CAPITALISED.finditer(words):
        start = found.start()
        opening = OPENING.match(words, start) if not words[:start].strip(' (“"-•[]0123456789.') else None
        if opening:
            start = opening.end()  # of a sentence's beginning, not of the name
        for joint in (*_JOINED.finditer(words, start, found.end()), None):
            end = joint.start() if joint else found.end()
            end -= 2 * words.startswith(("'s", "’s"), end - 2)  # whose something is
            if start < end and words[start].isupper() and not _is_no_name(words, start, end):
                yield Span(start, end)
            start = (joint.end() + 4 * words.startswith("the ", joint.end())) if joint else end


def _is_no_name(words: str, start: int, end: int) -> bool:
    """Whether what stands there is an amount, a count, or the rest of a name that is written with an apostrophe."""
    told = _SUM.match(words, start) or _COUNT.fullmatch(words, start, end)
    return bool((told and told.end() >= end) or _ELISION.search(words, max(0, start - 5), start))


def longer(words: str, span: Span) -> Span:
    """``span`` with the rest of its name, if that is told by its acronym or by its noun."""
    more = _GOES_FOR.match(words, span.end)
    if more is None or (more["short"] and not _ends_alike(more["short"], words[span.start : more.end()])):
        return span
    return Span(span.start, span.start + len(words[span.start : more.end()].rstrip()))


def _ends_alike(short: str, name: str) -> bool:
    """Whether an acronym may be that of a whole name: it begins and ends as the name's words with a capital do."""
    initials = [word[0] for word in re.findall(r"[A-Z]\w*", name)]
    held = [one for one in short if one.isupper()]
    return initials[0] == held[0] and initials[-1] in held[-2:] and len(held) <= len(initials) + 1


def is_branch(words: str, span: Span, told: Container[int]) -> bool:
    """Whether a phrase that a country ends names a body: "Global Affairs Canada", "Transparency International UK"."""
    parts = span.of(words).split()
    inner = [at for at in range(span.start + 1, span.end) if at in told]
    return len(parts) > 2 and not inner and all(map(_PLAIN_WORD.fullmatch, parts))


def begun(words: str, start: int) -> int:
    """Where a phrase begins that prepositions join to the one at ``start``: "the Working in Africa campaign"."""
    joined = _JOINED_BY.search(words, max(0, start - 80), start)
    return joined.start() if joined else start


# Adjectives that make no name of a noun by themselves: "Foreign Policy", "Regulatory Process".
_GENERAL = (
    "Foreign Defen[sc]e Economic Trade Fiscal Monetary National Public Domestic Informational Energy Regional Security"
    " Regulatory Political Democratic Military Humanitarian Technical Development Financial Federal International"
    " Global Social New Our Its Their State Annual General Peace Bilateral Multilateral And and &"
)
_ADJECTIVE = re.compile("|".join(_GENERAL.split()))


def is_generic(name: str) -> bool:
    """Whether every word of ``name`` but the last is a general adjective.

    >>> is_generic("Foreign and Defense Policy"), is_generic("Kyoto Protocol"), is_generic("ODA")
    (True, False, False)
    """
    words = name.split()
    return len(words) > 1 and all(_ADJECTIVE.fullmatch(word) for word in words[:-1])


# How a report is cited: its number, or where and when it came out, behind its title.
_CITED = re.compile(rf",\s[A-Z][A-Z/]+-[\d-]+\w*|\s\([A-Z][\w.]+(?:,?\s[A-Z][\w.]+)*:\s[^()]{{0,40}}{YEAR}\)")
# Each word can be read in one way only, so that no long title is tried in many.
_TITLE = re.compile(r"(?:[:,;“”\"()–]|\s|(?<![\w’'-])(?:[A-Z][\w’'-]*|\d+(?:st|nd|rd|th)?|[a-z]{1,4})(?![\w’'-]))*")


def is_in_title(words: str, end: int) -> bool:
    """Whether what ends at ``end`` is within the title of a report that is cited right behind it.

    >>> told = "See Clean Air Program: Changes Needed, GAO-01-234 (Washington, D.C.: May 2, 2001)."
    >>> is_in_title(told, 21), is_in_title("The Clean Air Program was studied in Air, GAO-01-234", 21)
    (True, False)
    """
    cited = _CITED.search(words, end)
    return bool(cited and _TITLE.fullmatch(words, end, cited.start()))
