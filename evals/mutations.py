"""True sentences with one thing changed, and how many of them verification refuses.

A true answer is a sentence of the corpus, as it stands or with one thing written in an equal form ("$2.4m" for
"$2.4 million"); a mutated one has one digit, unit, currency, year or name that its sentence does not have, and may be
written in an equal form too. The source that it must be borne out by is the sentence itself.

What is changed is found by patterns of its own, so that what verification cannot read is changed all the same.
"""

import random
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain, zip_longest

from corpus.vocabulary import Vocabulary
from index.verify import Fault, verify

KINDS = ("digit", "unit", "currency", "year", "name")
SHORTEST, LONGEST = 30, 600  # characters of a sentence that is taken
ATTEMPTS = 20  # at changing one sentence before another is taken

_SWAPPED = (  # what is changed for another of the same line
    ("unit", ("million", "billion", "trillion", "thousand")),
    ("unit", ("percent", "percentage points", "per mille")),
    ("unit", ("kilometres", "miles", "metres", "hectares", "km")),
    ("unit", ("people", "countries", "ships", "days")),
    ("unit", ("years", "months", "weeks", "days", "hours", "minutes")),
    ("unit", ("tonnes", "kilograms", "litres")),
    ("unit", ("万", "億", "兆")),
    ("unit", ("人", "隻", "か国", "件")),
    ("currency", ("US$", "€", "£", "¥", "A$")),
    ("currency", ("$", "€", "£", "¥", "A$")),
    ("currency", ("dollars", "euros", "yen", "pounds")),
    ("currency", ("円", "ドル", "ユーロ")),
)
_MONTHS = "January|February|March|April|June|July|August|September|October|November|December"
_EQUAL: tuple[tuple[str, str], ...] = (  # forms that say the same
    (r"(?<=[$€£¥])([\d.]+) million\b", r"\1m"),
    (r"(?<=[$€£¥])([\d.]+) billion\b", r"\1bn"),
    (r"US\$", "$"),
    (r"\bUS\$(\d+(?:\.\d+)?) (million|billion)", r"\1 \2 US dollars"),
    (r"\bpercent\b|\bper cent\b", "%"),
    (r"(?<=\d)%", " percent"),
    (r"\bFY ?(\d{4})\b", r"fiscal year \1"),
    (r"\bfiscal year (\d{4})\b", r"FY\1"),
    (
        rf"\b(\d{{1,2}}) ({_MONTHS}) (\d{{4}})\b",
        r"\2 \1, \3",
    ),
    (
        rf"\b({_MONTHS}) (\d{{1,2}}), (\d{{4}})\b",
        r"\2 \1 \3",
    ),
    (r"(?<![\d,])(\d{1,3}),(\d{3})(?![,\d])", r"\1\2"),
    (r"\bthree (?=\w)", "3 "),
    (r"\bfive (?=\w)", "5 "),
    (r"(?<![\d.,$-])7 (?=[a-z])", "seven "),
    (r"令和元年", "2019年"),
    (r"(?<![\d.,])(\d{1,3})億円", r"\g<1>00 million yen"),
    (r"’", "'"),
    (r"–", "-"),
)
_NAME = re.compile(r"(?<=[a-z,] )[A-Z][\w’-]*[a-z][\w’-]*(?: [A-Z][\w’-]+)*|[ァ-ヺー]{3,}")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_DIGITS = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Mutation:
    """A sentence of the corpus and what was made of it; ``kind`` is what was changed, empty if nothing that counts."""

    kind: str
    source: str
    text: str


@dataclass(frozen=True, slots=True)
class Tried:
    """A mutation and what verification says of it."""

    mutation: Mutation
    faults: tuple[Fault, ...]


def mutations(sentences: Iterable[str], count: int, seed: int) -> tuple[Mutation, ...]:
    """``count`` mutated sentences, by turns of each of KINDS, and as many true ones; the same for the same seed.

    Fewer of a kind that the sentences do not hold.
    """
    chance = random.Random(seed)
    usable = sorted({one for one in (" ".join(one.split()) for one in sentences) if SHORTEST <= len(one) <= LONGEST})
    names = sorted({name for one in usable for name in _NAME.findall(one)})
    by_kind = [
        _of_kind(kind, usable, partial(_CHANGES[kind], chance=chance, names=names), count, chance) for kind in KINDS
    ]
    made = [one for turn in zip_longest(*by_kind) for one in turn if one][:count]
    true = [Mutation("", one, _in_equal_form(one, chance)) for one in chance.sample(usable, min(count, len(usable)))]
    return tuple(made + true)


