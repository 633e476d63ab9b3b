"""Take from one page of a PDF its words with their places, by PDFium."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator, Sequence
from typing import Any

import pypdfium2.raw as pdfium  # type: ignore[import-untyped]

from plancheck.readers.docx_glyphs import glyph
from plancheck.readers.limits import too_large
from plancheck.readers.pdf_calls import Bounds, Letters
from plancheck.readers.pdf_drawn import add_drawn
from plancheck.readers.pdf_fonts import Face, Fonts
from plancheck.readers.pdf_sheet import Matrix, Sheet, Word, shown
from plancheck.readers.pdf_struck import struck

_TOKEN = re.compile("[^\\s\x00-\x1f\ufeff\u200b]+")
_MARK = re.compile("[\u0300-\u036f]")
_LIGATURES = {ord(char): unicodedata.normalize("NFKC", char) for char in "ﬀﬁﬂﬃﬄﬅﬆ"}
_LIGATURES[0xFFFE] = "-"  # what PDFium writes for a hyphen that ends a line
_SPECIAL = re.compile("[\ufffe\ufb00-\ufb06\uf000-\uf0ff]")
_LOOSE = 0.1  # em; letters further apart than this stand together only if nothing comes between them
_LEVEL = 0.15  # em; letters whose boxes begin lower or higher by more stand on another line


def read_sheet(page: Any, number: int, fonts: Fonts, budget: int) -> Sheet:
    """Return page ``number`` of an open document; raise ReadError where it holds over ``budget`` characters."""
    width, height = page.get_size()
    sheet = Sheet(number, width, height)
    place = shown(page.get_bbox(), page.get_rotation())
    fonts.next_page()
    add_drawn(page, sheet, place)
    textpage = page.get_textpage()
    try:
        count = pdfium.FPDFText_CountChars(textpage.raw)
        if count > budget:
            raise too_large(budget, "ký tự", "characters")
        if count > 0:
            letters = Letters(textpage.raw, count)
            gone, gaps = struck(letters, sheet.rules, fonts, place)
            found = _Words(letters, fonts, place, gone)
            sheet.words, sheet.hidden, sheet.changes = [*found.words, *gaps], found.hidden, len(gaps)
    finally:
        textpage.close()
    return sheet


class _Words:
    """Puts the characters of a page together to words, or to pieces of them; all but those that are ``gone``.

    ``hidden`` words are not to be seen.
    """

    def __init__(self, letters: Letters, fonts: Fonts, place: Matrix, gone: Collection[int]) -> None:
        self.letters, self.fonts, self.place = letters, fonts, place
        self.words: list[Word] = []
        self.hidden = 0
        text = letters.text
        if gone:
            text = "".join(" " if index in gone else char for index, char in enumerate(text))
        self.plain = _SPECIAL.search(text) is None
        self.straight = (place.a, place.b, place.e) == (1, 0, 0)
        self._read([match.span() for match in _TOKEN.finditer(text)], _MARK.search(text) is not None)

    def _read(self, spans: list[tuple[int, int]], marked: bool) -> None:
        letters, fonts, place = self.letters, self.fonts, self.place
        starts = [start for start, _ in spans]
        boxes, objects = letters.boxes(starts), letters.objects(starts)
        ends = iter(letters.boxes([end - 1 for start, end in spans if end - start > 1]))
        # Where the next word begins in the same piece of text, this one ends in it.
        open_ended = zip(spans, objects, [*objects[1:], None], strict=False)
        unsure = [end - 1 for (start, end), address, after in open_ended if end - start > 1 and address != after]
        last = dict(zip(unsure, letters.objects(unsure), strict=True))
        apart = self._apart(starts, boxes)
        rest: list[tuple[int, int]] = []
        for (start, end), address, box in zip(spans, objects, boxes, strict=True):
            face = fonts.of(address, letters, start, place)
            if end - start > 1:
                _, _, right, bottom = next(ends)
                box = (box[0], box[1], right, bottom)
                if marked or last.get(end - 1, address) != address or not self._fits(start, end, face, box):
                    rest.append((start, end))
                    continue
            self._add(start, end, face, box, start in apart)
        self._read_apart(rest, apart)

    def _apart(self, starts: Sequence[int], boxes: Sequence[Bounds]) -> set[int]:
        """Return those of these letters right before which a blank of the author's stands.

        Where one piece of text follows another PDFium writes a blank of its own at the place where the piece begins;
        only if that begins with a real blank do its letters stand further on. After an accent it stands anywhere.
        """
        text = self.letters.text
        after = [
            (start, box)
            for start, box in zip(starts, boxes, strict=True)
            if start and text[start - 1] == " " and not _MARK.match(text[start - 2 : start - 1])
        ]
        found = set()
        blanks = self.letters.boxes([start - 1 for start, _ in after])
        for (start, (x0, top, _, bottom)), (left, _, right, _) in zip(after, blanks, strict=True):
            size = top - bottom
            if abs(x0 - right) < _LEVEL * size if right > left else _LOOSE * size < x0 - left < 0.5 * size:
                found.add(start)
        return found

    def _fits(self, start: int, end: int, face: Face, box: Bounds) -> bool:
        """Say whether these letters of one piece of text fill the room from the first to the last."""
        widths = face.widths
        piece = self.letters.text[start:end]
        width = widths.get(piece)
        if width is None:
            for index, char in enumerate(piece, start):
                if char not in widths:
                    left, _, right, _ = self.letters.box(index)
                    widths[char] = right - left
            width = widths[piece] = sum([widths[char] for char in piece])
        return abs(box[2] - box[0] - width) < _LOOSE * (box[1] - box[3])

    def _read_apart(self, spans: Sequence[tuple[int, int]], apart: Collection[int]) -> None:
        """Add what of these letters stands together, one after another."""
        letters, fonts = self.letters, self.fonts
        boxes = letters.boxes([index for start, end in spans for index in range(start, end)])
        parts: list[tuple[int, int, Bounds]] = []
        at = 0
        for start, end in spans:
            own = boxes[at : at + end - start]
            at += end - start
            for first, after in _split(letters.text[start:end], own):
                parts.append((start + first, start + after, (*own[first][:2], *own[after - 1][2:])))
        for (start, end, box), address in zip(parts, letters.objects([part[0] for part in parts]), strict=True):
            self._add(start, end, fonts.of(address, letters, start, self.place), box, start in apart)

    def _add(self, start: int, end: int, face: Face, box: Bounds, apart: bool) -> None:
        number, size, y, upright, hidden, _ = face
        if not upright:
            return
        self.hidden += hidden
        x0, _, x1, _ = box if self.straight else self.place.box(*box)
        piece = self.letters.text[start:end]
        if not self.plain:
            name = self.fonts.fonts[number].name
            piece = "".join([glyph(char, name) for char in piece.translate(_LIGATURES)])
        self.words.append(Word(x0, x1, y, size, piece, number, apart))


def _split(text: str, boxes: list[Bounds]) -> Iterator[tuple[int, int]]:
    """Yield (start, end) of the characters that stand together; an accent with the letter it was written after."""
    marked = _MARK.search(text) is not None
    begin = 0
    for index in range(1, len(text)):
        before, here = boxes[index - 1], boxes[index]
        if marked and _MARK.match(text[index]) and _belongs(boxes[begin][0], before[2], here):
            continue
        gap, size = here[0] - before[2], here[1] - here[3]
        if marked or abs(here[3] - before[3]) > _LEVEL * size or not -0.3 * size < gap < _LOOSE * size:
            yield begin, index
            begin = index
    yield begin, len(text)


def _belongs(left: float, right: float, mark: Bounds) -> bool:
    """Say whether an accent stands over a letter, or at the end of it, as one without width does."""
    return left < (mark[0] + mark[2]) / 2 < right or abs(mark[0] - right) < 0.1 * (mark[1] - mark[3])
