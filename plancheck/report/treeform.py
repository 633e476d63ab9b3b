"""Turn a plan's section tree into JSON ("plancheck/tree/1")."""

from __future__ import annotations

from typing import Any

from plancheck.plan import Annex, Plan, Section, Table
from plancheck.report.jsonform import writable

SCHEMA = "plancheck/tree/1"


def tree_form(plan: Plan, path: str) -> dict[str, Any]:
    """Return the tree: sections nested as numbered, annexes with their tables and own sections."""
    return {
        "schema": SCHEMA,
        "path": writable(path),
        "doc_type": plan.doc_type,
        "sections": _sections(plan, plan.sections),
        "annexes": [_annex(plan, annex) for annex in plan.annexes],
    }


def _sections(plan: Plan, roots: list[Section]) -> list[dict[str, Any]]:
    result: list[dict[str, Any]] = []
    stack = [(section, result) for section in reversed(roots)]
    while stack:
        section, siblings = stack.pop()
        children: list[dict[str, Any]] = []
        siblings.append({
            "marker": section.marker,
            "title": section.title.strip(),
            "line": plan.text.point(section.start)[0],
            "depth": section.depth,
            "path": section.path,
            "sections": children,
        })  # fmt: skip
        stack.extend((child, children) for child in reversed(section.children))
    return result


def annex_tables(annex: Annex) -> list[Table]:
    """Return the tables of an annex and of its sections, in reading order."""
    tables = {id(table): table for table in annex.tables}
    for root in annex.sections:
        for section in root.walk():
            tables.update((id(table), table) for table in section.tables)
    return sorted(tables.values(), key=lambda table: table.start)


def _annex(plan: Plan, annex: Annex) -> dict[str, Any]:
    return {
        "title": annex.title,
        "line": plan.text.point(annex.start)[0],
        "tables": [
            {
                "columns": [cell.text for cell in table.columns],
                "rows": [[cell.text for cell in row] for row in table.rows],
            }
            for table in annex_tables(annex)
        ],
        "sections": _sections(plan, annex.sections),
    }
