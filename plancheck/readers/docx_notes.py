"""Give the footnotes and endnotes of a Word file, each where it is first referred to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plancheck.readers.docx_names import W
from plancheck.readers.draft import Para, Run

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lxml.etree import _Element

    from plancheck.readers.docx_body import Walker
    from plancheck.readers.docx_parts import WordPackage
    from plancheck.readers.draft import Item

_NOTE = {"footnotes": W + "footnote", "endnotes": W + "endnote"}


class Notes:
    """The notes of a file by kind and id; a part is opened when a note of it is referred to."""

    def __init__(self, package: WordPackage) -> None:
        self._package = package
        self._notes: dict[str, dict[str, _Element]] = {}
        self._inside = False

    def take(self, kind: str, identity: str | None, walker: Walker) -> list[Run]:
        """Return the runs of a note, its paragraphs parted by line ends; empty when it was taken before.

        A note has no notes of its own.
        """
        if self._inside:
            return []
        if kind not in self._notes:
            root = self._package.part(kind)
            notes = root.iterchildren(_NOTE[kind]) if root is not None else iter(())
            self._notes[kind] = {
                note.get(W + "id", ""): note for note in notes if note.get(W + "type", "normal") == "normal"
            }
        note = self._notes[kind].pop(identity or "", None)
        if note is None:
            return []
        self._inside = True
        items = walker.story(note)
        self._inside = False
        return _flat(items)


def _flat(items: Iterable[Item]) -> list[Run]:
    runs: list[Run] = []
    for item in items:
        inner = item.runs if isinstance(item, Para) else [r for row in item.rows for c in row for r in _flat(c.items)]
        if runs and inner:
            runs.append(Run("\n", runs[-1].font))
        runs += inner
    return runs
