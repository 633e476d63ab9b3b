"""PDF files: what belongs to the page and not to the document, and what is drawn around the words."""

from __future__ import annotations

import pytest
from plancheck.language.normalise import normalise
from plancheck.plan import Table
from plancheck.readers import Limits, ReadError
from plancheck.source import Footnote, Grid

from pdfcanvas import FONT, Canvas, lines, remarks, ruled, wrapped

pytest.importorskip("pypdfium2", reason="the extra pdf is not installed")
HEADER = ("TT", "Nhiệm vụ", "Chủ trì", "Thời gian")
XS: list[float] = [80, 120, 300, 400, 515]
BODY = "Nội dung thứ {} nói về việc khác với các trang còn lại của văn bản\nnày."


@pytest.fixture
def canvas() -> Canvas:
    if not FONT.is_file():
        pytest.skip("no font with Vietnamese letters")
    return Canvas()


def grid(canvas: Canvas, y: float, *rows: tuple[str, ...]) -> None:
    ruled(canvas, XS, [y + 30 * number for number in range(len(rows) + 1)])
    for number, row in enumerate(rows):
        for x, text in zip(XS, row, strict=False):
            canvas.text(x + 4, y + 20 + 30 * number, text, 10)


def body(canvas: Canvas, number: int, y: float = 100) -> None:
    wrapped(canvas, BODY.format(("một", "hai", "ba", "bốn", "năm", "sáu")[number - 1]), y=y)


# Headers, footers, numbers


@pytest.mark.parametrize("pages", [2, 3, 5])
def test_a_header_with_the_number_on_the_outer_side_is_noise(canvas: Canvas, pages: int) -> None:
    for number in range(1, pages + 1):
        title = "BẢN TIN CẢI CÁCH HÀNH CHÍNH SỐ 4"
        canvas.text(80, 40, f"{number + 20} {title}" if number % 2 else f"{title} {number + 20}")
        body(canvas, number)
        canvas.page()
    source = canvas.read()
    assert "BẢN TIN" not in source.text
    assert len(lines(source)) == pages


def test_odd_and_even_pages_may_bear_other_headers(canvas: Canvas) -> None:
    for number in range(1, 6):
        canvas.text(80, 40, f"Sở Nội vụ tỉnh {number}" if number % 2 else f"{number} Kế hoạch tuyên truyền")
        body(canvas, number)
        canvas.page()
    assert len(lines(canvas.read())) == 5


def test_a_header_may_stand_higher_on_the_first_page_or_be_missing_there(canvas: Canvas) -> None:
    for number in range(1, 4):
        canvas.text(80, 36 if number == 1 else 54, "Tập san Nội vụ Lai Châu").text(80, 75, "1. Mục tiêu chung")
        body(canvas, number)
        canvas.page()
    assert "Tập san" not in canvas.read().text
    again = Canvas()
    for number in range(1, 4):
        again.text(80, 40, "Tập san Nội vụ Lai Châu" if number > 1 else "")
        body(again, number)
        again.page()
    assert "Tập san" not in again.read().text


def test_titles_of_annexes_at_the_top_of_pages_are_no_header(canvas: Canvas) -> None:
    for number in range(1, 3):
        canvas.text(280, 60, f"PHỤ LỤC {number}")
        body(canvas, number)
        canvas.page()
    assert [line for line in lines(canvas.read()) if line.startswith("PHỤ LỤC")] == ["PHỤ LỤC 1", "PHỤ LỤC 2"]


@pytest.mark.parametrize(
    "texts",
    [("- 1 -", "- 2 -"), ("1/2", "2/2"), ("Trang 1", "Trang 2"), ("Trang số: 1/2", "Trang số: 2/2"), ("i", "ii")],
)
def test_a_number_of_a_page_is_noise_however_it_is_written(canvas: Canvas, texts: tuple[str, str]) -> None:
    for number, text in enumerate(texts, 1):
        body(canvas, number)
        canvas.text(470, 815, text).page()
    source = canvas.read()
    assert remarks(source, "noise") == list(texts)
    assert source.layout is not None
    assert source.layout.pages[0].number == "bottom-right"


