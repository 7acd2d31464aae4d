"""Why nothing was answered: what was looked for, what of it no document contains, and what comes nearest."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from corpus.gazetteer import language_name
from index import japanese, lexical
from index.asked import Asked, holds
from index.constraints import shown
from index.evidence import Evidence
from index.figures import LABEL, written_figures
from index.forms import one_slip_away
from index.nearest import closest
from index.phrases import found_in, phrases
from index.predicate import is_telling
from index.question import Question
from index.reader import Reader
from index.searcher import Hit

NEAREST = 3  # passages that an explanation names


@dataclass(frozen=True, slots=True)
class _Language:
    """How an explanation is put in one language; ``sought`` are the kinds of things by which sentences are told."""

    sought: dict[Asked, str]
    kind_in: str
    sentences: str
    answer: str
    names: str
    on: str
    looked_for: str
    absent: str
    sentence_lacks: str
    row_lacks: str
    kind_lacking: str
    kind_unsure: str
    none_near: str
    alike: str
    other_language: str
    nearest: str
    alone: str
    quoted: str
    comma: str
    last: dict[str, str]
    place: str
    between_places: str


_ENGLISH = _Language(
    sought={
        Asked.AMOUNT: "an amount of money",
        Asked.COUNT: "a number",
        Asked.DATE: "a date or year",
        Asked.EXPANSION: "a full name",
        Asked.PERSON: "a person's name",
        Asked.PLACE: "a place",
    },
    kind_in="{} in sentences",
    sentences="sentences",
    answer="what answers {}",
    names="{what} that name {names}",
    on="{what} on {words}",
    looked_for="Looked for {}.",
    absent="No document here mentions {}.",
    sentence_lacks="The sentence that comes nearest does not speak of {}.",
    row_lacks="The row that comes nearest has nothing for {}.",
    kind_lacking="What was found on this does not give {} for it.",
    kind_unsure="What was found here holds {}, but none that is surely the one asked for.",
    none_near="No sentence comes near enough to be an answer.",
    alike="What does stand here is spelt much like it: {}.",
    other_language="All documents here are in {}.",
    nearest="The nearest passages stand in {}.",
    alone="Something was found for {}, but one side of a comparison alone answers nothing.",
    quoted="“{}”",
    comma=", ",
    last={"and": " and ", "or": " or "},
    place="{}: {}",
    between_places="; ",
)
_JAPANESE = _Language(
    sought={
        Asked.AMOUNT: "金額",
        Asked.COUNT: "数",
        Asked.DATE: "日付や年",
        Asked.EXPANSION: "正式な名称",
        Asked.PERSON: "人の氏名",
        Asked.PLACE: "場所",
    },
    kind_in="{}を示す文",
    sentences="文",
    answer="{}に答える文",
    names="{names}に触れ、{what}",
    on="{words}について{what}",
    looked_for="{}を探しました。",
    absent="{}は、どの文書にも出てきません。",
    sentence_lacks="最も近い文は、{}に触れていません。",
    row_lacks="最も近い行には、{}に当たるものがありません。",
    kind_lacking="これについて見つかった記述に、{}は示されていません。",
    kind_unsure="見つかった箇所には{}がありますが、尋ねられたものだと確かに言えるものはありません。",
    none_near="答えと言えるほど近い文はありません。",
    alike="綴りのよく似た{}なら出てきます。",
    other_language="ここにある文書はすべて{}のものです。",
    nearest="近い箇所は、{}です。",
    alone="{}については見つかりましたが、片方だけでは比べられません。",
    quoted="「{}」",
    comma="、",
    last={"and": "と", "or": "や"},
    place="{}の{}",
    between_places="、",
)
_WRITTEN = re.compile(r"[A-Za-zÀ-ɏ]+")
_ORDINAL = re.compile(r"(\d+)(?:st|nd|rd|th)")


def explain(reader: Reader, weighed: Sequence[Evidence], hits: Sequence[Hit]) -> str:
    """Plain sentences for a reader who expected an answer; ``weighed`` as ``weigh`` returns it, unanswered."""
    question = reader.question
    language = _language(question)
    names = phrases(question)
    told = [language.looked_for.format(_sought(question, names))]
    foreign = _foreign(reader)
    if foreign:
        told.append(language.other_language.format(_listed(language, foreign)))
    told_of = [one for one in reader.absent() if one not in question.terms or _telling(question, one)]
    absent = _widened(names, (one for one in told_of if not foreign or _comparable(reader, one)))
    if absent:
        told.append(language.absent.format(_enumerated(language, absent, "or")))
    if alike := _spelt_alike(reader, absent, hits):
        told.append(language.alike.format(_enumerated(language, alike)))
    near = closest(weighed)
    lacked = [one for one in near.lacking if not foreign or _comparable(reader, one)] if near else []
    lacking = _widened(names, (_as_said(question, one) for one in lacked))
    if not set(lacking) <= set(absent):
        row = near is not None and near.is_row
        lacks = language.row_lacks if row else language.sentence_lacks
        told.append(lacks.format(_enumerated(language, _whole(lacking), "or")))
    elif near and not near.lacking and question.asked in language.sought and not near.fits:
        held = any(_holds(reader, hit.passage.text) for hit in hits)
        kind = language.kind_unsure if held else language.kind_lacking
        told.append(kind.format(language.sought[question.asked]))
    elif not absent:
        told.append(language.none_near)
    if hits:
        told.append(language.nearest.format(_places(reader, hits[:NEAREST])))
    return ("" if language is _JAPANESE else " ").join(told)


def alone(question: Question) -> str:
    """Why ``question``, one side of a comparison whose other side is missing, is not answered though it could be."""
    language = _language(question)
    return language.alone.format(language.quoted.format(question.text))


def _language(question: Question) -> _Language:
    return _JAPANESE if japanese.is_written(question.text) else _ENGLISH


def _sought(question: Question, names: Sequence[str]) -> str:
    language = _language(question)
    kind = language.sought.get(question.asked)
    what = language.kind_in.format(kind) if kind else language.sentences
    tied = _whole([*names, *_written(question, question.figures)])
    words = [term for term in question.terms if _telling(question, term)]
    if words:
        what = language.on.format(what=what, words=_listed(language, words))
    if tied:
        return language.names.format(what=what, names=_enumerated(language, tied))
    return what if words or kind else language.answer.format(language.quoted.format(question.text))


def _foreign(reader: Reader) -> list[str]:
    """The names of the languages of the documents here, in the question's, if none of them is its own."""
    own = "ja" if _language(reader.question) is _JAPANESE else "en"
    here = {entry.language for entry in reader.searcher.store.catalogue()}
    if own in here or None in here:
        return []
    return sorted(language_name(code, own) for code in here if code)


