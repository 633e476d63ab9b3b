"""Lines as plans write them, and what is made of them: who acts, what is counted, what is denied, what is an item."""

from __future__ import annotations

import pytest
from plancheck.alignment.parts import parts_of
from plancheck.alignment.quantities import counted_things, quantities

from beside import ROW, RULEBOOK, basis, ids, kinds, laid, one, read_draft, wanted

T, C, N = "I. TỔ CHỨC THỰC HIỆN\n1. ", "I. HÌNH THỨC TUYÊN TRUYỀN\n1. ", "I. NỘI DUNG TUYÊN TRUYỀN\n1. "
CLOSING = "\nTrong quá trình thực hiện, nếu có vướng mắc, các phòng phản ánh về Văn phòng Sở./.\n"
ANNUAL = T + "Các sở, ban, ngành báo cáo kết quả về Sở Nội vụ trước ngày 30/11/2023."
MEET = "tổ chức hội nghị đối thoại với doanh nghiệp"
COUNTED = counted_things(RULEBOOK.words)


@pytest.mark.parametrize(
    "after", [CLOSING, "\nThời gian: quý II.\n", "\n- Đợt 1 trong quý II.\n- Đợt 2 trong quý IV.\n"]
)
def test_a_numbered_sentence_with_something_below_it_is_a_passage(after: str) -> None:
    assert one(T + f"Các phòng theo dõi.\n2. Văn phòng Sở {MEET}." + after, T + MEET).status == "covered"


def test_a_report_before_the_closing_counts() -> None:
    found = one(T + "Các phòng theo dõi.\n2. Văn phòng Sở báo cáo Sở Nội vụ trước ngày 25/11/2023." + CLOSING, ANNUAL)
    assert found.status == "covered"


@pytest.mark.parametrize(
    "line",
    [
        "Treo băng rôn về chữ ký số.",
        "In tờ gấp về chuyển đổi số.",
        "Mở hội nghị về văn hóa công sở.",
        "Đặt hòm thư góp ý về thái độ phục vụ của công chức.",
        "Treo băng rôn theo chủ đề từng quý.",
        "Gửi tin về Cổng thông tin điện tử tỉnh.",
        "Tuyên truyền trên báo về lợi ích của việc nộp phí qua mạng.",
        "Tập huấn về kỹ năng viết tin, bài.",
        "In tờ gấp về quyền góp ý của người dân.",
    ],
)
def test_the_same_channel_line_covers_itself(line: str) -> None:
    assert one(C + line, C + line).status == "covered"


@pytest.mark.parametrize(
    "line",
    [
        "Tổ công nghệ số cộng đồng ở thôn.",
        "Trung tâm Phục vụ hành chính công các cấp: hoạt động, kết quả.",
        "Bộ phận Tiếp nhận và Trả kết quả các cấp.",
    ],
)
def test_a_body_told_of_among_the_contents_is_no_addressee(line: str) -> None:
    assert one(N + line, N + line).status == "covered"


def test_rows_of_two_annexes_have_ids_of_their_own() -> None:
    row = "TT\tNhiệm vụ\tChủ trì\tThời hạn\n1\tIn tờ rơi\tSở Nội vụ\tQuý II\n"
    found = ids(T + "Sở Nội vụ theo dõi.\n\nPHỤ LỤC I\nCẤP TỈNH\n" + row + "\nPHỤ LỤC II\nCẤP HUYỆN\n" + row)
    assert len(found) == 3 and len(set(found)) == 3


def test_rows_numbered_anew_in_each_group_have_ids_of_their_own() -> None:
    found = ids(
        T
        + "Sở Nội vụ theo dõi.\n\nPHỤ LỤC\nNHIỆM VỤ\n"
        + ROW
        + "I\tChung\n1\tIn tờ rơi\t5 tờ\tSở Y tế\t\tQuý I\nII\tRiêng\n1\tPhát loa\t5 lần\tSở Y tế\t\tQuý I\n"
    )
    assert len(found) == 3 and len(set(found)) == 3


def test_rows_with_a_dash_have_ids_of_their_own() -> None:
    found = ids(
        T
        + "Sở Nội vụ theo dõi.\n\nPHỤ LỤC\nNHIỆM VỤ\n"
        + ROW
        + "-\tIn tờ rơi\t5 tờ\tSở Y tế\t\tQuý I\n-\tPhát loa\t5 lần\tSở Y tế\t\tQuý I\n"
    )
    assert len(set(found)) == 3


def test_dash_bullets_under_star_bullets() -> None:
    body = "I. TỔ CHỨC THỰC HIỆN\n1. Các sở\n* Sở Y tế\n- Treo băng rôn.\n* Sở Công Thương\n- In tờ gấp.\n"
    assert [[b.name for b in w.to.bodies] for w in basis(body).wanted] == [["Sở Y tế"], ["Sở Công Thương"]]


def test_a_heading_over_a_table_is_no_item() -> None:
    table = "1\tIn tờ rơi\t500 tờ\tSở Nội vụ\t\tQuý II\n"
    assert ids(f"{T}Các việc chính\n{ROW}{table}") == ["I.1.1"]


