"""The parts of a question that asks several things: each is read, answered or declared missing by itself.

"When did it start and how much did it cost?" is two questions; so are the two sides of "which got more, A or B?".
A part without a name of its own, with few words or with a pronoun, is about what the first part speaks of.
"""

import re
from dataclasses import replace
from functools import lru_cache

from corpus.records import Span
from corpus.vocabulary import Vocabulary
from index import japanese
from index.asked import Asked
from index.constraints import KEPT_QUESTIONS
from index.question import Name, Question, read_question

LONGEST = 1_000  # characters of a comparison: these forms take a second for 10,000
ELLIPSIS = 2  # content words: with so few a part leaves something to be understood
_ASKING = r"(?:who|whom|whose|what|which|when|where|why|how|since when)"
_WHETHER = (  # "and has it begun?", "and have the boats been built?"; not "who led it and was the first to"
    r"(?:has|have|is|are|was|were|did|does|do|will) (?:it|they|he|she|there|any)\b"
    r"|(?:has|have) (?:the|its|their|this|these) [\w -]{1,40}? been\b"
)
_BETWEEN = re.compile(
    rf"(?:,|;)? and (?=(?:(?:in|at|to|from|for|by|with|on|of|since|through) )?{_ASKING}\b|{_WHETHER})|(?<=\?) (?=\w)",
    re.IGNORECASE,
)
_SPELL = re.compile(
    r"(?P<asking>(?:spell out|what do)) (?P<one>[\w/-]+) and (?P<other>[\w/-]+(?: stand for)?)[.?]*$", re.IGNORECASE
)
_ASKING_IN_JAPANESE = "(?:いつ|いくら|いくつ|どこ|どの|どれ|誰|だれ|どなた|なぜ|何)"
# What asks for the second thing, with all that goes with it: どのように, 何名が, 何か国に, 何隻の.
_SECOND_ASKING = re.compile(
    r"(?:どのよう[にな]|何(?:[ヵヶかカケ][所国月年]|年間|[一-鿿]{1,2}(?=[がにでをへの])|[一-鿿])"
    rf"|{_ASKING_IN_JAPANESE})[でにへがをの]?"
)
_CLAUSE_IN_JAPANESE = re.compile(rf"(?<=[でしかすた])[、。？?](?=[^、。？?]*{_ASKING_IN_JAPANESE})")
_TWICE_IN_JAPANESE = re.compile(
    r"(?P<about>.+?)(?P<one>(?:いつ|どこ[でにへを]?|誰[がに]?|なぜ|いくら|何\w{1,2})[がにでを]?)、(?:また|そして)?"
    rf"(?P<other>{_ASKING_IN_JAPANESE}.*)$"
)
_ASKS = re.compile(
    rf"{_ASKING_IN_JAPANESE}|\b{_ASKING}\b"
    r"|^(?:and )?(?:list|name|give|tell|show|describe|explain) (?!everything|all\W|them)",
    re.I,
)
_TWICE = re.compile(rf"^({_ASKING}) and ({_ASKING})\b(.+)$", re.IGNORECASE)
_PRONOUN = re.compile(
    r"\b(?:it|its|they|them|their|he|she|his|her|there|this|that (?:country|one|fund))\b", re.IGNORECASE
)
_MORE = (
    r"\b(?P<more>more|less|fewer|larger|bigger|smaller|higher|lower|greater|earlier|later|older|first|most|longest)\b"
)
_TO = r"(?:to|for|on|from|through|against|in) "
_COMPLETE = "".join(rf"(?<! {one})" for one in ("to", "for", "in", "from", "of", "on", "the", "a"))  # a name goes on
_DID = r"(?:is|are|was|were|do|does|did|has|have)"
_THEN = (
    r"(?:in |during )?(?:the )?(?:\w+ )?(?:years? before|previous|last|preceding|before|earlier)\b"  # no text says when
)
_TWO = rf"(?P<one>[^,]+?),? (?:or|than) (?!{_THEN})(?:{_TO})?(?P<other>[^,]+?)\?*$"
_COMPARED = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"^(?P<asking>.*{_MORE}[^,:]*)[,:–—] {_TWO}",  # which got more: this or that
        rf"^(?P<one>[^,]+?) or (?P<other>[^,]+?)[,:–—] (?P<asking>.*{_MORE}.*)$",  # this or that: which got more
        rf"^(?P<asking>{_DID}\b.*{_MORE}(?: \w+){{0,2}}? {_TO}){_TWO}",  # did more go to this or to that
        rf"^{_DID} (?P<one>[^,]+?){_COMPLETE} (?:\w+ )?(?P<asking>{_MORE}(?: \w+){{0,2}}) than (?!{_THEN})"
        r"(?P<other>.+?)\?*$",
        # did this or that get more, is the loan to this larger than that to the other
        rf"^{_DID} (?P<one>[^,]+?) or (?P<other>[^,]+?) (?:\w+ )?(?:the )?(?P<asking>{_MORE}.*)$",
        # AとBではどちらが多い
        r"^(?P<one>[^、。]+?)と(?P<other>[^、。]+?)(?:とで|で)?は、(?P<asking>.*?(?:どちら|いずれ)(?P<more>[がのにへ].*))$",
        r"^(?P<asking>)(?:please )?compare (?P<one>[^:]+?) (?:with|and|to|against) (?P<other>[^:]+?)[.?]*$",
        r"^(?P<asking>(?:what (?:is|are) )?)(?:the )?differences? between (?P<one>.+?) and "
        r"(?P<other>.+?)(?: [–-] .*)?\?*$",
        r"^(?:how|in what way) do(?:es)? (?P<one>.+?) differ from (?P<other>.+?)\?*$",
        r"^(?:how|in what way) do (?P<one>.+?) and (?P<other>.+?) differ\?*$",
    )
)
_WHICH = re.compile(r"^(?:(?:which|what|who|whose|of the two)\b\W*)+", re.IGNORECASE)
_DOES = re.compile(r"(?:did|does|do|has|have|had|will)(?: \w+)+$", re.IGNORECASE)
_BEGAN = re.compile(r"(?:(?:is|was|were) )?\w+(?:ed|gan|ame)")
_LEADING = re.compile(r"(?:^| )(?:to|for|on|from|through|against|in|by)$", re.IGNORECASE)
_LEADS = "to|into|for|through|via|from|by|in|on|with|at|under|against|did|does|do|has|have|was|were|is|are"
_THAT = re.compile(r"(?:that|those|the ones?)\b", re.IGNORECASE)
_OF = re.compile(r" (?:of|in|for|from|to|during|under)\b", re.IGNORECASE)
_REGARD = re.compile(r",? (?:with regard to|with respect to|regarding|in terms of|as regards) [^?]+$", re.IGNORECASE)
_WHEN = re.compile(r" (?:in|during|for) (?:FY|fiscal year )?\d{4}$", re.IGNORECASE)
_MONEY = re.compile(
    r"額|円|予算|資金|費用|拠出|\b(?:money|fund(?:s|ed|ing)?|support|aid|dollars|yen|contribut\w+|pa(?:y|id)|spen[dt]|g[ai]ve|grant\w*|loans?)\b",
    re.IGNORECASE,
)
# More of nothing that is named is more money.
_ALONE = re.compile(r"\b(?:more|less|most)(?:$| (?:to|for|on|from|through|in|by|of|than)\b)", re.IGNORECASE)
_COUNTED = re.compile(r"\b(?:more|less|fewer|most) (?!to\b|for\b|on\b|from\b|than\b|in\b|of\b)\w", re.IGNORECASE)
_NUMBER_OF = re.compile(r"\bnumbers? of\b", re.IGNORECASE)
_AND_THE_TWO = re.compile(  # both are told anyway
    r",? and (?:by )?(?:what|how) (?:\w+ ){0,2}(?:the |both )+(?:two )?(?:amounts?|figures?|numbers?|sums?|dates?)\W*$",
    re.IGNORECASE,
)
_TIME = frozenset(("earlier", "later", "older", "first"))


