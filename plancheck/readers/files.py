"""Find drafts in folders and get the bytes of one."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

from plancheck.readers.limits import MEGABYTE, RIGHT_FILE, Limits, ReadError

SUFFIXES = (".txt", ".text", ".md", ".markdown", ".docx", ".docm", ".dotx", ".dotm", ".doc", ".dot", ".rtf")
STDIN = "-"


def content_of(path: str, limits: Limits) -> bytes:
    """Return the bytes of a file, or of standard input for ``-``; raise ReadError where that cannot be."""
    most = f"{limits.file_bytes // MEGABYTE} MB"
    too_large = ReadError(
        f"Tệp lớn hơn {most}, vượt giới hạn đọc. {RIGHT_FILE.vi}",
        f"The file is larger than {most}, over the limit. {RIGHT_FILE.en}",
    )
    try:
        if path == STDIN:
            content = sys.stdin.buffer.read(limits.file_bytes + 1)
        else:
            place = Path(path)
            if not place.is_file():
                if not place.exists():
                    raise ReadError(
                        "Không tìm thấy tệp; hãy kiểm tra lại đường dẫn.",
                        "There is no such file; please check the path.",
                    )
                raise ReadError("Đây không phải là một tệp.", "This is not a file.")
            if place.stat().st_size > limits.file_bytes:
                raise too_large
            with place.open("rb") as stream:
                content = stream.read(limits.file_bytes + 1)
    except OSError as error:
        reason = error.strerror or str(error)
        raise ReadError(f"Không mở được tệp ({reason}).", f"The file cannot be opened ({reason}).") from error
    except ValueError as error:  # a NUL in the name
        raise ReadError("Tên tệp không hợp lệ.", "The file's name is not valid.") from error
    if len(content) > limits.file_bytes:
        raise too_large
    return content


def supported_files(folder: str) -> Iterator[str]:
    """Yield the drafts of a folder and the folders in it, by name; hidden files and links to folders are left out."""
    for root, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            if name.lower().endswith(SUFFIXES) and not name.startswith((".", "~$")):
                yield os.path.join(root, name)  # noqa: PTH118 - keeps "./" as the caller wrote it
