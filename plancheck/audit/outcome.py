"""What is kept of one checked file: a short row, the findings, a sketch of its words and its text, all as bytes."""

from __future__ import annotations

import json
import pickle
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from sys import intern
from typing import Any, NamedTuple

from plancheck.audit.sketch import Sketch
from plancheck.audited import AuditFinding
from plancheck.bilingual import Words
from plancheck.finding import ELEMENTS, Finding, Report
from plancheck.matrix import Alignment
from plancheck.plan import Plan

_LETTERS = {"present": "p", "weak": "w", "missing": "m", "not-applicable": "n"}
_STATUSES = {letter: status for status, letter in _LETTERS.items()}
_ALIKE = ("status", "doc_type", "verdict", "elements", "date", "parent", "body", "level")  # the same for many files


class Body(NamedTuple):
    """The running text of a plan, without letterhead, recipients and signature; ``line``: its first, from 1."""

    line: int
    text: str


class Packed(NamedTuple):
    """A result as it travels and is kept."""

    key: str
    row: bytes
    sketch: bytes
    findings: bytes
    text: bytes


@dataclass(slots=True, eq=False, repr=False)
class Outcome:
    """What the audit holds of a file in memory. ``status``: checked, unreadable or not-a-plan; ``elements``: a letter
    for each of finding.ELEMENTS, "" unless a plan; ``issuer`` in full as read, ``body`` of the registry, ``parent``
    over it; ``code``: of the body, in the symbol ("STP"); ``reason``: why it cannot be read, or is no plan."""

    status: str
    doc_type: str = "khac"
    symbol: str | None = None
    code: str | None = None
    date: str | None = None
    year: int | None = None
    issuer: str | None = None
    body: str | None = None
    level: str | None = None
    parent: str | None = None
    points: float | None = None
    score: float | None = None
    verdict: str = "unreadable"
    elements: str = ""
    coverage: float | None = None
    counts: tuple[int, int, int] = (0, 0, 0)  # errors, warnings, infos
    rules: dict[str, int] = field(default_factory=dict)  # errors and warnings by rule
    failing: tuple[str, ...] = ()  # the rules among them that made errors
    reason: Words | None = None


def body_of(text: str, plan: Plan) -> Body:
    """Return the running text of a plan: its body and annexes, each line of ``text`` where it was, others empty."""
    lines = text.split("\n")
    parts = [(plan.body_start, plan.body_end), *((annex.start, annex.end) for annex in plan.annexes)]
    spans = [
        (plan.text.point(start)[0], plan.text.point(max(start, end - 1))[0]) for start, end in parts if start < end
    ]
    if not spans:
        return Body(1, "")
    kept = [""] * len(lines)
    for first, last in spans:
        kept[first - 1 : last] = lines[first - 1 : last]
    begin = min(first for first, _ in spans)
    return Body(begin, "\n".join(kept[begin - 1 :]).rstrip())


@lru_cache(maxsize=4096)  # the same for many plans
def element_statuses(letters: str) -> Mapping[str, str]:
    """Return the status of each element by its key."""
    return {key: _STATUSES[letter] for key, letter in zip(ELEMENTS, letters, strict=False) if letter in _STATUSES}


def element_letters(statuses: Mapping[str, str]) -> str:
    """Return a letter for each element, in their order; one that is not named does not apply."""
    return "".join(_LETTERS[statuses.get(key, "not-applicable")] for key in ELEMENTS)


