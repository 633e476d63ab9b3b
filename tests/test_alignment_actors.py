"""Whom an item is addressed to, and whether that is the unit: names, abbreviations, classes, headings above."""

from __future__ import annotations

import pytest
from plancheck.alignment import actors, align
from plancheck.checks.unit import unit_of
from plancheck.matrix import NOT_ADDRESSED

from beside import ROW, RULEBOOK, basis, context, draft, laid, wanted

JUSTICE, HOME, PRESS = "Sở Tư pháp", "Sở Nội vụ", "Báo Hà Nam"
BROADCASTER = "Đài Phát thanh và Truyền hình tỉnh Hà Nam"
DISTRICT, OTHER_DISTRICT, COMMUNE = "UBND huyện Bình Lục", "UBND huyện Kim Bảng", "UBND xã An Nội"
ZONES, OFFICE, FRONT = (
    "Ban Quản lý các khu công nghiệp tỉnh",
    "Văn phòng UBND tỉnh",
    "Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh",
)
YOUTH, POLICE = "Tỉnh Đoàn", "Công an tỉnh"
EVERYBODY = (JUSTICE, HOME, PRESS, DISTRICT, COMMUNE, ZONES, OFFICE, FRONT)


def is_addressed(line: str, unit: str, year: int = 2023) -> bool:
    """Say whether a task is addressed to a unit."""
    superior = basis(f"I. TỔ CHỨC THỰC HIỆN\n1. {line}", year)
    (wanted,) = superior.wanted
    found = unit_of(draft("I. NỘI DUNG\n1. Công khai thủ tục.", unit, year))
    assert found is not None
    return actors.is_addressed(
        superior.context, wanted.to, actors.addressee_of(RULEBOOK, found, superior.context.form_day)
    )


def concerned(line: str, units: tuple[str, ...] = EVERYBODY) -> set[str]:
    return {unit for unit in units if is_addressed(line, unit)}


# Whom a line names ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Sở Tư pháp: đưa nội dung cải cách vào hội nghị.", ["Sở Tư pháp"]),
        ("Sở Tư pháp chủ trì in tờ gấp.", ["Sở Tư pháp"]),
        ("Giao Sở Tư pháp in tờ gấp.", ["Sở Tư pháp"]),
        ("Giao cho Sở Tư pháp chủ trì in tờ gấp.", ["Sở Tư pháp"]),
        ("Yêu cầu Sở Tư pháp in tờ gấp.", ["Sở Tư pháp"]),
        ("Đề nghị Sở Tư pháp in tờ gấp.", ["Sở Tư pháp"]),
        ("Đối với Sở Tư pháp: in tờ gấp.", ["Sở Tư pháp"]),
        ("Sở Tư pháp, Sở Nội vụ in tờ gấp.", ["Sở Tư pháp", "Sở Nội vụ"]),
        ("Sở Tư pháp và Sở Nội vụ in tờ gấp.", ["Sở Tư pháp", "Sở Nội vụ"]),
        ("Sở Tư pháp chủ trì, phối hợp với Sở Nội vụ in tờ gấp.", ["Sở Tư pháp"]),
        ("Sở Văn hóa, Thể thao và Du lịch treo băng rôn.", ["Sở Văn hóa, Thể thao và Du lịch"]),
        ("Sở Nông nghiệp và Phát triển nông thôn in tờ gấp.", ["Sở Nông nghiệp và Phát triển nông thôn"]),
        ("Định kỳ hằng quý, Sở Tư pháp gửi tin, bài.", ["Sở Tư pháp"]),
        ("Trước ngày 30/11/2023, Sở Tư pháp gửi số liệu.", ["Sở Tư pháp"]),
        ("Chậm nhất ngày 20 của tháng cuối quý, Sở Tư pháp gửi số liệu.", ["Sở Tư pháp"]),
        ("Trong quý II, giao Sở Tư pháp in tờ gấp.", ["Sở Tư pháp"]),
        ("Sáu tháng đầu năm (trước ngày 10/6) và cả năm, Sở Tư pháp gửi số liệu.", ["Sở Tư pháp"]),
        ("Chế độ báo cáo: các sở, ban, ngành gửi số liệu.", ["các sở, ban, ngành"]),
        ("Phát loa: UBND các xã phát hằng ngày.", ["UBND các xã"]),
        ("In tờ gấp về thủ tục.", []),
        ("Phối hợp với Báo Hà Nam mở chuyên mục.", []),
        ("Đăng tin trên trang thông tin điện tử của các sở, ngành.", []),
        ("Kiểm tra việc niêm yết thủ tục tại UBND các xã.", []),
        ("Tuyên truyền kết quả cải cách hành chính của Sở Nội vụ.", []),
    ],
)  # fmt: skip
def test_only_who_is_to_act_is_named(line: str, names: list[str]) -> None:
    assert [body.name for body in wanted(line).to.bodies] == names


