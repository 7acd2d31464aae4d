"""Funding in the cells of tables, by hand."""

import pytest

from corpus.facts import FactKind
from corpus.gazetteer import packaged_gazetteer
from corpus.records import Document, Kind, Passage, Span
from ingest.facts.extract import find_facts
from ingest.reading import Block, Role


def told(*lines: str) -> list[str]:
    """What the rows of one table tell of funding; a line that begins with "!" is marked as a header."""
    text, blocks = "", list[Block]()
    for line in lines:
        row = line.removeprefix("!")
        blocks.append(Block(Span(len(text), len(text) + len(row)), Role.ROW, int(row != line)))
        text += f"{row}\n"
    document = Document("d", text, "T", None, None, "en", "s", "0")
    rows = tuple(block.span for block in blocks)
    passage = Passage("d:1", "d", Span(0, len(text) - 1), text[:-1], (), Kind.TABLE, rows)
    names = ("amount", "currency", "qualifier", "period", "giver", "channel", "place", "purpose", "type")
    return [
        "; ".join(" + ".join(fact.values(name)) for name in names)
        for fact in find_facts(document, [passage], packaged_gazetteer(), blocks)
        if fact.kind is FactKind.FUNDING
    ]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (
            ("!Contributions (US$ million) | FY2018 | FY2019", "Kenya | 1.5 | 2", "Total | 1,500 | 3"),
            [
                "1500000; USD; exact; FY2018; ; ; Kenya; ; contribution",
                "2000000; USD; exact; FY2019; ; ; Kenya; ; contribution",
                "1500000000; USD; total; FY2018; ; ; ; ; contribution",
                "3000000; USD; total; FY2019; ; ; ; ; contribution",
            ],
        ),
        (
            ("!Project | Grants (億円) | Year", "Harbour lights | 20 | 2019", "UNDP | 3 | 2020"),
            [
                "2000000000; JPY; exact; 2019; ; ; ; Harbour lights; grant",
                "300000000; JPY; exact; 2020; ; United Nations Development Programme; ; ; grant",
            ],
        ),
        (
            (
                "!Donor | Recipient | Year | Pledges (USD million)",
                "Norway | UNHCR | 2020 | 12.5",
                "Acme Trust | Mali | 2021 | 3",
            ),
            [
                "12500000; USD; exact; 2020; Norway; United Nations High Commissioner for Refugees; ; ; pledge",
                "3000000; USD; exact; 2021; Acme Trust; ; Mali; ; pledge",
            ],
        ),
        (
            ("!Country | Number of loans | Loans", "Peru | 3 | €2 million", "Chile | 1 | €400,000"),
            ["2000000; EUR; exact; ; ; ; Peru; ; loan", "400000; EUR; exact; ; ; ; Chile; ; loan"],
        ),
        (
            ("!拠出国 | 拠出先 | 年度 | 拠出額（百万円）", "ドイツ | 国連開発計画 | 2020年度 | 250"),
            ["250000000; JPY; exact; FY2020; Germany; United Nations Development Programme; ; ; contribution"],
        ),
        (
            ("!Country | FY 2021 expenses (A$'000) | FY 2022 expenses (A$'000)", "Fiji | 5 | 0", "Peru | – | 7"),
            [
                "5000; AUD; exact; FY2021; ; ; Fiji; ; disbursement",
                "7000; AUD; exact; FY2022; ; ; Peru; ; disbursement",
            ],
        ),
        (
            ("!国 | 円借款 | 無償資金協力（億円）", "ケニア | 165億円 | 6"),
            ["16500000000; JPY; exact; ; ; ; Kenya; ; loan", "600000000; JPY; exact; ; ; ; Kenya; ; grant"],
        ),
        (
            ("!Donor | Received (£m) | Programme", "Peru | 1.5 | None", "Chile | 2 | Clean Reefs", "Total | 3.5 | "),
            [
                "1500000; GBP; exact; ; Peru; ; ; ; contribution",
                "2000000; GBP; exact; ; Chile; ; ; Clean Reefs; contribution",
                "3500000; GBP; total; ; ; ; ; ; contribution",
            ],
        ),
        (
            ("!Country | Grants (US$ thousand)", "Kenya | 1950", "Uganda | 2500"),
            ["1950000; USD; exact; ; ; ; Kenya; ; grant", "2500000; USD; exact; ; ; ; Uganda; ; grant"],
        ),
        (
            ("!Year | Grants (US$) | Loans (US$)", "2018 | 1950 | 25"),
            ["1950; USD; exact; 2018; ; ; ; ; grant", "25; USD; exact; 2018; ; ; ; ; loan"],
        ),
        (("!Grants (US$ million) | FY2019", "2018 | 7"), ["7000000; USD; exact; FY2019; ; ; ; ; grant"]),
        (
            ("!Donor | Budget (Rs. million)", "United States | Rs. 120", "Peru | Rs. 3 crore"),
            [
                "120000000; INR; exact; ; United States; ; ; ; allocation",
                "30000000; INR; exact; ; Peru; ; ; ; allocation",
            ],
        ),
        (
            ("!Use | Grants (US$ million)", "Interest-free loan to Kenya | 12", "Interest earned | 1"),
            ["12000000; USD; exact; ; ; ; ; Interest-free loan to Kenya; grant"],
        ),
        (
            ("!Use | Grants (US$ million)", "Fees for refugee pupils | 3", "Fees | 1"),
            ["3000000; USD; exact; ; ; ; ; Fees for refugee pupils; grant"],
        ),
        (
            ("!Use | Grants (US$ million)", "Administration of justice | 3", "Administration of the fund | 1"),
            ["3000000; USD; exact; ; ; ; ; Administration of justice; grant"],
        ),
        (
            ("!Use | Grants (US$ million)", "Secretariat of the Pacific Community | 5", "Secretariat | 2"),
            ["5000000; USD; exact; ; ; Secretariat of the Pacific Community; ; ; grant"],
        ),
        (("!Country | Exports (US$ million)", "Kenya | 1.5"), []),
        (("!Country | Grants", "Kenya | 1.5"), []),
        (("!Country | Grants (EUR)", "Kenya | some"), []),
    ],
)
def test_cells_under_their_heads(lines: tuple[str, ...], expected: list[str]) -> None:
    assert told(*lines) == expected


