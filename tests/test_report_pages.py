"""The page that a reviewer reads."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from plancheck.engine import lint, lint_text, parse_source
from plancheck.finding import Report
from plancheck.report.paint import to_text
from plancheck.report.terminal import page, pages, quiet
from plancheck.report.treepage import tree_page
from plancheck.rulebook import Rulebook
from rich.cells import cell_len

FOLDER = Path(__file__).parent.parent / "fixtures" / "plans"
SHOWN = ("so-lao-dong-2013.txt", "ubnd-dac-khu-2026.txt", "to-trinh-so-noi-vu-2021.txt")


def checked(name: str, rulebook: Rulebook) -> Report:
    (report,) = lint([str(FOLDER / name)], rulebook)
    report.path = f"fixtures/plans/{name}"
    return report


@pytest.mark.parametrize("width", [80, 120])
@pytest.mark.parametrize("name", SHOWN)
def test_pages_as_they_were_reviewed(
    name: str, width: int, rulebook: Rulebook, golden: Callable[[str, str], None]
) -> None:
    golden(f"{Path(name).stem}-{width}.txt", to_text(page(checked(name, rulebook), width)))


@pytest.mark.parametrize("width", [48, 80, 120])
@pytest.mark.parametrize("lang", ["vi", "en"])
def test_no_line_is_wider_than_the_page(width: int, lang: str, rulebook: Rulebook) -> None:
    reports = list(lint([*(str(path) for path in sorted(FOLDER.iterdir())), "/khong/co.txt"], rulebook))
    for line in to_text(pages(reports, width, lang, verbose=True)).splitlines():
        assert cell_len(line) <= width, line


def test_the_underline_stands_below_the_quoted_words(rulebook: Rulebook) -> None:
    reports = [checked(path.name, rulebook) for path in sorted(FOLDER.iterdir())]
    seen = 0
    for report in reports:
        lines = to_text(page(report, 80)).splitlines()
        quotes = [(finding.quote or "").rstrip("…") for finding in report.findings]
        for above, below in pairwise(lines):
            if below.strip().startswith("│ ") and set(below.strip(" │")) == {"~"}:
                start, end = below.index("~"), below.rindex("~") + 1
                assert any(quote.startswith(above[start:end].rstrip("…").strip()) for quote in quotes), above
                seen += 1
    assert seen > 20


def test_a_draft_cannot_steer_the_terminal(rulebook: Rulebook) -> None:
    text = (
        "KẾ HOẠCH\nTuyên truyền \x1b[2J[red]cải cách\u202e hành chính năm 2026\n"
        "I. MỤC ĐÍCH\n1/ \x1b]0;x\x07Nâng cao [/red] nhận thức.\nII. KINH PHÍ\n"
    )
    shown = to_text(page(lint_text(text, rulebook, path="\x1b[31mtệp.txt"), 80))
    assert "\x1b" not in shown
    assert "\u202e" not in shown


def test_quiet_gives_one_line_a_finding(rulebook: Rulebook) -> None:
    report = checked("so-lao-dong-2013.txt", rulebook)
    lines = to_text(quiet([report])).splitlines()
    assert len(lines) == len(report.findings)
    assert lines[0].startswith("fixtures/plans/so-lao-dong-2013.txt:")
    clean = Report("sạch.txt", "checked", verdict="pass")
    assert to_text(quiet([clean])) == ""


def test_skipped_rules_are_told_and_listed_on_demand(rulebook: Rulebook) -> None:
    report = checked("to-trinh-so-noi-vu-2021.txt", rulebook)
    assert "missing-budget" not in to_text(page(report, 80))
    assert "missing-budget" in to_text(page(report, 80, verbose=True))


def test_tree_page_fits(rulebook: Rulebook) -> None:
    for path in sorted(FOLDER.iterdir()):
        plan = parse_source(path.read_text(encoding="utf-8"), rulebook)
        for line in to_text(tree_page(plan, path.name, 80)).splitlines():
            assert cell_len(line) <= 80, line
