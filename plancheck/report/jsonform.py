"""Turn reports into the JSON that the contract promises ("plancheck/report/1")."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from plancheck import __version__
from plancheck.finding import ELEMENTS, Element, Finding, Report, Run
from plancheck.matrix import Alignment
from plancheck.plan import Location

SCHEMA = "plancheck/report/1"


def run_form(reports: Sequence[Report], lang: str = "vi") -> dict[str, Any]:
    """Return the whole run; messages in ``lang``."""
    return {
        "schema": SCHEMA,
        "plancheck": __version__,
        "documents": [document(report, lang) for report in reports],
        "summary": {
            "documents": sum(1 for report in reports if not report.is_settings),
            "unreadable": Run(list(reports)).unreadable,
            "errors": sum(report.count("error") for report in reports),
            "warnings": sum(report.count("warning") for report in reports),
            "infos": sum(report.count("info") for report in reports),
        },
    }


def document(report: Report, lang: str = "vi") -> dict[str, Any]:
    """Return one document of the run."""
    return {
        "path": writable(report.path),
        "status": report.status,
        "doc_type": report.doc_type,
        "profile": report.profile,
        "metadata": metadata(report),
        "elements": {key: _element(report.elements.get(key)) for key in ELEMENTS},
        "citations": [
            {
                "kind": row.kind,
                "symbol": row.symbol,
                "date": row.date,
                "issuer": row.issuer,
                "location": location(row.location),
            }
            for row in report.citations
        ],
        "findings": [finding_form(finding, lang) for finding in report.findings],
        "skipped": [{"rule": skipped.rule, "reason": skipped.reason[lang]} for skipped in report.skipped],
        "alignment": None if report.alignment is None else _matrix(report.alignment, lang),
        "score": report.score,
        "verdict": report.verdict,
    }


def _matrix(alignment: Alignment, lang: str) -> dict[str, Any]:
    from plancheck.report.alignform import matrix_form

    return matrix_form(alignment, lang)


def metadata(report: Report) -> dict[str, Any]:
    """Return what the header, title and signature say, and which body issues the draft."""
    data, unit = report.metadata, report.unit
    return {
        "number": data.number,
        "symbol": data.symbol,
        "place": data.place,
        "date": data.date,
        "issuer": data.issuer,
        "subject": data.subject,
        "plan_year": data.plan_year,
        "signer": data.signer,
        "signer_title": data.signer_title,
        "authority": data.authority,
        "recipients": list(data.recipients),
        "unit": unit
        and {
            "name": unit.name,
            "body": unit.body,
            "kind": unit.kind,
            "level": unit.level,
            "province": unit.province,
            "parent": unit.parent,
        },
    }


def _element(element: Element | None) -> dict[str, Any]:
    if element is None:
        return {"status": "not-applicable", "evidence": [], "facts": {}}
    return {
        "status": element.status,
        "evidence": [
            {"quote": item.quote, "section": item.section, "location": location(item.location)}
            for item in element.evidence
        ],
        "facts": element.facts,
    }


def finding_form(finding: Finding, lang: str) -> dict[str, Any]:
    """Return one finding."""
    suppressed = finding.suppressed
    return {
        "rule": finding.rule,
        "family": finding.family,
        "severity": finding.severity,
        "element": finding.element,
        "message": finding.message[lang],
        "suggestion": finding.suggestion[lang],
        "why": finding.why[lang],
        "basis": finding.basis[lang],
        "section": finding.section,
        "quote": finding.quote,
        "location": location(finding.location),
        "fingerprint": finding.fingerprint,
        "suppressed": suppressed and {"reason": suppressed.reason, "until": suppressed.until},
    }


def location(place: Location) -> dict[str, int | None]:
    return {
        "line": place.line,
        "column": place.column,
        "end_line": place.end_line,
        "end_column": place.end_column,
        "page": place.page,
        "paragraph": place.paragraph,
    }


def writable(path: str) -> str:
    """Return a file's name that any JSON reader takes: a byte that is no UTF-8 is written as ``\\udcXX``."""
    return path if path.isascii() else path.encode("utf-8", "backslashreplace").decode("utf-8")
