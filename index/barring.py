"""What the wording of a question rules out: sentences that cannot answer it, whatever else may speak for them.

Told from the words of both alone (docs/decisions/0024-wording-rules-out.md).
"""

import re

from index.patterns import OFFICES, numbers
from index.roles import are_swapped

_LONGEST = 1_000  # characters of a question
_MEASURED = re.compile(
    r"\bhow (?:many|much|far|large|big)\b|\b(?:number|amount|share|percentage|proportion|sum|total|rate|cost)s?\b",
    re.IGNORECASE,
)
_ACTUALLY = re.compile(r"\bactual(?:ly)?\b|\bin (?:fact|reality)\b", re.IGNORECASE)
_MEANT = re.compile(
    r"\b(?:targets?|goals?|plan(?:s|ned)?|(?:is|are|was|were) (?:also )?planning"
    r"|aim(?:s|ed)?|expect(?:s|ed)|projected|budgeted)\b",
    re.IGNORECASE,
)
_DONE = re.compile(
    r"\b(?:actual(?:ly)?|achieved|reached|reali[sz]ed|delivered|completed|spent|disbursed|met|in (?:fact|reality)|only"
    r"|but|far|(?:was|were|has|have|had) (?:been )?\w+(?:ed|en))\b",
    re.IGNORECASE,
)
_PART_OF_A_YEAR = re.compile(
    r"\b(first|second|third|fourth|last|latter|1st|2nd|3rd|4th) (half|quarter)(?:s|ly)?\b", re.IGNORECASE
)
_WHICH_PART = {"1st": "first", "2nd": "second", "3rd": "third", "4th": "fourth", "latter": "second"}
_OTHER_PART = re.compile(
    r"\b(?:[HQ][1-4]|July|October|previous|against|from|compared|over|the second(?! [a-z]))\b", re.I
)
_ROLE = rf"(?:(?:director|secretary)-general|{OFFICES}|chief|head|commander|chair(?:man|woman|person)?)\b"
_ASKS_ROLE = re.compile(
    rf"\bwho(?:m)? (?:is|was|are|were|became)\b(?: [\w’'-]+){{0,4}}? (?P<role>{_ROLE})", re.IGNORECASE
)
_STANDS_IN = re.compile(r"\b(?:deput|vice|assistant|acting|replac|represent|behalf|instead)", re.IGNORECASE)
_DEPUTY = r"(?:deputy|vice|assistant|acting)[ -](?:(?:prime|executive|foreign|general) )?"
_LISTS = re.compile(r"\W*(?:what are|which|list|name)\b", re.IGNORECASE)
_SO_MANY = rf"(?:{numbers(2, 10)}|\d+)"
_WHICH_OF_MANY = re.compile(
    rf"\b(?:which|what|name the|list the) (?P<number>{_SO_MANY} )?(?P<things>(?:\w+ ){{0,3}}?\w+(?:s|ies))\b",
    re.IGNORECASE,
)
_MEASURES = re.compile(r"\b(?:percent|per cent|percentage|years?|months?|weeks?|days?|hours?|times)\b", re.IGNORECASE)
_GOES_ON = re.compile(
    rf"[:(,–—]|\s(?:(?:and|or)\s(?!(?:the other )?{_SO_MANY}\b)|(?:namely|such|includ\w+)\s)", re.IGNORECASE
)
_SEVERAL_NAMES = re.compile(r"(?<![\w’'-])[A-Z][\w’'-]{1,30}(?:, and |, | and | or )(?:the )?[A-Z]\w")

_HOW_MANY = re.compile(
    r"\bhow many (?P<things>(?:\w+ ){0,3}?\w+s)\b"
    r"(?= (?:was|were|are|is|did|do|does|has|have|had|will|came)\b| \w+ed\b|\W*$)",
    re.IGNORECASE,
)
_NUMBER = rf"(?:\d[\d,.]*|{_SO_MANY}|[a-z]+teen|[a-z]+ty|eleven|twelve|hundreds?|thousands?|an?|several|many|some)"
_OF_PEOPLE = re.compile(rf"\b{_NUMBER} (?:\w+ )?(?:people|persons|individuals|victims)\b", re.IGNORECASE)
_UNTIL_WHEN = re.compile(
    r"\b(?:(?:until|till|up to) when|(?:until|till|up to) (?:what|which) (?:year|month|day|date))\b", re.IGNORECASE
)
_SINCE = re.compile(r"\bsince (?:\w+ ){0,3}?(?:19|20)\d\d\b", re.IGNORECASE)
_ENDS = re.compile(
    r"\b(?:until|till|through|end\w*|final\w*|clos\w+|complet\w+|conclud\w+|expir\w+|terminat\w+|withdr\w+|stop\w*"
    r"|ceas\w+|last\w*|finish\w*|suspend\w*|(?:to|by)(?= (?:\w+ ){0,3}?(?:\d|present\b|date\b|now\b|today\b)))\b"
    r"|\d[-–—]\d",
    re.IGNORECASE,
)
_DIGIT = re.compile(r"\d")

