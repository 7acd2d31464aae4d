"""What a question asks for, and what an answer must carry to be one.

A question is read into its kind (what must stand in the answer: an amount, a number, a date …), its
figures (years, fiscal years, ordinals, sums), its names (capitalised or known), and its content words.
Figures and names are constraints: words that carry none of them do not answer, however alike they sound.
"""

import re
from collections.abc import Iterator, Set
from dataclasses import dataclass, replace
from itertools import takewhile

from corpus.figures import japanese_figures
from corpus.vocabulary import Part, Vocabulary, folded, word_spans, words
from index.asked import NUMBER, Asked, kind_of
from index.predicate import predicate
from index.verbs import base_forms


@dataclass(frozen=True, slots=True)
class Name:
    """A name in a question: its folded words in the form that stands for it, and how it was ``said``.

    ``members`` are the countries of a region, or that of a capital which acts for it: a text that names one of them
    speaks of the region, or of the government.
    """

    words: tuple[str, ...]
    said: str
    members: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Question:
    """A question as it was read.

    ``names`` and ``figures`` are constraints; ``terms`` are the other content words, folded, in order. None repeats.
    ``focus`` is the word for what is asked for ("fields" in "which fields …"), folded; empty if there is none.
    ``predicate`` is the verb that an answer must speak of, as ``index.predicate`` gives it.
    """

    text: str
    asked: Asked
    names: tuple[Name, ...]
    figures: tuple[str, ...]
    terms: tuple[str, ...]
    focus: str
    predicate: str = ""


# Words that ask or bind and so carry nothing that an answer must hold.
_FUNCTION = """
    a about above across after against besides all also am among an and any are as at be because been before being below
    between both but by can could did do does doing during each else ever every for from further get gets give given
    gives had has have having he her here hers him his how however i if in into is it its itself just let like made
    make makes many may me mean means meant might more most much must my near no nor not of off on once one only onto
    or other others our out over own per please quite rather really same say says shall she should since so some
    still such take takes tell than that the their theirs them themselves then there these they this those through
    thus to too toward towards under until up upon us use used uses using via was we were what whatever when where
    whether which while who whom whose why will with within without would yes yet you your
    according actually answer called describe described definition define defined example examples exactly explain
    find following kind kinds know list main name named overview question short show sort sorts stand stands summarise
    summarize summary term text abbreviation acronym full form meaning instance instances
    thing things true type types used various way ways word words different
    pictured illustrate illustrates illustrated photo photos picture pictures image images
    two three four five six seven eight nine ten
    plain simple simply terms briefly basically exactly broadly stated kindly
    e g ie eg mr mrs ms spell spells spelled spelt stands short
"""
FUNCTION_WORDS = frozenset(_FUNCTION.split())