def tried(made: Sequence[Mutation], vocabulary: Vocabulary) -> tuple[Tried, ...]:
    """Each mutation held against its source."""
    return tuple(Tried(one, verify(one.text, [one.source], vocabulary)) for one in made)


def _of_kind(
    kind: str, sentences: Sequence[str], change: Callable[[str], str | None], count: int, chance: random.Random
) -> list[Mutation]:
    made: dict[str, Mutation] = {}
    turns = chain.from_iterable(chance.sample(sentences, len(sentences)) for _ in range(ATTEMPTS))
    for source in turns:
        if len(made) == count:
            break
        text = change(source)
        if text:
            text = _in_equal_form(text, chance) if chance.random() < 0.5 else text
            made.setdefault(text, Mutation(kind, source, text))
    return [*made.values()]


def _in_equal_form(text: str, chance: random.Random) -> str:
    """``text`` with one thing in an equal form; as it is if it has none."""
    fitting = [(form, other) for form, other in _EQUAL if re.search(form, text)]
    if not fitting:
        return text
    form, other = chance.choice(fitting)
    return re.sub(form, other, text, count=1)


def _changed(text: str, found: re.Match[str] | None, other: str) -> str | None:
    """``text`` with ``other`` in place of what was found; None if nothing was, or the text has ``other`` anyway."""
    if found is None or re.search(rf"(?<!\w){re.escape(other)}(?!\w)", text, re.IGNORECASE):
        return None
    return text[: found.start()] + other + text[found.end() :]


def _one(form: re.Pattern[str], text: str, chance: random.Random) -> re.Match[str] | None:
    found = [*form.finditer(text)]
    return chance.choice(found) if found else None


def _digit(text: str, chance: random.Random, names: Sequence[str]) -> str | None:  # noqa: ARG001
    found = _one(_DIGITS, text, chance)
    if found is None:
        return None
    at = chance.randrange(len(found.group()))
    digit = chance.choice([one for one in "123456789" if one != found.group()[at]])
    return _changed(text, found, f"{found.group()[:at]}{digit}{found.group()[at + 1 :]}")


def _year(text: str, chance: random.Random, names: Sequence[str]) -> str | None:  # noqa: ARG001
    found = _one(_YEAR, text, chance)
    return _changed(text, found, str(int(found.group()) + chance.choice([-3, -2, -1, 1, 2, 3]))) if found else None


def _name(text: str, chance: random.Random, names: Sequence[str]) -> str | None:
    found = _one(_NAME, text, chance)
    other = chance.choice(names)
    if found is None or any(word[:4].casefold() in text.casefold() for word in other.split()):
        return None  # also none that the sentence has in another inflection
    return _changed(text, found, other)


def _swap(text: str, chance: random.Random, names: Sequence[str], kind: str) -> str | None:  # noqa: ARG001
    fitting = [(one, line) for of, line in _SWAPPED if of == kind for one in line for _ in _counted(one, text)]
    if not fitting:
        return None
    word, line = chance.choice(fitting)
    found = chance.choice([*_counted(word, text)])
    return _changed(text, found, chance.choice([one for one in line if one != word]))


def _counted(word: str, text: str) -> Iterator[re.Match[str]]:
    """Where ``word`` stands beside a number."""
    after = rf"(?<=\d){re.escape(word)}|(?<=\d ){re.escape(word)}|(?<=lion ){re.escape(word)}"
    before = rf"(?<![\w$]){re.escape(word)}(?=\d)"
    return re.finditer(before if word[-1] in "$€£¥" else rf"(?:{after})(?![a-z])", text)


_CHANGES: dict[str, Callable[..., str | None]] = {
    "digit": _digit,
    "unit": partial(_swap, kind="unit"),
    "currency": partial(_swap, kind="currency"),
    "year": _year,
    "name": _name,
}
