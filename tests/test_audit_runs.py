"""Runs of words that plans share: who shares how many, and which are common."""

from __future__ import annotations

import sqlite3
from array import array
from collections import Counter
from contextlib import closing
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from plancheck.audit import likeness
from plancheck.audit.runs import IN_MEMORY, ON_DISK, Numbers, Runs
from plancheck.audit.sketch import Sketch

PLANS = st.lists(st.sets(st.integers(0, 40) | st.just(2**32 - 1)), max_size=12)


def drawn(runs: set[int]) -> Sketch:
    return Sketch(array("I", sorted(runs)), array("H", range(len(runs))), array("I"), 0)


@pytest.mark.parametrize("place", [ON_DISK, IN_MEMORY])
@given(plans=PLANS, most=st.integers(1, 5), least=st.integers(1, 4))
def test_what_is_shared_is_what_sets_share(place: str, plans: list[set[int]], most: int, least: int) -> None:
    held = Counter(run for plan in plans for run in plan)
    common = {run for run, count in held.items() if count > max(most, 1)}
    with closing(Runs(place, map(drawn, plans), most)) as runs:
        assert set(runs.common) == common
        found = {(one, other) for one in range(len(plans)) for other in runs.sharing(one, least)}
    expected = {
        (one, other) for one, other in combinations(range(len(plans)), 2)
        if len((plans[one] & plans[other]) - common) >= least
    }  # fmt: skip
    assert found == expected


@given(st.sets(st.integers(0, 2**32 - 1)))
def test_numbers_are_a_set(numbers: set[int]) -> None:
    kept = Numbers(numbers)
    assert set(kept) == numbers
    assert len(kept) == len(numbers)
    assert all(number in kept for number in numbers)
    assert not any(number + 1 in kept for number in numbers if number + 1 not in numbers)
    assert "1" not in kept


def test_without_room_on_the_disk_the_memory_serves(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def runs(place: str, *given: object) -> Runs:
        asked.append(place)
        if place == ON_DISK:
            raise sqlite3.OperationalError("database or disk is full")
        return Runs(place, *given)  # type: ignore[arg-type]

    monkeypatch.setattr(likeness, "Runs", runs)
    plans = [drawn({1, 2, 3, 4}), drawn({1, 2, 3, 4}), drawn({9})]
    values = {"common_share": 0.03, "most_common_units": 10, "common_units": 4, "passage_words": 20, "shingle": 6,
              "window": 8, "gap_words": 4}  # fmt: skip
    pairs, common = likeness._candidates(3, plans.__getitem__, values)
    assert asked == [ON_DISK, IN_MEMORY]
    assert (pairs, set(common)) == ({(0, 1)}, set())
