"""Covered, partial or uncovered: content and tasks judged as a careful reader would."""

from __future__ import annotations

import pytest
from plancheck.alignment.judge import by_count
from plancheck.matrix import COVERED, NOT_ADDRESSED, PARTIAL, UNCOVERED

from beside import ROW, laid, one, statuses

CONTENT, TASKS = "I. NỘI DUNG TUYÊN TRUYỀN\n1. ", "I. TỔ CHỨC THỰC HIỆN\n1. "
OTHERS = "\n2. Gương người tốt, việc tốt của đơn vị.\n"


def told(asked: str, *given: str) -> str:
    """Return the status of a content item in a draft that tells of these matters."""
    body = "I. NỘI DUNG TUYÊN TRUYỀN\n" + "\n".join(f"{number}. {line}" for number, line in enumerate(given, 1))
    return one(body, CONTENT + asked).status


def done(asked: str, *given: str) -> str:
    """Return the status of a task in a draft that gives these to its office."""
    return one(
        "I. TỔ CHỨC THỰC HIỆN\n1. Văn phòng Sở\n" + "\n".join(f"- {line}" for line in given), TASKS + asked
    ).status


# How many of how many -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("taken", "status"),
    [
        ([True], COVERED), ([False], UNCOVERED), ([True, True], COVERED), ([True, False], PARTIAL),
        ([True, True, False], PARTIAL), ([False, False, False], UNCOVERED), ([True, True, True, False], COVERED),
        ([True, True, False, False], PARTIAL), ([False] * 3 + [True], PARTIAL), ([True] * 6 + [False], COVERED),
    ],
)  # fmt: skip
def test_all_or_all_but_one_of_four_is_covered(taken: list[bool], status: str) -> None:
    assert by_count(taken) == status


# Covered --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("asked", "given"),
    [
        (
            "Công khai thủ tục hành chính tại nơi tiếp nhận hồ sơ.",
            "Công khai thủ tục hành chính tại nơi tiếp nhận hồ sơ.",
        ),
        ("Công khai thủ tục hành chính tại nơi tiếp nhận hồ sơ.", "Công khai TTHC tại nơi tiếp nhận hồ sơ."),
        ("Công khai thủ tục hành chính tại nơi tiếp nhận hồ sơ.", "Niêm yết công khai TTHC lĩnh vực tư pháp."),
        ("Cải cách hành chính gắn với chuyển đổi số.", "Gắn CCHC với chuyển đổi số trong lĩnh vực tư pháp."),
        ("Kết quả Chỉ số cải cách hành chính (PAR INDEX).", "Kết quả PAR INDEX của tỉnh và của Sở."),
        ("Nộp hồ sơ trực tuyến.", "Gửi hồ sơ qua mạng, không phải đến cơ quan."),
        ("Lợi ích của việc nộp hồ sơ trực tuyến.", "Lợi ích khi người dân nộp hồ sơ qua mạng."),
        ("Quyền phản ánh, kiến nghị của người dân.", "Việc tiếp nhận phản ánh, kiến nghị của người dân."),
        ("Cơ chế một cửa, một cửa liên thông.", "Hoạt động của cơ chế một cửa liên thông."),
        ("Ứng dụng chữ ký số; hồ sơ điện tử.", "Ứng dụng chữ ký số; hồ sơ điện tử."),
    ],
)
def test_the_same_matter_in_other_words_is_covered(asked: str, given: str) -> None:
    assert told(asked, given) == COVERED
    assert told(asked, "Gương người tốt, việc tốt của đơn vị.", given) == COVERED


def test_one_item_may_be_spread_over_lines_and_several_merged_in_one() -> None:
    asked = "Rà soát văn bản quy phạm pháp luật; vị trí việc làm; chữ ký số."
    lines = "Rà soát văn bản quy phạm pháp luật.", "Xây dựng vị trí việc làm.", "Sử dụng chữ ký số."
    assert told(asked, *lines) == COVERED
    assert told(asked, "Rà soát văn bản quy phạm pháp luật; xây dựng vị trí việc làm; sử dụng chữ ký số.") == COVERED
    assert told(asked, *lines[:2]) == PARTIAL
    assert told(asked, lines[2]) == PARTIAL


