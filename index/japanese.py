"""The words of Japanese, which is written without spaces. The one file that knows SudachiPy."""

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from sudachipy import Dictionary, SplitMode  # type: ignore[import-untyped]

from corpus.records import Span

_MOST = 8_000  # characters at a time: Sudachi takes no more than 49,149 bytes
_WRITTEN = re.compile(r"[\u3041-\u30ff\u4e00-\u9fff]")
_FUNCTION = frozenset(("助詞", "助動詞", "補助記号", "記号", "空白"))  # particles, auxiliaries, signs, space
# What also says nothing of what a sentence is about: pronouns, "this", "and", prefixes; verbs that lean on another.
_BINDING = _FUNCTION | {"代名詞", "連体詞", "接続詞", "感動詞", "接頭辞"}
# Verbs and adjectives that lean on what stands before them.
_LEANING = frozenset(
    ("為る", "居る", "有る", "成る", "来る", "行く", "出来る", "貰う", "呉れる", "下さる", "頂く", "見る", "置く",
     "無い", "良い", "欲しい")
)  # fmt: skip
# Words that ask, in the dictionary's writing; the counterpart of index.asking.FUNCTION_WORDS.
_WORDS_THAT_ASK = """
    何 幾ら 幾つ 何時 何処 何故 如何 どう どの 誰 方 教える 挙げる 述べる 示す 知る 説明 定義 意味 一覧 例 具体 列挙
    事 物 為 時 場合 様 等 額 金額 言う 行う 実施 年度 年 月 日 何れ どれ位 どの位 位 程 約 合計 全部 全て 此れ迄 因る
    就く 於く 於ける こと もの とき ため よう 出来る 関する 対する 係る 基づく 通ずる
"""
_ASKING = frozenset(_WORDS_THAT_ASK.split())
KEPT_WORDS = 20_000  # are not looked up again


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
    return [name for name, _ in named(text)]


def named(text: str) -> list[tuple[str, str]]:
    """The proper names in ``text`` as ``names`` gives them, each with the dictionary's word for its kind.

    >>> named("森川健一はハノイで話した")
    [('森川', '人名'), ('健一', '人名'), ('ハノイ', '地名')]
    """
    if not is_written(text):
        return []
    parts = [text[start : start + _MOST] for start in range(0, len(text), _MOST)]
    found = [one for part in parts for one in _dictionary().tokenizer(mode=SplitMode.C).tokenize(part)]
    told = [(one.surface(), one.part_of_speech()) for one in found]
    return [(said, kind[2]) for said, kind in told if kind[1] == "固有名詞" and is_written(said)]


def is_written(text: str) -> bool:
    """Whether ``text`` holds kana or Han.

    >>> is_written("ODA大綱"), is_written("ＯＤＡ")
    (True, False)
    """
    return bool(_WRITTEN.search(text))


def telling(text: str) -> list[Span]:
    """Where the words of ``text`` stand that say what it is about, in order; the shortest units.

    Words that ask or bind are left out, as those of ``index.asking.FUNCTION_WORDS`` are in English.

    >>> [span.of("井戸は何本掘られましたか") for span in telling("井戸は何本掘られましたか")]
    ['井戸', '本', '掘ら']
    """
    return [
        Span(start + one.begin(), start + one.end())
        for start in range(0, len(text), _MOST)
        for one in _dictionary().tokenizer(mode=SplitMode.A).tokenize(text[start : start + _MOST])
        if not _binds(one.part_of_speech(), one.normalized_form())
    ]


def last_noun(text: str) -> str:
    """The noun with which ``text`` ends, with those that it is joined to; empty if it ends with none.

    >>> last_noun("上級課程の応募資格"), last_noun("海へ")
    ('応募資格', '')
    """
    said: list[str] = []
    for one in reversed(list(_dictionary().tokenizer(mode=SplitMode.C).tokenize(text[-_MOST:]))):
        if one.part_of_speech()[0] not in ("名詞", "接尾辞"):
            break
        said.insert(0, one.surface())
    return "".join(said)


@lru_cache(KEPT_WORDS)
def predicates(text: str) -> tuple[str, ...]:
    """What ``text`` says of things: its verbs and the nouns that are verbs with する, as the dictionary writes them.

    >>> predicates("機材は返還されましたか")
    ('返還',)
    """
    found = _dictionary().tokenizer(mode=SplitMode.A).tokenize(text[:_MOST])
    told = [(one.part_of_speech(), one.normalized_form()) for one in found]
    return tuple(form for kind, form in told if (kind[0] == "動詞" or kind[2] == "サ変可能") and not _binds(kind, form))


def main_verb(text: str) -> str:
    """The verb with which ``text`` ends, or the noun that is one with する; empty if it ends otherwise.

    >>> main_verb("機材は返還されましたか"), main_verb("訓練の定員は何名ですか")
    ('返還', '')
    """
    for one in reversed(list(_dictionary().tokenizer(mode=SplitMode.A).tokenize(text[-_MOST:]))):
        kind, form = one.part_of_speech(), one.normalized_form()
        if kind[0] in _FUNCTION or form in _LEANING:
            continue
        return form if (kind[0] == "動詞" or kind[2] == "サ変可能") and not _binds(kind, form) else ""
    return ""


@lru_cache(KEPT_WORDS)
def is_verb(word: str) -> bool:
    """Whether ``word`` ends as a form of a verb, and not as a noun.

    >>> is_verb("持っ"), is_verb("取り組み"), is_verb("訓練")
    (True, False, False)
    """
    kinds = [one.part_of_speech()[0] for one in _dictionary().tokenizer(mode=SplitMode.C).tokenize(word[:_MOST])]
    return kinds[-1:] == ["動詞"]


def kin(one: str, other: str) -> bool:
    """Whether two words mean the same by the dictionary's groups of synonyms.

    >>> kin("増え", "増加"), kin("費用", "経費"), kin("費用", "船")
    (True, True, False)
    """
    return not _groups(one).isdisjoint(_groups(other))


@lru_cache(KEPT_WORDS)
def _groups(word: str) -> frozenset[int]:
    found = list(_dictionary().tokenizer(mode=SplitMode.C).tokenize(word[:_MOST])) if is_written(word) else []
    return frozenset(found[0].synonym_group_ids()) if found else frozenset()


def _binds(kind: tuple[str, ...], form: str) -> bool:
    """Whether a word of that part of speech and form only binds others, or asks."""
    return kind[0] in _BINDING or form in _LEANING or kind[1] in ("助動詞語幹", "数詞") or form in _ASKING


def _telling(text: str) -> Iterator[str]:
    # A tokenizer keeps what it works on, so that threads cannot share one; a new one costs microseconds.
    for one in _dictionary().tokenizer(mode=SplitMode.A).tokenize(text):
        if one.part_of_speech()[0] not in _FUNCTION:
            yield one.normalized_form()


@cache
def _dictionary() -> Dictionary:
    return Dictionary(dict="core")
