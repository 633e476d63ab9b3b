"""Read a .doc (Word 97-2003): convert it to .docx and read that; an OLE file of another kind is named and refused.

msdoc2docx comes first: pure Python, half a second with its process where LibreOffice takes two, and of 25 documents
it kept text, numbers and tables in 19, LibreOffice in 15 (tables at the end of a file ran together). LibreOffice,
where it is installed, reads what msdoc2docx cannot (Word 6 and 95), and what it returns without some of its text; the
longer text is taken.
"""

from __future__ import annotations

import struct
import subprocess
import sys
import tempfile
from dataclasses import dataclass, replace
from pathlib import Path

from plancheck.readers import doc_worker, office
from plancheck.readers.doc_ole import Compound
from plancheck.readers.limits import MEGABYTE, SAVE_AGAIN, Limits, ReadError, damaged, missing_extra, protected
from plancheck.source import Source

SECONDS = 60
MEMORY = 1024 * MEGABYTE
_VI, _EN = "Tệp Word (.doc)", "The Word file (.doc)"
_WORD_97 = 0xA5EC
_WORD_95_VERSION = 103
_FIB = struct.Struct("<HH6xH64x8I")  # magic, version, flags, the lengths of the text and of seven other stories
_ENCRYPTED, _OBFUSCATED = 0x0100, 0x8000
_FEW = 200  # characters; a shorter document says nothing about a converter that lost text
_LEAST = 0.25  # of the characters the file counts, among them fields and marks; less text than that is lost text
_LEAST_REPAIRED = (
    0.9  # the same for a damaged file: what LibreOffice saved of it must be the whole, or parts seem missing
)
_OTHERS = (
    ({"Workbook", "Book"}, "bảng tính Excel", "an Excel workbook"),
    ({"PowerPoint Document"}, "bài trình chiếu PowerPoint", "a PowerPoint presentation"),
    ({"VisioDocument"}, "bản vẽ Visio", "a Visio drawing"),
    ({"__properties_version1.0"}, "thư Outlook (.msg)", "an Outlook message (.msg)"),
)


@dataclass(slots=True, frozen=True)
class _Word:
    """What the first bytes of a Word file say: whether msdoc2docx knows it, how many characters it holds."""

    known: bool
    characters: int
    filter: str  # what LibreOffice calls the format


def read(content: bytes, path: str, limits: Limits) -> Source:
    """Return the source of a .doc file; raise ReadError where it is another kind of file, locked or damaged."""
    word = _examine(content)
    status, converted = _convert(content, limits) if word.known else (doc_worker.BROKEN, b"")
    if status == doc_worker.LOCKED:
        raise protected(_VI, _EN)
    source, failure = _read_docx(converted, path, limits) if converted else (None, None)
    if source is None or status == doc_worker.PARTIAL or _lost_text(source, word):
        again = office.to_docx(content, ".doc", word.filter, limits)
        other, other_failure = _read_docx(again, path, limits) if again else (None, None)
        failure = failure or other_failure
        if other is not None and (_is_whole(other, word) if source is None else len(other.text) > len(source.text)):
            source = other
    if source is not None:
        return source
    if not word.known:
        raise ReadError(
            f"{_VI} do Word 6 hoặc Word 95 tạo, chưa đọc được. {SAVE_AGAIN.vi}",
            f"{_EN} is of Word 6 or Word 95, which cannot be read here. {SAVE_AGAIN.en}",
        )
    if status == doc_worker.ABSENT:
        raise missing_extra("doc", "tệp .doc", ".doc files")
    raise failure or damaged(_VI, _EN)


def _examine(content: bytes) -> _Word:
    """Return what the OLE file says of its text; raise ReadError where it is no Word file, or has a password."""
    compound = Compound(content)
    names = compound.names
    if {"EncryptedPackage", "EncryptionInfo"} & names:
        raise protected("Tệp", "The file")
    if "WordDocument" not in names:
        for streams, vi, en in _OTHERS:
            if streams & names:
                raise ReadError(
                    f"Đây là {vi}, không phải văn bản. Hãy gửi tệp Word (.docx), PDF hoặc văn bản thuần của kế hoạch.",
                    f"This is {en}, not a text. Give the plan's Word (.docx), PDF or plain text file.",
                )
        raise damaged(_VI, _EN)
    fib = compound.beginning("WordDocument", _FIB.size)
    if len(fib) < _FIB.size:
        raise damaged(_VI, _EN)
    magic, version, flags, characters, *others = _FIB.unpack(fib)
    if flags & (_ENCRYPTED | _OBFUSCATED):
        raise protected(_VI, _EN)
    # A character takes a byte at least: a file that claims more repeats itself without end.
    if magic == _WORD_97 and characters + sum(others) > len(content):
        raise damaged(_VI, _EN)
    old = "MS Word 95" if version >= _WORD_95_VERSION else "MS WinWord 6.0"
    return _Word(magic == _WORD_97, characters, "MS Word 97" if magic == _WORD_97 else old)


def _convert(content: bytes, limits: Limits) -> tuple[int, bytes]:
    """Return (exit status, .docx) of a conversion in a process of its own, bounded in time and memory."""
    with tempfile.TemporaryDirectory(prefix="plancheck-", ignore_cleanup_errors=True) as name:
        source, result = Path(name) / "document.doc", Path(name) / "document.docx"
        source.write_bytes(content)
        # -P: a file of the same name beside the document must not be imported in place of a library.
        command = [sys.executable, "-P", doc_worker.__file__, str(source), str(result), str(MEMORY)]
        try:
            done = subprocess.run(
                command, cwd=name, timeout=SECONDS, check=False,
                stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            )  # fmt: skip
        except (subprocess.TimeoutExpired, OSError):
            return doc_worker.BROKEN, b""
        if done.returncode not in (doc_worker.DONE, doc_worker.PARTIAL):
            return done.returncode, b""
        if not result.is_file() or result.stat().st_size > limits.file_bytes:
            return doc_worker.BROKEN, b""
        return done.returncode, result.read_bytes()


def _read_docx(content: bytes, path: str, limits: Limits) -> tuple[Source | None, ReadError | None]:
    from plancheck.readers import docx

    try:
        source = docx.read(content, path, limits)
    except ReadError as error:
        return None, error
    return replace(source, format="doc"), None


def _lost_text(source: Source, word: _Word) -> bool:
    return word.known and word.characters > _FEW and len(source.text) < word.characters * _LEAST


def _is_whole(source: Source, word: _Word) -> bool:
    return not word.known or len(source.text) >= word.characters * _LEAST_REPAIRED
