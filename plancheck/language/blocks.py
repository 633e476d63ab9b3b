"""Normalise a draft whose paragraphs and tables the reader knows."""

from __future__ import annotations

from itertools import pairwise

from plancheck.language.fold import fold
from plancheck.language.markup import Piece
from plancheck.language.numbering import read_marker
from plancheck.language.tables import counts_columns, split_columns
from plancheck.language.unicode import line_starts
from plancheck.language.wrap import PAGE_NUMBER, Physical, ends_heading, is_cut, join_wrapped
from plancheck.language.writer import Writer, write_table
from plancheck.plan import Line, Table, Text
from plancheck.source import Block, Extent, Footnote, Grid, Remark, Source

_LONGEST_PAGE_NUMBER = 20
_FEW_CUTS = 4  # paragraphs that only a margin cut; fewer are the author's own slips
_CUT_SHARE = 20  # one in so many


def from_blocks(source: Source, given: list[Block | Grid | Footnote]) -> Text:
    """Return the text of a draft whose paragraphs and tables are known."""
    raw = source.text
    writer = Writer()
    blocks: list[Line | Table] = []
    footnotes: list[Line] = []
    remarks = list(source.remarks)
    flow = _Flow(_are_lines(raw, given))

    def flush() -> None:
        for group, marker in join_wrapped(flow.taken()):
            line = writer.line([line.pieces for line in group], False)  # how far apart paragraphs stand is not known
            line.counted = group[0].counted
            line.marker = marker if len(group) == 1 else read_marker(line.text, line.counted)
            blocks.append(line)

    for block in given:
        if isinstance(block, Block):
            words = raw[block.start : block.end]
            if len(words) < _LONGEST_PAGE_NUMBER and PAGE_NUMBER.fullmatch(words):
                remarks.append(Remark("page-number", words, block.start, block.end))
            else:
                flow.add(raw, block)
            continue
        flush()
        if isinstance(block, Grid):
            table = _write_grid(writer, raw, block, block.cut or flow.wrapped)
            if not (blocks and _goes_on(blocks[-1], table)):
                blocks.append(table)
        else:
            words = raw[block.start : block.end].replace("\n", " ")
            footnotes.append(writer.line([[(block.start, words)]], False))
    flush()
    text = "".join(writer.parts)
    return Text(
        raw, text, fold(text), blocks, [], writer.starts, writer.origins, None, line_starts(raw), source,
        any(remark.kind == "mixed-forms" for remark in source.remarks), footnotes, remarks,
    )  # fmt: skip


class _Flow:
    """Collects the lines of paragraphs; what tabs set in two columns is given column by column."""

    def __init__(self, wrapped: bool) -> None:
        self.wrapped = wrapped
        self.before: list[str] = []  # the lines of the paragraph before
        self.lines: list[Physical] = []
        self.left: list[Physical] = []
        self.right: list[Physical] = []

    def add(self, raw: str, block: Block) -> None:
        start = block.start
        words = raw[block.start : block.end]
        # A paragraph is set apart, but for the rest of a heading and the lines of a page cut into paragraphs.
        gap = not self.wrapped and not (self.before and ends_heading(self.before, words))
        self.before = words.split("\n")
        counted = block.counted
        for text in self.before:
            columns = split_columns(text) if "\t" in text or "  " in text else None
            if columns is None:
                self._close()
                self.lines.append(_physical(start, text, gap)._replace(counted=counted))
            else:
                for column, (begin, end) in zip((self.left, self.right), columns, strict=True):
                    column.append(_physical(start + begin, text[begin:end], True))
            start += len(text) + 1
            gap = counted = False

    def taken(self) -> list[Physical]:
        """Return the lines so far and forget them."""
        self._close()
        lines, self.lines, self.before = self.lines, [], []
        return lines

    def _close(self) -> None:
        self.lines += self.left + self.right
        self.left, self.right = [], []


def _physical(start: int, text: str, gap: bool) -> Physical:
    stripped = text.strip("\t ")
    begin = start + text.find(stripped[0]) if stripped else start
    words = stripped.replace("\t", " ")
    pieces: list[Piece] = [(begin, words)]
    return Physical(pieces, words, gap)


def _are_lines(raw: str, given: list[Block | Grid | Footnote]) -> bool:
    """Say whether the paragraphs of the file are the lines of a page, as a file made from a PDF has them."""
    texts = [raw[block.start : block.end] for block in given if isinstance(block, Block)]
    cut = sum(1 for before, after in pairwise(texts) if is_cut(before, after))
    return cut >= _FEW_CUTS and cut * _CUT_SHARE >= len(texts)


def _write_grid(writer: Writer, raw: str, grid: Grid, cut: bool) -> Table:
    start = writer.length
    if cut:
        cells = [[_spaced(raw, cell) for cell in row] for row in grid.rows]
        return write_table(writer, cells)
    written: dict[tuple[Extent, ...], Line] = {}

    def write(cell: tuple[Extent, ...]) -> Line:
        line = written.get(cell) if cell else None
        if line is None:
            line = writer.line([[(begin, raw[begin:end])] for begin, end in cell], False)
            if cell:
                written[cell] = line
        return line

    columns = [write(cell) for cell in _named_columns(grid)]
    given = [row for row in grid.rows[grid.header :] if any(row)]
    if given and counts_columns([" ".join(raw[begin:end] for begin, end in cell) for cell in given[0]]):
        del given[0]
    rows = [[write(cell) for cell in row] for row in given]
    return Table(columns, rows, start, writer.length)


def _goes_on(before: Line | Table, table: Table) -> bool:
    """Say whether a table is the rest of the one right before it, which has the same header, and put it there."""
    if not isinstance(before, Table) or len(before.columns) < 2:
        return False
    if [fold(line.text) for line in before.columns] != [fold(line.text) for line in table.columns]:
        return False
    before.rows += table.rows
    before.end = table.end
    return True


def _spaced(raw: str, cell: tuple[Extent, ...]) -> list[Piece]:
    """Return the paragraphs of a cell as pieces with a blank between two."""
    pieces: list[Piece] = []
    for begin, end in cell:
        if pieces:
            pieces.append((begin, " "))
        pieces.append((begin, raw[begin:end]))
    return pieces


def _named_columns(grid: Grid) -> list[tuple[Extent, ...]]:
    """Return the cells of the header, those of several rows as one: "Cơ quan thực hiện" over "Chủ trì"."""
    columns: list[tuple[Extent, ...]] = []
    for place in range(len(grid.rows[0])):
        extents: dict[Extent, None] = {}
        for row in grid.rows[: grid.header]:
            extents.update(dict.fromkeys(row[place]))
        columns.append(tuple(extents))
    return columns
