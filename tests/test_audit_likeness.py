"""Plans alike: sketches, candidates, what is quoted, and what is nobody's copy."""

from __future__ import annotations

import random
import unicodedata
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from plancheck.audit.likeness import Pair, alike
from plancheck.audit.sketch import Sketch, shingles, sketch, unpacked, words_of

from beside import RULEBOOK

VALUES = RULEBOOK.likeness
SIZE, WINDOW = int(VALUES["shingle"]), int(VALUES["window"])
ONSETS = ("b", "c", "d", "g", "h", "l", "m", "n", "ph", "t", "th", "tr", "v", "x")
SYLLABLES = [onset + rest for onset in ONSETS for rest in ("a", "e", "i", "o", "u", "ai", "ao", "anh")]


def prose(seed: int, words: int) -> str:
    """Return a text of invented syllables, a line every twelve words; other seeds share nothing."""
    chance = random.Random(seed)
    drawn = [chance.choice(SYLLABLES) for _ in range(words)]
    return "\n".join(" ".join(drawn[start : start + 12]) for start in range(0, words, 12))


def runs_of(text: str) -> set[int]:
    return set(shingles(words_of(text).numbers, SIZE))


def pairs(texts: list[str], basis: str = "") -> list[Pair]:
    known = runs_of(basis)
    sketches = [sketch(text, known, VALUES) for text in texts]
    return alike(len(texts), sketches.__getitem__, lambda number: (1, texts[number]), known, VALUES)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ủy ban nhân dân", "UỶ BAN NHÂN DÂN"), ("hòa, hoà", "hoà – hòa"), ("trước ngày 10/12", "trước ngày 9/11"),
        (unicodedata.normalize("NFD", "Kế hoạch"), "Kế hoạch"), ("tuyên truyền", "tuyên  truyền\n"),
    ],
)  # fmt: skip
def test_words_are_the_same_however_they_are_written(one: str, other: str) -> None:
    assert words_of(one).numbers == words_of(other).numbers


def test_words_are_told_apart() -> None:
    assert words_of("kinh phí").numbers != words_of("kinh phi").numbers


@given(st.lists(st.integers(0, (1 << 60) - 1), max_size=40), st.integers(1, 8))
def test_a_run_is_named_by_its_own_words_alone(numbers: list[int], size: int) -> None:
    found = shingles(numbers, size)
    assert found == [shingles(numbers[start : start + size], size)[0] for start in range(len(numbers) - size + 1)]


@given(st.integers(0, 10_000), st.integers(0, 200), st.integers(0, 200))
def test_a_shared_passage_always_leaves_a_shared_number(seed: int, before: int, behind: int) -> None:
    passage = prose(-1 - seed, SIZE + WINDOW)
    one = f"{prose(seed * 4 + 1, before)} {passage} {prose(seed * 4 + 2, behind)}"
    other = f"{prose(seed * 4 + 3, behind)} {passage} {prose(seed * 4 + 4, before)}"
    first, second = sketch(one, set(), VALUES), sketch(other, set(), VALUES)
    assert set(first.hashes) & set(second.hashes)


@given(st.text(max_size=400))
def test_a_sketch_is_the_same_after_a_journey(text: str) -> None:
    drawn = sketch(text, set(), VALUES)
    assert unpacked(drawn.packed()) == drawn
    assert list(drawn.hashes) == sorted(set(drawn.hashes))


def test_an_empty_sketch_is_like_nothing() -> None:
    assert alike(2, lambda number: Sketch.empty(), lambda number: (1, ""), set(), VALUES) == []
    assert alike(0, lambda number: Sketch.empty(), lambda number: (1, ""), set(), VALUES) == []


def test_a_copy_with_other_names_is_a_near_copy() -> None:
    own = prose(1, 400)
    words = own.split()
    for place in range(20, 400, 40):
        words[place] = "khác"
    (pair,) = pairs([own, prose(2, 400), " ".join(words)])
    assert (pair.first, pair.second, pair.kind) == (0, 2, "near-copy")
    assert pair.score > 0.85
    assert pair.passages[0].words > 300  # a changed name does not cut a passage


def test_a_copied_paragraph_is_quoted_with_its_lines() -> None:
    paragraph = " ".join(prose(9, 60).split())
    one = f"{prose(1, 240)}\n{paragraph}\n{prose(2, 240)}"
    other = f"{prose(3, 120)}\n{paragraph}\n{prose(4, 240)}"
    (pair,) = pairs([one, other])
    assert pair.kind == "passages"
    (passage,) = pair.passages
    assert passage.quote == paragraph
    assert (passage.line_a, passage.line_b, passage.words) == (21, 11, 60)


def test_what_the_superior_plan_says_is_nobodys_copy() -> None:
    basis = prose(5, 400)
    assert pairs([f"{prose(1, 200)}\n{basis}", f"{prose(2, 200)}\n{basis}"], basis) == []


def test_what_many_units_say_is_nobodys_copy() -> None:
    formula = prose(7, 50)
    few, many = 3, int(VALUES["common_units"]) + 1
    texts = [f"{prose(100 + number, 300)}\n{formula}" for number in range(many)]
    assert len(pairs(texts[:few])) == 3
    assert pairs(texts) == []


def test_a_short_shared_sentence_is_no_copy() -> None:
    sentence = prose(3, int(VALUES["passage_words"]) - 2)
    assert pairs([f"{prose(1, 300)}\n{sentence}", f"{prose(2, 300)}\n{sentence}"]) == []


def test_each_of_many_copies_is_found_without_every_pair() -> None:
    texts = [f"{prose(1, 400)}\n{prose(1000 + number, 40)}" for number in range(40)]
    found = pairs(texts)
    assert {number for pair in found for number in (pair.first, pair.second)} == set(range(40))
    assert len(found) < 40 * 39 / 2


@settings(max_examples=25, deadline=None)
@given(st.permutations(range(8)), st.integers(0, 1000))
def test_the_order_of_the_plans_changes_nothing(order: list[int], seed: int) -> None:
    texts = [prose(seed * 10 + number, 200) for number in range(6)]
    texts += [texts[0].replace("ba", "bi"), f"{texts[1]}\n{prose(-seed - 1, 200)}"]
    straight = {frozenset((pair.first, pair.second)): pair.kind for pair in pairs(texts)}
    shuffled = pairs([texts[number] for number in order])
    assert {frozenset((order[pair.first], order[pair.second])): pair.kind for pair in shuffled} == straight


def test_all_pairs_that_a_look_at_every_pair_finds_are_found() -> None:
    """Laying every plan beside every other finds the same pairs: nothing is overlooked by looking at few."""
    chance = random.Random(4)
    texts = [prose(number, 300) for number in range(30)]
    for _ in range(12):
        giver, taker = chance.sample(range(30), 2)
        start = chance.randrange(0, 200)
        passage = " ".join(texts[giver].split()[start : start + chance.randrange(40, 90)])
        texts[taker] += f"\n{passage}"
    found = {(pair.first, pair.second) for pair in pairs(texts)}
    exact = {pair for pair in combinations(range(30), 2) if pairs([texts[pair[0]], texts[pair[1]]])}
    assert found == exact
