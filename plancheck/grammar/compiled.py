"""Compile the grammars of ``grammars/`` once with Lark and keep their tables between runs.

Importing Lark whole costs more than checking a plan. What a warm start needs of it is Lark's own stand-alone runtime,
which its generator cuts out of the installed Lark; it is kept, compiled, beside the tables.
"""

from __future__ import annotations

import io
import marshal
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

from plancheck.cache import cached
from plancheck.paths import data_dir

_STARTS = {"plan": "start", "citation": "start", "date": "date"}
Tables = tuple[dict[str, Any], dict[str, Any], dict[str, str]]  # of one grammar: data, memo, terminals


class Token:
    """A token whose value is any object; the position fields are those that Lark wants of a last token."""

    __slots__ = ("column", "end_column", "end_line", "end_pos", "line", "start_pos", "type", "value")

    def __init__(self, type_: str, value: Any) -> None:
        self.type = type_
        self.value = value
        self.line = self.column = self.end_line = self.end_column = self.start_pos = self.end_pos = 0


def terminals(name: str) -> dict[str, str]:
    """Return the regular expressions of the terminals of ``grammars/NAME.lark`` by their names."""
    return _compiled()[1][name][2]


def parser(name: str, builder: object) -> Any:
    """Return the LALR parser of ``grammars/NAME.lark``; it calls ``builder.RULE(children)`` as it reduces.

    The parser takes a list of ``Token`` and returns what ``builder.start`` returns.
    """
    runtime = _runtime()
    data, memo, _ = _compiled()[1][name]
    # The lexer is a class, which no cache can keep: it is put back in the two places that name it.
    data["options"]["lexer"] = data["parser"]["lexer_conf"]["lexer_type"] = _token_stream(runtime["Lexer"])
    return runtime["Lark"]._load_from_dict(data, memo, transformer=builder)


def _token_stream(base: Any) -> Any:
    """Return a lexer that hands on ready tokens: the lines are told apart by what reads them, not by Lark."""

    class TokenStream(base):  # type: ignore[misc]
        def __init__(self, conf: Any) -> None:
            pass

        def lex(self, data: Iterable[Token]) -> Iterator[Token]:
            return iter(data)

    return TokenStream


@cache
def _runtime() -> dict[str, Any]:
    namespace: dict[str, Any] = {"__name__": "plancheck.grammar.lark_standalone"}
    exec(marshal.loads(_compiled()[0]), namespace)
    return namespace


@cache
def _compiled() -> tuple[bytes, dict[str, Tables]]:
    """Return (Lark's stand-alone runtime as marshalled code, the tables of each grammar)."""
    folder = data_dir("grammars")
    return cached("grammars", sorted(folder.glob("*.lark")), lambda: _compile(folder))


def _compile(folder: Path) -> tuple[bytes, dict[str, Tables]]:
    from lark import Lark
    from lark.grammar import Rule
    from lark.lexer import Lexer, TerminalDef
    from lark.tools.standalone import gen_standalone

    tables: dict[str, Tables] = {}
    for name, start in _STARTS.items():
        grammar = (folder / f"{name}.lark").read_text(encoding="utf-8")
        lark = Lark(
            grammar, parser="lalr", lexer=_token_stream(Lexer), start=start,
            import_paths=[str(folder)], maybe_placeholders=False,
        )  # fmt: skip
        data, memo = lark.memo_serialize([TerminalDef, Rule])
        data["options"]["lexer"] = None
        data["parser"]["lexer_conf"]["lexer_type"] = None
        patterns = {terminal.name: terminal.pattern.to_regexp() for terminal in lark.terminals}
        tables[name] = (_plain(data), _plain(memo), _plain(patterns))
    source = io.StringIO()
    gen_standalone(Lark('start: "a"', parser="lalr"), out=source)  # type: ignore[no-untyped-call]
    return marshal.dumps(
        compile(source.getvalue(), "<lark stand-alone>", "exec", dont_inherit=True, optimize=2)
    ), tables


def _plain(value: Any) -> Any:
    """Return ``value`` with Lark's own strings made plain, so that reading the cache does not import Lark."""
    if isinstance(value, str):
        return str.__str__(value)
    if isinstance(value, dict):
        return {_plain(key): _plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return type(value)(_plain(item) for item in value)
    return value
