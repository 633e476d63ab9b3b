"""The page that a reviewer reads: verdict, checklist of elements, findings, and what was not checked."""

from __future__ import annotations

from collections.abc import Sequence

from plancheck.finding import Report
from plancheck.language.dates import shown_date
from plancheck.report.alignpage import align_section
from plancheck.report.cells import cell_len
from plancheck.report.checklist import checklist
from plancheck.report.clean import clean
from plancheck.report.findingpage import findings_page
from plancheck.report.layout import Line, Span, crop_left, hang, pad, width_of, wrap
from plancheck.report.words import DOC_TYPES, VERDICTS, counted, decimal, label

NARROWEST = 48
_STYLES = {"pass": "bold green", "needs-work": "bold yellow", "not-a-plan": "bold magenta", "unreadable": "bold red"}


def page(report: Report, width: int, lang: str = "vi", verbose: bool = False) -> list[Line]:
    """Return the lines of one document's page, at most ``width`` cells each."""
    width = max(width, NARROWEST)
    if report.is_settings:
        return [[(" ", ""), (crop_left(clean(report.path), width - 2), "bold")], *findings_page(report, width, lang)]
    lines = _header(report, width, lang)
    if report.verdict in ("pass", "needs-work"):
        lines += [[], *checklist(report, width, lang, verbose)]
    if report.alignment is not None:
        lines += [[], *align_section(report.alignment, report.path, width, lang, verbose)]
    lines += findings_page(report, width, lang)
    if report.status == "checked":
        lines += [[], *_result(report, width, lang)]
    lines += _skipped(report, width, lang, verbose)
    return lines


def pages(reports: Sequence[Report], width: int, lang: str = "vi", verbose: bool = False) -> list[Line]:
    """Return the pages of all documents; a table of them at the end when there are several."""
    width = max(width, NARROWEST)
    lines: list[Line] = []
    for number, report in enumerate(reports):
        if number:
            lines += [[], [("─" * width, "dim")], []]
        lines += page(report, width, lang, verbose)
    drafts = [report for report in reports if not report.is_settings]
    if len(drafts) > 1:
        lines += [[], [("═" * width, "dim")], *_overview(drafts, width, lang)]
    return lines


def quiet(reports: Sequence[Report], lang: str = "vi") -> list[Line]:
    """Return one line for each finding: path:line:column: severity rule message."""
    return [
        [
            (f"{clean(report.path)}:{finding.location.line}:{finding.location.column}: ", ""),
            (finding.severity, _SEVERITIES[finding.severity]),
            (f" {finding.rule} {clean(finding.message[lang])}", ""),
        ]
        for report in reports
        for finding in report.counted
    ]


_SEVERITIES = {"error": "red", "warning": "yellow", "info": "cyan"}


def _header(report: Report, width: int, lang: str) -> list[Line]:
    right: Line = [(label(report.verdict, lang), _STYLES[report.verdict])]
    if report.score is not None:
        right += [("  ", ""), (f"{decimal(report.score, lang)}/100", "bold")]
    unread = report.status == "unreadable"
    left = clean(report.path) if unread else _title(report, lang)
    room = width - 1 - width_of(right) - 2
    first, *rest = wrap(left, width - 1, room) if not unread else [crop_left(left, room)]
    lines: list[Line] = [[(" ", ""), (pad(first, width - 1 - width_of(right)), "bold"), *right]]
    lines += [[(" ", ""), (line, "bold")] for line in rest]
    if unread:
        return lines
    if report.metadata.subject:
        lines += hang([(" ", "")], clean(report.metadata.subject), "", width)
    profile = f" · {label('profile', lang)}: {report.profile_name[lang]}" if report.profile_name else ""
    lines.append([(" ", ""), (crop_left(clean(report.path), width - 1 - cell_len(profile)), "dim"), (profile, "dim")])
    return lines


