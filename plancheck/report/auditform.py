"""Turn an audit into the JSON that the contract promises ("plancheck/audit/1"), a unit at a time."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from plancheck import __version__
from plancheck.audited import DUPLICATE, Audit, Gap, Group, Likeness, LooseFile, UnitResult
from plancheck.finding import ELEMENTS
from plancheck.report.alignform import basis_form
from plancheck.report.jsonform import writable

SCHEMA = "plancheck/audit/1"


def json_parts(audit: Audit, lang: str = "vi", narrow: bool = False) -> Iterator[str]:
    """Yield the JSON text in parts, one unit a line; ``narrow``: with ASCII letters only."""

    def text(value: object) -> str:
        return json.dumps(value, ensure_ascii=narrow)

    head = {
        "schema": SCHEMA,
        "plancheck": __version__,
        "folder": writable(audit.folder),
        "basis": writable(audit.basis.path) if audit.basis is not None else None,
        "basis_plan": basis_form(audit.basis) if audit.basis is not None else None,
        "due": audit.due,
        "year": audit.year,
    }
    yield "{\n" + "".join(f"  {text(key)}: {text(value)},\n" for key, value in head.items())
    lists: list[tuple[str, Iterable[dict[str, Any]]]] = [
        ("units", (unit_form(row, lang) for row in audit.units)),
        ("similar", (similar_form(item) for item in audit.similar)),
        ("unmatched", (_loose(item, lang) for item in audit.unmatched)),
        ("ambiguous", (_loose(item, lang) for item in audit.ambiguous)),
    ]
    for name, items in lists:
        yield f"  {text(name)}: ["
        before = "\n"
        for item in items:
            yield f"{before}    {text(item)}"
            before = ",\n"
        yield "],\n" if before == "\n" else "\n  ],\n"
    yield f'  "summary": {text(summary(audit, lang))}\n}}\n'


def unit_form(row: UnitResult, lang: str) -> dict[str, Any]:
    """Return one unit."""
    earlier = row.earlier
    return {
        "unit": row.unit,
        "status": row.status,
        "class": row.group,
        "path": _path(row.path),
        "matched_by": row.matched_by,
        "doc_type": row.doc_type,
        "symbol": row.symbol,
        "date": row.date,
        "year": row.year,
        "late_days": row.late_days,
        "score": row.score,
        "rank": row.rank,
        "verdict": row.verdict,
        "elements": row.elements,
        "errors": row.errors,
        "warnings": row.warnings,
        "infos": row.infos,
        "coverage": row.coverage,
        "rules": row.rules,
        "duplicate_of": _path(row.duplicate_of),
        "notes": [note[lang] for note in row.notes],
        "earlier": None if earlier is None else earlier._asdict(),
    }


def similar_form(item: Likeness) -> dict[str, Any]:
    """Return one pair of plans alike."""
    return {
        "a": item.a,
        "b": item.b,
        "path_a": writable(item.path_a),
        "path_b": writable(item.path_b),
        "kind": item.kind,
        "score": item.score,
        "words": item.words,
        "earlier": _path(item.earlier),
        "passages": [passage._asdict() for passage in item.passages],
    }


def summary(audit: Audit, lang: str) -> dict[str, Any]:
    """Return the counts."""
    return {
        **_group(audit.total),
        "duplicates": sum(1 for row in audit.units if row.status == DUPLICATE),
        "unmatched": len(audit.unmatched),
        "ambiguous": len(audit.ambiguous),
        "similar": len(audit.similar),
        "elements": {key: audit.coverage_of(key) for key in ELEMENTS},
        "classes": [{"class": group.name, **_group(group)} for group in audit.groups],
        "gaps": [_gap(gap, lang) for gap in audit.gaps],
    }


def _group(group: Group) -> dict[str, Any]:
    return {
        "units": group.units,
        "checked": group.checked,
        "missing": group.missing,
        "unreadable": group.unreadable,
        "not_a_plan": group.not_a_plan,
        "late": group.late,
        "passed": group.passed,
        "mean_score": group.mean_score,
        "mean_coverage": group.mean_coverage,
    }


def _gap(gap: Gap, lang: str) -> dict[str, Any]:
    return {**gap._asdict(), "message": gap.message[lang]}


def _loose(item: LooseFile, lang: str) -> dict[str, Any]:
    return {
        "path": writable(item.path),
        "issuer": item.issuer,
        "status": item.status,
        "candidates": list(item.candidates),
        "note": item.note[lang] if item.note is not None else None,
    }


def _path(path: str | None) -> str | None:
    return None if path is None else writable(path)
