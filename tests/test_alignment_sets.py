"""The labelled sets: the matrix finds their items and judges them; the labels themselves keep the guideline."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest
from plancheck.matrix import COVERED, KINDS, NOT_ADDRESSED, STATUSES, UNCOVERED

from alignmentgold import FIXTURES, POSITIVE, SHARED, Tally, alignments, folders, labels_of, lines_of, tally_of

SETS = folders(FIXTURES)
DEVELOPMENT = folders(SHARED)
LEAST_SETS = 9
LEVELS = {"copy", "light", "hard"}
named = pytest.mark.parametrize("folder", SETS, ids=lambda folder: folder.name)
every = pytest.mark.parametrize("folder", [*SETS, *DEVELOPMENT], ids=lambda folder: folder.name)

tally = cache(tally_of)


# How well the sets are judged -----------------------------------------------------------------------------------------


def test_the_sets_are_there() -> None:
    assert len(SETS) >= LEAST_SETS
    assert len({folder.name.rsplit("-", 1)[1] for folder in SETS}) >= LEAST_SETS, "of many years"


@every
def test_every_item_is_found_by_id_and_line_and_nothing_else(folder: Path) -> None:
    gold = labels_of(folder)
    expected = [(item["id"], item["line"], item["kind"]) for item in gold["items"]]
    for matrix in alignments(folder).values():
        assert [(item.id, item.location.line, item.kind) for item in matrix.items] == expected
    assert tally(folder).recall == 1.0


@named
def test_a_set_is_judged_well(folder: Path) -> None:
    assert tally(folder).f1 >= 0.85


def test_the_sets_together_are_judged_better() -> None:
    total = Tally()
    for folder in SETS:
        total.add(tally(folder))
    assert total.recall == 1.0 and total.named == total.asked
    assert total.f1 >= 0.91
    assert total.accuracy >= 0.86


@pytest.mark.skipif(not DEVELOPMENT, reason="the development set lies beside the checkout of its makers only")
def test_the_development_set_is_judged_well() -> None:
    total = Tally()
    for folder in DEVELOPMENT:
        total.add(tally(folder))
    assert total.recall == 1.0
    assert total.f1 >= 0.93
    assert total.accuracy >= 0.85


@named
def test_what_is_addressed_is_told_from_what_is_not(folder: Path) -> None:
    pairs = tally(folder).pairs
    wrong = [pair for pair in pairs if (pair[0] == NOT_ADDRESSED) is not (pair[1] == NOT_ADDRESSED)]
    assert len(wrong) <= len(pairs) * 0.01


@every
def test_a_covered_item_shows_a_line_that_covers_it(folder: Path) -> None:
    gold = labels_of(folder)
    shown = right = 0
    for name, matrix in alignments(folder).items():
        labels = gold["drafts"][name]["labels"]
        for item in matrix.items:
            if item.status in POSITIVE and labels[item.id]["status"] in POSITIVE:
                shown += 1
                right += bool({match.location.line for match in item.matches} & set(labels[item.id]["lines"]))
    assert right >= shown * 0.9


@every
def test_matches_quote_the_draft_and_lie_in_it(folder: Path) -> None:
    for name, matrix in alignments(folder).items():
        lines = lines_of(folder, name)
        for item in matrix.items:
            assert item.status in STATUSES and item.kind in KINDS and 0 <= item.score <= 1
            assert (item.status == COVERED) <= bool(item.matches)
            for match in item.matches:
                head = match.quote.split("…")[0][:20].strip()
                assert head in lines[match.location.line - 1]
                assert 0 <= match.score <= 1 and match.start < match.end


# The labels -----------------------------------------------------------------------------------------------------------


@every
def test_the_items_of_a_gold_file_are_well_formed(folder: Path) -> None:
    gold = labels_of(folder)
    lines = lines_of(folder, gold["province"])
    names = [item["id"] for item in gold["items"]]
    assert len(names) == len(set(names))
    assert {item["kind"] for item in gold["items"]} == set(KINDS)
    places = [item["line"] for item in gold["items"]]
    assert places == sorted(places) and len(set(places)) == len(places)
    for item in gold["items"]:
        assert " ".join(item["text"].split()) in " ".join(lines[item["line"] - 1].split())
        assert item["addressed_to"] == "all" or (item["addressed_to"] and isinstance(item["addressed_to"], list))
        if item["id"].startswith("PL."):
            number = lines[item["line"] - 1].split("\t")[0].split("|")[0].strip(" .")
            assert item["id"] == f"PL.{number}" or "|" in lines[item["line"] - 1]


@every
def test_every_draft_labels_every_item(folder: Path) -> None:
    gold = labels_of(folder)
    names = {item["id"] for item in gold["items"]}
    assert sorted(gold["drafts"]) == sorted(path.name for path in folder.glob("draft-*.txt"))
    for name, draft in gold["drafts"].items():
        assert draft["unit"] and set(draft["labels"]) == names
        lines = lines_of(folder, name)
        for label in draft["labels"].values():
            assert_label(label, lines)


def assert_label(label: dict[str, Any], lines: list[str]) -> None:
    assert label["status"] in STATUSES
    assert label["difficulty"] in LEVELS
    for line in [*label["lines"], *label.get("near", [])]:
        assert 1 <= line <= len(lines) and lines[line - 1].strip()
    assert bool(label["lines"]) is (label["status"] in POSITIVE)
    if label["status"] == NOT_ADDRESSED:
        assert label["difficulty"] in ("copy", "hard")
    if label["status"] == UNCOVERED:
        assert not set(label.get("near", ())) & set(label["lines"])


@every
def test_what_is_asked_of_everybody_is_addressed_in_every_draft(folder: Path) -> None:
    gold = labels_of(folder)
    everybody = {item["id"] for item in gold["items"] if item["addressed_to"] == "all"}
    for draft in gold["drafts"].values():
        assert not {id for id in everybody if draft["labels"][id]["status"] == NOT_ADDRESSED}
