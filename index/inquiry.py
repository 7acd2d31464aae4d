"""Questions that the register answers: which programmes, what was funded through whom, how much in total for what.

Such a question is made of what the register can be narrowed by, and of words that ask. If anything else stands in it,
it asks for something that the register may not know, and it is none: its sentences are looked for as those of any
question are. Nor is it one if it may ask for either of two things ("to Kenya and UNODC") or for more years than it
names ("from 2019"): facts are narrowed by all that is told of them at once, so the rest would be left out unsaid.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from corpus.facts import FactKind
from corpus.gazetteer import packaged_gazetteer
from corpus.records import Span
from index.facets import RegisterQuery
from index.query import read_query

MOST = 12  # facts whose sentences make an answer; more are for the register's own page
_WORD = re.compile(r"[^\W_]+")
_ASKING = frozenset(
    _WORD.findall(
        """a all altogether an and any are been by did do does each for from fund funded funding funds give given
        gave has have how in is list many me money much name of on overall paid provide provided show spent
        sum tell the there through to total under via was were what which who year financed finance finances
        contributed contribution contributions contribute disbursed disbursements pledged pledges granted
        grants grant loan loans lent amount amounts support supported programme programmes program programs
        project projects initiative initiatives run runs running exist held hold made make makes went go goes gone
        concern concerns concerning deal deals dealing with about related relate field area carried out conduct
        conducts conducted start started begin began agreement agreements treaty treaties accord accords pact pacts
        convention conventions sign signed conclude concluded between party policy document documents strategy
        allocate allocated allocates spend spends spending commit committed
        strategies declaration declarations adopted adopt issued issue formulated be that at"""
    )
)
_ONE = re.compile(
    r"\bthe\s(?:\w+\s)?(?:agreement|treaty|accord|pact|convention|declaration)\b|\bis an?\b", re.IGNORECASE
)
Told = tuple[str, str, Span]  # what narrows, to which value, and where the question says so
_STEM = 5  # letters that a word for a field itself has in common with the field's name
_PROGRAMMES = re.compile(r"\b(?:programmes?|programs?|projects|initiatives)\b", re.IGNORECASE)
_AGREEMENTS = re.compile(
    r"\b(?:agreements?|treat(?:y|ies)|accords?|pacts?|conventions?|declarations?|policy\sdocuments?|strategies)\b",
    re.IGNORECASE,
)
_IN_TOTAL = re.compile(r"\b(?:in total|altogether|overall|total)\b", re.IGNORECASE)
_HOW_MUCH = re.compile(r"\bhow much (?:money|funding)\b|\bmuch\b|\bamounts?\b", re.IGNORECASE)
_MONEY = re.compile(r"\s*how much (?:money|funding)\b", re.IGNORECASE)
_FUNDED = re.compile(
    r"\b(?:funded|financed|paid|funding|grants|loans|contributions|pledged|pledges|disbursements|lent)\b"
    r"|\b(?:do|does|did|has|have)\s.{1,60}\b(?:fund|finance)\b|\b(?:who|that|which)\s(?:funds|finances)\b",
    re.IGNORECASE,
)
_THROUGH = re.compile(r"\b(?:funded|financed|paid)\s(?:through|by|via|from)\b", re.IGNORECASE)
_TYPES = {"loan": r"\bloans?\b|\blent\b", "grant": r"\bgrants?\b|\bgranted\b", "pledge": r"\bpledge[sd]\b"}
_TYPES |= {"disbursement": r"\bdisburse(?:d|ments)\b", "contribution": r"\bcontributions?\b"}
_PERIOD = re.compile(r"\b(?:FY\s?|fiscal (?:year )?)?((?:19|20)\d\d)\b", re.IGNORECASE)
_OPEN = re.compile(  # from 2019 on, by 2019: more years than the one that is named
    r"(?:\b(?:about|between|by|from|through|to|under|via)\s(?:the\s)?(?:year\s)?|[<>≤≥~+–—-]\s?)\Z", re.IGNORECASE
)
_ON = re.compile(r"\s?[+–—/-]")
_AND = r"(?:\band\b|[&/+])\s*"
_JOINED = {  # what stands before a second thing that is asked for beside a first
    "period": rf"{_AND}(?:the\s)?(?:year\s)?\Z",
    "type": rf"(?:{_AND}|,\s*)(?:in\s|as\s)?\Z",
    "": rf"(?:{_AND}(?:(?:about|at|by|concerning|for|from|in|of|on|through|to|under|via|with)\s)?|,\s*)(?:the\s)?\Z",
}
_BETWEEN = re.compile(r"\bbetween\s(?:the\s)?\Z", re.IGNORECASE)
_DOING = re.compile(r"\b(?:did|do|have|had|by)\s(?:the\s)?\Z", re.IGNORECASE)
_BY_ONE = re.compile(r"\b(?:policy\sdocuments?|strategies|declarations?)\b", re.IGNORECASE)  # a party may make it alone
_GIVES = re.compile(r"(?:\bby|\b(?:did|has|have|does|do|from))\s(?:the\s)?\Z", re.IGNORECASE)


def inquire(question: str, known: Sequence[str] = ()) -> RegisterQuery | None:
    """What ``question`` asks of the register; None if it asks for anything else, or for all of it.

    ``known`` are names that the register's facts have, beside those of the vocabulary.

    >>> inquire("Which programmes are there in Africa?").filters
    {'place': 'Africa'}
    >>> inquire("What was funded through UNODC?").filters
    {'channel': 'UNODC'}
    >>> inquire("How much in total for counter-terrorism in FY2019?").filters
    {'period': 'FY2019', 'field': 'counter-terrorism'}
    >>> inquire("Which agreements did Japan sign with Italy?").filters
    {'party': 'Japan', 'partner': 'Italy'}
    >>> inquire("How much in total did the mayor spend in FY2019?") is None
    True
    >>> inquire("How much in total went to Kenya between 2015 and 2019?") is None
    True
    """
    kind = _kind(question)
    if kind is None:
        return None
    named = list(_named(kind, question, known))
    left = _without(question, named)  # what a name says narrows by that name alone: Horizon 2020 is no year
    told = [*_periods(left), *named, *_types(left)]
    left = _without(left, told)
    told += _fields(left)
    left = _without(left, told)
    filters = {role: value for role, value, _ in told}
    if any(filters[role].casefold() != value.casefold() for role, value, _ in told):
        return None  # two years, countries or types: to take one of them would be to answer another question
    if _asks_more(kind, question, told) or not _quotes_only(question, told):
        return None
    unknown = [word for word in _WORD.findall(left.casefold()) if word not in _ASKING]
    return RegisterQuery(kind, filters, limit=MOST) if filters.keys() - {"type"} and not unknown else None


def _asks_more(kind: FactKind, question: str, told: Sequence[Told]) -> bool:
    """Whether ``question`` asks for more than what passes all that is ``told`` of it: for either of two things."""
    if kind is not FactKind.FUNDING and any(role == "type" for role, _, _ in told):
        return True  # loan agreements, or programmes and loans
    if kind is not FactKind.AGREEMENT and _AGREEMENTS.search(_without(question, told)):
        return True
    together = kind is FactKind.AGREEMENT and _are_together(question, told)
    for role, _, span in told:
        before, after = question[: span.start], question[span.end :]
        if role == "period" and (_OPEN.search(before) or _ON.match(after)):
            return True
        if role == "type" and re.match(rf"\s*(?:{_AND}|,)", after, re.IGNORECASE):
            return True
        joined = re.search(_JOINED.get(role, _JOINED[""]), before, re.IGNORECASE)
        if joined and not (role == "partner" and together):
            return True
    return False


def _are_together(question: str, told: Sequence[Told]) -> bool:
    """Whether two parties with an "and" between are those of one agreement: between Italy and France, not with both."""
    party, partner = (next((span for role, _, span in told if role == one), None) for one in ("party", "partner"))
    if not party or not partner or not re.fullmatch(r"\s(?:and|&)\s(?:the\s)?", question[party.end : partner.start]):
        return False
    lead = question[: party.start]
    return bool(_BETWEEN.search(lead) or (_DOING.search(lead) and not _BY_ONE.search(question)))


def _quotes_only(question: str, told: Sequence[Told]) -> bool:
    """Whether ``question`` leaves nothing out and quotes nothing but what is ``told``: the register can do neither."""
    read = read_query(question)
    values = {value.casefold() for _, value, _ in told}
    return not read.excluded and values.issuperset(phrase.casefold() for phrase in read.phrases)


def _periods(text: str) -> Iterator[Told]:
    """The years that ``text`` names."""
    for found in _PERIOD.finditer(text):
        fiscal = "FY" if found[0].upper().startswith(("FY", "FISCAL")) else ""
        yield "period", f"{fiscal}{found[1]}", Span(*found.span())


def _types(text: str) -> Iterator[Told]:
    """The types of funding that ``text`` names."""
    for one, form in _TYPES.items():
        yield from (("type", one, Span(*found.span())) for found in re.finditer(form, text, re.IGNORECASE))


def _named(kind: FactKind, question: str, known: Sequence[str]) -> Iterator[Told]:
    """The names in a question; of an agreement the second party is a partner."""
    parties = 0
    for span, place in _names(question, known):
        role = _role(kind, question, span, place=place)
        parties += role == "party"
        yield "partner" if role == "party" and parties > 1 else role, span.of(question), span


def _fields(text: str) -> Iterator[Told]:
    """The field that ``text`` names, wherever it does so in the same words."""
    field, words = _field(text)
    for found in re.finditer(re.escape(words), text) if field else ():
        yield "field", field, Span(*found.span())


def _without(text: str, told: Iterable[Told]) -> str:
    """``text`` with a blank for each sign of what is ``told``."""
    signs = list(text)
    for _, _, span in told:
        signs[span.start : span.end] = " " * len(span.of(text))
    return "".join(signs)


def asks_sum(question: str) -> bool:
    """Whether a question is for a sum of money: then a fact without an amount answers nothing.

    >>> asks_sum("How much in total for space?"), asks_sum("What was funded through UNODC?")
    (True, False)
    """
    return bool(_MONEY.match(question) or (_IN_TOTAL.search(question) and _HOW_MUCH.search(question)))


def _names(question: str, known: Sequence[str]) -> list[tuple[Span, bool]]:
    """The names in a question, in its order, each with whether it is a place's."""
    found = [(one.span, one.kind == "places") for one in packaged_gazetteer().names.find(question)]
    lower = question.lower()
    for name in (one for one in known if one.lower() in lower):  # a pattern for each of 5,000 would take a second
        written = re.IGNORECASE if " " in name else 0  # "Congress", but not "administration"
        for said in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", question, written):
            span = Span(*said.span())
            inner = [one for one in found if one[0].overlaps(span)]
            if all(span.contains(one[0]) and span != one[0] for one in inner):
                found = [one for one in found if one not in inner] + [(span, False)]
    return sorted(found)


