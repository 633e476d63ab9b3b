"""The alignment matrix as a page and as JSON."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from plancheck.bilingual import Words
from plancheck.engine import lint_text
from plancheck.matrix import COVERED, NOT_ADDRESSED, PARTIAL, STATUSES, UNCOVERED, Alignment
from plancheck.report.alignform import align_form
from plancheck.report.alignpage import align_page, align_section
from plancheck.report.aligntable import distinct, shortcomings
from plancheck.report.jsonform import run_form
from plancheck.report.layout import Line
from plancheck.report.models import AlignmentForm, ReportForm
from plancheck.report.paint import to_text
from plancheck.report.terminal import page
from plancheck.rulebook import Rulebook
from rich.cells import cell_len

from matrices import item, match, matrix

DRAFT = "du-thao/so gtvt.docx"


# The page ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "width", "lang", "verbose"),
    [("60", 60, "vi", False), ("100", 100, "vi", False), ("160", 160, "vi", False), ("100-en-all", 100, "en", True)],
)
def test_pages_as_they_were_reviewed(
    name: str, width: int, lang: str, verbose: bool, golden: Callable[[str, str], None]
) -> None:
    golden(f"align-{name}.txt", to_text(align_page(matrix(), DRAFT, width, lang, verbose)))


@pytest.mark.parametrize("width", [80, 100])
def test_the_section_of_a_report_as_it_was_reviewed(width: int, golden: Callable[[str, str], None]) -> None:
    golden(f"align-section-{width}.txt", to_text(align_section(matrix(), DRAFT, width, "vi", False)))


@pytest.mark.parametrize("width", [48, 60, 79, 84, 100, 139, 140, 200])
@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("verbose", [False, True])
def test_no_line_is_wider_than_the_page(width: int, lang: str, verbose: bool) -> None:
    pages: list[Line] = align_page(matrix(), DRAFT, width, lang, verbose)
    pages += align_section(matrix(), DRAFT, width, lang, verbose)
    for line in to_text(pages).splitlines():
        assert cell_len(line) <= width, line


def test_every_item_is_told_once_items_for_others_in_one_line() -> None:
    alignment = matrix()
    short, full = (to_text(align_page(alignment, DRAFT, 100, "vi", verbose)) for verbose in (False, True))
    for entry in alignment.items:
        assert full.count(f" {entry.id} ") == 1
        assert short.count(f" {entry.id} ") == (entry.status != NOT_ADDRESSED)
    assert "2 mục không giao cho đơn vị: III.2, V.1.a." in short
    assert "-v" not in full


def test_the_signs_tell_the_status_without_colour() -> None:
    lines = to_text(align_page(matrix(), DRAFT, 100)).splitlines()
    signs = {line.split()[1]: line.split()[0] for line in lines if line[1:2] in ("✓", "◐", "✗")}
    expected = {COVERED: "✓", PARTIAL: "◐", UNCOVERED: "✗"}
    assert signs == {entry.id: expected[entry.status] for entry in matrix().addressed}


def test_nothing_is_complete_before_all_is() -> None:
    alignment = matrix()
    for coverage, shown in ((0.999, "99%"), (1.0, "100%"), (0.0, "0%"), (0.29, "29%")):
        alignment.coverage = coverage
        assert f"Mức đáp ứng {shown}" in to_text(align_page(alignment, DRAFT, 100)).splitlines()[0]


def test_a_unit_that_nobody_names_and_a_plan_without_items() -> None:
    alignment = matrix()
    alignment.unit, alignment.items, alignment.coverage = None, [], None
    shown = to_text(align_page(alignment, DRAFT, 100, "en"))
    assert "--unit" in shown
    assert "No item was found" in shown
    alignment.items = [item("V.1", "task", "Theo dõi việc thực hiện.", NOT_ADDRESSED, addressed_to=("Sở Nội vụ",))]
    assert "không có mục nào giao cho đơn vị" in to_text(align_page(alignment, DRAFT, 100))


def test_doubts_stand_before_the_matrix() -> None:
    for lines in (align_page(matrix(), DRAFT, 100), align_section(matrix(), DRAFT, 100, "vi", False)):
        shown = to_text(lines)
        assert shown.index("! Dự thảo lập cho năm 2025") < shown.index("✓")


def test_what_is_open_comes_with_its_reason() -> None:
    told = {entry.id: shortcomings(entry, "en") for entry in matrix().items}
    assert told["II.2"] == ["Lacks: cơ chế một cửa, một cửa liên thông; việc xin lỗi khi trả kết quả muộn"]
    assert told["V.2.b"] == ["No number is given"]
    assert told["PL.3"] == ["Later than asked for: 31/7/2026 (due by 30/6/2026)"]
    assert told["V.3"] == ["No day is given (due by 30/11/2026)"]
    assert told["II.1"] == []


def test_the_best_place_comes_first_and_each_place_once() -> None:
    places = [match("II", 9, "a", 0.4), match("III", 12, "b", 0.8), match("III", 12, "b", 0.7)]
    assert [(place.section, place.score) for place in distinct(places)] == [("III", 0.8), ("II", 0.4)]


def test_neither_plan_can_steer_the_terminal() -> None:
    alignment = matrix()
    evil = "\x1b[2J\x1b]0;x\x07Việc\u202e này\nkhác"
    alignment.items[0] = item(
        evil, "content", evil, PARTIAL, addressed_to=(evil,), missing=(evil,), problem=evil,
        matches=[match(evil, 3, evil)],
    )  # fmt: skip
    alignment.unit = alignment.basis.path = alignment.basis.symbol = alignment.basis.issuer = evil
    alignment.basis.subject = evil
    alignment.doubts = [("same", Words(evil, evil))]
    for verbose in (False, True):
        lines = align_page(alignment, evil, 100, "vi", verbose) + align_section(alignment, evil, 100, "vi", verbose)
        assert not {"\x1b", "\u202e", "\n", "\x07"} & {letter for line in lines for text, _ in line for letter in text}


# JSON ----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_the_form_fits_its_model(lang: str) -> None:
    alignment = matrix()
    form = AlignmentForm.model_validate_json(json.dumps(align_form(alignment, DRAFT, lang)))
    assert [entry.id for entry in form.items] == [entry.id for entry in alignment.items]
    assert form.summary.model_dump(by_alias=True) == {status: alignment.count(status) for status in STATUSES}
    assert form.doubts[0].text == alignment.doubts[0][1][lang]
    assert form.items[9].due == "2026-06-30"
    assert form.items[9].matches[0].due == "2026-07-31"


def test_a_report_holds_the_matrix_or_null(rulebook: Rulebook) -> None:
    report = lint_text("KẾ HOẠCH\nTuyên truyền cải cách hành chính năm 2026\nI. MỤC ĐÍCH\nNâng cao.\n", rulebook)
    assert run_form([report])["documents"][0]["alignment"] is None
    assert "Mức đáp ứng" not in to_text(page(report, 100))
    report.alignment = matrix()
    form = ReportForm.model_validate(run_form([report]))
    assert form.documents[0].alignment is not None
    assert form.documents[0].alignment.basis_plan.symbol == "18/KH-UBND"
    shown = to_text(page(report, 100))
    assert shown.index("Thời gian thực hiện") < shown.index("Mức đáp ứng") < shown.index("Kết quả")


def test_nobody_is_addressed() -> None:
    alignment = Alignment(matrix().basis, None, [])
    form = AlignmentForm.model_validate(align_form(alignment, "-"))
    assert form.coverage is None
    assert form.items == []
