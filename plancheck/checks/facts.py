"""Read facts out of the elements: audiences, channels, bodies and roles, source of funds, deadlines."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from plancheck.checks import reporting
from plancheck.checks.bodies import bodies_in
from plancheck.checks.context import Context
from plancheck.checks.tables import TaskTable

if TYPE_CHECKING:
    from plancheck.checks.elements import Found

KINDS = ("press", "radio-tv", "portal", "social-media", "loudspeaker", "visual", "print", "digital",
         "meeting", "training", "contest", "hotline", "other")  # fmt: skip
ONLINE = frozenset({"portal", "social-media", "digital"})
TRADITIONAL = frozenset({"press", "radio-tv", "loudspeaker", "visual", "print", "meeting", "training", "contest"})
_OPERATIVE = frozenset(
    {"channels", "content", "responsibility", "none", "schedule", "annex", "table", "budget", "reporting"}
)
_ASSIGNING = ("giao ", "phân công ", "đề nghị ", "yêu cầu ", "giao cho ", "phân công cho ")
_SUPPORTED = re.compile(r"phối hợp(?: chặt chẽ)?(?: với)?[^.;]*$")
_BEFORE_DATE = 80  # characters in which "có hiệu lực từ" and the like stand
_MOST_BODIES = 30
_MOST_GROUPS = 12
_SOURCE_END = re.compile(r"[;,.]\s|[;,.]$|\s+(?:để|và (?:các )?đơn vị|do|theo quy định)\s")
_LONGEST_SOURCE = 110


def read(key: str, context: Context, found: Found, tables: list[TaskTable]) -> dict[str, Any]:
    """Return the facts of one element as the contract lists them."""
    if key in ("provincial_basis", "reporting"):
        empty = {"provincial_basis": ("symbol", "date", "issuer"), "reporting": ("by", "to", "via", "when")}[key]
        return dict(found.facts.get(key) or dict.fromkeys(empty))
    if key == "audience":
        return {"groups": _groups(context, found)}
    if key == "content":
        return {"items": _items(context)}
    if key == "channels":
        kinds = channel_kinds(context)
        return {"kinds": kinds, "online": bool(ONLINE & set(kinds)), "traditional": bool(TRADITIONAL & set(kinds))}
    if key == "responsibility":
        return {"bodies": duty_bodies(context, tables)}
    if key == "budget":
        return {"source": _source(context, found)}
    if key == "schedule":
        return {"from": found.facts.get("from"), "deadlines": found.facts.get("deadlines", 0)}
    return {}


def channel_kinds(context: Context) -> list[str]:
    """Return the kinds of channels that the plan uses, in the contract's order."""
    kinds = []
    for kind in KINDS:
        for hit in context.hits.of(f"channel.{kind}"):
            place = context.place_at(hit.start)
            if place is None or not place.roles & _OPERATIVE:
                continue
            if place.roles == {"content"}:
                start, end = context.sentence(place.paragraph, hit.start)
                if not context.hits.any_within("channel.use", start, end):
                    continue
            kinds.append(kind)
            break
    return kinds


def _groups(context: Context, found: Found) -> list[str]:
    """Return the audiences as written: one a paragraph, or the parts of a single one."""
    if not found.spans:
        return []
    start, end = found.spans[0]
    text = context.plan.text.text
    cue = next(iter(context.hits.within("audience.cue", start, end)), None)
    if cue is not None:
        written = [text[cue.end : text.find("\n", cue.end, end) if "\n" in text[cue.end : end] else end]]
    else:
        places = [
            place for place in context.places.all if start <= place.start < end and place.paragraph.kind != "cell"
        ]
        written = [text[place.body : place.end] for place in places if place.body < place.end]
    if len(written) == 1:
        only = written[0]
        written = next(
            (parts for mark in (r";\s*", r"\.\s+", r",\s+|\s+và\s+") if len(parts := re.split(mark, only)) > 1), [only]
        )
    groups = [part.strip(" .:;,-–+•*") for part in written]
    return [group for group in groups if len(group) > 2][:_MOST_GROUPS]


