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

from unicodedata import is_normalized

from plancheck.language.fold import fold
from plancheck.language.markup import MARKS, leftovers, split_breaks, strip_marks
from plancheck.language.numbering import read_marker
from plancheck.language.tables import Cell, cell_text, is_layout, split_cells
from plancheck.language.unicode import LEGACY, UNUSUAL, clean, line_starts, odd_characters
from plancheck.language.wrap import PAGE_NUMBER, Physical, join_wrapped
from plancheck.language.writer import Writer, write_table
from plancheck.plan import Line, Table, Text
from plancheck.source import Remark, Source


def normalise(source: Source | str) -> Text:
    """Return the normalised text of a draft; never raises."""
    if isinstance(source, str):
        source = Source("<text>", source, "text")
    if source.blocks is None:
        return _from_lines(source)
    from plancheck.language.blocks import from_blocks  # a run on plain text needs none of it

    return from_blocks(source, source.blocks)


def _from_lines(source: Source) -> Text:
    raw = source.text
    cleaned, origins, mixed, remarks = _clean(source)
    writer = Writer()
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
            blocks.append(write_table(writer, rows))
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
        if rows:
            flush_rows()
        begin = start + line.find(stripped[0])
        if "\t" in stripped:
            stripped = stripped.replace("\t", " ")
        if not MARKS.search(stripped):
            flow.append(Physical([(begin, stripped)], stripped, gap))
            gap = False
            continue
        for pieces in split_breaks(strip_marks(begin, stripped)):
            flow.append(Physical(pieces, cell_text(pieces), gap))
            gap = False
    flush_rows()
    flush_flow()
    text = "".join(writer.parts)
    remarks = [*remarks, *_leftovers(cleaned, origins, noise, writer.dropped)]
    return Text(
        raw, text, fold(text), blocks, noise, writer.starts, writer.origins, origins, line_starts(raw), source, mixed,
        [], remarks,
    )  # fmt: skip


def _clean(source: Source) -> tuple[str, list[int] | None, bool, list[Remark]]:
    """Return (text, origins, mixed) of a plain text as ``clean`` does, old encodings converted first, and remarks."""
    raw, remarks = source.text, source.remarks
    if not UNUSUAL.search(raw) and is_normalized("NFC", raw):
        return raw, None, False, remarks
    converted = None
    if LEGACY.search(raw):
        from plancheck.language.legacy import repair

        converted = repair(raw)
    text, origins, mixed = clean(raw if converted is None else converted.text)
    if origins is not None:
        remarks = [*remarks, *odd_characters(raw, mixed)]
    if converted is not None:
        before = converted.origins
        origins = before if origins is None else [before[place] for place in origins]
        remarks = [*remarks, *(Remark("legacy-text", *extent) for extent in converted.extents)]
    return text, origins, mixed, remarks


def _leftovers(cleaned: str, origins: list[int] | None, noise: list[Line], dropped: list[Cell]) -> list[Remark]:
    """Return remarks on what a conversion left: page numbers, repeated headers of tables, markup."""
    found = [("page-number", line.text, line.start, line.start + len(line.text)) for line in noise]
    found += [("repeated-header", cell_text(cell), cell[0][0], cell[-1][0] + len(cell[-1][1])) for cell in dropped]
    found += [("markup", match.group(), *match.span()) for match in leftovers(cleaned)]
    if origins is None or not found:
        return [Remark(*item) for item in found]
    return [Remark(kind, detail, origins[start], origins[end - 1] + 1) for kind, detail, start, end in found]
