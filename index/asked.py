"""What kind of thing a question asks for, and whether a text holds such a thing.

Kinds are read from the question's form, by the first rule that fits. English and some Japanese forms are known;
a question of no known form asks for ``OTHER``, which any text may hold.
"""

import re
from enum import StrEnum

from index import japanese
from index.counters import counters
from index.patterns import MONTHS, OFFICES, numbers
from index.units import sums


class Asked(StrEnum):
    """What kind of thing would answer."""

    TRUTH = "truth"
    EXPANSION = "expansion"
    PERSON = "person"
    AMOUNT = "amount"
    COUNT = "count"
    DATE = "date"
    PLACE = "place"
    REASON = "reason"
    EXAMPLES = "examples"
    LIST = "list"
    DEFINITION = "definition"
    OTHER = "other"


STRICT = frozenset({Asked.EXPANSION, Asked.PERSON, Asked.AMOUNT, Asked.COUNT, Asked.DATE})  # what ``holds`` can see
_OFFICE = f"{OFFICES}|chair(?:man|person)|chancellor|admiral"
_ROLE = f"{_OFFICE}|head|chief|commander|chair|general|representative"
_TIME_MORE = r"(?:longer|later|earlier|sooner|time)\b"
_PLACES = "countr(?:y|ies)|cit(?:y|ies)|towns?|places?|regions?|states?|ports?|locations?|capitals?"
_OFFICE_IN_JAPANESE = (
    "大臣|首相|総理|大統領|大使|長官|局長|部長|課長|所長|会長|委員長|議長|代表|次官|理事長|総裁|知事|市長|司令官"
    "|司令|校長|学長|隊長"
)
_ASKS_MORE_IN_JAPANESE = "いくら|いくつ|いつ|どこ|どの|どれ|どち|どう|どん|どな|誰|だれ|なぜ|何|なに|とは[？?。]?$"
_BODY_IN_JAPANESE = (
    "(?:裁判所|役所|造船所|研究所|病院|学校|工場|機関|会社|企業|団体|組織|省庁|[省庁局課部軍社国]|部署|大学|銀行|国々|事業者|当局"
    "|主体)"
)
_FORMS: tuple[tuple[Asked, tuple[str, ...]], ...] = (
    (
        Asked.TRUTH,
        (
            r"^(?:is|are|was|were|do|does|did|has|have|had|can|could|will|would|should|may|must)\b"
            r"(?!.*(?:[,;:]|\band|\b(?:know|known|clear|say|says|said|tell|told|state|stated|me|us)) "
            r"(?:how|when|where|who|whom|why|what|which)\b)",
            rf"^(?!.*(?:{_ASKS_MORE_IN_JAPANESE})).*(?:です|でした|ます|ました|ません|[うくすつぬむるぐぶいただ])か[。？?]?$",
        ),
    ),
    (
        Asked.EXPANSION,
        (
            r"\bstands? for\b",
            r"\babbreviat",
            r"\bspel(?:l|ls|t|led) out\b",
            r"\bshort for\b",
            r"\bfull (?:name|form)\b",
            r"\bacronyms? (?:for|of)\b|^wh(?:at|ich)\b[^,]* acronym\W*$",
            r"何の略|(?:正式名称|略称)は",
        ),
    ),
    (
        Asked.PERSON,
        (
            rf"^who (?:is|was|were|are) (?:the|[\w-]+(?: [\w-]+)?[’']s?) (?:\w+[ -])*(?:{_ROLE})\b",
            r"\bnames? of the \w+ who\b",
            rf"\b(?:which|what) (?!(?:did|does|do|has|have|had|is|was|will|would|can|could|should) )"
            rf"(?:\w+ ){{0,2}}(?:{_OFFICE})\b",
            rf"^what (?:is|was) (?:[\w’'-]+ )*(?:{_ROLE}) (?:[\w’'-]+ )*(?:called|named)\?*$",
            rf"^(?:the )?(?:{_ROLE})\b.* name\W*$",
            rf"\bnames? of [\w’'-]+ (?:\w+[ -])*(?:{_ROLE}|man|woman|person|leader|officer|official|author|attacker"
            r"|advis[eo]r|expert|teacher|engineer|scientist)\b",
            rf"(?:{_OFFICE_IN_JAPANESE})(?:(?:の(?:氏名|名前))?は)?、?(?:誰|だれ|どなた|何と)",
            rf"(?:{_OFFICE_IN_JAPANESE})の(?:氏名|名前)",
        ),
    ),
    (
        Asked.AMOUNT,
        (
            r"\bhow (?:large|big|high) (?:is|was|were) (?:the |its )?(?:[\w’']+ ){0,2}(?:loan|grant|budget|fund|cost"
            r"|funding|contribution|donation|support|aid|assistance)s?\b",
            rf"(?<!by )\bhow much (?!of the |{_TIME_MORE})",
            r"\bhow much of the (?:[\w’'-]+ ){0,4}(?:money|fund(?:s|ing)?|sum|budget|aid)\b",
            r"\bprice tag\b|\b(?:yearly|annual|monthly) (?:grant|budget|costs?|contributions?|spending|fee)\b",
            r"\bhow many (?:dollars|yen|euros)\b",
            r"\b(?:did|does|do|will) .+ cost\b",
            r"^(?!(?:\w+ )?(?:who|whose|whom|which|when|where|why|how)\b)"  # nor who draws the budget up
            r".*\b(?:(?:cost|price) of|outlay|expenditure|budget)\b"
            r"(?! (?:committee|office|law|act|bill|speech|process|cycle|authority|support|control)\b)",
            r"\bamounts?\b|^(?:money|funding|funds|aid) (?:for|to|from|given|paid)\b(?!.*\b(?:which|what|whom?)\b)",
            r"\bwhat (?:sum|figure)\b|\b(?:sum|price|cost|value)\W*$|\b(?:was|were|is|are) .+ worth\b|\bworth of the\b",
            r"\b(?:size|value) of (?:the |its |a )?(?:[\w’'-]+ ){0,4}(?:loan|grant|budget|fund|contribution)s?\b",
            r"\bin (?:dollars|yen)\b",
            r"(?:経費|費用|予算|額|資金|拠出金?|実績|コスト|値段)[^。？?]{0,40}(?:どれ|どの)(?:だけ|くらい|ぐらい|ほど|程度)",
            r"(?:額|累計)(?:[（(][^（）()]*[）)])?[？?。]?$",
            r"いくら|何[十百千万億兆]*(?:円|ドル|ユーロ)|(?:金額|(?<![少多])額|費|費用|予算|単価|代金)(?:は(?:何|どの|どれ|$|[？?。])|を(?:教え|示し|知り))",
        ),
    ),
    (
        Asked.COUNT,
        (
            r"\bhow (?:many|large|big|high|far|old|heavy|tall|often)\b|\bby how much\b",
            r"(?<!ing )(?<!ing the )\bnumbers? of\b",  # not "increasing the number of"
            r"\bwhat (?:share|proportion|percentage|fraction)\b|\bas a (?:share|proportion|percentage|fraction) of\b",
            r"\bwhat (?:\w+ ){0,2}(?:tax|exchange|interest) rate\b"
            r"|\bwhat (?:(?!national|common|public|security|shared|mutual|vital)\w+ ){0,2}(?:interest|tax)\b",
            r"\bdeath toll\b|\bheadcount\b",
            r"\bwhat (?:is|was) the (?:weight|size|length|height|population|percentage|interest rate|share|distance)\b",
            r"(?:期間|任期|年齢|年数)[^。？?]{0,20}何年",
            r"いくつ|何[かカヶケ箇](?:国|所|月|年|村|条|地域)|人数|件数|どれ(?:くらい|ぐらい|ほど|だけ)|どの(?:くらい|ぐらい|程度)|割合は",
            r"何(?!年(?!間|おき|ごと|以)|月(?!間)|日(?!間)|曜|[でがをのにはもとかだ]|故|処|者|時(?!間)|らか|度(?=[かで]))[\u3400-\u9fffァ-ヴ%％]",
        ),
    ),
    (
        Asked.DATE,
        (
            r"^(?:the )?(?:first|starting) year\b",
            r"^when\b(?!.*, (?:which|what|who|how|where)\b)|[,;] when\b|\bhow long\b",
            r"\b(?:since|and) when\b|^(?:by|until|till|from) when\b",
            rf"\bhow much {_TIME_MORE}",
            r"\b(?:what|which) (?:\w+ )?(?:year|date|month|day)\b|^month of\b",
            r"\b(?:release|start(?:ing)?|launch|signing|founding|opening) (?:date|year)\b|\b(?:date|year) of\b",
            r"[一-鿿]日[？?。]?$",
            r"いつ|何年(?!間|おき|ごと|以)|何月|何日|(?:日付|年月日|時期|期日|期限|開催日)(?:は(?:$|[？?。])|を(?:教え|示し))",
        ),
    ),
    (
        Asked.PLACE,
        (
            r"\bwhere\b(?! (?:applicable|possible|necessary))",
            rf"\b(?:in|at|to|from|off|near) (?:which|what) (?:\w+ )?(?:{_PLACES})\b",
            rf"^(?!.*(?:{_BODY_IN_JAPANESE}は、?どこ|どこの{_BODY_IN_JAPANESE})).*どこ",
            r"(?:開催地|所在地|会場|場所|行き先|派遣先)(?:は(?:$|[？?。])|を(?:教え|示し)|[？?。]?$)",
        ),
    ),
    (
        Asked.REASON,
        (
            r"^why\b|\bfor (?:what|which) (?:reason|purpose)|\bto what end\b|^what for\b|\bwhat(?: \S+)* for\?$",
            r"\bwhat (?:is|was|are|were) the (?:aim|goal|purpose|reason|point|rationale)s?\b",
            r"^(?:aim|goal|purpose) of\b|\bwhat (?:aim|goal|purpose)s? (?:do|does|did|is|are|was|were)\b",
            r"^what (?:do|does|did|is|are|was|were) .+ (?:want|hope|aim|seek|try|intend|wish|mean)(?:s|ed|ing)? to"
            r" (?:achieve|do|gain|accomplish|reach|attain|bring about)\b",
            r"なぜ|何故|何のため|どうして|(?:目的|理由|原因|狙い|ねらい|背景)(?:は|を|と)",
        ),
    ),
    (Asked.OTHER, (r"^what (?:is|was) the name of\b", r"^what (?:is|was) .+ (?:called|named)\?*$")),
    (
        Asked.EXAMPLES,
        (
            r"\bexamples?\b|\binstances of\b",
            r"\b(?:photo(?:graph)?|picture|image|illustration)s?\b",
            r"例を|具体例|写真",
        ),
    ),
    (
        Asked.LIST,
        (
            r"^(?:full |complete )?list\b|\bname (?:the|all)\b",
            r"\b(?:give|tell|show) (?:me |us )?(?:all |the )+\w{3,}s\b",
            r"\bwhat (?:are|were)\b",
            r"\b(?:which|what) (?!is\b|was\b|does\b|has\b|did\b)(?:\w+ ){0,2}?(?!does\b|this\b)\w{3,}s\b",
            r"(?<!と)(?<!意味)(?<!定義)は、?何|^(?!.*とは).*(?:どのような|どんな)|挙げ|列挙|一覧|何があり",
        ),
    ),
    (Asked.OTHER, (r"^(?:(?:in|at|by|to|for|from|of) )?which\b|誰|だれ|どなた|どの(?!よう)|どちら|は、?どこ",)),
    (
        Asked.DEFINITION,
        (
            r"^(?:what(?:'s|’s| is| are)|define|definition|meaning)\b",
            r"^(?:please )?(?:tell|inform) (?:me|us) (?:more |something )?about\b|^(?:and )?(?:what|how) about\b",
            r"^what (?:kind|sort|type) of \w+ (?:is|are|was|were)\b",
            r"\bmean(?:s|ing)?\b|\bmeant by\b",
            r"\bdefin(?:ed|ition|e)\b|\bcounts? as\b|^how (?:is|are) .+ characteri[sz]ed\b"
            r"|^how do(?:es)? .+ (?:characteri[sz]e|define|describe)\b",
            r"とは(?=、?(?:何|なに|どう|どの|どんな|$|[？?。]))|定義|の意味",
        ),
    ),
)
_KINDS = tuple((asked, re.compile("|".join(forms), re.IGNORECASE)) for asked, forms in _FORMS)
NUMBER = re.compile(r"(?<![\w.])(\d+(?:,\d{3})*(?:\.\d+)?)(?:mn|bn|[mbk])?(?!\w)", re.IGNORECASE)
_MONEY = re.compile(
    rf"{sums()}|[\d〇一二三四五六七八九十百千]\s?(?:[千百十万億兆]+)?(?:円|米?ドル|ユーロ)", re.IGNORECASE
)
_LABEL = re.compile(
    r"\b(?:Note|Tool|Article|Chapter|Section|No\.?|Figure|Table|Annex|Part|Resolution|Phase|Page)\s?\d+", re.IGNORECASE
)
_ENUMERATOR = re.compile(r"^\W*\d{1,2}[.)]\s")
_NUMBER_WORD = re.compile(
    rf"\b(?:{numbers(2, 12)}|twenty|thirty|forty|fifty|hundred|thousand"
    r"|dozens?|half|third|quarter|majority)\b",
    re.IGNORECASE,
)
_YEAR = re.compile(
    r"(?:(?<=FY)|(?<![A-Z\d]))(?:19|20)\d\d(?!\d)|(?:令和|平成|昭和|大正|明治)\s?[元\d一二三四五六七八九十]"
)  # none in IPD2019
_PAST = re.compile(  # centuries, decades, and what was before 1900, which may be a number of anything
    r"\b\d{1,2}(?:st|nd|rd|th)(?: and \d{1,2}(?:st|nd|rd|th))?[- ]centur|(?<![\d,.])1[5-8]\d\d(?:s|(?![\w,]))"
    r"|\b(?:in|since|by|from|until|before|after|around) 1[0-4]\d\d\b|世紀",
    re.IGNORECASE,
)
_MONTH = re.compile(rf"\b(?:{MONTHS})\b|\d{{1,2}}月")
_OFFICE_PHRASE = re.compile(rf"\bthe ((?:[\w-]+ ){{0,2}}(?:{_ROLE}))\b", re.IGNORECASE)
_ROLE_ASKED = re.compile(rf"({_OFFICE_IN_JAPANESE})(?=は|の(?:氏名|名前)|と|で|$)")
_PERSON = re.compile(
    rf"\b(?i:{_ROLE})(?:[ -]General)?,? (?:Mr\.? |Ms\.? |Dr\.? )?[A-Z][a-z]+|\b(?:Mr|Ms|Mrs|Dr)\.? [A-Z]"
)


