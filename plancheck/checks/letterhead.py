"""Checks on the letterhead and the title: number and symbol, place and date, kind and subject."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from plancheck.checks.context import Context, once
from plancheck.finding import Words
from plancheck.grammar.metadata import NumberLine, date_in, number_line, place_in
from plancheck.plan import Line
from plancheck.rulebook import Rule

_DIGIT = re.compile(r"\d")
_BLANK = re.compile(r"\s")
_SHORT = 60  # characters; a longer line of the letterhead is neither number nor date
_TITLE_SEARCH = 3000  # characters from the top in which a kind that was not told as a title may stand
_PARTS = {
    "place": Words("địa danh", "the place"),
    "day": Words("ngày", "the day"),
    "month": Words("tháng", "the month"),
    "year": Words("năm", "the year"),
}
_Problem = tuple[str, int, int, str, dict[str, Any]]  # case, offsets, severity, values


@once
def number_of(context: Context) -> tuple[Line, NumberLine | None] | None:
    """Return the line of number and symbol and what it says; None where there is no such line."""
    lines = [line for kind, line in context.plan.frame if kind == "NUMBER"]
    read = [(line, number_line(line.text)) for line in lines]
    return next((item for item in read if item[1] and item[1].symbol), read[0] if read else None)


@once
def date_of(context: Context) -> tuple[Line, re.Match[str]] | None:
    """Return the line of the letterhead with place and date, and its parts; None where there is none."""
    for kind, line in context.plan.frame:
        if kind in ("PLACE_DATE", "NUMBER") and (match := date_in(kind, line.text)):
            return line, match
    return None


@once
def own_kind(context: Context) -> str | None:
    """Return the kind printed under the number ("Quyết định" where a decision issues the plan below it)."""
    numbered = number_of(context)
    first = numbered[0].start if numbered else -1
    ends_at: dict[int, int] = {}
    for name in (name for name in context.hits.names() if name.startswith("kind.")):
        for start, end in dict(reversed(context.hits.of(name))).items():
            ends_at[start] = max(end, ends_at.get(start, 0))
    for kind, line in context.plan.frame:
        if line.start <= first:
            continue
        end = ends_at.get(line.start, 0)
        if end and (kind == "KIND" or not context.plan.text.text[end : line.end].strip(" :")):
            return context.plan.text.text[line.start : end].capitalize()
    return None


def is_enclosed(context: Context) -> bool:
    """Say whether another document issues the plan ("Ban hành kèm theo Quyết định số …")."""
    return any(kind == "ENCLOSED" for kind, _ in context.plan.frame)


@once
def is_party(context: Context) -> bool:
    """Say whether the letterhead is that of the Party, whose form is laid down elsewhere."""
    folded = context.folded
    return any(kind == "NATIONAL" and folded.startswith("đảng", line.start) for kind, line in context.plan.frame)


def missing_number(context: Context, rule: Rule) -> None:
    """Report a plan whose number is blank or not there; a plan that a decision issues has the decision's."""
    if is_enclosed(context):
        return
    found = number_of(context)
    if found is None:
        if not any("/" in line.text for line in _unread(context)):
            _report(context, rule, "absent", *context.title_place(), whole=True)
        return
    line, read = found
    if read is None and not _DIGIT.search(line.text):
        _report(context, rule, "blank", line.start, line.end)
    elif read is not None and read.number is None:
        _report(context, rule, "blank", line.start, line.start + read.start + len(read.written))


def missing_date(context: Context, rule: Rule) -> None:
    """Report a plan whose place, day, month or year is blank or not there, or a day that no month has."""
    if is_enclosed(context):
        return
    found, data = date_of(context), context.plan.metadata
    if found is None:
        told = data.place is not None or data.date is not None
        if not told and not any(context.dates_within(line.start, line.end) for line in _unread(context)):
            _report(context, rule, "absent", *context.title_place(), whole=True)
        return
    line, match = found
    blank = [name for name in ("day", "month", "year") if not match[name]]
    if place_in(match) is None:
        blank.insert(0, "place")
    start, end = line.start + match.start(), line.start + len(line.text[: match.end()].rstrip())
    if blank:
        parts = Words(*(", ".join(_PARTS[name][lang] for name in blank) for lang in ("vi", "en")))
        _report(context, rule, "blank", start, end, parts=parts)
    elif data.date is None:
        context.report(rule, start, end, message=Words(**rule.options["problems"]["impossible"]))


def _unread(context: Context) -> list[Line]:
    """Return the lines of the letterhead whose form is not known: a number or date written oddly is none missing."""
    return [line for kind, line in context.plan.frame if kind in ("HEAD_TEXT", "ISSUER") and len(line.text) < _SHORT]


