"""The findings on a report's page, grouped by top-level section in reading order."""

from __future__ import annotations

from plancheck.finding import Finding, Report
from plancheck.report.cells import cell_len
from plancheck.report.clean import clean
from plancheck.report.layout import Line, crop, hang, underline
from plancheck.report.words import label, place_of, short_place

SIGNS = {"error": ("✗", "bold red"), "warning": ("!", "bold yellow"), "info": ("·", "bold cyan")}
_INDENT = 2
_SEVERITY = 8  # the widest severity word and label


def findings_page(report: Report, width: int, lang: str) -> list[Line]:
    """Return the lines of all findings; advice that a rule has given once on the page is not repeated."""
    lines: list[Line] = []
    group, given = "", set[tuple[str, str]]()
    if report.verdict in ("not-a-plan", "unreadable"):
        lines.append([])
    for finding in report.counted:
        title = _title(finding, lang) if report.elements and report.verdict != "not-a-plan" else ""
        if title != group:
            group = title
            lines += [[], [(" ", ""), (crop(title, width - 2), "bold")]]
        lines += finding_block(finding, width, lang, given)
    return lines


def finding_block(finding: Finding, width: int, lang: str, given: set[tuple[str, str]]) -> list[Line]:
    """Return one finding: message, the author's words, how to mend it, on what it rests, and why."""
    sign, style = SIGNS[finding.severity]
    words = label(finding.severity, lang)
    prefix: Line = [(" " * _INDENT, ""), (sign, style), (" ", ""), (words.ljust(_labels(lang) + 2), style)]
    message = clean(finding.message[lang])
    lines = hang(prefix, message, "", width, (finding.rule, "dim"))
    if finding.quote is not None and finding.excerpt is not None:
        lines += _source(finding, width, lang)
    elif finding.element and finding.location.line > 1:
        near = f"{label('near', lang)} {place_of(finding.location, lang)}"
        lines += _advice(label("place", lang), near, width, lang, "dim")
    for name, text in (("fix", finding.suggestion), ("basis", finding.basis), ("why", finding.why)):
        shown = clean(text[lang])
        if shown and (finding.rule, shown) not in given:
            given.add((finding.rule, shown))
            lines += _advice(label(name, lang), shown, width, lang, "" if name == "fix" else "dim")
    return lines


def _labels(lang: str) -> int:
    names = ("error", "warning", "info", "fix", "basis", "why")
    return max(cell_len(label(name, lang)) for name in names)


def _advice(name: str, text: str, width: int, lang: str, style: str) -> list[Line]:
    return hang([(" " * (_INDENT + 2), ""), (name.ljust(_labels(lang) + 2), "dim")], text, style, width)


def _source(finding: Finding, width: int, lang: str) -> list[Line]:
    """Return the author's line with the quoted words underlined, cut around them where it is too long."""
    excerpt, start = finding.excerpt or "", finding.excerpt_column
    end = start + len((finding.quote or "").rstrip("…"))
    before, words, after = (clean(part) for part in (excerpt[:start], excerpt[start:end], excerpt[end:]))
    number = short_place(finding.location, lang).rjust(5)
    gutter = f"{number} │ "
    before, words, after = underline(before.lstrip(), words, after.rstrip(), width - cell_len(gutter) - _INDENT)
    blank = " " * (_INDENT + len(number)) + " │ "
    return [
        [(" " * _INDENT + gutter, "dim"), (before, ""), (words, "bold"), (after, "")],
        [(blank, "dim"), (" " * cell_len(before), ""), ("~" * max(cell_len(words), 1), SIGNS[finding.severity][1])],
    ]


def _title(finding: Finding, lang: str) -> str:
    """Return the line of the top-level section or annex that a finding stands in."""
    if finding.part:
        return clean(finding.part)
    if finding.quote is None or finding.order < 0:
        return label("whole", lang)
    return label("tail" if finding.in_tail else "head", lang)
