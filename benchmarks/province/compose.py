"""Compose a plan's text, section by section; what the unit fills in is left as ``<word>``."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from province.sentences import expand, grammar, patterns
from province.unshared import Running

GAPS = ("provincial_basis", "purpose", "requirements", "audience", "channels", "schedule", "budget",
        "responsibility", "reporting")  # fmt: skip
_OUTLINES: tuple[tuple[tuple[str, ...], ...], ...] = (
    (("purpose", "requirements"), ("audience", "content"), ("channels",), ("schedule",), ("budget",),
     ("responsibility",), ("reporting",)),
    (("purpose",), ("requirements",), ("audience",), ("content",), ("channels",), ("schedule",), ("responsibility",),
     ("budget",), ("reporting",)),
    (("purpose", "requirements"), ("audience",), ("content",), ("channels",), ("schedule", "budget"),
     ("responsibility",), ("reporting",)),
    (("purpose",), ("requirements",), ("audience", "content"), ("channels",), ("schedule",), ("reporting",),
     ("budget",), ("responsibility",)),
)  # fmt: skip
_LEADER = "Phân công 01 lãnh đạo phụ trách, bố trí 01 công chức làm đầu mối tuyên truyền cải cách hành chính"
_ARTICLES = "Mỗi quý gửi ít nhất 02 tin, bài về cải cách hành chính đăng trên Cổng thông tin điện tử tỉnh"
_ITEMS = ("province_a", "province_b", "province_c", "province_d", "province_dd", "province_e", "province_g")
_LITERAL = 0.4  # of the superior plan's items stand word for word
_CHANNELS = ("channel_portal", "channel_social", "channel_press", "channel_visual", "channel_meeting", "channel_print")
_TRIES = 200  # for words that no plan holds yet
_MOST_BACKS = 200  # in one plan
_ANNEX = 0.3
SECTION, HEADING, ITEM, TEXT, PREFIX, TASK = range(6)
LEAST_COPIED = 46  # words of a paragraph that may be copied


class Line(NamedTuple):
    """One paragraph; ``level``: SECTION ("I."), HEADING ("1."), ITEM or TEXT; ``key`` names one that may be copied."""

    level: int
    text: str
    key: str = ""


class Step(NamedTuple):
    """How one paragraph comes about: a heading ("head"), words that all may use ("formula"), or "drawn" of a slot."""

    kind: str
    level: int
    slot: str = ""
    text: str = ""
    key: str = ""


@dataclass
class Composed:
    """A plan without its unit. ``table``: the annex's rows (task, product), [] without one."""

    lines: list[Line] = field(default_factory=list)
    table: list[tuple[str, str]] = field(default_factory=list)
    missing: tuple[str, ...] = ()

    def copyable(self) -> dict[str, int]:
        return {line.key: index for index, line in enumerate(self.lines) if line.key}


def literal_items() -> list[str]:
    """Return the superior plan's items a) to g)."""
    lines = (Path(__file__).with_name("basis.txt")).read_text(encoding="utf-8").split("2. Nội dung\n")[1].splitlines()
    return [line.split(") ", 1)[1] for line in lines[: len(_ITEMS)]]


def compose(rng: random.Random, running: Running, missing: tuple[str, ...], loud: bool) -> Composed:
    """Return a plan without the elements in ``missing``; ``loud``: the unit has loudspeakers."""
    return _Composer(rng, running, missing, loud).plan()


