"""What held on a day, and what a person means who asks."""

from __future__ import annotations

import pytest
from plancheck.law import Law
from plancheck.law.lookup import lookup, near, read_day
from plancheck.law.status import followers, in_force_for, mined_status, presence, status
from plancheck.rulebook import Rulebook


@pytest.fixture(scope="module")
def law(rulebook: Rulebook) -> Law:
    return rulebook.law


# What held on a day --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("key", "day", "name", "sure"),
    [
        ("61/2018/NĐ-CP", "2018-04-22", "not-issued", True),
        ("61/2018/NĐ-CP", "2018-06-20", "not-in-force", True),
        ("61/2018/NĐ-CP", "2018-06-21", "in-force", False),  # when it ends is not verified
        ("61/2018/NĐ-CP", "2025-06-30", "in-force", False),
        ("61/2018/NĐ-CP", "2025-07-01", "expired", False),
        ("110/2004/NĐ-CP", "2020-03-04", "in-force", True),
        ("110/2004/NĐ-CP", "2020-03-05", "expired", True),
        ("30/2020/NĐ-CP", "2026-01-15", "in-force", True),
        ("30c/NQ-CP", "2020-12-31", "in-force", True),
        ("30c/NQ-CP", "2021-01-01", "period-over", True),
        ("76/NQ-CP@2021-07-15", "2021-07-14", "not-issued", True),
        ("181/2003/QĐ-TTg", "2006-01-01", "in-force", False),
        ("181/2003/QĐ-TTg", "2008-01-01", "replaced", False),
    ],
)
def test_status_on_a_day(law: Law, key: str, day: str, name: str, sure: bool) -> None:
    document = law.by_key(key)
    assert document is not None
    found = status(law, document, day)
    assert (found.name, found.sure) == (name, sure)


def test_replacements_lead_to_what_was_in_force(law: Law) -> None:
    first = law.document("136/2001/QĐ-TTg")
    assert first is not None
    assert [item.symbol for item, _ in followers(law, first, "2015-01-01")] == ["30c/NQ-CP"]
    assert [item.key for item in in_force_for(law, first, "2026-01-15")] == ["76/NQ-CP@2021-07-15"]
    assert in_force_for(law, first, "2005-01-01") == [first]
    for document in law.all_documents():
        assert len(followers(law, document, "2026-09-30")) < 10


def test_a_blank_end_of_a_mined_row_proves_nothing(law: Law) -> None:
    (row,) = law.mined("61/2019/NĐ-CP")
    assert mined_status(row, "2026-01-15").name == "unknown"
    assert mined_status(row, "2019-07-09").name == "not-issued"
    assert mined_status(row, "2019-08-01").name == "not-in-force"
    (ended,) = law.mined("05/TT-PC")
    assert [mined_status(ended, day).name for day in ("2009-12-31", "2010-01-01")] == ["in-force", "expired"]
    assert not mined_status(ended, "2010-01-01").sure


@pytest.mark.parametrize(
    ("body", "day", "there"),
    [
        ("so-tttt", "2014-01-01", "exists"),
        ("so-tttt", "2025-02-01", "varies"),
        ("so-tttt", "2025-04-15", "varies"),
        ("so-tttt", "2026-01-15", "ended"),
        ("so-nnmt", "2024-01-01", "not-yet"),
        ("bo-tttt", "2025-02-28", "exists"),
        ("bo-tttt", "2025-03-01", "ended"),
        ("so-noi-vu", "2026-01-15", "exists"),
    ],
)
def test_whether_a_body_was_there(law: Law, body: str, day: str, there: str) -> None:
    assert presence(law.bodies[body], day) == there


# What a person may ask -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("61/2018/NĐ-CP", ["61/2018/NĐ-CP"]),
        ("Nghị định số 61/2018/NĐ-CP", ["61/2018/NĐ-CP"]),
        ("NĐ 61/2018", ["61/2018/NĐ-CP"]),
        ("nd 61/2018", ["61/2018/NĐ-CP"]),
        ("TT 30/2020", ["30/2020/TT-BTC", "30/2020/TT-BGTVT", "30/2020/TT-BCT", "30/2020/TT-BYT"]),
        ("61/2018", ["61/2018/NĐ-CP", "61/2018/TT-BTC"]),
        ("“61/2018/nđ-cp”", ["61/2018/NĐ-CP"]),
        ("76/NQ-CP", ["76/NQ-CP", "76/NQ-CP"]),
        ("Nghị quyết 76/NQ-CP ngày 15/7/2021", ["76/NQ-CP"]),
        ("76/NQ-CP@2013-06-13", ["76/NQ-CP"]),
        ("Luật Tổ chức Chính phủ", ["32/2001/QH10", "76/2015/QH13", "63/2025/QH15"]),
        ("Sở Thông tin và Truyền thông", ["Sở Thông tin và Truyền thông"]),
        ("sở thông tin và truyền thông".upper(), ["Sở Thông tin và Truyền thông"]),
        ("so thong tin va truyen thong", ["Sở Thông tin và Truyền thông"]),
        ("STTTT", ["Sở Thông tin và Truyền thông"]),
        ("SKHCN", ["Sở Khoa học và Công nghệ"]),
        ("Bắc Giang", ["Bắc Giang"]),
        ("TP. Huế", ["Huế"]),
        ("thành phố Bắc Ninh", ["Bắc Ninh", "Bắc Ninh"]),  # the province of today and the city of old
        ("huyện Tân Yên", ["Tân Yên"]),
        ("phường Ba Đình", ["Ba Đình"]),
        ("UBND huyện Tân Yên", ["Ủy ban nhân dân huyện", "Tân Yên"]),
        ("Sở Tư pháp tỉnh Bắc Giang", ["Sở Tư pháp", "Bắc Giang"]),
        ("KH", ["Kế hoạch"]),
        ("GUQ", ["Giấy ủy quyền"]),
        ("UQ", ["Giấy ủy quyền"]),
        ("CCHC", ["CCHC"]),
        ("Đề án 06", ["ĐA 06"]),
        (
            "Chương trình tổng thể 2021-2030",
            ["Chương trình tổng thể cải cách hành chính nhà nước giai đoạn 2021 - 2030"],
        ),
        ("thể thức", ["01/2011/TT-BNV"]),
        ("76", []),
        ("", []),
        ("xyz", []),
        ("30/2020/NĐ-CP" * 100, []),
    ],
)  # fmt: skip
def test_what_a_question_means(law: Law, asked: str, found: list[str]) -> None:
    named = [
        getattr(item, "symbol", None) or getattr(item, "name", None) or getattr(item, "short", "")
        for item in lookup(law, asked, "2014-05-01")
    ]
    assert named == found


def test_what_may_have_been_meant(law: Law) -> None:
    assert near(law, "Sở Thông tin") == ["Sở Thông tin và Truyền thông"]
    assert near(law, "30c") == ["30c/NQ-CP"]
    assert "Sở Nội vụ" in near(law, "Sở Nội vu j")
    assert any("30/2020/NĐ-CP" in name for name in near(law, "công tác văn thư"))
    assert near(law, "") == []


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2026-01-15", "2026-01-15"),
        ("15/01/2026", "2026-01-15"),
        ("5/1/2026", "2026-01-05"),
        (" 15-01-2026 ", "2026-01-15"),
        ("31/02/2026", None),
        ("2026-13-01", None),
        ("20260115", None),
        ("hôm nay", None),
        ("", None),
    ],
)
def test_days_as_people_write_them(written: str, day: str | None) -> None:
    assert read_day(written) == day
