"""Walk a web page as a browser lays it out: paragraphs, printed list numbers, tables."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from plancheck.language.numbering import bullet_end, read_marker
from plancheck.readers.draft import Cell, Item, Para, Run, Tabular
from plancheck.readers.htmllists import OpenList, next_label, open_list, whole_number
from plancheck.readers.htmlpage import is_furniture, may_be_furniture
from plancheck.readers.htmlstyles import Sheet, Style, is_hidden
from plancheck.readers.htmltags import BLOCKS, LEFT_OUT, PRINTED_NUMBER, SILENT, TABS, is_note, is_note_mark
from plancheck.readers.limits import too_large

if TYPE_CHECKING:
    from lxml.etree import _Element

_BLANKS = re.compile(r"[ \t\r\n\f]+")
_WIDEST_CELL = 200  # columns
_LISTS = ("ol", "ul", "menu", "dir")


class _State(NamedTuple):
    """What holds inside an element."""

    font: str | None = None
    transform: str | None = None
    kept: bool = False  # blanks and line ends count
    area: bool = False  # an area that might be the page's own was looked at already
    listed: bool = False  # and a list that might be a menu
    opened: str = ""  # what the element opened: cell | note | number


@dataclass(slots=True)
class _Table:
    rows: list[list[Cell]] = field(default_factory=list)
    framed: bool | None = None
    in_cell: int = 0


class Body:
    """The items of a page in reading order."""

    def __init__(self, root: _Element, most_lines: int) -> None:
        self.items: list[Item] = []
        self.changes = 0
        self._root = root
        self._sheet = Sheet(root)
        self._targets: list[list[Item]] = [self.items]
        self._tables: list[_Table] = []
        self._lists: list[OpenList] = []
        self._runs: list[Run] = []
        self._label = ""  # the number of a list item whose words are still to come
        self._most_lines = most_lines
        self._lines = 0
        self._blank = True  # the last character is a blank, or a line begins
        self._line = False  # the line has words

    def walk(self) -> None:
        """Read the whole page into ``items``."""
        from lxml import etree

        states = [_State()]
        skipped = None
        walker = etree.iterwalk(self._root, events=("start", "end"))
        for event, element in walker:
            if event == "start":
                state = self._enter(element, states[-1])
                if state is None:
                    skipped = element
                    walker.skip_subtree()
                    continue
                states.append(state)
                if element.text:
                    self._put(element.text, state)
            else:
                if element is skipped:
                    skipped = None
                else:
                    self._leave(element, states.pop())
                if element.tail:
                    self._put(element.tail, states[-1])
        self._flush()

    # Elements

    def _enter(self, element: _Element, state: _State) -> _State | None:
        """Open an element and return what holds in it, None for one that is left out."""
        tag = str(element.tag)
        style_text = element.get("style") or ""
        if tag in SILENT or is_hidden(element, style_text) or (style_text and LEFT_OUT.search(style_text)):
            self.changes += tag == "del"
            return None
        if tag == "a" and is_note_mark(element):
            return None
        if TABS in style_text:
            self._add("\t", state)
            self._blank = True
            return None
        area, listed = state.area, state.listed
        if may_be_furniture(element) and not (listed if tag == "ul" else area):
            if is_furniture(element):
                return None
            area, listed = area or tag != "ul", listed or tag == "ul"
        style = self._sheet.style(element)
        font = style.font or (element.get("face") if tag == "font" else None)
        font = font.split(",")[0].strip(" '\"") if font else state.font
        kept = state.kept or tag in ("pre", "listing", "xmp") if style.space is None else style.space.startswith("pre")
        opened = self._open(element, tag, style, style_text)
        return _State(font, style.transform or state.transform, kept, area, listed, opened)

    def _open(self, element: _Element, tag: str, style: Style, style_text: str) -> str:
        if tag == "br":
            self._break()
        elif tag == "ins":
            self.changes += 1
        elif tag in BLOCKS:
            self._flush()
            if tag == "table":
                self._tables.append(_Table(framed=_framed(element)))
            elif tag == "tr" and self._tables:
                self._tables[-1].rows.append([])
            elif tag in ("td", "th") and self._tables and not self._tables[-1].in_cell:
                return self._open_cell(element)
            elif tag in _LISTS:
                self._lists.append(open_list(element, style))
            elif tag == "li":
                self._label = next_label(self._lists, element, style)
            elif is_note(element):
                self._targets.append([])
                return "note"
        elif style_text and PRINTED_NUMBER.search(style_text):
            self._label = ""  # what Word itself wrote is what it prints
            return "number"
        return ""

    def _leave(self, element: _Element, state: _State) -> None:
        tag = str(element.tag)
        if state.opened == "number":
            self._close_number()
        if tag not in BLOCKS:
            return
        self._flush()
        if tag == "table" and self._tables:
            table = self._tables.pop()
            if table.rows:
                self._targets[-1].append(Tabular(table.rows, table.framed))
        elif state.opened == "cell":
            self._targets.pop()
            self._tables[-1].in_cell -= 1
        elif state.opened == "note":
            notes = [para.runs for para in self._targets.pop() if isinstance(para, Para)]
            self._targets[-1].append(Para([], footnotes=notes))
        elif tag in _LISTS:
            self._lists.pop()
        elif tag == "li":
            self._label = ""

    def _open_cell(self, element: _Element) -> str:
        table = self._tables[-1]
        if not table.rows:
            table.rows.append([])
        across = min(max(1, whole_number(element.get("colspan"), 1)), _WIDEST_CELL)
        down = whole_number(element.get("rowspan"), 1)
        cell = Cell(across=across, down=100_000 if down == 0 else max(1, down))
        table.rows[-1].append(cell)
        table.in_cell += 1
        self._targets.append(cell.items)
        return "cell"

    # Lists

    def _close_number(self) -> None:
        """End the number that Word printed: a bullet of a symbol font as a dot, one blank after it."""
        text = "".join(run.text for run in self._runs).strip(" \xa0")
        font = self._runs[0].font if self._runs else None
        if len(text) == 1 and not bullet_end(text + " x"):
            text = "•"
        self._runs = [Run(text + " ", font)] if text else []
        self._blank = True

    # Words

    def _put(self, written: str, state: _State) -> None:
        if state.kept:
            for number, line in enumerate(written.replace("\r\n", "\n").replace("\r", "\n").split("\n")):
                if number:
                    self._break()
                if line:
                    self._add(line, state)
            return
        text = _BLANKS.sub(_as_shown, written)
        if self._blank and text[0] == " ":
            text = text[1:]
        if text:
            self._add(text, state)

    def _add(self, text: str, state: _State) -> None:
        if state.transform == "uppercase":
            text = text.upper()
        elif state.transform == "lowercase":
            text = text.lower()
        self._runs.append(Run(text, state.font))
        self._blank = text[-1] in " \t"
        self._line = self._line or not text.isspace()

    def _break(self) -> None:
        """End a line; a line without words ends the paragraph."""
        if not self._line:
            self._flush()
        else:
            self._runs.append(Run("\n"))
            self._count_line()
        self._blank, self._line = True, False

    def _count_line(self) -> None:
        self._lines += 1
        if self._lines > self._most_lines:
            raise too_large(self._most_lines, "dòng", "lines")

    def _flush(self) -> None:
        """End the paragraph."""
        runs = self._runs
        if runs and any(not run.text.isspace() for run in runs):
            if self._label:
                beginning = "".join(run.text for run in runs[:8]).lstrip("\xa0 ")
                if not (bullet_end(beginning) or read_marker(beginning)):
                    runs.insert(0, Run(self._label, counted=True))
                self._label = ""
            self._targets[-1].append(Para(runs))
            self._count_line()
        if runs:
            self._runs = []
        self._blank, self._line = True, False


def _as_shown(blanks: re.Match[str]) -> str:
    """Return a blank; a tab within a line, which is how LibreOffice writes an author's own, stays a tab."""
    written = blanks.group()
    return "\t" if "\t" in written and not set(written) & set("\r\n\f") else " "


def _framed(table: _Element) -> bool | None:
    border = table.get("border")
    return None if border is None else border.strip() not in ("0", "0px")