_CAPITALS = r"[A-Z][\w’'-]*(?:(?: (?:of|for|on|and|the)){0,2} [A-Z][\w’'-]*){1,8}"
_YEAR = r"(?:19|20)\d\d"
_EDITION = re.compile(
    rf"\b(?P<name>{_CAPITALS})(?:,| of| in| from)? (?P<year>{_YEAR})\b|\b(?P<before>{_YEAR}) (?P<named>{_CAPITALS})"
)
_BESIDE = re.compile(r"\b(?:replac|follow|succe|preced|before|after|differ|compar|chang|updat|revis)", re.IGNORECASE)
_ALONE = re.compile(
    r"\b(?P<name>[A-Z][\w’'-]*)(?: [a-z]+)?,? (?:alone|only)\b"
    r"|\b(?:only|just)(?: in| for| to| from)? (?P<first>[A-Z][\w’'-]*)"
)
_YES_OR_NO = re.compile(r"\W*(?:is|are|was|were|do|does|did|has|have|had|can|will)\b", re.IGNORECASE)
_RANKS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "last")
_RANK = re.compile(rf"\b(?:came|come|finished|placed|ranked) (?P<rank>{'|'.join(_RANKS)})\b", re.IGNORECASE)

_IN_LINE = re.compile(
    rf"\b(?P<rank>{'|'.join(_RANKS[:-1])}) (?!time|half|quarter|place)(?P<thing>[a-z]{{4,}}?)s?\b", re.IGNORECASE
)
_STEM = 4  # letters that a people and its country have in common
_PLACED = re.compile(r"(?:\b(?:in|at|near|off)|[A-Z]\w+,) (?:the )?\Z")
_OF_A_PEOPLE = re.compile(r"\b[Hh]ow many (?P<people>[A-Z]\w+(?:n|ese|ish|i|ch|ss)) [a-z]")


def bars(question: str, text: str) -> bool:
    """Whether the wording of ``question`` rules ``text`` out, whatever else may speak for it.

    It only announces a list, or else one of the rules below says so.

    >>> bars("How many were actually trained?", "The target is 300."), bars("Who was trained?", "The target is 300.")
    (True, False)
    """
    if _LISTS.match(question) and text.rstrip().endswith(":"):
        return True
    if len(question) > _LONGEST:
        return False  # it asks of more than one thing, and these rules would take their time
    rules = (
        _only_meant,
        _repeats,
        _of_another_part,
        _of_a_deputy,
        _counts_a_whole,
        _goes_on_still,
        _of_another_edition,
        _of_two,
        _of_another_rank,
        _of_another_in_line,
        _counts_who_is_there,
        are_swapped,
    )
    return any(rule(question, text) for rule in rules)


def _only_meant(question: str, text: str) -> bool:
    """Whether ``text`` tells only what was meant to be where ``question`` asks how much actually was."""
    measured = _ACTUALLY.search(question) and _MEASURED.search(question) and not _MEANT.search(question)
    return bool(measured and _MEANT.search(text)) and not _DONE.search(text)


def _repeats(question: str, text: str) -> bool:
    """Whether ``text`` repeats the number of what is asked for and names none of it.

    >>> _repeats("With which eight countries did talks begin?", "Talks began with eight countries.")
    True
    """
    asked = _WHICH_OF_MANY.search(question)
    if asked is None or _MEASURES.search(asked["things"]) or _SEVERAL_NAMES.search(text):
        return False
    number = re.escape(asked["number"] or "") or rf"(?:{_SO_MANY}|several|many|some|various) "
    repeated = re.search(rf"\b{number}{re.escape(asked['things'])}\b", text, re.IGNORECASE)
    return repeated is not None and not _GOES_ON.search(text, repeated.end())


def _of_another_part(question: str, text: str) -> bool:
    """Whether ``text`` tells only of the first half or quarter of a year where ``question`` asks of the second.

    >>> _of_another_part("profit in the second half of 2022", "In the first half of 2022 it lost money.")
    True
    """
    asked, told = (set(map(_part, _PART_OF_A_YEAR.finditer(each))) for each in (question, text))
    if len(asked) != 1 or not asked.isdisjoint(told) or _OTHER_PART.search(text):
        return False
    return any(part == one[1] for one in asked for _, part in told)


def _part(found: re.Match[str]) -> tuple[str, str]:
    """Which half or quarter of a year is named: ("second", "half")."""
    which, part = found[1].casefold(), found[2].casefold()
    last = {"half": "second", "quarter": "fourth"}[part]
    return (last if which == "last" else _WHICH_PART.get(which, which)), part


