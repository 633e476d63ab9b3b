"""Take from one page of a PDF its words with their places, by PDFium."""

from __future__ import annotations

import ctypes
import re
import unicodedata
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from itertools import repeat
from typing import Any

import pypdfium2.raw as pdfium  # type: ignore[import-untyped]

from plancheck.readers.limits import too_large
from plancheck.readers.pdf_drawn import add_drawn
from plancheck.readers.pdf_fonts import Fonts
from plancheck.readers.pdf_sheet import Matrix, Sheet, Word, shown

_TOKEN = re.compile("[^\\s\x00-\x1f\ufeff\u200b]+")
MARK = re.compile("[\u0300-\u036f]")
_LIGATURES = {ord(char): unicodedata.normalize("NFKC", char) for char in "ﬀﬁﬂﬃﬄﬅﬆ"}
_LINE_END_HYPHEN = "\ufffe"  # what PDFium writes for a hyphen that ends a line
_SPECIAL = re.compile(f"[{_LINE_END_HYPHEN}\ufb00-\ufb06]")
_LOOSE = 0.1  # em; letters further apart than this stand together only if nothing comes between them
_LEVEL = 0.15  # em; letters whose boxes begin lower or higher by more stand on another line

# The bindings check every argument of every call, and a page asks a few thousand times.
_POINTER = ctypes.c_void_p


def _bare(function: Any, *types: Any, result: Any = ctypes.c_int) -> Callable[..., Any]:
    address = ctypes.cast(function, ctypes.c_void_p).value or 0
    bare: Callable[..., Any] = ctypes.PYFUNCTYPE(result, *types)(address)
    return bare


_box = _bare(pdfium.FPDFText_GetLooseCharBox, _POINTER, ctypes.c_int, _POINTER)
_unicode = _bare(pdfium.FPDFText_GetUnicode, _POINTER, ctypes.c_int)
_origin = _bare(pdfium.FPDFText_GetCharOrigin, _POINTER, ctypes.c_int, _POINTER, _POINTER)
_text_object = _bare(pdfium.FPDFText_GetTextObject, _POINTER, ctypes.c_int, result=_POINTER)


def read_sheet(page: Any, number: int, fonts: Fonts, budget: int) -> Sheet:
    """Return page ``number`` of an open document; raise ReadError where it holds over ``budget`` characters."""
    width, height = page.get_size()
    sheet = Sheet(number, width, height)
    place = shown(page.get_bbox(), page.get_rotation())
    fonts.next_page()
    textpage = page.get_textpage()
    try:
        count = pdfium.FPDFText_CountChars(textpage.raw)
        if count > budget:
            raise too_large(budget, "ký tự", "characters")
        if count > 0:
            sheet.words, sheet.hidden = _words(textpage.raw, count, fonts, place)
    finally:
        textpage.close()
    add_drawn(page, sheet, place)
    return sheet


def _words(raw: Any, count: int, fonts: Fonts, place: Matrix) -> tuple[list[Word], int]:
    """Return the words, and how many of them are not to be seen."""
    handle = ctypes.cast(raw, _POINTER).value
    text = _characters(raw, handle, count)
    boxes = _boxes(handle, count)
    spans = list(_tokens(text, boxes, MARK.search(text) is not None))
    starts = [start for start, _ in spans]
    origins = iter(_origins(handle, starts))
    objects = map(_text_object, repeat(handle), starts)
    words: list[Word] = []
    hidden = 0
    plain = _SPECIAL.search(text) is None
    straight = place.b == 0 and place.a == 1
    for (start, end), x, y, address in zip(spans, origins, origins, objects, strict=False):
        face = fonts.of(address, raw, start, place)
        if not face.upright:
            continue
        hidden += face.hidden
        if straight:
            x0, x1 = boxes[4 * start] + place.e, boxes[4 * end - 2] + place.e
        else:
            x0, _, x1, _ = place.box(boxes[4 * start], boxes[4 * start + 1], boxes[4 * end - 2], boxes[4 * end - 1])
        piece = text[start:end] if plain else _without_special(text[start:end])
        words.append(Word(x0, x1, place.point(x, y)[1], face.size, piece, face.font, _is_apart(text, boxes, start)))
    return words, hidden


