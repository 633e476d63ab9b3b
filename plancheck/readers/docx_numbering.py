"""Work out the automatic numbers of a Word file as they are printed.

Counters belong to the abstract list (``w:abstractNum``): lists made from one count on together, and a list with a
``w:startOverride`` begins anew once, where it is first used (ISO/IEC 29500-1, 17.9).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from plancheck.readers.docx_glyphs import bullet, printed
from plancheck.readers.docx_names import MC, VAL, W, chosen, is_on, value, whole
from plancheck.readers.docx_styles import Marks, Styles

if TYPE_CHECKING:
    from lxml.etree import _Element

_LEVELS = 9
_LONGEST = 255  # characters of a label
_HIGHEST = 32_767  # the highest number Word counts to
_DEEPEST_LINK = 8
_PLACE = re.compile(r"%([1-9])")


class Level(NamedTuple):
    """One level of a list. ``restart`` None: begins anew after any higher level; 0: never; n: after level n."""

    start: int
    format: str
    text: str
    restart: int | None
    legal: bool
    suffix: str
    style: str | None
    marks: Marks


class Label(NamedTuple):
    """A printed number; ``suffix`` is what parts it from the text, ``marks`` how it is set."""

    text: str
    suffix: str
    marks: Marks
    is_bullet: bool


@dataclass(slots=True)
class _List:
    """A ``w:num``: the abstract list that counts for it, its levels, and the numbers where it begins anew."""

    abstract: str
    levels: dict[int, Level]
    starts: dict[int, int]
    styles: dict[str, int]


class Numbering:
    """The lists of a file and how far each has counted."""

    def __init__(self, root: _Element | None, styles: Styles) -> None:
        self._styles = styles
        self._abstracts: dict[str, _Element] = {}
        self._nums: dict[str, _Element] = {}
        self._lists: dict[str, _List | None] = {}
        self._levels: dict[str, tuple[str, dict[int, Level]]] = {}
        self._counters: dict[str, list[int | None]] = {}
        self._begun: set[str] = set()
        for child in root if root is not None else ():
            if child.tag == W + "abstractNum":
                self._abstracts.setdefault(child.get(W + "abstractNumId", ""), child)
            elif child.tag == W + "num":
                self._nums.setdefault(child.get(W + "numId", ""), child)

    def next(self, style: str | None, properties: _Element | None) -> Label | None:
        """Count a paragraph and return its label, None where it has no number.

        ``properties`` is the paragraph's own ``w:numPr``; what that leaves open its style says.
        """
        own = value(properties, W + "numId")
        from_style = self._styles.numbering(style)
        num_id = own if own is not None else from_style.num_id
        if num_id is None or num_id == "0":
            return None
        found = self._list(num_id)
        if found is None:
            return None
        depth = value(properties, W + "ilvl")
        if depth is None and (own is None or from_style.num_id is not None):
            linked = next((found.styles[name] for name in from_style.names if name in found.styles), None)
            depth = str(linked) if linked is not None else from_style.level
        return self._count(num_id, found, whole(depth, 0, _LEVELS - 1, 0))

    def _count(self, num_id: str, found: _List, depth: int) -> Label | None:
        level = found.levels.get(depth)
        if level is None:
            return None
        counters = self._counters.setdefault(found.abstract, [None] * _LEVELS)
        begins = depth in found.starts and num_id not in self._begun
        if begins:
            self._begun.add(num_id)
        count = counters[depth]
        counters[depth] = self._start(found, depth) if count is None or begins else min(count + 1, _HIGHEST)
        for above in range(depth):
            if counters[above] is None:
                counters[above] = self._start(found, above)
        for below in range(depth + 1, _LEVELS):
            lower = found.levels.get(below)
            restart = lower.restart if lower is not None else None
            if restart is None or restart > below or depth < restart:
                counters[below] = None
        return self._label(found, level, counters)

    def _start(self, found: _List, depth: int) -> int:
        level = found.levels.get(depth)
        return found.starts.get(depth, level.start if level is not None else 1)

    def _label(self, found: _List, level: Level, counters: list[int | None]) -> Label:
        if level.format == "bullet":
            return Label(bullet(level.text, level.marks.font), level.suffix, level.marks, True)

        def number(match: re.Match[str]) -> str:
            depth = int(match[1]) - 1
            count, named = counters[depth], found.levels.get(depth)
            if count is None or named is None:
                return ""
            plain = level.legal and named.format not in ("none", "bullet", "decimalZero")
            return printed(count, "decimal" if plain else named.format)

        return Label(_PLACE.sub(number, level.text, _LEVELS)[:_LONGEST], level.suffix, level.marks, False)

    def _list(self, num_id: str) -> _List | None:
        if num_id not in self._lists:
            self._lists[num_id] = self._read_list(num_id)
        return self._lists[num_id]

    def _read_list(self, num_id: str) -> _List | None:
        num = self._nums.get(num_id)
        resolved = self._abstract(value(num, W + "abstractNumId"), 0)
        if num is None or resolved is None:
            return None
        abstract, levels = resolved
        levels, starts = dict(levels), {}
        for override in num.iterchildren(W + "lvlOverride"):
            depth = whole(override.get(W + "ilvl"), 0, _LEVELS - 1, 0)
            inner = override.find(W + "lvl")
            if inner is not None:
                levels[depth] = self._level(inner)
            start = value(override, W + "startOverride")
            if start is not None:
                starts[depth] = whole(start, 0, _HIGHEST, 1)
        styles = {level.style: depth for depth, level in reversed(levels.items()) if level.style}
        return _List(abstract, levels, starts, styles)

    def _abstract(self, identity: str | None, links: int) -> tuple[str, dict[int, Level]] | None:
        """Return the abstract list that holds the levels, following links to numbering styles, and the levels."""
        element = self._abstracts.get(identity or "")
        if identity is None or element is None or links > _DEEPEST_LINK:
            return None
        link = value(element, W + "numStyleLink")
        if link is not None and element.find(W + "lvl") is None:
            num = self._nums.get(self._styles.list_of(link) or "")
            return self._abstract(value(num, W + "abstractNumId"), links + 1)
        if identity not in self._levels:
            levels: dict[int, Level] = {}
            for number, lvl in enumerate(element.iterchildren(W + "lvl")):
                levels.setdefault(whole(lvl.get(W + "ilvl"), 0, _LEVELS - 1, min(number, 8)), self._level(lvl))
            self._levels[identity] = (identity, levels)
        return self._levels[identity]

    def _level(self, lvl: _Element) -> Level:
        legal = lvl.find(W + "isLgl")
        picture = lvl.find(W + "lvlPicBulletId") is not None
        restart = value(lvl, W + "lvlRestart")
        marks = self._styles.marks(lvl.find(W + "rPr"))
        text = (value(lvl, W + "lvlText") or "")[:_LONGEST]
        return Level(
            whole(value(lvl, W + "start"), 0, _HIGHEST, 0),
            _format(lvl),
            "•" if picture else text,
            None if restart is None else whole(restart, 0, _LEVELS, 0),
            legal is not None and is_on(legal),
            "" if value(lvl, W + "suff") == "nothing" else " ",
            value(lvl, W + "pStyle"),
            marks._replace(font=None) if picture else marks,
        )


def _format(lvl: _Element) -> str:
    """Return the number format; "custom:000" for one that Word writes as a row of examples ("001, 002, …")."""
    element = lvl.find(W + "numFmt")
    alternate = lvl.find(MC + "AlternateContent")
    if element is None and alternate is not None:
        element = next((child for child in chosen(alternate) if child.tag == W + "numFmt"), None)
    if element is None:
        return "decimal"
    name = element.get(VAL, "decimal")
    if name != "custom":
        return name
    width = len((element.get(W + "format") or "").split(",")[0].strip())
    return "custom:" + "0" * min(width, 9)
