"""A draft beside a superior plan: the wrong file, the right one of several, and what the rules make of a matrix."""

from __future__ import annotations

from pathlib import Path

import pytest
from plancheck.alignment import Basis, pick
from plancheck.checks import Context, Settings, context_of, run
from plancheck.checks.timing import years_named
from plancheck.engine import lint_source, lint_text, prepare_basis
from plancheck.finding import Finding, Report, Words
from plancheck.grammar import parse
from plancheck.language import normalise
from plancheck.matrix import AlignedItem, Alignment, BasisPlan, Match
from plancheck.plan import Location
from plancheck.readers import read
from plancheck.rulebook import load
from plancheck.source import Source

RULEBOOK = load()
SEEDS = Path(__file__).resolve().parent.parent.parent / "shared" / "seeds"
HERE = Location(1, 1, 1, 1)

OPENING = (
    "Thực hiện Kế hoạch số 18/KH-UBND ngày 20/01/2026 của UBND tỉnh về tuyên truyền cải cách hành chính năm 2026, "
)
DRAFT = f"""UBND TỈNH LÂM ĐỒNG
SỞ CÔNG THƯƠNG
Số: 31/KH-SCT
Lâm Đồng, ngày 02 tháng 02 năm 2026

KẾ HOẠCH
Tuyên truyền cải cách hành chính năm 2026 của Sở Công Thương

{OPENING}Sở Công Thương ban hành Kế hoạch như sau:
I. NỘI DUNG
1. Cải cách thủ tục cấp phép kinh doanh xăng dầu.
II. HÌNH THỨC
1. Đăng tin trên Trang thông tin điện tử của Sở.
III. TỔ CHỨC THỰC HIỆN
1. Văn phòng Sở in 500 tờ gấp trước ngày 15/9/2026.
2. Sở Công Thương báo cáo kết quả về Sở Nội vụ trước ngày 20/12/2026.
"""


def superior(
    symbol: str = "18/KH-UBND", day: str = "20 tháng 01 năm 2026", year: str = "2026", province: str = "Lâm Đồng",
    subject: str = "Tuyên truyền cải cách hành chính", kind: str = "KẾ HOẠCH",
) -> str:  # fmt: skip
    return f"""UBND TỈNH {province.upper()}
Số: {symbol}
{province}, ngày {day}

{kind}
{subject} năm {year}

I. NỘI DUNG
1. Cải cách thủ tục hành chính trong cấp phép.
II. TỔ CHỨC THỰC HIỆN
1. Các sở, ban, ngành in ít nhất 500 tờ gấp trước ngày 30/6/2026.
2. Các sở, ban, ngành báo cáo kết quả về Sở Nội vụ trước ngày 15/12/2026.
"""


def context(text: str, unit: str | None = None) -> Context:
    normalised = normalise(Source("<text>", text, "text"))
    hits = RULEBOOK.phrases.scan(normalised.folded)
    return context_of(parse(normalised, hits), hits, RULEBOOK, Settings(unit=unit))


def basis(text: str, path: str = "<basis>") -> Basis:
    return prepare_basis(Source(path, text, "text"), RULEBOOK)


def lint(text: str, *bases: str) -> Report:
    return lint_text(text, RULEBOOK, Settings(select=("alignment",)), bases=[basis(item) for item in bases])


def rules_of(report: Report) -> set[str]:
    return {finding.rule for finding in report.findings}


# The wrong file


@pytest.mark.parametrize(
    ("change", "kind"),
    [
        ({"symbol": "19/KH-UBND"}, "number"),
        ({"symbol": "81/KH-UBND"}, "number"),
        ({"day": "29 tháng 01 năm 2026"}, "date"),
        ({"symbol": "18/KH-UB"}, "symbol"),
        ({"symbol": "240/KH-UBND", "day": "27 tháng 02 năm 2026"}, "citation"),
        ({"year": "2025", "day": "20 tháng 01 năm 2025", "symbol": "77/KH-UBND"}, "year"),
        ({"province": "Hà Tĩnh"}, "province"),
        ({"kind": "BÁO CÁO", "symbol": "18/BC-UBND"}, "kind"),
    ],
)
def test_what_is_wrong_with_the_file_is_told_by_kind(change: dict[str, str], kind: str) -> None:
    report = lint(DRAFT, superior(**change))
    assert report.alignment is not None
    assert [name for name, _ in report.alignment.doubts][:1] == [kind]
    told = [finding for finding in report.findings if finding.rule == "wrong-basis"]
    assert [finding.severity for finding in told] == ["error"]
    assert told[0].message.vi == report.alignment.doubts[0][1].vi
    assert "{" not in told[0].message.vi + told[0].message.en + told[0].suggestion.vi + told[0].suggestion.en


