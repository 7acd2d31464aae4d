"""How a question is worded: the sentence that asks, what it grants or sets aside, the noun that it asks for."""

import re
from collections.abc import Set
from itertools import takewhile

from corpus.vocabulary import words
from index import japanese
from index.patterns import numbers
from index.verbs import base_forms

# Words that ask or bind and so carry nothing that an answer must hold.
_FUNCTION = """
    a about above across after against besides all also am among an and any are as at be because been before being
    below between both but by can could did do does doing during each else ever every for from further get gets give
    given gives had has have having he her here hers him his how however i if in into is it its itself just let like
    made make makes many may me mean means meant might more most much must my near no nor not of off on once one only
    onto or other others our out over own per please quite rather really same say says shall she should since so some
    still such take takes tell than that the their theirs them themselves then there these they this those through
    thus to too toward towards under until up upon us use used uses using via was we were what whatever when where
    whether which while who whom whose why will with within without would yes yet you your
    according actually answer called describe described definition define defined example examples explain
    find following kind kinds know list main name named overview question short show sort sorts stand stands summarise
    summarize summary term text abbreviation acronym full form meaning instance instances
    thing things true type types various way ways word words different
    pictured illustrate illustrates illustrated photo photos picture pictures image images
    two three four five six seven eight nine ten
    everything anything something nothing
    now nowadays today currently plain simple simply terms briefly basically exactly broadly stated kindly
    e g ie eg mr mrs ms spell spells spelled spelt
"""
FUNCTION_WORDS = frozenset(_FUNCTION.split())

_FOCUS = re.compile(
    r"\b(?:what|which|list|name|define|(?:give|show)(?: me| us)?)(?:'s|’s)?"
    r"(?: (?:is|are|was|were|counts as|is meant by))?"
    r"(?: (?:the|all|every|each|a|an|its|main|\d+|names? of|(?:full |complete )?lists? of|of|various|different"
    rf"|{numbers(2, 10)}|kinds?|types?|sorts?|forms?|examples?|[“\"‘']))*"
    r"[ “\"‘']+(?!(?:is|are|was|were|do|does|did|has|have|had|can|will|would|should)\b)"
    r"([\w/-]+(?:(?:['’]s)? [\w/-]+){0,4})",
    re.IGNORECASE,
)
_FOCUS_IN_JAPANESE = re.compile(
    r"(?:どの|どこの|どちらの|何の|どんな|どのような)(?P<after>[^はがをにでへとのか、。？?]{1,20})"
    r"|(?P<before>[^、。]{1,60}?)(?:として|に)?(?:は、?(?=何|なに|どこ|どちら|誰|だれ|どなた|どの|どう"
    r"|いくら|いくつ|いつ|$|[？?。])"
    r"|(?:の一覧)?を、?(?=教え|挙げ|示し|述べ|列挙|全て|すべて))"
)
_IS = re.compile(r"what(?:['’]s| is| are| was| were)\b", re.IGNORECASE)
_BE_OR_DO = frozenset(
    ("is", "are", "was", "were", "be", "been", "do", "does", "did", "has", "have", "had", "can", "could", "will",
     "would", "shall", "should", "may", "must")
)  # fmt: skip
_ADJECTIVE = re.compile(
    r"\w{2,}(?:[^tpi]al|ous|ful|[ai]ble|ern|ese|ic|ian|ican|ish)"
    r"|naval|maritime|military|main|major|top|key|chief|overall|exact"
)
# What is granted is not asked about; what is asked for comes beside something, which an answer need not name.
_GRANTED = re.compile(
    r"\b(?:even though|although|though|despite|in spite of|rather than|instead of)\b[^,;:?]*|[^、。]{1,20}ではなく",
    re.I,
)
_BESIDE = re.compile(
    r"\b(?:besides|apart from|aside from|other than|except(?: for)?|excluding)\b[^,;:?]*", re.IGNORECASE
)
_ASKS = re.compile(
    r"\b(?:what|which|who|whom|whose|how|when|where|why|whether)\b"
    r"|^\W*(?:is|are|was|were|do|does|did|has|have|had|can|could|will|would)\b",
    re.IGNORECASE,
)
_BREVITY = re.compile(r",? in (?:one|a|a single|two|a few) (?:lines?|sentences?|words?)(?=\W*$)", re.IGNORECASE)
_ASIDE = re.compile(r"(?:i|we|my|our)\b[^:?]*: ", re.IGNORECASE)  # what the asker says of himself
_ADDRESSEE = (
    r"(?:Minister|President|Secretary|Director|Ambassador|Chief|Committee|Parliament|Cabinet|Congress|Board|Council)"
)
_ERRAND = re.compile(  # why one asks, and for whom: "I am preparing a speech for the Prime Minister and need to know "
    r"(?:[Ii]|[Ww]e)(?: am| are|['’]m|['’]re) (?:preparing|writing|drafting|compiling|finali[sz]ing)"
    r"(?: (?!(?:on|about|of|in|for|to|regarding|concerning|into|over|against|with|from)\b)[a-z-]{1,15}){1,5}"
    rf"(?: (?:for|to) (?:the|our) (?:[A-Z][a-z]+ )?{_ADDRESSEE}(?: (?:of|on|for)(?: [A-Z][a-z]+){{1,3}})?)?"
    r"(?:,| and|, and|, so| so)(?: I| we)?(?:['’]d| would)? (?:need|want|wish|have|like) to"
    r" (?:know|find out|understand|learn|check|confirm) "
)
_POINTS_BACK = re.compile(
    r"\b(?:its?|they|them|theirs?|he|she|his|hers?|this|that|these|those|there|here|both|either|neither|such|same|each"
    r"|former|latter|one|ones)\b",
    re.IGNORECASE,
)
_NAMES_SOMETHING = re.compile(r"\s[A-Z]\w")
_COURTESY = re.compile(
    r"\W*(?:(?:please|kindly|(?:could|can|would|will) you|i (?:would|’d|'d) like (?:you )?to|i want to|i need to"
    r"|(?:i|we|it)(?: would| should|’d|'d) (?:(?:be|appreciate)\b[\w ]{0,40}? )?if (?:you|someone|anyone)"
    r" (?:could|can|would)"
    r"|be (?:so kind as|kind enough|good enough) to"
    r"|i wonder if you could|i(?: am|'m|’m) wondering|i wonder|do you(?: happen to)?|tell me|let me|tell us|know"
    r"|explain|say|find out|remind me|clarify|confirm)(?:,[^,?]{1,120},)?\s+(?:to )?)+"
    r"(?:(?:roughly|approximately|exactly|precisely|briefly) )?"
    r"(?=(?:list|name|define|give|show|who|whom|whose|what|which|when|where|why|how|whether"
    r"|in|at|to|from|for|by|through|until|since"
    r"|(?:the|its|their) [\w ]{0,30}(?:amount|number|date|cost|size|budget|price|share|sum|name|percentage|total))\b)",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"(?<=\w{3}[.!])\s+(?=[A-Z])")  # not after "Dr."
