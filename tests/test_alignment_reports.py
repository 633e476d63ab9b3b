"""Reports: to whom, by which days, and what keeps one from being in time; days by which tasks are due."""

from __future__ import annotations

import pytest
from plancheck.alignment.days import dated, last_due
from plancheck.alignment.reports import Due, Shortfall, dues, receivers, shortfall
from plancheck.checks import Context

from beside import ROW, draft, laid, one, read_draft

HEAD = "I. TỔ CHỨC THỰC HIỆN\n1. "


def year(month: int, day: int) -> Due:
    return Due("year", 2023, month, day)


def quarter(day: int) -> Due:
    return Due("quarter", 0, 0, day)


def monthly(day: int) -> Due:
    return Due("month", 0, 0, day)


def line_of(line: str) -> tuple[Context, tuple[int, int]]:
    context = draft(HEAD + line)
    start = context.folded.rindex("\n1. ") + 4
    return context, (start, len(context.folded))


# To whom --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Báo cáo kết quả về Sở Nội vụ trước ngày 30/11/2023.", ["Sở Nội vụ"]),
        ("Báo cáo UBND tỉnh kết quả thực hiện trước ngày 30/11/2023.", ["UBND tỉnh"]),
        ("Báo cáo UBND tỉnh (qua Sở Nội vụ) trước ngày 30/11/2023.", ["UBND tỉnh", "Sở Nội vụ"]),
        ("Báo cáo Bộ Nội vụ và UBND tỉnh trước ngày 30/11/2023.", ["Bộ Nội vụ", "UBND tỉnh"]),
        ("Gửi Sở Nội vụ báo cáo năm để tổng hợp.", ["Sở Nội vụ"]),
        ("Gửi báo cáo cho Sở Nội vụ.", ["Sở Nội vụ"]),
        ("Sở Tư pháp tổng hợp, báo cáo với Chủ tịch UBND tỉnh.", ["Chủ tịch UBND tỉnh"]),
        ("Sở Nội vụ nhận báo cáo của các phòng.", []),
        ("Báo cáo theo hướng dẫn của Sở Nội vụ.", []),
        ("Báo cáo kết quả theo quy định.", []),
    ],
)
def test_who_gets_a_report_is_told_from_who_is_named_beside(line: str, names: list[str]) -> None:
    context, span = line_of(line)
    text = context.plan.text.text
    assert [text[one.start : one.end] for one in receivers(context, span)] == names


def test_a_draft_sends_what_its_lines_of_duty_send_and_not_what_speaks_of_other_fields() -> None:
    found = read_draft(
        HEAD + "Văn phòng Sở báo cáo Sở Nội vụ kết quả cải cách hành chính trước ngày 20/11/2023.\n"
        "2. Phòng Tổng hợp báo cáo Sở Tài chính kết quả phòng, chống tham nhũng trước ngày 20/11/2023.\n"
        "3. Các phòng in tờ gấp.\n"
    )
    assert [([one.key for one in sent.receivers], [due for due, _ in sent.dues]) for sent in found.sent] == [
        (["sở nội vụ"], [year(11, 20)])
    ]


# By which days --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "days"),
    [
        ("Báo cáo trước ngày 30/11/2023.", [year(11, 30)]),
        ("Báo cáo trước ngày 30 tháng 11 năm 2023.", [year(11, 30)]),
        ("Báo cáo trước ngày 30/11.", [year(11, 30)]),
        ("Báo cáo năm trước ngày 25/11, sáu tháng trước ngày 10/6.", [year(6, 10), year(11, 25)]),
        ("Báo cáo (trước 15/6), năm (trước 15/12).", [year(6, 15), year(12, 15)]),
        ("Hằng quý báo cáo trước ngày 15 tháng cuối quý.", [quarter(15)]),
        ("Hằng tháng báo cáo trước ngày 25.", [monthly(25)]),
        ("Báo cáo trước ngày 25 hằng tháng.", [monthly(25)]),
        ("Báo cáo quý trước ngày 15, báo cáo năm trước ngày 05/12.", [quarter(15), year(12, 5)]),
        ("Báo cáo trong tháng 11/2023.", []), ("Báo cáo theo quy định.", []), ("Báo cáo ngày càng tốt.", []),
    ],
)  # fmt: skip
def test_days_of_the_year_the_quarter_and_the_month_are_read(line: str, days: list[Due]) -> None:
    context, span = line_of(line)
    assert [due for due, _ in dues(context, span)] == days


