"""Write a workbook's cells: each stays what it is, no text from a file becomes a formula, markup or a live address."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime
from functools import lru_cache
from typing import Any, BinaryIO, NamedTuple
from urllib.parse import unquote

import xlsxwriter
from xlsxwriter.url import Url

from plancheck.report.clean import clean

FONT = "Times New Roman"
MOST_CHARACTERS, MOST_LINKS, MOST_ADDRESS = 32_767, 65_530, 2_079  # in a cell, on a sheet, in a link: Excel's limits
_GRID = {"border": 1, "border_color": "#BFBFBF", "valign": "top"}
_CENTRE = {**_GRID, "align": "center"}
GREEN, AMBER, RED, GREY = (
    {"bg_color": "#C6EFCE", "font_color": "#005C00"},
    {"bg_color": "#FFEB9C", "font_color": "#7F4F00"},
    {"bg_color": "#FFC7CE", "font_color": "#9C0006", "bold": True},
    {"bg_color": "#EDEDED", "font_color": "#595959"},
)
STYLES: dict[str, dict[str, Any]] = {
    "title": {"bold": True, "shrink": True, "font_size": 15, "align": "center", "valign": "vcenter"},
    "subtitle": {"italic": True, "shrink": True, "font_size": 12, "align": "center", "valign": "vcenter"},
    "heading": {"bold": True, "font_size": 13, "valign": "vcenter", "font_color": "#1F3864"},
    "sheet-title": {"bold": True, "font_size": 14, "valign": "vcenter"},
    "note": {"italic": True, "valign": "vcenter", "font_color": "#404040"},
    "header": {**_CENTRE, "bold": True, "text_wrap": True, "valign": "vcenter", "bg_color": "#D9E2F3"},
    "upright": {**_CENTRE, "bold": True, "rotation": 90, "valign": "vcenter", "bg_color": "#D9E2F3"},
    "text": {**_GRID, "text_wrap": True},
    "strong": {**_GRID, "text_wrap": True, "bold": True},
    "centre": {**_CENTRE, "text_wrap": True},
    "number": {**_CENTRE, "num_format": "#,##0"},
    "decimal": {**_CENTRE, "num_format": "0.0"},
    "percent": {**_CENTRE, "num_format": "0%"},
    "change": {**_CENTRE, "num_format": "+0.0;-0.0;0.0"},
    "date": {**_CENTRE, "num_format": "dd/mm/yyyy"},
    "link": {**_GRID, "text_wrap": True, "font_color": "#0563C1", "underline": 1},
    "spared": {**_GRID, "text_wrap": True, "font_color": "#7F7F7F", "italic": True},
    "spared-centre": {**_CENTRE, "text_wrap": True, "font_color": "#7F7F7F", "italic": True},
    "green": {**_CENTRE, "text_wrap": True, **GREEN},
    "amber": {**_CENTRE, "text_wrap": True, **AMBER},
    "red": {**_CENTRE, "text_wrap": True, **RED},
    "grey": {**_CENTRE, "text_wrap": True, **GREY},
    "total": {**_GRID, "bold": True, "bg_color": "#F2F2F2"},
    "total-number": {**_CENTRE, "bold": True, "bg_color": "#F2F2F2", "num_format": "#,##0"},
    "total-decimal": {**_CENTRE, "bold": True, "bg_color": "#F2F2F2", "num_format": "0.0"},
    "total-percent": {**_CENTRE, "bold": True, "bg_color": "#F2F2F2", "num_format": "0%"},
    "total-change": {**_CENTRE, "bold": True, "bg_color": "#F2F2F2", "num_format": "+0.0;-0.0;0.0"},
}  # fmt: skip
_NO_XML = re.compile("[\ufdd0-\ufdef\ufffe\uffff]")
_STARTS_FORMULA = ("=", "+", "-", "@")
_FIRST_DAY = date(1900, 3, 1)  # before it, Excel counts a day that never was


class Link(NamedTuple):
    """The path of an audited file, and the text that is shown where it can be linked; else the path itself is."""

    path: str
    shown: str


class Marked(NamedTuple):
    """A value in a style of its own, other than its column's."""

    value: str | int | float | None
    style: str


Cell = str | int | float | date | Link | Marked | tuple[str, ...] | None  # a tuple: lines of one cell


def day(iso: str | None) -> date | str | None:
    """Return a day as a date that Excel knows, as text where it is none."""
    try:
        found = date.fromisoformat(iso or "")
    except ValueError:
        return iso
    return found if found >= _FIRST_DAY else iso


