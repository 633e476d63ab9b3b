"""Compile the grammars of ``grammars/`` once and keep the tables between runs."""

from __future__ import annotations

import io
import pickle
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

from lark import Lark, Transformer
from lark.lexer import Lexer

from plancheck.cache import cached
from plancheck.paths import data_dir


class Token:
    """A token whose value is any object; the position fields are those that Lark wants of a last token."""

    __slots__ = ("column", "end_column", "end_line", "end_pos", "line", "start_pos", "type", "value")

    def __init__(self, type_: str, value: Any) -> None:
        self.type = type_
        self.value = value
        self.line = self.column = self.end_line = self.end_column = self.start_pos = self.end_pos = 0


class TokenStream(Lexer):
    """Hand ready tokens to the parser: the lines are told apart by what reads them, not by Lark's scanner."""

    def __init__(self, lexer_conf: Any) -> None:
        pass

    def lex(self, data: Iterable[Token]) -> Iterator[Token]:  # type: ignore[override]
        return iter(data)


@cache
def terminals(name: str) -> dict[str, str]:
    """Return the regular expressions of the terminals of ``grammars/NAME.lark`` by their names."""
    return _tables(name)[1]


def parser(name: str, transformer: Transformer[Any, Any]) -> Lark:
    """Return the LALR parser of ``grammars/NAME.lark`` that calls ``transformer`` as it reduces."""
    data = pickle.loads(_tables(name)[0])
    lark: Lark = Lark._load_from_dict(data["data"], data["memo"], transformer=transformer)  # type: ignore[no-untyped-call]
    return lark


@cache
def _tables(name: str) -> tuple[bytes, dict[str, str]]:
    folder = data_dir("grammars")

    def build() -> tuple[bytes, dict[str, str]]:
        lark = Lark(
            (folder / f"{name}.lark").read_text(encoding="utf-8"),
            parser="lalr",
            lexer=TokenStream,
            start="date" if name == "date" else "start",
            import_paths=[str(folder)],
            maybe_placeholders=False,
        )
        out = io.BytesIO()
        lark.save(out)
        return out.getvalue(), {terminal.name: terminal.pattern.to_regexp() for terminal in lark.terminals}

    return cached(f"grammar-{name}", sorted(folder.glob("*.lark")), build)