def test_of_four_parts_one_may_lack() -> None:
    asked = "Rà soát văn bản quy phạm pháp luật; vị trí việc làm; chữ ký số; tinh giản biên chế."
    lines = ["Rà soát văn bản quy phạm pháp luật.", "Xây dựng vị trí việc làm.", "Sử dụng chữ ký số."]
    assert told(asked, *lines) == COVERED
    assert told(asked, *lines[:2]) == PARTIAL


@pytest.mark.parametrize(
    ("asked", "given"),
    [
        ("Tổ chức hội nghị đối thoại với doanh nghiệp.", "Tổ chức hội nghị đối thoại với doanh nghiệp trong quý II."),
        ("Xây dựng video hướng dẫn nộp hồ sơ trực tuyến.", "Làm video ngắn hướng dẫn nộp hồ sơ trực tuyến."),
        ("Phân công công chức làm đầu mối tuyên truyền.", "Cử 01 công chức Văn phòng làm đầu mối tuyên truyền."),
        ("Khảo sát ý kiến người dân về tuyên truyền.", "Khảo sát ý kiến người dân về hiệu quả tuyên truyền CCHC."),
    ],
)
def test_a_task_that_is_given_to_somebody_is_covered(asked: str, given: str) -> None:
    assert done(asked, given) == COVERED


# Partial --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("asked", "given"),
    [
        ("Kết quả PAR INDEX, SIPAS, PAPI của tỉnh.", "Kết quả PAR INDEX của Sở."),
        (
            "Nghị quyết số 76/NQ-CP ngày 15/7/2021 của Chính phủ; Nghị quyết số 57-NQ/TW ngày 22/12/2024.",
            "Nghị quyết số 76/NQ-CP ngày 15/7/2021 của Chính phủ.",
        ),
        ("Đào tạo công chức cấp xã; xử lý trụ sở dôi dư.", "Đào tạo công chức cấp xã."),
        ("Chữ ký số cá nhân; thanh toán trực tuyến; kho dữ liệu.", "Thanh toán trực tuyến khi nộp hồ sơ."),
    ],
)
def test_a_part_of_what_is_asked_is_partial(asked: str, given: str) -> None:
    assert told(asked, given) == PARTIAL


def test_only_the_theme_is_partial() -> None:
    asked = "Cải cách tài chính công: cơ chế tự chủ; xử lý trụ sở dôi dư; giải ngân vốn đầu tư."
    found = one("I. NỘI DUNG TUYÊN TRUYỀN\n1. Các nội dung CCHC: cải cách thể chế; cải cách tài chính công.",
                CONTENT + asked)  # fmt: skip
    assert (found.status, found.problem) == (PARTIAL, "theme")
    assert found.missing == (), "that only the theme is named says it all"


def test_what_lacks_is_named_in_the_words_of_the_superior_plan() -> None:
    found = one(CONTENT + "Sử dụng Chữ ký số.", CONTENT + "Chữ ký số; tinh giản Biên chế; xử lý Trụ sở dôi dư.")
    assert found.status == PARTIAL
    assert found.missing == ("tinh giản Biên chế", "xử lý Trụ sở dôi dư")


# Uncovered ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("asked", "given"),
    [
        ("Sắp xếp đơn vị sự nghiệp công lập.", "Công khai thủ tục hành chính."),
        ("Chữ ký số cá nhân.", "Gương người tốt, việc tốt."),
        ("Trách nhiệm của người đứng đầu trong cải cách hành chính.",
         "Trách nhiệm của người đứng đầu chủ rừng trong phòng cháy, chữa cháy rừng."),
        ("Chính sách giảm phí khi nộp hồ sơ trực tuyến.", "Chính sách giảm thuế sử dụng đất nông nghiệp."),
        ("Mức độ hài lòng của người dân về thủ tục hành chính.", "Mức độ hài lòng của người bệnh về bữa ăn."),
        ("Rà soát thủ tục hành chính.", "Rà soát hộ nghèo."),
        ("Dịch vụ công trực tuyến.", "Dịch vụ du lịch trực tuyến."),
        ("Tiếp nhận hồ sơ không phụ thuộc địa giới hành chính.", "Tiếp nhận hồ sơ dự thi học sinh giỏi."),
        ("Thanh toán trực tuyến phí, lệ phí.", "Thanh toán tiền điện, tiền nước."),
    ],
)  # fmt: skip
def test_another_subject_in_the_same_words_covers_nothing(asked: str, given: str) -> None:
    assert told(asked, given) == UNCOVERED


