"""Who runs a programme, and who has a part in it, as the sentence tells that speaks of it.

What speaks of it is its name, or "the programme", "it" (``references``). It is the subject of what is done by someone
("is run by UNDP and funded by Fiji"), the object of what someone does ("Fiji runs it"), or whose work it is.
"""

import re
from collections.abc import Iterator

from corpus.facts import Detail
from corpus.records import Span
from ingest.facts.actors import NOBODY, row_behind, subjects
from ingest.facts.grammar import IN_BRACKETS, IN_JAPANESE_BRACKETS, MONTH, PROJECT, any_of, is_japanese
from ingest.facts.names import Name, joined
from ingest.facts.programmes.partners import find_partners
from ingest.facts.sentences import Sentence
from ingest.facts.verbs import AUXILIARIES, HELP, IS_HELPED, IS_RUN, RUN

_HOW = r"(?:\s(?!(?:and|but|which|that|was|were|is|are)\b)[a-z’']+){0,4}?"
_WHEN = r"(?:\s(?:in|since|from)\s(?:[A-Z][a-z]+\s)?\d{4})?"
_DONE_BY = re.compile(rf"\b(?:(?P<run>{IS_RUN})|(?P<help>{IS_HELPED})){_HOW}{_WHEN}\sby\s", re.IGNORECASE)
# What stands between what is spoken of and what is done: else it is done to something else, "schools run by UNDP".
_PREDICATE = re.compile(
    r"(?:.*\b(?:is|are|was|were|been|be|being|and|[a-z]+ly|now|also|first)|.*,|\s?\([^)]*\)|.*\seach)?\s?"
    rf"|{IN_BRACKETS}(?:,|\s(?:is|was))\s(?:an?|the)\s[^,.;]*\s"
)
_BEGINS = re.compile(
    r"(?:(?:[A-Z][a-z]+ed|Set\sup|Begun)\s(?:in|on|since)\s[^,;.]{2,30}\sand\s)?(?:\W|\d|[a-z]+ly\b|(?:First|Now|Jointly)\b)*\Z",
    re.IGNORECASE,
)
_THEN = re.compile(r"[^;.]*,\s(?:the\s|this\s|our\s)?\Z", re.IGNORECASE)
_ITS = r"(?:the\s|an?\s|this\s|our\s|(?:its|their)\s(?:[a-z-]+\s){0,2})?(?:new\s|own\s|annual\s|joint\s)?[“\"]?"
_ENGAGES = r"(?<!will\s)(?<!would\s)(?<!should\s)(?<!to\s)engages?\sin"  # what is planned is not yet run
_DOING = re.compile(rf"\b(?:(?P<run>{RUN}|{_ENGAGES})|(?P<help>{HELP}))\s{_ITS}\Z")
_RUNS_IT = re.compile(rf"\s{AUXILIARIES}{RUN}\sit\b")
_CONTINUED = re.compile(r"\bas\swell\sas\s[a-z]+\s(?:the\s|an?\s)?\Z")  # goes on with an infinitive: no subject's verb
_TO_WHICH = re.compile(r",?\s(?:to|for)\swhich\s")
_WHICH = re.compile(
    rf"{IN_BRACKETS}(?:\s(?:in|at|for)\s[A-Z][\w-]+(?:\s[A-Z][\w-]+)?|,\san?\s[a-z][^,.;]{{3,50}}?)?,?\s(?:which|that)\s(?=the\s(?:[a-z]+\sof\s(?:the\s)?)?[A-Z]|[A-Z])"
)
_WHO_DOES = re.compile(
    rf"{IN_BRACKETS}\s{AUXILIARIES}(?:(?P<run>{RUN})|(?P<help>{HELP}|pledged|contribut\w+|paid|gave|given))\b"
)
_WHOSE = re.compile(  # "is Fiji's own project", "is an initiative of Fiji"
    rf"{IN_BRACKETS}(?:\s(?:is|was)\s(?=[A-Z][\w’']*[’']s?\s)|,?\s(?:(?:is|was)\s)?an?\s(?:[a-z-]+\s){{0,3}}?"
    rf"(?:{PROJECT}|effort|undertaking|drive|campaign|venture|instrument|arm|partnership|creation)\s(?:of|by|between)\s)"
)
_SENT = re.compile(
    r"\b(?:[Ee]xperts|[Oo]fficials|[Oo]fficers|[Mm]embers|[Rr]epresentatives|[Pp]ersonnel|[Ss]taff|[Ii]nstructors)"
    r"\s(?:from|of)\s(?:the\s)?(?=[A-Z])"
)
_ENGAGED = re.compile(r"\b(?:is|are)\sengaged\sin\s(?:a|the)\s(?:joint\s)?(?:project|program(?:me)?)\b")
_LIES_WITH = re.compile(
    r"\b(?:implementation|management|administration|execution|coordination|leadership|responsibility)\b[^.;,]{0,40}?\s"
    r"(?:(?:lies|rests)\swith|(?:is|was)\s(?:in\sthe\shands\sof|(?:entrusted|delegated|assigned)\sto)"
    r"|(?:falls|fell)\sto|passed\s(?:from\s[^.;]{2,40}?\s)?to)\s",
    re.IGNORECASE,
)
_AND_WITH = re.compile(r",?\s(?:together\s)?with\s(?=(?:the\s)?[A-Z])")
# By whose people, or by which partners: they have a part in it.
_BY_THEIRS = re.compile(
    r"(?:[a-z-]+\s){0,3}?(?:experts|officials|officers|instructors|trainers|personnel|staff|members|advis[eo]rs|specialists"
    r"|engineers|teachers)\s(?:from|of)\s(?:the\s)?(?=[A-Z])"
    r"|(?:[a-z-]+\s){0,3}?partners,?\s(?:such\sas|including|like|namely)\s(?:the\s)?"
)
_CONSORTIUM = re.compile(  # "by a consortium led by UNDP"
    r"an?\s(?:[a-z]+\s){0,2}(?:consortium|team|group|coalition|partnership|network)\s(?:led\sby|headed\sby|of|comprising|consisting\sof"
    r"|made\sup\sof|including)\s(?:the\s)?"
)
_BY_WHICH = re.compile(r"\s(?:by|through|with)\swhich\s(?=(?:the\s)?[A-Z])")
_OPENING = re.compile(r"(?:(?:In|Since|From|During)\s[^,;.]{2,30},\s)?")
_UNDER_IT = re.compile(r"\b(?:under|through)\s(?:the\s|its\s)?\Z")
_OWNS = re.compile(r"[’']s?\s(?:own\s|new\s)?")
_NO_OWNER = any_of(  # what a possessive begins with that is nobody's, or that of a person
    "Today, Tomorrow, Yesterday, World, Last, This, That, It, The, Women, Children, Men, People, Youth, Workers,"
    "Farmers, Girls, Boys, Under, In, Since, By, With, For, At, From, On, Through, During, Before, After, Of, To,"
    "And, But, As, Secretary, President, Minister, Prime, Master, Alzheimer, Monday, Tuesday, Wednesday,"
    "Thursday, Friday, Saturday,"
    f"Sunday, {MONTH.replace('|', ',')}"
)
_UNKNOWN_OWNER = re.compile(  # "GHA's", "Connecticut's", "the administration's"
    rf"\b(?P<owner>[A-Z]{{2,6}}|(?!{_NO_OWNER}\b)[A-Z][a-z]+(?:\s[A-Z][a-z]+){{0,3}}|(?<=\b[Tt]he\s)administration)"
    r"[’']s\s(?:own\s|new\s)?\Z"
)
_UNDER = re.compile(
    r"(?:[\W\d]*(?:For example, |In addition, )?(?:[Uu]nder|[Tt]hrough|[Aa]s\spart\sof)\s(?:the\s|its\s)?)"
)
_ACTS = re.compile(rf"{IN_BRACKETS}(?:\s[a-z]+)?(?:,\s[a-z]+ed\s[^,;.]{{1,60}})?,\s(?=the\s|[A-Z])")
_DOES = re.compile(
    rf"{IN_BRACKETS}\s{AUXILIARIES}"
    r"(?!(?:and|in|on|also|now|is|are|was|were|had|been|has|have)\b|receiv|obtain|benefit)[a-z]+\s"
)
_SAYS = (
    r"(?:report|not|inform|stat|confirm|recommend|conclud|consider|observ)(?:e?s|ed|e)\s"
    r"|(?:found|finds|said|says|told)\s"
)
_VERB = re.compile(rf"{IN_BRACKETS}\s(?!{_SAYS})(?:has\s|have\s|will\s|can\s|may\s)?[a-z]+(?:s|ed)?\s")
_OF_WHOM = re.compile(rf"{IN_BRACKETS}\sof\s(?:the\s)?(?=[A-Z])")
_IS_THEIRS = re.compile(rf"{IN_BRACKETS}\s(?:is|was)\s(?:an?|the)\s(?=[A-Z])")  # "is a World Bank programme"
_WORK = re.compile(
    rf"\s(?:[a-z]+\s){{0,3}}(?:mission|operation|exercise|facility|{PROJECT}|effort|fund|campaign|facility)\b"
)
_JAPANESE_RUN = re.compile(r"を?(?:実施|運営|主催)")
_JAPANESE_SUBJECT = re.compile(rf"{IN_JAPANESE_BRACKETS}[はが]")
_FIRST = re.compile(r"(?:(?:With|In|Since|From|Together\swith|At)\s[^,.;]{2,80},\s)?")
_IS = re.compile(r"\s(?:is|are|was|were|did|does|could|would|received?|obtained|needs?)\b")
# What is done by a law or by a chair is done by others.
_NO_ACTOR = re.compile(
    r"\b(?:Act|Law|Decree|Resolution)\Z|\A(?:Vice-|Deputy\s|Co-)?(?:Chair|Chairman|Chairperson)\b"
    r"|\A(?:Mr|Mrs|Ms|Dr|Prof|Professor|Ambassador|Colonel|Captain|General|Major|Lieutenant|Brigadier|Commodore|(?:Rear\s|Vice\s)?Admiral"
    r"|Sir|Dame)\b\.?\s|\b(?:Coordinator|Director|Minister|Commissioner)\Z"
)
_REACH = 160  # characters between what is spoken of and by whom it is done


