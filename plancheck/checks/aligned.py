"""Checks of a draft beside its superior plan: what it leaves out, does later, or reports to somebody else."""

from __future__ import annotations

import re
from typing import Any

from plancheck.checks import specificity
from plancheck.checks.context import Context
from plancheck.checks.letterhead import date_of
from plancheck.checks.superior import quoted, shown
from plancheck.checks.unfit import SLIPS, SURE, is_unfit
from plancheck.finding import Words
from plancheck.language.dates import shown_date
from plancheck.matrix import COVERED, PARTIAL, UNCOVERED, AlignedItem, Alignment, Match
from plancheck.rulebook import Rule

_ROW = re.compile(r"(PL|BANG)\.([^.]+)$")
_MESSAGE = 195  # characters
_LEAST_QUOTE = 40
_HEADING = 60
_REPORT = "report"
_ISSUED = "issued-late"  # the problem of the duty to issue the plan itself
_OF_THE_FILE = frozenset({"same", "own", "kind", "kind-unsure"})  # doubts that no word of the draft is the place of


def wrong_basis(context: Context, rule: Rule) -> None:
    """Report the gravest doubt about the file given (options: problems, suggestions by kind of doubt)."""
    alignment = context.alignment
    if alignment is None or not alignment.doubts:
        return
    kind, words = alignment.doubts[0]
    span = _cited_as(context, alignment, kind)
    start, end = span or context.title_place()
    suggestion = rule.options["suggestions"].get(kind)
    context.report(
        rule, start, end, whole=span is None, severity=None if kind in SURE | SLIPS else "warning", key=kind,
        message=words, suggestion=Words(**suggestion) if suggestion else None,
        given=shown(alignment.basis), right=alignment.basis.symbol or "", right_day=shown_date(alignment.basis.date),
    )  # fmt: skip


def _cited_as(context: Context, alignment: Alignment, kind: str) -> tuple[int, int] | None:
    """Return where the draft cites the plan wrongly, or another one; None where it does neither."""
    said = quoted(context, alignment.basis)
    if said.item is None or said.right or kind in _OF_THE_FILE:
        return None
    citation = said.item.citation
    spans = {"date": citation.date_span, "number": citation.symbol_span, "symbol": citation.symbol_span}
    start, end = spans.get(kind, (0, 0))
    return (start, end) if start < end else (said.item.start, said.item.end)


def predates_basis(context: Context, rule: Rule) -> None:
    """Report a draft dated before the plan that it carries out."""
    alignment, day = context.alignment, context.day
    if alignment is None or is_unfit(alignment) or not day or not alignment.basis.date or day >= alignment.basis.date:
        return
    found = date_of(context)
    start, end = (found[0].start + found[1].start("word"), found[0].start + found[1].end()) if found else (0, 0)
    if not found:
        start, end = context.title_place()
    context.report(
        rule, start, end, whole=not found, day=shown_date(day), given=shown(alignment.basis),
        basis_day=shown_date(alignment.basis.date),
    )  # fmt: skip


# What is left out


def uncovered(context: Context, rule: Rule) -> None:
    """Report each item that the draft leaves out (options: kind of item, elements it may stand under, cases)."""
    alignment = context.alignment
    if alignment is None or is_unfit(alignment):
        return
    for item in alignment.items:
        if item.kind == rule.options["kind"] and item.status == UNCOVERED:
            _leave_out(context, rule, item, alignment)


def _leave_out(context: Context, rule: Rule, item: AlignedItem, alignment: Alignment) -> None:
    case = "sure" if item.sure or "unsure" not in rule.options["problems"] else "unsure"
    heading = _heading(context, rule.options["places"])
    start, end = heading or context.title_place()
    message = _with_quote(Words(**rule.options["problems"][case]), item, alignment)
    suggestion = Words(**rule.options["suggestions"]["headed" if heading else "bare"])
    context.report(
        rule, start, end, whole=True, severity="warning" if case == "unsure" else None, key=item.id, message=message,
        suggestion=suggestion, heading=_short(context.plan.text.text[start:end], _HEADING),
    )  # fmt: skip


def _heading(context: Context, roles: list[str]) -> tuple[int, int] | None:
    """Return the first heading that announces one of ``roles``, the foremost first."""
    for role in roles:
        for place in context.places.announcing:
            if role in place.announced and place.paragraph.kind == "heading" and place.paragraph.annex is None:
                return place.start, place.head_end if place.head_end > place.start else place.end
    return None


def _with_quote(words: Words, item: AlignedItem, alignment: Alignment, **values: Any) -> Words:
    """Return the words with place and first words of the item, cut so that the whole stays short."""
    filled = words.fill({"where": _where(item), "plan": shown(alignment.basis), **values})
    rooms = [_MESSAGE - len(text) for text in (filled.vi, filled.en)]
    vi, en = (_short(item.text, max(room, _LEAST_QUOTE)) for room in rooms)
    return filled.fill({"text": Words(vi, en)})


