"""The words of Japanese, which is written without spaces. The one file that knows SudachiPy."""

import re
from collections.abc import Iterator
from functools import cache

from sudachipy import Dictionary, SplitMode  # type: ignore[import-untyped]

_MOST = 8_000  # characters at a time: Sudachi takes no more than 49,149 bytes
_WRITTEN = re.compile(r"[\u3041-\u30ff\u4e00-\u9fff]")
_FUNCTION = frozenset(("助詞", "助動詞", "補助記号", "記号", "空白"))  # particles, auxiliaries, signs, space


def words(text: str) -> list[str]:
    """The words of ``text`` that say something, in order, each as its dictionary writes it; the shortest units.

    Particles, auxiliary verbs and signs are left out. The dictionary is opened when the first word is asked for.
    Any thread may call this.

    >>> words("能力構築支援のために資金を拠出した")
    ['能力', '構築', '支援', '為', '資金', '拠出', '為る']
    >>> words("は、")
    []
    """
    return [word for start in range(0, len(text), _MOST) for word in _telling(text[start : start + _MOST])]


def names(text: str) -> list[str]:
    """The proper names in ``text`` as they are written there, in order, the longest units; none without kana or Han.

    >>> names("インドネシアの外務省に資金を拠出した"), names("Indonesia")
    (['インドネシア'], [])
    """
    if not _WRITTEN.search(text):
        return []
    parts = [text[start : start + _MOST] for start in range(0, len(text), _MOST)]
    found = [one for part in parts for one in _dictionary().tokenizer(mode=SplitMode.C).tokenize(part)]
    return [one.surface() for one in found if one.part_of_speech()[1] == "固有名詞" and _WRITTEN.search(one.surface())]


def _telling(text: str) -> Iterator[str]:
    # A tokenizer keeps what it works on, so that threads cannot share one; a new one costs microseconds.
    for one in _dictionary().tokenizer(mode=SplitMode.A).tokenize(text):
        if one.part_of_speech()[0] not in _FUNCTION:
            yield one.normalized_form()


@cache
def _dictionary() -> Dictionary:
    return Dictionary(dict="core")
