"""Say what speaks against a file as a superior plan: it is the draft, a report, of another year or province."""

from __future__ import annotations

from pathlib import Path
from typing import Any, NamedTuple

from plancheck.checks.context import Context
from plancheck.checks.document import TYPES
from plancheck.checks.superior import Quoted, issuer_of, one_province, quoted, shown
from plancheck.checks.timing import planned_years, years_named
from plancheck.checks.unit import unit_of
from plancheck.finding import Unit, Words
from plancheck.language.dates import shown_date
from plancheck.language.fold import fold, in_one_placement
from plancheck.law.names import Name
from plancheck.matrix import Alignment, BasisPlan

RULE = "wrong-basis"
# With one of these the file is not the superior plan, and nothing that it asks for says anything of the draft.
SURE = frozenset({"same", "own", "kind", "province", "year", "level", "citation"})
SLIPS = frozenset({"number", "date", "symbol"})  # the right file, cited wrongly

_PLAN = "ke-hoach"
_NEVER = frozenset({"bao-cao", "to-trinh", "thong-bao", "cong-van"})  # of these no plan is carried out
_RANKS = {"trung ương": 0, "tỉnh": 1, "huyện": 2, "xã": 3}
_COMMITTEE = "chính quyền"
_HEADS = frozenset({_COMMITTEE, "đảng"})
_LATE_MONTH = "10"  # a plan of the last months may be for the year after
_UP_TO = "đến năm"


class Doubt(NamedTuple):
    """``kind`` names a case of the rule's options, ``values`` fill its words."""

    kind: str
    values: dict[str, Any]


def is_unfit(alignment: Alignment) -> bool:
    """Say whether the file is surely not the draft's superior plan."""
    return alignment.unfit or any(kind in SURE for kind, _ in alignment.doubts)


def judge(context: Context, plan: BasisPlan) -> list[Doubt]:
    """Return what speaks against ``plan`` as the draft's superior plan, the gravest first."""
    said = quoted(context, plan)
    own = _own(context, plan)
    found = [
        own, _kind(plan, said), _province(context, plan), _year(context, plan, said),
        None if own else _level(context, plan, said), _citation(context, plan, said),
    ]  # fmt: skip
    doubts = [doubt for doubt in found if doubt is not None]
    return sorted(doubts, key=lambda doubt: doubt.kind not in SURE)


def told(context: Context, doubt: Doubt, plan: BasisPlan) -> Words:
    """Return the words that the rule file has for a doubt."""
    problems = context.rulebook.rules[RULE].options["problems"]
    return Words(**problems[doubt.kind]).fill({"given": shown(plan), **doubt.values})


# One draft, one file


def _own(context: Context, plan: BasisPlan) -> Doubt | None:
    """Tell the draft itself, and another document of the unit."""
    if _one_file(context.plan.text.source.path, plan.path):
        return Doubt("same", {})
    unit, data = unit_of(context), context.plan.metadata
    name = unit.name if unit is not None else data.issuer
    if not name or not plan.issuer or _plain(name) != _plain(plan.issuer):
        return None
    issuer = issuer_of(context, plan)
    if unit is not None and not one_province(context, unit.province, plan.province or (issuer and issuer.province)):
        return None
    if data.subject and plan.subject and _plain(data.subject) == _plain(plan.subject):
        symbol = f"{data.number}/{data.symbol}" if data.number and data.symbol else None
        apart = (symbol, plan.symbol), (data.date, plan.date)
        if all(mine == theirs or not (mine and theirs) or "…" in theirs for mine, theirs in apart):
            return Doubt("same", {})
    return Doubt("own", {"issuer": plan.issuer})


def _one_file(one: str, other: str) -> bool:
    """Say whether two paths name one file; texts and standard input have none."""
    if "\0" in one + other or one.startswith(("<", "-")):
        return False
    return Path(one).absolute() == Path(other).absolute()


def _plain(text: str) -> str:
    return in_one_placement(" ".join(fold(text).split()))