def _report(context: Context, rule: Rule, case: str, start: int, end: int, whole: bool = False, **values: Any) -> None:
    """Report what is given only when the plan is signed: mildly on a draft, or where a stamp may bear it."""
    plan = context.plan
    draft = context.settings.draft or any(kind == "DRAFT" for kind, _ in plan.frame)
    mild = draft or plan.text.source.format in rule.options["stamped_formats"]
    message = Words(**rule.options["problems"][case])
    context.report(rule, start, end, whole=whole, severity="info" if mild else None, message=message, **values)


def missing_subject(context: Context, rule: Rule) -> None:
    """Report a plan that does not print its kind, or has no subject under it."""
    plan = context.plan
    title = next((line for kind, line in plan.frame if kind == "KIND"), None)
    problems = rule.options["problems"]
    if title is not None:
        if not plan.metadata.subject:
            context.report(rule, title.start, title.end, message=Words(**problems["subject"]))
        return
    until = min(_TITLE_SEARCH, plan.body_end)
    if any(plan.text.text[hit.start : hit.end].isupper() for hit in context.hits.within("kind.ke-hoach", 0, until)):
        return  # printed where no title was looked for
    context.report(rule, *context.title_place(), whole=True, message=Words(**problems["kind"]))


def malformed_symbol(context: Context, rule: Rule) -> None:
    """Report a number, symbol or date that is not written as the regime of the plan's day prescribes."""
    if is_party(context):
        return
    for found, clause in ((_of_number(context, rule), "number"), (_of_date(context), "place-date")):
        basis = context.law.clause(clause, context.form_day)
        for case, start, end, severity, values in found:
            message = Words(**rule.options["problems"][case])
            context.report(rule, start, end, severity=severity, message=message, basis=basis, key=case, **values)


def _of_number(context: Context, rule: Rule) -> Iterator[_Problem]:
    found = number_of(context)
    if found is None:
        return
    line, read = found
    severity = "info" if context.plan.text.source.format in rule.options["stamped_formats"] else "warning"
    if read is None or read.symbol is None:
        if _DIGIT.search(line.text):
            prescribed = context.law.code_of(own_kind(context) or "", context.form_day)
            yield "form", line.start, line.end, severity, {"wanted": f"Số: …/{f'{prescribed}-' if prescribed else ''}…"}
        return
    if read.party:
        return
    start, end = line.start + read.start, line.start + read.start + len(read.written)
    number, symbol = (read.number or "…"), read.symbol
    code = _wrong_code(context, rule, symbol)
    if code is not None:
        symbol = code[2]["symbol"]
    short = len(number) == 1 and number.isdecimal()
    values = {"wanted": f"Số: {'0' if short else ''}{number}/{symbol}"}
    if _BLANK.search(read.written):
        yield "blank", start, end, severity, values
    if short:
        yield "zero", start, end, "warning", values
    if code is not None:
        yield code[0], start, end, code[1], code[2] | values
    if not read.colon:
        yield "colon", line.start, end, "info", values


def _wrong_code(context: Context, rule: Rule, symbol: str) -> tuple[str, str, dict[str, Any]] | None:
    """Return (case, severity, values) where the abbreviation of the kind in a symbol is not this document's."""
    code, _, rest = symbol.partition("-")
    if "/" in code or (not rest and context.plan.doc_type == "cong-van"):
        return None
    letter_code = code in rule.options["letter_codes"]
    if context.plan.doc_type == "cong-van":
        return ("letter-code", "info", {"code": code, "symbol": rest}) if letter_code else None
    kind = own_kind(context)
    wanted = context.law.code_of(kind, context.form_day) if kind else None
    if kind is None or wanted is None or code.casefold().startswith(wanted.casefold()):
        return None
    values = {"code": code, "kind": kind, "right": wanted, "symbol": f"{wanted}-{rest}"}
    if code in context.rulebook.codes or context.law.kinds_coded(code) or code in rule.options["wrong_codes"]:
        return "code", "warning", values
    if context.law.bodies_coded(code):
        return "no-code", "warning", values | {"symbol": f"{wanted}-{code}"}
    return None


def _of_date(context: Context) -> Iterator[_Problem]:
    found = date_of(context)
    if found is None:
        return
    line, match = found
    day, month = match["day"] or "", match["month"] or ""
    start, end = line.start + match.start("word"), line.start + len(line.text[: match.end()].rstrip())
    shown = str(int(month)) if month and int(month) > 2 else month.zfill(2) if month else "…"
    wanted = f"ngày {day.zfill(2) if day else '…'} tháng {shown} năm {match['year'] or '…'}"
    if len(day) == 1 or (len(month) == 1 and month in "12"):
        yield "date-zero", start, end, "warning", {"wanted": wanted}
    elif len(month) == 2 and month.startswith("0") and int(month) > 2:
        yield "month-zero", start, end, "info", {"wanted": wanted}
