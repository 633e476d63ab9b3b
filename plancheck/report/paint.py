"""Turn laid-out lines into plain text or, on a terminal with colours, into what rich prints."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TextIO

from plancheck.report.layout import Line, plain


def to_text(lines: Iterable[Line]) -> str:
    """Return the lines without colour."""
    return "".join(f"{plain(line)}\n" for line in lines)


def to_terminal(lines: Iterable[Line], stream: TextIO, width: int) -> None:
    """Print the lines in colour; rich decides how many colours the terminal has."""
    from rich.console import Console
    from rich.text import Text

    console = Console(file=stream, width=width, highlight=False, markup=False, emoji=False, force_terminal=True)
    for line in lines:
        text = Text(no_wrap=True, overflow="ignore", end="\n")
        for part, style in line:
            text.append(part, style or None)
        text.rstrip()
        console.print(text, no_wrap=True, overflow="ignore", crop=False)