@pytest.mark.parametrize(
    "heading",
    [
        "Sở Tư pháp", "Sở Tư pháp:", "Trách nhiệm của Sở Tư pháp", "Trách nhiệm cụ thể của Sở Tư pháp",
        "Nhiệm vụ của Sở Tư pháp", "Đối với Sở Tư pháp", "Giao Sở Tư pháp:",
    ],
)  # fmt: skip
def test_a_heading_addresses_what_stands_below(heading: str) -> None:
    body = f"I. TỔ CHỨC THỰC HIỆN\n1. {heading}\na) In tờ gấp.\nb) Phối hợp với Sở Nội vụ mở lớp tập huấn.\n"
    assert [[body.name for body in item.to.bodies] for item in basis(body).wanted] == [["Sở Tư pháp"], ["Sở Tư pháp"]]


def test_the_nearest_heading_counts_and_a_line_of_its_own_actor_before_it() -> None:
    body = (
        "I. TỔ CHỨC THỰC HIỆN\n1. Các sở, ban, ngành; UBND các huyện, thị xã, thành phố\na) In tờ gấp.\n"
        "b) UBND các huyện phát loa.\nc) Sở Tư pháp:\n- Mở hội nghị.\n- Sở Nội vụ cung cấp tài liệu.\n"
    )
    named = {item.item.id: [body.name for body in item.to.bodies] for item in basis(body).wanted}
    assert named == {
        "I.1.a": ["Các sở, ban, ngành", "UBND các huyện, thị xã, thành phố"], "I.1.b": ["UBND các huyện"],
        "I.1.c.-1": ["Sở Tư pháp"], "I.1.c.-2": ["Sở Nội vụ"],
    }  # fmt: skip


def test_of_a_row_the_lead_counts_and_not_who_helps() -> None:
    body = (
        "I. TỔ CHỨC THỰC HIỆN\n1. Sở Nội vụ theo dõi.\n\nPHỤ LỤC\nDANH MỤC NHIỆM VỤ\n" + ROW
        + "1\tIn tờ gấp\t500 tờ\tSở Tư pháp\tSở Y tế\tQuý II\n2\tTreo băng rôn\t10 chiếc\t\tSở Y tế\tQuý II\n"
    )  # fmt: skip
    named = {item.item.id: [body.name for body in item.to.bodies] for item in basis(body).wanted}
    assert named == {"I.1": ["Sở Nội vụ"], "PL.1": ["Sở Tư pháp"], "PL.2": []}


# Whom a class means ---------------------------------------------------------------------------------------------------

DEPARTMENTS = {JUSTICE, HOME, ZONES, OFFICE}


