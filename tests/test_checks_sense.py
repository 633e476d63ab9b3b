"""What a plan says against its own title and recipients, on whole plans."""

from __future__ import annotations

import re
from pathlib import Path
from time import perf_counter

import pytest
from plancheck.checks import Settings
from plancheck.engine import lint_text
from plancheck.finding import Finding
from plancheck.rulebook import load

RULEBOOK = load()
RULES = ("year-mismatch", "topic-drift", "duty-not-addressed")
PLANS = sorted((Path(__file__).resolve().parent.parent / "fixtures" / "plans").iterdir())
YEARLY = [path for path in PLANS if not path.name.startswith(("quyet-dinh", "to-trinh"))]


def findings(text: str, *rules: str) -> list[Finding]:
    return lint_text(text, RULEBOOK, Settings(select=rules or RULES)).findings


@pytest.mark.parametrize("path", PLANS, ids=lambda path: path.name)
def test_no_plan_of_the_fixtures_contradicts_itself(path: Path) -> None:
    assert [(finding.rule, finding.quote) for finding in findings(path.read_text(encoding="utf-8"))] == []


@pytest.mark.parametrize("path", YEARLY, ids=lambda path: path.name)
def test_last_years_plan_under_a_new_title_is_told(path: Path) -> None:
    head, kind, rest = re.split(r"(KẾ HOẠCH\W)", path.read_text(encoding="utf-8"), maxsplit=1)
    title, opening, body = re.split(r"^((?:Thực hiện|Căn cứ) )", rest, maxsplit=1, flags=re.MULTILINE)

    def next_year(text: str) -> str:
        return re.sub(r"năm (20\d\d)", lambda match: f"năm {int(match[1]) + 1}", text)

    found = findings(next_year(head) + kind + next_year(title) + opening + body, "year-mismatch")
    assert found and {finding.severity for finding in found} <= {"error", "warning"}
    assert len({finding.location.line for finding in found}) == len(found)


@pytest.mark.parametrize(
    ("name", "field"),
    [("kinh phí", "phòng, chống ma túy"), ("kinh phí", "an toàn thực phẩm"), ("kết quả", "bảo hiểm y tế")],
)
def test_a_field_of_another_plan_is_told_where_it_is_bound_to_this_one(name: str, field: str) -> None:
    text = next(path for path in PLANS if path.name == "so-y-te-2021.txt").read_text(encoding="utf-8")
    copied = text.replace(
        "VII. TỔ CHỨC", f"Các đơn vị quyết toán và tổng hợp {name} tuyên truyền {field}.\n\nVII. TỔ CHỨC"
    )
    assert [finding.quote for finding in findings(copied, "topic-drift")] == [field]


def test_a_title_narrower_than_its_body_is_a_note_unless_a_heading_or_annex_says_so() -> None:
    head = "KẾ HOẠCH\nTuyên truyền dịch vụ công trực tuyến năm 2026\n\nI. KINH PHÍ\n"
    plan = head + "Kinh phí tuyên truyền {} do Sở bảo đảm.\n"
    assert [finding.severity for finding in findings(plan.format("cải cách hành chính"))] == ["info"]
    assert findings(plan.format("dịch vụ công")) == []


def test_without_recipients_the_rule_is_skipped_and_says_why() -> None:
    report = lint_text("KẾ HOẠCH\nTuyên truyền CCHC năm 2026\n\nI. MỤC ĐÍCH\nNâng cao nhận thức.\n", RULEBOOK)
    reasons = {skipped.rule: skipped.reason.vi for skipped in report.skipped}
    assert reasons["duty-not-addressed"] == "không có phần Nơi nhận"


def test_not_more_findings_than_a_reader_bears() -> None:
    duties = "\n".join(f"{number}. Báo số {number} chủ trì viết bài." for number in range(1, 20))
    money = "\n".join(f"- Kinh phí tuyên truyền dân số đợt {number}." for number in range(1, 20))
    head = "KẾ HOẠCH\nTuyên truyền CCHC năm 2026\n\nI. TỔ CHỨC THỰC HIỆN\n"
    text = f"{head}{duties}\nII. KINH PHÍ\n{money}\n\nNơi nhận:\n- Lưu: VT.\n"
    assert len(findings(text, "topic-drift")) == 5
    assert len(findings(text, "duty-not-addressed")) == 5


def test_every_field_and_kind_has_its_words() -> None:
    lists = set(RULEBOOK.phrases.names)
    assert {f"topic.{name}" for name in RULEBOOK.rules["topic-drift"].options["fields"]} <= lists
    options = RULEBOOK.rules["duty-not-addressed"].options
    for kind in {*options["kinds"], *options["report_kinds"]}:
        assert {f"given.{kind}", f"addressed.{kind}"} <= lists


@pytest.mark.parametrize(
    "unit",
    [
        "Phấn đấu trong năm 2025 tập trung, ",
        "kinh phí tuyên truyền dân số, ",
        "báo cáo UBND tỉnh năm 2025 ",
        "trước ngày 05/12/2025 và ",
        "Sở Y tế, Báo Hà Nam, ",
    ],
)
def test_one_long_line_costs_little(unit: str) -> None:
    head = "KẾ HOẠCH\nTuyên truyền cải cách hành chính năm 2026\n\nI. TỔ CHỨC THỰC HIỆN\n"
    text = head + unit * (60_000 // len(unit)) + "\n\nNơi nhận:\n- UBND tỉnh;\n- Lưu: VT.\n"
    begin = perf_counter()
    lint_text(text, RULEBOOK)
    assert perf_counter() - begin < 15  # a reading that costs the square of the line takes minutes
