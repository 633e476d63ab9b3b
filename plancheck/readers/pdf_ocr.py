"""Read the scanned pages of a PDF with Tesseract; pages that hold text keep it."""

from __future__ import annotations

import csv
import io
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import median
from typing import Any

from plancheck.readers.limits import Limits, ReadError
from plancheck.readers.pdf import opened, sheets_of, source_of
from plancheck.readers.pdf_raster import rules_in
from plancheck.readers.pdf_sheet import Rule, Sheet, Word
from plancheck.source import Source

_DOTS = 300  # per inch
_MOST_DOTS = 30_000_000  # of one page; a larger one is rendered coarser
_FEWEST_DOTS = 150  # per inch, below which nothing is read off
_SECONDS = 120  # for one page
_MOST_PAGES = 100  # of one file
_MOST_SECONDS = 1800  # for one file
_SURE = 25.0  # per cent; words that Tesseract is less sure of are specks and seals
_POINTS = 72


def recognise(content: bytes, path: str, limits: Limits) -> Source:
    """Return the source of a PDF, its pages without usable text read by machine.

    Raises ReadError as ``pdf.read`` does, where Tesseract or its Vietnamese data are not installed, and where more
    pages are scanned, or reading them takes longer, than is allowed.
    """
    with opened(content, limits) as document:
        from plancheck.readers.pdf_flow import assemble
        from plancheck.readers.pdf_fonts import Fonts

        fonts = Fonts()
        sheets = list(sheets_of(document, fonts, limits))
        flow = assemble(sheets, fonts.fonts)
        if not flow.unread:
            return source_of(flow, path)
        _read_pages(document, sheets, flow.unread)
        flow = assemble(sheets, fonts.fonts)
    return source_of(flow, path, by_machine=True)


def _read_pages(document: Any, sheets: list[Sheet], numbers: Sequence[int]) -> None:
    """Replace the pages of these numbers by what Tesseract reads."""
    if len(numbers) > _MOST_PAGES:
        raise _too_much(f"hơn {_MOST_PAGES} trang quét", f"more than {_MOST_PAGES} scanned pages")
    program = _tesseract()
    end = time.monotonic() + _MOST_SECONDS
    with tempfile.TemporaryDirectory(prefix="plancheck-") as folder:
        for number in numbers:
            left = end - time.monotonic()
            if left <= 0:
                minutes = _MOST_SECONDS // 60
                raise _too_much(
                    f"nhiều trang quét, nhận dạng quá {minutes} phút",
                    f"scanned pages that take over {minutes} minutes",
                )
            seconds = min(left, _SECONDS)
            sheets[number - 1] = _read_page(document, sheets[number - 1], program, Path(folder), seconds)


def _too_much(vi: str, en: str) -> ReadError:
    return ReadError(
        f"Tệp có {vi}, vượt giới hạn nhận dạng. Hãy tách riêng phần kế hoạch thành một tệp rồi kiểm tra lại.",
        f"The file has {en}, over the limit for recognition. Save the plan alone as a file and check that.",
    )


def _tesseract() -> str:
    """Return the program's path; raise ReadError where it or its data for Vietnamese are missing."""
    program = shutil.which("tesseract")
    if program is None:
        raise ReadError(
            "Muốn nhận dạng bản quét, hãy cài chương trình Tesseract và dữ liệu tiếng Việt "
            "(trên Debian, Ubuntu: apt install tesseract-ocr tesseract-ocr-vie).",
            "To read scanned pages, install Tesseract and its Vietnamese data "
            "(on Debian, Ubuntu: apt install tesseract-ocr tesseract-ocr-vie).",
        )
    try:
        listed = subprocess.run([program, "--list-langs"], capture_output=True, check=False, timeout=_SECONDS)
        known = (listed.stdout + listed.stderr).split()
    except (subprocess.SubprocessError, OSError):
        known = []
    if b"vie" not in known:
        raise ReadError(
            "Tesseract chưa có dữ liệu tiếng Việt; hãy cài thêm (trên Debian, Ubuntu: apt install tesseract-ocr-vie).",
            "Tesseract has no data for Vietnamese; install them (on Debian, Ubuntu: apt install tesseract-ocr-vie).",
        )
    return program


def _read_page(document: Any, sheet: Sheet, program: str, folder: Path, seconds: float) -> Sheet:
    """Return the page as Tesseract reads it; one that cannot be rendered or takes too long stays as it is."""
    inches = sheet.width * sheet.height / _POINTS**2
    dots = min(_DOTS, int((_MOST_DOTS / max(inches, 0.01)) ** 0.5))
    if dots < _FEWEST_DOTS:
        return sheet
    picture = folder / "page.pgm"
    rules = _render(document, sheet.number - 1, dots / _POINTS, picture)
    command = [program, str(picture), "stdout", "-l", "vie", "--dpi", str(dots), "--psm", "3", "tsv"]
    try:
        done = subprocess.run(
            command, capture_output=True, check=True, timeout=seconds, cwd=folder, stdin=subprocess.DEVNULL
        )
    except (subprocess.SubprocessError, OSError):
        return sheet
    words = list(_words(done.stdout.decode("utf-8", errors="replace"), _POINTS / dots))
    return Sheet(sheet.number, sheet.width, sheet.height, words, rules, whole=True)


def _render(document: Any, index: int, scale: float, picture: Path) -> list[Rule]:
    """Write the picture of a page, and return the lines drawn in it."""
    page = document[index]
    try:
        bitmap = page.render(scale=scale, grayscale=True, draw_annots=False, may_draw_forms=False)
        try:
            width, height, stride = bitmap.width, bitmap.height, bitmap.stride
            pixels = bytes(bitmap.buffer)
        finally:
            bitmap.close()
    finally:
        page.close()
    rows = pixels if stride == width else b"".join(pixels[row * stride : row * stride + width] for row in range(height))
    picture.write_bytes(b"P5 %d %d 255\n" % (width, height) + rows)
    return rules_in(rows, width, width, 1 / scale)


def _words(table: str, scale: float) -> Iterator[Word]:
    """Yield the words of Tesseract's table; those of one line stand on one baseline and have one size."""
    lines: dict[tuple[str, ...], list[tuple[float, float, float, float, str]]] = {}
    for row in csv.DictReader(io.StringIO(table), delimiter="\t", quoting=csv.QUOTE_NONE):
        text = (row.get("text") or "").strip(" |¦")  # the lines of a table are no letters
        if row.get("level") != "5" or not text.strip("_~") or float(row["conf"]) < _SURE:
            continue
        left, top = float(row["left"]) * scale, float(row["top"]) * scale
        right, bottom = left + float(row["width"]) * scale, top + float(row["height"]) * scale
        key = (row["block_num"], row["par_num"], row["line_num"])
        lines.setdefault(key, []).append((left, top, right, bottom, text))
    usual = median([bottom - top for own in lines.values() for _, top, _, bottom, _ in own]) if lines else 0.0
    for own in lines.values():
        # Letters with marks under them reach lower than the baseline, and all but the smallest higher than an em does.
        foot = median([bottom for _, _, _, bottom, _ in own]) - 0.2 * usual
        for left, _, right, _, text in own:
            yield Word(left, right, foot, usual, text)
