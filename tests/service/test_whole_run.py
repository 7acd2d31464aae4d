"""The memory of a whole run, from files to a live generation, in a process of its own; ``-m stress -s`` makes 5,000.

The model is left out, which holds the same for any number of files: its vectors are made of hashes.
"""

import random
import subprocess
import sys
from pathlib import Path

import pytest

RUN = """
import hashlib, sys
from pathlib import Path
import numpy as np
from corpus.settings import Settings
from ingest import worker
from service import publish

class Hashed:
    name, runtime, fingerprint, dimensions, most_tokens = "hashed", "hashes 1.0", "hashed" * 8, 384, 256
    def __init__(self, _): pass
    def count_tokens(self, text): return len(text.split())
    def encode(self, texts):
        seeds = [int.from_bytes(hashlib.sha256(text.encode()).digest()[:8], "big") for text in texts]
        made = np.array([np.random.default_rng(seed).standard_normal(384) for seed in seeds], dtype=np.float32)
        return made / np.linalg.norm(made, axis=1, keepdims=True)

if __name__ == "__main__":
    publish.Encoder = Hashed
    told, made = publish.publish([Path(sys.argv[1])], Settings(Path(sys.argv[2]), None), lambda _: None)
    print(made.passages, worker._peak())
"""
A_PASSAGE = 8_000  # bytes: the dense index and the file that it is made of have 1,536 each, a file's record 2,000
BESIDE = 10_000_000  # bytes that one run may hold more than another for no reason


def held(folder: Path, count: int) -> tuple[int, int]:
    """How many passages ``count`` generated files have, and the bytes that the run over them held at the most."""
    chance = random.Random(count)
    (folder / "in").mkdir(parents=True)
    for number in range(count):
        words = (f"{chance.choice('bcdfglmnprst')}{chance.choice('aeiou')}{chance.randrange(3_000)}" for _ in range(60))
        (folder / "in" / f"{number}.txt").write_text(f"{' '.join(words).capitalize()}.")
    (folder / "run.py").write_text(RUN)
    told = subprocess.run(
        [sys.executable, folder / "run.py", folder / "in", folder / "home"], capture_output=True, check=True, text=True
    )
    passages, most = told.stdout.split()
    return int(passages), int(most)


@pytest.mark.parametrize(("few", "many"), [(20, 60), pytest.param(1_000, 5_000, marks=pytest.mark.stress)])
def test_a_run_over_more_files_holds_little_more_than_their_vectors(tmp_path: Path, few: int, many: int) -> None:
    (first, less), (second, more) = held(tmp_path / "few", few), held(tmp_path / "many", many)
    sys.stdout.write(f"\n{first} passages: {less / 2**20:.0f} MiB; {second} passages: {more / 2**20:.0f} MiB\n")
    assert second > first
    assert more < less + (second - first) * A_PASSAGE + BESIDE
