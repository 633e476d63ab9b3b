"""Find the files that the roster itself names."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence

from plancheck.audit.roster import Unit
from plancheck.readers.files import SUFFIXES


def mapped(units: Iterable[Unit], paths: Sequence[str]) -> tuple[dict[str, list[int]], list[int]]:
    """Return the units that the roster gives each file, by path, and those whose file is not there, or not just once.

    A roster may leave out folders and the ending, which Windows hides.
    """
    units = list(units)
    if all(unit.file is None for unit in units):
        return {}, []
    known: dict[str, list[str]] = {}
    for path in paths:
        parts = _key(path).split("/")
        for start in range(len(parts)):
            name = "/".join(parts[start:])
            for form in {name, _without_ending(name)}:
                known.setdefault(form, []).append(path)
    whole: dict[str, list[str]] = {}
    for path in paths:
        whole.setdefault(_key(path), []).append(path)
    found: dict[str, list[int]] = {}
    absent: list[int] = []
    for number, unit in enumerate(units):
        if unit.file is None:
            continue
        given = whole.get(_key(unit.file)) or known.get(_key(unit.file), [])
        if len(given) == 1:
            found.setdefault(given[0], []).append(number)
        else:
            absent.append(number)
    return found, absent


def _key(path: str) -> str:
    return unicodedata.normalize("NFC", path.strip().replace("\\", "/").removeprefix("./")).casefold()


def _without_ending(name: str) -> str:
    return name.rsplit(".", 1)[0] if name.endswith(SUFFIXES) else name