@pytest.mark.parametrize(
    "change",
    [
        {}, {"symbol": "   /KH-UBND"}, {"symbol": "018 /KH – UBND"}, {"day": "    tháng 01 năm 2026"},
        {"symbol": "   /KH-UBND", "day": "    tháng    năm 2026"},
    ],
)  # fmt: skip
def test_the_plan_cited_and_blanks_raise_no_doubt(change: dict[str, str]) -> None:
    report = lint(DRAFT, superior(**change))
    assert report.alignment is not None and report.alignment.doubts == []


def test_a_sure_doubt_silences_the_other_rules_and_a_slip_does_not() -> None:
    bare = DRAFT.replace("Văn phòng Sở in 500 tờ gấp", "Văn phòng Sở sửa chữa nhà để xe")
    assert "uncovered-task" in rules_of(lint(bare, superior()))
    assert {"wrong-basis", "uncovered-task"} <= rules_of(lint(bare, superior(symbol="19/KH-UBND")))
    assert rules_of(lint(bare, superior(province="Hà Tĩnh"))) == {"wrong-basis"}


def test_the_matrix_is_made_of_a_wrong_file_too() -> None:
    report = lint(DRAFT, superior(province="Hà Tĩnh"))
    assert report.alignment is not None and report.alignment.items


def test_a_plan_is_not_its_own_basis() -> None:
    assert [finding.message.vi for finding in lint(DRAFT, DRAFT).findings] == [
        "Tệp được chọn làm kế hoạch cấp trên chính là dự thảo này."
    ]


def test_the_years_of_a_phase() -> None:
    assert years_named("Tuyên truyền cải cách hành chính giai đoạn 2021 – 2025") == (2021, 2025)
    assert years_named("Tuyên truyền cải cách hành chính") is None


def test_the_plan_of_a_province_that_was_merged_is_no_other_province_s() -> None:
    draft = DRAFT.replace("2026", "2025").replace("02 tháng 02", "15 tháng 9")
    plan = superior(province="Đắk Nông", day="20 tháng 01 năm 2025", year="2025")
    assert "wrong-basis" not in rules_of(lint(draft, plan))


def test_a_commune_may_rest_on_the_province_and_not_on_another_commune() -> None:
    commune = DRAFT.replace("UBND TỈNH LÂM ĐỒNG\nSỞ CÔNG THƯƠNG", "ỦY BAN NHÂN DÂN\nXÃ ĐỨC TRỌNG")
    commune = commune.replace("31/KH-SCT", "31/KH-UBND").replace("Sở Công Thương", "UBND xã Đức Trọng")
    assert "wrong-basis" not in rules_of(lint(commune, superior()))
    peer = commune.replace("ĐỨC TRỌNG", "ĐƠN DƯƠNG").replace("Đức Trọng", "Đơn Dương").replace("31/KH", "64/KH")
    report = lint(commune.replace(OPENING, ""), peer)
    assert report.alignment is not None and [kind for kind, _ in report.alignment.doubts] == ["level"]


# Real drafts


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the real drafts (../shared) are not beside this checkout")
def test_real_drafts_beside_each_other() -> None:
    files = sorted(SEEDS.glob("*.txt"))

    def beside(draft: int, plan: int) -> Report:
        bases = [prepare_basis(read(str(files[plan])), RULEBOOK)]
        return lint_source(read(str(files[draft])), RULEBOOK, Settings(select=("alignment",)), bases)

    assert rules_of(beside(0, 1)) == {"wrong-basis"}
    for number in range(4):
        report = beside(number, number)
        assert rules_of(report) == {"wrong-basis"} and report.alignment is not None
        assert report.alignment.doubts[0][0] == "same"
        assert rules_of(beside(number, 4)) == {"wrong-basis"}


