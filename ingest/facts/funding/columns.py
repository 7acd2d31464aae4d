"""What the columns of a table tell: who gives, who receives, where, for what, when; as their heads say."""

import re
from collections.abc import Iterator, Mapping, Sequence

from corpus.cells import TOTAL
from corpus.facts import Detail
from corpus.records import Span
from ingest.facts.grammar import any_of
from ingest.facts.names import Name
from ingest.facts.sentences import Sentence

# What the head of a column says of its cells, the first that fits.
_ROLES = tuple(
    (role, re.compile(rf"\s*(?:{any_of(english)}\b|(?:{'|'.join(japanese.split())}))", re.IGNORECASE))
    for role, english, japanese in (
        (
            "place",
            "recipient countr(?:y|ies), partner countr(?:y|ies),"
            "(?:receiving|recipient|beneficiary) (?:states?|governments?),"
            "beneficiary countr(?:y|ies)",
            "被援助国 供与先国",
        ),
        (
            "giver",
            "donors?, donor countr(?:y|ies), givers?, contributors?, funders?, funding sources?,"
            "funding agenc(?:y|ies),"
            "sources?(?: of (?:funds|income|funding))?, funded by, financed by, financiers?, lenders?, sponsors?, from",
            "拠出国 拠出者 供与国 援助国 ドナー",
        ),
        (
            "channel",
            "recipients?, implementing \\w+, executing \\w+, channels?, grantees?, beneficiar(?:y|ies), payees?,"
            "agenc(?:y|ies), organi[sz]ations?, partners?, borrowers?, institutions?,"
            "payments? to, suppliers?, vendors?, contractors?, compan(?:y|ies), physicians?, names?",
            "拠出先 供与先 実施機関 機関 受取",
        ),
        ("place", "countr(?:y|ies), regions?, locations?, places?", "国 地域 対象国"),
        (
            "purpose",
            "projects?, programs?, programmes?, purposes?, activit(?:y|ies), descriptions?, goods, equipment,"
            "articles?, clusters?,"
            "cost categor(?:y|ies), sectors?, titles?, areas?,"
            "objectives?, items?, uses?, components?, themes?, priorit(?:y|ies), categor(?:y|ies), outcomes?",
            "案件 事業 目的 分野 項目 用途 内容",
        ),
        ("fiscal", "(?:fiscal|financial|budget) years?, FY", "年度"),
        ("period", "years?, years? of (?:delivery|transfer|approval), dates?, periods?", "年 期間 年月日"),
    )
)
_NOTHING = re.compile(  # what a cell says that tells nothing
    r"(?:none|nil|n/?a|not\s(?:applicable|available|earmarked)|un-?earmarked|unspecified|various|other|なし|該当なし)\Z",
    re.IGNORECASE,
)
_ASIDE = re.compile(r"\s\([a-z\s]+\)\Z")  # "Asian Development Bank (loan)"
_JOINT = re.compile(r"(?:\s|[,;&/]|and\b|the\b)*")
_HAS_LETTERS = re.compile(r"[^\W\d_]{2}")
_PLAIN = {"organisation": "channel", "fund": "channel", "place": "place"}


def find_roles(words: str, heads: Sequence[Span]) -> dict[int, str]:
    """By the place of a column: the detail that its cells tell, for those whose head says it and names no money.

    >>> from corpus.cells import cells_of
    >>> head = "Donor | Recipient | Amount (USD)"
    >>> find_roles(head, cells_of(head))
    {0: 'giver', 1: 'channel'}
    """
    found: dict[int, str] = {}
    for at, head in enumerate(heads):
        role = next((role for role, form in _ROLES if form.match(words, head.start, head.end)), None)
        money = re.search(r"[$€£¥￥円]|\b[A-Z]{3}\b|\bmillion\b", head.of(words))
        dated = role in ("fiscal", "period") and re.search(
            r"\d", head.of(words)
        )  # "FY 2021": its cells are amounts of that year
        if role and not (money or dated):
            found[at] = role
    return found


def tell_cells(row: Sentence, cells: Sequence[Span], roles: Mapping[int, str], *, named: bool) -> list[Detail]:
    """What the cells of a row tell beside its amounts; without a telling head names do, and what the row is called.

    ``named`` is whether the row's first cell may name it: that of a total does not.
    """
    told = [one for at, role in sorted(roles.items()) for one in _tell(row, cells[at], role)]
    known = {one.name for one in told}
    dated = row.is_dated(cells[0])
    free = [one for one in row.names if one.kind in _PLAIN and not one.part and _PLAIN[one.kind] not in known]
    free = [one for one in free if not any(cells[at].contains(one.span) for at in roles)]
    told += [
        row.detail(_PLAIN[one.kind], one.value, one.span) for one in sorted(free, key=lambda one: _PLAIN[one.kind])
    ]
    if named and not (told or dated) and cells[0].of(row.words).strip() and 0 not in roles:
        told.append(row.said("purpose", cells[0]))
    return told


def _tell(row: Sentence, cell: Span, role: str) -> Iterator[Detail]:
    words = _ASIDE.sub("", cell.of(row.words).strip())
    if role in ("fiscal", "period"):
        inside = [one for one in row.periods[:1] if cell.contains(one.span)]
        yield from (row.detail("period", _fiscal(one.value, role), one.span) for one in inside)
    elif _HAS_LETTERS.search(words) and not (_NOTHING.match(words) or TOTAL.match(words)):
        start = cell.start + cell.of(row.words).index(words)
        names = [one for one in row.names if cell.contains(one.span)]
        if len(names) > 1 and role != "purpose" and _is_list(row.words, cell, names):
            yield from (row.detail(_meant(role, one), one.value, one.span) for one in names)
            return
        whole = names[0] if names and _is_all(words, names[0]) else None
        plain = _meant(role, whole) if whole else role
        value = whole.value if whole else " ".join(words.split())
        yield row.detail(plain, value, Span(start, start + len(words)))


def _fiscal(value: str, role: str) -> str:
    """The years of ``value`` as fiscal ones, in a column that is of such."""
    return re.sub(r"(?<!\d)(?=\d{4}(?!-))", "FY", value) if role == "fiscal" and "FY" not in value else value


def _meant(role: str, name: Name) -> str:
    """What a name tells in a column with this role: a country among those who are paid is where the money goes."""
    return _PLAIN.get(name.kind, role) if role in ("channel", "purpose") else role


def _is_list(words: str, cell: Span, names: Sequence[Name]) -> bool:
    """Whether a cell holds nothing but names and what joins them: "Nigeria, Tanzania"."""
    ends = [cell.start, *(one.span.end for one in names)]
    starts = [*(one.span.start for one in names), cell.end]
    return all(_JOINT.fullmatch(words, *part) for part in zip(ends, starts, strict=True))


def _is_all(words: str, name: Name) -> bool:
    return name.span.end - name.span.start >= len(words) - len("the ")
