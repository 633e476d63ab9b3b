"""The made province: the same for the same seed, as planted, and judged as planted."""

from __future__ import annotations

import csv
import json
import re
import sys
from collections import Counter
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from plancheck.checks import Settings
from plancheck.engine import lint
from plancheck.finding import Report
from plancheck.readers import ReadError, read
from plancheck.rulebook import Rulebook

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "benchmarks"))

from province import Planted, make, verify  # noqa: E402
from province.planted import Row, as_data, from_data  # noqa: E402

PLANS = 60
JUDGED = 40
FEWEST_COPIED = 45  # words of a copied paragraph
MOST_SHARED = 25  # words in a row that no two plans of their own share
KNOWN_BY = 6  # words in a row by which the superior plan's are known
MEAN_SCORE = 85
_WORD = re.compile(r"[^\W\d_]+")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("province")


@pytest.fixture(scope="module")
def planted(folder: Path) -> Planted:
    return make(folder, PLANS, seed=5)


@pytest.fixture(scope="module")
def judged(folder: Path, planted: Planted, rulebook: Rulebook) -> list[tuple[Row, Report]]:
    rows = [row for row in planted.units if row.status == "checked"][:JUDGED]
    paths = [str(folder / planted.drafts / row.paths[0]) for row in rows]
    return list(zip(rows, lint(paths, rulebook, Settings()), strict=True))


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_the_same_seed_makes_the_same_bytes(folder: Path, planted: Planted, tmp_path: Path) -> None:
    again = make(tmp_path / "again", PLANS, seed=5)
    assert again == planted
    assert contents(tmp_path / "again") == contents(folder)


def test_another_seed_makes_other_plans(folder: Path, planted: Planted, tmp_path: Path) -> None:
    assert make(tmp_path / "other", PLANS, seed=6) != planted
    assert contents(tmp_path / "other").keys() != contents(folder).keys()


def test_what_was_planted_is_written_down(folder: Path, planted: Planted) -> None:
    assert from_data(json.loads((folder / "planted.json").read_text(encoding="utf-8"))) == planted
    with (folder / planted.roster).open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["unit"] for row in rows] == [row.unit for row in planted.units]
    assert len({row["unit"] for row in rows}) == len(rows)


def test_there_are_as_many_files_as_asked_for(planted: Planted) -> None:
    sent = sum(bool(row.paths) + row.duplicates for row in planted.units)
    assert sent + len(planted.unmatched) + len(planted.ambiguous) == planted.files == PLANS


def test_everything_is_there_at_least_once(planted: Planted) -> None:
    states = Counter(row.status for row in planted.units)
    assert min(states[state] for state in ("missing", "unreadable", "not-a-plan")) >= 1
    assert {copy.kind for copy in planted.copies} == {"near-copy", "passages"}
    assert any(row.duplicates for row in planted.units)
    assert any(row.late_days for row in planted.units)
    assert planted.unmatched and planted.ambiguous


def test_shares_are_kept_in_a_large_province(tmp_path: Path) -> None:
    rows = make(tmp_path, 300, seed=2).units
    shares = {
        "missing": sum(row.status == "missing" for row in rows) / 300,
        "broken": sum(row.status == "unreadable" for row in rows) / 300,
        "duplicates": sum(row.duplicates for row in rows) / 300,
        "late": sum(row.late_days > 0 for row in rows) / 300,
        "gaps": sum(bool(row.missing) for row in rows) / 300,
    }
    wanted = {"missing": 0.03, "broken": 0.03, "duplicates": 0.03, "late": 0.08, "gaps": 0.35}
    assert all(abs(shares[name] - share) < share * 0.2 for name, share in wanted.items()), shares


def test_elements_left_out_are_missing_and_no_others(judged: list[tuple[Row, Report]]) -> None:
    for row, report in judged:
        missing = {key for key, element in report.elements.items() if element.status == "missing"}
        assert missing == set(row.missing), row.unit
        assert not any(element.status == "weak" for element in report.elements.values()), row.unit


def test_whole_plans_have_no_error_and_score_well(judged: list[tuple[Row, Report]]) -> None:
    whole = [report for row, report in judged if not row.missing]
    assert not [finding.rule for report in whole for finding in report.findings if finding.severity == "error"]
    scores = [report.score or 0 for report in whole]
    assert sum(scores) / len(scores) > MEAN_SCORE


def test_the_letterhead_says_the_day(judged: list[tuple[Row, Report]]) -> None:
    assert all(report.metadata is not None and report.metadata.date == row.date for row, report in judged)


