"""Turn checked files of facts into the registry, and say what in them contradicts itself."""

from __future__ import annotations

import pickle
from collections.abc import Iterator
from typing import Any

from plancheck.finding import Words
from plancheck.law.facts import Body, Document, Programme, Province, Regime, Short
from plancheck.law.registry import Law
from plancheck.law.schema import (
    BodyEntry,
    DocumentEntry,
    LawFile,
    NewUnitEntry,
    OldUnitEntry,
    ProgrammeEntry,
    RegimeEntry,
)

_DECREE_30 = "2020-03-05"
_SHORT_KINDS = {
    "NĐ-": ("NĐ", "Decree"), "TTLT-": ("TTLT", "Joint Circular"), "TT-": ("TT", "Circular"),
}  # fmt: skip
Place = tuple[Any, ...]
Problem = tuple[int, Place, str]  # (number of the file, path in it, what is wrong)


class Facts:
    """The entries of all files, each with the file and path where it stands; a later one of the same key replaces."""

    def __init__(self) -> None:
        self.files: list[LawFile] = []
        self.documents: dict[tuple[str, str], tuple[DocumentEntry, int, Place]] = {}
        self.bodies: dict[str, tuple[BodyEntry, int, Place]] = {}
        self.twice: list[Problem] = []
        self._folder: dict[Any, int] = {}

    def add(self, entry: LawFile, folder: int) -> None:
        """Add a file; within one ``folder`` of files nothing may stand twice."""
        number = len(self.files)
        self.files.append(entry)
        for index, document in enumerate(entry.documents):
            key = (document.symbol, document.issued)
            self._claim(key, folder, (number, ("documents", index), f"the document {document.symbol} stands twice"))
            self.documents[key] = (document, number, ("documents", index))
        for index, body in enumerate(entry.bodies):
            self._claim(body.id, folder, (number, ("bodies", index), f"the body {body.id!r} stands twice"))
            self.bodies[body.id] = (body, number, ("bodies", index))

    def _claim(self, key: Any, folder: int, problem: Problem) -> None:
        if self._folder.get(key) == folder:
            self.twice.append(problem)
        self._folder[key] = folder

    # Consistency

    def problems(self) -> list[Problem]:
        """Return what contradicts itself or names what is not there."""
        return [*self.twice, *self._of_documents(), *self._of_bodies(), *self._of_units(), *self._of_rest()]

    def _named(self, key: str) -> list[DocumentEntry]:
        symbol, _, day = key.partition("@")
        return [
            item for (name, issued), (item, _, _) in self.documents.items() if name == symbol and day in ("", issued)
        ]

    def _wrong_key(self, key: str) -> str | None:
        found = self._named(key)
        if len(found) == 1:
            return None
        if not found:
            return f"there is no document {key!r}"
        return f"{key!r} may be several documents; add “@” and the day of issue"

    def _of_documents(self) -> Iterator[Problem]:
        for entry, number, place in self.documents.values():
            for name in ("replaced_by", "amended_by"):
                for index, key in enumerate(getattr(entry, name)):
                    at = (*place, name, index)
                    if wrong := self._wrong_key(key):
                        yield number, at, wrong
                    elif (other := self._named(key)[0]).issued < entry.issued or other is entry:
                        yield number, at, f"{key} is older than {entry.symbol}"
            for index, part in enumerate(entry.partly_replaced):
                if wrong := self._wrong_key(part.by):
                    yield number, (*place, "partly_replaced", index, "by"), wrong

    def _of_bodies(self) -> Iterator[Problem]:
        for entry, number, place in self.bodies.values():
            for index, name in enumerate(entry.successor):
                if name not in self.bodies:
                    yield number, (*place, "successor", index), f"there is no body {name!r}"
            if self._circular(entry.id):
                yield number, (*place, "successor"), f"the successors of {entry.id!r} lead back to it"

    def _circular(self, start: str) -> bool:
        seen: set[str] = set()
        waiting = list(self.bodies[start][0].successor)
        while waiting:
            name = waiting.pop()
            if name == start:
                return True
            if name in self.bodies and name not in seen:
                seen.add(name)
                waiting += self.bodies[name][0].successor
        return False

    def _of_units(self) -> Iterator[Problem]:
        names = {unit.name for entry in self.files for unit in entry.old_units}
        names |= {unit.name for entry in self.files for unit in entry.new_units}
        for number, entry in enumerate(self.files):
            for index, old in enumerate(entry.old_units):
                if old.continues_as not in names:
                    yield number, ("old_units", index, "continues_as"), f"there is no province {old.continues_as!r}"
            for index, new in enumerate(entry.new_units):
                for other in new.merged_from:
                    if other not in names:
                        yield number, ("new_units", index, "merged_from"), f"there is no province {other!r}"

    def _of_rest(self) -> Iterator[Problem]:
        programmes = {item.id for entry in self.files for item in entry.programmes}
        for number, entry in enumerate(self.files):
            for index, item in enumerate(entry.programmes):
                if wrong := self._wrong_key(item.resolution):
                    yield number, ("programmes", index, "resolution"), wrong
                if item.successor is not None and item.successor not in programmes:
                    yield number, ("programmes", index, "successor"), f"there is no programme {item.successor!r}"
            for name in ("propaganda_schemes", "index_schemes"):
                for index, scheme in enumerate(getattr(entry, name)):
                    if wrong := self._wrong_key(scheme.symbol):
                        yield number, (name, index, "symbol"), wrong


