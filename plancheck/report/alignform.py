"""Turn an alignment into JSON ("plancheck/alignment/1")."""

from __future__ import annotations

from typing import Any

from plancheck import __version__
from plancheck.matrix import STATUSES, AlignedItem, Alignment, BasisPlan, Match
from plancheck.report.jsonform import location, writable

SCHEMA = "plancheck/alignment/1"
_DIGITS = 4


def align_form(alignment: Alignment, draft: str, lang: str = "vi") -> dict[str, Any]:
    """Return the whole answer of ``plancheck align``; doubts in ``lang``."""
    return {
        "schema": SCHEMA,
        "plancheck": __version__,
        "draft": writable(draft),
        **matrix_form(alignment, lang),
    }


def matrix_form(alignment: Alignment, lang: str = "vi") -> dict[str, Any]:
    """Return the matrix as it stands in the report on a draft; every item is listed, in the superior plan's order."""
    return {
        "basis": writable(alignment.basis.path),
        "basis_plan": basis_form(alignment.basis),
        "unit": alignment.unit,
        "doubts": [{"kind": kind, "text": text[lang]} for kind, text in alignment.doubts],
        "items": [_item(item) for item in alignment.items],
        "coverage": None if alignment.coverage is None else round(alignment.coverage, _DIGITS),
        "thresholds": dict(alignment.thresholds),
        "summary": {status: alignment.count(status) for status in STATUSES},
    }


def basis_form(plan: BasisPlan) -> dict[str, Any]:
    """Return what a superior plan says of itself."""
    return {
        "doc_type": plan.doc_type,
        "symbol": plan.symbol,
        "date": plan.date,
        "year": plan.year,
        "issuer": plan.issuer,
        "subject": plan.subject,
    }


def _item(item: AlignedItem) -> dict[str, Any]:
    return {
        "id": item.id,
        "kind": item.kind,
        "text": item.text,
        "line": item.location.line,
        "addressed_to": list(item.addressed_to),
        "status": item.status,
        "score": round(item.score, _DIGITS),
        "sure": item.sure,
        "missing": list(item.missing),
        "problem": item.problem,
        "product": item.product,
        "number": item.number,
        "given": item.given,
        "due": item.due,
        "matches": [_match(match) for match in item.matches],
    }


def _match(match: Match) -> dict[str, Any]:
    return {
        "section": match.section,
        "line": match.location.line,
        "quote": match.quote,
        "score": round(match.score, _DIGITS),
        "shared": list(match.shared),
        "due": match.due,
        "location": location(match.location),
    }
