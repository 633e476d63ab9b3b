"""Checks on numbering and on headings without content."""

from __future__ import annotations

from plancheck.checks.bodies import bodies_in
from plancheck.checks.context import Context, once
from plancheck.checks.elements import BLANK, content_span
from plancheck.finding import Words
from plancheck.language.numbering import LATIN, letter_at
from plancheck.language.wrap import is_caps
from plancheck.plan import Section
from plancheck.rulebook import Rule

_ROMAN = [
    "I",
    "II",
    "III",
    "IV",
    "V",
    "VI",
    "VII",
    "VIII",
    "IX",
    "X",
    "XI",
    "XII",
    "XIII",
    "XIV",
    "XV",
    "XVI",
    "XVII",
    "XVIII",
    "XIX",
    "XX",
]
_LETTERS = Words(
    "; chữ cái theo thứ tự a, b, c, d, đ, e, g, h, i, k, l, …",
    "; letters in the Vietnamese order a, b, c, d, đ, e, g, …",
)
_NO_LETTERS = Words("", "")
_LETTERED = ("lower", "(lower)", "upper")
_D_STROKE = 5  # the place of đ among the letters
_LONGEST_HEADING = 120
_SHORT_HEADING = 60


def numbering(context: Context, rule: Rule) -> None:
    """Report skipped, repeated or careless numbers (options: defect gap | order | style)."""
    if rule.options["defect"] == "style":
        _style(context, rule)
        return
    for defect, section, due in _slips(context):
        if defect == rule.options["defect"]:
            # Letters have an order of their own that many authors do not know.
            letters = _LETTERS if section.style in _LETTERED else _NO_LETTERS
            context.report(
                rule, section.start, section.heading.body, marker=section.marker,
                missing=_printed(section, due), expected=_printed(section, due), letters=letters,
            )  # fmt: skip


@once
def _slips(context: Context) -> list[tuple[str, Section, int]]:
    """Return (gap | order, the section, the number due there) of each number that does not follow."""
    slips: list[tuple[str, Section, int]] = []
    for siblings, before in _families(context):
        if _are_latin(siblings):
            continue  # nobody skipped a letter: the list counts as its word processor does
        # Numbers may run on from the section before.
        due = before + 1 if before is not None and siblings[0].value == before + 1 else 1
        other = due  # may follow as well
        for section in siblings:
            value = section.value
            if value in (due, other):
                due = other = value + 1
            else:
                due = min(due, other)
                slips.append(("gap" if value > due else "order", section, due))
                # The slip may be this number alone: then the count goes on as if it had been right.
                due, other = value + 1, due + 1
    return slips


def _are_latin(siblings: list[Section]) -> bool:
    """Say whether a word processor counts these points by letters, which leaves out đ."""
    if siblings[0].style not in _LETTERED or not all(section.heading.line.counted for section in siblings):
        return False
    letters = [section.marker.strip("(). ").lower() for section in siblings]
    return "".join(letters) == LATIN[: len(letters)]


def _printed(section: Section, value: int) -> str:
    """Return the marker that ``value`` would have, written as ``section`` writes its own."""
    style, marker = section.style, section.marker
    bare = marker.strip("().:/- ")
    if style == "roman":
        new = _ROMAN[value - 1] if value <= len(_ROMAN) else str(value)
    elif style in ("lower", "(lower)"):
        new = letter_at(value) or "?"
    elif style == "upper":
        new = letter_at(value).upper() or "?"
    elif style.startswith("decimal"):
        new = f"{bare.rsplit('.', 1)[0]}.{value}"
    elif style in ("part", "chapter", "article-group", "article"):
        return f"{marker.split()[0]} {value}"
    else:
        new = str(value)
    return marker.replace(bare, new, 1)


@once
def _families(context: Context) -> list[tuple[list[Section], int | None]]:
    """Return each run of siblings of one style, with the last number of the same style in the section before."""
    families: list[tuple[list[Section], int | None]] = []
    groups: list[list[Section]] = [context.plan.sections]
    last: dict[str, int] = {}
    groups += [section.children for section in context.sections if section.children]
    groups += [annex.sections for annex in context.plan.annexes]
    groups += [s.children for annex in context.plan.annexes for top in annex.sections for s in top.walk() if s.children]
    for group in groups:
        styles: dict[str, list[Section]] = {}
        for section in group:
            styles.setdefault(section.style, []).append(section)
        for style, siblings in styles.items():
            families.append((siblings, last.get(style)))
            last[style] = siblings[-1].value
    return families


