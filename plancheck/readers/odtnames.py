"""The names of OpenDocument XML that the reader knows, in lxml's form."""

from __future__ import annotations

_OASIS = "{urn:oasis:names:tc:opendocument:xmlns:"
OFFICE = _OASIS + "office:1.0}"
TEXT = _OASIS + "text:1.0}"
TABLE = _OASIS + "table:1.0}"
STYLE = _OASIS + "style:1.0}"
DRAW = _OASIS + "drawing:1.0}"
FO = _OASIS + "xsl-fo-compatible:1.0}"
SVG = _OASIS + "svg-compatible:1.0}"
LOEXT = "{urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0}"
XML_ID = "{http://www.w3.org/XML/1998/namespace}id"


def whole(text: str | None, default: int, most: int) -> int:
    """Return the whole number that ``text`` writes, from 0 to ``most``; ``default`` where it writes none."""
    if text is None or not text.strip().isdecimal():
        return default
    return min(int(text[:12]), most)
