"""One plan in several kinds of file is judged as its plain text is."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest
from plancheck.checks import Settings
from plancheck.engine import lint_source, parse_source
from plancheck.readers import Limits, read
from plancheck.readers.html import read as read_html
from plancheck.readers.odt import read as read_odt
from plancheck.rulebook import load
from plancheck.source import Source

import odtdocs
from gold import outline

RULEBOOK = load()
PLANS = sorted((Path(__file__).resolve().parent.parent / "fixtures" / "plans").iterdir())
# What only a text file has, and what only a file with pages is asked for: in it an absent letterhead really is absent.
OF_FILES = {"file", "header", "ending"}
ASIDE = ("conversion-noise", *(rule.id for rule in RULEBOOK.rules.values() if OF_FILES & set(rule.when)))
each_plan = pytest.mark.parametrize("plan", PLANS, ids=lambda path: path.stem)
needs_office = pytest.mark.skipif(odtdocs.SOFFICE is None, reason="LibreOffice is not installed")


def judgement(source: Source) -> dict[str, Any]:
    """Return what must not depend on the kind of file."""
    plan, report = parse_source(source, RULEBOOK), lint_source(source, RULEBOOK, Settings(ignore=ASIDE))
    return {
        "type": (report.doc_type, report.profile, report.verdict, report.score),
        "metadata": {name: getattr(report.metadata, name) for name in type(report.metadata).__slots__},
        "elements": {key: element.status for key, element in report.elements.items()},
        "outline": [row[:2] for row in outline(plan)],
        "citations": [(item.kind, item.symbol, item.date, item.issuer) for item in plan.citations],
        "tables": [[[one.text for one in row] for row in (table.columns, *table.rows)]
                   for annex in plan.annexes for table in annex.tables],
        "findings": [(finding.rule, finding.section, finding.quote) for finding in report.findings],
    }  # fmt: skip


@cache
def judged_text(path: Path) -> dict[str, Any]:
    return judgement(read(str(path)))


@each_plan
def test_a_plan_with_automatic_numbers_is_judged_as_its_text(plan: Path) -> None:
    source = read_odt(odtdocs.plan_odt(plan.read_text(encoding="utf-8")), "a.odt", Limits())
    assert judgement(source) == judged_text(plan)


@needs_office
def test_every_plan_saved_by_libreoffice_is_judged_as_its_text(tmp_path: Path) -> None:
    for plan in PLANS:
        odtdocs.plan_docx(plan.read_text(encoding="utf-8"), tmp_path / f"{plan.stem}.docx")
    odtdocs.convert(sorted(tmp_path.glob("*.docx")), "odt", tmp_path)
    for plan in PLANS:
        source = read(str(tmp_path / f"{plan.stem}.odt"))
        assert source.has_layout and source.layout is not None and source.layout.pages
        assert judgement(source) == judged_text(plan), plan.name


@each_plan
@pytest.mark.parametrize("page", [odtdocs.plan_html, odtdocs.plan_word_html], ids=["clean", "Word"])
def test_a_plan_as_a_web_page_is_judged_as_its_text(plan: Path, page: Any) -> None:
    content = page(plan.read_text(encoding="utf-8")).encode()
    assert judgement(read_html(content, "a.html", Limits())) == judged_text(plan)


@needs_office
def test_a_web_page_of_libreoffice_keeps_all_but_its_numbers(tmp_path: Path) -> None:
    """LibreOffice writes "a)" as a list of "a.", and begins a list anew after each paragraph between its items."""
    for plan in PLANS:
        odtdocs.plan_docx(plan.read_text(encoding="utf-8"), tmp_path / f"{plan.stem}.docx")
    odtdocs.convert(sorted(tmp_path.glob("*.docx")), "html", tmp_path)
    for plan in PLANS:
        found, wanted = judgement(read(str(tmp_path / f"{plan.stem}.html"))), judged_text(plan)
        for key in ("metadata", "elements", "citations", "tables"):
            assert found[key] == wanted[key], (plan.name, key)
