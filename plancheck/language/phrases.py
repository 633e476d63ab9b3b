"""Find every phrase of every list in one pass over a folded text."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping
from functools import cached_property
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
        found = []
        for index in range(bisect_left(hits, (start,)), len(hits)):
            hit = hits[index]
            if hit[0] >= end:
                break
            if hit[1] <= end:
                found.append(hit)
        return found

    def any_within(self, name: str, start: int, end: int) -> bool:
        """Say whether a hit of ``name`` lies wholly in [start, end)."""
        hits = self._lists.get(name)
        if not hits:
            return False
        for index in range(bisect_left(hits, (start,)), len(hits)):
            hit = hits[index]
            if hit[0] >= end:
                return False
            if hit[1] <= end:
                return True
        return False

    def names(self) -> Iterable[str]:
        return self._lists.keys()


class Phrases:
    """All phrase lists compiled into one automaton. A phrase matches whole words only, in either tone placement."""

    def __init__(self, lists: Mapping[str, Iterable[str]]) -> None:
        owners: dict[str, list[int]] = {}
        self.names = list(lists)
        for number, phrases in enumerate(lists.values()):
            for phrase in phrases:
                for spelling in spellings(phrase):
                    numbers = owners.setdefault(spelling, [])
                    if number not in numbers:
                        numbers.append(number)
        self.patterns = list(owners)
        self.owners = [tuple(numbers) for numbers in owners.values()]  # by pattern: numbers of the lists it is in
        self._automaton = _automaton(self.patterns)

    def __getstate__(self) -> tuple[list[str], list[str], list[tuple[int, ...]]]:
        return self.names, self.patterns, self.owners

    def __setstate__(self, state: tuple[list[str], list[str], list[tuple[int, ...]]]) -> None:
        self.names, self.patterns, self.owners = state
        self._automaton = _automaton(self.patterns)

    def scan(self, folded: str) -> Hits:
        """Return the hits of all lists in ``folded`` (see ``fold``)."""
        found: list[list[Hit]] = [[] for _ in self.names]
        owners = self.owners
        padded = f" {folded} "
        new = tuple.__new__
        for pattern, start, end in self._automaton.find_matches_as_indexes(folded, overlapping=True):
            # Most stand between blanks, which are told at the least cost.
            if padded[start] != " " and padded[start].isalnum() and padded[start + 1].isalnum():
                continue
            if padded[end + 1] != " " and padded[end + 1].isalnum() and padded[end].isalnum():
                continue
            hit = new(Hit, (start, end))
            for number in owners[pattern]:
                found[number].append(hit)
        lists = {}
        for name, hits in zip(self.names, found, strict=True):
            if hits:
                hits.sort()
                lists[name] = hits
        for name in self._exceptions:
            if name in lists and (plain := name.removesuffix(EXCEPT)) in lists:
                lists[plain] = _outside(lists[plain], lists[name])
        return Hits(lists)

    @cached_property
    def _exceptions(self) -> list[str]:
        return [name for name in self.names if name.endswith(EXCEPT)]


def _outside(hits: list[Hit], exceptions: list[Hit]) -> list[Hit]:
    """Return the hits that lie in no exception; both lists are sorted."""
    inside: set[Hit] = set()
    for item in exceptions:
        index = bisect_left(hits, (item.start, 0))
        while index < len(hits) and hits[index].start < item.end:
            if hits[index].end <= item.end:
                inside.add(hits[index])
            index += 1
    return [hit for hit in hits if hit not in inside] if inside else hits


def _automaton(patterns: list[str]) -> ahocorasick_rs.AhoCorasick:
    return ahocorasick_rs.AhoCorasick(patterns, matchkind=ahocorasick_rs.MatchKind.Standard)
