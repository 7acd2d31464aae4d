"""Names in a sentence: those that the vocabulary knows, that the document introduces, and capitalised ones."""

import re
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass, replace

from corpus.gazetteer import Forms, Gazetteer
from corpus.records import Span
from ingest.facts.grammar import any_of, is_japanese, plain
from ingest.facts.phrases import CAPITALISED, OPENING, capitalised, is_branch, longer

# Right behind a name: "(UNODC)"; bounded, for time grows with the square of what may be an acronym or a blank.
_ACRONYM = re.compile(r"(?<!\s)\s*\(\s*(?!Notes?\s?\d)([A-Z][\w./-]{0,40}[A-Z0-9][\w-]{0,40})\s*\)")
_ORGANISATION = re.compile(
    r"\b"
    + any_of(
        "Organi[sz]ation, Division, Agency, Ministry, Department, Bank, Foundation, Commission, Committee, Council,"
        "Office, Institute, University, Authority, Association, Union, Secretariat, Bureau, Service, Corporation,"
        "Defence Force, Defense Force, Police Force, Air Force, Company,"
        "Society, Red Cross, Guard, Police, Forces, NGOs?, Alliance, Federation, Chamber, Board,"
        "Administration, Embassy, Mission, Center, Centre, College, Academy, Trust, Group, Command"
    )
    + r"\b"
)
FUND = re.compile(
    r"\b(?:Fund|Facility|Basket|(?<!and )(?<!Federal )(?<!National )(?<!Nature )(?<!Army )(?<!Military )(?<!Game )"
    r"(?<!Marine )Reserve(?!s?\s(?:Bank|Board|Forces?)))\b"
)
PROGRAMME = re.compile(
    r"\b"
    + any_of(
        "Program(?:me)?s?, Projects?, Initiative, Scheme, Process, Partnership, Dialogue, Forum, Exercise, Activity,"
        "Mechanism, Instrument, Assistance, Mission, Campaign, Platform, Network, Course, Fellowship,"
        "(?<!Stock )(?<!and )Exchange, Window, Warning System, Partnership System, Scholarships?, Block Grant, Account,"
        "Workshop, Seminar, Operation, Cooperation Volunteers, (?<=Leaders )Meeting, (?<=Agencies )Meeting,"
        "(?<=Chiefs )Meeting, (?:Naval|Maritime|Combined|Joint|Border|Narcotics) Patrol, Assistance Plan,"
        "(?:Training|Support|Advisory|Assistance|Reconstruction|Mentoring) Team,"
        "(?:Response|Volunteer|Expert) Corps, (?:Emergency|Marshall|Colombo) Plan"
    )
    + r"\b"
)
_WITHIN = (("fund", FUND), ("organisation", _ORGANISATION))  # "Job Training Partnership Act" is no programme
_AT_END = tuple(
    (kind, re.compile(rf"(?:{form.pattern})s?\Z"))
    for kind, form in (("fund", FUND), ("programme", PROGRAMME), ("organisation", _ORGANISATION))
)
_TAIL = re.compile(r"\s(?:of|for|to|on|in|against|with)\s")
_OWNER = re.compile(r"['’]s?\b")
_GOES_ON = re.compile(r"\s[A-Z][a-z]")
_PART_OF = re.compile(r"\b(?:Gulf|Sea|Bay|University|Bank) of\s\Z")
# "UN organizations", "international organizations": whoever they are, they are named no further.
_GENERIC = re.compile(
    r"\b(?:(?:other|various|relevant|several)\s)?(?:UN|United Nations|international|multilateral|regional|humanitarian"
    r"|non-governmental|local|Japanese)(?:\sand\s\w+)?\s(?:organi[sz]ations|agencies|institutions|bodies|NGOs)\b"
    r"|\b[A-Z]{3,8} [Mm]ember [Ss]tates\b|国際機関"
)
# Who gives and decides within one country, named by the office alone.
_OFFICE = re.compile(
    r"\b(?:Congress|Parliament|[Tt]he\s(?:Diet|Cabinet|President|Treasury|[Aa]dministration|[Gg]overnment|[Tt]rustees|Governors)"
    r"|(?:The|[Tt]his)\sAdministration)\b(?!\sof\b)"
    r"|(?<=[Tt]he\s)(?:Fund|Facility|Department|Ministry|Commission|Agency|Bank|Foundation)(?![\w’']|\s(?:of|for|[A-Z]))"
)
_ITS_SIDE = re.compile(r"\s(?:side|[Gg]overnment|authorities|delegation)\b")  # "the Indian side gave"
_GOVERNMENT = re.compile(
    r"\b(?:[Tt]he\s)?(?:[Gg]overnments?|[Pp]eople|(?:[A-Z][a-z]+\s)?Republic|Kingdom) of (?:the\s)?\Z"
)