def parts(question: Question, vocabulary: Vocabulary) -> tuple[Question, ...]:
    """The questions in ``question``, in order; itself alone if it asks one thing.

    >>> from corpus.vocabulary import vocabulary
    >>> known = vocabulary({})
    >>> asked = read_question("When did Aegis start and how much did it cost?", known)
    >>> [(part.text, part.asked.value, [name.said for name in part.names]) for part in parts(asked, known)]
    [('When did Aegis start', 'date', ['Aegis']), ('how much did it cost?', 'amount', ['Aegis'])]
    """
    compared = _compared(question)
    if compared:
        return _sides(compared, vocabulary)
    if spelt := _SPELL.match(question.text):
        return tuple(read_question(f"{spelt['asking']} {one}", vocabulary) for one in (spelt["one"], spelt["other"]))
    clauses = list(dict.fromkeys(_clauses(question.text)))  # what is asked twice is answered once
    asking = [one for at, one in enumerate(clauses) if not at or one.endswith(("?", "？")) or _ASKS.search(one)]
    first, *others = (read_question(clause, vocabulary) for clause in asking)
    if not others and len(clauses) > 1:  # the others only remark
        return (first,)
    if not others or not (first.names or len(first.terms) > 1):  # "off which coasts and in which gulfs do …" is one
        return (question,)
    return (first, *(_about(first, other) for other in others))


