"""Whether a sentence says what a thing is: "X is …", "Xとは…をいう", or its acronym spelt out."""

import re
from functools import lru_cache

from index.asked import Asked, holds
from index.constraints import KEPT_QUESTIONS
from index.reader import Reader

_COPULA = (
    r"\)?[\"”’'\s]*(?:\([^)]*\)[\"”’'\s]*)*,?\s*(?:which\s+|that\s+)?"
    r"(?:(?:is|are)(?!\s+(?:(?:\w+ly|very|so|quite)\s+)?"
    r"(?:common|likely|important|necessary|essential|expected|known to)\b)"
    r"|(?:was|were)\s+an?|refers?\s+to|means?|denotes?|an?|the)\b"
)
_OR_RATHER = r",?[\"”’'],?\s+or\s+\w"  # "load shedding," or rolling outages

_COPULA_IN_JAPANESE = (
    r"[」』）)]*(?:[（(][^（）()]*[)）][」』]?)?(?:とは"
    r"|\s[^。]{1,150}をいう"
    r"|は[^。]{1,80}(?:をいう|と(?:いう|呼ぶ)|のこと)|は、[^。]{1,150}(?:こと|もの|手法|方法|仕組み|制度|概念|考え方|活動|取組|技術)(?:です|である)?(?:。|$))"
)
_MEANT = re.compile(
    r"\b(?:means?|meant|understands?|understood) by (?:the (?:term|word|phrase) )?\W?([\w -]+)"
    r"|([^「」『』、。]{1,80})[」』]?(?:とは|の(?:定義|意味))"  # bounded, for time grows with what may be meant
)


@lru_cache(KEPT_QUESTIONS)
def _meant(question: str) -> re.Match[str] | None:
    """Where ``question`` says what it wants the meaning of."""
    return _MEANT.search(question)


def defines(reader: Reader, text: str) -> bool:
    """Whether ``text`` says what the asked thing is, in a clause of its own, or spells its acronym out."""
    question = reader.question
    meant = _meant(question.text)
    if not meant and question.names and question.terms:  # "the age limit of the Corps" is not what the Corps is
        return False
    things = (
        [meant.group(1) or meant.group(2)]
        if meant
        else [name.said for name in question.names] or [" ".join(question.terms)]
    )
    said = tuple(form for thing in things for form in (thing, *reader.forms(thing)))
    return any(_says_what(one, text) for one in said if one) or holds(Asked.EXPANSION, text, said)


def _says_what(thing: str, text: str) -> bool:
    word = re.escape(thing)
    english, other = (
        rf"(?<!\w){word}(?!\w)(?:{_COPULA}|{_OR_RATHER})",
        rf"(?<![一-鿿ァ-ヴー]){word}{_COPULA_IN_JAPANESE}",
    )
    return bool(re.search(f"{english}|{other}", text, re.IGNORECASE))
