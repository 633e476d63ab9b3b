"""Read which programmes of reform a draft invokes, by number or by name, and check that their time is the draft's."""

from __future__ import annotations

import re
from typing import NamedTuple

from plancheck.checks.citedlaw import document_of, shown
from plancheck.checks.citing import Cited, cited, clause
from plancheck.checks.context import Context, once
from plancheck.checks.timing import planned_years
from plancheck.checks.wording import holds, words
from plancheck.finding import Words
from plancheck.language.dates import shown_date
from plancheck.language.fold import fold
from plancheck.law.facts import Document, Programme
from plancheck.rulebook import Rule

_PERIOD = re.compile(r"[^;.\n]{0,60}?(?<!\d)((?:19|20)\d\d)\s*(?:-|đến(?:\s+năm)?)\s*(20\d\d)(?!\d)")
_BEFORE = 120  # characters before a name in which words of summing up stand


class Invoked(NamedTuple):
    """A place that invokes a programme; ``item`` is its resolution as cited, None where it is called by name."""

    start: int
    end: int
    item: Cited | None
    where: str


@once
def invocations(context: Context) -> dict[int, list[Invoked]]:
    """Return where the programmes of the registry are invoked, by their index, in text order."""
    found: dict[int, list[Invoked]] = {}
    programmes = context.law.programmes
    for item in cited(context):
        document = _resolution(context, item)
        if document is not None and (number := _issued(context).get(document.key)) is not None:
            found.setdefault(number, []).append(Invoked(item.start, item.end, item, item.where))
    for start, end, years in _named(context, "programme.state"):
        for index, programme in enumerate(programmes):
            if programme.years == years:
                found.setdefault(index, []).append(Invoked(start, end, None, _where(context, start)))
    for places in found.values():
        places.sort(key=lambda one: one.start)
    return found


@once
def _issued(context: Context) -> dict[str, int]:
    """Return the index of each programme by the keys of its resolution and of those that amended it."""
    found: dict[str, int] = {}
    for index, programme in enumerate(context.law.programmes):
        document = context.law.by_key(programme.resolution)
        for key in (programme.resolution, *(document.amended_by if document else ())):
            if (other := context.law.by_key(key)) is not None:
                found.setdefault(other.key, index)
    return found


def _resolution(context: Context, item: Cited) -> Document | None:
    """Return the document cited; of two with one number and no date, the one whose programme is named beside it."""
    if (document := document_of(context, item)) is not None or item.date:
        return document
    if not any(programme.resolution.startswith(f"{item.citation.symbol}@") for programme in context.law.programmes):
        return None
    start, end = item.clause
    for hit in context.hits.within("programme.state", start, end):
        if (match := _PERIOD.match(context.folded, hit.end, end)) is not None:
            years = int(match[1]), int(match[2])
            named = [one.resolution for one in context.law.programmes if one.years == years]
            return context.law.by_key(named[0]) if named else None
    return None


def _where(context: Context, start: int) -> str:
    place = context.place_at(start)
    if place is None or place.roles & {"recipients", "annex-title"}:
        return "frame"
    return "cell" if place.paragraph.kind == "cell" else "text"


def _named(context: Context, phrases: str) -> list[tuple[int, int, tuple[int, int]]]:
    """Return (start, end, years) of each phrase that a period follows, the longest phrase of those at one place."""
    found: dict[int, tuple[int, int, tuple[int, int]]] = {}
    for hit in context.hits.of(phrases):
        match = _PERIOD.match(context.folded, hit.end, hit.end + 80)
        if match is not None:
            found[hit.start] = (hit.start, match.end(), (int(match[1]), int(match[2])))
    return list(found.values())


def programme_mismatch(context: Context, rule: Rule) -> None:
    """Report a programme whose time is not the draft's, at the first place that invokes it (options: problems)."""
    years = planned_years(context)
    if years is None or _sums_up(context):
        return
    misnamed = {one.start for one in _wrong_resolutions(context, rule)}
    for index, places in invocations(context).items():
        programme = context.law.programmes[index]
        left = [one for one in places if one.start not in misnamed]
        if programme.years[0] <= years[1]:  # what has not begun is not looked back upon
            left = [one for one in left if not _looks_back(context, one.start, one.end)]
        if left:
            _judge(context, rule, programme, years, left)
    _local(context, rule, years)


def _wrong_resolutions(context: Context, rule: Rule) -> list[Invoked]:
    """Report each resolution cited as that of a programme which another one issued; return their places."""
    found: list[Invoked] = []
    named = _named(context, "programme.state")
    for item in cited(context):
        document = _resolution(context, item)
        index = _issued(context).get(document.key) if document is not None else None
        years = _named_with(context, item, named) if index is not None else None
        if index is None or years is None or _looks_back(context, item.start, item.end):
            continue
        meant = next((one for one in context.law.programmes if one.years == years), None)
        if meant is None or meant is context.law.programmes[index]:
            continue
        right = context.law.by_key(meant.resolution)
        invoked = Invoked(item.start, item.end, item, item.where)
        found.append(invoked)
        context.report(
            rule, item.start, item.end, severity=_grave(context, meant), key="resolution",
            message=Words(**rule.options["problems"]["resolution"]), first=years[0], last=years[1],
            suggestion=Words(**rule.options["suggestions"]["other"]) if right else None,
            document=shown(right) if right else "",
        )  # fmt: skip
    return found


