"""Tell what a line is by the terminals of ``grammars/plan.lark``, zone by zone."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache

from plancheck.grammar.compiled import Token, terminals
from plancheck.language.numbering import Marker
from plancheck.plan import Line, Paragraph

HEAD = (
    "NATIONAL", "MOTTO", "NUMBER", "PLACE_DATE", "DATE_LINE", "DRAFT", "RULER", "ADDRESSEE", "ABOUT", "ISSUER",
    "HEAD_TEXT",
)  # fmt: skip
TAIL = ("RECIPIENTS", "AUTHORITY", "POSITION", "RULER", "RECIPIENT", "SIGNER", "TAIL_TEXT")
LONG = 150  # characters; a longer line is a paragraph, not a heading or a name


@cache
def terminal(name: str) -> re.Pattern[str]:
    """Return the compiled terminal ``name`` of the plan grammar."""
    return re.compile(terminals("plan")[name])


def classify(names: tuple[str, ...], line: str) -> str:
    """Return the first of ``names`` that fits ``line``; the last one fits everything."""
    for name in names[:-1]:
        if terminal(name).match(line):
            return name
    return names[-1]


@dataclass(slots=True, eq=False, repr=False)
class Heading:
    """The value of a HEADING token."""

    paragraph: Paragraph
    style: str
    number: int
    depth: int


@dataclass(slots=True, eq=False, repr=False)
class Lexed:
    """The tokens, and what the zones were."""

    tokens: list[Token] = field(default_factory=list)
    paragraphs: list[Paragraph] = field(default_factory=list)
    kind: str | None = None  # name of the kind's phrase list, as "ke-hoach"
    has_header: bool = False
    front_lines: list[tuple[str, Line]] = field(default_factory=list)
    kind_end: int = 0  # offset where the printed kind ends
    front: int = 0  # blocks of a decision that stand before the plan it issues


class Title:
    """Where the kind of document stands, and which."""

    __slots__ = ("end", "index", "kind")

    def __init__(self, index: int, kind: str, end: int) -> None:
        self.index, self.kind, self.end = index, kind, end


def is_annex(text: str) -> bool:
    return len(text) <= LONG and classify(("ANNEX", "TAIL_TEXT"), text) == "ANNEX"


def is_numbered_annex(text: str) -> bool:
    """Say whether an annex is called so; inside one, "DANH MỤC …" is a title and opens no other."""
    return text[:7].lower() in ("phụ lục", "biểu số", "mẫu số ")


def is_name(text: str) -> bool:
    words = [word for word in text.replace(".", ". ").split() if not word.endswith(".")]
    return (
        2 <= len(words) <= 6 and all(word[:1].isupper() for word in words) and not any(char.isdigit() for char in text)
    )


def cites_basis(text: str, marker: Marker) -> bool:
    """Say whether a numbered opening line is a basis ("1. Căn cứ …") and not the first heading."""
    return terminal("BASIS").match(text[marker.body :]) is not None and text.endswith((";", ","))
