"""The items of a superior plan: their ids, kinds, text and lines, and what holds none."""

from __future__ import annotations

from itertools import pairwise

import pytest

from beside import FIRST_LINE, ROW, basis, ids, items, kinds, laid

CONTENT = "I. NỘI DUNG TUYÊN TRUYỀN\n"
TASKS = "I. TỔ CHỨC THỰC HIỆN\n"
ONE_TASK = TASKS + "1. Sở Nội vụ theo dõi việc thực hiện Kế hoạch.\n\n"

# Ids ------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (CONTENT + "1. Thủ tục\na) Công khai thủ tục.\nb) Cắt giảm giấy tờ.\n2. Chữ ký số.", ["I.1.a", "I.1.b", "I.2"]),
        (
            CONTENT + "1. Thủ tục\na) Công khai.\nb) Cắt giảm.\nc) Niêm yết.\nd) Trả kết quả.\nđ) Xin lỗi.\ne) Góp ý.",
            ["I.1.a", "I.1.b", "I.1.c", "I.1.d", "I.1.đ", "I.1.e"],
        ),
        (CONTENT + "1. Thủ tục\n- Công khai thủ tục.\n- Cắt giảm giấy tờ.", ["I.1.-1", "I.1.-2"]),
        (CONTENT + "- Công khai thủ tục.\n- Cắt giảm giấy tờ.", ["I.-1", "I.-2"]),
        (
            CONTENT + "1. Thủ tục\n- Công khai.\n- Nộp hồ sơ, gồm:\n+ Tạo tài khoản.\n+ Trả phí qua mạng.\n- Góp ý.",
            ["I.1.-1", "I.1.-2.-1", "I.1.-2.-2", "I.1.-3"],
        ),
        (CONTENT + "2. Thủ tục\n2.1. Công khai.\n2.2. Cắt giảm.\n2.3. Niêm yết.", ["I.2.1", "I.2.2", "I.2.3"]),
        (
            "1. NỘI DUNG\n1.1. Thủ tục\n1.1.1. Công khai thủ tục.\n1.1.2. Cắt giảm giấy tờ.\n1.2. Chữ ký số.",
            ["1.1.1", "1.1.2", "1.2"],
        ),
        (CONTENT + "1. Thủ tục\na) Công khai\n- Ở xã.\n- Trên mạng.\nb) Cắt giảm.", ["I.1.a.-1", "I.1.a.-2", "I.1.b"]),
        ("A. NỘI DUNG\nI. Thủ tục\n1. Công khai thủ tục.\n2. Cắt giảm giấy tờ.", ["A.I.1", "A.I.2"]),
        (CONTENT + "1) Công khai thủ tục.\n2) Cắt giảm giấy tờ.", ["I.1", "I.2"]),
    ],
    ids=["letters", "đ", "bullets", "bullets of a section", "plus under dash", "2.3 under 2", "1.1.1",
         "dash under letter", "A.I.1", "bracketed numbers"],
)  # fmt: skip
def test_an_item_is_named_by_the_path_of_its_markers(body: str, expected: list[str]) -> None:
    assert ids(body) == expected


@pytest.mark.parametrize("mark", ["-", "*", "•", "–", "+"])
def test_bullets_of_every_shape_count_from_one_under_their_section(mark: str) -> None:
    body = f"{CONTENT}1. Thủ tục\n{mark} Công khai thủ tục.\n{mark} Cắt giảm giấy tờ.\n2. Một cửa\n{mark} Trả kết quả."
    assert ids(body) == ["I.1.-1", "I.1.-2", "I.2.-1"]


def test_indentation_changes_nothing() -> None:
    flat = CONTENT + "1. Thủ tục\n- Nộp hồ sơ, gồm:\n+ Tạo tài khoản.\n+ Trả phí.\n- Góp ý."
    deep = CONTENT + "  1. Thủ tục\n\t- Nộp hồ sơ, gồm:\n\t\t+ Tạo tài khoản.\n\t\t+ Trả phí.\n\t- Góp ý."
    assert ids(deep) == ids(flat) == ["I.1.-1.-1", "I.1.-1.-2", "I.1.-2"]


