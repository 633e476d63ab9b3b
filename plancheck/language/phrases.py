"""Find every phrase of every list in one pass over a folded text."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping
from typing import NamedTuple

import ahocorasick_rs

from plancheck.language.fold import spellings


EXCEPT = ".except"  # the list "x.except" takes out of "x" what lies inside its phrases ("giao" in "giao ban")


class Hit(NamedTuple):
    """A phrase found: offsets in the text."""

    start: int
    end: int


class Hits:
    """What a scan found, by list; each list's hits are in text order, and overlapping ones are all kept."""

    __slots__ = ("_lists",)

    def __init__(self, lists: dict[str, list[Hit]]) -> None:
        self._lists = lists

    def of(self, name: str) -> list[Hit]:
        """Return all hits of the list ``name``."""
        return self._lists.get(name, [])

    def within(self, name: str, start: int, end: int) -> list[Hit]:
        """Return the hits of ``name`` that lie wholly in [start, end)."""
        hits = self._lists.get(name)
        if not hits:
            return []
        first = bisect_left(hits, (start, 0))
        found = []
        for hit in hits[first:]:
            if hit.start >= end:
                break
            if hit.end <= end:
                found.append(hit)
        return found

    def any_within(self, name: str, start: int, end: int) -> bool:
        """Say whether a hit of ``name`` lies wholly in [start, end)."""
        hits = self._lists.get(name)
        if not hits:
            return False
        index = bisect_left(hits, (start, 0))
        while index < len(hits) and hits[index].start < end:
            if hits[index].end <= end:
                return True
            index += 1
        return False

    def names(self) -> Iterable[str]:
        return self._lists.keys()


class Phrases:
    """All phrase lists compiled into one automaton. A phrase matches whole words only, in either tone placement."""

    def __init__(self, lists: Mapping[str, Iterable[str]]) -> None:
        owners: dict[str, list[str]] = {}
        for name, phrases in lists.items():
            for phrase in phrases:
                for spelling in spellings(phrase):
                    names = owners.setdefault(spelling, [])
                    if name not in names:
                        names.append(name)
        self.patterns = list(owners)
        self.owners = [tuple(names) for names in owners.values()]
        self._automaton = _automaton(self.patterns)

    def __getstate__(self) -> tuple[list[str], list[tuple[str, ...]]]:
        return self.patterns, self.owners

    def __setstate__(self, state: tuple[list[str], list[tuple[str, ...]]]) -> None:
        self.patterns, self.owners = state
        self._automaton = _automaton(self.patterns)

    def scan(self, folded: str) -> Hits:
        """Return the hits of all lists in ``folded`` (see ``fold``)."""
        lists: dict[str, list[Hit]] = {}
        owners = self.owners
        length = len(folded)
        new = tuple.__new__
        for pattern, start, end in self._automaton.find_matches_as_indexes(folded, overlapping=True):
            if start and folded[start - 1].isalnum() and folded[start].isalnum():
                continue
            if end < length and folded[end].isalnum() and folded[end - 1].isalnum():
                continue
            hit = new(Hit, (start, end))
            for name in owners[pattern]:
                if name in lists:
                    lists[name].append(hit)
                else:
                    lists[name] = [hit]
        for hits in lists.values():
            hits.sort()
        for name in [name for name in lists if name.endswith(EXCEPT)]:
            if (plain := name.removesuffix(EXCEPT)) in lists:
                lists[plain] = _outside(lists[plain], lists[name])
        return Hits(lists)


def _outside(hits: list[Hit], exceptions: list[Hit]) -> list[Hit]:
    """Return the hits that lie in no exception; both lists are sorted."""
    kept = []
    for hit in hits:
        index = bisect_left(exceptions, (hit.start + 1, 0))
        around = exceptions[max(0, index - 4) : index]
        if not any(item.start <= hit.start and hit.end <= item.end for item in around):
            kept.append(hit)
    return kept


def _automaton(patterns: list[str]) -> ahocorasick_rs.AhoCorasick:
    return ahocorasick_rs.AhoCorasick(patterns, matchkind=ahocorasick_rs.MatchKind.Standard)
