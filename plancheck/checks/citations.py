"""The checks of how a citation is written: complete, in the right form, its symbol in accord with kind and issuer."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from functools import lru_cache

from plancheck.checks.citedlaw import body_codes, issuer_codes, may_issue
from plancheck.checks.citing import Cited, cited
from plancheck.checks.context import Context
from plancheck.finding import Words
from plancheck.rulebook import Rule, Rulebook

_NUMBERS = re.compile(r"\d+")
_BLANK = re.compile(r"\s")
_COMMA_TITLE = re.compile(r",\s+(?:về|v/v)\s")
_YEAR_BEHIND_HYPHEN = re.compile(r"\d+-\d{4}/")


# Form


def malformed_citation(context: Context, rule: Rule) -> None:
    """Report each citation that is written against the form, once, with how to write it (options: see the schema)."""
    for item in cited(context):
        in_prose = item.where in ("text", "annex")
        faults = [
            fault for fault in _faults(context, rule, item) if in_prose or fault[0] not in rule.options["prose_only"]
        ]
        if not faults:
            continue
        problems = [Words(**rule.options["problems"][kind]) for kind, _, _ in faults]
        impossible = any(kind == "impossible" for kind, _, _ in faults)
        slight = all(kind in rule.options["slight"] for kind, _, _ in faults)
        start, end = min((start, end) for _, start, end in faults)
        context.report(
            rule, start, end, severity="info" if slight else None,
            suggestion=Words(**rule.options["suggestions"]["date"]) if impossible else None,
            basis=context.law.clause(rule.options["clauses"][faults[0][0]], context.form_day),
            faults=Words("; ".join(one.vi for one in problems), "; ".join(one.en for one in problems)),
            right=_right_form(context, item),
        )  # fmt: skip


def _faults(context: Context, rule: Rule, item: Cited) -> Iterator[tuple[str, int, int]]:
    """Yield (kind, start, end) of each departure from the form."""
    citation, text = item.citation, context.plan.text
    start, end = citation.symbol_span
    if _BLANK.search(text.text, start, end) and not _broken(context, start, end):
        yield "blank", start, end
    if citation.begin < start and not citation.numbered and item.first and _takes_number(context, item):
        yield "number-word", citation.begin, end
    party_slash = not item.symbol.is_party and item.symbol.code and set(item.symbol.bodies) & set(rule.options["party"])
    if party_slash or _YEAR_BEHIND_HYPHEN.match(text.text, start, end):
        yield "separator" if party_slash else "slash", start, end
    if _meant_code(context, item) is not None:
        yield "letters", start, end
    dated_from, dated_to = citation.date_span
    if dated_from >= end and text.text[end:dated_from].lstrip().startswith(","):
        yield "comma", start, dated_to
    if citation.issuer_span[1] == citation.end and _COMMA_TITLE.match(context.folded, citation.end):
        yield "comma-title", start, citation.end + 1
    if dated_to:
        yield from _faults_of_date(text.text, dated_from, dated_to)


def _meant_code(context: Context, item: Cited) -> tuple[str, str] | None:
    """Return (code as written, code of the kind named) where a symbol lacks the stroke of Đ: "45/2020/ND-CP"."""
    written = item.citation.symbol.rsplit("/", 1)[-1].split("-")[0]
    kind = item.citation.kind.casefold()
    for code, name in context.rulebook.codes.items():
        if "Đ" in code and code.replace("Đ", "D") == written and name.casefold() == kind:
            return written, code
    return None


def _takes_number(context: Context, item: Cited) -> bool:
    """Say whether "số" belongs between kind and symbol: laws are called by name, and their number may follow it."""
    kind = item.citation.kind
    if kind.lower() in ("luật", "bộ luật", "pháp lệnh") or item.symbol.code.startswith("QH"):
        return False
    return not item.symbol.code or kind[:1].upper() + kind[1:].lower() in _kinds_of(context.rulebook, item.symbol.code)


def _broken(context: Context, start: int, end: int) -> bool:
    """Say whether the blank in [start, end) is the end of a printed line."""
    text = context.plan.text
    return "\n" in text.raw[text.origin(start) : text.origin(end - 1)]


def _faults_of_date(text: str, start: int, end: int) -> Iterator[tuple[str, int, int]]:
    parts = _NUMBERS.findall(text[start:end])
    if len(parts) < 2:
        return
    day, month = int(parts[0]), int(parts[1])
    try:
        datetime.date(int(parts[2]) if len(parts) > 2 else 2000, month, day)
    except ValueError:
        yield "impossible", start, end
        return
    if (day < 10 and len(parts[0]) == 1) or (month < 3 and len(parts[1]) == 1):
        yield "zero", start, end


def _right_form(context: Context, item: Cited) -> str:
    """Return the citation as it should stand, up to its date."""
    citation, text = item.citation, context.plan.text.text
    start, end = citation.symbol_span
    kind = text[citation.begin : start] if citation.begin < start else ""
    if kind and not citation.numbered:
        kind = f"{kind.rstrip()} số "
    symbol = citation.symbol
    if item.symbol.bodies[:1] in (("TW",), ("TU",)) and not item.symbol.is_party:
        symbol = symbol.replace("/", "\0", 1).replace("-", "/", 1).replace("\0", "-", 1)
    if (meant := _meant_code(context, item)) is not None:
        symbol = symbol.replace(f"/{meant[0]}-", f"/{meant[1]}-")
    written = f"{kind}{symbol}"
    dated_from, dated_to = citation.date_span
    if citation.date is None or dated_from < end:
        return written
    shown = text[dated_from:dated_to]
    for match in reversed(list(_NUMBERS.finditer(shown))[:2]):
        number = match.group()
        is_month = match.start() > 0 and _NUMBERS.search(shown, 0, match.start()) is not None
        if len(number) == 1 and (not is_month or number < "3"):
            shown = f"{shown[: match.start()]}0{shown[match.start() :]}"
    lead = "" if shown.lower().startswith("ngày") else "ngày "
    return f"{written} {lead}{shown}"


# Symbol


def symbol_mismatch(context: Context, rule: Rule) -> None:
    """Report a symbol that another kind of document, or another body, bears (options: problems, accepts)."""
    for item in cited(context):
        citation = item.citation
        if (code := _other_kind(context, rule, item)) is not None:
            kinds = _kinds_of(context.rulebook, code)
            problem = Words(**rule.options["problems"]["kind"])
            context.report(
                rule, citation.begin, citation.symbol_span[1], key="kind",
                message=problem, symbol=citation.symbol, kind=citation.kind, code=code, kinds=", ".join(sorted(kinds)),
            )  # fmt: skip
        start, end = citation.issuer_span
        if body_codes(context, item) and context.folded.endswith("của ", 0, start):
            named = issuer_codes(context, start, end)
            if not may_issue(context, item, named):
                problem = Words(**rule.options["problems"]["issuer"])
                context.report(
                    rule, citation.begin, end, key="issuer", message=problem,
                    symbol=citation.symbol, issuer=citation.issuer, code="-".join(item.symbol.bodies),
                )  # fmt: skip


def _other_kind(context: Context, rule: Rule, item: Cited) -> str | None:
    """Return the code of the symbol where it is one of another kind than the kind right before it."""
    citation, code = item.citation, item.symbol.code
    if citation.begin >= citation.symbol_span[0]:
        return None
    kind = citation.kind[:1].upper() + citation.kind[1:].lower()
    accepted = {str(one) for one in rule.options["accepts"].get(kind, [])}
    kinds = _kinds_of(context.rulebook, code)
    if not kinds or kind in kinds or code in accepted or "*" in accepted:
        return None
    if kind == "Công văn":
        # A letter's symbol begins with the body's own code, which may look like that of a kind (TTr, CT).
        return code if code in rule.options["never_letters"] and body_codes(context, item) else None
    known = {name for name, _, _, _ in context.law.kinds} | set(context.rulebook.codes.values()) | {"Luật", "Pháp lệnh"}
    related = any(one.startswith(kind) or kind.startswith(one) for one in kinds)
    return code if kind in known and not related else None


@lru_cache(maxsize=256)
def _kinds_of(rulebook: Rulebook, code: str) -> frozenset[str]:
    """Return the kinds of documents that a code in a symbol stands for; none where it is not known."""
    if code.startswith("QH"):
        return frozenset({"Luật", "Bộ luật", "Nghị quyết", "Hiến pháp"})
    if code.startswith("UBTVQH"):
        return frozenset({"Pháp lệnh", "Nghị quyết"})
    named = {rulebook.codes[code]} if code in rulebook.codes else set()
    return frozenset(named.union(rulebook.law.kinds_coded(code)))
