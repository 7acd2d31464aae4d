"""What a programme is, is for or does, as the sentence tells that names or means it."""

import re

from corpus.records import Span
from ingest.facts.grammar import IN_BRACKETS, PROJECT, any_of, either, is_japanese, pattern
from ingest.facts.names import FUND
from ingest.facts.sentences import Sentence
from ingest.facts.verbs import CARRIED_OUT, FOUND, FOUNDED

_AFTER = rf"[”\"]?{IN_BRACKETS}(?:\s(?:{PROJECT}|fund|campaign|grants?)\b)?"
_WHICH = re.compile(
    rf"{_AFTER}(?:,\s[a-z]+ed\s[^.;]{{0,80}})?\s?,?\s(?:which|that)\s(?:is\s|was\s|will\s)?"
    r"(?=an?\s|(?!has\s|was\s|is\s|does\s)[a-z]+s\s|(?<=will\s)[a-z]+\s)"
)
_BY_WHICH = re.compile(  # "the Reef Programme of the United Nations, by which crews learn"
    rf"{_AFTER}(?:\sof\s(?:the\s)?[A-Z][^,.;]{{2,60}})?,\s(?:by|through|with)\swhich\s(?=[a-z])"
)
_MEANS = re.compile(  # "is the means by which the Navy trains crews"
    rf"{_AFTER}(?:,\s[^.;]{{3,160}},)?\s(?:is|was)\s(?:the|an?)\s(?:[a-z]+\s)?(?:means|way|instrument|vehicle|framework|channel)\s"
    r"(?:by|through|with|in)\swhich\s(?:(?:the\s)?[A-Z][\w’'-]*(?:\s(?:of\s|for\s)?(?:the\s)?[A-Z][\w’'-]*)*(?:\s\([A-Z]+\))?\s)?(?=[a-z])"
)
_NO_DOING = any_of(
    "operates in, works in, shows, recommends, notes, finds, concludes, rates, states, says, suggests, reports,"
    "creates no, bears, rests, admits, admitted, reserves,"
    "is, was, has, does, remains, comes, costs, covers, began, started,"
    "ended, commenced, dates, includes, included, consists,"
    "benefits, benefited, benefitted, reached, reaches, needs, closed, rises, rose, fell, falls, grew, moved,"
    "amounts, amounted, stands, totals, totalled, entered,"
    "opened, launched, received, receives, across, towards, as, its, this, thus, besides, met, expired, appeared,"
    "seems, succeeded, takes place, took place, replaced, replaces, joined, joins, continued, continues, established,"
    "proposed, approved, requires, involves, programs, programmes, projects, grants, initiatives, schemes, missions"
)
_WAS_AND = re.compile(  # ", which was opened in 2018 and serves"
    rf"{_AFTER}(?:\s(?:in|at)\s[A-Z]\w+)?,\swhich\s(?:was|is)\s(?:[^.;]|(?<=[A-Z])\.){{3,140}}?"
    rf"(?:\sand\s(?=(?!{_NO_DOING}\s)[a-z]+(?<!s)s\s)|,\s(?=(?!{_NO_DOING}\s)(?:also\s)?[a-z]+(?<!s)s\s(?!by\b)[a-z\d]))"
)
_IT_DOES = re.compile(rf"\s(?:also\s)?(?:(?!{_NO_DOING}\s)(?=[a-z]+s\s[a-z])|will\s(?=[a-z]+\s\w))")
_APPOSITIVE = re.compile(
    rf"{_AFTER},\s(?=an?\s|the\s(?:(?!an?\s|its\s)[\w.’'-]+\s){{1,7}}(?:{PROJECT}|effort|campaign|fund)\b)"
)
_APPOSITION_ENDS = re.compile(
    rf"\s(?:{CARRIED_OUT}|led|offered|funded|hosted|organi[sz]ed)\s(?:jointly\s)?by\b|,\s(?![A-Z])|(?<!\bU\.S)[;.:](?=\s|\Z)|\s\("
)
_MADE_AS = re.compile(  # "was created in 2016 as a rapid fund"
    rf"{IN_BRACKETS}\s(?:was|were)\s(?:{FOUNDED}|designed)\b[^.;,]{{0,40}}?\sas\s(?=an?\s|the\s)"
)
_BARE = re.compile(r"(?:an?|the)\s\S+")  # "a component" says nothing
_MAKING = re.compile(rf"\b{FOUND}\s(?:of\s)?(?:the\s|an?\s)?(?:new\s)?\Z")
_MADE_TO = re.compile(
    rf"{IN_BRACKETS}(?:,?\s(?:in|at)\s[^,.;]{{1,50}}?)?,?\s(?:to|for)\s(?!which\b)(?=[a-z]+\s)"
)  # "launched X in 2004 to train"
_DOES = re.compile(  # "the Rural Roads Programme builds …"
    rf"{_AFTER}(?:,\s(?!which)[^,.;]{{1,60}},)?\s(?:(?:aims|seeks|works)\s(?:to|at)\s"
    r"|(?=(?:provid|support|fund|help|offer|promot|train|encourag|financ|build|assist|seek|aim)(?:s|es|ed)\s(?!(?:by|of|with|were|was|are)\b)))"
)
# … whatever it does, if nothing else can be the subject. What it is run, begun, given or made up of is told elsewhere.
_SUBJECT = re.compile(
    r"(?:\A|[,;:–—]\s|\A(?:In|Since|From|During)\s[^,;.]{1,30}\s|\w[’']s\s)"
    r"(?:[Tt]he\s|[Oo]ur\s|[Tt]his\s|[Ii]ts\s|[Aa]n?\s)?[“\"]?\Z"
)
_ASIDE = r"(?:,\s(?!which)[^.;]{1,90},|,(?=\s[a-z]+s\s))?(?:\s(?:was|is)\s[^,.;]{1,60}?\sand)?"
_WILL = r"will\s(?!(?:be|run|continue|end|begin|start|last|cost|close|remain)\b)"
_VERB = r"(?:[a-z]+(?:(?<![uis])s|ed)|(?<=will\s)[a-z]+|taught|brought|paid|rebuilt|built|gave|put|sent)"
_ACTS = re.compile(
    rf"{_AFTER}(?:\s(?:at|in)\s[A-Z]\w+)?{_ASIDE}\s(?:now\s|also\s|{_WILL})?"
    rf"(?=(?!{_NO_DOING}\s){_VERB}\s(?!(?:[a-z]+ly\s)?by\b|on\sto\b|of\b|with\b|were\b|was\b|are\b)(?:[a-z\d]|[A-Z][\w]+\s))"
)
_GAVE = re.compile(r"(?:provid|contribut|gave|giv|paid|pay|award|invest|spen)\w*\s")
_ITS_AIM = re.compile(r"\s(?:main\s|overall\s)?(?:aim|goal|purpose|objective|task)s?\s(?:is|was|are)\sto\s")
_AIMED = re.compile(
    r"(?:\s?\([^)]*\)|,|\s(?!were|are)[\w-]+){0,12}?\s(?:aim(?:ed|ing)\s(?:at|to)|(?:designed|intended|established|created|meant)\sto"
    r"|with\s(?:the|an?)\s(?:overall\s|main\s)?(?:aim|goal|purpose|objective|view)\s(?:of|to))\s(?=[a-z])"
)
_FOR_THIS = re.compile(  # "expanded the Reef Programme to train crews", but not "to rural areas"
    rf"{_AFTER}\sto\s(?="
    + any_of(
        "accelerate, address, advance, assist, bring, build, combat, counter, create, deliver, develop, enable,"
        "encourage, end, enhance, ensure, expand, facilitate, fight, foster, help, improve, increase, lower, prevent,"
        "promote, protect, provide, rebuild, reduce, restore, strengthen, support, tackle, teach, train"
    )
    + r"\s)"
)
_FOR_WHICH = re.compile(  # of what else somebody may do something to it for another reason
    r"\b(?:launch|creat|expand|extend|establish|introduc|announc|fund|us|renew|found|develop|build|design)(?:es|ed|e|s|ing)\b[^,;]*\Z"
    r"|\b(?:under|through|with|set up|built|uses?)\s(?:the|our|its|an?)\s[^,;]*\Z"
)
_DOING = re.compile(rf"{_AFTER},\s(?=(?:assist|help|offer|promot|provid|reward|support|train)ing\s)")
_THROUGH = re.compile(
    r"\W*(?:Through|Under|With|By)\s(?:[a-z]+\s(?:like|such\sas)\s)?(?:the\s|our\s|its\s|this\s)?(?:new\s)?"
)
_WE_DO = re.compile(  # "Through the Clean Nets Initiative, we will train crews"
    rf"{_AFTER},\s(?:we|it|they|the\s[A-Z][\w.]*(?:\s[A-Z][\w.]*)*|[A-Z]{{2,}})\s"
    r"(?:will|would|can|plans\sto|aims\sto|seeks\sto|are|is|have|has)\s(?=[a-z])|"
    rf"{_AFTER},\swe\s(?=[a-z]+\s)"
)
_IS_TO = re.compile(
    rf"{_AFTER}(?:\s(?:in|for)\s[A-Z][\w-]+(?:\s[A-Z][\w-]+)?)?,?\s"
    + either(
        r"(?:is|are|was|were)\sto\s(?!have\b|be\b)",
        r"(?:is|was)\s(?=(?:an?|our|its|[A-Z][\w’']*[’']s?)\s)",
        r"(?:is|was)\s(?=the\s(?!(?:[a-z]+est|most|first|second|third|only|same|other)\b))",
    )
)
_FOUNDED = re.compile(
    rf"[^.;]{{0,30}}\b(?:was|is|were)\s{FOUNDED}\b(?:(?!\b(?:aim|goal|purpose|objective)\b)[^.;])*?\sto\s(?=(?!the\b|an?\b|its\b)[a-z])"
)
_OF_A_FUND = re.compile(
    rf"{IN_BRACKETS}(?:,\sto\swhich\s[^.;]{{0,60}}?\b(?:contributions?|funds?),)?\sto\s(?!which)(?=[a-z]+\s)"
)
_AIM = pattern(
    "aim(?:s|ed|ing)? (?:at|for|to), with the (?:aim|goal|purpose|objective) of, designed to, intended to,"
    "concerning, towards?"
)
_SINCE = re.compile(r"\bsince\b", re.IGNORECASE)
_JAPANESE_AIM = re.compile(  # 「…」は、港を守ることを目的とする
    r"」?(?:[（(][^）)]*[）)])?は[、,]?(?P<what>[^。は]{4,}?)(?:を目的と(?:する|し)|ための(?:もの|事業|計画|枠組み))"
)
_IN_ORDER_TO = re.compile(r"\b(?:[Ii]n\sorder\sto|^To)\s(?P<what>[a-z][^;]+?),\s(?=[A-Z])")
_END = re.compile(
    either(
        rf",\s(?:(?:{CARRIED_OUT}|led|funded)\sby|in\sorder\sto|as\swell\sas|which|while|thanks|targeting|with|through|is|was"
        r"|are|were|has|have|had|will|began|started|became)\b",
        r"\s(?:has|have)\sbeen\b",
        r",\s(?:the\slast|most|some|all|both|many|one|two|three|four|five|six|several|\d+)\sof\s(?:which|whom|them)\b",
        r"\sand\s(?:is|was|are|were|has|have)\b",
        r",\sso\sthat\b",
        r"\s\((?![A-Z]{2,8}\)\s[A-Za-z])",
        r"(?<!\bU\.S)[;.:](?=\s|\Z)",
    )
)