def _items(context: Context) -> int:
    count = 0
    for place in context.places.all:
        if "content" not in place.roles or place.announced:
            continue
        section = place.paragraph.section
        leaf = place.paragraph.kind == "bullet" or (
            place.paragraph.kind == "heading"
            and section is not None
            and not section.children
            and not section.paragraphs
        )
        count += leaf or (place.paragraph.kind == "text" and not place.paragraph.content.endswith(":"))
    return count


def duty_bodies(context: Context, tables: list[TaskTable]) -> list[dict[str, str]]:
    """Return the bodies that get a duty, each once, with their gravest role."""
    roles: dict[str, str] = {}
    for place in context.places.all:
        if not place.roles & {"responsibility", "budget", "reporting", "schedule"} or place.paragraph.kind == "cell":
            continue
        first, least = place.paragraph.body + 2, place.start

        def has_duty(begin: int, first: int = first, least: int = least) -> bool:
            if begin <= first:
                return True
            before = context.folded[max(least, begin - 40) : begin]
            return "phối hợp" in before or before.endswith(_ASSIGNING)

        for body in bodies_in(context, place.paragraph.body, place.end, has_duty):
            before = context.folded[max(least, body.start - 40) : body.start]
            support = "phối hợp" in before and _SUPPORTED.search(before) is not None
            if not (support or body.start <= first or before.endswith(_ASSIGNING)):
                continue
            role = "support" if support else "lead"
            if roles.get(body.name) != "lead":
                roles[body.name] = role
    for table in tables:
        for name, role in (("column.lead", "lead"), ("column.support", "support")):
            index = table.column(name)
            for row in table.task_rows if index is not None else []:
                for part in re.split(r"[;\n]|,\s(?=[A-ZĐ])", row[index].text if index is not None else ""):
                    clean = part.strip(" .,-–")
                    if clean and roles.get(clean) != "lead":
                        roles[clean] = role
    return [{"name": name, "role": role} for name, role in list(roles.items())[:_MOST_BODIES]]


def _source(context: Context, found: Found) -> str | None:
    for start, end in found.spans:
        for hit in context.hits.within("budget.source", start, end):
            place = context.place_at(hit.start)
            if place is None:
                continue
            _, right = context.sentence(place.paragraph, hit.start)
            limit = min(right, hit.start + _LONGEST_SOURCE)
            stop = _SOURCE_END.search(context.folded, hit.end, limit)
            shown = context.plan.text.text[hit.start : stop.start() if stop else limit].strip()
            return shown if stop or limit == right else shown.rsplit(" ", 1)[0] + "…"
    return None


def deadlines(context: Context, found: Found, tables: list[TaskTable]) -> None:
    """Add dated tasks as evidence of a schedule; report dates and dates of documents are none."""
    section = bool(found.evidence) and not found.strong
    annex = found.strong
    count = 0
    taken = {id(date) for line in reporting.read(context) for date in context.dates_within(line.start, line.end)}
    for citation in context.plan.citations:
        taken.update(id(date) for date in context.dates_within(citation.start, citation.end))
    for date in context.plan.dates:
        place = context.place_at(date.start)
        if (
            place is None
            or not place.roles & _OPERATIVE
            or place.paragraph.kind == "cell"
            or "reporting" in place.roles
        ):
            continue
        if date.kind == "period" or id(date) in taken:
            continue
        if context.hits.any_within("deadline.not", max(place.start, date.start - _BEFORE_DATE), date.start):
            continue
        count += 1
        if count <= 2:
            found.add(context, *context.sentence(place.paragraph, date.start))
    for table in tables:
        index = table.column("column.time")
        count += sum(1 for row in table.task_rows if index is not None and row[index].text.strip())
    found.strong = bool(found.evidence)
    found.facts["from"] = "section" if section else "annex" if annex else "tasks" if count else None
    found.facts["deadlines"] = count
