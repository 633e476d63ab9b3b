"""Join lines that only a margin or a page break cut, so that each paragraph is one line again."""

from __future__ import annotations

import itertools
import re
from typing import NamedTuple

from plancheck.language.markup import Piece
from plancheck.language.numbering import Marker, bullet_end, read_marker


class Physical(NamedTuple):
    """One line of the file, markup taken off: its pieces, its visible text, and whether a blank line precedes.

    ``counted``: it begins a paragraph that the word processor numbers.
    """

    pieces: list[Piece]
    text: str
    gap: bool
    counted: bool = False


_TERMINAL = (".", ";", ":", "!", "?", "/.")
_CLOSERS = "”\"’')]"
# Lines with a place of their own in every document; they never continue the line before them.
STRUCTURAL = re.compile(
    r"(?:nơi\s+nhận|kính\s+gửi|phụ\s+lục(?!\s+(?:kèm|của|này|ban|đính|số\s+\d+\s+(?:kèm|ban)))|"
    r"tm\s?\.|kt\s?\.|tl\s?\.|tuq\s?\.|q\s?\.\s|t/m|k/t|"
    r"số\s*:|số\s+\d*\s*/|v/v|cộng\s+h(?:òa|oà)\s+xã\s+hội|độc\s+lập\s*[-–]|đảng\s+cộng\s+sản\s+việt\s+nam|"
    r"căn\s+cứ\s|trong\s+quá\s+trình|trên\s+đây\s+là|\((?:ban\s+hành\s+)?kèm\s+theo|[-_=*~.—–]{3,}|[-_=*~—–]{2}$)",
    re.IGNORECASE,
)
_KIND_LINES = frozenset(
    (
        "KẾ HOẠCH", "BÁO CÁO", "TỜ TRÌNH", "QUYẾT ĐỊNH", "THÔNG BÁO", "CHƯƠNG TRÌNH", "ĐỀ ÁN", "HƯỚNG DẪN", "CHỈ THỊ",
        "NGHỊ QUYẾT",
    )
)  # fmt: skip
PAGE_NUMBER = re.compile(r"[-–—\s]*\d{1,3}[-–—\s]*|(?:trang|page)\s*\d{1,3}(?:\s*/\s*\d{1,3})?", re.IGNORECASE)
# Words that call for a number or a name: a line that ends in one goes on in the next, whatever that begins with.
_CALLS_FOR_NUMBER = re.compile(
    r"(?:^|\s)(?:mục|khoản|điểm|điều|quý|ngày|tháng|năm|số|phụ lục|biểu|mẫu|giai đoạn)$", re.IGNORECASE
)
_OPEN_END = re.compile(
    r"\s(?:và|hoặc|của|tại|theo|trong|với|cho|về|từ|đến|các|những|là|gồm|trước|sau|bằng|qua|trên|lần|thứ|khoảng|,)$"
)
_LAST_WORDS = 12  # characters at the end of a line that hold its last word
_LONG_HEADING = 45  # characters; a shorter one in capitals has room for all of its words on its line
_SHORT = 60  # characters; a numbered line as short as this may be a heading
_WIDEST = 140  # characters; a text whose lines run longer was not wrapped by hand
_CAPS_LEFT = re.compile(r"[^\W\d_]")


def is_caps(text: str) -> bool:
    """Say whether ``text`` is in capitals, as headings and bodies' names are."""
    return text.isupper() and len(_CAPS_LEFT.findall(text[:12])) > 1


def _ended(text: str) -> bool:
    return text.rstrip(_CLOSERS + " ").endswith(_TERMINAL) or text.endswith(_TERMINAL)


def _starts_low(text: str) -> bool:
    first = text[:1]
    return first.islower() or (first in '(“"' and text[1:2].islower()) or first in ",;)"


def is_cut(before: str, after: str) -> bool:
    """Say whether ``after`` only goes on ``before``, as the next line of one paragraph does."""
    return len(before) >= 30 and _starts_low(after) and not _ended(before) and read_marker(after) is None


def ends_heading(begun: list[str], text: str) -> bool:
    """Say whether a paragraph in capitals ends the heading that ``begun`` is: a number alone, or capitals left open."""
    marker = read_marker(begun[0])
    if marker is None or not is_caps(text) or not _plain(text) or _ended(begun[-1]):
        return False
    if len(begun) == 1 and marker.body >= len(begun[0]):
        return True
    last = begun[-1]
    left_open = len(last) >= _LONG_HEADING or last.endswith(",") or _OPEN_END.search(last[-_LAST_WORDS:].lower())
    return is_caps(begun[0]) and is_caps(last) and bool(left_open)


