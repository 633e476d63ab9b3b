"""Compile the grammars of ``grammars/`` once with Lark, keep their tables between runs, and parse by them.

Importing Lark costs more than checking a plan. What a warm start needs of it is only the LALR tables that Lark made;
``Parser`` runs them.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from plancheck.cache import cached
from plancheck.paths import data_dir

_STARTS = {"plan": "start", "citation": "start", "date": "date"}
_END = "$END"
_HELPER = "_"  # the rules that Lark makes of "*" begin so; their children belong to the rule that uses them


class Token:
    """A token whose value is any object."""

    __slots__ = ("type", "value")

    def __init__(self, type_: str, value: Any) -> None:
        self.type = type_
        self.value = value


class Reduction(NamedTuple):
    """A way to write a rule: its name, how many symbols it is, and which of them are helper rules."""

    rule: str
    size: int
    helpers: tuple[int, ...]

    @property
    def is_helper(self) -> bool:
        return self.rule.startswith(_HELPER)

    @property
    def grows(self) -> bool:
        """Say whether this adds one more to a helper rule's list."""
        return self.is_helper and self.size == 2 and self.helpers == (0,)


class Tables(NamedTuple):
    """What Lark made of a grammar.

    ``states``: by state the next state for each symbol, or -1 - number of the reduction to make;
    ``terminals``: their regular expressions by name.
    """

    states: dict[int, dict[str, int]]
    reductions: list[Reduction]
    first: int
    last: int
    terminals: dict[str, str]


class Parser:
    """Runs the tables of a grammar over tokens; calls ``builder.RULE(children)`` as it reduces."""

    def __init__(self, tables: Tables, builder: object) -> None:
        self._states, self._first, self._last = tables.states, tables.first, tables.last
        self._reductions = [
            (item.rule, item.size, item.helpers, None if item.is_helper else getattr(builder, item.rule), item.grows)
            for item in tables.reductions
        ]

    def parse(self, tokens: Iterable[Token]) -> Any:
        """Return what ``builder.start`` returns; the tokens must fit the grammar."""
        stack: list[int] = [self._first]
        values: list[Any] = []
        states, reduce = self._states, self._reduce
        for token in tokens:
            name = token.type
            while (action := states[stack[-1]][name]) < 0:
                reduce(-1 - action, stack, values)
            stack.append(action)
            values.append(token)
        while stack[-1] != self._last:
            reduce(-1 - states[stack[-1]][_END], stack, values)
        return values[-1]

    def _reduce(self, number: int, stack: list[int], values: list[Any]) -> None:
        """Put one value in the place of those that a rule is made of."""
        name, size, helpers, build, grows = self._reductions[number]
        if grows:
            # The list of a helper rule is nobody else's and goes on growing: a rule costs what it is made of.
            last = values.pop()
            values[-1].append(last)
            del stack[-2:]
        else:
            children: list[Any] = []
            if size:
                children = values[-size:]
                del stack[-size:], values[-size:]
            if helpers:
                children = _flat(children, helpers)
            values.append(children if build is None else build(children))
        stack.append(self._states[stack[-1]][name])


def _flat(children: list[Any], helpers: tuple[int, ...]) -> list[Any]:
    """Return the children with those of helper rules in their places."""
    flat: list[Any] = []
    for index, child in enumerate(children):
        if index in helpers:
            flat += child
        else:
            flat.append(child)
    return flat


def terminals(name: str) -> dict[str, str]:
    """Return the regular expressions of the terminals of ``grammars/NAME.lark`` by their names."""
    return _compiled()[name].terminals


def parser(name: str, builder: object) -> Parser:
    """Return the LALR parser of ``grammars/NAME.lark``."""
    return Parser(_compiled()[name], builder)


@cache
def _compiled() -> dict[str, Tables]:
    """Return the tables of each grammar."""
    folder = data_dir("grammars")
    return cached("parsers", sorted(folder.glob("*.lark")), lambda: _compile(folder))


def _compile(folder: Path) -> dict[str, Tables]:
    from lark import Lark
    from lark.lexer import Lexer
    from lark.parsers.lalr_analysis import Shift

    class NoLexer(Lexer):
        """The lines are told apart by what reads them, not by Lark."""

        def __init__(self, conf: Any) -> None:
            pass

        def lex(self, *_: Any) -> Any:
            return iter(())

    compiled: dict[str, Tables] = {}
    for name, start in _STARTS.items():
        grammar = (folder / f"{name}.lark").read_text(encoding="utf-8")
        lark = Lark(
            grammar, parser="lalr", lexer=NoLexer, start=start, import_paths=[str(folder)], maybe_placeholders=False
        )
        table: Any = lark.parser.parser._parse_table
        numbers: dict[Any, int] = {rule: number for number, rule in enumerate(lark.rules)}
        states = {
            state: {
                str(symbol): target if action is Shift else -1 - numbers[target]
                for symbol, (action, target) in actions.items()
            }
            for state, actions in table.states.items()
        }
        patterns = {str(terminal.name): str(terminal.pattern.to_regexp()) for terminal in lark.terminals}
        reductions = [_reduction(rule.origin.name, [symbol.name for symbol in rule.expansion]) for rule in lark.rules]
        compiled[name] = Tables(states, reductions, table.start_states[start], table.end_states[start], patterns)
    return compiled


def _reduction(name: str, symbols: list[str]) -> Reduction:
    helpers = tuple(index for index, symbol in enumerate(symbols) if symbol.startswith(_HELPER))
    return Reduction(str(name), len(symbols), helpers)
