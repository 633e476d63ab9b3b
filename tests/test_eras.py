"""Plans of 2014 to 2026 by several hands: correct ones are let pass, one planted mistake each is found by its rule.

What is not found: ends of documents that the facts of law do not know, bodies that are only worked with ("phối hợp
với"), an abbreviation whose words stand before it, words of another province told as history.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from plancheck.engine import lint_text
from plancheck.finding import Finding, Report
from plancheck.rulebook import load

ERAS = Path(__file__).resolve().parent.parent / "fixtures" / "eras"
PLANS = {path.name: path.read_text(encoding="utf-8") for path in sorted((ERAS / "plans").glob("*.txt"))}
MISTAKES: list[dict[str, Any]] = yaml.safe_load((ERAS / "mistakes.yaml").read_text(encoding="utf-8"))
RULEBOOK = load()
LEAST_FOUND = 0.93


@cache
def correct(name: str) -> Report:
    return lint_text(PLANS[name], RULEBOOK, path=name)


def planted(mistake: dict[str, Any]) -> str:
    text, place = PLANS[mistake["plan"]], -1
    for _ in range(mistake.get("nth", 1)):
        place = text.index(mistake["find"], place + 1)
    return text[:place] + mistake["replace"] + text[place + len(mistake["find"]) :]


def identity(finding: Finding) -> tuple[str, str | None, str]:
    return finding.rule, finding.quote, finding.message.vi


def new_findings(mistake: dict[str, Any]) -> tuple[list[Finding], str]:
    text = planted(mistake)
    before = {identity(finding) for finding in correct(mistake["plan"]).findings}
    found = lint_text(text, RULEBOOK, path=mistake["plan"]).findings
    return [finding for finding in found if identity(finding) not in before], text


def is_found(mistake: dict[str, Any]) -> bool:
    found, text = new_findings(mistake)
    lines, wanted = text.split("\n"), mistake.get("line_contains", "")
    return any(
        finding.rule == mistake["rule"]
        and wanted in " ".join(lines[finding.location.line - 1 : finding.location.end_line])
        for finding in found
    )


@pytest.mark.parametrize("name", PLANS)
def test_a_correct_plan_has_no_error_and_no_warning(name: str) -> None:
    report = correct(name)
    assert [(finding.rule, finding.quote) for finding in report.findings if finding.severity != "info"] == []
    assert report.verdict == "pass"


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda mistake: mistake["id"])
def test_one_planted_mistake_is_found_by_its_rule(mistake: dict[str, Any]) -> None:
    assert is_found(mistake) == mistake.get("found", True), mistake["why"]


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda mistake: mistake["id"])
def test_nothing_else_is_told_of_a_planted_mistake(mistake: dict[str, Any]) -> None:
    lawful = {mistake["rule"], *mistake.get("also", ())}
    grave = [finding for finding in new_findings(mistake)[0] if finding.severity != "info"]
    assert {finding.rule for finding in grave} <= lawful


def test_most_of_all_are_found() -> None:
    found = sum(mistake.get("found", True) for mistake in MISTAKES)
    print(f"\n{found} of {len(MISTAKES)} planted mistakes found, {len(PLANS)} correct plans without error or warning")
    assert found >= LEAST_FOUND * len(MISTAKES)
