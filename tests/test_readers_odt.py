"""OpenDocument texts: what a reader of the page sees, and what a hostile file cannot do."""

from __future__ import annotations

from pathlib import Path

import pytest
from plancheck.readers import Limits, ReadError, read
from plancheck.readers.odt import read as read_odt
from plancheck.rulebook import load
from plancheck.source import Grid, Page, Source

import odtdocs
from odtdocs import content_xml, flat, package, styles_xml

RULEBOOK = load()
PLANS = sorted((Path(__file__).resolve().parent.parent / "fixtures" / "plans").iterdir())
needs_office = pytest.mark.skipif(odtdocs.SOFFICE is None, reason="LibreOffice is not installed")


def source_of(content: bytes, limits: Limits = Limits()) -> Source:  # noqa: B008
    return read_odt(content, "a.odt", limits)


def text_of(body: str, automatic: str = "", styles: str = "") -> str:
    return source_of(flat(body, automatic, styles)).text.rstrip("\n")


def refusal(content: bytes, limits: Limits = Limits()) -> str:  # noqa: B008
    with pytest.raises(ReadError) as caught:
        source_of(content, limits)
    assert caught.value.words.vi and caught.value.words.vi != caught.value.words.en
    return caught.value.words.en


def paragraph(words: str, style: str = "") -> str:
    return f'<text:p text:style-name="{style}">{words}</text:p>' if style else f"<text:p>{words}</text:p>"


# Words ---------------------------------------------------------------------------------------------------------------


def test_blanks_tabs_and_breaks_are_those_that_are_printed() -> None:
    body = (
        "<text:p> Mục  đích\n <text:span>và</text:span> yêu<text:s text:c='2'/>cầu"
        "<text:line-break/>dòng<text:tab/>hai </text:p>"
    )
    assert text_of(body).replace("\t", " ") == "Mục đích và yêu  cầu\ndòng hai"


def test_a_span_does_not_split_a_word() -> None:
    assert text_of("<text:p>tuyên tr<text:span>uy</text:span><text:span>ền</text:span></text:p>") == "tuyên truyền"


def test_fields_links_and_bookmarks_show_their_words_and_comments_do_not() -> None:
    body = (
        "<text:p>Ngày <text:date>05/01/2026</text:date> <text:a>liên kết</text:a><text:bookmark-start/> "
        "<office:annotation><text:p>ý kiến</text:p></office:annotation>trang "
        "<text:page-number>3</text:page-number></text:p>"
    )
    assert text_of(body) == "Ngày 05/01/2026 liên kết trang 3"


def test_a_footnote_stands_apart_from_the_flow() -> None:
    body = (
        '<text:p>Theo Luật<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation>'
        "<text:note-body><text:p>Luật số 72/2025/QH15.</text:p></text:note-body></text:note> này</text:p>"
    )
    source = source_of(flat(body))
    assert [source.text[block.start : block.end] for block in source.blocks or [] if not isinstance(block, Grid)] == [
        "Theo Luật này", "Luật số 72/2025/QH15.",
    ]  # fmt: skip


def test_tracked_changes_are_read_as_accepted_and_remarked() -> None:
    body = (
        "<text:tracked-changes><text:changed-region text:id='a'><text:deletion><text:p>xóa</text:p></text:deletion>"
        "</text:changed-region><text:changed-region text:id='b'><text:insertion/></text:changed-region>"
        "</text:tracked-changes><text:p>Giữ <text:change text:change-id='a'/><text:change-start text:change-id='b'/>"
        "thêm<text:change-end text:change-id='b'/></text:p>"
    )
    source = source_of(flat(body))
    assert source.text == "Giữ thêm\n"
    assert [(remark.kind, remark.detail) for remark in source.remarks] == [("tracked-changes", "2")]


