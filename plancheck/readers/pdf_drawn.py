"""Take the drawn lines of a PDF page, and how much of it pictures cover."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from itertools import repeat
from typing import Any

import pypdfium2.raw as pdfium  # type: ignore[import-untyped]

from plancheck.readers.pdf_calls import address_of, bare
from plancheck.readers.pdf_sheet import Matrix, Rule, Sheet

_THICKEST = 3.0  # points; a thicker bar is no rule of a table
_SHORTEST = 3.0
_MOST_OBJECTS = 30_000  # of a page; a map or a drawing has more, and holds no table that matters
_MOST_SEGMENTS = 400  # of one path
_DEEPEST_FORM = 4
_COLOUR = 40  # of 255 between the strongest and the weakest of red, green and blue; less is grey
_PATH = pdfium.FPDF_PAGEOBJ_PATH
_KINDS = (_PATH, pdfium.FPDF_PAGEOBJ_IMAGE)
_POINTER = ctypes.c_void_p
_get = bare(pdfium.FPDFPage_GetObject, _POINTER, ctypes.c_int, result=_POINTER)
_get_of_form = bare(pdfium.FPDFFormObj_GetObject, _POINTER, ctypes.c_ulong, result=_POINTER)
_kind = bare(pdfium.FPDFPageObj_GetType, _POINTER)
_get_bounds = bare(pdfium.FPDFPageObj_GetBounds, _POINTER, _POINTER, _POINTER, _POINTER, _POINTER)


def add_drawn(page: Any, sheet: Sheet, place: Matrix) -> None:
    """Add the rules of the page, and the share of it under pictures."""
    area = 0.0
    for found, kind, matrix in _objects(page, place):
        if kind == _PATH:
            sheet.shapes += 1
            sheet.rules += _rules(found, matrix)
            continue
        x0, y0, x1, y1 = _bounds(found, matrix)
        area += max(min(x1, sheet.width) - max(x0, 0), 0) * max(min(y1, sheet.height) - max(y0, 0), 0)
    sheet.covered = min(area / max(sheet.width * sheet.height, 1.0), 1.0)


def _objects(page: Any, place: Matrix) -> Iterator[tuple[int, int, Matrix]]:
    """Yield the paths and pictures of a page, those of forms too, each with the way to its place on the page."""
    left = _MOST_OBJECTS
    stack = [(address_of(page.raw), _get, pdfium.FPDFPage_CountObjects(page.raw), place, 0)]
    while stack:
        holder, get, count, matrix, depth = stack.pop()
        count = max(min(count, left), 0)
        left -= count
        for found in map(get, repeat(holder), range(count)):
            kind = _kind(found) if found else None
            if kind in _KINDS:
                yield found, kind, matrix
            elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < _DEEPEST_FORM:
                inner = pdfium.FPDFFormObj_CountObjects(_pointer(found))
                stack.append((found, _get_of_form, inner, _matrix(found).then(matrix), depth + 1))


def _pointer(found: int) -> Any:
    return ctypes.cast(found, pdfium.FPDF_PAGEOBJECT)


def _matrix(found: int) -> Matrix:
    m = pdfium.FS_MATRIX()
    return Matrix(m.a, m.b, m.c, m.d, m.e, m.f) if pdfium.FPDFPageObj_GetMatrix(_pointer(found), m) else Matrix()


def _bounds(found: int, matrix: Matrix) -> tuple[float, float, float, float]:
    store = (ctypes.c_float * 4)()
    first = ctypes.addressof(store)
    _get_bounds(found, first, first + 4, first + 8, first + 12)
    return matrix.box(*store)


def _rules(found: int, matrix: Matrix) -> Iterator[Rule]:
    """Yield the level and upright lines that a path draws."""
    x0, y0, x1, y1 = _bounds(found, matrix)
    if min(x1 - x0, y1 - y0) <= _THICKEST:
        if max(x1 - x0, y1 - y0) > _SHORTEST:
            rule = _thin(x0, y0, x1, y1)
            yield rule._replace(coloured=True) if rule.level and is_coloured(found) else rule
        return
    path = _pointer(found)
    count = pdfium.FPDFPath_CountSegments(path)
    if not 1 < count <= _MOST_SEGMENTS:
        return
    stroked = _is_stroked(path)
    for corners in _figures(path, count, _matrix(found).then(matrix)):
        yield from _sides(corners, stroked)


def is_coloured(found: int) -> bool:
    """Say whether a path, or a piece of text, is drawn in a colour."""
    drawn = _pointer(found)
    ask = pdfium.FPDFPageObj_GetStrokeColor if _is_stroked(drawn) else pdfium.FPDFPageObj_GetFillColor
    values = [ctypes.c_uint() for _ in range(4)]
    tones = [value.value for value in values[:3]] if ask(drawn, *values) else [0]
    return max(tones) - min(tones) > _COLOUR


def _is_stroked(found: Any) -> bool:
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(found, fill, stroke)
    return bool(stroke.value)


def _figures(found: Any, count: int, matrix: Matrix) -> Iterator[list[tuple[float, float]]]:
    """Yield the corners of each figure of a path."""
    x, y = ctypes.c_float(), ctypes.c_float()
    corners: list[tuple[float, float]] = []
    for index in range(count):
        segment = pdfium.FPDFPath_GetPathSegment(found, index)
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        if pdfium.FPDFPathSegment_GetType(segment) == pdfium.FPDF_SEGMENT_MOVETO and corners:
            yield corners
            corners = []
        corners.append(matrix.point(x.value, y.value))
    yield corners


def _sides(corners: list[tuple[float, float]], stroked: bool) -> Iterator[Rule]:
    """Yield the rules of one figure: its sides where it is drawn, itself where it is a filled bar."""
    if len(corners) < 2:
        return
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    if min(max(xs) - min(xs), max(ys) - min(ys)) <= _THICKEST:
        yield _thin(min(xs), min(ys), max(xs), max(ys))
    elif stroked:
        for (x0, y0), (x1, y1) in zip(corners, [*corners[1:], corners[0]], strict=True):
            if min(abs(x1 - x0), abs(y1 - y0)) <= 1.0:
                yield _thin(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))


def _thin(x0: float, y0: float, x1: float, y1: float) -> Rule:
    if x1 - x0 >= y1 - y0:
        return Rule(x0, (y0 + y1) / 2, x1, (y0 + y1) / 2)
    return Rule((x0 + x1) / 2, y0, (x0 + x1) / 2, y1)
