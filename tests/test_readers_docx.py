"""Word files are read as they are printed: text, tracked changes, fields, boxes, tables, notes."""

from __future__ import annotations

import io
from pathlib import Path

import docx
import pytest
from plancheck.readers import read as read_file
from plancheck.readers.docx import read
from plancheck.readers.limits import Limits, ReadError
from plancheck.source import Block, Footnote, Grid, Remark, Source

from worddocs import abstract, field, lvl, num, p, r, style, table, tr, word_file

BR = "<w:r><w:br/></w:r>"


def source_of(body: str, **parts: str) -> Source:
    return read(word_file(body, **parts), "x.docx", Limits())  # type: ignore[arg-type]


def text_of(body: str, **parts: str) -> str:
    return source_of(body, **parts).text


def tracked(kind: str, inner: str, author: str = "Hoa") -> str:
    return f'<w:{kind} w:id="1" w:author="{author}" w:date="2026-01-05T08:00:00Z">{inner}</w:{kind}>'


def deleted(text: str, author: str = "Hoa") -> str:
    return tracked("del", f"<w:r><w:delText>{text}</w:delText></w:r>", author)


# Text ----------------------------------------------------------------------------------------------------------------


def test_runs_breaks_tabs_and_hyphens() -> None:
    body = p(
        r("Kinh phí")
        + r(" từ ngân sách")
        + BR
        + "<w:r><w:t>năm</w:t><w:tab/><w:t>2026</w:t><w:cr/><w:t>Số 1</w:t><w:noBreakHyphen/><w:t>KH</w:t>"
        "<w:softHyphen/></w:r>"
    )
    assert text_of(body) == "Kinh phí từ ngân sách\nnăm 2026\nSố 1-KH\n"


def test_blanks_at_the_ends_of_text_are_kept_where_the_file_says_so() -> None:
    assert text_of(p("<w:r><w:t> Sở </w:t></w:r>" + r(" Nội") + "<w:r><w:t> vụ\n</w:t></w:r>")) == "Sở Nộivụ\n"


def test_a_page_break_ends_the_line() -> None:
    assert text_of(p(r("I. Mục đích") + '<w:r><w:br w:type="page"/></w:r>')) == "I. Mục đích\n"
    assert text_of(p(r("Hết") + '<w:r><w:br w:type="page"/></w:r>' + r("PHỤ LỤC"))) == "Hết\nPHỤ LỤC\n"


def test_links_smart_tags_content_controls_and_formulas_are_text() -> None:
    body = (
        "<w:sdt><w:sdtPr/><w:sdtContent>"
        + p(
            f"<w:hyperlink>{r('Cổng ')}</w:hyperlink><w:smartTag>{r('thông tin ')}</w:smartTag>"
            f"<w:sdt><w:sdtContent>{r('điện tử ')}</w:sdtContent></w:sdt><m:oMath><m:r><m:t>x=1</m:t></m:r></m:oMath>"
        )
        + "</w:sdtContent></w:sdt><w:customXml>"
        + p("tỉnh")
        + "</w:customXml>"
    )
    assert text_of(body) == "Cổng thông tin điện tử x=1\ntỉnh\n"


def test_of_a_field_the_result_is_shown() -> None:
    simple = f'<w:fldSimple w:instr=" DATE ">{r("05/01/2026")}</w:fldSimple>'
    nested = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> IF </w:instrText></w:r>'
        + field("PAGE", "3")
        + '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        + r("có")
        + '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    assert text_of(p(r("Ngày ") + simple + r(", số ") + field("REF so", "12") + r(" ") + nested)) == (
        "Ngày 05/01/2026, số 12 có\n"
    )


def test_a_table_of_contents_is_text() -> None:
    start = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> TOC \\o </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    )
    entry = f"<w:hyperlink>{r('II. NỘI DUNG')}<w:r><w:tab/></w:r>{field('PAGEREF a', '2')}</w:hyperlink>"
    body = p(start + r("I. MỤC ĐÍCH")) + p(entry) + p('<w:r><w:fldChar w:fldCharType="end"/></w:r>') + p("Thân bài")
    assert text_of(body) == "I. MỤC ĐÍCH\nII. NỘI DUNG 2\nThân bài\n"


def test_a_field_that_never_ends_hides_nothing() -> None:
    assert text_of(p('<w:r><w:fldChar w:fldCharType="begin"/></w:r>' + r("mã")) + p("Nội dung")) == "Nội dung\n"