def _field(text: str) -> tuple[str, str]:
    """The field that ``text`` names, by its own name or by words that speak of it, and those words; else empty."""
    named = packaged_gazetteer()
    for field in named.field_names:
        found = re.search(rf"\b{re.escape(field)}\b", text, re.IGNORECASE)
        if found:
            return field, found[0]
    for spoken in named.fields.find(text):
        words = spoken.span.of(text)
        if any(word[:_STEM] in spoken.value for word in _WORD.findall(words.casefold())):
            return spoken.value, words  # "terrorism" is the field itself; "malaria" is one thing of the field of health
    return "", ""


def _kind(question: str) -> FactKind | None:
    asks = re.match(r"\s*(?:which|what|list|name|show|are there|how much|who)\b", question, re.IGNORECASE)
    if not asks:
        return None
    if asks_sum(question):
        return FactKind.FUNDING
    listed = not re.match(r"\s*(?:how|who)\b", question, re.IGNORECASE)
    if _PROGRAMMES.search(question) and listed and not _THROUGH.search(question):
        return FactKind.PROGRAMME
    if _FUNDED.search(question) and "how" not in question.casefold().split()[:1]:
        return FactKind.FUNDING
    return FactKind.AGREEMENT if _AGREEMENTS.search(question) and listed and not _ONE.search(question) else None


def _role(kind: FactKind, question: str, span: Span, *, place: bool) -> str:
    """What a name narrows by, as the words before it say."""
    if kind is FactKind.AGREEMENT:
        return "party"
    gives = _GIVES.search(question[: span.start])
    if place:
        return ("runner" if kind is FactKind.PROGRAMME else "giver") if gives else "place"
    if kind is FactKind.PROGRAMME:
        return "runner" if gives else "partner"
    return "giver" if gives else "channel"
