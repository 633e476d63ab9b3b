"""Find the tables of a plain text (tabs or pipes) and put rows together that a page break cut."""

from __future__ import annotations

import re

from plancheck.language.fold import fold
from plancheck.language.markup import MARKS, Piece, strip_marks, trim
from plancheck.language.numbering import bullet_end, read_marker
from plancheck.source import Extent

Cell = list[Piece]

_RULER = re.compile(r"[\s|:+=-]+$")
# Compiled when first used: half of the drafts hold no table.
# The right-hand column of a letterhead or of the signature block, set off by blanks.
_RIGHT_COLUMN = (
    r"(?<!\s)(?:\s{2,}+|\t)(?=CỘNG H(?:ÒA|OÀ) XÃ|(?:ĐỘC LẬP|Độc lập) ?[-–]|ĐẢNG CỘNG SẢN|[A-ZĐ][^,\d]{1,40}, ?ngày\b|"
    r"(?:TM|KT|TL|TUQ)\.|(?:PHÓ )?(?:GIÁM ĐỐC|CHỦ TỊCH|TRƯỞNG|CHI CỤC TRƯỞNG|CỤC TRƯỞNG|HIỆU TRƯỞNG)\b)"
)
_BESIDE_RECIPIENT = r"(?<=[;.:])(?: {4,}+|(?= *\t)[ \t]++)(?=[^\W\d_a-z][^\d;]{0,200}+$)"
_LONGEST_LAYOUT = 80  # characters; a longer cell is no line of a letterhead or signature
_LAYOUT = (
    r"cộng h(?:òa|oà) xã hội|độc lập ?-|nơi nhận|lưu ?:|\bkt\.|\btm\.|\btl\.|\btuq\.|^số ?:|đảng cộng sản việt nam"
)
_OPENING = r"cộng h(?:òa|oà) xã hội chủ nghĩa|đảng cộng sản việt nam$"
_LEFT_SIGN = r"nơi nhận"
_RIGHT_SIGN = (
    r"cộng h(?:òa|oà) xã hội|độc lập ?[-–]|đảng cộng sản việt nam|(?:kt|tm|tl|tuq|q)\. ?\S|"
    r".{2,40}, ?ngày\b.{1,12} tháng\b"
)
_COUNT_COLUMN = r"(?:s[ốo]?\s?)?tt\.?$|số thứ tự$|#$|stt"
_HEADER_WORD = (
    r"^(?:stt|tt|số tt|nhiệm vụ|nội dung|công việc|hoạt động|thời gian|thời hạn|tiến độ|sản phẩm|kết quả|ghi chú|"
    r"(?:cơ quan|đơn vị|phòng|bộ phận) (?:chủ trì|phối hợp|thực hiện)|chủ trì|phối hợp|trách nhiệm|người thực hiện|"
    r"kinh phí|hình thức|đối tượng|tên )"
)


def split_cells(start: int, line: str, width: int = 0) -> list[Cell] | None:
    """Return the cells of one line (pieces each, empty cells empty), None for a line that is no row.

    An empty list stands for a ruler ("|---|---|"). ``width`` is that of the table that is open, 0 where none is: it
    tells the rest of a row that a page break cut, in which one cell alone is filled.
    """
    if "|" in line and (line.lstrip().startswith("|") or line.count("|") > 1):
        if _RULER.match(line):
            return []
        return _cut(start, line, "|", line.lstrip().startswith("|"), line.rstrip().endswith("|"))
    if "\t" in line:
        cells = _cut(start, line, "\t", False, False)
        filled = [cell for cell in cells if cell]
        if len(filled) < 2:
            return cells if len(cells) > 2 and len(cells) >= (width or 4) else None
        first = "".join(text for _, text in cells[0])
        if len(filled) == 2 and first and (_only_marker(first) or first in "-+•*"):
            return None
        return cells
    columns = split_columns(line)
    if columns is None:
        return None
    return [trim(strip_marks(start + begin, line[begin:end])) for begin, end in columns]


def split_columns(text: str) -> tuple[Extent, Extent] | None:
    """Return the two halves of a line of letterhead or signature that tabs or blanks set apart, None for others."""
    beside = re.search(_BESIDE_RECIPIENT, text) if text.lstrip()[:1] in "-N" else None
    match = re.search(_RIGHT_COLUMN, text) or beside
    if match is None or not text[: match.start()].strip():
        return None
    return (0, match.start()), (match.end(), len(text))