@pytest.mark.parametrize(
    ("asked", "given", "short"),
    [
        ([], [], None), ([], [year(11, 1)], None),
        ([year(11, 30)], [], Shortfall("day-missing", year(11, 30))),
        ([year(11, 30)], [year(11, 30)], None), ([year(11, 30)], [year(6, 1)], None),
        ([year(11, 30)], [year(12, 1)], Shortfall("day-late", year(11, 30), year(12, 1))),
        ([year(11, 30)], [year(11, 20), year(12, 15)], None),
        ([year(6, 10), year(11, 25)], [year(6, 10), year(11, 25)], None),
        ([year(6, 10), year(11, 25)], [year(11, 20)], Shortfall("one-missing", year(6, 10))),
        ([year(6, 10), year(11, 25)], [year(6, 1)], Shortfall("one-missing", year(11, 25))),
        ([year(6, 10), year(11, 25)], [year(6, 20), year(11, 20)], Shortfall("day-late", year(6, 10), year(6, 20))),
        ([year(6, 10), year(11, 25)], [year(6, 5), year(12, 5)], Shortfall("day-late", year(11, 25), year(12, 5))),
        ([quarter(20)], [quarter(15)], None),
        ([quarter(20)], [quarter(25)],
         Shortfall("day-late", quarter(20), quarter(25))),
        ([quarter(20)], [year(12, 15)], Shortfall("day-missing", quarter(20))),
        ([quarter(20), year(12, 5)], [quarter(20)], Shortfall("one-missing", year(12, 5))),
        ([quarter(20), year(12, 5)], [year(12, 1), quarter(18)], None),
        ([monthly(25)], [monthly(26)], Shortfall("day-late", monthly(25), monthly(26))),
    ],
)  # fmt: skip
def test_each_report_asked_for_must_be_kept_by_the_day_nearest_to_it(
    asked: list[Due], given: list[Due], short: Shortfall | None
) -> None:
    assert shortfall(asked, given) == short


# Together -------------------------------------------------------------------------------------------------------------

ANNUAL = "Các sở, ban, ngành báo cáo kết quả về Sở Nội vụ trước ngày 30/11/2023."
TWICE = "Các sở, ban, ngành báo cáo UBND tỉnh (qua Sở Nội vụ) 6 tháng trước ngày 10/6/2023, năm trước ngày 25/11/2023."
QUARTERLY = "Các sở, ban, ngành gửi báo cáo về Sở Nội vụ trước ngày 20 của tháng cuối quý."