@dataclass(frozen=True, slots=True)
class Name:
    """A name in a sentence. ``kind``: "place", "organisation", "office", "fund", "programme", "agreement" or "other".

    ``value`` is what stands for it. ``people`` is whether it is the adjective of a people, ``owner`` whether it stands
    in the possessive, ``part`` whether it is glued to another name ("Japan-ASEAN") or goes on as one ("Japan Coast"),
    ``known`` whether the vocabulary knows it.
    """

    span: Span
    value: str
    kind: str
    people: bool = False
    owner: bool = False
    part: bool = False
    known: bool = False

    @classmethod
    def of(cls, words: str, span: Span, kind: str) -> "Name":
        """The name that stands at ``span`` of ``words``, by its own words."""
        return cls(span, plain(words, span), kind)


_CONJUNCTION = re.compile(
    r"(?:\s|,|、|・|と|及び|および|並びに|ならびに|and\b|or\b|&|as\swell\sas\b|such\sas\b|[Tt]he\b)+"
)
_JAPANESE_BODY = re.compile(r"[\u3400-\u9fffァ-ヶー]{2,30}(?:基金|センター)")
_POSSESSIVE = re.compile(r"([^’']{1,80})[’']s?\s(?=[A-Z])")
_A_BODY = re.compile(r"(?:The\s)?(?:Department|Ministry|Agency|Government|Commission|Bank|Council|Office|Board)")
_ANDS = re.compile(r"\sand\s(?:the\s)?")
_BOARD = re.compile(r"(?:[’']s)?\s(?:Executive\s)?Board\b")
_ITS_OWN = re.compile(r"(?:[’']s)?\s[a-z]")
_AT = re.compile(r"\b(?:in|to|for|across|within|of|throughout|and)\s(?:the\s)?\Z")
_ON_IT = re.compile(r"\son\sthe\s")
_FOR = re.compile(r"\s(?:for|on|against)\sthe\s")
_KINDS = {"places": "place", "organisations": "organisation", "programmes": "programme", "agreements": "agreement"}


