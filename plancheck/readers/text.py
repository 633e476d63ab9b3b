"""Read plain text and Markdown: UTF-8 and UTF-16, with or without a byte-order mark."""

from __future__ import annotations

import codecs
import re

from plancheck.readers.limits import MEGABYTE, Limits, ReadError, too_large
from plancheck.source import Source

_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_SAMPLE = 4096
_MOST_CONTROLS = 0.05  # share of control characters above which bytes are no text


def read(content: bytes, path: str, limits: Limits) -> Source:
    """Return the source of a plain text or Markdown file; raise ReadError where it is no text, empty or too long."""
    if len(content) > limits.bytes:
        raise too_large(limits.bytes // MEGABYTE, "MB", "MB")
    decoded = decode(content)
    if decoded is None:
        raise ReadError(
            "Tệp không phải văn bản UTF-8 hoặc UTF-16. Hãy mở bằng Word rồi lưu thành “Plain Text”, bảng mã UTF-8.",
            "The file is no UTF-8 or UTF-16 text. Open it in Word and save it as plain text, encoding UTF-8.",
        )
    text, encoding = decoded
    if not text.strip("\ufeff \t\r\n\x0c\xa0\u200b"):
        raise ReadError("Tệp không có nội dung.", "The file is empty.")
    lines = text.count("\n") + text.count("\r")
    if lines > limits.lines * (2 if "\r\n" in text else 1):
        raise too_large(limits.lines, "dòng", "lines")
    return Source(path, text, "text", encoding)


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
