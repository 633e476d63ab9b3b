"""Standard output as it is found in the wild: any encoding, any width, closed early, or no terminal at all."""

from __future__ import annotations

import codecs
import contextlib
import os
import sys
import unicodedata
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

import click

if TYPE_CHECKING:
    from plancheck.report.layout import Line

PIPE_WIDTH = 100
HANDLER = "plancheck"
_PLAIN = {
    "đ": "d", "Đ": "D", "✓": "+", "✗": "x", "◐": "~", "·": "-", "–": "-", "—": "-", "─": "-", "═": "=", "│": "|",
    "→": "->", "…": "...", "“": '"', "”": '"', "‘": "'", "’": "'", "•": "*", "\xa0": " ", "≤": "<=", "≥": ">=",
}  # fmt: skip


def degrade(error: UnicodeError) -> tuple[str | bytes, int]:
    """Replace letters that an encoding lacks by their base letters, so that "Kế hoạch" becomes "Ke hoach"."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    shown = "".join(_simple(letter, error.encoding) for letter in error.object[error.start : error.end])
    return shown, error.end


def _simple(letter: str, encoding: str) -> str:
    if letter in _PLAIN:
        return _PLAIN[letter]
    if unicodedata.combining(letter):
        return ""
    for kept in unicodedata.normalize("NFKD", letter):
        if kept in _PLAIN:
            return _PLAIN[kept]
        with contextlib.suppress(UnicodeEncodeError):
            kept.encode(encoding)
            return kept
        break
    return "?"


def prepare_streams() -> None:
    """Make standard output and error take every letter in whatever encoding they have."""
    codecs.register_error(HANDLER, degrade)
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            with contextlib.suppress(ValueError, OSError, LookupError):
                reconfigure(errors=HANDLER)


def drop_output() -> None:
    """Send what is still unwritten nowhere: who read the output has gone."""
    with contextlib.suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())


def takes_all_letters(stream: TextIO) -> bool:
    """Return whether a stream's encoding is one of Unicode's."""
    with contextlib.suppress(LookupError):
        return codecs.lookup(stream.encoding or "utf-8").name.startswith("utf")
    return False


def wants_colour(stream: TextIO) -> bool:
    """Return whether to print in colour: a terminal, and NO_COLOR not set; FORCE_COLOR overrules the first."""
    if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        return False
    return bool(os.environ.get("FORCE_COLOR")) or stream.isatty()


def page_width(stream: TextIO) -> int:
    """Return COLUMNS, else the terminal's width, else 100."""
    columns = os.environ.get("COLUMNS", "")
    if columns.isdecimal() and int(columns):
        return min(int(columns), 400)
    with contextlib.suppress(OSError, ValueError):
        if stream.isatty():
            return os.get_terminal_size(stream.fileno()).columns or PIPE_WIDTH
    return PIPE_WIDTH


def print_lines(lines: Iterable[Line], output: str | None = None) -> None:
    """Print laid-out lines, in colour where that is wanted, or write them to the file ``output``."""
    from plancheck.report.paint import to_terminal, to_text

    if output is None and wants_colour(sys.stdout):
        to_terminal(lines, sys.stdout, page_width(sys.stdout))
    else:
        print_text(to_text(lines), output)


def print_json(form: object, output: str | None = None) -> None:
    """Print JSON; only ASCII where the output's encoding has not all letters."""
    import json

    narrow = output is None and not takes_all_letters(sys.stdout)
    print_text(json.dumps(form, ensure_ascii=narrow, indent=2) + "\n", output)


def print_text(text: str, output: str | None = None) -> None:
    """Print ``text`` or write it to a file in UTF-8.

    Raises click.ClickException with exit code 2 when the file cannot be written.
    """
    if output is None:
        sys.stdout.write(text)
        return
    try:
        Path(output).write_text(text, encoding="utf-8", newline="\n")
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise Refusal(f"Không ghi được vào {output} ({reason}).", f"Cannot write to {output} ({reason}).") from error


def complain(message: str) -> None:
    """Print one line on standard error; a file's name may hold what would steer the terminal."""
    from plancheck.report.clean import clean

    click.echo(clean(message), err=True)


class Refusal(click.ClickException):
    """Something that plancheck cannot do as asked; shown in both languages, exit code 2."""

    exit_code = 2

    def __init__(self, vi: str, en: str) -> None:
        super().__init__(f"{vi} / {en}")

    def show(self, file: object = None) -> None:
        complain(f"plancheck: {self.message}")
