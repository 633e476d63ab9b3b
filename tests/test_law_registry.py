"""What the registry answers of bodies, provinces and territories, and how it reads their names."""

from __future__ import annotations

import pytest
from plancheck.law.names import Area, areas_in, read_name
from plancheck.rulebook import load

LAW = load().law


def ids(written: str, day: str | None = None) -> list[str]:
    return [body.id for body in read_name(LAW, written, day).bodies]


def test_the_longest_name_counts() -> None:
    text = "Sở Văn hóa Thể thao và Du lịch tổ chức"
    bodies, end = LAW.body_at(text)
    assert ([body.id for body in bodies], text[:end]) == (["so-vhttdl"], "Sở Văn hóa Thể thao và Du lịch")


def test_a_name_is_whole_words() -> None:
    assert LAW.body_at("Sở Y tếu")[0] == []


@pytest.mark.parametrize(
    ("written", "day", "expected"),
    [
        ("UBND thành phố Hải Phòng", "2020-01-01", ["ubnd-tinh"]),
        ("UBND thành phố Vinh", "2020-01-01", ["ubnd-huyen"]),
        ("UBND TP. Vinh", "2020-01-01", ["ubnd-huyen"]),
        ("UBND thành phố Huế", "2024-12-31", ["ubnd-huyen"]),
        ("UBND thành phố Huế", "2025-01-01", ["ubnd-tinh"]),
        ("Ủy ban nhân dân thị trấn Đồi Ngô", "2020-01-01", ["ubnd-thi-tran"]),
        ("Uỷ ban nhân dân phường Vĩnh Yên", "2026-01-01", ["ubnd-xa"]),
    ],
)
def test_a_committee_is_that_of_the_territory(written: str, day: str, expected: list[str]) -> None:
    assert ids(written, day) == expected


def test_a_name_in_a_letterhead_gives_body_and_province() -> None:
    name = read_name(LAW, "SỞ NÔNG NGHIỆP VÀ PTNT ĐẮK NÔNG", "2019-01-01")
    assert ([body.id for body in name.bodies], name.province) == (["so-nnptnt"], "Đắk Nông")


def test_territories_stand_in_order() -> None:
    assert areas_in(LAW, "UBND xã Tân Lập, huyện Lạc Sơn, tỉnh Hòa Bình", None) == (
        Area("xã", "Tân Lập", "xã"), Area("huyện", "Lạc Sơn", "huyện"), Area("tỉnh", "Hòa Bình", "tỉnh"),
    )  # fmt: skip


@pytest.mark.parametrize(
    "written", ["ngân sách huyện 2 tỷ đồng", "nhân dân xã nhà", "UBND các xã, phường", "tỉnh nhà", "xã, Phường Mới"]
)
def test_a_kind_without_a_name_is_no_territory(written: str) -> None:
    assert not [area for area in areas_in(LAW, written, None) if area.kind in ("xã", "huyện", "tỉnh")]


def test_a_year_ends_a_name_in_capitals() -> None:
    assert areas_in(LAW, "TRÊN ĐỊA BÀN HUYỆN NĂM CĂN NĂM 2020", None) == (Area("huyện", "Năm Căn", "huyện"),)


def test_levels_without_a_day_and_on_one() -> None:
    assert LAW.level_of("thị trấn") == "xã" and LAW.level_of("huyện") == "huyện"
    assert LAW.level_of("huyện", "2025-07-01") is None and LAW.level_of("đặc khu", "2025-06-30") is None


def test_districts_have_no_heir_and_departments_have() -> None:
    assert LAW.successors(LAW.bodies["ubnd-huyen"], "2026-01-01") == []
    heirs = LAW.successors(LAW.bodies["so-tttt"], "2026-01-01")
    assert [body.id for body in heirs] == ["so-khcn", "so-vhttdl"]


def test_a_merged_province_lives_on_in_its_heir() -> None:
    heir = LAW.province_on("Bắc Giang", "2026-01-01")
    assert heir is not None and heir.name == "Bắc Ninh" and heir.includes("Bắc Giang", "2026-01-01")
    before = LAW.province_on("Bắc Giang", "2025-06-30")
    assert before is not None and before.name == "Bắc Giang"
