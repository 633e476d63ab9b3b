"""What a check works on: the plan, its scan, the rulebook, and what the caller said."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property, wraps
from typing import Any, NamedTuple, TypeVar

from plancheck.checks.places import Place, Places
from plancheck.finding import Element, Evidence, Finding, Words
from plancheck.fingerprint import fingerprint
from plancheck.language.phrases import Hits
from plancheck.law import Law
from plancheck.matrix import Alignment
from plancheck.plan import DateMention, Location, Paragraph, Plan, Section
from plancheck.rulebook import Profile, Rule, Rulebook

_QUOTE = 160
_LONGEST_SENTENCE = 4000  # characters on either side


Reading = TypeVar("Reading")


def once(read: Callable[[Context], Reading]) -> Callable[[Context], Reading]:
    """Make a reading of the plan happen once a document, however many checks ask for it."""

    name = f"{read.__module__}.{read.__name__}"

    @wraps(read)
    def remembered(context: Context) -> Reading:
        memory = context.memory
        if name not in memory:
            memory[name] = read(context)
        kept: Reading = memory[name]
        return kept

    return remembered


class Settings(NamedTuple):
    """What the caller chose for all documents of a run."""

    profile: str | None = None
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    unit: str | None = None
    draft: bool = False


@dataclass
class Context:
    """One document under check. ``elements`` is filled before any rule runs."""

    plan: Plan
    hits: Hits
    rulebook: Rulebook
    settings: Settings
    profile: Profile
    elements: dict[str, Element] = field(default_factory=dict)
    empty: dict[str, Place] = field(default_factory=dict)  # elements announced by a heading with nothing under it
    found: list[Finding] = field(default_factory=list)
    memory: dict[str, Any] = field(default_factory=dict)  # what a reading found, see ``once``
    alignment: Alignment | None = None  # with the superior plan, where one is given
    no_basis: Words | None = None  # why no superior plan was picked, where several are given

    @cached_property
    def places(self) -> Places:
        return Places(self.plan, self.hits, self.rulebook.words.get("words.heading-filler", frozenset()))

    @cached_property
    def _date_starts(self) -> list[int]:
        return [date.start for date in self.plan.dates]

    def dates_within(self, start: int, end: int) -> list[DateMention]:
        """Return the dates that begin in [start, end)."""
        return self.plan.dates[bisect_left(self._date_starts, start) : bisect_left(self._date_starts, end)]

    @cached_property
    def law(self) -> Law:
        return self.rulebook.law

    @cached_property
    def day(self) -> str | None:
        """The draft's own date, ISO; None where any part of it is blank."""
        return self.plan.metadata.date

    @cached_property
    def year(self) -> int | None:
        """The year that the draft plans for, else that of its date."""
        data = self.plan.metadata
        return data.plan_year or (int(data.date[:4]) if data.date else None)

    @cached_property
    def form_day(self) -> str | None:
        """A day that tells the regime of form: the draft's own, else the end of January of its year."""
        return self.day or (f"{self.year}-01-31" if self.year else None)

    @cached_property
    def folded(self) -> str:
        return self.plan.text.folded

    @cached_property
    def _ordered_places(self) -> tuple[list[int], list[Place]]:
        places = sorted(self.places.all, key=lambda place: place.start)
        return [place.start for place in places], places

    def place_at(self, offset: int) -> Place | None:
        """Return the place of the paragraph that holds ``offset``, None in letterhead, title or signature."""
        starts, places = self._ordered_places
        index = bisect_right(starts, offset) - 1
        if index < 0:
            return None
        place = places[index]
        return place if offset < place.end else None

    def sentence(self, paragraph: Paragraph, offset: int) -> tuple[int, int]:
        """Return the bounds of the sentence (or part between semicolons) of ``paragraph`` that holds ``offset``."""
        folded = self.folded
        # No sentence of a plan is longer; the bound keeps a file that is one line from costing its square.
        start, end = max(paragraph.start, offset - _LONGEST_SENTENCE), min(paragraph.end, offset + _LONGEST_SENTENCE)
        left = max(folded.rfind(". ", start, offset), folded.rfind(";", start, offset))
        begin = left + 1 if left >= 0 else paragraph.body if paragraph.body <= offset else start
        stops = [stop for stop in (folded.find(". ", offset, end), folded.find(";", offset, end)) if stop >= 0]
        stop = min(stops) if stops else end
        while begin < stop and folded[begin] in " -":
            begin += 1
        return begin, stop

    def any_of(self, names: tuple[str, ...], start: int, end: int) -> bool:
        return any(self.hits.any_within(name, start, end) for name in names)

    def quote(self, start: int, end: int) -> str:
        text = self.plan.text.text[start:end].strip().replace("\n", " ")
        return text if len(text) <= _QUOTE else text[: _QUOTE - 1].rsplit(" ", 1)[0] + "…"

    def section_of(self, offset: int) -> Section | None:
        place = self.place_at(offset)
        return place.paragraph.section if place else None

    def evidence(self, start: int, end: int) -> Evidence:
        section = self.section_of(start)
        location = self.plan.text.location(start, end)
        return Evidence(self.quote(start, end), section.path if section else None, location, start)

    @cached_property
    def sections(self) -> list[Section]:
        """The numbered nodes of the body, in reading order."""
        return list(self.plan.walk())

    def title_place(self) -> tuple[int, int]:
        """Return where the document's kind stands, else its first line: the place of what is about the whole."""
        plan = self.plan
        if plan.title_end > plan.title_start:
            end = plan.text.text.find("\n", plan.title_start)
            return plan.title_start, end if end > 0 else plan.title_end
        return 0, max(plan.text.text.find("\n"), 0)

    def report(
        self,
        rule: Rule,
        start: int,
        end: int,
        *,
        whole: bool = False,
        severity: str | None = None,
        element: str | None = None,
        key: str = "",
        message: Words | None = None,
        suggestion: Words | None = None,
        basis: Words | None = None,
        **values: Any,
    ) -> None:
        """Add a finding on [start, end); ``message``, ``suggestion``, ``basis``: exactly what the rule says in general.

        ``whole`` says it is about the document, not about these words; ``key`` tells findings of one rule on the same
        words apart.
        """
        text = self.plan.text.text
        # No line shown is longer; the bound keeps the findings of a file that is one line from holding it each.
        least, most = max(0, start - _LONGEST_SENTENCE), min(len(text), end + _LONGEST_SENTENCE)
        line_start = max(text.rfind("\n", least, start) + 1, least)
        line_end = text.find("\n", start, most)
        line_end = most if line_end < 0 else line_end
        section = self.section_of(start)
        quote = None if whole else self.quote(start, min(end, line_end))
        gravest = self._severity(rule)
        if severity and ("error", "warning", "info").index(severity) > ("error", "warning", "info").index(gravest):
            gravest = severity
        heading = None if whole or section is None else section.heading
        around = text[heading.body : min(heading.end, heading.body + _LONGEST_SENTENCE)] if heading else ""
        key = "|".join((rule.id, quote or "", around, element or rule.element or "", *((key,) if key else ())))
        finding = Finding(
            rule.id, rule.family, gravest,
            (message or rule.message).fill(values), (suggestion or rule.suggestion).fill(values), rule.why,
            basis or self._clause(rule),
            self.plan.text.location(start, end), element or rule.element,
            None if whole or not section else section.path,
            self._part(start),
            quote, text[line_start:line_end], start - line_start, fingerprint(key), start,
            in_tail=section is None and 0 < self.plan.body_end <= start,
        )  # fmt: skip
        self.found.append(finding)

    def _clause(self, rule: Rule) -> Words:
        """Return the clause of the regime of form in force on the draft's day, or what the rule says of its basis."""
        return (self.law.clause(rule.clause, self.form_day) if rule.clause else None) or rule.basis

    def _severity(self, rule: Rule) -> str:
        severity = self.profile.severities.get(rule.id, rule.severity)
        # A number that a machine read wrongly is no mistake of the author's.
        slip = self.plan.text.source.by_machine and rule.family == "structure" and severity == "error"
        return "warning" if slip else severity

    def report_file(self, rule: Rule, start: int, end: int, key: str, message: Words) -> None:
        """Add a finding on the file itself; start and end are offsets in the author's own text."""
        text = self.plan.text
        line, column = text.raw_point(start)
        end_line, end_column = text.raw_point(max(start, end))
        source = text.source
        place = Location(line, column, end_line, end_column, source.page_at(start), source.paragraph_at(start))
        quote = text.raw[start:end].strip().replace("\n", " ")
        quote = quote if len(quote) <= _QUOTE else quote[: _QUOTE - 1].rsplit(" ", 1)[0] + "…"
        finding = Finding(
            rule.id, rule.family, self._severity(rule),
            message, rule.suggestion, rule.why, rule.basis,
            place, quote=quote or None, excerpt=quote or None, fingerprint=fingerprint(f"{rule.id}|{key}"), order=-1,
        )  # fmt: skip
        self.found.append(finding)

    def _part(self, offset: int) -> str | None:
        """Return the line of the top heading or the title of the annex that holds ``offset``."""
        place = self.place_at(offset)
        if place is None:
            return None
        if place.paragraph.annex is not None:
            return place.paragraph.annex.title or None
        top = place.paragraph.section
        if top is None and place.paragraph.kind == "cell":
            top = next((section for section in self.plan.sections if section.start <= offset < section.end), None)
        while top is not None and top.parent is not None:
            top = top.parent
        return top.heading.line.text if top is not None else None
