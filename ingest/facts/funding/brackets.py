"""What a list names before each amount in brackets: "to Hope Ships ($2 million) and Sea Trust ($1 million)"."""

import re

from corpus.records import Span
from ingest.facts.funding.purposes import trimmed
from ingest.facts.grammar import any_of
from ingest.facts.sentences import Sentence

_OPEN = re.compile(r"\s\((?:(?:about|some|nearly|over|around|up\sto|approximately)\s)?\Z")
_JOINT = re.compile(r"[,:;]\s(?:and\s)?|\sand\s")
_WHOM = r"\b(?:among|between|to|through|via)\s"
_WHAT = r"\b(?:on|for|into|towards?)\s"
_AREAS = any_of("areas?, sectors?, purposes, components, themes, priorities, parts, uses, fields, headings")
_TO_WHOM = re.compile(rf"{_WHOM}[^()]{{0,120}}\Z")
_BY_WHOM = re.compile(r"\b(?:from|by)\s[^()]{0,80}\Z")
_FOR_WHAT = re.compile(rf"\b{_AREAS}\s?(?::|,\snamely)\s[^()]{{0,120}}\Z|{_WHAT}[^()]{{0,80}}\Z")
_LED = re.compile(rf".*(?:{_WHOM}|{_WHAT})(?:the\s|an?\s)?")
_FIRST = re.compile(r"\s\([^()]*\d")


def find_bracketed(sentence: Sentence, number: int) -> tuple[str, Span] | None:
    """The role, channel or purpose, of the words before the bracket that an amount stands in; None if it has none.

    What the words before the list's first bracket say ("to", "among", "three areas:") is the role of all.
    """
    words, amount = sentence.words, sentence.amounts[number].span
    opened = _OPEN.search(words[: amount.start])
    first = _FIRST.search(words)
    if opened is None or first is None:
        return None
    begin = max((one.end() for one in _JOINT.finditer(words, 0, opened.start())), default=0)
    led = _LED.match(words, begin, opened.start()) if opened.start() == first.start() else None
    start = led.end() if led else begin
    part = trimmed(words, start + 4 * words.startswith("the ", start), opened.start())
    head = words[: first.start()]
    if part.end <= part.start or _BY_WHOM.search(head):
        return None
    if words[part.start].isupper():
        return ("channel", part) if _TO_WHOM.search(head) else None
    return ("purpose", part) if _FOR_WHAT.search(head) else None