def test_a_header_in_a_table_is_noise(canvas: Canvas) -> None:
    for number in range(1, 4):
        ruled(canvas, [60, 200, 430, 540], [30, 60])
        canvas.text(65, 48, "SỞ XÂY DỰNG", 9).text(205, 48, "QT-05", 9).text(435, 48, f"Trang: {number}/3", 9)
        body(canvas, number)
        canvas.page()
    source = canvas.read()
    assert len(lines(source)) == 3
    assert source.layout is not None
    assert source.layout.pages[0].number == "top-right"


def test_what_a_browser_prints_around_a_page_is_noise(canvas: Canvas) -> None:
    canvas.text(24, 22, "21/11/2026, 16:49", 8).text(300, 22, "Cổng thông tin điện tử", 8)
    body(canvas, 1)
    canvas.text(24, 830, "https://sonoivu.example.vn/ke-hoach", 8).text(560, 830, "1/1", 8)
    assert len(lines(canvas.read())) == 1


def test_a_table_goes_on_past_header_and_number_and_a_cut_row_is_whole_again(canvas: Canvas) -> None:
    canvas.text(80, 36, "CÔNG BÁO LAI CHÂU/Số 11 + 12/Ngày 22 - 4 - 2022")
    grid(
        canvas,
        700,
        HEADER,
        ("1", "Phát tờ gấp", "Sở Tư pháp", "Tháng 6"),
        ("2", "Mở lớp và nộp hồ", "Sở Y tế", "Quý I"),
    )
    canvas.page().text(300, 36, "2").text(80, 52, "CÔNG BÁO LAI CHÂU/Số 11 + 12/Ngày 22 - 4 - 2022")
    grid(canvas, 60, HEADER, ("", "sơ qua mạng", "", ""), ("3", "Tổng kết", "Sở Nội vụ", "Tháng 12"))
    source = canvas.read()
    assert source.blocks is not None
    assert [type(block) for block in source.blocks] == [Grid]
    table = normalise(source).blocks[0]
    assert isinstance(table, Table)
    rows = [[cell.text for cell in row] for row in table.rows]
    assert rows[1] == ["2", "Mở lớp và nộp hồ sơ qua mạng", "Sở Y tế", "Quý I"]
    assert len(rows) == 3


# Footnotes


def test_a_footnote_is_known_by_its_small_letters_though_its_number_is_large(canvas: Canvas) -> None:
    canvas.text(80, 100, "Thực hiện Nghị quyết của Chính phủ").text(286, 95, "1", 7).text(293, 100, "về cải cách.")
    wrapped(canvas, "Các đơn vị thực hiện.", y=130)
    canvas.line(80, 720, 220, 720).text(80, 735, "1", 12).text(92, 735, "Nghị quyết số 76/NQ-CP ngày", 9)
    canvas.text(80, 747, "15/7/2021 của Chính phủ.", 9).text(80, 760, "2", 12).text(92, 760, "Ghi theo báo cáo.", 9)
    source = canvas.read()
    assert source.blocks is not None
    notes = [source.text[block.start : block.end] for block in source.blocks if isinstance(block, Footnote)]
    assert notes == ["1 Nghị quyết số 76/NQ-CP ngày 15/7/2021 của Chính phủ.", "2 Ghi theo báo cáo."]
    assert lines(source)[0] == "Thực hiện Nghị quyết của Chính phủ về cải cách."


@pytest.mark.parametrize("pages", [2, 3])
def test_footnotes_numbered_as_their_pages_are_no_footer(canvas: Canvas, pages: int) -> None:
    texts = ["Ban hành kèm theo Nghị quyết số 76/NQ-CP.", "Theo báo cáo của Sở Y tế.", "Gồm cả cấp xã."]
    for number, text in enumerate(texts[:pages], 1):
        body(canvas, number)
        wrapped(canvas, "Các đơn vị trực thuộc chủ động thực hiện nhiệm vụ được giao trong\nnăm.", y=200)
        canvas.line(80, 780, 220, 780).text(80, 795, f"{number} {text}", 8).page()
    assert [line[2:] for line in lines(canvas.read()) if line[0].isdigit()] == texts[:pages]