def kind_of(question: str) -> Asked:
    """The kind of thing that ``question`` asks for.

    >>> kind_of("How much went to UNODC?").value, kind_of("Is it true?").value
    ('amount', 'truth')
    """
    return next((asked for asked, form in _KINDS if form.search(question)), Asked.OTHER)


def holds(asked: Asked, text: str, names: tuple[str, ...]) -> bool:
    """Whether ``text`` holds a thing of the kind that is asked for; True for a kind that shows no sign of itself.

    ``names`` are the names in the question, of which an expansion must spell one out.

    >>> holds(Asked.AMOUNT, "contributed approximately $17 million", ()), holds(Asked.AMOUNT, "gave NOK 38 million", ())
    (True, True)
    >>> holds(Asked.COUNT, "Transfer of TC-90 aircraft in 2019", ())
    False
    """
    if asked is Asked.AMOUNT:
        return bool(_MONEY.search(text))
    if asked is Asked.DATE:
        return bool(_YEAR.search(text) or _MONTH.search(text) or _PAST.search(text))
    if asked is Asked.COUNT:
        return _counts(text)
    if asked is Asked.PERSON:
        return bool(_PERSON.search(text)) or any(kind == "人名" for _, kind in japanese.named(text))
    if asked is Asked.EXPANSION:
        return any(_expands(text, name) for name in names if name)
    return True


