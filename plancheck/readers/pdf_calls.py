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

_POINTER = ctypes.c_void_p


def _bare(function: Any, *types: Any, result: Any = ctypes.c_int) -> Callable[..., Any]:
    address = ctypes.cast(function, ctypes.c_void_p).value or 0
    bare: Callable[..., Any] = ctypes.PYFUNCTYPE(result, *types)(address)
    return bare


_box = _bare(pdfium.FPDFText_GetLooseCharBox, _POINTER, ctypes.c_int, _POINTER)
_unicode = _bare(pdfium.FPDFText_GetUnicode, _POINTER, ctypes.c_int)
_text_object = _bare(pdfium.FPDFText_GetTextObject, _POINTER, ctypes.c_int, result=_POINTER)


class Letters:
    """The characters of an open page. ``text`` has one for each index that PDFium knows."""

    def __init__(self, textpage: Any, count: int) -> None:
        self.raw = textpage
        self._handle = ctypes.cast(textpage, _POINTER).value
        self.text = self._characters(count)
        self._store = (ctypes.c_float * 4)()
        self._address = ctypes.addressof(self._store)

    def _characters(self, count: int) -> str:
        buffer = ctypes.create_string_buffer(2 * count + 2)
        written = pdfium.FPDFText_GetText(self.raw, 0, count, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)))
        text = buffer.raw[: 2 * max(written - 1, 0)].decode("utf-16-le", errors="replace")
        if len(text) == count:
            return text
        codes = map(_unicode, repeat(self._handle), range(count))
        return "".join(chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else " " for code in codes)

    def box(self, index: int) -> tuple[float, float, float, float]:
        """Return left, top, right, bottom of a character."""
        _box(self._handle, index, self._address)
        left, top, right, bottom = self._store
        return left, top, right, bottom

    def boxes(self, indices: Sequence[int]) -> list[float]:
        """Return left, top, right, bottom of each of these characters, one after another."""
        store = (ctypes.c_float * (4 * len(indices)))()
        address = ctypes.addressof(store)
        deque(map(_box, repeat(self._handle), indices, range(address, address + 16 * len(indices), 16)), 0)
        return list(store)

    def objects(self, indices: Sequence[int]) -> list[int | None]:
        """Return the addresses of the text objects that these characters belong to."""
        return list(map(_text_object, repeat(self._handle), indices))