def _kind(plan: BasisPlan, said: Quoted) -> Doubt | None:
    if plan.doc_type == _PLAN or (said.right and plan.doc_type not in _NEVER):
        return None
    kind = "kind" if plan.doc_type in _NEVER else "kind-unsure"
    return Doubt(kind, {"type": TYPES.get(plan.doc_type, TYPES["khac"])})


def _province(context: Context, plan: BasisPlan) -> Doubt | None:
    unit, issuer = unit_of(context), issuer_of(context, plan)
    mine, theirs = unit.province if unit else None, plan.province or (issuer.province if issuer else None)
    if not mine or not theirs or one_province(context, mine, theirs):
        return None
    return Doubt("province", {"mine": _with_kind(context, mine), "theirs": _with_kind(context, theirs)})


def _with_kind(context: Context, name: str) -> str:
    """Return "tỉnh Hà Nam", "thành phố Huế"."""
    province = context.law.province(name)
    kind = province and (province.kind(context.form_day) or province.kinds[-1][0])
    return f"{kind or 'tỉnh'} {name}"


def _level(context: Context, plan: BasisPlan, said: Quoted) -> Doubt | None:
    """Tell the plan of a body that does not stand above the unit, unless the draft rests on it."""
    unit, issuer = unit_of(context), issuer_of(context, plan)
    if unit is None or issuer is None or not issuer.bodies or unit.level not in _RANKS or said.meant:
        return None
    levels = {body.level for body in issuer.bodies}
    if not levels <= set(_RANKS):
        return None
    theirs, mine = min(_RANKS[level] for level in levels), _RANKS[unit.level]
    if theirs > mine or (theirs == mine and _are_peers(unit, issuer)):
        return Doubt("level", {"mine": unit.name, "theirs": plan.issuer})
    return None


def _are_peers(unit: Unit, issuer: Name) -> bool:
    """Say whether two bodies of one level stand side by side; a committee stands above all but Party and council."""
    kinds = {body.kind for body in issuer.bodies}
    if unit.kind == _COMMITTEE:
        return not kinds & _HEADS or {body.id for body in issuer.bodies} == {unit.body}
    return unit.kind in kinds


# Years


def _year(context: Context, plan: BasisPlan, said: Quoted) -> Doubt | None:
    """Tell a plan for other years than the draft's; sure where both titles say their years."""
    mine, theirs = planned_years(context), years_of(plan)
    if mine is None or theirs is None or (theirs[0] <= mine[1] and mine[0] <= theirs[1]):
        return None
    named = years_named(context.plan.metadata.subject or "") and years_named(plan.subject or "")
    kind = "year" if named and not said.right else "year-unsure"
    return Doubt(kind, {"mine": _span(mine), "theirs": _span(theirs)})


def years_of(plan: BasisPlan) -> tuple[int, int] | None:
    """Return the years that a superior plan is for: those of its title, else by its date."""
    named = years_named(plan.subject or "")
    issued = int(plan.date[:4]) if plan.date else plan.year
    if named is None:
        if issued is None:
            return None
        early = bool(plan.date) and (plan.date or "")[5:7] >= _LATE_MONTH
        return issued, issued + early
    if _UP_TO in fold(plan.subject or "") and issued is not None:
        return min(issued, named[0]), named[1]
    return named


def _span(years: tuple[int, int]) -> str:
    return str(years[0]) if years[0] == years[1] else f"{years[0]}-{years[1]}"


# What is cited


def _citation(context: Context, plan: BasisPlan, said: Quoted) -> Doubt | None:
    item = said.item
    if item is None or said.right:
        return None
    day = shown_date(item.date) if item.date else None
    symbol = item.citation.symbol
    whole = Words(f"số {symbol}{f' ngày {day}' if day else ''}", f"{symbol}{f' of {day}' if day else ''}")
    values = {"symbol": symbol, "day": day or "", "cited": whole, "right": plan.symbol or "",
              "right_day": shown_date(plan.date)}  # fmt: skip
    return Doubt(said.case, values)
