"""Read a Word file (.docx, .docm, .dotx): the text as it is printed, with its tables, notes and page layout."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from plancheck.readers.docx_body import Walker
from plancheck.readers.docx_layout import Headers, has_first_page, read_pages
from plancheck.readers.docx_names import SPACE, W
from plancheck.readers.docx_notes import Notes
from plancheck.readers.docx_numbering import Numbering
from plancheck.readers.docx_parts import EN, VI, WordPackage
from plancheck.readers.docx_styles import Styles
from plancheck.readers.docx_zones import is_letterhead, lines_of, without_page_number
from plancheck.readers.draft import Item, compose
from plancheck.readers.limits import Limits, damaged, too_large
from plancheck.source import Layout, Remark, Source

if TYPE_CHECKING:
    from lxml.etree import _Element

_FEW_WORDS = 50  # beside pictures, so few words are a stamp or a heading typed above a scan


def read(content: bytes, path: str, limits: Limits) -> Source:
    """Return the source of a Word file; raise ReadError where it is damaged, locked, too large or empty."""
    try:
        return _read(content, path, limits)
    except RecursionError as error:  # boxes in notes in boxes, as no Word makes them
        raise damaged(VI, EN) from error


def _read(content: bytes, path: str, limits: Limits) -> Source:
    package = WordPackage(content, limits)
    if sum(1 for _ in islice(package.document.iter(W + "p"), limits.lines + 1)) > limits.lines:
        raise too_large(limits.lines, "đoạn", "paragraphs")
    styles = Styles(package.part("styles"), package.part("theme"))
    numbering = Numbering(package.part("numbering"), styles)
    trims = package.document.get(SPACE) != "preserve"
    walker = Walker(styles, numbering, Notes(package), trims)
    headers = Headers(package, styles)
    items = walker.blocks(package.body, main=True)
    items = [*_letterhead(walker, headers), *items]
    layout = Layout(read_pages(walker.sections, headers), walker.fonts, walker.sizes)
    remarks = [Remark("tracked-changes", str(walker.changes))] if walker.changes else []
    words = _words(items)
    if walker.pictures and words < _FEW_WORDS:
        remarks.append(Remark("scanned-page", "docx"))
        if not words:
            return Source(path, "\n", "docx", has_layout=True, blocks=[], remarks=remarks, layout=layout)
    return compose(items, path=path, format="docx", layout=layout, remarks=remarks)


def _letterhead(walker: Walker, headers: Headers) -> list[Item]:
    """Return the letterhead that stands in the header of the first page; any other header is no part of the text."""
    if not walker.sections:
        return []
    headers.enter(walker.sections[0])
    first = has_first_page(walker.sections[0])
    root: _Element | None = headers.root("top", "first" if first else "default")
    if root is None:
        return []
    # What stands there was not written in the body: its pictures and changes are not counted with those.
    pictures, changes = walker.pictures, walker.changes
    items = walker.story(root)
    walker.pictures = pictures
    if is_letterhead(items, issuer=first):
        return without_page_number(items)
    walker.changes = changes
    return []


def _words(items: list[Item]) -> int:
    """Return how many words the items hold, counted up to what tells a text from a scan."""
    count = 0
    for line in lines_of(items):
        count += len(line.split())
        if count >= _FEW_WORDS:
            break
    return count
