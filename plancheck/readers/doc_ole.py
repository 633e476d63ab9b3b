"""Look into an OLE file (.doc, .xls, a locked .docx): its streams, and the beginning of one.

Every chain is followed at most once through each sector, so damage and loops end the walk and cost nothing.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

_LARGEST_REGULAR = 0xFFFFFFFA
_ENTRY = 128
_MOST_SECTORS = 4096  # of the directory: sixteen thousand names and more
_STREAM, _ROOT = 2, 5


@dataclass(slots=True, frozen=True)
class _Entry:
    name: str
    kind: int
    start: int
    size: int


class Compound:
    """An OLE file. ``names`` are its streams and storages; it is empty where the directory cannot be read."""

    def __init__(self, content: bytes) -> None:
        self._content = content
        header = content[:512].ljust(512, b"\0")
        shift, mini = struct.unpack_from("<HH", header, 30)
        self._sector = 1 << shift if 7 <= shift <= 16 else 512
        self._mini = 1 << mini if 4 <= mini <= 12 else 64
        self._directory_start, self._cutoff, self._mini_fat_start = struct.unpack_from("<I4xII", header, 48)
        self._fat_sectors = self._difat(header)
        self._entries = [entry for entry in self._directory() if entry.kind]
        self.names = {entry.name for entry in self._entries}

    def beginning(self, name: str, length: int) -> bytes:
        """Return up to ``length`` bytes from the beginning of a stream; b"" where it is absent or damaged."""
        entry = next((entry for entry in self._entries if entry.name == name and entry.kind == _STREAM), None)
        if entry is None:
            return b""
        length = min(length, entry.size)
        if entry.size >= self._cutoff:
            return self._take(self._chain(entry.start), length)
        root = next((entry for entry in self._entries if entry.kind == _ROOT), None)
        if root is None:
            return b""
        small = self._take(self._chain(root.start), root.size)
        parts: list[bytes] = []
        for number in self._mini_chain(entry.start):
            parts.append(small[number * self._mini : (number + 1) * self._mini])
            if len(parts) * self._mini >= length:
                break
        return b"".join(parts)[:length]

    def _difat(self, header: bytes) -> list[int]:
        """Return the sectors that hold the file allocation table."""
        numbers = list(struct.unpack_from("<109I", header, 76))
        following = struct.unpack_from("<I", header, 68)[0]
        seen: set[int] = set()
        while following < _LARGEST_REGULAR and following not in seen:
            seen.add(following)
            sector = self._at(following)
            if len(sector) < self._sector:
                break
            *more, following = struct.unpack(f"<{self._sector // 4}I", sector)
            numbers += more
        return [number for number in numbers if number < _LARGEST_REGULAR]

    def _at(self, number: int) -> bytes:
        start = (number + 1) * self._sector
        return self._content[start : start + self._sector]

    def _next(self, number: int) -> int:
        place, within = divmod(number, self._sector // 4)
        if place >= len(self._fat_sectors):
            return _LARGEST_REGULAR
        entry = self._at(self._fat_sectors[place])[within * 4 : within * 4 + 4]
        return int.from_bytes(entry, "little") if len(entry) == 4 else _LARGEST_REGULAR

    def _chain(self, number: int) -> Iterator[bytes]:
        seen: set[int] = set()
        while number < _LARGEST_REGULAR and number not in seen:
            seen.add(number)
            sector = self._at(number)
            if not sector:
                return
            yield sector
            number = self._next(number)

    def _mini_chain(self, number: int) -> Iterator[int]:
        table = b"".join(self._chain(self._mini_fat_start))
        seen: set[int] = set()
        while number < len(table) // 4 and number not in seen:
            seen.add(number)
            yield number
            number = int.from_bytes(table[number * 4 : number * 4 + 4], "little")

    @staticmethod
    def _take(sectors: Iterator[bytes], length: int) -> bytes:
        parts: list[bytes] = []
        have = 0
        for sector in sectors:
            parts.append(sector)
            have += len(sector)
            if have >= length:
                break
        return b"".join(parts)[:length]

    def _directory(self) -> Iterator[_Entry]:
        for sector in islice(self._chain(self._directory_start), _MOST_SECTORS):
            for place in range(0, len(sector) - _ENTRY + 1, _ENTRY):
                raw = sector[place : place + _ENTRY]
                length, kind = struct.unpack_from("<HB", raw, 64)
                start, size = struct.unpack_from("<II", raw, 116)
                name = raw[: max(0, min(length, 64) - 2)].decode("utf-16-le", "replace")
                yield _Entry(name, kind, start, size)
