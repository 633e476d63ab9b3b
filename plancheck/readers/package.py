"""Open a zipped package (Word, ODF) without trusting it: bounded in members and bytes, no entities."""

from __future__ import annotations

import io
import zipfile
import zlib
from typing import TYPE_CHECKING

from plancheck.readers.limits import MEGABYTE, Limits, ReadError, damaged, protected, too_large

if TYPE_CHECKING:
    from lxml.etree import _Element

_CHUNK = MEGABYTE // 4
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, KeyError, IndexError)


class Package:
    """A zip archive held in memory; what is unpacked of it is counted against the limits."""

    def __init__(self, content: bytes, limits: Limits, vi: str, en: str) -> None:
        """Open the archive; ``vi`` and ``en`` name the kind of file in messages.

        Raises ReadError for a broken archive or one with too many members.
        """
        self.limits = limits
        self.vi, self.en = vi, en
        self._left = limits.unpacked_bytes
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(content))
            self._members = {info.filename: info for info in self._zip.infolist()}
        except (*_BROKEN, UnicodeDecodeError) as error:
            raise damaged(vi, en) from error
        if len(self._members) > limits.members:
            raise too_large(limits.members, "tệp con", "files in it")

    def __contains__(self, name: str) -> bool:
        return name in self._members

    @property
    def names(self) -> list[str]:
        return list(self._members)

    def read(self, name: str) -> bytes:
        """Return the bytes of a member; raise ReadError where it is absent, broken, locked or too large."""
        info = self._members.get(name)
        if info is None:
            raise damaged(self.vi, self.en)
        if info.flag_bits & 0x1:
            raise protected(self.vi, self.en)
        parts: list[bytes] = []
        try:
            with self._zip.open(info) as stream:
                while chunk := stream.read(_CHUNK):
                    self._left -= len(chunk)
                    if self._left < 0:
                        raise too_large(self.limits.unpacked_bytes // MEGABYTE, "MB khi giải nén", "MB when unpacked")
                    parts.append(chunk)
        except ReadError:
            raise
        except RuntimeError as error:  # zipfile's word for a password
            raise protected(self.vi, self.en) from error
        except _BROKEN as error:
            raise damaged(self.vi, self.en) from error
        return b"".join(parts)

    def xml(self, name: str) -> _Element:
        """Return the root element of a member; raise ReadError as ``read`` does, and for XML that is not safe."""
        return parse_xml(self.read(name), self.limits, self.vi, self.en)


def parse_xml(content: bytes, limits: Limits, vi: str, en: str) -> _Element:
    """Return the root of an XML document that has no document type, entities or endless nesting."""
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False, huge_tree=False,
        remove_comments=True, remove_pis=True,
    )  # fmt: skip
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise damaged(vi, en) from error
    if root is None or root.getroottree().docinfo.internalDTD is not None:
        raise damaged(vi, en)
    return root
