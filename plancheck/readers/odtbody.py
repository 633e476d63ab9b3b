"""Walk the body of an OpenDocument text: paragraphs, lists, tables and frames in reading order."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from typing import TYPE_CHECKING

from plancheck.readers.draft import Cell, Item, Para, Run, Tabular
from plancheck.readers.limits import Limits, too_large
from plancheck.readers.odtlists import DEEPEST, Count, Level, advance, label, read_levels
from plancheck.readers.odtnames import DRAW, OFFICE, STYLE, TABLE, TEXT, XML_ID, whole
from plancheck.readers.odtstyles import Look, Styles

if TYPE_CHECKING:
    from lxml.etree import _Element

_BLANKS = re.compile(r"[ \t\r\n]+")
_PARAGRAPHS = (TEXT + "p", TEXT + "h")
_MOST_BLANKS = 80  # of one text:s: more set nothing apart
_WIDEST_CELL = 200  # columns that one cell may cover
_MOST_COPIES = 200  # of one repeated row or cell: Writer makes none, a spreadsheet a million
_MOST_CELLS = 100_000  # that repeats may add to a document
_SILENT = frozenset({
    OFFICE + "annotation", OFFICE + "annotation-end", OFFICE + "forms", OFFICE + "event-listeners",
    TEXT + "tracked-changes", TEXT + "note-citation", TEXT + "ruby-text", TEXT + "script", TEXT + "number",
    TEXT + "table-of-content", TEXT + "illustration-index", TEXT + "table-index", TEXT + "object-index",
    TEXT + "user-index", TEXT + "alphabetical-index", TEXT + "bibliography",
})  # fmt: skip
_FIXED = {TEXT + "tab": "\t", TEXT + "line-break": "\n"}


class _Open:
    """A paragraph while it is read."""

    def __init__(self) -> None:
        self.runs: list[Run] = []
        self.notes: list[list[Run]] = []
        self.beside: list[Item] = []  # what stands in frames that are tied to the paragraph
        self.blank = True  # the last character is a blank: a further one is no second blank
        self.counts = False
        self.hides = False  # some letters are not shown
        self.is_note = False


class Body:
    """The items of one part of a document, with what was seen on the way."""

    def __init__(self, styles: Styles, limits: Limits) -> None:
        self.styles = styles
        self._most_paragraphs = self._spare_paragraphs = limits.lines
        self.items: list[Item] = []
        self.fonts: Counter[str] = Counter()
        self.sizes: Counter[float] = Counter()
        self.masters: list[str] = []  # the master pages that paragraphs ask for, in order
        self._numbered = 0
        self._spare_cells = _MOST_CELLS
        self._levels: dict[str | None, list[Level]] = {}
        self._counts: dict[str, Count] = {}  # by the id of a list
        self._last: tuple[str | None, Count] | None = None  # the style and count of the last list
        self._outline = Count()
        self._containers: dict[str, Callable[[_Element, list[Item], bool], None]] = {
            TEXT + "list": self._top_list,
            TEXT + "numbered-paragraph": self._numbered_paragraph,
            TABLE + "table": self._table,
            TEXT + "section": self._section,
        }

    def walk(self, parent: _Element) -> None:
        """Read the children of ``parent`` into ``items``."""
        self._blocks(parent, self.items, True)

    def _blocks(self, parent: _Element, items: list[Item], in_flow: bool) -> None:
        """Read block by block; ``in_flow``: not in a table or frame, so that paragraphs are counted."""
        for child in parent:
            tag = str(child.tag)
            if tag in _PARAGRAPHS:
                self._paragraph(child, items, in_flow, self._heading_label(child) if tag[-1] == "h" else "")
            elif container := self._containers.get(tag):
                container(child, items, in_flow)
            elif tag.startswith(DRAW):
                self._shape(child, items)
            elif tag not in _SILENT:
                self._blocks(child, items, in_flow)

    def _section(self, section: _Element, items: list[Item], in_flow: bool) -> None:
        if section.get(TEXT + "display") != "none" and section.get(TEXT + "is-hidden") != "true":
            self._blocks(section, items, in_flow)

    def _shape(self, shape: _Element, items: list[Item]) -> None:
        """Read what is written in a frame, a drawn shape or a group of them."""
        for child in shape:
            tag = str(child.tag)
            if tag == DRAW + "text-box":
                self._blocks(child, items, False)
            elif tag in _PARAGRAPHS:
                self._paragraph(child, items, False, "")
            elif tag == TEXT + "list":
                self._top_list(child, items, False)
            elif tag.startswith(DRAW):
                self._shape(child, items)

    # Paragraphs

    def _paragraph(self, element: _Element, items: list[Item], in_flow: bool, printed: str) -> None:
        self._spare_paragraphs -= 1
        if self._spare_paragraphs < 0:
            raise too_large(self._most_paragraphs, "đoạn", "paragraphs")
        name = element.get(TEXT + "style-name")
        look = self.styles.look("paragraph", name)
        opened = _Open()
        opened.counts = in_flow
        if printed:
            opened.runs.append(Run(printed, counted=True))
        hidden = any(
            child.get(TEXT + "is-hidden") == "true" for child in element.iterchildren(TEXT + "hidden-paragraph")
        )
        if not hidden:
            self._inline(element, look, opened)
        if in_flow:
            self._numbered += 1
            self._see_master("paragraph", name)
        if hidden or (opened.hides and len(opened.runs) == bool(printed)):
            return
        items.append(Para(opened.runs, self._numbered if in_flow else None, footnotes=opened.notes))
        items += opened.beside

    def _see_master(self, family: str, name: str | None) -> None:
        master = self.styles.inherited(family, name, STYLE + "master-page-name")
        if master or not self.masters:
            self.masters.append(master or "")

    def _inline(self, element: _Element, look: Look, opened: _Open) -> None:
        if element.text:
            self._put(element.text, look, opened)
        for child in element:
            tag = str(child.tag)
            if tag == TEXT + "span":
                self._inline(child, self.styles.look("text", child.get(TEXT + "style-name"), look), opened)
            elif tag == TEXT + "s":
                self._add(" " * max(1, whole(child.get(TEXT + "c"), 1, _MOST_BLANKS)), look, opened)
            elif tag in _FIXED:
                self._add(_FIXED[tag], look, opened)
            elif tag == TEXT + "note":
                if not opened.is_note:  # a note has no notes
                    self._note(child, opened)
            elif tag.startswith(DRAW):
                self._shape_beside(child, opened)
            elif tag not in _SILENT and child.get(TEXT + "is-hidden") != "true":
                self._inline(child, look, opened)
            if child.tail:
                self._put(child.tail, look, opened)

    def _put(self, written: str, look: Look, opened: _Open) -> None:
        """Add written characters; blanks of any length and kind are one."""
        text = _BLANKS.sub(" ", written)
        if opened.blank and text[0] == " ":
            text = text[1:]
        if text:
            self._add(text, look, opened)
            opened.blank = text[-1] == " "

    def _add(self, text: str, look: Look, opened: _Open) -> None:
        opened.blank = False
        if look.hidden:
            opened.hides = True
            return
        if look.transform == "uppercase":
            text = text.upper()
        elif look.transform == "lowercase":
            text = text.lower()
        opened.runs.append(Run(text, look.font))
        if opened.counts:
            letters = len(text) - text.count(" ")
            if look.font and letters:
                self.fonts[look.font] += letters
            if look.size and letters:
                self.sizes[look.size] += letters

    def _note(self, note: _Element, opened: _Open) -> None:
        """Keep a footnote's words apart, its paragraphs as lines."""
        inner = _Open()
        inner.is_note = True
        for body in note.iterchildren(TEXT + "note-body"):
            for paragraph in body.iterchildren(*_PARAGRAPHS):
                if inner.runs:
                    inner.runs.append(Run("\n"))
                inner.blank = True
                self._inline(paragraph, self.styles.look("paragraph", paragraph.get(TEXT + "style-name")), inner)
        if inner.runs:
            opened.notes.append(inner.runs)

    def _shape_beside(self, shape: _Element, opened: _Open) -> None:
        self._shape(shape, opened.beside)

    # Lists

    def _style_levels(self, name: str | None) -> list[Level]:
        if name not in self._levels:
            self._levels[name] = read_levels(self.styles.lists.get(name or ""))
        return self._levels[name]

    def _heading_label(self, heading: _Element) -> str:
        """Return the number of a heading outside of lists, which is the outline's."""
        if heading.get(TEXT + "is-list-header") == "true" or self.styles.outline is None:
            return ""
        if None not in self._levels:
            self._levels[None] = read_levels(self.styles.outline)
        place = max(1, whole(heading.get(TEXT + "outline-level"), 1, DEEPEST)) - 1
        start = heading.get(TEXT + "start-value") if heading.get(TEXT + "restart-numbering") == "true" else None
        advance(self._outline, self._levels[None], place, None if start is None else whole(start, 1, 9999))
        return label(self._outline, self._levels[None], place)

    def _top_list(self, element: _Element, items: list[Item], in_flow: bool) -> None:
        name = element.get(TEXT + "style-name")
        continued = self._counts.get(element.get(TEXT + "continue-list", ""))
        if continued is None and element.get(TEXT + "continue-numbering") == "true" and self._last:
            continued = self._last[1] if self._last[0] == name else None
        count = continued or Count()
        if identity := element.get(XML_ID):
            self._counts[identity] = count
        self._last = (name, count)
        self._list(element, items, in_flow, name, count, 0)

    def _list(
        self, element: _Element, items: list[Item], in_flow: bool, name: str | None, count: Count, place: int
    ) -> None:
        """Read a list at the level ``place`` (from 0) with the style ``name``."""
        name = element.get(TEXT + "style-name", name)
        for item in element:
            labelled = item.tag != TEXT + "list-item"
            listed = False
            for child in item:
                tag = str(child.tag)
                if tag in _PARAGRAPHS:
                    printed = "" if labelled else self._item_label(item, child, name, count, place)
                    self._paragraph(child, items, in_flow, printed)
                    labelled = True
                elif tag == TEXT + "list":
                    if listed and child.get(TEXT + "continue-numbering") != "true":
                        count.numbers[place + 1 :] = [None] * (DEEPEST - place - 1)
                    self._list(child, items, in_flow, name, count, min(place + 1, DEEPEST - 1))
                    labelled = listed = True
                elif container := self._containers.get(tag):
                    container(child, items, in_flow)

    def _item_label(self, item: _Element, paragraph: _Element, name: str | None, count: Count, place: int) -> str:
        if name is None:
            name = self.styles.inherited("paragraph", paragraph.get(TEXT + "style-name"), STYLE + "list-style-name")
        levels = self._style_levels(name or "")
        start = item.get(TEXT + "start-value")
        advance(count, levels, place, None if start is None else whole(start, 1, 9999))
        return label(count, levels, place)

    def _numbered_paragraph(self, element: _Element, items: list[Item], in_flow: bool) -> None:
        name = element.get(TEXT + "style-name")
        place = max(1, whole(element.get(TEXT + "level"), 1, DEEPEST)) - 1
        count = self._counts.setdefault(element.get(TEXT + "list-id", name or ""), Count())
        for child in element:
            if child.tag in _PARAGRAPHS:
                self._paragraph(child, items, in_flow, self._item_label(element, child, name, count, place))

    # Tables

    def _table(self, table: _Element, items: list[Item], in_flow: bool) -> None:
        if in_flow:
            self._see_master("table", table.get(TABLE + "style-name"))
        rows: list[list[Cell]] = []
        groups = [iter(table)]
        while groups:
            element = next(groups[-1], None)
            if element is None:
                groups.pop()
            elif element.tag == TABLE + "table-row":
                row = self._row(element)
                repeated = element.get(TABLE + "number-rows-repeated")
                rows += [row] * (self._copies(repeated, len(row)) if any(cell.items for cell in row) else 1)
            elif str(element.tag).startswith(TABLE + "table-") and str(element.tag).endswith(("rows", "row-group")):
                groups.append(iter(element))
        items.append(Tabular(rows))

    def _row(self, element: _Element) -> list[Cell]:
        row: list[Cell] = []
        for child in element.iterchildren(TABLE + "table-cell"):
            cell = Cell(
                across=max(1, whole(child.get(TABLE + "number-columns-spanned"), 1, _WIDEST_CELL)),
                down=max(1, whole(child.get(TABLE + "number-rows-spanned"), 1, 100_000)),
            )
            self._blocks(child, cell.items, False)
            row += [cell] * self._copies(child.get(TABLE + "number-columns-repeated"), 1)
        return row

    def _copies(self, repeated: str | None, cells: int) -> int:
        """Return how often a row or cell stands there, within what repeats may add."""
        wanted = max(1, whole(repeated, 1, _MOST_COPIES))
        copies = min(wanted, 1 + self._spare_cells // max(cells, 1))
        self._spare_cells -= (copies - 1) * cells
        return copies
