"""The predicate of a question: the verb of which the answer must speak.

"Why did Japan leave the Process?" is not answered by a sentence on taking part in it, however alike the two sound.
The verb is found by its place and form, without parsing: after do, does or did stands a bare form; after a form of be
or have a participle; after who, which … itself the first form of a verb. Verbs that say little by themselves (take,
make, hold) ask nothing of the answer; with a particle they may: "set … up".
"""

import re
from collections.abc import Callable, Iterator, Sequence

from index import japanese
from index.verbs import base_forms, phrasal

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+|(?<=s)['’](?=\s))?")
_OWNER = re.compile(r"(?<!\bit)(?<!\bthat)(?<!\bthere)(?<!\bwho)(?<!\bwhat)(?<!\bwhere)(?<!\bhow)['’]s\Z|s['’]\Z")
_DO = {"do", "does", "did", "can", "could", "will", "would", "may", "might", "must", "shall", "should"}
_BE = {"is", "are", "was", "were", "be", "been", "being", "am", "has", "have", "had"}
_ASKING = {"who", "what", "which", "whose", "whom", "when", "where", "why", "how", "whereabouts"}
# fmt: off
_NOUN_FOLLOWS = {
    "the", "a", "an", "its", "their", "his", "her", "this", "that", "these", "those", "of", "in", "on", "at", "for",
    "from", "with", "by", "into", "as", "and", "or", "no", "any", "some", "all", "each", "every", "our", "your", "my",
    "what", "which", "whose", "many", "much",
}
_UNCHANGED = {"set", "put", "cut", "hit", "shut", "split", "spread", "read", "run", "come", "become", "overcome"}
# Verbs so common or so wide that a sentence need not say them, and those that speak of the text itself.
LIGHT = {
    "aim", "appear", "be", "become", "begin", "belong", "bring", "call", "carry", "carry_out", "come", "concern",
    "consider", "contain", "count", "cover", "credit", "date", "define", "depict", "describe", "do", "end", "exist",
    "expect", "explain", "find", "follow", "get", "give", "go", "hand", "happen", "have", "help", "hold", "host",
    "include", "intend", "involve", "keep", "know", "last", "let", "lie", "like", "list", "long", "look", "make",
    "make_up", "mark", "matter", "mean", "mention", "name", "need", "number", "occur", "part", "pass", "photograph",
    "picture", "place", "play", "point", "put", "regard", "remain", "run", "say", "see", "seem", "set", "show", "stand",
    "start", "state", "suppose", "take", "tell", "think", "try", "turn", "turn_out", "use", "want", "work",
}
LIGHT_IN_JAPANESE = {
    "開く", "有る", "成る", "始まる", "始める", "使う", "出る", "含む", "担当", "予定", "開催", "作る", "決まる",
    "受ける", "得る", "取る", "変わる",
}
# Verbs that deny or undo what most sentences on a thing affirm: no other words come to say as much.
UNDOING = {
    "abandon", "abolish", "ban", "block", "boycott", "cancel", "cease", "close", "complete", "condemn",
    "criticise", "criticize", "decline", "delay", "demolish", "deny", "discontinue", "dismiss", "dispute",
    "dissolve", "exit", "expel", "expire", "fail", "finish", "halt", "lack", "leave", "object", "obstruct",
    "oppose", "postpone", "prohibit", "protest", "quit", "refuse", "reject", "remove", "replace", "resign", "retire",
    "return", "reverse", "revoke", "sanction", "scrap", "sue", "suspend", "terminate",
    "turn_down", "undo", "veto", "violate", "withdraw", "withhold",
    "中止", "停止", "返還", "返却", "廃止", "延期", "撤回", "撤退", "撤去", "禁止", "拒否", "取り消す", "解除", "終了",
    "解散", "脱退", "失敗", "反対", "批判", "否定", "破棄", "閉鎖", "閉じる", "止める", "辞める", "辞任", "断る",
    "却下", "終わる", "中断", "凍結", "完了", "完成",
}
# fmt: on


def predicate(question: str, names: Sequence[str]) -> str:
    """The base form of the verb that ``question`` asks about; empty if it has none, or one that says little.

    ``names`` are what is taken as names in it: no part of one is a verb.

    >>> predicate("Why did Japan leave the Bali Process?", ["Japan", "Bali", "Process"])
    'leave'
    >>> predicate("When was the Fund set up?", ["Fund"]), predicate("Who is the president?", [])
    ('set_up', '')
    """
    if japanese.is_written(question):
        verb = japanese.main_verb(question)
        return verb if verb not in LIGHT_IN_JAPANESE else ""
    named = {word.casefold() for name in names for word in _WORD.findall(name)}
    said = [word.casefold() for word in _WORD.findall(question)]
    place = _place(said, named)
    if place is None:
        return ""
    if said[place].startswith("stop") and any(
        word.endswith("ing") and base_forms(word) for word in said[place + 1 :][:1]
    ):
        return "cease"  # to stop reporting is to undo it; ships that stop somewhere undo nothing
    verbs = [phrasal(form, said[place + 1 :]) for form in base_forms(said[place])]
    telling = [verb for verb in verbs if verb not in LIGHT]
    return telling[0] if telling and len(telling) == len(verbs) else ""


def is_telling(word: str, verb: str) -> bool:
    """Whether ``word`` is more than a form of ``verb`` or of a verb that says little.

    >>> is_telling("paid", "pay"), is_telling("went", ""), is_telling("radar", "pay")
    (False, False, True)
    """
    return not any(form in LIGHT or form in verb.split("_") for form in base_forms(word))


def _place(said: Sequence[str], named: set[str]) -> int | None:
    """Where the main verb stands among the words of a question; None if none is seen."""
    helper = next((at for at, word in enumerate(said) if word in _DO or word in _BE), None)
    if helper is None:
        start = next((at for at, word in enumerate(said) if word in _ASKING), None)
        return None if start is None else next(_verbs_after(said, start, named, _finite), None)
    if said[helper] in _DO:
        return next(_verbs_after(said, helper, named, _bare), None)
    return max(_predicates(said, list(_verbs_after(said, helper, named, _participle))), default=None)


def _predicates(said: Sequence[str], places: Sequence[int]) -> Iterator[int]:
    """Those of ``places`` that no noun holds nor a clause of its own.

    Not "given capacity building", "prosecuting alleged pirates" or "those who finished".
    """
    for at in places:
        noun = (said[at].endswith("ing") and at > places[0]) or said[at - 1].endswith("ing")
        if not noun and said[at - 1] != "who":
            yield at


def _verbs_after(said: Sequence[str], start: int, named: set[str], fits: Callable[[str], bool]) -> Iterator[int]:
    """Where, after ``start``, a word stands that ``fits``, is no name, and follows nothing that announces a noun."""
    for at in range(start + 1, len(said)):
        word, before = said[at], said[at - 1]
        if word not in named and not _announces_noun(before) and word not in _NOUN_FOLLOWS and fits(word):
            yield at


def _announces_noun(word: str) -> bool:
    """Whether what stands behind ``word`` belongs to a noun: "its own", "Japan's support", "the forces' reach"."""
    return word in _NOUN_FOLLOWS or bool(_OWNER.search(word))


def _bare(word: str) -> bool:
    return word in base_forms(word)


def _participle(word: str) -> bool:
    if word in _UNCHANGED:
        return True
    return word not in _BE and any(form != word for form in base_forms(word)) and not word.endswith("s")


def _finite(word: str) -> bool:
    return word not in _ASKING and bool(base_forms(word))
