"""A document that is an agreement itself, told in articles: what it is called, between whom, when signed, what for."""

import re
from collections.abc import Iterator

from corpus.facts import Detail
from corpus.records import Span
from ingest.facts.grammar import YEAR, either
from ingest.facts.names import Names

_ARTICLE = re.compile(r"^\s*(?:Article|ARTICLE|Section|SECTION|Paragraph|PARAGRAPH)\s(?:2|II)\b", re.MULTILINE)
_NOUN = either(
    r"Memorandum\sof\s(?:Understanding|Cooperation|Co-operation|Agreement|Intent)",
    r"(?:[\w’'-]+\s){0,5}(?:Agreement|Treaty|Convention|Protocol|Arrangement|Accord|Compact|Charter)",
)
_NAME = re.compile(rf"^\s*(?:The\s)?(?P<name>{_NOUN})(?=\s*$|\s(?:between|on|concerning|for)\b)", re.I | re.M)
_PHRASE = r"[A-Z][\w’'.-]*(?:\s(?:(?:of|for|the|and|on)\s){0,2}[A-Z][\w’'.-]*)*"
_CALLED = re.compile(  # "The Port Authority of Fiji (hereinafter “PAF”)"
    rf"(?:\b[Tt]he\s)?(?P<party>{_PHRASE})\s?[,(]\s?(?:here(?:in)?after)\b(?!\s(?:together|jointly|collectively))"
)
_TOGETHER = re.compile(
    r"[(,]\s?here(?:in)?after\b[^.;]{0,60}?\bthe\s(?:Parties|Sides|Participants|Signatories)\b", re.I
)
_SIGNED = re.compile(rf"\b(?:Signed|Done|SIGNED|DONE|Concluded)\b[^.]{{0,120}}?\b(?P<year>{YEAR})\b")
_PURPOSE = re.compile(
    r"\b(?:purposes?|objectives?|aims?)\sof\sthis\s[A-Z]\w+(?:\sof\s[A-Z]\w+)?\s(?:is|are)\sto\s(?P<what>[^.;]+?)(?=[.;]|,\s)"
)
_TOP = 1500  # characters in which an agreement says what it is
_PREAMBLE = 500  # characters before "the Parties" in which they are named
_SMALL = re.compile(r"(?<=\s)(?:Of|And|On|For|The|In|To)\b")


def find_treaty(text: str, names: Names) -> tuple[Detail, ...]:
    """What a text in articles is called, its parties, when it was signed and what for; () if it is no treaty."""
    article = _ARTICLE.search(text)
    name = _NAME.search(text, 0, min(_TOP, article.start())) if article else None
    if not (article and name):
        return ()
    said = " ".join(name["name"].split())
    said = _SMALL.sub(lambda one: one[0].lower(), said.title()) if said.isupper() else said
    signed, purpose = _SIGNED.search(text, article.start()), _PURPOSE.search(text)
    return (
        Detail("name", said, Span(*name.span("name"))),
        *_parties(text[: article.start()], names),
        *([Detail("year", signed["year"], Span(*signed.span("year")))] if signed else []),
        *([Detail("stipulates", " ".join(purpose["what"].split()), Span(*purpose.span("what")))] if purpose else []),
    )


def _parties(top: str, names: Names) -> Iterator[Detail]:
    """Those whom the preamble calls by a shorter name, else those whom it names before "the Parties", each once."""
    together = _TOGETHER.search(top)
    called = [Span(*one.span("party")) for one in _CALLED.finditer(top)]
    seen = set[str]()
    for span in called if len(called) > 1 or not together else []:
        own = [one for one in names.find(" ".join(span.of(top).split())) if one.known]
        value = own[0].value if len(own) == 1 and own[0].span.start < 2 else " ".join(span.of(top).split())
        if value not in seen:
            seen.add(value)
            yield Detail("party", value, span)
    if seen or not together:
        return
    start = max(0, together.start() - _PREAMBLE)
    for one in names.find(top[start : together.start()].replace("\n", " ")):
        if one.kind in ("place", "organisation") and not one.people and one.value not in seen:
            seen.add(one.value)
            yield Detail("party", one.value, one.span.shifted(start))
