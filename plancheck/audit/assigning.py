"""Give each file to its unit, choose the one that counts, and tell what fits no unit or several."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from plancheck.audit.issuers import issuer_name, issuers
from plancheck.audit.mapping import mapped
from plancheck.audit.matching import Match, Roll
from plancheck.audit.names import plain
from plancheck.audit.outcome import Outcome
from plancheck.audit.roster import Unit
from plancheck.audit.spelling import Spelling
from plancheck.audited import LooseFile
from plancheck.bilingual import Words
from plancheck.law import Law
from plancheck.report.clean import clean
from plancheck.rulebook import Rulebook

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
    outcomes: Mapping[str, Outcome], units: Sequence[Unit] | None, rulebook: Rulebook, year: int | None = None
) -> Assignment:
    """Return whose each file is; ``outcomes`` by path, in order; ``units`` None: those that the files name.

    Of a unit's several plans one for ``year`` counts before others.
    """
    spelling = Spelling(rulebook.name_words, rulebook.short_kinds)
    if units is None:
        return _by_issuer(outcomes, rulebook.law, spelling, year)
    return _by_roster(outcomes, Roll(rulebook.law, units, spelling, rulebook.name_words), list(units), year)


def _by_issuer(outcomes: Mapping[str, Outcome], law: Law, spelling: Spelling, year: int | None) -> Assignment:
    """Make a unit of each issuer; a file that names none is a unit by its own name."""
    named = issuers(law, spelling, outcomes)
    units = [Unit(name) for name in sorted(set(named.values()), key=plain)]
    numbers = {unit.name: number for number, unit in enumerate(units)}
    files: list[list[Given]] = [[] for _ in units]
    for path in outcomes:
        if path in named:
            files[numbers[named[path]]].append(Given(path, "issuer"))
    used = {plain(unit.name) for unit in units}
    unnamed = [path for path in outcomes if path not in named]
    for path, name in zip(unnamed, _own_names(unnamed, used), strict=True):
        units.append(Unit(clean(name)))
        files.append([Given(path, "file-name")])
    return Assignment(units, [_ordered(given, outcomes, year) for given in files], {}, [], [])


def _own_names(paths: Sequence[str], used: set[str]) -> list[str]:
    """Return the name of each file, without its ending; with its folders where another is called the same."""
    stems = [path.rsplit("/", 1)[-1].rsplit(".", 1)[0] for path in paths]
    count = Counter(plain(stem) for stem in stems)
    return [
        stem if stem and count[plain(stem)] == 1 and plain(stem) not in used else path
        for stem, path in zip(stems, paths, strict=True)
    ]


def _by_roster(outcomes: Mapping[str, Outcome], roll: Roll, units: list[Unit], year: int | None) -> Assignment:
    fixed, absent = mapped(units, list(outcomes))
    files: list[list[Given]] = [[] for _ in units]
    notes: dict[int, list[Words]] = {}
    for number in absent:
        notes.setdefault(number, []).append(_absent(units[number]))
    for number, others in roll.doubles().items():
        notes.setdefault(number, []).append(_double(others, units))
    unmatched: list[LooseFile] = []
    ambiguous: list[LooseFile] = []
    for path, outcome in outcomes.items():
        match = roll.find(path, outcome)
        if path in fixed:
            for number in fixed[path]:
                told = (*_against(match, number, units), *_shared(fixed[path], number, units))
                files[number].append(Given(path, "mapping", told))
        elif match.unit is not None and match.by is not None:
            files[match.unit].append(Given(path, match.by, _told(match, outcome, units)))
            if match.named is not None:
                notes.setdefault(match.named, []).append(_taken(path, units[match.unit]))
        elif match.candidates:
            names = tuple(units[number].name for number in match.candidates)
            ambiguous.append(LooseFile(path, issuer_name(outcome), outcome.status, names, outcome.reason))
        else:
            note = _hint(match, units) or outcome.reason
            unmatched.append(LooseFile(path, issuer_name(outcome), outcome.status, (), note))
    ordered = [_ordered(given, outcomes, year) for given in files]
    return Assignment(units, ordered, notes, unmatched, ambiguous)


def _ordered(files: list[Given], outcomes: Mapping[str, Outcome], year: int | None) -> list[Given]:
    """Put the file that counts first: what the roster says, a plan before others, one for the year, the latest, the
    first by path.

    Where the roster names the unit's file, its others were given by what they say and come after it.
    """

    def place(given: Given) -> tuple[bool, int, bool, str, str]:
        outcome = outcomes[given.path]
        other = None not in (year, outcome.year) and year != outcome.year
        return given.by != "mapping", _RANK[outcome.status], other, _latest_first(outcome.date), given.path

    return sorted(files, key=place)


def _latest_first(date: str | None) -> str:
    """Return a key by which later days come before earlier ones, and none last."""
    return "".join(chr(0x7F - ord(letter)) for letter in date) if date else "\x7f"


# What a reader should know


def _names(numbers: Sequence[int], units: Sequence[Unit]) -> Words:
    names = [units[number].name for number in numbers]
    return Words(", ".join(names), ", ".join(names))


def _absent(unit: Unit) -> Words:
    file = clean(unit.file or "")
    return Words(
        f"Danh sách ghi tệp “{file}” nhưng thư mục không có, hoặc có nhiều tệp cùng tên.",
        f"The roster names the file '{file}', which the folder does not hold, or holds more than once.",
    )


def _double(others: Sequence[int], units: Sequence[Unit]) -> Words:
    names = _names(others, units)
    return Words(
        f"Danh sách còn ghi “{names.vi}”, có thể là cùng một đơn vị; nên giữ một dòng.",
        f"The roster also lists '{names.en}', which may be the same unit; keep one row.",
    )


def _against(match: Match, number: int, units: Sequence[Unit]) -> tuple[Words, ...]:
    if match.unit is None or match.unit == number or match.by == "file-name":
        return ()
    name = units[match.unit].name
    return (Words(f"Văn bản lại ghi là của {name}.", f"The text itself says {name}."),)


def _shared(given: Sequence[int], number: int, units: Sequence[Unit]) -> tuple[Words, ...]:
    others = [other for other in given if other != number]
    if not others:
        return ()
    names = _names(others, units)
    return (Words(f"Danh sách còn ghi tệp này cho {names.vi}.", f"The roster gives this file to {names.en} too."),)


def _told(match: Match, outcome: Outcome, units: Sequence[Unit]) -> tuple[Words, ...]:
    told: list[Words] = []
    if match.named is not None:
        name = units[match.named].name
        told.append(Words(f"Tên tệp lại ghi {name}.", f"The file's name says {name}."))
    if match.signed is not None:
        name = units[match.signed].name
        told.append(Words(f"Ký hiệu văn bản lại là của {name}.", f"The symbol is that of {name}."))
    if match.by == "symbol" and outcome.issuer and outcome.body is None:
        issuer = clean(outcome.issuer)
        told.append(
            Words(f"Phần đầu văn bản lại ghi “{issuer}”.", f"The head of the text says '{issuer}'.")
        )  # fmt: skip
    return tuple(told)


def _taken(path: str, unit: Unit) -> Words:
    path = clean(path)
    return Words(
        f"Tệp “{path}” mang tên đơn vị nhưng văn bản là của {unit.name}.",
        f"The file '{path}' bears the unit's name, but the text is of {unit.name}.",
    )


def _hint(match: Match, units: Sequence[Unit]) -> Words | None:
    if match.alike:
        names = _names(match.alike, units)
        return Words(
            f"Cùng tên nhưng khác địa bàn hoặc khác cơ quan chủ quản với {names.vi}.",
            f"Of the same name as {names.en}, but of another territory or under another body.",
        )
    if match.heirs:
        names = _names(match.heirs, units)
        return Words(
            f"Cơ quan này không có trong danh sách; sau sắp xếp, nhiệm vụ liên quan đến {names.vi}. "
            "Nếu tệp là của đơn vị đó, hãy ghi tên tệp vào danh sách.",
            f"The roster does not list this body; since the mergers its work is shared with {names.en}. "
            "If the file is that unit's, name it in the roster.",
        )
    if match.named is None:
        return None
    name = units[match.named].name
    return Words(f"Tên tệp ghi {name}, văn bản ghi cơ quan khác.", f"The name says {name}, the text another body.")
