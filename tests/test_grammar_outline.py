"""The tree of sections, however a plan is numbered."""

from __future__ import annotations

import pytest
from plancheck.engine import parse_source
from plancheck.plan import Section
from plancheck.rulebook import load

RULEBOOK = load()
TITLE = "KẾ HOẠCH\nTuyên truyền cải cách hành chính năm 2026\n"


def tree(body: str) -> list[str]:
    """Return the outline as paths, in reading order."""
    return [section.path for section in parse_source(TITLE + body, RULEBOOK).walk()]


def markers(sections: list[Section]) -> list[object]:
    return [[section.marker, *([markers(section.children)] if section.children else [])] for section in sections]


@pytest.mark.parametrize(
    ("lines", "paths"),
    [
        ("I. Một|1. Hai|a) Ba|b) Bốn|2. Năm|II. Sáu", "I I.1 I.1.a I.1.b I.2 II"),
        ("I. Một|1. Hai|1.1. Ba|a) Bốn|1.2. Năm|2. Sáu|II. Bảy", "I I.1 I.1.1 I.1.1.a I.1.2 I.2 II"),
        ("Phần thứ nhất|I. Một|1. Hai|Phần thứ hai|I. Ba",
         "Phần thứ nhất|Phần thứ nhất.I|Phần thứ nhất.I.1|Phần thứ hai|Phần thứ hai.I"),
        ("A. Một|I. Hai|1. Ba|B. Bốn|I. Năm", "A A.I A.I.1 B B.I"),
        ("A. Một|1. Hai|C. Ba", "A A.1 C"),
        ("1. Một|1.1. Hai|1.1.1. Ba|1.1.2. Bốn|1.2. Năm|2. Sáu", "1 1.1 1.1.1 1.1.2 1.2 2"),
        ("1. Một|2.1. Hai|2.2. Ba", "1 2.1 2.2"),
        ("I- Một|1- Hai|a/ Ba|II- Bốn", "I I.1 I.1.a II"),
        ("I/ Một|1/ Hai|II/ Ba", "I I.1 II"),
        ("I.MỘT|1.Hai|II.BA", "I I.1 II"),
        ("I. Một|1. Hai|(1) Ba|(2) Bốn|2. Năm", "I I.1 I.1.1 I.1.2 I.2"),
        ("I. Một|a) Hai|b) Ba|c) Bốn|d) Năm|đ) Sáu|e) Bảy|II. Tám", "I I.a I.b I.c I.d I.đ I.e II"),
        ("I. Một|1. Hai|1) Ba|2) Bốn|2. Năm", "I I.1 I.1.1 I.1.2 I.2"),
        ("I. Một|II. Hai|III. Ba|IV. Bốn|V. Năm|VI. Sáu|VII. Bảy|VIII. Tám|IX. Chín|X. Mười|XI. Tiếp",
         "I II III IV V VI VII VIII IX X XI"),
        ("A. Một|B. Hai|C. Ba|D. Bốn", "A B C D"),
        ("I. Một|1. Hai|2. Ba|II. Bốn|3. Năm|4. Sáu", "I I.1 I.2 II II.3 II.4"),
    ],
)  # fmt: skip
def test_any_nesting_of_numbers_gives_the_tree_a_reader_sees(lines: str, paths: str) -> None:
    wanted = paths.split("|") if "|" in paths else paths.split(" ")
    assert tree(lines.replace("|", ".\n") + ".\n") == wanted


def test_bullets_are_no_sections() -> None:
    plan = parse_source(TITLE + "I. NỘI DUNG\n- Một;\n+ Hai;\n* Ba.\nII. HÌNH THỨC\nBốn.\n", RULEBOOK)
    assert [section.marker for section in plan.walk()] == ["I.", "II."]
    assert [paragraph.kind for paragraph in plan.sections[0].paragraphs] == ["bullet"] * 3


def test_a_numbered_paragraph_is_a_section_titled_by_its_first_line() -> None:
    plan = parse_source(TITLE + "I. NỘI DUNG\n1. Tuyên truyền các văn bản.\nNội dung thêm.\n", RULEBOOK)
    item = plan.sections[0].children[0]
    assert (item.title, [paragraph.line.text for paragraph in item.paragraphs]) == (
        "Tuyên truyền các văn bản.",
        ["Nội dung thêm."],
    )


def test_numbers_at_the_start_of_a_wrapped_line_are_no_headings() -> None:
    body = (
        "I. NỘI DUNG\n"
        "1. Tuyên truyền Chương trình tổng thể cải cách hành chính nhà nước giai đoạn\n"
        "2021 - 2030; kết quả thực hiện các nhiệm vụ được giao hoàn thành trước ngày\n"
        "15 tháng 9 năm 2026; việc sử dụng kinh phí của các cơ quan, đơn vị với hơn\n"
        "3.5 tỷ đồng và sự tham gia của nhân dân các xã, phường trong tỉnh với trên\n"
        "1.250 hộ; các nhiệm vụ quy định tại điểm\n"
        "3.1, 3.2 của Kế hoạch này và các văn bản khác do cấp có thẩm quyền ban hành\n"
        "trong năm.\n"
        "2. Tuyên truyền kết quả.\n"
    )
    assert tree(body) == ["I", "I.1", "I.2"]


SIGNED = "I. NỘI DUNG\nMột.\nNơi nhận:\n- Lưu: VT.\nGIÁM ĐỐC\nLê Minh Khôi\n"


def test_sections_of_an_annex_stand_under_it() -> None:
    plan = parse_source(TITLE + SIGNED + "PHỤ LỤC I\nNHIỆM VỤ TRỌNG TÂM\nI. Một\n1. Hai\nII. Ba\n", RULEBOOK)
    assert [section.path for section in plan.walk()] == ["I"]
    assert [annex.title for annex in plan.annexes] == ["PHỤ LỤC I NHIỆM VỤ TRỌNG TÂM"]
    assert markers(plan.annexes[0].sections) == [["I.", [["1."]]], ["II."]]


def test_the_title_of_an_annex_opens_no_other_annex() -> None:
    plan = parse_source(TITLE + SIGNED + "PHỤ LỤC I\nDANH MỤC NHIỆM VỤ\nI. Một\nII. Hai\n", RULEBOOK)
    assert [annex.title for annex in plan.annexes] == ["PHỤ LỤC I DANH MỤC NHIỆM VỤ"]


def test_two_annexes_are_two() -> None:
    plan = parse_source(
        TITLE + "I. NỘI DUNG\nMột.\nGIÁM ĐỐC\nLê Minh Khôi\nPHỤ LỤC I\nMột hai ba\nPHỤ LỤC II\nBốn năm sáu\n", RULEBOOK
    )
    assert len(plan.annexes) == 2
    assert plan.annexes[0].end == plan.annexes[1].start


def test_very_deep_and_very_long_outlines_are_read() -> None:
    deep = "\n".join(".".join(["1"] * depth) + ". Một" for depth in range(1, 9))
    assert len(tree(deep)) == 8
    assert len(tree("\n".join(f"{number}. Một." for number in range(1, 41)))) == 40
    assert len(tree("I. MỘT\n" + "a) Một.\nb) Hai.\n" * 3000)) > 3000


@pytest.mark.parametrize(
    "text", ["", "\n\n", "Chỉ có một dòng", "1.", "I.", "a)", "\t\t\t", "||||", "PHỤ LỤC", "Nơi nhận:", "KẾ HOẠCH"]
)
def test_every_text_is_accepted(text: str) -> None:
    plan = parse_source(text, RULEBOOK)
    assert plan.body_end <= len(plan.text.text)
