"""As what money is given: a contribution, a loan, a grant, a disbursement, a pledge, an allocation."""

import re
from decimal import Decimal

from corpus.records import Span
from ingest.facts.grammar import any_of, distance, either, pattern

# The words of each type of giving, the most telling type first: a "pledge to contribute" is a pledge.
_TYPES: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(rf"\b(?:co-)?{any_of(english)}\b|{any_of(japanese)}", re.IGNORECASE))
    for name, english, japanese in (
        (
            "pledge",
            "pledge, pledged, pledges, pledging, promised, promises, underto(?:ok|ake) to,"
            "undertakes to, commit, commits, committed, commitment, commitments",
            "誓約, プレッジ, 表明",
        ),
        (
            "loan",
            "loans?, lend, lends, lending, lent, loaned, credit lines?, lines? of credit, LoC,"
            " (?<!tax )credits?(?!\\scard)",
            "借款, 貸付, 融資",
        ),
        (
            "grant",
            "grants?, grant assistance, grant aid, grants? in aid, granted",
            "無償資金協力, 無償援助, 無償",
        ),
        (
            "disbursement",
            r"disburs\w+, spent, spends?, spending, expenditures?, expended, outlays?,"
            r"(?<!contributions )(?<!pledges )(?<!grants )paid(?! into\b)(?! in\s?(?:\||\Z)),"
            r"pays, reimbursed,"
            r"(?<!balance\sof\s)payments?, (?:was|were|been)"
            r" (?:divided|distributed|shared out|split)(?=\s(?:among|between)\b)",
            "支出, 支払, 実行額",
        ),
        (
            "allocation",
            r"budget\w*, allocat\w+, allot\w+, (?:had|has|have|with) an? (?:total |overall |combined )?value,"
            r"obligat(?:e|es|ed|ing|ions?),"
            r"appropriated, appropriations?, earmark\w*, sets? aside, setting aside, added, notified congress,"
            r"requests?, requested, requesting, sought, asking for, envelope(?= of), enacted, authori[sz]e[sd]?",
            "予算(?!から), 計上",
        ),
        (
            "contribution",
            r"contribut\w+, donat\w+, funds, funded, funding, financ(?:e|es|ed|ing), provid(?:e|es|ed|ing), provision,"
            r"support, supports, supported, supporting, assisted, assistance, aid, invest\w*, extended, extend,"
            r"extends, awarded, awards?, approved?, approvals?, received?, receives, receiving, gave,"
            r"gives?, given, giving,"
            r"devot(?:e|es|ed|ing), dedicat(?:es|ing), (?:has|have|had|was|were|been) dedicated, direct(?:s|ed|ing),"
            r"ma(?:de|ke|kes|king) available, ma(?:de|kes|king)(?=\s[^;]+?\savailable\b),"
            r"transfer(?:s|red|ring)?(?=\s[a-z][^;]+?\s(?:worth|value[ds]?)\b), paid into, paid in(?=\s?(?:\||\Z)),"
            r"transferred, match(?:es|ed), packages?,"
            r"offer(?:s|ed|ing)?, deliver(?:s|ed|ing)?, sanctioned, sponsor\w*, subsidi[sz]\w+, obtain(?:s|ed), gifts?,"
            r"topped up, tops up, topped (?:this|it|them) up, sent, sends,"
            r"got(?=\s(?-i:[A-Z]*[$€£]|[A-Z][A-Z][A-Z]\s\d)), donors?(?=:\s), deposited,"
            r"(?:largest|main|biggest|top|leading|principal|other) (?:[a-z]+ )?(?:donors?|contributors?"
            r"|funders?), gifted, suppl(?:y|ies|ied), went to, goes to, puts?(?=\s[^.;]+\sinto\s),"
            r"(?<=[’']s )share(?=\sof\s),"
            r"(?:met|meets|bore|bears|covered|covers|puts? up|put in)(?=\s(?:(?:about|some|nearly|over)\s)?"
            r"(?-i:[A-Z]*[$€£¥]|[A-Z]{3}\s\d|\d)), borne(?=\sby\s), shared(?=\s(?:[a-z]+ly\s)?by\s),"
            r"gifts?(?=\sof\s), releas(?:es|ed),"
            r"transfers?(?=\s(?-i:[A-Z]*[$€£¥]|[A-Z]{3}\s\d))",
            "拠出, 供与, 支援, 出資, 提供, 援助, 技術協力",
        ),
    )
)
_NOT_GIVING = pattern(
    r"costs?, worth, damages?, losses, GDP, GNP, GNI, revenues?, profits?, prices?, priced, fines?, salar\w+,"
    "deficits?, debts?, exports?, imports?, trade,"
    "fees?, at (?:its|their|our) disposal,"
    "owed, owes(?! (?:much|more|little|its)), owing, arrears, overdue, past due, collections, collected,"
    "sales, savings?, direct investments?, tax credits?, tax expenditures?, net income,"
    "street value, rents?, endowment,"
    "(?:unspent|opening|closing|outstanding) (?:balance|advances?), performance guarantees?, interest(?! in),"
    "(?:administrative|administration|operating|running) (?:expenses|expenditures?)"
)
_OF_A_PLEDGE = re.compile(r"\bof\s(?:this|that|these|those|the|its|their)\s\Z")  # "£5m of that pledge was spent"
_LEAST = 100  # of any currency: below it amounts in prose are prices ("paid $3.99"), of 44 labelled none is funding
_MADE = pattern("made, makes?, making")
_THEIR_VERB = re.compile(r"\w+ed\s(?:[\w-]+\s){0,2}(?:grants?|loans?|contributions?|awards?|funds|aid|assistance)")
_NEAR = 30  # characters before an amount in which "made" governs it
_CHANGES = re.compile(  # "an increase of about", "a limit of", "cut the budget by": how much more, not how much
    either(
        r"\b(?:cut|cutting|rais(?:e|ed|ing)|increas\w+|reduc\w+|lower\w*)\s(?:[\w’'-]+\s){0,5}by\s\Z",
        r"\b(?:increase|decrease|reduction|rise|drop|growth|decline|shortfall|surplus|limit|threshold|ceiling|cap)s?\s"
        r"(?:of|by|at|is)\s(?:(?:about|approximately|nearly|almost|over|some|roughly|up\sto|more\sthan|an\sestimated)\s)?\Z",
    )
)
_NEEDS = re.compile(r"\b(?:needs?|requires?|needing|requiring)\s(?:[a-z]+\s){0,7}\Z")
# "each activity above $50,000", "refused an offer of": from which sum on, or nothing
_NONE_GIVEN = re.compile(
    r"\b(?:[Ee]ach|[Ee]very|[Aa]ny|[Nn]o|[Aa]ll)\s[^.;,]{1,40}\s(?:above|over|below|under|exceeding|(?:worth\s)?(?:more|less)\sthan)\s\Z"
    r"|\b(?:[Gg]rants|[Ll]oans|[Cc]ontracts|[Aa]wards|[Pp]rojects|[Aa]ctivities|[Cc]ontributions)\s(?:of|worth)\s(?:less|more)\sthan\s\Z"
    r"|\bup\sto\san?\s(?:[a-z]+\s)?(?:value|sum|amount)\sof\s\Z"
    r"|\b(?:an?|each|every)\s(?:household|family|person|child|pupil|student|farmer)\s(?:got|gets|receive[sd])\s\Z"
    r"|\b(?:declin|refus|reject|turn)\w*\s(?:down\s)?[^.;]{0,40}\b(?:offers?|grants?|gifts?|contributions?)\sof\s\Z"
)
_WORTH = re.compile(  # "a grant worth", "donated a laboratory worth": what is given has its worth
    r"\b(?:grants?|loans?|contributions?|donations?|packages?|aid|assistance|support|funding|financing)\s(?:agreements?\s)?(?:worth|to\sa\svalue\sof)\s"
    r"|\b(?:gave|gives?|given|donat\w+|provid\w+|handed\sover|delivered|sent|suppl\w+|gift\w*|transfer\w*)\s[^.;]{1,90}?\bworth\s"
)
_NAMED = re.compile(r"[A-Z][a-z]")  # "the Export Control programme": of a name, unless a sentence begins with it
_BORNE = re.compile(
    r"(?:\sin\s[^,.;]{4,20})?,?\s(?:(?:which\s)?(?:is|was|were)\s)?(?:[a-z]+ly\s)?(?:borne|met|paid|covered|financed|funded|shared)\s(?:[a-z]+ly\s)?by\b"
)
# What others are brought to give is not given: "mobilises €150 billion". Nor is what might have been.
_BROUGHT_IN = re.compile(
    r"\b(?:mobili[sz]\w*|leverag\w+|catalys\w+|catalyz\w+|unlock\w*|crowd(?:s|ed|ing)?\sin|attract\w*)\s"
    r"(?:[a-z-]+\s){0,4}\Z|\bwould\shave\s(?:been|come\sto|cost)\s\Z"
)
_GOT_BACK = re.compile(
    r"\s(?:(?:was|were|has\sbeen|have\sbeen)\s(?:[a-z]+\s)?)(?:recovered|repaid|lost|stolen|written\soff|paid\sback|refunded)\b|\swould\sremain\b|\sat\s(?:its|their)\sdisposal\b|\sthat\s(?:was|were)\snot\b"
)
_GIVEN_BEHIND = re.compile(
    r"[^.;]{0,30}\b(?:financed|funded|supported|provided|donated|procured|handed\sover|delivered|approved)\b"
)
_RANKS = (("pledge",), ("loan", "grant"), ("disbursement", "allocation", "contribution"))
_BEHIND = 30  # characters by which a word behind an amount counts as farther than one before it
_FAR = 60  # characters behind an amount from which on a pledge, a loan or a grant is another one
_GENERAL = 40  # … and a word that any gift may be told with: "provided $982 million in budget authority"
_EFFORT = any_of("initiative, effort, package, programme, program, plan, facility")
# What money is set aside for is named right behind it: "a $1.2 billion, 5-year initiative".
_UNDERTAKEN = re.compile(rf",?\s(?:[\w-]+,?\s){{0,3}}?(?P<what>{_EFFORT})\b")
# … or it is only announced, when nothing says as what.
_WITH = re.compile(r"\bwith\s\Z")
_FROM_WHOM = re.compile(r"\sfrom\s(?:the\s)?[A-Z]")
_PLANNED = re.compile(
    r"\A(?P<with>With)(?=\s[A-Z$€£¥][^;.]*\sfrom\s)"
    r"|(?<![^\w\s]\s)\b(?P<what>announced|(?:is|are|was|were)\s(?:proposed|foreseen|envisaged))\b"
)
_FORESEEN = re.compile(r"\s(?:that\swas\s|originally\s|initially\s)?(?P<what>foreseen|planned|envisaged|budgeted)\b")
_HAS = re.compile(
    r"\b(?:Fund|Facility|Programme|Program|Project|Initiative|Scheme|Window)\b[^.;]*\s(?P<what>has|had)\s\Z"
)
_COMES_FROM = re.compile(r"\b(?:comes?|came)\sfrom\b")
_NAME_GOES_ON = re.compile(r"\s(?:(?:to|for|of)\s)?[A-Z][a-z]")
_USED_UP = re.compile(r"\s(?:had|has|have|was|were)\s(?:been\s)?(?P<what>used|spent)\b")
_IS_DONE = re.compile(r"\s(?:was|were|is|are|(?:has|had|have)\sbeen|(?:has|had|have)\salso\sbeen)\s(?=[a-z])")
_OF_A_GRANT = re.compile(
    r"\b(?P<what>allocation|use|disbursement|expenditure)\sof\sthe\s(?:grant|loan|contribution)s?\b", re.IGNORECASE
)
_AT_COST = re.compile(
    r"\s(?:in\s)?(?:costs?|worth|damages?|losses)\b|\s(?:more|less|higher|lower|increase|decrease|reduction|rise|cut)\b"
    r"|[^.;,]{0,40}\scollected\b|\s(?:maximum|limit|threshold|ceiling|cap)\b|[^.;,]{0,30}\sper\s(?!year|annum|fiscal)\w",
    re.IGNORECASE,
)


