"""Resolve the styles of an OpenDocument text: fonts, sizes, hidden letters and what a paragraph inherits."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from plancheck.readers.odtnames import FO, OFFICE, STYLE, SVG, TEXT

if TYPE_CHECKING:
    from lxml.etree import _Element

_LONGEST_CHAIN = 20  # styles that inherit one from the other; more are a circle
_LENGTH = re.compile(r"\s*(-?\d*\.?\d+)\s*(mm|cm|in|inch|pt|pc|px|%)\s*$")
_MILLIMETRES = {"mm": 1.0, "cm": 10.0, "in": 25.4, "inch": 25.4, "pt": 25.4 / 72, "pc": 25.4 / 6, "px": 25.4 / 96}


class Look(NamedTuple):
    """How letters are set: the font's own name, the size in points, "uppercase" or such, and whether they show."""

    font: str | None = None
    size: float | None = None
    transform: str | None = None
    hidden: bool = False


class Styles:
    """The styles of one part of a document: the shared ones, and the automatic ones of the part."""

    def __init__(self, shared: _Element | None, own: _Element) -> None:
        self.lists: dict[str, _Element] = {}
        self.outline: _Element | None = None
        self._styles: dict[tuple[str, str], _Element] = {}
        self._faces: dict[str, str] = {}
        self._looks: dict[tuple[str, str, Look], Look] = {}
        self._default = Look()
        for root in (shared, own):
            if root is not None:
                self._add_faces(root.find(OFFICE + "font-face-decls"))
                self._add_styles(root.find(OFFICE + "styles"))
        self._add_styles(own.find(OFFICE + "automatic-styles"))

    def look(self, family: str, name: str | None, base: Look | None = None) -> Look:
        """Return the look of text in a style; ``base`` is that of the text around it (None: a paragraph's)."""
        base = self._default if base is None else base
        if name is None:
            return base
        key = (family, name, base)
        if key not in self._looks:
            look = base
            for style in reversed(list(self._chain(family, name))):
                look = self._apply(style, look)
            self._looks[key] = look
        return self._looks[key]

    def inherited(self, family: str, name: str | None, attribute: str) -> str | None:
        """Return the attribute of the style, or of the nearest one that it inherits from."""
        for style in self._chain(family, name):
            if (value := style.get(attribute)) is not None:
                return value
        return None

    def property(self, family: str, name: str | None, kind: str, attribute: str) -> str | None:
        """Return a formatting property, ``kind`` being the element that holds it ("text-properties")."""
        for style in self._chain(family, name):
            properties = style.find(STYLE + kind)
            if properties is not None and (value := properties.get(attribute)) is not None:
                return value
        return None

    def _add_faces(self, faces: _Element | None) -> None:
        for face in faces if faces is not None else ():
            name, family = face.get(STYLE + "name"), face.get(SVG + "font-family")
            if name and family:
                self._faces[name] = family

    def _add_styles(self, styles: _Element | None) -> None:
        for style in styles if styles is not None else ():
            name = style.get(STYLE + "name", "")
            if style.tag == STYLE + "style":
                self._styles[style.get(STYLE + "family", ""), name] = style
            elif style.tag == TEXT + "list-style":
                self.lists[name] = style
            elif style.tag == TEXT + "outline-style":
                self.outline = style
            elif style.tag == STYLE + "default-style" and style.get(STYLE + "family") == "paragraph":
                self._default = self._apply(style, Look())

    def _chain(self, family: str, name: str | None) -> Iterator[_Element]:
        """Yield the style and those it inherits from, nearest first."""
        for _ in range(_LONGEST_CHAIN):
            style = self._styles.get((family, name)) if name is not None else None
            if style is None:
                return
            yield style
            name = style.get(STYLE + "parent-style-name")

    def _apply(self, style: _Element, look: Look) -> Look:
        properties = style.find(STYLE + "text-properties")
        if properties is None:
            return look
        font, size, transform, hidden = look
        if family := properties.get(FO + "font-family") or self._faces.get(properties.get(STYLE + "font-name", "")):
            font = family.split(",")[0].strip(" '\"") or font
        if (written := properties.get(FO + "font-size")) is not None:
            size = _points(written, size)
        transform = properties.get(FO + "text-transform", transform)
        if (shown := properties.get(TEXT + "display")) is not None:
            hidden = shown == "none"
        return Look(font, size, transform, hidden)


def millimetres(length: str | None) -> float | None:
    """Return a length such as "2.5cm" in millimetres; None where it is none."""
    match = _LENGTH.match(length or "")
    if not match or match[2] == "%":
        return None
    return float(match[1]) * _MILLIMETRES[match[2]]


def _points(length: str, base: float | None) -> float | None:
    match = _LENGTH.match(length)
    if not match:
        return base
    if match[2] == "%":
        return None if base is None else round(base * float(match[1]) / 100, 1)
    return round(float(match[1]) * _MILLIMETRES[match[2]] * 72 / 25.4, 1)
