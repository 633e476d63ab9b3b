"""One Unicode form, joined lines, tables, and the way back to the author's file."""

from __future__ import annotations

import unicodedata

import pytest
from plancheck.language import fold, normalise, spellings
from plancheck.plan import Line, Table


def lines(raw: str) -> list[str]:
    return [block.text for block in normalise(raw).blocks if isinstance(block, Line)]


def tables(raw: str) -> list[list[list[str]]]:
    return [
        [[cell.text for cell in table.columns], *([cell.text for cell in row] for row in table.rows)]
        for table in normalise(raw).blocks
        if isinstance(table, Table)
    ]


# Characters ----------------------------------------------------------------------------------------------------------


def test_decomposed_vietnamese_is_composed_and_leads_back() -> None:
    raw = unicodedata.normalize("NFD", "Kế hoạch:\nTuyên truyền")
    text = normalise(raw)
    assert text.text == "Kế hoạch:\nTuyên truyền\n"
    assert text.point(text.text.index("truyền")) == (2, len(unicodedata.normalize("NFD", "Tuyên ")) + 1)
    assert not text.mixed_forms


def test_composed_and_decomposed_side_by_side_is_noted() -> None:
    assert normalise("Kế hoạch " + unicodedata.normalize("NFD", "tuyên truyền")).mixed_forms


def test_marks_in_the_wrong_order_are_put_right() -> None:
    assert normalise("Ha\u0301\u0302p").text.rstrip("\n") == "Hấp"


@pytest.mark.parametrize("blank", ["\xa0", "\u2009", "\u3000"])
def test_every_blank_is_a_plain_space(blank: str) -> None:
    assert normalise(f"Sở{blank}Nội{blank}vụ").text == "Sở Nội vụ\n"


@pytest.mark.parametrize("invisible", ["\ufeff", "\u200b", "\u200e", "\xad", "\u2060", "\x07", "\x00"])
def test_invisible_characters_are_gone(invisible: str) -> None:
    text = normalise(f"{invisible}Kế{invisible} hoạch")
    assert text.text == "Kế hoạch\n"
    assert text.point(0) == (1, 2)


@pytest.mark.parametrize("end", ["\r\n", "\r", "\u2028", "\x0b", "\x0c", "\x85"])
def test_every_line_end_ends_a_line(end: str) -> None:
    assert lines(f"I. NỘI DUNG{end}II. HÌNH THỨC") == ["I. NỘI DUNG", "II. HÌNH THỨC"]


@pytest.mark.parametrize("mark", ["\u0300", "\u0301"])
@pytest.mark.parametrize("before", ["\r", "\x07", "\u200b", "\xa0"])
def test_a_combining_mark_keeps_no_control_before_it(before: str, mark: str) -> None:
    assert before not in normalise(f"Một{before}{mark}Hai").text


def test_a_tab_inside_a_cell_is_a_plain_space() -> None:
    assert "\t" not in normalise("|Nhiệm vụ|Chủ\ttrì|\n|Một|Hai|").text


def test_html_marks_and_entities_are_read_as_seen() -> None:
    assert lines("<b>I. NỘI DUNG</b> &amp; HÌNH&nbsp;THỨC<sup>1</sup>") == ["I. NỘI DUNG & HÌNH THỨC1"]


def test_markdown_marks_are_taken_off_and_their_words_kept() -> None:
    raw = "## **I. NỘI DUNG**\n\n***1.*** *Một* và `hai`; so_ky_hieu\n\n> Trích\n"
    assert lines(raw) == ["I. NỘI DUNG", "1. Một và hai; so_ky_hieu", "Trích"]


def test_a_link_in_angle_brackets_stays() -> None:
    assert lines("Xem <https://dichvucong.gov.vn>.")[0] == "Xem https://dichvucong.gov.vn."


# Folding -------------------------------------------------------------------------------------------------------------


def test_folding_makes_dashes_quotes_and_case_alike() -> None:
    assert fold("PT–TH “Một”") == 'pt-th "một"'
    assert len(fold("İstanbul")) == len("İstanbul")


def test_both_tone_placements_are_spelled() -> None:
    assert set(spellings("hòa giải")) == {"hòa giải", "hoà giải"}
    assert set(spellings("Ủy ban")) == {"ủy ban", "uỷ ban"}
    assert spellings("quý") == ["quý"]
    assert spellings("toàn") == ["toàn"]


# Wrapped lines -------------------------------------------------------------------------------------------------------

WRAPPED = """I. NỘI DUNG
1. Tuyên truyền về Chương trình tổng thể cải cách hành chính nhà nước giai đoạn
2021 - 2030 và các văn bản hướng dẫn thi hành của Chính phủ, của Thủ tướng Chính
phủ; kết quả đạt được từ ngày 01 tháng 7 năm 2025 đến hết ngày
30 tháng 6 năm 2026 của các cơ quan, đơn vị, địa phương trong tỉnh được đánh
giá là có cách làm mới, hiệu quả.
2. Tuyên truyền về cơ chế một cửa, một cửa liên thông và kết quả giải quyết thủ
tục hành chính của các sở, ngành trong năm.
"""