def test_broken_files_cannot_be_read(folder: Path, planted: Planted) -> None:
    for row in planted.units:
        if row.status == "unreadable":
            with pytest.raises(ReadError):
                read(str(folder / planted.drafts / row.paths[0]))


def test_copied_paragraphs_stand_in_both_plans(folder: Path, planted: Planted) -> None:
    paths = {row.unit: folder / planted.drafts / row.paths[0] for row in planted.units if row.paths}
    for copy in planted.copies:
        for paragraph in copy.paragraphs:
            assert len(paragraph.split()) >= FEWEST_COPIED
            assert all(paragraph in read(str(paths[unit])).text for unit in (copy.a, copy.b))


def test_plans_of_their_own_share_no_passage(folder: Path, planted: Planted) -> None:
    words = [word for line in read(str(folder / planted.basis)).text.splitlines() for word in words_of(line)]
    superior = set(runs(words, KNOWN_BY))
    held: dict[tuple[str, ...], str] = {}
    alike = {frozenset((copy.a, copy.b)) for copy in planted.copies}
    for row in planted.units:
        if row.status != "checked":
            continue
        text = read(str(folder / planted.drafts / row.paths[0])).text
        for line in text[text.index("như sau:") :].split("Nơi nhận")[0].splitlines():
            for run in own_runs(words_of(line), superior):
                if (other := held.setdefault(run, row.unit)) != row.unit:
                    assert frozenset((other, row.unit)) in alike, " ".join(run)


def words_of(line: str) -> list[str]:
    return _WORD.findall(line.lower())


def runs(words: list[str], length: int) -> Iterator[tuple[str, ...]]:
    yield from (tuple(words[at : at + length]) for at in range(len(words) - length + 1))


def own_runs(words: list[str], superior: set[tuple[str, ...]]) -> Iterator[tuple[str, ...]]:
    """Yield all rows of words too long to be shared, cut where the superior plan's words stand."""
    known = {at + step for at, run in enumerate(runs(words, KNOWN_BY)) if run in superior for step in range(KNOWN_BY)}
    own: list[str] = []
    for at, word in enumerate(words):
        own = [] if at in known else [*own, word]
        if len(own) >= MOST_SHARED:
            yield tuple(own[-MOST_SHARED:])


# The comparison with an audit


def audit_of(planted: Planted) -> dict[str, Any]:
    """Return the audit that says exactly what was planted."""
    units = [
        {
            "unit": row.unit, "path": row.paths[0] if row.paths else None, "status": row.status, "date": row.date,
            "late_days": row.late_days, "elements": dict.fromkeys(row.missing, "missing"),
        }
        for row in planted.units
    ]  # fmt: skip
    units += [
        {"unit": row.unit, "path": "-", "status": "duplicate"} for row in planted.units for _ in range(row.duplicates)
    ]
    similar = [
        {
            "a": copy.b,
            "b": copy.a,
            "kind": copy.kind,
            "score": 0.9,
            "passages": [{"quote": text} for text in copy.paragraphs],
        }
        for copy in planted.copies
    ]
    return {
        "units": units, "similar": similar, "unmatched": [{"path": path, "issuer": None} for path in planted.unmatched],
        "ambiguous": [fits._asdict() for fits in planted.ambiguous],
    }  # fmt: skip


def test_an_audit_as_planted_has_no_difference(planted: Planted) -> None:
    assert verify(audit_of(planted), planted) == []
    assert from_data(json.loads(json.dumps(as_data(planted)))) == planted


def test_every_difference_is_told(planted: Planted) -> None:
    audit = audit_of(planted)
    gone = audit["similar"].pop()
    loose = audit["unmatched"].pop()
    late = next(entry for entry in audit["units"] if entry.get("late_days"))
    late["late_days"] += 1
    sent = next(entry for entry in audit["units"] if entry["status"] == "checked" and entry is not late)
    sent["elements"] = {"content": "missing"}
    differences = "\n".join(verify(audit, planted))
    assert differences.count("\n") >= 3
    for said in (gone["a"], loose["path"], late["unit"], f"{sent['unit']}: content is missing"):
        assert said in differences


def test_pairs_that_were_not_planted_are_told(planted: Planted) -> None:
    audit = audit_of(planted)
    copied = {name for copy in planted.copies for name in (copy.a, copy.b)}
    one, other = next(combinations([row.unit for row in planted.units if row.unit not in copied], 2))
    audit["similar"].append({"a": one, "b": other, "kind": "near-copy", "score": 0.7})
    assert verify(audit, planted) == [f"{one} and {other}: near-copy though nothing was copied (score 0.7)"]
