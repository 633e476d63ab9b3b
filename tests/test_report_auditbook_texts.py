"""What the workbook of an audit makes of hostile texts and of very long tables."""

from __future__ import annotations

import io
import re
import weakref
import zipfile
from collections.abc import Sequence

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from plancheck.audited import CHECKED, MISSING, NEAR_COPY, Audit, AuditFinding, Likeness, LooseFile, Passage, UnitResult
from plancheck.bilingual import Words
from plancheck.report import booktable
from plancheck.report.booksheet import MOST_CHARACTERS, Book, cell_text
from plancheck.report.booktable import Column, TableSheet, row_height
from plancheck.report.bookwords import SHEETS

from auditmade import LABELS
from workbooks import HEADER, column, finding, lone, opened, rows_of, written

# Texts from files ----------------------------------------------------------------------------------------------------

HOSTILE = (
    "=1+1", "@SUM(A1)", "+1", "-2+3", "{=A1}", '=HYPERLINK("http://x.vn","a")', "http://x.vn/a", "mailto:a@x.vn",
    "<r><t>a</t></r>", "<r>&x;</r>", "</t></is></c>", "&amp;", "_x0041_", "\ufffe\uffff", "007", "1e5", "TRUE",
)  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_becomes_a_formula_or_markup(text: str) -> None:
    row = UnitResult(text, CHECKED, text, text, symbol=text, date=text, notes=(Words(text, text),))
    audit = lone(row, finding(rule=text, message=Words(text, text), quote=text, section=text, suppressed=text))
    audit.similar = [Likeness(text, text, text, text, 0.5, NEAR_COPY, 9, [Passage(text, 9, 1, 2)])]
    audit.unmatched = [LooseFile(text, text, CHECKED, (text,), Words(text, text))]
    data = written(audit, to=lambda _: None)
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        for name in parts.namelist():
            root = etree.fromstring(parts.read(name))
            if "/worksheets/sheet" in name:
                assert (not root.findall(".//{*}c/{*}f") and not root.findall(".//{*}hyperlink")) or "rels" in name
                assert not root.findall(".//{*}is/{*}r")
    cell = column(openpyxl.load_workbook(io.BytesIO(data))[SHEETS["matrix"].vi], "Đơn vị")[0]
    assert cell.data_type != "f"
    shown = (cell.value or "").replace("_x005F_", "_")
    assert shown.strip() == text.replace("\ufffe\uffff", "")
    assert cell.quotePrefix == text.startswith(("=", "+", "-", "@"))


def test_control_characters_are_gone() -> None:
    row = UnitResult("Sở\x00 Y\x1b[31m\u202e tế\r\nTỉnh", CHECKED, path="a\x07.docx")
    book = opened(lone(row, finding(quote="một\x0bhai\ud800")))
    assert column(book[SHEETS["matrix"].vi], "Đơn vị")[0].value == "Sở Y tế  Tỉnh"
    assert column(book[SHEETS["findings"].vi], "Trích")[0].value == "“một hai\\ud800”"


@pytest.mark.parametrize("letter", ["a", "ế", "😀"])
def test_a_text_longer_than_a_cell_is_cut(letter: str) -> None:
    cell = column(opened(lone(UnitResult(letter * 40_000, CHECKED)))[SHEETS["matrix"].vi], "Đơn vị")[0]
    assert cell.value.endswith("…")
    assert MOST_CHARACTERS - 1 <= len(cell.value.encode("utf-16-le")) / 2 <= MOST_CHARACTERS


def test_a_day_that_is_none_stays_text() -> None:
    for day in ("1899-05-01", "2026-13-01", "khoảng tháng 2"):
        sheet = opened(lone(UnitResult("Sở Y tế", CHECKED, date=day)))[SHEETS["matrix"].vi]
        assert column(sheet, "Ngày ban hành")[0].value == day


@settings(max_examples=25, deadline=None)
@given(st.text(max_size=60), st.text(max_size=60))
def test_any_text_can_be_written_and_read_back(name: str, quoted: str) -> None:
    audit = lone(UnitResult(name, MISSING, path=name or None), finding(quote=quoted))
    sheet = opened(audit)[SHEETS["matrix"].vi]
    value = column(sheet, "Đơn vị")[0].value or ""
    assert re.sub("_x005F_", "_", value) == cell_text(name)


@given(st.text())
def test_a_cell_text_stays_as_it_is_when_cleaned_again(text: str) -> None:
    assert cell_text(cell_text(text)) == cell_text(text)


# Long tables ---------------------------------------------------------------------------------------------------------


def test_a_full_sheet_goes_on_in_another() -> None:
    target = io.BytesIO()
    book = Book(target, "vi", lambda _: None)
    with book.workbook:
        table = TableSheet(book, "Phát hiện", "Phát hiện", [Column("Số", 10, "number")])
        table.last_row = 5
        for number in range(7):
            table.write([number])
        table.close("Không có.")
    read = openpyxl.load_workbook(target)
    assert read.sheetnames == ["Phát hiện", "Phát hiện (2)", "Phát hiện (3)"]
    assert [row[0].value for sheet in read for row in rows_of(sheet)] == list(range(7))
    assert read["Phát hiện (3)"]["A3"].value == "Số"
    assert booktable.LAST_ROW == 1_048_575


def test_rows_are_as_high_as_their_text_and_never_higher_than_excel_allows() -> None:
    assert row_height(["ngắn", 5, None], [10, 10, 10]) == 15
    assert row_height(["một hai ba bốn"], [8]) == 31
    assert row_height(["x" * 30], [10]) == 46
    assert row_height([("một", "hai", "ba")], [10]) == 46
    assert row_height(["dài " * 5000], [10]) == 409


class _Fetched(list[AuditFinding]):
    """A list that can be watched."""

    __hash__ = object.__hash__  # type: ignore[assignment]


def test_findings_are_fetched_unit_by_unit_and_never_all_held() -> None:
    rows = [UnitResult(f"Xã {number}", CHECKED, path=f"xa/{number}.docx", key=str(number)) for number in range(600)]
    asked: list[str] = []
    alive: weakref.WeakSet[_Fetched] = weakref.WeakSet()

    def fetch(row: UnitResult) -> Sequence[AuditFinding]:
        asked.append(row.key)
        assert len(alive) <= 1
        found = _Fetched(finding(quote=f"{row.key} {number}") for number in range(50))
        alive.add(found)
        return found

    data = written(Audit("x", rows, fetch, LABELS, has_roster=True))
    assert asked == [row.key for row in rows]
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        assert parts.read("xl/worksheets/sheet3.xml").count(b"<row ") == 30_000 + HEADER


def test_a_table_keeps_nothing_of_its_written_rows() -> None:
    book = Book(io.BytesIO(), "vi", lambda path: path)
    with book.workbook:
        table = TableSheet(book, "Phát hiện", "Phát hiện", [Column("Nội dung", 10)])
        for number in range(500):
            table.write([f"{number} " * 20])
        table.close("Không có.")
        sheet = book.workbook.worksheets()[0]
        assert max(len(kept) for kept in (sheet.row_info, sheet.row_sizes, sheet.table)) <= HEADER + 2
