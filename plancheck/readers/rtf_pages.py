"""Collect the layout of the pages of an RTF file, section by section."""

from __future__ import annotations

from plancheck.source import Page

_WHOLE = {"paperw", "paperh", "margl", "margr", "margt", "margb", "gutter"}
_SECTION = {
    "pgwsxn": "paperw", "pghsxn": "paperh", "marglsxn": "margl", "margrsxn": "margr", "margtsxn": "margt",
    "margbsxn": "margb", "guttersxn": "gutter",
}  # fmt: skip
_TWIPS = 56.6929  # in a millimetre
_MOST_SECTIONS = 200
_LARGEST = 31680  # twips, what Word allows
MARGINS = {"header", "headerl", "headerr", "headerf", "footer", "footerl", "footerr", "footerf"}
_FIRST = {"headerf", "footerf"}


class Pages:
    """The sections seen so far; a section without a header of its own has that of the one before."""

    def __init__(self) -> None:
        self._whole: dict[str, int] = {}
        self._section: dict[str, int] = {}
        self._own_first = False
        self._goes_on = False  # the section begins amid a page
        self._numbers: dict[str, str] = {}  # margin -> where the page number stands in it
        self._pages: list[Page] = []

    def word(self, word: str, number: int) -> None:
        """Take a control word of the body; most say nothing about pages."""
        if word in _SECTION:
            self._section[_SECTION[word]] = number
        elif word in _WHOLE:
            self._whole[word] = number
        elif word == "sectd":
            self._section, self._own_first, self._goes_on = {}, False, False
        elif word == "sbknone":
            self._goes_on = True
        elif word == "titlepg":
            self._own_first = True

    def begin_margin(self, margin: str) -> None:
        """Begin a header or footer: it replaces the one of the section before."""
        self._numbers.pop(margin, None)

    def number(self, margin: str, side: str) -> None:
        """Note a page number in a header or footer; ``side`` is left, center or right."""
        self._numbers[margin] = f"{'top' if margin.startswith('header') else 'bottom'}-{side}"

    def end_section(self) -> None:
        sizes = {**self._whole, **self._section}
        left = sizes.get("margl")
        page = Page(
            _millimetres(sizes.get("paperw")), _millimetres(sizes.get("paperh")), _millimetres(sizes.get("margt")),
            _millimetres(sizes.get("margb")), None if left is None else _millimetres(left + sizes.get("gutter", 0)),
            _millimetres(sizes.get("margr")),
        )  # fmt: skip
        page.number = next((place for margin, place in self._numbers.items() if margin not in _FIRST), None)
        first = next((place for margin, place in self._numbers.items() if margin in _FIRST), None)
        shown = first if self._own_first else page.number
        page.number = page.number or shown
        page.number_first = shown is not None
        if len(self._pages) < _MOST_SECTIONS and not (self._goes_on and self._pages and self._pages[-1] == page):
            self._pages.append(page)

    def finish(self) -> list[Page]:
        """Return the pages of all sections, without those that begin amid a page."""
        self.end_section()
        return self._pages


def _millimetres(twips: int | None) -> float | None:
    return None if twips is None or not 0 <= twips <= _LARGEST else round(twips / _TWIPS, 1)
