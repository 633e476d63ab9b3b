"""Page layout, page numbers, fonts and letterhead in headers of Word files."""

from __future__ import annotations

import pytest
from plancheck.source import Layout, Page

from worddocs import field, p, r, source_of, style, table

A4 = (
    '<w:pgSz w:w="11907" w:h="16840"/><w:pgMar w:top="1134" w:right="851" w:bottom="-1134" w:left="1418" '
    'w:gutter="283"/>'
)
DEFAULT = '<w:headerReference w:type="default" r:id="header1"/>'
FIRST = '<w:headerReference w:type="first" r:id="header2"/>'
FOOTER = '<w:footerReference w:type="default" r:id="footer1"/>'
PAGE = field("PAGE   \\* MERGEFORMAT", "2")
WORDS = p("Nội dung tuyên truyền cải cách hành chính.")


def section(*parts: str) -> str:
    return f"<w:sectPr>{''.join(parts)}</w:sectPr>"


def layout_of(body: str, **parts: str) -> Layout:
    layout = source_of(body, **parts).layout
    assert layout is not None
    return layout


def test_paper_and_margins_are_in_millimetres() -> None:
    page = layout_of(WORDS + section(A4)).pages[0]
    assert page == Page(210.0, 297.0, 20.0, 20.0, 30.0, 15.0, None, False)


def test_each_section_of_pages_has_its_layout() -> None:
    wide = '<w:pgSz w:w="16840" w:h="11907" w:orient="landscape"/>'
    again = section('<w:type w:val="continuous"/>', A4)
    body = f"<w:p><w:pPr>{section(A4)}</w:pPr></w:p><w:p><w:pPr>{again}</w:pPr></w:p>" + WORDS + section(wide)
    assert [page.width for page in layout_of(body).pages] == [210.0, 297.0]


CENTRED = '<w:jc w:val="center"/>'
TABS = '<w:tabs><w:tab w:val="center" w:pos="4680"/><w:tab w:val="right" w:pos="9360"/></w:tabs>'
TAB = "<w:r><w:tab/></w:r>"
NUMBERS = {
    "aligned": (p(PAGE, props=CENTRED), "center"),
    "left": (p(PAGE), "left"),
    "a simple field": (p(f'<w:fldSimple w:instr=" PAGE ">{r("2")}</w:fldSimple>', props=CENTRED), "center"),
    "in a content control": (
        "<w:sdt><w:sdtPr/><w:sdtContent>" + p(PAGE, props='<w:jc w:val="end"/>') + "</w:sdtContent></w:sdt>", "right"
    ),
    "in a frame": (p(PAGE, props='<w:framePr w:wrap="around" w:xAlign="center"/>'), "center"),
    "at a tab": (p(TAB + PAGE, props=TABS), "center"),
    "at the second tab of the style": (p(TAB + TAB + PAGE, style="Header"), "right"),
    "at an alignment tab": (p('<w:r><w:ptab w:alignment="center"/></w:r>' + PAGE), "center"),
    "by the style": (p(PAGE, style="Giua"), "center"),
    "in a table": (table(["Sở A", p(PAGE), ""]), "center"),
    "in a box": (
        p(
            "<w:r><w:drawing><wp:anchor><wp:positionH><wp:align>right</wp:align></wp:positionH><a:graphic>"
            f"<wps:txbx><w:txbxContent>{p(PAGE)}</w:txbxContent></wps:txbx></a:graphic></wp:anchor></w:drawing></w:r>"
        ),
        "right",
    ),
    "inside a condition": (
        p(
            '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> IF </w:instrText></w:r>'
            + PAGE
            + '<w:r><w:instrText> > 1 </w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>',
            props=CENTRED,
        ),
        "center",
    ),
    "only a count of pages": (p(field("NUMPAGES", "4") + field("PAGEREF x", "2"), props=CENTRED), None),
}  # fmt: skip
STYLES = style("Normal", default=True) + style("Header", based="Normal", ppr=TABS) + style("Giua", ppr=CENTRED)


