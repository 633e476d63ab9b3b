"""Recognise the names of bodies (Sở Nội vụ, Các phòng, đơn vị thuộc Sở, …) where a phrase list says one begins."""

from __future__ import annotations

import re
from typing import NamedTuple

from plancheck.language.phrases import Hits

# What continues a name: capitalised words and abbreviations, joined by "và", "-", ",", "&" and a few small words.
_MORE = re.compile(
    r"(?:\s+(?:và|thuộc|của|cấp|trực thuộc|tỉnh|huyện|xã|phường|thành phố|quận|thị xã|thị trấn|đặc khu|sở|ngành|các|bộ|"
    r"trên địa bàn|cơ quan|đơn vị|địa phương|đoàn thể|phòng|ban|trường|khoa)(?=\s|$|[,;.:)])"
    r"|\s*[-–&]\s*[^\W\d_a-z][^\W_]*|\s+[^\W\d_a-z]\w*(?:&\w+)*|,\s+(?=[^\W\d_a-z])[^\W\d_][^\W_]*)*"
)
_TAIL = re.compile(r"(?:\s+(?:và|thuộc|của|các|trực thuộc|trên địa bàn|cấp))+$")
_CLASS = re.compile(
    r"\s*,\s+(?:ban|ngành|đơn vị|phòng|sở|cơ quan|địa phương|đoàn thể|phường|thị xã|thị trấn|thành phố"
    r"|trung tâm|viên chức)"
    r"(?:[^\W\d]|\s)*?"
    r"(?=\s+(?:có|chủ|phối|triển|thực|tổ|xây|chịu|căn|báo|tham|là|được|theo|trong|để|phải)\b|[,;.:()]|$)"
)
_LONGEST = 140


class Body(NamedTuple):
    name: str
    start: int
    end: int
    named: bool  # False: a class ("các phòng, đơn vị"), True: one body


def bodies_in(text: str, hits: Hits, start: int, end: int) -> list[Body]:
    """Return the bodies named in [start, end) in text order, none inside another."""
    found: list[Body] = []
    position = start
    marks = sorted(
        [(hit.start, -hit.end, True) for hit in hits.within("body.start", start, end)]
        + [(hit.start, -hit.end, False) for hit in hits.within("body.class", start, end)]
    )
    for begin, minus_end, named in marks:
        if begin < position:
            continue
        stop = -minus_end
        limit = min(end, begin + _LONGEST)
        if named and not text[begin].isupper():
            continue
        if not named:
            while more := _CLASS.match(text, stop, limit):
                stop = more.end()
        more = _MORE.match(text, stop, limit)
        if more:
            stop = more.end()
        name = _TAIL.sub("", text[begin:stop]).rstrip(" ,-–")
        if named and len(name.split()) < 2 and not name.isupper() and "." not in name:
            # "Ban", "Phòng" alone say nothing; "Sở", "Báo" may stand for the unit itself.
            continue
        found.append(Body(name, begin, begin + len(name), named))
        position = begin + len(name)
    return found
