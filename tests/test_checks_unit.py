"""Which body issues the draft: letterhead, opening, subject, symbol, signature, place."""

from __future__ import annotations

import pytest
from plancheck.checks import Settings
from plancheck.engine import lint_text
from plancheck.finding import Unit
from plancheck.rulebook import load

RULEBOOK = load()
SUBJECT = "Tuyên truyền cải cách hành chính năm 2026"
BODY = "I. TỔ CHỨC THỰC HIỆN\n1. Văn phòng chủ trì, đôn đốc.\n"


def unit_in(head: str = "", opening: str = "", subject: str = SUBJECT, tail: str = "", name: str | None = None) -> Unit:
    unit = lint_text(f"{head}\n\nKẾ HOẠCH\n{subject}\n\n{opening}\n{BODY}{tail}", RULEBOOK, Settings(unit=name)).unit
    assert unit is not None
    return unit


def no_unit(head: str = "", opening: str = "", subject: str = SUBJECT) -> bool:
    return lint_text(f"{head}\n\nKẾ HOẠCH\n{subject}\n\n{opening}\n{BODY}", RULEBOOK).unit is None


LETTERHEADS = [
    ("UBND TỈNH HƯNG YÊN\nSỞ Y TẾ", "03/02/2026", ("Sở Y tế", "so-y-te", "sở", "tỉnh", "Hưng Yên")),
    ("UBND TỈNH HƯNG YÊN SỞ Y TẾ", "03/02/2026", ("Sở Y tế", "so-y-te", "sở", "tỉnh", "Hưng Yên")),
    ("SỞ Y TẾ HƯNG YÊN", "03/02/2026", ("Sở Y tế", "so-y-te", "sở", "tỉnh", "Hưng Yên")),
    ("UBND tỉnh Hưng Yên\nSở Y tế", "03/02/2026", ("Sở Y tế", "so-y-te", "sở", "tỉnh", "Hưng Yên")),
    (
        "UBND TỈNH ĐẮK LẮK\nSỞ NÔNG NGHIỆP VÀ PTNT", "03/02/2020",
        ("Sở Nông nghiệp và Phát triển nông thôn", "so-nnptnt", "sở", "tỉnh", "Đắk Lắk"),
    ),
    (
        "UBND TỈNH PHÚ THỌ\nSỞ LAO ĐỘNG -\nTHƯƠNG BINH VÀ XÃ HỘI", "03/02/2020",
        ("Sở Lao động - Thương binh và Xã hội", "so-ldtbxh", "sở", "tỉnh", "Phú Thọ"),
    ),
    ("UBND TP. HỒ CHÍ MINH\nSỞ NỘI VỤ", "03/02/2020", ("Sở Nội vụ", "so-noi-vu", "sở", "tỉnh", "Hồ Chí Minh")),
    (
        "UBND TỈNH BÀ RỊA - VŨNG TÀU\nSỞ DU LỊCH", "03/02/2020",
        ("Sở Du lịch", "so-du-lich", "sở", "tỉnh", "Bà Rịa - Vũng Tàu"),
    ),
    (
        "ỦY BAN NHÂN DÂN\nTỈNH NAM ĐỊNH", "03/02/2020",
        ("Ủy ban nhân dân tỉnh Nam Định", "ubnd-tinh", "chính quyền", "tỉnh", "Nam Định"),
    ),
    (
        "UBND THÀNH PHỐ HẢI PHÒNG", "03/02/2020",
        ("Ủy ban nhân dân thành phố Hải Phòng", "ubnd-tinh", "chính quyền", "tỉnh", "Hải Phòng"),
    ),
    (
        "ỦY BAN NHÂN DÂN\nTHÀNH PHỐ VINH", "03/02/2020",
        ("Ủy ban nhân dân thành phố Vinh", "ubnd-huyen", "chính quyền", "huyện", "Nghệ An"),
    ),
    (
        "ỦY BAN NHÂN DÂN\nHUYỆN BA VÌ", "03/02/2020",
        ("Ủy ban nhân dân huyện Ba Vì", "ubnd-huyen", "chính quyền", "huyện", "Hà Nội"),
    ),
    (
        "ỦY BAN NHÂN DÂN\nQUẬN 1", "03/02/2020",
        ("Ủy ban nhân dân quận 1", "ubnd-huyen", "chính quyền", "huyện", "Hồ Chí Minh"),
    ),
    (
        "ỦY BAN NHÂN DÂN\nXÃ TÂN LẬP", "03/02/2026",
        ("Ủy ban nhân dân xã Tân Lập", "ubnd-xa", "chính quyền", "xã", None),
    ),
    (
        "ỦY BAN NHÂN DÂN\nĐẶC KHU CÔ TÔ", "03/02/2026",
        ("Ủy ban nhân dân đặc khu Cô Tô", "ubnd-dac-khu", "chính quyền", "xã", "Quảng Ninh"),
    ),
    (
        "SỞ NỘI VỤ\nCHI CỤC VĂN THƯ - LƯU TRỮ", "03/02/2020",
        ("CHI CỤC VĂN THƯ - LƯU TRỮ", None, "chi cục", "tỉnh", None),
    ),
    (
        "SỞ Y TẾ HƯNG YÊN\nBỆNH VIỆN ĐA KHOA PHỐ NỐI", "03/02/2020",
        ("BỆNH VIỆN ĐA KHOA PHỐ NỐI", None, "bệnh viện", "tỉnh", "Hưng Yên"),
    ),
    (
        "UBND HUYỆN BA VÌ\nPHÒNG NỘI VỤ", "03/02/2020",
        ("Phòng Nội vụ", "phong-noi-vu", "phòng cấp huyện", "huyện", "Hà Nội"),
    ),
    (
        "UBND PHƯỜNG VĨNH YÊN\nTRƯỜNG TIỂU HỌC ĐỒNG TÂM", "03/02/2026",
        ("TRƯỜNG TIỂU HỌC ĐỒNG TÂM", None, "trường", "xã", "Phú Thọ"),
    ),
    ("BỘ NỘI VỤ", "03/02/2020", ("Bộ Nội vụ", "bo-noi-vu", "bộ", "trung ương", None)),
]  # fmt: skip


