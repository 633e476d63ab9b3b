"""Read RTF: paragraphs with their printed numbers, tables, fonts, notes, text boxes, and the layout of the pages.

An own reader: striprtf gives text alone, without rows of tables, fonts or notes, and shows deleted words as if they
stood there. Groups that are not named here and that the format lets a reader pass over are passed over.
"""

from __future__ import annotations

import re
from collections import Counter

from plancheck.readers.docx_glyphs import glyph, is_symbol_font
from plancheck.readers.docx_zones import is_letterhead, without_page_number
from plancheck.readers.draft import Item, Para, Run, compose
from plancheck.readers.limits import MEGABYTE, Limits, damaged, too_large
from plancheck.readers.rtf_flow import Flow
from plancheck.readers.rtf_fonts import Fonts, decode
from plancheck.readers.rtf_pages import MARGINS, Pages
from plancheck.readers.rtf_table import RowFormat
from plancheck.readers.rtf_tokens import EN, VI, Token, tokens
from plancheck.readers.rtf_words import ACTIONS, State
from plancheck.source import Layout, Remark, Source

_SYMBOLS = {"~": "\xa0", "-": "\xad", "_": "-"}
_CHARACTERS = {
    "tab": "\t", "line": "\n", "lbr": "\n", "page": "\n", "column": "\n", "emdash": "—", "endash": "–", "lquote": "‘",
    "rquote": "’", "ldblquote": "“", "rdblquote": "”", "bullet": "•", "emspace": "\u2003", "enspace": "\u2002",
    "qmspace": "\u2005",
}  # fmt: skip
_PASSED_OVER = {
    "colortbl", "stylesheet", "info", "pict", "nonshppict", "shprslt", "sp", "xe", "tc", "txe", "rxe", "nonesttables",
    "revtbl", "filetbl", "private", "objclass", "objname", "upr", "pntxta", "pntxtb", "ftnsep", "ftnsepc", "ftncn",
    "aftnsep", "aftnsepc", "aftncn", "template", "listtable", "listoverridetable", "rsidtbl", "generator",
}  # fmt: skip
_KNOWN = {"shpinst", "nesttableprops", "ud", "fldinst", "do"}  # marked "\*", read all the same
_STORIES = {"footnote", "shptxt", "dptxbxtext", "fldinst"} | MARGINS
_NUMBERS = {"listtext", "pntext"}
_SIDES = {"ql": "left", "qj": "left", "qc": "center", "qr": "right", "posxc": "center", "posxr": "right"}
_PAGE_FIELD = re.compile(r"\s*PAGE\b", re.IGNORECASE)
_PRIVATE = re.compile("[\uf000-\uf0ff]")


def read(content: bytes, path: str, limits: Limits) -> Source:
    """Return the source of an RTF file; raise ReadError where it is damaged, too large or holds no word."""
    reader = Reader(limits)
    for token in tokens(content.lstrip(b"\xef\xbb\xbf \t\r\n")):
        reader.take(token)
        if reader.ended:
            return reader.source(path)
    raise damaged(VI, EN)  # the last group is open: the rest of the file is lost


