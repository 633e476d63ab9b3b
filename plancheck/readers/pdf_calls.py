"""Ask PDFium about many characters of a page at once.

The bindings check every argument of every call, and a page asks a few thousand times.
"""

from __future__ import annotations

import ctypes
from collections import deque
from collections.abc import Callable, Sequence
from itertools import repeat
from typing import Any

import pypdfium2.raw as pdfium  # type: ignore[import-untyped]

from plancheck.readers.pdf_sheet import Matrix

Address = int | None  # of what PDFium holds
Bounds = tuple[float, float, float, float]  # left, top, right, bottom in the page's own places
_POINTER = ctypes.c_void_p


def bare(function: Any, *types: Any, result: Any = ctypes.c_int) -> Callable[..., Any]:
    """Return a function of PDFium that takes addresses for what it points to, and checks nothing."""
    address = ctypes.cast(function, _POINTER).value or 0
    called: Callable[..., Any] = ctypes.PYFUNCTYPE(result, *types)(address)
    return called


def address_of(pointer: Any) -> Address:
    """Return the address that a pointer of the bindings holds."""
    return ctypes.cast(pointer, _POINTER).value


_box = bare(pdfium.FPDFText_GetLooseCharBox, _POINTER, ctypes.c_int, _POINTER)
_unicode = bare(pdfium.FPDFText_GetUnicode, _POINTER, ctypes.c_int)
_origin = bare(pdfium.FPDFText_GetCharOrigin, _POINTER, ctypes.c_int, _POINTER, _POINTER)
_matrix = bare(pdfium.FPDFText_GetMatrix, _POINTER, ctypes.c_int, _POINTER)
_size = bare(pdfium.FPDFText_GetFontSize, _POINTER, ctypes.c_int, result=ctypes.c_double)
_text_object = bare(pdfium.FPDFText_GetTextObject, _POINTER, ctypes.c_int, result=_POINTER)


class Letters:
    """The characters of an open page. ``text`` has one for each index that PDFium knows."""

    def __init__(self, textpage: Any, count: int) -> None:
        self._handle = address_of(textpage)
        self.text = self._characters(textpage, count)
        self._floats, self._doubles = (ctypes.c_float * 6)(), (ctypes.c_double * 2)()
        self._to, self._first = ctypes.addressof(self._floats), ctypes.addressof(self._doubles)

    def _characters(self, textpage: Any, count: int) -> str:
        buffer = ctypes.create_string_buffer(2 * count + 2)
        written = pdfium.FPDFText_GetText(textpage, 0, count, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)))
        text = buffer.raw[: 2 * max(written - 1, 0)].decode("utf-16-le", errors="replace")
        if len(text) == count:
            return text
        codes = map(_unicode, repeat(self._handle), range(count))
        return "".join(chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else " " for code in codes)

    def box(self, index: int) -> Bounds:
        """Return the box of a character."""
        _box(self._handle, index, self._to)
        left, top, right, bottom, *_ = self._floats
        return left, top, right, bottom

    def setting(self, index: int) -> tuple[Matrix, float]:
        """Return how a character is set: the matrix of its letters, to their origin, and the size of the type."""
        _matrix(self._handle, index, self._to)
        _origin(self._handle, index, self._first, self._first + 8)
        a, b, c, d, *_ = self._floats
        return Matrix(a, b, c, d, *self._doubles), _size(self._handle, index)

    def boxes(self, indices: Sequence[int]) -> list[Bounds]:
        """Return the boxes of these characters."""
        store = (ctypes.c_float * (4 * len(indices)))()
        address = ctypes.addressof(store)
        deque(map(_box, repeat(self._handle), indices, range(address, address + 16 * len(indices), 16)), 0)
        values = iter(list(store))
        return list(zip(values, values, values, values, strict=True))

    def objects(self, indices: Sequence[int]) -> list[Address]:
        """Return the addresses of the text objects that these characters belong to."""
        return list(map(_text_object, repeat(self._handle), indices))