_FOCUS = re.compile(
    r"\b(?:what|which|list|name|define|(?:give|show)(?: me| us)?)(?:'s|’s)?"
    r"(?: (?:is|are|was|were|counts as|is meant by))?"
    r"(?: (?:the|all|every|each|a|an|its|main|\d+|names? of|(?:full |complete )?lists? of|of|various|different|two|three|four|five|six|seven|eight|nine|ten"
    r"|kinds?|types?|sorts?|forms?|examples?|of|[“\"‘']))*"
    r"[ “\"‘']+(?!(?:is|are|was|were|do|does|did|has|have|had|can|will|would|should)\b)([\w/-]+(?:(?:['’]s)? [\w/-]+){0,4})",
    re.IGNORECASE,
)
_IS = re.compile(r"what(?:['’]s| is| are| was| were)\b", re.IGNORECASE)
_BE_OR_DO = frozenset(
    "is are was were be been do does did has have had can could will would shall should may must".split()
)
_ADJECTIVE = re.compile(
    r"\w{2,}(?:[^tpi]al|ous|ful|[ai]ble|ern|ese|ic|ian|ican|ish)|naval|maritime|military|main|major|top|key|chief|overall|exact"
)
_TOKEN = re.compile(r"[^\W_]+(?:[.'’&/+-][^\W_]+)*\.?")
_FISCAL = re.compile(r"\b(?:fiscal(?: year)?|fy|jfy)[ -]?((?:19|20)\d\d)\b", re.IGNORECASE)
# What is granted is not asked about; what is asked for comes beside something, which an answer need not name.
_GRANTED = re.compile(r"\b(?:even though|although|though|despite|in spite of|rather than|instead of)\b[^,;:?]*", re.I)
_BESIDE = re.compile(
    r"\b(?:besides|apart from|aside from|other than|except(?: for)?|excluding)\b[^,;:?]*", re.IGNORECASE
)
_ASKS = re.compile(
    r"\b(?:what|which|who|whom|whose|how|when|where|why|whether)\b"
    r"|^\W*(?:is|are|was|were|do|does|did|has|have|had|can|could|will|would)\b",
    re.IGNORECASE,
)
_REFERS = re.compile(r"\b(?:it|its|they|them|their|this|these|those|each|both)\b", re.IGNORECASE)
_COURTESY = re.compile(
    r"\W*(?:(?:please|kindly|(?:could|can|would|will) you(?: please| kindly)?|i (?:would|’d|'d) like (?:you )?to|i want to|i need to"
    r"|i wonder if you could|i(?: am|'m|’m)? wonder(?:ing)?|do you(?: happen to)?|tell me|let me|tell us|know|explain|say|find out)\s+"
    r"(?:to )?)+(?=(?:list|name|define|give|show|who|whom|whose|what|which|when|where|why|how|whether|in|at|to|from|for|by|through)\b)",
    re.IGNORECASE,
)
_REASON = frozenset(("reason", "purpose", "much", "many"))
_WHERE = frozenset(("in", "at", "near", "from", "outside", "around", "city"))
_SENTENCE = re.compile(r"(?<=\w{3}[.!])\s+(?=[A-Z])")  # not after "Dr."
FIRST_OF_KIND = "the first"  # the first project, not what was done first or for the first time
_FIRST_OF_KIND = re.compile(r"\b(?:the|its|their|'s|’s|s’)(?: very)? first (?!to\b|time\b|year\b)(?=\w)", re.IGNORECASE)
_RANK = re.compile(
    r"\b(?:first(?! year\b)|latest|last(?= \w))\b"
)  # the first project is not any project; "how long did it last"
_ORDINAL = re.compile(r"\b\d+(?:st|nd|rd|th)\b", re.IGNORECASE)
_SPELT = {
    "second": "2nd", "third": "3rd", "fourth": "4th", "fifth": "5th", "sixth": "6th", "seventh": "7th",
    "eighth": "8th", "ninth": "9th", "tenth": "10th", "eleventh": "11th", "twelfth": "12th",
}  # fmt: skip
_ENDINGS = {"1": "st", "2": "nd", "3": "rd"}
LABEL = re.compile(
    r"\b(tool|phase|article|chapter|section|part|objective|pillar|goal|step|stage|volume|component|round|session"
    r"|annex|point|measure|principle) (\d{1,2})\b",
    re.IGNORECASE,
)
# An edition: not "a third of", "third countries", "the second largest", "one fifth" or "second hand".
_EDITION = re.compile(
    rf"(?<!\ba )(?<!\bone )\b({'|'.join(_SPELT)})\b"
    r"(?! (?:of|countr|part(?:y|ies)\b|nationals?\b|states?\b|hand|half|quarter|largest|most|biggest|highest|only))",
    re.IGNORECASE,
)


