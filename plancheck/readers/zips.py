"""Find drafts in zip files and get the bytes of one; nothing is written to the disk."""

from __future__ import annotations

import os
import re
import struct
import unicodedata
from collections.abc import Collection
from functools import lru_cache
from typing import IO, TYPE_CHECKING

from plancheck.readers.limits import MEGABYTE, RIGHT_FILE, Limits, ReadError, damaged, protected, too_large
from plancheck.source import Source

if TYPE_CHECKING:
    from zipfile import ZipFile, ZipInfo

_KIND = ("Tệp nén (.zip)", "The zip file")
_MEMBER = ("Tệp trong tệp nén", "The file in the zip file")
_LONGEST_ENTRY = 1024  # bytes of the directory for each member, on the average
_END = b"PK\x05\x06"
_END_SIZE = 22
_LONGEST_COMMENT = 65_535
_UNICODE_NAME = 0x800  # the flag of a name in UTF-8
_UNICODE_PATH = 0x7075  # Info-ZIP's extra field with the name in UTF-8
_HIGHEST_RATIO = 100  # a draft packs by ten, a bomb by a thousand
_SMALL = MEGABYTE  # bytes; what is no larger harms nobody
_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069]")
_SEPARATORS = re.compile(r"[/\\]+")
_DRIVE = re.compile(r"[A-Za-z]:$")
_LEFT_OUT = (".", "~$", "__MACOSX")


def tell_package(names: Collection[str]) -> str:
    """Return what a zip file with these members is: docx, odt, zip, or another kind in words."""
    typed = "[Content_Types].xml" in names
    for folder, main, kind in (
        ("word/", "word/document.xml", "docx"),
        ("xl/", "xl/workbook.xml", "bảng tính Excel"),
        ("ppt/", "ppt/presentation.xml", "bài trình chiếu PowerPoint"),
    ):
        if main in names or (typed and any(name.startswith(folder) for name in names)):
            return kind
    return "odt" if "content.xml" in names else "docx" if typed else "zip"


def names_in(content: bytes) -> list[str] | None:
    """Return the names of a zip file's members, None for one that is broken or has a directory beyond reason."""
    import io

    try:
        with _open(io.BytesIO(content), Limits()) as archive:
            return archive.namelist()
    except ReadError:
        return None


def drafts_in(path: str, suffixes: tuple[str, ...]) -> list[str]:
    """Return the drafts in a zip file as ``drafts.zip/name``; its own path where it is a draft itself or broken."""
    try:
        archive, members = _members(path, Limits())
    except ReadError:
        return [path]
    if tell_package(archive.NameToInfo.keys()) != "zip":
        return [path]
    return [f"{path}/{name}" for name in sorted(members) if name.lower().endswith(suffixes)]


def archive_of(path: str) -> str | None:
    """Return the zip file that a path such as ``drafts.zip/plan.docx`` leads into, None where it leads into none."""
    end = len(path)
    while (end := max(path.rfind("/", 0, end), path.rfind(os.sep, 0, end))) > 0:
        if os.path.exists(path[:end]):  # noqa: PTH110 - a name may be no valid path at all
            return path[:end] if os.path.isfile(path[:end]) else None  # noqa: PTH113
    return None


