"""Read plain text and Markdown: UTF-8 and UTF-16, with or without a byte-order mark."""

from __future__ import annotations

import codecs
import re

_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_SAMPLE = 4096
_MOST_CONTROLS = 0.05  # share of control characters above which bytes are no text


def decode(content: bytes) -> tuple[str, str] | None:
    """Return (text, encoding) of the bytes, None where they are no text in a known encoding."""
    if content.startswith(codecs.BOM_UTF8):
        return _try(content[3:], "utf-8")
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _try(content, "utf-16")
    sample = content[:_SAMPLE]
    if b"\x00" in sample:
        # Without a mark, every second byte of Latin letters is zero on one side.
        even, odd = sample[0::2].count(0), sample[1::2].count(0)
        if max(even, odd) * 5 < len(sample) or min(even, odd) * 4 > max(even, odd):
            return None
        return _try(content, "utf-16-be" if even > odd else "utf-16-le")
    return _try(content, "utf-8")


def _try(content: bytes, encoding: str) -> tuple[str, str] | None:
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        return None
    sample = text[: 16 * _SAMPLE]
    if len(_CONTROLS.findall(sample)) > _MOST_CONTROLS * len(sample):
        return None
    return text, encoding
