"""Fit the values of rules/alignment.yaml to labelled sets, and print how well each set is judged.

  calibrate.py [FOLDERS...] [--words] [--write]

FOLDERS are sets (gold.json, province.txt, draft-*.txt), or hold sets; default: fixtures/alignment, and the development
set where ../shared lies beside the checkout. Each set is judged with the values fitted to all the others ("left out"),
then with those fitted to all. ``--words`` counts anew how common each word is, over the plans in fixtures; ``--write``
writes rules/alignment.yaml.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from plancheck.alignment.actors import Addressee, addressee_of
from plancheck.alignment.align import Basis, verdict_of
from plancheck.alignment.draft import Draft, draft_of
from plancheck.alignment.judge import judge
from plancheck.alignment.measure import Asked, Bag, Index
from plancheck.alignment.wanted import Wanted
from plancheck.alignment.words import words_of
from plancheck.checks import Context, Settings, context_of
from plancheck.checks.unit import unit_of
from plancheck.engine import parse_source, prepare_basis
from plancheck.language import normalise
from plancheck.matrix import COVERED, NOT_ADDRESSED, PARTIAL
from plancheck.readers import read
from plancheck.rulebook import Rulebook, load

ROOT = Path(__file__).resolve().parent.parent
FILE = ROOT / "rules" / "alignment.yaml"
GRID: dict[str, list[float]] = {
    "novelty": [0.0, 0.1, 0.2, 0.3, 0.4], "anchor": [0.5, 0.7, 0.9, 1.1], "subject": [0.3, 0.6, 0.9, 1.2],
    "told": [0.4, 0.5, 0.6, 0.8], "acts": [0.7, 0.8, 0.9, 1.0], "full": [0.36, 0.4, 0.44, 0.48, 0.52],
    "touched": [0.32, 0.36, 0.4, 0.44], "part": [0.38, 0.42, 0.46, 0.5], "chunk": [0.5, 0.6, 0.7, 0.8],
    "touched_chunk": [0.25, 0.3, 0.35, 0.4], "mean": [0.25, 0.3, 0.35, 0.4], "mean_chunk": [0.15, 0.2, 0.25, 0.3],
    "theme": [0.7, 0.8, 0.9],
}  # fmt: skip
POSITIVE = (COVERED, PARTIAL)
FEWEST_LINES = 2  # a word that stands in fewer lines counts as rare


@dataclass
class Case:
    """One item in one draft: its label, and either a settled answer or what is needed to judge it."""

    label: str
    settled: str | None
    wanted: Wanted
    draft: Draft


def remember() -> None:
    """Keep what does not depend on the values between two judgements of the same item."""
    coverage, novelty = Index.coverage, Bag.novelty
    shares: dict[tuple[int, int, float], list[tuple[float, int]]] = {}
    news: dict[tuple[int, int], float] = {}

    def remembered(index: Index, asked: Asked, least: float = 0.0) -> list[tuple[float, int]]:
        key = (id(index), id(asked), least)
        if key not in shares:
            shares[key] = coverage(index, asked, least)
        return shares[key]

    def known(bag: Bag, tokens: Any, lone: float) -> float:
        key = (id(bag), id(tokens))
        if key not in news:
            news[key] = novelty(bag, tokens, lone)
        return news[key]

    Index.coverage = remembered  # type: ignore[method-assign]
    Bag.novelty = known  # type: ignore[method-assign]


def cases_of(folder: Path, rulebook: Rulebook) -> Iterator[Case]:
    gold = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
    basis = prepare_basis(read(str(folder / gold["province"])), rulebook)
    by_id = {wanted.item.id: wanted for wanted in basis.wanted}
    for name, entry in gold["drafts"].items():
        context = context_in(folder / name, rulebook, entry["unit"])
        draft = draft_of(context)
        unit = unit_of(context)
        addressee = addressee_of(rulebook, unit, basis.context.form_day) if unit is not None else None
        for key, label in entry["labels"].items():
            if key in by_id:
                yield case_of(label["status"], by_id[key], basis, draft, addressee)


def case_of(label: str, wanted: Wanted, basis: Basis, draft: Draft, addressee: Addressee | None) -> Case:
    verdict = verdict_of(wanted, basis, draft, addressee)
    return Case(label, verdict.status if verdict is not None else None, wanted, draft)


def context_in(path: Path, rulebook: Rulebook, unit: str | None = None) -> Context:
    source = read(str(path))
    plan = parse_source(source, rulebook)
    return context_of(plan, rulebook.phrases.scan(normalise(source).folded), rulebook, Settings(unit=unit))


def measure(cases: Iterable[Case], values: dict[str, float]) -> tuple[float, float]:
    """Return (share of right answers of all four, macro-F1 of taken up against not over what is addressed)."""
    right = total = 0
    pairs: Counter[tuple[bool, bool]] = Counter()
    for case in cases:
        answer = case.settled or judge(case.wanted, case.draft, values).status
        total += 1
        right += answer == case.label
        if case.label != NOT_ADDRESSED:
            pairs[case.label in POSITIVE, answer in POSITIVE] += 1
    scores = []
    for side in (True, False):
        hits = pairs[side, side]
        wrong = pairs[side, not side] + pairs[not side, side]
        scores.append(2 * hits / (2 * hits + wrong) if hits or wrong else 1.0)
    return right / total, sum(scores) / 2


def fit(cases: list[Case], values: dict[str, float], rounds: int = 2) -> dict[str, float]:
    """Return the values that judge the cases best, changed one at a time along the grid."""
    best, score = dict(values), sum(measure(cases, values))
    for _ in range(rounds):
        before = score
        for name, steps in GRID.items():
            for step in steps:
                tried = {**best, name: step}
                result = sum(measure(cases, tried))
                if result > score + 1e-9:
                    best, score = tried, result
        if score == before:
            break
    return best


def count_words(rulebook: Rulebook) -> tuple[int, dict[str, int]]:
    """Return the lines of the plans in fixtures, and in how many of them each syllable and concept stands."""
    counts: Counter[str] = Counter()
    lines = 0
    folders = [ROOT / "fixtures" / "plans", ROOT / "fixtures" / "eras" / "plans"]
    files = [path for folder in folders for path in sorted(folder.iterdir())]
    for path in [*files, *sorted((ROOT / "fixtures" / "alignment").glob("*/*.txt"))]:
        for line in normalise(read(str(path))).folded.split("\n"):
            tokens = words_of(line, rulebook.lexis).tokens
            if len(tokens) > 3:
                lines += 1
                counts.update({word for token in tokens for word in (token.syllable, *token.concepts)})
    return lines, {word: count for word, count in counts.items() if count >= FEWEST_LINES}


def write(values: dict[str, float], counted: tuple[int, dict[str, int]] | None) -> None:
    """Write the values, and the counts where there are new ones, into rules/alignment.yaml; its comments stay."""
    head, _, rest = FILE.read_text(encoding="utf-8").partition("values:\n")
    data = yaml.safe_load("values:\n" + rest)
    shown = "".join(f"  {name}: {value:g}\n" for name, value in values.items())
    stop = json.dumps(data["stop"], ensure_ascii=False)
    lines, common = counted or (data["lines"], data["common"])
    ordered = sorted(common.items(), key=lambda item: (-item[1], item[0]))
    words = "".join(f"  {json.dumps(word, ensure_ascii=False)}: {count}\n" for word, count in ordered)
    FILE.write_text(f"{head}values:\n{shown}stop: {stop}\nlines: {lines}\ncommon:\n{words}", encoding="utf-8")


def sets_in(folders: Iterable[Path]) -> list[Path]:
    found = []
    for folder in folders:
        whole = (folder / "gold.json").exists()
        inner = [folder] if whole else sorted(path.parent for path in folder.glob("*/gold.json"))
        found += inner
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="*", type=Path)
    parser.add_argument("--words", action="store_true", help="count anew how common each word is")
    parser.add_argument("--write", action="store_true", help="write rules/alignment.yaml")
    parser.add_argument("--no-leaving-out", action="store_true", help="only fit to all sets")
    args = parser.parse_args()
    rulebook = load()
    counted = count_words(rulebook) if args.words else None
    if counted is not None:
        rulebook.lexis.lines, rulebook.lexis.common = counted
    folders = args.folders or [ROOT / "fixtures" / "alignment", ROOT.parent / "shared" / "alignment"]
    remember()
    cases = {folder: list(cases_of(folder, rulebook)) for folder in sets_in(folders)}
    start = dict(rulebook.lexis.values)
    outside: list[tuple[float, float]] = []
    for folder, own in cases.items():
        if not args.no_leaving_out:
            rest = [case for other, some in cases.items() if other != folder for case in some]
            outside.append(measure(own, fit(rest, start)))
            print(f"left out: {folder.name:24} accuracy {outside[-1][0]:.3f}  F1 {outside[-1][1]:.3f}", flush=True)
    if outside:
        mean = [sum(column) / len(outside) for column in zip(*outside, strict=True)]
        print(f"left out: {'mean':24} accuracy {mean[0]:.3f}  F1 {mean[1]:.3f}")
    everything = [case for some in cases.values() for case in some]
    values = fit(everything, start)
    for folder, own in cases.items():
        print("fitted:   {:24} accuracy {:.3f}  F1 {:.3f}".format(folder.name, *measure(own, values)))
    print("fitted:   {:24} accuracy {:.3f}  F1 {:.3f}".format("all", *measure(everything, values)))
    print("values:   " + " ".join(f"{name}={value:g}" for name, value in values.items()))
    if args.write:
        write(values, counted)


if __name__ == "__main__":
    main()
