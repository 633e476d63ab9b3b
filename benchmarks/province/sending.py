"""Put files where people put them: flat, in folders, in zip files, under the names that people give."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

from province.units import AGENCY, COMMUNE, Unit
from province.wordfile import packed

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_EXACT = 2  # of the ways to name a file below, the one that keeps the marks
_PER_ZIP = 12
_ZIPPED = 0.1
_FOLDERS = {COMMUNE: "xa-phuong", AGENCY: "don-vi-truc-thuoc"}
_NAMED: tuple[Callable[[Unit, str], str], ...] = (
    lambda unit, end: f"KH tuyen truyen CCHC 2026 - {unit.plain}{end}",
    lambda unit, end: f"{unit.plain}_KH CCHC{end}",
    lambda unit, end: f"{unit.name} - Kế hoạch tuyên truyền CCHC 2026{end}",
    lambda unit, end: f"{_FOLDERS.get(unit.group, 'so-ban-nganh')}/{unit.plain}{end}",
    lambda unit, end: f"{unit.plain.lower().replace(' ', '-')}/Kế hoạch{end}",
)


class Desk:
    """The folder as it fills; nothing is written before ``write``. ``exact``: units whose names need their marks."""

    def __init__(self, rng: random.Random, exact: set[str]) -> None:
        self.rng, self.exact = rng, exact
        self.files: dict[str, bytes] = {}
        self._scans = 0

    def lay(self, unit: Unit, content: bytes, end: str, named: bool = False, mark: str = "") -> str:
        """Put a file somewhere and return its path; ``named``: its name tells the unit; ``mark``: of a second file."""
        roll = self.rng.random()
        if not named and roll < 0.15:
            self._scans += 1
            path = f"scan{self._scans:03}{end}"
        elif roll > 1 - _ZIPPED:
            path = f"nop-bo-sung-{len(self.files) // (_PER_ZIP * 10) + 1}.zip/{unit.plain}{mark}{end}"
        else:
            path = self.rng.choice(_NAMED)(unit, f"{mark}{end}")
        if unit.name in self.exact:
            path = _NAMED[_EXACT](unit, f"{mark}{end}")
        assert path not in self.files, path
        self.files[path] = content
        return path

    def write(self, folder: Path) -> None:
        zips: dict[str, dict[str, bytes]] = {}
        for path, content in self.files.items():
            archive, inside, member = path.partition(".zip/")
            if inside:
                zips.setdefault(f"{archive}.zip", {})[member] = content
                continue
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_bytes(content)
        for name, members in zips.items():
            (folder / name).write_bytes(packed(members))


def broken(number: int, whole: bytes, rng: random.Random) -> bytes:
    """Return a file that no program can read: cut off, random, empty, or locked with a password, by turns."""
    kinds = (whole[: len(whole) // 2], rng.randbytes(9000), b"", _locked(rng))
    return kinds[number % len(kinds)]


def _locked(rng: random.Random) -> bytes:
    names = "".join(name.ljust(32, "\0") for name in ("Root Entry", "EncryptionInfo", "EncryptedPackage"))
    return (_OLE + bytes(504) + names.encode("utf-16-le") + rng.randbytes(6000)).ljust(8192, b"\0")
