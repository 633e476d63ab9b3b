"""The Excel workbook of an audit, read back as Excel would."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import datetime
from typing import Any
from urllib.parse import unquote

import pytest
from lxml import etree
from plancheck.audited import CHECKED, Audit, UnitResult
from plancheck.finding import ELEMENTS
from plancheck.report import booksheet
from plancheck.report.auditwords import ELEMENT_STATES, SIGNS
from plancheck.report.booksheet import address
from plancheck.report.bookwords import BOOK, SHEETS

from auditmade import LABELS, made_audit
from workbooks import FILLS, FIRST, HEADER, column, finding, lone, opened, rows_of, written


@pytest.fixture(scope="module")
def audit() -> Audit:
    return made_audit()


@pytest.fixture(scope="module")
def book(audit: Audit) -> Any:
    return opened(audit)


# The file ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_the_sheets_have_names_that_excel_takes(audit: Audit, lang: str) -> None:
    names = opened(audit, lang).sheetnames
    assert names == [words[lang] for words in SHEETS.values()]
    assert all(len(name) <= 31 and not re.search(r"[\[\]:*?/\\]", name) for name in names)


def test_every_part_is_sound_xml(audit: Audit) -> None:
    with zipfile.ZipFile(io.BytesIO(written(audit))) as parts:
        assert parts.testzip() is None
        for name in parts.namelist():
            etree.fromstring(parts.read(name))


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_the_same_audit_gives_the_same_bytes(lang: str) -> None:
    assert written(made_audit(40), lang) == written(made_audit(40), lang)


def test_no_word_of_the_other_language_stands_on_the_english_sheets(audit: Audit) -> None:
    ours = {words.vi for words in BOOK.values()} - {words.en for words in BOOK.values()}
    for sheet in opened(audit, "en"):
        assert not ours & {cell.value for row in sheet.iter_rows() for cell in row}


@pytest.mark.parametrize("name", ["matrix", "findings", "missing", "alike", "loose"])
def test_lists_keep_their_header_in_sight_and_can_be_filtered(book: Any, name: str) -> None:
    sheet = book[SHEETS[name].vi]
    assert sheet.freeze_panes.endswith(str(FIRST))
    assert sheet.auto_filter.ref == f"A{HEADER}:{sheet.cell(sheet.max_row, sheet.max_column).coordinate}"
    assert sheet.print_title_rows == f"${HEADER}:${HEADER}"
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage and sheet.page_setup.fitToHeight == 0
    assert "&P" in sheet.oddFooter.right.text or "&[Page]" in sheet.oddFooter.right.text


# The sheets ----------------------------------------------------------------------------------------------------------


def test_the_overview_gives_the_totals_and_all_parts(audit: Audit, book: Any) -> None:
    sheet = book[SHEETS["overview"].vi]
    first: dict[Any, Any] = {row[0].value: row for row in sheet.iter_rows()}
    assert first[BOOK["total-units"].vi][1].value == audit.total.units
    assert first["Chưa gửi"][1].value == audit.total.missing
    assert first["Chưa gửi"][2].value == pytest.approx(0.08)
    assert first["Điểm trung bình"][1].value == audit.total.mean_score
    assert [text for text in first if re.match("[IVX]+[.] ", str(text))] == [
        "I. Tình hình chung", "II. Theo nhóm đơn vị", "III. Thiếu sót thường gặp", "IV. Các yếu tố của kế hoạch",
        "V. Phân bố điểm", "VI. So với năm trước",
    ]  # fmt: skip
    for gap in audit.gaps:
        assert first[gap.message.vi][5].value == gap.units
    for key in ELEMENTS:
        told = [cell.value for cell in first[LABELS[key].vi][1:5]]
        assert told == [audit.coverage_of(key).get(status, 0) for status in ELEMENT_STATES]


def test_charts_read_cells_that_hold_what_they_show(audit: Audit, book: Any) -> None:
    sheet = book[SHEETS["overview"].vi]
    namespaces = {"c": "http://schemas.openxmlformats.org/drawingml/2006/chart"}
    with zipfile.ZipFile(io.BytesIO(written(audit))) as parts:
        charts = [etree.fromstring(parts.read(name)) for name in parts.namelist() if "/charts/" in name]
    assert len(charts) == 4
    for series in (entry for chart in charts for entry in chart.iterfind(".//c:ser", namespaces)):
        for kind in ("c:cat", "c:val"):
            place = (series.findtext(f"{kind}//c:f", namespaces=namespaces) or "").split("!")[1].replace("$", "")
            cells = [cell.value for row in sheet[place] for cell in row]
            cached = [point.text or "" for point in series.iterfind(f"{kind}//c:pt/c:v", namespaces)]
            assert cells == (cached if kind == "c:cat" else [float(text) for text in cached])


def test_without_an_earlier_year_and_a_superior_plan_nothing_is_said_of_them(audit: Audit) -> None:
    bare = Audit("x", audit.units, audit.findings, LABELS, groups=audit.groups, total=audit.total)
    book = opened(bare)
    values = {cell.value for sheet in book for row in sheet.iter_rows() for cell in row}
    assert not any(str(value).startswith(("VI. ", "Kế hoạch cấp trên")) for value in values)
    assert "Đáp ứng kế hoạch cấp trên" not in [cell.value for cell in book[SHEETS["matrix"].vi][HEADER]]
    assert BOOK["no-roster"].vi in values


def test_the_matrix_has_one_row_for_each_unit(audit: Audit, book: Any) -> None:
    sheet = book[SHEETS["matrix"].vi]
    assert [cell.value for cell in column(sheet, "Đơn vị")] == [row.unit for row in audit.rows]
    assert [cell.value for cell in column(sheet, "Điểm")] == [row.score for row in audit.rows]
    assert [cell.value for cell in column(sheet, "Quá hạn (ngày)")] == [row.late_days for row in audit.rows]
    days = [row.date and datetime.fromisoformat(row.date) for row in audit.rows]
    assert [cell.value for cell in column(sheet, "Ngày ban hành")] == days
    assert {cell.number_format for cell in column(sheet, "Ngày ban hành")} == {"dd/mm/yyyy"}
    assert {cell.number_format for cell in column(sheet, "Đáp ứng kế hoạch cấp trên")} == {"0%"}
    assert sheet.freeze_panes == f"C{FIRST}"


def test_elements_are_told_by_sign_and_by_colour(audit: Audit, book: Any) -> None:
    sheet = book[SHEETS["matrix"].vi]
    for title, key in (("Căn cứ", "provincial_basis"), ("Đối tượng", "audience"), ("Thời gian", "schedule")):
        for cell, row in zip(column(sheet, title), audit.rows, strict=True):
            status = row.elements.get(key)
            assert cell.value == (SIGNS[status] if status else None)
            if status:
                assert cell.fill.start_color.rgb == f"FF{FILLS[status]['bg_color'].removeprefix('#')}"


def test_the_change_against_the_year_before_is_a_number(audit: Audit, book: Any) -> None:
    cells = column(book[SHEETS["matrix"].vi], "Thay đổi")
    for cell, row in zip(cells, audit.rows, strict=True):
        before = row.earlier.score if row.earlier else None
        assert cell.value == (None if before is None or row.score is None else round(row.score - before, 1))


def test_findings_stand_in_the_order_of_units_and_plans(audit: Audit, book: Any) -> None:
    sheet = book[SHEETS["findings"].vi]
    expected = [(row.unit, found) for row in audit.rows for found in audit.findings(row)]
    assert [cell.value for cell in column(sheet, "Đơn vị")] == [unit for unit, _ in expected]
    assert [cell.value for cell in column(sheet, "Phát hiện")] == [found.message.vi for _, found in expected]
    spared = ["đã thống nhất bỏ qua: " + found.suppressed if found.suppressed else None for _, found in expected]
    assert [cell.value for cell in column(sheet, "Ghi chú")] == spared


@pytest.mark.parametrize(
    ("changes", "place"),
    [
        ({"section": "II.1", "page": None}, "mục II.1, dòng 7"),
        ({"section": None, "page": None}, "dòng 7"),
        ({"section": "III", "page": 2}, "mục III, trang 2"),
    ],
)
def test_the_place_of_a_finding_is_what_a_reader_can_find(changes: dict[str, Any], place: str) -> None:
    sheet = opened(lone(UnitResult("Sở Y tế", CHECKED, path="a.docx"), finding(**changes)))[SHEETS["findings"].vi]
    assert column(sheet, "Vị trí")[0].value == place


def test_who_sent_nothing_stands_first_then_the_latest(audit: Audit, book: Any) -> None:
    sheet = book[SHEETS["missing"].vi]
    matters = [cell.value for cell in column(sheet, BOOK["entry-of"].vi)]
    order = ["chưa gửi", "quá hạn", "không đọc được", "không phải kế hoạch"]
    further = len(audit.extra)
    assert matters[:-further] == sorted(matters[:-further], key=order.index)
    assert matters.count("chưa gửi") == audit.total.missing
    units = [cell.value for cell in column(sheet, "Đơn vị")]
    assert units[-further:] == [row.unit for row in audit.extra]
    days = zip(matters, column(sheet, "Quá hạn (ngày)"), strict=True)
    late = [cell.value for matter, cell in days if matter == "quá hạn"]
    assert late == sorted(late, reverse=True) and min(late) > 0


def test_likeness_quotes_the_longest_passages(audit: Audit, book: Any) -> None:
    sheet = book[SHEETS["alike"].vi]
    assert [cell.value for cell in column(sheet, "Đơn vị thứ hai")] == [pair.b for pair in audit.similar]
    assert [cell.value for cell in column(sheet, "Tỷ lệ")] == [pair.score for pair in audit.similar]
    for cell, pair in zip(column(sheet, "Đoạn giống nhau dài nhất"), audit.similar, strict=True):
        assert all(passage.quote in cell.value for passage in pair.passages)
        assert cell.value.count("\n") == len(pair.passages) - 1
    assert all(dimension.height is None or dimension.height <= 409 for dimension in sheet.row_dimensions.values())


def test_files_of_no_known_unit_name_the_units_that_they_may_be_of(audit: Audit, book: Any) -> None:
    sheet = book[SHEETS["loose"].vi]
    assert len(rows_of(sheet)) == len(audit.unmatched) + len(audit.ambiguous)
    assert column(sheet, "Có thể của")[-1].value == "\n".join(audit.ambiguous[0].candidates)


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_an_audit_of_nothing_keeps_its_sheets_and_says_so(lang: str) -> None:
    book = opened(Audit("x", [], lambda _: (), LABELS, has_roster=True), lang)
    for name in ("matrix", "findings", "missing", "alike", "loose"):
        assert book[SHEETS[name][lang]].cell(FIRST, 1).value == ("Không có." if lang == "vi" else "None.")


# Links ---------------------------------------------------------------------------------------------------------------


def test_links_lead_from_the_workbook_to_the_file_or_its_zip(audit: Audit, book: Any) -> None:
    cells = column(book[SHEETS["matrix"].vi], "Tệp")
    for cell, row in zip(cells, audit.rows, strict=True):
        if row.path is None:
            assert cell.hyperlink is None
            continue
        archive, (*folders, name) = "nop-bo-sung.zip", row.path.split("/")
        inside = row.path.startswith(archive)
        assert unquote(cell.hyperlink.target) == f"../hồ sơ/{archive if inside else row.path}"
        assert cell.value == (f"{archive} › {name}" if inside else "/".join((*folders[-1:], name)))


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ("a", "a"),
        ("./a.docx", "./a.docx"),
        ("so%20y%20te/k%E1%BA%BF%20ho%E1%BA%A1ch.docx", "so%20y%20te/kế%20hoạch.docx"),
        ("a%23b%2525c.docx", "a%23b%2525c.docx"),  # the name is a#b%25c.docx
        ("javascript%3Aalert(1)", "javascript%3Aalert(1)"),
        ("C%3Ax.docx", "C%3Ax.docx"),
        ("file:///D:/ke-hoach/a.docx", "file:///D:/ke-hoach/a.docx"),
        ("%5C%5Cmay-la%5Cchia-se%5Cx.docx", None),
        ("/etc/passwd", None),
        ("//may-la/x", None),
        ("a%0Ab", None),
        ("a%E2%80%AEb.docx", None),
        ("%FF.docx", None),
        ("x" * 2079, "x" * 2079),
        ("x" * 2080, None),
        ("", None),
        (None, None),
    ],
)
def test_addresses_are_escaped_or_refused(target: str | None, expected: str | None) -> None:
    assert address(target) == expected
    row = UnitResult("Sở Y tế", CHECKED, path="nop/a.docx")
    cell = column(opened(lone(row), to=lambda _: target)[SHEETS["matrix"].vi], "Tệp")[0]
    assert (cell.hyperlink.target if cell.hyperlink else None) == expected
    assert cell.value == "nop/a.docx"


def test_beyond_the_links_that_a_sheet_can_hold_files_are_plain_text(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(booksheet, "MOST_LINKS", 3)
    audit = lone(UnitResult("Sở Y tế", CHECKED, path="nop/a.docx"), *[finding()] * 5)
    cells = column(opened(audit)[SHEETS["findings"].vi], "Tệp")
    assert [cell.hyperlink is not None for cell in cells] == [True, True, True, False, False]
    assert cells[4].value == "nop/a.docx"
