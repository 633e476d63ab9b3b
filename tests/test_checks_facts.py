"""What is read out of the elements: bases, audiences, channels, bodies, sources, reports, deadlines."""

from __future__ import annotations

from typing import Any

import pytest
from plancheck.checks import Settings
from plancheck.engine import lint_text
from plancheck.finding import Element
from plancheck.rulebook import load

RULEBOOK = load()
TITLE = "KẾ HOẠCH\nTuyên truyền cải cách hành chính năm 2026\n"


def element(key: str, body: str, head: str = "", **settings: Any) -> Element:
    return lint_text(head + TITLE + body, RULEBOOK, Settings(**settings)).elements[key]


def test_the_superior_plan_is_named_with_its_number_date_and_issuer() -> None:
    found = element(
        "provincial_basis",
        "Căn cứ Luật Tổ chức chính quyền địa phương số 72/2025/QH15;\n"
        "Thực hiện Kế hoạch số 14/KH-UBND ngày 16/01/2026 của UBND tỉnh Hà Tĩnh về tuyên truyền, "
        "Sở Tư pháp xây dựng Kế hoạch như sau:\nI. NỘI DUNG\nMột.\n",
    )
    assert found.status == "present"
    assert found.facts == {"symbol": "14/KH-UBND", "date": "2026-01-16", "issuer": "UBND tỉnh Hà Tĩnh"}
    assert (found.evidence[0].location.line, found.evidence[0].section) == (4, None)


@pytest.mark.parametrize(
    ("reports", "facts"),
    [
        (
            "Các phòng báo cáo kết quả về Văn phòng Sở trước ngày 15/11/2026.",
            {"by": "Các phòng", "to": "Văn phòng Sở", "via": None, "when": "15/11/2026"},
        ),
        (
            "Văn phòng Sở tổng hợp, báo cáo UBND tỉnh (qua Sở Nội vụ) trước ngày 10/12.",
            {"by": "Văn phòng Sở", "to": "UBND tỉnh", "via": "Sở Nội vụ", "when": "10/12"},
        ),
        (
            "Hằng quý, UBND các xã gửi báo cáo về Sở Nội vụ.",
            {"by": "UBND các xã", "to": "Sở Nội vụ", "via": None, "when": "Hằng quý"},
        ),
    ],
)
def test_a_reporting_line_says_who_to_whom_through_whom_and_when(reports: str, facts: dict[str, Any]) -> None:
    found = element("reporting", f"I. NỘI DUNG\nMột.\nII. CHẾ ĐỘ BÁO CÁO\n{reports}\n")
    when = found.facts.pop("when").removeprefix("ngày ")
    assert (found.status, {**found.facts, "when": when}) == ("present", facts)


def test_audiences_are_listed() -> None:
    found = element("audience", "I. ĐỐI TƯỢNG\nCán bộ, công chức; người dân; doanh nghiệp.\nII. NỘI DUNG\nMột.\n")
    assert found.facts == {"groups": ["Cán bộ, công chức", "người dân", "doanh nghiệp"]}


def test_channels_are_sorted_into_online_and_traditional() -> None:
    found = element(
        "channels",
        "I. NỘI DUNG\nMột.\nII. HÌNH THỨC\n1. Báo Hà Nam, Cổng thông tin điện tử tỉnh.\n2. Pano, loa truyền thanh.\n",
    )
    assert found.facts == {"kinds": ["press", "portal", "loudspeaker", "visual"], "online": True, "traditional": True}


def test_bodies_are_named_with_their_part() -> None:
    found = element(
        "responsibility",
        "I. NỘI DUNG\nMột.\nII. TỔ CHỨC THỰC HIỆN\n"
        "1. Văn phòng Sở chủ trì, phối hợp với Phòng Tổ chức cán bộ thực hiện.\n2. Thanh tra Sở theo dõi, đôn đốc.\n",
    )
    assert found.facts["bodies"] == [
        {"name": "Văn phòng Sở", "role": "lead"},
        {"name": "Phòng Tổ chức cán bộ", "role": "support"},
        {"name": "Thanh tra Sở", "role": "lead"},
    ]


