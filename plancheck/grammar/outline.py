"""Nest numbered lines by a stack of marker styles, as an indenter does with blanks."""

from __future__ import annotations

from dataclasses import dataclass

from plancheck.language.numbering import Marker, letter_value, roman_value

# How high a style usually stands; it decides only where a style that is new to the document goes.
_RANK = {
    "part": 0, "chapter": 1, "article-group": 2, "upper": 3, "roman": 3, "article": 4,
    "arabic": 5, "lower": 16, "lower-roman": 17, "(arabic)": 18, "(lower)": 18, "(roman)": 18,
}  # fmt: skip
_HIGH = 4  # styles up to this rank never stand below a lesser one
_LONGEST_JUMP = 6


def _rank(style: str) -> int:
    if style.startswith("decimal"):
        return 4 + int(style[7:])
    return _RANK[style]


@dataclass(slots=True, eq=False, repr=False)
class _Level:
    style: str
    separator: str
    value: int
    prefix: tuple[int, ...]


class Outline:
    """The open numbered nodes, outermost first."""

    def __init__(self) -> None:
        self._levels: list[_Level] = []

    def __len__(self) -> int:
        return len(self._levels)

    def place(self, marker: Marker) -> tuple[int, str, int] | None:
        """Return (depth from 1, style, value) for a numbered line and open it, or None: it is no heading."""
        marker = self._resolve(marker)
        index = self._find(marker)
        if index is not None:
            level = self._levels[index]
            if not self._follows(level, marker):
                return None
            del self._levels[index + 1 :]
            level.value, level.prefix = marker.value, marker.prefix
        else:
            if not marker.sure and marker.value != 1 and not marker.prefix:
                return None
            if not marker.sure and marker.prefix and not self._has_parent(marker):
                return None
            if marker.style == "arabic" and marker.value > 2 * _LONGEST_JUMP:
                return None
            del self._levels[self._depth_for(marker) :]
            self._levels.append(_Level(marker.style, marker.separator, marker.value, marker.prefix))
        return len(self._levels), marker.style, marker.value

    def _resolve(self, marker: Marker) -> Marker:
        """Tell I, V, X the numeral from I, V, X the letter by what went before."""
        text = marker.text[:1]
        if marker.style == "roman" and len(marker.text.rstrip(".)/-: ")) == 1:
            upper = self._level("upper")
            if upper and letter_value(text) == upper.value + 1 and self._expected("roman") != marker.value:
                return marker._replace(style="upper", value=letter_value(text))
        elif marker.style == "lower":
            roman = roman_value(text)
            numerals = self._level("lower-roman")
            letters = self._level("lower")
            if roman and ((numerals and roman == numerals.value + 1) or (text == "i" and not letters)):
                return marker._replace(style="lower-roman", value=roman)
        elif marker.style == "upper" and marker.value > 1 and self._level("upper") is None:
            # "C." and "D." are letters only where letters are in use; a name's initial is no heading.
            return marker._replace(sure=False)
        return marker

    def _level(self, style: str) -> _Level | None:
        return next((level for level in reversed(self._levels) if level.style == style), None)

    def _expected(self, style: str) -> int:
        level = self._level(style)
        return level.value + 1 if level else 1

    def _find(self, marker: Marker) -> int | None:
        """Return the index of the level that ``marker`` continues."""
        same = [index for index, level in enumerate(self._levels) if level.style == marker.style]
        if not same:
            return None
        if marker.prefix:
            return self._find_decimal(marker, same[-1])
        exact = [index for index in same if self._levels[index].separator == marker.separator]
        if exact:
            return exact[-1]
        index = same[-1]
        # "1)" after "1." opens a level of its own, "4/" after "3." is the same level written carelessly.
        return index if marker.value != 1 else None

    def _find_decimal(self, marker: Marker, index: int) -> int | None:
        level = self._levels[index]
        if level.prefix == marker.prefix:
            return index
        parent = self._levels[index - 1] if index else None
        if parent is not None and parent.style in ("arabic", f"decimal{len(marker.prefix)}"):
            if parent.value == marker.prefix[-1]:
                return index
            return None  # its parent's number was never printed: it stands beside that parent
        return index

    def _follows(self, level: _Level, marker: Marker) -> bool:
        step = marker.value - level.value
        if marker.sure:
            return not (marker.style == "arabic" and step > _LONGEST_JUMP)
        return step == 1 or (marker.style == "lower" and marker.value == 1)

    def _has_parent(self, marker: Marker) -> bool:
        if marker.value != 1:
            return False
        style = "arabic" if len(marker.prefix) == 1 else f"decimal{len(marker.prefix)}"
        parent = self._level(style)
        return parent is not None and parent.value == marker.prefix[-1]

    def _depth_for(self, marker: Marker) -> int:
        """Return how many levels stay open above a style that is new here."""
        rank = _rank(marker.style)
        if marker.prefix:
            style = "arabic" if len(marker.prefix) == 1 else f"decimal{len(marker.prefix)}"
            for index in range(len(self._levels) - 1, -1, -1):
                level = self._levels[index]
                if level.style == style:
                    return index + 1 if level.value == marker.prefix[-1] else index
            return sum(1 for level in self._levels if _rank(level.style) < rank)
        if rank <= _HIGH or marker.value != 1:
            depth = len(self._levels)
            while depth and _rank(self._levels[depth - 1].style) > rank:
                depth -= 1
            return depth
        return len(self._levels)
