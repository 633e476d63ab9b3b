"""Write the normalised text piece by piece, keeping where each piece stood."""

from __future__ import annotations

from plancheck.language.markup import Piece, without_breaks
from plancheck.language.tables import Cell, merge_rows
from plancheck.plan import Line, Table


class Writer:
    """Collects the normalised text piece by piece."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.length = 0
        self.starts: list[int] = []
        self.origins: list[int] = []
        self.end_origin = 0
        self.dropped: list[Cell] = []  # the beginnings of repeated table headers

    def line(self, groups: list[list[Piece]], gap: bool) -> Line:
        start = self.length
        if len(groups) == 1 and len(groups[0]) == 1 and "  " not in groups[0][0][1]:
            return self._plain_line(*groups[0][0], gap)
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

    def _plain_line(self, origin: int, text: str, gap: bool) -> Line:
        """Write a line of one piece, as most are."""
        start, size = self.length, len(text)
        self.parts += (text, "\n")
        self.starts.append(start)
        self.origins.append(origin)
        self.end_origin = origin + size
        self.length = start + size + 1
        return Line(text, start, gap)

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


def write_table(writer: Writer, rows: list[list[Cell]]) -> Table:
    """Write a table of text: its first row names the columns, cut rows are put together."""
    start = writer.length
    header, body = merge_rows(rows, writer.dropped)
    columns = [writer.line([without_breaks(cell)], False) for cell in header]
    lines = [[writer.line([without_breaks(cell)], False) for cell in row] for row in body]
    return Table(columns, lines, start, writer.length)
