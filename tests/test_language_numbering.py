"""Numbers, letters and bullets at the start of a line, and what only looks like one."""

from __future__ import annotations

import pytest
from plancheck.language.numbering import LETTERS, bullet_end, letter_at, letter_value, read_marker, roman_value


@pytest.mark.parametrize(
    ("line", "text", "style", "value"),
    [
        ("I. MỤC ĐÍCH", "I.", "roman", 1),
        ("I.MỤC ĐÍCH", "I.", "roman", 1),
        ("IV.Kiến nghị", "IV.", "roman", 4),
        ("I- MỤC ĐÍCH", "I-", "roman", 1),
        ("II/ NỘI DUNG", "II/", "roman", 2),
        ("XIV. PHỤ TRÁCH", "XIV.", "roman", 14),
        ("A. MỤC TIÊU", "A.", "upper", 1),
        ("1. Mục đích", "1.", "arabic", 1),
        ("1.Thuận lợi", "1.", "arabic", 1),
        ("1) Mục đích", "1)", "arabic", 1),
        ("1/ Mục đích", "1/", "arabic", 1),
        ("1- Mục đích", "1-", "arabic", 1),
        ("12. Công an tỉnh", "12.", "arabic", 12),
        ("2.1. Nội dung", "2.1.", "decimal2", 1),
        ("2.1 Nội dung", "2.1", "decimal2", 1),
        ("1.2.3. Nội dung", "1.2.3.", "decimal3", 3),
        ("a) Báo chí", "a)", "lower", 1),
        ("a. Báo chí", "a.", "lower", 1),
        ("a/ Báo chí", "a/", "lower", 1),
        ("đ) Pano", "đ)", "lower", 5),
        ("g) Hội nghị", "g)", "lower", 7),
        ("(1) Bản tin", "(1)", "(arabic)", 1),
        ("(a) Bản tin", "(a)", "(lower)", 1),
        ("(ii) Bản tin", "(ii)", "(roman)", 2),
        ("Phần thứ nhất", "Phần thứ nhất", "part", 1),
        ("PHẦN THỨ HAI", "PHẦN THỨ HAI", "part", 2),
        ("Phần III. TIẾN ĐỘ", "Phần III", "part", 3),
        ("Chương II", "Chương II", "chapter", 2),
        ("Điều 1. Ban hành kèm theo", "Điều 1", "article", 1),
    ],
)
def test_each_written_form_is_read(line: str, text: str, style: str, value: int) -> None:
    marker = read_marker(line)
    assert marker is not None
    assert (marker.text.rstrip("."), marker.style, marker.value) == (text.rstrip("."), style, value)
    assert marker.sure
    assert marker.text.startswith(text.rstrip(".")) and line[marker.body :].lstrip() == line[marker.body :]


@pytest.mark.parametrize(
    "line",
    [
        "12/3/2014 là hạn cuối", "15/12 hằng năm", "2021 - 2030;", "2011-2020", "12.000 đồng", "1.250 hộ dân",
        "12.500.000 đồng",
        "03 lớp tập huấn", "24 tháng", "30% hồ sơ", "v.v.", "CCHC năm 2014", "IV", "X quang", "I am", "100.000 lượt",
        "1,5 tỷ đồng",
        "Mục 2 Kế hoạch này", "Điều 7 Nghị định số 61/2018/NĐ-CP", "Phần lớn hồ sơ", "III/2013 và quý IV",
        "Chương trình tổng thể",
        "", "a", "ab) hai", "w) không có trong bảng chữ cái", "f) không có", "0. Không", "999. Quá lớn", "(13/02/2019)",
    ],
)  # fmt: skip
def test_dates_amounts_ranges_and_references_are_no_sure_markers(line: str) -> None:
    marker = read_marker(line)
    assert marker is None or not marker.sure


@pytest.mark.parametrize("line", ["3.5 tỷ đồng", "4.5 lần năm trước", "b. thực hiện", "15. tháng"])
def test_what_may_be_either_is_left_to_the_sequence(line: str) -> None:
    marker = read_marker(line)
    assert marker is None or not marker.sure


def test_letters_follow_the_decree() -> None:
    """NĐ 30/2020/NĐ-CP, Phụ lục I: a b c d đ e g h i k l m n o p q r s t u v x y."""
    assert " ".join(LETTERS) == "a b c d đ e g h i k l m n o p q r s t u v x y"
    assert [letter_at(letter_value(letter)) for letter in LETTERS] == list(LETTERS)
    assert [letter_value(letter) for letter in "fjwz"] == [0, 0, 0, 0]
    assert letter_at(0) == letter_at(24) == ""


@pytest.mark.parametrize(("text", "value"), [("I", 1), ("iv", 4), ("IX", 9), ("XLIX", 49), ("LXXXIX", 89)])
def test_roman_numerals(text: str, value: int) -> None:
    assert roman_value(text) == value


@pytest.mark.parametrize("text", ["IIII", "VX", "IC", "ABC", "", "XCIX", "IIV"])
def test_what_is_no_roman_numeral(text: str) -> None:
    assert roman_value(text) is None


@pytest.mark.parametrize("line", ["- Lưu: VT", "– Lưu", "+ Một", "• Một", "* Một", "-Lưu: VT", "➢ Một", "o Một là"])
def test_bullets(line: str) -> None:
    assert line[bullet_end(line) :][:1].isupper()
    assert read_marker(line) is None


@pytest.mark.parametrize("line", ["**đậm**", "ở xã", "Một - hai", "-", ""])
def test_what_is_no_bullet(line: str) -> None:
    assert bullet_end(line) == 0
