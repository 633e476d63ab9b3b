"""What the control words of RTF do to the text, its paragraphs and its tables."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from plancheck.readers.rtf_table import RowFormat

if TYPE_CHECKING:
    from plancheck.readers.rtf import Reader

_MOST_LEVELS = 16  # tables in tables
_MOST_STAND_INS = 8
_BORDERS = ("brdrs", "brdrth", "brdrdb", "brdrdot", "brdrdash", "brdrhair", "brdrtriple")


@dataclass(slots=True)
class State:
    """What a group hands on to the groups inside it."""

    font: int = 0
    size: float = 12.0
    hidden: bool = False
    deleted: bool = False
    added: bool = False
    stand_ins: int = 1  # how many characters stand in for one that is named by its number
    passed_over: bool = False
    in_fonts: bool = False
    label: bool = False
    side: str = "left"
    in_table: bool = False
    depth: int = 1
    nested: bool = False  # describes a row of a table inside a table
    story: str = ""  # the destination that this very group is

    def inner(self) -> State:
        """Return the state of a group that begins here."""
        return State(
            self.font, self.size, self.hidden, self.deleted, self.added, self.stand_ins, self.passed_over,
            self.in_fonts, self.label, self.side, self.in_table, self.depth, self.nested,
        )  # fmt: skip

    def level(self) -> int:
        """Return how many tables the paragraph stands in."""
        return max(1, min(self.depth, _MOST_LEVELS)) if self.in_table else 0

    def row_level(self) -> int:
        """Return the level of the table whose row is described."""
        return max(2, self.level()) if self.nested else 1


Action = Callable[["Reader", int | None], None]


def _plain(reader: Reader, number: int | None) -> None:
    state = reader.state
    state.font, state.size = reader.fonts.default, 12.0
    state.hidden = state.deleted = state.added = False


def _pard(reader: Reader, number: int | None) -> None:
    state = reader.state
    state.side, state.in_table, state.depth = "left", False, 1
    reader.describing = False


def _font(reader: Reader, number: int | None) -> None:
    reader.state.font = number or 0


def _size(reader: Reader, number: int | None) -> None:
    reader.state.size = (number or 24) / 2


def _hidden(reader: Reader, number: int | None) -> None:
    reader.state.hidden = number != 0


def _deleted(reader: Reader, number: int | None) -> None:
    reader.state.deleted = number != 0


def _revised(reader: Reader, number: int | None) -> None:
    reader.state.added = number != 0


def _stand_ins(reader: Reader, number: int | None) -> None:
    reader.state.stand_ins = max(0, min(1 if number is None else number, _MOST_STAND_INS))


def _in_table(reader: Reader, number: int | None) -> None:
    reader.state.in_table = True


def _depth(reader: Reader, number: int | None) -> None:
    reader.state.depth = 1 if number is None else number
    reader.state.in_table = reader.state.depth > 0


def _default_font(reader: Reader, number: int | None) -> None:
    reader.fonts.default = reader.state.font = number or 0


def _code_page(reader: Reader, number: int | None) -> None:
    reader.fonts.set_code_page(number or 1252)


def _par(reader: Reader, number: int | None) -> None:
    reader.count_line()
    reader.flow.end_paragraph(reader.state.level())


def _sect(reader: Reader, number: int | None) -> None:
    reader.count_line()
    reader.end_section()


def _page_number(reader: Reader, number: int | None) -> None:
    reader.page_number()


def _cell(reader: Reader, number: int | None) -> None:
    reader.count_line()
    reader.flow.end_cell(1)


def _nest_cell(reader: Reader, number: int | None) -> None:
    reader.count_line()
    reader.flow.end_cell(max(2, reader.state.level()))


def _row(reader: Reader, number: int | None) -> None:
    reader.count_line()
    reader.flow.end_row(1, reader.forms.get(1, RowFormat()))


def _nest_row(reader: Reader, number: int | None) -> None:
    reader.count_line()
    level = reader.state.row_level()
    reader.flow.end_row(level, reader.forms.get(level, RowFormat()))


def _begin_row(reader: Reader, number: int | None) -> None:
    reader.forms[reader.state.row_level()] = RowFormat()
    reader.describing = True


def _form(reader: Reader) -> RowFormat:
    return reader.forms.setdefault(reader.state.row_level(), RowFormat())


def _edge(reader: Reader, number: int | None) -> None:
    _form(reader).set_edge(number or 0)


def _joins_above(reader: Reader, number: int | None) -> None:
    _form(reader).next_edge.joins_above = True


def _joins_before(reader: Reader, number: int | None) -> None:
    _form(reader).next_edge.joins_before = True


def _border(reader: Reader, number: int | None) -> None:
    if reader.describing:
        _form(reader).framed = True


ACTIONS: dict[str, Action] = {
    "plain": _plain, "pard": _pard, "f": _font, "fs": _size, "v": _hidden, "deleted": _deleted, "revised": _revised,
    "uc": _stand_ins, "intbl": _in_table, "itap": _depth, "deff": _default_font, "ansicpg": _code_page, "par": _par,
    "sect": _sect, "chpgn": _page_number, "cell": _cell, "nestcell": _nest_cell, "row": _row, "nestrow": _nest_row,
    "trowd": _begin_row, "cellx": _edge, "clvmrg": _joins_above, "clmrg": _joins_before,
    **dict.fromkeys(_BORDERS, _border),
}  # fmt: skip
