"""Set side by side what an author's tabs set side by side: a letterhead or a signature without a table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from plancheck.language.tables import Cell as TextCell
from plancheck.language.tables import is_letterhead, opens_letterhead
from plancheck.readers.items import Cell, Item, Para, Run, Tabular


class _Row(NamedTuple):
    """A line of two columns: the runs of each, empty where nothing stands."""

    left: list[Run]
    right: list[Run]
    number: int | None


def in_columns(items: Sequence[Item]) -> list[Item]:
    """Return the items, paragraphs that tabs set in two columns as a table of them."""
    found: list[Item] = []
    group: list[Para] = []
    for item in items:
        goes_on = _goes_on(item, bool(group))
        if not goes_on or opens_letterhead(_text(item.runs) if isinstance(item, Para) else ""):
            found += _table(group)
            group = []
        if goes_on and isinstance(item, Para):
            group.append(item)
        else:
            found.append(item)
    return found + _table(group)


def _goes_on(item: Item, begun: bool) -> bool:
    return isinstance(item, Para) and (_tabbed(item) or (begun and _stands_between(item)))


def _tabbed(para: Para) -> bool:
    return not para.footnotes and any("\t" in line.strip() or line.startswith("\t\t") for line in _lines(para))


def _stands_between(para: Para) -> bool:
    """Say whether a paragraph without a tab may stand between two that have one: a blank line, a recipient."""
    text = _text(para.runs).strip()
    return not para.footnotes and (not text or text.startswith("-"))


def _lines(para: Para) -> Iterator[str]:
    yield from _text(para.runs).split("\n")


def _text(runs: Sequence[Run]) -> str:
    return "".join(run.text for run in runs)


def _table(group: list[Para]) -> list[Item]:
    """Return the paragraphs as one table of two columns; as they are where they are no letterhead or signature."""
    rows = [_row(line, para.number) for para in group for line in _split(para.runs, "\n")]
    texts: list[list[TextCell]] = [[[(0, _text(row.left).strip())], [(0, _text(row.right).strip())]] for row in rows]
    if not is_letterhead(texts):
        return list(group)
    sides = [[Cell([Para(side, row.number)]) for side in (row.left, row.right)] for row in rows]
    return [Tabular(sides, framed=False, page=group[0].page)]


def _row(line: list[Run], number: int | None) -> _Row:
    """Return the two columns of a line: words after a tab that follows words, or after two tabs, stand on the right."""
    parts = _split(line, "\t")
    filled = [place for place, part in enumerate(parts) if _text(part).strip()]
    if not filled:
        return _Row([], [], number)
    if len(filled) == 1:
        only = parts[filled[0]]
        return _Row([], only, number) if filled[0] > 1 else _Row(only, [], number)
    label = len(filled) > 2 and _text(parts[filled[0]]).rstrip().endswith(":")  # "Số:", its number and a date
    left, right = (filled[:2], filled[2:]) if label else (filled[:1], filled[1:])
    return _Row(_joined(parts, left), _joined(parts, right), number)


def _joined(parts: list[list[Run]], places: list[int]) -> list[Run]:
    """Return the parts at these places as one, a blank between two."""
    return [run for place in places for run in (Run(" "), *parts[place])][1:]


def _split(runs: Sequence[Run], mark: str) -> list[list[Run]]:
    """Cut runs at every mark."""
    parts: list[list[Run]] = [[]]
    for run in runs:
        for number, piece in enumerate(run.text.split(mark)):
            if number:
                parts.append([])
            if piece:
                parts[-1].append(run._replace(text=piece))
    return parts
