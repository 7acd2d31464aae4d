"""Which documents are nearly the same: two formats of one report, a page saved twice, a slightly newer edition.

What is measured is the Jaccard similarity of their runs of RUN words (a Chinese or Japanese sign counts as a word),
estimated from sketches of 128 minima, which is right to within 0.1 or so; candidates are found without comparing
every pair. Translations share no words: they are told by the names of their files, or by what they leave as it is
(ingest/traces.py). Nothing is left out for being alike: which of the two is right only a person can tell.
"""

import os.path
import re
import unicodedata
from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from hashlib import blake2b
from itertools import combinations
from random import Random

import numpy as np
import pycountry

# Of 40 real files, the same report as PDF, page and Markdown has 0.84 to 1.00, an abridged one 0.40, and any two
# different reports, even of one office, at most 0.13.
ALIKE = 0.7
RUN = 5  # words: shorter runs are shared by any two texts of one office
MINIMA = 128
SIZE = 8 * MINIMA  # bytes of a sketch
LARGE = 50  # documents
BAND = 4  # minima; two texts of likeness 0.7 have such a band in common in 9,998 of 10,000 cases
_PART = re.compile(r"(?<![^\W_])([a-z]{2})(?![^\W_])")
_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]|[^\W_\u3040-\u30ff\u3400-\u9fff]+")


def sketch(text: str) -> bytes:
    """A sketch of the runs of words in a text, SIZE bytes; case, marks and white space do not count."""
    return sketch_of(runs(text))


def sketch_of(items: Iterable[str]) -> bytes:
    """A sketch of a set of at least one string, SIZE bytes; ``agreement`` of two tells how alike their sets are."""
    made = (int.from_bytes(blake2b(item.encode(), digest_size=8).digest(), "big") for item in items)
    hashes = np.fromiter(made, dtype=np.uint64)
    return b"".join(((hashes ^ turned) * odd).min().tobytes() for turned, odd in _orders())


def agreement(one: bytes, other: bytes) -> float:
    """The estimated Jaccard similarity of what two sketches are of."""
    return float(np.mean(np.frombuffer(one, dtype=np.uint64) == np.frombuffer(other, dtype=np.uint64)))


@cache
def _orders() -> list[tuple[np.uint64, np.uint64]]:
    """What puts hashes into MINIMA different orders, always the same."""
    chance = Random(1)
    return [(np.uint64(chance.getrandbits(64)), np.uint64(chance.getrandbits(64) | 1)) for _ in range(MINIMA)]


def runs(text: str) -> Iterator[str]:
    """Every run of RUN words of a text, in order; a shorter text is one run.

    >>> list(runs("One, two: three FOUR five six"))
    ['one two three four five', 'two three four five six']
    """
    run: deque[str] = deque(maxlen=RUN)
    for word in _WORD.finditer(unicodedata.normalize("NFKC", text).lower()):
        run.append(word[0])
        if len(run) == RUN:
            yield " ".join(run)
    if len(run) < RUN:
        yield " ".join(run)


def find_alike(sketches: Mapping[str, bytes], least: float = ALIKE) -> Iterator[tuple[str, str, float]]:
    """Every two documents whose estimated similarity is at least ``least``, by id, each pair once, with it.

    >>> made = {"b": sketch("a plan of five small ports"), "a": sketch("A plan of five small ports."), "c": sketch("x")}
    >>> list(find_alike(made))
    [('a', 'b', 1.0)]
    """
    minima = {identity: np.frombuffer(data, dtype=np.uint64) for identity, data in sorted(sketches.items())}
    pairs: set[tuple[str, str]] = set()
    for at in range(0, MINIMA, BAND):  # one band at a time: all at once, 5,000 documents took 38 MB
        groups: defaultdict[bytes, list[str]] = defaultdict(list)
        for identity, minimum in minima.items():
            groups[minimum[at : at + BAND].tobytes()].append(identity)
        pairs.update(pair for group in groups.values() for pair in _pairs(group))
    for one, other in sorted(pairs):
        degree = agreement(sketches[one], sketches[other])
        if degree >= least:
            yield one, other, degree


def _pairs(group: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Every two of a group; of a large one, as where all pages share one text, each with the first."""
    return combinations(group, 2) if len(group) <= LARGE else ((group[0], other) for other in group[1:])


def find_translations(paths: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Every two documents whose files' names differ in nothing but the code of a language, by id, each pair once.

    ``paths`` are the files' paths by document id; suffixes may differ, and a folder may bear the code.

    >>> list(find_translations({"a": "in/plan_en.pdf", "b": "in/plan-ja.pdf", "c": "in/plan_ja.html", "d": "ja/x"}))
    [('a', 'c')]
    """
    languages = {one.alpha_2 for one in pycountry.languages if hasattr(one, "alpha_2")}
    named: defaultdict[tuple[str, str], list[tuple[str, str]]] = defaultdict(list)
    for identity, path in sorted(paths.items()):
        stem = os.path.splitext(path)[0].lower()  # noqa: PTH122 - a path that is only compared
        for found in _PART.finditer(stem):
            if found[1] in languages:
                named[stem[: found.start()], stem[found.end() :]].append((identity, found[1]))
    pairs = {
        (one, other)
        for group in named.values()
        for at, (one, code) in enumerate(group)
        for other, another in group[at + 1 :]
        if code != another
    }
    yield from sorted(pairs)