@pytest.mark.parametrize(
    "line",
    [
        "Báo cáo kết quả về Sở Nội vụ theo quy định.",
        "Gửi báo cáo về Sở Nội vụ khi có yêu cầu.",
        "Các sở, ban, ngành báo cáo kết quả về Sở Nội vụ.",
        "Sở Nội vụ tổng hợp, báo cáo UBND tỉnh.",
    ],
)
def test_a_report_without_day_is_a_report(line: str) -> None:
    assert kinds(T + line) == {"I.1": "report"}


@pytest.mark.parametrize(
    "line",
    [
        "Tổ chức 02 hội nghị trong tháng 5/2023, báo cáo Sở Nội vụ.",
        "Theo dõi, đôn đốc, báo cáo UBND tỉnh trước ngày 30/11/2023.",
        "Chủ trì cuộc thi; báo cáo Sở Nội vụ kết quả cuộc thi trước ngày 15/8/2023.",
    ],
)
def test_a_task_that_ends_in_a_report_is_a_task(line: str) -> None:
    assert kinds(T + line) == {"I.1": "task"}


def is_addressed(line: str, unit: str) -> bool:
    return laid("I. NỘI DUNG\n1. Công khai.", T + line, unit).items[0].status != "not-addressed-to-unit"


BL, KB, J, H = "UBND huyện Bình Lục", "UBND huyện Kim Bảng", "Sở Tư pháp", "Sở Nội vụ"


@pytest.mark.parametrize(
    ("line", "unit", "want"),
    [
        ("UBND các huyện Lý Nhân, Thanh Liêm in tờ gấp.", "UBND huyện Thanh Liêm", True),
        ("UBND huyện Bình Lục, Kim Bảng in tờ gấp.", KB, True),
        ("Các sở, ban, ngành (trừ Sở Tư pháp) in tờ gấp.", J, False),
        ("Giám đốc Sở Tư pháp chịu trách nhiệm in tờ gấp.", J, True),
        ("Mỗi sở, ngành in 500 tờ gấp.", BL, False),
        ("Từng huyện in 500 tờ gấp.", J, False),
        ("Các đơn vị sự nghiệp thuộc UBND tỉnh in tờ gấp.", J, False),
        ("Đài PT&TH Hà Nam mở chuyên mục.", "Đài Phát thanh và Truyền hình tỉnh Hà Nam", True),
        ("Sở VH,TT&DL in tờ gấp.", "Sở Văn hóa, Thể thao và Du lịch", True),
        ("Ngoài ra, Sở Tư pháp in tờ gấp.", H, False),
        ("Căn cứ Kế hoạch này, UBND các huyện in tờ gấp.", J, False),
        ("Trên cơ sở kế hoạch của tỉnh, UBND các huyện in tờ gấp.", J, False),
        ("UBND tỉnh giao Sở Tư pháp in tờ gấp.", J, True),
        ("UBND tỉnh yêu cầu các sở, ban, ngành in tờ gấp.", J, True),
        ("Các địa phương in tờ gấp.", J, False),
    ],
)
def test_whom_a_line_addresses(line: str, unit: str, want: bool) -> None:
    assert is_addressed(line, unit) is want


@pytest.mark.parametrize(
    ("line", "want"),
    [
        ("Theo dõi thi hành pháp luật.", []),
        ("Cử cán bộ theo dõi thi hành pháp luật.", []),
        ("Viết tin, cũng như làm video.", []),
        ("Trung tâm Phục vụ hành chính công cấp xã.", []),
    ],
)
def test_what_is_no_aside(line: str, want: list[str]) -> None:
    f = line.lower()
    assert [f[a:b] for _, asides in parts_of(f, [(0, len(f))]).parts for a, b in asides] == want


def test_a_dot_of_an_abbreviation_parts_nothing() -> None:
    assert len(wanted("Treo băng rôn tại TP. Phủ Lý.").parts) == 1


def numbers(line: str) -> list[tuple[float, float | None]]:
    f = line.lower()
    return [(x.number, x.a_year) for x in quantities(f, 0, len(f), COUNTED)]


@pytest.mark.parametrize(
    ("line", "want"),
    [
        ("Trong năm tổ chức hội nghị.", []),
        ("Hằng năm công khai thủ tục.", []),
        ("Mỗi năm cuộc thi một lần.", [(1, 1)]),
        ("Một số tin, bài hay.", []),
        ("In 1000 tờ gấp.", [(1000, None)]),
        ("Mở 02 (hai) lớp.", [(2, None)]),
        ("Mỗi quý 02 tin.", [(2, 4)]),
        ("Mỗi tháng 02 tin.", [(2, 12)]),
        ("Mỗi năm 02 lớp.", [(2, 1)]),
        ("02 tin/6 tháng", [(2, 2)]),
        ("02 tin/tháng và 01 phóng sự/quý.", [(2, 12), (1, 4)]),
    ],
)
def test_numbers_of_things(line: str, want: list[tuple[float, float | None]]) -> None:
    assert numbers(line) == want


