"""Checks on the form of the document: parts of letterhead and tail, the look of the pages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from plancheck.checks.context import Context
from plancheck.finding import Words
from plancheck.plan import Plan
from plancheck.rulebook import Rule
from plancheck.source import Layout, Page

_PAPER_TOLERANCE = 3.0  # millimetres; drivers of printers round the paper's size


def missing_part(context: Context, rule: Rule) -> None:
    """Report the first part of the form that is absent (options: see PartOptions).

    A plan that a decision issues ("Ban hành kèm theo Quyết định số …") has its form on the decision.
    """
    plan = context.plan
    kinds = {kind for kind, _ in plan.frame}
    if "ENCLOSED" in kinds:
        return
    for part in rule.options["parts"]:
        there = kinds.intersection(part["lines"]) or any(getattr(plan.metadata, name) for name in part["fields"])
        if there or (context.settings.draft and not part["draft"]) or _excused(plan, part["unless"]):
            continue
        context.report(rule, *context.title_place(), whole=True, message=Words(**part["problem"]))
        return


def _excused(plan: Plan, beginnings: list[str]) -> bool:
    folded = plan.text.folded
    return any(folded.startswith(tuple(beginnings), line.start) for _, line in plan.frame) if beginnings else False


def layout(context: Context, rule: Rule) -> None:
    """Report each kind of departure from the page that the regime of the plan's date asks for (LayoutOptions)."""
    source = context.plan.text.source
    found = source.layout if source.format in rule.options["formats"] else None
    wanted = context.law.regime(context.form_day).values
    if found is None:
        return
    for kind, values in _departures(found, wanted, rule.options):
        problem = Words(**rule.options["problems"][kind]).fill(values)
        basis = context.law.clause(rule.options["clauses"][kind], context.form_day)
        context.report(rule, *context.title_place(), whole=True, key=kind, message=problem, basis=basis)


def _departures(found: Layout, wanted: dict[str, Any], options: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield (kind, values) of what departs from the values of a regime; what it says nothing of is let pass."""
    page = next((page for page in found.pages if not _landscape(page)), found.pages[0] if found.pages else None)
    if page is not None:
        if "paper" in wanted:
            yield from _paper(page, wanted["paper"]["size"])
        if "margins" in wanted and not _landscape(page):
            yield from _margins(page, wanted["margins"], options["tolerance"])
        if "page-number" in wanted:
            yield from _page_number(page, found.pages, wanted["page-number"]["place"])
    most = options["most_other_letters"]
    if families := wanted.get("font", {}).get("families"):
        allowed = tuple(name.casefold() for name in families)
        others = {name: count for name, count in found.fonts.items() if not name.casefold().startswith(allowed)}
        if other := _mostly(others, found.fonts, most):
            yield "font", {"found": other, "wanted": ", ".join(families)}
    if "body" in wanted:
        least, largest = wanted["body"]["size"]
        misfits = {size: count for size, count in found.sizes.items() if not least <= size <= largest}
        if other := _mostly(misfits, found.sizes, most):
            yield "size", {"found": _shown(other), "wanted": f"{_shown(least)}–{_shown(largest)}"}


def _mostly(other: Mapping[Any, int], all_of: Counter[Any], most: float) -> Any:
    """Return the commonest of ``other`` where they make up more than ``most`` of all letters, else None."""
    if not other or sum(other.values()) <= most * sum(all_of.values()):
        return None
    return max(other, key=lambda name: other[name])


def _landscape(page: Page) -> bool:
    return page.width is not None and page.height is not None and page.width > page.height


def _paper(page: Page, paper: list[float]) -> Iterator[tuple[str, dict[str, Any]]]:
    if page.width is None or page.height is None:
        return
    found, wanted = sorted((page.width, page.height)), sorted(paper)
    if any(abs(one - other) > _PAPER_TOLERANCE for one, other in zip(found, wanted, strict=True)):
        yield "paper", {"found": " × ".join(_shown(round(side)) for side in (page.width, page.height))}


def _margins(page: Page, bounds: dict[str, list[float]], tolerance: float) -> Iterator[tuple[str, dict[str, Any]]]:
    wrong = []
    for side, (least, largest) in bounds.items():
        found = getattr(page, side)
        if found is not None and not least - tolerance <= found <= largest + tolerance:
            name = _SIDES[side]
            wrong.append(
                (
                    f"{name.vi} {_shown(found)} mm ({_shown(least)}–{_shown(largest)})",
                    f"{name.en} {_shown(found, '.')} mm ({_shown(least)}–{_shown(largest)})",
                )
            )
    if wrong:
        yield "margins", {"found": Words(", ".join(vi for vi, _ in wrong), ", ".join(en for _, en in wrong))}


_SIDES = {
    "top": Words("trên", "top"),
    "bottom": Words("dưới", "bottom"),
    "left": Words("trái", "left"),
    "right": Words("phải", "right"),
}
_PLACES = {
    "top": Words("phía trên", "at the top"),
    "bottom": Words("phía dưới", "at the bottom"),
    "left": Words("bên trái", "left"),
    "center": Words("ở giữa", "in the centre"),
    "right": Words("bên phải", "right"),
}


def _page_number(page: Page, pages: list[Page], wanted: str) -> Iterator[tuple[str, dict[str, Any]]]:
    number = next((page.number for page in pages if page.number), None)
    if number is None:
        return  # one page needs no number, and how many there are only the printer knows
    if next((page.number_first for page in pages if page.number_first is not None), False):
        yield "first-page", {}
    if number != wanted:
        yield "page-number", {"found": _place(number), "wanted": _place(wanted)}


def _place(name: str) -> Words:
    words = [_PLACES[part] for part in name.split("-") if part in _PLACES]
    return Words(", ".join(word.vi for word in words), ", ".join(word.en for word in words))


def _shown(number: float, point: str = ",") -> str:
    return f"{number:.1f}".rstrip("0").rstrip(".").replace(".", point)
