"""The largest inputs that are read, and how a file is refused."""

from __future__ import annotations

from typing import NamedTuple

from plancheck.finding import Words

MEGABYTE = 1024 * 1024


class Limits(NamedTuple):
    """The largest inputs that are read; beyond them a file is unreadable, and the run goes on.

    ``bytes`` and ``lines`` bound plain text and HTML; ``file_bytes`` any other file as it lies on the disk,
    ``unpacked_bytes`` what is unpacked of one package (Word, ODF), ``pages`` a PDF, ``members`` the files of a package
    or zip. XML nested deeper than 256 is refused by libxml2 itself.
    """

    bytes: int = 8 * MEGABYTE
    lines: int = 100_000
    file_bytes: int = 64 * MEGABYTE
    unpacked_bytes: int = 32 * MEGABYTE
    pages: int = 500
    members: int = 5_000


class ReadError(Exception):
    """A file that cannot be read; ``words`` say what is wrong and what to do, in both languages."""

    def __init__(self, vi: str, en: str) -> None:
        super().__init__(en)
        self.words = Words(vi, en)


RIGHT_FILE = Words("Hãy kiểm tra lại có đúng tệp kế hoạch không.", "Please see whether it is the plan's file.")
SAVE_AGAIN = Words(
    "Hãy mở bằng Word hoặc LibreOffice, lưu lại dưới dạng .docx rồi kiểm tra lại.",
    "Open it in Word or LibreOffice, save it again as .docx and check that.",
)


def damaged(vi: str, en: str) -> ReadError:
    """Return the error for a file that is broken; ``vi`` and ``en`` name the kind of file ("tệp Word (.docx)")."""
    return ReadError(f"{vi} bị hỏng hoặc thiếu nội dung. {SAVE_AGAIN.vi}", f"{en} is damaged. {SAVE_AGAIN.en}")


def protected(vi: str, en: str) -> ReadError:
    """Return the error for a file with a password."""
    return ReadError(
        f"{vi} được đặt mật khẩu. Hãy mở tệp, bỏ mật khẩu rồi lưu lại.",
        f"{en} is protected by a password. Open it, take the password off and save it again.",
    )


def too_large(count: int, unit_vi: str, unit_en: str) -> ReadError:
    """Return the error for a file over a limit, as ``too_large(500, "trang", "pages")``."""
    return ReadError(
        f"Tệp có hơn {count} {unit_vi}, vượt giới hạn đọc. {RIGHT_FILE.vi}",
        f"The file has more than {count} {unit_en}, over the limit. {RIGHT_FILE.en}",
    )


def missing_extra(extra: str, vi: str, en: str) -> ReadError:
    """Return the error for a format whose library is not installed."""
    command = f'pip install "plancheck[{extra}]"'
    return ReadError(
        f"Muốn đọc {vi}, hãy cài thêm: {command}.",
        f"To read {en}, install the extra: {command}.",
    )
