"""Who is said to have a part in what a sentence speaks of: "Fiji is its donor", "its partners are Fiji and Peru"."""

import re
from collections.abc import Iterator

from corpus.facts import Detail
from corpus.records import Span
from ingest.facts.actors import row_at
from ingest.facts.grammar import IN_BRACKETS, any_of, either
from ingest.facts.names import Name
from ingest.facts.sentences import Sentence

_PART = any_of(
    "lead, leader, lead nation, lead agency, lead donor, implementing agency, implementing partner, executing agency,"
    "framework nation, host, coordinator, managing agent, administrator, trustee, secretariat"
)
_SHARE = any_of(
    "donors?, partners?, contributors?, financiers?, funders?, contributing nations?, sponsors?, members?,"
    "supporters?, backers?, participants?"
)
_IS = re.compile(
    rf"{IN_BRACKETS}\s(?:(?:together|jointly|both|also)\s)?"
    + either(
        r"(?:is|are|was|were|remains?|act(?:s|ed)?\sas|serve[sd]?\sas)\s(?:(?:the|its|their|an?)\s)?(?:[a-z]+\s){0,2}?"
        rf"(?:(?P<run>{_PART})|{_SHARE})\b",
        r"(?:takes?\spart|took\spart|joined)\b",
        r"shared?\s(?:in\s)?(?:its|the)\s(?:total\s)?(?:costs?|expenses?|burden)",
        r"accounts?\sfor\s[^.;]{1,40}?\sof\sits\b",
        r"(?:bears?|bore|pays?|paid|covers?|covered|meets?|met)\s[^.;,]{0,30}?\b(?:costs?|expenses?|budget)\b",
        r"(?:(?:has|have)\s)?(?:lends?|lent|second(?:s|ed)|suppl(?:y|ies|ied)|provided?s?|sends?|sent)\s(?:[a-z]+\s){0,2}?"
        r"(?:instructors|teachers|trainers|advis[eo]rs|experts|staff|ships|aircraft|crews)\b",
    )
)
# "Its main donors are", "Project partners include"
_THEY_ARE = re.compile(
    r"\b(?:(?P<run>(?:implementing|executing|lead)\s(?:partners?|agenc(?:y|ies)|organi[sz]ations?))"
    rf"|(?P<help>{_SHARE}))(?:\s(?:of|to|in|for)\s(?:the|this|its)\s[^.;,]{{1,50}}?)?"
    r"\s(?:are|is|were|was|includ(?:e|es|ed)|comprise[sd]?)\s",
    re.IGNORECASE,
)


def find_shares(sentence: Sentence) -> Iterator[tuple[str, Name]]:
    """Those whom a sentence calls its donors, its lead agency or the like, or who take part, each with the role."""
    for row in _rows(sentence):
        said = _IS.match(sentence.words, row[-1].span.end)
        if said:
            yield from (("runner" if said["run"] else "partner", one) for one in row)


def shares_in(sentence: Sentence, mention: Span) -> Iterator[Detail]:
    """Those who are named as its donors, partners or agencies, if what ``mention`` speaks of owns them."""
    yield from (sentence.detail(role, one.value, one.span) for role, one in find_named(sentence, mention.end))


def find_named(sentence: Sentence, start: int = 0) -> Iterator[tuple[str, Name]]:
    """Those whom a sentence names as its donors or agencies: "its main donors are Fiji and Peru"."""
    said = _THEY_ARE.search(sentence.words, start)
    if said:
        yield from (("runner" if said["run"] else "partner", one) for one in row_at(sentence, said.end()))


def _rows(sentence: Sentence) -> Iterator[list[Name]]:
    """Each row of names that may be a subject, from its first name."""
    at = 0
    for name in sentence.names:
        if name.span.start >= at and name.kind in ("place", "organisation") and not (name.people or name.owner):
            row = row_at(sentence, name.span.start)
            if row:
                at = row[-1].span.end
                yield row