# What is an item ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (CONTENT + "1. Thủ tục hành chính\n2. Chữ ký số.", ["I.1", "I.2"]),
        (CONTENT + "1. Các nội dung sau:\n2. Chữ ký số.", ["I.2"]),
        (CONTENT + "1. Trọng tâm là:\na) Công khai thủ tục.\nb) Chữ ký số.", ["I.1.a", "I.1.b"]),
        (TASKS + "1. Sở Y tế\nCơ quan này có nhiệm vụ:\na) Treo băng rôn.\nb) In tờ gấp.", ["I.1.a", "I.1.b"]),
        (TASKS + "1. Sở Y tế: treo băng rôn.\n2. Sở Công Thương: in tờ gấp.", ["I.1", "I.2"]),
        (TASKS + "1. Sở Y tế treo băng rôn; in tờ gấp; mở hội nghị.", ["I.1"]),
        (TASKS + "Các cơ quan làm tốt các việc sau:\n1. Treo băng rôn.\n2. In tờ gấp.", ["I.1", "I.2"]),
    ],
    ids=["short leaf", "lead-in without children", "lead-in", "text then letters", "head and sentence", "one line",
         "text above numbers"],
)  # fmt: skip
def test_leaves_are_items_and_what_only_leads_to_them_is_none(body: str, expected: list[str]) -> None:
    assert ids(body) == expected


def test_plain_text_under_a_heading_makes_one_item_with_it() -> None:
    body = CONTENT + "1. Chuyển đổi số\nGiới thiệu chữ ký số.\nGiới thiệu kho dữ liệu hồ sơ.\n2. Công khai thủ tục."
    (first, second), text = items(body), basis(body).context.plan.text.text
    assert (first.id, second.id) == ("I.1", "I.2")
    said = [text[start:end] for start, end in first.spans]
    assert said == ["Chuyển đổi số", "Giới thiệu chữ ký số.", "Giới thiệu kho dữ liệu hồ sơ."]


def test_a_line_without_marker_belongs_to_the_bullet_before_it() -> None:
    body = TASKS + "1. Sở Y tế\n- Treo băng rôn ở bệnh viện.\nMỗi bệnh viện 01 chiếc.\n- In tờ gấp."
    (first, second), text = items(body), basis(body).context.plan.text.text
    assert [text[start:end] for start, end in first.spans] == ["Treo băng rôn ở bệnh viện.", "Mỗi bệnh viện 01 chiếc."]
    assert (first.id, second.id) == ("I.1.-1", "I.1.-2")


@pytest.mark.parametrize(
    "section",
    [
        "I. MỤC ĐÍCH\n1. Nâng cao nhận thức của cán bộ.\n2. Tạo sự đồng thuận của người dân.",
        "I. YÊU CẦU\n- Nội dung ngắn gọn.\n- Hình thức phù hợp.",
        "I. MỤC ĐÍCH, YÊU CẦU\n1. Mục đích\na) Nâng cao nhận thức.\n2. Yêu cầu\na) Nội dung ngắn gọn.",
        "I. ĐỐI TƯỢNG TUYÊN TRUYỀN\n1. Cán bộ, công chức.\n2. Người dân, doanh nghiệp.",
        "I. KINH PHÍ\n1. Ngân sách tỉnh bảo đảm.\n2. Huy động nguồn hợp pháp khác.",
        "I. CĂN CỨ\n- Nghị quyết số 76/NQ-CP của Chính phủ.",
        "I. KHÓ KHĂN, VƯỚNG MẮC\n- Thiếu cán bộ chuyên trách.",
    ],
    ids=["purpose", "requirements", "both", "audience", "money", "basis", "difficulties"],
)
def test_sections_that_ask_for_nothing_hold_no_items(section: str) -> None:
    assert ids(section) == []
    after = section + "\n" + CONTENT.replace("I.", "II.", 1) + "1. Công khai thủ tục hành chính."
    assert ids(after) == ["II.1"]


def test_closing_signature_recipients_and_opening_hold_no_items() -> None:
    tail = (
        "Trong quá trình thực hiện, nếu có khó khăn, vướng mắc, các cơ quan phản ánh về Sở Nội vụ./.\n\n"
        "Nơi nhận:\n- Các sở, ban, ngành;\n- Lưu: VT.\n\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n\nNguyễn Văn Hòa\n"
    )
    assert ids(TASKS + "1. Sở Y tế treo băng rôn.\n" + tail) == ["I.1"]


def test_money_among_the_tasks_is_no_item_but_the_duty_to_provide_it_is() -> None:
    body = TASKS + "1. Kinh phí: ngân sách tỉnh bảo đảm.\n2. Sở Tài chính tham mưu UBND tỉnh bố trí kinh phí thực hiện."
    assert ids(body) == ["I.2"]


