"""Tell the kinds of media that a line names; a channel is covered by kinds, not by the media of one kind."""

from __future__ import annotations

import re
from bisect import bisect_left

from plancheck.alignment.passages import Passage
from plancheck.checks.context import Context, once

_MERGED = "merged"  # the press and broadcasting of a province in one body: either kind is in it
KINDS = (
    "press", "radio-tv", _MERGED, "portal", "social-media", "loudspeaker", "visual", "print", "digital", "meeting",
    "contest", "suggestion-box", "hotline", "word-of-mouth",
)  # fmt: skip
_IN_MERGED = frozenset({"press", "radio-tv"})


@once
def _named(context: Context) -> list[tuple[int, int, str]]:
    """Return (start, end, kind) of every medium that the text names, none inside a longer one."""
    every = sorted(
        ((start, -end, kind) for kind in KINDS for start, end in context.hits.of(f"medium.{kind}")),
        key=lambda hit: hit[:2],
    )
    found: list[tuple[int, int, str]] = []
    for start, minus_end, kind in every:
        if found and -minus_end <= found[-1][1] and (start, -minus_end) != found[-1][:2]:
            continue
        found.append((start, -minus_end, kind))
    return found


def kinds_within(context: Context, start: int, end: int) -> set[str]:
    """Return the kinds of media that [start, end) names."""
    named = _named(context)
    found = set()
    for index in range(bisect_left(named, (start,)), len(named)):
        begin, stop, kind = named[index]
        if begin >= end:
            break
        if stop <= end:
            found.add(kind)
    return found


def asked_kinds(kinds: set[str]) -> set[str]:
    """Return the kinds of media that an item asks for; the merged body of a province is one kind."""
    return kinds - _IN_MERGED if _MERGED in kinds else kinds


def missing_kinds(wanted: set[str], used: set[str]) -> set[str]:
    """Return the kinds that are wanted and not used."""
    return {kind for kind in wanted if used.isdisjoint(same_as(kind))}


# What a line is about, where it says so: "tìm hiểu Luật …", "về phòng, chống …"; "gửi về", "về tận thôn" say where to.
_ABOUT = re.compile(
    r"(?<!gửi )(?<!đưa )(?<!trả )(?<!chuyển )\b(?:tìm hiểu(?: về)?|chủ đề|phong trào|về)\s+"
    r"(?!tận|cơ sở|sở\b|ubnd|các xã|đến|nội dung này|công tác này|những việc|kết quả|tay)\w"
    r"|\b(?:kêu gọi|vận động|hưởng ứng) [^\W\d_]|\bphòng,? chống\b|\b(?:bộ )?luật [^\W\d_]"
)


def serves_else(context: Context, passage: Passage, reform: bool, subjects: set[str]) -> bool:
    """Say whether a line gives another subject than reform; in a plan on reform one that gives none serves it."""
    if reform or context.hits.any_within("align.serves", passage.start, passage.end):
        return False
    return bool(subjects) or _ABOUT.search(context.folded, passage.start, passage.end) is not None


def used_kinds(context: Context, passage: Passage) -> set[str]:
    """Return the kinds of media that a passage uses."""
    return set().union(*(kinds_within(context, *span) for span in passage.spans))


def same_as(kind: str) -> tuple[str, ...]:
    """Return the kinds by which a kind is used: the merged body of a province by the press or broadcasting too."""
    if kind == _MERGED:
        return (_MERGED, *sorted(_IN_MERGED))
    return (kind, _MERGED) if kind in _IN_MERGED else (kind,)


def places_of(context: Context, kind: str, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return where the spans name media of a kind."""
    return [
        (begin, stop)
        for begin, stop, named in _named(context)
        if named == kind and any(start <= begin and stop <= end for start, end in spans)
    ]
