"""Find the units that the name of a file, or of the folders over it, calls."""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Container, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from plancheck.audit.codes import code_as_told, codes_of
from plancheck.audit.filewords import (
    LONGEST,
    Token,
    in_capitals,
    is_chunk,
    joined,
    may_be_word,
    parts_of,
    tokens,
    windows,
)
from plancheck.audit.names import LOCAL, Called, Names
from plancheck.audit.roster import Unit
from plancheck.audit.spoken import SHORTEST, Entry, agreeing, spoken
from plancheck.law import tables

_KEPT = 4096  # names of files and folders that are read once though they come again
_Entries = tuple[Entry, ...]  # of one name: nearly always one


class Said(NamedTuple):
    """The units that a path calls; ``sure``: nothing in it points elsewhere. More than one is never sure."""

    units: tuple[int, ...] = ()
    sure: bool = False


@cache
def _territories() -> frozenset[str]:
    return frozenset(joined(name)[0] for _, name, *_ in tables.units())


class FileNames:
    """The units of a roster by what files may be called after; ``words``: see rules/audit.yaml."""

    def __init__(
        self, names: Names, units: Sequence[Unit], called: Sequence[Called], words: Mapping[str, Sequence[str]]
    ) -> None:
        self._called = called
        self._names: dict[str, _Entries] = {}
        self._places: dict[str, _Entries] = {}
        self._codes: dict[str, _Entries] = {}
        self._whole: dict[str, _Entries] = {}
        self._parts: dict[str, tuple[list[int], bool]] = {}
        for number, unit in enumerate(units):
            self._take(names, number, unit)
        self._called_so = ChainMap[str, _Entries](self._names, self._codes)
        folded = {use: frozenset(joined(name)[0] for name in names) for use, names in words.items()}
        self._others = set(folded.get("other_bodies", ()))
        self._offices = folded.get("offices", frozenset())
        self._before_receiver = folded.get("before_receiver", frozenset())
        self._before_place = folded.get("before_place", frozenset())
        self._after_place = folded.get("after_place", frozenset())
        self._other_codes: set[str] = set()
        for body in names.law.bodies.values():
            if (
                not body.collective
                and body.level in ("tỉnh", "huyện", "xã")
                and body.kind not in words.get("no_issuers", ())
            ):
                self._others |= {key for name in body.names() if len(key := joined(name)[0]) > 2 * SHORTEST}
                self._other_codes |= {code_as_told(code) for code in body.codes if len(code) >= SHORTEST}
        self._others -= self._names.keys()
        self._other_codes -= self._codes.keys()

    def _take(self, names: Names, number: int, unit: Unit) -> None:
        called = self._called[number]
        for code, _ in codes_of(names.law, unit, called):
            into = self._codes if len(code) >= SHORTEST else self._whole
            _put(into, code, Entry(number, code))
        for pieces, place in spoken(names, unit, called):
            keys, marks = zip(*map(joined, pieces), strict=True)
            key, marked = "".join(keys), "".join(marks)
            if not key.isdigit() and (len(key) > SHORTEST or any(char.isdigit() for char in key)):
                _put(self._names, key, Entry(number, marked, place))
        if called.collective and called.own in LOCAL and len((name := called.places[called.own][1]).split()) > 1:
            key, marked = joined(name)
            _put(self._places, key, Entry(number, marked, key))

    def said(self, path: str) -> Said:
        """Return what a path calls: the file's name, else the innermost folder's that calls anything."""
        parts = parts_of(path)
        points_elsewhere = False
        for depth, part in enumerate(parts):
            found, elsewhere = self._in_part(part)
            points_elsewhere |= elsewhere
            if found:
                return self._weighed(found, parts, depth, points_elsewhere)
        return Said()

    def narrowed(self, path: str, units: Sequence[int]) -> list[int]:
        """Return those of ``units`` that a path calls, else those whose district or province it names."""
        said = [unit for unit in units if unit in self.said(path).units]
        return said or self._lying_in(parts_of(path), units)

    def _weighed(self, found: list[int], parts: list[str], depth: int, elsewhere: bool) -> Said:
        outer = [unit for part in parts[depth + 1 :] for unit in self._in_part(part)[0]]
        if len(found) > 1:
            said = [unit for unit in found if unit in outer]
            elsewhere = elsewhere and len(said) != 1
            found = said or self._lying_in(parts, found) or found
        others = [unit for unit in outer if unit not in found and self._are_equals(unit, found[0])]
        units = tuple(sorted({*found, *others}))
        return Said(units, len(units) == 1 and not elsewhere)

    def _are_equals(self, first: int, second: int) -> bool:
        """Say whether neither can lie in the other's folder: both are agencies, or territories of one level."""
        a, b = self._called[first], self._called[second]
        if a.collective and b.collective:
            return a.own == b.own
        return bool(a.bodies) and bool(b.bodies) and not a.collective and not b.collective

    def _lying_in(self, parts: list[str], units: Sequence[int]) -> list[int]:
        said = {words for part in parts for words in windows(tokens(part))}
        return [unit for unit in units if any(joined(place)[0] in said for place in self._above(unit))]

    def _above(self, unit: int) -> list[str]:
        called = self._called[unit]
        return [place[1] for level, place in called.places.items() if not called.collective or level != called.own]

    def _in_part(self, name: str) -> tuple[list[int], bool]:
        """Return the units that one name calls, and whether it calls somebody else too."""
        found = self._parts.get(name)
        if found is None:
            found = self._in_words(tokens(name))
            if len(self._parts) >= _KEPT:
                self._parts.clear()
            self._parts[name] = found
        return found

    def _in_words(self, part: list[Token]) -> tuple[list[int], bool]:
        for known in (self._named, self._placed):
            found: dict[int, None] = {}
            left: list[Token] = []
            elsewhere = False
            index = 0
            while index < len(part):
                entries, end = known(part, index)
                if not entries:
                    left.append(part[index])
                    index += 1
                    continue
                elsewhere |= self._goes_on(part, entries, end) or _is_received(part, index, self._before_receiver)
                elsewhere |= known == self._placed and not self._stands_alone(part, index)
                left.append(Token("", "", "", -1, False))
                found |= dict.fromkeys(entry.unit for entry in entries)
                index = end
            if found:
                return self._lowest(list(found)), elsewhere or self._names_others(left, list(found))
        return [], self._names_others(part, [])

    def _named(self, part: list[Token], start: int) -> tuple[Sequence[Entry], int]:
        whole = self._whole.get(part[start].bare)
        if whole and all(word.bare.isdigit() for word in part if word is not part[start]):
            return whole, start + 1
        for run, end in _known(part, start, self._called_so):
            some = part[start:end]
            entries = agreeing(self._names.get(run), some)
            entries = [entry for entry in entries if not _longer(entry, part, end)]
            if found := entries or (self._coded(part, some) if is_chunk(part, start, end - start) else ()):
                return found, end
        return [], start

    def _coded(self, part: list[Token], some: list[Token]) -> Sequence[Entry]:
        code = "".join(word.bare for word in some)
        # "CAT" is the police, "cắt giảm" is not.
        return self._codes.get(code, ()) if not may_be_word(code) or in_capitals(part, some) else ()

    def _placed(self, part: list[Token], start: int) -> tuple[Sequence[Entry], int]:
        before = part[start - 1].bare if start else ""
        for run, end in _known(part, start, self._places):
            if before and before + run in _territories():
                continue
            entries = [entry for entry in agreeing(self._places[run], part[start:end]) if not _longer(entry, part, end)]
            if entries:
                return entries, end
        return [], start

    def _goes_on(self, part: list[Token], entries: Sequence[Entry], end: int) -> bool:
        """Say whether a place's name may go on: "Tân Lập Đông" is no "Tân Lập"."""
        if not any(entry.place for entry in entries) or end >= len(part):
            return False
        last, after = part[end - 1], part[end]
        return (
            after.follows_blank and after.written.istitle() and last.written.istitle()
            and after.bare not in self._after_place and not after.bare.isdigit()
        )  # fmt: skip

    def _stands_alone(self, part: list[Token], start: int) -> bool:
        """Say whether the bare name of a place may be its committee's: "THPT Tan Lap" is a school's."""
        return all(word.bare in self._before_place or word.bare.isdigit() for word in part[:start])

    def _lowest(self, found: list[int]) -> list[int]:
        """Leave out the district that is only named as the place of a commune found with it."""
        places = {place for unit in found for place in self._places_above(unit)}
        return [unit for unit in found if self._own_place(unit) not in places]

    def _places_above(self, unit: int) -> list[tuple[str, ...]]:
        called = self._called[unit]
        return [place for level, place in called.places.items() if level != called.own]

    def _own_place(self, unit: int) -> tuple[str, ...] | None:
        called = self._called[unit]
        return called.places.get(called.own or "") if called.collective else None

    def _names_others(self, left: list[Token], found: list[int]) -> bool:
        known = set(windows(left))
        if known & self._others:
            return True
        if any(self._called[unit].collective for unit in found) and known.intersection(self._offices):
            return True
        return any(
            word.bare in self._other_codes and word.written.isupper() and in_capitals(left, [word]) for word in left
        )


def _put(into: dict[str, _Entries], key: str, entry: Entry) -> None:
    known = into.get(key, ())
    if entry not in known:
        into[key] = (*known, entry)


def _known(part: list[Token], start: int, known: Container[str]) -> list[tuple[str, int]]:
    """Return the runs of words from ``start`` on that are known, and where they end; the longest first."""
    found: list[tuple[str, int]] = []
    run = ""
    for end in range(start + 1, min(len(part), start + LONGEST) + 1):
        run += part[end - 1].bare
        if run in known:
            found.append((run, end))
    return found[::-1]


def _longer(entry: Entry, part: list[Token], end: int) -> bool:
    """Say whether the words that follow make a place's name another one's ("Bảo Lâm" 1)."""
    name = entry.place
    for word in part[end : end + 2] if name else []:
        name += word.bare
        if name in _territories():
            return True
    return False


def _is_received(part: list[Token], start: int, before: Container[str]) -> bool:
    """Say whether the unit called at ``start`` is the one that the file goes to."""
    return any("".join(word.bare for word in part[max(0, start - count) : start]) in before for count in (1, 2, 3))