def compile_law(facts: Facts) -> Law:
    """Return the registry of facts that ``Facts.problems`` finds nothing wrong with."""
    documents: dict[str, list[Document]] = {}
    for entry, _, _ in facts.documents.values():
        documents.setdefault(entry.symbol, []).append(_document(entry))
    for group in documents.values():
        group.sort(key=lambda document: document.issued)
    files = facts.files
    drafting = frozenset(code for entry in files for code in entry.unit_codes_in_luu)
    return Law(
        pickle.dumps(documents, protocol=5),
        [_programme(item) for entry in files for item in entry.programmes],
        _provinces(files),
        {name: _body(entry) for name, (entry, _, _) in facts.bodies.items()},
        [_regime(item) for entry in files for item in entry.regimes],
        list(_kinds(files)),
        [(item.level, tuple(item.names), item.from_, item.until) for entry in files for item in entry.levels],
        [
            Short(short, tuple(item.exp), item.define, item.case == "strict")
            for entry in files
            for item in entry.abbreviations
            for short in (item.abbr, *item.variants)
        ],
        drafting,
        {name: text for entry in files for name, text in entry.sources.items()},
    )


def _document(entry: DocumentEntry) -> Document:
    partly = tuple((part.from_, part.by, part.scope) for part in entry.partly_replaced)
    return Document(
        entry.symbol, entry.kind, entry.title_short, entry.issuer, entry.issued, entry.in_force, entry.expired,
        tuple(entry.replaced_by), tuple(entry.amended_by), partly, entry.period, entry.verified,
        frozenset(entry.unverified), tuple(entry.source), entry.note,
    )  # fmt: skip


def _programme(entry: ProgrammeEntry) -> Programme:
    return Programme(
        entry.id, entry.name, entry.period, entry.resolution, entry.issued, entry.successor,
        [(area.name, tuple(area.accept)) for area in entry.areas], entry.verified,
    )  # fmt: skip


def _body(entry: BodyEntry) -> Body:
    return Body(
        entry.id, entry.class_, entry.name, entry.level, tuple(entry.aliases), tuple(entry.abbr), tuple(entry.codes),
        entry.from_, entry.until, tuple(entry.successor), tuple(entry.basis), entry.date_varies, entry.verified,
        entry.collective, entry.note, tuple(entry.source),
    )  # fmt: skip


def _provinces(files: list[LawFile]) -> dict[str, Province]:
    """Return the provinces by name: what one was before and after a merger is one entry where the name lived on."""
    found: dict[str, Province] = {}
    for old in [unit for entry in files for unit in entry.old_units]:
        found[old.name] = _old_province(old)
    for new in [unit for entry in files for unit in entry.new_units]:
        _renew(found.setdefault(new.name, Province(new.name, [])), new)
    return found


def _old_province(unit: OldUnitEntry) -> Province:
    gone = not unit.name_survives
    return Province(
        unit.name, [(unit.kind, unit.from_, unit.until)], unit.until if gone else None,
        unit.continues_as if gone else None, aliases=tuple(unit.aliases), verified=unit.verified,
    )  # fmt: skip


def _renew(province: Province, unit: NewUnitEntry) -> None:
    province.kinds += [(kind.kind, kind.from_, kind.until) for kind in unit.kinds]
    province.merged_from = tuple(name for name in unit.merged_from if name != unit.name)
    province.merged_on = unit.from_
    province.aliases = tuple(dict.fromkeys((*province.aliases, *unit.aliases)))
    province.basis = {kind.from_: kind.by for kind in unit.kinds if kind.by and kind.from_}
    province.verified = province.verified and unit.verified


def _regime(entry: RegimeEntry) -> Regime:
    short, english = next((names for code, names in _SHORT_KINDS.items() if f"/{code}" in entry.symbol), ("", ""))
    return Regime(
        entry.id, entry.symbol, Words(f"{short} {entry.symbol}".strip(), f"{english} {entry.symbol}".strip()),
        entry.from_, entry.until, {rule.id: rule.clause for rule in entry.rules if rule.clause}, entry.verified,
        frozenset(rule.id for rule in entry.rules if not rule.verified),
        {rule.id: rule.value for rule in entry.rules},
    )  # fmt: skip


def _kinds(files: list[LawFile]) -> Iterator[tuple[str, str, str | None, str | None]]:
    """Yield the abbreviations in symbols; the Decree of 2020 changed some."""
    before = {kind.name: kind for entry in files for kind in entry.tt01_codes}
    for kind in (kind for entry in files for kind in entry.administrative):
        if kind.abbr is None:
            continue
        if (older := before.pop(kind.name, None)) is not None and older.abbr:
            yield kind.name, older.abbr, None, _DECREE_30
            yield kind.name, kind.abbr, _DECREE_30, None
        else:
            yield kind.name, kind.abbr, kind.from_, kind.until
    for kind in before.values():
        if kind.abbr:
            yield kind.name, kind.abbr, None, _DECREE_30
