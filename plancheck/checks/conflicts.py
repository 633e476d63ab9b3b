"""The check that a document is cited alike throughout, and with the date that it really bears."""

from __future__ import annotations

import re
from typing import Any

from plancheck.checks.citedlaw import ANY_OF_KIND, body_codes, document_of, issuer_codes, repeats
from plancheck.checks.citing import Cited, cited
from plancheck.checks.context import Context
from plancheck.finding import Words
from plancheck.language.dates import shown_date
from plancheck.rulebook import Rule

_TITLE = re.compile(r"\s*,?\s*(?:về(?:\s+việc)?|v/v|ban hành|phê duyệt|quy định)\s+([^;\n.]{30,})")
_LONGEST_TITLE = 200
_AT_EVERY_LEVEL = frozenset({"ubnd", "hdnd"})
_LEVELS = 6  # lists level.1 (the State) to level.6
_LEAST_TITLE = 40  # letters that two titles must share from their start


def conflicting_citation(context: Context, rule: Rule) -> None:
    """Report a document whose date, issuer or number differs between places, or from the registry."""
    told: set[int] = set()
    seen: set[tuple[int, str | None]] = set()
    for item in cited(context):
        if (id(item.mentions), item.date) in seen or _against_registry(context, rule, item):
            seen.add((id(item.mentions), item.date))
            told.add(id(item))
    _within_draft(context, rule, told)
    _same_day(context, rule, told)
    _same_title(context, rule, told)


def _against_registry(context: Context, rule: Rule, item: Cited) -> bool:
    """Report a date that is not the document's own, or not of the year that its symbol bears."""
    if item.date is None or item.date != item.citation.date:
        return False
    document = document_of(context, item)
    if document is not None:
        if document.issued == item.date:
            return False
        sure = document.sure("issued")
        _tell(
            context, rule, item, "registry" if sure else "registry-unsure", "warning" if sure else "info",
            given=shown_date(item.date), right=shown_date(document.issued),
        )  # fmt: skip
        return True
    if item.symbol.year is not None and item.symbol.year != int(item.date[:4]):
        _tell(context, rule, item, "year", None, given=shown_date(item.date), year=str(item.symbol.year))
        return True
    return False


def _within_draft(context: Context, rule: Rule, told: set[int]) -> None:
    """Report mentions that differ from the first one of the same number, symbol and year."""
    for item in cited(context):
        if item.mentions[0] is not item or len(item.mentions) < 2:
            continue
        dated = [one for one in item.mentions if one.date and one.date == one.citation.date and id(one) not in told]
        for one in dated[1:]:
            other, apart = dated[0], _apart(context, dated[0], one)
            if one.date != other.date and not apart:
                days = [shown_date(each.date or "") for each in (one, other)]
                _differ(context, rule, one, other, "date", days)
            elif one.date == other.date and apart in ("body", "province"):
                _differ(context, rule, one, other, "issuer", [_issuer(context, each) for each in (one, other)])
            else:
                continue
            told.add(id(one))


def _apart(context: Context, one: Cited, other: Cited) -> str | None:
    """Return in what the issuers differ: body, province or rank; None where they may be one."""
    spans = [one.issuer_span, other.issuer_span]
    for name, read in (("body", issuer_codes), ("province", _provinces), ("rank", _ranks)):
        first, second = (read(context, *span) for span in spans)
        if first and second and not first & second and not (first | second) & ANY_OF_KIND:
            return name
    return None


def _provinces(context: Context, start: int, end: int) -> frozenset[str]:
    return frozenset(context.folded[hit.start : hit.end] for hit in context.hits.within("law.province", start, end))


def _ranks(context: Context, start: int, end: int) -> frozenset[str]:
    levels = (f"level.{number}" for number in range(1, _LEVELS + 1))
    return frozenset(name for name in levels if context.hits.any_within(name, start, end))


def _issuer(context: Context, item: Cited) -> str:
    return context.plan.text.text[slice(*item.issuer_span)].strip()


def _differ(context: Context, rule: Rule, one: Cited, other: Cited, problem: str, values: list[str]) -> None:
    # Where an issuer is left out, the People's Committees of province, district and commune are not told apart.
    named = one.issuer_span[1] and other.issuer_span[1]
    unsure = repeats(one) or not (named or body_codes(context, one) - _AT_EVERY_LEVEL)
    line = context.plan.text.location(other.start, other.end).line
    _tell(context, rule, one, problem, "info" if unsure else None, given=values[0], other=values[1], line=str(line))


def _same_day(context: Context, rule: Rule, told: set[int]) -> None:
    """Report one number and symbol given the same day of two years: the year is mistyped in one of both places."""
    seen: dict[tuple[str, str], Cited] = {}
    for item in cited(context):
        if not item.date or item.date != item.citation.date or id(item) in told or repeats(item):
            continue
        other = seen.setdefault((item.citation.symbol, item.date[4:]), item)
        if other.date != item.date and not _apart(context, other, item) and item.mentions[0] is item:
            _differ(context, rule, item, other, "date", [shown_date(item.date), shown_date(other.date or "")])
            told.add(id(item))


def _same_title(context: Context, rule: Rule, told: set[int]) -> None:
    """Report documents of one kind, body and title whose numbers differ on one day, or whose years differ."""
    seen: dict[tuple[object, ...], Cited] = {}
    for item in cited(context):
        match = _TITLE.match(context.folded, item.end, min(item.clause[1], item.end + _LONGEST_TITLE))
        if match is None or len(match[1]) < _LEAST_TITLE or not item.date or id(item) in told:
            continue
        other = seen.setdefault((item.symbol.code, item.symbol.bodies, match[1].strip()), item)
        if other is item or _apart(context, other, item):
            continue
        numbers = [item.symbol.number, other.symbol.number]
        if other.date == item.date and numbers[0] != numbers[1]:
            _differ(context, rule, item, other, "number", [item.citation.symbol, other.citation.symbol])
        elif other.date != item.date and numbers[0] == numbers[1] and other.mentions is not item.mentions:
            _differ(context, rule, item, other, "date", [shown_date(item.date), shown_date(other.date or "")])


def _tell(context: Context, rule: Rule, item: Cited, problem: str, severity: str | None, **values: Any) -> None:
    suggestion = rule.options["suggestions"].get(problem)
    context.report(
        rule, item.start, item.end, severity=severity, key=problem,
        message=Words(**rule.options["problems"][problem]), suggestion=Words(**suggestion) if suggestion else None,
        symbol=item.citation.symbol, kind=item.citation.kind,
        **values,
    )  # fmt: skip