def _title(report: Report, lang: str) -> str:
    data = report.metadata
    parts = [DOC_TYPES[report.doc_type][lang]]
    if data.number or data.symbol:
        symbol = f"/{data.symbol}" if data.symbol else ""
        parts.append(f"{label('number', lang)} {data.number or '…'}{symbol}")
    if data.date:
        parts.append(f"{label('dated', lang)} {shown_date(data.date)}")
    title = " ".join(parts)
    unit = report.unit.name if report.unit is not None else data.issuer
    return clean(f"{title} · {unit}" if unit else title)


def _result(report: Report, width: int, lang: str) -> list[Line]:
    prefix: Line = [(" ", ""), (f"{label('result', lang)}: ", "bold")]
    let_pass = len(report.findings) - len(report.counted)
    spared = f" {counted(let_pass, 'suppressed', lang)}." if let_pass else ""
    if not report.counted:
        return hang(prefix, label("clean", lang) + spared, "green", width)
    counts = {severity: report.count(severity) for severity in _SEVERITIES}
    line: Line = [*prefix]
    for severity, count in counts.items():
        if count:
            joint: list[Span] = [(", ", "")] if len(line) > len(prefix) else []
            line += [*joint, (counted(count, severity, lang), _SEVERITIES[severity])]
    return [[*line, (f".{spared}", "")]]


def _skipped(report: Report, width: int, lang: str, verbose: bool) -> list[Line]:
    reasons: dict[str, list[str]] = {}
    for skipped in report.skipped:
        reasons.setdefault(skipped.reason[lang], []).append(skipped.rule)
    if not reasons:
        return []
    lines: list[Line] = [] if report.status == "checked" else [[]]
    start = f"{label('skipped', lang)}: "
    if verbose:
        for reason, rules in reasons.items():
            text = f"{counted(len(rules), 'rule', lang)} ({clean(reason)}): {', '.join(rules)}"
            lines += hang([(" ", ""), (start, "dim")], text, "dim", width)
        return lines
    parts = [f"{counted(len(rules), 'rule', lang)} ({clean(reason)})" for reason, rules in reasons.items()]
    text = f"{'; '.join(parts)}. {label('see-skipped', lang)}."
    return lines + hang([(" ", ""), (start, "dim")], text, "dim", width)


def _overview(reports: Sequence[Report], width: int, lang: str) -> list[Line]:
    """Return a table of all documents and a line of totals."""
    verdicts = [label(report.verdict, lang) for report in reports]
    titles = [label(name, lang) for name in ("file", "verdict", "score", "errors", "warnings")]
    middle = max(cell_len(text) for text in (*verdicts, titles[1]))
    numbers = [max(cell_len(title), 5) for title in titles[2:]]
    longest = max(cell_len(text) for text in (*(clean(report.path) for report in reports), titles[0]))
    names = min(longest, width - 1 - middle - 2 - sum(numbers) - 6)
    rows: list[Line] = [_row(titles, names, middle, numbers, "dim", "dim")]
    for report, verdict in zip(reports, verdicts, strict=True):
        unread = report.status == "unreadable"
        score = "–" if report.score is None else decimal(report.score, lang)
        counts = ["–", "–"] if unread else [str(report.count("error")), str(report.count("warning"))]
        values = [clean(report.path), verdict, score, *counts]
        rows.append(_row(values, names, middle, numbers, "", _STYLES[report.verdict]))
    groups = {name: sum(1 for report in reports if report.verdict == name) for name in VERDICTS}
    tally = ", ".join(f"{count} {VERDICTS[name][lang]}" for name, count in groups.items() if count)
    return [*rows, *hang([(" ", "")], f"{counted(len(reports), 'document', lang)}: {tally}.", "bold", width)]


def _row(values: list[str], names: int, middle: int, numbers: list[int], style: str, verdict: str) -> Line:
    line: Line = [(" ", ""), (pad(crop_left(values[0], names), names + 2), style), (pad(values[1], middle), verdict)]
    for value, cells in zip(values[2:], numbers, strict=True):
        line.append((" " * (cells - cell_len(value) + 2) + value, style))
    return line