def test_a_caption_says_what_a_table_is_of() -> None:
    text = "Table 1: Disbursements by country in 2020, EUR million\nCountry | Water | Schools\nKenya | 1.5 | 2\n"
    lines = text.splitlines()
    starts = [text.index(line) for line in lines]
    spans = [Span(start, start + len(line)) for start, line in zip(starts, lines, strict=True)]
    blocks = [Block(spans[0], Role.PARAGRAPH, 0), Block(spans[1], Role.ROW, 1), Block(spans[2], Role.ROW, 0)]
    document = Document("d", text, "T", None, None, "en", "s", "0")
    passages = [
        Passage("d:1", "d", spans[0], lines[0], (), Kind.BODY, (spans[0],)),
        Passage("d:2", "d", Span(spans[1].start, spans[2].end), "\n".join(lines[1:]), (), Kind.TABLE, tuple(spans[1:])),
    ]
    found = find_facts(document, passages, packaged_gazetteer(), blocks)
    told = [[fact.values(name) for name in ("amount", "currency", "period", "place", "type")] for fact in found]
    assert [one for one in told if one[0]] == [
        [("1500000",), ("EUR",), ("2020",), ("Kenya",), ("disbursement",)],
        [("2000000",), ("EUR",), ("2020",), ("Kenya",), ("disbursement",)],
    ]


@pytest.mark.parametrize(
    ("before", "lines", "expected"),
    [
        (
            "Spending on ports came to USD 86.4 million in 2023.",
            (
                "!Field | FY2022 (USD million) | FY2023 (USD million) | Projects in FY2023",
                "Quays | 24.6 | 30.2 (a) | 22",
                "Total | 71.9 | 86.4 | 69",
            ),
            [
                "86400000; USD; exact; 2023; ; ; ; ports; disbursement",
                "24600000; USD; exact; FY2022; ; ; ; Quays; disbursement",
                "30200000; USD; exact; FY2023; ; ; ; Quays; disbursement",
                "71900000; USD; total; FY2022; ; ; ; ; disbursement",
                "86400000; USD; total; FY2023; ; ; ; ; disbursement",
            ],
        ),
        (
            "All amounts are in New Zealand dollars.",
            ("!Financial year | Spent ($ million) | Advisers abroad", "2021/22 | 9.6 | 17"),
            ["9600000; NZD; exact; FY2021/FY2022; ; ; ; ; disbursement"],
        ),
        (
            "Amounts in thousands of US dollars.",
            ("!Item | 2024 | 2025", "Wells | 520 | 610"),
            [],
        ),
    ],
    ids=["a total that the text tells", "columns that count", "nothing tells as what"],
)
def test_tables_told_by_the_text_around_them(before: str, lines: tuple[str, ...], expected: list[str]) -> None:
    assert under(before, (), *lines) == expected


def test_a_heading_tells_as_what_money_is_given() -> None:
    rows = ("!Item | 2024 | 2025", "Wells | 520 | 610")
    assert under("5. Budget\nAmounts in thousands of US dollars.", ("5. Budget",), *rows) == [
        "520000; USD; exact; 2024; ; ; ; Wells; allocation",
        "610000; USD; exact; 2025; ; ; ; Wells; allocation",
    ]
    elsewhere = "More than 5. Budget is told\nAmounts in thousands of US dollars."  # the same words, another heading
    assert under(elsewhere, ("5. Budget",), *rows) == []


def under(before: str, path: tuple[str, ...], *lines: str) -> list[str]:
    """What a table tells of funding with the paragraph before it, all under one heading: the line before that."""
    text, rows = f"{before}\n\n", list[Block]()
    for line in lines:
        row = line.removeprefix("!")
        rows.append(Block(Span(len(text), len(text) + len(row)), Role.ROW, int(row != line)))
        text += f"{row}\n"
    first = before.rpartition("\n")[0]
    blocks = [*([Block(Span(0, len(first)), Role.HEADING)] if first else []), *rows]
    prose = Span(len(first) + 1 if first else 0, len(before))
    table = Span(len(before) + 2, len(text) - 1)
    passages = [
        Passage("d:1", "d", prose, prose.of(text), path, Kind.BODY, (prose,)),
        Passage("d:2", "d", table, table.of(text), path, Kind.TABLE, tuple(row.span for row in rows)),
    ]
    document = Document("d", text, "T", None, None, "en", "s", "0")
    names = ("amount", "currency", "qualifier", "period", "giver", "channel", "place", "purpose", "type")
    return [
        "; ".join(" + ".join(fact.values(name)) for name in names)
        for fact in find_facts(document, passages, packaged_gazetteer(), blocks)
        if fact.kind is FactKind.FUNDING
    ]