def test_hidden_words_and_sections_are_not_read_and_hidden_paragraphs_count() -> None:
    automatic = (
        '<style:style style:name="H" style:family="text"><style:text-properties text:display="none"/></style:style>'
    )
    body = (
        "<text:p>Thấy<text:span text:style-name='H'> ẩn</text:span></text:p>"
        "<text:p><text:span text:style-name='H'>ẩn cả</text:span></text:p>"
        "<text:section text:display='none'><text:p>mục ẩn</text:p></text:section>"
        "<text:p><text:hidden-paragraph text:is-hidden='true'/>đoạn ẩn</text:p><text:p>cuối</text:p>"
    )
    source = source_of(flat(body, automatic))
    assert source.text == "Thấy\ncuối\n"
    assert [number for _, _, number in source.paragraphs] == [1, 4]


def test_capitals_of_a_style_are_shown_and_its_font_is_kept() -> None:
    styles = (
        '<style:style style:name="Head" style:family="paragraph"><style:text-properties fo:text-transform="uppercase"/>'
        "</style:style>"
    )
    automatic = '<style:style style:name="P1" style:family="paragraph" style:parent-style-name="Head"/>'
    assert text_of(paragraph("Kế hoạch", "P1"), automatic, styles) == "KẾ HOẠCH"


def test_frames_stand_beside_their_paragraph_and_count_no_paragraph() -> None:
    body = (
        "<text:p>Trước<draw:frame><draw:text-box><text:p>Trong khung</text:p></draw:text-box></draw:frame></text:p>"
        "<draw:custom-shape><text:p>Trong hình</text:p></draw:custom-shape><text:p>Sau</text:p>"
    )
    source = source_of(flat(body))
    assert source.text.split("\n")[:-1] == ["Trước", "Trong khung", "Trong hình", "Sau"]
    assert [(source.text[start:end], number) for start, end, number in source.paragraphs] == [("Trước", 1), ("Sau", 2)]


def test_a_table_of_contents_is_no_second_outline() -> None:
    contents = "<text:index-body><text:p>I. MỤC ĐÍCH 1</text:p></text:index-body>"
    assert text_of(f"<text:table-of-content>{contents}</text:table-of-content><text:p>a</text:p>") == "a"


# Tables --------------------------------------------------------------------------------------------------------------


def cell(words: str, more: str = "") -> str:
    return f"<table:table-cell {more}><text:p>{words}</text:p></table:table-cell>"


def test_spans_header_rows_and_covered_cells() -> None:
    body = (
        "<table:table><table:table-column/><table:table-header-rows><table:table-row>"
        + cell("TT", 'table:number-rows-spanned="2"') + cell("Việc", 'table:number-rows-spanned="2"')
        + cell("Cơ quan", 'table:number-columns-spanned="2"') + "<table:covered-table-cell/></table:table-row>"
        "<table:table-row><table:covered-table-cell/><table:covered-table-cell/>" + cell("Chủ trì") + cell("Phối hợp")
        + "</table:table-row></table:table-header-rows><table:table-rows><table:table-row>"
        + cell("1") + cell("Viết bài") + cell("Văn phòng") + cell("Các phòng")
        + "</table:table-row></table:table-rows></table:table>"
    )  # fmt: skip
    source = source_of(flat("<text:p>Phụ lục</text:p>" + body))
    (grid,) = [block for block in source.blocks or [] if isinstance(block, Grid)]
    rows = [[" / ".join(source.text[start:end] for start, end in place) for place in row] for row in grid.rows]
    assert rows == [
        ["TT", "Việc", "Cơ quan", "Cơ quan"], ["TT", "Việc", "Chủ trì", "Phối hợp"],
        ["1", "Viết bài", "Văn phòng", "Các phòng"],
    ]  # fmt: skip
    assert grid.header == 2 and len(source.paragraphs) == 1


