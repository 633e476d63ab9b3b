"""Walk the paragraphs of a Word file in reading order and give what is printed of them."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from plancheck.readers import docx_runs
from plancheck.readers.docx_line import Line
from plancheck.readers.docx_names import MC, VAL, W, chosen
from plancheck.readers.docx_numbering import Numbering
from plancheck.readers.docx_parts import embedded
from plancheck.readers.docx_styles import NOTHING, Look, Styles
from plancheck.readers.docx_tables import read_table
from plancheck.readers.docx_zones import is_letterhead
from plancheck.readers.draft import Item, Para, Run

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

    from plancheck.readers.docx_notes import Notes

_P, _TBL, _PPR, _RPR, _SECT = W + "p", W + "tbl", W + "pPr", W + "rPr", W + "sectPr"
_STYLE, _NUMPR = W + "pStyle", W + "numPr"
_SDT, _CONTENT, _ALTERNATE, _CHUNK = W + "sdt", W + "sdtContent", MC + "AlternateContent", W + "altChunk"
_WRAPPERS = frozenset({W + "customXml", W + "smartTag", W + "ins", W + "moveTo"})
_MARK_IN, _MARK_OUT = frozenset({W + "ins", W + "moveTo"}), frozenset({W + "del", W + "moveFrom"})


class Walker:
    """Reads the stories of a file (body, boxes, notes, headers); what it met on the way is in its attributes."""

    def __init__(self, styles: Styles, numbering: Numbering, notes: Notes, trims: bool) -> None:
        self.styles, self.numbering, self.notes = styles, numbering, notes
        self.trims = trims  # blanks at the ends of w:t are dropped unless it says to keep them
        self.fields: list[bool] = []  # of each open field, whether its result has begun
        self.pictures = 0
        self.changes = 0
        self.last_change: tuple[str, str | None] | None = None
        self.sections: list[_Element] = []
        self.fonts: Counter[str] = Counter()
        self.sizes: Counter[float] = Counter()
        self._paragraphs = 0

    def blocks(self, parent: _Element, main: bool = False) -> list[Item]:
        """Return the paragraphs and tables of a story; ``main``: of the body, whose paragraphs are numbered."""
        out: list[Item] = []
        self._into(parent, out, main)
        return out

    def story(self, parent: _Element) -> list[Item]:
        """Return the items of a story of its own, with fields of its own."""
        fields, self.fields = self.fields, []
        items = self.blocks(parent)
        self.fields = fields
        return items

    def changed(self, kind: str, element: _Element) -> None:
        """Count a tracked change; neighbours of one kind by one author are one."""
        change = (kind, element.get(W + "author"))
        if change != self.last_change:
            self.changes += 1
            self.last_change = change

    def _into(self, parent: _Element, out: list[Item], main: bool) -> None:
        pending: Line | None = None  # a paragraph whose mark is not printed
        stack: list[Iterator[_Element]] = [iter(parent)]
        while stack:
            child = next(stack[-1], None)
            if child is None:
                stack.pop()
                continue
            tag = child.tag
            if tag == _P:
                pending = self._paragraph(child, pending, out, main)
            elif tag == _TBL:
                self._flush(pending, out)
                pending = None
                table = read_table(child, self)
                if table is not None:
                    out.append(table)
            elif tag == _SDT:
                content = child.find(_CONTENT)
                if content is not None:
                    stack.append(iter(content))
            elif tag in _WRAPPERS:
                stack.append(iter(child))
            elif tag == _ALTERNATE:
                stack.append(chosen(child))
            elif tag == _SECT and main:
                self.sections.append(child)
            elif tag == _CHUNK:
                raise embedded()
        self._flush(pending, out)

    def _paragraph(self, element: _Element, pending: Line | None, out: list[Item], main: bool) -> Line | None:
        """Read a paragraph into ``out``; return it instead where its mark is not printed."""
        style: str | None = None
        numbering = mark = None
        properties = element.find(_PPR)
        for child in properties if properties is not None else ():
            tag = child.tag
            if tag == _STYLE:
                style = child.get(VAL)
            elif tag == _NUMPR:
                numbering = child
            elif tag == _RPR:
                mark = child
            elif tag == _SECT and main:
                self.sections.append(child)
        line = Line()
        if main:
            self._paragraphs += 1
            line.number = self._paragraphs
        docx_runs.read_runs(self, element, line, style)
        look = self.styles.look(style, self.styles.marks(mark) if mark is not None else NOTHING)
        deleted = mark is not None and self._mark(mark)
        if not deleted and (line.has_text or not look.hidden) and not (pending is not None and pending.counted):
            self._label(line, style, numbering, look)
        if pending is not None:
            pending.join(line)
            line = pending
        if deleted or look.hidden:
            return line
        self._flush(line, out)
        return None

    def _mark(self, mark: _Element) -> bool:
        """Note a tracked paragraph mark; say whether it is deleted."""
        deleted = False
        for child in mark:
            if child.tag in _MARK_IN:
                self.changed(child.tag, child)
            elif child.tag in _MARK_OUT:
                self.changed(child.tag, child)
                deleted = True
        return deleted

    def _label(self, line: Line, style: str | None, properties: _Element | None, look: Look) -> None:
        label = self.numbering.next(style, properties)
        if label is None:
            return
        line.counted = True
        if label.marks.hidden or not label.text.strip():
            return
        caps = look.caps if label.marks.caps is None else label.marks.caps
        text = label.text.upper() if caps else label.text
        line.label = Run(text + label.suffix, label.marks.font or look.font)
        line.is_bullet = label.is_bullet

    def _flush(self, line: Line | None, out: list[Item]) -> None:
        """Put a finished paragraph and its boxes among the items."""
        if line is None:
            return
        after: list[Item] = []
        for box in line.boxes:
            # A letterhead or a note on the draft floats above the text it hangs on; any other box illustrates it.
            (out if is_letterhead(box) else after).extend(box)
        # A number without words is printed, and the next one follows it; a bullet without words is nothing.
        shown = line.has_text or (line.label is not None and not line.is_bullet)
        if shown or line.notes:
            out.append(Para(line.runs() if shown else [], line.number, footnotes=line.notes))
        out += after
        if line.number is not None:
            for (font, size), count in line.letters.items():
                self.fonts[font] += count
                self.sizes[size] += count
