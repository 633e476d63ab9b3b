"""Read web pages: HTML, Word's "web page" whatever its name says, and single-file pages (MHTML)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from plancheck.readers.draft import compose
from plancheck.readers.htmlbody import Body
from plancheck.readers.htmlbytes import KIND, page_text
from plancheck.readers.limits import RIGHT_FILE, Limits, ReadError, damaged
from plancheck.source import Remark, Source

if TYPE_CHECKING:
    from lxml.etree import _Element

# libxml2 compares each attribute of a tag with all others.
_MOST_ATTRIBUTES = 1000
_TAG = re.compile(r"""<[A-Za-z](?:[^>=]++|=\s*+"[^"]*+"?|=\s*+'[^']*+'?|=)*+""")
_VALUE = re.compile(r"""=\s*(?:"[^"]*"?|'[^']*'?)""")
_BETWEEN = re.compile(r"[\s/=]+")
_LONG_TAG = 2 * _MOST_ATTRIBUTES
_NUL = re.compile("[\x00\ud800-\udfff]")


def read(content: bytes, path: str, limits: Limits) -> Source:
    """Return the source of a web page; raise ReadError where it is too large, too deep or empty."""
    text, encoding = page_text(content, limits)
    root = _parse(_NUL.sub("", text))
    if root is None:
        raise ReadError(f"Tệp không có nội dung. {RIGHT_FILE.vi}", f"The file is empty. {RIGHT_FILE.en}")
    body = Body(root, limits.lines)
    body.walk()
    remarks = [Remark("tracked-changes", str(body.changes))] if body.changes else []
    return compose(body.items, path=path, format="html", encoding=encoding, has_layout=False, remarks=remarks)


def _parse(text: str) -> _Element | None:
    """Return the root of the page, None for one without any element."""
    from lxml import etree

    for match in _TAG.finditer(text):
        long = match.end() - match.start() > _LONG_TAG
        if long and len(_BETWEEN.findall(_VALUE.sub("= ", match.group()))) > _MOST_ATTRIBUTES:
            raise damaged(*KIND)
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=False)
    try:
        root = etree.fromstring(text.encode("utf-8"), parser)
    except (etree.XMLSyntaxError, ValueError):
        root = None
    if any(error.type_name in ("ERR_RESOURCE_LIMIT", "ERR_INTERNAL_ERROR") for error in parser.error_log):
        raise ReadError(
            "Trang HTML có quá nhiều lớp thẻ lồng nhau. Hãy mở bằng Word, lưu lại dưới dạng .docx rồi kiểm tra lại.",
            "The HTML page nests its tags too deeply. Open it in Word, save it as .docx and check that.",
        )
    return root
