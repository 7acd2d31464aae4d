"""Who runs a programme, and who has a part in it, as the sentence tells that speaks of it.

What speaks of it is its name, or "the programme", "it" (``references``). It is the subject of what is done by someone
("is run by UNDP and funded by Fiji"), the object of what someone does ("Fiji runs it"), or whose work it is.
"""

import re
from collections.abc import Iterator

from corpus.facts import Detail
from corpus.records import Span
from ingest.facts.actors import row_at, subjects
from ingest.facts.grammar import IN_BRACKETS, PROJECT, any_of, is_japanese
from ingest.facts.names import Name, joined
from ingest.facts.programmes.shares import find_named, find_shares
from ingest.facts.sentences import Sentence
from ingest.facts.verbs import HELP, RUN

_HOW = r"(?:\s(?!(?:and|but|which|that|was|were|is|are)\b)[a-z’']+){0,4}?"
_WHEN = r"(?:\s(?:in|since|from)\s(?:[A-Z][a-z]+\s)?\d{4})?"
_DONE_BY = re.compile(rf"\b(?:(?P<run>{RUN})|(?P<help>{HELP})){_HOW}{_WHEN}\sby\s", re.IGNORECASE)
# What stands between what is spoken of and what is done: else it is done to something else, "schools run by UNDP".
_PREDICATE = re.compile(
    r"(?:.*\b(?:is|are|was|were|been|be|being|and|[a-z]+ly|now|also|first)|.*,|\s?\([^)]*\)|.*\seach)?\s?"
    rf"|{IN_BRACKETS},\s(?:an?|the)\s[^,.;]*\s"
)
_BEGINS = re.compile(
    r"(?:(?:[A-Z][a-z]+ed|Set\sup|Begun)\s(?:in|on|since)\s[^,;.]{2,30}\sand\s)?(?:\W|\d|[a-z]+ly\b|(?:First|Now|Jointly)\b)*\Z",
    re.IGNORECASE,
)
_THEN = re.compile(r"[^;.]*,\s(?:the\s|this\s|our\s)?\Z", re.IGNORECASE)
_ITS = r"(?:the\s|an?\s|this\s|our\s|(?:its|their)\s(?:[a-z-]+\s){0,2})?(?:new\s|own\s|annual\s|joint\s)?[“\"]?"
_ENGAGES = r"(?<!will\s)(?<!would\s)(?<!should\s)(?<!to\s)engages?\sin"  # what is planned is not yet run
_DOING = re.compile(rf"\b(?:(?P<run>{RUN}|{_ENGAGES})|(?P<help>{HELP}))\s{_ITS}\Z")
_RUNS_IT = re.compile(rf"\s(?:(?:has|have|had|now|also)\s)*{RUN}\sit\b")
_CONTINUED = re.compile(r"\bas\swell\sas\s[a-z]+\s(?:the\s|an?\s)?\Z")  # goes on with an infinitive: no subject's verb
_WHICH = re.compile(
    rf"{IN_BRACKETS}(?:\s(?:in|at|for)\s[A-Z][\w-]+(?:\s[A-Z][\w-]+)?)?,?\s(?:which|that)\s(?=the\s[A-Z]|[A-Z])"
)
_WHO_DOES = re.compile(
    rf"{IN_BRACKETS}\s(?:(?:has|have|had|also|now|jointly|will)\s)*(?:(?P<run>{RUN})|(?P<help>{HELP}|pledged|contribut\w+|paid|gave|given))\b"
)
_EFFORT = re.compile(
    rf"{IN_BRACKETS},?\s(?:(?:is|was)\s)?an?\s(?:[a-z-]+\s){{0,3}}?(?:effort|initiative|program(?:me)?|project"
    r"|undertaking|drive|scheme|campaign|venture|instrument|arm|partnership|creation)\s(?:of|by|between)\s"
)
_SENT = re.compile(
    r"\b(?:[Ee]xperts|[Oo]fficials|[Oo]fficers|[Mm]embers|[Rr]epresentatives|[Pp]ersonnel|[Ss]taff|[Ii]nstructors)"
    r"\s(?:from|of)\s(?:the\s)?(?=[A-Z])"
)
_ENGAGED = re.compile(r"\b(?:is|are)\sengaged\sin\s(?:a|the)\s(?:joint\s)?(?:project|program(?:me)?)\b")
_LIES_WITH = re.compile(
    r"\b(?:implementation|management|administration|execution|coordination|leadership|responsibility)\b[^.;,]{0,40}?\s"
    r"(?:(?:lies|rests)\swith|(?:is|was)\s(?:in\sthe\shands\sof|(?:entrusted|delegated|assigned)\sto)|(?:falls|fell)\sto|passed\s(?:from\s[^.;]{2,40}?\s)?to)\s",
    re.IGNORECASE,
)
_WITH = any_of(
    "developed with, organi[sz]ed with, conducted with, implemented with, held with, carried out with,"
    "in (?:close )?cooperation with, in (?:close )?co-operation with, in (?:close )?collaboration with,"
    "in (?:close )?partnership with, in (?:close )?co-?ordination with, (?:its|their) (?:work|cooperation"
    "|partnership) with,"
    "in conjunction with, in association with, jointly with,"
    "through (?:the )?cooperation (?:with|of), participation of, support of,"
    "thanks to, on behalf of, (?:co-)?financing (?:by|from), support from, help of, help from,"
    "assistance of, backing of, cooperation of, joined by,"
    "(?:assistance|support|grant) offered by,"
    "(?:assistance|support|grant) from, in [A-Z]\\w+ with, together with, alongside,"
    "(?:finance|funding|money|funds) from, [Ww]orking (?:closely )?(?:with|alongside)"
)
_PARTNERS = re.compile(rf"\b{_WITH}\b", re.IGNORECASE)
_WORKS_WITH = re.compile(r"(?:.*\band)?(?:\sit)?\s(?:also\s)?works?\s(?:closely\s)?(?:with|through|alongside)\s")
_AND_WITH = re.compile(r",?\s(?:together\s)?with\s(?=(?:the\s)?[A-Z])")
_IN_COMPANY = re.compile(r"With\s(?=(?:the\s)?[A-Z])")
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
_UNDER_IT = re.compile(r"\b(?:under|through)\s(?:the\s|its\s)?\Z")
_BARE_WITH = re.compile(rf"{IN_BRACKETS}\swith\s(?=(?:the\s)?[A-Z])")
_FOR_INSTANCE = re.compile(r"\s(?:[a-z\s]{0,60}?,?\s?(?:including|such\sas)\s)?")
_OWNS = re.compile(r"[’']s?\s(?:own\s|new\s)?")
_SHORT_OWNER = re.compile(r"\b(?P<owner>[A-Z]{2,6})[’']s\s\Z")
_UNDER = re.compile(
    r"(?:[\W\d]*(?:For example, |In addition, )?(?:[Uu]nder|[Tt]hrough|[Aa]s\spart\sof)\s(?:the\s|its\s)?)"
)
_ACTS = re.compile(rf"{IN_BRACKETS}(?:\s[a-z]+)?(?:,\s[a-z]+ed\s[^,;.]{{1,60}})?,\s(?=the\s|[A-Z])")
_DOES = re.compile(
    rf"{IN_BRACKETS}\s(?:(?:has|have|will|also|now|jointly)\s)*"
    r"(?!(?:and|in|on|also|now|is|are|was|were|had|been|has|have)\b|receiv|obtain|benefit)[a-z]+\s"
)
_VERB = re.compile(rf"{IN_BRACKETS}\s(?:has\s|have\s|will\s|can\s|may\s)?[a-z]+(?:s|ed)?\s")
_TO_WHICH = re.compile(r",?\s(?:to|for)\swhich\s")
_WORKS_ON = re.compile(r"\b[Ww]orks?(?:ed|ing)?\s(?:closely\s)?(?:with|alongside)\s")
_ON_IT = re.compile(r"\s(?:on|in|for|under)\s(?:the\s|its\s)?")
_IS_ITS_OWN = re.compile(rf"{IN_BRACKETS}\s(?:is|was)\s(?=[A-Z][\w’']*[’']s?\s)")
_OF_WHOM = re.compile(rf"{IN_BRACKETS}\sof\s(?:the\s)?(?=[A-Z])")
_IS_THEIRS = re.compile(rf"{IN_BRACKETS}\s(?:is|was)\s(?:an?|the)\s(?=[A-Z])")  # "is a World Bank programme"
_WORK = re.compile(
    rf"\s(?:[a-z]+\s){{0,3}}(?:mission|operation|exercise|facility|{PROJECT}|effort|fund|campaign|facility)\b"
)
_OPENING = re.compile(r"(?:(?:In|Since|From|During)\s[^,;.]{2,30},\s)?")
_JAPANESE_RUN = re.compile(r"を?(?:実施|運営|主催)")
_JAPANESE_PARTNER = re.compile(
    r"(?:政府)?(?:[（(][^（）()]*[）)])?(?:と(?:の)?(?:連携|協力|共同|合同)|の(?:協力|支援)(?:を得て|の下|により)"
    r"|[はがも](?:資金|費用|経費)を(?:拠出|負担)|と共に|とともに)"
)
_JAPANESE_SUBJECT = re.compile(r"(?:[（(][^（）()]*[）)])?[はが]")
_REACH = 160  # characters between what is spoken of and by whom it is done