def find_roles(sentence: Sentence, mention: Span, end: int) -> Iterator[Detail]:
    """Those who run what ``mention`` speaks of and those who have a part in it; what is told up to ``end`` is of it."""
    told: dict[str, set[str]] = {"runner": set(), "partner": set()}
    for role, name in (*_runners(sentence, mention, end), *find_partners(sentence, mention, end)):
        within = role == "partner" and name.span.of(sentence.words) in mention.of(sentence.words)
        within = within or bool(_NO_ACTOR.search(name.value))
        if not (within or name.span.overlaps(mention) or name.value in told[role] | told["runner"]):
            told[role].add(name.value)
            yield sentence.detail(role, name.value, name.span)


def find_doers(sentence: Sentence) -> Iterator[Detail]:
    """Whoever a sentence says first to do something, as those who run what stands over it."""
    first = _FIRST.match(sentence.words)
    row = row_behind(sentence, first)
    acts = row and _VERB.match(sentence.words, row[-1].span.end) and not _IS.match(sentence.words, row[-1].span.end)
    if acts and row[0].kind in ("organisation", "other") and not sentence.amounts:
        able = (
            one
            for one in row
            if not _NO_ACTOR.search(one.value) and (one.known or not one.value.istitle() or " " in one.value)
        )
        yield from (sentence.detail("runner", one.value, one.span) for one in able)


