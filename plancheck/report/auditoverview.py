"""The first sheet of an audit's workbook: totals, classes, elements, scores, gaps and progress, with charts."""

from __future__ import annotations

from plancheck.audited import CHECKED, MISSING, NOT_A_PLAN, UNREADABLE, Audit, Group
from plancheck.finding import ELEMENTS
from plancheck.language.dates import shown_date
from plancheck.report.auditcells import capital, share_cell
from plancheck.report.auditcharts import Area, Chart, Series, draw
from plancheck.report.auditprogress import write_progress
from plancheck.report.auditwords import ELEMENT_STATES, LABELS, SEVERITIES, STATES
from plancheck.report.bookpage import SheetPage, Title
from plancheck.report.booksheet import Book, Cell
from plancheck.report.bookwords import BOOK, SHEETS
from plancheck.report.clean import clean
from plancheck.report.words import DOC_TYPES, label

_ROW, _TOTAL_ROWS, _CHART_ROWS = 20, 13, 15  # pixels of a row, rows beside and under the first table
_BINS = ((0, 50), (50, 60), (60, 70), (70, 80), (80, 90), (90, 100))
_MOST_GAPS = 20


def write_overview(book: Book, audit: Audit) -> None:
    """Write the sheet: the page a director reads, then the tables behind it."""
    page = SheetPage(book, SHEETS["overview"][book.lang])
    _head(page, audit)
    top = _totals(page, audit)
    page.row = charts = max(page.row, top + _TOTAL_ROWS) + 1
    page.row += _CHART_ROWS
    height = _ROW * _CHART_ROWS - 5
    _classes(page, audit, Area(top, 4, 470, _ROW * _TOTAL_ROWS))
    _gaps(page, audit)
    _elements(page, audit, Area(charts, 0, 555, height))
    _scores(page, audit, Area(charts, 4, 470, height))
    if audit.earlier_year is not None:
        write_progress(page, audit, audit.earlier_year)


def _head(page: SheetPage, audit: Audit) -> None:
    lang = page.lang
    year = f" {BOOK['in-year'].fill({'year': audit.year})[lang]}" if audit.year else ""
    page.line(f"{BOOK['title'][lang]}{year}".upper(), "title", 26)
    if audit.basis is not None:
        page.line(f"{LABELS['superior'][lang]}: {_basis(audit, lang)}", "subtitle", 18)
    elif audit.superiors:
        page.line(LABELS["superiors"].fill({"n": audit.superiors})[lang], "subtitle", 18)
    parts = [f"{LABELS['due'][lang]}: {shown_date(audit.due)}"] if audit.due else []
    parts.append(f"{LABELS['folder'][lang]}: {clean(audit.folder)}")
    page.line("; ".join(parts), "subtitle", 18)


def _basis(audit: Audit, lang: str) -> str:
    plan = audit.basis
    assert plan is not None
    parts = [DOC_TYPES[plan.doc_type][lang]]
    if plan.symbol:
        parts.append(f"{label('number', lang)} {plan.symbol}")
    if plan.date:
        parts.append(f"{label('dated', lang)} {shown_date(plan.date)}")
    return clean(" ".join(parts) + (f", {plan.issuer}" if plan.issuer else ""))


def _totals(page: SheetPage, audit: Audit) -> int:
    """Write what there is of everything; return the row of the table's header."""
    lang, total = page.lang, audit.total
    page.heading(BOOK["at-a-glance"][lang])
    top = page.row
    loose = len(audit.unmatched) + len(audit.ambiguous)
    unknown: Cell = LABELS["not-known"][lang]
    late = any(row.late_days is not None for row in audit.units)
    missing = total.missing if audit.has_roster else unknown
    rows: list[list[Cell]] = [
        [BOOK["total-units"][lang], total.units, None],
        [capital(STATES[CHECKED][lang]), total.checked, _part(total.checked, total.units)],
        [capital(STATES[MISSING][lang]), missing, _part(total.missing, total.units) if audit.has_roster else None],
        [capital(STATES[NOT_A_PLAN][lang]), total.not_a_plan, _part(total.not_a_plan, total.units)],
        [capital(STATES[UNREADABLE][lang]), total.unreadable, _part(total.unreadable, total.units)],
        [BOOK["issued-late"][lang], total.late if late else unknown, _part(total.late, total.units) if late else None],
        [BOOK["plans-passed"][lang], total.passed, _part(total.passed, total.checked)],
        [BOOK["second-files"][lang], len(audit.extra), None],
        [LABELS["loose"][lang], loose, None],
        [BOOK["pairs"][lang], len(audit.similar), None],
    ]
    page.table(
        [Title(BOOK["entry"][lang], "text"), Title(BOOK["number"][lang]), Title(BOOK["share"][lang], "percent")], rows
    )
    for name, value, style in (
        (LABELS["mean-score"][lang], total.mean_score, "decimal"),
        (BOOK["mean-coverage"][lang], share_cell(total.mean_coverage), "percent"),
    ):
        if value is not None:
            page.book.put(page.sheet, page.row, 0, name, "text")
            page.book.put(page.sheet, page.row, 1, value, style)
            page.book.put(page.sheet, page.row, 2, None, "text")
            page.row += 1
    return top


