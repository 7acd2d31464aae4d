"""A command, an option or a route that no document names fails here."""

import argparse
import re
from pathlib import Path

import pytest
from starlette.routing import BaseRoute

from index.encoder import Encoder
from service.command import build_parser
from service.desk import Desk
from service.http import application

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def documented() -> str:
    pages = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
    return "\n".join(page.read_text(encoding="utf-8") for page in pages if page.is_file())


def commands(parser: argparse.ArgumentParser, said: str = "tenkyo") -> dict[str, list[str]]:
    """Every command as a person types it, with its long options."""
    found: dict[str, list[str]] = {}
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for name, inner in action.choices.items():
                found |= commands(inner, f"{said} {name}")
        elif action.option_strings and action.dest != "help":
            found.setdefault(said, []).append(action.option_strings[-1])
    return found or {said: []}


def routes(found: list[BaseRoute]) -> set[str]:
    return {str(getattr(route, "path", "")) for route in found if getattr(route, "path", "")}


def test_every_command_and_option_is_documented(documented: str) -> None:
    known = commands(build_parser([]))
    assert "tenkyo ask" in known
    assert "tenkyo eval answers" in known
    missing = [said for said in known if said not in documented]
    missing += [
        f"{said} {option}"
        for said, options in known.items()
        for option in options
        if not re.search(rf"(?<![\w-]){option}(?![\w-])", documented)
    ]
    assert missing == []


def test_every_route_is_documented(documented: str, tmp_path: Path) -> None:
    known = routes(application(Desk(tmp_path, Encoder(None))).routes)
    assert "/v1/answer" in known
    plain = {re.sub(r"\{\w+\}", "{id}", route) for route in known} - {"/static"}
    assert [route for route in sorted(plain) if f"`{route}`" not in documented and f" {route}" not in documented] == []
