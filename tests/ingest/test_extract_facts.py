"""Facts of short documents, by hand: who gives what through whom, programmes, agreements, fields; and every span."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.facts import Fact, FactKind
from corpus.gazetteer import packaged_gazetteer
from corpus.records import Document, Kind, Passage, Span
from ingest.facts.extract import find_facts
from ingest.facts.names import Names
from ingest.facts.sentences import read_sentences
from ingest.sentences import sentence_spans


def facts(text: str, language: str = "en") -> tuple[Fact, ...]:
    document = Document("d", text, "T", None, None, language, "s", "0")
    span = Span(0, len(text))
    passage = Passage("d:1", "d", span, text, (), Kind.BODY, sentence_spans(text, span, language))
    return find_facts(document, [passage], packaged_gazetteer())


def told(text: str, kind: FactKind, names: str, language: str = "en") -> list[str]:
    """The values of these names for every fact of a kind: "; " between names, " + " between values of one."""
    found = [fact for fact in facts(text, language) if fact.kind is kind]
    return ["; ".join(" + ".join(fact.values(name)) for name in names.split()) for fact in found]


FUNDING = "amount currency qualifier period giver channel place purpose type"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "In 2018, the World Bank approved a loan of up to US$350 million to Kenya for the Coastal Water Project."
            " It also extended a grant of €2.5 million through UNICEF.",
            [
                "350000000; USD; up to; 2018; World Bank; ; Kenya; the Coastal Water Project; loan",
                "2500000; EUR; exact; 2018; World Bank; United Nations Children's Fund; ; ; grant",
            ],
        ),
        (
            "A total of $12 million, including $4 million for Jordan and $8 million for Lebanon, was paid by Norway.",
            [
                "12000000; USD; total; ; Norway; ; Jordan + Lebanon; ; disbursement",
                "4000000; USD; exact; ; Norway; ; Jordan; ; disbursement",
                "8000000; USD; exact; ; Norway; ; Lebanon; ; disbursement",
            ],
        ),
        (
            "Canada and France pledged EUR 20 million to UNDP and WFP to rebuild schools in Yemen.",
            [
                "20000000; EUR; exact; ; Canada + France; United Nations Development Programme + World Food Programme;"
                " Yemen; rebuild schools in Yemen; pledge"
            ],
        ),
        (
            "In 2020 UNHCR received $1.5 million from the Republic of Korea for refugees in Bangladesh.",
            [
                "1500000; USD; exact; 2020; Republic of Korea; United Nations High Commissioner for Refugees;"
                " Bangladesh; refugees in Bangladesh; contribution"
            ],
        ),
        (
            "Italy supports demining through voluntary contributions to the UNODC.",
            ["; ; ; ; Italy; United Nations Office on Drugs and Crime; ; demining; contribution"],
        ),
        (
            "The bridge was built with a yen loan from the Government of Japan in Viet Nam.",
            ["; JPY; ; ; Japan; ; Viet Nam; ; loan"],
        ),
        ("The budget for FY2022 allocated 150 million yen for training.", [
            "150000000; JPY; exact; FY2022; ; ; ; training; allocation"
        ]),
        (
            "The agency’s budget dropped from $5.5 billion (in real terms) in 1978 to $793 million in 2005.",
            ["5500000000; USD; exact; 1978; ; ; ; ; allocation", "793000000; USD; exact; 2005; ; ; ; ; allocation"],
        ),
        (
            "In 2006, Congress provided four billion dollars over the next three years for training.",
            ["4000000000; USD; exact; 2006; Congress; ; ; training; contribution"],
        ),
        ("Drivers paid $2.91 per gallon. Exports of $3 million support jobs. All is told in 2005 dollars.", []),
        ("GDP reached $50 billion. The storm caused damages of $3 million. A ticket costs $5.", []),
        ("Spain contributes to peace in Africa.", []),
    ],
)  # fmt: skip
def test_funding(text: str, expected: list[str]) -> None:
    assert told(text, FactKind.FUNDING, FUNDING) == expected


def test_funding_in_japanese() -> None:
    text = (
        "日本政府は令和元年度に国連開発計画（UNDP）を通じてソマリアに約20億円を拠出した。"
        "総額1億2,000万ドルの無償資金協力をケニアに供与した。2018年度、日本はフィリピンに対し500億円の円借款を供与した。"
    )
    assert told(text, FactKind.FUNDING, FUNDING, "ja") == [
        "2000000000; JPY; approximate; FY2019; Japan; United Nations Development Programme; Somalia; ; contribution",
        "120000000; USD; total; ; Japan; ; Kenya; ; grant",
        "50000000000; JPY; exact; FY2018; Japan; ; Philippines; ; loan",
    ]


def test_a_year_is_not_taken_from_what_is_told_aside() -> None:
    text = "Sweden gave $3 million to the fund, which was established in 2001."
    assert told(text, FactKind.FUNDING, "period") == [""]
    text = "Sweden contributed $3 million in 2015 to the fund, which was established in 2001."
    assert told(text, FactKind.FUNDING, "period") == ["2015"]


def test_a_perfect_tense_takes_no_year_from_before() -> None:
    text = "In 2015, Sweden contributed $3 million. In addition, Sweden has contributed a total of $9 million."
    assert told(text, FactKind.FUNDING, "amount period") == ["3000000; 2015", "9000000; "]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The Coastal Rescue Initiative (CRI), led by FAO and UNDP, aims to save lives. Since its launch, the"
            " initiative has trained 1,250 officers from 12 countries.",
            [
                "Coastal Rescue Initiative; CRI; save lives; Food and Agriculture Organization + United Nations"
                " Development Programme; ; ; ; 1,250 officers + 12 countries"
            ],
        ),
        (
            "Since 2011, Norway has been conducting joint patrols in Ghana in cooperation with UNODC.",
            ["joint patrols; ; ; Norway; United Nations Office on Drugs and Crime; Ghana; 2011; "],
        ),
        (
            "The Harbour Training Centre, which trains pilots, was opened in Kenya. The Training Centre is new.",
            ["Harbour Training Centre; ; trains pilots; ; ; Kenya; ; "],
        ),
        (
            "In May 2003, Norway launched the Clean Ports Initiative to train pilots. The Rural Roads (RR) programme"
            " was established in 1998.",
            ["Clean Ports Initiative; ; train pilots; Norway; ; ; 2003-05; ", "Rural Roads; RR; ; ; ; ; 1998; "],
        ),
        (
            "The Clean Water 2010 programme funds wells. Experts from Peru and Chile have been cooperating since 2015"
            " to implement exercises.",
            ["Clean Water 2010 programme; ; funds wells; ; ; ; ; ", "exercises; ; ; Peru; Chile; ; 2015; "],
        ),
        (
            "Through the Blue Reef Partnership (BRP) we help. It has initiatives such as Clean Shores and the Open"
            " Harbour Forum.",
            [
                "Blue Reef Partnership; BRP; ; ; ; ; ; ",
                "Clean Shores; ; ; ; ; ; ; ",
                "Open Harbour Forum; ; ; ; ; ; ; ",
            ],
        ),
        ("The Job Training Partnership Act, Foreign Assistance and the peace process are none.", []),
        ("Many Programs help. How Federal Programs Use Money is a title.", []),
        ("The World Food Programme and the National Space Strategy are no programmes.", []),
    ],
)
def test_programmes(text: str, expected: list[str]) -> None:
    assert told(text, FactKind.PROGRAMME, "name acronym what runner partner place since number") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The Coastal Waters Convention (CWC) in 1998 requires that each party reports spills.",
            ["Coastal Waters Convention; CWC; ; 1998; each party reports spills"],
        ),
        (
            "Signing of the Japan-Chile Agreement on Fisheries. Peru is a state party to the Treaty on Ports.",
            ["Japan-Chile Agreement on Fisheries; ; Japan + Chile; ; ", "Treaty on Ports; ; Peru; ; "],
        ),
        (
            "The 2030 Ocean Strategy was adopted. An agreement on satellites concluded between UNDP and Kenya in May"
            " 2017 followed.",
            [
                "2030 Ocean Strategy; ; ; 2030; ",
                "agreement on satellites; ; United Nations Development Programme + Kenya; 2017; ",
            ],
        ),
        (
            "The G7 Rome Statement on Ports was issued. The Energy Policy Act is none, nor is Foreign Policy.",
            ["G7 Rome Statement on Ports; ; G7; ; "],
        ),
        (
            "Chile ratified the Coral Treaty. Each of the contracting parties protects reefs. The Treaty also requires"
            " that reports are made.",
            ["Coral Treaty; ; Chile; ; protects reefs"],
        ),
        (
            "We uphold the U.N. Charter. The Reef Plan for Fiji and the Coral Agenda help. They seek a broad agreement"
            " with Peru.",
            ["U.N. Charter; ; ; ; ", "Reef Plan for Fiji; ; ; ; ", "Coral Agenda; ; ; ; "],
        ),
        (
            "The free trade agreement with Jordan enacted in 2001 stands.",
            ["free trade agreement with Jordan; ; Jordan; 2001; "],
        ),
        ("Such agreements as Fisheries Agreements and the Agreement Secretariat are not documents.", []),
    ],
)
def test_agreements(text: str, expected: list[str]) -> None:
    assert told(text, FactKind.AGREEMENT, "name acronym party year stipulates") == expected


def test_two_years_of_one_document_are_two_agreements() -> None:
    text = "The Defence Guidelines in 2010 and the Defence Guidelines in 2013 differ."
    assert told(text, FactKind.AGREEMENT, "name year") == ["Defence Guidelines; 2010", "Defence Guidelines; 2013"]


def test_fields_with_their_places_and_periods() -> None:
    text = "In 2014, piracy off Somalia fell; pirates left. Cyber attacks rose. A spacecraft is no field."
    assert told(text, FactKind.FIELD, "field place period") == ["counter-piracy; Somalia; 2014", "cybersecurity; ; "]
    assert told("The Lima Fisheries Agency met at the Cyber Security Centre.", FactKind.FIELD, "field") == [
        "cybersecurity"
    ]
    assert told("テロ対策はインドネシアで進んだ。", FactKind.FIELD, "field place", "ja") == [
        "counter-terrorism; Indonesia"
    ]


def test_every_value_stands_where_it_says() -> None:
    text = "In FY2019, Japan contributed a total of $2.4 million to UNDP for schools."
    (fact,) = [one for one in facts(text) if one.kind is FactKind.FUNDING]
    assert {(one.name, one.span.of(text)) for one in fact.details} == {
        ("amount", "$2.4 million"),
        ("currency", "$"),
        ("qualifier", "a total of"),
        ("period", "FY2019"),
        ("giver", "Japan"),
        ("channel", "UNDP"),
        ("purpose", "schools"),
        ("type", "contributed"),
    }


PIECES = [
    "Japan ",
    "UNDP ",
    "the ",
    "contributed ",
    "a total of ",
    "$5 million ",
    "20億円",
    "to ",
    "for ",
    "Kenya ",
    "(",
]
PIECES += [")", "since 2009 ", "Agreement ", "Ocean Fund ", "training ", "has been ", "conducting ", ", ", ". ", "\n"]
PIECES += ["は", "に", "を拠出した。"]


@given(st.lists(st.sampled_from(PIECES), max_size=25).map("".join).filter(lambda text: text.strip()))
@settings(max_examples=200, deadline=None)
def test_no_text_breaks_the_grammar_and_no_span_leaves_the_text(text: str) -> None:
    found = facts(text)
    assert len({one.fact_id for one in found}) == len(found)
    for fact in found:
        assert fact.details
        for detail in fact.details:
            assert 0 <= detail.span.start < detail.span.end <= len(text)
            assert detail.span.of(text).strip()
            assert detail.value


def test_a_sentence_without_an_end_is_read_in_pieces_and_loses_nothing() -> None:
    # read at once, its time grew with the cube of its length
    text = (
        " and ".join(f"Japan gave ${number} million to UNDP for schools in Kenya" for number in range(1000, 1400)) + "."
    )
    document = Document("d", text, "T", None, None, "en", "s", "0")
    passage = Passage("d:1", "d", Span(0, len(text)), text, (), Kind.BODY, (Span(0, len(text)),))
    gazetteer = packaged_gazetteer()
    pieces = list(read_sentences(document, [passage], Names(text, gazetteer), gazetteer.currencies))
    assert max(len(one.words) for one in pieces) <= 1500
    assert " ".join(one.words for one in pieces) == text
    amounts = [value for fact in find_facts(document, [passage], gazetteer) for value in fact.values("amount")]
    assert amounts == [f"{number}000000" for number in range(1000, 1400)]


def test_what_the_title_names_is_meant_under_every_heading() -> None:
    first = "The Reef Trust Fund was set up in 2019."
    other = "The Fund is managed by UNDP."
    text = f"{first}\n\n{other}"
    second = Span(len(first) + 2, len(text))
    for title, runners in (("About the Reef Trust Fund", ("United Nations Development Programme",)), ("About", ())):
        document = Document("d", text, title, None, None, "en", "s", "0")
        passages = [
            Passage("d:1", "d", Span(0, len(first)), first, ("Aims",), Kind.BODY, (Span(0, len(first)),)),
            Passage("d:2", "d", second, other, ("Partners",), Kind.BODY, (second,)),
        ]
        found = find_facts(document, passages, packaged_gazetteer())
        assert [fact.values("runner") for fact in found if fact.kind is FactKind.PROGRAMME] == [runners]