def compares(question: Question) -> bool:
    """Whether ``question`` compares two things: then one of them alone answers nothing."""
    return _compared(question) is not None


@lru_cache(KEPT_QUESTIONS)
def _compared(question: Question) -> re.Match[str] | None:
    if len(question.text) > LONGEST:
        return None
    asked, sign, remark = question.text.partition("? ")
    text = _AND_THE_TWO.sub("?", f"{asked}?" if sign and not _ASKS.search(remark) else question.text)
    return next((found for form in _COMPARED if (found := form.search(text))), None)


def _sides(compared: re.Match[str], vocabulary: Vocabulary) -> tuple[Question, ...]:
    """What is asked of each of two things that are compared; a year at the end is that of both."""
    told = compared.groupdict()
    when, regard = _WHEN.search(told["other"]), _REGARD.search(told["other"])
    shared = when if when and not _WHEN.search(told["one"]) else regard
    one, other = told["one"] + (shared[0] if shared else ""), _spelt(told["one"], _led_in(compared))
    asking = told.get("asking") or ""
    texts = [f"{asking.rstrip()}: {side}" if told.get("more") else f"{asking}{side}" for side in (one, other)]
    first, second = (read_question(text, vocabulary) for text in texts)
    if not told.get("more"):
        return first, _of_same(first, second) if _THAT.match(told["other"]) else second
    kind = _measure(asking if _COUNTED.search(asking) else " ".join((asking, one, other)), told["more"])
    return tuple(
        replace(
            side,
            asked=kind,
            focus="",
            predicate="",
            figures=tuple(one for one in side.figures if one != "first"),
            terms=tuple(one for one in side.terms if one != told["more"].casefold()),
            whole=_by_itself(kind, asking, told["more"], said),
        )
        for side, said in ((first, one), (second, other))
    )


def _by_itself(kind: Asked, asking: str, more: str, side: str) -> str:
    """What of one side a reader is to be asked; empty in Japanese.

    Of "which training has more graduates: this" it makes nothing (2.8 logits for a sentence that answers), of "how many
    graduates: this" much (11.3); of "which received more Japanese money: this" less than nothing (-11.3 and 7.0).
    """
    if japanese.is_written(asking):
        return ""
    before, _, after = (part.strip(" ,:?") for part in asking.partition(more))
    if kind is Asked.DATE:
        verb = _WHICH.sub("", before)
        return f"When {verb}: {side}?" if _BEGAN.fullmatch(verb) and not after else ""
    given = f" {before[0].lower()}{before[1:]}" if _DOES.match(before) else ""  # did Japan give more to this than that
    measure = f"How {'many' if kind is Asked.COUNT and after and not given else 'much'}"
    thing = after or ("money" if kind is Asked.AMOUNT else "")
    told = f"{measure}{given} {thing}".rstrip()
    return f"{told}{' ' if _LEADING.search(thing) else ': '}{side}?"


