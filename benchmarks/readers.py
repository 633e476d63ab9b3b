"""Measure each reader against the bare library that opens the same file, and the readers' growth with the length.

Ratios compare two things measured side by side on the same machine. Each figure is the least of several repeats,
taken in turns. A format whose extra is not installed is left out, and said so. Exits 0 whatever the figures are.
"""

from __future__ import annotations

import io
import sys
import tempfile
import zipfile
from collections.abc import Callable
from pathlib import Path

from plancheck.checks import Settings
from plancheck.engine import lint_source
from plancheck.readers import ReadError, read
from plancheck.rulebook import load

from bench import least

ROOT = Path(__file__).resolve().parent.parent
FILES = ROOT / "fixtures" / "formats" / "files"
NAME = "van-phong-dat-dai-2021"
PAGES = (10, 100)


def bare_text(content: bytes) -> object:
    return content.decode("utf-8").split("\n")


def bare_html(content: bytes) -> object:
    from lxml import html

    return html.fromstring(content).text_content()


def bare_docx(content: bytes) -> object:
    from docx import Document

    return [paragraph.text for paragraph in Document(io.BytesIO(content)).paragraphs]


def bare_odt(content: bytes) -> object:
    from lxml import etree

    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return ["".join(etree.fromstring(package.read(name)).itertext()) for name in ("content.xml", "styles.xml")]


def bare_doc(content: bytes) -> object:
    from doc2docx import convert

    with tempfile.TemporaryDirectory() as folder:
        source, result = Path(folder) / "a.doc", Path(folder) / "a.docx"
        source.write_bytes(content)
        return convert(str(source), str(result))


def bare_pdf(content: bytes) -> object:
    from pypdfium2 import PdfDocument

    document = PdfDocument(content)
    texts = []
    for page in document:
        words = page.get_textpage()
        texts.append(words.get_text_range())
        words.close()
        page.close()
    document.close()
    return texts


BARE: dict[str, tuple[str, Callable[[bytes], object]]] = {
    "txt": ("decode and split", bare_text),
    "html": ("lxml.html", bare_html),
    "docx": ("python-docx, every paragraph's text", bare_docx),
    "odt": ("zipfile + lxml, all text", bare_odt),
    "doc": ("doc2docx in this process, conversion alone", bare_doc),
    "pdf": ("pypdfium2, text of every page", bare_pdf),
}


def longer_docx(content: bytes, times: int) -> bytes:
    """Return the Word file with its body ``times`` times over."""
    from copy import deepcopy

    from docx import Document

    document = Document(io.BytesIO(content))
    body = document.element.body
    blocks = [child for child in body if not child.tag.endswith("}sectPr")]
    for _ in range(times - 1):
        for block in blocks:
            body.insert(len(body) - 1, deepcopy(block))
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def longer_pdf(content: bytes, pages: int) -> bytes:
    """Return a PDF of that many pages, those of ``content`` over and over."""
    from pypdfium2 import PdfDocument

    source, target = PdfDocument(content), PdfDocument.new()
    while len(target) < pages:
        target.import_pages(source, list(range(min(len(source), pages - len(target)))))
    out = io.BytesIO()
    target.save(out)
    return out.getvalue()


def main() -> None:
    rulebook = load()
    print(f"{'format':8}{'reader / bare':>15}{'share of lint':>15}   bare is")
    for suffix, (what, bare) in BARE.items():
        path = str(FILES / f"{NAME}.{suffix}")
        content = Path(path).read_bytes()
        try:
            source = read(path)
            bare(content)
        except (ReadError, ImportError) as error:
            print(f"{suffix:8}{'left out':>15}   {error}")
            continue
        floor, reading, check = least(
            lambda bare=bare, content=content: bare(content),
            lambda path=path: read(path),
            lambda source=source: lint_source(source, rulebook, Settings()),
            repeats=5,
        )
        print(f"{suffix:8}{reading / floor:>15.2f}{reading / (reading + check):>14.0%}    {what}")
    print()
    with tempfile.TemporaryDirectory() as folder:
        grows("docx", folder, longer_docx, 5)
        grows("pdf", folder, longer_pdf, 1)


def grows(suffix: str, folder: str, longer: Callable[[bytes, int], bytes], pages_each: int) -> None:
    """Print how much longer a file of ten times the pages takes."""
    content = (FILES / f"{NAME}.{suffix}").read_bytes()
    paths = []
    for pages in PAGES:
        path = Path(folder) / f"{pages}.{suffix}"
        path.write_bytes(longer(content, pages // pages_each))
        paths.append(str(path))
    try:
        short, long = least(*(lambda path=path: read(path) for path in paths), repeats=3)
    except ReadError as error:
        print(f"{suffix}: left out: {error}")
        return
    print(f"{suffix}: {PAGES[1]} pages / {PAGES[0]} pages: {long / short:.1f} (linear: {PAGES[1] / PAGES[0]:.0f})")


if __name__ == "__main__":
    sys.exit(main())