def _of_a_deputy(question: str, text: str) -> bool:
    """Whether ``question`` asks who holds an office and ``text`` speaks of a deputy's alone.

    >>> _of_a_deputy("Who is its chief?", "Its deputy chief, A. Li"), _of_a_deputy("Who is its chief?", "Chief B. Li")
    (True, False)
    """
    asked = _ASKS_ROLE.search(question)
    if asked is None or _STANDS_IN.search(question):
        return False
    role, said = re.escape(asked["role"].casefold()), text.casefold()
    return bool(re.search(rf"\b{role}", said)) and not re.search(rf"\b{role}", re.sub(_DEPUTY + role, "", said))


def _counts_a_whole(question: str, text: str) -> bool:
    """Whether ``text`` counts people whom those who are asked for are only said to be among.

    >>> _counts_a_whole("How many Fijians came?", "Over 50 people came, including Fijians.")
    True
    """
    asked = _HOW_MANY.search(question)
    if asked is None or not _OF_PEOPLE.search(text):
        return False  # what is counted by another noun may all the same be those who are asked for
    among = re.search(rf"\b(?:including|among them) (?!{_NUMBER}\b)(?:\w+ )?{re.escape(asked['things'])}", text, re.I)
    rest = text[: among.start()] + text[among.end() :] if among else ""
    return among is not None and not re.search(rf"\b{re.escape(asked['things'])}", rest, re.IGNORECASE)


def _goes_on_still(question: str, text: str) -> bool:
    """Whether ``question`` asks until when, and ``text`` tells only since when.

    >>> _goes_on_still("Until when did it run?", "It has run since 2009.")
    True
    """
    rest = _SINCE.sub("", text)
    return bool(_UNTIL_WHEN.search(question)) and rest != text and not (_DIGIT.search(rest) or _ENDS.search(rest))


def _of_another_edition(question: str, text: str) -> bool:
    """Whether ``text`` gives what ``question`` names by its year with another year and never with that.

    >>> _of_another_edition("What did the Reef Strategy of 2010 say?", "The Reef Strategy (RS) in 2013 says so.")
    True
    """
    for asked in () if _BESIDE.search(question) else _EDITION.finditer(question):
        name, year = re.escape(asked["name"] or asked["named"]), asked["year"] or asked["before"]
        told = re.findall(
            rf"\b{name}(?: \([^()]{{1,20}}\))?(?:,| of| in| from)? ({_YEAR})\b|\b({_YEAR}) {name}\b", text
        )
        years = {one for each in told for one in each if one}
        if years and year not in years:
            return True
    return False


def _of_two(question: str, text: str) -> bool:
    """Whether ``question`` asks of one place or body alone, and ``text`` tells of it and another together.

    >>> _of_two("How much went to Fiji alone?", "In all 5 million went to Fiji and Peru.")
    True
    """
    asked = _ALONE.search(question)
    if asked is None or _YES_OR_NO.match(question):
        return False
    name = re.escape(asked["name"] or asked["first"])
    both = rf"\b{name}(?:, | and |, and | or )(?:the )?[A-Z]\w|[A-Z]\w+(?: and |, and )(?:the )?{name}\b"
    return bool(re.search(both, text)) and len(re.findall(rf"\b{name}\b", text)) == 1


def _of_another_rank(question: str, text: str) -> bool:
    """Whether ``question`` asks who came third, say, and ``text`` tells only who came first or second.

    >>> _of_another_rank("Who came third?", "Fiji came first and Peru second.")
    True
    """
    asked = _RANK.search(question)
    said = set(re.findall(r"[a-z\d]+", text.casefold())) if asked else set()
    told = not any(one[0].isdigit() and one.endswith(("st", "nd", "rd", "th")) for one in said)
    return asked is not None and told and asked["rank"].casefold() not in said and not said.isdisjoint(_RANKS)


def _of_another_in_line(question: str, text: str) -> bool:
    """Whether ``question`` asks of the fourth cohort, say, and ``text`` tells of the first three.

    >>> _of_another_in_line("Who led the second phase?", "The first phase was led by Ana Roe.")
    True
    """
    for asked in _IN_LINE.finditer(question):
        others = "|".join(one for one in _RANKS if one != asked["rank"].casefold())
        other = re.search(rf"\b(?:{others}) (?:{_SO_MANY} )?{re.escape(asked['thing'])}s?\b", text, re.IGNORECASE)
        if other and not re.search(rf"\b{asked['rank']}\b", text, re.IGNORECASE):
            return True
    return False


def _counts_who_is_there(question: str, text: str) -> bool:
    """Whether ``question`` asks how many of a people, whose country ``text`` names only as where it was.

    >>> _counts_who_is_there("How many Kenyan troops came?", "An exercise with 50 troops was held at Lamu, Kenya.")
    True
    """
    asked = _OF_A_PEOPLE.search(question)
    if asked is None:
        return False
    named = list(re.finditer(rf"\b{re.escape(asked['people'][:_STEM])}\w*", text))
    return bool(named) and all(_PLACED.search(text, 0, one.start()) for one in named)
