"""Tell running headers, footers, page numbers and stamps of digital signatures from the words of a PDF."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from statistics import median

from plancheck.language.numbering import roman_value
from plancheck.language.wrap import STRUCTURAL
from plancheck.readers.pdf_lines import Row
from plancheck.readers.pdf_sheet import Ruled, Sheet

_ZONE = 0.14  # of the page's height, above and below, where a header or a footer may stand
_TABLE_ZONE = 0.25  # above, where a header in a table stands
_MOST_ROWS = 3  # of a header or a footer
_SAME_PLACE = 6.0  # points
_SHARE = 0.4  # of the pages that bear a running header; odd and even pages may bear two
_NUMBER = re.compile(
    r"[-–—\s]*(?:(?P<bare>\d{1,3})(?:\s*[/|]\s*\d{1,3})?|(?P<roman>[ivxl]{1,7}))[-–—\s]*|"
    r"(?:trang|page)\s*(?:số\s*)?:?\s*(?P<named>\d{1,3})(?:\s*(?:[/|]|trên|of)\s*\d{1,3})?",
    re.IGNORECASE,
)
_LETTERHEAD = re.compile(r"CỘNG H(?:ÒA|OÀ) XÃ HỘI|Độc lập ?[-–]")  # of two documents in one file
_DIGITS = re.compile(r"\d+")
_FIRST = re.compile(r"(\d{1,3})(?=[\s|])")
_LAST = re.compile(r"(?<![\w/.,])(\d{1,3})(?:\s*/\s*\d{1,3})?$")
# What a gazette and what a browser print over and under their pages; one page alone has nothing to compare it with.
_KNOWN = re.compile(
    r"(?:\d{1,3}\s+)?CÔNG BÁO\b.{0,30}/\s*Số\b.{0,30}/\s*Ngày\b|"
    r"\d{1,2}/\d{1,2}/\d{2,4},? \d{1,2}:\d{2}(?: [AP]M)?(?: |$)|\d{1,2}:\d{2} \d{1,2}/\d{1,2}/\d{2,4}(?: |$)|"
    r"(?:https?|file)://\S+ \d{1,3}/\d{1,3}$"
)
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
    """Rows and tables that are no part of the document, and where each page's number stands."""

    rows: set[int] = field(default_factory=set)  # by id
    tables: set[int] = field(default_factory=set)  # by id
    words: list[tuple[int, float, str]] = field(default_factory=list)  # (page, place, text) in reading order
    numbers: dict[int, str] = field(default_factory=dict)  # page -> "top-center", …

    def add(self, page: int, row: Row) -> None:
        if id(row) not in self.rows:
            self.rows.add(id(row))
            self.words.append((page, row.y, row.text))


def find_noise(sheets: Sequence[Sheet], rows: Sequence[Sequence[Row]], tables: Sequence[Sequence[Ruled]]) -> Noise:
    """Return the noise of all pages; ``rows`` are those of each sheet outside its ``tables``."""
    noise = Noise()
    _running_tables(sheets, tables, noise)
    for sheet, own in zip(sheets, rows, strict=True):
        _stamps(sheet, own, noise)
    edges = [
        [row for row in _edge_rows(sheet, own) if id(row) not in noise.rows]
        for sheet, own in zip(sheets, rows, strict=True)
    ]
    for sheet, row in ((sheet, row) for sheet, own in zip(sheets, edges, strict=True) for row in own):
        if _KNOWN.match(row.text):
            _add_running(sheet, row, noise)
    _page_numbers(sheets, edges, noise)
    _running(sheets, rows, edges, noise)
    noise.words.sort()
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


def _running_tables(sheets: Sequence[Sheet], tables: Sequence[Sequence[Ruled]], noise: Noise) -> None:
    """Find the tables that come back whole at the top of many pages, only the number of the page being another."""
    found: dict[tuple[str, int, int], list[tuple[Sheet, Ruled]]] = defaultdict(list)
    for sheet, own in zip(sheets, tables, strict=True):
        if own and own[0].ys[-1] < _TABLE_ZONE * sheet.height:
            words = " ".join(row.text for row in _rows_of(own[0]))
            if _LETTERHEAD.search(words):
                continue
            key = (_DIGITS.sub("#", words), round(own[0].ys[0] / _SAME_PLACE), round(own[0].xs[-1] / _SAME_PLACE))
            found[key].append((sheet, own[0]))
    for same in found.values():
        if len(same) < 2 or len(same) < _SHARE * len(sheets):
            continue
        for sheet, table in same:
            noise.tables.add(id(table))
            for row in _rows_of(table):
                noise.add(sheet.number, row)
                match = _NUMBER.fullmatch(row.text)
                if match and match["named"] == str(sheet.number):
                    noise.numbers[sheet.number] = _place(sheet, row)