def test_another_thing_is_no_answer() -> None:
    found = one(
        T + "Văn phòng Sở\n- Xây dựng video về CCHC cho 50 người xem.", T + "Xây dựng ít nhất 03 video về CCHC."
    )
    assert found.status == "partial"


def test_the_number_may_stand_in_the_second_best_passage() -> None:
    a = "\n\nPHỤ LỤC\nDANH MỤC NHIỆM VỤ\n" + ROW
    task = "1\tXây dựng video hướng dẫn nộp hồ sơ trực tuyến\tÍt nhất 02 video\t{}\t\tQuý II\n"
    d = "I. HÌNH THỨC\n1. Xây dựng video hướng dẫn nộp hồ sơ trực tuyến.\nII. TỔ CHỨC THỰC HIỆN\n1. Văn phòng theo dõi."
    assert (
        laid(d + a + task.format("Văn phòng Sở"), T + "Sở Nội vụ theo dõi." + a + task.format("Các sở, ban, ngành"))
        .items[1]
        .status
        == "covered"
    )


@pytest.mark.parametrize(
    ("line", "want"),
    [
        ("Văn phòng Sở báo cáo Sở Nội vụ trước ngày 10/01/2024.", "partial"),
        ("Văn phòng Sở báo cáo Sở Nội vụ theo Kế hoạch số 12/KH-UBND ngày 10/01/2023 của UBND tỉnh.", "partial"),
        ("Văn phòng Sở không báo cáo Sở Nội vụ trước ngày 25/11/2023.", "uncovered"),
    ],
)
def test_a_report_late_vague_or_denied(line: str, want: str) -> None:
    assert one(T + line, ANNUAL).status == want


def test_two_ways_to_say_a_day_of_the_quarter() -> None:
    found = one(
        T + "Văn phòng hằng quý gửi báo cáo về Sở Nội vụ trước ngày 18 tháng cuối quý.",
        T + "Các sở gửi báo cáo về Sở Nội vụ trước ngày 20 của tháng cuối quý.",
    )
    assert found.status == "covered"


def test_one_of_two_receivers_is_not_nobody() -> None:
    found = one(
        T + "Văn phòng báo cáo Bộ Nội vụ trước ngày 15/12/2023.",
        T + "Các sở báo cáo UBND tỉnh, Bộ Nội vụ trước ngày 15/12/2023.",
    )
    assert found.status != "uncovered"


def test_a_number_of_months_is_no_part_of_a_name() -> None:
    assert one("", T + "Các sở báo cáo Sở Nội vụ 6 tháng trước ngày 10/6/2023, năm trước ngày 25/11/2023.").to == (
        "Sở Nội vụ",
    )


def test_quarters_one_to_four_end_with_the_year() -> None:
    row = "1\tIn tờ rơi\t500 tờ\tCác sở, ban, ngành\t\tQuý I - IV/2023\n"
    assert laid("", T + "Sở Nội vụ theo dõi.\n\nPHỤ LỤC\nNHIỆM VỤ\n" + ROW + row).items[1].due == "2023-12-31"


def test_of_a_span_of_days_the_last_counts() -> None:
    f = one(
        T + "Văn phòng Sở mở 01 lớp tập huấn về chữ ký số từ ngày 01/3/2023 đến ngày 15/7/2023.",
        T + "Các sở, ban, ngành mở 01 lớp tập huấn về chữ ký số trước ngày 30/6/2023.",
    )
    assert [m.due for m in f.matches] == ["2023-07-15"]


@pytest.mark.parametrize("word", ["Chưa treo", "Không tiếp tục treo", "Không còn treo", "Ngừng treo"])
def test_what_is_not_hung_is_no_medium(word: str) -> None:
    assert "visual" not in read_draft(C + f"{word} băng rôn.").media


@pytest.mark.parametrize("word", ["Không phát", "Không viết", "Không quay"])
def test_what_is_not_made_is_no_medium(word: str) -> None:
    assert not read_draft(C + f"{word} video.").media


def test_brackets_deny_only_themselves() -> None:
    assert "visual" in read_draft(C + "Treo băng rôn (không in phông bạt mới).").media


@pytest.mark.parametrize(
    "line",
    [
        "Hướng dẫn các cơ quan xây dựng kế hoạch tuyên truyền cải cách hành chính.",
        "Chỉ đạo UBND cấp xã xây dựng kế hoạch tuyên truyền cải cách hành chính.",
        "Kiểm tra việc ban hành kế hoạch tuyên truyền CCHC của các phòng.",
        "Đôn đốc ban hành kế hoạch tuyên truyền CCHC ở cấp xã.",
    ],
)
def test_to_guide_others_in_planning_is_not_the_own_plan(line: str) -> None:
    assert one(N + "Gương người tốt, việc tốt.", T + line).status != "covered"


def test_beside_the_own_plan_other_parts_are_looked_for() -> None:
    found = one(
        N + "Gương người tốt, việc tốt.",
        T + "Xây dựng kế hoạch tuyên truyền CCHC; tổ chức cuộc thi tìm hiểu CCHC; mở lớp tập huấn chữ ký số.",
    )
    assert found.status == "partial"
