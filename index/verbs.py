"""English verbs: their base forms, and the words that are akin to them, as WordNet 3.0 has them.

``verbs.tsv.gz`` holds one verb a line: the verb, its irregular forms, and its kin (the members of its first three
senses, of what each is a way of doing, and the nouns and adjectives made from these), as ``evals/verb_table.py`` cuts
them from WordNet 3.0. A verb of several words is written with underscores: ``set_up``.

WordNet 3.0 Copyright 2006 by Princeton University. All rights reserved. WordNet is provided "as is", and Princeton
University makes no representations or warranties, express or implied. Permission to use, copy, modify and distribute
it for any purpose and without fee is granted by its licence; see index/verbs.licence.txt.
"""

import gzip
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from index import lexical

NAME = "verbs.tsv.gz"
# fmt: off
_ENDINGS = (("ies", "y"), ("ied", "y"), ("es", ""), ("es", "e"), ("s", ""), ("ed", ""), ("ed", "e"), ("ing", ""),
            ("ing", "e"))
# fmt: on
_PARTICLES = frozenset(("apart", "aside", "away", "back", "down", "forth", "off", "out", "over", "up"))
KEPT = 20_000  # words whose stems stay in memory


@dataclass(frozen=True, slots=True)
class Verbs:
    """Verbs by base form with their kin, and base forms by irregular form."""

    kin: dict[str, frozenset[str]]
    irregular: dict[str, tuple[str, ...]]


@lru_cache(maxsize=KEPT)
def base_forms(word: str) -> tuple[str, ...]:
    """The verbs of which ``word``, in lower case, may be a form, itself first; empty if it is no form of a verb.

    >>> base_forms("held"), base_forms("signing"), base_forms("stopped"), base_forms("island")
    (('hold',), ('sign',), ('stop',), ())
    """
    known = _verbs()
    found = [word, *known.irregular.get(word, ())]
    for ending, stands in _ENDINGS:
        if word.endswith(ending):
            stem = word[: -len(ending)]
            found.append(stem + stands)
            if len(stem) > 2 and stem[-1] == stem[-2]:
                found.append(stem[:-1])
    return tuple(dict.fromkeys(form for form in found if form in known.kin))


def phrasal(verb: str, following: Sequence[str]) -> str:
    """The verb that ``verb`` makes with a particle right after it: "set up" is ``set_up``; else ``verb``.

    >>> phrasal("set", ("up", "under")), phrasal("sign", ("in", "Tokyo"))
    ('set_up', 'sign')
    """
    made = f"{verb}_{following[0]}" if following and following[0] in _PARTICLES else verb
    return made if made in _verbs().kin else verb


def akin(verb: str, word: str, also: frozenset[str] = frozenset()) -> bool:
    """Whether ``word``, in any form and as a noun too, can say what ``verb``, or one of ``also``, says.

    >>> akin("establish", "founded"), akin("supply", "provision"), akin("leave", "participates")
    (True, True, False)
    """
    stem = _stem(word)
    if stem in _kin_stems(verb) or any(_stem(verb) in _kin_stems(form) for form in base_forms(word)):
        return True
    return any(stem == _stem(other) or other in base_forms(word) for other in also)


@lru_cache(maxsize=KEPT)
def _kin_stems(verb: str) -> frozenset[str]:
    return frozenset(map(_stem, (verb, *_verbs().kin.get(verb, ()))))


@lru_cache(maxsize=KEPT)
def _stem(word: str) -> str:
    return "_".join(lexical.words(word.replace("_", " ")))


@cache
def _verbs() -> Verbs:
    kin: dict[str, frozenset[str]] = {}
    irregular: dict[str, tuple[str, ...]] = {}
    with files("index").joinpath(NAME).open("rb") as file:
        for line in gzip.decompress(file.read()).decode("utf-8").splitlines():
            verb, forms, others = line.split("\t")
            kin[verb] = frozenset(others.split())
            for form in forms.split():
                irregular[form] = (*irregular.get(form, ()), verb)
    return Verbs(kin, irregular)
