"""The passages of a draft: which of its lines may take something up, and which clauses deny it."""

from __future__ import annotations

from itertools import pairwise

import pytest
from plancheck.alignment.passages import affirmed, passages_of

from beside import DRAFT, ROW, context, draft, one, read_draft


def said(body: str) -> list[str]:
    """Return what the passages of a draft say, clauses that deny something left out."""
    found = draft(body)
    text = found.plan.text.text
    return [" ".join(text[start:end].strip() for start, end in passage.spans) for passage in passages_of(found)]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("I. NỘI DUNG\n1. Công khai thủ tục.", ["Công khai thủ tục."]),
        ("I. NỘI DUNG\n- Công khai thủ tục.\n+ Cắt giảm giấy tờ.", ["Công khai thủ tục.", "Cắt giảm giấy tờ."]),
        ("I. HÌNH THỨC\n1. Treo băng rôn.", ["Treo băng rôn."]),
        ("I. TỔ CHỨC THỰC HIỆN\n1. Văn phòng Sở in tờ gấp.", ["Văn phòng Sở in tờ gấp."]),
        ("I. NHIỆM VỤ\n1. Văn phòng\na) In tờ gấp.", ["In tờ gấp."]),
        ("I. KINH PHÍ\nNgân sách tỉnh bảo đảm.", ["Ngân sách tỉnh bảo đảm."]),
        ("I. NỘI DUNG\nCông khai thủ tục.\nCắt giảm giấy tờ.", ["Công khai thủ tục.", "Cắt giảm giấy tờ."]),
        ("I. MỤC ĐÍCH\n1. Công khai thủ tục.", []),
        ("I. YÊU CẦU\n- Công khai thủ tục.", []),
        ("I. MỤC ĐÍCH, YÊU CẦU\n1. Mục đích: công khai thủ tục.\n2. Yêu cầu\na) Cắt giảm giấy tờ.", []),
        ("I. ĐỐI TƯỢNG\n1. Người làm thủ tục.", []),
        ("I. CĂN CỨ\n- Kế hoạch công khai thủ tục.", []),
        ("I. KHÓ KHĂN, VƯỚNG MẮC\n- Thủ tục chưa công khai.", []),
        ("I. NỘI DUNG\n1. Công khai thủ tục\na) Ở trụ sở.", ["Ở trụ sở."]),
        ("I. NỘI DUNG", []), ("", []),
    ],
)  # fmt: skip
def test_only_operative_lines_are_passages(body: str, expected: list[str]) -> None:
    assert said(body) == expected


def test_a_label_is_cut_off_and_what_follows_it_stays() -> None:
    assert said("I. TỔ CHỨC THỰC HIỆN\n1. Kinh phí: ngân sách tỉnh bảo đảm.") == ["ngân sách tỉnh bảo đảm."]


def test_opening_recipients_and_signature_are_no_passages() -> None:
    text = DRAFT.format(head="SỞ TƯ PHÁP", year=2023, body="I. NỘI DUNG\n1. Công khai thủ tục.\n") + (
        "\nNơi nhận:\n- UBND tỉnh (báo cáo);\n- Lưu: VT.\n\nGIÁM ĐỐC\n\nLê Thu Hà\n"
    )
    found = context(text)
    assert [found.plan.text.text[item.start : item.end] for item in passages_of(found)] == ["Công khai thủ tục."]


def test_rows_of_an_annex_are_passages_without_number_helper_and_money() -> None:
    table = "TT\tNhiệm vụ\tSản phẩm\tChủ trì\tPhối hợp\tThời hạn\tKinh phí\n"
    row = "1\tIn tờ gấp\t500 tờ\tVăn phòng Sở\tPhòng Tổng hợp\tQuý II\t5 triệu đồng\n"
    found = draft("I. NỘI DUNG\n1. Công khai thủ tục.\n\nPHỤ LỤC\nDANH MỤC NHIỆM VỤ\n" + table + row)
    passage = passages_of(found)[-1]
    assert passage.is_row and passage.section is None and passage.roles == {"annex"}
    assert [found.plan.text.text[a:b] for a, b in passage.spans] == ["In tờ gấp", "500 tờ", "Văn phòng Sở", "Quý II"]


def test_rows_and_lines_come_in_reading_order() -> None:
    body = (
        f"I. TỔ CHỨC THỰC HIỆN\n1. Các việc\n{ROW}1\tIn tờ gấp\t500 tờ\tVăn phòng\t\tQuý II\n2. Văn phòng theo dõi.\n"
    )
    starts = [passage.start for passage in passages_of(draft(body))]
    assert len(starts) >= 2 and all(left < right for left, right in pairwise(starts))


def test_a_passage_knows_its_section_and_its_roles() -> None:
    found = draft("I. TỔ CHỨC THỰC HIỆN\n1. Văn phòng Sở\na) In tờ gấp.\n")
    (passage,) = passages_of(found)
    assert passage.section == "I.1.a" and "responsibility" in passage.roles