def _only_marker(text: str) -> bool:
    marker = read_marker(text)
    return marker is not None and marker.body >= len(text)


def _cut(start: int, line: str, mark: str, skip_first: bool, skip_last: bool) -> list[Cell]:
    parts = line.split(mark)
    offsets = []
    offset = start
    for part in parts:
        offsets.append(offset)
        offset += len(part) + 1
    pairs = [(place, part.replace("\t", " ")) for place, part in zip(offsets, parts, strict=True)]
    pairs = pairs[1 if skip_first else 0 : len(pairs) - 1 if skip_last else len(pairs)]
    return [trim(strip_marks(place, part) if MARKS.search(part) else [(place, part)]) for place, part in pairs]


def cell_text(cell: Cell) -> str:
    return "".join(text for _, text in cell)


def is_layout(rows: list[list[Cell]]) -> bool:
    """Say whether the rows are a borderless table of letterhead or signature, or no table at all."""
    if len(rows) == 1:
        return True
    headed = sum(1 for cell in rows[0] if re.match(_HEADER_WORD, fold(cell_text(cell))))
    if headed > 1:
        return False
    for row in rows:
        for cell in row:
            text = cell_text(cell)
            if len(text) <= _LONGEST_LAYOUT and re.search(_LAYOUT, fold(text)):
                return True
    wide = max(sum(1 for cell in row if cell) for row in rows)
    return wide < 3 and not headed


def opens_letterhead(text: str) -> bool:
    """Say whether a line is the first of a letterhead, by the name of the State or the Party."""
    return re.search(_OPENING, fold(text)) is not None


def is_letterhead(rows: list[list[Cell]]) -> bool:
    """Say whether lines in two columns are a letterhead or a signature: short ones, and a sign of it on its side."""
    texts = [[cell_text(cell) for cell in row] for row in rows]
    if sum(1 for row in texts if all(row)) < 2 or any(len(text) > _LONGEST_LAYOUT for row in texts for text in row):
        return False
    return any(re.match(_LEFT_SIGN, fold(left)) or re.match(_RIGHT_SIGN, fold(right)) for left, right in texts)


def counts_columns(texts: list[str]) -> bool:
    """Say whether a row under the header only counts the columns: (1) (2) (3), or A B 1 2."""
    marks = [text.strip("() ").lower() for text in texts if text]
    numbers = [int(mark) for mark in marks if mark.isdecimal()]
    if len(marks) < 3 or len(numbers) < 2 or any(len(mark) > 2 for mark in marks):
        return False
    letters = [mark for mark in marks if not mark.isdecimal()]
    return numbers == list(range(numbers[0], numbers[0] + len(numbers))) and letters == sorted(set(letters))


def merge_rows(rows: list[list[Cell]], dropped: list[Cell]) -> tuple[list[Cell], list[list[Cell]]]:
    """Return (header, rows): repeated headers dropped, rows cut by a page break put together, rows of one width.

    The first cell of each header that was dropped is added to ``dropped``.
    """
    width = max(len(row) for row in rows)
    while width > 1 and all(len(row) < width or not row[width - 1] for row in rows):
        width -= 1
    padded = [row[:width] + [[] for _ in range(width - len(row))] for row in rows]
    header = padded[0]
    merged: list[list[Cell]] = []
    title = [fold(cell_text(cell)) for cell in header]
    counted = bool(re.match(_COUNT_COLUMN, title[0]))
    after_header = False
    for number, row in enumerate(padded[1:]):
        texts = [cell_text(cell) for cell in row]
        if not number and counts_columns(texts):
            continue
        if len(texts[0]) == len(title[0]) and [fold(text) for text in texts] == title:
            after_header = True
            dropped.append(next(cell for cell in row if cell))
            continue
        if not any(texts):
            continue
        if counted and merged and not texts[0] and _is_rest(texts, row, after_header):
            for index, cell in enumerate(row):
                merged[-1][index] = _append(merged[-1][index], cell)
        else:
            merged.append(row)
        after_header = False
    return header, merged


def _is_rest(texts: list[str], row: list[Cell], after_header: bool) -> bool:
    if after_header or (len(texts) > 1 and not texts[1]):
        return True
    starts = [cell_text(cell)[:1] for cell in row if cell]
    return all(start.islower() or bullet_end(start + " x") for start in starts)


def _append(cell: Cell, more: Cell) -> Cell:
    if not cell or not more:
        return cell or more
    place, text = cell[-1]
    return [*cell[:-1], (place, text + " "), *more]