@pytest.mark.parametrize("text", ["", "\n\n", "Chào các đồng chí.\nHôm nay trời đẹp.\n", "\t\t\n|||\n"])
def test_a_text_that_is_no_plan_has_no_items(text: str) -> None:
    assert ids(text) == []


# Rows -----------------------------------------------------------------------------------------------------------------


def test_rows_are_named_by_their_number_and_group_rows_are_none() -> None:
    body = ONE_TASK + (
        f"PHỤ LỤC\nDANH MỤC NHIỆM VỤ\n{ROW}"
        "I\tNhiệm vụ chung\n1\tIn tờ rơi\t500 tờ\tSở Nội vụ\t\tQuý II\n2\tMở lớp\t01 lớp\tSở Nội vụ\t\tQuý III\n"
        "II\tNhiệm vụ của huyện\n3\tPhát loa\t12 buổi\tUBND các huyện\t\tQuý I\n"
    )
    assert ids(body) == ["I.1", "PL.1", "PL.2", "PL.3"]
    assert {item.kind for item in items(body)} == {"task"}


@pytest.mark.parametrize(
    ("numbers", "expected"),
    [
        (("1", "2"), ["PL.1", "PL.2"]), (("1.", "2."), ["PL.1", "PL.2"]), (("1)", "2)"), ["PL.1", "PL.2"]),
        (("1.1", "1.2"), ["PL.1.1", "PL.1.2"]), (("7", "9"), ["PL.7", "PL.9"]), (("", ""), ["PL.1", "PL.2"]),
    ],
)  # fmt: skip
def test_a_row_bears_the_number_that_stands_in_it(numbers: tuple[str, str], expected: list[str]) -> None:
    rows = "".join(f"{number}\tIn tờ rơi đợt này\t500 tờ\tSở Nội vụ\t\tQuý II\n" for number in numbers)
    assert ids(f"{ONE_TASK}PHỤ LỤC\nDANH MỤC NHIỆM VỤ\n{ROW}{rows}")[1:] == expected


def test_rows_without_a_column_of_numbers_are_counted() -> None:
    rows = "Nhiệm vụ\tChủ trì\tThời hạn\nIn tờ rơi\tSở Nội vụ\tQuý II\nMở lớp tập huấn\tSở Y tế\tQuý III\n"
    assert ids(f"{ONE_TASK}PHỤ LỤC\nDANH MỤC NHIỆM VỤ\n{rows}")[1:] == ["PL.1", "PL.2"]


def test_a_row_keeps_who_leads_what_comes_out_and_when() -> None:
    row = "4\tXây dựng video hướng dẫn\tÍt nhất 02 video\tCác sở, ban, ngành\tSở Nội vụ\tQuý II/2023\n"
    item = items(f"{ONE_TASK}PHỤ LỤC\nDANH MỤC NHIỆM VỤ\n{ROW}{row}")[1]
    assert item.id == "PL.4"
    assert item.lead and item.lead.text == "Các sở, ban, ngành"
    assert item.product and item.product.text == "Ít nhất 02 video"
    assert item.time and item.time.text == "Quý II/2023"


def test_numbered_lines_of_an_annex_stand_under_pl() -> None:
    body = (
        ONE_TASK
        + "PHỤ LỤC\nCÁC NHIỆM VỤ\n1. Sở Tư pháp\na) In tờ rơi.\nb) Mở lớp tập huấn.\n2. Sở Y tế\n- Treo băng rôn.\n"
    )
    assert ids(body)[1:] == ["PL.1.a", "PL.1.b", "PL.2.-1"]


def test_rows_of_a_table_in_the_body_stand_under_their_section() -> None:
    table = "1\tIn tờ rơi\t500 tờ\tSở Nội vụ\t\tQuý II\n2\tMở lớp\t01 lớp\tSở Y tế\t\tQuý III\n"
    assert ids(f"{TASKS}1. Phân công nhiệm vụ\n{ROW}{table}") == ["I.1.1", "I.1.2"]


