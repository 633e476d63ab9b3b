"""Tell running headers, footers, page numbers and stamps of digital signatures from the words of a PDF."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from plancheck.readers.pdf_lines import Row
from plancheck.readers.pdf_sheet import Sheet

_ZONE = 0.14  # of the page's height, above and below, where a header or a footer may stand
_MOST_ROWS = 3  # of a header or a footer
_SAME_PLACE = 6.0  # points
_NUMBER = re.compile(r"[-–—\s]*(\d{1,3})[-–—\s]*|(?:trang|page)\s*:?\s*(\d{1,3})(?:\s*[/|]\s*\d{1,3})?", re.IGNORECASE)
_ENDS = re.compile(r"^\d{1,3}\b|\b\d{1,3}(?:\s*/\s*\d{1,3})?$")
# What programmes for digital signatures print on the page; it is no part of the document.
_STAMP = re.compile(
    r"(?:Người ký|Ký bởi|Được ký bởi|Ký số bởi|Thời gian ký|Ngày ký|Ngày giờ ký|Signed by|Digitally signed by|"
    r"Signing (?:date|time)|Signature (?:Not )?Verified|Signature (?:is )?valid|Chữ ký số|DN: ?(?:C|CN|OID)\b)",
    re.IGNORECASE,
)
_STAMP_MORE = re.compile(
    r"(?:E-?mail|Cơ quan|Đơn vị|Tổ chức|Chức vụ|Location|Reason|Date|Lý do|Serial|CN=|O=|OU=|.*\d{2}:\d{2}:\d{2})",
    re.IGNORECASE,
)
_STAMP_SIZE = 0.85  # of the usual size; below it a line under a stamp is the stamp's


@dataclass(slots=True)
class Noise:
    """Rows that are no part of the document, and where each page's number stands."""

    rows: set[int] = field(default_factory=set)  # by id
    words: list[tuple[int, str]] = field(default_factory=list)  # (page, text) in reading order
    numbers: dict[int, str] = field(default_factory=dict)  # page -> "top-center", …

    def add(self, page: int, row: Row) -> None:
        if id(row) not in self.rows:
            self.rows.add(id(row))
            self.words.append((page, row.text))


def find_noise(sheets: Sequence[Sheet], rows: Sequence[Sequence[Row]]) -> Noise:
    """Return the noise of all pages; ``rows`` are those of each sheet outside its tables."""
    noise = Noise()
    for sheet, own in zip(sheets, rows, strict=True):
        _stamps(sheet, own, noise)
    edges = [
        [row for row in _edge_rows(sheet, own) if id(row) not in noise.rows]
        for sheet, own in zip(sheets, rows, strict=True)
    ]
    _page_numbers(sheets, edges, noise)
    _running(sheets, rows, edges, noise)
    noise.words.sort(key=lambda found: found[0])
    return noise


def _stamps(sheet: Sheet, rows: Sequence[Row], noise: Noise) -> None:
    usual = sorted(row.size for row in rows)[len(rows) // 2] if rows else 0.0
    under: Row | None = None
    for row in rows:
        text = row.text
        sure = _STAMP.match(text) is not None
        below = under is not None and row.y - under.y < 2 * row.size
        beside = under is not None and row.x0 < under.x1 and under.x0 - row.size < row.x0
        small = row.size < _STAMP_SIZE * usual
        if sure or (below and beside and (small or _STAMP_MORE.match(text))):
            noise.add(sheet.number, row)
            under = row


def _edge_rows(sheet: Sheet, rows: Sequence[Row]) -> list[Row]:
    """Return the rows that may be a header or a footer."""
    top = [row for row in rows[: 2 * _MOST_ROWS] if row.y < _ZONE * sheet.height]
    low = [row for row in rows[-2 * _MOST_ROWS :] if row.y > (1 - _ZONE) * sheet.height]
    return [*top[:_MOST_ROWS], *[row for row in low[-_MOST_ROWS:] if not any(row is other for other in top)]]


def _page_numbers(sheets: Sequence[Sheet], edges: list[list[Row]], noise: Noise) -> None:
    found: dict[int, list[tuple[int, Row]]] = defaultdict(list)  # by what the number exceeds the page's by
    for index, (sheet, rows) in enumerate(zip(sheets, edges, strict=True)):
        for row in rows:
            if match := _NUMBER.fullmatch(row.text):
                found[int(match[1] or match[2]) - sheet.number].append((index, row))
    for offset, places in found.items():
        if offset and len(places) < 2:
            continue
        for index, row in places:
            sheet = sheets[index]
            noise.add(sheet.number, row)
            noise.numbers[sheet.number] = place = _place(sheet, row)
            # Nothing of the document stands above a number at the top, or below one at the bottom.
            for other in edges[index]:
                if other.y < row.y - row.size / 2 if place.startswith("top") else other.y > row.y + row.size / 2:
                    noise.add(sheet.number, other)


def _place(sheet: Sheet, row: Row) -> str:
    middle = (row.x0 + row.x1) / 2 / sheet.width
    side = "left" if middle < 0.4 else "right" if middle > 0.6 else "center"
    return f"{'top' if row.y < sheet.height / 2 else 'bottom'}-{side}"


def _running(sheets: Sequence[Sheet], rows: Sequence[Sequence[Row]], edges: list[list[Row]], noise: Noise) -> None:
    """Find the words that come back at the same place of many pages, above or below all others."""
    found: dict[str, list[tuple[int, Row]]] = defaultdict(list)
    for index, own in enumerate(edges):
        for row in own:
            if id(row) not in noise.rows:
                found[_ENDS.sub("#", row.text)].append((index, row))
    for key, same in found.items():
        y = sorted(row.y for _, row in same)[len(same) // 2]
        places = [(index, row) for index, row in same if abs(row.y - y) <= _SAME_PLACE]
        pages = {index for index, _ in places}
        if len(pages) < 2 or len(pages) < 0.4 * len(sheets) or not any(char.isalpha() for char in key):
            continue
        others = [own for index, own in enumerate(rows) if index not in pages]
        if _is_outside(y, places[0][1].size, y < sheets[0].height / 2, others, noise):
            for index, row in places:
                noise.add(sheets[index].number, row)
                if key.startswith("#") or key.endswith("#"):
                    noise.numbers.setdefault(sheets[index].number, _number_place(sheets[index], row))


def _number_place(sheet: Sheet, row: Row) -> str:
    word = row.words[0] if row.words[0].text.isdigit() else row.words[-1]
    return _place(sheet, Row([word], row.y, row.size))


def _is_outside(y: float, size: float, above: bool, others: list[Sequence[Row]], noise: Noise) -> bool:
    """Say whether the place lies above (below) what the other pages begin (end) with."""
    for rows in others:
        ys = [row.y for row in rows if id(row) not in noise.rows]
        if ys and (y > min(ys) - 0.3 * size if above else y < max(ys) + 0.3 * size):
            return False
    return True