@lru_cache(maxsize=512)
def cell_text(text: str) -> str:
    """Return one line of text as a cell can hold it."""
    text = _NO_XML.sub("", clean(text))
    # xlsxwriter writes a text between these two as markup.
    text = f" {text}" if text.startswith("<r>") else text
    return _cut(text)


def address(target: str | None) -> str | None:
    """Return a percent-encoded relative address as Excel writes one, None for what might lead elsewhere or is too long.

    A whole "file:" address is left as it is: a name cannot make one, since its colon is encoded.
    """
    if not target:
        return None
    if target.startswith("file:"):
        escaped = target
    else:
        path = unquote(target)
        # U+FFFD: a name that is no UTF-8; nothing would find the file.
        if path.startswith("/") or "\\" in path or "\ufffd" in path or not path.isprintable():
            return None
        escaped = "".join(letter if _is_plain(letter) else f"%{ord(letter):02X}" for letter in path)
    return escaped if _units(escaped) <= MOST_ADDRESS else None


class Book:
    """A workbook that is written row by row, and the formats of its cells."""

    def __init__(self, target: BinaryIO, lang: str, link: Callable[[str], str | None]) -> None:
        options = {
            "constant_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "nan_inf_to_errors": True,
            "default_format_properties": {"font_name": FONT, "font_size": 11},
        }
        self.lang = lang
        self.workbook = xlsxwriter.Workbook(target, options)
        self.workbook.set_size(1600, 1000)
        # A unit's findings follow each other, and a caller may look at the disk for a link.
        self._address = lru_cache(maxsize=64)(lambda path: address(link(path)))
        self._formats: dict[tuple[str, bool], Any] = {}

    def add(self, name: str) -> Any:
        """Return a new sheet, set up for A4 landscape, one page wide."""
        sheet = self.workbook.add_worksheet(name)
        sheet.set_paper(9)
        sheet.set_landscape()
        sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        sheet.fit_to_pages(1, 0)
        sheet.set_footer(f'&L&"{FONT}"&9&A&R&"{FONT}"&9&P/&N')
        sheet.hide_gridlines(2)
        return sheet

    def style(self, name: str, quoted: bool = False) -> Any:
        """Return the format; ``quoted``: what is typed over in Excel stays a text too."""
        if (name, quoted) not in self._formats:
            entry = self.workbook.add_format(STYLES[name])
            if quoted:
                entry.set_quote_prefix()
            self._formats[name, quoted] = entry
        return self._formats[name, quoted]

    def put(self, sheet: Any, row: int, column: int, value: Cell, style: str) -> None:
        """Write one cell."""
        if isinstance(value, Marked):
            value, style = value
        if value is None or value == "":
            sheet.write_blank(row, column, None, self.style(style))
        elif isinstance(value, Link):
            self._put_link(sheet, row, column, value)
        elif isinstance(value, date):
            sheet.write_datetime(row, column, datetime(value.year, value.month, value.day), self.style(style))
        elif isinstance(value, int | float):
            sheet.write_number(row, column, value, self.style(style))
        else:
            self._put_text(sheet, row, column, value, style)

    def _put_text(self, sheet: Any, row: int, column: int, value: str | tuple[str, ...], style: str) -> None:
        text = cell_text(value) if isinstance(value, str) else _cut("\n".join(cell_text(line) for line in value))
        if text:
            sheet.write_string(row, column, text, self.style(style, text.startswith(_STARTS_FORMULA)))
        else:
            sheet.write_blank(row, column, None, self.style(style))

    def _put_link(self, sheet: Any, row: int, column: int, link: Link) -> None:
        target = self._address(link.path)
        if target is None or sheet.hlink_count >= MOST_LINKS:
            self._put_text(sheet, row, column, link.path, "text")
        else:
            text = cell_text(link.shown)
            url = _url(target)
            url.text = text
            sheet.write_url(row, column, url, self.style("link", text.startswith(_STARTS_FORMULA)))


class _FileUrl(Url):  # type: ignore[misc]
    """A link that keeps its address: the library would write "\\" between folders, which only Windows understands."""

    def __init__(self, target: str) -> None:
        super().__init__("external:./file")
        self._address = target

    def _target(self) -> str:
        return self._address


@lru_cache(maxsize=16)
def _url(target: str) -> _FileUrl:
    return _FileUrl(target)


def _is_plain(letter: str) -> bool:
    return letter.isalnum() or ord(letter) > 127 or letter in "/-_.~()!$&',;=@+"


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def _cut(text: str) -> str:
    if len(text) <= MOST_CHARACTERS // 2 or _units(text) <= MOST_CHARACTERS:
        return text
    return text.encode("utf-16-le")[: 2 * (MOST_CHARACTERS - 1)].decode("utf-16-le", "ignore") + "…"
