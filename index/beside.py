"""What a text names beside a question: places, names, and who may act, none of which the question itself speaks of."""

import re

from corpus.vocabulary import Part, Vocabulary, folded, word_spans, words
from index import japanese
from index.patterns import MONTHS
from index.question import NAMED, PLACES, Question
from index.wording import spaced

_MONTH = MONTHS.replace("|May|", r"|May\b|")  # Mayfair is a place
# A month after "in" is no place; nor is what is joined by a hyphen, as in "the Japan-Italy Agreement".
_PLACE = re.compile(
    rf"\b(?:in|at|off|near) (?:the )?(?:[a-z]+ (?:of|and) (?:the )?)?(?!{_MONTH}|FY)"
    r"([A-Z][a-zé]+(?: [A-Z][a-z]+)*)(?![-–\w])"
)
_NAME = re.compile(r"(?<![.!?“\"] )(?<!^)\b[A-Z0-9][\w’'&-]*(?: (?:of |for |the |and )?[A-Z][\w’'&-]*)*")
_ACTOR = re.compile(
    r"\b[A-Z][\w&-]*[A-Z]\w*\b|\b(?:Mr|Ms|Mrs|Dr)\. [A-Z]\w+"
    r"|\b(?:Ministers?|President|Secretary|Director|Chief|Ambassador)"
    r"|\b(?:representatives|experts|officials|officers|staff|members|authorities|forces|governments?|countries|nations"
    r"|parties|investigators|participants|students|people|companies|organi[sz]ations?|agenc(?:y|ies)|troops|units|donors?"
    r"|youth|women|terrorists?|fighters|groups?|victims|foundation)\b"
)
_ACTOR_IN_JAPANESE = re.compile(
    r"[一-鿿ァ-ヴー・]{2,20}(?:省|庁|局|課|室|隊|社|機構|機関|基金|センター|研究所|研修所|大学|協会|組合|銀行|事務所|委員会|公社|ツ|軍)"
    r"|「[^」]{2,20}の会」|[一-鿿ァ-ヴー]{0,20}(?:職員|専門家|医官|教官|大使|大臣|博士|企業体|受託者)"
)
_PLACE_IN_JAPANESE = re.compile(r"[一-鿿ァ-ヴー]{1,20}(?:[市町村州県府港島駅湾]|空港|基地)(?![一-鿿])")
_DIGIT = re.compile(r"\d")


class Beside:
    """Tells what texts name beside one question."""

    def __init__(self, question: Question, vocabulary: Vocabulary) -> None:
        self._question = question
        self._vocabulary = vocabulary
        self._asked = {name.words for name in question.names}
        self._said = {word for name in question.names for word in words(name.said)}

    def tells_place(self, text: str, town: bool = False, joined: bool = False) -> bool:
        """Whether ``text`` names a place that the question does not; for a ``town``, one that is no country.

        One that is ``joined`` by a hyphen, as in "the Japan-Italy Agreement", counts only if that is asked for.
        """
        named = (one for one in _PLACE_IN_JAPANESE.findall(text) if one not in self._question.text)
        if self._tells_japanese(text, "地名") or (town and any(named)):
            return True
        plain = folded(spaced(text, self._vocabulary))
        spans = word_spans(plain)
        for part in self._vocabulary.parts(tuple(plain[start:end].casefold() for start, end in spans)):
            around = {plain[spans[part.end - 1][1] :][:1], plain[: spans[part.start][0]][-1:]}
            tied = not around.isdisjoint("-–")
            known = part.kind in PLACES and part.standing not in self._asked
            if known and not town and (joined or not tied):
                return True
        found = (words(place) for place in _PLACE.findall(text))
        return any(set(place).isdisjoint(self._said) and not (town and self._is_place(place)) for place in found)

    def tells_name(self, text: str, places: bool = True) -> bool:
        """Whether ``text`` holds a name, or a number, that the question does not.

        ``places``, and what has a figure in it, count as names, too.
        """
        said = set(words(self._question.text))
        known = self._vocabulary.canonical
        for found in _NAME.findall(text):
            new = [word for word in words(found) if word not in said]
            if new and (places or not (_DIGIT.search(found) or self._is_place(known(words(found))))):
                return True
        return False

    def other_places(self, said: tuple[str, ...], beside: bool = False) -> tuple[Part, ...]:
        """The known places in ``said``, folded words, but those asked about; ``beside`` these, or none if one is."""
        asked = {form for name in self._question.names for form in (name.words, *name.members)}
        known = tuple(part for part in self._vocabulary.known(said) if part.kind in PLACES)
        other = tuple(part for part in known if part.standing not in asked)
        return other if beside or len(other) == len(known) else ()

    def tells_actor(self, text: str) -> bool:
        """Whether ``text`` tells who may act and is not named by the question: a body, a country, people."""
        if self._tells_japanese(text, "人名"):
            return True
        parts = self._vocabulary.parts(words(spaced(text, self._vocabulary)))
        if any(part.kind in NAMED and part.standing not in self._asked for part in parts):
            return True
        if any(found not in self._question.text for found in _ACTOR_IN_JAPANESE.findall(text)):
            return True
        return any(not self._said.issuperset(words(one)) for one in _ACTOR.findall(text))

    def _tells_japanese(self, text: str, kind: str) -> bool:
        """Whether ``text`` has a Japanese proper name of that kind that the question has not."""
        new = (name for name, told in japanese.named(text) if told == kind and name not in self._question.text)
        return any(name != "日本" for name in new)

    def _is_place(self, said: tuple[str, ...]) -> bool:
        return any(part.kind in PLACES for part in self._vocabulary.parts(said))
