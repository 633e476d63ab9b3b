"""Rosters as offices keep them: Excel with titles, groups and merged cells, CSV of any kind, YAML."""

from __future__ import annotations

import time
import unicodedata
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook
from plancheck.audit.roster import RosterError, Unit, read_roster
from plancheck.rulebook import Rulebook

NAMES = ["Sở Nội vụ", "Sở Tư pháp"]


@pytest.fixture
def read(rulebook: Rulebook, tmp_path: Path) -> Any:
    def reader(content: bytes | str | Workbook, name: str = "don-vi.csv") -> list[Unit]:
        path = tmp_path / name
        if isinstance(content, Workbook):
            content.save(path)
        else:
            path.write_bytes(content.encode() if isinstance(content, str) else content)
        return read_roster(str(path), rulebook.columns, rulebook.name_words["totals"])

    return reader


def book(*rows: list[object], merged: tuple[str, ...] = ()) -> Workbook:
    made = Workbook()
    sheet = made.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    for area in merged:
        sheet.merge_cells(area)
    return made


def names(units: list[Unit]) -> list[str]:
    return [unit.name for unit in units]


def refused(read: Any, content: bytes | str | Workbook, name: str = "don-vi.csv") -> str:
    with pytest.raises(RosterError) as caught:
        read(content, name)
    return "\n".join(f"{place.rsplit('don-vi', 1)[-1]} {words.vi}" for place, words in caught.value.problems)


# CSV -----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("header", ["unit", "Đơn vị", "TÊN ĐƠN VỊ", "Tên cơ quan, đơn vị", "Sở, ban, ngành", "Don vi"])
def test_columns_have_many_names(read: Any, header: str) -> None:
    assert names(read(f'"{header}"\nSở Nội vụ\nSở Tư pháp\n')) == NAMES


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
def test_encodings_and_delimiters(read: Any, encoding: str, delimiter: str) -> None:
    rows = [["STT", "Đơn vị", "Viết tắt", "Nhóm"], ["1", "Sở Nội vụ", "SNV", "Sở"], ["2", "Sở Tư pháp", "", "Sở"]]
    text = "\r\n".join(delimiter.join(row) for row in rows)
    content = (b"\xff\xfe" if encoding == "utf-16-le" else b"") + text.encode(encoding)
    assert read(content) == [Unit("Sở Nội vụ", ("SNV",), "Sở"), Unit("Sở Tư pháp", (), "Sở")]


def test_titles_stand_over_the_header(read: Any) -> None:
    text = "DANH SÁCH ĐƠN VỊ, NĂM 2026\n\nsep=;\nSTT;Đơn vị;Nhóm\n1;Sở Văn hóa, Thể thao và Du lịch;Sở\n"
    assert read(text) == [Unit("Sở Văn hóa, Thể thao và Du lịch", (), "Sở")]


def test_a_name_with_commas_is_never_cut(read: Any) -> None:
    assert names(read("Đơn vị\nSở Văn hóa, Thể thao và Du lịch\nSở Y tế\n"))[0] == "Sở Văn hóa, Thể thao và Du lịch"
    said = refused(read, "STT,Đơn vị\n1,Sở Y tế\n2,Sở Văn hóa, Thể thao và Du lịch\n")
    assert ":3" in said and "ngoặc kép" in said


def test_an_open_quote_is_told(read: Any) -> None:
    assert "ngoặc kép" in refused(read, 'STT,Đơn vị\n1,"Sở Y tế\n2,Sở Tư pháp\n')
    assert names(read('Đơn vị\nTrường "Ánh Dương"\n')) == ['Trường "Ánh Dương"']


@pytest.mark.parametrize("text", ["Đơn vị\nSở Nội vụ\n", "Đơn vị\nSở Nội vụ!\n"])  # an even and an odd count of bytes
def test_old_encodings_are_refused_with_advice(read: Any, text: str) -> None:
    tones = "\u0300\u0301\u0303\u0309\u0323"  # of their own in windows-1258
    parts = [unicodedata.normalize("NFD", char) for char in text]
    apart = [
        unicodedata.normalize("NFC", "".join(sign for sign in part if sign not in tones))
        + "".join(sign for sign in part if sign in tones)
        for part in parts
    ]
    assert "CSV UTF-8" in refused(read, "".join(apart).encode("cp1258"))


def test_old_excel_is_refused_with_advice(read: Any) -> None:
    assert ".xlsx" in refused(read, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "don-vi.xls")
    assert ".xlsx" in refused(read, b"PK\x03\x04 no workbook", "don-vi.xlsx")


