"""Find whose plan each file is: by issuer, symbol or the file's name; doubt is told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from plancheck.audit.codes import code_of, codes_of
from plancheck.audit.filenames import FileNames, Said
from plancheck.audit.initials import Initials
from plancheck.audit.names import (
    LOCAL,
    Called,
    Key,
    Names,
    contradicts,
    goes_with,
    leaves_doubt,
)
from plancheck.audit.outcome import Outcome
from plancheck.audit.roster import Unit
from plancheck.audit.spelling import Spelling
from plancheck.law import Law
from plancheck.law.names import areas_in

_MOST_ALIKE = 200  # units of one name among which the file's name is asked to choose

_Item = tuple[int, Called]  # a unit and one of its names as read


class Match(NamedTuple):
    """Whose file it is: ``unit`` by its number in the roster and ``by`` what; or the ``candidates``, none of them sure.

    ``named``, ``signed``: the unit that the file's name or symbol points to, where it is another one. Of a file that
    fits none: ``alike`` are units of that name with another territory, ``heirs`` those with the work of its issuer.
    """

    unit: int | None = None
    by: str | None = None
    candidates: tuple[int, ...] = ()
    named: int | None = None
    signed: int | None = None
    alike: tuple[int, ...] = ()
    heirs: tuple[int, ...] = ()


class _Found(NamedTuple):
    """The units that an issuer's name may mean."""

    sure: list[int]
    doubtful: list[int]
    alike: list[int]


