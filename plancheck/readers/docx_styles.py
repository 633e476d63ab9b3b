"""Resolve how a run of a Word file looks: font, size, capitals, hidden text, through styles and defaults."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from plancheck.readers.docx_names import VAL, A, W, is_on, twips, value

if TYPE_CHECKING:
    from lxml.etree import _Element

# What Word takes where a file says nothing.
_FONT, _SIZE = "Times New Roman", 10.0
_LONGEST_CHAIN = 16  # styles based on one another; Word's own dialogs stop earlier
_RFONTS, _SIZE_TAG, _RSTYLE = W + "rFonts", W + "sz", W + "rStyle"
_CAPS, _HIDDEN = W + "caps", frozenset({W + "vanish", W + "specVanish"})
_ASCII, _HANSI = W + "ascii", W + "hAnsi"
_ASCII_THEME, _HANSI_THEME = W + "asciiTheme", W + "hAnsiTheme"
_SCRIPTS = {"Bidi": A + "cs", "EastAsia": A + "ea"}


class Marks(NamedTuple):
    """What one ``w:rPr`` says; None where it says nothing. ``size`` in points, ``style`` a character style."""

    font: str | None = None
    size: float | None = None
    caps: bool | None = None
    hidden: bool | None = None
    style: str | None = None

    def over(self, other: Marks) -> Marks:
        """Return these marks, and those of ``other`` where these say nothing."""
        return Marks(
            self.font or other.font,
            self.size or other.size,
            other.caps if self.caps is None else self.caps,
            other.hidden if self.hidden is None else self.hidden,
        )


class Look(NamedTuple):
    """How characters look; ``size`` in points, ``hidden`` text is not printed."""

    font: str
    size: float
    caps: bool
    hidden: bool


class StyleNumbering(NamedTuple):
    """The list a paragraph style puts its paragraphs in; ``names`` are the styles that may name the level."""

    num_id: str | None
    level: str | None
    names: tuple[str, ...]


NOTHING = Marks()


class Styles:
    """The styles of a file, each resolved once."""

    def __init__(self, root: _Element | None, theme: _Element | None) -> None:
        self._fonts = _theme_fonts(theme)
        self._elements: dict[str, _Element] = {}
        self._defaults: dict[str, str] = {}
        self._base = NOTHING
        self._chains: dict[str | None, tuple[_Element, ...]] = {}
        self._own: dict[_Element, Marks] = {}
        self._styles: dict[tuple[str, str | None], Marks] = {}
        self._looks: dict[tuple[str | None, Marks], Look] = {}
        self._numbering: dict[str | None, StyleNumbering] = {}
        for style in root.iterchildren(W + "style") if root is not None else ():
            identity = style.get(W + "styleId")
            if identity is None:
                continue
            self._elements.setdefault(identity, style)
            if style.get(W + "default") in ("1", "true", "on"):
                self._defaults.setdefault(style.get(W + "type", ""), identity)
        if root is not None:
            self._base = self.marks(root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr"))

    def chain(self, kind: str, name: str | None) -> tuple[_Element, ...]:
        """Return a style and those it is based on, nearest first; the default of its kind where it does not exist."""
        if name not in self._elements:
            name = self._defaults.get(kind)
        if name not in self._chains:
            found: dict[str, _Element] = {}
            step = name or ""
            while step in self._elements and step not in found and len(found) < _LONGEST_CHAIN:
                found[step] = self._elements[step]
                step = value(found[step], W + "basedOn") or ""
            self._chains[name] = tuple(found.values())
        return self._chains[name]

    def marks(self, properties: _Element | None) -> Marks:
        """Return what a ``w:rPr`` says."""
        if properties is None:
            return NOTHING
        font = size = caps = hidden = style = None
        for child in properties:
            tag = child.tag
            if tag == _RFONTS:
                font = self._font(child)
            elif tag == _SIZE_TAG:
                half = twips(child.get(VAL), 10.0)
                size = half / 20 if half else None
            elif tag == _CAPS:
                caps = is_on(child)
            elif tag == _RSTYLE:
                style = child.get(VAL)
            elif tag in _HIDDEN:
                hidden = is_on(child) or hidden
        return Marks(font, size, caps, hidden, style)

    def look(self, paragraph_style: str | None, marks: Marks) -> Look:
        """Return how a run looks in a paragraph of the style."""
        key = (paragraph_style, marks)
        look = self._looks.get(key)
        if look is None:
            look = self._looks[key] = self._resolve(paragraph_style, marks)
        return look

    def numbering(self, name: str | None) -> StyleNumbering:
        """Return the list that a paragraph style brings with it."""
        if name not in self._numbering:
            num_id = level = None
            names: list[str] = []
            for style in self.chain("paragraph", name):
                names.append(style.get(W + "styleId", ""))
                properties = style.find(f"{W}pPr/{W}numPr")
                level = level or value(properties, W + "ilvl")
                num_id = value(properties, W + "numId")
                if num_id is not None:
                    break
            self._numbering[name] = StyleNumbering(num_id, level, tuple(names))
        return self._numbering[name]

    def list_of(self, name: str) -> str | None:
        """Return the numId of a numbering style."""
        style = self._elements.get(name)
        return value(style.find(f"{W}pPr/{W}numPr"), W + "numId") if style is not None else None

    def _font(self, fonts: _Element) -> str | None:
        get = fonts.get
        return (
            self._fonts.get(get(_ASCII_THEME, ""))
            or get(_ASCII)
            or self._fonts.get(get(_HANSI_THEME, ""))
            or get(_HANSI)
        )

    def _style(self, kind: str, name: str | None) -> Marks:
        """Return what a style says with all that it is based on."""
        key = (kind, name)
        if key not in self._styles:
            merged = NOTHING
            for style in self.chain(kind, name):
                own = self._own.get(style)
                if own is None:
                    own = self._own[style] = self.marks(style.find(W + "rPr"))
                merged = merged.over(own)
            self._styles[key] = merged
        return self._styles[key]

    def _resolve(self, paragraph_style: str | None, marks: Marks) -> Look:
        paragraph = self._style("paragraph", paragraph_style)
        character = self._style("character", marks.style) if marks.style in self._elements else NOTHING
        base = self._base
        # ISO/IEC 29500-1, 17.7.3: switches of a paragraph style and a character style cancel each other.
        caps = bool(base.caps) or bool(paragraph.caps) != bool(character.caps)
        hidden = bool(base.hidden) or bool(paragraph.hidden) != bool(character.hidden)
        return Look(
            marks.font or character.font or paragraph.font or base.font or _FONT,
            marks.size or character.size or paragraph.size or base.size or _SIZE,
            caps if marks.caps is None else marks.caps,
            hidden if marks.hidden is None else marks.hidden,
        )


def _theme_fonts(theme: _Element | None) -> dict[str, str]:
    """Return the font of each theme name ("minorHAnsi", "majorBidi", …)."""
    fonts: dict[str, str] = {}
    scheme = theme.find(f".//{A}fontScheme") if theme is not None else None
    for place in ("major", "minor") if scheme is not None else ():
        group = scheme.find(f"{A}{place}Font") if scheme is not None else None
        for name in ("Ascii", "HAnsi", "Bidi", "EastAsia"):
            face = group.find(_SCRIPTS.get(name, A + "latin")) if group is not None else None
            if face is not None and face.get("typeface"):
                fonts[place + name] = face.get("typeface", "")
    return fonts