def find_roles(sentence: Sentence, mention: Span, end: int) -> Iterator[Detail]:
    """Those who run what ``mention`` speaks of and those who have a part in it; what is told up to ``end`` is of it."""
    seen = set[tuple[str, str]]()
    runners = set[str]()
    for role, name in (*_runners(sentence, mention, end), *_partners(sentence, mention, end)):
        within = name.span.overlaps(mention) or name.span.of(sentence.words) in mention.of(sentence.words)
        if (
            (within and (role == "partner" or name.span.overlaps(mention)))
            or (role, name.value) in seen
            or name.value in runners
        ):
            continue
        seen.add((role, name.value))
        runners |= {name.value} if role == "runner" else set()
        yield sentence.detail(role, name.value, name.span)


def _runners(sentence: Sentence, mention: Span, end: int) -> Iterator[tuple[str, Name]]:
    words = sentence.words
    if is_japanese(words):
        if _JAPANESE_RUN.search(words, mention.end):
            bodies = [one for one in sentence.names if one.kind == "organisation"]
            yield from (("runner", one) for one in bodies if _JAPANESE_SUBJECT.match(words, one.span.end))
        return
    yield from _passive(sentence, mention, end)
    yield from _active(sentence, mention)
    yield from (("runner", one) for one in _owner(sentence, mention))
    yield from _acting_under(sentence, mention)
    if _ENGAGED.search(words, 0, mention.start):
        yield from (
            ("runner", one) for one in sentence.names if one.kind == "organisation" and one.span.end < mention.start
        )
    own = _IS_ITS_OWN.match(words, mention.end)
    yield from (("runner", one) for one in (row_at(sentence, own.end()) if own else ()))
    of = _OF_WHOM.match(words, mention.end)
    yield from (("runner", one) for one in (row_at(sentence, of.end()) if of else ()) if one.kind != "place")
    theirs = _IS_THEIRS.match(words, mention.end)
    if theirs and (row := row_at(sentence, theirs.end())) and _WORK.match(words, row[-1].span.end):
        yield from (("runner", one) for one in row)
    effort = _EFFORT.match(words, mention.end)
    if effort:
        yield from (("runner", one) for one in row_at(sentence, effort.end()))
    if _UNDER_IT.search(words, 0, mention.start):
        gives = sentence.amounts and not words.endswith("its ", 0, mention.start)
        role = "partner" if gives else "runner"  # who gives money through it need not run it
        yield from ((role, one) for one in _acting(sentence, mention.start))
    lies = _LIES_WITH.search(words)
    if lies:
        yield from (("runner", one) for one in row_at(sentence, lies.end()))