# One of several


def picked(text: str, *plans: str) -> str:
    bases = [basis(plan, f"{number}.txt") for number, plan in enumerate(plans)]
    found = pick(context(text), bases)
    return found.vi if isinstance(found, Words) else found.plan.path


def test_a_folder_gives_the_plan_that_the_draft_cites() -> None:
    others = superior(symbol="19/KH-UBND"), superior(symbol="18/KH-UBND", day="20 tháng 01 năm 2025", year="2025")
    assert picked(DRAFT, *others, superior()) == "2.txt"
    undated = DRAFT.replace(" ngày 20/01/2026", "")
    assert picked(undated, others[0], superior()) == "1.txt"


def test_of_two_plans_cited_the_one_on_the_draft_s_subject_is_picked() -> None:
    draft = DRAFT.replace(
        "Thực hiện Kế hoạch",
        "Thực hiện Kế hoạch số 7/KH-UBND ngày 05/01/2026 của UBND tỉnh về cải cách hành chính năm 2026; Kế hoạch",
    )
    general = superior(symbol="07/KH-UBND", day="05 tháng 01 năm 2026", subject="Cải cách hành chính nhà nước")
    assert picked(draft, general, superior()) == "1.txt"


def test_a_slip_in_the_citation_still_picks_the_plan() -> None:
    older = superior(symbol="9/KH-UBND", day="11 tháng 01 năm 2024", year="2024")
    assert picked(DRAFT, superior(day="29 tháng 01 năm 2026"), older) == "0.txt"


def test_where_nothing_is_cited_year_province_and_subject_pick() -> None:
    draft = DRAFT.replace(OPENING, "")
    plans = superior(year="2025"), superior(province="Hà Tĩnh"), superior()
    assert picked(draft, *plans) == "2.txt"
    assert "2 tệp cùng phù hợp" in picked(draft, *plans, superior(symbol="52/KH-UBND"))


def test_one_plan_in_two_files_is_one() -> None:
    assert picked(DRAFT, superior(), superior(), superior(symbol="3/KH-UBND")) == "0.txt"


def test_why_none_is_picked_names_what_is_cited() -> None:
    told = picked(DRAFT, superior(symbol="240/KH-UBND", day="27 tháng 02 năm 2026"), superior(province="Hà Tĩnh"))
    assert told == (
        "dự thảo viện dẫn số 18/KH-UBND ngày 20/01/2026; không có tệp nào trong 2 tệp kế hoạch cấp trên phù hợp"
    )
    report = lint(DRAFT, superior(symbol="240/KH-UBND", day="27 tháng 02 năm 2026"), superior(province="Hà Tĩnh"))
    assert {skipped.reason.vi for skipped in report.skipped} == {told} and not report.findings


# A matrix made by hand


def matrix(*items: AlignedItem) -> Alignment:
    plan = BasisPlan("<basis>", "ke-hoach", "18/KH-UBND", "2026-01-20", 2026, "UBND tỉnh Lâm Đồng", None)
    return Alignment(plan, "Sở Công Thương", list(items))


def item(kind: str, status: str, **values: object) -> AlignedItem:
    made = AlignedItem("II.1", kind, "In ít nhất 500 tờ gấp trước ngày 30/6/2026;", HERE, (), status)
    for name, value in values.items():
        setattr(made, name, value)
    return made


def match(words: str, due: str | None = None, said: str | None = None) -> Match:
    start = normalise(Source("<text>", DRAFT, "text")).text.index(words)
    span = (0, 0)
    if said is not None:
        begin = normalise(Source("<text>", DRAFT, "text")).text.index(said)
        span = begin, begin + len(said)
    return Match("III.1", HERE, words, 1.0, start, start + len(words), due, span)


def told(alignment: Alignment, rule: str, text: str = DRAFT) -> list[Finding]:
    def lay(made: Context) -> None:
        made.alignment = alignment

    made = context(text)
    settings = Settings(select=(rule,))
    return run(made.plan, made.hits, RULEBOOK, settings, "<text>", lay).findings