def find_type(words: str, part: Span, amount: Span) -> tuple[str, Span] | None:
    """The type of giving that ``part`` of a sentence tells, and its words.

    A pledge goes before a loan or a grant, for it may be of one, and these before the ways of giving that may be meant
    of anything. Of several the nearest counts: a verb stands before its amount, so what stands behind is farther.
    """
    used = _USED_UP.match(words, amount.end, part.end)
    if used:
        return "disbursement", Span(*used.span("what"))
    of_it = _OF_A_GRANT.search(words, part.start, part.end)  # "Allocation of the grant by country"
    if of_it:
        kind = "allocation" if of_it["what"].lower().startswith("alloc") else "disbursement"
        return kind, Span(*of_it.span("what"))
    foreseen = _FORESEEN.match(words, amount.end, part.end)
    if foreseen:
        return "allocation", Span(*foreseen.span("what"))
    told = [(name, Span(*one.span())) for name, form in _TYPES for one in form.finditer(words, part.start, part.end)]
    told = [one for one in told if one[1].start < amount.end or not words.endswith("to ", 0, one[1].start)]  # a purpose
    told = [one for one in told if one[0] != "pledge" or not _OF_A_PLEDGE.search(words, 0, one[1].start)]
    told = [one for one in told if one[0] != "contribution" or not _is_of_a_name(words, one[1])]
    done = _IS_DONE.match(words, amount.end, part.end)  # "funds of $239 million were allotted"
    for names in _RANKS:
        reach = _FAR if names != _RANKS[-1] else len(words)
        found = [one for one in told if one[0] in names and one[1].start < amount.end + reach]
        behind = next((one for one in found if done and one[1].start == done.end()), None)
        if found:
            return behind or min(found, key=lambda one: _farness(words, one[0], one[1], amount))
    if _WITH.search(words, 0, amount.start) and _FROM_WHOM.match(words, amount.end):
        return "contribution", Span(amount.start - len("with "), amount.start - 1)  # "with £5 million from Peru"
    undertaken = _UNDERTAKEN.match(words, amount.end, part.end)
    comes = _COMES_FROM.search(words, part.start, amount.start)
    if comes and not undertaken:
        return "contribution", Span(*comes.span())
    planned = undertaken or _PLANNED.search(words, part.start, part.end)
    if planned and planned.groupdict().get("with"):
        return "contribution", Span(*planned.span("with"))
    planned = planned or _HAS.search(words, 0, amount.start)
    return ("allocation", Span(*planned.span("what"))) if planned else None