def read_question(text: str, vocabulary: Vocabulary) -> Question:
    """What ``text`` asks for. Names are words with a capital or a digit in them, and names the vocabulary knows.

    >>> from corpus.vocabulary import vocabulary
    >>> asked = read_question("How much went to UNODC in fiscal 2019?", vocabulary({}))
    >>> asked.asked.value, [name.said for name in asked.names], asked.figures, asked.terms
    ('amount', ['UNODC'], ('fy2019',), ('went',))
    """
    said = _less_granted(text)
    given = tuple(dict.fromkeys((*figures(said), *_ranks(said))))
    plain = folded(_EDITION.sub(" ", _ORDINAL.sub(" ", NUMBER.sub(" ", _FISCAL.sub(" ", said)))))
    places = word_spans(plain)
    spoken = tuple(plain[start:end].casefold() for start, end in places)
    named, asking = _named_words(plain), _asking(said)
    asked_with = set(words(asking))
    beside = _set_beside(said)
    names: dict[tuple[str, ...], Name] = {}
    terms: dict[str, None] = {}
    for part in vocabulary.parts(spoken):
        if spoken[part.start].isdigit() and names:  # as in TICAD7: a number that is part of the name before it
            last = names.pop(next(reversed(names)))
            whole = (*last.words, *part.standing)
            names[whole] = Name(whole, last.said + spoken[part.start])
        elif _is_name(part, spoken, named) and not beside.issuperset(spoken[part.start : part.end]):
            form = plain[places[part.start][0] : places[part.end - 1][1]]
            names.setdefault(part.standing, Name(part.standing, form, _others(part, spoken, vocabulary)))
        elif not asked_with.isdisjoint(spoken[part.start : part.end]):
            terms.update(dict.fromkeys(word for word in part.standing if word not in FUNCTION_WORDS))
    verb = predicate(asking, [name.said for name in names.values()])
    focus = _focus(asking, {word for name in names.values() for word in words(name.said)})
    return Question(text, kind_of(asking), tuple(names.values()), given, tuple(terms), focus, verb)


def with_names(question: Question, said: tuple[str, ...]) -> Question:
    """``question`` with those of its terms that are in ``said`` taken as names, as a document writes them."""
    names = tuple(Name((term,), term) for term in question.terms if term in said)
    terms = tuple(term for term in question.terms if term not in said)
    return replace(question, names=question.names + names, terms=terms)


def figures(text: str) -> Iterator[str]:
    """The figures in ``text``: fiscal years as ``fy2019``, then ordinals as ``3rd``, then numbers without commas.

    Japanese years and amounts follow in the form that ``corpus.figures`` gives them.

    >>> list(figures("3rd, $2.4m in fiscal year 2019")), list(figures("令和元年度に20億円"))
    (['fy2019', '3rd', '2.4'], ['fy2019', '2000000000 yen'])
    >>> list(figures("the fourth meeting of a third of the members"))
    ['4th']
    """
    if not text.isascii():
        yield from map(str, japanese_figures(text))
    for fiscal in _FISCAL.findall(text):
        yield f"fy{fiscal}"
    for ordinal in _ORDINAL.findall(text):
        yield ordinal.casefold()
    for spelt in _EDITION.findall(text):
        yield _SPELT[spelt.casefold()]
    for _, number in LABEL.findall(text):
        yield _ordinal(number)
    for number in NUMBER.findall(_FISCAL.sub(" ", text)):
        yield number.replace(",", "")


def _ranks(text: str) -> Iterator[str]:
    yield from _RANK.findall(_FIRST_OF_KIND.sub(" ", text).casefold())
    if _FIRST_OF_KIND.search(text):
        yield FIRST_OF_KIND


def _asking(text: str) -> str:
    """The sentence of ``text`` that asks, if others before it only say what it is about; else all of it.

    >>> _asking("I am writing on ships. Could you please tell me who leads them?")
    'who leads them?'
    """
    return _after_courtesy(_asking_sentence(text))


def _after_courtesy(text: str) -> str:
    """``text`` without what is only said before the question itself."""
    courtesy = _COURTESY.match(text)
    left = text[courtesy.end() :] if courtesy else text
    about, colon, asks = left.partition(": ")
    whole = colon and _ASKS.match(asks) and not _ASKS.search(about) and not _REFERS.search(asks)
    return asks if whole else left


def _asking_sentence(text: str) -> str:
    *before, last = _SENTENCE.split(text.strip())
    asks = _ASKS.search(last) and last.endswith(("?", "？"))  # "Smith?" does not, after "did Gen."
    tells = any(
        word not in FUNCTION_WORDS and word not in _REASON for word in words(last)
    )  # "For what reason?" does not
    return last if before and asks and tells and not any("?" in one for one in before) else text


