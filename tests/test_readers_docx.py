"""Word files are read as they are printed: text, fields, capitals, tracked changes, boxes, notes."""

from __future__ import annotations

from plancheck.readers.docx_line import Line
from plancheck.readers.docx_styles import Look
from plancheck.source import Block, Footnote, Remark

from worddocs import abstract, field, lvl, num, p, picture, r, source_of, style, text_of, tracked

BR = "<w:r><w:br/></w:r>"


def deleted(text: str, author: str = "Hoa") -> str:
    return tracked("del", f"<w:r><w:delText>{text}</w:delText></w:r>", author)


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
    line = Line()
    line.write("µ", Look(".VnTime", 14.0, True, False))
    assert line.runs()[0][:2] == ("µ", ".VnTime")
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


def test_a_file_of_pictures_is_a_scan() -> None:
    source = source_of(p(picture()) + p())
    assert (source.text, source.blocks, source.remarks) == ("\n", [], [Remark("scanned-page", "docx")])
    assert source.has_layout
    assert source_of(p(picture()) + p("Bản quét")).remarks == [Remark("scanned-page", "docx")]


def test_a_picture_beside_text_is_nothing() -> None:
    body = p(picture()) + p("Nội dung tuyên truyền cải cách hành chính. " * 10)
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


def test_a_note_has_no_notes_of_its_own() -> None:
    reference = '<w:r><w:footnoteReference w:id="{}"/></w:r>'
    notes = "".join(
        f'<w:footnote w:id="{number}">{p(r(f"Chú thích {number}") + reference.format(number + 1))}</w:footnote>'
        for number in range(1, 400)
    )
    assert text_of(p(r("Nội dung") + reference.format(1)), footnotes=notes) == "Nội dung\nChú thích 1\n"


def test_fields_opened_without_end_are_bounded() -> None:
    opened = '<w:r><w:fldChar w:fldCharType="begin"/><w:fldChar w:fldCharType="separate"/></w:r>'
    assert text_of(p(opened * 2000 + r("Nội dung"))) == "Nội dung\n"