@pytest.mark.parametrize(
    ("line", "units"),
    [
        ("Các sở, ban, ngành in tờ gấp.", DEPARTMENTS),
        ("Các sở, ban, ngành tỉnh in tờ gấp.", DEPARTMENTS),
        ("Các sở, ngành in tờ gấp.", DEPARTMENTS),
        ("Các cơ quan chuyên môn thuộc UBND tỉnh in tờ gấp.", DEPARTMENTS),
        ("Thủ trưởng các sở, ban, ngành in tờ gấp.", DEPARTMENTS),
        ("UBND các huyện, thị xã, thành phố in tờ gấp.", {DISTRICT}),
        ("UBND cấp huyện in tờ gấp.", {DISTRICT}),
        ("Ủy ban nhân dân các huyện, thành phố in tờ gấp.", {DISTRICT}),
        ("UBND các xã, phường, thị trấn phát loa.", {COMMUNE}),
        ("UBND cấp xã phát loa.", {COMMUNE}),
        ("UBND các huyện chỉ đạo UBND các xã phát loa.", {DISTRICT}),
        ("Các sở, ban, ngành; UBND các huyện, thị xã, thành phố in tờ gấp.", {*DEPARTMENTS, DISTRICT}),
        ("Các sở, ban, ngành, UBND các huyện, UBND các xã in tờ gấp.", {*DEPARTMENTS, DISTRICT, COMMUNE}),
        ("Các cơ quan báo chí tăng tin, bài.", {PRESS}),
        ("Báo Hà Nam, Đài Phát thanh và Truyền hình tỉnh tăng tin, bài.", {PRESS}),
        ("Đề nghị Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh vận động đoàn viên.", {FRONT}),
        ("Các cơ quan, đơn vị, địa phương treo băng rôn.", set(EVERYBODY)),
        ("Treo băng rôn ở trụ sở.", set(EVERYBODY)),
        ("Sở Tư pháp in tờ gấp.", {JUSTICE}),
        ("Ban Quản lý các khu công nghiệp tỉnh in tờ gấp.", {ZONES}),
        ("Văn phòng UBND tỉnh in tờ gấp.", {OFFICE}),
        ("UBND tỉnh in tờ gấp.", set()),
        ("Sở Công Thương in tờ gấp.", set()),
    ],
)  # fmt: skip
def test_a_class_means_those_that_are_of_it(line: str, units: set[str]) -> None:
    assert concerned(line) == units