def _acting_under(sentence: Sentence, span: Span) -> Iterator[tuple[str, Name]]:
    """Who acts under what begins the sentence, "Under the Scheme, EPA …"; a country that gives money has a part."""
    acts = _ACTS.match(sentence.words, span.end) if _UNDER.fullmatch(sentence.words, 0, span.start) else None
    row = row_at(sentence, acts.end()) if acts else []
    able = bool(row) and row[0].kind in ("organisation", "place", "other")
    if able and _DOES.match(sentence.words, row[-1].span.end):
        gives = bool(sentence.amounts) and row[0].kind == "place"
        yield from (("partner" if gives else "runner", one) for one in row)


def _acting(sentence: Sentence, end: int) -> list[Name]:
    """Who does something under what is spoken of: the subject that begins the sentence, if it is someone."""
    opening = _OPENING.match(sentence.words)
    row = row_at(sentence, opening.end() if opening else 0)
    known = bool(row) and row[-1].span.end < end and row[0].kind in ("organisation", "place")
    return row if known and _VERB.match(sentence.words, row[-1].span.end) else []


def _role(found: re.Match[str]) -> str:
    return "runner" if found["run"] else "partner"


def _passive(sentence: Sentence, mention: Span, end: int) -> Iterator[tuple[str, Name]]:
    """By whom it is done: "the Fund is run by UNDP", "Run by UNDP, the Fund"."""
    words = sentence.words
    for found in _DONE_BY.finditer(words, mention.end, min(end, mention.end + _REACH)):
        if _PREDICATE.fullmatch(words, mention.end, found.start()):
            theirs = _BY_THEIRS.match(words, found.end())
            who = theirs or _CONSORTIUM.match(words, found.end())
            row = row_at(sentence, who.end() if who else found.end())
            yield from (("partner" if theirs else _role(found), one) for one in row)
            company = _AND_WITH.match(words, row[-1].span.end) if row else None
            yield from (("partner", one) for one in (row_at(sentence, company.end()) if company else ()))
    first = _DONE_BY.search(words, 0, mention.start)
    if first and _BEGINS.match(words, 0, first.start()) and _THEN.match(words, first.end(), mention.start):
        if not _BEGINS.fullmatch(words, 0, first.start()):
            return
        yield from ((_role(first), one) for one in row_at(sentence, first.end()))


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
    row = row_at(sentence, which.end()) if which else []
    does = _WHO_DOES.match(words, row[-1].span.end) if row else None
    if does:
        yield from ((_role(does), one) for one in row)


