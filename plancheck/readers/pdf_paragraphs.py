"""Join the lines of a PDF to paragraphs: what the right margin cut goes on, what the author ended does not.

The surest evidence is room: a line at whose end the first word of the next would have found room was ended by its
author. A full line is judged by the indent of the next, the gap between them, weight, numbers and letters.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from plancheck.language.numbering import bullet_end, read_marker
from plancheck.language.wrap import STRUCTURAL, is_caps
from plancheck.readers.pdf_fonts import Font
from plancheck.readers.pdf_lines import Line

_NEAR = 0.5  # em; lines that begin or end as near as this do so at the same place
_SLACK = 0.35  # em that a margin is uncertain
_TERMINAL = (".", ";", ":", "!", "?")
_CLOSERS = "”\"’')]"
_MARGIN = 3  # lines that end at one place show a margin, not the ends of short lines
_WIDE = 1.35  # times the usual distance of two lines; a wider gap always parts paragraphs
_SOME = 1.12
_EXACT = 2.5  # points; a line stretched to the margin ends as near to it
_MANY = 4  # lines that begin at one place
_LONG = 0.6  # of the room; a shorter line that goes on in small letters was ended by its author
CALLS_FOR_NUMBER = re.compile(
    r"(?:^|\s)(?:mục|khoản|điểm|điều|quý|ngày|tháng|năm|số|phụ lục|biểu|mẫu|giai đoạn|từ|đến|mức độ|[-–])$",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Frame:
    """The room that lines have: left and right margin."""

    left: float
    right: float


@dataclass(slots=True)
class Habits:
    """How a document sets paragraphs: distance of lines in em, gaps between paragraphs, lines stretched to the margin.

    ``stops`` are the places, counted from the left margin, where many lines begin, ``further`` those where lines
    begin that surely go on a paragraph.
    """

    leading: float | None = None
    spaced: bool = False
    justified: bool = False
    stops: tuple[float, ...] = ()
    further: tuple[float, ...] = ()


def frames_of(lines: Sequence[Line]) -> dict[int, Frame]:
    """Return the frame of each page, from the lines across the whole page."""
    pages: dict[int, list[Line]] = {}
    for line in lines:
        pages.setdefault(line.page, []).append(line)
    whole = _frame(lines)
    frames: dict[int, Frame] = {}
    for page, own in pages.items():
        left, right = min(line.x0 for line in own), max(line.x1 for line in own)
        size = own[0].size
        if len(own) < 6 and right <= whole.right + size and left >= whole.left - size:
            frames[page] = whole
        else:
            # Margins change from odd to even pages, and where pages lie on their side; width tells a short page.
            frame = _frame(own)
            margin = sum(1 for line in own if frame.right - line.x1 < _NEAR * line.size)
            short = margin < _MARGIN and frame.right - frame.left < 0.9 * (whole.right - whole.left)
            frames[page] = whole if short and left >= whole.left - size and right <= whole.right + size else frame
    return frames


def _frame(lines: Sequence[Line]) -> Frame:
    rights = sorted(line.x1 for line in lines)
    lefts = sorted(line.x0 for line in lines)
    # One line that sticks out into the margin is no margin.
    slip = len(lines) // 40
    return Frame(lefts[slip], rights[-1 - slip])


def habits_of(lines: Sequence[Line], frames: dict[int, Frame]) -> Habits:
    """Return what the lines that surely go on, and those that surely end, say about the document."""
    inner: list[float] = []
    outer: list[float] = []
    further: Counter[int] = Counter()
    stretched: list[bool] = []
    stops = Counter(round(line.x0 - frames[line.page].left) for line in lines)
    habits = Habits(stops=tuple(place for place, count in stops.items() if count >= _MANY))
    for before, line in itertools.pairwise(lines):
        if before.column != line.column or before.page != line.page or not 0 < line.y - before.y < 4 * line.size:
            continue
        frame = frames[line.page]
        distance = (line.y - before.y) / line.size
        full = _is_full(before, line, frame, habits)
        if full and _starts_low(line.text) and not ended(before.text):
            inner.append(distance)
            further[round(line.x0 - frame.left)] += 1
            stretched.append(before.x1 > frame.right - _EXACT)
        elif not full:
            outer.append(distance)
    habits.leading = median(inner) if inner else None
    habits.spaced = bool(inner and outer) and median(outer) > _SOME * median(inner)
    habits.justified = sum(stretched) > 0.8 * len(stretched) and len(stretched) >= _MANY
    habits.further = tuple(place for place, count in further.items() if count > 1)
    return habits


def ended(text: str) -> bool:
    """Say whether a sentence or an item ends here."""
    return text.rstrip(_CLOSERS + " ").endswith(_TERMINAL) or text.endswith(_TERMINAL)


def _starts_low(text: str) -> bool:
    first = text[:1]
    return first.islower() or (first in '(“"' and text[1:2].islower()) or first in ",;)"


def _is_full(before: Line, line: Line, frame: Frame, habits: Habits) -> bool:
    """Say whether the first word of ``line`` would have found no room at the end of ``before``."""
    first = line.words[0]
    need = first.x1 - first.x0 + 0.25 * line.size
    return need > _room(before, frame, habits) - _SLACK * line.size


def _room(line: Line, frame: Frame, habits: Habits) -> float:
    right = frame.right - line.x1
    left = line.x0 - frame.left
    return left + right if left > line.size and _is_centred(line, frame, habits) else right


def group(lines: Sequence[Line], frames: dict[int, Frame], habits: Habits, fonts: Sequence[Font]) -> list[list[Line]]:
    """Return the lines of one flow by paragraphs; every line is in exactly one."""
    groups: list[list[Line]] = []
    for line in lines:
        if groups and _continues(groups[-1], line, frames, habits, fonts):
            groups[-1].append(line)
        else:
            groups.append([line])
    return groups


def _continues(lines: list[Line], line: Line, frames: dict[int, Frame], habits: Habits, fonts: Sequence[Font]) -> bool:
    before = lines[-1]
    frame = frames[before.page]
    low = _starts_low(line.text)
    numbered = read_marker(line.text) is not None
    stops = ended(before.text)
    wide = _gap(before, line, habits)
    if wide >= _WIDE or abs(before.size - line.size) > 0.2 * line.size:
        return False
    full = _is_full(before, line, frame, habits)
    at_margin = habits.justified and not line.column and before.x1 > frame.right - _EXACT
    if habits.justified and not at_margin and not _is_centred(before, frame, habits):
        full = False
    sure = at_margin or _is_indented(lines, line, frames, habits)
    if not low and STRUCTURAL.match(line.text) and (stops or not full or is_caps(before.text)):
        return False
    if not full:
        long = before.x1 - before.x0 > _LONG * (frame.right - frame.left)
        goes_on = low and not numbered and not stops
        return goes_on and long and wide < _SOME and _at_place(lines, line, frames, habits)
    if end := bullet_end(line.text):
        after = line.text[end : end + 1]
        may = sure or after.isdigit() or after.islower()
        return may and not stops and _at_place(lines, line, frames, habits)
    stretched = at_margin and low and not numbered and not stops and wide < _SOME
    if not stretched and not _at_place(lines, line, frames, habits):
        return False
    if low and not numbered:
        return True
    if _weight(lines, line, fonts) or _from_title(before.text, line.text):
        return False
    if numbered:
        return not stops and wide < _SOME and (sure or CALLS_FOR_NUMBER.search(before.text) is not None)
    if habits.leading is not None and habits.spaced and before.page == line.page:
        return wide < _SOME
    if stops:
        return sure or (habits.leading is None and not line.column)
    return True


def _from_title(before: str, after: str) -> bool:
    """Say whether a title in capitals ends or begins here; one word in capitals is no title."""
    return " " in before and " " in after and is_caps(before) != is_caps(after)


def _is_indented(lines: list[Line], line: Line, frames: dict[int, Frame], habits: Habits) -> bool:
    """Say whether the first line of the paragraph is set in or out, and this one is not."""
    if line.column or _is_centred(line, frames[line.page], habits):
        return False
    first = lines[0].x0 - frames[lines[0].page].left
    return abs(line.x0 - frames[line.page].left - first) > line.size


def _gap(before: Line, line: Line, habits: Habits) -> float:
    """Return the distance of two lines, 1 being the usual; 1 across pages and where nothing is known."""
    if before.page != line.page or line.column != before.column:
        return 1.0
    distance = (line.y - before.y) / line.size
    if distance <= 0:
        return 1.0
    return distance / (habits.leading or max(1.25, min(distance, 1.9)))


def _at_place(lines: list[Line], line: Line, frames: dict[int, Frame], habits: Habits) -> bool:
    """Say whether ``line`` begins where a further line of the paragraph does."""
    near = _NEAR * line.size
    frame = frames[line.page]
    here = line.x0 - frame.left
    first = lines[0].x0 - frames[lines[0].page].left
    if _is_centred(lines[-1], frames[lines[-1].page], habits) and _is_centred(line, frame, habits):
        return True
    if len(lines) > 1:
        before = lines[-1].x0 - frames[lines[-1].page].left
        return abs(here - before) <= near
    hang = [word.x0 - lines[0].x0 for word in lines[0].words[1:3]]
    if any(abs(here - first - step) <= near for step in hang) and _starts_item(lines[0].text):
        return True
    if habits.further and not line.column:
        return any(abs(here - place) <= near for place in habits.further)
    return here <= first + near


def _starts_item(text: str) -> bool:
    return bool(bullet_end(text)) or read_marker(text) is not None


def _is_centred(line: Line, frame: Frame, habits: Habits) -> bool:
    left, right = line.x0 - frame.left, frame.right - line.x1
    by_chance = left > line.size and any(abs(left - stop) <= 1.5 for stop in habits.stops)
    # Where all first lines hang out, a centred line stands between the further lines' margin and the right one.
    even = any(abs(left - base - right) <= line.size for base in (0.0, *habits.further))
    return even and left > -line.size and not by_chance


def _weight(lines: list[Line], line: Line, fonts: Sequence[Font]) -> bool:
    """Say whether a paragraph all in bold meets a line that begins and ends plain, or the other way round."""
    if not fonts:
        return False
    bold = {fonts[word.font].bold for own in lines for word in own.words if len(word.text) > 1}
    after = {fonts[word.font].bold for word in line.words if len(word.text) > 1}
    return len(bold) == 1 and len(after) == 1 and bold != after
