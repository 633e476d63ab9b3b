"""Decide the status of each required element by evidence: headings first, then sentences, then columns of tables."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from plancheck.checks import basis, facts, reporting
from plancheck.checks.context import Context
from plancheck.checks.places import Place
from plancheck.checks.tables import TaskTable, task_tables
from plancheck.finding import ELEMENTS, Element, Evidence
from plancheck.rulebook import ElementSpec, SentenceSpec

_MOST_EVIDENCE = 4
_SOMEBODY = ("body.any", "body.class", "duty.anyone", "report.subject")
BLANK = " .…_-–:;"  # what a form leaves to be filled in
_SIDE_PLACES = frozenset({"recipients", "annex-title"})


@dataclass(slots=True, eq=False, repr=False)
class Found:
    """Evidence for one element while it is gathered; ``spans`` are the texts that may hold what makes it strong."""

    evidence: list[Evidence] = field(default_factory=list)
    spans: list[tuple[int, int]] = field(default_factory=list)
    strong: bool = False
    facts: dict[str, Any] = field(default_factory=dict)

    def add(self, context: Context, start: int, end: int, quote: tuple[int, int] | None = None) -> None:
        if len(self.evidence) < _MOST_EVIDENCE:
            self.evidence.append(context.evidence(*(quote or (start, end))))
        self.spans.append((start, end))


def assess(context: Context) -> None:
    """Fill ``context.elements`` and ``context.empty``."""
    tables = task_tables(context)
    for key in ELEMENTS:
        spec = context.rulebook.elements[key]
        found = Found()
        _headings(context, spec, found)
        if not _settled(context, spec, found):
            _sentences(context, spec, found)
        _columns(context, spec, tables, found)
        if spec.collector == "basis":
            basis.collect(context, found)
        elif spec.collector == "reporting":
            reporting.collect(context, found, tables)
        elif spec.collector == "deadlines":
            facts.deadlines(context, found, tables)
        if key == "responsibility" and not any(context.any_of(_SOMEBODY, *span) for span in found.spans):
            found.evidence.clear()  # a heading on duties under which nobody is named gives nobody a duty
        status = _status(context, spec, found)
        if status != "missing":
            context.empty.pop(key, None)
        values = facts.read(key, context, found, tables) if status != "missing" else {}
        context.elements[key] = Element(key, spec.label, status, spec.source, found.evidence, values)


def not_applicable(context: Context) -> dict[str, Element]:
    """Return the elements of a document that is no plan."""
    return {
        key: Element(key, spec.label, "not-applicable", spec.source)
        for key, spec in ((key, context.rulebook.elements[key]) for key in ELEMENTS)
    }


def spare_missing(context: Context) -> None:
    """Call an element that was not found not-applicable: it may stand on a page that could not be read."""
    for element in context.elements.values():
        if element.status == "missing":
            element.status = "not-applicable"
    context.empty.clear()


def _status(context: Context, spec: ElementSpec, found: Found) -> str:
    if not found.evidence:
        return "missing"
    if spec.collector == "reporting" or not spec.strong or found.strong:
        return "present" if spec.collector != "reporting" or found.strong else "weak"
    return "present" if any(context.any_of(spec.strong, *span) for span in found.spans) else "weak"


def _settled(context: Context, spec: ElementSpec, found: Found) -> bool:
    """Say whether headings alone show the element, so that no sentence needs to be sought."""
    if not found.evidence:
        return False
    return not spec.strong or any(context.any_of(spec.strong, *span) for span in found.spans)


def _headings(context: Context, spec: ElementSpec, found: Found) -> None:
    """Take headings that announce the element, if something stands under them that is not another element."""
    if spec.collector == "basis":
        return
    key = spec.key
    for place in context.places.announcing:
        if key not in place.announced:
            continue
        span = content_span(context, place)
        if span is None:
            context.empty.setdefault(key, place)
            continue
        if len(place.announced) > 1 and _labelled_within(context, place, span):
            continue
        found.add(context, place.start, span[1], (place.start, max(place.head_end, place.start + 1)))
        first = text_under(place)
        if first is not None and place.body >= place.end and len(found.evidence) < _MOST_EVIDENCE:
            found.evidence.append(context.evidence(*first))


def text_under(place: Place) -> tuple[int, int] | None:
    """Return the first text of a heading: on its own line, else the line below; None where there is none."""
    section = place.paragraph.section if place.paragraph.kind == "heading" else None
    if place.body < place.end:
        return place.body, place.end
    following = [*section.paragraphs, *(child.heading for child in section.children)] if section else place.label_for
    first = min(following, key=lambda paragraph: paragraph.start, default=None)
    return (first.body, first.end) if first else None


def _says(context: Context, place: Place) -> bool:
    """Say whether words, and not only dots to be filled in, stand behind the head on its own line."""
    return place.body < place.end and bool(context.plan.text.text[place.body : place.end].strip(BLANK))


def content_span(context: Context, place: Place) -> tuple[int, int] | None:
    """Return the offsets of the heading and all that stands under it, None where nothing does."""
    section = place.paragraph.section if place.paragraph.kind == "heading" else None
    if section is not None:
        if section.children or section.tables or any(p.content.strip(BLANK) for p in section.paragraphs):
            return place.start, section.end
        if _says(context, place) or context.any_of(("points-to-annex",), place.start, place.end):
            return place.start, place.end
        return None
    if _says(context, place):
        return place.start, place.end
    if place.label_for:
        return place.start, place.label_for[-1].end
    return None


def _labelled_within(context: Context, place: Place, span: tuple[int, int]) -> bool:
    """Say whether what stands under a combined heading is labelled with any of its elements."""
    labels: set[str] = set()
    for inner in context.places.announcing:
        if place.start < inner.start < span[1]:
            labels |= inner.announced & place.announced
    return bool(labels)


def _sentences(context: Context, spec: ElementSpec, found: Found) -> None:
    for pattern in spec.sentences:
        matched = _matches(context, pattern)
        if len(matched) >= pattern.least:
            known = sorted(found.spans)
            index = reach = 0  # how far the spans go that begin no later
            for start, end in matched:
                while index < len(known) and known[index][0] <= start:
                    reach = max(reach, known[index][1])
                    index += 1
                if end > reach:
                    found.add(context, start, end)
                    reach = end


def _matches(context: Context, pattern: SentenceSpec) -> list[tuple[int, int]]:
    matched: list[tuple[int, int]] = []
    places = frozenset(pattern.places)
    for name in pattern.anchor:
        for hit in context.hits.of(name):
            place = context.place_at(hit.start)
            if place is None or place.roles & _SIDE_PLACES or (places and not place.roles & places):
                continue
            if place.announced and hit.start < place.head_end:
                continue
            if pattern.starts and hit.start > place.paragraph.body + 1:
                continue
            if matched and matched[-1][0] <= hit.start < matched[-1][1]:
                continue
            start, end = context.sentence(place.paragraph, hit.start)
            section = place.paragraph.section
            head = (section.start, section.heading.end) if section is not None else (start, end)
            if all(
                context.hits.any_within(other, start, end) or context.hits.any_within(other, *head)
                for other in pattern.with_
            ) and not context.any_of(pattern.without, start, end):
                matched.append((start, end))
    return sorted(set(matched))


def _columns(context: Context, spec: ElementSpec, tables: list[TaskTable], found: Found) -> None:
    if not spec.columns:
        return
    for table in tables:
        column = table.column(spec.columns)
        if column is None:
            continue
        filled = [row[column] for row in table.task_rows if row[column].text.strip()]
        if filled:
            head = table.table.columns[column]
            found.add(context, filled[0].start, filled[-1].end, (head.start, head.end))
            found.strong = True