@pytest.mark.parametrize(("lines", "day", "expected"), LETTERHEADS, ids=[lines for lines, _, _ in LETTERHEADS])
def test_the_letterhead_names_the_unit(lines: str, day: str, expected: tuple[str | None, ...]) -> None:
    number, month, year = day.split("/")
    unit = unit_in(f"{lines}\nSố: 05/KH\nThị trấn Mới, ngày {number} tháng {month} năm {year}")
    assert (unit.name, unit.body, unit.kind, unit.level, unit.province) == expected


def test_a_parent_is_named_in_full() -> None:
    head = "UBND TỈNH BẮC GIANG\nSỞ Y TẾ\nSố: 05/KH-SYT\nBắc Giang, ngày 15 tháng 01 năm 2026"
    unit = unit_in(head)
    assert unit.parent == "Ủy ban nhân dân tỉnh Bắc Giang"
    assert unit.province == "Bắc Ninh", "the province that the territory belongs to on the draft's day"


def test_a_letterhead_without_the_issuers_own_line() -> None:
    head = "UBND TỈNH HƯNG YÊN\nSố: 05/KH-SYT\nHưng Yên, ngày 03 tháng 02 năm 2026"
    unit = unit_in(head, "Sở Y tế ban hành Kế hoạch như sau:")
    assert (unit.name, unit.province, unit.parent) == ("Sở Y tế", "Hưng Yên", "Ủy ban nhân dân tỉnh Hưng Yên")


OPENING = (
    "Thực hiện Kế hoạch số 12/KH-UBND ngày 05/01/2026 của UBND tỉnh Hưng Yên về tuyên truyền cải cách hành chính, {} "
    "xây dựng Kế hoạch như sau:"
)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Sở Khoa học và Công nghệ", ("Sở Khoa học và Công nghệ", "so-khcn", "tỉnh")),
        ("Sở KH&CN", ("Sở Khoa học và Công nghệ", "so-khcn", "tỉnh")),
        ("UBND xã Tân Lập", ("Ủy ban nhân dân xã Tân Lập", "ubnd-xa", "xã")),
        ("Bệnh viện Sản - Nhi tỉnh Hưng Yên", ("Bệnh viện Sản - Nhi tỉnh Hưng Yên", None, "tỉnh")),
    ],
)
def test_the_opening_names_the_unit(name: str, expected: tuple[str | None, ...]) -> None:
    unit = unit_in(opening=OPENING.format(name))
    assert (unit.name, unit.body, unit.level) == expected
    assert unit.province == "Hưng Yên", "the superior plan is of its province"


