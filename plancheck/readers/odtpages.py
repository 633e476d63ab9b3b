"""Tell how the pages of an OpenDocument text look, and what stands in their headers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from plancheck.language.fold import fold
from plancheck.readers.draft import Item, Para, Tabular
from plancheck.readers.limits import Limits
from plancheck.readers.odtbody import Body
from plancheck.readers.odtnames import DRAW, FO, OFFICE, STYLE, SVG, TEXT
from plancheck.readers.odtstyles import Styles, millimetres
from plancheck.source import Page

if TYPE_CHECKING:
    from lxml.etree import _Element

_SIDES = {"center": "center", "end": "right", "right": "right"}
# What only a letterhead says; the words of a running header are no part of the plan's flow.
_LETTERHEAD = re.compile(r"cộng h(?:òa|oà) xã hội|độc lập ?[-–] ?tự do|đảng cộng sản việt nam|\bsố ?: ?\d*\s*/")


class Masters:
    """The master pages of a document: geometry, headers and footers."""

    def __init__(self, root: _Element, limits: Limits) -> None:
        """Read the root that holds them: styles.xml, or a flat document."""
        self.styles = Styles(root, root)
        self._limits = limits
        self._masters = _named(root.find(OFFICE + "master-styles"), STYLE + "master-page")
        self._layouts = _named(root.find(OFFICE + "styles"), STYLE + "page-layout")
        self._layouts |= _named(root.find(OFFICE + "automatic-styles"), STYLE + "page-layout")

    def pages(self, names: Sequence[str]) -> list[Page]:
        """Return the layout of each section of pages; "" names the first master page."""
        used = dict.fromkeys(name for name in map(self._known, names) if name is not None)
        return [self._page(name) for name in used]

    def letterhead(self, names: Sequence[str]) -> list[Item]:
        """Return what the header of the first page says, if it is a letterhead."""
        name = self._known(names[0]) if names else None
        if name is None:
            return []
        first, usual = _parts(self._masters[name], "header")
        header = first if first is not None else usual
        if header is None:
            return []
        body = Body(self.styles, self._limits)
        body.walk(header)
        words = fold(" ".join("".join(run.text for run in para.runs) for para in _paragraphs(body.items)))
        return [_uncounted(item) for item in body.items] if _LETTERHEAD.search(words) else []

    def _known(self, name: str) -> str | None:
        return (
            name
            if name in self._masters
            else "Standard"
            if "Standard" in self._masters
            else next(iter(self._masters), None)
        )

    def _page(self, name: str) -> Page:
        master = self._masters[name]
        page = self._geometry(master)
        follower = self._masters.get(master.get(STYLE + "next-style-name", name), master)
        first_places, places = [], []
        for part in ("header", "footer"):
            first, usual = _parts(master, part)
            own = self._number_place(first if first is not None else usual, part)
            first_places.append(own)
            places.append(self._number_place(_parts(follower, part)[1], part) if follower is not master
                          else self._number_place(usual, part))  # fmt: skip
        page.number = next((place for place in (*places, *first_places) if place), None)
        if page.number is not None:
            page.number_first = any(first_places)
        return page

    def _geometry(self, master: _Element) -> Page:
        layout = self._layouts.get(master.get(STYLE + "page-layout-name", ""))
        properties = layout.find(STYLE + "page-layout-properties") if layout is not None else None
        if layout is None or properties is None:
            return Page()

        def length(*names: str) -> float | None:
            found = next((value for name in names if (value := properties.get(FO + name)) is not None), None)
            return millimetres(found)

        top, bottom = length("margin-top", "margin"), length("margin-bottom", "margin")
        if top is not None:
            top += self._band(layout, master, "header")
        if bottom is not None:
            bottom += self._band(layout, master, "footer")
        sizes = (length("page-width"), length("page-height"))
        sides = (length("margin-left", "margin"), length("margin-right", "margin"))
        width, height, top, bottom, left, right = map(_rounded, (*sizes, top, bottom, *sides))
        return Page(width, height, top, bottom, left, right)

    def _band(self, layout: _Element, master: _Element, part: str) -> float:
        """Return the height of the header or footer, which lies between the margin and the text."""
        style = layout.find(f"{STYLE}{part}-style")
        properties = style.find(STYLE + "header-footer-properties") if style is not None else None
        if properties is None or _parts(master, part)[1] is None:
            return 0.0
        return millimetres(properties.get(SVG + "height") or properties.get(FO + "min-height")) or 0.0

    def _number_place(self, area: _Element | None, part: str) -> str | None:
        """Return where the page number stands in a header or footer, as "top-center"."""
        field = next(area.iter(TEXT + "page-number"), None) if area is not None else None
        if field is None:
            return None
        edge = "top" if part == "header" else "bottom"
        paragraph = next(field.iterancestors(TEXT + "p", TEXT + "h"), None)
        frame = next(field.iterancestors(DRAW + "frame"), None)
        if frame is not None:
            name = frame.get(DRAW + "style-name")
            side = self.styles.property("graphic", name, "graphic-properties", STYLE + "horizontal-pos")
            if side in _SIDES:
                return f"{edge}-{_SIDES[side]}"
        if paragraph is None:
            return f"{edge}-left"
        align = self.styles.property(
            "paragraph", paragraph.get(TEXT + "style-name"), "paragraph-properties", FO + "text-align"
        )
        if align in _SIDES:
            return f"{edge}-{_SIDES[align]}"
        tabs = sum(1 for element in paragraph.iter(TEXT + "tab", TEXT + "page-number") if _is_before(element, field))
        return f"{edge}-{('left', 'center', 'right')[min(tabs, 2)]}"


def _is_before(element: _Element, field: _Element) -> bool:
    """Say whether a tab stands before the page number; a header is tabbed to its middle, then to its right."""
    if element is field or element.tag != TEXT + "tab":
        return False
    following = element.itersiblings(TEXT + "page-number", TEXT + "span", TEXT + "tab")
    return any(sibling is field or next(sibling.iter(TEXT + "page-number"), None) is field for sibling in following)


def _rounded(length: float | None) -> float | None:
    return None if length is None else round(length, 1)


def _named(parent: _Element | None, tag: str) -> dict[str, _Element]:
    if parent is None:
        return {}
    return {element.get(STYLE + "name", ""): element for element in parent.iterchildren(tag)}


def _parts(master: _Element, part: str) -> tuple[_Element | None, _Element | None]:
    """Return the header (or footer) of the first page where it has its own, and that of the others."""
    found: list[_Element | None] = []
    for suffix in ("-first", ""):
        element = next((child for child in master if str(child.tag).rpartition("}")[2] == part + suffix), None)
        shown = element is not None and element.get(STYLE + "display") != "false"
        found.append(element if shown or suffix else None)
    return found[0], found[1]


def _paragraphs(items: Sequence[Item]) -> Iterator[Para]:
    for item in items:
        if isinstance(item, Para):
            yield item
        else:
            for row in item.rows:
                for cell in row:
                    yield from _paragraphs(cell.items)


def _uncounted(item: Item) -> Item:
    """Return a paragraph of a header without the number that only the body's have."""
    if isinstance(item, Tabular):
        return item
    return Para(item.runs, footnotes=item.footnotes)
