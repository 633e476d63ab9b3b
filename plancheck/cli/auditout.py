"""Where an audit's results go: the terminal, or files written whole or not at all."""

from __future__ import annotations

import contextlib
import io
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, NamedTuple, TextIO
from urllib.parse import quote

from plancheck.cli.inputs import keep_inputs
from plancheck.cli.streams import Refusal, page_width, print_lines, print_text, takes_all_letters

if TYPE_CHECKING:
    from plancheck.audited import Audit

_SUFFIXES = {".json": "json", ".csv": "csv", ".xlsx": "xlsx", ".html": "html", ".htm": "html", ".txt": "text"}
_FILES_ONLY = ("xlsx",)
_WIDTH = 100


class Output(NamedTuple):
    """One form of the result; ``path`` None: standard output."""

    form: str
    path: str | None = None


def outputs_of(paths: Sequence[str], form: str | None) -> list[Output]:
    """Return what is to be written: each file in the form given, else that of its suffix.

    Raises Refusal where nothing says the form, or a form needs a file.
    """
    if not paths:
        if form in _FILES_ONLY:
            raise Refusal(f"Dạng {form} cần tệp đích: -o TỆP.{form}.", f"The form {form} needs a file: -o FILE.{form}.")
        return [Output(form or "text")]
    found = []
    for path in paths:
        told = form or _SUFFIXES.get(Path(path).suffix.lower())
        if told is None:
            known = ", ".join(_SUFFIXES)
            raise Refusal(
                f"Không rõ dạng của {path}; hãy dùng đuôi {known}.", f"The form of {path} is not known: {known}."
            )
        found.append(Output(told, path))
    return found


def check_outputs(outputs: Sequence[Output], inputs: Sequence[str]) -> None:
    """Refuse, before hours of work, to write over an input or where nothing can be written."""
    for output in outputs:
        if output.path is None:
            continue
        keep_inputs(output.path, inputs)
        folder = Path(output.path).resolve().parent
        if Path(output.path).is_dir():
            raise Refusal(
                f"{output.path} là thư mục; hãy ghi tên tệp kết quả.", f"{output.path} is a folder; name a file."
            )
        if not folder.is_dir() or not os.access(folder, os.W_OK):
            raise Refusal(
                f"Không ghi được vào thư mục {folder}: không có hoặc chỉ đọc.",
                f"Nothing can be written to {folder}: it is not there, or read-only.",
            )


def write(audit: Audit, output: Output, lang: str, verbose: bool) -> None:
    """Write the result in one form; a file appears whole or not at all.

    Raises Refusal where it cannot be written.
    """
    if output.path is None:
        _print(audit, output.form, lang, verbose)
        return
    target = Path(output.path)
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        with part.open("wb") as stream:
            _into(audit, output.form, stream, lang, verbose, _linking(audit.folder, target))
        part.replace(target)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise Refusal(
            f"Không ghi được vào {target} ({reason}). Kết quả kiểm tra vẫn được giữ; chạy lại lệnh để ghi.",
            f"Cannot write to {target} ({reason}). The results are kept; run again to write them.",
        ) from error
    finally:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)


def _linking(folder: str, target: Path | None) -> Callable[[str], str | None]:
    """Return what gives the link to a file of the audited folder, as seen from where the result lies."""
    here = target.resolve().parent if target is not None else Path.cwd()
    root = Path(folder).resolve()

    def link(path: str) -> str | None:
        place = root
        for part in path.split("/"):
            if place.is_file():  # a member of a zip: the zip itself can be opened
                break
            place = place / part
        try:
            seen = os.path.relpath(place, here)
        except ValueError:  # another drive
            return place.as_uri()
        return quote(seen.replace(os.sep, "/").encode("utf-8", "surrogateescape"))

    return link


def _print(audit: Audit, form: str, lang: str, verbose: bool) -> None:
    if form == "text":
        from plancheck.report.auditpage import audit_page

        print_lines(audit_page(audit, page_width(sys.stdout), lang, verbose))
    elif form == "json":
        from plancheck.report.auditform import json_parts

        for part in json_parts(audit, lang, narrow=not takes_all_letters(sys.stdout)):
            print_text(part)
    else:
        text = io.StringIO()
        _text_into(audit, form, text, lang, _linking(audit.folder, None))
        print_text(text.getvalue())


def _into(
    audit: Audit, form: str, stream: BinaryIO, lang: str, verbose: bool, link: Callable[[str], str | None]
) -> None:
    if form == "xlsx":
        from plancheck.report.auditbook import write_workbook

        write_workbook(audit, stream, lang, link)
        return
    # Excel takes a CSV file for UTF-8 only where it begins with the mark.
    text = io.TextIOWrapper(stream, encoding="utf-8-sig" if form == "csv" else "utf-8", newline="")
    if form == "text":
        from plancheck.report.auditpage import audit_page
        from plancheck.report.paint import to_text

        text.write(to_text(audit_page(audit, _WIDTH, lang, verbose)))
    else:
        _text_into(audit, form, text, lang, link)
    text.flush()
    text.detach()


def _text_into(
    audit: Audit, form: str, stream: TextIO, lang: str, link: Callable[[str], str | None]
) -> None:  # fmt: skip
    if form == "json":
        from plancheck.report.auditform import json_parts

        stream.writelines(json_parts(audit, lang))
    elif form == "csv":
        from plancheck.report.auditcsv import write_csv

        write_csv(audit, stream, lang)
    else:
        from plancheck.report.audithtml import write_html

        write_html(audit, stream, lang, link)
