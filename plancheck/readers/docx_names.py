"""Name the elements and attributes of WordprocessingML and read their simple values."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
V = "{urn:schemas-microsoft-com:vml}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
SPACE = "{http://www.w3.org/XML/1998/namespace}space"
# ISO/IEC 29500 strict documents use other namespaces for the same names.
STRICT = b"http://purl.oclc.org/ooxml/"
STRICT_NAMES = (
    (STRICT + b"wordprocessingml/main", b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"),
    (STRICT + b"officeDocument/", b"http://schemas.openxmlformats.org/officeDocument/2006/"),
    (STRICT + b"drawingml/", b"http://schemas.openxmlformats.org/drawingml/2006/"),
)
VAL = W + "val"
MM_PER_TWIP = 25.4 / 1440
_OFF = frozenset({"0", "false", "off"})
_LENGTH = re.compile(r"\s*(-?\d{1,9}(?:\.\d{1,9})?)\s*(mm|cm|in|pt|pc|pi)?\s*$")
_TWIPS = {"mm": 1440 / 25.4, "cm": 1440 / 2.54, "in": 1440.0, "pt": 20.0, "pc": 240.0, "pi": 240.0}


def value(parent: _Element | None, tag: str) -> str | None:
    """Return ``w:val`` of the child ``tag``, None where there is none."""
    child = parent.find(tag) if parent is not None else None
    return child.get(VAL) if child is not None else None


def is_on(element: _Element) -> bool:
    """Say whether a switch such as ``<w:caps/>`` is on."""
    return element.get(VAL, "1") not in _OFF


def whole(text: str | None, least: int, most: int, default: int) -> int:
    """Return a whole number held within bounds, ``default`` where ``text`` is none."""
    try:
        return min(max(int(text), least), most) if text is not None and len(text) < 12 else default
    except ValueError:
        return default


@lru_cache(maxsize=1000)
def twips(text: str | None, unit: float = 1.0) -> float | None:
    """Return a length in twentieths of a point; ``unit`` is what a bare number counts in."""
    match = _LENGTH.match(text) if text else None
    if match is None:
        return None
    return float(match[1]) * (_TWIPS[match[2]] if match[2] else unit)


def chosen(alternate: _Element) -> Iterator[_Element]:
    """Yield what stands in the first choice of ``mc:AlternateContent``, in its fallback where there is no choice.

    A Word of 2010 or later knows every choice that is in use, and shows the first.
    """
    branch = alternate.find(MC + "Choice")
    if branch is None:
        branch = alternate.find(MC + "Fallback")
    if branch is not None:
        yield from branch
