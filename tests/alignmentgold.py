"""The labelled sets: superior plans with drafts, and how far the matrix agrees with the labels."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from plancheck.checks import Settings
from plancheck.engine import align_source, prepare_basis
from plancheck.finding import Words
from plancheck.matrix import COVERED, NOT_ADDRESSED, PARTIAL, AlignedItem, Alignment
from plancheck.readers import read

from beside import RULEBOOK

ROOT = Path(__file__).resolve().parent.parent
FIXTURES = ROOT / "fixtures" / "alignment"
SHARED = ROOT.parent / "shared" / "alignment"
POSITIVE = (COVERED, PARTIAL)


def folders(root: Path) -> list[Path]:
    return sorted(path.parent for path in root.glob("*/gold.json"))


def labels_of(folder: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
    return found


def lines_of(folder: Path, name: str) -> list[str]:
    """Return the lines of a file, without markup."""
    return (folder / name).read_text(encoding="utf-8").replace("**", "").splitlines()


@dataclass
class Tally:
    """Answers beside labels: (label, answer) of every label, and the items that were found."""

    pairs: list[tuple[str, str]] = field(default_factory=list)
    asked: int = 0
    found: int = 0
    named: int = 0  # items of the matrix that are items of the gold

    def add(self, other: Tally) -> None:
        self.pairs += other.pairs
        self.asked += other.asked
        self.found += other.found
        self.named += other.named

    @property
    def recall(self) -> float:
        return self.found / self.asked

    @property
    def accuracy(self) -> float:
        return sum(label == answer for label, answer in self.pairs) / len(self.pairs)

    @property
    def f1(self) -> float:
        """Return the mean F1 of covered-or-partial and of uncovered, over what the labels address to the unit."""
        sides = [(label in POSITIVE, answer in POSITIVE) for label, answer in self.pairs if label != NOT_ADDRESSED]
        scores = []
        for side in (True, False):
            right = sum(label == answer == side for label, answer in sides)
            wrong = sum(label != answer for label, answer in sides)
            scores.append(2 * right / (2 * right + wrong) if right + wrong else 1.0)
        return sum(scores) / 2


@cache
def alignments(folder: Path) -> dict[str, Alignment]:
    """Return the matrix of every draft of a set."""
    gold = labels_of(folder)
    basis = prepare_basis(read(str(folder / gold["province"])), RULEBOOK)
    found = {}
    for name, draft in gold["drafts"].items():
        laid = align_source(read(str(folder / name)), RULEBOOK, Settings(unit=draft["unit"]), [basis])
        assert not isinstance(laid, Words)
        found[name] = laid
    return found


def tally_of(folder: Path) -> Tally:
    gold = labels_of(folder)
    tally = Tally()
    for name, matrix in alignments(folder).items():
        answers = {(item.id, item.location.line): item for item in matrix.items}
        labels = gold["drafts"][name]["labels"]
        tally.named += len(answers)
        for item in gold["items"]:
            answer: AlignedItem | None = answers.get((item["id"], item["line"]))
            tally.asked += 1
            tally.found += answer is not None
            tally.pairs.append((labels[item["id"]]["status"], answer.status if answer is not None else "not found"))
    return tally
