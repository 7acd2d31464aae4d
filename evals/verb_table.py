"""Cuts ``index/verbs.tsv.gz`` from the files of WordNet 3.0: ``python -m evals.verb_table DICT OUT``.

DICT is the folder with ``data.verb``, ``index.verb`` and ``verb.exc`` and their like for nouns and adjectives; Debian's
package ``wordnet-base`` has it in ``usr/share/wordnet``. The format is WordNet's own (``man wndb``).
"""

import gzip
import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

SENSES = 3  # of a verb, the most frequent first: through five, "leave" reached "provide"
DERIVED, WIDER = "+", ("@", "$")  # pointers: to a word made from it; to what it is a way of doing, and its group
_PLACES = {"n": "noun", "v": "verb", "a": "adj"}


@dataclass(frozen=True, slots=True)
class Synset:
    """Its words in lower case, and its pointers: symbol, the synset pointed to, and the two words, from 1, or 0."""

    words: tuple[str, ...]
    pointers: tuple[tuple[str, str, int, int], ...]


def synsets(folder: Path) -> dict[str, Synset]:
    """All synsets by part of speech and offset, as "v00001740"."""
    return {
        part + line[:8]: _synset(line) for part, name in _PLACES.items() for line in _lines(folder / f"data.{name}")
    }


def table(folder: Path) -> Iterator[str]:
    """The lines of the table: a verb, its irregular forms, its kin, in the order of the alphabet."""
    known = synsets(folder)
    irregular = defaultdict[str, list[str]](list)
    for line in _lines(folder / "verb.exc"):
        form, *verbs = line.split()
        for verb in verbs if form.isalpha() else ():
            irregular[verb].append(form)
    for line in sorted(_lines(folder / "index.verb"), key=lambda one: one.split()[0]):
        verb, *fields = line.split()
        count = int(fields[1])
        tagged, senses = int(fields[-count - 1]), fields[-count:][:SENSES]
        if "_" not in verb or tagged:  # of verbs of several words, those that stand in WordNet's tagged texts
            kin = {word for sense in senses for word in _kin(known, known[f"v{sense}"])} - {verb}
            yield "\t".join((verb, " ".join(irregular[verb]), " ".join(sorted(filter(str.isascii, kin)))))


def _kin(known: dict[str, Synset], synset: Synset) -> Iterator[str]:
    yield from synset.words
    for symbol, other, mine, theirs in synset.pointers:
        if symbol == DERIVED and mine and other[0] in "na":
            yield known[other].words[theirs - 1]
        elif symbol in WIDER and other[0] == "v":
            yield from known[other].words


def _synset(line: str) -> Synset:
    fields = line.split("|")[0].split()
    end = 4 + 2 * int(fields[3], 16)
    words = tuple(re.sub(r"\(.*\)", "", word).lower() for word in fields[4:end:2])
    found = (fields[at : at + 4] for at in range(end + 1, end + 1 + 4 * int(fields[end]), 4))
    pointers = (
        (sign, part.replace("s", "a") + at, int(ends[:2], 16), int(ends[2:], 16)) for sign, at, part, ends in found
    )
    return Synset(words, tuple(pointers))


def _lines(path: Path) -> list[str]:
    """The lines of one file of WordNet, but those of its licence."""
    return [line for line in path.read_text("latin-1").splitlines() if not line.startswith(" ")]


if __name__ == "__main__":
    lines = "".join(f"{line}\n" for line in table(Path(sys.argv[1])))
    Path(sys.argv[2]).write_bytes(gzip.compress(lines.encode(), mtime=0))
