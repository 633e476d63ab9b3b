"""Layout in terminal cells."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from plancheck.report.clean import clean
from plancheck.report.layout import clip, crop, crop_left, hang, head, plain, tail, underline, width_of, wrap
from rich.cells import cell_len

TEXTS = st.text(alphabet="aế đ中,.“”\u0301 ", max_size=120)


@given(TEXTS, st.integers(2, 60))
def test_cropped_text_fits(text: str, cells: int) -> None:
    for cut in (crop, crop_left, head, tail):
        assert cell_len(cut(text, cells)) <= cells


@given(TEXTS, st.integers(4, 60))
def test_wrapping_keeps_every_letter_and_fits(text: str, cells: int) -> None:
    lines = wrap(text, cells)
    assert "".join(lines).replace(" ", "") == "".join(text.split())
    assert all(cell_len(line) <= cells for line in lines)


@given(TEXTS, TEXTS, TEXTS, st.integers(20, 100))
def test_the_quoted_words_stay_in_view(before: str, quoted: str, after: str, cells: int) -> None:
    parts = underline(before, quoted, after, cells)
    assert cell_len("".join(parts)) <= cells
    if cell_len(quoted) <= cells - 4:
        assert parts[1] == quoted


def test_crop_cuts_between_words() -> None:
    assert crop("báo cáo định kỳ theo quy định", 20) == "báo cáo định kỳ…"


def test_hanging_indent_and_right_end() -> None:
    lines = hang([("  LỖI  ", "red")], "một hai ba bốn năm sáu bảy tám chín mười", "", 40, ("id-of-rule", "dim"))
    assert [plain(line) for line in lines] == [
        "  LỖI  một hai ba bốn năm     id-of-rule",
        "       sáu bảy tám chín mười",
    ]
    assert all(width_of(line) <= 40 for line in lines)


def test_clip_says_that_lines_are_left_out() -> None:
    assert clip(["một hai", "ba bốn", "năm"], 2, 7)[-1].endswith("…")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[31mđỏ\x1b[0m", "đỏ"),
        ("\x1b]0;title\x07tên", "tên"),
        ("\x9b2Jxóa", "xóa"),
        ("a\u202etxt.exe", "atxt.exe"),
        ("một\tdòng\r\nhai", "một dòng  hai"),
        ("[bold]giữ nguyên[/bold]", "[bold]giữ nguyên[/bold]"),
        ("tệp\udce9.txt", "tệp\\udce9.txt"),
    ],
)
def test_nothing_steers_the_terminal(text: str, shown: str) -> None:
    assert clean(text) == shown