@pytest.mark.parametrize(
    ("line", "unit", "yes"),
    [
        ("UBND huyện Bình Lục in tờ gấp.", DISTRICT, True),
        ("UBND huyện Bình Lục in tờ gấp.", OTHER_DISTRICT, False),
        ("UBND huyện Bình Lục in tờ gấp.", COMMUNE, False),
        ("UBND xã An Nội phát loa.", COMMUNE, True),
        ("UBND xã An Ninh phát loa.", COMMUNE, False),
        ("UBND huyện Bình Lục, UBND huyện Kim Bảng in tờ gấp.", OTHER_DISTRICT, True),
        ("UBND các phường phát loa.", "UBND phường Lê Hồng Phong", True),
        ("UBND các xã, phường, thị trấn phát loa.", "UBND thị trấn Bình Mỹ", True),
        ("UBND thành phố Phủ Lý phát loa.", "UBND thành phố Phủ Lý", True),
        ("UBND các huyện, thị xã, thành phố phát loa.", "UBND thành phố Phủ Lý", True),
        ("UBND các huyện, thị xã, thành phố phát loa.", "UBND thị xã Duy Tiên", True),
        ("Ủy ban nhân dân huyện Bình Lục in tờ gấp.", DISTRICT, True),
        ("Báo Hà Nam mở chuyên mục.", PRESS, True),
        ("Đài Phát thanh và Truyền hình tỉnh mở chuyên mục.", BROADCASTER, True),
        ("Đài Phát thanh và Truyền hình tỉnh mở chuyên mục.", PRESS, False),
        ("Các cơ quan báo chí tỉnh mở chuyên mục.", BROADCASTER, True),
        ("Các tổ chức chính trị - xã hội vận động hội viên.", YOUTH, True),
        ("Các tổ chức chính trị - xã hội vận động hội viên.", JUSTICE, False),
        ("Công an tỉnh hướng dẫn cài đặt VNeID.", POLICE, True),
        ("Các sở, ban, ngành in tờ gấp.", POLICE, True),
        ("Các sở, ban, ngành in tờ gấp.", "Thanh tra tỉnh", True),
        ("Các sở, ban, ngành in tờ gấp.", "Ban Dân tộc tỉnh", True),
        ("Các sở, ban, ngành in tờ gấp.", BROADCASTER, False),
        ("Các sở, ban, ngành in tờ gấp.", "Bệnh viện Đa khoa tỉnh", False),
        ("UBND các huyện Lý Nhân, Thanh Liêm in tờ gấp.", DISTRICT, False),
        ("UBND các huyện Lý Nhân, Thanh Liêm in tờ gấp.", "UBND huyện Lý Nhân", True),
        ("Sở Nội vụ, các sở, ban, ngành in tờ gấp.", JUSTICE, True),
        ("Sở Nội vụ có trách nhiệm hướng dẫn các sở, ban, ngành in tờ gấp.", JUSTICE, False),
        ("Giao Sở Nội vụ chủ trì, phối hợp với các sở, ban, ngành theo dõi.", JUSTICE, False),
        ("Sở Nội vụ là cơ quan đầu mối, phối hợp Sở Tư pháp in tờ gấp.", JUSTICE, False),
        ("Phòng Tư pháp các huyện in tờ gấp.", JUSTICE, False),
        ("Chủ tịch UBND các huyện, thành phố in tờ gấp.", DISTRICT, True),
        ("Chủ tịch UBND các huyện, thành phố in tờ gấp.", JUSTICE, False),
        ("Các địa phương in tờ gấp.", DISTRICT, True),
        ("Các địa phương in tờ gấp.", COMMUNE, True),
        ("Các Sở, Ban, Ngành in tờ gấp.", JUSTICE, True),
        ("Sở Tư pháp/Sở Nội vụ in tờ gấp.", HOME, True),
        ("Uỷ ban nhân dân các huyện in tờ gấp.", DISTRICT, True),
        ("Hằng tháng (trước ngày 20), UBND các huyện gửi tin.", JUSTICE, False),
        ("Công an cấp xã hướng dẫn cài đặt VNeID.", POLICE, False),
        ("Văn phòng HĐND và UBND huyện in tờ gấp.", OFFICE, False),
        ("Hội Nông dân tỉnh vận động hội viên.", "Hội Nông dân tỉnh", True),
        ("Hội Nông dân tỉnh vận động hội viên.", "Hội Liên hiệp Phụ nữ tỉnh", False),
        ("Trung tâm Phục vụ hành chính công tỉnh phát tờ gấp.", "Trung tâm Phục vụ hành chính công tỉnh", True),
        ("Trung tâm Phục vụ hành chính công tỉnh phát tờ gấp.", JUSTICE, False),
        ("Các sở, ban, ngành in tờ gấp.", YOUTH, False),
    ],
)  # fmt: skip
def test_a_name_means_the_body_that_bears_it(line: str, unit: str, yes: bool) -> None:
    assert is_addressed(line, unit) is yes


@pytest.mark.parametrize(
    ("short", "full"),
    [
        ("Sở KH&CN", "Sở Khoa học và Công nghệ"), ("Sở TT&TT", "Sở Thông tin và Truyền thông"),
        ("Sở GD&ĐT", "Sở Giáo dục và Đào tạo"), ("Sở GDĐT", "Sở Giáo dục và Đào tạo"),
        ("Sở NN&PTNT", "Sở Nông nghiệp và Phát triển nông thôn"),
        ("Sở LĐ-TB&XH", "Sở Lao động - Thương binh và Xã hội"),
        ("Sở KH&ĐT", "Sở Kế hoạch và Đầu tư"), ("Sở TN&MT", "Sở Tài nguyên và Môi trường"),
        ("Sở VHTTDL", "Sở Văn hóa, Thể thao và Du lịch"), ("Sở GTVT", "Sở Giao thông vận tải"),
        ("Văn phòng Ủy ban nhân dân tỉnh", "Văn phòng UBND tỉnh"),
    ],
)  # fmt: skip
def test_a_short_name_means_the_same_body(short: str, full: str) -> None:
    assert is_addressed(f"{short} in tờ gấp.", full)
    assert is_addressed(f"{full} in tờ gấp.", short)
    assert not is_addressed(f"{short} in tờ gấp.", "Sở Y tế")