def _classes(page: SheetPage, audit: Audit, area: Area) -> None:
    lang, groups = page.lang, audit.groups
    page.heading(BOOK["by-class"][lang])
    states = [STATES[state][lang] for state in (CHECKED, MISSING, NOT_A_PLAN, UNREADABLE)]
    titles = [
        Title(LABELS["class"][lang], "text"), Title(LABELS["units"][lang]), *(Title(state) for state in states),
        Title(LABELS["late-units"][lang]), Title(LABELS["passed"][lang]), Title(LABELS["mean-score"][lang], "decimal"),
        Title(LABELS["coverage"][lang], "percent"),
    ]  # fmt: skip
    total = [[LABELS["total"][lang], *_of(audit.total)]]
    names = [group.name or capital(LABELS["no-class"][lang]) for group in groups]
    first = page.table(
        [title._replace(text=capital(title.text)) for title in titles],
        [[name, *_of(group)] for name, group in zip(names, groups, strict=True)] + total,
        total=True,
    )
    counts = [[group.checked, group.missing, group.not_a_plan, group.unreadable] for group in groups]
    fills = ("green", "red", "amber", "grey")
    series = [Series(states[i], 2 + i, [row[i] for row in counts], fill) for i, fill in enumerate(fills)]
    draw(page.book, page.sheet, Chart(BOOK["sent-by-class"][lang], "stacked", first, names, series), area)


def _of(group: Group) -> list[Cell]:
    counts = (group.units, group.checked, group.missing, group.not_a_plan, group.unreadable, group.late, group.passed)
    return [*counts, group.mean_score, share_cell(group.mean_coverage)]


def _elements(page: SheetPage, audit: Audit, area: Area) -> None:
    lang = page.lang
    page.heading(BOOK["elements"][lang])
    states = {status: words[lang] for status, words in ELEMENT_STATES.items()}
    titles = [Title(LABELS["element"][lang], "text"), *(Title(capital(state)) for state in states.values())]
    titles.append(Title(BOOK["share-present"][lang], "percent"))
    counts = {key: audit.coverage_of(key) for key in ELEMENTS}
    names = [audit.labels[key][lang] for key in ELEMENTS]
    rows: list[list[Cell]] = []
    for name, count in zip(names, counts.values(), strict=True):
        asked = sum(count.get(status, 0) for status in ("present", "weak", "missing"))
        rows.append([name, *(count.get(status, 0) for status in states), _part(count.get("present", 0), asked)])
    first = page.table(titles, rows)
    fills = {"present": "green", "weak": "amber", "missing": "red", "not-applicable": "grey"}
    series = [
        Series(name, column, [count.get(status, 0) for count in counts.values()], fills[status])
        for column, (status, name) in enumerate(states.items(), 1)
    ]
    draw(page.book, page.sheet, Chart(BOOK["elements-chart"][lang], "stacked", first, names, series), area)


def _scores(page: SheetPage, audit: Audit, area: Area) -> None:
    lang = page.lang
    page.heading(LABELS["distribution"][lang])
    scores = [row.score for row in audit.rows if row.score is not None]
    counts = [sum(1 for score in scores if low <= score < high or score == high == 100) for low, high in _BINS]
    names = [_bin(low, high, lang) for low, high in _BINS]
    rows = [[name, count, _part(count, len(scores))] for name, count in zip(names, counts, strict=True)]
    titles = [Title(BOOK["scores"][lang], "text"), Title(capital(LABELS["plans"][lang]))]
    first = page.table([*titles, Title(BOOK["share"][lang], "percent")], rows)
    series = [Series(LABELS["plans"][lang], 1, counts, "blue")]
    draw(page.book, page.sheet, Chart(BOOK["scores-chart"][lang], "column", first, names, series), area)


def _bin(low: int, high: int, lang: str) -> str:
    name = "below" if not low else "from-to" if high == 100 else "from"
    return BOOK[name].fill({"start": low, "end": high})[lang]


def _gaps(page: SheetPage, audit: Audit) -> None:
    lang, gaps = page.lang, audit.gaps
    page.heading(LABELS["gaps"][lang])
    titles = [
        Title(LABELS["finding"][lang], "text", 4), Title(LABELS["severity"][lang], "centre"),
        Title(capital(LABELS["units"][lang])), Title(BOOK["share"][lang], "percent"), Title(BOOK["times"][lang]),
        Title(LABELS["rule"][lang], "text", 2),
    ]  # fmt: skip
    rows: list[list[Cell]] = []
    for gap in gaps[:_MOST_GAPS]:
        share = _part(gap.units, audit.total.checked)
        rows.append([gap.message[lang], SEVERITIES[gap.severity][lang], gap.units, share, gap.findings, gap.rule])
    page.table(titles, rows)
    if len(gaps) > _MOST_GAPS:
        values = {"number": len(gaps) - _MOST_GAPS, "sheet": SHEETS["findings"][lang]}
        page.note(BOOK["more-gaps"].fill(values)[lang])


def _part(count: int, whole: int) -> float | None:
    return share_cell(count / whole) if whole else None
