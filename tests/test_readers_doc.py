"""Old Word files are read as the .docx they become; what is no Word file, locked or broken is named and refused."""

from __future__ import annotations

import random
import struct
import time
from pathlib import Path

import pytest
from plancheck.readers import doc, doc_worker, office
from plancheck.readers import read as read_file
from plancheck.readers.doc_ole import Compound
from plancheck.readers.limits import Limits, ReadError
from plancheck.source import Footnote, Grid, Source

pytest.importorskip("doc2docx", reason="msdoc2docx is not installed")
DATA = Path(__file__).parent / "data" / "doc"
AUTO = (DATA / "auto-numbers.doc").read_bytes()
with_office = pytest.mark.skipif(office.program() is None, reason="LibreOffice is not installed")


@pytest.fixture
def alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take LibreOffice away."""
    monkeypatch.setattr(office, "program", lambda: None)


def read(content: bytes) -> Source:
    return doc.read(content, "x.doc", Limits())


def refusal(content: bytes) -> str:
    with pytest.raises(ReadError) as caught:
        read(content)
    assert caught.value.words.vi
    return caught.value.words.en


def fib_at(content: bytes) -> int:
    """Return where the Word stream begins."""
    return next(place for place in range(512, len(content), 512) if content[place : place + 2] == b"\xec\xa5")


def with_bytes(content: bytes, place: int, new: bytes) -> bytes:
    return content[:place] + new + content[place + len(new) :]


def ole(*names: str, loop: bool = False) -> bytes:
    """Return an OLE file with empty streams of these names, its directory without end where ``loop``."""
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH6x", 62, 3, 0xFFFE, 9, 6)
    header += struct.pack("<9I", 0, 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
    header += struct.pack("<109I", 0, *[0xFFFFFFFF] * 108)
    fat = struct.pack("<128I", 0xFFFFFFFD, 1 if loop else 0xFFFFFFFE, *[0xFFFFFFFF] * 126)
    entries = b""
    for name, kind in (("Root Entry", 5), *((name, 2) for name in names)):
        raw = name.encode("utf-16-le") + b"\0\0"
        entries += raw.ljust(64, b"\0") + struct.pack("<HB", len(raw), kind) + bytes(49) + struct.pack("<IQ", 0, 0)
    return header + fat + entries.ljust(512, b"\0")


# What is kept --------------------------------------------------------------------------------------------------------


def test_automatic_numbers_stand_before_their_paragraphs() -> None:
    source = read_file(str(DATA / "auto-numbers.doc"))
    lines = source.text.split("\n")
    assert (source.format, source.has_layout) == ("doc", True)
    assert lines[:3] == ["UBND TỈNH LÀO CAI", "SỞ NỘI VỤ", "Số: 15/KH-SNV"]
    assert [line.split()[0] for line in lines[9:16]] == ["I.", "1.", "a)", "b)", "2.", "a)", "b)"]


def test_merged_cells_cover_their_rows_and_columns() -> None:
    source = read((DATA / "merged-cells.doc").read_bytes())
    grid = next(block for block in source.blocks or [] if isinstance(block, Grid))
    head = [[" ".join(source.text[a:b] for a, b in cell) for cell in row] for row in grid.rows[:2]]
    assert head[0] == ["TT", "Nội dung", "Cơ quan thực hiện", "Cơ quan thực hiện", "Thời gian"]
    assert head[1][2:4] == ["Chủ trì", "Phối hợp"]


def test_the_fonts_of_old_encodings_are_kept() -> None:
    layout = read((DATA / "tcvn3.doc").read_bytes()).layout
    assert layout is not None
    assert {".VnTime", ".VnTimeH", "Times New Roman"} <= set(layout.fonts)


def test_the_letter_that_old_fonts_keep_at_the_soft_hyphen_is_not_lost() -> None:
    text = read((DATA / "tcvn3.doc").read_bytes()).text
    assert "như sau" in text and "\xad" not in text


def test_notes_changes_paper_and_page_numbers_are_kept() -> None:
    source = read((DATA / "footnote.doc").read_bytes())
    notes = [block for block in source.blocks or [] if isinstance(block, Footnote)]
    assert "24/QĐ-TTg" in source.text[notes[0].start : notes[0].end]
    source = read((DATA / "tracked.doc").read_bytes())
    assert source.text == "Thời gian báo cáo trước ngày 10/12 hằng năm.\n"
    assert [remark.kind for remark in source.remarks] == ["tracked-changes"]
    layout = read((DATA / "page-number.doc").read_bytes()).layout
    assert layout is not None
    page = layout.pages[0]
    assert (page.width, page.height, page.left, page.number) == (210.0, 297.0, 30.0, "top-center")
    assert page.number_first is False


def test_the_name_of_a_file_proves_nothing(tmp_path: Path) -> None:
    path = tmp_path / "ke-hoach.docx"
    path.write_bytes(AUTO)
    assert read_file(str(path)).format == "doc"
    path = tmp_path / "ke-hoach.doc"
    path.write_bytes((DATA / "auto-numbers.rtf").read_bytes())
    assert read_file(str(path)).format == "rtf"


# What is refused -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("names", "message"),
    [
        (("Workbook",), "an Excel workbook"),
        (("Book",), "an Excel workbook"),
        (("PowerPoint Document",), "a PowerPoint presentation"),
        (("EncryptionInfo", "EncryptedPackage"), "password"),
        (("Other",), "damaged"),
        (("WordDocument",), "damaged"),
    ],
)
def test_an_ole_file_is_told_by_its_streams(names: tuple[str, ...], message: str) -> None:
    assert message in refusal(ole(*names))


def test_a_directory_without_end_is_read_once() -> None:
    assert "Workbook" in Compound(ole("Workbook", loop=True)).names
    assert "damaged" in refusal(ole("Other", loop=True))


@pytest.mark.parametrize("flag", [0x01, 0x80])
def test_a_password_is_told(flag: int) -> None:
    place = fib_at(AUTO) + 11
    assert "password" in refusal(with_bytes(AUTO, place, bytes([AUTO[place] | flag])))


def test_a_text_longer_than_its_file_is_refused() -> None:
    assert "damaged" in refusal(with_bytes(AUTO, fib_at(AUTO) + 76, struct.pack("<I", 0x7FFFFF00)))
    assert "damaged" in refusal(with_bytes(AUTO, fib_at(AUTO) + 84, struct.pack("<I", 0x7FFFFF00)))


@pytest.mark.usefixtures("alone")
def test_word_95_is_named_where_nothing_reads_it() -> None:
    assert "Word 95" in refusal(with_bytes(AUTO, fib_at(AUTO), b"\xdc\xa5"))


@pytest.mark.usefixtures("alone")
def test_a_missing_converter_is_told_with_its_command(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doc, "_convert", lambda content, limits: (doc_worker.ABSENT, b""))
    assert 'pip install "plancheck[doc]"' in refusal(AUTO)


@pytest.mark.usefixtures("alone")
def test_a_converter_that_hangs_or_dies_is_ended(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    endless = tmp_path / "endless.py"
    endless.write_text("while True: pass")
    monkeypatch.setattr(doc_worker, "__file__", str(endless))
    monkeypatch.setattr(doc, "SECONDS", 0.5)
    began = time.monotonic()
    assert "damaged" in refusal(AUTO)
    assert time.monotonic() - began < 10
    endless.write_text("import os; os.abort()")
    assert "damaged" in refusal(AUTO)


def test_the_converter_gets_no_more_memory_than_it_is_given(tmp_path: Path) -> None:
    resource = pytest.importorskip("resource", reason="this system does not bound memory")
    import subprocess
    import sys

    code = f"from plancheck.readers import doc_worker; doc_worker._bound({1 << 28}); bytearray(1 << 30)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False, timeout=60)
    if sys.platform == "darwin":
        pytest.skip("macOS does not bound memory")
    assert resource and b"MemoryError" in done.stderr


# Hostile input -------------------------------------------------------------------------------------------------------


def _outcome(content: bytes, folder: Path) -> int:
    source, result = folder / "x.doc", folder / "x.docx"
    source.write_bytes(content)
    try:
        doc._examine(content)
    except ReadError:
        return doc_worker.BROKEN
    return doc_worker.work(str(source), str(result), 1 << 40)


def test_damaged_files_end_in_an_answer_within_seconds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doc_worker, "_bound", lambda memory: None)  # in this process, for speed
    chance = random.Random(26)
    began = time.process_time()
    for end in range(0, len(AUTO), 512):
        assert _outcome(AUTO[:end], tmp_path) in range(7)
    for _ in range(60):
        content = bytearray(AUTO)
        for _ in range(chance.choice((1, 5, 50))):
            content[chance.randrange(len(content))] = chance.randrange(256)
        assert _outcome(bytes(content), tmp_path) in range(7)
    assert time.process_time() - began < 100  # about ten here


@pytest.mark.usefixtures("alone")
def test_a_file_cut_short_is_refused() -> None:
    for end in (8, 512, 4096, len(AUTO) // 2, len(AUTO) - 4096):
        assert "damaged" in refusal(AUTO[:end])


# LibreOffice ---------------------------------------------------------------------------------------------------------


@with_office
def test_libreoffice_reads_what_the_converter_cannot(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doc, "_convert", lambda content, limits: (doc_worker.BROKEN, b""))
    source = read((DATA / "footnote.doc").read_bytes())
    assert source.format == "doc"
    assert "I. MỤC ĐÍCH, YÊU CẦU" in source.text.split("\n")


@with_office
def test_libreoffice_that_fails_or_is_slow_gives_nothing_and_leaves_nothing(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    assert office.to_docx(AUTO, ".doc", "MS Word 97", Limits(), seconds=0.01) is None
    for import_filter in ("MS Word 97", "MS Word 95", "MS WinWord 6.0"):
        assert office.to_docx(AUTO[:512], ".doc", import_filter, Limits()) is None
    assert list(tmp_path.glob("plancheck-*")) == []


def test_what_libreoffice_saved_of_a_damaged_file_must_be_the_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    half = Source("x.doc", "KẾ HOẠCH\n", "docx", blocks=[])
    monkeypatch.setattr(doc, "_convert", lambda content, limits: (doc_worker.BROKEN, b""))
    monkeypatch.setattr(office, "to_docx", lambda *given: b"PK")
    monkeypatch.setattr(doc, "_read_docx", lambda content, path, limits: (half, None))
    assert "damaged" in refusal(AUTO)
