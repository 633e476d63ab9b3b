"""The parser that walks Lark's tables builds what Lark's own parser builds."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cache
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lark import Lark
from lark.lexer import Lexer
from lark.lexer import Token as LarkToken
from plancheck.grammar.compiled import Parser, Token
from plancheck.paths import data_dir

HEAD = ("NATIONAL", "NUMBER", "ISSUER", "RULER", "HEAD_TEXT")
TITLE = ("SUBJECT", "RULER")
OPENING = ("BASIS", "OPENING_TEXT")
LEAVES = ("BULLET", "TEXT", "TABLE")
TAIL = ("RECIPIENTS", "RECIPIENT", "AUTHORITY", "SIGNER", "TAIL_TEXT")
ABOUT_ANNEX = ("ANNEX_TITLE", "ENCLOSED")


class Trees:
    """Makes a plain tree of every rule."""

    def __getattr__(self, rule: str) -> Callable[[list[Any]], Any]:
        if rule not in ("start", "head", "title", "opening", "body", "section", "tail", "annex", "citation"):
            raise AttributeError(rule)
        return lambda children: (rule, [child if isinstance(child, tuple) else child.value for child in children])


class Stream(Lexer):
    def __init__(self, conf: Any) -> None:
        pass

    def lex(self, data: Iterable[str]) -> Iterator[LarkToken]:
        return (LarkToken(name, f"{name} {number}") for number, name in enumerate(data))


@cache
def lark(name: str) -> Lark:
    folder = data_dir("grammars")
    grammar = (folder / f"{name}.lark").read_text(encoding="utf-8")
    return Lark(
        grammar, parser="lalr", lexer=Stream, import_paths=[str(folder)], maybe_placeholders=False, transformer=Trees()
    )


def of_lark(name: str, types: list[str]) -> Any:
    return lark(name).parse(types)  # type: ignore[arg-type]


def parsed(name: str, types: list[str]) -> Any:
    return Parser(name, Trees()).parse([Token(kind, f"{kind} {number}") for number, kind in enumerate(types)])


def some(names: tuple[str, ...]) -> st.SearchStrategy[list[str]]:
    return st.lists(st.sampled_from(names), max_size=4)


BODY = st.recursive(
    some(LEAVES),
    lambda inner: st.lists(inner.map(lambda part: ["HEADING", *part, "CLOSE"]), max_size=3).map(
        lambda parts: ["TEXT", *(name for part in parts for name in part), "BULLET"]
    ),
    max_leaves=8,
)
ANNEX = st.tuples(some(ABOUT_ANNEX), BODY).map(lambda parts: ["ANNEX", *parts[0], *parts[1]])
TITLED = some(TITLE).map(lambda names: ["KIND", *names]) | st.just([])
PLANS = st.tuples(some(HEAD), TITLED, some(OPENING), BODY, some(TAIL), st.lists(ANNEX, max_size=2)).map(
    lambda parts: [*(name for part in parts[:5] for name in part), *(name for part in parts[5] for name in part)]
)


@given(PLANS)
def test_a_plan_is_read_as_lark_reads_it(types: list[str]) -> None:
    assert parsed("plan", types) == of_lark("plan", types)


def test_citations_are_read_as_lark_reads_them() -> None:
    types = ["SYMBOL", "DAY", "KIND", "NUMBER_WORD", "SYMBOL", "YEAR", "ISSUER", "KIND", "SYMBOL", "ISSUER", "DAY"]
    assert parsed("citation", types) == of_lark("citation", types)


@pytest.mark.parametrize("types", [["CLOSE"], ["HEADING"], ["TAIL_TEXT", "HEAD_TEXT"]])
def test_what_fits_nothing_is_refused(types: list[str]) -> None:
    with pytest.raises(KeyError):
        parsed("plan", types)
