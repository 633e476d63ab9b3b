"""Name a finding by what it says, so that it keeps its name wherever its text moves in the file."""

from __future__ import annotations

from zlib import crc32


def fingerprint(key: str) -> str:
    """Return 16 hexadecimal digits of ``key``; they tell findings of one document apart and are no secret."""
    data = key.encode("utf-8", "surrogatepass")
    first = crc32(data)
    return f"{first:08x}{crc32(data[::-1], first):08x}"