def runs_another(words: str, end: int) -> bool:
    """Whether what ends at ``end`` runs what the sentence goes on about: "the Peace Network started it"."""
    return bool(_RUNS_IT.match(words, end))


def _runners(sentence: Sentence, mention: Span, end: int) -> Iterator[tuple[str, Name]]:
    if is_japanese(sentence.words):
        runs = _JAPANESE_RUN.search(sentence.words, mention.end)
        bodies = (one for one in sentence.names if runs and one.kind == "organisation")
        yield from (("runner", one) for one in bodies if _JAPANESE_SUBJECT.match(sentence.words, one.span.end))
        return
    yield from _passive(sentence, mention, end)
    yield from _active(sentence, mention)
    yield from (("runner", one) for one in (*_owners(sentence, mention), *_engaged(sentence, mention)))
    yield from _acting_under(sentence, mention)


def _passive(sentence: Sentence, mention: Span, end: int) -> Iterator[tuple[str, Name]]:
    """By whom it is done: "the Fund is run by UNDP", "Run by UNDP, the Fund"."""
    words = sentence.words
    for found in _DONE_BY.finditer(words, mention.end, min(end, mention.end + _REACH)):
        if _PREDICATE.fullmatch(words, mention.end, found.start()):
            theirs = _BY_THEIRS.match(words, found.end())
            row = row_behind(sentence, theirs or _CONSORTIUM.match(words, found.end()) or found)
            yield from (("partner" if theirs else _role(found), one) for one in row)
            company = _AND_WITH.match(words, row[-1].span.end) if row else None
            yield from (("partner", one) for one in row_behind(sentence, company))
    first = _DONE_BY.search(words, 0, mention.start)
    if first and _BEGINS.fullmatch(words, 0, first.start()) and _THEN.match(words, first.end(), mention.start):
        yield from ((_role(first), one) for one in row_behind(sentence, first))


