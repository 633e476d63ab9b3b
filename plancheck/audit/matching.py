"""Find whose plan each file is: as the roster says, else by issuer, symbol or the file's name; doubt is told."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from plancheck.audit.names import (
    Key,
    code_of,
    codes_of,
    file_words,
    issuer_keys,
    places_in,
    plain,
    spoken,
    unit_keys,
)
from plancheck.audit.outcome import Outcome
from plancheck.audit.roster import Unit
from plancheck.law import Law

_LONGEST = 14  # words of a unit's name in a file's name


class Match(NamedTuple):
    """Whose file it is: ``unit`` by its number in the roster and ``by`` what; or the ``candidates``, none of them sure.

    ``named``: the unit that the file's name points to, where it is another one.
    """

    unit: int | None = None
    by: str | None = None
    candidates: tuple[int, ...] = ()
    named: int | None = None


class Roll:
    """The units by all that they may be called."""

    def __init__(self, law: Law, units: Sequence[Unit]) -> None:
        self._law = law
        self._units = units
        self._keys: dict[Key, list[int]] = {}
        self._codes: dict[str, list[int]] = {}
        self._spoken: dict[tuple[str, ...], tuple[list[int], list[int]]] = {}  # full names, bare places
        for number, unit in enumerate(units):
            for key in sorted(unit_keys(law, unit)):
                self._keys.setdefault(key, []).append(number)
            for code in codes_of(law, unit):
                self._codes.setdefault(code, []).append(number)
            for words, is_place in spoken(law, unit):
                holders = self._spoken.setdefault(words, ([], []))[is_place]
                if number not in holders:
                    holders.append(number)

    def find(self, path: str, outcome: Outcome) -> Match:
        """Return whose file it is."""
        named = self._by_name(path)
        issued = self._by_issuer(outcome)
        if issued:
            return self._settled(issued, "issuer", named, outcome)
        if outcome.body is not None and not self._is_parent(outcome):
            return Match(named=named[0] if len(named) == 1 else None)  # a body that the roster does not know
        code = code_of(outcome)
        signed = self._codes.get(code, []) if code else []
        if signed:
            return self._settled(signed, "symbol", named, outcome)
        if len(named) == 1:
            return Match(named[0], "file-name")
        return Match(candidates=tuple(named))

    def _is_parent(self, outcome: Outcome) -> bool:
        """Say whether what was read is a committee, the line under which may have been lost."""
        body = self._law.bodies.get(outcome.body or "")
        return body is not None and body.collective

    def _settled(self, found: list[int], by: str, named: list[int], outcome: Outcome) -> Match:
        """Choose among the units that a file may be of: by what stands over its name, then by the file's name."""
        left = found
        if len(left) > 1 and outcome.parent:
            over = set(places_in(self._law, outcome.parent))
            left = [number for number in left if over.intersection(self._above(number))] or left
        if len(left) > 1:
            left = [number for number in left if number in named] or left
        if len(left) > 1:
            return Match(candidates=tuple(left))
        other = named[0] if len(named) == 1 and named[0] not in found else None
        return Match(left[0], by, named=other)

    def _above(self, number: int) -> list[str]:
        """Return the territories that a unit lies in, as its name in the roster says."""
        return places_in(self._law, self._units[number].name)[1:]

    def _by_issuer(self, outcome: Outcome) -> list[int]:
        found: list[int] = []
        for key in sorted(issuer_keys(self._law, outcome)):
            found += [number for number in self._keys.get(key, ()) if number not in found]
        return sorted(found)

    def _by_name(self, path: str) -> list[int]:
        """Return the units that the name of the file, else of the innermost folder, calls by the most words."""
        for part in reversed(path.split("/")):
            words = file_words(part.rsplit(".", 1)[0] if part.lower().endswith(_ENDINGS) else part)
            for is_place in (False, True):
                if found := self._called(words, is_place):
                    return found
        return []

    def _called(self, words: tuple[str, ...], is_place: bool) -> list[int]:
        longest = 0
        found: dict[int, None] = {}
        for start in range(len(words)):
            for end in range(min(len(words), start + _LONGEST), start, -1):
                holders = self._spoken.get(words[start:end])
                if holders and holders[is_place]:
                    if end - start > longest:
                        longest, found = end - start, {}
                    if end - start == longest:
                        found |= dict.fromkeys(holders[is_place])
                    break
        return sorted(found)


_ENDINGS = (".txt", ".md", ".docx", ".docm", ".doc", ".rtf", ".odt", ".pdf", ".html", ".htm", ".mht", ".zip")


def mapped(units: Iterable[Unit], paths: Sequence[str]) -> tuple[dict[str, list[int]], list[int]]:
    """Return the units that the roster gives each file, by path, and those whose file is not there."""
    whole = {_key(path): path for path in paths}
    by_name: dict[str, list[str]] = {}
    for path in paths:
        by_name.setdefault(_key(path.rsplit("/", 1)[-1]), []).append(path)
    found: dict[str, list[int]] = {}
    absent: list[int] = []
    for number, unit in enumerate(units):
        if unit.file is None:
            continue
        key = _key(unit.file)
        several = by_name.get(key, [])
        given = whole.get(key) or (several[0] if len(several) == 1 else None)
        if given is None:
            absent.append(number)
        else:
            found.setdefault(given, []).append(number)
    return found, absent


def _key(path: str) -> str:
    return unicodedata.normalize("NFC", path.strip().replace("\\", "/").removeprefix("./")).casefold()


def issuer_name(outcome: Outcome) -> str | None:
    """Return the issuer as read; of a commune with its district, which tells those of one name apart."""
    if outcome.issuer and outcome.parent and outcome.level == "xã":
        return f"{outcome.issuer} ({outcome.parent})"
    return outcome.issuer


def issuers(outcomes: Mapping[str, Outcome]) -> list[Unit]:
    """Return the units that files themselves name, where there is no roster: each once, by name."""
    names: dict[str, str] = {}
    for outcome in outcomes.values():
        if name := issuer_name(outcome):
            names.setdefault(plain(name), name)
    return [Unit(names[key]) for key in sorted(names)]
