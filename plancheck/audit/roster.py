"""Read the roster: the units that owe a plan, from a CSV, Excel or YAML file."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from plancheck.bilingual import Words
from plancheck.language.fold import bare
from plancheck.report.clean import clean

_HEADER_ROWS = 20  # rows above the table: a title, a date
_SHEET = b"PK\x03\x04"
_NOT_WORD = re.compile(r"[\W_]+")
_SEPARATOR = re.compile(r"[;\n]")
_MOST = 20  # mistakes that are told


class Unit(NamedTuple):
    """One unit of the roster. ``group``: its class; ``file``: this unit's file, whatever it says itself."""

    name: str
    short_names: tuple[str, ...] = ()
    group: str | None = None
    file: str | None = None


class RosterError(Exception):
    """A roster that cannot be used; ``problems`` are (place, what is wrong and what to do)."""

    def __init__(self, problems: list[tuple[str, Words]]) -> None:
        super().__init__("; ".join(f"{place}: {words.en}" for place, words in problems))
        self.problems = problems


def read_roster(path: str, columns: Mapping[str, Sequence[str]]) -> list[Unit]:
    """Return the units in the file's order; ``columns``: how each column may be called.

    Raises RosterError with every mistake.
    """
    try:
        content = Path(path).read_bytes()
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise _refused(
            path, f"Không mở được danh sách ({reason}).", f"The roster cannot be opened ({reason})."
        ) from error
    if content.startswith(_SHEET):
        rows = _of_sheet(content, path)
    elif path.lower().endswith((".yaml", ".yml")):
        return _checked(_of_yaml(content, path, columns), path)
    else:
        rows = _of_csv(content, path)
    return _checked(_of_table(rows, path, columns), path)


def _refused(place: str, vi: str, en: str) -> RosterError:
    return RosterError([(place, Words(vi, en))])


Row = tuple[str, dict[str, str]]  # where it stands, its cells by column


def _of_csv(content: bytes, path: str) -> Iterator[tuple[int, list[str]]]:
    for encoding in ("utf-8-sig", "utf-16") if content[:2] not in (b"\xff\xfe", b"\xfe\xff") else ("utf-16",):
        try:
            text = content.decode(encoding)
            break
        except UnicodeDecodeError:
            continue
    else:
        raise _refused(
            path, "Danh sách không phải văn bản UTF-8. Trong Excel hãy lưu dạng “CSV UTF-8” hoặc .xlsx.",
            "The roster is no UTF-8 text. In Excel, save it as 'CSV UTF-8' or .xlsx.",
        )  # fmt: skip
    first = next((line for line in text.splitlines() if line.strip()), "")
    delimiter = max(",;\t", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        for row in reader:
            yield reader.line_num, row
    except csv.Error as error:
        raise _refused(
            f"{path}:{reader.line_num}", f"Dòng sai dạng CSV ({error}).", f"No CSV line ({error})."
        ) from error


def _of_sheet(content: bytes, path: str) -> Iterator[tuple[int, list[str]]]:
    from openpyxl import load_workbook

    try:
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        sheet = book.worksheets[0]
        for number, row in enumerate(sheet.iter_rows(values_only=True), 1):
            yield number, ["" if cell is None else str(cell) for cell in row]
    except Exception as error:  # the library raises whatever its XML parser does
        raise _refused(
            path, "Không đọc được bảng tính. Hãy mở bằng Excel và lưu lại dạng .xlsx.",
            "The workbook cannot be read. Open it in Excel and save it again as .xlsx.",
        ) from error  # fmt: skip


def _named(name: str) -> str:
    """Return a column's name without capitals, marks and blanks."""
    return _NOT_WORD.sub("", bare(name))


def _of_table(
    rows: Iterable[tuple[int, list[str]]], path: str, columns: Mapping[str, Sequence[str]]
) -> Iterator[Row]:  # fmt: skip
    known = {_named(name): column for column, names in columns.items() for name in names}
    header: dict[int, str] | None = None
    for number, cells in rows:
        if header is None:
            found = {index: known[name] for index, cell in enumerate(cells) if (name := _named(cell)) in known}
            if "unit" in found.values():
                header = found
            elif number > _HEADER_ROWS:
                break
            continue
        row = {column: cells[index].strip() for index, column in header.items() if index < len(cells)}
        if any(row.values()):
            yield f"{path}:{number}", row
    if header is None:
        names = ", ".join(columns.get("unit", ()))
        raise _refused(
            path, f"Danh sách không có cột tên đơn vị. Hãy đặt tên cột là một trong: {names}.",
            f"The roster has no column of units. Call it one of: {names}.",
        )  # fmt: skip


def _of_yaml(content: bytes, path: str, columns: Mapping[str, Sequence[str]]) -> Iterator[Row]:
    import yaml

    known = {_named(name): column for column, names in columns.items() for name in names}
    try:
        data: Any = yaml.load(content, getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        reason = " ".join(str(error).split())[:200]
        raise _refused(path, f"Tệp sai cú pháp YAML: {reason}", f"The file is no YAML: {reason}") from error
    entries = data.get("units", data) if isinstance(data, dict) else data
    if not isinstance(entries, list):
        raise _refused(
            path,
            "Tệp YAML phải là một danh sách đơn vị (- unit: …).",
            "The YAML file must be a list of units (- unit: …).",
        )
    for number, entry in enumerate(entries, 1):
        place = f"{path}, {number}"
        if isinstance(entry, str):
            yield place, {"unit": entry}
            continue
        if not isinstance(entry, dict):
            raise _refused(place, "Mỗi đơn vị phải có khóa unit.", "Each unit needs the key 'unit'.")
        yield place, {column: _cell(value) for key, value in entry.items() if (column := known.get(_named(str(key))))}


def _cell(value: Any) -> str:
    if isinstance(value, list):
        return ";".join(str(item) for item in value)
    return "" if value is None else str(value)


def _checked(rows: Iterable[Row], path: str) -> list[Unit]:
    units: dict[str, Unit] = {}
    problems: list[tuple[str, Words]] = []
    for place, row in rows:
        name = clean(row.get("unit", "")).strip()
        if not name:
            problems.append((place, Words("Dòng không có tên đơn vị.", "The row names no unit.")))
            continue
        key = " ".join(name.casefold().split())
        if key in units:
            problems.append((place, Words(f"Đơn vị “{name}” đã có ở trên.", f"The unit '{name}' is given twice.")))
            continue
        shorts = tuple(part.strip() for part in _SEPARATOR.split(row.get("short_names", "")) if part.strip())
        group = clean(row.get("class", "")).strip() or None
        units[key] = Unit(name, shorts, group, row.get("file", "").strip() or None)
    if not units and not problems:
        problems.append((path, Words("Danh sách không có đơn vị nào.", "The roster holds no unit.")))
    if problems:
        raise RosterError(problems[:_MOST])
    return list(units.values())