def _active(sentence: Sentence, mention: Span) -> Iterator[tuple[str, Name]]:
    """Who does it: "UNDP runs the Fund", "the Fund, which UNDP runs"."""
    words = sentence.words
    verb = _DOING.search(words, max(0, mention.start - 60), mention.start)
    if verb and not _CONTINUED.search(words, 0, mention.start):
        done = subjects(sentence, verb.start())
        sent = _senders(sentence, mention) if not done else []
        yield from ((_role(verb), one) for one in done or sent[:1])
        yield from (("partner", one) for one in sent[1:])
    which = _TO_WHICH.search(words, mention.end, mention.end + _REACH) or _WHICH.match(words, mention.end)
    row = row_behind(sentence, which)
    does = _WHO_DOES.match(words, row[-1].span.end) if row else None
    yield from ((_role(does), one) for one in row if does)


def _role(found: re.Match[str]) -> str:
    return "runner" if found["run"] else "partner"


def _senders(sentence: Sentence, mention: Span) -> list[Name]:
    """Those whose people do what is spoken of: "experts from Peru and Chile have cooperated to hold"; else none."""
    sent = _SENT.search(sentence.words, 0, mention.start)
    first = next((one for one in sentence.names if sent and one.span.start <= sent.end() < one.span.end), None)
    return joined(sentence.words, first, sentence.names) if first else []


def _owners(sentence: Sentence, mention: Span) -> Iterator[Name]:
    """Those whose it is: "EPA's Clean Diesel Program", "… of the World Bank", "… is an initiative of Fiji"."""
    words, end = sentence.words, mention.end
    whole = words[mention.start : mention.start + 1].isupper()
    able = (one for one in sentence.names if one.kind == "organisation" or (one.kind == "place" and whole))
    able = (one for one in able if one.span.end <= mention.start)
    owner = next((one for one in able if _OWNS.fullmatch(words, one.span.end, mention.start)), None)
    short = _UNKNOWN_OWNER.search(words, 0, mention.start)
    if owner:
        yield owner
    elif short and not NOBODY.fullmatch(short["owner"]):
        yield Name(Span(*short.span("owner")), short["owner"], "other")
    yield from row_behind(sentence, _WHOSE.match(words, end))
    yield from (one for one in row_behind(sentence, _OF_WHOM.match(words, end)) if one.kind != "place")
    theirs = row_behind(sentence, _IS_THEIRS.match(words, end))
    yield from theirs if theirs and _WORK.match(words, theirs[-1].span.end) else ()


def _engaged(sentence: Sentence, mention: Span) -> Iterator[Name]:
    """The bodies that are engaged in it, and those with whom it lies."""
    engaged = _ENGAGED.search(sentence.words, 0, mention.start)
    bodies = (one for one in sentence.names if engaged and one.kind == "organisation")
    yield from (one for one in bodies if one.span.end < mention.start)
    yield from row_behind(sentence, _LIES_WITH.search(sentence.words))


def _acting_under(sentence: Sentence, mention: Span) -> Iterator[tuple[str, Name]]:
    """Who acts under it: "Under the Scheme, EPA …", "EPA … through the Scheme"; who gives money has but a part."""
    words = sentence.words
    acts = _ACTS.match(words, mention.end) if _UNDER.fullmatch(words, 0, mention.start) else None
    row = row_behind(sentence, acts)
    if row and row[0].kind in ("organisation", "place", "other") and _DOES.match(words, row[-1].span.end):
        gives = sentence.amounts and row[0].kind == "place"
        yield from (("partner" if gives else "runner", one) for one in row)
    row = row_behind(sentence, _BY_WHICH.search(words, mention.end, mention.end + _REACH))
    if row and row[0].kind in ("organisation", "other") and _DOES.match(words, row[-1].span.end):
        yield from (("runner", one) for one in row)
    row = row_behind(sentence, _OPENING.match(words)) if _UNDER_IT.search(words, 0, mention.start) else []
    known = row and row[-1].span.end < mention.start and row[0].kind in ("organisation", "place")
    if known and _VERB.match(words, row[-1].span.end):
        gives = sentence.amounts and not words.endswith("its ", 0, mention.start)
        yield from (("partner" if gives else "runner", one) for one in row)
