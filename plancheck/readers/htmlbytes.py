"""Get the characters of a web page out of its bytes: single-file pages (MHTML), declared and undeclared encodings."""

from __future__ import annotations

import re
import unicodedata

from plancheck.readers.limits import MEGABYTE, Limits, damaged, too_large
from plancheck.readers.text import decode

KIND = ("Tệp HTML", "The HTML file")
_ARCHIVE = re.compile(rb"\s*(?:mime-version|from|content-type|subject|date)\s*:", re.IGNORECASE)
# Pictures inside the page can be larger than all its words.
_PICTURE = re.compile(rb"data:[\w.+-]{1,40}/[\w.+-]{1,60}(?:;[\w=-]{1,40}){0,4}[;,](?:base64,)?[A-Za-z0-9+/=%\s]+")
_DECLARED = re.compile(rb"""<meta\b[^>]{0,300}?charset\s*=\s*["']?\s*([\w-]{2,30})""", re.IGNORECASE)
_XML_DECLARED = re.compile(rb"""<\?xml\b[^>]{0,200}?encoding\s*=\s*["']([\w-]{2,30})""", re.IGNORECASE)
_VIETNAMESE_ENTITY = re.compile(rb"&#(?:7[89]\d\d|x1e[a-f]\w);", re.IGNORECASE)
_WESTERN = ("iso-8859-1", "latin1", "latin-1", "us-ascii", "ascii", "iso8859-1")  # browsers read these as windows-1252
_KNOWN = re.compile(r"(?:utf-?8|utf-?16(?:-?[lb]e)?|(?:windows-|cp)(?:125[0-8]|874)|iso-?8859-(?:[1-9]|1[013-6]))$")
_HEADER = re.compile(rb"^content-[\w-]{1,40}\s*:[^\n]*(?:\n[ \t][^\n]*)*", re.IGNORECASE | re.MULTILINE)
_LONGEST_HEADER = 4096  # bytes; reading one of many parameters costs the square of its length
_FEW = 3
_HEAD = 16_384  # bytes in which a page declares its encoding


def page_text(content: bytes, limits: Limits) -> tuple[str, str]:
    """Return (characters, encoding) of a page; raise ReadError for one that is too large or holds no page."""
    declared = None
    if _ARCHIVE.match(content[:1000]):
        content, declared = _main_part(content)
    if len(content) > limits.bytes:
        content = _PICTURE.sub(b"data:,", content)
    if len(content) > limits.bytes:
        raise too_large(limits.bytes // MEGABYTE, "MB", "MB")
    return _decoded(content, declared)


def _decoded(content: bytes, declared: str | None) -> tuple[str, str]:
    """Return the characters: Unicode where the bytes are, else as declared, if that can be."""
    decoded = decode(content)
    if decoded is not None and decoded[1].startswith("utf"):
        return decoded
    if declared is None:
        head = content[:_HEAD]
        match = _DECLARED.search(head) or _XML_DECLARED.match(head)
        declared = match[1].decode("ascii") if match else None
    codec = (declared or "").lower()
    codec = "windows-1252" if codec in _WESTERN or not _KNOWN.match(codec) else codec
    # Word writes entities for the letters its encoding lacks: then the rest of the bytes are what it declares.
    if decoded is not None and len(_VIETNAMESE_ENTITY.findall(content)) < _FEW:
        text, codec = decoded
    else:
        text = content.decode(codec, errors="replace")
    if codec.endswith("1258"):  # it has no other way to write a tone; the author's file mixes no forms
        text = unicodedata.normalize("NFC", text)
    return text, codec


def _main_part(content: bytes) -> tuple[bytes, str | None]:
    """Return the page of an MHTML file and the encoding that its part declares."""
    from email import message_from_bytes
    from email.errors import MessageError

    if any(len(header.group()) > _LONGEST_HEADER for header in _HEADER.finditer(content)):
        raise damaged(*KIND)
    try:
        for part in message_from_bytes(content).walk():
            if part.get_content_type() in ("text/html", "application/xhtml+xml"):
                payload = part.get_payload(decode=True)
                if isinstance(payload, bytes) and payload.strip():
                    charset = part.get_content_charset()
                    return payload, charset
    except (MessageError, RecursionError, ValueError, LookupError, TypeError, AttributeError) as error:
        raise damaged(*KIND) from error
    raise damaged(*KIND)
