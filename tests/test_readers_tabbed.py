"""Letterheads and signatures that tabs set in two columns, and headings over two paragraphs."""

from __future__ import annotations

import pytest
from plancheck.language import normalise
from plancheck.readers import Limits
from plancheck.readers.draft import Para, Run, compose
from plancheck.readers.html import read as read_html


def lines(*texts: str) -> list[str]:
    source = compose([Para([Run(text)], number) for number, text in enumerate(texts, 1)], path="x", format="docx")
    return [getattr(block, "text", "") for block in normalise(source).blocks]


def test_a_letterhead_by_tabs_is_read_column_by_column() -> None:
    assert lines(
        "\tUBND HUYỆN MƯỜNG SÔ\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "\tPHÒNG NỘI VỤ\tĐộc lập - Tự do - Hạnh phúc",
        "",
        "\tSố: 14/KH-PNV\tMường Sô, ngày 05 tháng 02 năm 2018",
        "KẾ HOẠCH",
    ) == [
        "UBND HUYỆN MƯỜNG SÔ", "PHÒNG NỘI VỤ", "Số: 14/KH-PNV",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "Mường Sô, ngày 05 tháng 02 năm 2018",
        "KẾ HOẠCH",
    ]  # fmt: skip


def test_soft_breaks_in_one_paragraph_are_lines_of_the_letterhead() -> None:
    assert lines("UBND XÃ LẦU\tĐộc lập - Tự do - Hạnh phúc\nSố:\t07/KH-UBND\tXã Lầu, ngày 12 tháng 3 năm 2020") == [
        "UBND XÃ LẦU", "Số: 07/KH-UBND", "Độc lập - Tự do - Hạnh phúc", "Xã Lầu, ngày 12 tháng 3 năm 2020",
    ]  # fmt: skip


def test_recipients_stand_together_beside_a_signature_by_tabs() -> None:
    assert lines(
        "Nơi nhận:\t\tKT. GIÁM ĐỐC", "- UBND tỉnh;\t\tPHÓ GIÁM ĐỐC", "- Sở Nội vụ;", "- Lưu: VT.\t\tVi Văn Tấn"
    ) == ["Nơi nhận:", "- UBND tỉnh;", "- Sở Nội vụ;", "- Lưu: VT.", "KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC", "Vi Văn Tấn"]


def test_a_letterhead_after_a_signature_is_one_of_its_own() -> None:
    """A decision and the plan that it issues."""
    assert lines(
        "Nơi nhận:\t\tGIÁM ĐỐC", "- Lưu: VT.\t\tVi Văn Tấn", "",
        "\tSỞ Y TẾ\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "\tPHÒNG NGHIỆP VỤ Y\tĐộc lập - Tự do - Hạnh phúc",
    ) == [
        "Nơi nhận:", "- Lưu: VT.", "GIÁM ĐỐC", "Vi Văn Tấn",
        "SỞ Y TẾ", "PHÒNG NGHIỆP VỤ Y", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc",
    ]  # fmt: skip


def test_tabs_in_the_text_stay_blanks() -> None:
    body = ["I.\tMỤC ĐÍCH", "1.\tGiúp công chức hiểu rõ\tviệc của mình.", "-\tKinh phí:\t20 triệu đồng"]
    assert lines(*body) == [text.replace("\t", " ") for text in body]


def test_every_line_keeps_the_number_of_its_paragraph() -> None:
    texts = ["SỞ Y TẾ\tĐộc lập - Tự do - Hạnh phúc", "Số: 3/KH-SYT\tHà Nam, ngày 09 tháng 01 năm 2019"]
    source = compose([Para([Run(text)], number) for number, text in enumerate(texts, 1)], path="x", format="docx")
    assert source.paragraph_at(source.text.index("Số")) == source.paragraph_at(source.text.index("Hà Nam")) == 2


def test_libreoffice_writes_tabs_into_its_html() -> None:
    page = (
        '<!DOCTYPE html>\n<html><head><meta charset="utf-8"/></head>\n<body>\n\t<p><b>\tSỞ\nY TẾ</b><b>\tĐộc lập - '
        "Tự do - Hạnh phúc</b></p>\n<p>\tSố:\n3/KH-SYT<i>\tHà Nam, ngày 09 tháng 01\nnăm 2019</i></p>\n"
        "<p>KẾ HOẠCH</p></body></html>"
    )
    source = read_html(page.encode(), "x.html", Limits())
    found = [source.text[block.start : block.end] for block in source.blocks or [] if hasattr(block, "start")]
    assert found[:4] == [
        "SỞ Y TẾ", "Số: 3/KH-SYT", "Độc lập - Tự do - Hạnh phúc", "Hà Nam, ngày 09 tháng 01 năm 2019",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("paragraphs", "joined"),
    [
        (["Phần I", "MỤC TIÊU, YÊU CẦU"], ["Phần I MỤC TIÊU, YÊU CẦU"]),
        (["III. NỘI DUNG VÀ", "HÌNH THỨC TUYÊN TRUYỀN"], ["III. NỘI DUNG VÀ HÌNH THỨC TUYÊN TRUYỀN"]),
        (["I. MỤC ĐÍCH, YÊU CẦU", "MỤC ĐÍCH"], ["I. MỤC ĐÍCH, YÊU CẦU", "MỤC ĐÍCH"]),
        (["I. MỤC ĐÍCH", "Nâng cao nhận thức."], ["I. MỤC ĐÍCH", "Nâng cao nhận thức."]),
        (["I. MỤC ĐÍCH", "II. YÊU CẦU"], ["I. MỤC ĐÍCH", "II. YÊU CẦU"]),
        (["V. KINH PHÍ", "TM. ỦY BAN NHÂN DÂN"], ["V. KINH PHÍ", "TM. ỦY BAN NHÂN DÂN"]),
        (["a)", "Nâng cao nhận thức."], ["a)", "Nâng cao nhận thức."]),
    ],
)
def test_a_heading_over_two_paragraphs_is_one_line(paragraphs: list[str], joined: list[str]) -> None:
    assert lines(*paragraphs) == joined
