"""RTF is read as it is printed: numbers, tables, fonts, notes; what is broken or endless is refused."""

from __future__ import annotations

import random
import time
from pathlib import Path

import pytest
from plancheck.readers import read as read_file
from plancheck.readers.limits import Limits, ReadError
from plancheck.readers.rtf import read
from plancheck.source import Block, Footnote, Grid, Remark, Source

DATA = Path(__file__).parent / "data" / "doc"
FONTS = (
    rb"{\fonttbl{\f0\froman\fcharset0 Times New Roman;}{\f1\fcharset0 .VnTime;}"
    rb"{\f2\fcharset163 Times New Roman{\*\falt Times};}{\f3\fcharset2 Symbol;}}"
)


def rtf(body: bytes, head: bytes = b"") -> bytes:
    return rb"{\rtf1\ansi\ansicpg1252\deff0" + FONTS + head + b"\n" + body + b"}"


def escaped(text: str) -> bytes:
    """Return a text as Word writes it, letters beyond ASCII by their numbers."""
    return b"".join(c.encode() if c.isascii() else b"\\u%d?" % ord(c) for c in text)


def source_of(body: bytes, head: bytes = b"") -> Source:
    return read(rtf(body, head), "x.rtf", Limits())


def text_of(body: bytes) -> str:
    return source_of(body).text


def row(*cells: str, edges: tuple[int, ...] = (), marks: tuple[bytes, ...] = (), framed: bool = True) -> bytes:
    edges = edges or tuple(2000 * (place + 1) for place in range(len(cells)))
    marks = marks or (b"",) * len(edges)
    border = rb"\clbrdrt\brdrs\brdrw10" if framed else b""
    form = b"".join(border + mark + b"\\cellx%d" % edge for mark, edge in zip(marks, edges, strict=True))
    return rb"\trowd" + form + b"".join(rb"\pard\intbl " + escaped(cell) + rb"\cell" for cell in cells) + b"\\row\n"


def grids_of(source: Source) -> list[list[list[str]]]:
    return [
        [[" / ".join(source.text[a:b] for a, b in cell) for cell in line] for line in block.rows]
        for block in source.blocks or []
        if isinstance(block, Grid)
    ]


# Text ----------------------------------------------------------------------------------------------------------------


def test_a_file_is_known_by_its_first_letters_whatever_its_name(tmp_path: Path) -> None:
    path = tmp_path / "ke-hoach.doc"
    path.write_bytes(rtf(escaped("KẾ HOẠCH") + rb"\par"))
    source = read_file(str(path))
    assert (source.format, source.text, source.has_layout) == ("rtf", "KẾ HOẠCH\n", True)


def test_letters_by_number_stand_once_whatever_stands_in_for_them() -> None:
    assert text_of(rb"K\u7871\'bf ho\u7841?ch {\uc2 \u272??}{\uc0 \u7897}i m\u7899 ?i\par") == "Kế hoạch Đội mới\n"


def test_bytes_are_read_in_the_character_set_of_their_font() -> None:
    assert text_of(rb"\'d0\'ea{\f2  \'d0\'ea\'cc t\'f5\'ec}\par") == "Đê Đề tớ\n"


def test_halves_of_a_character_beyond_the_first_plane_are_joined() -> None:
    assert text_of(rb"a \u-10179?\u-8704? b \u-10179?c\par") == "a 😀 b �c\n"


def test_breaks_tabs_hyphens_and_named_characters() -> None:
    body = rb"22\_KH\~a\line b\tab c \endash  d \ldblquote e\rdblquote\par f\page g\par"
    assert text_of(body) == "22-KH a\nb c – d “e”\nf\ng\n"


def test_deleted_and_hidden_words_are_left_out_and_changes_are_told() -> None:
    source = source_of(rb"tr{\deleted\'ed 05/12 }{\v an }{\revised 10/12 }sau{\revised0  nay}\par")
    assert source.text == "tr10/12 sau nay\n"
    assert source.remarks == [Remark("tracked-changes", "2")]


def test_groups_that_are_no_text_are_passed_over() -> None:
    head = rb"{\colortbl;\red0;}{\stylesheet{\s0 Normal;}}{\info{\title T}}{\*\generator G;}{\*\unknown U{\b V}}"
    body = rb"{\pict\wmetafile8 0a0b}{\object{\*\objdata 01}{\result a}}{\field{\*\fldinst REF x}{\fldrslt b}}\par"
    assert source_of(body, head).text == "ab\n"


