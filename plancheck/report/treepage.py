"""The section tree as an indented outline."""

from __future__ import annotations

from plancheck.plan import Annex, Plan, Section
from plancheck.report.cells import cell_len
from plancheck.report.clean import clean
from plancheck.report.layout import Line, crop, hang
from plancheck.report.treeform import annex_tables
from plancheck.report.words import DOC_TYPES, label

_NUMBER = 6


def tree_page(plan: Plan, path: str, width: int, lang: str = "vi") -> list[Line]:
    """Return the outline: marker, title, line number; under each annex its tables."""
    title = f"{DOC_TYPES[plan.doc_type][lang]} · {clean(path)}"
    lines: list[Line] = [*hang([(" ", "")], title, "bold", width), []]
    if not plan.sections and not plan.annexes:
        lines.append([(" ", ""), (label("no-sections", lang), "dim")])
    for root in plan.sections:
        lines += [_section(plan, section, 0, width) for section in root.walk()]
    for annex in plan.annexes:
        lines += [[], *_annex(plan, annex, width, lang)]
    return lines


def _section(plan: Plan, section: Section, base: int, width: int) -> Line:
    indent = " " * (1 + 2 * (section.depth - 1 + base))
    style = "bold" if section.depth == 1 else ""
    return _row(indent, clean(section.marker), clean(section.title), style, plan.text.point(section.start)[0], width)


def _row(indent: str, marker: str, title: str, style: str, number: int, width: int) -> Line:
    start = f"{indent}{marker} " if marker else indent
    shown = crop(title.strip(), max(width - cell_len(start) - _NUMBER, 10))
    gap = " " * max(width - cell_len(start) - cell_len(shown) - len(str(number)), 1)
    return [(indent, ""), (start[len(indent) :], "cyan"), (shown, style), (gap, ""), (str(number), "dim")]


def _annex(plan: Plan, annex: Annex, width: int, lang: str) -> list[Line]:
    title = clean(annex.title).strip() or label("annex-title", lang)
    lines = [_row(" ", "", title, "bold", plan.text.point(annex.start)[0], width)]
    for root in annex.sections:
        lines += [_section(plan, section, 1, width) for section in root.walk()]
    for table in annex_tables(annex):
        size = f"{len(table.columns)} {label('columns', lang)}, {len(table.rows)} {label('rows', lang)}: "
        names = " | ".join(clean(cell.text).strip() for cell in table.columns)
        lines += hang([("   ", ""), (f"{label('table', lang)}, ", "cyan"), (size, "")], names, "dim", width)
    return lines