def _where(item: AlignedItem) -> Words:
    """Return how the place of an item is called; a row of a table by its number in it."""
    row = _ROW.match(item.id)
    if row is None:
        return Words(f"mục {item.id}", f"{item.id}")
    if row[1] == "PL":
        return Words(f"dòng {row[2]} Phụ lục ({item.id})", f"row {row[2]} of the annex ({item.id})")
    return Words(f"dòng {row[2]} của bảng ({item.id})", f"row {row[2]} of the table ({item.id})")


def _short(text: str, most: int) -> str:
    """Return ``text`` in one line, cut between words."""
    text = " ".join(text.split())
    if len(text) <= most:
        return text.rstrip(" ;,.:/")
    return text[: most - 1].rsplit(" ", 1)[0].rstrip(" ;,.:") + "…"


# What is done later, and reported elsewhere


def late_task(context: Context, rule: Rule) -> None:
    """Report a task whose every deadline in the draft falls after the superior plan's, at the earliest of them."""
    alignment = context.alignment
    if alignment is None or is_unfit(alignment):
        return
    late: dict[tuple[int, int], tuple[AlignedItem, Match]] = {}
    for item in alignment.items:
        match = _late(item)
        if match is None:
            continue
        known = late.get(_span(match))
        if known is None or (item.due or "") < (known[0].due or ""):
            late[_span(match)] = item, match
    for (start, end), (item, match) in sorted(late.items(), key=lambda entry: entry[0]):
        issued = item.problem == _ISSUED
        words = Words(**rule.options["problems"]["issued" if issued else "late"])
        message = _with_quote(words, item, alignment, day=shown_date(match.due), due=shown_date(item.due))
        context.report(
            rule, start, end, key=item.id, message=message, due=shown_date(item.due),
            # A plan signed late cannot be signed earlier; it is told, and the rest of it stands.
            severity="warning" if issued else None,
            suggestion=Words(**rule.options["suggestions"]["issued"]) if issued else None,
        )  # fmt: skip


def _late(item: AlignedItem) -> Match | None:
    """Return the earliest place of the draft that dates a task, if it is later than asked; reports have their rule."""
    if item.kind == _REPORT or not item.due or item.status not in (COVERED, PARTIAL):
        return None
    dated = [match for match in item.matches if match.due]
    first = min(dated, key=lambda match: match.due or "", default=None)
    return first if first is not None and first.due and first.due > item.due else None


def _span(match: Match) -> tuple[int, int]:
    return match.due_span if match.due_span[0] < match.due_span[1] else (match.start, match.end)


def wrong_report_recipient(context: Context, rule: Rule) -> None:
    """Report each duty to report that the draft directs elsewhere, dates later or leaves out (options: problems)."""
    alignment = context.alignment
    if alignment is None or is_unfit(alignment):
        return
    for item in alignment.items:
        case = _case(context, item) if item.kind == _REPORT else None
        if case is not None:
            _misreport(context, rule, item, case, alignment)


def _case(context: Context, item: AlignedItem) -> str | None:
    if item.status == UNCOVERED:
        return item.problem if item.problem == "recipient" else "absent"
    if item.problem == "day-missing" and specificity.vague_line(context) is not None:
        return None
    return item.problem if item.problem in ("day-late", "day-missing", "one-missing") else None


def _misreport(context: Context, rule: Rule, item: AlignedItem, case: str, alignment: Alignment) -> None:
    start, end, whole = _reported(context, item, case)
    given = next((match.due for match in item.matches if match.due and item.due and match.due > item.due), None)
    if case == "day-late" and not (given and item.due):
        case = "day-later"
    to, due = ", ".join(item.to), shown_date(item.due)
    known = Words(f"{to} (trước ngày {due})", f"{to} (by {due})") if due else to
    proposed = "quoted" if not to else "known"
    if due and case in ("day-missing", "one-missing"):
        proposed = "one-missing" if case == "one-missing" else "day"
    elif case == "day-missing":
        proposed = "quoted"
    message = _with_quote(Words(**rule.options["problems"][case]), item, alignment, day=shown_date(given), due=due)
    context.report(
        rule, start, end, whole=whole, severity="info" if case == "day-missing" else None, key=item.id, message=message,
        suggestion=Words(**rule.options["suggestions"][proposed]), asked=known, due=due, where=_where(item),
        plan=shown(alignment.basis),
    )  # fmt: skip


def _reported(context: Context, item: AlignedItem, case: str) -> tuple[int, int, bool]:
    """Return the place of the draft's own line, or else of its heading on reports, and whether there is no line."""
    late = next((match for match in item.matches if match.due and item.due and match.due > item.due), None)
    match = late or next(iter(item.matches), None)
    if match is not None:
        return *(_span(match) if case == "day-late" else (match.start, match.end)), False
    return *(_heading(context, ["reporting", "responsibility"]) or context.title_place()), True