# Frames, tables without upright lines


def test_a_frame_around_a_page_is_no_table_and_one_inside_it_is(canvas: Canvas) -> None:
    ruled(canvas, [60, 535], [40, 800])
    canvas.text(100, 60, "UBND XÃ LŨNG PHÌN", 10).text(300, 60, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 9)
    canvas.text(110, 75, "Số: 21/KH-UBND", 10).text(330, 75, "Lũng Phìn, ngày 14 tháng 01 năm 2026", 10)
    for number in range(1, 7):
        body(canvas, number, y=80 + 40 * number)
    ruled(canvas, [60, 100, 300, 535], [400, 430, 460])
    for y, texts in ((420, ("TT", "Nhiệm vụ", "Thời gian")), (450, ("1", "Phát thanh", "Tháng 2"))):
        for x, text in zip((64, 104, 304), texts, strict=True):
            canvas.text(x, y, text, 10)
    canvas.text(80, 500, "Các thôn báo cáo kết quả.", 10)
    found = lines(canvas.read())
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in found
    assert "Lũng Phìn, ngày 14 tháng 01 năm 2026" in found
    assert found[-3:] == ["| TT | Nhiệm vụ | Thời gian |", "| 1 | Phát thanh | Tháng 2 |", "Các thôn báo cáo kết quả."]


def test_level_lines_alone_rule_a_table(canvas: Canvas) -> None:
    for y in (100, 120, 160, 200):
        canvas.line(80, y, 515, y)
    rows = [
        (115, HEADER),
        (135, ("1", "Tập huấn cho", "Văn phòng", "Quý I")),
        (175, ("2", "In tờ rơi", "Thanh tra", "Quý II")),
    ]
    for y, row in rows:
        for x, text in zip(XS, row, strict=False):
            canvas.text(x + 4, y, text, 10)
    canvas.text(124, 150, "công chức", 10)
    assert lines(canvas.read()) == [
        "| TT | Nhiệm vụ | Chủ trì | Thời gian |",
        "| 1 | Tập huấn cho công chức | Văn phòng | Quý I |",
        "| 2 | In tờ rơi | Thanh tra | Quý II |",
    ]


def test_lines_between_paragraphs_make_no_table(canvas: Canvas) -> None:
    for number in range(1, 4):
        canvas.line(80, 60 + 60 * number, 515, 60 + 60 * number)
        body(canvas, number, y=80 + 60 * number)
    canvas.line(80, 300, 515, 300)
    assert not [line for line in lines(canvas.read()) if line.startswith("|")]


# Words struck through


def changed(canvas: Canvas, rise: float, coloured: bool = True, beyond: float = 0) -> Canvas:
    """Write a number with "12" before "19", and a line over the "12"."""
    width = canvas.canvas.stringWidth
    start = 80 + width("Căn cứ Kế hoạch số ", "Plan", 12)
    end = start + width("12", "Plan", 12)
    canvas.text(80, 100, "Căn cứ Kế hoạch số ").text(end, 100, "19/KH-UBND của Ủy ban nhân dân tỉnh")
    if coloured:
        canvas.canvas.setFillColorRGB(0.8, 0, 0)
        canvas.canvas.setStrokeColorRGB(0.8, 0, 0)
    return canvas.text(start, 100, "12").line(start - beyond, 100 - rise, end + beyond, 100 - rise)


def test_words_struck_through_in_colour_are_left_out_and_told(canvas: Canvas) -> None:
    source = changed(canvas, rise=3.6).read()
    assert lines(source) == ["Căn cứ Kế hoạch số 19/KH-UBND của Ủy ban nhân dân tỉnh"]
    assert remarks(source, "tracked-changes") == ["1"]


@pytest.mark.parametrize(
    ("rise", "coloured", "beyond"), [(-1.2, True, 0), (3.6, False, 0), (3.6, True, 8), (9.5, True, 0)]
)
def test_no_other_line_takes_words_away(canvas: Canvas, rise: float, coloured: bool, beyond: float) -> None:
    """Neither one under or over the letters, nor a black one, nor one that goes on past them."""
    source = changed(canvas, rise, coloured, beyond).read()
    assert "số 1219/KH-UBND" in source.text
    assert not remarks(source, "tracked-changes")


