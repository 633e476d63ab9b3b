"""Turn checked files of facts into the registry."""

from __future__ import annotations

import pickle
from collections.abc import Iterable, Iterator
from typing import TypeVar

from plancheck.finding import Words
from plancheck.language.fold import spellings
from plancheck.law.entries import Facts
from plancheck.law.facts import Body, Document, Programme, Province, Regime, Short
from plancheck.law.registry import WORD, Law
from plancheck.law.schema import (
    BodyEntry,
    DocumentEntry,
    LawFile,
    NewUnitEntry,
    OldUnitEntry,
    ProgrammeEntry,
    RegimeEntry,
    Told,
)

Named = TypeVar("Named")
_DECREE_30 = "2020-03-05"
_SHORT_KINDS = {
    "NĐ-": ("NĐ", "Decree"), "TTLT-": ("TTLT", "Joint Circular"), "TT-": ("TT", "Circular"),
}  # fmt: skip


def compile_law(facts: Facts) -> Law:
    """Return the registry of facts that ``Facts.problems`` finds nothing wrong with."""
    documents: dict[str, list[Document]] = {}
    for entry, _, _ in facts.documents.values():
        documents.setdefault(entry.symbol, []).append(_document(entry))
    for group in documents.values():
        group.sort(key=lambda document: document.issued)
    files = facts.files
    bodies = {name: _body(entry) for name, (entry, _, _) in facts.bodies.items()}
    body_names = _spelled((name, body) for body in bodies.values() for name in body.names())
    provinces = _provinces(files)
    names = ((name, province) for province in provinces.values() for name in (province.name, *province.aliases))
    drafting = frozenset(code for entry in files for code in entry.unit_codes_in_luu)
    return Law(
        {symbol: pickle.dumps(group, protocol=5) for symbol, group in documents.items()},
        [_programme(item) for entry in files for item in entry.programmes],
        provinces,
        bodies,
        body_names,
        _joined((" ".join(WORD.findall(name)), found) for name, found in body_names.items()),
        {name: found[-1] for name, found in _spelled(names).items()},
        [_regime(item) for entry in files for item in entry.regimes],
        list(_kinds(files)),
        [(item.level, tuple(item.names), item.from_, item.until) for entry in files for item in entry.levels],
        [
            Short(short, tuple(item.exp), item.define, item.case == "strict", item.verified)
            for entry in files
            for item in entry.abbreviations
            for short in (item.abbr, *item.variants)
        ],
        drafting,
        {name: _words(text) for entry in files for name, text in entry.sources.items()},
        min((str(entry.meta["as_of"]) for entry in files if "as_of" in entry.meta), default=None),
    )


def _spelled(named: Iterable[tuple[str, Named]]) -> dict[str, list[Named]]:
    """Return what is named by every folded spelling of every name of it."""
    return _joined((spelling, [item]) for name, item in named for spelling in spellings(name))


def _joined(named: Iterable[tuple[str, list[Named]]]) -> dict[str, list[Named]]:
    """Return all that is named so by each name, once."""
    found: dict[str, list[Named]] = {}
    for name, items in named:
        known = found.setdefault(name, [])
        known += [item for item in items if item not in known]
    return found


def _words(text: str | Told) -> Words:
    return Words(text, text) if isinstance(text, str) else Words(text.vi, text.en)


def _document(entry: DocumentEntry) -> Document:
    partly = tuple((part.from_, part.by, part.scope) for part in entry.partly_replaced)
    return Document(
        entry.symbol, entry.kind, entry.title_short, entry.issuer, entry.issued, entry.in_force, entry.expired,
        tuple(entry.replaced_by), tuple(entry.amended_by), partly, entry.period, entry.verified,
        frozenset(entry.unverified), tuple(entry.source),
        _words(entry.note) if entry.note else None,
    )  # fmt: skip


def _programme(entry: ProgrammeEntry) -> Programme:
    return Programme(
        entry.id, entry.name, entry.period, entry.resolution, entry.issued, entry.successor,
        [(area.name, tuple(area.accept)) for area in entry.areas], entry.verified, tuple(entry.source),
    )  # fmt: skip


def _body(entry: BodyEntry) -> Body:
    return Body(
        entry.id, entry.class_, entry.name, entry.level, tuple(entry.aliases), tuple(entry.abbr), tuple(entry.codes),
        entry.from_, entry.until, tuple(entry.successor), tuple(entry.basis), entry.date_varies, entry.verified,
        entry.collective, _words(entry.note) if entry.note else None, tuple(entry.source),
    )  # fmt: skip


def _provinces(files: list[LawFile]) -> dict[str, Province]:
    """Return the provinces by name: what one was before and after a merger is one entry where the name lived on."""
    found: dict[str, Province] = {}
    for old in [unit for entry in files for unit in entry.old_units]:
        found[old.name] = _old_province(old)
    for new in [unit for entry in files for unit in entry.new_units]:
        _renew(found.setdefault(new.name, Province(new.name, [])), new)
    by = {event.date: event.by for entry in files for event in entry.events if event.by}
    for province in found.values():
        days = (province.ended, province.merged_on, province.kinds[0][1])
        province.basis = {day: by[day] for day in days if day in by} | province.basis
    return found


def _old_province(unit: OldUnitEntry) -> Province:
    gone = not unit.name_survives
    return Province(
        unit.name, [(unit.kind, unit.from_, unit.until)], unit.until if gone else None,
        unit.continues_as if gone else None, aliases=tuple(unit.aliases), verified=unit.verified,
        source=tuple(unit.source),
    )  # fmt: skip


def _renew(province: Province, unit: NewUnitEntry) -> None:
    province.kinds += [(kind.kind, kind.from_, kind.until) for kind in unit.kinds]
    province.merged_from = tuple(name for name in unit.merged_from if name != unit.name)
    province.merged_on = unit.from_
    province.aliases = tuple(dict.fromkeys((*province.aliases, *unit.aliases)))
    province.basis = {kind.from_: kind.by for kind in unit.kinds if kind.by and kind.from_}
    province.verified = province.verified and unit.verified
    province.source = tuple(dict.fromkeys((*province.source, *unit.source)))


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
