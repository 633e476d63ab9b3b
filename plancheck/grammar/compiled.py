"""Compile the grammars of ``grammars/`` once with Lark and keep their tables between runs.

Importing Lark costs more than checking a plan, and a start needs none of it: the tables say all, and walking them is
a loop of a few lines.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from plancheck.cache import cached
from plancheck.paths import data_dir

_STARTS = {"plan": "start", "citation": "start", "date": "date"}  # the first rule of each grammar
_END = "$END"


class Token:
    """A token whose value is any object."""

    __slots__ = ("type", "value")

    def __init__(self, type_: str, value: Any) -> None:
        self.type = type_
        self.value = value


class Reduction(NamedTuple):
    """A rule: what its children make, how many they are, and which of them are lists to be taken in."""

    rule: str
    size: int
    inlined: tuple[int, ...]


class Tables(NamedTuple):
    """What Lark made of a grammar: its LALR tables, and its terminals as regular expressions by name."""

    states: list[dict[str, int]]  # by token or rule: the state to go to, or -1 - number of the reduction
    reductions: list[Reduction]
    start: int
    end: int
    terminals: dict[str, str]


def terminals(name: str) -> dict[str, str]:
    """Return the regular expressions of the terminals of ``grammars/NAME.lark`` by their names."""
    return _compiled()[name].terminals


class Parser:
    """The LALR parser of ``grammars/NAME.lark``; it calls ``builder.RULE(children)`` as it reduces."""

    def __init__(self, name: str, builder: object) -> None:
        self._tables = _compiled()[name]
        # By number: the rule, its size, the lists among its children, whether it only adds to a list, what it builds.
        self._steps = [
            (rule, size, lists, rule[:1] == "_" and (size, lists) == (2, (0,)), getattr(builder, rule, None))
            for rule, size, lists in self._tables.reductions
        ]

    def parse(self, tokens: Iterable[Token]) -> Any:
        """Return what ``builder.start`` returns; raises KeyError where a token fits nothing."""
        table, _, start, end, _ = self._tables
        steps = self._steps
        states = [start]
        values: list[Any] = []
        for token in (*tokens, Token(_END, None)):
            while (action := table[states[-1]][token.type]) < 0:
                rule, size, lists, adds, build = steps[-1 - action]
                cut = len(values) - size
                if adds:
                    last = values.pop()
                    values[-1].append(last)
                else:
                    children = values[cut:]
                    if lists:
                        children = _flat(children, lists)
                    values[cut:] = (children if build is None else build(children),)
                del states[cut + 1 :]
                states.append(table[states[-1]][rule])
                if states[-1] == end:
                    return values[-1]
            states.append(action)
            values.append(token)
        raise KeyError(_END)


def _flat(children: list[Any], inlined: tuple[int, ...]) -> list[Any]:
    """Return the children with the lists among them taken in; a first one grows in place, for it may be long."""
    flat = children[0] if inlined[0] == 0 else children[:1]
    for place, child in enumerate(children[1:], 1):
        if place in inlined:
            flat += child
        else:
            flat.append(child)
    return flat


@cache
def _compiled() -> dict[str, Tables]:
    folder = data_dir("grammars")
    return cached("grammars", [*sorted(folder.glob("*.lark")), Path(__file__)], lambda: _compile(folder))


def _compile(folder: Path) -> dict[str, Tables]:
    from lark import Lark
    from lark.grammar import Rule
    from lark.lexer import TerminalDef

    tables: dict[str, Tables] = {}
    for name, start in _STARTS.items():
        grammar = (folder / f"{name}.lark").read_text(encoding="utf-8")
        lark = Lark(grammar, parser="lalr", start=start, import_paths=[str(folder)], maybe_placeholders=False)
        data, memo = lark.memo_serialize([TerminalDef, Rule])
        patterns = {str(terminal.name): str(terminal.pattern.to_regexp()) for terminal in lark.terminals}
        tables[name] = _tables(data["parser"]["parser"], memo, start, patterns)
    return tables


def _tables(data: dict[str, Any], memo: dict[int, dict[str, Any]], start: str, patterns: dict[str, str]) -> Tables:
    """Return the tables as plain types; ``data`` and ``memo`` are what ``Lark.save`` writes of a parser."""
    names = {number: str(name) for number, name in data["tokens"].items()}
    numbers: dict[int, int] = {}  # of the reductions by their place in ``memo``
    states: list[dict[str, int]] = [{} for _ in data["states"]]
    for state, actions in data["states"].items():
        for token, (reduces, aim) in actions.items():
            action = -1 - numbers.setdefault(aim["@"], len(numbers)) if reduces else aim
            states[state][names[token]] = action
    reductions = [_reduction(memo[place]) for place in numbers]
    return Tables(states, reductions, data["start_states"][start], data["end_states"][start], patterns)


def _reduction(rule: dict[str, Any]) -> Reduction:
    lists = [place for place, symbol in enumerate(rule["expansion"]) if symbol["name"].startswith("_")]
    return Reduction(str(rule["origin"]["name"]), len(rule["expansion"]), tuple(lists))