class Roll:
    """The units by all that they may be called."""

    def __init__(self, law: Law, units: Sequence[Unit], spelling: Spelling, words: Mapping[str, Sequence[str]]) -> None:
        self._law = law
        self._units = units
        self._names = Names(law, spelling)
        self._called: list[Called] = []
        self._keys: dict[Key, tuple[_Item, ...]] = {}
        self._initials: Initials[_Item] = Initials(spelling.left_out)
        self._codes: dict[str, dict[int, bool]] = {}  # units by code, and whether it alone tells the unit
        for number, unit in enumerate(units):
            self._take(number, unit)
        self._files = FileNames(self._names, units, self._called, words)

    def _take(self, number: int, unit: Unit) -> None:
        called = self._names.unit(unit)
        self._called.append(called[0])
        for one in called:
            item = (number, one)
            for key in one.keys:
                self._keys[key] = (*self._keys.get(key, ()), item)
            if one.words:
                self._initials.add(one.words, item)
        for code, tells in codes_of(self._law, unit, called[0]):
            held = self._codes.setdefault(code, {})
            held[number] = held.get(number, False) or tells

    def find(self, path: str, outcome: Outcome) -> Match:
        """Return whose file it is."""
        said = self._files.said(path)
        named = said.units[0] if len(said.units) == 1 else None
        file = self._names.issuer(outcome)
        found = self._issued(file) if file is not None else _Found([], [], [])
        if found.sure or found.doubtful:
            return self._settled(path, found, said, outcome)
        alike, heirs = tuple(found.alike), self._heirs(outcome)
        if outcome.body is not None and not (_is_nameless(file) or self._lost_its_line(outcome)):
            return Match(named=named, alike=alike, heirs=heirs)  # a body that the roster does not know
        signed = [unit for unit in self._signed(outcome, said) if self._may_be(unit, file, outcome)]
        if signed and any(self._stands_elsewhere(unit, outcome) for unit in signed):
            return Match(candidates=tuple(signed), alike=alike, heirs=heirs)
        if signed:
            return self._chosen(path, signed, "symbol", said)
        left = [unit for unit in said.units if self._may_be(unit, file, outcome) and self._goes(unit, outcome)]
        if len(left) == 1 and len(said.units) == 1 and said.sure and self._agrees(left[0], outcome):
            return Match(left[0], "file-name")
        return Match(candidates=tuple(left), named=None if left else named, alike=alike, heirs=heirs)

    def doubles(self) -> dict[int, list[int]]:
        """Return the units that others of the roster seem to be too, with those others."""
        held: dict[tuple[object, ...], list[int]] = {}
        for number, called in enumerate(self._called):
            if len(called.bodies) == 1 and (not called.collective or called.own is not None):
                held.setdefault((called.bodies, called.own, *sorted(called.places.items())), []).append(number)
        return {number: [other for other in same if other != number] for same in held.values() if len(same) > 1
                for number in same}  # fmt: skip

    # By the issuer

    def _issued(self, file: Called) -> _Found:
        """Return the units that a file's issuer may be, those that it agrees with in most."""
        verdicts: dict[int, tuple[int, int]] = {}  # 2 sure, 1 doubtful, 0 not; in how many territories they agree
        known = [item for key in sorted(file.keys) for item in self._keys.get(key, ())]
        if not known and file.words:
            known = list(self._initials.find(file.words))
        for number, unit in known:
            agreed = sum(file.places.get(level) == place for level, place in unit.places.items())
            verdict = 0 if contradicts(unit, file) else 1 if leaves_doubt(unit, file) else 2
            verdicts[number] = max(verdicts.get(number, (0, 0)), (verdict, agreed))
        sure = [number for number, (verdict, _) in verdicts.items() if verdict == 2]
        most = max((verdicts[number][1] for number in sure), default=0)
        return _Found(
            sorted(number for number in sure if verdicts[number][1] == most),
            sorted(number for number, (verdict, _) in verdicts.items() if verdict == 1),
            sorted(number for number, (verdict, _) in verdicts.items() if verdict == 0),
        )

    def _settled(self, path: str, found: _Found, said: Said, outcome: Outcome) -> Match:
        """Choose among the units that the issuer may be; the symbol and the file's name decide, or tell against it."""
        signed = self._decisive(outcome)
        if not found.sure:
            return self._confirmed(path, found.doubtful, said)
        other = signed[0] if len(signed) == 1 and signed[0] not in found.sure else None
        match = self._chosen(path, found.sure, "issuer", said)
        if match.unit is None or other is None:
            return match
        if self._called[match.unit].collective:  # the line under the committee's may have been lost
            return Match(candidates=tuple(sorted((match.unit, other))))
        return match._replace(signed=other)

    def _chosen(self, path: str, found: list[int], by: str, said: Said) -> Match:
        left = self._files.narrowed(path, found) or found if 1 < len(found) <= _MOST_ALIKE else found
        if len(left) > 1:
            return Match(candidates=tuple(sorted(left)))
        other = said.units[0] if len(said.units) == 1 and said.units[0] not in found else None
        return Match(left[0], by, named=other)

    def _confirmed(self, path: str, doubtful: list[int], said: Said) -> Match:
        """Take a unit that the issuer's name leaves in doubt where the file's name says it."""
        left = self._files.narrowed(path, doubtful) if len(doubtful) <= _MOST_ALIKE else []
        if len(left) == 1:
            return Match(left[0], "issuer")
        return Match(candidates=tuple(left or doubtful))

    def _lost_its_line(self, outcome: Outcome) -> bool:
        """Say whether what was read is a committee, and the symbol does not say that it issued the plan itself."""
        body = self._law.bodies.get(outcome.body or "")
        return body is not None and body.collective and code_of(outcome) not in {code.lower() for code in body.codes}

    def _heirs(self, outcome: Outcome) -> tuple[int, ...]:
        """Return the units that took over the work of an issuer which the roster does not know, or gave it theirs."""
        body = self._law.bodies.get(outcome.body or "")
        if body is None:
            return ()
        heirs = _heirs(self._law, body.id)
        return tuple(
            number for number, called in enumerate(self._called)
            if not called.collective
            and (called.bodies & heirs or any(body.id in _heirs(self._law, own) for own in called.bodies))
        )  # fmt: skip

    # By the symbol

    def _decisive(self, outcome: Outcome) -> list[int]:
        held = self._codes.get(code_of(outcome) or "", {})
        return [number for number, tells in held.items() if tells]

    def _signed(self, outcome: Outcome, said: Said) -> list[int]:
        """Return the units whose code the symbol ends in; one that alone tells little needs the file's name too."""
        held = self._codes.get(code_of(outcome) or "", {})
        return [number for number, tells in held.items() if tells or number in said.units]

    def _stands_elsewhere(self, unit: int, outcome: Outcome) -> bool:
        """Say whether the letterhead names a district, a commune or another body that a unit has nothing to do with:
        "UBND HUYỆN B / THANH TRA", "THANH TRA SỞ Y TẾ" are not the Thanh tra tỉnh that the symbol names."""
        called = self._called[unit]
        own = {area.level for area in areas_in(self._law, self._units[unit].name, None)}
        said = " ".join(name for name in (outcome.parent, outcome.issuer) if name)
        if any(area.level in LOCAL and area.level not in own for area in areas_in(self._law, said, None)):
            return True
        words = (outcome.issuer or "").split()
        inner = (self._law.body_at(" ".join(words[start:]))[0] for start in range(1, len(words)))
        return any(body.id not in called.bodies and not body.collective for bodies in inner for body in bodies)

    # By the file's name

    def _may_be(self, unit: int, file: Called | None, outcome: Outcome) -> bool:
        """Say whether what was read of the issuer leaves room for a unit that it does not name."""
        called = self._called[unit]
        if file is None:
            return True
        if contradicts(called._replace(own=None), file._replace(own=None)):
            return False
        if outcome.body is None:
            return True
        if _is_nameless(file):
            return outcome.body in called.bodies
        level = self._law.bodies[outcome.body].level  # under a commune's committee stands no department
        return not called.collective and all(self._law.bodies[body].level == level for body in called.bodies)

    def _goes(self, unit: int, outcome: Outcome) -> bool:
        """Say whether a name that the registry lacks may be another way to write the unit's."""
        if outcome.issuer is None or outcome.body is not None:
            return True
        called = self._called[unit]
        return not called.bodies and goes_with(outcome.issuer, called.words)

    def _agrees(self, unit: int, outcome: Outcome) -> bool:
        """Say whether a symbol, if there is one, ends in a code of the unit, as far as those are known."""
        code = code_of(outcome)
        codes = {own for own, held in self._codes.items() if unit in held}
        if self._called[unit].collective:
            codes |= {own.lower() for body in self._called[unit].bodies for own in self._law.bodies[body].codes}
        return code is None or not codes or code in codes


def _is_nameless(file: Called | None) -> bool:
    """Say whether a committee's letterhead leaves out whose it is ("ỦY BAN NHÂN DÂN XÃ …")."""
    return file is not None and file.collective and not file.keys


def _heirs(law: Law, body: str) -> set[str]:
    """Return the bodies that took over the work of a body, and those that took it over from them."""
    found: set[str] = set()
    waiting = [*law.bodies[body].successor]
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting += law.bodies[name].successor
    return found
