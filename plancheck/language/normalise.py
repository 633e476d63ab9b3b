"""Turn a source into a normalised text with an offset map.

Guarantees:
 1. The text is NFC; wrongly ordered combining marks are put right.
 2. Lines end with ``\\n`` alone; no control, zero-width, bidirectional or other invisible character is left, and every
    blank is a plain space.
 3. Markdown marks, simple HTML tags and entities are gone, their words are kept.
 4. One line is one paragraph: lines cut by a margin or a page break are joined with one space.
 5. Tables (tabs or pipes) are rows of cells, repeated headers dropped and cut rows joined; letterhead and signature
    set in two columns are read column by column.
 6. Lone page numbers are kept apart as noise.
 7. ``folded`` has the length of ``text``; every offset leads back to the author's file.
 8. Normalising a normalised text changes nothing but markup-like characters that the text itself spells out.
"""

from __future__ import annotations

from itertools import pairwise

from plancheck.language.fold import fold
from plancheck.language.markup import MARKS, Piece, split_breaks, strip_marks, without_breaks
from plancheck.language.numbering import read_marker
from plancheck.language.tables import Cell, cell_text, is_layout, merge_rows, split_cells
from plancheck.language.unicode import clean, line_starts
from plancheck.language.wrap import PAGE_NUMBER, Physical, ends_heading, is_cut, join_wrapped
from plancheck.plan import Line, Table, Text
from plancheck.source import Block, Extent, Footnote, Grid, Source

_FEW_CUTS = 5  # paragraphs that only a margin cut; fewer are the author's own slips


