"""British and American spelling made one, so that either finds the other."""

import re
from functools import cache

_ISATION = re.compile(r"(?<!improv)isation(?=s?$)")  # digitalisation, operationalisation: no list has them all
_ALISE = re.compile(r"(?<=al)is(?=(?:e[drs]?|ing)$)")
_NO_VARIANTS = frozenset({"buses", "gases"})  # the list doubles their s, which would part them from bus and gas


def american(word: str) -> str:
    """The American spelling of a word in lower case; any other word as it is.

    >>> [american(word) for word in ("defence", "programmes", "digitalisation", "localising", "improvisation", "our")]
    ['defense', 'programs', 'digitalization', 'localizing', 'improvisation', 'our']
    """
    if word in _NO_VARIANTS:
        return word
    return _british().get(word) or _ISATION.sub("ization", _ALISE.sub("iz", word))


@cache
def _british() -> dict[str, str]:
    from breame.data.spelling_constants import BRITISH_ENGLISH_SPELLINGS

    return dict(BRITISH_ENGLISH_SPELLINGS)