class _Composer:
    def __init__(self, rng: random.Random, running: Running, missing: tuple[str, ...], loud: bool) -> None:
        self.rng, self.running, self.loud = rng, running, loud
        self.made = Composed(missing=missing)
        self.used: set[str] = set()
        self.steps: list[Step] = []
        self.backs = 0

    def plan(self) -> Composed:
        self.opening()
        for group in self.rng.choice(_OUTLINES):
            self.section([key for key in group if key not in self.made.missing])
        self.drawn(TEXT, "closing")
        if not {"schedule", "responsibility"} & set(self.made.missing) and self.rng.random() < _ANNEX:
            self.annex()
        self.running.finish()
        return self.joined()

    def put(self, step: Step) -> None:
        """Add a paragraph; where no words are left for it, make what stands before it anew."""
        while (text := self.text_of(step)) is None:
            self.back(step.slot)
        self.steps.append(step)
        self.made.lines.append(Line(step.level, text, step.key))

    def text_of(self, step: Step) -> str | None:
        if step.kind == "head":
            self.running.head(step.text)
            return step.text
        if step.kind == "formula":
            self.running.formula()
            return step.text
        return self.draw(step.slot, LEAST_COPIED if step.key else 0)

    def draw(self, slot: str, least: int = 0) -> str | None:
        """Return a sentence that no plan holds, of a pattern that this one has not used while there is another; None
        where none is found."""
        fresh = [pattern for pattern in patterns(slot) if pattern not in self.used] or patterns(slot)
        for _ in range(_TRIES):
            pattern = self.rng.choice(fresh)
            made = expand(self.rng, pattern)
            if len(made.split()) >= least and self.running.fits(made):
                self.used.add(pattern)
                return made
        return None

    def back(self, slot: str) -> None:
        """Draw the last drawn paragraph again: its end, with every beginning there is, stands in another plan."""
        again: list[Step] = []
        while not again or again[-1].kind != "drawn":
            if not self.steps or self.backs == _MOST_BACKS:
                raise ValueError(f"{slot} has no words left that no plan holds")
            again.append(self.steps.pop())
            self.made.lines.pop()
            self.running.undo()
        self.backs += 1
        for step in reversed(again):
            self.put(step)

    def head(self, level: int, text: str) -> None:
        self.put(Step("head", level, text=text))

    def formula(self, level: int, text: str) -> None:
        self.put(Step("formula", level, text=text))

    def drawn(self, level: int, slot: str, key: str = "") -> None:
        self.put(Step("drawn", level, slot=slot, key=key))

    def extended(self, literal: str, slot: str) -> None:
        """Add a task as the superior plan words it, with the unit's own words behind."""
        self.formula(PREFIX, literal)
        self.drawn(ITEM, slot)

    def opening(self) -> None:
        law, programme = grammar()["opening"]
        based = "provincial_basis" not in self.made.missing
        for line in [law, *([programme] if based else [])][: self.rng.choice((0, 1, 2, 2))]:
            self.formula(TEXT, line)
        slot = "intro" if based else "intro_without_basis"
        self.formula(TEXT, expand(self.rng, self.rng.choice(grammar()[slot])))

    def section(self, keys: list[str]) -> None:
        if not keys:
            return
        names = [self.rng.choice(grammar()["headings"][key]) for key in keys]
        self.head(SECTION, ", ".join(names).upper())
        for key, name in zip(keys, names, strict=True):
            if len(keys) > 1:
                self.head(HEADING, name)
            getattr(self, key)()

    def items(self, slots: list[str]) -> None:
        for slot in slots:
            self.drawn(ITEM, slot)

    def purpose(self) -> None:
        self.items(["purpose"] * self.rng.randint(2, 3))

    def requirements(self) -> None:
        self.items(["requirements"] * self.rng.randint(2, 4))

    def audience(self) -> None:
        self.drawn(TEXT, "audience")

    def content(self) -> None:
        pieces = list(zip(_ITEMS, literal_items(), strict=True))
        for slot, literal in pieces:
            if self.rng.random() < _LITERAL:
                self.formula(ITEM, literal)
            else:
                self.drawn(ITEM, slot)
        self.items(["own"] * self.rng.randint(1, 3))
        for number in range(3):
            self.drawn(ITEM, "long_content", f"content {number + 1}")

    def channels(self) -> None:
        slots = [*_CHANNELS, *(["channel_loud"] if self.loud else [])]
        self.rng.shuffle(slots)
        self.items(slots)
        self.drawn(ITEM, "long_channel", "channels")

    def schedule(self) -> None:
        self.drawn(TEXT, "schedule")

    def budget(self) -> None:
        self.drawn(TEXT, "budget")

    def responsibility(self) -> None:
        self.head(HEADING, "<Office>")
        self.items(["lead"])
        self.extended(_LEADER, "leader")
        if "channels" not in self.made.missing:
            self.extended(_ARTICLES, "articles")
        for team in ("<team1>", "<team2>", "<team3>"):
            self.head(HEADING, team)
            self.items(["duty"] * self.rng.randint(1, 2))
            self.drawn(ITEM, "long_duty", f"duty {team[5]}")

    def reporting(self) -> None:
        self.drawn(TEXT, "report_data")
        self.drawn(TEXT, "reporting")

    def annex(self) -> None:
        for _ in range(self.rng.randint(3, 6)):
            self.drawn(TASK, "task")

    def joined(self) -> Composed:
        """Return the plan with prefixes before what they belong to, and tasks in the annex."""
        lines: list[Line] = []
        prefix = ""
        for line in self.made.lines:
            if line.level == PREFIX:
                prefix = line.text
            elif line.level == TASK:
                product = expand(self.rng, self.rng.choice(patterns("product")))
                self.made.table.append((line.text, product))
            elif prefix:
                lines.append(Line(line.level, f"{prefix}; {line.text[0].lower()}{line.text[1:]}."))
                prefix = ""
            else:
                lines.append(line)
        self.made.lines = lines
        return self.made
