"""Who does what to whom: whether a text tells of the one what a question asks of the other.

"Japan dispatches experts to Sri Lanka" names all that "To which country does Sri Lanka dispatch experts?" asks with,
and answers another question. Roles are told from where names in capitals stand beside a verb and its prepositions,
without parsing; where that does not tell, nothing is said to be swapped.
"""

import re
from dataclasses import dataclass

from index.verbs import base_forms

_CAPITAL = r"[A-Z][\w’'&-]*"
_NAME = rf"{_CAPITAL}(?:(?: (?:of|for|and)(?: the)?)? {_CAPITAL}| \([^()]{{1,60}}\))*"
_HELPING = (
    r"(?:has|have|had|will|would|also|now|then|already|is|are|was|were|been|being|[a-z]+ly"
    r"|conduct\w*|provid\w*|giv\w*|offer\w*|carr\w+ out)"
)
_SUBJECT = re.compile(rf"(?P<name>{_NAME})[)”\"]?(?P<helping>(?: {_HELPING}){{0,5}}) \Z")
_WORD = re.compile(r"[A-Za-z][\w’'-]*")
_REACH = 200  # characters before a verb in which its subject may stand
# "Which country dispatches …": who does it is asked; "does Sri Lanka dispatch": to whom it is done, or what.
_ASKS_DOER = re.compile(
    r"\W*(?:who|(?:which|what)(?: [a-z’'-]+){1,3}?)(?: (?:has|have|had|will|also|first)){0,2}"
    r" (?P<verb>[a-z]+)\b(?! by\b)(?P<rest>.*)",
    re.IGNORECASE | re.DOTALL,
)
_NAMES_DOER = re.compile(
    rf"\b(?:do|does|did|has|have|had|will|can|could) (?:the )?(?P<name>{_NAME}) (?P<verb>[a-z]+)\b"
)
_PASSIVE = re.compile(r"\b(?:is|are|was|were|been|being)\b(?! \w+ing\b)")
_DONE_BY = re.compile(r" (?:by|between|among)\b")  # "an agreement concluded between them"
_EITHER_WAY = re.compile(r"\b(?:with|between|alongside|and|or|by)(?: the)? \Z", re.IGNORECASE)
_MUTUAL = frozenset(
    ("be", "border", "equal", "fight", "have", "marry", "meet", "neighbor", "neighbour", "resemble", "say")
)
_NO_DEED = (  # "thanks to Japan": to whom nothing is done
    r"(?<!addition )(?<!appeal )(?<!due )(?<!letter )(?<!reply )(?<!request )(?<!response )(?<!thanks )(?<!trip )"
    r"(?<!visit )(?<!visits )(?<!according )"
)
_LED = re.compile(
    _NO_DEED + r"\b(?P<how>from|to|\w+ed by) (?:the )?(?P<name>[A-Z][\w&-]*(?: (?:of |for |and )?[A-Z][\w&-]*)*)"
)
_LEADS = re.compile(
    r"\b(?:of|to|from|by|in|on|at|with|for|between|and|or|under|through|within|against)(?: the)? \Z", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class _Clause:
    """A verb of a text with the name that is its subject, and what stands behind it."""

    subject: str
    behind: str


def are_swapped(question: str, text: str) -> bool:
    """Whether ``text`` gives a part to the one that ``question`` gives to the other.

    >>> are_swapped("Who trains Peru?", "Peru trains Fiji."), are_swapped("Who trains Peru?", "Fiji trains Peru.")
    (True, False)
    >>> are_swapped("To whom does Peru send ships?", "Fiji sends ships to Peru.")
    True
    >>> are_swapped("When did ANZ buy it from BNP?", "In 2009 BNP bought it from ANZ.")
    True
    """
    return _asks_for_another(question, text) or _tells_of_another(question, text) or _leads_elsewhere(question, text)


def _asks_for_another(question: str, text: str) -> bool:
    """Whether ``question`` asks who does something to, for or from one who does it in ``text``."""
    asks = _ASKS_DOER.match(question)
    if asks is None:
        return False
    found = _clauses(text, asks["verb"])
    return bool(found) and all(_is_within(one.subject, asks["rest"]) for one in found)


def _tells_of_another(question: str, text: str) -> bool:
    """Whether ``question`` asks what one does to others, and in ``text`` another does it to that one."""
    for asks in _NAMES_DOER.finditer(question):
        name = re.escape(asks["name"])
        found = _clauses(text, asks["verb"])
        doing = any(_WORD.findall(one.subject)[-1] in asks["name"] for one in found)
        object_of = rf"(?:\A|\b(?:to|from|at))(?: the)?(?: (?:[A-Z][\w’'-]*|of)){{0,6}}? {name}(?![\w-])"
        if found and not doing and all(re.search(object_of, one.behind) for one in found):
            return True
        direct = list(re.finditer(rf"\b(?P<verb>[a-z]+) (?:the )?{name}(?![\w-])", text))
        if direct and not found and text.find(asks["name"]) > direct[0].start():
            return all(_is_form(one["verb"], asks["verb"]) for one in direct)
    return False


def _clauses(text: str, verb: str) -> list[_Clause]:
    """The active clauses of ``text`` whose verb is a form of ``verb``; none if one has no name for its subject."""
    found: list[_Clause] = []
    for word in _WORD.finditer(text):
        if word[0].islower() and _is_form(word[0], verb):
            before, behind = text[max(0, word.start() - _REACH) : word.start()], text[word.end() :]
            subject = _SUBJECT.search(before)
            if subject is None or _PASSIVE.search(f"{subject['helping']} {word[0]}") or _DONE_BY.match(behind):
                return []
            found.append(_Clause(subject["name"], behind))
    return found


def _is_form(word: str, verb: str) -> bool:
    """Whether both may be forms of one verb that is done to somebody."""
    return bool(set(base_forms(word.casefold())) & (set(base_forms(verb.casefold())) - _MUTUAL))


def _is_within(name: str, rest: str) -> bool:
    """Whether each word of ``name``, or of its form in brackets, stands in ``rest``, and not behind "with" or "by"."""
    forms = [re.sub(r" \([^()]*\)", "", name), *re.findall(r"\(([^()]*)\)", name)]
    for form in forms:
        words = [word for word in _WORD.findall(form) if word[0].isupper() and word != "The"]
        at = rest.find(words[0]) if words else -1
        if at >= 0 and all(word in rest for word in words) and not _EITHER_WAY.search(rest, 0, at):
            return True
    return False


def _leads_elsewhere(question: str, text: str) -> bool:
    """Whether ``text`` tells of the one what ``question`` asks of the other: from whom, to whom, taken over by whom.

    >>> _leads_elsewhere("When did ANZ buy it from BNP?", "In 2009 BNP bought it from ANZ.")
    True
    """
    verbs = [found["verb"] for form in (_ASKS_DOER, _NAMES_DOER) for found in form.finditer(question)]
    said = _WORD.findall(text) if verbs else ()
    if verbs and not any(_is_form(word, verb) for word in said for verb in verbs):
        return False  # of another deed
    asked, told = _led_names(question), _led_names(text)
    return any(
        not (names & told[how])
        and any(_stands_free(name, question) for name in told[how])
        and any(_stands_free(name, text) for name in names)
        for how, names in asked.items()
        if how in told
    )


def _led_names(said: str) -> dict[str, set[str]]:
    """The names that "from", "to" or a verb with "by" leads to, by that."""
    led: dict[str, set[str]] = {}
    for found in _LED.finditer(said):
        led.setdefault(found["how"].casefold(), set()).add(found["name"])
    return led


def _stands_free(name: str, said: str) -> bool:
    """Whether ``name`` stands in ``said`` where no preposition leads to it."""
    return any(not _LEADS.search(said, 0, found.start()) for found in re.finditer(rf"\b{re.escape(name)}\b", said))
