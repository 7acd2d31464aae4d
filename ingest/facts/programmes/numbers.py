"""How many people or countries a programme has reached, as a sentence tells that speaks of it."""

import re
from collections.abc import Iterator

from corpus.facts import Detail
from corpus.records import Span
from ingest.facts.grammar import MONTH, any_of, either, is_japanese
from ingest.facts.sentences import Sentence

_NOT_COUNTED = any_of(
    "million, billion, years?, months?, weeks?, days?, hours?, minutes?, times, points, decisions, meetings,"
    "kilowatts, megawatts, percent, per, tonnes, tons, square, metres,"
    f"meters, kilometres, kilometers, km, hectares, miles, euros, dollars, pounds, phases, {MONTH}"
)
_COUNT = either(
    r"\d{1,3}(?:,\d{3})+|\d{1,6}",
    r"(?i:six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|eighteen)",
    r"(?i:(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:-[a-z]+)?)",
    r"(?i:(?:two|three|four|five|six|seven|eight|nine)\shundred)",
    r"(?i:two|three|four|five)(?=\s(?:[a-z]+\s)?(?:countries|nations|states)\b)",
)
_COUNTED = either(
    r"(?!(?:has|was|is|does|others)\b)[a-z][\w-]*s",
    r"[A-Z][a-z]+ians|people|personnel|staff|men|women|children|police(?!\s[a-z]+s\b)",
)
_NUMBER = re.compile(  # "320 young fishers from", "72 officers, judges and trainers"
    rf"(?<![\w$€£¥.,-]){_COUNT}\s(?!{_NOT_COUNTED}\b)"
    r"(?:(?!(?:and|in|of|the|other|has|was|is|were|have)\b)[A-Za-z][\w-]*\s){0,3}?(?:[a-z]+\sand\s[a-z]+\s)?"
    rf"{_COUNTED}\b(?:\s(?:participants|students|trainees|officers|officials))?"
    r"(?:(?:,\s[a-z]+s\b){0,3},?\sand\s[a-z]+(?:ors|ers|ists|ents|ants|ees|ians|als|men|ges)\b)?"
)
_THE_FEW = re.compile(  # "the two countries" are those that were named
    r"\b(?:[Tt]he|[Bb]oth|[Tt]hese|[Tt]hose)\s(?:two|three|four|five|six)\s(?:[a-z]+\s){0,2}"
    r"(?:countries|nations|states|sides|parties|partners|governments)\Z"
)
# The members of a board are not reached by it, nor yet those whom it aims to reach.
_OF_A_BOARD = re.compile(r"\b(?:[Cc]ommittee|[Bb]oard|[Cc]ouncil|[Pp]anel|[Ss]ecretariat|[Tt]eams?|[Ss]taff)\sof\s\Z")
_PLANNED = re.compile(
    r"\b(?:aim(?:s|ed)?|intend(?:s|ed)?|plan(?:s|ned)?|seeks?|hopes?|meant|expected)\sto\s[^.;,]{0,60}\Z"
)
_REACHED = re.compile(
    r"\b"
    + any_of(
        "produc, train, graduat, particip, attend, accept, invit, benefi, reach, complet, serves, served, visit, award,"
        "equip, teach, taught, deliver, receiv, educat, employ, involv, gather, hear[ds], fund, rebuil, help, clear,"
        "prepar, welcom, enrol, assist, link, suppl, gift, deploy, intercept, inspect, detect, mentor, certif, qualif,"
        "admit, support, regist, brought, brings, (?:took|takes|taking) part, works?(?:ed)? (?:in|with), stipends,"
        "network of"
    )
    + r"\w*\b",
    re.IGNORECASE,
)
_JAPANESE_NUMBER = re.compile(r"[\d,]+(?:人|名|か国|カ国|ヵ国|隻)")
_JAPANESE_REACHED = re.compile(r"研修|訓練|受講|参加|演習|供与|整備|建造|育成|修了")


def find_numbers(sentence: Sentence, mention: Span, start: int, end: int, *, told: bool = False) -> Iterator[Detail]:
    """How many people or countries it has reached: every count between ``start`` and ``end``, but in ``mention``.

    Only of one that tells of training, reaching or producing, or that is ``told`` of the programme anyway.
    """
    words = sentence.words
    if told or _REACHED.search(words):
        for found in _NUMBER.finditer(words, start, end):
            span = Span(*found.span())
            apart = (mention, *(one.span for one in sentence.periods), *(one.span for one in sentence.amounts))
            few = _OF_A_BOARD.search(words, 0, span.start) or _PLANNED.search(words, 0, span.start)
            if not (few or any(span.overlaps(one) for one in apart)) and not _THE_FEW.search(words, 0, found.end()):
                yield sentence.said("number", span)
    if is_japanese(words) and _JAPANESE_REACHED.search(words):
        for found in _JAPANESE_NUMBER.finditer(words):
            yield sentence.said("number", Span(*found.span()))
