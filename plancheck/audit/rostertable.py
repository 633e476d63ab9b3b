"""Read the rows of a roster's table, CSV or Excel, each by the names of its columns."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from typing import TYPE_CHECKING, NamedTuple

from plancheck.bilingual import Words
from plancheck.language.fold import bare

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_SHEET, _OLD_SHEET = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_MARKS = ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))  # of encodings; UTF-8 needs none
_DELIMITERS = ";,\t|"
_MOST_ROWS, _MOST_COLUMNS = 50_000, 60
_HEADER_ROWS = 30  # in which the header is looked for: titles and dates stand above it
_NOT_WORD = re.compile(r"[\W_]+")
_ROMAN = re.compile(r"[IVXLC]+", re.IGNORECASE)
_LETTER = re.compile(r"[A-Z]", re.IGNORECASE)


class TableError(Exception):
    """A file that holds no table of units; ``line`` where that is one line's fault."""

    def __init__(self, vi: str, en: str, line: int | None = None) -> None:
        super().__init__(en)
        self.words = Words(vi, en)
        self.line = line


class Row(NamedTuple):
    """A row: its number as the user sees it, and its cells by column; ``group``: what the row over it says."""

    number: int
    cells: dict[str, str]
    group: str | None = None


class _Table(NamedTuple):
    """The columns that a header names, by place; how many cells the header has; the rows under it."""

    header: dict[int, str]
    width: int
    rows: list[Cells]

    def overflow(self) -> int | None:
        """Return the number of the first row that has more cells than the header."""
        return next((number for number, cells in self.rows if any(cell.strip() for cell in cells[self.width :])), None)


class _Continued(str):
    """The text of a cell that is merged with the one above."""


Cells = tuple[int, list[str]]  # a row's number and cells


def rows_of(content: bytes, columns: Mapping[str, Sequence[str]], totals: Sequence[str] = ()) -> list[Row]:
    """Return the rows of units; ``columns``: how each column may be called; ``totals``: and a row of totals.

    Raises TableError.
    """
    if content.startswith(_OLD_SHEET):
        raise TableError(
            "Danh sách là tệp Excel dạng cũ (.xls). Hãy mở bằng Excel và lưu lại dạng .xlsx.",
            "The roster is an old Excel file (.xls). Open it in Excel and save it as .xlsx.",
        )
    known = {named(name): column for column, names in columns.items() for name in names}
    if content.startswith(_SHEET):
        table = next(filter(None, (_headed(cells, known) for cells in _sheets(content))), None)
    else:
        table = _csv_table(content, known)
    if table is not None:
        return list(_units(table, known, {named(total) for total in totals}))
    names = ", ".join(f"“{name}”" for name in columns.get("unit", ())[:4])
    raise TableError(
        f"Danh sách không có cột tên đơn vị. Hãy đặt tên cột là một trong: {names}.",
        f"The roster has no column of units. Call it one of: {names}.",
    )


def named(name: str) -> str:
    """Return a column's name without capitals, marks and blanks."""
    return _NOT_WORD.sub("", bare(name))


# CSV


def _csv_table(content: bytes, known: Mapping[str, str]) -> _Table | None:
    """Return the table as the delimiter makes it under which the header is best understood."""
    text = _text(content)
    best: _Table | None = None
    trouble: TableError | None = None
    for place, delimiter in enumerate(sorted(_DELIMITERS, key=text.count, reverse=True)):
        try:
            cells = _parsed(text, delimiter)
        except TableError as error:
            trouble = error if not place else trouble  # of a delimiter that is none it says nothing
            continue
        try:
            table = _headed(cells, known)
        except TableError as error:
            trouble = error
            continue
        if table is not None and (best is None or _fit(table) > _fit(best)):
            best = table
    if best is None and trouble is not None:
        raise trouble
    if best is not None and (number := best.overflow()) is not None:
        raise TableError(
            "Dòng có nhiều ô hơn dòng tiêu đề. Tên có dấu phẩy phải đặt trong ngoặc kép; hoặc lưu dạng .xlsx.",
            "The row has more cells than the header. A name with a comma needs quotes; or save it as .xlsx.",
            number,
        )
    return best


def _fit(table: _Table) -> tuple[int, bool]:
    return len(table.header), table.overflow() is None


def _text(content: bytes) -> str:
    encoding = next((name for mark, name in _MARKS if content.startswith(mark)), "utf-8-sig")
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        raise TableError(
            "Danh sách không phải văn bản UTF-8. Trong Excel hãy lưu dạng “CSV UTF-8” hoặc .xlsx.",
            "The roster is no UTF-8 text. In Excel, save it as 'CSV UTF-8' or .xlsx.",
        ) from error


def _parsed(text: str, delimiter: str) -> list[Cells]:
    found: list[Cells] = []
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        for row in reader:
            found.append((reader.line_num, row))
    except csv.Error as error:
        line = found[-1][0] + 1 if found else 1
        raise TableError(
            "Từ dòng này tệp sai dạng CSV, thường do thiếu dấu ngoặc kép đóng. Hãy sửa, hoặc lưu lại dạng .xlsx.",
            f"From this line on this is no CSV ({error}), often for want of a closing quote. Save it as .xlsx.",
            line,
        ) from error
    return found