class _Writer:
    """Collects the normalised text piece by piece."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.length = 0
        self.starts: list[int] = []
        self.origins: list[int] = []
        self.end_origin = 0

    def line(self, groups: list[list[Piece]], gap: bool) -> Line:
        start = self.length
        first, segment = len(self.parts), len(self.starts)
        for number, pieces in enumerate(groups):
            if number:
                self._put(self.end_origin, " ")
            for origin, text in pieces:
                self._put(origin, text)
        text = self.parts[first] if len(self.parts) == first + 1 else "".join(self.parts[first:])
        if "  " in text:
            text = self._squeeze(first, segment, start)
        self.parts.append("\n")  # it needs no segment: it goes on the last one
        self.length += 1
        return Line(text, start, gap, len(groups))

    def _put(self, origin: int, text: str) -> None:
        self.parts.append(text)
        self.starts.append(self.length)
        self.origins.append(origin)
        self.length += len(text)
        self.end_origin = origin + len(text)

    def _squeeze(self, first: int, segment: int, start: int) -> str:
        """Write the line again with runs of blanks as one, each run of letters a segment of its own."""
        texts, origins = self.parts[first:], self.origins[segment:]
        del self.parts[first:], self.starts[segment:], self.origins[segment:]
        self.length = start
        blank = True
        for text, origin in zip(texts, origins, strict=True):
            position = 0
            for word in text.split(" "):
                if word:
                    self._put(origin + position, word)
                    blank = False
                position += len(word)
                if position < len(text) and not blank:
                    self._put(origin + position, " ")
                    blank = True
                position += 1
        return "".join(self.parts[first:])


def normalise(source: Source | str) -> Text:
    """Return the normalised text of a draft; never raises."""
    if isinstance(source, str):
        source = Source("<text>", source, "text")
    return _from_lines(source) if source.blocks is None else _from_blocks(source, source.blocks)


def _from_blocks(source: Source, given: list[Block | Grid | Footnote]) -> Text:
    """Return the text of a draft whose paragraphs and tables are known."""
    raw = source.text
    writer = _Writer()
    blocks: list[Line | Table] = []
    footnotes: list[Line] = []
    flow: list[Physical] = []
    wrapped = _are_lines(raw, given)

    def flush() -> None:
        for group, marker in join_wrapped(flow):
            line = writer.line([line.pieces for line in group], group[0].gap)
            line.marker = marker if len(group) == 1 else read_marker(line.text)
            blocks.append(line)
        flow.clear()

    for block in given:
        if isinstance(block, Grid):
            flush()
            blocks.append(_write_grid(writer, raw, block))
        elif isinstance(block, Footnote):
            flush()
            footnotes.append(writer.line([[(block.start, raw[block.start : block.end].replace("\n", " "))]], False))
        else:
            if not wrapped and not (flow and ends_heading([line.text for line in flow], raw[block.start : block.end])):
                flush()
            start = block.start
            for text in raw[block.start : block.end].split("\n"):
                flow.append(Physical([(start, text)], text, False))
                start += len(text) + 1
    flush()
    text = "".join(writer.parts)
    return Text(
        raw, text, fold(text), blocks, [], writer.starts, writer.origins, None, line_starts(raw), source,
        any(remark.kind == "mixed-forms" for remark in source.remarks), footnotes,
    )  # fmt: skip


def _are_lines(raw: str, given: list[Block | Grid | Footnote]) -> bool:
    """Say whether the paragraphs of the file are the lines of a page, as a file made from a PDF has them."""
    texts = [raw[block.start : block.end] for block in given if isinstance(block, Block)]
    cut = sum(1 for before, after in pairwise(texts) if is_cut(before, after))
    return cut >= _FEW_CUTS and cut * 6 >= len(texts)


def _write_grid(writer: _Writer, raw: str, grid: Grid) -> Table:
    start = writer.length
    if grid.cut:
        cells = [[[(begin, raw[begin:end]) for begin, end in cell] for cell in row] for row in grid.rows]
        return _write_table(writer, cells)
    written: dict[tuple[Extent, ...], Line] = {}

    def write(cell: tuple[Extent, ...]) -> Line:
        line = written.get(cell) if cell else None
        if line is None:
            line = writer.line([[(begin, raw[begin:end])] for begin, end in cell], False)
            if cell:
                written[cell] = line
        return line

    columns = [write(cell) for cell in _named_columns(grid)]
    rows = [[write(cell) for cell in row] for row in grid.rows[grid.header :] if any(row)]
    return Table(columns, rows, start, writer.length)


def _named_columns(grid: Grid) -> list[tuple[Extent, ...]]:
    """Return the cells of the header, those of several rows as one: "Cơ quan thực hiện" over "Chủ trì"."""
    columns: list[tuple[Extent, ...]] = []
    for place in range(len(grid.rows[0])):
        extents: dict[Extent, None] = {}
        for row in grid.rows[: grid.header]:
            extents.update(dict.fromkeys(row[place]))
        columns.append(tuple(extents))
    return columns


def _from_lines(source: Source) -> Text:
    raw = source.text
    cleaned, origins, mixed = clean(raw)
    writer = _Writer()
    blocks: list[Line | Table] = []
    noise: list[Line] = []
    flow: list[Physical] = []
    rows: list[list[Cell]] = []
    row_gap = gap = False
    offset = 0

    def flush_rows() -> None:
        nonlocal rows
        if not rows:
            return
        if is_layout(rows):
            for column in range(max(len(row) for row in rows)):
                for row in rows:
                    for line in split_breaks(row[column]) if column < len(row) else []:
                        flow.append(Physical(line, cell_text(line), row_gap or not column))
        else:
            flush_flow()
            blocks.append(_write_table(writer, rows))
        rows = []

    def flush_flow() -> None:
        for group, marker in join_wrapped(flow):
            line = writer.line([line.pieces for line in group], group[0].gap)
            whole = len(group) == 1 and len(line.text) == len(group[0].text)
            line.marker = marker if whole else read_marker(line.text)
            blocks.append(line)
        flow.clear()

    for line in cleaned.split("\n"):
        start = offset
        offset += len(line) + 1
        stripped = line.strip(" \t")
        if not stripped:
            gap = True
            continue
        if "\t" in line or "|" in line or "  " in stripped:
            cells = split_cells(start, line, len(rows[0]) if rows else 0)
            if cells is not None:
                if not rows:
                    row_gap = gap
                if cells and (rows or sum(1 for cell in cells if cell) > 1):
                    rows.append(cells)
                    gap = False
                    continue
                if not cells:
                    continue
        if len(stripped) < 20 and PAGE_NUMBER.fullmatch(stripped):
            # A page number between two rows or two halves of a paragraph breaks neither.
            noise.append(Line(stripped, start))
            continue
        flush_rows()
        begin = start + line.find(stripped[0])
        if "\t" in stripped:
            stripped = stripped.replace("\t", " ")
        if MARKS.search(stripped):
            broken = split_breaks(strip_marks(begin, stripped))
        else:
            broken = [[(begin, stripped)]]
        for pieces in broken:
            flow.append(Physical(pieces, cell_text(pieces), gap))
            gap = False
    flush_rows()
    flush_flow()
    text = "".join(writer.parts)
    return Text(
        raw, text, fold(text), blocks, noise, writer.starts, writer.origins, origins, line_starts(raw), source, mixed
    )


def _write_table(writer: _Writer, rows: list[list[Cell]]) -> Table:
    start = writer.length
    header, body = merge_rows(rows)
    columns = [writer.line([without_breaks(cell)], False) for cell in header]
    lines = [[writer.line([without_breaks(cell)], False) for cell in row] for row in body]
    return Table(columns, lines, start, writer.length)
