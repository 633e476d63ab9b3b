"""The invented plans of ``fixtures/plans`` against what a careful reader finds in them (``fixtures/expected.yaml``)."""

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

FIXTURES = Path(__file__).resolve().parent.parent / "fixtures"
EXPECTED: dict[str, dict[str, Any]] = yaml.safe_load((FIXTURES / "expected.yaml").read_text(encoding="utf-8"))
RULEBOOK = load()
each_plan = pytest.mark.parametrize("name", sorted(EXPECTED))


@cache
def read(name: str) -> tuple[Plan, Report]:
    text = (FIXTURES / "plans" / name).read_bytes().decode("utf-8")
    return parse_source(text, RULEBOOK), lint_text(text, RULEBOOK, path=name)


def readings(expected: Any) -> list[Any]:
    """A list gives several readings that are all right."""
    return expected if isinstance(expected, list) else [expected]


def test_every_fixture_is_expected_and_the_other_way_round() -> None:
    assert {path.name for path in (FIXTURES / "plans").iterdir()} == set(EXPECTED)


@each_plan
def test_type_and_profile(name: str) -> None:
    report = read(name)[1]
    assert report.doc_type in readings(EXPECTED[name]["doc_type"])
    if profile := EXPECTED[name].get("profile"):
        assert report.profile == profile


@each_plan
def test_metadata(name: str) -> None:
    metadata = read(name)[1].metadata
    for key, value in EXPECTED[name]["metadata"].items():
        wanted = [str(one) if one is not None and key == "date" else one for one in readings(value)]
        assert getattr(metadata, key) in wanted, key


@each_plan
def test_elements_have_their_status_and_evidence(name: str) -> None:
    elements = read(name)[1].elements
    if "elements" not in EXPECTED[name]:
        assert {element.status for element in elements.values()} == {"not-applicable"}
        return
    assert {key: element.status for key, element in elements.items()} == EXPECTED[name]["elements"]
    for key, element in elements.items():
        assert bool(element.evidence) == (element.status in ("present", "weak")), key


@each_plan
def test_outline(name: str) -> None:
    plan = read(name)[0]
    optional = EXPECTED[name].get("outline_optional", [])
    found = [row for row in outline(plan) if row not in optional]
    assert found == EXPECTED[name]["outline"]


@each_plan
def test_citations(name: str) -> None:
    def row(item: list[Any]) -> tuple[Any, ...]:
        kind, symbol, date, line = item
        return kind, symbol, str(date) if date else None, line

    plan = read(name)[0]
    found = []
    for citation in plan.citations:
        at = plan.text.text.find(citation.symbol[:3], citation.start, citation.end)
        found.append((citation.kind, citation.symbol, citation.date, plan.text.point(max(at, citation.start))[0]))
    optional = [row(item) for item in EXPECTED[name].get("citations_optional", [])]
    assert [item for item in found if item not in optional] == [row(item) for item in EXPECTED[name]["citations"]]


@each_plan
def test_annex(name: str) -> None:
    plan = read(name)[0]
    tables = [table for annex in plan.annexes for table in annex.tables]
    if "annex" not in EXPECTED[name]:
        assert tables == []
        return
    expected = EXPECTED[name]["annex"]
    assert [[cell.text for cell in table.columns] for table in tables] == [expected["columns"]]
    assert len(tables[0].rows) == expected["rows"] or len(tables[0].rows) == expected["rows"] + expected.get(
        "group_rows", 0
    )
    first, last = plan.text.point(tables[0].start)[0], plan.text.point(tables[0].end - 2)[0]
    assert [first, last] == expected["lines"]


@each_plan
def test_findings(name: str) -> None:
    """Every planted defect is found where it stands, and no error or warning besides."""
    report = read(name)[1]
    found = [(finding.rule, finding.location.line) for finding in report.findings]
    wanted = [tuple(item) for item in EXPECTED[name].get("findings", [])]
    for rule, line in wanted:
        assert any(rule == other and line in (None, where) for other, where in found), (rule, line, found)
    grave = {(f.rule, f.location.line) for f in report.findings if f.severity != "info"}
    assert {(rule, line) for rule, line in grave if (rule, line) not in wanted and (rule, None) not in wanted} == set()


@each_plan
def test_a_finding_quotes_its_own_line(name: str) -> None:
    lines = (FIXTURES / "plans" / name).read_text(encoding="utf-8").splitlines()
    for finding in read(name)[1].findings:
        line = lines[finding.location.line - 1]
        if finding.quote and not finding.quote.endswith("…"):
            begun = line[finding.location.column - 1 :]
            start = finding.quote[: min(len(finding.quote), 12)]
            assert begun.replace("*", "").lstrip().startswith(start[: len(begun)]), (finding.rule, finding.quote, begun)
