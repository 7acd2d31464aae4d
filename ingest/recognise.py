"""Roles: what each stretch of running text is (heading, paragraph, item, caption, note), by its form alone.

A block is first cut into pieces by what its own lines show (``pieces``); then what stands around a piece
settles its role; last, the order of the numbering styles gives the headings their levels (``outline``).
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from corpus.cells import cells_of
from corpus.records import Span
from ingest import captions, outline
from ingest.grids import find_grids
from ingest.lines import read_lines
from ingest.marks import HEADING_BULLETS, Mark
from ingest.pieces import Piece, cut, is_heading
from ingest.reading import Block, Reading, Role

_TITLE_LINES = 4  # at most, at the beginning of a document


def recognise(reading: Reading) -> Reading:
    """The reading with a role for every TEXT block, split where its lines differ in role; other blocks are kept.

    A heading's span holds its number or bullet; an item's leaves out a bullet; a note's begins at its label.
    The first block is the title if it reads as a heading without a number.

    >>> text = "Aid\\n\\n1. Fields\\nSea\\n\\n2. Forms\\n- loans\\n- grants"
    >>> spans = Span(0, 3), Span(5, 18), Span(20, 45)
    >>> for block in recognise(Reading(text, tuple(Block(span, Role.TEXT) for span in spans))).blocks:
    ...     print(block.level, block.role, repr(block.span.of(text)))
    0 heading 'Aid'
    1 heading '1. Fields'
    0 paragraph 'Sea'
    1 heading '2. Forms'
    1 item 'loans'
    1 item 'grants'
    """
    reading = replace(reading, blocks=tuple(_with_tables(reading)))
    lines = read_lines(reading.text, [block.span for block in reading.blocks if block.role is Role.TEXT])
    twice = captions.repeated(lines)
    following = iter(lines)
    pieces: list[Piece] = []
    for block in reading.blocks:
        pieces += cut(next(following), twice) if block.role is Role.TEXT else [Piece(block.role, known=block)]
    settled = _bodies(_bullet_headings(_rows(_numbered_lists(pieces))))
    return replace(reading, blocks=tuple(_blocks(settled)))


def _with_tables(reading: Reading) -> Iterator[Block]:
    """The blocks, of running text without the tables that it draws with bars or wide gaps: a block for each row."""
    text = reading.text
    drawn = find_grids(text, [block.span for block in reading.blocks if block.role is not Role.TEXT])
    tables = [rows for rows in drawn if all(len(cells_of(row.of(text))) > 1 for row in rows)]
    found = [Block(row.trimmed(text), Role.ROW, int(row is rows[0])) for rows in tables for row in rows]
    for block in reading.blocks:
        start = block.span.start
        for row in found if block.role is Role.TEXT else ():
            if block.span.contains(row.span):
                yield from _text(text, start, row.span.start)
                yield row
                start = row.span.end
        yield from [block] if start == block.span.start else _text(text, start, block.span.end)


def _text(text: str, start: int, end: int) -> Iterator[Block]:
    """The running text from ``start`` to ``end``, if there is any."""
    span = Span(start, end).trimmed(text)
    if span.end > span.start:
        yield Block(span, Role.TEXT)


# What stands around a piece settles its role.


def _numbered_lists(pieces: Sequence[Piece]) -> list[Piece]:
    """Numbered lines one right after the other are a list, unless their series goes on as headings elsewhere."""
    settled: list[Piece] = []  # from the last to the first, for what comes later decides
    next_number: dict[str, int] = {}  # of the next heading in each style
    stop = len(pieces)
    while stop:
        start = stop - 1
        while start and _is_next_of_series(pieces[start - 1], pieces[start]):
            start -= 1
        run, last = list(pieces[start:stop]), pieces[stop - 1].mark
        if len(run) > 1 and last:
            run = _numbered_list(run, goes_on=next_number.get(last.style) == last.number + 1)
        for piece in reversed(run):
            settled.append(piece)
            if piece.role is Role.HEADING and piece.mark:
                next_number[piece.mark.style] = piece.mark.number
        stop = start
    return settled[::-1]


def _is_next_of_series(piece: Piece, following: Piece) -> bool:
    mark, after = piece.mark, following.mark
    if mark is None or after is None or mark.bullet or {piece.role, following.role} - {Role.HEADING, Role.PARAGRAPH}:
        return False
    return mark.style == after.style and after.number == mark.number + 1


def _numbered_list(run: Sequence[Piece], goes_on: bool) -> list[Piece]:
    """Items if the lines are indented, or if all read as headings with nothing beneath them; where some are
    sentences, the others are numbered paragraphs too, but for the last, which may head what follows."""
    first = run[0].mark
    headings = [piece.role is Role.HEADING for piece in run]
    indented = all(piece.lines[0].indent > 0 for piece in run)
    if indented or (first and first.number == 1 and all(headings) and not goes_on):
        return [replace(piece, role=Role.ITEM) for piece in run]
    if all(headings):
        return list(run)
    return [replace(piece, role=Role.PARAGRAPH) for piece in run[:-1]] + [run[-1]]


def _rows(pieces: Sequence[Piece]) -> list[Piece]:
    """Short lines after a paragraph are captions; at the beginning they are the title; elsewhere a paragraph."""
    settled: list[Piece] = []
    for piece in pieces:
        if piece.role is not Role.TEXT:
            settled.append(piece)
        elif settled and settled[-1].role in (Role.PARAGRAPH, Role.ITEM, Role.CAPTION):
            settled += [Piece(Role.CAPTION, lines) for lines in captions.split_row(piece.lines)]
        else:
            title = not settled and len(piece.lines) <= _TITLE_LINES and is_heading(piece.words)
            settled.append(replace(piece, role=Role.HEADING if title else Role.PARAGRAPH))
    return settled


def _bullet_headings(pieces: Sequence[Piece]) -> list[Piece]:
    """A short line with a printer's bullet, above something else than an item and not below one, is a heading."""
    settled = list(pieces)
    for at, piece in enumerate(pieces[:-1]):
        if piece.role is not Role.ITEM or piece.mark is None or piece.mark.style not in HEADING_BULLETS:
            continue
        beside = {pieces[at + 1].role, pieces[at - 1].role if at else None}
        if Role.ITEM not in beside and len(piece.lines) == 1 and is_heading(piece.words):
            settled[at] = replace(piece, role=Role.HEADING, skip=0)
    return settled


