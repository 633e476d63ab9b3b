"""Find the superior plan, decision or directive that a plan carries out."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

from plancheck.checks.context import Context, once
from plancheck.checks.unit import unit_of
from plancheck.language.fold import fold
from plancheck.language.phrases import Hits
from plancheck.plan import Citation

if TYPE_CHECKING:
    from plancheck.checks.elements import Found

_PLAN = "Kế hoạch"
_DEPARTMENTS = 4
_COMMITTEE = "chính quyền"
_COMMITTEES = {"tỉnh": 3, "huyện": 4, "xã": 5}  # levels of councils and committees
_HEADS = frozenset({_COMMITTEE, "đảng"})  # classes of rules/law/bodies.yaml that a province is led by
_LEVELS = 6  # lists level.1 (the State) to level.6 (a unit inside a commune or an office)
_LAWS = frozenset({"luật", "bộ luật", "pháp lệnh", "nghị định", "thông tư", "thông tư liên tịch", "hiến pháp"})
_NAME_END = re.compile(r"[,:(]|\s(?:về|năm|ban hành)\s")
_LONGEST_CLAUSE = 4000
_CLAUSE = re.compile(r"[;\n]|\.\s")


@once
def own_level(context: Context) -> int | None:
    """Return the level of the body that issues the plan (1 the State … 6), None where nothing says.

    A body stands below the one printed over its name.
    """
    level, above = _issuer_level(context), _parent_level(context)
    if context.settings.unit:
        return level
    if above is not None:
        level = max(level or 0, above + 1)
    # A body of the province that is not its committee stands beside the departments, whoever is over it.
    unit = unit_of(context)
    if unit is not None and unit.kind == _COMMITTEE and unit.level in _COMMITTEES:
        return _COMMITTEES[unit.level]
    beside = unit is not None and unit.level == "tỉnh" and unit.kind is not None and unit.kind not in _HEADS
    return max(level or 0, _DEPARTMENTS) if beside else level


def _parent_level(context: Context) -> int | None:
    """Return the level of the body over the issuer's name in the letterhead."""
    plan = context.plan
    names = [line for kind, line in plan.frame if kind == "ISSUER" and line.end <= plan.title_start]
    issuer = plan.metadata.issuer
    if len(names) < 2 or not issuer or issuer.startswith(names[0].text.strip(" -–_*.:")):
        return None
    return _first_level(context, names[0].start, names[0].end)


def _issuer_level(context: Context) -> int | None:
    plan, data = context.plan, context.plan.metadata
    if context.settings.unit:
        return _level_of_text(context, context.settings.unit)
    if data.issuer:
        start = plan.text.text.find(data.issuer, 0, max(plan.title_start, 1))
        # An issuer on one line has been scanned with the text; one joined from two lines has not.
        level = _first_level(context, start, start + len(data.issuer)) if start >= 0 else None
        if level := level or _level_of_text(context, data.issuer):
            return level
    code = _body_code(data.symbol or "")
    if code and code not in ("UBND", "HĐND", "TU") and (level := _level_of_code(context, code)):
        return level
    if plan.opening:
        # "…, Sở Nội vụ xây dựng Kế hoạch … như sau": the last body named before the verb issues the plan.
        last = plan.opening[-1]
        verbs = context.hits.within("issues-plan", last.start, last.end)
        stop = verbs[-1].start if verbs else last.start
        if level := _last_level(context, max(last.start, stop - 90), stop):
            return level
    if level := _last_level(context, plan.title_start, plan.title_end):
        return level
    title = data.signer_title or ""
    if "CHỦ TỊCH" in title:
        return 3
    return 4 if "GIÁM ĐỐC" in title else None


def _last_level(context: Context, start: int, end: int) -> int | None:
    best: tuple[int, int, int] | None = None  # of those that end last, the longest
    for level in range(1, _LEVELS + 1):
        for hit in context.hits.within(f"level.{level}", start, end):
            key = (hit.end, -hit.start, level)
            if best is None or key > best:
                best = key
    return best[2] if best else None


def _first_level(context: Context, start: int, end: int) -> int | None:
    levels = _levels(context)
    for index in range(bisect_left(levels, (start,)), len(levels)):
        begin, minus_end, level = levels[index]
        if begin >= end:
            break
        if -minus_end <= end:
            return level
    return None