def content_in(archive_path: str, name: str, limits: Limits) -> bytes:
    """Return the bytes of a member; raise ReadError where it is absent, locked, broken or too large."""
    import zlib
    from zipfile import BadZipFile

    archive, members = _members(archive_path, limits)
    info = members.get(name)
    if info is None:
        raise ReadError(
            "Không tìm thấy tệp này trong tệp nén; hãy kiểm tra lại đường dẫn.",
            "There is no such file in the zip file; please check the path.",
        )
    if info.flag_bits & 0x1:
        raise protected(*_MEMBER)
    if info.file_size > limits.file_bytes:
        raise too_large(limits.file_bytes // MEGABYTE, "MB", "MB")
    if info.file_size > _SMALL and info.file_size > _HIGHEST_RATIO * info.compress_size:
        raise ReadError(
            f"Tệp được nén bất thường nên không mở. {RIGHT_FILE.vi}",
            f"The file is packed in an unusual way and is not opened. {RIGHT_FILE.en}",
        )
    try:
        with archive.open(info) as stream:
            return stream.read(limits.file_bytes + 1)
    except NotImplementedError as error:
        raise ReadError(
            "Tệp nén theo cách chưa đọc được. Hãy giải nén rồi kiểm tra lại.",
            "The file is packed in a way that is not known. Please unpack it and check that.",
        ) from error
    except RuntimeError as error:  # zipfile's word for a password
        raise protected(*_MEMBER) from error
    except (BadZipFile, zlib.error, EOFError, OSError, ValueError, KeyError, IndexError, struct.error) as error:
        raise damaged(*_MEMBER) from error


def read(content: bytes, path: str, limits: Limits) -> Source:
    """Say why a zip file that was given as a draft cannot be read; always raises ReadError."""
    import io

    with _open(io.BytesIO(content), limits):
        pass
    raise ReadError(
        "Đây là tệp nén .zip, không phải văn bản. Hãy giải nén rồi kiểm tra các tệp trong đó.",
        "This is a zip archive, not a text. Please unpack it and check the files in it.",
    )


def _members(path: str, limits: Limits) -> tuple[ZipFile, dict[str, ZipInfo]]:
    """Return the open archive and its visible members by their readable names."""
    try:
        status = os.stat(path)  # noqa: PTH116
    except (OSError, ValueError) as error:
        raise ReadError("Không mở được tệp nén.", "The zip file cannot be opened.") from error
    return _listing(path, status.st_mtime_ns, status.st_size, limits)


@lru_cache(maxsize=1)  # the files of a zip are read one after the other
def _listing(path: str, _time: int, size: int, limits: Limits) -> tuple[ZipFile, dict[str, ZipInfo]]:
    try:
        stream = open(path, "rb")  # noqa: PTH123, SIM115 - the archive keeps it open
    except OSError as error:
        reason = error.strerror or str(error)
        raise ReadError(f"Không mở được tệp ({reason}).", f"The file cannot be opened ({reason}).") from error
    try:
        archive = _open(stream, limits)
    except ReadError:
        stream.close()
        raise
    infos = [info for info in archive.infolist() if not info.is_dir()]
    if sum(info.compress_size for info in infos) > size:  # members that share their bytes: made to swell
        stream.close()
        raise damaged(*_KIND)
    members: dict[str, ZipInfo] = {}
    for info in infos:
        if name := shown_name(info):
            stem, dot, suffix = name.rpartition(".")
            copy = 1
            while name in members:
                copy += 1
                name = f"{stem} ({copy}){dot}{suffix}"
            members[name] = info
    return archive, members


def _open(stream: IO[bytes], limits: Limits) -> ZipFile:
    """Return the archive in a stream; raise ReadError where it is broken or has too many members."""
    from zipfile import BadZipFile, ZipFile

    try:
        if _directory_size(stream) > limits.members * _LONGEST_ENTRY:
            raise too_large(limits.members, "tệp con", "files in it")
        archive = ZipFile(stream)
    except (
        BadZipFile,
        OSError,
        ValueError,
        NotImplementedError,
        UnicodeDecodeError,
        IndexError,
        struct.error,
    ) as error:
        raise damaged(*_KIND) from error
    if len(archive.infolist()) > limits.members:
        raise too_large(limits.members, "tệp con", "files in it")
    return archive


def _directory_size(stream: IO[bytes]) -> int:
    """Return the length of the directory in bytes, before anything of it is unpacked; 0 where it has no end."""
    stream.seek(0, os.SEEK_END)
    stream.seek(max(0, stream.tell() - _END_SIZE - _LONGEST_COMMENT))
    tail = stream.read()
    place = tail.rfind(_END)
    if place < 0 or len(tail) < place + _END_SIZE:
        return 0
    size: int = struct.unpack_from("<L", tail, place + 12)[0]
    return size


def shown_name(info: ZipInfo) -> str:
    """Return a member's path for display, "" for one that is left out (hidden, of the system, a lock).

    The path serves to name the member only: what would lead out of the archive is taken off.
    """
    parts = [_CONTROLS.sub("", part).strip() for part in _SEPARATORS.split(_written_name(info))]
    parts = [part for part in parts if part not in ("", ".", "..") and not _DRIVE.match(part)]
    return "" if any(part.startswith(_LEFT_OUT) for part in parts) else "/".join(parts)


def _written_name(info: ZipInfo) -> str:
    """Return the name as its author wrote it, whatever encoding the packer used without saying so."""
    name = info.orig_filename
    if not info.flag_bits & _UNICODE_NAME and not name.isascii():
        try:
            written = name.encode("cp437")
        except UnicodeEncodeError:  # the archive module has decoded it already
            return unicodedata.normalize("NFC", name)
        name = _unicode_path(info.extra) or _decoded(written, name)
    return unicodedata.normalize("NFC", name)


def _decoded(written: bytes, otherwise: str) -> str:
    try:
        return written.decode("utf-8")
    except UnicodeDecodeError:
        pass
    try:
        vietnamese = unicodedata.normalize("NFC", written.decode("cp1258"))
    except UnicodeDecodeError:
        return otherwise
    odd = [char for char in vietnamese if not char.isascii() and not char.isalpha()]
    return otherwise if odd else vietnamese


def _unicode_path(extra: bytes) -> str | None:
    """Return the name in UTF-8 that Info-ZIP adds."""
    place = 0
    while place + 4 <= len(extra):
        kind, size = struct.unpack_from("<HH", extra, place)
        if kind == _UNICODE_PATH and size > 5:
            return extra[place + 9 : place + 4 + size].decode("utf-8", errors="replace")
        place += 4 + size
    return None
