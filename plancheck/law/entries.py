"""Collect the entries of all files of facts, and say what in them contradicts itself."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from plancheck.law.schema import BodyEntry, DocumentEntry, LawFile, ProgrammeEntry

Place = tuple[Any, ...]
Problem = tuple[int, Place, str]  # (number of the file, path in it, what is wrong)


class Facts:
    """The entries of all files, each with the file and path where it stands; a later one of the same key replaces."""

    def __init__(self) -> None:
        self.files: list[LawFile] = []
        self.documents: dict[tuple[str, str], tuple[DocumentEntry, int, Place]] = {}
        self.bodies: dict[str, tuple[BodyEntry, int, Place]] = {}
        self.sources: dict[str, Any] = {}
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
        for name in ("programmes", "regimes"):  # these no other file may replace
            for index, item in enumerate(getattr(entry, name)):
                self._claim((name, item.id), 0, (number, (name, index), f"{item.id!r} stands twice in {name}"))
        for source, text in entry.sources.items():
            if self.sources.setdefault(source, text) != text:
                self.twice.append(
                    (number, ("sources", source), f"the source {source!r} is told otherwise in another file")
                )

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

    def _unknown(self, keys: list[str], number: int, place: Place) -> Iterator[Problem]:
        for index, key in enumerate(keys):
            if wrong := self._wrong_key(key):
                yield number, (*place, index), wrong

    def _of_documents(self) -> Iterator[Problem]:
        for entry, number, place in self.documents.values():
            yield from self._unknown([part.by for part in entry.partly_replaced], number, (*place, "partly_replaced"))
            for name in ("replaced_by", "amended_by"):
                yield from self._unknown(getattr(entry, name), number, (*place, name))
                for index, key in enumerate(getattr(entry, name)):
                    for other in self._named(key):
                        # What replaces is always younger, so that replacements never lead back.
                        if other.issued < entry.issued or (name == "replaced_by" and other.issued == entry.issued):
                            yield number, (*place, name, index), f"{key} is no younger than {entry.symbol}"

    def _of_bodies(self) -> Iterator[Problem]:
        for entry, number, place in self.bodies.values():
            yield from self._unknown(entry.basis, number, (*place, "basis"))
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
                yield from self._of_programme(item, number, ("programmes", index), programmes)
            for name in ("propaganda_schemes", "index_schemes", "regimes"):
                for index, scheme in enumerate(getattr(entry, name)):
                    if wrong := self._wrong_key(scheme.symbol):
                        yield number, (name, index, "symbol"), wrong

    def _of_programme(self, item: ProgrammeEntry, number: int, place: Place, programmes: set[str]) -> Iterator[Problem]:
        for name in ("resolution", "directive"):
            if (key := getattr(item, name)) and (wrong := self._wrong_key(key)):
                yield number, (*place, name), wrong
        yield from self._unknown(item.amended_by, number, (*place, "amended_by"))
        yield from self._unknown([phase.symbol for phase in item.phase_plans], number, (*place, "phase_plans"))
        if item.successor is not None and item.successor not in programmes:
            yield number, (*place, "successor"), f"there is no programme {item.successor!r}"
