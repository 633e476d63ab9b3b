"""Compare names of units: as issuers write them, as rosters list them, as files are called."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from plancheck.audit.outcome import Outcome
from plancheck.audit.roster import Unit
from plancheck.language.fold import bare, fold, in_one_placement
from plancheck.law import Law
from plancheck.law.names import Name, areas_in, read_name

Key = tuple[str, ...]
_WORD = re.compile(r"[^\W_]+")
_CAMEL = re.compile(r"(?<=[a-zà-ỹ])(?=[A-ZĐÀ-Ỹ])")
_SHORTEST_CODE = 3  # letters: "TP" in a file's name is anything


def plain(name: str) -> str:
    """Return a name in small letters, one tone placement, without marks between its words."""
    words = _WORD.findall(fold(unicodedata.normalize("NFC", name)).replace("&", " và "))
    return " ".join(in_one_placement(word) for word in words)


def keys_of(law: Law, name: str) -> Iterator[Key]:
    """Yield all that a unit's name is known by: its words, and the body of the registry with its territory."""
    if words := plain(name):
        yield ("name", words)
    yield from _bodies(read_name(law, name, None))


def _bodies(read: Name) -> Iterator[Key]:
    area = next((area for area in read.areas if area.level in ("xã", "huyện")), None)
    place = (area.kind, plain(area.name)) if area is not None else ()
    for body in read.bodies:
        if body.collective and area is None and body.level != "tỉnh":
            continue  # "UBND xã" alone is everybody's
        yield ("body", body.id, *place)


def unit_keys(law: Law, unit: Unit) -> set[Key]:
    """Return the keys of a unit of the roster: of its name and its short names."""
    return {key for name in (unit.name, *unit.short_names) for key in keys_of(law, name)}


def issuer_keys(law: Law, outcome: Outcome) -> set[Key]:
    """Return the keys of the issuer that a file names."""
    return set(keys_of(law, outcome.issuer)) if outcome.issuer else set()


def places_in(law: Law, name: str) -> list[str]:
    """Return the territories that a name tells, in order ("UBND xã Tân Lập, huyện Vũ Thư": tân lập, vũ thư)."""
    return [plain(area.name) for area in areas_in(law, name, None)]


def codes_of(law: Law, unit: Unit) -> set[str]:
    """Return the codes by which a unit's symbols end: short names, and those of its body in the registry."""
    found = {_code(name) for name in unit.short_names if len(name.split()) == 1}
    for body in read_name(law, unit.name, None).bodies:
        if not body.collective:
            found |= {_code(code) for code in body.codes}
    return found


def code_of(outcome: Outcome) -> str | None:
    """Return the code of the body in a plan's symbol."""
    return _code(outcome.code) if outcome.code else None


def _code(code: str) -> str:
    return bare(code).replace("&", "").strip()


# Names of files


def file_words(part: str) -> tuple[str, ...]:
    """Return the words of a folder or file name, without Vietnamese marks ("SoYTe_KH2026": so y te kh 2026)."""
    part = _CAMEL.sub(" ", unicodedata.normalize("NFC", part))
    return tuple(word for word in re.findall(r"[a-z]+|[0-9]+", bare(part)))


def spoken(law: Law, unit: Unit) -> Iterator[tuple[tuple[str, ...], bool]]:
    """Yield how a file's name may call a unit, and whether it is only the place's name ("tan lap")."""
    read = read_name(law, unit.name, None)
    names = {unit.name, *unit.short_names}
    area = next((area for area in read.areas if area.level in ("xã", "huyện")), None)
    for body in read.bodies:
        if area is None:
            names |= {name for name in (*body.names(), *body.codes) if len(name) >= _SHORTEST_CODE}
    if area is not None and any(body.collective for body in read.bodies):
        names |= {f"{head} {area.kind} {area.name}" for head in ("UBND", "Ủy ban nhân dân", "")}
    for name in names:
        if words := file_words(name):
            yield words, False
    if area is not None and (words := file_words(area.name)):
        yield words, True
