"""Lay text out in terminal cells: lines of styled spans, wrapping, cropping. Widths are cells, not characters."""

from __future__ import annotations

from collections.abc import Iterable

from plancheck.report.cells import cell_len

Span = tuple[str, str]  # text, style as rich names it
Line = list[Span]
DOTS = "…"


def width_of(line: Iterable[Span]) -> int:
    return sum(cell_len(text) for text, _ in line)


def pad(text: str, cells: int) -> str:
    """Return ``text`` filled with blanks to ``cells``."""
    return text + " " * (cells - cell_len(text))


def plain(line: Iterable[Span]) -> str:
    """Return the line's text without styles and trailing blanks."""
    return "".join(text for text, _ in line).rstrip()


def take(text: str, cells: int) -> int:
    """Return how many characters of ``text`` fit into ``cells``."""
    if cell_len(text) <= cells:
        return len(text)
    used = 0
    for index, letter in enumerate(text):
        used += cell_len(letter)
        if used > cells:
            return index
    return len(text)


def crop(text: str, cells: int) -> str:
    """Return ``text`` in at most ``cells``, cut between words where one is near, with "…" for what is left out."""
    if cell_len(text) <= cells:
        return text
    if cells < 1:
        return ""
    kept = text[: take(text, cells - 1)]
    if not text[len(kept) : len(kept) + 1].isspace():
        space = kept.rfind(" ")
        if space >= len(kept) // 2:
            kept = kept[:space]
    return kept.rstrip(" ,;:–-") + DOTS


def crop_left(text: str, cells: int) -> str:
    """Return the end of ``text`` in at most ``cells``, with "…" before it where something is left out."""
    if cell_len(text) <= cells:
        return text
    if cells < 1:
        return ""
    backwards = text[::-1]
    kept = backwards[: take(backwards, cells - 1)][::-1]
    return DOTS + kept


def tail(text: str, cells: int) -> str:
    """Return the last words of ``text`` in at most ``cells``, after "… " where something is left out."""
    if cell_len(text) <= cells:
        return text
    if cells < 4:
        return f"{DOTS} "[:cells]
    backwards = text[::-1]
    kept = backwards[: take(backwards, cells - 2)][::-1]
    if not text[len(text) - len(kept) - 1].isspace():
        space = kept.find(" ")
        kept = kept[space + 1 :] if 0 <= space < len(kept) - 1 else ""
    return f"{DOTS} {kept.lstrip()}" if kept.strip() else f"{DOTS} "


def head(text: str, cells: int) -> str:
    """Return the first words of ``text`` in at most ``cells``, before "…" where something is left out."""
    if cell_len(text) <= cells:
        return text
    if cells < 2:
        return DOTS[:cells]
    kept = text[: take(text, cells - 2)]
    if not text[len(kept) : len(kept) + 1].isspace():
        kept = kept[: kept.rfind(" ") + 1]
    return f"{kept.rstrip()} {DOTS}" if kept.strip() else DOTS


def wrap(text: str, cells: int, first: int | None = None) -> list[str]:
    """Return ``text`` in lines of at most ``cells`` (the first one of ``first``), broken between words.

    A word longer than a line is broken where the line ends.
    """
    lines: list[str] = []
    room = cells if first is None else first
    current, used = "", 0
    for word in text.split():
        length = cell_len(word)
        if current and used + 1 + length <= room:
            current, used = f"{current} {word}", used + 1 + length
            continue
        if current:
            lines.append(current)
            room = cells
        elif first is not None and not lines and length > room:
            lines.append("")
            room = cells
        while length > max(room, 1):
            cut = max(take(word, max(room, 1)), 1)
            lines.append(word[:cut])
            word, room = word[cut:], cells
            length = cell_len(word)
        current, used = word, length
    return [*lines, current] if current or not lines else lines


def clip(lines: list[str], most: int, cells: int) -> list[str]:
    """Return at most ``most`` lines, the last one ending in "…" where lines are left out."""
    if len(lines) <= most:
        return lines
    return [*lines[: most - 1], crop(f"{lines[most - 1]} {lines[most]}", cells)]


def hang(prefix: Line, text: str, style: str, cells: int, right: Span | None = None) -> list[Line]:
    """Return ``text`` after ``prefix``, further lines under its first letter; ``right`` ends line one."""
    indent = width_of(prefix)
    room = cells - indent
    first = room - cell_len(right[0]) - 2 if right else room
    alone = right is not None and first < 20
    lines = wrap(text, room, None if alone else first)
    result: list[Line] = [[*prefix, (lines[0], style)]]
    result += [[(" " * indent, ""), (line, style)] for line in lines[1:]]
    if right and alone:
        result.append([(" " * max(cells - cell_len(right[0]), 0), ""), right])
    elif right:
        result[0] += [(" " * (cells - width_of(result[0]) - cell_len(right[0])), ""), right]
    return result


def underline(before: str, quoted: str, after: str, cells: int) -> tuple[str, str, str]:
    """Return the three parts cut so that together they fill at most ``cells`` and the quoted words stay in view."""
    if cell_len(before + quoted + after) <= cells:
        return before, quoted, after
    lead = tail(before, 2) if before.strip() and cell_len(quoted) > cells - 2 else ""
    if cell_len(quoted) > cells - cell_len(lead) - (2 if after.strip() else 0):
        return lead, crop(quoted, cells - cell_len(lead)), ""
    rest = cells - cell_len(quoted)
    following = head(after, min(cell_len(after), max(rest // 3, rest - cell_len(before))))
    return tail(before, rest - cell_len(following)), quoted, following
