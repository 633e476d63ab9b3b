"""Put the pages of a PDF together: one flow of paragraphs and tables, without what margins repeat."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from plancheck.language.legacy import convert
from plancheck.language.numbering import bullet_end
from plancheck.language.wrap import STRUCTURAL, is_caps
from plancheck.readers.draft import Cell, Item, Para, Run, Tabular
from plancheck.readers.pdf_columns import Columns
from plancheck.readers.pdf_fonts import Font
from plancheck.readers.pdf_lines import Line, Row, rows_of
from plancheck.readers.pdf_margins import Noise, find_noise
from plancheck.readers.pdf_paragraphs import (
    CALLS_FOR_NUMBER,
    Frame,
    Habits,
    ended,
    frames_of,
    group,
    habits_of,
    text_of,
)
from plancheck.readers.pdf_quality import is_nonsense, letters
from plancheck.readers.pdf_sheet import Sheet, Word
from plancheck.readers.pdf_tables import Box, Ruled, take_tables
from plancheck.source import Layout, Page, Remark

_FEW_LETTERS = 30  # of a page; a scan bears at most a stamp
_PICTURE = 0.5  # share of a page under pictures, or this many shapes, that make a page without letters a scan
_MANY_SHAPES = 300
_SAME_EDGE = 6.0  # points; edges of columns on two pages nearer than this are one
_NATION = re.compile(r"CỘNG H(?:ÒA|OÀ)(?!.*VIỆT NAM)")
_NOTE_NUMBER = re.compile(r"\(?(\d{1,2})")
_FOOTNOTE = re.compile(r"\(?(?:\d{1,2}|\*{1,3})\)?\.?\s?\S")
_MILLIMETRE = 72 / 25.4


@dataclass(slots=True)
class Leaf:
    """One page on its way. ``state``: text | scanned | broken | empty."""

    sheet: Sheet
    tables: list[Ruled]
    rows: list[Row]
    state: str = "text"


@dataclass(slots=True)
class Flow:
    """What is found: items in reading order, remarks, layout; ``read_off``: pages whose words lie under a picture."""

    items: list[Item] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    layout: Layout = field(default_factory=Layout)
    unread: list[int] = field(default_factory=list)
    pages: int = 0  # with text
    read_off: int = 0


@dataclass(slots=True)
class _Piece:
    """A table on one page, in its place among the lines."""

    page: int
    table: Ruled


def leaves_of(sheets: Sequence[Sheet]) -> list[Leaf]:
    leaves: list[Leaf] = []
    for sheet in sheets:
        tables, words = take_tables(sheet.rules, sheet.words)
        leaves.append(Leaf(sheet, tables, rows_of(words, sheet.whole)))
    return leaves


def assemble(sheets: Sequence[Sheet], fonts: Sequence[Font]) -> Flow:
    """Return the flow of a document."""
    leaves = leaves_of(sheets)
    noise = find_noise(sheets, [leaf.rows for leaf in leaves])
    flow = Flow()
    for leaf in leaves:
        leaf.rows = [row for row in leaf.rows if id(row) not in noise.rows]
        leaf.state = _state(leaf, fonts)
        if leaf.state in ("scanned", "broken"):
            kind = "scanned-page" if leaf.state == "scanned" else "broken-text"
            flow.remarks.append(Remark(kind, str(leaf.sheet.number)))
            flow.unread.append(leaf.sheet.number)
        flow.read_off += leaf.state == "text" and _is_read_off(leaf.sheet)
    flow.remarks += [Remark("noise", text) for text in dict.fromkeys(text for _, text in noise.words)]
    readable = [leaf for leaf in leaves if leaf.state == "text"]
    flow.pages = len(readable)
    flow.items = list(_items(readable, fonts))
    flow.layout = _layout(leaves, noise, fonts)
    return flow


def _state(leaf: Leaf, fonts: Sequence[Font]) -> str:
    sheet = leaf.sheet
    rows = [*leaf.rows, *_table_rows(leaf.tables)]
    pieces = [(row.text, fonts[row.words[0].font].name if fonts else None) for row in rows]
    texts = [piece.text for piece in convert(pieces)]
    pictured = sheet.covered >= _PICTURE
    if letters(texts) < _FEW_LETTERS:
        return "scanned" if pictured or sheet.shapes >= _MANY_SHAPES else "text" if texts else "empty"
    if sheet.whole or not is_nonsense(texts, _is_read_off(sheet)):
        return "text"
    return "scanned" if pictured else "broken"


def _is_read_off(sheet: Sheet) -> bool:
    return sheet.covered >= _PICTURE and sheet.hidden * 2 > len(sheet.words)


def _table_rows(tables: Sequence[Ruled]) -> Iterator[Row]:
    for table in tables:
        for row in table.rows:
            for box in row:
                yield from rows_of(box.words)


def _items(leaves: Sequence[Leaf], fonts: Sequence[Font]) -> Iterator[Item]:
    columns: Columns[_Piece | Para] = Columns()
    for leaf in leaves:
        _add(leaf, columns)
    pieces = columns.found
    lines = [piece for piece in pieces if isinstance(piece, Line) and not piece.column]
    frames = frames_of(lines) if lines else {}
    habits = habits_of(lines, frames) if lines else Habits()
    index = 0
    while index < len(pieces):
        piece = pieces[index]
        stop = index + 1
        if isinstance(piece, _Piece):
            parts = [piece]
            while stop < len(pieces) and isinstance(after := pieces[stop], _Piece) and _goes_on(parts[-1], after):
                parts.append(after)
                stop += 1
            yield _tabular(parts, fonts)
        elif isinstance(piece, Para):
            yield piece
        else:
            run = [piece]
            while stop < len(pieces) and isinstance(more := pieces[stop], Line) and more.column == piece.column:
                run.append(more)
                stop += 1
            groups = _column_groups(run) if piece.column else group(run, frames, habits, fonts)
            yield from (_para(lines, fonts) for lines in groups)
        index = stop


def _add(leaf: Leaf, columns: Columns[_Piece | Para]) -> None:
    """Add the lines and tables of a page in reading order, its footnotes last."""
    sheet = leaf.sheet
    rows, notes = _footnotes(leaf)
    done = 0
    for table in leaf.tables:
        stop = done
        while stop < len(rows) and rows[stop].y - 0.3 * rows[stop].size < table.ys[-1]:
            stop += 1
        columns.add(rows[done:stop], sheet.number, sheet.width)
        columns.put(_Piece(sheet.number, table))
        done = stop
    columns.add(rows[done:], sheet.number, sheet.width)
    if notes:
        lines = [Line(row.words, row.y, row.size, sheet.number) for row in notes]
        groups: list[list[Line]] = []
        for line in lines:
            if groups and not _FOOTNOTE.match(line.text):
                groups[-1].append(line)
            else:
                groups.append([line])
        columns.put(Para([], page=sheet.number, footnotes=[[Run(text_of(own))] for own in groups]))


def _footnotes(leaf: Leaf) -> tuple[list[Row], list[Row]]:
    """Return the rows of the body and those of footnotes: small ones under a short line at the foot of the page."""
    sheet, rows = leaf.sheet, leaf.rows
    if not rows:
        return rows, []
    usual = sorted(row.size for row in rows)[len(rows) // 2]
    for rule in sheet.rules:
        if not rule.level or rule.y0 < 0.3 * sheet.height or not 40 < rule.x1 - rule.x0 < 0.45 * sheet.width:
            continue
        below = [row for row in rows if row.y > rule.y0]
        if below and _FOOTNOTE.match(below[0].text) and all(row.size < 0.9 * usual for row in below):
            numbers = {match[1] for row in below if (match := _NOTE_NUMBER.match(row.text))}
            body = [row for row in rows if row.y <= rule.y0]
            for row in body:
                row.words = [_without_mark(word, numbers) for word in row.words]
            return body, below
    return rows, []


def _without_mark(word: Word, numbers: set[str]) -> Word:
    """Return a word without the raised number that points to a footnote of its page."""
    if word.raised is None or word.text[slice(*word.raised)] not in numbers:
        return word
    start, end = word.raised
    return word._replace(text=word.text[:start] + word.text[end:], raised=None)


def _column_groups(lines: Sequence[Line]) -> list[list[Line]]:
    """Return the lines of one column of a letterhead or signature by paragraphs."""
    right, left = max(line.x1 for line in lines), min(line.x0 for line in lines)
    groups: list[list[Line]] = []
    for line in lines:
        if groups and _goes_on_in_column(groups[-1], line, Frame(left, right)):
            groups[-1].append(line)
        else:
            groups.append([line])
    return groups


def _goes_on_in_column(lines: list[Line], line: Line, frame: Frame) -> bool:
    before = lines[-1]
    if line.y - before.y > 2.2 * line.size:
        return False
    if (before.text[-1:] in "-–/" and before.text.strip("-–_*./ ")) or (
        line.text[:1] in "-–" and is_caps(line.text) and is_caps(before.text)
    ):
        return True
    if bullet_end(line.text) or STRUCTURAL.match(line.text):
        return False
    if _NATION.match(before.text):
        return True
    if line.text[:1].islower() and not ended(before.text):
        return True
    if line.text[:1].isdigit() and CALLS_FOR_NUMBER.search(before.text):
        return True
    full = before.x1 + line.words[0].x1 - line.words[0].x0 > frame.right - line.size
    if bullet_end(lines[0].text):
        return full or not ended(before.text)
    return full and line.text.isalpha()  # one word alone: names and titles have more


def _para(lines: list[Line], fonts: Sequence[Font]) -> Para:
    return Para([Run(text_of(lines), fonts[lines[0].words[0].font].name if fonts else None)], page=lines[0].page)


def _goes_on(before: _Piece, after: _Piece) -> bool:
    """Say whether a table at the top of a page goes on the one at the foot of the page before."""
    if after.page != before.page + 1:
        return False
    one, other = before.table.xs, after.table.xs
    if abs(one[0] - other[0]) > _SAME_EDGE or abs(one[-1] - other[-1]) > _SAME_EDGE:
        return False
    few, many = sorted((one, other), key=len)
    return all(any(abs(x - y) <= _SAME_EDGE for y in many) for x in few)


def _tabular(parts: list[_Piece], fonts: Sequence[Font]) -> Tabular:
    xs = max((part.table.xs for part in parts), key=len)
    rows: list[list[Cell]] = []
    cut = False
    header: list[str] = []
    for part in parts:
        own = [[_cell(box, xs, part.page, fonts) for box in row] for row in part.table.rows]
        texts = [[_cell_text(cell) for cell in row] for row in own]
        if not header:
            header = texts[0]
        elif texts:
            first = texts[0] if texts[0] != header or len(texts) < 2 else texts[1]
            cut = cut or not first or not first[0]
        rows += own
    if cut:
        # Rows are put together cell by cell later, and a cell must be one piece for that.
        for cell in (cell for row in rows for cell in row if len(cell.items) > 1):
            cell.items = [Para([Run(_cell_text(cell))], page=parts[0].page)]
    else:
        rows = [row for number, row in enumerate(rows) if not number or [_cell_text(cell) for cell in row] != header]
    return Tabular(rows, True, parts[0].page, cut)


def _cell(box: Box, xs: list[float], page: int, fonts: Sequence[Font]) -> Cell:
    lines = [Line(row.words, row.y, row.size, page) for row in rows_of(box.words)]
    across = max(1, sum(1 for x in xs if box.x0 + _SAME_EDGE < x <= box.x1 + _SAME_EDGE))
    if not lines:
        return Cell([], across, box.down)
    pad = min(max(min(line.x0 for line in lines) - box.x0, 2.0), 0.6 * lines[0].size)
    frames = {page: Frame(box.x0 + pad, box.x1 - pad)}
    items: list[Item] = [_para(own, fonts) for own in group(lines, frames, Habits(), fonts)]
    return Cell(items, across, box.down)


def _cell_text(cell: Cell) -> str:
    return " ".join(run.text for item in cell.items if isinstance(item, Para) for run in item.runs)


def _layout(leaves: Sequence[Leaf], noise: Noise, fonts: Sequence[Font]) -> Layout:
    """Return one page for each run of pages of one size."""
    layout = Layout()
    runs: list[list[Leaf]] = []
    for leaf in leaves:
        size = (round(leaf.sheet.width), round(leaf.sheet.height))
        if runs and (round(runs[-1][0].sheet.width), round(runs[-1][0].sheet.height)) == size:
            runs[-1].append(leaf)
        else:
            runs.append([leaf])
        if leaf.state == "text" and not leaf.sheet.whole:
            _count_types(leaf, fonts, layout)
    for run in runs:
        sheet = run[0].sheet
        places = Counter(noise.numbers[leaf.sheet.number] for leaf in run if leaf.sheet.number in noise.numbers)
        number = places.most_common(1)[0][0] if places else None
        first = leaves[0].sheet.number in noise.numbers if number and len(leaves) > 1 else None
        layout.pages.append(
            Page(
                width=round(sheet.width / _MILLIMETRE, 1), height=round(sheet.height / _MILLIMETRE, 1),
                number=number, number_first=first,
            )
        )  # fmt: skip
    return layout


def _count_types(leaf: Leaf, fonts: Sequence[Font], layout: Layout) -> None:
    for row in leaf.rows:
        for word in row.words:
            name = fonts[word.font].name
            if name:
                layout.fonts[name] += len(word.text)
            layout.sizes[round(word.size * 2) / 2] += len(word.text)
