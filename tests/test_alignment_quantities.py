"""Numbers of things: which are read, how often they come round, and whether what is promised reaches what is asked."""

from __future__ import annotations

import pytest
from plancheck.alignment.quantities import counted_things, falls_short, quantities

from beside import RULEBOOK, one

COUNTED = counted_things(RULEBOOK.words)


def read(line: str) -> list[tuple[float, str, float | None]]:
    folded = line.lower()
    return [
        (found.number, folded[found.start : found.end].split()[-1].lstrip("0123456789"), found.a_year)
        for found in quantities(folded, 0, len(folded), COUNTED)
    ]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("In 500 tờ gấp.", [(500, "tờ", None)]),
        ("In 1.000 tờ gấp.", [(1000, "tờ", None)]),
        ("In 12.500 tờ gấp.", [(12500, "tờ", None)]),
        ("Mở ít nhất 02 lớp tập huấn.", [(2, "lớp", None)]),
        ("Mở hai lớp tập huấn.", [(2, "lớp", None)]),
        ("Mở mười buổi.", [(10, "buổi", None)]),
        ("Công khai 100% thủ tục.", [(100, "%", None)]),
        ("Công khai 100 % thủ tục.", [(100, "%", None)]),
        ("Làm 02 video và 03 phóng sự.", [(2, "video", None), (3, "phóng", None)]),
    ],
)
def test_numbers_of_counted_things_are_read(line: str, expected: list[tuple[float, str, float | None]]) -> None:
    assert read(line) == expected


@pytest.mark.parametrize(
    "line",
    [
        "Trước ngày 15 tháng 11 năm 2023.", "Nghị quyết số 76/NQ-CP.", "Dịch vụ công mức độ 4.", "Ngày 20/10/2023.",
        "Điều 12 Luật này.", "Khoản 3 người ký.", "Tháng 5 đợt này.", "Quý 2 đợt này.", "Phụ lục 2 bản này.",
        "Giai đoạn 2021 - 2030.", "ISO 9001 bản mới.", "Đúng 15.", "", "2,5 tỷ đồng.", "Khóa 12 cán bộ.",
    ],
)  # fmt: skip
def test_days_documents_and_levels_are_no_numbers_of_things(line: str) -> None:
    assert read(line) == []


@pytest.mark.parametrize(
    ("line", "a_year"),
    [
        ("mỗi tuần 02 tin", 52), ("02 tin/tuần", 52), ("hằng tháng đăng 02 tin", 12), ("02 tin mỗi tháng", 12),
        ("mỗi quý ít nhất 02 tin", 4), ("02 tin/quý", 4), ("hàng quý viết 02 tin", 4), ("mỗi 6 tháng viết 02 tin", 2),
        ("mỗi năm ít nhất 02 tin", 1), ("02 hội nghị/năm", 1), ("trong năm đăng 02 tin", 1), ("02 tin", None),
    ],
)  # fmt: skip
def test_the_words_around_say_how_often_a_year(line: str, a_year: float | None) -> None:
    assert read(line)[-1][2] == a_year


def test_a_period_counts_in_its_own_part_only() -> None:
    assert [found[2] for found in read("mỗi quý đăng 03 tin; in 500 tờ gấp")] == [4, None]


@pytest.mark.parametrize(
    ("asked", "given", "short"),
    [
        ("02 lớp", "02 lớp", False), ("02 lớp", "03 lớp", False), ("02 lớp", "01 lớp", True), ("02 lớp", "", True),
        ("500 tờ", "1.000 tờ", False), ("1.000 tờ", "500 tờ", True),
        ("03 tin mỗi quý", "01 tin mỗi tháng", False), ("03 tin mỗi tháng", "03 tin mỗi quý", True),
        ("mỗi tuần 01 tin", "48 tin trong năm", True), ("01 tin mỗi tháng", "12 tin trong năm", False),
        ("02 hội nghị/năm", "01 hội nghị mỗi quý", False), ("100% thủ tục", "90% thủ tục", True),
        ("100% thủ tục", "100% thủ tục", False), ("02 lớp; 05 video", "02 lớp; 04 video", True),
        ("02 lớp; 05 video", "05 video; 02 lớp", False), ("", "", False), ("", "05 tin", False),
        ("02 lớp", "100% cán bộ", True),
    ],
)  # fmt: skip
def test_what_is_promised_must_reach_what_is_asked(asked: str, given: str, short: bool) -> None:
    wanted = quantities(asked, 0, len(asked), COUNTED)
    promised = quantities(given, 0, len(given), COUNTED)
    assert (falls_short(wanted, promised, False) is not None) is short


def test_everybody_is_every_share_but_no_number_of_things() -> None:
    share, count = "100% thủ tục", "02 lớp"
    assert falls_short(quantities(share, 0, len(share), COUNTED), [], True) is None
    assert falls_short(quantities(count, 0, len(count), COUNTED), [], True) is not None


@pytest.mark.parametrize(
    ("asked", "given", "status"),
    [
        ("Tổ chức ít nhất 02 lớp tập huấn về chữ ký số.", "Tổ chức 02 lớp tập huấn về chữ ký số.", "covered"),
        ("Tổ chức ít nhất 02 lớp tập huấn về chữ ký số.", "Tổ chức 03 lớp tập huấn về chữ ký số.", "covered"),
        ("Tổ chức ít nhất 02 lớp tập huấn về chữ ký số.", "Tổ chức hai lớp tập huấn về chữ ký số.", "covered"),
        ("Tổ chức ít nhất 02 lớp tập huấn về chữ ký số.", "Tổ chức 01 lớp tập huấn về chữ ký số.", "partial"),
        ("Tổ chức ít nhất 02 lớp tập huấn về chữ ký số.", "Tổ chức lớp tập huấn về chữ ký số.", "partial"),
        ("Mỗi quý viết 03 tin, bài về cải cách hành chính.", "Hằng tháng viết 01 tin, bài về CCHC.", "covered"),
        ("Mỗi quý viết 03 tin, bài về cải cách hành chính.", "Mỗi quý viết 02 tin, bài về CCHC.", "partial"),
        ("Niêm yết công khai 100% thủ tục hành chính.", "Niêm yết công khai toàn bộ thủ tục hành chính.", "covered"),
        ("Niêm yết công khai 100% thủ tục hành chính.", "Niêm yết công khai 80% thủ tục hành chính.", "partial"),
    ],
)  # fmt: skip
def test_too_few_makes_a_task_partial(asked: str, given: str, status: str) -> None:
    found = one(f"I. TỔ CHỨC THỰC HIỆN\n1. Văn phòng Sở\n- {given}\n", f"I. TỔ CHỨC THỰC HIỆN\n1. {asked}\n")
    assert (found.status, found.problem) == (status, "number" if status == "partial" else None)