def test_a_check_box_is_shown() -> None:
    box = '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox><w:default w:val="{}"/></w:checkBox></w:ffData>'
    box += '</w:fldChar></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
    assert text_of(p(box.format(1) + r(" Có ") + box.format(0) + r(" Không"))) == "☒ Có ☐ Không\n"


def test_symbols_are_characters_that_look_like_them() -> None:
    body = p('<w:r><w:sym w:font="Symbol" w:char="F0B7"/></w:r>' + r(" Báo"))
    body += p('<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>' + r(" Đài"))
    body += p('<w:r><w:rPr><w:rFonts w:ascii="Wingdings"/></w:rPr><w:t>Ø</w:t></w:r>' + r(" Cổng"))
    body += p(r("5") + '<w:r><w:sym w:font="Symbol" w:char="F0B0"/></w:r>' + r("C"))
    body += p(r("hết") + '<w:r><w:sym w:font="Wingdings" w:char="F0FF"/><w:sym w:char="x"/></w:r>')
    assert text_of(body) == "• Báo\n✓ Đài\n➢ Cổng\n5°C\nhết\n"


def test_capitals_and_hidden_text_follow_the_styles() -> None:
    styles = (
        style("Normal", default=True)
        + style("Hoa", based="Normal", rpr="<w:caps/>")
        + style("HoaCon", based="Hoa")
        + style("ChuHoa", kind="character", rpr="<w:caps/>")
        + style("An", kind="character", rpr="<w:vanish/>")
    )
    body = p("mục đích", style="Hoa")
    body += p(
        r("yêu cầu ") + r("Viết thường ", '<w:caps w:val="0"/>') + r("lật", '<w:rStyle w:val="ChuHoa"/>'),
        style="HoaCon",
    )
    body += p(r("nội dung ", '<w:rStyle w:val="ChuHoa"/>') + r("ẩn", '<w:rStyle w:val="An"/>') + r("ẩn", "<w:vanish/>"))
    assert text_of(body, styles=styles) == "MỤC ĐÍCH\nYÊU CẦU Viết thường lật\nNỘI DUNG\n"


def test_capitals_by_format_leave_the_codes_of_tcvn3_alone() -> None:
    run = p(r("KÕ ho¹ch", '<w:rFonts w:ascii=".VnTime" w:hAnsi=".VnTime"/><w:caps/>'))
    from plancheck.readers.docx_line import Line
    from plancheck.readers.docx_styles import Look

    line = Line()
    line.write("µ", Look(".VnTime", 14.0, True, False))
    assert line.runs[0] == ("µ", ".VnTime")
    assert source_of(run).blocks


def test_a_hidden_paragraph_is_gone_and_takes_no_number() -> None:
    numbering = abstract(1, lvl(0, "%1.")) + num(1, 1)
    body = p("A", num=1) + p(r("ẩn", "<w:vanish/>"), num=1, mark="<w:vanish/>") + p("B", num=1)
    assert text_of(body, numbering=numbering) == "1. A\n2. B\n"


def test_a_heading_with_a_style_separator_runs_into_its_text() -> None:
    numbering = abstract(1, lvl(0, "%1.")) + num(1, 1)
    body = p("Kinh phí.", num=1, mark="<w:vanish/><w:specVanish/>") + p(" Do ngân sách tỉnh cấp.")
    assert text_of(body, numbering=numbering) == "1. Kinh phí. Do ngân sách tỉnh cấp.\n"


# Tracked changes -----------------------------------------------------------------------------------------------------


def test_tracked_changes_are_read_as_accepted_and_counted() -> None:
    body = p(r("Báo cáo ") + deleted("quý") + tracked("ins", r("tháng")) + r(" trước ngày 15"))
    body += p(tracked("moveFrom", r("chỗ cũ")) + r("giữ")) + p(tracked("moveTo", r("chỗ mới")))
    source = source_of(body)
    assert source.text == "Báo cáo tháng trước ngày 15\ngiữ\nchỗ mới\n"
    assert source.remarks == [Remark("tracked-changes", "4")]


def test_a_deleted_paragraph_mark_joins_paragraphs() -> None:
    mark = tracked("del", "").replace("></w:del>", "/>")
    numbering = abstract(1, lvl(0, "%1.")) + num(1, 1)
    body = p("Sở Nội vụ ", num=1, mark=mark) + p("chủ trì", num=1) + p("Sở Tài chính", num=1)
    assert text_of(body, numbering=numbering) == "1. Sở Nội vụ chủ trì\n2. Sở Tài chính\n"


