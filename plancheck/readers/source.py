"""What a reader gives, and the choice of a reader by content."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from plancheck.finding import Words
from plancheck.readers.text import decode

SUFFIXES = (".txt", ".text", ".md", ".markdown")
STDIN = "-"


@dataclass(slots=True, frozen=True)
class Limits:
    """The largest inputs that are read; beyond them a file is unreadable, and the run goes on."""

    bytes: int = 8 * 1024 * 1024
    lines: int = 100_000


@dataclass(slots=True, frozen=True)
class Source:
    """A draft as read: its text, its encoding, and whether the page's layout is known (then absence is absence)."""

    path: str
    text: str
    format: str
    encoding: str
    has_layout: bool = False


class ReadError(Exception):
    """A file that cannot be read; ``words`` say what is wrong and what to do, in both languages."""

    def __init__(self, vi: str, en: str) -> None:
        super().__init__(en)
        self.words = Words(vi, en)


_RIGHT_FILE = Words("Hãy kiểm tra lại có đúng tệp kế hoạch không.", "Please see whether it is the plan's file.")
_OTHER = {
    b"PK\x03\x04": ("tệp nén hoặc Word (.docx, .odt, .zip)", "a zip or Word file (.docx, .odt, .zip)"),
    b"%PDF": ("tệp PDF", "a PDF file"),
    b"\xd0\xcf\x11\xe0": ("tệp Word cũ (.doc)", "an old Word file (.doc)"),
    b"{\\rtf": ("tệp RTF", "an RTF file"),
    b"\x89PNG": ("ảnh", "a picture"),
    b"\xff\xd8\xff": ("ảnh", "a picture"),
    b"MZ": ("chương trình máy tính", "a program"),
    b"\x7fELF": ("chương trình máy tính", "a program"),
}


def read(path: str, limits: Limits = Limits()) -> Source:
    """Return the text of a draft; ``-`` reads standard input.

    Raises ReadError with a message for the user.
    """
    content = _bytes(path, limits)
    for magic, (vi, en) in _OTHER.items():
        if content.startswith(magic):
            raise ReadError(
                f"Đây là {vi}; phiên bản này chỉ đọc văn bản thuần (.txt, .md). "
                "Hãy lưu thành “Plain Text”, bảng mã UTF-8, rồi kiểm tra lại.",
                f"This is {en}; this version reads plain text only (.txt, .md). "
                "Save it as plain text in UTF-8 and try again.",
            )
    decoded = decode(content)
    if decoded is None:
        raise ReadError(
            "Tệp không phải văn bản UTF-8 hoặc UTF-16. Hãy mở bằng Word rồi lưu thành “Plain Text”, bảng mã UTF-8.",
            "The file is no UTF-8 or UTF-16 text. Open it in Word and save it as plain text, encoding UTF-8.",
        )
    text, encoding = decoded
    if not text.strip("\ufeff \t\r\n\x0c\xa0\u200b"):
        raise ReadError("Tệp không có nội dung.", "The file is empty.")
    lines = text.count("\n") + text.count("\r")
    if lines > limits.lines * (2 if "\r\n" in text else 1):
        raise ReadError(
            f"Tệp có hơn {limits.lines} dòng, vượt giới hạn đọc. {_RIGHT_FILE.vi}",
            f"The file has more than {limits.lines} lines, over the limit. {_RIGHT_FILE.en}",
        )
    return Source(path, text, "text", encoding)


def _bytes(path: str, limits: Limits) -> bytes:
    most = f"{limits.bytes // 1024 // 1024} MB"
    too_large = ReadError(
        f"Tệp lớn hơn {most}, vượt giới hạn đọc. {_RIGHT_FILE.vi}",
        f"The file is larger than {most}, over the limit. {_RIGHT_FILE.en}",
    )
    try:
        if path == STDIN:
            content = sys.stdin.buffer.read(limits.bytes + 1)
        else:
            place = Path(path)
            if not place.is_file():
                if not place.exists():
                    raise ReadError(
                        "Không tìm thấy tệp; hãy kiểm tra lại đường dẫn.",
                        "There is no such file; please check the path.",
                    )
                raise ReadError("Đây không phải là một tệp.", "This is not a file.")
            if place.stat().st_size > limits.bytes:
                raise too_large
            with place.open("rb") as stream:
                content = stream.read(limits.bytes + 1)
    except OSError as error:
        reason = error.strerror or str(error)
        raise ReadError(f"Không mở được tệp ({reason}).", f"The file cannot be opened ({reason}).") from error
    except ValueError as error:  # a NUL in the name
        raise ReadError("Tên tệp không hợp lệ.", "The file's name is not valid.") from error
    if len(content) > limits.bytes:
        raise too_large
    return content


def supported_files(folder: str) -> Iterator[str]:
    """Yield the drafts of a folder and the folders in it, by name; hidden files and links to folders are left out."""
    for root, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            if name.lower().endswith(SUFFIXES) and not name.startswith((".", "~$")):
                yield os.path.join(root, name)  # noqa: PTH118 - keeps "./" as the caller wrote it