def find_what(sentence: Sentence, span: Span, *, meant: bool = False) -> Span | None:
    """What ``span`` names is, is for or does; None if nothing tells, or only how much it gave.

    With ``meant`` the span only speaks of it: what "it" does is told by any verb.
    """
    what = _what(sentence.words, span)
    what = what or (_done_by_it(sentence.words, span) if meant else None)
    given = what and _GAVE.match(sentence.words, what.start)
    return None if what and given and any(what.contains(one.span) for one in sentence.amounts) else what


def _what(words: str, span: Span) -> Span | None:
    """What it is or is for: behind its name, by an aim, or for a fund by what it is to do."""
    forms = [
        form.match(words, span.end)
        for form in (_MEANS, _ITS_AIM, _FOUNDED, _IS_TO, _WHICH, _BY_WHICH, _WAS_AND, _APPOSITIVE)
    ]
    forms.append(_OF_A_FUND.match(words, span.end) if FUND.search(span.of(words)) else None)
    forms.append(_MADE_TO.match(words, span.end) if _MAKING.search(words, 0, span.start) else None)
    forms.append(_DOES.match(words, span.end))
    forms.append(_ACTS.match(words, span.end) if _SUBJECT.search(words, 0, span.start) else None)
    forms += [_MADE_AS.match(words, span.end), _AIMED.match(words, span.end)]
    forms.append(_WE_DO.match(words, span.end) if _THROUGH.fullmatch(words, 0, span.start) else None)
    forms.append(_FOR_THIS.match(words, span.end) if _FOR_WHICH.search(words, 0, span.start) else None)
    forms.append(_DOING.match(words, span.end))
    capital = span.of(words)[0].isupper()
    going_on = _SINCE.search(words)  # then an aim that is told is that of what is done
    forms.append(None if capital and not going_on else _AIM.search(words, span.end))
    japanese = _JAPANESE_AIM.match(words, span.end) if is_japanese(words) else None
    if japanese:
        return Span(*japanese.span("what"))
    lead = next((one for one in forms if one), None)
    if lead:
        begin = lead.end() + (words[lead.end() : lead.end() + 1] == " ")
        over = (_APPOSITION_ENDS if lead.re is _APPOSITIVE else _END).search(words, begin + 10)
        end = over.start() if over else len(words.rstrip(" ."))
        return Span(begin, end) if end > begin and not _BARE.fullmatch(words, begin, end) else None
    ordered = _IN_ORDER_TO.match(words) if not capital else None
    return Span(*ordered.span("what")) if ordered else None


def _done_by_it(words: str, subject: Span) -> Span | None:
    """What "it" does, whatever verb says so: "It shields harbours"."""
    does = _IT_DOES.match(words, subject.end) if words[: subject.end].casefold().endswith("it") else None
    over = _END.search(words, does.end() + 10) if does else None
    return Span(does.end(), over.start() if over else len(words.rstrip(" ."))) if does else None