# Letters


def test_letters_set_apart_by_blanks_are_words(canvas: Canvas) -> None:
    canvas.text(240, 100, "K Ế  H O Ạ C H", 14)
    assert lines(canvas.read()) == ["KẾ HOẠCH"]


def test_letters_and_accents_drawn_one_by_one_are_words(canvas: Canvas) -> None:
    x = 80.0
    accents: list[tuple[float, str]] = []
    for letter in "Ngu\u031bo\u031b\u0300i da\u0302n biê\u0301t no\u031bi no\u0323\u0302p":
        if letter >= "\u0300" and letter <= "\u036f":
            accents.append((x, letter))
        else:
            canvas.text(x, 100, letter)
            x += canvas.canvas.stringWidth(letter, "Plan", 12)
    for place, accent in accents:
        canvas.text(place, 100, accent)
    assert lines(canvas.read()) == ["Người dân biết nơi nộp"]


def test_a_letterhead_in_an_old_encoding_is_read_column_by_column(canvas: Canvas) -> None:
    canvas.text(100, 60, "ñy ban nh©n d©n", 11).text(310, 60, "Céng hßa x· héi chñ nghÜa ViÖt Nam", 11)
    canvas.text(100, 75, "huyÖn T©n L¹c", 11).text(330, 75, "§éc lËp - Tù do - H¹nh phóc", 11)
    wrapped(canvas, "Thùc hiÖn KÕ ho¹ch cña tØnh vÒ tuyªn truyÒn c¶i c¸ch hµnh chÝnh n¨m 2012.", y=120)
    source = canvas.read()
    assert "Độc lập - Tự do - Hạnh phúc" in lines(source)
    assert set(remarks(source, "legacy-text")) == {"TCVN3"}


def test_two_who_sign_side_by_side_are_read_one_after_the_other(canvas: Canvas) -> None:
    canvas.text(90, 400, "TM. BAN CHẤP HÀNH").text(370, 400, "HIỆU TRƯỞNG").text(120, 415, "CHỦ TỊCH")
    canvas.text(105, 490, "Lê Thị Trang").text(370, 490, "Quách Văn Ngàn")
    assert lines(canvas.read()) == ["TM. BAN CHẤP HÀNH", "CHỦ TỊCH", "Lê Thị Trang", "HIỆU TRƯỞNG", "Quách Văn Ngàn"]


# Recognition has its bounds


def scan(pages: int) -> bytes:
    imaging = pytest.importorskip("reportlab.lib.utils", reason="reportlab is not installed")
    pictures = pytest.importorskip("PIL.Image", reason="Pillow is not installed")
    canvas = Canvas()
    for _ in range(pages):
        canvas.canvas.drawImage(imaging.ImageReader(pictures.new("L", (60, 80), 250)), 0, 0, 595, 842)
        canvas.page()
    return canvas.bytes()


def test_more_scanned_pages_than_are_recognised_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    from plancheck.readers import pdf_ocr

    monkeypatch.setattr(pdf_ocr, "_MOST_PAGES", 2)
    with pytest.raises(ReadError, match="more than 2 scanned pages") as told:
        pdf_ocr.recognise(scan(3), "plan.pdf", Limits())
    assert "hơn 2 trang quét" in told.value.words.vi


def test_recognition_that_takes_too_long_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    from plancheck.readers import pdf_ocr

    monkeypatch.setattr(pdf_ocr, "_tesseract", lambda: "/bin/false")
    monkeypatch.setattr(pdf_ocr, "_MOST_SECONDS", 0)
    with pytest.raises(ReadError, match="over 0 minutes"):
        pdf_ocr.recognise(scan(1), "plan.pdf", Limits())


def test_a_page_of_blanks_alone_is_empty(canvas: Canvas) -> None:
    body(canvas, 1)
    canvas.page().text(80, 100, "   ").page()
    assert len(lines(canvas.read())) == 1
