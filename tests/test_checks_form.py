"""Rules on form: what is skipped and why, how grave a finding is, and which clause of which regime it cites."""

from __future__ import annotations

import pytest
from plancheck.checks import Settings
from plancheck.engine import lint_text
from plancheck.finding import Finding, Report
from plancheck.rulebook import load

RULEBOOK = load()
ANNEX = "NĐ 30/2020/NĐ-CP, Phụ lục I, Phần I"
BODY = """KẾ HOẠCH
Tuyên truyền cải cách hành chính năm {year}

I. MỤC ĐÍCH
Nâng cao trách nhiệm của công chức.
II. TỔ CHỨC THỰC HIỆN
Văn phòng theo dõi, tổng hợp kết quả.
"""
TAIL = "\nNơi nhận:\n- UBND tỉnh;\n- Lưu VT.\n\nPHÓ GIÁM ĐỐC\n\nLý A Chứ\n"


def plan(head: str = "", tail: str = "", year: int = 2026) -> str:
    return f"{head}\n{BODY.format(year=year)}{tail}"


def lint(text: str, draft: bool = False) -> Report:
    return lint_text(text, RULEBOOK, Settings(select=("form",), draft=draft))


def found(report: Report, rule: str) -> list[Finding]:
    return [finding for finding in report.findings if finding.rule == rule]


@pytest.mark.parametrize(
    "rule",
    ["missing-number", "missing-date", "malformed-symbol", "wrong-signing-authority", "malformed-recipients",
     "missing-end-mark"],
)  # fmt: skip
def test_what_the_text_does_not_show_is_skipped_and_never_passed(rule: str) -> None:
    report = lint(plan())
    reasons = [skipped.reason for skipped in report.skipped if skipped.rule == rule]
    wanted = "no list of recipients" if rule == "malformed-recipients" else "not found in text"
    assert [reason.en for reason in reasons] == [wanted]
    assert not found(report, rule)


def test_what_the_text_shows_is_judged() -> None:
    report = lint(plan("SỞ XÂY DỰNG\nSố:   /KH-SXD\n", TAIL))
    assert not {"missing-number", "missing-date", "malformed-symbol"} & {skipped.rule for skipped in report.skipped}
    assert {finding.rule: finding.severity for finding in report.findings} == {
        "missing-number": "warning",
        "missing-date": "warning",
        "malformed-recipients": "info",
        "missing-end-mark": "info",
        "wrong-signing-authority": "error",
    }


@pytest.mark.parametrize(("mark", "draft"), [("", True), ("DỰ THẢO LẦN 2\n", False)])
def test_a_draft_needs_no_number_and_no_day_yet(mark: str, draft: bool) -> None:
    report = lint(plan(f"{mark}SỞ XÂY DỰNG\nSố:   /KH-SXD\nYên Bái, ngày   tháng 01 năm 2026\n"), draft)
    assert [finding.severity for rule in ("missing-number", "missing-date") for finding in found(report, rule)] == [
        "info", "info",
    ]  # fmt: skip


def test_the_message_names_the_blanks() -> None:
    report = lint(plan("SỞ XÂY DỰNG\nSố: 12/KH-SXD\n....., ngày   tháng   năm 2026\n"))
    assert found(report, "missing-date")[0].message.vi.endswith("chưa ghi địa danh, ngày, tháng.")


@pytest.mark.parametrize(
    ("year", "clauses"),
    [
        (2015, {"malformed-symbol": ["TT 01/2011/TT-BNV, Điều 8.2", "TT 01/2011/TT-BNV, Điều 9"],
                "malformed-recipients": ["TT 01/2011/TT-BNV, Điều 14.2"],
                "wrong-signing-authority": ["TT 01/2011/TT-BNV, Điều 12"]}),
        (2026, {"malformed-symbol": [f"{ANNEX}, II.3", f"{ANNEX}, II.4"],
                "malformed-recipients": [f"{ANNEX}, II.9d"],
                "wrong-signing-authority": [f"{ANNEX}, II.7"]}),
    ],
)  # fmt: skip
def test_a_finding_cites_the_regime_of_the_drafts_own_day(year: int, clauses: dict[str, list[str]]) -> None:
    report = lint(plan(f"SỞ XÂY DỰNG\nSố: 5/KH-SXD\nYên Bái, ngày 5 tháng 3 năm {year}\n", TAIL, year))
    for rule, expected in clauses.items():
        assert [finding.basis.vi for finding in found(report, rule)] == expected


def test_the_suggestion_spells_the_line_out() -> None:
    report = lint(plan("SỞ XÂY DỰNG\nSố: 5 /QĐ - SXD\nYên Bái, ngày 5 tháng 1 năm 2026\n", TAIL))
    assert [finding.suggestion.vi for finding in found(report, "malformed-symbol")] == [
        "Viết “Số: 05/KH-SXD”.",
        "Viết “Số: 05/KH-SXD”.",
        "Viết “Số: 05/KH-SXD”.",
        "Viết “ngày 05 tháng 01 năm 2026”.",
    ]
    signing = found(report, "wrong-signing-authority")[0]
    assert signing.suggestion.vi == "Ghi hai dòng: “KT. GIÁM ĐỐC”, dưới đó “PHÓ GIÁM ĐỐC”."


@pytest.mark.parametrize("month", ["03", "3"])
def test_a_zero_before_march_is_advice_at_most(month: str) -> None:
    report = lint(plan(f"SỞ XÂY DỰNG\nSố: 15/KH-SXD\nYên Bái, ngày 15 tháng {month} năm 2026\n"))
    assert [finding.severity for finding in found(report, "malformed-symbol")] == (["info"] if month == "03" else [])


@pytest.mark.parametrize("text", ["Số: " + " . " * 300_000, "SỞ XÂY DỰNG\nSố: 1/KH-SXD A, ngày" + " 1" * 300_000])
def test_a_letterhead_of_a_megabyte_costs_no_more_than_its_length(text: str) -> None:
    assert lint(text).status == "checked"
