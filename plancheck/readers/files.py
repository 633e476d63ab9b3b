"""Find drafts in folders and zip files and get the bytes of one."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

from plancheck.readers.limits import MEGABYTE, RIGHT_FILE, Limits, ReadError

SUFFIXES = (
    ".txt", ".text", ".md", ".markdown", ".docx", ".docm", ".dotx", ".dotm", ".doc", ".dot", ".rtf",
    ".odt", ".ott", ".fodt", ".pdf", ".html", ".htm", ".mht", ".mhtml", ".zip",
)  # fmt: skip
_ZIP = ".zip"
STDIN = "-"


def content_of(path: str, limits: Limits) -> bytes:
    """Return the bytes of a file, of one in a zip file (``drafts.zip/plan.docx``), or of standard input for ``-``.

    Raises ReadError where that cannot be.
    """
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
                if archive := _archive_of(path):
                    from plancheck.readers.zips import content_in

                    return content_in(archive, path[len(archive) + 1 :], limits)
                if not place.exists():
                    raise ReadError(
                        "Không tìm thấy tệp; hãy kiểm tra lại đường dẫn.",
                        "There is no such file; please check the path.",
                    )
                raise ReadError(
                    "Đây không phải là một tệp; hãy chỉ ra tệp kế hoạch.",
                    "This is not a file; please name the plan's file.",
                )
            if place.stat().st_size > limits.file_bytes:
                raise too_large
            with place.open("rb") as stream:
                content = stream.read(limits.file_bytes + 1)
    except OSError as error:
        reason = error.strerror or str(error)
        raise ReadError(
            f"Không mở được tệp ({reason}). Hãy đóng tệp nếu đang mở, hoặc chép sang thư mục khác rồi kiểm tra lại.",
            f"The file cannot be opened ({reason}). Close it where it is open, or copy it elsewhere and check that.",
        ) from error
    except ValueError as error:  # a NUL in the name
        raise ReadError(
            "Tên tệp không hợp lệ; hãy đổi tên rồi kiểm tra lại.",
            "The file's name is not valid; please rename it.",
        ) from error
    if len(content) > limits.file_bytes:
        raise too_large
    return content


def supported_files(place: str, suffixes: tuple[str, ...] = SUFFIXES) -> Iterator[str]:
    """Yield the drafts of a folder and the folders and zip files in it, or of one zip file, by name.

    Hidden files and links to folders are left out.
    """
    if not os.path.isdir(place):  # noqa: PTH112 - a name may be no valid path at all
        yield from _in_zip(place, suffixes)
        return
    for root, folders, files in os.walk(place):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            if name.lower().endswith(suffixes) and not name.startswith((".", "~$")):
                path = os.path.join(root, name)  # noqa: PTH118 - keeps "./" as the caller wrote it
                if name.lower().endswith(_ZIP):
                    yield from _in_zip(path, suffixes)
                else:
                    yield path


def holds_files(place: str) -> bool:
    """Say whether a path names a folder or a zip file."""
    return os.path.isdir(place) or (place.lower().endswith(_ZIP) and os.path.isfile(place))  # noqa: PTH112, PTH113


def _in_zip(path: str, suffixes: tuple[str, ...]) -> list[str]:
    from plancheck.readers.zips import drafts_in

    return drafts_in(path, suffixes)


def _archive_of(path: str) -> str | None:
    from plancheck.readers.zips import archive_of

    return archive_of(path)