def _wrap_width(lines: list[Physical], markers: list[Marker | None]) -> int:
    """Return the width the text was wrapped at, 0 where it was not wrapped."""
    longest = evidence = width = 0
    for number, line in enumerate(lines):
        longest = max(longest, len(line.text))
        if not number or line.gap or markers[number] is not None:
            continue
        before = lines[number - 1].text
        if len(before) >= 30 and _starts_low(line.text) and not _ended(before):
            evidence += 1
            width = max(width, len(before))
    if evidence < 3 or width > _WIDEST or longest > max(2 * width, _WIDEST):
        return 0
    return width


def _is_spaced(lines: list[Physical]) -> bool:
    """Say whether paragraphs are set apart by blank lines, so that a line without one goes on a paragraph."""
    short = sum(1 for before, after in itertools.pairwise(lines) if after.gap and len(before.text) > 30)
    return short * 5 >= sum(1 for line in lines if _ended(line.text)) * 3


def join_wrapped(lines: list[Physical]) -> list[tuple[list[Physical], Marker | None]]:
    """Return the lines grouped into paragraphs, in order, each with the marker of its first line.

    Every line is in exactly one group.
    """
    if not lines:
        return []
    markers = [read_marker(line.text, line.counted) for line in lines]
    width = _wrap_width(lines, markers)
    spaced = width > 0 and _is_spaced(lines)
    groups: list[tuple[list[Physical], Marker | None]] = []
    seen: dict[str, int] = {}  # the last value of each style of marker
    marker_only = caps_heading = False
    for number, line in enumerate(lines):
        marker = markers[number]
        if number and not line.counted:
            if marker_only and (not line.gap or is_caps(line.text)) and _plain(line.text):
                joined = True
            else:
                joined = _continues(
                    lines[number - 1], line, marker, groups[-1][0][0].text, width, spaced, seen, caps_heading
                )
            if joined:
                groups[-1][0].append(line)
                marker_only = False
                continue
        groups.append(([line], marker))
        caps_heading = marker is not None and is_caps(line.text)
        marker_only = marker is not None and marker.body >= len(line.text)
        if marker is not None:
            seen[marker.style] = marker.value
    return groups


def _plain(text: str) -> bool:
    return read_marker(text) is None and not bullet_end(text) and not STRUCTURAL.match(text)


def _continues(
    before: Physical,
    line: Physical,
    marker: Marker | None,
    head: str,
    width: int,
    spaced: bool,
    seen: dict[str, int],
    caps_heading: bool,
) -> bool:
    """Say whether ``line`` goes on the paragraph that ``before`` ends and ``head`` begins."""
    text, previous = line.text, before.text
    if line.gap:
        return (
            len(previous) >= 40
            and _starts_low(text)
            and not _ended(previous)
            and not is_caps(previous)
            and _plain(text)
            and not (len(head) < 60 and head is previous)
        )
    if STRUCTURAL.match(text) or (STRUCTURAL.match(previous) and len(previous) < 40) or previous in _KIND_LINES:
        return False
    expected = marker is not None and (marker.value == 1 or marker.value == seen.get(marker.style, -1) + 1)
    heading = is_caps(previous) or (previous is head and len(head) < _SHORT and read_marker(head) is not None)
    if not heading and _CALLS_FOR_NUMBER.search(previous[-_LAST_WORDS:]):
        point = previous.endswith("điểm") and text[1:2] == ")"
        if text[:1].isdigit() or text[:1] in "IVX" or point:
            return True
    if (
        len(previous) >= (30 if width else 60)
        and _OPEN_END.search(previous[-_LAST_WORDS:])
        and not heading
        and (_plain(text) or (marker is not None and not expected))
    ):
        return True
    first_word = text.split(" ", 1)[0]
    full = width > 0 and len(previous) >= 30 and len(previous) + 1 + len(first_word) > width - 1
    ended = _ended(previous)
    if marker is not None:
        nearly = width > 0 and len(previous) * 5 >= width * 3 and not heading
        return not ended and ((nearly and not expected) or (full and not marker.sure))
    if end := bullet_end(text):
        return full and not ended and (text[end : end + 1].isdigit() or text[end : end + 1].islower())
    if caps_heading and not ended and is_caps(text) and is_caps(previous):
        return True
    if _starts_low(text) and not ended:
        return not (text[0] == "(" and is_caps(previous))
    if not full:
        return _starts_low(text) and width > 0 and len(previous) >= 30 and spaced
    if ended and not _starts_low(text):
        return spaced and not previous.endswith((":", "./."))
    return not is_caps(text) or is_caps(previous) == is_caps(text)
