"""The alignment matrix as a page, and the few lines of it that stand in the report on a draft."""

from __future__ import annotations

from plancheck.language.dates import shown_date
from plancheck.matrix import COVERED, NOT_ADDRESSED, PARTIAL, UNCOVERED, AlignedItem, Alignment, BasisPlan
from plancheck.report.aligntable import SIGNS, Columns, distinct, head, row, shortcomings, where
from plancheck.report.cells import cell_len
from plancheck.report.clean import clean
from plancheck.report.figures import share as percent
from plancheck.report.layout import Line, crop, hang, pad, width_of
from plancheck.report.words import DOC_TYPES, ITEM_KINDS, ITEM_STATUSES, counted, decimal, label

NARROWEST = 48
_OPEN = (UNCOVERED, PARTIAL)  # what a reader of the report is shown


def align_page(alignment: Alignment, draft: str, width: int, lang: str = "vi", verbose: bool = False) -> list[Line]:
    """Return the lines of the whole matrix, at most ``width`` cells each."""
    width = max(width, NARROWEST)
    lines = [_title(label("matrix", lang), alignment, width, lang)]
    unit = clean(alignment.unit) if alignment.unit else label("unit-unknown", lang)
    rows = [("draft", [(f"{unit}", "" if alignment.unit else "yellow"), (clean(draft), "dim")])]
    plan = alignment.basis
    told = [(_named(plan, lang), "")]
    if plan.subject:
        told.append((clean(plan.subject), ""))
    rows.append(("superior", [*told, (clean(plan.path), "dim")]))
    names = max(cell_len(label(name, lang)) for name, _ in rows) + 2
    for name, texts in rows:
        for number, (text, style) in enumerate(texts):
            start = label(name, lang) if not number else ""
            lines += hang([(" ", ""), (pad(start, names), "dim")], text, style, width)
    lines += _doubts(alignment, width, lang)
    return [*lines, [], *_counts(alignment, width, lang), *_matrix(alignment, width, lang, verbose)]


def align_section(alignment: Alignment, draft: str, width: int, lang: str, verbose: bool) -> list[Line]:
    """Return what the report on a draft says of the alignment: counts, what is open, how to see the rest."""
    named = f"{label('matrix-short', lang)}: {_named(alignment.basis, lang)}"
    lines = [_title(named, alignment, width, lang), *_doubts(alignment, width, lang), *_counts(alignment, width, lang)]
    if verbose:
        return lines + _matrix(alignment, width, lang, verbose)
    found = [item for status in _OPEN for item in alignment.items if item.status == status]
    ids = max((cell_len(clean(item.id)) for item in found), default=0)
    for item in found:
        lines += _open_item(item, ids, width, lang)
    command = f"plancheck align {_quoted(draft)} --basis {_quoted(alignment.basis.path)}"
    return lines + hang([(" ", ""), (f"{label('see-matrix', lang)}: ", "dim")], command, "dim", width)


def _title(text: str, alignment: Alignment, width: int, lang: str) -> Line:
    """Return the first line: what it is, and the coverage at the right."""
    share = alignment.coverage
    if share is None or alignment.unfit:  # how much of a wrong plan is covered says nothing
        return [(" ", ""), (crop(text, width - 2), "bold")]
    style = "bold green" if share == 1 else "bold yellow" if share >= 0.5 else "bold red"
    right: Line = [(f"{label('coverage', lang)} ", ""), (percent(share, 1), style)]
    room = width - 1 - width_of(right) - 2
    return [(" ", ""), (pad(crop(text, room), room + 2), "bold"), *right]


def _named(plan: BasisPlan, lang: str) -> str:
    """Return the superior plan with number, date and issuer."""
    parts = [DOC_TYPES[plan.doc_type][lang]]
    if plan.symbol:
        parts.append(f"{label('number', lang)} {plan.symbol}")
    if plan.date:
        parts.append(f"{label('dated', lang)} {shown_date(plan.date)}")
    name = " ".join(parts)
    return clean(f"{name} · {plan.issuer}" if plan.issuer else name)


