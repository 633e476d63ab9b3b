"""Pick, of several superior plans, the one that a draft names as its basis."""

from __future__ import annotations

from collections.abc import Sequence

from plancheck.alignment.align import Basis
from plancheck.checks.citing import cited
from plancheck.checks.context import Context
from plancheck.checks.superior import alike, likeness, quoted
from plancheck.checks.unfit import SURE, judge, years_of
from plancheck.finding import Words
from plancheck.language.dates import shown_date
from plancheck.language.fold import bare

_PLAN = "KH"
_MOST_CITED = 3
_NEVER = frozenset({"same", "own", "province"})  # doubts that no citation of a number outweighs
_UNSURE = frozenset({"year-unsure", "kind-unsure"})
_CASES = (("exact",), ("named",), ("date", "number", "symbol"))  # the surest first


def pick(context: Context, bases: Sequence[Basis]) -> Basis | Words:
    """Return the superior plan that the draft cites, the only one where one is given, or why none is picked.

    By symbol and date, then by symbol and year, then with a slip in one of these; where none of them is cited, by year,
    province and subject.
    """
    if len(bases) == 1:
        return bases[0]
    cases = [(quoted(context, basis.plan).case, basis) for basis in bases if not _doubted(context, basis, _NEVER)]
    for wanted in _CASES:
        if fitting := _distinct([basis for case, basis in cases if case in wanted]):
            return _nearest(context, fitting) or _several(context, fitting, len(bases))
    fitting = _distinct([basis for case, basis in cases if case != "citation" and _suits(context, basis)])
    if len(fitting) == 1:
        return fitting[0]
    return _several(context, fitting, len(bases)) if fitting else _none(context, len(bases))


def _distinct(bases: list[Basis]) -> list[Basis]:
    """Return each plan once, though it lies there as two files."""
    found: dict[tuple[object, ...], Basis] = {}
    for number, basis in enumerate(bases):
        plan = basis.plan
        known = plan.symbol and plan.date
        key = (bare(plan.symbol or ""), plan.date, bare(plan.issuer or "")) if known else (number,)
        found.setdefault(key, basis)
    return list(found.values())


def _nearest(context: Context, bases: list[Basis]) -> Basis | None:
    """Return the one whose title is most like the draft's; None where two are equally like it."""
    subject = context.plan.metadata.subject or ""

    def rank(basis: Basis) -> tuple[bool, float]:
        theirs = basis.plan.subject or ""
        return alike(context, subject, theirs), likeness(subject, theirs)

    ranked = sorted(bases, key=rank, reverse=True)
    return ranked[0] if len(ranked) == 1 or rank(ranked[0]) > rank(ranked[1]) else None


def _suits(context: Context, basis: Basis) -> bool:
    """Say whether a plan is for the draft's year and province and on its subject."""
    mine, theirs = context.plan.metadata.subject, basis.plan.subject
    if years_of(basis.plan) is None or not mine or not theirs or not alike(context, mine, theirs):
        return False
    return not _doubted(context, basis, SURE | _UNSURE)


def _doubted(context: Context, basis: Basis, kinds: frozenset[str]) -> bool:
    return any(doubt.kind in kinds for doubt in judge(context, basis.plan))


# Why none is picked


def _several(context: Context, fitting: list[Basis], count: int) -> Words:
    names = ", ".join(sorted(str(basis.plan.symbol or basis.plan.path) for basis in fitting)[:_MOST_CITED])
    said = _cited(context)
    return Words(
        f"{said.vi}; trong {count} tệp kế hoạch cấp trên có {len(fitting)} tệp cùng phù hợp ({names}), "
        "hãy chỉ rõ bằng --basis",
        f"{said.en}; of the {count} files of superior plans {len(fitting)} fit alike ({names}): name one with --basis",
    )


def _none(context: Context, count: int) -> Words:
    said = _cited(context)
    return Words(
        f"{said.vi}; không có tệp nào trong {count} tệp kế hoạch cấp trên phù hợp",
        f"{said.en}; none of the {count} files of superior plans fits",
    )


def _cited(context: Context) -> Words:
    """Return what the draft names as its bases: plans, else whatever its opening cites."""
    opening = [item for item in cited(context) if item.is_opening]
    named = []
    for item in [item for item in opening if item.symbol.code == _PLAN] or opening:
        day = f" ngày {shown_date(item.date)}" if item.date else ""
        named.append((f"số {item.citation.symbol}{day}", f"{item.citation.symbol}{day.replace('ngày', 'of')}"))
    if not named:
        return Words("dự thảo không viện dẫn kế hoạch cấp trên", "the draft cites no superior plan")
    shown = named[:_MOST_CITED]
    return Words(
        f"dự thảo viện dẫn {', '.join(vi for vi, _ in shown)}", f"the draft cites {', '.join(en for _, en in shown)}"
    )
