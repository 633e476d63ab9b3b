"""Tables of Word files: merged cells, slivers, content controls, tracked rows."""

from __future__ import annotations

import pytest
from plancheck.readers.limits import ReadError
from plancheck.source import Grid, Source

from worddocs import p, source_of, table, text_of, tr, tracked


def grid_of(source: Source) -> list[list[str]]:
    grid = next(block for block in source.blocks or [] if isinstance(block, Grid))
    return [["/".join(source.text[a:b] for a, b in cell) for cell in row] for row in grid.rows]


def merged(kind: str, text: str = "") -> str:
    value = ' w:val="restart"' if kind == "restart" else ""
    return f"<w:tcPr><w:vMerge{value}/></w:tcPr>{p(text)}"


def spanned(count: int, text: str) -> str:
    return f'<w:tcPr><w:gridSpan w:val="{count}"/></w:tcPr>{p(text)}'


def test_merged_cells_cover_their_columns_and_rows() -> None:
    body = table(
        [merged("restart", "TT"), merged("restart", "Nhiệm vụ"), spanned(2, "Cơ quan thực hiện")],
        [merged(""), merged(""), "Chủ trì", "Phối hợp"],
        ["1", merged("restart", "Tuyên truyền"), "Sở A", "Sở B"],
        ["2", merged(""), "Sở C", "Sở D"],
    )
    assert grid_of(source_of(body)) == [
        ["TT", "Nhiệm vụ", "Cơ quan thực hiện", "Cơ quan thực hiện"],
        ["TT", "Nhiệm vụ", "Chủ trì", "Phối hợp"],
        ["1", "Tuyên truyền", "Sở A", "Sở B"],
        ["2", "Tuyên truyền", "Sở C", "Sở D"],
    ]


def test_slivers_left_by_dragging_are_no_columns() -> None:
    head = tr(["TT", spanned(2, "Nhiệm vụ"), "Thời gian"])
    row = tr([spanned(2, "1"), "Tập huấn", "Quý I"])
    late = tr(["Tập huấn", "Quý II"], '<w:gridBefore w:val="2"/>')
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in (600, 12, 4000, 2000))
    assert grid_of(source_of(f"<w:tbl><w:tblGrid>{grid}</w:tblGrid>{head}{row}{late}</w:tbl>")) == [
        ["TT", "Nhiệm vụ", "Thời gian"],
        ["1", "Tập huấn", "Quý I"],
        ["", "Tập huấn", "Quý II"],
    ]


def test_rows_and_cells_in_content_controls_are_read() -> None:
    cell = f"<w:sdt><w:sdtContent><w:tc>{p('Sở Y tế')}</w:tc></w:sdtContent></w:sdt>"
    rows = tr(["TT", "Nhiệm vụ", "Đơn vị"]) + "<w:sdt><w:sdtContent>" + tr(["1", "Tập huấn", "Sở A"])
    rows += f"</w:sdtContent></w:sdt><w:tr><w:tc>{p('2')}</w:tc><w:tc>{p('Tọa đàm')}</w:tc>{cell}</w:tr>"
    assert grid_of(source_of(f"<w:tbl>{rows}</w:tbl>"))[1:] == [["1", "Tập huấn", "Sở A"], ["2", "Tọa đàm", "Sở Y tế"]]


def test_a_table_in_a_cell_is_read_in_its_place() -> None:
    inner = table(["Đợt 1", "Đợt 2"]) + p("")
    rows = [["TT", "Nhiệm vụ", "Thời gian"], ["1", "Hội nghị", inner], ["2", "Bản tin", "Hằng quý"]]
    assert grid_of(source_of(table(*rows)))[1] == ["1", "Hội nghị", "Đợt 1/Đợt 2"]


def test_a_letterhead_table_flows_column_by_column() -> None:
    left, right = p("UBND TỈNH X") + p("SỞ Y TẾ"), p("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")
    text = text_of(
        table([left, right], ["Số: 01/KH-SYT", "Huế, ngày 05 tháng 01 năm 2026"], borders=False) + p("KẾ HOẠCH")
    )
    assert text.splitlines()[:4] == ["UBND TỈNH X", "SỞ Y TẾ", "Số: 01/KH-SYT", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"]


def test_a_table_wider_than_word_allows_keeps_its_words() -> None:
    source = source_of(
        table(["a"] * 70, [f'<w:tcPr><w:gridSpan w:val="999999999"/></w:tcPr>{p("b")}'], ["x", "y", "z"])
    )
    assert source.text.count("a") == 70 and "b" in source.text


def test_a_table_with_too_many_places_is_refused() -> None:
    with pytest.raises(ReadError, match="cells in one table"):
        source_of(f"<w:tbl>{tr(['x'] * 60)}{'<w:tr><w:tc><w:p/></w:tc></w:tr>' * 9000}</w:tbl>")


def test_deleted_rows_are_gone_and_inserted_ones_stay() -> None:
    head = tr(["TT", "Nhiệm vụ", "Đơn vị"])
    gone = tr(["1", "Bỏ", "Sở A"], tracked("del", ""))
    new = tr(["1", "Thêm", "Sở B"], tracked("ins", ""))
    text = text_of(f"<w:tbl>{head}{gone}{new}{tr(['2', 'Giữ', 'Sở C'])}</w:tbl>")
    assert "Bỏ" not in text and "Thêm" in text and "Giữ" in text
