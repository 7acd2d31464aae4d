"""What invented sentences tell of funding, by hand: currencies, givers, receivers, periods and kinds, in two languages.

``funding_forms.txt`` has a sentence a line, behind its language, and below it what it tells, a line a fact.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.facts import FactKind
from corpus.gazetteer import packaged_gazetteer
from corpus.records import Document, Kind, Passage, Span
from ingest.facts.extract import find_facts
from ingest.sentences import sentence_spans

NAMES = ("amount", "currency", "qualifier", "period", "giver", "channel", "place", "purpose", "type")


def told(text: str, language: str) -> list[str]:
    """The funding of a text whose publisher is the Ministry of Foreign Affairs, a line a fact, by ``NAMES``."""
    document = Document("d", text, "T", "Ministry of Foreign Affairs", None, language, "s", "0")
    span = Span(0, len(text))
    passage = Passage("d:1", "d", span, text, (), Kind.BODY, sentence_spans(text, span, language))
    found = find_facts(document, [passage], packaged_gazetteer())
    return [
        "; ".join(" + ".join(fact.values(name)) for name in NAMES) for fact in found if fact.kind is FactKind.FUNDING
    ]


def cases() -> Iterator[tuple[str, list[str]]]:
    """Each line of a sentence and the lines below it."""
    sentence, below = "", list[str]()
    for line in Path(__file__).with_name("funding_forms.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith(" "):
            below.append(line.strip())
            continue
        if sentence:
            yield sentence, below
        sentence, below = line, []
    yield sentence, below


@pytest.mark.parametrize(("sentence", "expected"), list(cases()))
def test_what_a_sentence_tells(sentence: str, expected: list[str]) -> None:
    assert told(sentence[3:], sentence[:2]) == expected


def test_other_currencies_in_japanese() -> None:
    assert [one.split("; ")[:2] for one in told("英国は20万ポンドを、カナダは30万カナダドルを供与した。", "ja")] == [
        ["200000", "GBP"],
        ["300000", "CAD"],
    ]