def _comparable(reader: Reader, said: str) -> bool:
    """Whether documents in other languages can be told to have ``said`` or not: a known name, a figure, a Latin word.

    A word of a Japanese question is in no English document, and what it means may be.
    """
    latin = _language(reader.question) is _JAPANESE and not japanese.is_written(said)
    return latin or any(map(str.isdigit, said)) or reader.knows(said)


def _holds(reader: Reader, text: str) -> bool:
    """Whether ``text`` holds a thing of the kind that is asked for."""
    if reader.question.asked is Asked.PLACE:
        return reader.beside.tells_place(text)
    return holds(reader.question.asked, text, tuple(name.said for name in reader.question.names))


def _spelt_alike(reader: Reader, absent: Iterable[str], hits: Sequence[Hit]) -> list[str]:
    """The names in ``hits`` that are one slip away from words in ``absent``, which no passage has."""
    written = [word for name in absent for word in _WRITTEN.findall(name)]
    nowhere = [word for word in written if not all(map(reader.searcher.passages_with, lexical.words(word)))]
    here = {word for hit in hits for word in _WRITTEN.findall(hit.passage.text) if word[0].isupper()}
    return list(dict.fromkeys(one for word in nowhere for one in one_slip_away(word, here)))


def _telling(question: Question, term: str) -> bool:
    """Whether ``term`` is worth a claim: a word that stands so in the question, and is neither its verb nor light.

    Of a Japanese verb only a piece stands there: of 持って the word 持っ.
    """
    verb = not is_telling(term, question.predicate) or (japanese.is_written(term) and japanese.is_verb(term))
    return not verb and term not in question.figures and bool(found_in(question, term))


def _written(question: Question, figures: Iterable[str]) -> list[str]:
    """Figures as the question writes them, if it does so."""
    return [
        found[0].group() if (found := found_in(question, one)) else _as_said(question, shown(one)) for one in figures
    ]


def _as_said(question: Question, lacking: str) -> str:
    """A figure as the question has it, "Article 22" for 22nd, 令和元年度 for FY2019; anything else unchanged."""
    japanese_form = next((one for one, figure in written_figures(question.text) if figure == lacking.casefold()), "")
    if japanese_form:
        return japanese_form
    ordinal = _ORDINAL.fullmatch(lacking)
    if not ordinal:
        return lacking
    labels = [one.group() for one in LABEL.finditer(question.text) if int(one.group(2)) == int(ordinal.group(1))]
    return labels[0] if labels else lacking


def _whole(said: Sequence[str]) -> list[str]:
    """``said`` without what is part of another of it, each once."""
    return [one for one in dict.fromkeys(said) if not any(one != other and one in other for other in said)]


def _widened(names: Sequence[str], said: Iterable[str]) -> tuple[str, ...]:
    """``said``, each as the whole name of which it is a part: if a word is nowhere, nor is the name."""
    found = (next((name for name in names if re.search(rf"\b{re.escape(one)}\b", name)), one) for one in said)
    return tuple(dict.fromkeys(found))


def _places(reader: Reader, hits: Sequence[Hit]) -> str:
    """Each title once, with the last headings under it: enough to know the places by."""
    places: dict[str, dict[str, None]] = {}
    for hit in hits:
        headings = places.setdefault(reader.document(hit.passage.document_id).title, {})
        headings.update(dict.fromkeys(hit.passage.path[-1:]))
    language = _language(reader.question)
    return language.between_places.join(
        language.place.format(title, _enumerated(language, [*headings])) if headings else title
        for title, headings in places.items()
    )


def _enumerated(language: _Language, said: Sequence[str], last: str = "and") -> str:
    return _listed(language, [language.quoted.format(one) for one in said], last)


def _listed(language: _Language, said: Sequence[str], last: str = "and") -> str:
    return language.last[last].join([language.comma.join(said[:-1]), said[-1]]) if len(said) > 1 else said[0]