@pytest.mark.parametrize("name", NUMBERS)
def test_the_page_number_is_found(name: str) -> None:
    header, side = NUMBERS[name]
    page = layout_of(WORDS + section(DEFAULT, A4), header1=header, styles=STYLES).pages[0]
    assert page.number == (f"top-{side}" if side else None)
    assert page.number_first is (side is not None)


def test_a_first_page_of_its_own_hides_the_number() -> None:
    parts = {"header1": p(PAGE, props=CENTRED), "header2": p()}
    page = layout_of(WORDS + section(DEFAULT, FIRST, A4, "<w:titlePg/>"), **parts).pages[0]
    assert (page.number, page.number_first) == ("top-center", False)
    page = layout_of(WORDS + section(DEFAULT, FIRST, A4, '<w:titlePg w:val="0"/>'), **parts).pages[0]
    assert page.number_first is True


def test_a_number_in_the_footer_and_a_section_that_inherits_it() -> None:
    body = f"<w:p><w:pPr>{section(FOOTER, A4)}</w:pPr></w:p>" + WORDS + section(A4)
    pages = layout_of(body, footer1=p(PAGE, props='<w:jc w:val="right"/>')).pages
    assert [page.number for page in pages] == ["bottom-right", "bottom-right"]


# Letterhead ----------------------------------------------------------------------------------------------------------


def test_a_letterhead_in_the_first_header_is_text() -> None:
    head = p(PAGE) + table(["UBND TỈNH X", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"], ["Số: 12/KH-UBND", ""], borders=False)
    source = source_of(WORDS + section(DEFAULT, FIRST, A4, "<w:titlePg/>"), header1=p("Trang chạy"), header2=head)
    assert source.text.startswith("UBND TỈNH X\nSố: 12/KH-UBND\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nNội dung")
    assert "Trang chạy" not in source.text
    assert source.paragraphs[0][2] == 1


def test_any_other_header_is_no_text() -> None:
    source = source_of(WORDS + section(DEFAULT, A4), header1=p("SỞ Y TẾ - Kế hoạch năm 2026"))
    assert source.text == "Nội dung tuyên truyền cải cách hành chính.\n"


# Fonts ---------------------------------------------------------------------------------------------------------------

THEME = (
    '<a:themeElements><a:fontScheme><a:majorFont><a:latin typeface="Cambria"/></a:majorFont>'
    '<a:minorFont><a:latin typeface="Calibri"/></a:minorFont></a:fontScheme></a:themeElements>'
)
DEFAULTS = (
    "<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:asciiTheme='minorHAnsi' w:hAnsiTheme='minorHAnsi'/>"
    "<w:sz w:val='22'/></w:rPr></w:rPrDefault></w:docDefaults>"
)


def test_fonts_and_sizes_are_resolved_and_counted_in_letters() -> None:
    styles = (
        DEFAULTS
        + style("Normal", default=True, rpr='<w:sz w:val="28"/>')
        + style("Than", based="Normal", rpr='<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman"/>')
        + style("Nho", kind="character", rpr='<w:sz w:val="25"/>')
        + style("De", based="Normal", rpr='<w:rFonts w:asciiTheme="majorHAnsi" w:ascii="Arial"/>')
    )
    body = p("abcd 123") + p(r("xyz") + r("mn", '<w:rStyle w:val="Nho"/>'), style="Than") + p("q", style="De")
    body += table(["trong", "bảng"]) + p(r("k", '<w:rFonts w:hAnsi="Arial"/><w:sz w:val="14pt"/>'))
    layout = layout_of(body, styles=styles, theme=THEME)
    assert layout.fonts == {"Calibri": 4, "Times New Roman": 5, "Cambria": 1, "Arial": 1}
    assert layout.sizes == {14.0: 9, 12.5: 2}


def test_a_file_that_says_nothing_is_set_as_word_sets_it() -> None:
    layout = layout_of(p("abc"))
    assert (layout.fonts, layout.sizes) == ({"Times New Roman": 3}, {10.0: 3})