def _without_special(piece: str) -> str:
    return piece.replace(_LINE_END_HYPHEN, "-").translate(_LIGATURES)


def _is_apart(text: str, boxes: list[float], start: int) -> bool:
    """Say whether a blank of the author's stands right before.

    Where one piece of text follows another PDFium writes a blank of its own at the place where the piece begins; only
    if that begins with a real blank do its letters stand further on.
    """
    if not start or text[start - 1] != " ":
        return False
    size = boxes[4 * start + 1] - boxes[4 * start + 3]
    left, right = boxes[4 * start - 4], boxes[4 * start - 2]
    if right > left:
        return abs(boxes[4 * start] - right) < _LEVEL * size
    return _LOOSE * size < boxes[4 * start] - left < 0.5 * size


def _characters(raw: Any, handle: int | None, count: int) -> str:
    """Return one character for each index of the page's text."""
    buffer = ctypes.create_string_buffer(2 * count + 2)
    written = pdfium.FPDFText_GetText(raw, 0, count, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)))
    text = buffer.raw[: 2 * max(written - 1, 0)].decode("utf-16-le", errors="replace")
    if len(text) == count:
        return text
    codes = map(_unicode, repeat(handle), range(count))
    return "".join(chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else " " for code in codes)


def _boxes(handle: int | None, count: int) -> list[float]:
    """Return left, top, right, bottom of every character, one after another."""
    store = (ctypes.c_float * (4 * count))()
    address = ctypes.addressof(store)
    deque(map(_box, repeat(handle), range(count), range(address, address + 16 * count, 16)), 0)
    return list(store)


def _origins(handle: int | None, indices: Sequence[int]) -> list[float]:
    """Return x and y of the point on the baseline where each of these characters begins."""
    store = (ctypes.c_double * (2 * len(indices)))()
    first = ctypes.addressof(store)
    last = first + 16 * len(indices)
    deque(map(_origin, repeat(handle), indices, range(first, last, 16), range(first + 8, last + 8, 16)), 0)
    return list(store)


def _tokens(text: str, boxes: list[float], single: bool) -> Iterator[tuple[int, int]]:
    """Yield (start, end) of the characters that stand together; ``single`` asks for each alone."""
    for match in _TOKEN.finditer(text):
        start, end = match.span()
        if end - start == 1:
            yield start, end
        elif single:
            for index in range(start, end):
                yield index, index + 1
        elif _is_one(boxes, start, end):
            yield start, end
        else:
            yield from _split(boxes, start, end)


def _is_one(boxes: list[float], start: int, end: int) -> bool:
    left, right = boxes[4 * start : 4 * end : 4], boxes[4 * start + 2 : 4 * end : 4]
    bottom = boxes[4 * start + 3 : 4 * end : 4]
    size = boxes[4 * start + 1] - bottom[0]
    if left != sorted(left) or max(bottom) - min(bottom) > _LEVEL * size:
        return False
    slack = right[-1] - left[0] - sum(right) + sum(left)
    return -_LOOSE * size < slack < _LOOSE * size


def _split(boxes: list[float], start: int, end: int) -> Iterator[tuple[int, int]]:
    begin = start
    for index in range(start + 1, end):
        before, here = 4 * (index - 1), 4 * index
        gap = boxes[here] - boxes[before + 2]
        size = boxes[here + 1] - boxes[here + 3]
        if abs(boxes[here + 3] - boxes[before + 3]) > _LEVEL * size or not -0.3 * size < gap < _LOOSE * size:
            yield begin, index
            begin = index
    yield begin, end
