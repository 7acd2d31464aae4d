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
    names = ("amount", "currency", "qualifier", "period", "channel", "place", "purpose", "type")
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
                "1500000; USD; exact; FY2018; ; Kenya; ; contribution",
                "2000000; USD; exact; FY2019; ; Kenya; ; contribution",
                "1500000000; USD; total; FY2018; ; ; ; contribution",
                "3000000; USD; total; FY2019; ; ; ; contribution",
            ],
        ),
        (
            ("!Project | Grants (億円) | Year", "Harbour lights | 20 | 2019", "UNDP | 3 | 2020"),
            [
                "2000000000; JPY; exact; 2019; ; ; Harbour lights; grant",
                "300000000; JPY; exact; 2020; United Nations Development Programme; ; ; grant",
            ],
        ),
        (("!Country | Exports (US$ million)", "Kenya | 1.5"), []),
        (("!Country | Grants", "Kenya | 1.5"), []),
        (("!Country | Grants (EUR)", "Kenya | some"), []),
    ],
)
def test_cells_under_their_heads(lines: tuple[str, ...], expected: list[str]) -> None:
    assert told(*lines) == expected