def test_lines_cut_by_a_margin_are_joined() -> None:
    found = lines(WRAPPED)
    assert [line[:12] for line in found] == ["I. NỘI DUNG", "1. Tuyên tru", "2. Tuyên tru"]
    assert "giai đoạn 2021 - 2030 và" in found[1] and "hết ngày 30 tháng 6 năm 2026" in found[1]


def test_joined_lines_lead_back_to_each_of_their_lines() -> None:
    text = normalise(WRAPPED)
    assert text.point(text.text.index("2021")) == (3, 1)
    assert text.point(text.text.index("30 tháng 6")) == (5, 1)


def test_short_lines_that_are_lines_of_their_own_stay_apart() -> None:
    raw = "Nơi nhận:\n- UBND tỉnh;\n- Lưu: VT.\n\nKT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC\n\nNguyễn Văn An\n"
    assert lines(raw) == ["Nơi nhận:", "- UBND tỉnh;", "- Lưu: VT.", "KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC", "Nguyễn Văn An"]


def test_a_marker_alone_on_its_line_takes_the_next() -> None:
    assert lines("I.\nMỤC ĐÍCH\nMột.") == ["I. MỤC ĐÍCH", "Một."]


def test_page_numbers_are_noise_and_break_no_paragraph() -> None:
    text = normalise(
        "I. NỘI DUNG\nTuyên truyền kết quả cải cách hành chính của tỉnh\n- 3 -\ntrong năm 2026.\nTrang 2/5\n"
    )
    assert [line.text for line in text.noise] == ["- 3 -", "Trang 2/5"]
    assert "tỉnh trong năm 2026." in text.text


# Tables --------------------------------------------------------------------------------------------------------------


def test_tabs_make_a_table() -> None:
    assert tables("STT\tNhiệm vụ\tChủ trì\n1\tViết bài\tVăn phòng\n2\tHội nghị\t\n") == [
        [["STT", "Nhiệm vụ", "Chủ trì"], ["1", "Viết bài", "Văn phòng"], ["2", "Hội nghị", ""]]
    ]


def test_pipes_make_the_same_table() -> None:
    raw = "| **STT** | Nhiệm vụ | Chủ trì |\n|---|:--:|---|\n| 1 | Viết bài | Văn phòng |\n| 2 | Hội nghị | |\n"
    assert tables(raw) == [[["STT", "Nhiệm vụ", "Chủ trì"], ["1", "Viết bài", "Văn phòng"], ["2", "Hội nghị", ""]]]


def test_a_row_cut_by_a_page_break_is_one_row_and_the_header_stands_once() -> None:
    raw = (
        "STT\tNhiệm vụ\tSản phẩm\tChủ trì\n1\tViết bài về\tBài\tVăn phòng\n- 2 -\nSTT\tNhiệm vụ\tSản phẩm\tChủ trì\n"
        "\tcải cách hành chính\t\t\n2\tHội nghị\tHội nghị\tVăn phòng\n"
    )
    assert tables(raw) == [
        [
            ["STT", "Nhiệm vụ", "Sản phẩm", "Chủ trì"],
            ["1", "Viết bài về cải cách hành chính", "Bài", "Văn phòng"],
            ["2", "Hội nghị", "Hội nghị", "Văn phòng"],
        ]
    ]


def test_a_cut_row_of_a_narrow_table_is_one_row_too() -> None:
    raw = "STT\tNhiệm vụ\tChủ trì\n1\tViết bài về\tVăn phòng\n\tcải cách hành chính\t\n2\tHội nghị\tVăn phòng\n"
    assert [row[1] for row in tables(raw)[0]] == ["Nhiệm vụ", "Viết bài về cải cách hành chính", "Hội nghị"]


def test_rows_are_as_wide_as_the_header() -> None:
    table = next(block for block in normalise("A\tNhiệm vụ\tC\n1\tb\n2\tb\tc\td\n").blocks if isinstance(block, Table))
    assert len({len(table.columns), *(len(row) for row in table.rows)}) == 1


def test_a_letterhead_in_two_columns_is_read_column_by_column() -> None:
    raw = "UBND TỈNH HÀ NAM\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSỞ Y TẾ\tĐộc lập - Tự do - Hạnh phúc\n"
    assert tables(raw) == []
    assert lines(raw) == [
        "UBND TỈNH HÀ NAM", "SỞ Y TẾ", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc",
    ]  # fmt: skip


def test_a_tab_behind_a_number_makes_no_table() -> None:
    assert tables("1.\tMục đích\n2.\tYêu cầu\n") == []
    assert lines("1.\tMục đích\n2.\tYêu cầu\n") == ["1. Mục đích", "2. Yêu cầu"]


def test_the_letter_eth_is_read_as_the_one_it_looks_like() -> None:
    text = normalise("I. ÐỐI TƯỢNG\nNgười dân ðịa phương.")
    assert text.text == "I. ĐỐI TƯỢNG\nNgười dân địa phương.\n"
    assert text.raw[3] == "Ð" and text.point(3) == (1, 4)
