"""Split what an item asks for into its theme and its parts, and tell what in them is only said beside."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

Span = tuple[int, int]

_LONGEST_THEME = 130  # characters
_LONGEST = 4000  # characters of an item that are looked at
# Purpose, example, place, condition: they are no part of what is asked for.
_ASIDE = re.compile(
    r"\b(?:nhằm|góp phần|để(?!\s+quá)|qua đó|từ đó|nhất là|(?<!cũng )như|đặc biệt là|trong đó|bảo đảm|đảm bảo|đáp ứng"
    r"|(?<!trung tâm )phục vụ(?! hành chính)"
    r"|trong bối cảnh|chú trọng)\b[^,;.]*"
    r"|\b(?:đối với|trên địa bàn|tại|trong quá trình|giai đoạn|theo(?! dõi)|thông qua|trên cơ sở|thuộc|của)\b"
    r"[^,;.]*?(?=\b(?:về|trong|để|bằng|và)\b|[,;.()]|$)"
    r"|\([^()]*\)"
)
_SHORT = ("tp", "tx", "tt", " q", " p", "ths", " ts", "nxb")  # a full stop behind them ends no sentence
_JOINT = re.compile(r",\s+|\s+và\s+|\s+hoặc\s+")


class Parts(NamedTuple):
    """``theme``: the words before a colon, None where there are none; ``parts``: spans of what is asked for, each with
    the asides in it."""

    theme: Span | None
    parts: list[tuple[Span, list[Span]]]


def parts_of(folded: str, spans: list[Span], actor_end: int = 0) -> Parts:
    """Return the parts of an item; ``actor_end``: where the names of those who are to act end."""
    theme = None
    parts: list[Span] = []
    room = _LONGEST
    for number, (start, stop) in enumerate(spans):
        end = min(stop, start + room)
        room -= end - start
        if end <= start:
            break
        begin = max(start, actor_end) if actor_end <= end else start
        colon = folded.find(":", begin, min(end, begin + _LONGEST_THEME))
        if number == 0 and colon >= 0 and folded[colon + 1 : end].strip(" .;"):
            if folded[begin:colon].strip(" ,;:"):
                theme = (begin, colon)
            begin = colon + 1
        parts += _split(folded, begin, end)
    return Parts(theme, [(part, [match.span() for match in _ASIDE.finditer(folded, *part)]) for part in parts])


def _split(folded: str, start: int, end: int) -> list[Span]:
    """Return what stands between semicolons and full stops outside brackets."""
    found: list[Span] = []
    begin, depth = start, 0
    for index in range(start, end):
        mark = folded[index]
        if mark == "(":
            depth += 1
        elif mark == ")" and depth:
            depth -= 1
        elif (mark == ";" and not depth) or (
            mark == "." and folded[index + 1 : index + 2] == " " and not folded.endswith(_SHORT, start, index)
        ):
            found.append((begin, index))
            begin = index + 1
    found.append((begin, end))
    return [(left, right) for left, right in found if folded[left:right].strip(" .;,:")]


def chunks_of(folded: str, part: Span, asides: list[Span], size: Callable[[int, int], int], least: int) -> list[Span]:
    """Return what commas and "và" join in a part, each of at least ``least`` words as ``size`` counts them."""
    start, end = part
    cuts = [
        match.end()
        for match in _JOINT.finditer(folded, start, end)
        if not any(left <= match.start() < right for left, right in asides)
    ]
    found: list[Span] = []
    begin = start
    for cut in [*cuts, end]:
        if cut == end or size(begin, cut) >= least:
            found.append((begin, cut))
            begin = cut
    if len(found) > 1 and size(*found[-1]) < least:
        found[-2:] = [(found[-2][0], end)]
    return found
