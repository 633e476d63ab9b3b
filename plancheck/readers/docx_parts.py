"""Open a Word package: its main part and the parts that belong to it, found by their relationships."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING

from plancheck.readers.docx_names import STRICT, STRICT_NAMES, R, W
from plancheck.readers.limits import Limits, ReadError, damaged
from plancheck.readers.package import Package, parse_xml

if TYPE_CHECKING:
    from lxml.etree import _Element

VI, EN = "Tệp Word (.docx)", "The Word file (.docx)"
_RELATIONSHIPS = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_OVERRIDE = "{http://schemas.openxmlformats.org/package/2006/content-types}Override"


class WordPackage:
    """The parts of a Word file; ``document`` is the root of the main one. Links out of the file are never followed."""

    def __init__(self, content: bytes, limits: Limits) -> None:
        """Open the package; raise ReadError where it is damaged or has no main part."""
        self._package = Package(content, limits, VI, EN)
        self._limits = limits
        # The names of parts are compared without case; some programs write backslashes.
        self._names = {name.replace("\\", "/").lstrip("/").lower(): name for name in self._package.names}
        main = self._main_name()
        self.document = self._xml(main)
        body = self.document.find(W + "body")
        if self.document.tag != W + "document" or body is None:
            raise damaged(VI, EN)
        self.body = body
        self._kinds: dict[str, str] = {}
        self._targets: dict[str, str] = {}
        for kind, name, identity in self._relationships(main):
            self._kinds.setdefault(kind, name)
            self._targets[identity] = name

    def part(self, kind: str) -> _Element | None:
        """Return the root of the part of a kind ("styles", "numbering", "footnotes", …), None where there is none."""
        name = self._kinds.get(kind)
        return self._xml(name) if name is not None and name.lower() in self._names else None

    def related(self, element: _Element) -> _Element | None:
        """Return the root of the part that ``r:id`` of an element names, None where there is none."""
        name = self._targets.get(element.get(R + "id", ""))
        return self._xml(name) if name is not None and name.lower() in self._names else None

    def _xml(self, name: str) -> _Element:
        member = self._names.get(name.lower())
        if member is None:
            raise damaged(VI, EN)
        content = self._package.read(member)
        if STRICT in content:
            for strict, usual in STRICT_NAMES:
                content = content.replace(strict, usual)
        return parse_xml(content, self._limits, VI, EN)

    def _main_name(self) -> str:
        for kind, name, _ in self._relationships(""):
            if kind == "officeDocument" and name.lower() in self._names:
                return name
        if "[content_types].xml" in self._names:
            for override in self._xml("[Content_Types].xml").iter(_OVERRIDE):
                if override.get("ContentType", "").lower().endswith((".main+xml", "macroenabledtemplate.main+xml")):
                    return override.get("PartName", "").lstrip("/")
        return "word/document.xml"

    def _relationships(self, source: str) -> list[tuple[str, str, str]]:
        """Return (kind, part, id) of what a part refers to inside the package; "" stands for the package itself."""
        folder, base = posixpath.split(source)
        name = posixpath.join(folder, "_rels", base + ".rels")
        if name.lower() not in self._names:
            return []
        found = []
        for relationship in self._xml(name).iter(_RELATIONSHIPS):
            if relationship.get("TargetMode") == "External":
                continue
            kind = relationship.get("Type", "").rsplit("/", 1)[-1]
            target = relationship.get("Target", "").replace("\\", "/")
            part = target.lstrip("/") if target.startswith("/") else posixpath.join(folder, target)
            found.append((kind, posixpath.normpath(part), relationship.get("Id", "")))
        return found


def embedded() -> ReadError:
    """Return the error for a file that holds its text as another file, which Word takes in when it opens it."""
    return ReadError(
        "Tệp Word chứa nội dung nhúng từ tệp khác. Hãy mở bằng Word, lưu lại dưới dạng .docx rồi kiểm tra lại.",
        "The Word file holds text embedded from another file. Open it in Word, save it again as .docx and check that.",
    )
