"""Read the name of a body as it is written: which body of the registry it is, and whose ("Sở Y tế tỉnh Hà Nam")."""

from __future__ import annotations

import re
from typing import NamedTuple

from plancheck.law.facts import Body
from plancheck.law.registry import Law

_WORD = re.compile(r"[^\s,;:()./]+")
_NUMBERED = ("quận", "phường", "xã")
_SHORT_CITY = "tp"
_CITY = "thành phố"
_MOST_WORDS = 6  # of a place name
_LONGEST = 300  # characters of a written name


Word = tuple[str, int, int]  # a word, and where it begins and ends


class Area(NamedTuple):
    """A territory: ``kind`` as "xã", ``level`` tỉnh, huyện or xã."""

    kind: str
    name: str
    level: str


class Name(NamedTuple):
    """A body's name as written: the bodies of the registry it may be, and the territories named with it."""

    written: str
    bodies: tuple[Body, ...] = ()
    areas: tuple[Area, ...] = ()

    @property
    def area(self) -> Area | None:
        return self.areas[0] if self.areas else None

    @property
    def province(self) -> str | None:
        """Return the name of the province named with it, as the registry spells it."""
        return next((area.name for area in self.areas if area.level == "tỉnh"), None)


def read_name(law: Law, written: str, day: str | None) -> Name:
    """Return what the registry knows of the name ``written``; the last one where several stand in a row."""
    written = " ".join(written.split())[:_LONGEST].strip(" .,;:-–_*")
    bodies, end = law.body_at(written)
    areas, stop = _areas(law, written, _before_kind(law, written, end), day, bare_name=bool(bodies))
    if bodies and stop < len(written) and law.body_at(written[stop:].lstrip(" ,-–"))[0]:
        inner = read_name(law, written[stop:].lstrip(" ,-–"), day)
        return inner if inner.province else inner._replace(areas=(*inner.areas, *areas))
    return Name(written, fitting(law, bodies, areas[0] if areas else None), areas)


def _before_kind(law: Law, written: str, end: int) -> int:
    """Return where the kind of territory begins that a body's name ends with ("Ủy ban nhân dân xã"), else its end."""
    words = [(match.group(), match.start(), match.end()) for match in _WORD.finditer(written, 0, end)]
    for count in (2, 1):
        if len(words) > count and _kind_at(law, written, words, len(words) - count)[1] == count:
            return words[-count][1]
    return end


def fitting(law: Law, bodies: list[Body], area: Area | None) -> tuple[Body, ...]:
    """Choose among bodies of one name by the territory ("UBND thành phố" is a province's or a city's)."""
    if area is None:
        return tuple(bodies)
    codes = {code for body in bodies if body.collective for code in body.codes[:1]}
    same = [item for code in codes for item in law.bodies_named(f"{code} {area.kind}") if item.level == area.level]
    same = same or [body for body in bodies if body.level == area.level]
    return tuple(same or bodies)


def areas_in(law: Law, written: str, day: str | None) -> tuple[Area, ...]:
    """Return the territories that a text names with their kind ("xã Tân Lập, tỉnh Hưng Yên"), in order."""
    return _areas(law, written, 0, day, bare_name=False)[0]


def _areas(law: Law, text: str, start: int, day: str | None, bare_name: bool) -> tuple[tuple[Area, ...], int]:
    """Return the territories after ``start`` and where the last ends; ``bare_name``: a province without "tỉnh" too."""
    found: list[Area] = []
    words = [(match.group(), match.start(), match.end()) for match in _WORD.finditer(text, start)]
    index = 0
    stop = start
    capitals = text.isupper()
    while index < len(words):
        kind, taken = _kind_at(law, text, words, index)
        if kind is None and not (bare_name and not index):
            index += 1
            continue
        area, used = _area(law, text, words, index + taken, kind, day, capitals)
        if area is None:
            index += max(taken, 1)
            continue
        found.append(area)
        index += taken + used
        stop = words[index - 1][2]
    return tuple(found), stop


def _kind_at(law: Law, text: str, words: list[Word], index: int) -> tuple[str | None, int]:
    """Return the kind of territory that begins at a word, and how many words it is."""
    word = words[index][0].lower()
    if word not in law.area_words and word != _SHORT_CITY:
        return None, 0
    if index + 1 < len(words) and text[words[index][2] : words[index + 1][1]] == " ":
        pair = f"{word} {words[index + 1][0].lower()}"
        if pair == _CITY or law.level_of(pair):
            return pair, 2
    if word == _SHORT_CITY:
        return _CITY, 1
    return (word, 1) if law.level_of(word) else (None, 0)


def _area(
    law: Law, text: str, words: list[Word], index: int, kind: str | None, day: str | None, caps: bool
) -> tuple[Area | None, int]:
    """Return the territory whose name begins at word ``index``, and how many words the name is."""
    # "Quận 3", "Phường 5"; of "ngân sách huyện 2 tỷ đồng" the number is no name.
    numbered = kind in _NUMBERED and index > 0 and words[index - 1][0][0].isupper()
    name = _place_name(law, text, words, index, numbered, caps)
    if kind in (None, "tỉnh", _CITY):
        for length in range(len(name), 0, -1):
            province = law.province(" ".join(name[:length]))
            if province is not None and (kind != _CITY or province.kind(day) == _CITY):
                return Area(province.kind(day) or province.kinds[-1][0], province.name, "tỉnh"), length
    if kind is None or kind == "tỉnh" or not name:
        return None, 0
    return Area(kind, titled(" ".join(name)), law.level_of(kind) or "huyện"), len(name)


def _place_name(law: Law, text: str, words: list[Word], index: int, numbered: bool, caps: bool) -> list[str]:
    """Return the words with capitals from ``index`` on, up to a mark, another territory or another body."""
    name: list[str] = []
    last = words[index - 1][2] if index else 0
    for number in range(index, min(len(words), index + _MOST_WORDS)):
        word, begin, end = words[number]
        if number and text[last:begin].strip(" ."):
            break
        dash = word in "-–"
        if not (dash or word[0].isupper() or (numbered and not name and word.isdigit())):
            break
        year = caps and word == "NĂM" and number + 1 < len(words) and words[number + 1][0].isdigit()
        if name and (year or _kind_at(law, text, words, number)[0] or (not dash and law.body_at(text[begin:])[0])):
            break
        name.append(word)
        last = end
    while name and name[-1] in "-–":
        name.pop()
    return name


def titled(name: str) -> str:
    """Return a place name in capitals with only its first letters large."""
    return " ".join(word[:1] + word[1:].lower() if word.isupper() and len(word) > 1 else word for word in name.split())
