"""The defects that a careful reader named in five real drafts, in the families citations, form and consistency."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from plancheck.engine import lint_text
from plancheck.finding import Report
from plancheck.rulebook import load

SEEDS = Path(__file__).resolve().parent.parent.parent / "shared" / "seeds"
TABLE: dict[str, list[dict[str, Any]]] = yaml.safe_load(
    (Path(__file__).resolve().parent / "data" / "seed_defects.yaml").read_text(encoding="utf-8")
)
ROWS = [(number, row) for number, rows in TABLE.items() for row in rows]
SHARE = 0.9  # of all defects, found at their lines
RULEBOOK = load()
pytestmark = pytest.mark.skipif(not SEEDS.is_dir(), reason="the real drafts (../shared) are not beside this checkout")


@cache
def report(number: str) -> Report:
    path = next(path for path in SEEDS.iterdir() if path.name.startswith(number))
    return lint_text(path.read_bytes().decode("utf-8"), RULEBOOK, path=path.name)


def is_found(number: str, row: dict[str, Any]) -> bool:
    return any(
        finding.rule == row["rule"] and row["line"] in (None, finding.location.line)
        for finding in report(number).findings
    )


@pytest.mark.parametrize(("number", "row"), ROWS, ids=lambda value: value if isinstance(value, str) else value["rule"])
def test_the_table_says_what_is_found_and_what_is_not(number: str, row: dict[str, Any]) -> None:
    assert is_found(number, row) == row.get("found", True), row["defect"]
    assert row.get("found", True) or row["why"]


@pytest.mark.parametrize("number", sorted(TABLE))
def test_nine_of_ten_defects_of_each_draft_are_found_at_their_lines(number: str) -> None:
    rows = TABLE[number]
    missed = [row["defect"] for row in rows if not is_found(number, row)]
    assert len(missed) <= len(rows) - int(SHARE * len(rows)), missed


def test_nine_of_ten_of_all_are_found() -> None:
    found = sum(is_found(number, row) for number, row in ROWS)
    print(f"\n{found} of {len(ROWS)} defects found")
    for number, row in ROWS:
        place = "-" if row["line"] is None else str(row["line"])
        print(f"  {number}  {place:>4}  {'✓' if is_found(number, row) else '✗'}  {row['rule']:<24} {row['defect']}")
    assert found >= SHARE * len(ROWS)
