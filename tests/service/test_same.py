"""The same question gives the same bytes, whatever the seed of the hashes, run after run."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ASK = """
import sys
from corpus.settings import read_settings
from index.encoder import Encoder
from index.examiner import named_by
from index.searcher import Searcher
from service import operations, schema
settings = read_settings({"TENKYO_HOME": sys.argv[1]})
searcher = Searcher.open(settings.home, Encoder(), examiner=named_by(settings))
for _ in range(2):
    for question in sys.argv[2:]:
        sys.stdout.buffer.write(schema.body(operations.answer(searcher, schema.AnswerRequest(question=question))))
"""
QUESTIONS = (
    "What is meant by CBA?",
    "Which fields does CBA cover?",
    "How much did Japan contribute to the Djibouti Code of Conduct Trust Fund?",
    "When did the CPTPP trade agreement enter into force?",
    "Who supports women and youth against violent extremism?",
)


def said(home: Path, seed: str) -> bytes:
    command = [sys.executable, "-c", ASK, str(home), *QUESTIONS]
    environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(Path(__file__).parents[2])}
    return subprocess.run(command, env=environment, capture_output=True, check=True).stdout


@pytest.mark.usefixtures("examiner")
def test_two_hash_seeds_and_two_runs_of_each_give_the_same_bytes(corpus_home: Path) -> None:
    first = said(corpus_home, "1")
    half = len(first) // 2
    assert first[:half] == first[half:]
    assert first.count(b'"answered"') >= 4
    assert said(corpus_home, "2") == first