def _style(context: Context, rule: Rule) -> None:
    """Report, once for each kind, markers that depart from I. / 1. / a) and markers that change between siblings."""
    told: set[str] = set()
    wanted = {"roman": ".", "arabic": ".", "upper": ".", "lower": ")"}
    for section in context.sections:
        good = wanted.get(section.style)
        if good is None:
            continue
        mark = section.marker[-1:]
        if mark != good and (kind := f"{section.style}{mark}") not in told:
            told.add(kind)
            bare = section.marker.strip("().:/- ")
            context.report(rule, section.start, section.heading.body, marker=section.marker, wanted=bare + good)
    for siblings, _ in _families(context):
        if len(siblings) >= _D_STROKE and _are_latin(siblings) and "latin" not in told:
            told.add("latin")
            section = siblings[_D_STROKE - 1]
            right = _printed(section, _D_STROKE)
            context.report(rule, section.start, section.heading.body, marker=section.marker, wanted=right)


def lone_item(context: Context, rule: Rule) -> None:
    """Report a level that holds one numbered item only."""
    for section in context.sections:
        if len(section.children) == 1 and section.children[0].value == 1:
            only = section.children[0]
            context.report(rule, only.start, only.heading.body, marker=only.marker, parent=section.marker)


def heading_only(context: Context, rule: Rule) -> None:
    """Report a heading with nothing under it that announces no required element."""
    told = {place.start for key, place in context.empty.items() if context.elements[key].status == "missing"}
    groups: dict[int, _Siblings] = {}
    for section in context.sections:
        if section.children or section.tables or section.paragraphs or section.start in told:
            continue
        title = section.title.strip()
        if (
            not title
            or len(title) > _LONGEST_HEADING
            or title.endswith((".", ";", ","))
            or _has_content(context, section)
        ):
            continue
        siblings = section.parent.children if section.parent else context.plan.sections
        if id(siblings) not in groups:
            groups[id(siblings)] = _Siblings(siblings)
        group = groups[id(siblings)]
        looks = title.endswith(":") or is_caps(title) or group.stands_out(section)
        if looks or (section.depth == 1 and group.are_mostly_filled(context)):
            context.report(rule, section.start, section.heading.end, heading=title.rstrip(":"))


class _Siblings:
    """What is asked of the items around each one, counted once for all of them."""

    def __init__(self, sections: list[Section]) -> None:
        self.sections = sections
        self.whole = sum(_is_whole(section) for section in sections)
        self.sentences = sum(section.title.endswith(".") for section in sections)
        self.open = sum(section.title.endswith(";") for section in sections)
        self._mostly_filled: bool | None = None

    def stands_out(self, section: Section) -> bool:
        """Say whether a short line without an end mark stands among two or more others that are whole sentences."""
        others = len(self.sections) - 1
        return (
            others > 1
            and len(section.title) <= _SHORT_HEADING
            and self.whole - _is_whole(section) == others
            and not self.open - section.title.endswith(";")
            and self.sentences > section.title.endswith(".")
        )

    def are_mostly_filled(self, context: Context) -> bool:
        if self._mostly_filled is None:
            filled = sum(_has_content(context, section) for section in self.sections)
            self._mostly_filled = 2 * filled > len(self.sections)
        return self._mostly_filled


def _is_whole(section: Section) -> bool:
    return section.end > section.heading.end + 1 or section.title.endswith(".")


def _has_content(context: Context, section: Section) -> bool:
    if section.children or section.tables or any(p.content.strip(BLANK) for p in section.paragraphs):
        return True
    place = context.places.by_section.get(id(section))
    if place is not None and place.announced:
        return content_span(context, place) is not None
    colon = section.title.find(":")
    return (0 < colon < len(section.title) - 2) or context.any_of(
        ("points-to-annex",), section.start, section.heading.end
    )


def misplaced_duty(context: Context, rule: Rule) -> None:
    """Report a duty given to one body under contents or channels (options: places, cues)."""
    wanted = frozenset(rule.options["places"])
    for place in context.places.all:
        if (
            not place.roles & wanted
            or place.roles & {"responsibility"}
            or place.announced
            or place.paragraph.kind == "cell"
        ):
            continue
        begin = place.paragraph.body
        if context.any_of(("duty.assign",), begin, begin + 12):
            start = begin
        elif not _starts_with_body(context, begin):
            continue
        else:
            bodies = bodies_in(context, begin, min(place.end, begin + 90))
            if not bodies or bodies[0].start > begin + 1 or not bodies[0].named:
                continue
            if not context.any_of(("duty.action",), bodies[0].end, min(place.end, bodies[0].end + 40)):
                continue
            start = begin
        stop = context.sentence(place.paragraph, start)[1]
        section = place.paragraph.section
        top = section
        while top is not None and top.parent is not None:
            top = top.parent
        if top is not None and context.any_of(("heading.task",), top.start, top.heading.end):
            continue
        context.report(rule, start, stop, heading=top.title if top else "")


def _starts_with_body(context: Context, begin: int) -> bool:
    return any(hit.start == begin for hit in context.hits.within("body.start", begin, begin + 40))
