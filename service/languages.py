"""In which language words are, for what reads a page out: as the document says, or as its signs show."""

import re
from collections.abc import Callable
from weakref import WeakKeyDictionary

from corpus.errors import MissingError
from corpus.store import Store

_KANA = re.compile(r"[\u3041-\u30ff\uff66-\uff9f]")
_HAN = re.compile(r"[\u3005-\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")
_HANGUL = re.compile(r"[\u1100-\u11ff\u3130-\u318f\uac00-\ud7af]")
_EASTERN = ("ja", "zh", "ko")
_ENOUGH = 20_000  # characters of a document that show its language
_SEEN: WeakKeyDictionary[Store, dict[str, str]] = WeakKeyDictionary()  # of stores that never change


def language_of(words: str, told: str | None = None) -> str:
    """The language of ``words`` in a document or place whose language is ``told``; empty if it cannot be told.

    What is mostly kana and kanji is Japanese, what is mostly Hangul Korean, whatever it stands in. Kanji alone are what
    was told, if that is written in them; and what holds none of these is not what was told if that is.

    >>> language_of("能力とは"), language_of("能力構築", "ja"), language_of("能力"), language_of("On the 能力", "en")
    ('ja', 'ja', '', 'en')
    >>> language_of("capacity building", "ja"), language_of("Aid", "en"), language_of("2019")
    ('', 'en', '')
    """
    told, letters = told or "", sum(map(str.isalpha, words))
    kana, han, hangul = (len(pattern.findall(words)) for pattern in (_KANA, _HAN, _HANGUL))
    eastern, written = told.startswith(_EASTERN), kana + han + hangul
    if 2 * written < letters:
        return "" if eastern and not written else told
    if hangul > kana + han or kana:
        found = "ja" if kana else "ko"
        return told if told.startswith(found) else found
    return told if eastern or not written else ""


def of_explanation(words: str) -> str:
    """The language of what an answer explains, whatever names it holds: as its last sentence ends.

    >>> of_explanation("「Brazil」を探しました。"), of_explanation("No document here mentions “能力とは”.")
    ('ja', 'en')
    """
    return "ja" if words.endswith("。") else "en"


def of_documents(store: Store) -> Callable[[str], str]:
    """What tells the language of a document by its id: as it says, else as the signs of its text show."""
    seen = _SEEN.setdefault(store, {})

    def tell(document_id: str) -> str:
        if document_id not in seen:
            try:
                found = store.document(document_id)
            except MissingError:
                return ""
            seen[document_id] = found.language or language_of(found.text[:_ENOUGH])
        return seen[document_id]

    return tell
