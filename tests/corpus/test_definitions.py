"""Acronyms and what they stand for, as texts write them; what only looks like a definition."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.definitions import definitions


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The Regional Cooperation Agreement on Combating Piracy and Armed Robbery against Ships in Asia (ReCAAP).",
            [
                (
                    "ReCAAP",
                    "Regional Cooperation Agreement on Combating Piracy and Armed Robbery against Ships in Asia",
                )
            ],
        ),
        (
            "through ReCAAP (Regional Cooperation Agreement on Combating Piracy and Armed Robbery)",
            [("ReCAAP", "Regional Cooperation Agreement on Combating Piracy and Armed Robbery")],
        ),
        ("Ships. Official\nDevelopment  Assistance (“ODA”) grew", [("ODA", "Official Development Assistance")]),
        ("the Green Climate Fund (hereinafter referred to as “GCF”)", [("GCF", "Green Climate Fund")]),
        ("disaster relief (HA/DR) and humanitarian assistance and disaster relief (HA/DR)", [
            ("HA/DR", "humanitarian assistance and disaster relief")
        ]),
        ("the Self-Defense Forces（SDF）", [("SDF", "Self-Defense Forces")]),
        ("the Fund for Peace (FFP; since 1957)", [("FFP", "Fund for Peace")]),
        ("a grant (see Annex IV)", []),
        ("three boats (2019)", []),
        ("Kenya (a country)", []),
        ("We met. It (IT) rained", []),
        ("ODA grew (ODA)", []),
        ("many words of one kind (XYZ)", []),
        ("Ministry (M)", []),
    ],
)  # fmt: skip
def test_definitions_in_running_text(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(one.short, one.long) for one in definitions(text)] == expected


@given(st.text(alphabet="ABab (),.\n1", max_size=60))
def test_a_definition_stands_where_it_says(text: str) -> None:
    for one in definitions(text):
        said = " ".join(one.span.of(text).split())
        assert one.short in said
        assert one.long in said
        assert said.endswith(")")