@pytest.mark.parametrize(
    ("asked", "given", "status", "problem"),
    [
        (ANNUAL, "Văn phòng Sở báo cáo Sở Nội vụ trước ngày 30/11/2023.", "covered", None),
        (ANNUAL, "Văn phòng Sở báo cáo Sở Nội vụ trước ngày 25/11/2023.", "covered", None),
        (ANNUAL, "Văn phòng Sở báo cáo UBND tỉnh (qua Sở Nội vụ) trước ngày 25/11/2023.", "covered", None),
        (ANNUAL, "Văn phòng Sở báo cáo Sở Nội vụ trước ngày 05/12/2023.", "partial", "day-late"),
        (ANNUAL, "Văn phòng Sở báo cáo Sở Nội vụ theo quy định.", "partial", "day-missing"),
        (ANNUAL, "Văn phòng Sở báo cáo UBND tỉnh trước ngày 25/11/2023.", "uncovered", "recipient"),
        (ANNUAL, "Các phòng báo cáo Giám đốc Sở trước ngày 25/11/2023.", "uncovered", "absent"),
        (ANNUAL, "Các phòng báo cáo kết quả trước ngày 25/11/2023.", "uncovered", "absent"),
        (ANNUAL, "Văn phòng Sở gửi Sở Nội vụ 05 tin, bài trước ngày 25/11/2023.", "uncovered", "absent"),
        (ANNUAL, "Văn phòng Sở in tờ gấp.", "uncovered", "absent"),
        (TWICE, "Văn phòng Sở báo cáo UBND tỉnh trước ngày 10/6/2023 và ngày 25/11/2023.", "covered", None),
        (TWICE, "Văn phòng Sở báo cáo Sở Nội vụ trước ngày 08/6/2023 và ngày 20/11/2023.", "covered", None),
        (TWICE, "Văn phòng Sở báo cáo UBND tỉnh trước ngày 20/11/2023.", "partial", "one-missing"),
        (TWICE, "Văn phòng Sở báo cáo UBND tỉnh trước ngày 20/6/2023 và ngày 20/11/2023.", "partial", "day-late"),
        (QUARTERLY, "Văn phòng Sở gửi báo cáo về Sở Nội vụ trước ngày 18 của tháng cuối quý.", "covered", None),
        (QUARTERLY, "Văn phòng Sở gửi báo cáo về Sở Nội vụ trước ngày 25 của tháng cuối quý.", "partial", "day-late"),
        (QUARTERLY, "Văn phòng Sở gửi báo cáo về Sở Nội vụ trước ngày 20/12/2023.", "partial", "day-missing"),
    ],
)  # fmt: skip
def test_a_report_is_judged_by_its_receiver_and_its_days(
    asked: str, given: str, status: str, problem: str | None
) -> None:
    found = one(HEAD + given, HEAD + asked)
    assert found.kind == "report"
    assert (found.status, found.problem) == (status, problem)


def test_reports_in_two_lines_are_added_up() -> None:
    lines = (
        "Văn phòng Sở báo cáo Sở Nội vụ kết quả 6 tháng trước ngày 08/6/2023.\n"
        "2. Phòng Hành chính gửi Sở Nội vụ báo cáo năm trước ngày 20/11/2023."
    )
    found = one(HEAD + lines, HEAD + TWICE)
    assert found.status == "covered" and len(found.matches) == 2


def test_only_duties_report_and_not_purpose_recipients_or_a_subject_to_tell_of() -> None:
    elsewhere = (
        "I. MỤC ĐÍCH\n1. Làm căn cứ báo cáo Sở Nội vụ trước ngày 25/11/2023.\nII. TỔ CHỨC THỰC HIỆN\n"
        "1. Các phòng in tờ gấp.\n\nNơi nhận:\n- Sở Nội vụ (b/c);\n- Lưu: VT.\n"
    )
    assert one(elsewhere, HEAD + ANNUAL).status == "uncovered"


def test_a_report_in_a_row_is_due_at_the_time_of_its_row() -> None:
    superior = (
        "I. TỔ CHỨC THỰC HIỆN\n1. Sở Nội vụ theo dõi.\n\nPHỤ LỤC\nDANH MỤC NHIỆM VỤ\n" + ROW
        + "1\tBáo cáo kết quả về Sở Nội vụ\tBáo cáo\tCác sở, ban, ngành\t\tTrước ngày 30/11/2023\n"
    )  # fmt: skip
    early, late = (
        laid(HEAD + f"Văn phòng Sở báo cáo Sở Nội vụ trước ngày {day}/2023.", superior).items[1]
        for day in ("25/11", "10/12")
    )
    assert (early.kind, early.status, early.due) == ("report", "covered", "2023-11-30")
    assert (late.status, late.problem) == ("partial", "day-late")


