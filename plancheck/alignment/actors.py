"""Tell whom an item of the superior plan is addressed to, and whether that is the unit."""

from __future__ import annotations

import re
from dataclasses import dataclass

from plancheck.alignment.acting import Acting, acting, left_out
from plancheck.alignment.items import Item
from plancheck.checks.bodies import Body, bodies_in
from plancheck.checks.context import Context
from plancheck.finding import Unit
from plancheck.language.fold import bare, fold
from plancheck.law.names import Name, read_name
from plancheck.rulebook import Rulebook

_JOINT = re.compile(r",\s*|\s+và\s+")
_SERVICE = frozenset({"một cửa"})  # bodies that serve citizens: contents speak of them
_MEDIA = ("press", "radio-tv", "merged", "portal", "loudspeaker")


def addressed(context: Context, item: Item) -> Acting:
    """Return the bodies that the item names as acting, else those of the nearest heading above; none: everybody.

    "Giao Trung tâm …" under a heading that names a body is what that body does.
    """
    if item.lead is not None:
        return _of_cell(context, item.lead.start, item.lead.end)
    own = next((run for span in item.spans if (run := _own(context, item, *span)).bodies), None)
    if own is not None and not own.given:
        return own
    for start, end in item.above:
        if (run := acting(context, _duty_end(context, start, end), end)).bodies:
            return run
    return own or Acting([], [], item.start)


def _own(context: Context, item: Item, start: int, end: int) -> Acting:
    run = acting(context, start if item.kind == "content" else _duty_end(context, start, end), end)
    return Acting([], [], start) if _is_told_of(context, item, run.bodies) else run


def _duty_end(context: Context, start: int, end: int) -> int:
    """Return where "Trách nhiệm của" ends with which a line begins, else its start."""
    return max(
        (hit.end for hit in context.hits.within("align.duty-of", start, end) if hit.start == start), default=start
    )


def _of_cell(context: Context, start: int, end: int) -> Acting:
    without = left_out(context, start, end)
    return Acting([body for body in bodies_in(context, start, end) if body not in without], without, end)


def _is_told_of(context: Context, item: Item, run: list[Body]) -> bool:
    """Say whether a line that begins with bodies speaks of them.

    "Báo tỉnh, Đài …: mở chuyên mục" among channels names the medium, "Tổ công nghệ số cộng đồng" among contents a
    subject.
    """
    if item.kind == "channel":
        return all(_is_medium(context, body) for body in run)
    return item.kind == "content" and not any(_is_duty_bearer(context, body) for body in run)


def _is_medium(context: Context, body: Body) -> bool:
    return any(context.hits.any_within(f"medium.{kind}", body.start, body.end) for kind in _MEDIA)


def _is_duty_bearer(context: Context, body: Body) -> bool:
    """Say whether a body is of a class that a superior plan gives work to, or named in the registry as such."""
    if _classes_named(context, body):
        return True
    kinds = {item.kind for item in read_name(context.law, body.name, context.form_day).bodies}
    return bool(kinds) and kinds.isdisjoint(_SERVICE)


@dataclass(slots=True, eq=False, repr=False)
class Addressee:
    """The unit that a draft belongs to, as it may be addressed: by its name or by the classes that it is of."""

    name: str
    classes: frozenset[str]
    bodies: frozenset[str]  # ids of the registry
    area: str | None
    words: str


_COMMITTEES = {"huyện": "district", "xã": "commune"}
_KINDS = ("department", "own", "central", "district", "commune", "press", "mass", "inner")


def addressee_of(rulebook: Rulebook, unit: Unit, day: str | None) -> Addressee:
    """Return how the unit may be addressed in a superior plan of ``day``."""
    name = read_name(rulebook.law, unit.name, day)
    bodies = {body.id for body in name.bodies} | ({unit.body} if unit.body else set())
    return Addressee(unit.name, _classes(rulebook, unit), frozenset(bodies), _area(name), _plain(unit.name))


def is_known(rulebook: Rulebook, name: str) -> bool:
    """Say whether a name fits a body of the registry or a class of bodies."""
    return bool(read_name(rulebook.law, name, None).bodies) or bool(_classes(rulebook, Unit(name)))


def _area(name: Name) -> str | None:
    return name.area.name if name.area is not None and name.area.level != "tỉnh" else None


def _classes(rulebook: Rulebook, unit: Unit) -> frozenset[str]:
    if unit.kind == "chính quyền" and unit.level in _COMMITTEES:
        return frozenset({_COMMITTEES[unit.level]})
    if unit.parent is not None and "own" in _kinds_of(rulebook, unit.parent):
        return frozenset({"inner"})  # "Ban Quản lý rừng …" under a department is none of the province's boards
    return _kinds_of(rulebook, unit.name)


def _kinds_of(rulebook: Rulebook, name: str) -> frozenset[str]:
    """Return the classes of bodies that the words tell with which a name begins."""
    hits = rulebook.phrases.scan(fold(name))
    heads = [(hit.end, kind) for kind in (*_KINDS, "higher") for hit in hits.of(f"given.{kind}") if hit.start == 0]
    longest = max((end for end, _ in heads), default=0)
    return frozenset(kind for end, kind in heads if end == longest)


def _plain(name: str) -> str:
    return " ".join(bare(name).replace(",", " ").replace("-", " ").split())


def is_addressed(context: Context, acting: Acting, unit: Addressee) -> bool:
    """Say whether one of the bodies that the superior plan (``context``) names is the unit or a class of it."""
    if any(_means(context, body, unit) for body in acting.without):
        return False
    return not acting.bodies or any(_means(context, body, unit) for body in acting.bodies)


def _means(context: Context, body: Body, unit: Addressee) -> bool:
    written = body.name[_title_end(context, body) - body.start :]
    name = read_name(context.law, written, context.form_day)
    if (area := _area(name)) is None and (named := _classes_named(context, body)):
        return "any" in named or not unit.classes.isdisjoint(named)
    if unit.bodies & {item.id for item in name.bodies}:
        return area is None or unit.area is None or fold(unit.area) in _areas(written, area)
    plain = _plain(written)
    if plain.replace(" tinh ", " ") == unit.words.replace(" tinh ", " "):  # "Đài … Hà Nam", "Đài … tỉnh Hà Nam"
        return True
    return len(plain) > 5 and (unit.words.startswith(plain) or plain.startswith(unit.words))


def _title_end(context: Context, body: Body) -> int:
    """Return where the title of its head ends ("Giám đốc Sở …", "Thủ trưởng các …"), else where the body begins."""
    ends = [
        hit.end + 1 for hit in context.hits.within("align.head-of", body.start, body.end) if hit.start == body.start
    ]
    return min(max(ends, default=body.start), body.end)


def _classes_named(context: Context, body: Body) -> list[str]:
    """Return the classes of which a body's name speaks; "Công an các huyện" is a branch, and no class is meant."""
    found = [
        (kind, hit.start)
        for kind in (*_KINDS, "any")
        for hit in context.hits.within(f"class.{kind}", body.start, body.end)
    ]
    begin = min((start for _, start in found), default=body.start)
    return [] if context.hits.any_within("given.central", body.start, begin) else [kind for kind, _ in found]


def _areas(written: str, first: str) -> set[str]:
    """Return the areas of a name ("UBND các huyện Lý Nhân, Thanh Liêm"), folded."""
    return {fold(first), *(fold(name) for name in _JOINT.split(written)[1:])}
