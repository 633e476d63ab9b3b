"""Convert one .doc to .docx; run as a script in a process of its own, within bounds of time and memory.

``python -P doc_worker.py SOURCE RESULT MEMORY``: the exit status is 0 (done), 3 (a password), 4 (cannot be read),
5 (msdoc2docx is not installed) or 6 (done, but numbers, styles or text boxes are lost).
"""

from __future__ import annotations

import sys
import zipfile
from pathlib import Path

DONE, LOCKED, BROKEN, ABSENT, PARTIAL = 0, 3, 4, 5, 6
_LOSSES = {"NUMBERING_TABLE_MALFORMED", "STYLE_TABLE_MALFORMED", "MAIN_TEXTBOX_TABLE_MALFORMED"}
_ANCHOR = "\ufffc".encode()  # what the converter writes where a drawing is anchored; nobody typed it


def work(source: str, result: str, memory: int) -> int:
    """Convert ``source`` into ``result`` with at most ``memory`` bytes, also of output; return the exit status."""
    try:
        from doc2docx import convert  # type: ignore[import-untyped]
        from doc2docx.errors import EncryptedDocumentError  # type: ignore[import-untyped]
    except ImportError:
        return ABSENT
    _bound(memory)
    try:
        report = convert(source, result).report
        _mend(result)
    except EncryptedDocumentError:
        return LOCKED
    except Exception:
        return BROKEN
    return PARTIAL if any(note.code in _LOSSES for note in report.diagnostics) else DONE


def _mend(path: str) -> None:
    """Take out of the .docx what nobody typed."""
    with zipfile.ZipFile(path) as package:
        members = {name: package.read(name) for name in package.namelist()}
    mended = {name: content.replace(_ANCHOR, b"") if name.endswith(".xml") else content
              for name, content in members.items()}  # fmt: skip
    if mended == members:
        return
    Path(path).unlink()
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in mended.items():
            package.writestr(name, content)


def _bound(memory: int) -> None:
    try:
        import resource
    except ImportError:  # Windows: the time limit of the calling process is the only one
        return
    for kind in (resource.RLIMIT_AS, resource.RLIMIT_FSIZE):
        hard = resource.getrlimit(kind)[1]
        most = memory if hard == resource.RLIM_INFINITY else min(memory, hard)
        try:
            resource.setrlimit(kind, (most, hard))
        except (ValueError, OSError):
            continue  # a system that does not bound this kind (RLIMIT_AS on macOS)


if __name__ == "__main__":
    raise SystemExit(work(sys.argv[1], sys.argv[2], int(sys.argv[3])))