def _bodies(pieces: Sequence[Piece]) -> list[Piece]:
    """Lines that stand between a numbered heading and the next one that closes it, with nothing beneath them,
    are its words and no headings."""
    settled = list(pieces)
    first_seen: dict[str, int] = {}
    above: Mark | None = None  # of the numbered heading that the lines since ``start`` directly follow
    start = 0
    for at, piece in enumerate([*pieces, None]):
        if piece is not None and piece.role is Role.HEADING and piece.lines and piece.mark is None:
            continue
        mark = piece.mark if piece is not None and piece.role is Role.HEADING else None
        if mark:
            first_seen.setdefault(mark.style, at)
        if above and (piece is None or (mark and first_seen[mark.style] <= first_seen[above.style])):
            settled[start:at] = [replace(one, role=Role.PARAGRAPH) for one in pieces[start:at]]
        above, start = mark, at + 1
    return settled


# Pieces into blocks.


def _blocks(pieces: Sequence[Piece]) -> list[Block]:
    headings = [at for at, piece in enumerate(pieces) if piece.role is Role.HEADING and piece.lines]
    if headings[:1] == [0] and pieces[0].mark is None:
        del headings[0]  # the title, of level 0
    found = outline.levels(
        [
            outline.Heading(pieces[at].words, pieces[at].mark, at > 0 and pieces[at - 1].role is Role.HEADING)
            for at in headings
        ]
    )
    level = dict(zip(headings, found, strict=True)) | _depths(pieces)
    return [_block(piece, level.get(at, 0)) for at, piece in enumerate(pieces)]


def _block(piece: Piece, level: int) -> Block:
    if piece.known:
        return piece.known
    span = Span(piece.lines[0].span.start + piece.skip, piece.lines[-1].span.end)
    return Block(span, piece.role, level, piece.label)


def _depths(pieces: Sequence[Piece]) -> dict[int, int]:
    """The depth of each item in its list: by its indent, and by its style where indents are equal."""
    depths: dict[int, int] = {}
    stack: list[tuple[int, str]] = []
    for at, piece in enumerate(pieces):
        if piece.role is not Role.ITEM or piece.mark is None:
            stack = []
            continue
        place = piece.lines[0].indent, piece.mark.style
        while stack and stack[-1][0] > place[0]:
            stack.pop()
        if place in stack:
            del stack[stack.index(place) + 1 :]
        else:
            stack.append(place)
        depths[at] = len(stack)
    return depths