def test_the_source_of_funds_is_quoted() -> None:
    found = element("budget", "I. NỘI DUNG\nMột.\nII. KINH PHÍ\nSử dụng ngân sách nhà nước cấp năm 2026.\n")
    assert found.status == "present"
    assert found.facts["source"].startswith("ngân sách nhà nước")


def test_content_items_are_counted_at_their_leaves() -> None:
    found = element("content", "I. NỘI DUNG\n1. Một\na) Hai.\nb) Ba.\n2. Bốn.\nII. HÌNH THỨC\nNăm.\n")
    assert found.facts == {"items": 3}


@pytest.mark.parametrize(
    ("body", "source"),
    [
        ("I. NỘI DUNG\nMột.\nII. THỜI GIAN THỰC HIỆN\nTừ tháng 02 đến tháng 11 năm 2026.\n", "section"),
        (
            "I. NỘI DUNG\n1. Phát hành tờ gấp trước ngày 30/6/2026.\n2. Tổ chức hội nghị xong trong tháng 9/2026.\n",
            "tasks",
        ),
        (
            "I. NỘI DUNG\nSTT\tNhiệm vụ\tSản phẩm\tChủ trì\tThời gian\n"
            "1\tMột\tTin\tVăn phòng\tQuý I\n2\tHai\tBài\tVăn phòng\tQuý II\n",
            "annex",
        ),
    ],
)
def test_a_schedule_says_where_it_stands(body: str, source: str) -> None:
    found = element("schedule", body)
    assert (found.status, found.facts["from"]) == ("present", source)


@pytest.mark.parametrize(
    ("head", "symbol", "status"),
    [
        ("UBND TỈNH HÀ NAM\nSỞ Y TẾ\nSố: 5/KH-SYT\n", "12/KH-UBND", "present"),
        ("UBND TỈNH HÀ NAM\nSố: 5/KH-UBND\n", "12/KH-UBND", "missing"),
        ("UBND TỈNH HÀ NAM\nSố: 5/KH-UBND\n", "049/QĐ-BNV", "present"),
        ("SỞ Y TẾ\nCHI CỤC DÂN SỐ\nSố: 5/KH-CCDS\n", "15/KH-SYT", "present"),
        ("SỞ Y TẾ\nSố: 5/KH-SYT\n", "15/KH-SYT", "missing"),
        ("SỞ Y TẾ\nSố: 5/KH-SYT\n", "57-NQ/TW", "present"),
    ],
)
def test_only_a_level_above_counts_as_basis(head: str, symbol: str, status: str) -> None:
    kind = {"KH": "Kế hoạch", "QĐ": "Quyết định", "NQ": "Nghị quyết"}[
        next(code for code in ("KH", "QĐ", "NQ") if code in symbol)
    ]
    body = f"Căn cứ {kind} số {symbol} ngày 10/01/2026, đơn vị xây dựng Kế hoạch như sau:\nI. NỘI DUNG\nMột.\n"
    assert element("provincial_basis", body, head).status == status


def test_every_present_element_quotes_its_evidence_with_a_place() -> None:
    text = (
        TITLE
        + "I. NỘI DUNG\n1. Một.\nII. TỔ CHỨC THỰC HIỆN\n1. Văn phòng Sở chủ trì; kinh phí từ ngân sách nhà nước.\n"
    )
    report = lint_text(text, RULEBOOK)
    lines = text.splitlines()
    for key, found in report.elements.items():
        assert bool(found.evidence) == (found.status in ("present", "weak")), key
        for item in found.evidence:
            assert lines[item.location.line - 1][item.location.column - 1 :].startswith(item.quote.rstrip("…")), key