class Names:
    """Finds the names in the sentences of one document."""

    def __init__(self, text: str, gazetteer: Gazetteer) -> None:
        self._known = gazetteer.names
        self._introduced = introduced = dict(_introduced(text))
        self._own = Forms(((short, long, kind_of(long)) for short, long in introduced.items()), proper=True)

    def find(self, words: str) -> tuple[Name, ...]:
        """The names in a sentence, in order, without overlap: of overlapping ones the longest."""
        listed = list(self._listed(words))
        told = {name.span.end for name in listed if name.kind in ("place", "organisation")}
        found = [*listed, *(_owned(words, one, told) for one in _capitalised(words, told)), *_generic(words)]
        found += _japanese(words) if is_japanese(words) else []
        kept: list[Name] = []
        for name in sorted(found, key=lambda one: (one.span.start - one.span.end, one.kind == "other", one.span)):
            if not any(name.span.overlaps(other.span) for other in kept):
                kept.append(name)
        return tuple(sorted((_in_place(words, name) for name in kept), key=lambda one: one.span))

    def _listed(self, words: str) -> Iterator[Name]:
        for forms in (self._known, self._own):
            for one in forms.find(words):
                span = one.span
                if one.kind == "agreements" and self._introduced.get(span.of(words), one.value) != one.value:
                    continue  # "the Coastal Waters Convention (CWC)" is another one
                if words.startswith("$", span.end):
                    continue  # "US$"
                government = _GOVERNMENT.search(words, 0, span.start) if one.kind == "places" else None
                if government and not one.people:
                    span = Span(government.start() + (4 if government[0][:4].lower() == "the " else 0), span.end)
                yield Name(
                    _with_acronym(words, span),
                    one.value,
                    _KINDS.get(one.kind, one.kind),
                    one.people,
                    known=forms is self._known,
                )


def _capitalised(words: str, told: Container[int]) -> Iterator[Name]:
    """The capitalised phrases that are no sentence's first word alone, by kind; ``told`` are where known names end."""
    for span in capitalised(words):
        kind = kind_of(span.of(words))
        if kind != "other" and " " in span.of(words):
            yield from _parts(words, span, kind, told)
        elif kind == "other" and span.end in told and is_branch(words, span, told):
            yield Name.of(words, span, "organisation")


def _parts(words: str, span: Span, kind: str, told: Container[int]) -> Iterator[Name]:
    """What a capitalised phrase names: "the Bank on the Reef Project" two, "the Bank Board" nothing but the Bank."""
    apart = _ON_IT.search(words, span.start, span.end)
    body, work = (Span(span.start, apart.start()), Span(apart.end(), span.end)) if apart else (span, span)
    if apart and kind_of(body.of(words)) == "organisation" and kind_of(work.of(words)) in ("programme", "fund"):
        yield Name.of(words, body, "organisation")
        span, kind = work, kind_of(work.of(words))
    cut = _FOR.search(words, span.start, span.end)
    if cut and cut.start() in told:  # "to Kenya for the Water Project"
        span = Span(cut.end(), span.end)
    if not any(board.start() in told for board in _BOARD.finditer(words, span.start, span.end)):
        span = longer(words, _without_known(words, span, told))
        yield replace(Name.of(words, span, kind), span=_with_acronym(words, span))


def _without_known(words: str, span: Span, told: Container[int]) -> Span:
    """``span`` without the known name that "and" joins to it, before it or behind: "the World Bank and the Reef Fund".

    "The Ministry of Foreign Affairs and Trade" is one.
    """
    two = _ANDS.search(words, span.start, span.end)
    first, second = (Span(span.start, two.start()), Span(two.end(), span.end)) if two else (span, span)
    if first.end in told:
        return second if kind_of(second.of(words)) != "other" else span
    return first if span.end in told and kind_of(first.of(words)) != "other" else span


def _owned(words: str, name: Name, told: Container[int]) -> Name:
    """``name`` without the known one whose it is: "Finland's Ministry for Education", "Gavi's Vaccine Fund"."""
    owner = _POSSESSIVE.match(words, name.span.start, name.span.end)
    if not owner or not (owner.end(1) in told or _A_BODY.fullmatch(owner[1])):
        return name
    span = Span(owner.end(), name.span.end)
    return replace(name, span=span, value=plain(words, span))


def _japanese(words: str) -> Iterator[Name]:
    """Funds and centres by their Japanese nouns: ジブチ行動指針信託基金."""
    for found in _JAPANESE_BODY.finditer(words):
        kind = "fund" if found[0].endswith("基金") else "organisation"
        yield Name(_with_acronym(words, Span(*found.span())), found[0], kind)


