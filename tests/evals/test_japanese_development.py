"""The Japanese development questions over the invented Japanese documents: how many are handled rightly is held."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.settings import Settings
from evals.answers import judge, measure
from evals.questions import read_questions
from index.answer import answer
from index.encoder import Encoder
from index.searcher import Searcher
from service.publish import publish

SETS = Path(__file__).parents[2] / "evals" / "sets"


@pytest.fixture(scope="module")
def japanese(tmp_path_factory: pytest.TempPathFactory, encoder: Encoder) -> Iterator[Searcher]:
    """The invented Japanese documents, ingested."""
    home = tmp_path_factory.mktemp("japanese")
    publish([SETS / "japanese"], Settings(home, None), lambda _: None)
    with Searcher.open(home, encoder) as opened:
        yield opened


def test_the_japanese_questions_are_answered_as_well_as_they_were(japanese: Searcher) -> None:
    questions = read_questions(SETS / "japanese-development.jsonl")
    told = measure([judge(one, answer(japanese, one.question)) for one in questions])
    assert told.questions == 152
    assert told.right >= 0.96  # .974 when this was written; .382 before Japanese was read word by word
    assert told.not_found_recall >= 0.95  # .959: 2 unanswerable questions of 49 are answered
    assert told.success_at_1 >= 0.97


def test_each_piece_of_evidence_stands_in_its_document(japanese: Searcher) -> None:
    for name in ("japanese-development.jsonl", "japanese-test.jsonl"):
        for one in read_questions(SETS / name):
            texts = [japanese.store.document(document_id).text for document_id in one.document_ids]
            assert all(any(evidence in text for text in texts) for evidence in one.evidence), one.question_id
