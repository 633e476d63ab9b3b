"""Checks on annexes: whether the body points to them, and whether they name the plan they go with."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from plancheck.checks.context import Context
from plancheck.checks.letterhead import date_of, number_of, own_kind
from plancheck.checks.unit import unit_of
from plancheck.finding import Words
from plancheck.grammar.metadata import number_line
from plancheck.grammar.zones import is_annex
from plancheck.language.fold import bare, fold, spellings
from plancheck.plan import Line
from plancheck.rulebook import Rule

_NUMBER = re.compile(r"\bsố\b", re.IGNORECASE)
_DATE = re.compile(
    r"\bngày\s*(?P<day>\d{1,2})?(?:[\s._]++|…)*(?:tháng|[/-])\s*"
    r"(?P<month>\d{1,2})?(?:[\s._]++|…)*(?:(?:năm|[/-])\s*(?P<year>\d{4})?)?",
    re.IGNORECASE,
)
_OF = re.compile(r"\scủa\s+(?P<issuer>[^()]+)")
_ABBREVIATED = {"uy ban nhan dan": "ubnd", "thanh pho ": "tp. "}
_SYMBOL_MARKS = re.compile(r"[\s–-]+")


class Enclosed(NamedTuple):
    """What a line "(Kèm theo Kế hoạch số 18/KH-STP ngày 10/02/2023 của Sở Tư pháp)" says; None where blank."""

    number: str | None
    symbol: str | None
    day: tuple[int | None, int | None, int | None]  # year, month, day
    issuer: str | None


def annex_not_announced(context: Context, rule: Rule) -> None:
    """Report an annex that neither opening nor body ever mentions."""
    plan = context.plan
    annex = next((annex for annex in plan.annexes if annex.enclosed or annex.tables or is_annex(annex.title)), None)
    if annex is None or not annex.title or context.hits.any_within("annex.announced", plan.title_start, plan.body_end):
        return
    end = plan.text.text.find("\n", annex.start)
    context.report(rule, annex.start, end if end > 0 else annex.end)


def annex_mismatch(context: Context, rule: Rule) -> None:
    """Report where the line that joins an annex to its plan contradicts the plan's number, symbol, date or issuer."""
    problems = rule.options["problems"]
    for line in _joining_lines(context):
        said = _read(context, line)
        for case, wrong, right in _contradictions(context, said):
            message = Words(**problems[case])
            context.report(rule, line.start, line.end, key=case, message=message, found=wrong, wanted=right)


def _joining_lines(context: Context) -> Iterator[Line]:
    """Yield the lines that name a document of the plan's own kind, or of its number: an annex may go with another."""
    lines = [line for kind, line in context.plan.frame if kind == "ENCLOSED"]
    lines += [annex.enclosed for annex in context.plan.annexes if annex.enclosed]
    if not lines:
        return
    kind = fold(own_kind(context) or "")
    for line in lines:
        number = _NUMBER.search(line.text)
        before = line.start + number.start() if number else line.end
        named = context.hits.within("cited-kind", line.start, before)
        if not named:
            continue
        alike = spellings(context.folded[named[-1].start : named[-1].end])[0] in spellings(kind)
        if alike or _has_own_number(context, line):
            yield line


def _has_own_number(context: Context, line: Line) -> bool:
    found, said = number_of(context), _read(context, line)
    own = found[1].number if found and found[1] else None
    return bool(own and said.number and own.lstrip("0") == said.number.lstrip("0"))


def _read(context: Context, line: Line) -> Enclosed:
    text = line.text.rstrip(") .;")
    date, of = _DATE.search(text), None
    number = _NUMBER.search(text)
    read = number_line(text[number.start() : date.start() if date else len(text)].rstrip(" ,")) if number else None
    of = _OF.search(text, date.end() if date else number.end() if number else 0)
    day = tuple(int(date[name]) if date and date[name] else None for name in ("year", "month", "day"))
    return Enclosed(
        read.number if read else None, read.symbol if read else None, (day[0], day[1], day[2]),
        of["issuer"].strip() if of else None,
    )  # fmt: skip


def _contradictions(context: Context, said: Enclosed) -> Iterator[tuple[str, str, str]]:
    """Yield (case, what the annex says, what the plan says)."""
    found = number_of(context)
    own = found[1] if found else None
    if own and own.number and said.number and own.number.lstrip("0") != said.number.lstrip("0"):
        yield "number", said.number, own.number
    if own and own.symbol and said.symbol and _plain(own.symbol) != _plain(said.symbol):
        yield "symbol", said.symbol, own.symbol
    day = _own_day(context)
    if any(one and other and one != other for one, other in zip(said.day, day, strict=True)):
        yield "date", _shown(said.day), _shown(day)
    unit = unit_of(context)
    if unit is not None and said.issuer and _other_body(context, said.issuer, unit.name):
        yield "issuer", said.issuer, unit.name


def _plain(symbol: str) -> str:
    return _SYMBOL_MARKS.sub("-", symbol).strip("-.").casefold()


def _own_day(context: Context) -> tuple[int | None, int | None, int | None]:
    found = date_of(context)
    if found is None:
        return None, None, None
    year, month, day = (int(part) if (part := found[1][name]) else None for name in ("year", "month", "day"))
    return year, month, day


def _shown(day: tuple[int | None, int | None, int | None]) -> str:
    return "/".join("…" if part is None else f"{part:02d}" for part in reversed(day))


def _other_body(context: Context, said: str, own: str) -> bool:
    """Say whether two names are surely those of two bodies, whatever part of each is left out or abbreviated."""
    first, second = (_body_name(context, name) for name in (said, own))
    if first.startswith(second) or second.startswith(first):
        return False
    committees = [name.removeprefix("ubnd ") for name in (first, second) if name.startswith("ubnd ")]
    if len(committees) == 2:
        return not (committees[0].endswith(committees[1]) or committees[1].endswith(committees[0]))
    known = [_known(context, name) for name in (said, own)]
    return None not in known and known[0] != known[1]


def _body_name(context: Context, name: str) -> str:
    """Return a body's name without any mark, common words in one spelling, its head's title taken off."""
    plain = " ".join(bare(_headless(context, name)).replace(".", ". ").split())
    for long, short in _ABBREVIATED.items():
        plain = plain.replace(long, short)
    return plain


def _headless(context: Context, name: str) -> str:
    """Return a folded name without the title of who heads the body ("giám đốc sở nội vụ")."""
    folded = fold(name).strip()
    for head in context.rulebook.words.get("words.head-of-body", frozenset()):
        folded = folded.removeprefix(f"{head} ")
    return folded


def _known(context: Context, name: str) -> str | None:
    """Return the id of the body that the longest beginning of ``name`` calls."""
    words = _headless(context, name).split()
    for count in range(len(words), 1, -1):
        found = context.law.bodies_named(" ".join(words[:count]).rstrip(","))
        if len(found) == 1:
            return found[0].id
    return None
