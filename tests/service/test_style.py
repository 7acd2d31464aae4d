"""The style sheet: it loads nothing from elsewhere, and its colours can be told apart."""

import re

import pytest
from fastapi.testclient import TestClient

from service.http import STATIC


def test_the_style_loads_only_what_is_served_here(client: TestClient) -> None:
    style = (STATIC / "style.css").read_text(encoding="utf-8")
    addresses = re.findall(r"url\(\"?([^\")]+)", style)
    assert addresses == ["/static/source-serif.woff2"]
    assert all(client.get(address).status_code == 200 for address in addresses)
    assert "@import" not in style


def test_only_links_that_stand_alone_go_without_a_line() -> None:
    style = (STATIC / "style.css").read_text(encoding="utf-8")
    plain = re.findall(r"(?m)^([^{}\n]+) \{[^}]*text-decoration: none", style)
    assert sorted(plain) == [".brand", ".number", ".outline a"]  # none of them is told from words by its colour alone


def luminance(colour: str) -> float:
    """The relative luminance of WCAG 2."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one_colour: str, other: str) -> float:
    light, dark = sorted((luminance(one_colour), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("scheme", [0, 1])
def test_contrast_is_that_of_wcag_aa_in_both_schemes(scheme: int) -> None:
    assert round(contrast("#000000", "#ffffff"), 1) == 21.0
    assert round(contrast("#777777", "#ffffff"), 2) == 4.48
    style = (STATIC / "style.css").read_text(encoding="utf-8")
    schemes = re.findall(r":root \{([^}]*)\}", style)
    colours = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", schemes[scheme]))
    words = ("ink", "quiet", "accent")
    for ground in ("paper", "field"):
        assert all(contrast(colours[ink], colours[ground]) >= 4.5 for ink in words)
        assert all(contrast(colours[edge], colours[ground]) >= 3 for edge in ("edge", "focus"))
    assert contrast(colours["on-accent"], colours["accent"]) >= 4.5
    assert contrast(colours["on-mark"], colours["mark"]) >= 4.5