def test_a_letterhead_in_a_table_flows_column_by_column() -> None:
    body = odtdocs.odt_table(
        [["UBND TỈNH HÀ TĨNH", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"], ["SỞ TƯ PHÁP", "Độc lập - Tự do - Hạnh phúc"]]
    )
    assert text_of(body).split("\n") == [
        "UBND TỈNH HÀ TĨNH", "SỞ TƯ PHÁP", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc",
    ]  # fmt: skip


# Pages ---------------------------------------------------------------------------------------------------------------

MASTERS = (
    '<style:master-page style:name="Standard" style:page-layout-name="pm1"><style:header><text:p text:style-name="MP1">'
    "<text:page-number>2</text:page-number></text:p></style:header></style:master-page>"
    '<style:master-page style:name="First_20_Page" style:page-layout-name="pm2" style:next-style-name="Standard"/>'
)
LAYOUTS = (
    '<style:style style:name="MP1" style:family="paragraph"><style:paragraph-properties fo:text-align="center"/>'
    "</style:style>"
    '<style:page-layout style:name="pm1"><style:page-layout-properties fo:page-width="21cm" fo:page-height="29.7cm" '
    'fo:margin-top="1.25cm" fo:margin-bottom="2cm" fo:margin-left="3cm" fo:margin-right="0.5906in"/>'
    '<style:header-style><style:header-footer-properties fo:min-height="0.75cm" fo:margin-bottom="0.6cm"/>'
    "</style:header-style></style:page-layout>"
    '<style:page-layout style:name="pm2"><style:page-layout-properties fo:page-width="21cm" fo:page-height="29.7cm" '
    'fo:margin="2cm"/></style:page-layout>'
)


def test_the_page_is_that_of_the_first_paragraph_and_the_number_that_of_the_next() -> None:
    automatic = '<style:style style:name="P1" style:family="paragraph" style:master-page-name="First_20_Page"/>'
    body = paragraph("KẾ HOẠCH", "P1") + paragraph("Một")
    layout = source_of(flat(body, automatic + LAYOUTS, masters=MASTERS)).layout
    assert layout is not None
    assert layout.pages == [Page(210.0, 297.0, 20.0, 20.0, 20.0, 20.0, "top-center", False)]


def test_the_header_lies_between_the_margin_and_the_text() -> None:
    layout = source_of(flat(paragraph("Một"), LAYOUTS, masters=MASTERS)).layout
    assert layout is not None
    assert layout.pages == [Page(210.0, 297.0, 20.0, 20.0, 30.0, 15.0, "top-center", True)]


def test_a_letterhead_in_the_header_stands_in_front_and_a_running_header_does_not() -> None:
    for words, shown in (("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", True), ("Tài liệu nội bộ", False)):
        header = f"<style:header><text:p>{words}</text:p></style:header>"
        master = f'<style:master-page style:name="Standard">{header}</style:master-page>'
        source = source_of(flat(paragraph("KẾ HOẠCH"), masters=master))
        assert source.text == (f"{words}\nKẾ HOẠCH\n" if shown else "KẾ HOẠCH\n")
        assert [number for _, _, number in source.paragraphs] == [1]


def test_fonts_and_sizes_are_counted_in_the_body_through_every_style() -> None:
    styles = (
        '<style:default-style style:family="paragraph"><style:text-properties fo:font-family="\'Times New Roman\'" '
        'fo:font-size="14pt"/></style:default-style><style:style style:name="Big" style:family="paragraph">'
        '<style:text-properties fo:font-size="50%"/></style:style>'
    )
    automatic = (
        '<style:style style:name="T1" style:family="text"><style:text-properties fo:font-family="Arial"/></style:style>'
    )
    body = (
        paragraph("mười") + paragraph("ab<text:span text:style-name='T1'>cd</text:span>", "Big")
        + odtdocs.odt_table([["TT", "Nội dung", "Thời gian"], ["1", "x", "y"], ["2", "z", "t"]])
    )  # fmt: skip
    layout = source_of(flat(body, automatic, styles)).layout
    assert layout is not None
    assert dict(layout.fonts) == {"Times New Roman": 6, "Arial": 2} and dict(layout.sizes) == {14.0: 4, 7.0: 4}


# What cannot be read -------------------------------------------------------------------------------------------------


def test_a_locked_file_is_told() -> None:
    manifest = "<manifest:manifest><manifest:encryption-data/></manifest:manifest>"
    assert "password" in refusal(package(b"\x00\x01garbage", manifest=manifest))


def test_a_spreadsheet_is_told() -> None:
    content = content_xml("").replace("office:text>", "office:spreadsheet>")
    assert "spreadsheet" in refusal(package(content))


@pytest.mark.parametrize("content", ["", "<", "<a/>", content_xml("")[:-10], "<" * 1000, "\x00" * 100])
def test_a_broken_file_is_told(content: str) -> None:
    refusal(package(content))


def test_every_truncated_file_is_told_or_read(tmp_path: Path) -> None:
    whole = package(content_xml(paragraph("KẾ HOẠCH") * 30), styles_xml())
    path = tmp_path / "a.odt"
    for length in range(0, len(whole), 37):
        path.write_bytes(whole[:length])
        with pytest.raises(ReadError):
            read(str(path))


def test_entities_are_refused() -> None:
    content = content_xml(paragraph("&a;")).replace("?>", '?><!DOCTYPE x [<!ENTITY a "aaaa">]>', 1)
    assert "damaged" in refusal(package(content))
    assert "damaged" in refusal(content.encode().replace(b"office:document-content", b"office:document"))


def test_endless_nesting_is_refused_and_deep_nesting_is_read() -> None:
    assert "damaged" in refusal(flat("<text:section>" * 100_000 + "<text:p>x</text:p>" + "</text:section>" * 100_000))
    for opening, closing, count in (
        ("<text:section>", "</text:section>", 240),
        ("<text:list><text:list-item>", "</text:list-item></text:list>", 120),
        ("<table:table><table:table-row><table:table-cell>", "</table:table-cell></table:table-row></table:table>", 80),
    ):
        assert "x" in text_of(opening * count + "<text:p>x</text:p>" + closing * count)
    assert text_of("<text:p>" + "<text:span>" * 240 + "x" + "</text:span>" * 240 + "</text:p>") == "x"


def test_repeats_and_spans_ask_for_no_more_than_a_page_shows() -> None:
    many = cell("x", 'table:number-columns-repeated="16384"')
    body = f'<table:table-row table:number-rows-repeated="1048576">{many}</table:table-row>'
    assert len(source_of(flat(f"<table:table>{body}</table:table>")).text) < 200_000
    wide = cell("x", 'table:number-columns-spanned="99999999" table:number-rows-spanned="99999999"')
    body = f"<table:table><table:table-row>{wide * 3}</table:table-row>{'<table:table-row/>' * 5000}</table:table>"
    assert "cells" in refusal(flat(body))
    assert len(text_of('<text:p>a<text:s text:c="999999999"/>b</text:p>')) < 100


def test_a_file_of_too_many_paragraphs_or_bytes_is_told() -> None:
    assert "paragraphs" in refusal(flat(paragraph("x") * 11), Limits(lines=10))
    assert "unpacked" in refusal(package(content_xml(paragraph("x" * 5000))), Limits(unpacked_bytes=4000))


def test_styles_that_inherit_in_a_circle_are_read() -> None:
    circle = "".join(
        f'<style:style style:name="{name}" style:family="paragraph" style:parent-style-name="{parent}"/>'
        for name, parent in (("A", "B"), ("B", "A"))
    )
    assert text_of(paragraph("x", "A"), circle) == "x"


def test_a_flat_file_is_known_by_its_content(tmp_path: Path) -> None:
    path = tmp_path / "ke-hoach.xml"
    path.write_bytes(flat(paragraph("KẾ HOẠCH")))
    assert read(str(path)).format == "odt"
