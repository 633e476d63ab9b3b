"""Checks on wording: what must never be taken for a slip, what a finding says, and what hostile texts cost."""

from __future__ import annotations

from pathlib import Path

import pytest
from plancheck.checks import Settings
from plancheck.engine import lint_source
from plancheck.finding import Finding
from plancheck.rulebook import load
from plancheck.source import Source

RULEBOOK = load()
LAWFUL = Path(__file__).resolve().parent / "data" / "lawful_doublings.txt"
RULES = ("repeated-word", "unclosed-quote", "undefined-abbreviation", "mixed-spelling")
HEAD = "KẾ HOẠCH\nTuyên truyền cải cách hành chính năm 2026\n\nI. NỘI DUNG\n\n"


def found(text: str, *rules: str) -> list[Finding]:
    return lint_source(Source("<text>", HEAD + text, "text"), RULEBOOK, Settings(select=rules)).findings


@pytest.mark.parametrize("frame", ["{}", "Việc {} được giao.", "- {};"])
def test_lawful_doublings_are_let_pass(frame: str) -> None:
    lines = LAWFUL.read_text(encoding="utf-8").splitlines()
    assert len(lines) > 250
    text = "\n\n".join(frame.format(line if frame == "{}" else line[0].upper() + line[1:]) for line in lines)
    assert [(finding.quote, finding.excerpt) for finding in found(text, "repeated-word")] == []


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("Xây dựng kế kế hoạch tuyên truyền.", "kế kế"),
        ("Công khai thủ tục tục và phí.", "tục tục"),
        ("Hướng dẫn các các xã thực hiện.", "các các"),
        ("Báo cáo UBND tỉnh tỉnh Hưng Yên.", "tỉnh tỉnh"),
        ("Gửi công chức chức và người lao động.", "chức chức"),
        ("TUYÊN TRUYỀN CƠ CHẾ CHẾ MỘT CỬA", "CHẾ CHẾ"),
        ("Rà soát thủ tục hành chính thủ tục hành chính nội bộ.", "thủ tục hành chính thủ tục hành chính"),
        ("Đăng tin về kinh tế - xã hội kinh tế - xã hội.", "kinh tế - xã hội kinh tế - xã hội"),
        ("Kế hoạch số số 15 của xã.", "số số"),
    ],
)
def test_slips_are_told(text: str, quote: str) -> None:
    assert [finding.quote for finding in found(text, "repeated-word")] == [quote]


def test_a_joined_line_is_no_doubling() -> None:
    wrapped = "Các phòng chuyên môn phối hợp với cơ quan, đơn vị cùng cấp để công khai thủ tục hành chính của\ncủa xã."
    assert found(wrapped, "repeated-word") == []


def test_one_finding_lists_all_abbreviations_with_what_is_known_of_them() -> None:
    (finding,) = found("1. Công khai TTHC, QPPL.\n\n2. Gửi CBCCVN, đăng TTHC.", "undefined-abbreviation")
    assert finding.message.vi.endswith("TTHC, QPPL, CBCCVN.")
    assert "“thủ tục hành chính (TTHC)”; “quy phạm pháp luật (QPPL)”" in finding.suggestion.vi
    assert finding.location.line == 6


def test_the_rarer_tone_placement_is_told_with_counts() -> None:
    (finding,) = found("1. Số hóa, chuẩn hóa, ủy quyền.\n\n2. Khoá sổ đúng hạn, khoá học.", "mixed-spelling")
    assert finding.quote == "khoá"
    assert "1 lần" in finding.message.vi and "3 lần" in finding.message.vi


def test_three_names_of_one_body_make_one_finding() -> None:
    text = (
        "1. Trung tâm Thông tin, lưu trữ và ứng dụng KH&CN đăng tin.\n\n"
        "2. Trung tâm Thông tin, lưu trữ, ứng dụng KHCN tổng hợp.\n\n"
        "3. Trung tâm Thông tin và Lưu trữ KH&CN báo cáo."
    )
    (finding,) = found(text, "mixed-spelling")
    assert finding.message.vi.count("Trung tâm") == 3


HOSTILE = {
    "doublings": "cơ chế chế một cửa " * 20_000,
    "quotes": "“(\"[(«'" * 20_000,
    "quoted lines": "“\n" * 20_000,
    "brackets": "([" * 60_000 + ")]" * 50_000,
    "abbreviations": " ".join(chr(65 + i % 26) + chr(65 + i // 26 % 26) + "CHC" for i in range(20_000)),
    "one abbreviation": "TTHC (ABC " * 15_000,
    "tones": "hoà hòa ủy uỷ " * 15_000,
    "names": "Trung tâm Thông tin, thống kê và dịch vụ " * 5_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_findings_on_hostile_texts_are_few(name: str) -> None:
    findings = found(HOSTILE[name], *RULES)
    assert len(findings) <= 60
