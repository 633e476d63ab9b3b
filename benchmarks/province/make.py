"""Make a province: its plan, the roster, and a folder of units' plans with everything planted in it written down."""

from __future__ import annotations

import csv
import json
import random
from datetime import date, timedelta
from itertools import combinations
from pathlib import Path

from province import fates as fate
from province.basis import basis_paper
from province.compose import Composed, Line, compose
from province.fates import Counts, Fate, decide
from province.paper import BASIS_DAY, Paper, letter, paper_of
from province.planted import Copy, Fits, Planted, Row, as_data
from province.sending import Desk, broken
from province.units import COMMUNE, Unit, data, made, plain
from province.unshared import Register
from province.wordfile import as_text, as_word

DUE_AFTER = 30  # days
DUE = BASIS_DAY + timedelta(days=DUE_AFTER)
_WORD = 0.6  # of the files are Word files
_LATEST = date(2026, 3, 25)
_MAPPED = 0.01  # of the roster's rows name their file
NEAR_COPY, PASSAGES = "near-copy", "passages"


def make(folder: Path, plans: int = 1000, seed: int = 1) -> Planted:
    """Write a province into ``folder`` and return what was planted; the same numbers give the same bytes."""
    return _Maker(folder, plans, seed).run()


class _Maker:
    def __init__(self, folder: Path, plans: int, seed: int) -> None:
        self.folder, self.seed = folder, seed
        self.rng = random.Random(f"{seed} province {plans}")
        counts = Counts(plans)
        held_out = counts.values["unmatched"]
        everyone = made(self.rng, counts.units + held_out)
        self.units, self.strangers = everyone[: counts.units], everyone[counts.units :]
        names = {f"UBND xã {name}" for name in data()["twins"]}
        self.twins = [index for index, unit in enumerate(self.units) if unit.name in names]
        self.ambiguous = counts.values["ambiguous"]
        self.fates = decide(self.rng, self.units, counts, set(self.twins))
        self.register = Register()
        self.desk = Desk(random.Random(f"{seed} desk"), names)
        self.copied: dict[int, list[str]] = {}

    def run(self) -> Planted:
        composed = self.compose_all()
        rows = [self.send(index, composed[index]) for index in range(len(self.units))]
        unmatched = [self.stranger(unit) for unit in self.strangers]
        fits = [self.unclear() for _ in range(self.ambiguous)]
        copies = self.copies()
        planted = Planted(
            "basis.docx", "drafts", "units.csv", DUE.isoformat(), len(self.desk.files), rows, copies, unmatched, fits
        )
        self.write(planted)
        return planted

    # What is written in the plans

    def compose_all(self) -> list[Composed]:
        composed: list[Composed | None] = [None] * len(self.units)
        for index, one in enumerate(self.fates):
            if one.source is None or one.passages:
                composed[index] = self.compose(self.units[index], one)
        for index, one in enumerate(self.fates):
            if one.source is not None:
                source = composed[one.source]
                assert source is not None
                composed[index] = self.taken(index, source, composed[index])
        return [plan for plan in composed if plan is not None]

    def compose(self, unit: Unit, one: Fate) -> Composed:
        rng = random.Random(f"{self.seed} text {unit.name}")
        return compose(rng, self.register.new_plan(), one.gaps, unit.group == COMMUNE)

    def taken(self, index: int, source: Composed, own: Composed | None) -> Composed:
        """Return a plan that takes all of ``source``, or some paragraphs of it into its own."""
        rng = random.Random(f"{self.seed} taken {self.units[index].name}")
        if own is None:
            return Composed(_retouched(source.lines, rng), source.table, source.missing)
        there, here = source.copyable(), own.copyable()
        keys = rng.sample(sorted(there.keys() & here.keys()), self.fates[index].passages)
        lines = [*own.lines]
        for key in keys:
            lines[here[key]] = source.lines[there[key]]
        self.copied[index] = [source.lines[there[key]].text for key in keys]
        return Composed(lines, own.table, own.missing)

    def copies(self) -> list[Copy]:
        """Return the pairs of units that share a text."""
        found, of_one = [], dict[int, list[int]]()
        for index, one in enumerate(self.fates):
            if one.source is None:
                continue
            if one.passages:
                pair = (self.units[one.source].name, self.units[index].name)
                found.append(Copy(*pair, PASSAGES, self.copied[index]))
            else:
                of_one.setdefault(one.source, [one.source]).append(index)
        for group in of_one.values():
            pairs = combinations(group, 2)
            found += [Copy(self.units[one].name, self.units[other].name, NEAR_COPY, []) for one, other in pairs]
        return found

    # How it is sent

    def send(self, index: int, composed: Composed) -> Row:
        unit, one = self.units[index], self.fates[index]
        rng = random.Random(f"{self.seed} paper {unit.name}")
        if one.kind == fate.MISSING:
            return Row(unit.name, "missing", [])
        day = self.day(rng, one)
        if one.kind == fate.NOT_A_PLAN:
            paper = letter(unit, day, rng, rng.choice(("report", "letter")))
            return Row(unit.name, "not-a-plan", [self.lay(unit, paper, rng)], date=day.isoformat())
        paper = paper_of(composed, unit, day, rng)
        if one.kind == fate.BROKEN:
            content = broken(sum(other.kind == fate.BROKEN for other in self.fates[:index]), as_word(paper), rng)
            return Row(unit.name, "unreadable", [self.desk.lay(unit, content, ".docx", named=True)])
        paths = [self.lay(unit, paper, rng)]
        further = 0
        issued = day  # the first version's: one that is amended later is as late as that
        if one.kind == fate.SAME:
            content, end = self.desk.files[paths[0]], paths[0][paths[0].rindex(".") :]
            paths.append(self.desk.lay(unit, content, end, named=True, mark=" - Copy"))
            further = 1
        elif one.kind == fate.OLDER:
            issued = day - timedelta(days=rng.randint(3, 9))
            older = paper_of(_shorter(composed), unit, issued, rng)
            self.lay(unit, older, rng, mark=" (ban cu)")
            further = 1
        late = max(0, (issued - DUE).days)
        return Row(unit.name, "checked", paths, further, day.isoformat(), late, composed.missing)

    def day(self, rng: random.Random, one: Fate) -> date:
        """Return the day of issue; one that an older version precedes leaves room for it."""
        first, last = (DUE + timedelta(days=1), _LATEST) if one.late else (BASIS_DAY + timedelta(days=11), DUE)
        return first + timedelta(days=rng.randint(0, (last - first).days))

    def lay(self, unit: Unit, paper: Paper, rng: random.Random, mark: str = "") -> str:
        word = rng.random() < _WORD
        return self.desk.lay(unit, as_word(paper) if word else as_text(paper), ".docx" if word else ".txt", mark=mark)

    def stranger(self, unit: Unit) -> str:
        rng = random.Random(f"{self.seed} paper {unit.name}")
        return self.lay(unit, paper_of(self.compose(unit, Fate()), unit, DUE, rng), rng)

    def unclear(self) -> Fits:
        """Return a plan whose letterhead has lost the unit's name, and whose file name fits two."""
        unit = self.units[self.twins[0]]
        rng = random.Random(f"{self.seed} unclear")
        paper = paper_of(self.compose(unit, Fate()), unit, DUE, rng)
        name = unit.name.removeprefix("UBND xã ")
        paper.left = [paper.left[0], "XÃ …………", paper.left[2]]
        paper.right[2] = paper.right[2].replace(name, "…………")
        paper.lines = [(style, line.replace(f" {name}", "")) for style, line in paper.lines]
        paper.annex = [(style, line.replace(f" {name}", "")) for style, line in paper.annex]
        path = f"UBND xa {plain(name)} - KH tuyen truyen CCHC.txt"
        self.desk.files[path] = as_text(paper)
        return Fits(path, [self.units[index].name for index in self.twins])

    def write(self, planted: Planted) -> None:
        (self.folder / planted.drafts).mkdir(parents=True, exist_ok=True)
        (self.folder / planted.basis).write_bytes(as_word(basis_paper()))
        self.desk.write(self.folder / planted.drafts)
        chosen = random.Random(f"{self.seed} mapping")
        with (self.folder / planted.roster).open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(["unit", "short_names", "class", "file"])
            for unit, row in zip(self.units, planted.units, strict=True):
                mapped = len(row.paths) == 1 and not row.duplicates and chosen.random() < _MAPPED
                writer.writerow([unit.name, unit.short, unit.group, row.paths[0] if mapped else ""])
        shown = json.dumps(as_data(planted), ensure_ascii=False, indent=1)
        (self.folder / "planted.json").write_text(shown, encoding="utf-8")


def _retouched(lines: list[Line], rng: random.Random) -> list[Line]:
    """Return the lines without one paragraph, as one leaves out what does not fit the own unit."""
    droppable = [index for index, line in enumerate(lines) if line.key.startswith("content")]
    gone = rng.choice(droppable)
    return [line for index, line in enumerate(lines) if index != gone]


def _shorter(composed: Composed) -> Composed:
    return Composed([line for line in composed.lines if line.key != "content 1"], [], composed.missing)