def _generic(words: str) -> Iterator[Name]:
    for found in _OFFICE.finditer(words):
        yield Name(Span(*found.span()), found[0].split()[-1], "office")
    for found in _GENERIC.finditer(words):
        yield Name.of(words, Span(*found.span()), "organisation")


def kind_of(name: str) -> str:
    """What the nouns of a name say that it is; the head, before "of" or "for", says it first."""
    head = _TAIL.split(name)[0]
    for part, forms in ((head, _AT_END), (head, _WITHIN), (name, _AT_END)):
        kind = next((kind for kind, form in forms if form.search(part)), None)
        if kind:
            return kind
    return "other"


def _with_acronym(words: str, span: Span) -> Span:
    """``span`` with the acronym in brackets right behind it."""
    short = _ACRONYM.match(words, span.end)
    return Span(span.start, short.end()) if short else span


def _in_place(words: str, name: Name) -> Name:
    """``name`` with what stands around it taken into account."""
    start, end = name.span.start, name.span.end
    before, after = words[start - 1 : start], words[end : end + 1]
    owner = bool(_OWNER.match(words, end))
    glued = before in ("-", "–") or after in ("-", "–")
    within = name.kind == "place" and bool(_GOES_ON.match(words, end) or _PART_OF.search(words, 0, start))
    people = name.people and not _ITS_SIDE.match(words, end)
    return replace(name, owner=owner, part=glued or within, people=people)


def _introduced(text: str) -> Iterable[tuple[str, str]]:
    """The acronyms that a text introduces behind capitalised names whose initials they are, and those names."""
    for short in _ACRONYM.finditer(text):
        before = text[max(0, short.start() - 160) : short.start()].replace("\n", " ")
        phrases = [found for found in CAPITALISED.finditer(before) if found.end() == len(before)]
        if phrases and " " in phrases[0][0]:
            name = " ".join(phrases[0][0].split())
            opening = OPENING.match(name)
            name = name[opening.end() :] if opening else name
            name = re.sub(r"[’']s\Z", "", name)
            if stands_for(short[1], name):
                yield short[1], name


def joined(words: str, first: Name, names: Iterable[Name]) -> list[Name]:
    """``first`` and the names behind it that nothing but conjunctions and commas join to it, in order.

    Commas alone make no list in English: in "with aid from Denmark, UNDP built" there are two of which things are told.
    """
    made, conjoined = [first], False
    for name in sorted(names, key=lambda one: one.span):
        if name.span.start >= made[-1].span.end and name.kind != "other":
            between = words[made[-1].span.end : name.span.start]
            if not _CONJUNCTION.fullmatch(between):
                break
            conjoined |= bool(re.search(r"[^\s,]", between.replace("the", "")))
            made.append(name)
    return made if conjoined else made[:1]


def is_attribute(words: str, name: Name) -> bool:
    """Whether an abbreviation stands before what is its own, as in "U.S. military aid", and is no place there."""
    short = not re.search(r"[a-z]", name.span.of(words))
    return short and bool(_ITS_OWN.match(words, name.span.end)) and not _AT.search(words, 0, name.span.start)


def stands_for(short: str, name: str) -> bool:
    """Whether ``short`` may be the acronym of ``name``: it begins alike, or holds all of its initials.

    >>> stands_for("GEBCO", "General Chart of Oceans"), stands_for("VECT", "G20 Statement on Violent Extremism")
    (True, False)
    """
    initials = "".join(word[0] for word in re.findall(r"\b[A-Z]\w*", name))
    words = re.findall(r"\b[A-Z][\w-]*", name)
    last = (
        len(short) > 2 and "".join(word[0] for word in words[1:]) == short
    )  # "Indo-Pacific Maritime Initiative (MI…)"
    letters = [one for one in short if one.isalpha()]
    last = last or (len(letters) > 2 and sorted(letters) == sorted(initials))
    return bool(initials) and (last or short[0] == name.removeprefix("The ")[0] or initials in short.replace("-", ""))