@pytest.mark.parametrize(
    ("line", "unit", "yes"),
    [
        ("Báo và phát thanh, truyền hình Lâm Đồng mở chuyên mục.", "Báo và phát thanh, truyền hình Lâm Đồng", True),
        ("Báo và phát thanh, truyền hình Lâm Đồng mở chuyên mục.", "Sở Y tế", False),
        ("Sở Nông nghiệp và Môi trường in tờ gấp.", "Sở Nông nghiệp và Môi trường", True),
        ("Sở NN&MT in tờ gấp.", "Sở Nông nghiệp và Môi trường", True),
        ("Sở Dân tộc và Tôn giáo in tờ gấp.", "Sở Dân tộc và Tôn giáo", True),
        ("UBND các xã, phường, đặc khu phát loa.", "UBND đặc khu Phú Quý", True),
        ("UBND các xã, phường, đặc khu phát loa.", "UBND xã Hàm Thuận", True),
        ("UBND các xã, phường, đặc khu phát loa.", "Sở Y tế", False),
        ("Các sở, ban, ngành tỉnh; UBND các xã, phường, đặc khu in tờ gấp.", "UBND phường Xuân Hương - Đà Lạt", True),
        ("UBND cấp xã phát loa.", "UBND phường Xuân Hương - Đà Lạt", True),
    ],
)  # fmt: skip
def test_after_2025_merged_bodies_and_two_levels_are_known(line: str, unit: str, yes: bool) -> None:
    assert is_addressed(line, unit, 2026) is yes


# Nobody knows the unit ------------------------------------------------------------------------------------------------


def test_a_unit_that_nothing_names_gets_what_is_asked_of_everybody() -> None:
    superior = basis(
        "I. TỔ CHỨC THỰC HIỆN\n1. In tờ gấp.\n2. Các sở, ban, ngành treo băng rôn.\n3. Sở Tư pháp mở lớp.\n"
    )
    found = align(
        context("KẾ HOẠCH\nTuyên truyền cải cách hành chính\n\nI. NỘI DUNG\n1. Công khai thủ tục.\n"), superior
    )
    assert found.unit is None
    assert [item.status == NOT_ADDRESSED for item in found.items] == [False, True, True]


def test_what_is_not_addressed_has_no_score_and_does_not_count() -> None:
    superior = "I. TỔ CHỨC THỰC HIỆN\n1. Sở Y tế treo băng rôn về cải cách hành chính.\n2. Sở Công Thương in tờ gấp.\n"
    found = laid("I. TỔ CHỨC THỰC HIỆN\n1. Văn phòng Sở treo băng rôn về cải cách hành chính.\n", superior, JUSTICE)
    assert [(item.status, item.score, item.matches) for item in found.items] == [(NOT_ADDRESSED, 0.0, [])] * 2
    assert found.coverage is None and found.addressed == []
    assert [item.addressed_to for item in found.items] == [("Sở Y tế",), ("Sở Công Thương",)]


def test_the_unit_that_the_caller_names_is_the_one_asked() -> None:
    superior = "I. TỔ CHỨC THỰC HIỆN\n1. Sở Y tế treo băng rôn.\n2. Sở Công Thương in tờ gấp.\n"
    body = "I. NỘI DUNG\n1. Công khai thủ tục.\n"
    for unit, expected in (("Sở Y tế", [False, True]), ("Sở Công Thương", [True, False])):
        found = laid(body, superior, unit)
        assert found.unit == unit
        assert [item.status == NOT_ADDRESSED for item in found.items] == expected
