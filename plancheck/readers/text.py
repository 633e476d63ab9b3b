"""Read plain text and Markdown: UTF-8, UTF-16 and the Vietnamese encodings from before Unicode."""

from __future__ import annotations

import codecs
import re
from functools import cache

from plancheck.readers.limits import MEGABYTE, RIGHT_FILE, Limits, ReadError, too_large
from plancheck.source import Remark, Source

_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_SAMPLE = 4096
_CODEC = "windows-1258"
_MOST_CONTROLS = 0.05  # share of control characters above which bytes are no text


def read(content: bytes, path: str, limits: Limits) -> Source:
    """Return the source of a plain text or Markdown file; raise ReadError where it is no text, empty or too long."""
    if len(content) > limits.bytes:
        raise too_large(limits.bytes // MEGABYTE, "MB", "MB")
    decoded = decode(content)
    if decoded is None:
        raise ReadError(
            "Tệp không phải văn bản UTF-8, UTF-16 hoặc bảng mã tiếng Việt cũ (TCVN3, VNI, VPS, windows-1258). "
            "Hãy mở bằng Word rồi lưu thành “Plain Text”, bảng mã UTF-8.",
            "The file is no text in UTF-8, UTF-16 or an old Vietnamese encoding (TCVN3, VNI, VPS, windows-1258). "
            "Open it in Word and save it as plain text, encoding UTF-8.",
        )
    text, encoding = decoded
    if not text.strip("\ufeff \t\r\n\x0c\xa0\u200b"):
        raise ReadError(f"Tệp không có nội dung. {RIGHT_FILE.vi}", f"The file is empty. {RIGHT_FILE.en}")
    lines = text.count("\n") + text.count("\r")
    if lines > limits.lines * (2 if "\r\n" in text else 1):
        raise too_large(limits.lines, "dòng", "lines")
    # The other old encodings are converted, and told line by line, when the text is normalised.
    remarks = [Remark("legacy-text", _CODEC, 0, len(text))] if encoding == _CODEC else []
    return Source(path, text, "text", encoding, remarks=remarks)


def decode(content: bytes) -> tuple[str, str] | None:
    """Return (text, encoding) of the bytes, None where they are no text in a known encoding.

    TCVN3, VNI, VPS and VISCII come as the characters of windows-1252 that a program without their fonts shows
    (``plancheck.language.legacy`` converts those), one a byte.
    """
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
    return _try(content, "utf-8") or _old(content)


def _old(content: bytes) -> tuple[str, str] | None:
    """Return (text, encoding) of bytes in a Vietnamese encoding of one byte a character."""
    from plancheck.language.legacy import tell_encoding

    text = content.decode("latin-1")
    if _is_binary(text):
        return None
    shown = text.translate(_codes("cp1252"))
    encoding = tell_encoding(shown)
    if encoding == _CODEC:
        return text.translate(_codes("cp1258")), encoding
    return (shown, encoding) if encoding not in (None, "utf-8") else None


@cache
def _codes(codec: str) -> dict[int, str]:
    """Return the characters of the upper half of a code page; undefined codes stay."""
    return {code: char for code in range(0x80, 0x100) if (char := bytes([code]).decode(codec, "ignore"))}


def _try(content: bytes, encoding: str) -> tuple[str, str] | None:
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        return None
    return None if _is_binary(text) else (text, encoding)


def _is_binary(text: str) -> bool:
    sample = text[: 16 * _SAMPLE]
    return len(_CONTROLS.findall(sample)) > _MOST_CONTROLS * len(sample)
