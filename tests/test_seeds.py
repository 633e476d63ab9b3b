"""Five real drafts against what a careful reader finds in them; they lie beside the checkout, in ``../shared``."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from plancheck.engine import lint_text, parse_source
from plancheck.finding import Report
from plancheck.plan import Plan
from plancheck.rulebook import load

from gold import outline

SHARED = Path(__file__).resolve().parent.parent.parent / "shared"
GOLD_FILE = SHARED / "gold" / "seeds.yaml"
pytestmark = pytest.mark.skipif(
    not GOLD_FILE.is_file(), reason="the real drafts (../shared) are not beside this checkout"
)
GOLD: dict[str, dict[str, Any]] = yaml.safe_load(GOLD_FILE.read_text(encoding="utf-8")) if GOLD_FILE.is_file() else {}
RULEBOOK = load()
each_draft = pytest.mark.parametrize("name", sorted(GOLD))

# Defects that a reviewer named, in the families that are checked: (draft, rule, line); None where a thing is absent.
DEFECTS = [
    ("000", "missing-audience", None),
    ("000", "missing-budget", None),
    ("000", "missing-schedule", None),
    ("000", "vague-report-deadline", 72),
    ("001", "missing-audience", None),
    ("001", "weak-budget", 64),
    ("001", "missing-schedule", None),
    ("001", "vague-report-deadline", 42),
    ("002", "missing-budget", None),
    ("002", "missing-schedule", None),
    ("002", "vague-report-deadline", 72),
    ("002", "duty-under-wrong-heading", 64),
    ("003", "numbering-order", 61),
    ("003", "numbering-gap", 65),
    ("003", "vague-report-deadline", 75),
    ("003", "vague-task-deadline", None),
    ("003", "numbering-style", 19),
    ("003", "annex-body-mismatch", 59),
    ("004", "not-a-plan", None),
]
GRAVE = {
    "000": {"missing-audience", "missing-budget", "missing-schedule", "vague-report-deadline", "malformed-citation",
            "malformed-symbol"},
    "001": {"missing-audience", "weak-budget", "missing-schedule", "vague-report-deadline", "topic-drift"},
    "002": {"missing-budget", "missing-schedule", "vague-report-deadline", "incomplete-citation", "malformed-citation"},
    "003": {"numbering-order", "numbering-gap", "vague-report-deadline", "weak-reporting", "annex-mismatch",
            "annex-not-announced", "incomplete-citation", "malformed-citation", "missing-date", "missing-number",
            "repeated-word", "topic-drift"},
    "004": {"not-a-plan", "expired-citation", "incomplete-citation", "malformed-citation", "malformed-symbol",
            "repeated-word"},
}  # fmt: skip


@cache
def read(name: str) -> tuple[Plan, Report]:
    text = (SHARED / "seeds" / name).read_bytes().decode("utf-8")
    return parse_source(text, RULEBOOK), lint_text(text, RULEBOOK, path=name)


def draft(number: str) -> tuple[Plan, Report]:
    return read(next(path.name for path in (SHARED / "seeds").iterdir() if path.name.startswith(number)))


def accepts(expected: Any, actual: Any) -> bool:
    if isinstance(expected, list):
        return actual in expected
    return actual == (expected if isinstance(expected, int | None) else str(expected))


@each_draft
def test_type_and_metadata(name: str) -> None:
    report = read(name)[1]
    assert report.doc_type == GOLD[name]["doc_type"]
    for key, value in GOLD[name].get("metadata", {}).items():
        assert accepts(value, getattr(report.metadata, key)), key


@each_draft
def test_elements(name: str) -> None:
    elements = read(name)[1].elements
    if "elements" not in GOLD[name]:
        assert {element.status for element in elements.values()} == {"not-applicable"}
    for key, status in GOLD[name].get("elements", {}).items():
        assert accepts(status, elements[key].status), key
        assert bool(elements[key].evidence) == (elements[key].status != "missing"), key


@each_draft
def test_outline(name: str) -> None:
    plan = read(name)[0]
    assert outline(plan) == GOLD[name]["outline"]


@each_draft
def test_citations(name: str) -> None:
    plan = read(name)[0]
    found = [[item.kind.casefold(), item.symbol, item.date, plan.text.point(item.start)[0]] for item in plan.citations]
    for kind, symbol, date, line in GOLD[name]["citations"]:
        assert [kind.casefold(), symbol, str(date) if date else None, line] in found
    assert {row[1] for row in found} == {row[1] for row in GOLD[name]["citations"]}


@each_draft
def test_annex_table(name: str) -> None:
    tables = [table for annex in read(name)[0].annexes for table in annex.tables]
    if "annex" in GOLD[name]:
        assert [[cell.text for cell in table.columns] for table in tables] == [GOLD[name]["annex"]["columns"]]
        assert len(tables[0].rows) == GOLD[name]["annex"]["rows"]


@pytest.mark.parametrize(("number", "rule", "line"), DEFECTS)
def test_each_known_defect_is_found_at_its_line(number: str, rule: str, line: int | None) -> None:
    found = [(finding.rule, finding.location.line) for finding in draft(number)[1].findings]
    assert any(rule == name and line in (None, where) for name, where in found), found


@pytest.mark.parametrize("number", sorted(GRAVE))
def test_nothing_else_is_called_an_error_or_a_warning(number: str) -> None:
    report = draft(number)[1]
    assert {finding.rule for finding in report.findings if finding.severity != "info"} <= GRAVE[number]


def test_a_report_is_no_plan_and_only_its_own_writing_is_judged() -> None:
    report = draft("004")[1]
    families = {finding.family for finding in report.findings if finding.rule != "not-a-plan"}
    assert families == {"citations", "form", "consistency"}
    assert (report.verdict, report.score) == ("not-a-plan", None)