def _named_with(context: Context, item: Cited, named: list[tuple[int, int, tuple[int, int]]]) -> tuple[int, int] | None:
    """Return the years of the programme that a citation is said to have issued: named behind it, or right before."""
    begin, stop = item.clause
    behind = next((one for one in named if item.end <= one[0] < stop), None)
    if behind is not None and not (item.after is not None and item.after.start < behind[0]):
        return behind[2]
    before = next((one for one in reversed(named) if begin <= one[0] and one[1] <= item.start), None)
    if before is None or (item.before is not None and item.before.start > before[0]):
        return None
    return before[2] if holds(context, "programme-issued-by", before[1], item.start) else None


def _judge(context: Context, rule: Rule, programme: Programme, years: tuple[int, int], invoked: list[Invoked]) -> None:
    first, last = programme.years
    day = context.day
    if last < years[0]:
        if _awaits_next(context, programme, years):
            return
        _tell(context, rule, "ended", _grave(context, programme), programme, invoked[0], years)
    elif years[1] < first:
        open_ = [one for one in invoked if not _is_promised(context, one, "programme-prepared")]
        if open_:
            _tell(context, rule, "not-begun", _grave(context, programme), programme, open_[0], years)
    elif day is not None and day < programme.issued:
        open_ = [one for one in invoked if not _is_promised(context, one)]
        if open_:
            _tell(context, rule, "not-issued", _grave(context, programme), programme, open_[0], years)
    elif day is None and years[0] == int(programme.issued[:4]):
        unnumbered = [one for one in invoked if one.item is None]
        if unnumbered and len(unnumbered) == len(invoked):
            _tell(context, rule, "perhaps-not-issued", "info", programme, unnumbered[0], years)


def _grave(context: Context, programme: Programme) -> str:
    """Return how grave a mismatch is: reports tell of the past in many ways."""
    if not programme.verified:
        return "info"
    return "warning" if context.plan.doc_type == "bao-cao" else "error"


def _awaits_next(context: Context, programme: Programme, years: tuple[int, int]) -> bool:
    """Say whether no other programme could be invoked yet, so that the ended one rightly is."""
    following = next((one for one in context.law.programmes if one.id == programme.successor), None)
    if following is None:
        return False
    if context.day is not None:
        return context.day < following.issued
    return years[0] <= int(following.issued[:4])


def _tell(
    context: Context, rule: Rule, problem: str, severity: str, programme: Programme, at: Invoked,
    years: tuple[int, int],
) -> None:  # fmt: skip
    wanted = context.law.programme_for(years[0])
    document = context.law.by_key(wanted.resolution) if wanted and wanted is not programme else None
    suggestion = None
    if document is not None and (context.day is None or document.issued <= context.day):
        suggestion = Words(**rule.options["suggestions"]["other"]).fill(
            {"document": shown(document), "first": wanted.years[0], "last": wanted.years[1]} if wanted else {}
        )
    context.report(
        rule, at.start, at.end, severity=severity, key=problem, message=Words(**rule.options["problems"][problem]),
        suggestion=suggestion, first=programme.years[0], last=programme.years[1],
        year=years[0] if years[0] == years[1] else f"{years[0]}-{years[1]}", issued=shown_date(programme.issued),
    )  # fmt: skip


def _is_promised(context: Context, at: Invoked, also: str = "programme-promised") -> bool:
    start, end = clause(context, at.start, at.end)
    return at.item is None and any(holds(context, name, start, end) for name in ("programme-promised", also))


def _looks_back(context: Context, start: int, end: int) -> bool:
    """Say whether the clause sums up a time that is over, or tells what came of it."""
    begin, stop = clause(context, start, end)
    begin = max(begin, start - _BEFORE)
    return any(holds(context, name, begin, stop) for name in ("cited-lookback", "cited-results"))


def _sums_up(context: Context) -> bool:
    """Say whether the draft's subject is to sum up."""
    return words(context, "cited-lookback").search(fold(context.plan.metadata.subject or "")) is not None


def _local(context: Context, rule: Rule, years: tuple[int, int]) -> None:
    """Report a province's or unit's own plan of reform whose period was over a year before the draft's, once."""
    for start, end, (first, last) in _named(context, "programme.local"):
        if first < last and last + 2 <= years[0] and not _looks_back(context, start, end):
            context.report(
                rule, start, end, severity="warning", key="local", message=Words(**rule.options["problems"]["local"]),
                suggestion=Words(**rule.options["suggestions"]["local"]), first=first, last=last,
                year=years[0] if years[0] == years[1] else f"{years[0]}-{years[1]}",
            )  # fmt: skip
            return
