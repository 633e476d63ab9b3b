"""The checks of a cited document's time: dated after the draft, no longer in force on the draft's day."""

from __future__ import annotations

from typing import NamedTuple

from plancheck.checks.citedlaw import document_of, known_documents, shown_in_basis
from plancheck.checks.citing import Cited, cited, is_inner, is_past
from plancheck.checks.context import Context
from plancheck.checks.laws import NamedLaw, named_laws
from plancheck.checks.timing import last_day, planned_years
from plancheck.checks.wording import holds
from plancheck.finding import Words
from plancheck.language.dates import shown_date
from plancheck.law.facts import Document, Mined
from plancheck.rulebook import Rule

_LONGEST_CHAIN = 8
_EXPIRED = frozenset({"expired", "expired-unverified"})  # of what was found by machine
_LOCAL = 3  # level of a province; the public texts hold documents of the centre only
_MOST_LOOKUPS = 100  # each reads a table through
_NO_BASIS = frozenset({"difficulty", "closing"})


# Dated after the draft


def future_citation(context: Context, rule: Rule) -> None:
    """Report what is dated after the draft, once a document (options: problems)."""
    last = last_day(context)
    if last is None:
        return
    told: set[int] = set()
    for item in cited(context):
        if id(item.mentions) in told or item.where == "frame":
            continue
        after = _after(context, item, last)
        if after is not None:
            told.add(id(item.mentions))
            _tell_future(context, rule, item.start, item.end, after, last)
    for law in named_laws(context):
        if law.issued is not None and law.issued > last:
            _tell_future(context, rule, law.start, law.end, law.issued, last)


def _after(context: Context, item: Cited, last: str) -> str | None:
    """Return the day, or the year, of a document that is dated after ``last``."""
    if item.date is not None:
        return item.date if item.date > last else None
    if item.year is not None and item.year > int(last[:4]):
        return str(item.year)
    document = document_of(context, item)
    if document is not None and document.sure("issued") and document.issued > last:
        return document.issued
    return None


def _tell_future(context: Context, rule: Rule, start: int, end: int, issued: str, last: str) -> None:
    shown_issue = Words(f"năm {issued}", f"in {issued}")
    if "-" in issued:
        shown_issue = Words(f"ngày {shown_date(issued)}", f"on {shown_date(issued)}")
    exact = context.day is not None
    context.report(
        rule, start, end, severity=None if exact else "warning",
        message=Words(**rule.options["problems"]["day" if exact else "year"]),
        citation=context.quote(start, end), issued=shown_issue, last=shown_date(last),
    )  # fmt: skip


# No longer in force


class Ended(NamedTuple):
    """What is told of a document that is no longer in force; ``sure``: the facts are verified."""

    expired: str
    successors: list[Document]
    sure: bool


def expired_citation(context: Context, rule: Rule) -> None:
    """Report what was no longer in force on the draft's day, once a document (options: problems, suggestions)."""
    day = _judged_day(context)
    if day is None:
        return
    told: set[int] = set()
    for item in cited(context):
        if id(item.mentions) in told or item.where == "frame":
            continue
        ended = _ended(context, item, day)
        if ended is not None and not is_past(context, item):
            told.add(id(item.mentions))
            if not _is_summed_up(context, item):
                _tell_expired(context, rule, item.start, item.end, ended, _gravity(context, item, ended))
    for law in named_laws(context):
        if not law.is_past and (ended := _ended_law(context, law, day)) is not None:
            _tell_expired(context, rule, law.start, law.end, ended, "error" if ended.sure else "info")


def _judged_day(context: Context) -> str | None:
    """Return the day by which the draft is judged; a report tells of its whole year."""
    years = planned_years(context)
    if context.day is None or context.plan.doc_type != "bao-cao" or years is None:
        return context.day
    return min(context.day, f"{years[0]}-01-01")


def _ended(context: Context, item: Cited, day: str) -> Ended | None:
    known = known_documents(context, item)
    if not known:
        mined = _mined(context, item)
        if mined is None or mined.expired is None or mined.expired > day:
            return None
        successor = context.law.by_key(mined.replaced_by) if mined.replaced_by else None
        return Ended(mined.expired, [successor] if successor else [], False)
    document = document_of(context, item)
    return _of_document(context, document, day) if document is not None else None


def _of_document(context: Context, document: Document, day: str) -> Ended | None:
    if document.period is not None or not document.has_ended(day) or document.expired is None:
        return None
    return Ended(document.expired, _successors(context, document, day), document.sure("expired", "replaced_by"))


def _ended_law(context: Context, law: NamedLaw, day: str) -> Ended | None:
    return _of_document(context, law.document, day) if law.document is not None else None


def _mined(context: Context, item: Cited) -> Mined | None:
    """Return what public texts say of a document that no hand has checked; None where it may be another."""
    body = item.symbol.bodies[-1] if item.symbol.bodies else ""
    lookups = context.memory.setdefault("mined-lookups", [0])
    if context.rulebook.levels.get(body, _LOCAL) >= _LOCAL or lookups[0] >= _MOST_LOOKUPS:
        return None
    lookups[0] += 1
    found = context.law.mined(item.citation.symbol)
    if item.date:
        found = [one for one in found if one.issued == item.date]
    elif item.symbol.year is None:
        return None
    return found[0] if len(found) == 1 and found[0].status in _EXPIRED else None


def _successors(context: Context, document: Document, day: str) -> list[Document]:
    """Return what stands in its place on ``day``, through those that were replaced in their turn."""
    waiting, found = list(document.replaced_by), []
    for _ in range(_LONGEST_CHAIN):
        if not waiting:
            break
        following = context.law.by_key(waiting.pop(0))
        if following is None:
            continue
        if following.has_ended(day) and following.replaced_by:
            waiting += following.replaced_by
        elif following not in found:
            found.append(following)
    return found


def _is_summed_up(context: Context, item: Cited) -> bool:
    return holds(context, "cited-lookback", item.clause[0], item.start)


def _gravity(context: Context, item: Cited, ended: Ended) -> str:
    place = context.place_at(item.start)
    if not ended.sure or (place is not None and place.roles & _NO_BASIS):
        return "info"
    # What came of it may well be told; the title of another document is quoted as it is.
    told = holds(context, "cited-results", item.clause[0], item.start) or is_inner(context, item)
    return "warning" if told else "error"


def _tell_expired(context: Context, rule: Rule, start: int, end: int, ended: Ended, severity: str) -> None:
    kind = "known" if ended.sure else "unsure"
    suggestion = None
    if ended.successors:
        named = [shown_in_basis(document) for document in ended.successors]
        suggestion = Words(**rule.options["suggestions"]["successor"]).fill(
            {"document": Words("; ".join(one.vi for one in named), "; ".join(one.en for one in named))}
        )
    context.report(
        rule, start, end, severity=severity, message=Words(**rule.options["problems"][kind]), suggestion=suggestion,
        citation=context.quote(start, end), expired=shown_date(ended.expired), day=shown_date(context.day or ""),
    )  # fmt: skip
