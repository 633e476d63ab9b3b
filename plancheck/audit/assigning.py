"""Give each file to its unit, choose the one that counts, and tell what fits no unit or several."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from plancheck.audit.matching import Match, Roll, issuer_name, issuers, mapped
from plancheck.audit.names import plain
from plancheck.audit.outcome import Outcome
from plancheck.audit.roster import Unit
from plancheck.audited import LooseFile
from plancheck.bilingual import Words
from plancheck.law import Law

_RANK = {"checked": 0, "unreadable": 1, "not-a-plan": 2}  # of a unit's files: which one counts


class Given(NamedTuple):
    """A file of a unit, what it was recognised by, and what a reader should know of that."""

    path: str
    by: str
    notes: tuple[Words, ...] = ()


class Assignment(NamedTuple):
    """The units, the files of each (the one that counts first), notes on units, and the files that are nobody's."""

    units: list[Unit]
    files: list[list[Given]]
    notes: dict[int, list[Words]]
    unmatched: list[LooseFile]
    ambiguous: list[LooseFile]


def assign(
    outcomes: Mapping[str, Outcome], units: Sequence[Unit] | None, law: Law
) -> Assignment:  # fmt: skip
    """Return whose each file is; ``outcomes`` by path, in order; ``units`` None: those that the files name."""
    return _by_roster(outcomes, list(units), law) if units is not None else _by_issuer(outcomes)


def _by_issuer(outcomes: Mapping[str, Outcome]) -> Assignment:
    """Make a unit of each issuer; a file that names none is a unit by its own name."""
    units = issuers(outcomes)
    numbers = {plain(unit.name): number for number, unit in enumerate(units)}
    files: list[list[Given]] = [[] for _ in units]
    for path, outcome in outcomes.items():
        if name := issuer_name(outcome):
            files[numbers[plain(name)]].append(Given(path, "issuer"))
        else:
            units.append(Unit(path.rsplit("/", 1)[-1].rsplit(".", 1)[0]))
            files.append([Given(path, "file-name")])
    return Assignment(units, [_ordered(given, outcomes) for given in files], {}, [], [])


def _by_roster(outcomes: Mapping[str, Outcome], units: list[Unit], law: Law) -> Assignment:
    roll = Roll(law, units)
    fixed, absent = mapped(units, list(outcomes))
    files: list[list[Given]] = [[] for _ in units]
    notes: dict[int, list[Words]] = {number: [_absent(units[number])] for number in absent}
    unmatched: list[LooseFile] = []
    ambiguous: list[LooseFile] = []
    for path, outcome in outcomes.items():
        match = roll.find(path, outcome)
        if path in fixed:
            for number in fixed[path]:
                files[number].append(Given(path, "mapping", _against(match, number, units)))
        elif match.unit is not None and match.by is not None:
            files[match.unit].append(Given(path, match.by, _named(match, units)))
            if match.named is not None:
                notes.setdefault(match.named, []).append(_taken(path, units[match.unit]))
        elif match.candidates:
            names = tuple(units[number].name for number in match.candidates)
            ambiguous.append(LooseFile(path, outcome.issuer, outcome.status, names, outcome.reason))
        else:
            unmatched.append(LooseFile(path, outcome.issuer, outcome.status, (), _hint(match, units) or outcome.reason))
    ordered = [_ordered(given, outcomes) for given in files]
    return Assignment(units, ordered, notes, unmatched, ambiguous)


def _ordered(files: list[Given], outcomes: Mapping[str, Outcome]) -> list[Given]:
    """Put the file that counts first: what the roster says, a plan before others, the latest, the first by path.

    Where the roster names the unit's file, its others were given by what they say and come after it.
    """

    def place(given: Given) -> tuple[bool, int, str, str]:
        outcome = outcomes[given.path]
        return given.by != "mapping", _RANK[outcome.status], _latest_first(outcome.date), given.path

    return sorted(files, key=place)


def _latest_first(date: str | None) -> str:
    """Return a key by which later days come before earlier ones, and none last."""
    return "".join(chr(0x7F - ord(letter)) for letter in date) if date else "\x7f"


def _absent(unit: Unit) -> Words:
    return Words(
        f"Danh sách ghi tệp “{unit.file}” nhưng thư mục không có, hoặc có nhiều tệp cùng tên.",
        f"The roster names the file '{unit.file}', which the folder does not hold, or holds more than once.",
    )


def _against(match: Match, number: int, units: Sequence[Unit]) -> tuple[Words, ...]:
    if match.unit is None or match.unit == number or match.by == "file-name":
        return ()
    name = units[match.unit].name
    return (Words(f"Văn bản lại ghi là của {name}.", f"The text itself says {name}."),)


def _named(match: Match, units: Sequence[Unit]) -> tuple[Words, ...]:
    if match.named is None:
        return ()
    name = units[match.named].name
    return (Words(f"Tên tệp lại ghi {name}.", f"The file's name says {name}."),)


def _taken(path: str, unit: Unit) -> Words:
    return Words(
        f"Tệp “{path}” mang tên đơn vị nhưng văn bản là của {unit.name}.",
        f"The file '{path}' bears the unit's name, but the text is of {unit.name}.",
    )


def _hint(match: Match, units: Sequence[Unit]) -> Words | None:
    if match.named is None:
        return None
    name = units[match.named].name
    return Words(f"Tên tệp ghi {name}, văn bản ghi cơ quan khác.", f"The name says {name}, the text another body.")
