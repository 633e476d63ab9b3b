"""Read each citation as a reviewer does: in which clause, in which list, for the first time or again."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field
from typing import NamedTuple

from plancheck.checks.context import Context, once
from plancheck.checks.wording import holds, leads
from plancheck.plan import Citation

_GLUE = re.compile(r"[\s,;]*(?:và|hoặc|cùng với|cùng)?\s*(?:các\s+)?(?:số\s*:?\s*)?")
_LONGEST_GLUE = 20
_STOP = re.compile(r"[;\n]|\.\s")
_CLAUSE = 400  # characters on either side; the bound keeps a file that is one line from costing its square
_LONGEST_TITLE = 300
_NEAR = 60  # characters before a citation in which the words stand that tell of it as past


class Symbol(NamedTuple):
    """The parts of a number and symbol: 22/2020/QĐ-UBND, 06-NQ/TU, 58/SNV-CCHC (a letter has no code)."""

    number: str
    year: int | None
    code: str
    bodies: tuple[str, ...]
    is_party: bool


@dataclass(slots=True, eq=False, repr=False)
class Cited:
    """One mention of a document. ``date``, ``issuer``: its own, or those that end the list it stands in.

    ``where``: text | annex | cell | frame (title, recipients: no prose, so short forms are usual).
    """

    citation: Citation
    symbol: Symbol
    where: str
    clause: tuple[int, int]
    is_opening: bool
    before: Cited | None = None  # the mentions beside it in the text
    after: Cited | None = None
    head: Cited | None = None  # the first of the list that it goes on
    date: str | None = None
    issuer_span: tuple[int, int] = (0, 0)
    mentions: list[Cited] = field(default_factory=list)  # all of the same document, in text order

    @property
    def start(self) -> int:
        return self.citation.begin

    @property
    def end(self) -> int:
        return self.citation.end

    @property
    def first(self) -> bool:
        """Whether prose names the document here for the first time."""
        return next((other for other in self.mentions if other.where != "frame"), self) is self

    @property
    def year(self) -> int | None:
        """The year of the document, by its date, the year given, or its symbol."""
        if self.date:
            return int(self.date[:4])
        return self.citation.year or self.symbol.year


def read_symbol(written: str, codes: dict[str, str]) -> Symbol:
    """Return the parts of a tidy symbol; ``codes`` are the abbreviations of kinds."""
    head, _, tail = written.partition("/")
    if "-" in head:
        number, _, code = head.partition("-")
        return Symbol(number.lstrip("0"), None, code, tuple(tail.split("-")), True)
    year = None
    if tail[:4].isdigit() and tail[4:5] == "/":
        year, tail = int(tail[:4]), tail[5:]
    parts = tail.split("-")
    if parts[0].startswith(("QH", "UBTVQH")):
        return Symbol(head.lstrip("0"), year, parts[0], (parts[0].rstrip("0123456789"),), False)
    if parts[0] in codes:
        bodies = tuple(part.rstrip("0123456789") for part in parts[1:])  # NQ-UBTVQH15
        return Symbol(head.lstrip("0"), year, parts[0], bodies, False)
    return Symbol(head.lstrip("0"), year, "", (parts[0],), False)


@once
def cited(context: Context) -> list[Cited]:
    """Return every citation of the draft in text order."""
    found: list[Cited] = []
    last: Cited | None = None
    for citation in context.plan.citations:
        item = _cited(context, citation)
        if last is not None:
            item.before, last.after = last, item
            if _goes_on(context, last, item):
                item.head = last.head or last
        found.append(item)
        last = item
    _share(context, found)
    _group(found)
    return found


@once
def _starts(context: Context) -> list[int]:
    return [item.start for item in cited(context)]


def cited_between(context: Context, start: int, end: int) -> list[Cited]:
    """Return the citations that begin in [start, end)."""
    starts = _starts(context)
    return cited(context)[bisect_left(starts, start) : bisect_left(starts, end)]


def _cited(context: Context, citation: Citation) -> Cited:
    place = context.place_at(citation.start)
    if place is None or place.roles & {"recipients", "annex-title"}:
        where = "frame"
    elif place.paragraph.kind == "cell":
        where = "cell"
    else:
        where = "annex" if place.paragraph.annex else "text"
    bounds = clause(context, citation.begin, citation.end)
    symbol = read_symbol(citation.symbol, context.rulebook.codes)
    opening = place is not None and "opening" in place.roles
    return Cited(citation, symbol, where, bounds, opening, date=citation.date, issuer_span=citation.issuer_span)


def clause(context: Context, start: int, end: int) -> tuple[int, int]:
    """Return the bounds of the part of a sentence, between semicolons, that holds [start, end)."""
    folded = context.folded
    least, most = max(0, start - _CLAUSE), min(len(folded), end + _CLAUSE)
    left = max(folded.rfind("\n", least, start), folded.rfind(";", least, start), folded.rfind(". ", least, start))
    stop = _STOP.search(folded, end, most)
    return (left + 1 if left >= 0 else least), (stop.start() if stop else most)


def _goes_on(context: Context, last: Cited, item: Cited) -> bool:
    between = context.folded[last.end : item.start]
    return len(between) <= _LONGEST_GLUE and _GLUE.fullmatch(between) is not None


def _share(context: Context, found: list[Cited]) -> None:
    """Give each of a list the date and issuer that stand once at its end."""
    for item in reversed(found):
        if item.head is None or (last := item.before) is None:
            continue
        if last.issuer_span == (0, 0) and last.symbol.bodies == item.symbol.bodies:
            last.issuer_span = item.issuer_span
        bare = last.citation.end == last.citation.symbol_span[1]
        bare = bare and ";" not in context.folded[last.end : item.start]
        if bare and item.date and last.symbol.year in (None, int(item.date[:4])):
            last.date = item.date


def _group(found: list[Cited]) -> None:
    """Tie the mentions of one document together; numbers without a year repeat every year."""
    groups: dict[tuple[object, ...], dict[int | None, list[Cited]]] = {}
    for item in found:
        known = groups.setdefault((item.symbol.number, item.symbol.year, item.symbol.code, item.symbol.bodies), {})
        year = item.year
        if year is None and known:
            item.mentions = next(reversed(known.values()))  # the one of this number that was named last
        elif year is not None and None in known:
            item.mentions = known[year] = known.pop(None)
        else:
            item.mentions = known.setdefault(year, [])
        item.mentions.append(item)


# How a document is told of


def _lead(item: Cited) -> tuple[int, int]:
    """Return where the words that lead up to a citation stand: in its clause, behind what is cited before its list."""
    head = item.head or item
    before = head.before.end if head.before is not None else 0
    return max(head.clause[0], min(before, head.start)), head.start


def is_past(context: Context, item: Cited) -> bool:
    """Say whether a document is told of as replaced, ended or changed by another, or as what changes one."""
    start, end = _lead(item)
    if holds(context, "cited-history", max(start, end - _NEAR), end):
        return True
    stop = min(item.clause[1], item.end + _LONGEST_TITLE)
    after = item.after
    while after is not None and after.head is not None and after.start < stop:
        after = after.after
    stop = min(stop, after.start) if after is not None else stop
    return holds(context, "cited-ended", item.end, stop)


def is_inner(context: Context, item: Cited) -> bool:
    """Say whether a document is named in the title of another, which must be quoted as it is."""
    head = item.head or item
    if head.before is None or head.before.end <= head.clause[0]:
        return False
    start, end = _lead(item)
    return leads(context, "cited-inner", start, end) or holds(context, "cited-history", start, end)
