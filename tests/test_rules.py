"""Every rule on its own examples and on the edge cases of ``tests/rules/<id>.yaml``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from plancheck.checks import Settings
from plancheck.engine import lint_source, prepare_basis
from plancheck.finding import Finding
from plancheck.language.fold import bare
from plancheck.rulebook import Rule, load
from plancheck.rulebook.book import example_source
from plancheck.source import Source

CASES = Path(__file__).resolve().parent / "rules"
RULEBOOK = load()
RULES = sorted(rule.id for rule in RULEBOOK.rules.values() if rule.examples)


def findings_of(
    rule: str, text: str, file: dict[str, Any] | None = None, draft: bool = False, basis: str | None = None,
    unit: str | None = None,
) -> list[Finding]:  # fmt: skip
    bases = [prepare_basis(Source("<basis>", basis, "text"), RULEBOOK)] if basis is not None else []
    settings = Settings(select=(rule,), draft=draft, unit=unit)
    return lint_source(example_source(text, file), RULEBOOK, settings, bases).findings


def _cases() -> list[Any]:
    params = []
    for path in sorted(CASES.glob("*.yaml")):
        for case in yaml.safe_load(path.read_text(encoding="utf-8")):
            params.append(pytest.param(path.stem, case, id=f"{path.stem}: {bare(case['name'])}"))
    return params


@pytest.mark.parametrize(("rule", "case"), _cases())
def test_edge_case(rule: str, case: dict[str, Any]) -> None:
    found = findings_of(
        rule, case["text"], case.get("file"), case.get("draft", False), case.get("basis"), case.get("unit")
    )
    places = [[finding.location.line, finding.location.column] for finding in found]
    assert places == case["findings"], [(finding.quote, finding.location) for finding in found]
    assert {finding.rule for finding in found} <= {rule}
    if quotes := case.get("quotes"):
        assert [finding.quote for finding in found] == quotes
    for finding, words in zip(found, case.get("says", ()), strict="says" in case):
        assert words in finding.message.vi, finding.message


@pytest.mark.parametrize("name", RULES)
def test_every_rule_has_three_edge_cases_or_more(name: str) -> None:
    cases = yaml.safe_load((CASES / f"{name}.yaml").read_text(encoding="utf-8"))
    assert len(cases) >= 3
    assert any(case["findings"] for case in cases) and any(not case["findings"] for case in cases)
    assert len({case["name"] for case in cases}) == len(cases)


def test_every_case_file_belongs_to_a_rule() -> None:
    assert {path.stem for path in CASES.glob("*.yaml")} <= set(RULEBOOK.rules)


EXEMPLIFIED = [pytest.param(rule, id=name) for name, rule in RULEBOOK.rules.items() if rule.examples]


@pytest.mark.parametrize("rule", EXEMPLIFIED)
def test_a_rule_does_what_its_own_examples_say(rule: Rule) -> None:
    for example in rule.examples:
        found = findings_of(rule.id, example.text, example.file, basis=example.basis, unit=example.unit)
        where = f"{rule.file}:{example.source_line}"
        assert bool(found) == example.fails, where
        if example.line is not None:
            assert [finding.location.line for finding in found] == [example.line], where
        if example.quote is not None:
            assert any(example.quote in (finding.quote or "") for finding in found), where


@pytest.mark.parametrize("rule", RULEBOOK.rules.values(), ids=lambda rule: rule.id)
def test_a_rule_speaks_both_languages_and_names_its_source(rule: Rule) -> None:
    for words in (rule.message, rule.suggestion, rule.why, rule.basis):
        assert words.vi.strip() and words.en.strip()
        assert words.vi != words.en or words.vi.startswith("{")
    assert rule.family == "input" or {example.fails for example in rule.examples} == {True, False}