@pytest.mark.parametrize(
    ("asked", "given"),
    [
        ("Tổ chức cuộc thi tìm hiểu cải cách hành chính.", "Tổ chức cuộc thi tìm hiểu an toàn giao thông."),
        ("Tổ chức hội nghị đối thoại với doanh nghiệp về thủ tục.", "Tổ chức hội nghị tổng kết công tác Đảng."),
        (
            "Lấy kết quả tuyên truyền CCHC làm căn cứ xếp loại thi đua.",
            "Lấy kết quả trồng rừng làm căn cứ xếp loại thi đua.",
        ),
        ("Khảo sát ý kiến người dân về tuyên truyền CCHC.", "Khảo sát luồng cá ở hồ chứa."),
    ],
)
def test_a_task_of_another_field_covers_nothing(asked: str, given: str) -> None:
    assert done(asked, given) == UNCOVERED


def test_an_empty_draft_covers_nothing_but_the_duty_to_issue_it() -> None:
    superior = (
        "I. NỘI DUNG\n1. Công khai thủ tục hành chính.\nII. HÌNH THỨC\n1. Treo băng rôn.\nIII. TỔ CHỨC THỰC HIỆN\n"
        "1. Các sở, ban, ngành\na) Ban hành kế hoạch tuyên truyền CCHC năm 2023.\nb) In tờ gấp về CCHC.\n"
        "c) Báo cáo kết quả về Sở Nội vụ trước ngày 30/11/2023.\n2. Sở Y tế mở lớp tập huấn.\n"
    )
    found = laid("", superior)
    assert statuses(found) == {
        "I.1": UNCOVERED, "II.1": UNCOVERED, "III.1.a": COVERED, "III.1.b": UNCOVERED, "III.1.c": UNCOVERED,
        "III.2": NOT_ADDRESSED,
    }  # fmt: skip
    assert found.coverage == pytest.approx(1 / 5)


# The unit's own plan, and money ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("asked", "is_own"),
    [
        ("Xây dựng kế hoạch tuyên truyền cải cách hành chính năm 2023 của đơn vị.", True),
        ("Ban hành Kế hoạch tuyên truyền CCHC năm 2023, gửi Sở Nội vụ trước ngày 15/02/2023.", True),
        ("Các sở, ban, ngành xây dựng và ban hành kế hoạch tuyên truyền cải cách hành chính.", True),
        ("Xây dựng kế hoạch kiểm tra cải cách hành chính.", False),
        ("Treo băng rôn theo kế hoạch tuyên truyền cải cách hành chính.", False),
    ],
)
def test_the_duty_to_issue_a_plan_is_covered_by_the_draft_itself(asked: str, is_own: bool) -> None:
    found = one("I. NỘI DUNG\n1. Gương người tốt, việc tốt.", TASKS + asked)
    assert (found.status == COVERED) is is_own
    if is_own:
        assert [match.section for match in found.matches] == [None]
        assert found.matches[0].quote.startswith("Thực hiện Kế hoạch số 12/KH-UBND")


def test_money_is_covered_by_the_section_on_money_and_by_nothing_else_there() -> None:
    asked = TASKS + "Bố trí kinh phí tuyên truyền cải cách hành chính trong dự toán được giao."
    money = "I. NỘI DUNG\n1. Gương người tốt.\nII. KINH PHÍ\nTừ dự toán chi thường xuyên năm 2023 của Sở.\n"
    assert one(money, asked).status == COVERED
    assert one("I. NỘI DUNG\n1. Gương người tốt.\n", asked).status == UNCOVERED
    contest = TASKS + "Tổ chức cuộc thi trực tuyến tìm hiểu cải cách hành chính."
    told_there = "I. NỘI DUNG\n1. Gương tốt.\nII. KINH PHÍ\nTổ chức cuộc thi trực tuyến tìm hiểu CCHC: 10 triệu đồng.\n"
    assert one(told_there, contest).status == UNCOVERED


# Rows -----------------------------------------------------------------------------------------------------------------

TABLE = "I. TỔ CHỨC THỰC HIỆN\n1. Sở Nội vụ theo dõi.\n\nPHỤ LỤC\nDANH MỤC NHIỆM VỤ\n" + ROW


