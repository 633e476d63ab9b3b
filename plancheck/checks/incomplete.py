"""The check that a document named for the first time bears its number, symbol, date and issuer."""

from __future__ import annotations

import re
from typing import NamedTuple

from plancheck.checks.basis import own_level
from plancheck.checks.citedlaw import body_codes, document_of, issuer_codes, shown
from plancheck.checks.citing import Cited, cited, cited_between, clause, is_inner
from plancheck.checks.context import Context
from plancheck.checks.programmes import invocations
from plancheck.checks.timing import planned_years
from plancheck.checks.wording import holds, leads, words
from plancheck.finding import Words
from plancheck.language.phrases import Hit
from plancheck.rulebook import Rule

_NAMED_BY_TITLE = frozenset({"luật", "bộ luật", "pháp lệnh", "hiến pháp", "văn bản hợp nhất"})
_MANY = 5  # from this level down (communes, branches) both the unit's own and the province's UBND may be meant
_BLANK_NUMBER = re.compile(r"\s+số\s*:?[\s.…_]*/\s?[a-zđ]{2,4}-[a-zđ&]{2,}")
_BARE_NUMBER = re.compile(r"\s+(số\s*:?\s*)?(\d{1,4}[a-z]?)(?![\w%/-]|\.\d|,\d)(?:\s*(ngày\s+\d|của\s|về\s))?")
_NUMBERS = re.compile(r"\d+")
_OF = re.compile(r"\s(?:của|do)\s+")
_NAME_END = re.compile(r"[,(]|\s(?:và|về|ban hành|năm|giai đoạn)\s")
_LONGEST_NAME = 250
_STRETCH = 256
_FIRST = 20  # citations from the top among which a document named by its title is looked for


def incomplete_citation(context: Context, rule: Rule) -> None:
    """Report what the first mention of a document leaves out (options: problems)."""
    for item in cited(context):
        if item.first and item.where in ("text", "annex"):
            _judge(context, rule, item)
    _without_number(context, rule)
    _programmes(context, rule)


def _judge(context: Context, rule: Rule, item: Cited) -> None:
    citation = item.citation
    if citation.kind.lower() in _NAMED_BY_TITLE:
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
    if severity == "" or (severity == "warning" and _is_excused(context, item)):
        severity = "info" if severity else ""
    if severity:
        _report(context, rule, item, problem, severity)


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
    """Say whether a day of issue stands in the same clause, away from the symbol ("Ngày 05/01/2026, UBND tỉnh …")."""
    return any(date.iso for start, end in _around(item) for date in context.dates_within(start, end))


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


# Documents without their number


def _without_number(context: Context, rule: Rule) -> None:
    """Report documents that are carried out, or called by a bare number, without number and symbol."""
    known = {item.symbol.number for item in cited(context)}
    taken = _spans(context)
    for hit in context.hits.of("cited-kind"):
        found = _named_short(context, rule, hit)
        if found is None or any(start <= hit.start < end for start, end in taken.get(hit.start // _STRETCH, ())):
            continue
        place = context.place_at(hit.start)
        if place is None or place.paragraph.kind == "cell" or place.roles & {"recipients", "annex-title"}:
            continue
        if found.number is None or found.number not in known:
            known.add(found.number or "")
            context.report(
                rule, hit.start, found.end, severity=found.severity, key=found.problem,
                message=Words(**rule.options["problems"][found.problem]),
                citation=context.quote(hit.start, found.end),
            )  # fmt: skip


class _Short(NamedTuple):
    """A document named without its full number and symbol; ``number`` is the bare one."""

    problem: str
    end: int
    severity: str
    number: str | None = None


def _named_short(context: Context, rule: Rule, hit: Hit) -> _Short | None:
    """Return what the name of a kind at ``hit`` leaves out of the document's number."""
    if (blank := _BLANK_NUMBER.match(context.folded, hit.end, hit.end + 60)) is not None:
        return None if _is_own_symbol(context, blank.group()) else _Short("blank-number", blank.end(), "warning")
    if (bare := _bare_number(context, hit.start, hit.end)) is not None:
        return bare
    place = context.place_at(hit.start) if hit.start < context.plan.body_start else None
    if place is None or "opening" not in place.roles:
        return None
    if _undated_law(context, rule, hit.start, hit.end):
        return _Short("law", clause(context, hit.start, hit.end)[1], "info")
    stop = _carried_out(context, hit.start, hit.end, place.start)
    return _Short("no-number", stop, "warning") if stop else None


def _spans(context: Context) -> dict[int, list[tuple[int, int]]]:
    """Return the citations by the stretches of text that they touch."""
    found: dict[int, list[tuple[int, int]]] = {}
    for item in cited(context):
        for stretch in range(item.start // _STRETCH, item.end // _STRETCH + 1):
            found.setdefault(stretch, []).append((item.start, item.end))
    return found


def _is_own_symbol(context: Context, written: str) -> bool:
    own = (context.plan.metadata.symbol or "").lower().replace(" ", "")
    return bool(own) and written.split("/")[-1].replace(" ", "") in own


def _bare_number(context: Context, start: int, end: int) -> _Short | None:
    """Return what is left out of "Nghị quyết số 76 ngày …"; "Kế hoạch 5 năm" names no document."""
    match = _BARE_NUMBER.match(context.folded, end, end + 60)
    if match is None or not (match[1] or (match[3] and match[3].strip() != "về")):
        return None
    if not context.plan.text.text[start].isupper():
        return None
    if not words(context, "cited-coded").fullmatch(context.folded, start, end):
        return None
    severity = "warning" if match[1] and match[3] else "info"
    return _Short("bare-number", match.end(2), severity, match[2].lstrip("0"))


def _undated_law(context: Context, rule: Rule, start: int, end: int) -> bool:
    """Say whether a basis names a law without date, year or number, where the form of the day asks for the date."""
    if not words(context, "cited-law").fullmatch(context.folded, start, end):
        return False
    if not context.plan.text.text[start].isupper() or (context.form_day or "") < str(rule.options["law_dated_from"]):
        return False
    begin, stop = clause(context, start, end)
    return leads(context, "cited-basis", begin, start) and not _NUMBERS.search(context.folded, end, stop)


def _carried_out(context: Context, start: int, end: int, least: int) -> int | None:
    """Return where a document named by its title alone ends, if a named body's is carried out; else None."""
    if not context.plan.text.text[start].isupper():
        return None
    if not words(context, "cited-numbered").fullmatch(context.folded, start, end):
        return None
    if not leads(context, "cited-carried-out", least, start):
        return None
    limit = clause(context, start, end)[1]
    of = _OF.search(context.folded, end, min(limit, end + _LONGEST_NAME))
    if of is None or not (codes := issuer_codes(context, of.end(), limit)):
        return None
    if any(item.citation.kind.lower() == context.folded[start:end] and body_codes(context, item) & codes
           for item in cited(context)[:_FIRST]):  # fmt: skip
        return None  # one like it is cited in full, and may be the one meant
    mark = _NAME_END.search(context.folded, of.end(), limit)
    stop = mark.start() if mark else limit
    # Its number may follow in another form: "ban hành kèm theo Quyết định số …", "(số …)".
    return stop if all(_is_apart(context, stop, item) for item in cited_between(context, start, limit)) else None


def _is_apart(context: Context, end: int, item: Cited) -> bool:
    """Say whether a citation begins another entry of the same sentence ("…, Công văn số …")."""
    return item.start >= end and context.folded[end : item.start].strip(" ,") in ("", "và")


# Programmes


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
