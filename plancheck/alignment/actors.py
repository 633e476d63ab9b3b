"""Tell whom an item of the superior plan is addressed to, and whether that is the unit."""

from __future__ import annotations

import re
from dataclasses import dataclass

from plancheck.alignment.items import Item
from plancheck.checks.bodies import Body, bodies_in
from plancheck.checks.context import Context
from plancheck.finding import Unit
from plancheck.language.fold import bare, fold
from plancheck.law.names import Name, read_name
from plancheck.rulebook import Rulebook

# What may stand before the acting body: who gives it the duty, or when.
_LEAD_IN = re.compile(
    r"[\s\-+*•\"“]*(?:(?:đồng thời|riêng)\s+)?(?:(?:giao|phân công|đề nghị|yêu cầu|đối với)\s+(?:cho\s+)?)?"
)
_HEADING = re.compile(r"[\s\-+*•]*(?:trách nhiệm|nhiệm vụ)\s+(?:cụ thể\s+)?(?:của|đối với)\s+")
_WHEN = re.compile(
    r"\s*(?:định kỳ|hằng|hàng|mỗi|trước|chậm nhất|trong|đến|từ|khi|vào|quý|sáu tháng|6 tháng|cuối|sau)\b"
    r"(?:[^.;:,()]|\([^()]*\)){0,90},\s*"
)
_BETWEEN = re.compile(r"[\s,;&/]*(?:(?:và|cùng|,\s*và)\s+)?[\s,;]*")
_LONGEST_HEAD = 120  # characters before the colon of a line
_LONGEST_RUN = 400
_MEDIA = ("press", "radio-tv", "merged", "portal", "loudspeaker")


def addressed(context: Context, item: Item) -> list[Body]:
    """Return the bodies that the item names as acting, else those of the nearest heading above; none: everybody."""
    if item.lead is not None:
        return bodies_in(context, item.lead.start, item.lead.end)
    for start, end in item.spans:
        run = _acting(context, start, end)
        # "Báo tỉnh, Đài …: mở chuyên mục" among channels names the medium, not who acts.
        if run and not (item.kind == "channel" and all(_is_medium(context, body) for body in run)):
            return run
    for start, end in item.above:
        head = _HEADING.match(context.folded, start, end)
        if run := _acting(context, head.end() if head else start, end):
            return run
    return []


def _is_medium(context: Context, body: Body) -> bool:
    return any(context.hits.any_within(f"medium.{kind}", body.start, body.end) for kind in _MEDIA)


def _acting(context: Context, start: int, end: int) -> list[Body]:
    """Return the bodies with which a line, or what follows its head, begins."""
    folded = context.folded
    colon = folded.find(":", start, min(end, start + _LONGEST_HEAD))
    for begin in (start, colon + 1) if colon >= 0 else (start,):
        for first in _beginnings(folded, begin, end):
            if run := _run(context, first, end):
                return run
    return []


def _beginnings(folded: str, begin: int, end: int) -> list[int]:
    """Return where the acting body may begin: at once, after a time, after who gives it the duty."""
    found = [begin]
    if when := _WHEN.match(folded, begin, end):
        found.append(when.end())
    found += [match.end() for first in found if (match := _LEAD_IN.match(folded, first, end))]
    return list(dict.fromkeys(found))


def _run(context: Context, first: int, end: int) -> list[Body]:
    """Return the bodies that stand in a row from ``first`` on."""
    found: list[Body] = []
    place = first
    for body in bodies_in(context, first, min(end, first + _LONGEST_RUN)):
        between = _BETWEEN.fullmatch(context.folded, place, body.start)
        if between is None:
            break
        found.append(body)
        place = body.end
    return found


@dataclass(slots=True, eq=False, repr=False)
class Addressee:
    """The unit that a draft belongs to, as it may be addressed: by its name or by the classes that it is of."""

    name: str
    classes: frozenset[str]
    bodies: frozenset[str]  # ids of the registry
    area: str | None
    words: str


_COMMITTEES = {"huyện": "district", "xã": "commune"}
_KINDS = ("department", "own", "district", "commune", "press", "mass", "inner")


def addressee_of(rulebook: Rulebook, unit: Unit, day: str | None) -> Addressee:
    """Return how the unit may be addressed in a superior plan of ``day``."""
    name = read_name(rulebook.law, unit.name, day)
    bodies = {body.id for body in name.bodies} | ({unit.body} if unit.body else set())
    return Addressee(unit.name, _classes(rulebook, unit), frozenset(bodies), _area(name), _plain(unit.name))


def _area(name: Name) -> str | None:
    return name.area.name if name.area is not None and name.area.level != "tỉnh" else None


def _classes(rulebook: Rulebook, unit: Unit) -> frozenset[str]:
    if unit.kind == "chính quyền" and unit.level in _COMMITTEES:
        return frozenset({_COMMITTEES[unit.level]})
    hits = rulebook.phrases.scan(fold(unit.name))
    heads = [(hit.end, kind) for kind in (*_KINDS, "higher") for hit in hits.of(f"given.{kind}") if hit.start == 0]
    longest = max((end for end, _ in heads), default=0)
    return frozenset(kind for end, kind in heads if end == longest)


def _plain(name: str) -> str:
    return " ".join(bare(name).replace(",", " ").replace("-", " ").split())


def is_addressed(context: Context, bodies: list[Body], unit: Addressee) -> bool:
    """Say whether one of the bodies that the superior plan (``context``) names is the unit or a class of it."""
    return not bodies or any(_means(context, body, unit) for body in bodies)


def _means(context: Context, body: Body, unit: Addressee) -> bool:
    name = read_name(context.law, body.name, context.form_day)
    area = _area(name)
    if area is None:
        named = [kind for kind in (*_KINDS, "any") if context.hits.any_within(f"class.{kind}", body.start, body.end)]
        if named:
            return "any" in named or not unit.classes.isdisjoint(named)
    if unit.bodies & {item.id for item in name.bodies}:
        return area is None or unit.area is None or fold(area) == fold(unit.area)
    written = _plain(body.name)
    return len(written) > 5 and (unit.words.startswith(written) or written.startswith(unit.words))
