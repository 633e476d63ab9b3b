"""JSON forms against their pydantic models."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from plancheck.engine import lint, lint_text, parse_source
from plancheck.finding import ELEMENTS
from plancheck.report.jsonform import run_form
from plancheck.report.models import ReportForm, TreeForm
from plancheck.report.treeform import tree_form
from plancheck.rulebook import Rulebook

PLANS = sorted((Path(__file__).parent.parent / "fixtures" / "plans").iterdir())


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_reports_fit_their_model(rulebook: Rulebook, lang: str) -> None:
    paths = [*map(str, PLANS), "/khong/co.txt"]
    form = run_form(list(lint(paths, rulebook)), lang)
    checked = ReportForm.model_validate_json(json.dumps(form))
    assert checked.summary.documents == len(paths)
    assert checked.summary.unreadable == 1
    assert checked.documents[-1].findings[0].family == "input"
    found = [finding.severity for document in checked.documents for finding in document.findings]
    assert checked.summary.errors == found.count("error")
    for document in checked.documents:
        assert tuple(document.elements) == ELEMENTS


def test_messages_are_in_the_language_asked_for(rulebook: Rulebook) -> None:
    report = lint_text(
        "KẾ HOẠCH\nTuyên truyền cải cách hành chính năm 2026\nI. MỤC ĐÍCH\nNâng cao nhận thức.\n", rulebook
    )
    vi, en = (run_form([report], lang)["documents"][0]["findings"] for lang in ("vi", "en"))
    assert {item["rule"] for item in vi} == {item["rule"] for item in en}
    assert all(a["message"] != b["message"] for a, b in zip(vi, en, strict=True))


@pytest.mark.parametrize("path", PLANS, ids=lambda path: path.name)
def test_trees_fit_their_model(rulebook: Rulebook, path: Path) -> None:
    form = tree_form(parse_source(path.read_text(encoding="utf-8"), rulebook), str(path))
    TreeForm.model_validate_json(json.dumps(form))


def test_a_deep_tree_is_nested_without_recursion(rulebook: Rulebook) -> None:
    text = "KẾ HOẠCH\nTuyên truyền\n" + "\n".join(".".join(["1"] * depth) + ". Mục" for depth in range(1, 60))
    form = tree_form(parse_source(text, rulebook), "sâu.txt")
    assert form["sections"]
    TreeForm.model_validate(form)