def test_no_column_of_units(read: Any) -> None:
    assert "“đơn vị”" in refused(read, "Tên,Nhóm\nSở Nội vụ,Sở\n")
    assert "hai cột" in refused(read, "Đơn vị,Cơ quan\nSở Nội vụ,Sở\n")
    assert "không có đơn vị nào" in refused(read, "Đơn vị\n\n\n")
    assert "không có cột" in refused(read, "")


def test_every_mistake_is_told(read: Any) -> None:
    said = refused(read, "Đơn vị,Nhóm\nSở Nội vụ,Sở\n,Sở\n12,Sở\nSỞ  NỘI VỤ,Sở\n#REF!,Sở\n" + "x" * 400 + ",Sở\n")
    assert [line.split(" ")[0] for line in said.splitlines()] == [".csv:3", ".csv:4", ".csv:5", ".csv:6", ".csv:7"]
    for words in ("không có tên", "không có chữ", "đã có ở", "lỗi công thức", "dài quá"):
        assert words in said


def test_one_name_in_two_tone_placements_is_given_twice(read: Any) -> None:
    assert "đã có" in refused(read, 'Đơn vị\n"Sở Văn hóa, Thể thao"\n"Sở Văn hoá Thể thao"\n')


def test_control_characters_go(read: Any) -> None:
    assert read("Đơn vị,Viết tắt,Nhóm\nSở \x1b[31mY tế,S\x07YT,S\u202eở\n") == [Unit("Sở Y tế", ("SYT",), "Sở")]


def test_short_names_of_several_columns(read: Any) -> None:
    assert read("Đơn vị;Tên viết tắt;Tên khác\nSở Nội vụ;SNV;Ban Tổ chức, cán bộ\n") == [
        Unit("Sở Nội vụ", ("SNV", "Ban Tổ chức, cán bộ"))
    ]


# Excel ---------------------------------------------------------------------------------------------------------------


def test_a_sheet_as_offices_make_it(read: Any) -> None:
    made = book(
        ["ỦY BAN NHÂN DÂN TỈNH"], ["DANH SÁCH CÁC ĐƠN VỊ"], [], ["TT", "Tên đơn vị", "Ghi chú"], ["(1)", "(2)", "(3)"],
        ["I", "CÁC SỞ, BAN, NGÀNH", None], [1, "Sở Nội vụ", None], [2.0, "Sở\nTư pháp", "x"], [None, None, None],
        ["II", "CẤP XÃ", None], [1, "UBND phường 1", None], ["TT", "Tên đơn vị", "Ghi chú"], [2, "UBND xã Tân Lập"],
        [None, "Tổng cộng", 4], merged=("A1:C1", "A2:C2"),
    )  # fmt: skip
    assert read(made, "don-vi.xlsx") == [
        Unit("Sở Nội vụ", (), "CÁC SỞ, BAN, NGÀNH"), Unit("Sở Tư pháp", (), "CÁC SỞ, BAN, NGÀNH"),
        Unit("UBND phường 1", (), "CẤP XÃ"), Unit("UBND xã Tân Lập", (), "CẤP XÃ"),
    ]  # fmt: skip


def test_units_numbered_by_roman_numerals_are_no_groups(read: Any) -> None:
    assert names(read(book(["STT", "Đơn vị"], ["I", "Sở Nội vụ"], ["II", "Sở Tư pháp"]), "don-vi.xlsx")) == NAMES


def test_merged_cells_hold_for_their_rows(read: Any) -> None:
    made = book(
        ["Khối", "Đơn vị", "Liên hệ"], ["Sở", "Sở Nội vụ", "A"], [None, None, "B"], [None, "Sở Tư pháp", "C"],
        merged=("A2:A4", "B2:B3"),
    )  # fmt: skip
    assert read(made, "don-vi.xlsx") == [Unit("Sở Nội vụ", (), "Sở"), Unit("Sở Tư pháp", (), "Sở")]


def test_a_header_of_two_rows(read: Any) -> None:
    made = book(
        ["TT", "Tên đơn vị", "Tệp", "Liên hệ", None], [None, None, None, "Tên", "Số"], [1, "Sở Nội vụ", "a.docx"],
        merged=("A1:A2", "B1:B2", "C1:C2", "D1:E1"),
    )  # fmt: skip
    assert read(made, "don-vi.xlsx") == [Unit("Sở Nội vụ", (), None, "a.docx")]


