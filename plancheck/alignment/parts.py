"""Split what an item asks for into its theme and its parts, and tell what in them is only said beside."""

from __future__ import annotations

import re
from dataclasses import dataclass

_LONGEST_THEME = 130  # characters
_ASIDE = re.compile(
    r"\b(?:nhằm|góp phần|để(?!\s+quá)|qua đó|từ đó|nhất là|như|đặc biệt là|trong đó|bảo đảm|đảm bảo|đáp ứng|phục vụ)\b[^,;.]*"
    r"|\b(?:đối với|trên địa bàn|tại|trong quá trình|giai đoạn|theo|thông qua|trên cơ sở|thuộc|của)\b[^,;.]*?(?=\b(?:về|trong|để|bằng|và)\b|[,;.()]|$)"
    r"|\([^()]*\)"
)


@dataclass(slots=True, eq=False, repr=False)
class Parts:
    """``theme``: the words before a colon, None where there are none; ``parts``: spans of what is asked for."""

    theme: tuple[int, int] | None
    parts: list[tuple[int, int]]
    asides: list[tuple[int, int]]


def parts_of(folded: str, spans: list[tuple[int, int]], actor_end: int = 0) -> Parts:
    """Return the parts of an item; ``actor_end``: where the names of those who are to act end."""
    theme = None
    parts: list[tuple[int, int]] = []
    for number, (start, end) in enumerate(spans):
        begin = max(start, actor_end) if actor_end <= end else start
        colon = folded.find(":", begin, min(end, begin + _LONGEST_THEME))
        if number == 0 and colon > 0 and folded[colon + 1 : end].strip(" .;"):
            if folded[begin:colon].strip(" ,;:"):
                theme = (begin, colon)
            begin = colon + 1
        parts += _split(folded, begin, end)
    asides = [match.span() for start, end in parts for match in _ASIDE.finditer(folded, start, end)]
    return Parts(theme, parts, asides)


def _split(folded: str, start: int, end: int) -> list[tuple[int, int]]:
    found = []
    begin = start
    depth = 0
    for index in range(start, end):
        mark = folded[index]
        depth += mark == "("
        depth -= mark == ")" and depth > 0
        if (mark == ";" and not depth) or (mark == "." and folded[index + 1 : index + 2] == " "):
            found.append((begin, index))
            begin = index + 1
    found.append((begin, end))
    return [(left, right) for left, right in found if folded[left:right].strip(" .;,")]