def _less_granted(text: str) -> str:
    """``text`` without what it grants, which ends at the word that asks if no comma parts the two.

    >>> _less_granted("Despite the cuts how much went to UNODC?").strip()
    'how much went to UNODC?'
    """
    said = _GRANTED.sub(" ", text)
    if _ASKS.search(text) and not _ASKS.search(said):
        said = _GRANTED.sub(lambda found: found.group()[len(_until_asked(found.group())) :], text)
    return said if words(said) else text


def _until_asked(clause: str) -> str:
    """``clause`` up to the word that asks, if one stands in it."""
    asks = _ASKS.search(clause)
    return clause[: asks.start()] if asks else clause


def _set_beside(text: str) -> set[str]:
    """The words of what ``text`` asks for something beside; at its beginning that ends at the word that asks."""
    clauses = [
        found.group() if words(text[: found.start()]) else _until_asked(found.group())
        for found in _BESIDE.finditer(text)
    ]
    return set(words(" ".join(clauses)))


def _ordinal(number: str) -> str:
    ending = "th" if number[-2:-1] == "1" else _ENDINGS.get(number[-1], "th")
    return f"{int(number)}{ending}"


def _focus(text: str, named: Set[str]) -> str:
    """The word for what is asked for: not the name nor the adjective before it, if more follows."""
    found = _FOCUS.search(text)
    if not found:
        return ""
    before, owns, owned = found.group(1).replace("’", "'").partition("'s ")
    noun = owned if owns and not any(map(_ends_noun, before.split())) else found.group(1)
    first, *others = (word for piece in noun.split() for word in (words(piece) or ("",)))
    group = [first, *takewhile(lambda word: not _ends_noun(word), others)]
    after = others[len(group) - 1 :][:1]
    if after and (_BE_OR_DO.issuperset(after) or _IS.match(found.group())):  # "which launch site was": one noun
        return group[-1]
    nouns = (word for word in group if not (word in named or _ADJECTIVE.fullmatch(word)))
    return next(nouns, group[-1])


def _ends_noun(word: str) -> bool:
    """Whether ``word`` is none of a noun: a word that binds, a number, a participle."""
    forms = base_forms(word)
    participle = forms and word not in forms and not word.endswith(("s", "ing"))
    return bool(participle) or word in FUNCTION_WORDS or word.isdigit()


def _named_words(text: str) -> set[str]:
    """The folded words of ``text`` that its capitals or digits mark as names.

    A capital marks nothing on the opening word, nor where nearly every word has one (a title, or shouting).
    """
    tokens = _TOKEN.findall(text)
    shouted = sum(token[0].isupper() for token in tokens) > 0.8 * len(tokens) and len(tokens) > 2
    named: set[str] = set()
    for position, token in enumerate(tokens):
        inner = _inner(token) and not token.isalpha() * shouted
        if inner or (token[0].isupper() and position and not shouted):
            pieces = (
                [piece for piece in token.split("-") if _inner(f" {piece}")] if inner else [token]
            )  # ODA, not backed
            named.update(word for piece in pieces for word in words(piece) if inner or word not in FUNCTION_WORDS)
    return named


def _inner(token: str) -> bool:
    """Whether a sign of ``token`` after its first is a capital or a digit."""
    return any(letter.isupper() or letter.isdigit() for letter in token[1:])


def _others(part: Part, spoken: tuple[str, ...], vocabulary: Vocabulary) -> tuple[tuple[str, ...], ...]:
    """What else may stand for a name: a region's countries; a capital's country, unless it is where something is."""
    country = vocabulary.capitals.get(part.standing)
    where = set(spoken[max(0, part.start - 2) : part.start]) & _WHERE
    return (country,) if country and not where else vocabulary.members.get(part.standing, ())


def _is_name(part: Part, spoken: tuple[str, ...], named: set[str]) -> bool:
    if part.kind in {"places", "countries", "organisations"}:
        return True
    if part.kind in {"programmes", "fields"} and part.end == part.start + 1:  # an acronym, in any case
        return True
    return any(word in named for word in spoken[part.start : part.end])
