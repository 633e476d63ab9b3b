"""Take markup off a physical line (Markdown marks, a few HTML tags), keeping where each piece stood."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

Piece = tuple[int, str]  # (offset in the cleaned text, characters from there on)

MARKS = re.compile(r"[*_#<>\\`~&]")
_NAMES = (
    "sup|sub|b|i|u|s|em|strong|p|div|span|font|center|small|big|tt|mark|ins|del|h[1-6]|a|td|tr|th|li|ul|ol|table|tbody"
)
_ENTITY = r"&(?:nbsp|amp|lt|gt|quot|apos|#\d{1,6}|#x[0-9a-fA-F]{1,6});"
_TOKENS = (
    rf"</?(?:{_NAMES}|br)\b[^<>]{{0,200}}>"
    r"|<(?=https?://)|(?<=[\w/])>(?=[\s).,;]|$)"
    r"|\\(?=[!-/:-@\[-`{-~])"
    rf"|{_ENTITY}"
    r"|\*{1,3}|(?<!_)_{1,3}(?!_)|~~|`+"
)
# What a conversion left; "<br>" is how a cell of a Markdown table breaks its lines.
_LEFTOVER = rf"</?(?:{_NAMES})\b[^<>]{{0,200}}>|{_ENTITY}"
_PREFIX = re.compile(r"(?:>\s?)*#{1,6}(?!\S*\d)\s*|(?:>\s)+|(?:>\s?)*#{1,6}\s+")
_SUFFIX = re.compile(r"\s+#{1,6}$")
_BULLET_STAR = re.compile(r"\*(?=\s)")
_FENCE = re.compile(r"(?:```|~~~)\w*$")


@cache
def _tokens() -> re.Pattern[str]:
    return re.compile(_TOKENS)


def leftovers(text: str) -> Iterator[re.Match[str]]:
    """Yield the tags and entities in a text."""
    return re.finditer(_LEFTOVER, text) if "<" in text or "&" in text else iter(())


def strip_marks(start: int, line: str) -> list[Piece]:
    """Return what a reader sees of ``line``, as pieces with their offsets (``start`` is that of the line)."""
    if _FENCE.match(line):
        return []
    begin = 0
    if prefix := _PREFIX.match(line):
        begin = prefix.end()
        if suffix := _SUFFIX.search(line):
            line = line[: suffix.start()]
    pieces: list[Piece] = []
    if star := _BULLET_STAR.match(line, begin):
        pieces.append((start + begin, "*"))
        begin = star.end()
    for match in _tokens().finditer(line, begin):
        token = match.group()
        inner = token.startswith("_") and _inside_word(line, match.start(), match.end())
        if inner:
            continue
        if match.start() > begin:
            pieces.append((start + begin, line[begin : match.start()]))
        if token.startswith("&"):
            from html import unescape  # its table of names is large, and few drafts hold an entity

            decoded = unescape(token).replace("\xa0", " ")
            pieces.extend((start + match.start(), char) for char in decoded if char >= " ")
        elif token.startswith("<br"):
            pieces.append((start + match.start(), "\n"))  # a line of its own for those who can use it
        elif token.startswith(("<td", "<p", "<tr", "<li")):
            pieces.append((start + match.start(), " "))
        begin = match.end()
    if begin < len(line):
        pieces.append((start + begin, line[begin:]))
    return pieces


def _inside_word(line: str, start: int, end: int) -> bool:
    return start > 0 and end < len(line) and line[start - 1].isalnum() and line[end].isalnum()


def split_breaks(pieces: list[Piece]) -> list[list[Piece]]:
    """Return the pieces cut where a break stood (``<br>``), each line trimmed, empty lines left out."""
    lines: list[list[Piece]] = [[]]
    for piece in pieces:
        if piece[1] == "\n":
            lines.append([])
        else:
            lines[-1].append(piece)
    return [line for line in map(trim, lines) if line]


def without_breaks(pieces: list[Piece]) -> list[Piece]:
    """Return the pieces with a blank where a break stood."""
    return [(place, " " if text == "\n" else text) for place, text in pieces]


def trim(pieces: list[Piece]) -> list[Piece]:
    """Return the pieces without blanks at either end."""
    while pieces and not pieces[0][1].strip():
        pieces = pieces[1:]
    while pieces and not pieces[-1][1].strip():
        pieces = pieces[:-1]
    if not pieces:
        return []
    offset, first = pieces[0]
    lead = len(first) - len(first.lstrip())
    if lead:
        pieces = [(offset + lead, first[lead:]), *pieces[1:]]
    offset, last = pieces[-1]
    if last[-1] in " \t":
        pieces = [*pieces[:-1], (offset, last.rstrip())]
    return pieces
