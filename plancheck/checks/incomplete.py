"""The check that a document named for the first time bears its number, symbol, date and issuer."""

from __future__ import annotations

import re

from plancheck.checks.basis import own_level
from plancheck.checks.citedlaw import body_codes, document_of, issuer_codes, shown
from plancheck.checks.citing import Cited, cited, is_inner
from plancheck.checks.context import Context
from plancheck.checks.programmes import invocations
from plancheck.checks.timing import planned_years
from plancheck.checks.unnumbered import unnumbered
from plancheck.checks.wording import holds
from plancheck.finding import Words
from plancheck.rulebook import Rule

_NAMED_BY_TITLE = frozenset({"luật", "bộ luật", "pháp lệnh", "hiến pháp", "văn bản hợp nhất"})
_MANY = 5  # from this level down (communes, branches) both the unit's own and the province's UBND may be meant
_NUMBERS = re.compile(r"\d+")


def incomplete_citation(context: Context, rule: Rule) -> None:
    """Report what the first mention of a document leaves out (options: problems)."""
    for item in cited(context):
        if item.first and item.where in ("text", "annex"):
            _judge(context, rule, item)
    _unnumbered(context, rule)
    _programmes(context, rule)


def _judge(context: Context, rule: Rule, item: Cited) -> None:
    citation = item.citation
    if citation.kind.lower() in _NAMED_BY_TITLE or _is_named_before(context, item):
        return
    given = _NUMBERS.findall(context.folded, *citation.date_span)  # of a date; one that cannot be is malformed
    undated = not item.date and len(given) < 3 and not _dated_nearby(context, item)
    half = undated and len(given) > 0
    nobody = not item.issuer_span[1] and not _issuer_nearby(context, item)
    if undated:
        problem = "year" if half else "date-issuer" if nobody and not _is_told(context, item) else "date"
        severity = "warning"
    elif nobody:
        problem, severity = "issuer", _severity_without_issuer(context, item)
    else:
        return
    if severity == "warning" and _is_excused(context, item):
        severity = "info"
    if severity:
        _report(context, rule, item, problem, severity)


def _is_named_before(context: Context, item: Cited) -> bool:
    """Say whether its symbol, which bears a year, stood there before with a date, be it a wrong one."""
    if item.symbol.year is None or item.date:
        return False
    earlier = (one for one in cited(context) if one.start < item.start and one.citation.symbol == item.citation.symbol)
    return any(one.date for one in earlier)


def _report(context: Context, rule: Rule, item: Cited, problem: str, severity: str) -> None:
    document = document_of(context, item)
    suggestion = None
    if document is not None and document.sure("issued", "symbol", "issuer"):
        suggestion = Words(**rule.options["suggestions"]["known"]).fill({"document": shown(document)})
    context.report(
        rule, item.start, item.end, severity=severity, key=problem, message=Words(**rule.options["problems"][problem]),
        suggestion=suggestion, citation=context.quote(item.start, item.end),
    )  # fmt: skip


def _is_excused(context: Context, item: Cited) -> bool:
    """Say whether the omission is slight: in an annex, in another document's title, made good further on."""
    if item.where == "annex" or is_inner(context, item):
        return True
    return any(other.date and other.issuer_span[1] for other in item.mentions if other is not item)


def _around(item: Cited) -> list[tuple[int, int]]:
    """Return the stretches of the clause on both sides of a citation, up to the citations beside it."""
    before, after = item.before, item.after
    start = max(item.clause[0], before.end if before else 0)
    end = min(item.clause[1], after.start if after else item.clause[1])
    return [(start, item.start), (item.end, end)]


def _dated_nearby(context: Context, item: Cited) -> bool:
    """Say whether a day of issue stands in the clause, apart from the symbol ("Ngày 05/01/2026, UBND tỉnh ký …")."""
    (start, begin), (end, stop) = _around(item)
    before = [date.end for date in context.dates_within(start, begin) if date.iso]
    if any(holds(context, "cited-issued", date, begin) for date in before):
        return True
    after = [date.start for date in context.dates_within(end, stop) if date.iso]
    return any(not context.folded[end:date].strip(" (") or holds(context, "cited-issued", end, date) for date in after)


def _issuer_nearby(context: Context, item: Cited) -> bool:
    """Say whether the clause names who issues documents with this symbol, or a body by its rank ("của tỉnh")."""
    codes = body_codes(context, item)
    for start, end in _around(item) + (_around(item.head) if item.head else []):
        if any(holds(context, name, start, end) for name in ("issuer-short", *(f"issuer-{code}" for code in codes))):
            return True
        names = context.hits.within("law.body", start, end)
        if any(not codes or issuer_codes(context, hit.start, hit.end) & codes for hit in names):
            return True
    return False


def _is_told(context: Context, item: Cited) -> bool:
    return _severity_without_issuer(context, item) != "warning"


def _severity_without_issuer(context: Context, item: Cited) -> str:
    """Return how grave it is that no issuer is named: the symbol may name it well enough; "" for not at all."""
    codes = body_codes(context, item)
    if codes & {"ubnd", "hdnd"}:
        level = own_level(context)
        return "warning" if level is not None and level >= _MANY else "info"
    own = context.plan.metadata.symbol or ""
    if set(item.symbol.bodies) & set(re.split(r"[-/]", own)):
        return ""
    return "warning" if codes == {"tw"} else "info"


def _unnumbered(context: Context, rule: Rule) -> None:
    """Report documents named without number and symbol, a bare number once."""
    for found in unnumbered(context, str(rule.options["law_dated_from"])):
        suggestion = rule.options["suggestions"].get(found.problem)
        context.report(
            rule, found.start, found.end, severity=found.severity, key=found.problem,
            message=Words(**rule.options["problems"][found.problem]),
            suggestion=Words(**suggestion) if suggestion else None, citation=context.quote(found.start, found.end),
        )  # fmt: skip


def _programmes(context: Context, rule: Rule) -> None:
    """Report a programme that is called by name, where its resolution, though issued by then, is cited nowhere."""
    numbers = {item.citation.symbol for item in cited(context)}
    years = planned_years(context)
    for index, found in invocations(context).items():
        programme = context.law.programmes[index]
        named = next((one for one in found if one.item is None and one.where == "text"), None)
        if named is None or programme.resolution.partition("@")[0] in numbers:
            continue
        if years is not None and not programme.covers(years[0]):
            continue  # summed up, or told by programme-mismatch
        # In the year of its issue only a dated draft says whether there was a number to give.
        day = context.day or (f"{years[0]}-01-01" if years else programme.issued)
        if programme.issued <= day:
            context.report(
                rule, named.start, named.end, severity="info", key="programme",
                message=Words(**rule.options["problems"]["programme"]),
                citation=context.quote(named.start, named.end),
            )  # fmt: skip
