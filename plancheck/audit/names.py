"""Read units' names alike however they are written: which body it is, of which territory, under whom."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from plancheck.audit.initials import Initials, may_abbreviate
from plancheck.audit.spelling import Spelling
from plancheck.language.fold import fold, in_one_placement
from plancheck.law import Law
from plancheck.law.names import Area, fitting, read_name

if TYPE_CHECKING:
    from plancheck.audit.outcome import Outcome
    from plancheck.audit.roster import Unit

Key = tuple[str, ...]
_WORD = re.compile(r"[^\W_]+")
_ZEROS = re.compile(r"\b0+(?=\d)")
_BREAK = re.compile(r"[(,;]|\s[-–]\s|\s(?:trực )?thuộc\s", re.IGNORECASE)
_MOST_WORDS_OF_AN_OFFICE = 3
_PROVINCE_KINDS = ("tỉnh", "thành phố")  # some have been both
LOCAL = ("xã", "huyện")
_KEPT = 4096  # names, and words of names, that are read once though they come again


def plain(name: str) -> str:
    """Return a name in small letters, one tone placement, without marks between its words ("Phường 01": phường 1)."""
    return " ".join(map(_plain_word, _WORD.findall(unicodedata.normalize("NFC", name).replace("&", " và "))))


@lru_cache(maxsize=_KEPT)
def _plain_word(word: str) -> str:
    return _ZEROS.sub("", in_one_placement(fold(word)))


class Called(NamedTuple):
    """A unit's name as read.

    ``keys``: what it is, as a body of the registry or by its words; ``bodies``: their ids; ``own``: the level of the
    territory that it is of; ``places``: (kind, name) of every territory named, by level; ``over``: the bodies over it,
    committees aside; ``words``: those of a name that the registry lacks, territories aside.
    """

    keys: tuple[Key, ...] = ()
    bodies: frozenset[str] = frozenset()
    own: str | None = None
    places: dict[str, Key] = {}
    over: frozenset[str] = frozenset()
    words: tuple[str, ...] = ()
    collective: bool = False

    def under(self, other: Called) -> Called:
        """Return the same with what another name says of its territory and the bodies over it."""
        over = self.over or (other.over if other.collective or not other.bodies else other.bodies)
        return self._replace(places={**other.places, **self.places}, over=over)


def contradicts(unit: Called, file: Called) -> bool:
    """Say whether two names cannot be one unit's: other territories, other levels, or other bodies over them."""
    if any(file.places.get(level, place) != place for level, place in unit.places.items()):
        return True
    if unit.own is not None and file.own is not None and unit.own != file.own:
        return True
    if any(
        one.own == "tỉnh" and not other.places.keys().isdisjoint(LOCAL) for one, other in ((unit, file), (file, unit))
    ):
        return True
    # Under a department stand its own offices: "Thanh tra" there is no "Thanh tra tỉnh".
    if file.over and unit.bodies:
        return unit.bodies.isdisjoint(file.bodies)
    return bool(unit.over) and bool(file.over) and unit.over.isdisjoint(file.over)


def leaves_doubt(unit: Called, file: Called) -> bool:
    """Say whether a name tells too little: the other one is of a territory that this one does not tell.

    A roster may leave out the one district or province that all its units are of.
    """
    if unit.own in LOCAL and unit.own not in file.places:
        return True
    return file.own in LOCAL and file.own not in unit.places and not file.bodies