_SAYS_NOTHING = FUNCTION_WORDS | {"reason", "purpose", "much", "many"}  # "For what reason?" is about what was said


def asking_sentence(text: str) -> str:
    """The sentence of ``text`` that asks, if others only lead up to it; else all of it; less its courtesy.

    >>> asking_sentence("I am writing on ships. Could you please tell me who leads them?")
    'who leads them?'
    >>> asking_sentence("I write on ships: which of them sail?")
    'which of them sail?'
    """
    *before, last = _SENTENCE.split(text.strip())
    asks = _ASKS.search(last) and last.endswith(("?", "？"))  # "Smith?" does not, after "did Gen."
    alone = before and asks and not _SAYS_NOTHING.issuperset(words(last)) and not any("?" in one for one in before)
    left = last if alone else text
    courtesy = _COURTESY.match(left)
    left = left[courtesy.end() :] if courtesy else left
    left = _BREVITY.sub("", left)
    aside = _ASIDE.match(left)
    return left[aside.end() :] if aside else left


def less_errand(text: str) -> str:
    """``text`` without why one asks, if the rest names something and points back to nothing; else all of it.

    >>> less_errand("I am writing a speech for the Minister and need to know what UNODC got.")
    'what UNODC got.'
    """
    errand = _ERRAND.match(text)
    if errand and _NAMES_SOMETHING.search(text, errand.end()) and not _POINTS_BACK.search(text, errand.end()):
        return text[errand.end() :]
    return text


def less_granted(text: str) -> str:
    """``text`` without what it grants, which ends at the word that asks if no comma parts the two.

    >>> less_granted("Despite the cuts how much went to UNODC?").strip()
    'how much went to UNODC?'
    """
    said = _GRANTED.sub(" ", text)
    if _ASKS.search(text) and not _ASKS.search(said):
        said = _GRANTED.sub(lambda found: found.group()[len(_until_asked(found.group())) :], text)
    return said if words(said) else text


def set_beside(text: str) -> set[str]:
    """The words of what ``text`` asks for something beside; at its beginning that ends at the word that asks."""
    clauses = [
        found.group() if words(text[: found.start()]) else _until_asked(found.group())
        for found in _BESIDE.finditer(text)
    ]
    return set(words(" ".join(clauses)))


def focus(text: str, named: Set[str]) -> str:
    """The word for what is asked for, folded; empty if there is none.

    It is the noun behind its owner and its adjectives; ``named`` are the words of names, which it is only if no other
    noun follows.

    >>> focus("What is the application deadline for the course?", set()), focus("Which local industries suffer?", set())
    ('deadline', 'industries')
    """
    if japanese.is_written(text):
        asked = _FOCUS_IN_JAPANESE.search(text)
        return japanese.last_noun(asked["after"] or asked["before"]) if asked else ""
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


def _until_asked(clause: str) -> str:
    """``clause`` up to the word that asks, if one stands in it."""
    asks = _ASKS.search(clause)
    return clause[: asks.start()] if asks else clause


def _ends_noun(word: str) -> bool:
    """Whether ``word`` is none of a noun: a word that binds, a number, a participle."""
    forms = base_forms(word)
    participle = forms and word not in forms and not word.endswith(("s", "ing"))
    return bool(participle) or word in FUNCTION_WORDS or word.isdigit()
