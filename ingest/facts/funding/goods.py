"""What money is for where a thing says so: what is given in kind, bought or built for it; and purposes in Japanese."""

import re

from corpus.records import Span
from ingest.facts.grammar import any_of

_JAPANESE = re.compile(
    r"(?:[はがも、。]|\A)(?P<what>[^、。はが]{2,60}?)(?:のために?|に向けて|を目的として|を目的に)[、\s]?"
)
# 「海の道計画」に対し: what has such a name is what a grant or a loan is for; 6億円の船を供与: and so is what is given.
_JAPANESE_NAME = re.compile(
    r"「(?P<what>[^「」]{2,60}(?:計画|事業|プロジェクト|プログラム)(?:[（(][^（）()]*[）)])?)」"
)
_JAPANESE_THING = re.compile(
    r"の(?P<what>(?![^をがは]*(?:資金協力|支援|借款|援助|拠出))[^、。をがは]{2,30})を(?:供与|提供|整備|寄贈)"
)
_WITH_ARTICLE = re.compile(r"\b(?:an?|the)\s\Z")
_MONEY = any_of(
    "grants?, loans?, contributions?, donations?, packages?, pledges?, commitments?, budgets?, funds?, funding, aid,"
    "assistance, support, credits?, investments?, allocations?, gifts?, awards?, payments?, appropriations?"
)
_NOT_GOT = any_of(
    "increase, cut, rise, facilit(?:y|ies), program(?:me)?s?, project, initiative, plan, effort, in, to, for, from, by,"
    "of, on, over, and, with, at, as, per, a, each, annually"
)
# "a $12 million headquarters": what is got for it, unless that is money or what gives it
_GOT = re.compile(
    rf"\s(?!(?:[\w-]+\s){{0,2}}(?:{_MONEY}|{_NOT_GOT})\b)(?P<what>(?![a-z]+ed\b)[a-z][\w-]*(?:\s[a-z][\w-]*){{0,4}})"
)
_IN_KIND = re.compile(  # "gave the police radios worth $2 million"; "gave a grant worth $2 million" says no more
    r"\b(?:gave|gives|given|donated|provided|handed\sover|delivered|sent|supplied|gifted|transfer(?:s|red)?|[Gg]ift\sof|[Dd]onation\sof|[Hh]andover\sof)\s(?P<what>[^.;]{3,100}?)\s(?:worth|valued\sat|to\s(?:a|the)\svalue\sof)\s"
    r"(?:(?:about|some|nearly|over|around|more\sthan|approximately)\s)?\Z"
)
# "With $4 million from the Bank, the Service installed radars": who did what with it.
_WITH_IT = re.compile(r"\AWith\s(?:an?\s(?:[a-z]+\s){1,2}of\s)?(?:(?:about|some|over|nearly)\s)?\Z")
_DID = re.compile(
    r"\s(?:from|by)\s[^;.]{2,80}?,\s(?:the\s|[A-Z][\w]+[’']s?\s)?"
    r"(?P<who>(?:UN\s)?[A-Z][\w’'-]*(?:\s(?:of\s|for\s|the\s)*[A-Z][\w’'-]*)*)\s(?P<what>[a-z]+\s[^.;]+)"
)
_ENDS_IN_MONEY = re.compile(rf"\b{_MONEY}(?:\sagreement)?\Z", re.IGNORECASE)
_BOUGHT = re.compile(r"\s(?:bought|buys|paid\sfor|pays\sfor|went\son|goes\son)\s(?=\S)")


def find_japanese_purpose(words: str, amount: Span, end: int) -> Span | None:
    """What a Japanese sentence says that an amount is for: a reason, a plan in quotation marks, or what is given.

    >>> told = "日本は「港湾計画」に対し25億円の無償資金協力を行った。"
    >>> find_japanese_purpose(told, Span(told.index("25"), told.index("25") + 4), len(told)).of(told)
    '港湾計画'
    """
    reasons = list(_JAPANESE.finditer(words, 0, amount.start))
    found = reasons[-1] if reasons else _JAPANESE_NAME.search(words) or _JAPANESE_THING.match(words, amount.end, end)
    return Span(*found.span("what")) if found else None


def find_done(words: str, amount: Span) -> tuple[Span, Span] | None:
    """Who did something with an amount that the sentence begins with, and what they did; else None.

    >>> told = "With $4 million from the Bank, the Reef Service installed radars."
    >>> [span.of(told) for span in find_done(told, Span(5, 15))]
    ['Reef Service', 'installed radars']
    """
    done = _DID.match(words, amount.end) if _WITH_IT.search(words, 0, amount.start) else None
    return (Span(*done.span("who")), Span(*done.span("what"))) if done else None


def find_goods(words: str, amount: Span, end: int) -> Span | None:
    """The thing that is worth an amount, is bought with it, or that an amount with an article is told of; else None.

    It may begin with whoever receives it, and run on behind what is bought.

    >>> told = "Peru gave the police two boats worth $2 million."
    >>> find_goods(told, Span(37, 47), len(told)).of(told)
    'the police two boats'
    """
    kind = _IN_KIND.search(words, 0, amount.start)
    if kind and not _ENDS_IN_MONEY.search(kind["what"]):
        return Span(*kind.span("what"))
    bought = _BOUGHT.match(words, amount.end, end)
    if bought:
        return Span(bought.end(), end)
    got = _GOT.match(words, amount.end, end) if _WITH_ARTICLE.search(words, 0, amount.start) else None
    return Span(*got.span("what")) if got else None
