"""PDF files: what a page shows is what is read, in the order a reader takes."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from plancheck.engine import lint_source, parse_source
from plancheck.readers import Limits, ReadError, read
from plancheck.readers.pdf import read as read_pdf
from plancheck.rulebook import Rulebook
from plancheck.source import Grid, Source

import pdfdocs
from pdfcanvas import FONT, Canvas, lines, remarks, ruled, wrapped

pytest.importorskip("pypdfium2", reason="the extra pdf is not installed")
DATA = Path(__file__).resolve().parent / "data" / "pdf"


@pytest.fixture
def canvas() -> Canvas:
    if not FONT.is_file():
        pytest.skip("no font with Vietnamese letters")
    return Canvas()


# The order of reading


def test_letters_drawn_out_of_order_are_read_from_left_to_right(canvas: Canvas) -> None:
    width = canvas.canvas.stringWidth
    canvas.text(80, 100, "Kế ho").text(80 + width("Kế hoạ", "Plan", 12), 100, "ch tuyên truyền")
    canvas.text(80 + width("Kế ho", "Plan", 12), 100, "ạ")
    assert lines(canvas.read()) == ["Kế hoạch tuyên truyền"]


def test_accents_drawn_apart_are_set_on_their_letters(canvas: Canvas) -> None:
    canvas.text(80, 100, "Kê\u0301 hoa\u0323ch")
    assert lines(canvas.read()) == ["Kế hoạch"]


def test_a_letterhead_is_read_column_by_column(canvas: Canvas) -> None:
    canvas.text(100, 60, "UBND TỈNH PHÚ YÊN").text(300, 60, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 11)
    canvas.text(120, 75, "SỞ Y TẾ").text(340, 76, "Độc lập - Tự do - Hạnh phúc")
    canvas.text(110, 100, "Số: 06/KH-SYT").text(330, 100, "Phú Yên, ngày 25 tháng 01 năm")
    canvas.text(400, 115, "2021").text(270, 150, "KẾ HOẠCH")
    assert lines(canvas.read()) == [
        "UBND TỈNH PHÚ YÊN", "SỞ Y TẾ", "Số: 06/KH-SYT", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc", "Phú Yên, ngày 25 tháng 01 năm 2021", "KẾ HOẠCH",
    ]  # fmt: skip


def test_a_signature_block_over_two_pages_is_read_column_by_column(canvas: Canvas) -> None:
    canvas.text(80, 700, "Trên đây là Kế hoạch của Sở Y tế về tuyên truyền cải cách hành chính./.")
    canvas.text(80, 740, "Nơi nhận:").text(380, 740, "KT. GIÁM ĐỐC").text(370, 755, "PHÓ GIÁM ĐỐC")
    canvas.text(80, 755, "- UBND tỉnh;").page()
    canvas.text(80, 80, "- Sở Nội vụ;").text(80, 95, "- Lưu: VT.").text(370, 110, "Lê Thị Ngọc Hoa")
    assert lines(canvas.read())[1:] == [
        "Nơi nhận:", "- UBND tỉnh;", "- Sở Nội vụ;", "- Lưu: VT.", "KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC", "Lê Thị Ngọc Hoa"
    ]  # fmt: skip


# Paragraphs


def test_lines_cut_by_the_margin_are_one_paragraph(canvas: Canvas) -> None:
    wrapped(
        canvas,
        "a) Công chức, viên chức của Sở nắm vững nhiệm vụ cải cách hành\nchính của năm; phấn đấu 100% đơn vị trực "
        "thuộc có kế hoạch tuyên\ntruyền riêng trong quý I.",
        "b) Người dân biết cách nộp hồ sơ.",
        "2. Yêu cầu",
        "Nội dung tuyên truyền phải chính xác, dễ hiểu, gắn với công việc.\nHình thức phù hợp với từng nhóm đối tượng.",
    )
    found = lines(canvas.read())
    assert [line[:14] for line in found] == ["a) Công chức, ", "b) Người dân b", "2. Yêu cầu", "Nội dung tuyên"]


def test_a_paragraph_goes_on_over_the_page_and_past_its_number(canvas: Canvas) -> None:
    canvas.text(290, 40, "1")
    wrapped(canvas, "Các phòng, đơn vị trực thuộc Sở báo cáo kết quả thực hiện gửi về\nVăn phòng Sở.", y=100)
    y = wrapped(canvas, "Kinh phí thực hiện do ngân sách nhà nước bảo đảm theo phân cấp\nhiện hành.", y=740)
    assert y < 800
    wrapped(canvas, "1. Văn phòng Sở chủ trì theo dõi, đôn đốc việc thực hiện Kế hoạch\n", y=776)
    canvas.page().text(290, 40, "2").text(80, 80, "và tổng hợp, báo cáo Giám đốc Sở.")
    source = canvas.read()
    assert lines(source)[-1].endswith("việc thực hiện Kế hoạch và tổng hợp, báo cáo Giám đốc Sở.")
    assert remarks(source, "noise") == ["1", "2"]
    assert source.page_starts == [0]
    page = source.layout.pages[0] if source.layout else None
    assert page and (page.width, page.height, page.number, page.number_first) == (209.9, 297.0, "top-center", True)


def test_a_symbol_cut_after_its_hyphen_is_whole_again(canvas: Canvas) -> None:
    wrapped(
        canvas,
        "Căn cứ Kế hoạch của Ủy ban nhân dân tỉnh Lào Cai số 2466/KH-\nUBND ngày 12 tháng 5 năm 2020;",
        "Theo đề nghị của Giám đốc Sở Văn hóa, Thể thao, Du lịch và Sở Lao động -\nThương binh và Xã hội tỉnh.",
    )
    first, second = lines(canvas.read())
    assert "2466/KH-UBND ngày" in first
    assert "Lao động - Thương binh" in second


# What is no part of the document


def test_running_headers_are_noise_and_titles_of_annexes_are_not(canvas: Canvas) -> None:
    for page in range(1, 5):
        canvas.text(80, 40, f"CÔNG BÁO/Số 12/Ngày 20-3-2021 {page + 5}")
        canvas.text(280, 90, "PHỤ LỤC" if page > 2 else "Phần mở đầu")
        wrapped(canvas, f"Nội dung của trang {page} nói về việc khác với các trang còn lại của văn\nbản này.", y=120)
        canvas.page()
    source = canvas.read()
    assert "CÔNG BÁO" not in source.text
    assert lines(source).count("PHỤ LỤC") == 2
    assert len(remarks(source, "noise")) == 4


def test_the_stamp_of_a_digital_signature_is_noise(canvas: Canvas) -> None:
    canvas.text(400, 30, "Ký bởi: Sở Y tế", 7).text(400, 39, "Email: soyte@phuyen.gov.vn", 7)
    canvas.text(400, 48, "Thời gian ký: 25/01/2021 16:20:35 +07:00", 7)
    wrapped(canvas, "Kế hoạch này có hiệu lực từ ngày ký và được gửi đến các đơn vị trực\nthuộc Sở.", y=120)
    source = canvas.read()
    assert len(lines(source)) == 1
    assert len(remarks(source, "noise")) == 3


# Tables


def test_a_ruled_table_over_two_pages_is_one_table(canvas: Canvas) -> None:
    xs: list[float] = [80, 120, 300, 400, 515]
    header = ("TT", "Nhiệm vụ", "Chủ trì", "Thời gian")
    rows = [("1", "Tập huấn", "Văn phòng", "Quý I"), ("2", "In tờ rơi", "Thanh tra", "Quý II")]
    for row in rows:
        ruled(canvas, xs, [100, 130, 160])
        for y, texts in ((120, header), (150, row)):
            for x, text in zip(xs, texts, strict=False):
                canvas.text(x + 4, y, text)
        canvas.page()
    source = canvas.read()
    assert lines(source) == [f"| {' | '.join(row)} |" for row in (header, *rows)]
    assert source.blocks is not None
    assert [type(block) for block in source.blocks] == [Grid]


def test_a_merged_cell_names_each_of_its_columns(canvas: Canvas) -> None:
    for x, y0 in ((80, 100), (120, 100), (240, 130), (300, 100), (515, 100)):
        canvas.line(x, y0, x, 190)
    for y in (100, 160, 190):
        canvas.line(80, y, 515, y)
    canvas.line(120, 130, 300, 130)
    canvas.text(84, 120, "TT").text(124, 120, "Đơn vị thực hiện").text(304, 120, "Nội dung công việc")
    canvas.text(124, 150, "Chủ trì").text(244, 150, "Phối hợp")
    canvas.text(84, 180, "1").text(124, 180, "Văn phòng").text(244, 180, "Đoàn Sở").text(304, 180, "Mở hội nghị")
    source = canvas.read()
    assert source.blocks is not None
    grid = source.blocks[0]
    assert isinstance(grid, Grid)
    assert [len(row) for row in grid.rows] == [4, 4, 4]
    assert grid.rows[0][1] == grid.rows[0][2]


# Scans and nonsense


def scan(canvas: Canvas) -> Canvas:
    pypdfium2 = pytest.importorskip("pypdfium2")
    imaging = pytest.importorskip("reportlab.lib.utils", reason="reportlab is not installed")
    drawn = Canvas()
    drawn.text(220, 80, "KẾ HOẠCH", 16).text(80, 130, "Tuyên truyền cải cách hành chính năm 2021", 16)
    drawn.text(80, 180, "1. Văn phòng Sở chủ trì thực hiện.", 16)
    document = pypdfium2.PdfDocument(drawn.bytes())
    picture = document[0].render(scale=150 / 72).to_pil().convert("L")
    document.close()
    canvas.canvas.drawImage(imaging.ImageReader(picture), 0, 0, 595, 842)
    return canvas


def test_a_scan_has_no_text_even_under_a_stamp(canvas: Canvas) -> None:
    scan(canvas).text(400, 30, "Người ký: Sở Y tế tỉnh Phú Yên, Ủy ban nhân dân tỉnh Phú Yên", 7)
    source = canvas.read()
    assert (source.text, source.blocks) == ("\n", [])
    assert remarks(source, "scanned-page") == ["1"]


def test_a_scanned_page_among_others_is_told(canvas: Canvas) -> None:
    wrapped(canvas, "Kế hoạch này có hiệu lực từ ngày ký và được gửi đến các đơn vị trực\nthuộc Sở.")
    source = scan(canvas.page()).read()
    assert remarks(source, "scanned-page") == ["2"]
    assert len(lines(source)) == 1


def test_letters_of_a_broken_font_map_are_no_text(canvas: Canvas) -> None:
    for number in range(12):
        canvas.text(80, 100 + 18 * number, "7ӌ1+ /¬2 &$, .ӂ +2Ҥ&+ 7X\\rQ WUX\\ӅQ FҧL FiFK KjQK FKtQK")
    source = canvas.read()
    assert source.text == "\n"
    assert remarks(source, "broken-text") == ["1"]


@pytest.mark.skipif(shutil.which("tesseract") is None, reason="tesseract is not installed")
def test_a_scan_is_read_by_machine_when_asked(canvas: Canvas) -> None:
    from plancheck.readers.pdf_ocr import recognise

    source = recognise(scan(canvas).bytes(), "plan.pdf", Limits())
    assert source.by_machine
    assert [line.split()[0] for line in lines(source)] == ["KẾ", "Tuyên", "1."]


def test_a_scan_asks_for_tesseract_where_it_is_missing(canvas: Canvas, monkeypatch: pytest.MonkeyPatch) -> None:
    from plancheck.readers import pdf_ocr

    content = scan(canvas).bytes()
    monkeypatch.setattr(pdf_ocr.shutil, "which", lambda _: None)
    with pytest.raises(ReadError, match="Tesseract"):
        pdf_ocr.recognise(content, "plan.pdf", Limits())


# Files that cannot be read


def test_a_locked_file_asks_for_its_password_to_be_taken_off() -> None:
    encryption = pytest.importorskip("reportlab.lib.pdfencrypt", reason="reportlab is not installed")
    content = Canvas(encrypt=encryption.StandardEncryption("one", "two")).text(80, 80, "Ke hoach").bytes()
    with pytest.raises(ReadError, match="password"):
        read_pdf(content, "plan.pdf", Limits())


@pytest.mark.parametrize("share", [0.01, 0.5, 0.95])
def test_a_cut_file_is_damaged(share: float) -> None:
    content = (DATA / "ke-hoach.pdf").read_bytes()
    with pytest.raises(ReadError, match="damaged"):
        read_pdf(content[: int(share * len(content))], "plan.pdf", Limits())


def test_pages_are_counted_before_they_are_read() -> None:
    canvas = Canvas()
    for _ in range(4):
        canvas.text(80, 80, "Ke hoach").page()
    with pytest.raises(ReadError, match="more than 3 pages"):
        read_pdf(canvas.bytes(), "plan.pdf", Limits(pages=3))


def test_a_tree_of_pages_that_holds_itself_is_damaged() -> None:
    content = (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
        b"2 0 obj<</Type/Pages/Kids[2 0 R 2 0 R]/Count 400>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF"
    )
    with pytest.raises(ReadError):
        read_pdf(content, "plan.pdf", Limits())


# Whole plans: the PDF and the text it was set from


def facts(source: Source, rulebook: Rulebook) -> dict[str, object]:
    from plancheck.engine import Settings

    plan, report = parse_source(source, rulebook), lint_source(source, rulebook, Settings())
    return {
        "elements": {key: element.status for key, element in report.elements.items()},
        "outline": [(section.depth, section.marker, section.title) for section in plan.walk()],
        "citations": [(item.kind, item.symbol, item.date) for item in plan.citations],
        "tables": [[len(table.rows) for table in annex.tables] for annex in plan.annexes],
        "findings": sorted((finding.rule, finding.quote or "") for finding in report.findings),
        "signer": (plan.metadata.signer, plan.metadata.date, plan.metadata.symbol, plan.metadata.recipients),
    }


def test_a_plan_printed_from_word_says_what_its_text_says(rulebook: Rulebook) -> None:
    source = read(str(DATA / "ke-hoach.pdf"))
    text = read(str(pdfdocs.FIXTURES / "trung-tam-hcc-2022.txt"))
    assert facts(source, rulebook) == facts(text, rulebook)


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_a_plan_says_the_same_in_every_dress(rulebook: Rulebook, tmp_path: Path) -> None:
    pytest.importorskip("docx", reason="python-docx is not installed")
    parts = pdfdocs.parts_of("ubnd-huyen-2017.txt")
    wanted = facts(read(str(pdfdocs.FIXTURES / "ubnd-huyen-2017.txt")), rulebook)
    for number, style in enumerate(pdfdocs.STYLES):
        made = pdfdocs.print_pdf(pdfdocs.docx_of(parts, style, tmp_path / f"{number}.docx"), tmp_path)
        assert facts(read(str(made)), rulebook) == wanted, style
