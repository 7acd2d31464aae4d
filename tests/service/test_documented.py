"""A command, an option or a route that no document names fails here."""

import argparse
import re
from pathlib import Path

import pytest
from fastapi.routing import APIRoute

from service import fact_routes, http, page_view, pages, register_pages
from service.command import build_parser

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
    assert not missing, "\n".join(missing)


def test_the_readme_names_every_option_of_training() -> None:
    rows = (ROOT / "README.md").read_text(encoding="utf-8").splitlines()
    (row,) = (one for one in rows if one.startswith("| `tenkyo eval train "))
    options = commands(build_parser([]))["tenkyo eval train"]
    assert [one for one in options if not re.search(rf"(?<![\w-]){one}(?![\w-])", row)] == []


def test_every_route_is_documented(documented: str) -> None:
    known = {
        f"{method} {re.sub(r'{[a-z]*_id}', '{id}', route.path)}"
        for router in (http.routes, pages.router, page_view.router, fact_routes.routes, register_pages.router)
        for route in router.routes
        if isinstance(route, APIRoute)
        for method in route.methods - {"HEAD"}
    }
    assert {"POST /v1/answer", "GET /documents/{id}", "GET /documents/{id}/pages/{number}"} <= known
    assert [route for route in sorted(known) if f"`{route}`" not in documented] == []
