"""Name the elements of a web page that begin a block, say nothing, or belong to a footnote."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element

SILENT = frozenset({
    "script", "style", "head", "title", "noscript", "noframes", "template", "iframe", "object", "embed", "applet",
    "svg", "math", "audio", "video", "canvas", "map", "select", "button", "textarea", "datalist", "del", "xml",
})  # fmt: skip
BLOCKS = frozenset({
    "html", "body", "p", "div", "center", "address", "blockquote", "pre", "listing", "xmp", "plaintext", "hr",
    "h1", "h2", "h3", "h4", "h5", "h6", "hgroup", "ul", "ol", "menu", "dir", "li", "dl", "dt", "dd",
    "table", "caption", "thead", "tbody", "tfoot", "tr", "td", "th", "section", "article", "main", "header", "footer",
    "nav", "aside", "figure", "figcaption", "form", "fieldset", "legend", "details", "summary",
})  # fmt: skip
# Word's own words in a style: running headers and comments, and a list number as it prints it.
LEFT_OUT = re.compile(
    r"mso-element:\s*(?:header|footer|comment|comment-list)\b|mso-special-character:\s*comment", re.IGNORECASE
)
PRINTED_NUMBER = re.compile(r"mso-list:\s*ignore", re.IGNORECASE)
TABS = "mso-tab-count"  # in the style of the blanks that stand for an author's tabs
_NOTE_MARK = re.compile(r"#?_(?:ftn|edn)(?:ref)?\d|#?sd(?:foot|end)note|#?footnote(?:ref)?\d", re.IGNORECASE)
_NOTE = re.compile(r"mso-element:\s*(?:foot|end)note(?!-)", re.IGNORECASE)
_NOTE_ID = re.compile(r"sd(?:foot|end)note\d+$")


def is_note_mark(element: _Element) -> bool:
    """Say whether a link is the number of a footnote, as Word and LibreOffice write it."""
    return any(_NOTE_MARK.match(element.get(name) or "") for name in ("class", "href", "name"))


def is_note(element: _Element) -> bool:
    """Say whether an element holds one footnote."""
    style = element.get("style")
    return bool((style and _NOTE.search(style)) or _NOTE_ID.match(element.get("id") or ""))
