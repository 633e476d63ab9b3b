"""Number the lists of a web page as a browser prints them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from plancheck.readers.htmlstyles import Style
from plancheck.readers.odtlists import numeral

if TYPE_CHECKING:
    from lxml.etree import _Element

_WHOLE = re.compile(r"\s*([+-]?\d{1,6})")
_FORMS = {
    "lower-alpha": "a", "lower-latin": "a", "upper-alpha": "A", "upper-latin": "A", "lower-roman": "i",
    "upper-roman": "I", "decimal-leading-zero": "01",
}  # fmt: skip
_DRAWN = ("disc", "circle", "square")
_BULLET = "- "


@dataclass(slots=True)
class OpenList:
    """A list while it is read: how it numbers ("" for bullets, None for nothing printed), the next number."""

    form: str | None
    value: int = 1
    step: int = 1


def open_list(element: _Element, style: Style) -> OpenList:
    """Return the list that an element (ol, ul, …) begins."""
    numbered = element.tag == "ol"
    kind = element.get("type") or ""
    form: str | None = "1" if numbered else ""
    if style.marker is not None:
        form = _form(style.marker)
    elif kind in ("1", "a", "A", "i", "I"):
        form = kind
    elif kind.lower() == "none":
        form = None
    step = -1 if numbered and element.get("reversed") is not None else 1
    first = sum(1 for _ in element.iterchildren("li")) if step < 0 else 1
    return OpenList(form, whole_number(element.get("start"), first), step)


def next_label(lists: Sequence[OpenList], element: _Element, style: Style) -> str:
    """Return the label of an item with the blank after it, "" where none is printed; the list is counted on."""
    if not lists:
        return "" if style.marker == "none" else _BULLET
    current = lists[-1]
    current.value = number = whole_number(element.get("value"), current.value)
    current.value += current.step
    form = current.form if style.marker is None else _form(style.marker)
    if form is None:
        return ""
    return f"{numeral(number, form)}. " if form else _BULLET


def _form(marker: str) -> str | None:
    if marker == "none":
        return None
    return "" if marker in _DRAWN else _FORMS.get(marker, "1")


def whole_number(text: str | None, default: int) -> int:
    """Return the whole number that an attribute begins with."""
    match = _WHOLE.match(text or "")
    return int(match[1]) if match else default