def test_a_deleted_paragraph_leaves_nothing() -> None:
    mark = tracked("del", "")
    source = source_of(p("Trước") + p(deleted("bỏ"), mark=mark) + p("Sau"))
    assert source.text == "Trước\nSau\n"
    assert source.remarks == [Remark("tracked-changes", "1")]
    assert source.paragraphs == [(0, 5, 1), (6, 9, 3)]


def test_deleted_rows_are_gone_and_inserted_ones_stay() -> None:
    head = tr(["TT", "Nhiệm vụ", "Đơn vị"])
    gone = tr(["1", "Bỏ", "Sở A"], tracked("del", ""))
    new = tr(["1", "Thêm", "Sở B"], tracked("ins", ""))
    text = text_of(f"<w:tbl>{head}{gone}{new}{tr(['2', 'Giữ', 'Sở C'])}</w:tbl>")
    assert "Bỏ" not in text and "Thêm" in text and "Giữ" in text


def test_changes_of_format_are_no_changes_of_the_text() -> None:
    body = p(r("Nội dung", tracked("rPrChange", "<w:rPr/>")), props=tracked("pPrChange", "<w:pPr/>"))
    assert source_of(body).remarks == []


# Boxes, pictures, notes ----------------------------------------------------------------------------------------------


def box(inner: str) -> str:
    shape = f"<wps:wsp><wps:txbx><w:txbxContent>{inner}</w:txbxContent></wps:txbx></wps:wsp>"
    graphic = f"<a:graphic><a:graphicData>{shape}</a:graphicData></a:graphic>"
    return (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor>'
        f"{graphic}</wp:anchor></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox><w:txbxContent>{inner}"
        "</w:txbxContent></v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )


def test_a_letterhead_in_a_box_comes_before_its_paragraph_and_once() -> None:
    inner = p("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM") + p("Độc lập - Tự do - Hạnh phúc")
    assert text_of(p(box(inner) + r("KẾ HOẠCH"))) == (
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nKẾ HOẠCH\n"
    )


def test_any_other_box_comes_after_its_paragraph() -> None:
    old = "<w:r><w:pict><v:shape><v:textbox><w:txbxContent>{}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
    assert text_of(p(old.format(p("Sơ đồ tổ chức")) + r("Bộ máy"))) == "Bộ máy\nSơ đồ tổ chức\n"
    assert text_of(p(box(p("Hình 1"))) + p("Sau")) == "Hình 1\nSau\n"


PICTURE = (
    "<w:r><w:drawing><wp:inline><a:graphic><a:graphicData><pic:pic><pic:blipFill><a:blip/></pic:blipFill></pic:pic>"
    "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
)


def test_a_file_of_pictures_is_a_scan() -> None:
    source = source_of(p(PICTURE) + p())
    assert (source.text, source.blocks, source.remarks) == ("\n", [], [Remark("scanned-page", "docx")])
    assert source.has_layout
    assert source_of(p(PICTURE) + p("Bản quét")).remarks == [Remark("scanned-page", "docx")]


def test_a_picture_beside_text_is_nothing() -> None:
    body = p(PICTURE) + p("Nội dung tuyên truyền cải cách hành chính. " * 10)
    assert source_of(body).remarks == []
    assert len(source_of(body).blocks or []) == 1


def test_footnotes_and_endnotes_stand_beside_their_paragraph() -> None:
    notes = (
        '<w:footnote w:id="0" w:type="separator"><w:p/></w:footnote><w:footnote w:id="2">'
        + p("<w:r><w:footnoteRef/></w:r>" + r(" Nghị quyết số 76/NQ-CP"))
        + "</w:footnote>"
    )
    ends = f'<w:endnote w:id="5">{p("Số liệu năm 2025")}{p("đã làm tròn")}</w:endnote>'
    reference = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    body = p(r("Thực hiện Nghị quyết") + reference + r(" của Chính phủ") + reference)
    body += p(r("Đạt 90%") + '<w:r><w:endnoteReference w:id="5"/></w:r>')
    source = source_of(body, footnotes=notes, endnotes=ends)
    assert source.text == (
        "Thực hiện Nghị quyết của Chính phủ\nNghị quyết số 76/NQ-CP\nĐạt 90%\nSố liệu năm 2025\nđã làm tròn\n"
    )
    assert [type(block) for block in source.blocks or []] == [Block, Footnote, Block, Footnote]


# Tables --------------------------------------------------------------------------------------------------------------


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


# Packages ------------------------------------------------------------------------------------------------------------


def test_paragraphs_are_counted_as_python_docx_counts_them() -> None:
    document = docx.Document()
    for text in ("KẾ HOẠCH", "", "I. MỤC ĐÍCH", "Nâng cao nhận thức."):
        document.add_paragraph(text)
    document.add_table(rows=1, cols=1).cell(0, 0).text = "trong bảng"
    document.add_paragraph("Nơi nhận:")
    out = io.BytesIO()
    document.save(out)
    source = read(out.getvalue(), "x.docx", Limits())
    assert len(source.paragraphs) == 4
    for start, end, number in source.paragraphs:
        assert source.text[start:end] == document.paragraphs[number - 1].text


def test_a_strict_document_is_read() -> None:
    assert read(word_file(p("Nội dung", num=1), numbering=abstract(1, lvl(0, "%1.")) + num(1, 1), strict=True), "x",
                Limits()).text == "1. Nội dung\n"  # fmt: skip


def test_the_prefix_of_a_namespace_is_no_matter() -> None:
    import zipfile

    old, new = io.BytesIO(word_file(p("Nội dung"))), io.BytesIO()
    with zipfile.ZipFile(old) as source, zipfile.ZipFile(new, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            if name == "word/document.xml":
                content = content.replace(b"w:", b"ns0:").replace(b"xmlns:w=", b"xmlns:ns0=")
            target.writestr(name.replace("/", "\\") if name == "word/styles.xml" else name, content)
    assert read(new.getvalue(), "x", Limits()).text == "Nội dung\n"


def test_a_word_file_is_known_by_its_content(tmp_path: Path) -> None:
    path = tmp_path / "ke-hoach.txt"
    path.write_bytes(word_file(p("KẾ HOẠCH")))
    assert read_file(str(path)).format == "docx"


@pytest.mark.parametrize(
    "content",
    [
        word_file(p("x"))[:400],
        b"PK\x03\x04" + b"word/document.xml" * 20,
        word_file("<w:p><w:r><w:t>hỏng</w:r></w:p>"),
        word_file("</w:body><w:body>").replace(b"word/document.xml", b"word/nothing1.xml"),
        word_file(p("x") + "<w:customXml>" * 300 + "</w:customXml>" * 300),
    ],
    ids=["cut", "no archive", "broken XML", "no main part", "too deep"],
)
def test_a_damaged_file_is_refused(content: bytes) -> None:
    with pytest.raises(ReadError, match="damaged"):
        read(content, "x.docx", Limits())


def test_a_file_that_unpacks_beyond_the_limit_is_refused() -> None:
    with pytest.raises(ReadError, match="MB when unpacked"):
        read(word_file(p("x" * 3_000_000)), "x.docx", Limits(unpacked_bytes=1024 * 1024))


def test_entities_are_refused() -> None:
    import zipfile

    out = io.BytesIO(word_file(p("x")))
    with zipfile.ZipFile(out) as archive:
        xml = archive.read("word/document.xml").decode("utf-8")
    xml = xml.replace(
        "<w:document", '<!DOCTYPE d [<!ENTITY a "b"><!ENTITY c SYSTEM "file:///etc/hostname">]><w:document'
    )
    new = io.BytesIO()
    with zipfile.ZipFile(new, "w") as archive:
        archive.writestr("word/document.xml", xml.replace(">x<", ">&a;&c;<"))
    with pytest.raises(ReadError, match="damaged"):
        read(new.getvalue(), "x.docx", Limits())


def test_an_empty_file_is_refused() -> None:
    with pytest.raises(ReadError, match="empty"):
        source_of(p() + table(["", ""]))


def test_text_kept_in_another_file_is_asked_for() -> None:
    with pytest.raises(ReadError, match="embedded"):
        source_of(p("KẾ HOẠCH") + '<w:altChunk r:id="rId9"/>')


def test_deep_nesting_within_the_limits_is_read() -> None:
    body = p("đáy")
    for _ in range(70):
        body = f"<w:tbl><w:tr><w:tc>{body}</w:tc></w:tr></w:tbl>"
    assert text_of(body) == "đáy\n"
    run = r("sâu")
    for _ in range(200):
        run = f"<w:smartTag>{run}</w:smartTag>"
    assert text_of(p(run)) == "sâu\n"