def test_the_matrix_says_whom_a_report_goes_to_when_it_is_due_and_which_day_is_late() -> None:
    found = one(HEAD + "Văn phòng Sở báo cáo UBND tỉnh ngày 08/6/2023 và trước ngày 20/12/2023.", HEAD + TWICE)
    assert found.to == ("UBND tỉnh (qua Sở Nội vụ)",)
    assert (found.problem, found.due) == ("day-late", "2023-11-25")
    assert [match.due for match in found.matches] == ["2023-12-20"]


# Days by which tasks are due ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "days"),
    [
        ("Hoàn thành trước ngày 30/6/2023.", ["2023-06-30"]),
        ("Hoàn thành trước 30/6.", ["2023-06-30"]),
        ("Hoàn thành trong tháng 6/2023.", ["2023-06-30"]),
        ("Hoàn thành trong tháng 02 năm 2024.", ["2024-02-29"]),
        ("Hoàn thành trong quý II/2023.", ["2023-06-30"]),
        ("Hoàn thành trong quý II.", ["2023-06-30"]),
        ("Từ ngày 01/3/2023 đến ngày 15/4/2023.", ["2023-04-15"]),
        ("Theo Quyết định số 25/QĐ-UBND ngày 01/02/2023, hoàn thành trước 30/6.", ["2023-06-30"]),
        ("Hoàn thành trước ngày 31/02/2023.", ["2023-02-28"]),
        ("Thường xuyên trong năm 2023.", []), ("Hằng quý.", []), ("Trước ngày 15 tháng 13 năm 2023.", []),
    ],
)  # fmt: skip
def test_a_month_and_a_quarter_end_with_their_last_day(line: str, days: list[str]) -> None:
    context, span = line_of(line)
    assert [day for day, _ in dated(context, *span)] == days
    text = context.plan.text.text
    assert all("20" in text[a:b] or "/" in text[a:b] or "quý" in text[a:b] for _, (a, b) in dated(context, *span))


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("Hoàn thành trước ngày 30/6/2023.", "2023-06-30"), ("Chậm nhất ngày 30/6/2023.", "2023-06-30"),
        ("Từ ngày 01/3/2023 đến ngày 15/4/2023.", "2023-04-15"), ("Xong trong quý II/2023.", "2023-06-30"),
        ("Tổ chức lễ phát động ngày 10/5/2023.", None),
    ],
)  # fmt: skip
def test_only_a_last_day_makes_something_due(line: str, day: str | None) -> None:
    context, span = line_of(line)
    assert last_due(context, *span) == day


@pytest.mark.parametrize(
    ("line", "days"),
    [
        ("Quý II, III.", ["2023-06-30", "2023-09-30"]),
        ("Quý I - IV/2023.", ["2023-03-31", "2023-12-31"]),
        ("Quý II, quý III/2024.", ["2024-06-30", "2024-09-30"]),
        ("Tháng 3, 9/2023.", ["2023-03-31", "2023-09-30"]),
        ("Tháng 6 và tháng 10.", ["2023-06-30", "2023-10-31"]),
    ],
)
def test_months_and_quarters_in_a_list_all_count(line: str, days: list[str]) -> None:
    context, span = line_of("Thời gian: " + line)
    assert sorted({day for day, _ in dated(context, *span) if day}) == days


def test_a_task_bears_the_last_day_of_the_superior_plan_and_the_draft_its_own() -> None:
    asked = "Các sở, ban, ngành mở 01 lớp tập huấn về chữ ký số trước ngày 30/6/2023."
    given = "Văn phòng Sở mở 01 lớp tập huấn về chữ ký số trước ngày 31/8/2023."
    found = one(HEAD + given, HEAD + asked)
    assert (found.status, found.due) == ("covered", "2023-06-30")
    assert [match.due for match in found.matches] == ["2023-08-31"]
    content = one("I. NỘI DUNG\n1. Chữ ký số.", "I. NỘI DUNG\n1. Chữ ký số, dùng trước ngày 30/6/2023.")
    assert content.due is None