# What is denied -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "left"),
    [
        ("Không tổ chức cuộc thi.", []),
        ("Sở không in tờ gấp, không treo băng rôn.", []),
        ("Chưa triển khai chữ ký số.", []),
        ("Tạm dừng chuyên mục.", []),
        ("Việc in tờ gấp không thực hiện trong năm nay.", []),
        ("Treo băng rôn; không in tờ gấp.", ["Treo băng rôn;"]),
        ("Không in tờ gấp. Treo băng rôn.", ["Treo băng rôn."]),
        ("Treo băng rôn.", ["Treo băng rôn."]),
        ("Thanh toán không sử dụng tiền mặt.", ["Thanh toán không sử dụng tiền mặt."]),
        ("Văn phòng không giấy tờ.", ["Văn phòng không giấy tờ."]),
        ("Nhắc nhở đơn vị không thực hiện đúng quy định.", ["Nhắc nhở đơn vị không thực hiện đúng quy định."]),
        ("In 1.000 tờ gấp theo Quyết định số 5.1.", ["In 1.000 tờ gấp theo Quyết định số 5.1."]),
    ],
)
def test_a_clause_that_denies_something_is_left_out(line: str, left: list[str]) -> None:
    found = context(line)
    text = found.plan.text.text
    assert [text[start:end].strip() for start, end in affirmed(found, 0, len(text.rstrip()))] == left


@pytest.mark.parametrize(
    ("given", "status"),
    [
        ("Tổ chức cuộc thi về dịch vụ công trực tuyến.", "covered"),
        ("Không tổ chức cuộc thi về dịch vụ công trực tuyến.", "uncovered"),
        ("Tạm dừng tổ chức cuộc thi về dịch vụ công trực tuyến.", "uncovered"),
        ("Tổ chức cuộc thi về dịch vụ công trực tuyến; không tổ chức lễ trao giải.", "covered"),
    ],
)
def test_what_is_denied_covers_nothing(given: str, status: str) -> None:
    asked = "I. TỔ CHỨC THỰC HIỆN\n1. Tổ chức cuộc thi về dịch vụ công trực tuyến."
    assert one(f"I. TỔ CHỨC THỰC HIỆN\n1. Văn phòng Sở\n- {given}", asked).status == status


@pytest.mark.parametrize(
    "elsewhere",
    [
        "I. MỤC ĐÍCH\n1. {}\nII. NỘI DUNG\n1. Gương người tốt.",
        "I. YÊU CẦU\n1. {}\nII. NỘI DUNG\n1. Gương người tốt.",
        "I. ĐỐI TƯỢNG\n1. {}\nII. NỘI DUNG\n1. Gương người tốt.",
        "I. KHÓ KHĂN, VƯỚNG MẮC\n1. {}\nII. NỘI DUNG\n1. Gương người tốt.",
    ],
)
def test_what_stands_in_purpose_requirements_audience_or_difficulties_covers_nothing(elsewhere: str) -> None:
    line = "Hướng dẫn người dân nộp hồ sơ trực tuyến qua ứng dụng VNeID."
    assert one(elsewhere.format(line), f"I. NỘI DUNG\n1. {line}").status == "uncovered"
    assert one(f"I. NỘI DUNG\n1. {line}", f"I. NỘI DUNG\n1. {line}").status == "covered"


def test_a_bare_heading_covers_nothing() -> None:
    line = "Quy trình liên thông cấp giấy phép xây dựng"
    body = f"I. NỘI DUNG\n1. {line}\na) Gương người tốt.\nb) Ngày hội gia đình."
    assert one(body, f"I. NỘI DUNG\n1. {line}.").status != "covered"


def test_lists_of_a_draft_are_as_long_as_its_passages() -> None:
    found = read_draft("I. NỘI DUNG\n1. Công khai thủ tục.\nII. HÌNH THỨC\n1. Treo băng rôn.\n2. Không in tờ gấp.\n")
    assert len(found.passages) == 2
    assert {len(found.tokens), len(found.lines.passages), len(found.reform), len(found.subjects)} == {2}
    assert found.media == {"visual": [1]}


def test_results_of_the_reform_are_a_content_not_a_review_of_what_was_done() -> None:
    line = "Rà soát, hệ thống hóa văn bản quy phạm pháp luật của ngành"
    review = f"I. KẾT QUẢ THỰC HIỆN NĂM TRƯỚC\n1. {line}.\nII. NỘI DUNG\n1. Gương người tốt.\n"
    content = f"II. NỘI DUNG TUYÊN TRUYỀN\n1. Gương người tốt.\n2. Kết quả thực hiện CCHC của Sở\na) {line}.\n"
    assert [passage.section for passage in read_draft(review).passages] == ["II.1"]
    assert "II.2.a" in [passage.section for passage in read_draft(content).passages]