@pytest.mark.parametrize(
    ("given", "status", "problem"),
    [
        ("Làm 02 video hướng dẫn nộp hồ sơ trực tuyến.", COVERED, None),
        ("Làm 01 video hướng dẫn nộp hồ sơ trực tuyến.", PARTIAL, "number"),
        ("Làm video hướng dẫn nộp hồ sơ trực tuyến.", PARTIAL, "number"),
        ("In tờ gấp về xe buýt.", UNCOVERED, None),
    ],
)
def test_the_number_of_a_row_stands_in_its_product(given: str, status: str, problem: str | None) -> None:
    row = "1\tXây dựng video hướng dẫn nộp hồ sơ trực tuyến\tÍt nhất 02 video\tCác sở, ban, ngành\t\tQuý II\n"
    found = laid(f"I. TỔ CHỨC THỰC HIỆN\n1. Văn phòng Sở\n- {given}\n", TABLE + row).items[1]
    assert (found.id, found.status, found.problem) == ("PL.1", status, problem)


def test_a_row_of_the_draft_covers_a_row_of_the_superior_plan() -> None:
    rows = "1\tXây dựng video hướng dẫn nộp hồ sơ trực tuyến\tÍt nhất 02 video\tCác sở\t\tQuý II\n"
    mine = "1\tVideo hướng dẫn nộp hồ sơ trực tuyến\t03 video\tVăn phòng Sở\tPhòng Tổng hợp\tTháng 5/2023\n"
    found = laid(TABLE + mine, TABLE + rows).items[1]
    assert found.status == COVERED
    assert found.matches[0].due == "2023-05-31" and found.due == "2023-06-30"


# Evidence -------------------------------------------------------------------------------------------------------------


def test_matches_quote_the_draft_the_best_first_and_never_more_than_five() -> None:
    fields = ("hộ tịch", "lý lịch", "công chứng", "luật sư", "đấu giá", "giám định", "hòa giải")
    lines = [f"Công khai thủ tục hành chính lĩnh vực {name}." for name in fields]
    body = "I. NỘI DUNG\n" + "\n".join(f"{number}. {line}" for number, line in enumerate(lines, 1))
    found = one(
        body, CONTENT + "Công khai thủ tục hành chính; niêm yết thủ tục hành chính; đăng tải thủ tục hành chính."
    )
    assert found.status == COVERED and 1 <= len(found.matches) <= 5
    scores = [match.score for match in found.matches]
    assert scores == sorted(scores, reverse=True) and all(0 <= score <= 1 for score in scores)
    assert all(match.quote in lines for match in found.matches)


def test_of_a_long_line_the_sentence_that_takes_it_up_is_quoted() -> None:
    body = "I. NỘI DUNG\n1. Gương người tốt, việc tốt. Sử dụng chữ ký số cá nhân. Vui xuân đón Tết an toàn.\n"
    found = one(body, CONTENT + "Chữ ký số cá nhân.")
    assert [match.quote.strip() for match in found.matches] == ["Sử dụng chữ ký số cá nhân."]


def test_scores_lie_between_zero_and_one_and_the_thresholds_are_told() -> None:
    superior = "I. NỘI DUNG\n" + "\n".join(f"{n}. Chuyện thứ {n} về chữ ký số; một cửa." for n in range(1, 6))
    found = laid("I. NỘI DUNG\n1. Chữ ký số.\n2. Một cửa.", superior)
    assert all(0 <= item.score <= 1 for item in found.items)
    assert set(found.thresholds) == {"covered", "partial", "part"}
    assert 0 < found.thresholds["partial"] <= found.thresholds["covered"] < 1


def test_coverage_counts_a_partial_item_half() -> None:
    superior = (
        "I. NỘI DUNG\n1. Chữ ký số cá nhân.\n2. Một cửa liên thông; tinh giản biên chế.\n3. Xử lý trụ sở dôi dư.\n"
    )
    found = laid("I. NỘI DUNG\n1. Chữ ký số cá nhân.\n2. Một cửa liên thông.\n", superior)
    assert list(statuses(found).values()) == [COVERED, PARTIAL, UNCOVERED]
    assert found.coverage == pytest.approx(0.5)
    assert [found.count(status) for status in (COVERED, PARTIAL, UNCOVERED, NOT_ADDRESSED)] == [1, 1, 1, 0]
