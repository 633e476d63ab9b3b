"""Know the fonts of a PDF: their names, whether they are bold, how large each piece of text is set."""

from __future__ import annotations

import ctypes
import math
import re
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium  # type: ignore[import-untyped]

from plancheck.readers.pdf_sheet import Matrix

_SUBSET = re.compile(r"[A-Z]{6}\+")
_FACE = re.compile(r"(?:PS)?(?:[-,]?(?:Bold|Italic|Oblique|Regular|Roman|Semi|Demi))*(?:MT)?$")
_CASE = re.compile(r"(?<=[a-z])(?=[A-Z])")
_BOLD = re.compile(r"bold|black|heavy|demi", re.IGNORECASE)
_HEAVY = 600
_INVISIBLE = pdfium.FPDF_TEXTRENDERMODE_INVISIBLE


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
        self._faces: dict[int | None, Face] = {}  # by address of the text object, while its page is open
        self._handles: dict[int | None, tuple[str, int]] = {}
        self._widths: dict[tuple[str, float, float], dict[str, float]] = {}  # by full name, size, stretch

    def next_page(self) -> None:
        """Forget the addresses of the page before."""
        self._faces.clear()
        self._handles.clear()

    def of(self, address: int | None, textpage: Any, index: int, place: Matrix) -> Face:
        """Return how the text object at ``address`` is set; ``index`` is one of its characters."""
        face = self._faces.get(address)
        if face is None:
            face = self._faces[address] = self._face(address, textpage, index, place)
        return face

    def _face(self, address: int | None, textpage: Any, index: int, place: Matrix) -> Face:
        m = pdfium.FS_MATRIX()
        pdfium.FPDFText_GetMatrix(textpage, index, m)
        matrix = Matrix(m.a, m.b, m.c, m.d).then(place._replace(e=0.0, f=0.0))
        point = pdfium.FPDFText_GetFontSize(textpage, index)
        upright = matrix.a > 0 and abs(matrix.b) < 0.1 * matrix.a
        hidden = bool(address) and pdfium.FPDFTextObj_GetTextRenderMode(_object(address)) == _INVISIBLE
        x, y = ctypes.c_double(), ctypes.c_double()
        pdfium.FPDFText_GetCharOrigin(textpage, index, x, y)
        name, number = self._number(address)
        widths = self._widths.setdefault((name, point, matrix.a), {})
        size = point * math.hypot(matrix.c, matrix.d) or 1.0
        return Face(number, size, place.point(x.value, y.value)[1], upright, hidden, widths)

    def _number(self, address: int | None) -> tuple[str, int]:
        """Return the full name and the number of a piece of text's font."""
        handle = pdfium.FPDFTextObj_GetFont(_object(address)) if address else None
        key = ctypes.cast(handle, ctypes.c_void_p).value if handle else None
        if key not in self._handles:
            name, font = _describe(handle) if handle else ("", Font(None, False))
            self._handles[key] = (name, self._add(font))
        return self._handles[key]

    def _add(self, font: Font) -> int:
        if font not in self._numbers:
            self._numbers[font] = len(self.fonts)
            self.fonts.append(font)
        return self._numbers[font]


def _object(address: int | None) -> Any:
    return ctypes.cast(address or 0, pdfium.FPDF_PAGEOBJECT)


def _describe(handle: Any) -> tuple[str, Font]:
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
