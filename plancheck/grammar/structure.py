"""Build the plan from the line tokens: the transformer of ``grammars/plan.lark``."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from plancheck.grammar.citations import read_citations
from plancheck.grammar.compiled import Parser, Token
from plancheck.grammar.lexer import lex
from plancheck.grammar.metadata import read_metadata, tell_type
from plancheck.grammar.zones import Heading, Lexed, terminal
from plancheck.language.phrases import Hits
from plancheck.plan import Annex, Line, Metadata, Paragraph, Plan, Section, Table, Text

Children = list[Any]


class _Content:
    """What stands between two headings: own lines, tables and numbered nodes."""

    __slots__ = ("paragraphs", "sections", "tables")

    def __init__(self, children: Children) -> None:
        self.paragraphs: list[Paragraph] = []
        self.tables: list[Table] = []
        self.sections: list[Section] = []
        for child in children:
            if isinstance(child, Section):
                self.sections.append(child)
            elif isinstance(child.value, Table):
                self.tables.append(child.value)
            else:
                self.paragraphs.append(child.value)


class _Builder:
    """Turns each rule's children into the plan's own types; no tree of the parser library is kept."""

    def section(self, children: Children) -> Section:
        heading: Heading = children[0].value
        content = _Content(children[1:-1])
        section = Section(
            heading.paragraph.marker, heading.style, heading.number, heading.depth, heading.paragraph,
            content.paragraphs, content.tables, content.sections,
        )  # fmt: skip
        heading.paragraph.section = section
        for paragraph in content.paragraphs:
            paragraph.section = section
        for child in content.sections:
            child.parent = section
        return section

    def body(self, children: Children) -> _Content:
        return _Content(children)

    def annex(self, children: Children) -> Annex:
        lines = [child for child in children if isinstance(child, Token) and isinstance(child.value, Line)]
        titles = [token.value.text for token in lines if token.type != "ENCLOSED"]
        enclosed = next((token.value for token in lines if token.type == "ENCLOSED"), None)
        content = _Content([child for child in children if child not in lines])
        annex = Annex(" ".join(filter(None, titles)), lines[0].value.start, 0, enclosed)
        annex.paragraphs, annex.tables, annex.sections = content.paragraphs, content.tables, content.sections
        return annex

    def head(self, children: Children) -> Children:
        return children

    title = opening = tail = start = head


@lru_cache(maxsize=1)
def _parser() -> Parser:
    return Parser("plan", _Builder())


def parse(text: Text, hits: Hits) -> Plan:
    """Return the plan that stands in ``text``; accepts every text.

    ``hits`` is the scan of ``text.folded`` (the lists "kind.*" name the kinds of documents).
    """
    lexed = lex(text, hits)
    # The lexer gives its zones in the grammar's order, so the parser refuses no text.
    parts = _parser().parse(lexed.tokens)
    head, title, _, body, tail, *annexes = parts
    citations, dates = read_citations(text, hits)
    plan = Plan(
        text=text,
        doc_type="khac",
        metadata=Metadata(),
        paragraphs=lexed.paragraphs,
        opening=[paragraph for paragraph in lexed.paragraphs if paragraph.kind == "opening"],
        sections=body.sections,
        loose=body.paragraphs,
        tables=body.tables,
        annexes=annexes,
        citations=citations,
        dates=dates,
        has_header=lexed.has_header,
        frame=[*lexed.front_lines, *((_frame_kind(token), token.value) for token in (*head, *title, *tail))],
    )
    _finish(plan, title, tail, lexed)
    plan.doc_type = tell_type(plan, head, lexed.kind)
    plan.metadata = read_metadata(plan, head, title, tail, lexed)
    own = plan.metadata.number and f"{plan.metadata.number}/{plan.metadata.symbol}"
    plan.citations = [citation for citation in citations if not _is_own(plan, citation.start, citation.symbol, own)]
    return plan


def _frame_kind(token: Token) -> str:
    enclosed = token.type == "SUBJECT" and terminal("ENCLOSED").match(token.value.text)
    return "ENCLOSED" if enclosed else token.type


def _finish(plan: Plan, title: list[Token], tail: list[Token], lexed: Lexed) -> None:
    """Fill in ends, paths and annex links; sections tile the body from the first heading to the tail."""
    end = len(plan.text.text)
    stops = [annex.start for annex in plan.annexes]
    tail_start = tail[0].value.start if tail else (stops[0] if stops else end)
    _set_ends(plan.sections, tail_start)
    plan.body_end = tail_start
    for number, annex in enumerate(plan.annexes):
        annex.end = plan.annexes[number + 1].start if number + 1 < len(plan.annexes) else end
        _set_ends(annex.sections, annex.end)
    if title:
        plan.title_start, plan.title_end = title[0].value.start, title[-1].value.end
    firsts = [paragraph.start for paragraph in plan.paragraphs if paragraph.kind != "opening"]
    openings = [paragraph.end for paragraph in plan.opening]
    plan.body_start = min([start for start in firsts if not openings or start >= max(openings)] or [tail_start])
    if plan.annexes:
        index = 0
        for paragraph in plan.paragraphs:
            while index + 1 < len(plan.annexes) and paragraph.start >= plan.annexes[index + 1].start:
                index += 1
            if paragraph.start >= plan.annexes[index].start:
                paragraph.annex = plan.annexes[index]


def _set_ends(sections: list[Section], end: int) -> None:
    stack = [(sections, end)]
    while stack:
        siblings, limit = stack.pop()
        for number, section in enumerate(siblings):
            section.end = siblings[number + 1].start if number + 1 < len(siblings) else limit
            section.path = _path(section)
            stack.append((section.children, section.end))


def _path(section: Section) -> str:
    name = section.marker.strip("().:/- ")
    parent = section.parent
    if parent is None:
        return name
    above = parent.marker.strip("().:/- ")
    if section.style.startswith("decimal") and name.startswith(above + "."):
        name = name[len(above) + 1 :]
    return f"{parent.path}.{name}"


def _is_own(plan: Plan, start: int, symbol: str, own: str | None) -> bool:
    """Say whether a citation is only the plan's own number, in its letterhead or on an annex."""
    if symbol == own or (start < plan.title_start and not any(p.start <= start < p.end for p in plan.opening)):
        return True
    return any(annex.enclosed and annex.enclosed.start <= start < annex.enclosed.end for annex in plan.annexes)
