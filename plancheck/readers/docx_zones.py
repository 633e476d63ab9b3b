"""Tell a letterhead from other text that floats on the page or stands in its header."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from plancheck.language.fold import fold
from plancheck.language.unicode import clean
from plancheck.readers.draft import Item, Para

_LETTERHEAD = re.compile(
    r"cộng h(?:òa|oà) xã hội|độc lập ?- ?tự do|đảng cộng sản việt nam|^số ?:|^(?:bản )?dự thảo\b|^mật$|^tối mật$|"
    r"^[^\d,]{2,40}, ?ngày\b.{0,30}\btháng\b.{0,20}\bnăm\b",
)
_ISSUER = re.compile(r"^(?:UBND|(?:ỦY|UỶ) BAN NHÂN DÂN|HỘI ĐỒNG NHÂN DÂN|HĐND|BỘ|SỞ|BAN|TỈNH|THÀNH PHỐ)\b")
_PAGE_NUMBER = re.compile(r"\W*(?:trang\s*)?\d{0,4}(?:\s*/\s*\d{1,4})?\W*$", re.IGNORECASE)
_LONGEST = 120  # characters; a longer paragraph is no line of a letterhead


def lines_of(items: Iterable[Item]) -> Iterator[str]:
    """Yield the lines of paragraphs and cells, cleaned."""
    for item in items:
        if isinstance(item, Para):
            for line in clean("".join(run.text for run in item.runs))[0].split("\n"):
                if stripped := line.strip():
                    yield stripped
        else:
            for row in item.rows:
                for cell in row:
                    yield from lines_of(cell.items)


def is_letterhead(items: Sequence[Item], issuer: bool = False) -> bool:
    """Say whether the items are, or hold, a letterhead; ``issuer``: the name of a body alone is one too."""
    for line in lines_of(items):
        if len(line) <= _LONGEST and (_LETTERHEAD.search(fold(line)) or (issuer and _ISSUER.match(line))):
            return True
    return False


def without_page_number(items: Sequence[Item]) -> list[Item]:
    """Return the items of a header without paragraphs that show the page number alone."""
    return [item for item in items if not isinstance(item, Para) or not _is_number(item)]


def _is_number(para: Para) -> bool:
    return _PAGE_NUMBER.match("".join(run.text for run in para.runs)) is not None
