"""Read the roster: the units that owe a plan, from a CSV, Excel or YAML file."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from plancheck.audit.names import plain
from plancheck.audit.rostertable import TableError, named, rows_of
from plancheck.bilingual import Words
from plancheck.report.clean import clean

_SEPARATOR = re.compile(r"[;\n]")
_FORMULA_ERROR = re.compile(r"#(?:REF|N/A|NAME|VALUE|DIV/0|NULL|NUM)[!?]?", re.IGNORECASE)
_LONGEST = 300  # characters of a name; a longer one is two cells in one
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


def read_roster(path: str, columns: Mapping[str, Sequence[str]], totals: Sequence[str] = ()) -> list[Unit]:
    """Return the units in the file's order; ``columns``: how each column may be called; ``totals``: and a row of them.

    Raises RosterError with every mistake.
    """
    try:
        content = Path(path).read_bytes()
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise _refused(
            path, f"Không mở được danh sách ({reason}).", f"The roster cannot be opened ({reason})."
        ) from error
    if path.lower().endswith((".yaml", ".yml")):
        return _checked(_of_yaml(content, path, columns), path)
    try:
        found = rows_of(content, columns, totals)
    except TableError as error:
        place = path if error.line is None else f"{path}:{error.line}"
        raise RosterError([(place, error.words)]) from error
    rows = [(f"{path}:{row.number}", {"class": "", **row.cells}, row.group) for row in found]
    return _checked(((place, cells | {"class": cells["class"] or group or ""}) for place, cells, group in rows), path)


def _refused(place: str, vi: str, en: str) -> RosterError:
    return RosterError([(place, Words(vi, en))])


Row = tuple[str, dict[str, str]]  # where it stands, its cells by column


def _of_yaml(content: bytes, path: str, columns: Mapping[str, Sequence[str]]) -> Iterator[Row]:
    import yaml

    known = {named(name): column for column, names in columns.items() for name in names}
    try:
        data: Any = yaml.load(content, yaml.SafeLoader)
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
        yield f"{path}, {number}", _entry(entry, f"{path}, {number}", known)


def _entry(entry: Any, place: str, known: Mapping[str, str]) -> dict[str, str]:
    if isinstance(entry, str):
        return {"unit": entry}
    if not isinstance(entry, dict):
        raise _refused(place, "Mỗi đơn vị phải có khóa unit.", "Each unit needs the key 'unit'.")
    row: dict[str, str] = {}
    for key, value in entry.items():
        column = known.get(named(str(key)))
        if column is None:
            raise _refused(
                place, f"Không có khóa “{clean(str(key))}”; các khóa là unit, short_names, class, file.",
                f"There is no key '{clean(str(key))}'; the keys are unit, short_names, class, file.",
            )  # fmt: skip
        row[column] = _cell(value, place)
    return row


def _cell(value: Any, place: str) -> str:
    items = value if isinstance(value, list) else [value]
    if any(isinstance(item, (list, dict)) for item in items):
        raise _refused(place, "Giá trị phải là chữ, hoặc danh sách chữ.", "A value must be a text or a list of texts.")
    return ";".join(str(item) for item in items if item is not None)


def _checked(rows: Iterable[Row], path: str) -> list[Unit]:
    units: list[Unit] = []
    seen: dict[str, str] = {}
    problems: list[tuple[str, Words]] = []
    for place, row in rows:
        name = clean(row.get("unit", "")).strip()
        key = plain(name)
        if wrong := _wrong(name, key, seen):
            problems.append((place, wrong))
            continue
        seen[key] = place
        shorts = (clean(part).strip() for part in _SEPARATOR.split(row.get("short_names", "")))
        group = " ".join(clean(row.get("class", "")).split()) or None
        units.append(
            Unit(" ".join(name.split()), tuple(filter(None, shorts)), group, row.get("file", "").strip() or None)
        )
    if not units and not problems:
        problems.append((path, Words("Danh sách không có đơn vị nào.", "The roster holds no unit.")))
    if problems:
        raise RosterError(problems[:_MOST])
    return units


def _wrong(name: str, key: str, seen: Mapping[str, str]) -> Words | None:
    """Return what is wrong with a unit's name, and what to do."""
    if not name:
        return Words(
            "Dòng không có tên đơn vị. Nếu ô là công thức, hãy mở bằng Excel và lưu lại.",
            "The row names no unit. If the cell is a formula, open the file in Excel and save it again.",
        )
    if _FORMULA_ERROR.fullmatch(name):
        return Words(f"Ô tên đơn vị báo lỗi công thức ({name}).", f"The unit's cell holds a formula error ({name}).")
    if not any(char.isalpha() for char in key):
        return Words(
            f"Tên đơn vị “{name}” không có chữ; hãy ghi đủ, ví dụ “UBND phường 12”.",
            f"The unit's name '{name}' has no letters; write it in full, as 'UBND phường 12'.",
        )
    if len(name) > _LONGEST:
        return Words(
            f"Tên đơn vị dài quá {_LONGEST} ký tự (“{name[:40]}…”); có thể nhiều ô đã dồn vào một.",
            f"The unit's name has over {_LONGEST} characters ('{name[:40]}…'); perhaps several cells ran together.",
        )
    if key in seen:
        return Words(
            f"Đơn vị “{name}” đã có ở {seen[key]}; nếu là hai đơn vị, hãy ghi thêm huyện, tỉnh hoặc cơ quan chủ quản.",
            f"The unit '{name}' stands at {seen[key]} too; if they are two, add the district or the body over each.",
        )
    return None
