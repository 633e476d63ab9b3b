"""Decide what becomes of each unit's plan: sent or not, whole or broken, in time or late, its own or another's."""

from __future__ import annotations

import random
from dataclasses import dataclass, field

from province.compose import GAPS
from province.units import Unit

NORMAL, MISSING, BROKEN, NOT_A_PLAN, OLDER, SAME = "normal", "missing", "broken", "not-a-plan", "older", "same"
_SHARES = {"missing": 0.03, "broken": 0.03, "not_a_plan": 0.02, "duplicates": 0.03, "near": 0.04, "passages": 0.04,
           "unmatched": 0.005, "ambiguous": 0.0}  # fmt: skip
_GAPS, _LATE = 0.35, 0.08
_LEAST_PLANS = 40  # from here there is one of each
_JOINS = 0.4  # of the near copies are of a plan that was copied before
_MOST_COPIES = 3  # of one plan
_TWINS = 2


@dataclass
class Fate:
    """What becomes of one unit. ``source``: index of the unit whose text it takes; ``passages``: only paragraphs."""

    kind: str = NORMAL
    gaps: tuple[str, ...] = ()
    late: bool = False
    source: int | None = None
    passages: int = 0


@dataclass
class Counts:
    """How many of each kind ``plans`` files hold; ``units`` in the roster."""

    plans: int
    values: dict[str, int] = field(init=False)

    def __post_init__(self) -> None:
        least = 1 if self.plans >= _LEAST_PLANS else 0
        self.values = {name: max(least, round(share * self.plans)) for name, share in _SHARES.items()}

    @property
    def units(self) -> int:
        extra = self.values["duplicates"] + self.values["unmatched"] + self.values["ambiguous"]
        return self.plans + self.values["missing"] - extra


def decide(rng: random.Random, units: list[Unit], counts: Counts, fixed: set[int]) -> list[Fate]:
    """Return a fate for each unit; those in ``fixed`` send a whole plan of their own in time."""
    fates = [Fate() for _ in units]
    free = [index for index in range(len(units)) if index not in fixed]
    rng.shuffle(free)
    values = counts.values
    for kind, count in ((MISSING, values["missing"]), (BROKEN, values["broken"]), (NOT_A_PLAN, values["not_a_plan"])):
        for _ in range(count):
            fates[free.pop()].kind = kind
    for number in range(values["duplicates"]):
        fates[free.pop()].kind = OLDER if number % 2 == 0 else SAME
    sent = [index for index, fate in enumerate(fates) if fate.kind in (NORMAL, OLDER, SAME) and index not in fixed]
    for index in rng.sample(sent, round(_GAPS * len(sent))):
        fates[index].gaps = tuple(sorted(rng.sample(GAPS, rng.choice((1, 1, 2, 3))), key=GAPS.index))
    for index in rng.sample(sent, round(_LATE * len(sent))):
        fates[index].late = True
    _passages(rng, fates, free, values["passages"])
    _near_copies(rng, units, fates, free, values["near"])
    return fates


def _passages(rng: random.Random, fates: list[Fate], free: list[int], count: int) -> None:
    for _ in range(count):
        taker, source = free.pop(), free.pop()
        fates[taker].source, fates[taker].passages = source, rng.choice((2, 3))


def _near_copies(rng: random.Random, units: list[Unit], fates: list[Fate], free: list[int], count: int) -> None:
    """Let ``count`` units take the plan of another of their own group."""
    copies: dict[int, int] = {}
    for _ in range(count):
        taker = free.pop()
        alike = [index for index in copies if units[index].group == units[taker].group and copies[index] < _MOST_COPIES]
        if not alike or rng.random() >= _JOINS:
            fresh = next((index for index in free if units[index].group == units[taker].group), None)
            if fresh is not None:
                free.remove(fresh)
                alike = [fresh]
        if not alike:
            continue
        source = rng.choice(alike)
        copies[source] = copies.get(source, 0) + 1
        fates[taker].source, fates[taker].gaps = source, fates[source].gaps
