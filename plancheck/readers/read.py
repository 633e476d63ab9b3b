"""Choose the reader by content; the name of a file proves nothing."""

from __future__ import annotations

import codecs
import re
from importlib import import_module

from plancheck.readers.files import content_of
from plancheck.readers.limits import Limits, ReadError
from plancheck.source import Source

# The module of each format, with its function ``read(content, path, limits) -> Source``; imported when first needed.
_READERS = {
    "text": "text",
    "odt": "odt",
    "docx": "docx",
    "doc": "doc",
    "rtf": "rtf",
    "html": "html",
    "pdf": "pdf",
    "zip": "zips",
}
_HTML = re.compile(
    rb"\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html|head|body|meta)\b",
    re.IGNORECASE | re.DOTALL,
)
_XML = re.compile(rb"(?:\xef\xbb\xbf)?\s*<(?:\?xml|office:document)\b")
_UNREAD = ("scanned-page", "broken-text")  # remarks on what --ocr may read
_OTHER = {
    b"\x89PNG": ("ảnh", "a picture"),
    b"\xff\xd8\xff": ("ảnh", "a picture"),
    b"GIF8": ("ảnh", "a picture"),
    b"BM": ("ảnh", "a picture"),
    b"II*\x00": ("ảnh", "a picture"),
    b"MM\x00*": ("ảnh", "a picture"),
    b"Rar!": ("tệp nén RAR", "a RAR archive"),
    b"7z\xbc\xaf": ("tệp nén 7z", "a 7z archive"),
    b"\x1f\x8b": ("tệp nén gzip", "a gzip archive"),
    b"MZ": ("chương trình máy tính", "a program"),
    b"\x7fELF": ("chương trình máy tính", "a program"),
}


def read(path: str, limits: Limits = Limits(), ocr: bool = False) -> Source:  # noqa: B008 - frozen
    """Return a draft as read; ``-`` reads standard input, ``ocr`` reads words off scanned pages.

    Raises ReadError with a message for the user.
    """
    return read_content(content_of(path, limits), path, limits, ocr)


def read_content(content: bytes, path: str, limits: Limits, ocr: bool = False) -> Source:
    """Return a draft as read from its bytes; ``path`` only names it.

    Raises ReadError with a message for the user.
    """
    kind = tell_format(content)
    if kind not in _READERS:
        raise _unsupported(kind)
    module = import_module(f"plancheck.readers.{_READERS[kind]}")
    source: Source = module.read(content, path, limits)
    if ocr and kind == "pdf" and any(remark.kind in _UNREAD for remark in source.remarks):
        from plancheck.readers.pdf_ocr import recognise

        return recognise(content, path, limits)
    return source


def tell_format(content: bytes) -> str:
    """Return the format: text, docx, odt, zip, doc, rtf, pdf, html, or another file's kind in words ("ảnh")."""
    if content.startswith(b"PK\x03\x04"):
        return _packed(content)
    if content.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return "doc"
    if b"urn:oasis:names:tc:opendocument:xmlns:office" in content[:4096] and _XML.match(content):
        return "odt"
    if content.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{\\rtf"):
        return "rtf"
    if b"%PDF-" in content[:1024]:
        return "pdf"
    if _HTML.match(_beginning(content)):
        return "html"
    if content[:200].lstrip().lower().startswith((b"mime-version:", b"from:")) and b"text/html" in content[:20_000]:
        return "html"
    for magic, (vi, _) in _OTHER.items():
        # Two letters begin many a text: a program or a bitmap holds bytes that no text has.
        if content.startswith(magic) and (len(magic) > 2 or b"\x00" in content[:64]):
            return vi
    return "text"


def _beginning(content: bytes) -> bytes:
    """Return the first characters in ASCII, be they of one byte or, as in "Web Page, Unicode", of two."""
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return content[:8192].decode("utf-16", "ignore").encode("ascii", "ignore")
    return content.removeprefix(codecs.BOM_UTF8)


def _packed(content: bytes) -> str:
    """Return what a zip file holds, by the names of its members."""
    from plancheck.readers.zips import names_in, tell_package

    names = names_in(content)
    if names is not None:
        return tell_package(set(names))
    # A broken archive: its beginning tells what it was.
    beginning = content[:4096]
    if b"word/" in beginning or b"[Content_Types].xml" in beginning:
        return "docx"
    return "odt" if b"opendocument" in beginning else "zip"


_ENGLISH = {
    "bảng tính Excel": "an Excel workbook",
    "bài trình chiếu PowerPoint": "a PowerPoint presentation",
    **dict(_OTHER.values()),
}


def _unsupported(kind: str) -> ReadError:
    return ReadError(
        f"Đây là {kind}, không phải văn bản. Hãy gửi tệp Word (.docx), PDF hoặc văn bản thuần của kế hoạch.",
        f"This is {_ENGLISH.get(kind, kind)}, not a text. Give the plan's Word (.docx), PDF or plain text file.",
    )
