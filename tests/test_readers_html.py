"""Web pages: what a browser shows of them, in whatever clothes Word and portals save them."""

from __future__ import annotations

import base64
import codecs
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from plancheck.readers import Limits, ReadError, read
from plancheck.readers.html import read as read_html
from plancheck.source import Footnote, Grid, Source

import odtdocs

WORD = (
    "<p class=MsoNormal style='mso-list:l0 level1 lfo1'><![if !supportLists]><span style='{}mso-list:Ignore'>{}"
    "<span style='font:7.0pt \"Times New Roman\"'>&nbsp;&nbsp; </span></span><![endif]>Mục\nđích<o:p></o:p></p>"
)


def source_of(page: str | bytes, limits: Limits = Limits()) -> Source:  # noqa: B008
    content = page if isinstance(page, bytes) else f"<html><body>{page}</body></html>".encode()
    return read_html(content, "a.html", limits)


def lines_of(page: str | bytes) -> list[str]:
    return source_of(page).text.rstrip("\n").split("\n")


def refusal(page: str | bytes, limits: Limits = Limits()) -> str:  # noqa: B008
    with pytest.raises(ReadError) as caught:
        source_of(page, limits)
    assert caught.value.words.vi and caught.value.words.vi != caught.value.words.en
    return caught.value.words.en


# Words and paragraphs ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("page", "lines"),
    [
        ("<p>\n  Mục \n\t đích <b> và</b>\n yêu cầu </p>", ["Mục đích và yêu cầu"]),
        ("<p>tuyên tr<i>uy</i><span>ền</span></p>", ["tuyên truyền"]),
        ("một<p>hai<div>ba</div>bốn", ["một", "hai", "ba", "bốn"]),
        ("<p>TM. ỦY BAN<br>CHỦ TỊCH</p>", ["TM. ỦY BAN", "CHỦ TỊCH"]),
        ("a&nbsp;&agrave;&#7841;&amp;&lt;b&gt;", ["a\xa0àạ&<b>".replace("\xa0", " ")]),
        ("<p style='text-transform:uppercase'>Kế hoạch</p>", ["KẾ HOẠCH"]),
        ("<pre>một\n  hai\n\nba</pre>", ["một", "hai", "ba"]),
        ("<h1>KẾ HOẠCH</h1>Năm 2026<hr>Một", ["KẾ HOẠCH", "Năm 2026", "Một"]),
        ("<p>a<sup>2</sup><!-- ghi chú -->b<script>c</script><style>d</style></p>", ["a2b"]),
        ("<p>thấy<span style='display: none'>ẩn</span><span hidden>ẩn</span></p>", ["thấy"]),
        ("<p>thấy<span style='color:red;mso-hide:all'>ẩn</span></p>", ["thấy"]),
        ("<dl><dt>Mục</dt><dd>đích</dd></dl>", ["Mục", "đích"]),
    ],
)  # fmt: skip
def test_words_are_those_that_a_browser_shows(page: str, lines: list[str]) -> None:
    assert lines_of(page) == lines


def test_two_breaks_end_a_paragraph_and_one_does_not() -> None:
    source = source_of("<div>một<br>hai<br><br>ba<br>&nbsp;<br>bốn</div>")
    texts = [source.text[block.start : block.end] for block in source.blocks or [] if not isinstance(block, Grid)]
    assert texts == ["một\nhai", "ba", "bốn"]


def test_the_source_is_a_page_without_a_layout() -> None:
    source = source_of("<p>a</p>")
    assert (source.format, source.encoding, source.has_layout, source.layout) == ("html", "utf-8", False, None)


def test_deleted_words_are_left_out_inserted_ones_kept_and_both_are_remarked() -> None:
    source = source_of("<p>giữ <del>bỏ</del><ins>thêm</ins></p>")
    assert source.text == "giữ thêm\n"
    assert [(remark.kind, remark.detail) for remark in source.remarks] == [("tracked-changes", "2")]