def _doubts(alignment: Alignment, width: int, lang: str) -> list[Line]:
    lines: list[Line] = []
    for _, words in alignment.doubts:
        lines += hang([(" ", ""), ("! ", "bold yellow")], clean(words[lang]), "bold yellow", width)
    return lines


def _counts(alignment: Alignment, width: int, lang: str) -> list[Line]:
    """Return how many items are addressed to the unit and what became of them; it explains the signs too."""
    if not alignment.items:
        return hang([(" ", "")], label("no-items", lang), "yellow", width)
    others = alignment.count(NOT_ADDRESSED)
    parts: list[Line] = [_tally(alignment.addressed, lang, words=True)] if alignment.addressed else []
    if not parts:
        parts.append([(label("none-addressed", lang), "yellow")])
    if others:
        parts.append([(f"{SIGNS[NOT_ADDRESSED][0]} {counted(others, 'others', lang)}", "dim")])
    lines: list[Line] = [[(" ", ""), (f"{counted(len(alignment.items), 'item', lang)}: ", "bold")]]
    for number, part in enumerate(parts):
        joint = "   " if number else ""
        if width_of(lines[-1]) + len(joint) + width_of(part) > width:
            lines.append([(" ", ""), *part])
        else:
            lines[-1] = [*lines[-1], (joint, ""), *part]
    return lines


def _tally(items: list[AlignedItem], lang: str, words: bool) -> Line:
    line: Line = []
    for status in (COVERED, PARTIAL, UNCOVERED):
        count = sum(1 for item in items if item.status == status)
        if count or words:
            sign, style = SIGNS[status]
            said = f" {ITEM_STATUSES[status][lang]}" if words else ""
            line += [("   " if line else "", ""), (f"{sign} {count}{said}", style if count else "dim")]
    return line


def _matrix(alignment: Alignment, width: int, lang: str, verbose: bool) -> list[Line]:
    shown = alignment.items if verbose else alignment.addressed
    columns = Columns(shown, width)
    lines: list[Line] = []
    for kind, words in ITEM_KINDS.items():
        items = [item for item in shown if item.kind == kind]
        if not items:
            continue
        tally = _tally(items, lang, words=False)
        title: Line = [(" ", ""), (words[lang], "bold")]
        gap = width - width_of(title) - width_of(tally)
        lines += [[], [*title, (" " * gap, ""), *tally]]
        if len(lines) == 2:
            lines += head(columns, lang)
        for number, item in enumerate(items):
            lines += [[]] if columns.is_stacked and number else []
            lines += row(item, columns, lang, verbose)
    if verbose and alignment.thresholds:
        values = {name: decimal(value, lang) for name, value in alignment.thresholds.items()}
        lines += [[], *hang([(" ", "")], label("thresholds", lang).format(**values), "dim", width)]
    others = [] if verbose else [item for item in alignment.items if item.status == NOT_ADDRESSED]
    if others:
        text = f"{counted(len(others), 'others', lang)}: {clean(', '.join(item.id for item in others))}."
        lines += [[], *hang([(" ", ""), ("· ", "dim")], f"{text} {label('see-all', lang)}.", "dim", width)]
    return lines


def _open_item(item: AlignedItem, ids: int, width: int, lang: str) -> list[Line]:
    """Return an item that is not covered on one line, and on a second what the draft has or lacks of it."""
    sign, style = SIGNS[item.status]
    start: Line = [("  ", ""), (sign, style), (" ", ""), (pad(clean(item.id), ids), style), ("  ", "")]
    indent = width_of(start)
    lines: list[Line] = [[*start, (crop(clean(item.text), width - indent), "")]]
    places = [where(match, lang) for match in distinct(item.matches)[:1]] if item.status == PARTIAL else []
    told = ". ".join([*places, *shortcomings(item, lang)])
    if told:
        lines.append([(" " * indent, ""), (crop(told, width - indent), "dim")])
    return lines


def _quoted(path: str) -> str:
    shown = clean(path)
    return f'"{shown}"' if " " in shown else shown
