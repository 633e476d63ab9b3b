"""Find the drawn lines in the picture of a page, where a table was scanned."""

from __future__ import annotations

import re
from collections.abc import Iterator

from plancheck.readers.pdf_sheet import Rule

_DARK = bytes(1 if grey < 150 else 0 for grey in range(256))
_LEVEL = 36.0  # points; shorter dark runs are letters
_UPRIGHT = 20.0
_MOST = 20_000  # lines of pixels; a photograph has more


def rules_in(pixels: bytes, width: int, stride: int, scale: float) -> list[Rule]:
    """Return the level and upright lines of a grey picture; ``scale`` is points per pixel."""
    dark = pixels.translate(_DARK)
    rows = (dark[start : start + width] for start in range(0, len(dark) - width + 1, stride))
    level = [Rule(x0, y, x1, y) for y, x0, x1 in _runs(rows, _LEVEL, scale)]
    columns = (dark[x::stride] for x in range(width))
    upright = [Rule(x, y0, x, y1) for x, y0, y1 in _runs(columns, _UPRIGHT, scale)]
    return [*level, *upright] if len(level) + len(upright) <= _MOST else []


def _runs(lines: Iterator[bytes], shortest: float, scale: float) -> Iterator[tuple[float, float, float]]:
    """Yield (place, start, end) in points of each long dark run; a gap of a pixel is bridged."""
    run = re.compile(b"\x01{%d,}" % int(shortest / scale))
    for place, line in enumerate(lines):
        if b"\x01" in line:
            for match in run.finditer(line.replace(b"\x01\x00\x01", b"\x01\x01\x01")):
                yield place * scale, match.start() * scale, match.end() * scale
