"""Read the sections of a Word file: paper, margins, and where the page number stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plancheck.readers.docx_names import MM_PER_TWIP, R, W, is_on, twips, value
from plancheck.readers.docx_pagenumber import number_alignment
from plancheck.source import Page

if TYPE_CHECKING:
    from lxml.etree import _Element

    from plancheck.readers.docx_parts import WordPackage
    from plancheck.readers.docx_styles import Styles

_MOST_SECTIONS = 200
_SIDES = {"top": W + "headerReference", "bottom": W + "footerReference"}


class Headers:
    """The headers and footers of a file as its sections take them; a section without one has that of the last."""

    def __init__(self, package: WordPackage, styles: Styles) -> None:
        self._package = package
        self._styles = styles
        self._current: dict[tuple[str, str], _Element] = {}
        self._alignments: dict[str, str | None] = {}

    def enter(self, section: _Element) -> None:
        """Take over the headers and footers that a section names."""
        for side, tag in _SIDES.items():
            for reference in section.iterchildren(tag):
                self._current[side, reference.get(W + "type", "default")] = reference

    def root(self, side: str, kind: str) -> _Element | None:
        """Return the part that stands on a side ("top", "bottom") of pages of a kind ("default", "first")."""
        reference = self._current.get((side, kind))
        return self._package.related(reference) if reference is not None else None

    def number(self, kind: str) -> str | None:
        """Return where pages of a kind show their number ("top-center"), None where they do not."""
        for side in _SIDES:
            reference = self._current.get((side, kind))
            if reference is None:
                continue
            identity = reference.get(R + "id", "")
            if identity not in self._alignments:
                root = self._package.related(reference)
                self._alignments[identity] = number_alignment(root, self._styles) if root is not None else None
            if alignment := self._alignments[identity]:
                return f"{side}-{alignment}"
        return None


def read_pages(sections: list[_Element], headers: Headers) -> list[Page]:
    """Return the layout of each section that begins a page of its own."""
    pages: list[Page] = []
    for section in sections[:_MOST_SECTIONS]:
        headers.enter(section)
        page = _page(section)
        first = has_first_page(section)
        page.number = headers.number("default")
        shown = headers.number("first") if first else page.number
        page.number = page.number or shown
        page.number_first = shown is not None
        if pages and value(section, W + "type") == "continuous" and _paper(page) == _paper(pages[-1]):
            continue
        pages.append(page)
    return pages


def has_first_page(section: _Element) -> bool:
    """Say whether the first page of a section has headers of its own."""
    switch = section.find(W + "titlePg")
    return switch is not None and is_on(switch)


def _page(section: _Element) -> Page:
    size, margins = section.find(W + "pgSz"), section.find(W + "pgMar")
    left, gutter = _length(margins, "left"), _length(margins, "gutter")
    return Page(
        _length(size, "w"), _length(size, "h"), _length(margins, "top"), _length(margins, "bottom"),
        round(left + gutter, 1) if left is not None and gutter else left, _length(margins, "right"),
    )  # fmt: skip


def _length(element: _Element | None, name: str) -> float | None:
    """Return a length in millimetres; a margin that is negative holds its text in spite of a tall header."""
    length = twips(element.get(W + name)) if element is not None else None
    return round(abs(length) * MM_PER_TWIP, 1) if length is not None else None


def _paper(page: Page) -> tuple[float | None, ...]:
    return (page.width, page.height, page.top, page.bottom, page.left, page.right)