def _owner(sentence: Sentence, span: Span) -> Iterator[Name]:
    """The organisation whose it is: "EPA's Clean Diesel Program"."""
    words = sentence.words
    for name in sentence.names:
        able = name.kind == "organisation" or (name.kind == "place" and words[span.start : span.start + 1].isupper())
        if able and name.span.end <= span.start and _OWNS.fullmatch(words, name.span.end, span.start):
            yield name
            return
    short = _SHORT_OWNER.search(words, 0, span.start)
    if short:
        yield Name(Span(*short.span("owner")), short["owner"], "other")


def _senders(sentence: Sentence, span: Span) -> list[Name]:
    """Those whose people do what ``span`` names: "experts from Peru and Chile have cooperated to hold"; else none."""
    sent = _SENT.search(sentence.words, 0, span.start)
    first = next((one for one in sentence.names if sent and one.span.start <= sent.end() < one.span.end), None)
    return joined(sentence.words, first, sentence.names) if first else []


def _partners(sentence: Sentence, mention: Span, end: int) -> Iterator[tuple[str, Name]]:
    """Those with whom it is done or with whose help, and those who are said to be its donors or partners."""
    words = sentence.words
    if is_japanese(words):
        able = [one for one in sentence.names if one.kind in ("place", "organisation")]
        yield from (("partner", one) for one in able if _JAPANESE_PARTNER.match(words, one.span.end))
        return
    for found in _PARTNERS.finditer(words, 0, end):
        lead = _FOR_INSTANCE.match(words, found.end())
        row = row_at(sentence, lead.end()) if lead else []
        if found.end() <= mention.start or found.start() >= mention.end:
            yield from (("partner", one) for one in row)
    works = _WORKS_ON.search(words, 0, mention.start)
    beside = row_at(sentence, works.end()) if works else []
    if beside and _ON_IT.fullmatch(words, beside[-1].span.end, mention.start):
        yield from (("partner", one) for one in beside)
    ahead = _IN_COMPANY.match(words) if mention.start else None
    for company in (_BARE_WITH.match(words, mention.end), _WORKS_WITH.match(words, mention.end, end), ahead):
        if company:
            yield from (("partner", one) for one in row_at(sentence, company.end()))
    yield from find_shares(sentence)
    yield from find_named(sentence)


def runs_another(words: str, end: int) -> bool:
    """Whether what ends at ``end`` runs what the sentence goes on about: "the Peace Network started it"."""
    return bool(_RUNS_IT.match(words, end))
