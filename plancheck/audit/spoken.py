"""Tell how files are called after a unit: in full, by its place, by short forms."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from typing import NamedTuple

from plancheck.audit.filewords import Token, joined
from plancheck.audit.names import LOCAL, Called, Names
from plancheck.audit.roster import Unit

SHORTEST = 3  # letters: "TP" in a file's name is anything


class Entry(NamedTuple):
    """How a name may call a unit. ``place``: the territory's name at its end, which may be part of a longer one."""

    unit: int
    marked: str
    place: str = ""


def agreeing(entries: Sequence[Entry] | None, words: Sequence[Token]) -> Sequence[Entry]:
    """Return the entries whose marks are those that the file's name writes; one written without marks is any."""
    if not entries:
        return []
    written, unmarked = "".join(word.marked for word in words), "".join(word.bare for word in words)
    if written == unmarked:
        return entries
    if len(written) != len(unmarked):  # letters of another script
        return [entry for entry in entries if entry.marked == written]
    return [
        entry for entry in entries
        if len(entry.marked) == len(written)
        and all(char in (own, plain) for char, own, plain in zip(written, entry.marked, unmarked, strict=True))
    ]  # fmt: skip


_Name = tuple[str, ...]  # the pieces of a name


def spoken(names: Names, unit: Unit, called: Called) -> Iterator[tuple[_Name, str]]:
    """Yield the names by which a file may be called after a unit, and the place that stands at a name's end."""
    place = called.places.get(called.own or "") if called.own in LOCAL else None
    whole = joined(place[1])[0] if place is not None else ""
    for name in (unit.name, *(name for name in unit.short_names if len(name.split()) > 1)):
        yield (name,), whole if whole and joined(name)[0].endswith(whole) else ""
    bodies = [names.law.bodies[body] for body in called.bodies]
    if called.collective and place is not None:
        heads = {head for body in bodies for head in body.short}
        kinds = names.spelling.short
        yield from ((name, whole) for head in (*sorted(heads), "") for name in _territory(kinds, head, *place))
        return
    for name in (name for body in bodies for name in body.names()):
        if place is not None:
            yield (name, place[1]), whole
            yield (name, *place), whole
        elif len(name) > SHORTEST and (not called.collective or " " in name):
            yield (name,), ""
    if called.words:
        yield from _short(called, place, whole, names.spelling.left_out)


def _territory(kinds: Mapping[str, Sequence[str]], head: str, kind: str, name: str) -> Iterator[_Name]:
    yield head, kind, name
    if head or not name[:1].isdigit():  # "P1" is a first part too
        yield from ((head, short, name) for short in kinds.get(kind, ()))
    if head and not name[:1].isdigit():
        yield head, name


def _short(called: Called, place: _Name | None, whole: str, left_out: Set[str]) -> Iterator[tuple[_Name, str]]:
    """Yield the usual short forms of a name that the registry lacks ("TTYT Vũ Thư", "THPT Chu Văn An")."""
    words = called.words
    letters = "".join(word if word.isupper() else word[:1] for word in words if word.lower() not in left_out)
    if place is not None:
        for form in (words, (letters,)) if len(letters) >= SHORTEST else (words,):
            yield (*form, place[1]), whole
            yield (*form, *place), whole
    elif called.over:
        yield words, ""
    elif words[0].lower() == "trường" and len(words) > 3:
        yield words[1:], ""
