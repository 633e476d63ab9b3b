"""Read PDF files that hold text, by PDFium; scans are told as such."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from plancheck.readers.draft import compose
from plancheck.readers.limits import Limits, damaged, missing_extra, protected, too_large
from plancheck.source import Source

if TYPE_CHECKING:
    from plancheck.readers.pdf_flow import Flow
    from plancheck.readers.pdf_fonts import Fonts
    from plancheck.readers.pdf_sheet import Sheet

_PER_PAGE = 5_000  # characters; a page full of small type holds fewer
NAMES = ("Tệp PDF", "The PDF file")


def read(content: bytes, path: str, limits: Limits) -> Source:
    """Return the source of a PDF; one without a readable page has no words, and remarks that say so.

    Raises ReadError where the file is damaged, locked or too long, or PDFium is not installed.
    """
    with opened(content, limits) as document:
        from plancheck.readers.pdf_flow import assemble
        from plancheck.readers.pdf_fonts import Fonts

        fonts = Fonts()
        flow = assemble(list(sheets_of(document, fonts, limits)), fonts.fonts)
    return source_of(flow, path)


@contextmanager
def opened(content: bytes, limits: Limits) -> Iterator[Any]:
    """Open a PDF and close it again; raise ReadError where that cannot be."""
    try:
        import pypdfium2  # type: ignore[import-untyped]
        import pypdfium2.raw as pdfium  # type: ignore[import-untyped]
    except ImportError as error:
        raise missing_extra("pdf", "tệp PDF", "PDF files") from error
    if not hasattr(pdfium, "FPDFText_GetTextObject"):  # an older release
        raise missing_extra("pdf", "tệp PDF", "PDF files")
    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        code = getattr(error, "err_code", None) or pdfium.FPDF_GetLastError()
        if code in (pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY):
            raise protected(*NAMES) from error
        raise damaged(*NAMES) from error
    try:
        if len(document) > limits.pages:
            raise too_large(limits.pages, "trang", "pages")
        if not len(document):
            raise damaged(*NAMES)
        yield document
    finally:
        document.close()


def sheets_of(document: Any, fonts: Fonts, limits: Limits) -> Iterator[Sheet]:
    """Yield the pages of an open document; raise ReadError for one that cannot be loaded, or too many words."""
    import pypdfium2

    from plancheck.readers.pdf_page import read_sheet

    budget = _PER_PAGE * limits.pages
    for index in range(len(document)):
        try:
            page = document[index]
        except pypdfium2.PdfiumError as error:
            raise damaged(*NAMES) from error
        try:
            sheet = read_sheet(page, index + 1, fonts, budget)
        finally:
            page.close()
        budget -= sum(len(word.text) for word in sheet.words)
        yield sheet


def source_of(flow: Flow, path: str, by_machine: bool = False) -> Source:
    """Return the source of a PDF's pages put together."""
    by_machine = by_machine or flow.read_off * 2 > flow.pages
    if not flow.items and flow.unread:
        return Source(path, "\n", "pdf", has_layout=True, blocks=[], remarks=flow.remarks, layout=flow.layout)
    return compose(flow.items, path=path, format="pdf", layout=flow.layout, remarks=flow.remarks, by_machine=by_machine)