# Kinds ----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("heading", "line", "kind"),
    [
        ("NỘI DUNG TUYÊN TRUYỀN", "Công khai thủ tục hành chính.", "content"),
        ("NỘI DUNG TRUYỀN THÔNG", "Công khai thủ tục hành chính.", "content"),
        ("HÌNH THỨC TUYÊN TRUYỀN", "Đăng tin trên Báo Hà Nam.", "channel"),
        ("PHƯƠNG THỨC TUYÊN TRUYỀN", "Phát trên loa truyền thanh.", "channel"),
        ("TỔ CHỨC THỰC HIỆN", "Sở Y tế treo băng rôn.", "task"),
        ("PHÂN CÔNG NHIỆM VỤ", "Sở Y tế treo băng rôn.", "task"),
        ("TỔ CHỨC THỰC HIỆN", "Báo cáo kết quả về UBND tỉnh trước ngày 30/11/2023.", "report"),
        ("TỔ CHỨC THỰC HIỆN", "Các sở gửi báo cáo năm về Sở Nội vụ trước ngày 15/11/2023.", "report"),
        ("TỔ CHỨC THỰC HIỆN", "Định kỳ hằng quý, các sở báo cáo Sở Nội vụ kết quả thực hiện.", "report"),
        ("TỔ CHỨC THỰC HIỆN", "Theo dõi, đôn đốc, báo cáo kết quả thực hiện Kế hoạch.", "task"),
        ("TỔ CHỨC THỰC HIỆN", "Sở Tư pháp cử báo cáo viên pháp luật về cơ sở.", "task"),
        ("TỔ CHỨC THỰC HIỆN", "Sở Nội vụ tổ chức họp báo về cải cách hành chính.", "task"),
        ("TỔ CHỨC THỰC HIỆN", "Gửi tin, bài về Sở Nội vụ trước ngày 20 hằng tháng.", "task"),
    ],
)  # fmt: skip
def test_a_heading_and_the_main_act_tell_the_kind(heading: str, line: str, kind: str) -> None:
    assert kinds(f"I. {heading}\n1. {line}") == {"I.1": kind}


def test_under_a_heading_of_both_content_and_channels_each_part_has_its_kind() -> None:
    body = (
        "I. NỘI DUNG VÀ HÌNH THỨC TUYÊN TRUYỀN\n1. Nội dung\na) Công khai thủ tục hành chính.\n"
        "2. Hình thức\na) Đăng tin trên Báo Hà Nam.\n"
    )
    assert kinds(body) == {"I.1.a": "content", "I.2.a": "channel"}


def test_a_row_that_reports_is_a_report() -> None:
    rows = "1\tBáo cáo kết quả về Sở Nội vụ\tBáo cáo\tCác sở\t\t30/11/2023\n2\tIn tờ rơi\t500 tờ\tCác sở\t\tQuý II\n"
    assert kinds(f"{ONE_TASK}PHỤ LỤC\nDANH MỤC NHIỆM VỤ\n{ROW}{rows}") == {
        "I.1": "task",
        "PL.1": "report",
        "PL.2": "task",
    }


# Places ---------------------------------------------------------------------------------------------------------------

LONG = (
    CONTENT + "1. Thủ tục\na) Công khai thủ tục.\nb) Nộp hồ sơ, gồm:\n- Tạo tài khoản.\n- Trả phí.\n"
    "II. HÌNH THỨC\n1. Đăng trên Báo Hà Nam.\n"
)  # fmt: skip


def test_items_come_in_reading_order_with_the_line_and_the_text_of_the_file() -> None:
    found = laid("I. NỘI DUNG\n1. Công khai thủ tục.", LONG).items
    assert [(item.id, item.location.line - FIRST_LINE, item.text) for item in found] == [
        ("I.1.a", 2, "Công khai thủ tục."), ("I.1.b.-1", 4, "Tạo tài khoản."), ("I.1.b.-2", 5, "Trả phí."),
        ("II.1", 7, "Đăng trên Báo Hà Nam."),
    ]  # fmt: skip


def test_items_never_overlap() -> None:
    spans = [span for item in items(LONG) for span in item.spans]
    assert all(left[1] <= right[0] for left, right in pairwise(spans))


def test_what_stands_above_an_item_is_given_from_the_nearest_on() -> None:
    body = CONTENT + "1. Thủ tục\n- Nộp hồ sơ, gồm:\n+ Tạo tài khoản."
    (item,), text = items(body), basis(body).context.plan.text.text
    assert [text[start:end] for start, end in item.above] == ["Nộp hồ sơ, gồm:", "Thủ tục", "NỘI DUNG TUYÊN TRUYỀN"]