class Names:
    """Reads names, the same that come again only once."""

    def __init__(self, law: Law, spelling: Spelling) -> None:
        self.law = law
        self.spelling = spelling
        self._read: dict[str, Called] = {}
        self._bodies: dict[frozenset[str], frozenset[str]] = {}  # each set once: most units are bodies of one kind
        self._initials: Initials[str] = Initials(spelling.left_out)
        for body in law.bodies.values():
            if not body.collective:
                for name in (body.name, *body.aliases):
                    self._initials.add(_WORD.findall(name), body.id)

    def unit(self, unit: Unit) -> list[Called]:
        """Return how the names of a unit of the roster are read, the first as the roster's own."""
        first = self.read(unit.name)
        others = [self.read(name) for name in unit.short_names]
        return [first, *(other.under(first)._replace(own=other.own or first.own) for other in others if other.keys)]

    def issuer(self, outcome: Outcome) -> Called | None:
        """Return what a file says of its issuer; None where it says nothing."""
        if not outcome.issuer:
            return None
        found = self.read(outcome.issuer)
        body = self.law.bodies.get(outcome.body or "")
        if body is not None:
            own = found.places.get(found.own or "")
            keys = _collective(body.id, body.level, own) if body.collective else [("body", body.id)]
            found = found._replace(keys=tuple(keys), bodies=frozenset((body.id,)), words=(), collective=body.collective)
        if not outcome.parent:
            return found
        # "VĂN PHÒNG" under "UBND TỈNH HÀ NAM" is the office of that committee.
        if body is None and len(found.words) <= _MOST_WORDS_OF_AN_OFFICE:
            whole = self.read(f"{outcome.issuer} {outcome.parent}")
            found = found._replace(keys=found.keys + whole.keys, bodies=whole.bodies)
        return found.under(self.read(outcome.parent))

    def read(self, name: str) -> Called:
        """Return what a name says."""
        found = self._read.get(name)
        if found is None:
            found = self._called(name)
            if len(self._read) >= _KEPT:
                self._read.clear()
            self._read[name] = found
        return found

    def _called(self, name: str) -> Called:
        written = self.spelling.full(name)
        _, end = self.law.body_at(written)
        written, behind = self._parted(written, end)
        read = read_name(self.law, written, None)
        bodies = {body.id: body for body in read.bodies}
        if bodies and end < len(written) and self.spelling.is_under(_head(written[end:], read.areas)):
            bodies = {}
        words = _head(written, read.areas)
        if not bodies and not words and read.area is not None:  # "Xã Tân Lập" in a roster is its committee
            bodies = {body.id: body for body in fitting(self.law, self.law.bodies_named("UBND"), read.area)}
        collective = bool(bodies) and all(body.collective for body in bodies.values())
        if not bodies and may_abbreviate(words) and len(found := set(self._initials.find(words))) == 1:
            bodies = {body: self.law.bodies[body] for body in found}
        places = {area.level: _place(area) for area in reversed(read.areas)}
        own = read.areas[0].level if read.areas else None
        keys: list[Key] = [("name", plain(name)), ("name", plain(written))]
        if collective:
            for body in bodies.values():
                keys += _collective(body.id, body.level, places.get(own or ""))
        elif bodies:
            keys += [("body", body) for body in bodies]
        if not collective:
            keys += [("name", plain(" ".join(words))), ("name", plain(" ".join(_head(written, read.areas, True))))]
        ids = frozenset(bodies)
        whole = Called(
            tuple(dict.fromkeys(key for key in keys if key[1])), self._bodies.setdefault(ids, ids), own, places,
            frozenset(), () if bodies else tuple(words), collective,
        )  # fmt: skip
        return whole.under(self.read(behind)) if behind else whole

    def _parted(self, written: str, end: int) -> tuple[str, str | None]:
        """Return a name and the body over it that stands behind ``end`` ("Chi cục Dân số, Sở Y tế")."""
        for mark in _BREAK.finditer(written, end):
            behind = written[mark.end() :].strip(" ()")
            if mark.start() and self.law.body_at(behind)[0]:
                return written[: mark.start()].strip(), behind
        return written, None


def _collective(body: str, level: str, own: Key | None) -> list[Key]:
    if level not in LOCAL:
        return [("body", body)]
    return [("body", body, *own)] if own is not None else []  # "UBND xã" alone is everybody's


def _place(area: Area) -> Key:
    # A province may have become a city (Huế); "tỉnh" and "thành phố" do not tell two of one name apart.
    return ("", plain(area.name)) if area.level == "tỉnh" else (area.kind, plain(area.name))


def _head(written: str, areas: Iterable[Area], keeps_kind: bool = False) -> list[str]:
    """Return the words of a name without its territories; ``keeps_kind``: of "tỉnh Hà Nam" the word "tỉnh" stays."""
    words = _WORD.findall(written)
    folded = [_plain_word(word) for word in words]
    for area in areas:
        name = plain(area.name).split()
        kinds = dict.fromkeys((area.kind, *_PROVINCE_KINDS) if area.level == "tỉnh" else (area.kind,))
        for kind in (*(kind.split() for kind in kinds), []):
            if (place := _place_of(kind + name, folded)) is not None:
                kept = kind if keeps_kind and area.level == "tỉnh" else []
                end = place + len(kind) + len(name)
                words[place:end] = folded[place:end] = kept
                break
    return words


def _place_of(wanted: list[str], words: list[str]) -> int | None:
    places = range(len(words) - len(wanted) + 1)
    return next((start for start in places if words[start : start + len(wanted)] == wanted), None)


def goes_with(issuer: str, unit: Sequence[str]) -> bool:
    """Say whether an issuer's name holds all words of a unit's, or the other way round ("THPT Chu Văn An")."""
    first, second = set(plain(issuer).split()), set(plain(" ".join(unit)).split())
    return len(first & second) > 1 and (first <= second or second <= first)
