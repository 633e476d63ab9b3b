"""Read OpenDocument texts (.odt, .ott, and flat .fodt)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plancheck.readers.draft import compose
from plancheck.readers.limits import MEGABYTE, Limits, ReadError, damaged, protected, too_large
from plancheck.readers.odtbody import Body
from plancheck.readers.odtnames import OFFICE, TEXT
from plancheck.readers.odtpages import Masters
from plancheck.readers.odtstyles import Styles
from plancheck.readers.package import Package, parse_xml
from plancheck.source import Layout, Remark, Source

if TYPE_CHECKING:
    from lxml.etree import _Element

_KIND = ("Tệp OpenDocument (.odt)", "The OpenDocument file (.odt)")
_MANIFEST = "META-INF/manifest.xml"
_OTHER = {
    "spreadsheet": ("bảng tính", "a spreadsheet"),
    "presentation": ("bài trình chiếu", "a presentation"),
    "drawing": ("bản vẽ", "a drawing"),
    "chart": ("biểu đồ", "a chart"),
}


def read(content: bytes, path: str, limits: Limits) -> Source:
    """Return the source of an OpenDocument text; raise ReadError where it is broken, locked or no text."""
    document, shared = _parts(content, limits)
    text = _text_of(document)
    body = Body(Styles(shared, document), limits)
    body.walk(text)
    masters = Masters(shared, limits) if shared is not None else None
    layout = Layout(masters.pages(body.masters) if masters else [], body.fonts, body.sizes)
    items = (masters.letterhead(body.masters) if masters else []) + body.items
    return compose(items, path=path, format="odt", layout=layout, remarks=_remarks(text))


def _parts(content: bytes, limits: Limits) -> tuple[_Element, _Element | None]:
    """Return the roots that hold the text and the shared styles: one and the same in a flat file."""
    if not content.startswith(b"PK"):
        if len(content) > limits.unpacked_bytes:
            raise too_large(limits.unpacked_bytes // MEGABYTE, "MB", "MB")
        root = parse_xml(content, limits, *_KIND)
        return root, root
    package = Package(content, limits, *_KIND)
    if _MANIFEST in package and b"encryption-data" in package.read(_MANIFEST):
        raise protected(*_KIND)
    shared = package.xml("styles.xml") if "styles.xml" in package else None
    return package.xml("content.xml"), shared


def _text_of(document: _Element) -> _Element:
    body = document.find(OFFICE + "body")
    text = body.find(OFFICE + "text") if body is not None else None
    if text is not None:
        return text
    kind = str(body[0].tag).rpartition("}")[2] if body is not None and len(body) else ""
    if kind not in _OTHER:
        raise damaged(*_KIND)
    vi, en = _OTHER[kind]
    raise ReadError(
        f"Đây là {vi}, không phải văn bản. Hãy gửi tệp văn bản của kế hoạch.",
        f"This is {en}, not a text. Give the plan's text file.",
    )


def _remarks(text: _Element) -> list[Remark]:
    changes = sum(1 for _ in text.iter(TEXT + "changed-region"))
    return [Remark("tracked-changes", str(changes))] if changes else []