# Excel


def _sheets(content: bytes) -> Iterator[list[Cells]]:
    """Yield the table of each sheet."""
    from openpyxl import load_workbook

    try:
        book = load_workbook(io.BytesIO(content), data_only=True)
        tables = [_cells(sheet) for sheet in book.worksheets]
    except Exception as error:  # the library raises whatever its XML parser does
        raise TableError(
            "Không đọc được bảng tính. Hãy mở bằng Excel và lưu lại dạng .xlsx.",
            "The workbook cannot be read. Open it in Excel and save it again as .xlsx.",
        ) from error
    yield from tables


def _cells(sheet: Worksheet) -> list[Cells]:
    # One formatted cell at the foot of a sheet makes it a million rows high.
    bounds = {"max_row": min(sheet.max_row, _MOST_ROWS), "max_col": min(sheet.max_column, _MOST_COLUMNS)}
    rows = [[_shown(value) for value in row] for row in sheet.iter_rows(values_only=True, **bounds)]
    for area in sheet.merged_cells.ranges:
        if area.min_row > len(rows):
            continue
        # A cell merged over rows holds for all of them; over columns, a title stays where it is.
        first, column = rows[area.min_row - 1 : area.min_row], area.min_col - 1
        for row in rows[area.min_row : area.max_row]:
            if column < len(row) and column < len(first[0]):
                row[column] = _Continued(first[0][column])
    return list(enumerate(rows, 1))


def _shown(value: object) -> str:
    if value is None:
        return ""
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


# Rows


def _headed(cells: list[Cells], known: Mapping[str, str]) -> _Table | None:
    """Return the table under the header, if there is one.

    Raises TableError where two columns are the units'.
    """
    for place, (number, row) in enumerate(cells[:_HEADER_ROWS]):
        header = {index: known[name] for index, cell in enumerate(row) if (name := named(cell)) in known}
        count = list(header.values()).count("unit")
        if count > 1:
            raise TableError(
                "Danh sách có hai cột tên đơn vị. Hãy giữ một cột, đổi tên cột kia.",
                "The roster has two columns of units. Keep one and rename the other.",
                number,
            )
        if count:
            return _Table(header, len(row), cells[place + 1 :])
    return None


def _units(table: _Table, known: Mapping[str, str], totals: Set[str]) -> Iterator[Row]:
    group: str | None = None
    column = next(index for index, name in table.header.items() if name == "unit")
    rows = [(number, cells, _by_column(table.header, cells)) for number, cells in table.rows]
    heads = _heads([row.get("order", "").strip(" .)") for _, _, row in rows])
    for place, (number, cells, row) in enumerate(rows):
        order, unit = row.pop("order", "").strip(" .)"), row.get("unit", "")
        if not any(row.values()) or isinstance(cells[column] if column < len(cells) else "", _Continued):
            continue
        if _repeats_header(unit, known) or (not place and _numbers_columns(cells)) or _is_total(unit, totals):
            continue
        # What heads a group holds its name only; a unit over others ("I | UBND huyện …") has cells of its own.
        if order and heads(order) and not any(cell for name, cell in row.items() if name != "unit"):
            group = unit
            continue
        yield Row(number, row, group)


def _heads(orders: Sequence[str]) -> Callable[[str], bool]:
    """Return what says whether an ordinal is that of a group: Roman or a letter over figures, a letter over Roman."""
    if any(order[:1].isdigit() for order in orders):
        return lambda order: _ROMAN.fullmatch(order) is not None or _LETTER.fullmatch(order) is not None
    letters = {"A", "B"} if {"A", "I"} <= {order.upper() for order in orders} else set()
    if letters:
        letters |= {order.upper() for order in orders if _LETTER.fullmatch(order) and not _ROMAN.fullmatch(order)}
    return lambda order: order.upper() in letters


def _is_total(unit: str, totals: Set[str]) -> bool:
    name = named(unit).rstrip("0123456789")
    return name in totals or name.removesuffix("donvi") in totals


def _by_column(header: Mapping[int, str], cells: Sequence[str]) -> dict[str, str]:
    """Return the cells by column: several of other names together, of any other column the first that holds a text."""
    row: dict[str, str] = {}
    for index, column in header.items():
        cell = cells[index].strip() if index < len(cells) else ""
        if column == "short_names" and cell and row.get(column):
            row[column] += f";{cell}"
        elif not row.get(column):
            row[column] = cell
    return row


def _repeats_header(unit: str, known: Mapping[str, str]) -> bool:
    """Say whether a row is the header again, as it stands on every printed page."""
    return known.get(named(unit)) == "unit"


def _numbers_columns(cells: Sequence[str]) -> bool:
    """Say whether the row under the header only numbers its columns: (1) (2) (3), A B 1 2."""
    marks = [cell.strip(" ()") for cell in cells if cell.strip()]
    numbers = [int(mark) for mark in marks if mark.isdecimal()]
    letters = [mark for mark in marks if not mark.isdecimal()]
    return len(marks) > 1 and numbers == [*range(1, len(numbers) + 1)] and all(len(mark) == 1 for mark in letters)