def pack(key: str, report: Report, drawn: Sketch, body: Body | None) -> Packed:
    """Return the result of a file as bytes."""
    row = json.dumps(_row(report), ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
    findings = zlib.compress(pickle.dumps([_plain(item) for item in report.findings], protocol=5), 6)
    text = zlib.compress(f"{body.line}\n{body.text}".encode("utf-8", "surrogatepass"), 6) if body is not None else b""
    return Packed(key, row, drawn.packed(), findings, text)


def unpack_row(row: bytes) -> Outcome:
    """Return the outcome from its bytes."""
    data: dict[str, Any] = json.loads(row)
    data["counts"] = tuple(data["counts"])
    data["rules"] = {intern(name): count for name, count in data["rules"].items()}
    data["failing"] = tuple(intern(name) for name in data["failing"])
    data["reason"] = data["reason"] and Words(*data["reason"])
    for name in _ALIKE:
        data[name] = data[name] and intern(data[name])
    return Outcome(**data)


def unpack_findings(data: bytes) -> list[AuditFinding]:
    """Return the findings from their bytes, in the plan's order."""
    found = []
    for *head, texts, section, quote, line, page, paragraph, name in pickle.loads(zlib.decompress(data)):
        words = (Words(*text) for text in texts)
        found.append(AuditFinding._make((*head, *words, section, quote, line, page, name, None, paragraph)))
    return found


def unpack_text(data: bytes) -> Body:
    """Return the running text from its bytes."""
    line, _, text = zlib.decompress(data).decode("utf-8", "surrogatepass").partition("\n")
    return Body(int(line), text)


class Tally(NamedTuple):
    """How many findings count: by severity (errors, warnings, infos), errors and warnings by rule, rules of errors."""

    counts: tuple[int, int, int]
    rules: dict[str, int]
    failing: tuple[str, ...]


def tally(counted: Iterable[tuple[str, str]]) -> Tally:
    """Return the tally of the (rule, severity) of each finding that counts."""
    found = list(counted)
    severities = [severity for _, severity in found]
    rules: dict[str, int] = {}
    for rule, severity in found:
        if severity != "info":
            rules[rule] = rules.get(rule, 0) + 1
    failing = tuple(sorted({rule for rule, severity in found if severity == "error"}))
    counts = severities.count("error"), severities.count("warning"), severities.count("info")
    return Tally(counts, rules, failing)


def _plain(finding: Finding) -> tuple[Any, ...]:
    texts = [(text.vi, text.en) for text in (finding.message, finding.suggestion, finding.basis)]
    place = finding.location
    return (
        finding.rule, finding.family, finding.severity, finding.element, texts, finding.section, finding.quote,
        place.line, place.page, place.paragraph, finding.fingerprint,
    )  # fmt: skip


def _row(report: Report) -> dict[str, Any]:
    data, unit = report.metadata, report.unit
    elements = element_letters({key: element.status for key, element in report.elements.items()})
    counted = tally((finding.rule, finding.severity) for finding in report.counted)
    is_plan = report.score is not None
    status = report.status if report.status != "checked" or is_plan else "not-a-plan"
    said = next((item for item in report.findings if item.rule == "not-a-plan" or status == "unreadable"), None)
    return {
        "status": status,
        "doc_type": report.doc_type,
        "symbol": _symbol(data.number, data.symbol),
        "code": data.symbol.rsplit("-", 1)[-1] if data.symbol and "-" in data.symbol else None,
        "date": data.date,
        "year": data.plan_year,
        "issuer": unit.name if unit is not None else data.issuer,
        "body": unit.body if unit is not None else None,
        "level": unit.level if unit is not None else None,
        "parent": unit.parent if unit is not None else None,
        "points": report.points,
        "score": report.score,
        "verdict": report.verdict,
        "elements": elements if is_plan else "",
        "coverage": _coverage(report.alignment),
        **counted._asdict(),
        "reason": (said.message.vi, said.message.en) if said is not None and not is_plan else None,
    }


def _coverage(alignment: Alignment | None) -> float | None:
    """Return the share of the superior plan that is taken up; of a wrong superior plan it says nothing."""
    if alignment is None or alignment.unfit or alignment.coverage is None:
        return None
    return round(alignment.coverage, 4)


def _symbol(number: str | None, symbol: str | None) -> str | None:
    return f"{number or '…'}/{symbol}" if symbol else number