@once
def _levels(context: Context) -> list[tuple[int, int, int]]:
    """Return (start, -end, level) of every phrase of the lists level.*, in text order."""
    return _sorted_levels(context.hits)


def _sorted_levels(hits: Hits) -> list[tuple[int, int, int]]:
    return sorted((start, -end, level) for level in range(1, _LEVELS + 1) for start, end in hits.of(f"level.{level}"))


def _level_of_text(context: Context, text: str) -> int | None:
    found = _sorted_levels(context.rulebook.phrases.scan(fold(text)))
    return found[0][2] if found else None


def _body_code(symbol: str) -> str:
    tail = symbol.split("/")[-1]
    return tail.split("-")[-1] if "-" in tail else tail


def _level_of_code(context: Context, code: str) -> int | None:
    levels = context.rulebook.levels
    for length in range(len(code), 0, -1):
        exact, prefix = code[:length], code[:length] + "*"
        if length == len(code) and exact in levels:
            return levels[exact]
        if prefix in levels:
            return levels[prefix]
    return None


def level_of(context: Context, citation: Citation, own: int | None) -> int | None:
    """Return the level of the body that issued a cited document."""
    if citation.issuer:
        start = context.plan.text.text.find(citation.issuer, citation.start, citation.end + 100)
        written = _first_level(context, start, start + len(citation.issuer)) if start >= 0 else None
        named = written or _level_of_text(context, citation.issuer)
        named = named or _first_level(context, citation.start, _clause_end(context, citation.end))
        if named:
            return named
    code = _body_code(citation.symbol)
    level = _level_of_code(context, code)
    if code in ("UBND", "HĐND", "CTUBND") and own is not None and own <= 3:
        return own
    return level


def _clause_end(context: Context, offset: int) -> int:
    # No clause is longer; the bound keeps a file that is one line from costing its square.
    end = min(offset + _LONGEST_CLAUSE, len(context.folded))
    match = _CLAUSE.search(context.folded, offset, end)
    return match.start() if match else end


def collect(context: Context, found: Found) -> None:
    """Add what the plan names as carried out: in its opening, under a heading on bases, or among its purposes."""
    own = own_level(context)
    for citation in context.plan.citations:
        place = context.place_at(citation.start)
        if place is None:
            continue
        opening = "opening" in place.roles
        if not opening and "provincial_basis" not in place.roles:
            sentence = context.sentence(place.paragraph, citation.start)
            early = place.roles & {"purpose", "requirements", "none"}
            if not (early and context.hits.any_within("carries-out", sentence[0], citation.start)):
                continue
        if citation.kind.lower() in _LAWS:
            continue
        level = level_of(context, citation, own)
        if level is not None and (level < own if own is not None else level <= 3):
            found.add(context, citation.start, citation.end)
            named = {"symbol": citation.symbol, "date": citation.date, "issuer": citation.issuer}
            if citation.kind == _PLAN and found.facts.get("kind") != _PLAN:
                found.facts["provincial_basis"] = named  # a plan says more of what is carried out than a resolution
            found.facts.setdefault("provincial_basis", named)
            found.facts["kind"] = _PLAN if citation.kind == _PLAN else found.facts.get("kind")
    if not found.evidence:
        _named_without_number(context, found, own)


def _named_without_number(context: Context, found: Found, own: int | None) -> None:
    """Take "Kế hoạch tuyên truyền … của UBND tỉnh" in the opening, though its number is left out."""
    cited = [(citation.start, citation.end) for citation in context.plan.citations]
    for paragraph in context.plan.opening:
        for hit in context.hits.within("cited-kind", paragraph.start, paragraph.end):
            if any(start <= hit.start < end for start, end in cited):
                continue
            kind = context.folded[hit.start : hit.end]
            end = min(_clause_end(context, hit.end), paragraph.end)
            if kind in _LAWS or context.hits.any_within("issues-plan", max(paragraph.start, hit.start - 25), hit.start):
                continue
            of = context.folded.find(" của ", hit.end, end)
            named = _first_level(context, of, end) if of >= 0 else None
            if named is not None and (named < own if own is not None else named <= 3):
                found.add(context, hit.start, end)
                stop = _NAME_END.search(context.folded, of + 5, end)
                issuer = context.quote(of + 5, stop.start() if stop else end)
                found.facts.setdefault("provincial_basis", {"symbol": None, "date": None, "issuer": issuer})
                return