def _led_in(compared: re.Match[str]) -> str:
    """The other side with what it shares with the first: "the grant to Fiji or to Tonga" is two grants."""
    one, other = compared["one"], compared["other"]
    before = compared.string[: compared.start("other")].split()[-1:]
    at = one.lower().rfind(f" {before[0].lower()} ") if before else -1
    return f"{one[:at]} {before[0]} {other}" if at > 0 else other


def _spelt(one: str, other: str) -> str:
    """``other`` with what its "that" or "those" stands for: "those of 2013" beside "the guidelines of 2010"."""
    that, ends = _THAT.match(other), list(_OF.finditer(one))
    if not that or not ends:
        return other
    same = [end for end in ends if other[that.end() :].startswith(f"{end[0]} ")]
    return one[: (same[-1] if same else ends[0]).start()] + other[that.end() :]


def _of_same(first: Question, second: Question) -> Question:
    """``second``, which asks for "that in 2013", as a question for the same as ``first``."""
    terms = tuple(dict.fromkeys((*first.terms, *second.terms)))
    return replace(second, asked=first.asked, names=second.names or first.names, terms=terms)


def _clauses(text: str) -> list[str]:
    if japanese.is_written(text):
        return _clauses_in_japanese(text)
    twice = _TWICE.match(text)
    if twice:
        return [twice.group(1) + twice.group(3), twice.group(2) + twice.group(3)]
    return [clause.strip() for clause in _BETWEEN.split(text) if clause.strip()]


def _clauses_in_japanese(text: str) -> list[str]:
    """The clauses of a Japanese question of which each asks; "いつ、どこで" asks twice about one thing."""
    if twice := _TWICE_IN_JAPANESE.match(text):
        told = twice["other"]
        rest = _SECOND_ASKING.sub("", told, count=1)
        return [f"{twice['about']}{twice['one']}{rest}", f"{twice['about']}{told}"]
    clauses = [clause.strip() for clause in _CLAUSE_IN_JAPANESE.split(text)]
    return clauses if all(map(_ASKS.search, clauses)) else [text]


def _about(first: Question, part: Question) -> Question:
    """``part`` with what ``first`` speaks of, if it names nothing itself, says little, or refers back."""
    if part.names and len(part.terms) > ELLIPSIS and not _PRONOUN.search(part.text):
        return part
    names = tuple(dict.fromkeys((*_kept(first, part), *part.names)))
    terms = tuple(dict.fromkeys((*first.terms, *part.terms)))
    return replace(part, names=names, terms=terms, whole=f"{first.text.rstrip('?')}, and {part.text}")


def _kept(first: Question, part: Question) -> list[Name]:
    """The names of ``first`` that ``part`` does not put others in the place of.

    "How much went to the Lima Fund and how much to the Quito Fund?": what is led in by the same word stands in the same
    place, and a fund is not paid into together with another.
    """
    leads = {one["lead"].casefold() for one in _led(part)}
    replaced = [Span(*one.span("named")) for one in _led(first) if one["lead"].casefold() in leads]
    places = ((name, _place(name, first.text)) for name in first.names)
    return [name for name, place in places if not (place and any(one.contains(place) for one in replaced))]


def _led(question: Question) -> list[re.Match[str]]:
    """The runs of names in a question that a preposition or an auxiliary verb leads in."""
    said = "|".join(re.escape(name.said) for name in sorted(question.names, key=lambda one: -len(one.said)))
    return (
        [*re.finditer(rf"\b(?P<lead>{_LEADS}) (?:the )?(?P<named>{_run(said)})", question.text, re.I)] if said else []
    )


def _run(name: str) -> str:
    return rf"(?<!\w)(?:{name})(?!\w)(?:(?:[ /-]| of (?:the )?| and (?:the )?)(?:{name})(?!\w))*"


def _place(name: Name, text: str) -> Span | None:
    found = re.search(rf"(?<!\w){re.escape(name.said)}(?!\w)", text)
    return Span(*found.span()) if found else None


def _measure(asking: str, more: str) -> Asked:
    """The kind of thing by which two are compared."""
    if more.casefold() in _TIME or re.search("[先早古]", more):
        return Asked.DATE
    if _NUMBER_OF.search(asking):
        return Asked.COUNT
    return Asked.AMOUNT if _MONEY.search(asking) or _ALONE.search(asking) else Asked.COUNT