def test_binary_data_is_passed_over_even_where_it_looks_like_text() -> None:
    assert text_of(rb"a{\pict\bin6 }}}{{{}b\par") == "ab\n"


def test_the_unicode_half_of_a_pair_of_destinations_is_read() -> None:
    assert text_of(rb"{\upr{ao}{\*\ud{\u226?o}}}\par") == "âo\n"


# Numbers, notes, boxes -----------------------------------------------------------------------------------------------


def test_a_printed_number_stands_once_though_it_is_written_twice() -> None:
    assert text_of(rb"{\listtext\pard a)\tab}{\pntext\pard a)\tab}B\'e1o c\'e1o\par") == "a) Báo cáo\n"


def test_a_bullet_of_a_symbol_font_is_a_bullet() -> None:
    assert text_of(rb"{\listtext\pard\f3 \'b7\tab}B\'e1o\par{\listtext\pard\f3 \u61623?\tab}\'d0\'e0i\par")[0] == "•"


def test_the_letters_of_numbers_are_not_counted_among_the_fonts() -> None:
    source = source_of(rb"{\listtext\pard\f1\fs40 ab.\tab}\f0\fs28 B\'e1o\par")
    assert source.layout is not None
    assert dict(source.layout.fonts) == {"Times New Roman": 3}
    assert dict(source.layout.sizes) == {14.0: 3}


def test_footnotes_are_kept_apart_from_the_flow() -> None:
    source = source_of(rb"C\'f4ng v\u259?n{\footnote\pard S\u7889? 5.\par Hai.} n\'e0y\par sau\par")
    assert source.text == "Công văn này\nSố 5. Hai.\nsau\n"
    assert [type(block) for block in source.blocks or []] == [Block, Footnote, Block]


def test_a_text_box_is_read_once_after_the_paragraph_it_hangs_on() -> None:
    shape = rb"{\shp{\*\shpinst{\sp{\sn x}{\sv 1}}{\shptxt\pard D\u7920? TH\u7842?O\par}}{\shprslt D\par}}"
    assert text_of(rb"tr" + shape + rb"en\par sau\par") == "tren\nDỰ THẢO\nsau\n"


def test_legacy_letters_come_with_the_name_of_their_font() -> None:
    source = source_of(rb"\f1 K\'d5 ho\'b9ch nh\'ad sau\par")
    assert source.layout is not None
    assert set(source.layout.fonts) == {".VnTime"}


# Tables --------------------------------------------------------------------------------------------------------------


def test_rows_and_cells_are_kept() -> None:
    source = source_of(row("TT", "Nội dung") + row("1", "Viết bài") + rb"\pard sau\par")
    assert grids_of(source) == [[["TT", "Nội dung"], ["1", "Viết bài"]]]
    assert source.text.endswith("\nsau\n")


def test_merged_cells_cover_their_rows_and_columns() -> None:
    body = (
        row("TT", "Nội dung", "Thực hiện", edges=(500, 4000, 9000), marks=(rb"\clvmgf", b"", b""))
        + row("", "a", "Chủ trì", "Phối hợp", edges=(510, 4000, 6500, 9000), marks=(rb"\clvmrg", b"", b"", b""))
        + row("1", "b", "c", "d", edges=(500, 4000, 6500, 9000))
    )
    assert grids_of(source_of(body)) == [
        [["TT", "Nội dung", "Thực hiện", "Thực hiện"], ["TT", "a", "Chủ trì", "Phối hợp"], ["1", "b", "c", "d"]]
    ]


def test_a_table_in_a_cell_is_part_of_the_cell() -> None:
    nested = rb"\pard\intbl\itap2 trong\nestcell{\*\nesttableprops\trowd\cellx100\nestrow}"
    nested += rb"{\nonesttables\par}\pard\intbl "
    body = (
        rb"\trowd\clbrdrt\brdrs\cellx5000\cellx9000\cellx9900\pard\intbl A\cell "
        + nested
        + rb"ngo\cell C\cell\row"
        + row("1", "2", "3", edges=(5000, 9000, 9900))
    )
    assert grids_of(source_of(body + rb"\pard x\par")) == [[["A", "trong / ngo", "C"], ["1", "2", "3"]]]


