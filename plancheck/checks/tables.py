"""Read tables of tasks: which column is what, which rows are tasks and which only group them."""

from __future__ import annotations

from dataclasses import dataclass, field

from plancheck.checks.context import Context, once
from plancheck.plan import Annex, Line, Table

COLUMNS = (
    "column.task", "column.lead", "column.support", "column.product", "column.time",
    "column.money", "column.count", "column.audience", "column.channels",
)  # fmt: skip


@dataclass(slots=True, eq=False, repr=False)
class TaskTable:
    """A table whose rows are tasks; ``columns`` maps the lists "column.*" to column numbers."""

    table: Table
    annex: Annex | None
    columns: dict[str, int] = field(default_factory=dict)
    task_rows: list[list[Line]] = field(default_factory=list)

    def column(self, name: str) -> int | None:
        return self.columns.get(name)

    def cell(self, row: list[Line], name: str) -> Line | None:
        index = self.columns.get(name)
        return row[index] if index is not None else None


@once
def task_tables(context: Context) -> list[TaskTable]:
    """Return the tables of the body and the annexes that list tasks, in reading order."""
    plan = context.plan
    found: list[TaskTable] = []
    pairs: list[tuple[Table, Annex | None]] = [(table, None) for table in plan.tables]
    pairs += [(table, None) for section in context.sections for table in section.tables]
    for annex in plan.annexes:
        pairs += [(table, annex) for table in annex.tables]
        pairs += [(table, annex) for top in annex.sections for section in top.walk() for table in section.tables]
    for table, holder in pairs:
        columns = _columns(context, table)
        if "column.task" not in columns or not (columns.keys() & {"column.lead", "column.time", "column.product"}):
            continue
        found.append(TaskTable(table, holder, columns, [row for row in table.rows if not _is_group(row, columns)]))
    found.sort(key=lambda item: item.table.start)
    return found


def _columns(context: Context, table: Table) -> dict[str, int]:
    columns: dict[str, int] = {}
    for index, cell in enumerate(table.columns):
        for name in _called(context, cell):
            if name not in columns:
                columns[name] = index
                break
    if "column.task" not in columns and "column.channels" in columns:
        columns["column.task"] = columns["column.channels"]  # what is to be done is told by its form
    return columns


def _called(context: Context, cell: Line) -> list[str]:
    """Return what a column may be, the likeliest first: "Thời gian thực hiện" tells a time, not who acts."""
    longest: dict[str, int] = {}
    for name in COLUMNS:
        for start, end in context.hits.within(name, cell.start, cell.end):
            longest[name] = max(longest.get(name, 0), end - start)
    return sorted(longest, key=lambda name: (-longest[name], COLUMNS.index(name)))


def _is_group(row: list[Line], columns: dict[str, int]) -> bool:
    """A row that only names a group of tasks: nothing but a number that is none of the count, and a title."""
    filled = [index for index, cell in enumerate(row) if cell.text.strip()]
    if not filled:
        return True
    count = columns.get("column.count")
    number = row[count].text.strip(" .)") if count is not None else ""
    others = [index for index in filled if index != count]
    if len(others) > 1:
        return False
    return not number.isdigit() or row[others[0]].text.isupper() if others else True
