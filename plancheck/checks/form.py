"""Checks on the form of the document: parts of letterhead and tail, the look of the pages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
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
    regime = _regime(context, rule.options["regimes"])
    if found is None or regime is None:
        return
    for kind, values in _departures(found, regime, rule.options):
        problem = Words(**rule.options["problems"][kind]).fill(values)
        clause = (
            f"{regime['law']['vi']}, {regime['clauses'][kind]}",
            f"{regime['law']['en']}, {regime['clauses'][kind]}",
        )
        context.report(rule, *context.title_place(), whole=True, key=kind, message=problem, basis=Words(*clause))


def _regime(context: Context, regimes: list[dict[str, Any]]) -> dict[str, Any] | None:
    """Return the regime of the plan's date; its year stands in where the day is blank."""
    data = context.plan.metadata
    day = data.date or (f"{data.plan_year}-01-31" if data.plan_year else None)
    if day is None:
        return regimes[-1]
    for regime in regimes:
        begins, ends = regime["from"], regime["until"]
        if (begins is None or str(begins) <= day) and (ends is None or day < str(ends)):
            return regime
    return None


def _departures(found: Layout, regime: dict[str, Any], options: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    page = next((page for page in found.pages if not _landscape(page)), found.pages[0] if found.pages else None)
    if page is not None:
        yield from _paper(page, regime)
        if not _landscape(page):
            yield from _margins(page, regime, options["tolerance"])
        yield from _page_number(page, found.pages, regime)
    allowed = tuple(name.casefold() for name in regime["fonts"])
    most = options["most_other_letters"]
    if allowed and (
        other := _mostly(
            {name: count for name, count in found.fonts.items() if not name.casefold().startswith(allowed)},
            found.fonts,
            most,
        )
    ):
        yield "font", {"found": other, "wanted": ", ".join(regime["fonts"])}
    least, largest = regime["sizes"]
    if other := _mostly(
        {size: count for size, count in found.sizes.items() if not least <= size <= largest}, found.sizes, most
    ):
        yield "size", {"found": _shown(other), "wanted": f"{_shown(least)}–{_shown(largest)}"}


def _mostly(other: dict[Any, int], all_of: Counter[Any], most: float) -> Any:
    """Return the commonest of ``other`` where they make up more than ``most`` of all letters, else None."""
    if not other or sum(other.values()) <= most * sum(all_of.values()):
        return None
    return max(other, key=lambda name: other[name])


def _landscape(page: Page) -> bool:
    return page.width is not None and page.height is not None and page.width > page.height


def _paper(page: Page, regime: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    if page.width is None or page.height is None:
        return
    found, wanted = sorted((page.width, page.height)), sorted(regime["paper"])
    if any(abs(one - other) > _PAPER_TOLERANCE for one, other in zip(found, wanted, strict=True)):
        yield "paper", {"found": " × ".join(_shown(round(side)) for side in (page.width, page.height))}


def _margins(page: Page, regime: dict[str, Any], tolerance: float) -> Iterator[tuple[str, dict[str, Any]]]:
    wrong = []
    for side, (least, largest) in regime["margins"].items():
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


def _page_number(page: Page, pages: list[Page], regime: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    number = next((page.number for page in pages if page.number), None)
    if number is None:
        return  # one page needs no number, and how many there are only the printer knows
    if next((page.number_first for page in pages if page.number_first is not None), False):
        yield "first-page", {}
    if number != regime["number"]:
        yield "page-number", {"found": _place(number), "wanted": _place(regime["number"])}


def _place(name: str) -> Words:
    words = [_PLACES[part] for part in name.split("-") if part in _PLACES]
    return Words(", ".join(word.vi for word in words), ", ".join(word.en for word in words))


def _shown(number: float, point: str = ",") -> str:
    return f"{number:.1f}".rstrip("0").rstrip(".").replace(".", point)
