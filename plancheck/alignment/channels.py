"""Tell the kinds of media that a line names; a channel is covered by kinds, not by the media of one kind."""

from __future__ import annotations

from plancheck.checks.context import Context, once

_MERGED = "merged"  # the press and broadcasting of a province in one body: either kind is in it
KINDS = (
    "press", "radio-tv", _MERGED, "portal", "social-media", "loudspeaker", "visual", "print", "digital", "meeting", "contest",
    "suggestion-box", "hotline", "word-of-mouth",
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
    return {kind for begin, stop, kind in _named(context) if start <= begin and stop <= end}


def missing_kinds(wanted: set[str], used: set[str]) -> set[str]:
    """Return the kinds that are wanted and not used; a merged body is one kind."""
    if _MERGED in wanted:
        rest = wanted - _IN_MERGED - {_MERGED} - used
        return rest if used & (_IN_MERGED | {_MERGED}) else rest | {_MERGED}
    if _MERGED in used:
        used = used | _IN_MERGED
    return wanted - used
