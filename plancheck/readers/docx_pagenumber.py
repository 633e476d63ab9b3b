"""Find the page number in a header or footer of a Word file, and the side it stands on."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from plancheck.readers.docx_names import MC, VAL, WP, V, W, chosen, twips, value

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

    from plancheck.readers.docx_styles import Styles

_FIELD = re.compile(r"\s*(?:\\?\s*)PAGE\b", re.IGNORECASE)
_INSIDE = re.compile(r"\bPAGE\b(?!REF)", re.IGNORECASE)  # { IF { PAGE } > 1 … }
_P, _PPR, _RUN = W + "p", W + "pPr", W + "r"
_SIDES = {"center": "center", "centre": "center", "right": "right", "end": "right", "outside": "right"}
_STYLE = re.compile(r"mso-position-horizontal:\s*(left|center|right|inside|outside)")


def number_alignment(root: _Element, styles: Styles) -> str | None:
    """Return left, center or right for the side of the page number, None where the part shows none."""
    for paragraph in root.iter(_P):
        tabs = _tabs_before_number(paragraph)
        if tabs is None or _is_unused(paragraph):
            continue
        return _side(paragraph, tabs, styles)
    return None


def _is_unused(paragraph: _Element) -> bool:
    """Say whether a paragraph stands in the fallback of a drawing, which Word does not show."""
    return any(step.tag == MC + "Fallback" for step in paragraph.iterancestors())


def _tabs_before_number(paragraph: _Element) -> list[str] | None:
    """Return the tabs before the page number ("" for an ordinary one, else its alignment), None without a number."""
    tabs: list[str] = []
    instruction = ""
    for element in _shown(paragraph):
        tag = element.tag
        if tag == W + "tab" and element.getparent().tag == _RUN:  # type: ignore[union-attr]
            tabs.append("")
        elif tag == W + "ptab":
            tabs.append(element.get(W + "alignment", "left"))
        elif tag == W + "pgNum":
            return tabs
        elif tag == W + "fldSimple":
            if _FIELD.match(element.get(W + "instr", "")):
                return tabs
        elif tag == W + "fldChar":
            if element.get(W + "fldCharType") != "begin" and _INSIDE.search(instruction):
                return tabs
            if element.get(W + "fldCharType") == "end":
                instruction = ""
        elif tag == W + "instrText":
            instruction = (instruction + (element.text or ""))[-500:]
    return None


def _shown(paragraph: _Element) -> Iterator[_Element]:
    """Yield the elements of a paragraph in order, without those of paragraphs in boxes and what is deleted."""
    stack: list[Iterator[_Element]] = [iter(paragraph)]
    while stack:
        child = next(stack[-1], None)
        if child is None:
            stack.pop()
            continue
        yield child
        if child.tag == MC + "AlternateContent":
            stack.append(chosen(child))
        elif child.tag not in (W + "txbxContent", W + "del", W + "moveFrom") and len(child):
            stack.append(iter(child))


def _side(paragraph: _Element, tabs: list[str], styles: Styles) -> str:
    properties = paragraph.find(_PPR)
    frame = properties.find(W + "framePr") if properties is not None else None
    if frame is not None and (place := frame.get(W + "xAlign")):
        return _SIDES.get(place, "left")
    if place := _box_side(paragraph):
        return _SIDES.get(place, "left")
    layers = [properties] if properties is not None else []
    style = value(properties, W + "pStyle")
    layers += [found for step in styles.chain("paragraph", style) if (found := step.find(_PPR)) is not None]
    if tabs:
        if tabs[-1]:
            return _SIDES.get(tabs[-1], "left")
        stops = _stops(layers)
        if len(tabs) <= len(stops):
            return _SIDES.get(stops[len(tabs) - 1], "left")
    aligned = next((jc for layer in layers if (jc := value(layer, W + "jc")) is not None), "left")
    return _cell_side(paragraph, _SIDES.get(aligned, "left"))


def _stops(layers: list[_Element]) -> list[str]:
    """Return the alignments of the tab stops from left to right."""
    stops: dict[float, str] = {}
    for layer in reversed(layers):
        for tab in layer.iterfind(f"{W}tabs/{W}tab"):
            position = twips(tab.get(W + "pos"))
            if position is None:
                continue
            if tab.get(VAL) == "clear":
                stops.pop(position, None)
            else:
                stops[position] = tab.get(VAL, "left")
    return [stops[position] for position in sorted(stops)]


def _box_side(paragraph: _Element) -> str | None:
    """Return the side of the floating box that holds a paragraph, None where it is in none or lies in the line."""
    for step in paragraph.iterancestors():
        if step.tag == WP + "anchor":
            return step.findtext(f"{WP}positionH/{WP}align")
        if step.tag.startswith(V) and (match := _STYLE.search(step.get("style", ""))):
            return match[1]
    return None


def _cell_side(paragraph: _Element, aligned: str) -> str:
    """Return the side of a paragraph that may stand in a table of two or three cells side by side."""
    cell = paragraph.getparent()
    row = cell.getparent() if cell is not None else None
    if cell is None or row is None or cell.tag != W + "tc":
        return aligned
    cells = row.findall(W + "tc")
    if len(cells) < 2:
        return aligned
    place = cells.index(cell)
    if len(cells) % 2 and place == len(cells) // 2:
        return "center"
    return "left" if place == 0 and aligned != "right" else "right" if place == len(cells) - 1 else aligned