def _is_of_a_name(words: str, word: Span) -> bool:
    """Whether a word of giving with a capital is one of a name: "Support to Life", "the Security Assistance Act"."""
    if not words[word.start].isupper() or word.start == 0:
        return False
    return bool(
        _NAME_GOES_ON.match(words, word.end) and words[word.start - 1] == " " and words[word.start - 2] not in ".:|"
    )


def _farness(words: str, name: str, word: Span, amount: Span) -> int:
    general = name == "contribution" and not words.startswith((" of ", " worth "), word.end)
    return distance(word, amount) + _BEHIND * (word.start >= amount.end) + _GENERAL * general


def find_verb(words: str, part: Span, amount: Span) -> Span | None:
    """The word of giving nearest before an amount in ``part`` of a sentence, whatever type it tells."""
    made = _MADE.search(words, max(part.start, amount.start - _NEAR), amount.start)
    if made:
        return Span(*made.span())  # "made over $450 million in payments"
    found = (Span(*one.span()) for _, form in _TYPES for one in form.finditer(words, part.start, part.end))
    told = sorted(one for one in found if one.start < amount.start)
    governs = len(told) > 1 and _THEIR_VERB.fullmatch(words, told[-2].start, told[-1].end)
    return told[-2] if governs else told[-1] if told else None


def is_no_giving(words: str, part: Span, amount: Span) -> bool:
    """Whether ``part`` of a sentence, up to an amount, speaks of what is earned, owed, lost or paid as a price."""
    found = _NOT_GIVING.finditer(words, part.start, amount.start)
    told = [one[0].casefold() for one in found if not (one.start() and _NAMED.match(one[0]))]
    given = _GIVEN_BEHIND.match(words, amount.end, part.end) or _WORTH.search(words, part.start, amount.start)
    if told == ["worth"] and given:
        return False  # "a project worth $45 million, financed by", "a grant worth"
    if told in (["cost"], ["costs"]) and _BORNE.match(words, amount.end, part.end):
        return False
    return bool(
        told
        or _CHANGES.search(words, part.start, amount.start)
        or _NEEDS.search(words, part.start, amount.start)
        or _NONE_GIVEN.search(words, part.start, amount.start)
        or _BROUGHT_IN.search(words, part.start, amount.start)
        or _GOT_BACK.match(words, amount.end)
        or _AT_COST.match(words, amount.end)
    )


def is_price(value: Decimal) -> bool:
    """Whether an amount is too small to be funding: what a gallon, a copy or a ticket is."""
    return value < _LEAST
