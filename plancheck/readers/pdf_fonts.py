"""Know the fonts of a PDF: their names, whether they are bold, how large each piece of text is set."""

from __future__ import annotations

import ctypes
import math
import re
from typing import NamedTuple

import pypdfium2.raw as pdfium  # type: ignore[import-untyped]

from plancheck.readers.pdf_calls import Address, Letters, bare
from plancheck.readers.pdf_sheet import Matrix

_SUBSET = re.compile(r"[A-Z]{6}\+")
_FACE = re.compile(r"(?:PS)?(?:[-,]?(?:Bold|Italic|Oblique|Regular|Roman|Semi|Demi))*(?:MT)?$")
_CASE = re.compile(r"(?<=[a-z])(?=[A-Z])")
_BOLD = re.compile(r"bold|black|heavy|demi", re.IGNORECASE)
_HEAVY = 600
_INVISIBLE = pdfium.FPDF_TEXTRENDERMODE_INVISIBLE
_render_mode = bare(pdfium.FPDFTextObj_GetTextRenderMode, ctypes.c_void_p)
_font = bare(pdfium.FPDFTextObj_GetFont, ctypes.c_void_p, result=ctypes.c_void_p)


class Font(NamedTuple):
    """``name`` as a user knows it ("Times New Roman"), None where the file does not say."""

    name: str | None
    bold: bool


class Face(NamedTuple):
    """How one piece of text is set: the number of its font, its size, its baseline, from left to right or not, unseen.

    ``widths`` are those of letters and words met in this font and size.
    """

    font: int
    size: float
    y: float
    upright: bool
    hidden: bool
    widths: dict[str, float]


class Fonts:
    """The fonts met so far in one document, by number."""

    def __init__(self) -> None:
        self.fonts: list[Font] = []
        self._numbers: dict[Font, int] = {}
        self._faces: dict[Address, Face] = {}  # by address of the text object, while its page is open
        self._handles: dict[Address, tuple[str, int]] = {}
        self._widths: dict[tuple[str, float, float], dict[str, float]] = {}  # by full name, size, stretch

    def next_page(self) -> None:
        """Forget the addresses of the page before."""
        self._faces.clear()
        self._handles.clear()

    def of(self, address: Address, letters: Letters, index: int, place: Matrix) -> Face:
        """Return how the text object at ``address`` is set; ``index`` is one of its characters."""
        face = self._faces.get(address)
        if face is None:
            face = self._faces[address] = self._face(address, letters, index, place)
        return face

    def _face(self, address: Address, letters: Letters, index: int, place: Matrix) -> Face:
        matrix, point = letters.setting(index)
        matrix = matrix.then(place)
        upright = matrix.a > 0 and abs(matrix.b) < 0.1 * matrix.a
        hidden = address is not None and _render_mode(address) == _INVISIBLE
        name, number = self._number(_font(address) if address else None)
        widths = self._widths.setdefault((name, point, matrix.a), {})
        size = point * math.hypot(matrix.c, matrix.d) or 1.0
        return Face(number, size, matrix.f, upright, hidden, widths)

    def _number(self, handle: Address) -> tuple[str, int]:
        """Return the full name and the number of a font."""
        if handle not in self._handles:
            name, font = _describe(handle) if handle else ("", Font(None, False))
            self._handles[handle] = (name, self._add(font))
        return self._handles[handle]

    def _add(self, font: Font) -> int:
        if font not in self._numbers:
            self._numbers[font] = len(self.fonts)
            self.fonts.append(font)
        return self._numbers[font]


def _describe(address: int) -> tuple[str, Font]:
    handle = ctypes.cast(address, pdfium.FPDF_FONT)
    # The function had another name until 2024.
    ask = getattr(pdfium, "FPDFFont_GetBaseFontName", None) or pdfium.FPDFFont_GetFontName
    buffer = ctypes.create_string_buffer(256)
    ask(handle, buffer, len(buffer))
    full = buffer.value.decode("utf-8", errors="replace")
    name = _SUBSET.sub("", full)
    bold = bool(_BOLD.search(name)) or pdfium.FPDFFont_GetWeight(handle) >= _HEAVY
    return full, Font(family(name) or None, bold)


def family(name: str) -> str:
    """Return the family of a PostScript name: "TimesNewRomanPS-BoldMT" is "Times New Roman"."""
    if name.startswith((".Vn", "VNI")):
        return name.split(",")[0].split("-Bold")[0]
    return _CASE.sub(" ", _FACE.sub("", name))