def _rows_of(table: Ruled) -> list[Row]:
    return [row for line in table.rows for box in line for row in box.rows]


def _page_numbers(sheets: Sequence[Sheet], edges: list[list[Row]], noise: Noise) -> None:
    found: dict[tuple[bool, int], list[tuple[int, Row]]] = defaultdict(list)  # by what a number exceeds the page's by
    for index, (sheet, rows) in enumerate(zip(sheets, edges, strict=True)):
        for row in rows:
            if match := _NUMBER.fullmatch(row.text):
                number = roman_value(match["roman"].upper()) if match["roman"] else int(match["bare"] or match["named"])
                if number is not None:
                    found[match["roman"] is not None, number - sheet.number].append((index, row))
    for (roman, offset), places in found.items():
        if (roman or offset) and len(places) < 2:
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
    """Find what comes back at one place of many pages, above or below all else: the same words, or with other words
    on odd and on even pages a number that counts them."""
    found: dict[tuple[bool, str | int], list[tuple[int, Row]]] = defaultdict(list)
    for index, own in enumerate(edges):
        for row in own:
            above = row.y < sheets[index].height / 2
            words, number = _numbered(row.text)
            if id(row) in noise.rows or not any(map(str.isalpha, words)) or _LETTERHEAD.search(words):
                continue
            if number is None or not STRUCTURAL.match(words):  # the titles of annexes count too
                found[above, words].append((index, row))
                if number is not None:
                    found[above, number - sheets[index].number].append((index, row))
    depths = {key: median([_depth(sheets[index], row, key[0]) for index, row in same]) for key, same in found.items()}
    for key in sorted(found, key=lambda key: depths[key]):  # the second row of a header when the first is known
        above, depth, same = key[0], depths[key], found[key]
        first = [(index, row) for index, row in same if _is_first(row, sheets[index], rows[index], above, noise)]
        there = {index for index, row in first if abs(_depth(sheets[index], row, above) - depth) <= _SAME_PLACE}
        # Two sorts of pages bear two headers; notes numbered as their pages are differ on each.
        kinds = {_numbered(row.text)[0] for _, row in first}
        if len(there) < 2 or len(there) < _SHARE * len(sheets) or len(kinds) > min(2, (len(there) + 1) // 2):
            continue
        bearing = {index for index, _ in same}
        others = [
            _depth(sheets[index], row, above) - 0.3 * row.size
            for index, page in enumerate(rows) if index not in bearing
            for row in page if id(row) not in noise.rows
        ]  # fmt: skip
        if depth <= min(others, default=depth):
            for index, row in first:
                _add_running(sheets[index], row, noise)


def _numbered(text: str) -> tuple[str, int | None]:
    """Return the words of a header without the number of the page, and that number."""
    match = _FIRST.match(text) or _LAST.search(text)
    if match is None:
        return text, None
    return (text[: match.start()] + text[match.end() :]).strip(" -–—|"), int(match[1])


def _depth(sheet: Sheet, row: Row, above: bool) -> float:
    return row.y if above else sheet.height - row.y


def _is_first(row: Row, sheet: Sheet, rows: Sequence[Row], above: bool, noise: Noise) -> bool:
    """Say whether only what is no part of the document stands above the row, or below it."""
    depth = _depth(sheet, row, above) - 0.3 * row.size
    return not any(_depth(sheet, other, above) < depth for other in rows if id(other) not in noise.rows)


def _add_running(sheet: Sheet, row: Row, noise: Noise) -> None:
    noise.add(sheet.number, row)
    if _numbered(row.text)[1] is not None:
        word = row.words[0] if row.words[0].text.isdigit() else row.words[-1]
        noise.numbers.setdefault(sheet.number, _place(sheet, Row([word], row.y, row.size)))
