"""Make sentences from the lists in sentences.yaml."""

from __future__ import annotations

import random
import re
from functools import cache
from pathlib import Path
from typing import Any

import yaml

_FILE = Path(__file__).with_name("sentences.yaml")
_CHOICE = re.compile(r"\[([^\[\]]*)\]")
_NAME = re.compile(r"\{(\w+)\}")
_START = re.compile(r"[.?] [^\W\d_]")
_TRIES = 12  # for a line of a list that the sentence does not hold yet


@cache
def grammar() -> dict[str, Any]:
    data: dict[str, Any] = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    return data


def patterns(slot: str) -> list[str]:
    """Return the patterns of a slot; ``<word>`` in them is left for the unit to fill in."""
    found: list[str] = grammar()["slots"][slot]
    return found


def expand(rng: random.Random, pattern: str) -> str:
    """Return the pattern with every choice made; no line of a list comes twice in one sentence."""
    lists = grammar()["lists"] | grammar()["slots"]
    used: set[str] = set()

    def line(match: re.Match[str]) -> str:
        name = match[1]
        options = lists[name.lower()]
        chosen = rng.choice(options)
        for _ in range(_TRIES):
            if chosen not in used:
                break
            chosen = rng.choice(options)
        used.add(chosen)
        return capital(chosen) if name[0].isupper() else chosen

    while True:
        after = _CHOICE.sub(lambda match: rng.choice(match[1].split("|")), _NAME.sub(line, pattern))
        if after == pattern:
            return capital(_START.sub(lambda match: match[0].upper(), after))
        pattern = after


def capital(text: str) -> str:
    return text[:1].upper() + text[1:]