def test_a_signature_block_below_a_framed_table_is_no_row_of_it() -> None:
    body = row("TT", "Nội dung") + row("1", "Viết bài") + row("Nơi nhận:", "GIÁM ĐỐC", framed=False)
    source = source_of(body + rb"\pard\par")
    assert grids_of(source) == [[["TT", "Nội dung"], ["1", "Viết bài"]]]
    assert source.text.endswith("Nơi nhận:\nGIÁM ĐỐC\n")


# Layout --------------------------------------------------------------------------------------------------------------


def test_paper_margins_and_the_page_number_of_each_section() -> None:
    first = rb"\paperw11906\paperh16838\margl1701\margr850\margt1134\margb1134\sectd\titlepg"
    header = rb"{\header\pard\qc{\field{\*\fldinst  PAGE }{\fldrslt 2}}\par}{\headerf\pard\par}"
    body = first + header + rb"\pard m\'f4t\par\sect\sectd\pgwsxn16838\pghsxn11906\pard hai\par"
    layout = source_of(body).layout
    assert layout is not None
    one, two = layout.pages
    assert (one.width, one.height, one.left, one.right, one.top) == (210.0, 297.0, 30.0, 15.0, 20.0)
    assert (one.number, one.number_first) == ("top-center", False)
    assert (two.width, two.height, two.number, two.number_first) == (297.0, 210.0, "top-center", True)


def test_a_real_file_of_an_office_program() -> None:
    source = read_file(str(DATA / "auto-numbers.rtf"))
    lines = source.text.split("\n")
    assert lines[:3] == ["UBND TỈNH LÀO CAI", "SỞ NỘI VỤ", "Số: 15/KH-SNV"]
    assert "I. MỤC ĐÍCH, YÊU CẦU" in lines
    assert "a) Nâng cao nhận thức của cán bộ, công chức về cải cách hành chính." in lines
    assert lines[-2] == "Trần Văn Bưởi"


# Hostile input -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("body", [b"", rb"{\rtf1 a", rb"{\rtf1 {a}", rb"{\rtf1 }", rb"{\rtf1 \bin99999999 a}"])
def test_a_cut_or_empty_file_is_refused(body: bytes) -> None:
    with pytest.raises(ReadError):
        read(body or b"{\\rtf", "x.rtf", Limits())


@pytest.mark.parametrize(
    "content",
    [
        b"{" * 100_000,
        rb"{\rtf1 " + b"{}" * 1_100_000 + b"}",
        rb"{\rtf1 " + rb"\pard\intbl a\cell\row" * 60_000 + b"}",
        rb"{\rtf1 " + b"".join(b"\\intbl\\itap%d a\\par " % (n % 99) for n in range(110_000)) + b"}",
        rb"{\rtf1 " + rb"{\footnote a}" * 110_000 + b"}",
        rb"{\rtf1 " + b"a" * 9_000_000 + b"}",
    ],
    ids=["deep", "groups", "rows", "nested", "notes", "text"],
)
def test_endless_files_are_refused_in_seconds(content: bytes) -> None:
    began = time.process_time()
    with pytest.raises(ReadError):
        read(content, "x.rtf", Limits())
    assert time.process_time() - began < 30  # about four seconds here


def test_columns_that_never_line_up_cost_no_memory() -> None:
    rows = b"".join(row("1", "b", "c", edges=(n * 50, 200_000 + n * 50, 500_000)) for n in range(1, 2_000))
    assert len(grids_of(source_of(rows))[0][0]) == 3


def test_marks_without_end_are_read_in_a_straight_line() -> None:
    began = time.process_time()
    text_of(rb"\f2 a" + rb"\'cc" * 200_000 + rb"b\par")
    assert time.process_time() - began < 20


def test_damaged_files_give_a_source_or_a_message() -> None:
    content = (DATA / "auto-numbers.rtf").read_bytes()
    chance = random.Random(30)
    for start in range(0, len(content), 512):
        with pytest.raises(ReadError):
            read(content[:start], "x.rtf", Limits())
    for _ in range(150):
        damaged = bytearray(content)
        for _ in range(chance.choice((1, 20, 200))):
            damaged[chance.randrange(len(damaged))] = chance.randrange(256)
        try:
            assert read(bytes(damaged), "x.rtf", Limits()).text
        except ReadError as error:
            assert error.words.vi
