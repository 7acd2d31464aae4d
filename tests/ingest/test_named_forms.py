"""What invented sentences tell of programmes and agreements, by hand, in the ways that policy papers write of them.

``programme_forms.txt`` and ``agreement_forms.txt`` have a text a line, behind its language, and below it what it tells,
a line a fact.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.facts import FactKind
from corpus.gazetteer import packaged_gazetteer
from corpus.records import Document, Kind, Passage, Span
from ingest.facts.extract import find_facts
from ingest.sentences import sentence_spans

FORMS = {
    FactKind.PROGRAMME: ("name", "acronym", "what", "runner", "partner", "place", "since"),
    FactKind.AGREEMENT: ("name", "acronym", "party", "year", "stipulates"),
}


def told(text: str, language: str, kind: FactKind) -> list[str]:
    """The facts of a kind, a line a fact, by the names of ``FORMS``."""
    document = Document("d", text, "T", None, None, language, "s", "0")
    span = Span(0, len(text))
    passage = Passage("d:1", "d", span, text, (), Kind.BODY, sentence_spans(text, span, language))
    found = find_facts(document, [passage], packaged_gazetteer())
    return ["; ".join(" + ".join(fact.values(name)) for name in FORMS[kind]) for fact in found if fact.kind is kind]


def cases() -> Iterator[tuple[FactKind, str, list[str]]]:
    """Each line of a text and the lines below it."""
    for kind in FORMS:
        made: list[tuple[str, list[str]]] = []
        for line in Path(__file__).with_name(f"{kind}_forms.txt").read_text(encoding="utf-8").splitlines():
            if line.startswith(" "):
                made[-1][1].append(line.removeprefix("   "))
            else:
                made.append((line, []))
        yield from ((kind, text, expected) for text, expected in made)


@pytest.mark.parametrize(("kind", "text", "expected"), list(cases()))
def test_what_a_text_tells(kind: FactKind, text: str, expected: list[str]) -> None:
    assert told(text[3:], text[:2], kind) == expected
