"""Checks on the document as a whole: its type, its elements, its date."""

from __future__ import annotations

from plancheck.checks.context import Context
from plancheck.checks.elements import text_under
from plancheck.finding import Words
from plancheck.language.dates import shown_date
from plancheck.rulebook import Rule

TYPES = {
    "bao-cao": Words("báo cáo", "a report"),
    "cong-van": Words("công văn", "an official letter"),
    "quyet-dinh": Words("quyết định", "a decision"),
    "to-trinh": Words("tờ trình", "a submission"),
    "thong-bao": Words("thông báo", "a notice"),
    "chi-thi": Words("chỉ thị", "a directive"),
    "nghi-quyet": Words("nghị quyết", "a resolution"),
    "huong-dan": Words("hướng dẫn", "a guideline"),
    "chuong-trinh": Words("chương trình", "a programme"),
    "de-an": Words("đề án", "a scheme"),
    "khac": Words("văn bản khác", "another document"),
}
# Where a missing element is best added: under the heading of the element before it, else at the title.
_NEIGHBOURS = {
    "budget": ("responsibility", "reporting"),
    "reporting": ("responsibility", "budget"),
    "schedule": ("responsibility", "content"),
    "channels": ("content",),
    "audience": ("content", "requirements"),
    "requirements": ("purpose",),
    "purpose": ("requirements",),
    "content": ("channels", "purpose"),
}


def not_a_plan(context: Context, rule: Rule) -> None:
    """Report a document that is no plan, at its title."""
    plan = context.plan
    if plan.doc_type != "ke-hoach":
        start, end = context.title_place()
        context.report(rule, start, end, whole=True, type=TYPES.get(plan.doc_type, TYPES["khac"]))


def nothing(context: Context, rule: Rule) -> None:
    """Say nothing: what is wrong with a file or the configuration is told before or after any plan is checked."""


def element(context: Context, rule: Rule) -> None:
    """Report an element whose status is the one the rule names (options: status)."""
    key = rule.element
    if key is None or key in context.empty:
        return
    found = context.elements[key]
    if found.status != rule.options["status"]:
        return
    if found.status == "weak":
        start, end = _evidence_start(context, key)
        context.report(rule, start, end)
        return
    start, end = _neighbour(context, key)
    context.report(rule, start, end, whole=True)


def _evidence_start(context: Context, key: str) -> tuple[int, int]:
    """Return where the element is mentioned: the words quoted, or the first text under a heading."""
    evidence = context.elements[key].evidence[0]
    place = context.place_at(evidence.start)
    if place is None:
        return context.title_place()
    below = text_under(place) if place.announced else None
    return below or (evidence.start, min(place.end, evidence.start + len(evidence.quote.rstrip("…"))))


def _neighbour(context: Context, key: str) -> tuple[int, int]:
    for other in _NEIGHBOURS.get(key, ()):
        for place in context.places.all:
            if other in place.announced and place.paragraph.kind == "heading":
                return place.start, place.end
    if key == "provincial_basis" and context.plan.opening:
        return context.plan.opening[0].start, context.plan.opening[0].end
    return context.title_place()


def empty_section(context: Context, rule: Rule) -> None:
    """Report a heading that announces an element and has nothing under it."""
    told: set[int] = set()
    for key, place in context.empty.items():
        if context.elements[key].status == "missing" and place.start not in told:
            told.add(place.start)
            names = [context.rulebook.elements[name].label for name in context.empty if context.empty[name] is place]
            label = Words(", ".join(name.vi for name in names), ", ".join(name.en for name in names))
            context.report(rule, place.start, place.end, element=key, element_name=label)


def late_issue(context: Context, rule: Rule) -> None:
    """Report a plan issued late for its year (options: info_after, warning_after as "MM-DD"; "due", ISO: until which
    no plan of that year is late)."""
    data = context.plan.metadata
    if data.date is None or data.plan_year is None:
        return
    if context.hits.any_within("subject.not-yearly", context.plan.title_start, context.plan.title_end):
        return
    issued, issued_month, issued_day = (int(part) for part in data.date.split("-"))
    if issued < data.plan_year:
        return
    late = (issued_month, issued_day) if issued == data.plan_year else (13, 1)
    year, _, due = rule.options.get("due", "").partition("-")
    least = _month_day(due) if year == str(data.plan_year) else (1, 1)
    noted, warned = (max(least, _month_day(rule.options[name])) for name in ("info_after", "warning_after"))
    if late <= noted:
        return
    severity, (month, day) = ("warning", warned) if late > warned else ("info", noted)
    start = context.plan.text.text.find(f"năm {issued}")
    line = context.plan.text.text.rfind("\n", 0, start) + 1 if start >= 0 else 0
    end = start + 8 if start >= 0 else context.title_place()[1]
    shown = shown_date(data.date)
    context.report(rule, line, end, severity=severity, date=shown, year=str(data.plan_year), limit=f"{day}/{month}")


def _month_day(written: str) -> tuple[int, int]:
    month, day = written.split("-")
    return int(month), int(day)