@pytest.mark.parametrize(
    "note",
    [
        "<p>Luật<a style='mso-footnote-id:ftn1' href='#_ftn1' name='_ftnref1'>[1]</a></p>"
        "<div style='mso-element:footnote-list'><div style='mso-element:footnote' id=ftn1>"
        "<p><a href='#_ftnref1' name='_ftn1'>[1]</a>Luật số 72</p></div></div>",
        "<p>Luật<a class='sdfootnoteanc' href='#sdfootnote1sym'>1</a></p>"
        "<div id='sdfootnote1'><p><a class='sdfootnotesym' href='#sdfootnote1anc'>1</a>Luật số 72</p></div>",
    ],
    ids=["Word", "LibreOffice"],
)  # fmt: skip
def test_footnotes_stand_apart_from_the_flow(note: str) -> None:
    source = source_of(note + "<p>sau</p>")
    assert source.text == "Luật\nLuật số 72\nsau\n"
    assert [isinstance(block, Footnote) for block in source.blocks or []] == [False, True, False]


# Lists ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("page", "lines"),
    [
        ("<ol><li>a<li>b</ol>", ["1. a", "2. b"]),
        ("<ol type=I start=3><li>a<ol type=a><li><p>b</p><p>c</p></ol><li>d</ol>", ["III. a", "a. b", "c", "IV. d"]),
        ("<ol reversed><li>a<li>b</ol>", ["2. a", "1. b"]),
        ("<ol><li value=4>a<li>b</ol>", ["4. a", "5. b"]),
        ("<ul><li>a<li>- b<li>c</ul>", ["- a", "- b", "- c"]),
        ("<ol style='list-style-type:upper-roman'><li>a</ol>", ["I. a"]),
        ("<ul style='list-style: none'><li>a</ul>", ["a"]),
        ("<ol><li>1. a<li>2. b</ol>", ["1. a", "2. b"]),
        ("<ol><li><li>b</ol>", ["2. b"]),
    ],
)
def test_items_have_the_number_that_is_printed(page: str, lines: list[str]) -> None:
    assert lines_of(page) == lines


@pytest.mark.parametrize(
    ("font", "number", "shown"),
    [("", "1.", "1. "), ("", "a)", "a) "), ("", "-", "- "), ("font-family:Wingdings;", "Ø", "• "),
     ("font-family:Symbol;", "·", "· "), ("", "I.1", "I.1 ")],
)  # fmt: skip
def test_the_number_that_word_wrote_is_kept_once(font: str, number: str, shown: str) -> None:
    paragraph = WORD.format(font, number)
    assert lines_of(paragraph) == [shown + "Mục đích"]
    assert lines_of(f"<ol><li>{paragraph}</ol>") == [shown + "Mục đích"]
    assert lines_of(paragraph.replace("<![if !supportLists]>", "<!--[if !supportLists]-->")) == [shown + "Mục đích"]


# Tables --------------------------------------------------------------------------------------------------------------


def test_spans_and_forgotten_end_tags() -> None:
    source = source_of(
        "<p>Phụ lục<table border=1><tr><th rowspan=2>TT<th rowspan=2>Việc<th colspan=2>Cơ quan"
        "<tr><td>Chủ trì<td>Phối hợp<tr><td>1<td>Viết<br>bài<td>Văn phòng<td>Các phòng</table>"
    )
    (grid,) = [block for block in source.blocks or [] if isinstance(block, Grid)]
    rows = [[" / ".join(source.text[start:end] for start, end in place) for place in row] for row in grid.rows]
    assert rows == [
        ["TT", "Việc", "Cơ quan", "Cơ quan"], ["TT", "Việc", "Chủ trì", "Phối hợp"],
        ["1", "Viết bài", "Văn phòng", "Các phòng"],
    ]  # fmt: skip
    assert grid.header == 2