def test_the_roster_stands_on_another_sheet(read: Any) -> None:
    made = book(["Hướng dẫn"])
    sheet = made.create_sheet("DS")
    sheet.append(["Đơn vị"])
    sheet.append(["Sở Nội vụ"])
    assert names(read(made, "don-vi.xlsx")) == ["Sở Nội vụ"]


def test_formulas_without_values_are_told(read: Any) -> None:
    said = refused(read, book(["Đơn vị", "Nhóm"], ['="Sở "&"Y tế"', "Sở"]), "don-vi.xlsx")
    assert "công thức" in said and said.startswith(".xlsx:2")


def test_numbers_as_names_are_refused(read: Any) -> None:
    assert "UBND phường 12" in refused(read, book(["Đơn vị"], [12], [3.0]), "don-vi.xlsx")


def test_a_large_roster_is_read_quickly(read: Any) -> None:
    made = book(["STT", "Đơn vị", "Nhóm"], *([n, f"Trường Tiểu học số {n}", "Trường"] for n in range(1, 10_001)))
    begun = time.process_time()
    assert len(read(made, "don-vi.xlsx")) == 10_000
    assert time.process_time() - begun < 20


# YAML ----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "- Sở Nội vụ\n- Sở Tư pháp\n",
        "units:\n- Sở Nội vụ\n- unit: Sở Tư pháp\n",
        "- {đơn vị: Sở Nội vụ}\n- {Tên đơn vị: Sở Tư pháp}\n",
    ],
)
def test_yaml_forms(read: Any, text: str) -> None:
    assert names(read(text, "don-vi.yaml")) == NAMES


def test_yaml_lists_and_files(read: Any) -> None:
    text = "- {unit: Sở Nội vụ, short_names: [SNV, Ban TCCQ], class: Sở, file: so-noi-vu.docx}\n- {unit: A, class: 1}\n"
    assert read(text, "don-vi.yml") == [
        Unit("Sở Nội vụ", ("SNV", "Ban TCCQ"), "Sở", "so-noi-vu.docx"), Unit("A", (), "1"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("- [Sở Nội vụ]\n", "khóa unit"),
        ("units: Sở Nội vụ\n", "danh sách đơn vị"),
        ("- {unit: Sở Nội vụ, tep tin: a.docx}\n", "Không có khóa"),
        ("- {unit: {a: b}}\n", "Giá trị"),
        ("- {unit: Sở Nội vụ\n", "YAML"),
        ("a: &a [x, x]\nb: &b [*a, *a]\nunits:\n- {unit: A, short_names: [*b, *b]}\n", "Giá trị"),
        ("- 12\n", "khóa unit"),
        ("", "danh sách đơn vị"),
    ],
)
def test_yaml_mistakes(read: Any, text: str, said: str) -> None:
    assert said in refused(read, text, "don-vi.yaml")


def test_no_such_file(read: Any, rulebook: Rulebook, tmp_path: Path) -> None:
    with pytest.raises(RosterError, match="cannot be opened"):
        read_roster(str(tmp_path / "x.csv"), rulebook.columns)


def test_letters_over_roman_numerals_head_groups(read: Any) -> None:
    text = "STT,Đơn vị\nA,Khối sở\nI,Sở Nội vụ\nII,Sở Tư pháp\nB,Khối xã\nI,UBND xã Tân Lập\nII,UBND xã An Phú\n"
    assert [(unit.name, unit.group) for unit in read(text)] == [
        ("Sở Nội vụ", "Khối sở"), ("Sở Tư pháp", "Khối sở"),
        ("UBND xã Tân Lập", "Khối xã"), ("UBND xã An Phú", "Khối xã"),
    ]  # fmt: skip


def test_a_unit_over_others_is_one_where_its_row_says_more_than_a_name(read: Any) -> None:
    text = "STT,Đơn vị,Viết tắt\nI,UBND huyện Vũ Thư,H.VT\n1,UBND xã Tân Lập,\nII,Khối khác,\n1,UBND xã An Phú,\n"
    assert [(unit.name, unit.group) for unit in read(text)] == [
        ("UBND huyện Vũ Thư", None), ("UBND xã Tân Lập", None), ("UBND xã An Phú", "Khối khác"),
    ]  # fmt: skip


def test_two_columns_of_units_are_told_whatever_parts_the_columns(read: Any) -> None:
    with pytest.raises(RosterError, match="two columns of units"):
        read("Đơn vị;Tên đơn vị;Ghi chú\nSở Y tế;SYT;a, b, c, d, e, f\n")
