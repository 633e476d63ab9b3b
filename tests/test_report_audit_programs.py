"""An audit's workbook in LibreOffice and its page in a browser: what an office opens them with."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from plancheck.report.auditbook import write_workbook
from plancheck.report.audithtml import write_html

from auditmade import made_audit

pypdfium2 = pytest.importorskip("pypdfium2", reason="the extra plancheck[pdf] is not installed")
A4 = (595, 842)  # points
SOFFICE = shutil.which("soffice")
BROWSER = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
HAS_CALC = SOFFICE is not None and any(Path(SOFFICE).resolve().parent.glob("libsclo.*"))


def pages_of(path: Path) -> tuple[list[str], list[tuple[int, int]]]:
    """Return the text and the size of each page, sizes sorted (width, height) as a sheet lies in the hand."""
    document = pypdfium2.PdfDocument(path)
    texts, sizes = [], []
    for page in document:
        texts.append(page.get_textpage().get_text_range())
        sizes.append(tuple(sorted(round(side) for side in page.get_size())))
    document.close()
    return texts, sizes


@pytest.mark.skipif(not HAS_CALC, reason="LibreOffice Calc is not installed")
def test_libreoffice_opens_and_prints_the_workbook(tmp_path: Path) -> None:
    audit = made_audit()
    book = tmp_path / "ra-soat.xlsx"
    with book.open("wb") as stream:
        write_workbook(audit, stream, "vi", lambda path: None)
    subprocess.run(
        [str(SOFFICE), f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless",
         "--convert-to", "pdf", "--outdir", str(tmp_path), str(book)],
        capture_output=True, timeout=120, check=False,
    )  # fmt: skip
    texts, sizes = pages_of(tmp_path / "ra-soat.pdf")
    assert set(sizes) <= {A4, (595, 841)} and len(texts) >= 6
    assert f"1/{len(texts)}" in texts[0]  # the footer; letters with marks come back in another order


@pytest.mark.skipif(BROWSER is None, reason="no Chromium is installed")
def test_a_browser_prints_the_page_on_a4(tmp_path: Path) -> None:
    audit = made_audit()
    page = tmp_path / "ra-soat.html"
    with page.open("w", encoding="utf-8") as stream:
        write_html(audit, stream, "vi", lambda path: None)
    printed = tmp_path / "ra-soat.pdf"
    subprocess.run(
        [str(BROWSER), "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
         "--disable-background-networking", "--disable-component-update", "--disable-sync",
         f"--user-data-dir={tmp_path / 'profile'}", f"--print-to-pdf={printed}", page.as_uri()],
        capture_output=True, timeout=120, check=False,
    )  # fmt: skip
    texts, sizes = pages_of(printed)
    assert all(abs(size[0] - A4[0]) <= 1 and abs(size[1] - A4[1]) <= 1 for size in sizes)
    whole = " ".join(" ".join(texts).split())
    assert all(row.unit.split()[-1] in whole for row in audit.rows)