def amounts(text: str) -> tuple[str, ...]:
    """The beginnings of the sums of money in ``text``, as they stand there, each up to its number's end.

    >>> amounts("of the US$480 million")
    ('US$480',)
    """
    return tuple(found.group() for found in re.finditer(r"(?:US)?[$€£¥]\s?\d[\d,.]*\d|(?:US)?[$€£¥]\s?\d", text))


def role_words(question: str) -> tuple[str, ...]:
    """The words of the office that ``question`` asks about, which a person's name must stand with.

    >>> role_words("Who is the prime minister of Japan?")
    ('prime', 'minister')
    """
    found = _OFFICE_PHRASE.search(question) or _ROLE_ASKED.search(question)
    return tuple(found.group(1).casefold().split()) if found else ()


def _counts(text: str) -> bool:
    """Whether a number stands in ``text`` that is no sum of money, no year, no label and no part of a name."""
    if japanese.is_written(text):
        return any(True for _ in counters(text))
    plain = _LABEL.sub(" ", _MONEY.sub(" ", _ENUMERATOR.sub("", text)))
    numbers = [found for found in NUMBER.findall(plain) if not _YEAR.fullmatch(found)]
    return any(not _in_name(plain, found) for found in numbers) or bool(_NUMBER_WORD.search(plain))


def _in_name(text: str, number: str) -> bool:
    return re.search(rf"[A-Za-z]-{re.escape(number)}\b", text) is not None


def _expands(text: str, acronym: str) -> bool:
    """Whether ``text`` spells ``acronym`` out beside it: "Long Form (LF)" or "LF (Long Form)"."""
    sign = re.escape(acronym)
    return bool(re.search(rf"\w\s*\({sign}\)|\b{sign}\s*\(\w+\s", text, re.IGNORECASE))