def test_a_task_due_later_than_asked_is_told_at_its_date() -> None:
    places = [match("1. Văn phòng Sở", "2026-09-15", "15/9/2026")]
    (finding,) = told(matrix(item("task", "covered", due="2026-06-30", matches=places)), "late-task")
    assert (finding.quote, finding.location.line, finding.severity) == ("15/9/2026", 15, "error")
    assert "sau hạn 30/6/2026 của mục II.1" in finding.message.vi and "30/6/2026" in finding.suggestion.vi


def test_a_task_is_not_late_where_one_of_its_days_is_in_time() -> None:
    places = [
        match("1. Văn phòng Sở", "2026-09-15", "15/9/2026"), match("2. Sở Công Thương", "2026-06-30", "20/12/2026"),
    ]  # fmt: skip
    assert told(matrix(item("task", "covered", due="2026-06-30", matches=places)), "late-task") == []
    assert told(matrix(item("task", "uncovered", due="2026-06-30")), "late-task") == []


def test_two_items_on_one_date_give_one_finding_by_the_stricter() -> None:
    place = match("1. Văn phòng Sở", "2026-09-15", "15/9/2026")
    items = [item("task", "covered", due=day, matches=[place]) for day in ("2026-08-31", "2026-06-30")]
    (finding,) = told(matrix(*items), "late-task")
    assert "30/6/2026" in finding.message.vi


def test_a_task_that_may_be_there_is_a_warning() -> None:
    (sure,) = told(matrix(item("task", "uncovered")), "uncovered-task")
    (unsure,) = told(matrix(item("task", "uncovered", sure=False)), "uncovered-task")
    assert (sure.severity, unsure.severity) == ("error", "warning")
    assert "cần xem lại" in unsure.message.vi and "cần xem lại" not in sure.message.vi


def test_a_report_sent_elsewhere_late_or_without_a_day() -> None:
    line = "2. Sở Công Thương báo cáo kết quả về Sở Nội vụ trước ngày 20/12/2026."
    place = match(line, "2026-12-20", "20/12/2026")
    rule = "wrong-report-recipient"
    asked = {"due": "2026-12-15", "to": ("Sở Tài chính",), "matches": [place]}
    (elsewhere,) = told(matrix(item("report", "uncovered", problem="recipient", **asked)), rule)
    assert elsewhere.location.line == 16 and "Sở Tài chính (trước ngày 15/12/2026)" in elsewhere.suggestion.vi
    (late,) = told(matrix(item("report", "partial", problem="day-late", **asked)), rule)
    assert late.quote == "20/12/2026" and "sau hạn 15/12/2026" in late.message.vi
    undated = item("report", "partial", problem="day-missing", due="2026-12-15", matches=[match(line)])
    (missing,) = told(matrix(undated), rule)
    assert missing.severity == "info"
    vague = DRAFT.replace(" trước ngày 20/12/2026.", " theo quy định.")
    assert told(matrix(undated), rule, vague) == []
    assert told(matrix(item("report", "partial", problem="number")), rule) == []


def test_fingerprints_name_the_item_and_stand_while_the_draft_changes_elsewhere() -> None:
    first, second = item("content", "uncovered"), item("content", "uncovered", id="II.2")
    before = [finding.fingerprint for finding in told(matrix(first, second), "uncovered-content")]
    changed = DRAFT.replace("I. NỘI DUNG", "I. NỘI DUNG TUYÊN TRUYỀN").replace("xăng dầu", "khí đốt")
    after = [finding.fingerprint for finding in told(matrix(first, second), "uncovered-content", changed)]
    assert before == after and len(set(before)) == 2


@pytest.mark.parametrize("rule", ["uncovered-content", "uncovered-task", "uncovered-channel"])
def test_a_long_item_is_cut_and_a_hostile_one_changes_nothing(rule: str) -> None:
    kind = rule.removeprefix("uncovered-")
    for text in ("in tờ gấp " * 90, "{plan} {where} {text} " * 40, "x" * 900, ""):
        (finding,) = told(matrix(item(kind, "uncovered", text=text, id="PL.4")), rule)
        assert len(finding.message.vi) <= 200 and "dòng 4 Phụ lục (PL.4)" in finding.message.vi