class Reader:
    """Takes the tokens one by one; what they say of the document gathers in its fields."""

    def __init__(self, limits: Limits) -> None:
        self.fonts = Fonts()
        self.pages = Pages()
        self.letters: Counter[str] = Counter()
        self.sizes: Counter[float] = Counter()
        self.flows = [Flow(self.letters, self.sizes)]
        self.state = State()
        self.stack: list[State] = []
        self.ended = False
        self.forms: dict[int, RowFormat] = {}  # of the row being described, by depth of tables
        self.describing = False  # borders that follow are a row's
        self.changes = 0
        self._change = ""  # the tracked change that the last text was part of
        self._limits = limits
        self._length = self._lines = 0
        self._fresh = self._starred = False  # a group has just begun, with the mark "\*"
        self._pending = 0  # stand-ins still to come
        self.headers: dict[str, list[Item]] = {}
        self._margin = ""

    def source(self, path: str) -> Source:
        items = [*self._letterhead(), *self.flows[0].finish()]
        remarks = [Remark("tracked-changes", str(self.changes))] if self.changes else []
        layout = Layout(self.pages.finish(), self.letters, self.sizes)
        return compose(items, path=path, format="rtf", encoding=self.fonts.code_page, layout=layout, remarks=remarks)

    def _letterhead(self) -> list[Item]:
        """Return what the header of the first page says, if it is a letterhead."""
        first = self.headers.get("headerf")
        items = without_page_number(first or self.headers.get("header") or self.headers.get("headerr") or [])
        return items if is_letterhead(items, issuer=bool(first)) else []

    @property
    def flow(self) -> Flow:
        return self.flows[-1]

    def take(self, token: Token) -> None:
        kind, value, number = token
        if kind == "word":
            fresh, starred = self._fresh, self._starred
            self._fresh = self._starred = False
            if not (fresh and self._destination(value, starred)):
                self._word(value, number)
        elif kind == "symbol" and value == "*":
            self._starred = self._fresh
        else:
            self._fresh = kind == "open"
            self._starred = False
            if kind == "open":
                self.stack.append(self.state)
                self.state = self.state.inner()
            elif kind == "close":
                self._close()
            elif kind == "symbol":
                self._symbol(value)
            else:
                self._bytes(value, kind == "byte")

    def _destination(self, word: str, starred: bool) -> bool:
        """Say whether the first word of a group made it something else than text."""
        state = self.state
        if word == "fonttbl":
            state.in_fonts, state.story = True, word
        elif word == "ud":
            state.passed_over = len(self.stack) > 1 and self.stack[-2].passed_over
        elif word in _PASSED_OVER or (starred and word not in _KNOWN | _STORIES | _NUMBERS):
            state.passed_over, state.in_fonts = True, False
        elif word in _STORIES and not state.passed_over:
            state.story = word
            self.flows.append(Flow())
            if word in MARGINS:
                self._margin = word
                self.pages.begin_margin(word)
        elif word in _NUMBERS:
            # Word writes the number for old readers too; it stands on the page once.
            state.passed_over = state.passed_over or self.flow.numbered
            state.label = self.flow.numbered = True
        elif word == "nesttableprops":
            state.nested = True
        else:
            return False
        return True

    def _close(self) -> None:
        self._pending = 0
        story = self.state.story
        if story == "fonttbl":
            self.fonts.finish()
        elif story:
            self._end_story(story)
        if self.stack:
            self.state = self.stack.pop()
        self.ended = not self.stack

    def _end_story(self, story: str) -> None:
        self.count_line()
        items = self.flows.pop().finish()
        if story in MARGINS:
            self._margin = ""
            self.headers.setdefault(story, items)
        elif story == "footnote":
            self.flow.note([run for item in items if isinstance(item, Para) for run in (*item.runs, Run(" "))])
        elif story == "fldinst":
            words = "".join(run.text for item in items if isinstance(item, Para) for run in item.runs)
            if _PAGE_FIELD.match(words):
                self.page_number()
        else:
            self.flow.box(items)

    def page_number(self) -> None:
        if self._margin:
            self.pages.number(self._margin, self.state.side)

    def _symbol(self, symbol: str) -> None:
        if symbol in "\r\n":
            self._word("par", None)
        elif symbol in "{}\\~-_":
            self._one(_SYMBOLS.get(symbol, symbol))

    def _bytes(self, text: str, single: bool) -> None:
        """Put bytes as the font's character set says, less those that stand in for a character already put."""
        if self._pending:
            skipped = min(self._pending, len(text))
            self._pending -= skipped
            text = text[skipped:]
        state = self.state
        if state.in_fonts:
            self.fonts.name(text)
        elif text and not state.passed_over:
            if text.isascii():
                return self._put(text)
            text = decode(text, self.fonts.code_page_of(state.font))
            if single and "\u0300" <= text <= "\u0323" and not (state.hidden or state.deleted):
                return self.flow.mark(text, self.fonts.names.get(state.font))
            self._put(text)
        return None

    def _one(self, text: str) -> None:
        if self._pending:
            self._pending -= 1
        else:
            self._put(text)

    def _put(self, text: str) -> None:
        state = self.state
        if state.passed_over or state.in_fonts or state.hidden:
            return
        change = "deleted" if state.deleted else "added" if state.added else ""
        if change != self._change:
            self._change = change
            self.changes += change != ""
        if state.deleted:
            return
        self._length += len(text)
        if self._length > self._limits.bytes:
            raise too_large(self._limits.bytes // MEGABYTE, "MB chữ", "MB of text")
        font = self.fonts.names.get(state.font)
        if is_symbol_font(font) or _PRIVATE.search(text):
            text = "".join(glyph(letter, font) for letter in text)
            self.flow.put(text, font, None, state.label)
        else:
            self.flow.put(text, font, None if state.label else state.size, state.label)

    def _word(self, word: str, number: int | None) -> None:
        if self.state.in_fonts:
            self.fonts.word(word, number or 0)
        elif word == "u":
            self._pending = 0
            if number and -0x8000 <= number <= 0xFFFF:
                self._put(chr(number % 0x10000))
            self._pending = self.state.stand_ins
        elif self._pending:
            self._pending -= 1
        elif (character := _CHARACTERS.get(word)) is not None:
            self._put(character)
        elif self.state.passed_over:
            return
        elif (action := ACTIONS.get(word)) is not None:
            action(self, number)
        elif word in _SIDES:
            self.state.side = _SIDES[word]
        else:
            self.pages.word(word, number or 0)

    def count_line(self) -> None:
        """Count a paragraph, cell, row or note; raise ReadError where there are too many."""
        self._lines += 1
        if self._lines > self._limits.lines:
            raise too_large(self._limits.lines, "đoạn văn", "paragraphs")

    def end_section(self) -> None:
        self.flow.end_paragraph(self.state.level())
        if len(self.flows) == 1:
            self.pages.end_section()
