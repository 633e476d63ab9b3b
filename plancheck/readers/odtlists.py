"""Count the lists of an OpenDocument text and give each item the label that a reader sees."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from plancheck.language.numbering import bullet_end
from plancheck.readers.odtnames import LOEXT, STYLE, TEXT, whole

if TYPE_CHECKING:
    from lxml.etree import _Element

DEEPEST = 10  # levels of a list style
_LONGEST = 100  # characters of what stands around a number
_MOST = 100_000  # no list counts further
_BULLET = "•"
_FOLLOWERS = {"nothing": "", "newline": "\n"}  # else a blank: how wide it is, is no matter
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
    (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


@dataclass(slots=True)
class Level:
    """How one level of a list is labelled. ``form`` None: a bullet; "": no number is shown."""

    form: str | None = ""
    prefix: str = ""
    suffix: str = ""
    shown: int = 1  # levels whose numbers stand in the label
    start: int = 1
    template: str | None = None  # "%1%.%2%." of LibreOffice
    bullet: str = ""
    after: str = " "
    doubled: bool = False  # aa, bb after z, not aa, ab


@dataclass(slots=True)
class Count:
    """How far one list has come: the number of the last item of each level, None where a level has none yet."""

    numbers: list[int | None] = field(default_factory=lambda: [None] * DEEPEST)


def read_levels(style: _Element | None) -> list[Level]:
    """Return the ten levels of a list style or of the outline."""
    levels = [Level() for _ in range(DEEPEST)]
    for element in style if style is not None else ():
        place = whole(element.get(TEXT + "level"), 0, DEEPEST)
        if place:
            levels[place - 1] = _level(element)
    return levels


def _level(element: _Element) -> Level:
    level = Level()
    properties = element.find(STYLE + "list-level-properties")
    alignment = properties.find(STYLE + "list-level-label-alignment") if properties is not None else None
    if alignment is not None:
        level.after = _FOLLOWERS.get(alignment.get(TEXT + "label-followed-by", ""), " ")
    if str(element.tag).endswith("-bullet"):
        level.form, level.bullet = None, _seen_bullet(element.get(TEXT + "bullet-char", ""))
    elif not str(element.tag).endswith("-image"):
        level.form = element.get(STYLE + "num-format", "")
        level.prefix = element.get(STYLE + "num-prefix", "")[:_LONGEST]
        level.suffix = element.get(STYLE + "num-suffix", "")[:_LONGEST]
        level.shown = max(1, whole(element.get(TEXT + "display-levels"), 1, DEEPEST))
        level.start = whole(element.get(TEXT + "start-value"), 1, _MOST)
        level.doubled = element.get(STYLE + "num-letter-sync") == "true"
        template = element.get(LOEXT + "num-list-format", element.get(STYLE + "num-list-format"))
        level.template = template and template[:_LONGEST]
    return level


def _seen_bullet(char: str) -> str:
    """Return the bullet as printed; a dot for one that only a font of symbols can draw."""
    char = char.strip()[:1]
    if not char:
        return ""
    return char if bullet_end(char + " x") and not "\ue000" <= char <= "\uf8ff" else _BULLET


def advance(count: Count, levels: list[Level], place: int, start: int | None) -> None:
    """Count one item more at the level ``place`` (from 0), at ``start`` where the item says its number."""
    numbers = count.numbers
    for above in range(place):
        if numbers[above] is None:
            numbers[above] = levels[above].start
    last = numbers[place]
    numbers[place] = start if start is not None else levels[place].start if last is None else min(last + 1, _MOST)
    numbers[place + 1 :] = [None] * (DEEPEST - place - 1)


def label(count: Count, levels: list[Level], place: int) -> str:
    """Return the label of the item last counted, with the blank that sets it off, "" where none is printed."""
    level = levels[place]
    if level.form is None:
        return level.bullet + level.after if level.bullet else ""
    if level.template is not None:
        text = _filled(level.template, count, levels, place)
    else:
        shown = range(max(0, place + 1 - level.shown), place + 1)
        inner = ".".join(_number(count, levels, above) for above in shown if levels[above].form)
        text = level.prefix + inner + level.suffix
    return text + level.after if text.strip() else ""


def _filled(template: str, count: Count, levels: list[Level], place: int) -> str:
    """Return "%1%.%2%." with its numbers; a level without numbers takes what follows it along."""
    first, *rest = template.split("%")
    parts = [first]
    for number, tail in zip(rest[0::2], rest[1::2], strict=False):
        above = whole(number, 0, DEEPEST) - 1
        if not 0 <= above <= place or levels[above].form:
            parts.append((_number(count, levels, above) if 0 <= above <= place else "") + tail)
        elif above == place:
            parts.append(tail)
    return "".join(parts)


def _number(count: Count, levels: list[Level], place: int) -> str:
    value, level = count.numbers[place], levels[place]
    return numeral(value if value is not None else level.start, level.form or "1", level.doubled)


def numeral(value: int, form: str, doubled: bool = False) -> str:
    """Return a number as "1", "a", "A", "i" or "I" writes it."""
    if value < 1 or form not in ("a", "A", "i", "I"):
        return f"{value:02d}" if form.startswith("01") else str(value)
    if form in ("i", "I"):
        if value >= 4000:
            return str(value)
        text = ""
        for worth, digits in _ROMAN:
            count, value = divmod(value, worth)
            text += digits * count
    elif doubled:
        text = chr(ord("a") + (value - 1) % 26) * min(1 + (value - 1) // 26, 8)
    else:
        text = ""
        while value:
            value, rest = divmod(value - 1, 26)
            text = chr(ord("a") + rest) + text
    return text.upper() if form.isupper() else text
