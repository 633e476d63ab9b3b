"""Say what each paragraph stands for: the element its heading announces, the opening, the closing, an annex."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field
from functools import cache

from plancheck.finding import ELEMENTS
from plancheck.language.phrases import Hits
from plancheck.language.wrap import is_caps
from plancheck.plan import Paragraph, Plan, Section

Roles = frozenset[str]
NOWHERE: Roles = frozenset({"none"})
_HEAD_LENGTH = 110
_LONGEST_HEAD = 1000  # characters of a heading in capitals
_SHORT_HEAD = 60
_WORD = re.compile(r"[^\W\d_]+")
# Which elements may be announced inside a section that announces another.
_INSIDE = {
    "responsibility": frozenset({"budget", "reporting", "schedule", "responsibility", "channels"}),
    "channels": frozenset({"budget", "reporting", "schedule", "responsibility", "audience"}),
    "purpose": frozenset({"requirements", "audience", "purpose"}),
    "requirements": frozenset({"purpose", "audience", "requirements"}),
    "budget": frozenset({"reporting", "schedule"}),
    "reporting": frozenset({"schedule"}),
    "schedule": frozenset({"budget"}),
    "audience": frozenset(),
}
_ELEMENTS = frozenset(ELEMENTS)
_TOPICAL = frozenset(
    {"purpose", "requirements", "difficulty"}
)  # "Kết quả thực hiện CCHC" among contents is one of them
_NO_ROLES: Roles = frozenset()
_RECIPIENTS, _ANNEX_TITLE = frozenset({"recipients"}), frozenset({"annex-title"})
_ANNEX, _TABLE, _OPENING, _CLOSING = (frozenset({name}) for name in ("annex", "table", "opening", "closing"))


@cache
def _allowed_inside(around: Roles) -> Roles:
    """Return what a heading may announce inside a section that announces ``around``."""
    inner = around & _ELEMENTS
    allowed = _ELEMENTS if "content" in inner or not inner else frozenset()
    for role in inner:
        allowed |= _INSIDE.get(role, frozenset()) | {role}
    return allowed | {"difficulty"}


@dataclass(slots=True, eq=False, repr=False)
class Place:
    """A paragraph and what it stands for.

    ``announced`` are the elements its own head names, ``roles`` those in force for its text; ``body`` is where the
    text after the head begins.
    """

    paragraph: Paragraph
    roles: Roles
    announced: Roles = frozenset()
    head_end: int = 0
    body: int = 0
    label_for: list[Paragraph] = field(default_factory=list)  # what follows an unnumbered heading
    start: int = 0
    end: int = 0

    def __post_init__(self) -> None:
        line = self.paragraph.line
        self.start = line.start
        self.end = line.start + len(line.text)


class Places:
    """The places of a plan, in reading order."""

    def __init__(self, plan: Plan, hits: Hits, filler: frozenset[str]) -> None:
        self.plan = plan
        self.hits = hits
        self.filler = filler
        self.all: list[Place] = []
        self.announcing: list[Place] = []  # those whose head names an element
        self.by_section: dict[int, Place] = {}
        self._section_roles: dict[int, Roles] = {}
        self._labels: dict[int, Place] = {}
        # (start, end, element, whether the words count only as the whole head: "Tài chính", never "Cơ chế tài chính")
        self._heads = sorted(
            (hit.start, hit.end, role, alone)
            for role in (*ELEMENTS, "difficulty")
            for alone in (False, True)
            for hit in hits.of(f"heading.{role}.alone" if alone else f"heading.{role}")
        )
        self._build()

    def _build(self) -> None:
        for paragraph in self.plan.paragraphs:
            kind = paragraph.kind
            if kind == "opening":
                place = self._opening(paragraph)
            elif kind == "recipient":
                place = Place(paragraph, _RECIPIENTS)
            elif kind == "annex-title":
                place = Place(paragraph, _ANNEX_TITLE)
            elif kind == "cell":
                place = Place(paragraph, _ANNEX if paragraph.annex else _TABLE)
            else:
                place = self._body(paragraph)
            place.body = place.body or paragraph.body
            self.all.append(place)
        self.announcing = [place for place in self.all if place.announced]

    def _opening(self, paragraph: Paragraph) -> Place:
        return Place(paragraph, _OPENING, body=paragraph.start)

    def _body(self, paragraph: Paragraph) -> Place:
        section = paragraph.section
        holder = section.parent if paragraph.kind == "heading" and section else section
        scope = id(holder) if holder else id(paragraph.annex) if paragraph.annex else 0
        held = self._held(holder, paragraph)
        announced, head_end, body = self._announced(paragraph, held)
        if announced:
            roles = announced
        elif paragraph.kind == "text" and self.hits.any_within("closing.start", paragraph.start, paragraph.start + 40):
            roles = _CLOSING
        else:
            label = self._labels.get(scope)
            roles = label.roles if label is not None and self._label_reaches(label, paragraph) else held
        place = Place(paragraph, roles, announced, head_end, body)
        if paragraph.kind == "heading" and section is not None:
            self.by_section[id(section)] = place
            self._section_roles[id(section)] = roles
            self._labels.pop(id(section), None)
        elif announced and paragraph.kind in ("text", "bullet"):
            self._labels[scope] = place
        elif scope in self._labels:
            self._labels[scope].label_for.append(paragraph)
        return place

    def _held(self, holder: Section | None, paragraph: Paragraph) -> Roles:
        """Return the roles of the section that holds a paragraph, unnumbered headings in it left aside."""
        if holder is not None:
            return self._section_roles.get(id(holder), NOWHERE)
        return _ANNEX if paragraph.annex else NOWHERE

    def _label_reaches(self, label: Place, paragraph: Paragraph) -> bool:
        """A label with text of its own ("- Kinh phí: …") covers that line alone; a bare one what follows it."""
        if label.body < label.end:
            return False
        if label.paragraph.kind == "bullet" and paragraph.kind == "bullet":
            return label.paragraph.marker != paragraph.marker
        # A numbered line of another rank than what stood below the label ends it.
        return True

    # Heads

    def _announced(self, paragraph: Paragraph, around: Roles) -> tuple[Roles, int, int]:
        """Return (elements its head announces, end of the head, where the text behind the head begins)."""
        start = paragraph.body
        nothing: tuple[Roles, int, int] = (_NO_ROLES, start, start)
        heads = self._heads
        index = bisect_left(heads, (start,))
        if index >= len(heads) or (first := heads[index][0]) >= start + _HEAD_LENGTH or first >= paragraph.end:
            return nothing
        head_end, body = self._head(paragraph)
        if head_end <= start:
            return nothing
        named = self._heading_hits(index, start, head_end)
        top = paragraph.kind == "heading" and paragraph.section is not None and paragraph.section.depth == 1
        inner = not top and bool(around & _ELEMENTS)
        roles = {role for _, _, role in named}
        if inner:
            roles &= _allowed_inside(around)
        if not roles:
            return nothing
        first = min(left for left, _, _ in named)
        capitals = is_caps(paragraph.line.text[start - paragraph.start : head_end - paragraph.start])
        if first - start > 45 and not capitals:
            return nothing
        covered: list[tuple[int, int]] = [(left, right) for left, right, _ in named]
        rest = self._other_words(start, head_end, covered)
        topics = self.hits.within("heading.topic", start, head_end)
        rest_without_topic = self._other_words(start, head_end, [*covered, *topics]) if topics else rest
        if inner and "content" in around and not capitals and topics and roles & _TOPICAL:
            return nothing
        strict = 1 if "content" in around else 2
        if rest_without_topic > (strict if inner else 12 if capitals or top else 3):
            return nothing
        if (
            paragraph.kind in ("text", "bullet")
            and body >= paragraph.end
            and (rest > 0 or not self._label_like(paragraph))
        ):
            return nothing
        if paragraph.kind == "bullet" and rest_without_topic > 1:
            return nothing
        return frozenset(roles), head_end, body

    def _heading_hits(self, index: int, start: int, end: int) -> list[tuple[int, int, str]]:
        """Return (start, end, element) of what a head names; a phrase inside a longer one of another says nothing."""
        named = []
        while index < len(self._heads) and self._heads[index][0] < end:
            left, right, role, alone = self._heads[index]
            whole = left == start and right >= end - 1
            if right <= end and (whole or not alone) and (role != "difficulty" or left - start < 12):
                named.append((left, right, role))
            index += 1
        return [
            hit
            for hit in named
            if not any(
                other[2] != hit[2]
                and other[0] <= hit[0]
                and hit[1] <= other[1]
                and other[1] - other[0] > hit[1] - hit[0]
                for other in named
            )
        ]

    def _other_words(self, start: int, end: int, covered: list[tuple[int, int]]) -> int:
        """Count the words of [start, end) that no hit covers and that are no filler."""
        count = 0
        for word in _WORD.finditer(self.plan.text.folded, start, end):
            if word.group() in self.filler:
                continue
            first, last = word.span()
            for left, right in covered:
                if left <= first and last <= right:
                    break
            else:
                count += 1
        return count

    def _label_like(self, paragraph: Paragraph) -> bool:
        text = paragraph.content.rstrip(": ")
        return len(text) <= _SHORT_HEAD and not text.endswith((".", ";", ",")) and text[:1].isupper()

    def _head(self, paragraph: Paragraph) -> tuple[int, int]:
        text = paragraph.content
        start = paragraph.body
        colon = text.find(":", 0, _HEAD_LENGTH)
        if colon > 0:
            rest = text[colon + 1 :]
            return start + colon, start + colon + 1 + len(rest) - len(rest.lstrip()) if rest.strip() else paragraph.end
        if paragraph.kind != "heading":
            return (paragraph.end, paragraph.end) if len(text) <= _SHORT_HEAD else (start, start)
        if len(text) <= _HEAD_LENGTH and not text.endswith((".", ";", ",")):
            return paragraph.end, paragraph.end
        if len(text) <= _LONGEST_HEAD and is_caps(text):
            return paragraph.end, paragraph.end
        if len(text) <= 45 and text.endswith("."):
            return paragraph.end - 1, paragraph.end
        stop = text.find(". ", 0, _SHORT_HEAD)
        if stop > 0:
            return start + stop, start + stop + 2
        return start, start