def test_a_letterhead_in_a_table_flows_column_by_column() -> None:
    page = (
        "<table><tr><td><p>UBND TỈNH HÀ TĨNH</p><p>SỞ TƯ PHÁP</p><td>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM<br>"
        "Độc lập - Tự do - Hạnh phúc</table><p>KẾ HOẠCH"
    )
    assert lines_of(page)[:3] == ["UBND TỈNH HÀ TĨNH", "SỞ TƯ PHÁP", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"]


def test_a_letterhead_that_the_tabs_of_word_set_flows_column_by_column() -> None:
    tab = "<span style='mso-tab-count:2'>&nbsp;&nbsp;&nbsp; </span>"
    page = f"<p>UBND TỈNH HÀ TĨNH{tab}CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM</p>"
    page += f"<p>SỞ TƯ PHÁP{tab}Độc lập - Tự do - Hạnh phúc</p>"
    assert lines_of(page)[:3] == ["UBND TỈNH HÀ TĨNH", "SỞ TƯ PHÁP", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"]


def test_a_table_that_frames_the_whole_page_is_no_table() -> None:
    assert lines_of("<table><tr><td><h1>KẾ HOẠCH</h1><p>I. NỘI DUNG</p></table>") == ["KẾ HOẠCH", "I. NỘI DUNG"]


# The page's own ------------------------------------------------------------------------------------------------------

MENU = "".join(f"<li><a href='/{name}'>{name}</a></li>" for name in ("Tin", "Báo", "Ảnh", "Hỏi đáp", "Liên hệ"))


@pytest.mark.parametrize(
    "furniture",
    [f"<nav><ul>{MENU}</ul></nav>", f"<ul>{MENU}</ul>", f"<header><h1>Sở</h1><ul>{MENU}</ul></header>",
     "<footer>© 2026 Sở Y tế. Bản quyền</footer>", "<div role=navigation>Trang chủ</div>",
     f"<aside><ul>{MENU}</ul></aside>"],
)  # fmt: skip
def test_menus_banners_and_the_foot_of_the_site_are_left_out(furniture: str) -> None:
    assert lines_of(furniture + "<p>KẾ HOẠCH</p>" + furniture) == ["KẾ HOẠCH"]


@pytest.mark.parametrize("tag", ["header", "footer", "aside", "nav", "ul", "div role=banner"])
def test_a_letterhead_is_never_left_out(tag: str) -> None:
    words = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
    links = "<a href=a>UBND TỈNH HÀ TĨNH</a> " * 5
    assert any(words in line for line in lines_of(f"<{tag}>{links}<p>{words}</p></{tag.split()[0]}><p>KẾ HOẠCH</p>"))


def test_an_end_of_the_document_in_a_footer_is_kept() -> None:
    assert "Nơi nhận:" in lines_of("<p>KẾ HOẠCH</p><footer><p>Nơi nhận:</p><p>- Lưu: VT.</p></footer>")


# Encodings and containers --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "content",
    [
        "<html><p>Kế hoạch</p>".encode(),
        codecs.BOM_UTF8 + "<html><p>Kế hoạch</p>".encode(),
        codecs.BOM_UTF16_LE + "<html><p>Kế hoạch</p>".encode("utf-16-le"),
        '<html><meta charset="windows-1252"><p>Kế hoạch</p>'.encode(),
        '<html><meta charset="no-such"><p>Kế hoạch</p>'.encode(),
        '<?xml version="1.0" encoding="utf-16"?><html><p>Kế hoạch</p>'.encode(),
        b'<html><meta http-equiv=Content-Type content="text/html; charset=windows-1258"><p>K\xea\xec hoa\xf2ch</p>',
        b"<html><meta charset=us-ascii><p>K&#7871; ho&#7841;ch</p>",
    ],
    ids=["utf-8", "mark", "utf-16", "false 1252", "unknown", "false utf-16", "windows-1258", "entities"],
)
def test_the_letters_are_right_whatever_the_page_declares(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.html"
    path.write_bytes(content)
    source = read(str(path))
    assert (source.format, source.text) == ("html", "Kế hoạch\n") and not source.remarks


def test_western_bytes_among_entities_are_read_as_declared() -> None:
    page = b"<html><meta charset=windows-1252><p>K&#7871; ho&#7841;ch \x96 c&#7843;i c\xe1ch h\xe0nh ch\xednh \xd0</p>"
    assert lines_of(page) == ["Kế hoạch – cải cách hành chính Đ"]


def mhtml(part: str, encoding: str = "quoted-printable") -> bytes:
    import quopri

    coded = quopri.encodestring(part.encode()) if encoding == "quoted-printable" else base64.encodebytes(part.encode())
    return (
        b'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="x"\r\n\r\nxem\r\n--x\r\n'
        b"Content-Location: file:///a.htm\r\nContent-Transfer-Encoding: " + encoding.encode()
        + b'\r\nContent-Type: text/html; charset="utf-8"\r\n\r\n' + coded
        + b"\r\n--x\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw0KGgo=\r\n--x--\r\n"
    )  # fmt: skip


@pytest.mark.parametrize("encoding", ["quoted-printable", "base64"])
def test_a_single_file_page_is_read(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "ke-hoach.doc"
    path.write_bytes(mhtml("<html><p>Kế hoạch tuyên truyền</p></html>", encoding))
    assert read(str(path)).text == "Kế hoạch tuyên truyền\n"


def test_a_single_file_page_without_a_page_is_told() -> None:
    assert "damaged" in refusal(mhtml("").replace(b"text/html", b"text/none"))


def test_a_page_of_word_under_the_name_of_a_document_is_read(tmp_path: Path) -> None:
    path = tmp_path / "ke-hoach.doc"
    path.write_text(odtdocs.plan_word_html("KẾ HOẠCH\nI. MỤC ĐÍCH\n1. Một.\n"), encoding="utf-8")
    assert read(str(path)).text == "KẾ HOẠCH\nI. MỤC ĐÍCH\n1. Một.\n"


# What cannot be read, and what costs no more than it should --------------------------------------------------------


@pytest.mark.parametrize("page", ["", "<p></p>", "<script>a</script>", "<img src=a>", "&nbsp;"])
def test_an_empty_page_is_told(page: str) -> None:
    assert "empty" in refusal(page)


def test_a_page_over_the_limits_is_told_but_its_pictures_do_not_count() -> None:
    assert "limit" in refusal("<p>" + "a " * 60, Limits(bytes=100))
    assert "lines" in refusal("<p>a" * 11, Limits(lines=10))
    assert "lines" in refusal("a<br>" * 12, Limits(lines=10))
    picture = "data:image/png;base64," + base64.b64encode(bytes(5000)).decode()
    assert source_of(f"<img src='{picture}'>a", Limits(bytes=100)).text == "a\n"


MEGABYTES = 8 * 1024 * 1024
HOSTILE = {
    "signs": b"<" * MEGABYTES,
    "nested": b"<html><body>" + b"<div>" * 100_000 + b"x",
    "nested letters": b"<html><body>" + b"<font>a" * 100_000,
    "nested tables": b"<html><body>" + b"<table><tr><td>" * 50_000 + b"x",
    "attributes": b"<html><p " + b" ".join(b"a%d" % number for number in range(200_000)) + b">x",
    "attributes with signs": b"<html><p " + b" ".join(b'a%d=">"' % number for number in range(200_000)) + b">x",
    "attributes with slashes": b"<html><p " + b"/".join(b"a%d" % number for number in range(200_000)) + b">x",
    "notes in a style sheet": b"<html><style>" + b"/**/" * 500_000 + b"</style>x",
    "selectors": b"<html><style>" + b"a," * 500_000 + b"{font-family:x}</style>x",
    "wide cells": b"<html><table><tr>" + b"<td colspan=99999 rowspan=99999>x" * 20_000,
    "menus": b"<html>" + b"<ul><li><a href=x>a</a>" * 100 + b"<li>a" * 50_000,
    "entities": b"<html>" + b"&#99999999999;&#0;&#xD800;&nosuch;" * 10_000,
    "no end": b'<html><p class="' + b"x" * 1_000_000,
    "zeros": b"<html>" + b"a\x00" * 100_000,
    "parts": b"MIME-Version: 1.0\n" + b"Content-Type: multipart/related; boundary=b\n\n--b\n" * 5000 + b"text/html",
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_hostile_page_is_read_or_refused_in_bounded_time(kind: str) -> None:
    start = time.process_time()
    try:
        source_of(HOSTILE[kind])
    except ReadError as error:
        assert error.words.vi
    assert time.process_time() - start < 15


def test_a_page_nested_as_deep_as_people_write_is_read() -> None:
    assert lines_of("<div>" * 200 + "x" + "</div>" * 200) == ["x"]
    assert lines_of("<ul><li>" * 100 + "x") == ["- x"]


@given(st.lists(st.sampled_from([
    "<p>", "</p>", "<table>", "</table>", "<tr>", "<td>", "</td>", "<li>", "<ol>", "</ol>", "<ul>", "</ul>", "<br>",
    "<div id=sdfootnote1>", "</div>", "<span style='mso-list:Ignore'>", "</span>", "<pre>", "</pre>", "<ins>", "chữ ",
    "<caption>", "<tbody>", "<th rowspan=0>", "<a href='#_ftn1'>", "</a>", "<nav>", "</nav>", "1. ", "&nbsp;", "\n",
]), max_size=40))  # fmt: skip
def test_any_tags_in_any_order_are_read_and_no_word_is_lost_outside_of_notes(parts: list[str]) -> None:
    page = "".join(parts)
    try:
        text = source_of(page + "<p>cuối").text
    except ReadError:
        return
    if not {"<nav>", "<a href='#_ftn1'>", "<caption>", "<div id=sdfootnote1>"} & set(parts):
        assert text.count("chữ") == parts.count("chữ ")