def test_the_subject_names_the_unit() -> None:
    assert unit_in(subject="Tuyên truyền cải cách hành chính của Sở Xây dựng năm 2026").body == "so-xay-dung"


def test_the_subject_may_name_another_plan_and_whose_that_is() -> None:
    assert no_unit(subject="Thực hiện Kế hoạch tuyên truyền của Sở Xây dựng năm 2026")


def test_the_symbol_names_the_unit_and_the_place_its_province() -> None:
    unit = unit_in("Số: 05/KH-STP\nNghệ An, ngày 03 tháng 02 năm 2024")
    assert (unit.body, unit.province) == ("so-tu-phap", "Nghệ An")


def test_a_committee_is_told_by_subject_and_signature() -> None:
    head = "Số: 05/KH-UBND\nTân Lập, ngày 03 tháng 02 năm 2026"
    unit = unit_in(
        head, subject="Tuyên truyền cải cách hành chính trên địa bàn xã Tân Lập năm 2026",
        tail="\nNơi nhận:\n- Lưu: VT.\n\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n\nLê Văn Thụ\n",
    )  # fmt: skip
    assert (unit.name, unit.level) == ("Ủy ban nhân dân xã Tân Lập", "xã")


def test_sources_that_disagree_tell_nothing() -> None:
    assert no_unit(opening=OPENING.format("Sở Tư pháp"), subject="Tuyên truyền năm 2026 của Sở Y tế")


def test_provinces_that_disagree_tell_none() -> None:
    unit = unit_in("Số: 05/KH-STP\nNghệ An, ngày 03 tháng 02 năm 2024", OPENING.format("Sở Tư pháp"))
    assert (unit.body, unit.province) == ("so-tu-phap", None)


def test_the_seat_may_bear_another_name_than_the_province() -> None:
    assert unit_in("Số: 05/KH-STP\nPhố Hiến, ngày 03 tháng 02 năm 2026").province is None


def test_what_the_caller_says_comes_first() -> None:
    head = "UBND TỈNH HƯNG YÊN\nSỞ Y TẾ\nSố: 05/KH-SYT\nHưng Yên, ngày 03 tháng 02 năm 2026"
    assert unit_in(head, name="Sở Tư pháp").body == "so-tu-phap"
    assert unit_in(name="UBND xã Tân Lập, tỉnh Hưng Yên").province == "Hưng Yên"


def test_nothing_says_whose_plan_it_is() -> None:
    assert no_unit()
    assert no_unit(opening="Văn phòng thực hiện theo Kế hoạch của cấp trên.")


def test_a_decision_that_issues_the_plan_names_the_unit() -> None:
    text = (
        "UBND TỈNH HÀ NAM\nSỞ TƯ PHÁP\nSố: 96/QĐ-STP\nHà Nam, ngày 14 tháng 3 năm 2016\n\nQUYẾT ĐỊNH\n"
        "Về việc ban hành Kế hoạch tuyên truyền cải cách hành chính năm 2016\n\nGIÁM ĐỐC SỞ TƯ PHÁP\n\n"
        "Căn cứ Kế hoạch số 412/KH-UBND ngày 25/02/2016 của UBND tỉnh Hà Nam;\n\nQUYẾT ĐỊNH:\n\n"
        "Điều 1. Ban hành kèm theo Quyết định này Kế hoạch tuyên truyền cải cách hành chính năm 2016.\n\n"
        "Nơi nhận:\n- Lưu: VT.\n\nGIÁM ĐỐC\n\nLê Văn Thụ\n\nKẾ HOẠCH\nTuyên truyền cải cách hành chính năm 2016\n"
        "(Kèm theo Quyết định số 96/QĐ-STP)\n\nI. MỤC ĐÍCH\nNâng cao nhận thức.\n"
    )
    unit = lint_text(text, RULEBOOK).unit
    assert unit is not None
    assert (unit.body, unit.province, unit.parent) == ("so-tu-phap", "Hà Nam", "Ủy ban nhân dân tỉnh Hà Nam")
