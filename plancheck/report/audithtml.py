"""The page of an audit: one HTML file that holds all it needs and can be sent on as it is."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Callable, Iterator
from functools import cache
from hashlib import sha256
from typing import NamedTuple, TextIO

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from plancheck.audited import MISSING, NOT_A_PLAN, UNREADABLE, Audit, AuditFinding, UnitResult
from plancheck.finding import ELEMENTS, SEVERITIES
from plancheck.language.dates import shown_date
from plancheck.matrix import BasisPlan
from plancheck.report import auditplots, auditwords
from plancheck.report.clean import clean
from plancheck.report.figures import count, one_decimal, share
from plancheck.report.words import DOC_TYPES, counted, label

_CHUNK = 200  # pieces of the template that are written at a time
_LONGEST_QUOTE = 700
_ADDRESS = re.compile(r"(?:file:///(?:[A-Za-z]:/)?)?(?!/)[\w.~!$&'()*+,;=@%/-]+", re.ASCII)  # of a file, encoded


class Tile(NamedTuple):
    """A key figure; ``grave``: somebody has to act on it."""

    value: str
    name: str
    note: str = ""
    target: str = ""
    grave: bool = False


class Told(NamedTuple):
    """A finding as the page tells it; advice is empty where the unit has read it already."""

    finding: AuditFinding
    suggestion: str
    basis: str
    place: str


def write_html(
    audit: Audit, target: TextIO, lang: str = "vi", link: Callable[[str], str | None] = lambda path: None
) -> None:
    """Write the page piece by piece; ``link`` returns the relative address of a file, percent-encoded, or None."""
    stream = _environment().get_template("audit.html.j2").stream(page=Page(audit, lang, link), audit=audit, lang=lang)
    stream.enable_buffering(_CHUNK)
    for piece in stream:
        target.write(piece)


@cache
def _environment() -> Environment:
    """Return what fills the template: all that is printed is escaped, and cleaned of what steers."""
    environment = Environment(
        loader=PackageLoader("plancheck.report"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_safe,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.globals["style"] = _part(environment, "audit.css")
    script = environment.globals["script"] = _part(environment, "audit.js")
    digest = b64encode(sha256(str(script).encode()).digest()).decode()
    environment.globals["script_hash"] = Markup(f"sha256-{digest}")
    return environment


def _part(environment: Environment, name: str) -> Markup:
    assert environment.loader is not None
    return Markup(environment.loader.get_source(environment, name)[0])


def _safe(value: object) -> object:
    return clean(value) if type(value) is str else value


class Page:
    """What the template asks for: labels, numbers and places in one language."""

    elements = ELEMENTS
    signs = auditwords.SIGNS
    marks = {"error": "✗", "warning": "!", "info": "·"}

    def __init__(self, audit: Audit, lang: str, link: Callable[[str], str | None]) -> None:
        self._audit, self._lang, self._link = audit, lang, link
        self.rows = audit.rows
        self.extra = audit.extra
        self.unusable = [row for row in self.rows if row.status in (UNREADABLE, NOT_A_PLAN)]
        self.missing = [row for row in self.rows if row.status == MISSING]
        self.late = sorted((row for row in self.rows if row.late_days), key=lambda row: -(row.late_days or 0))
        self.classes = list(dict.fromkeys(row.group for row in self.rows))
        self.states = [state for state in auditwords.STATES if any(row.status == state for row in self.rows)]
        self.has_coverage = any(row.coverage is not None for row in self.rows)
        self._numbers = {row.unit: number for number, row in reversed(list(enumerate(self.rows, 1)))}
        self._of_class = {name: number for number, name in enumerate(self.classes)}

    # Words and numbers

    def label(self, name: str) -> str:
        return auditwords.LABELS[name][self._lang]

    def state(self, status: str) -> str:
        return auditwords.STATES[status][self._lang]

    def element(self, key: str, short: bool = False) -> str:
        words = auditwords.SHORT_ELEMENTS.get(key) if short else self._audit.labels.get(key)
        return words[self._lang] if words else key

    def element_state(self, status: str) -> str:
        return auditwords.ELEMENT_STATES[status][self._lang]

    def severity(self, name: str) -> str:
        return auditwords.SEVERITIES[name][self._lang]

    def kind(self, name: str) -> str:
        return auditwords.KINDS[name][self._lang]

    def doc_type(self, name: str) -> str:
        return DOC_TYPES[name][self._lang]

    def count(self, number: int) -> str:
        return count(number, self._lang)

    def score(self, value: float | None) -> str:
        return one_decimal(value, self._lang)

    def share(self, part: float | None, whole: float = 1) -> str:
        return "" if part is None else share(part, whole)

    def date(self, iso: str | None) -> str:
        return shown_date(iso)

    def class_name(self, name: str | None) -> str:
        return self.label("no-class") if name is None else name

    def class_number(self, name: str | None) -> int:
        return self._of_class[name]

    def anchor(self, unit: str) -> str | None:
        """Return the place of a unit on the page."""
        number = self._numbers.get(unit)
        return f"#u{number}" if number else None

    def href(self, path: str | None) -> str | None:
        """Return the address of a file, None where it leads anywhere but to a file."""
        address = self._link(path) if path else None
        return address if address and _ADDRESS.fullmatch(address) else None

    # Parts of the page

    @property
    def title(self) -> str:
        year = self._audit.year
        return self.label("title-year").format(year=year) if year else self.label("title")

    def named(self, plan: BasisPlan) -> str:
        """Return the superior plan with number, date and issuer."""
        parts = [self.doc_type(plan.doc_type)]
        if plan.symbol:
            parts += [label("number", self._lang), plan.symbol]
        if plan.date:
            parts += [label("dated", self._lang), shown_date(plan.date)]
        return " ".join(parts) + (f" · {plan.issuer}" if plan.issuer else "")

    def tiles(self) -> Iterator[Tile]:
        """Yield the key figures."""
        total = self._audit.total
        sent = total.units - total.missing
        yield Tile(self.count(total.units), self.label("units"), "", "#matrix")
        yield Tile(self.count(sent), self.label("sent"), self.share(sent, total.units))
        if self._audit.has_roster:
            note = self.share(total.missing, total.units)
            yield Tile(self.count(total.missing), self.state(MISSING), note, "#missing", total.missing > 0)
        if self._audit.due:
            note = self.share(total.late, total.units)
            yield Tile(self.count(total.late), self.label("late-units"), note, "#late", total.late > 0)
        note = self.share(total.passed, total.checked)
        yield Tile(self.count(total.passed), self.label("passed").lower(), note)
        yield Tile(self.score(total.mean_score) or "–", self.label("mean-score").lower())

    def plot(self, name: str) -> Markup:
        drawn: Callable[[Audit, str], Markup] = getattr(auditplots, f"{name}_plot")
        return drawn(self._audit, self._lang)

    def compared(self) -> int:
        return len(auditplots.compared(self._audit))

    def told(self, row: UnitResult) -> list[Told]:
        """Fetch the findings of one unit; advice that a rule has given is not repeated."""
        given = set[tuple[str, str]]()
        return [
            Told(finding, *self._advice(finding, given), self._place(finding)) for finding in self._audit.findings(row)
        ]

    def _advice(self, finding: AuditFinding, given: set[tuple[str, str]]) -> tuple[str, str]:
        """Return how to mend a finding and on what it rests, each empty where it was given or nothing is to mend."""
        if finding.suppressed is not None:
            return "", ""
        suggestion, basis = (
            "" if (finding.rule, text) in given else text
            for text in (finding.suggestion[self._lang], finding.basis[self._lang])
        )
        given.update({(finding.rule, suggestion), (finding.rule, basis)})
        return suggestion, basis

    def _place(self, finding: AuditFinding) -> str:
        parts = [f"{self.label('section')} {finding.section}"] if finding.section else []
        return ", ".join([*parts, auditwords.place_words(finding, self._lang)])

    def tally(self, found: list[Told]) -> str:
        """Return how many findings of each severity count, in words."""
        counts = dict.fromkeys(SEVERITIES, 0)
        for told in found:
            if told.finding.suppressed is None:
                counts[told.finding.severity] += 1
        said = [counted(number, name, self._lang) for name, number in counts.items() if number]
        return ", ".join(said) or self.label("no-findings")

    def notes(self, row: UnitResult) -> str:
        return " ".join(note[self._lang] for note in row.notes)

    def matched(self, row: UnitResult) -> str:
        """Return how a file was found to be the unit's."""
        words = auditwords.MATCHED_BY.get(row.matched_by or "")
        return f"{self.label('matched-by').lower()} {words[self._lang]}" if words else ""

    def cut(self, quote: str) -> str:
        """Return the words of a passage, the end left out where it is very long."""
        if len(quote) <= _LONGEST_QUOTE:
            return quote
        return quote[:_LONGEST_QUOTE].rsplit(" ", 1)[0] + " …"
