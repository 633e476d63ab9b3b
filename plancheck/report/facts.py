"""Read an element's facts out in one short text, so that the judgement can be judged at a glance."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from plancheck.finding import Element, Report
from plancheck.language.dates import shown_date
from plancheck.report.clean import clean
from plancheck.report.words import CHANNELS, LABELS, SCHEDULE_FROM, label

_MOST_BODIES = 4

_HEADING = 80  # characters; a longer quote is text and no heading


def told(report: Report, element: Element, lang: str) -> str:
    """Return what was read out of an element that is there, "" where only its place is known."""
    teller = _TELLERS.get(element.key)
    text = teller(report, element, lang) if teller else ""
    return clean(text or quoted(element))


def quoted(element: Element) -> str:
    """Return the words that show the element, in quotation marks."""
    if not element.evidence:
        return ""
    # A heading says less than the text under it, which the checks quote next.
    items = element.evidence[:2]
    below = items[-1].location.line > items[0].location.line and len(items[0].quote) < _HEADING
    return f"“{items[-1 if below else 0].quote}”"


def _basis(report: Report, element: Element, lang: str) -> str:
    places = {row.start: row for row in report.citations}
    named: dict[str, str] = {}
    for item in element.evidence:
        row = places.get(item.start)
        if row:
            named[row.symbol] = f"{row.symbol} ({shown_date(row.date)})" if row.date else row.symbol
    symbol = element.facts.get("symbol")
    if symbol and symbol not in named:
        named[symbol] = f"{symbol} ({shown_date(element.facts.get('date'))})" if element.facts.get("date") else symbol
    return ", ".join(named.values())


def _audience(report: Report, element: Element, lang: str) -> str:
    return "; ".join(element.facts.get("groups") or [])


def _content(report: Report, element: Element, lang: str) -> str:
    count = element.facts.get("items") or 0
    return f"{count} {label('items', lang)}; “{element.evidence[0].quote}”" if count and element.evidence else ""


def _channels(report: Report, element: Element, lang: str) -> str:
    return ("; " if lang == "vi" else ", ").join(CHANNELS[kind][lang] for kind in element.facts.get("kinds") or [])


def _responsibility(report: Report, element: Element, lang: str) -> str:
    bodies: list[dict[str, Any]] = element.facts.get("bodies") or []
    lead = [body["name"] for body in bodies if body["role"] == "lead"]
    support = [body["name"] for body in bodies if body["role"] != "lead"]
    parts = [_some(lead, lang)] if lead else []
    if support:
        parts.append(f"{label('support', lang)}: {_some(support, lang)}")
    return "; ".join(parts)


def _some(names: list[str], lang: str) -> str:
    listed = ", ".join(names[:_MOST_BODIES])
    left = len(names) - _MOST_BODIES
    return f"{listed} {LABELS['more'].fill({'n': left})[lang]}" if left > 0 else listed


def _budget(report: Report, element: Element, lang: str) -> str:
    return element.facts.get("source") or ""


def _reporting(report: Report, element: Element, lang: str) -> str:
    facts = element.facts
    if not any(facts.values()):
        return ""
    unclear = label("unclear", lang)
    via = f" ({label('via', lang)} {facts['via']})" if facts.get("via") else ""
    when = facts.get("when") or unclear
    return f"{facts.get('by') or unclear} → {facts.get('to') or unclear}{via}; {label('by-deadline', lang)}: {when}"


def _schedule(report: Report, element: Element, lang: str) -> str:
    facts = element.facts
    parts = [SCHEDULE_FROM[facts["from"]][lang]] if facts.get("from") in SCHEDULE_FROM else []
    if facts.get("deadlines"):
        parts.append(f"{facts['deadlines']} {label('deadlines', lang)}")
    if len(element.evidence) and facts.get("from") != "annex":
        parts.append(f"“{element.evidence[-1].quote}”")
    return "; ".join(parts)


_TELLERS: dict[str, Callable[[Report, Element, str], str]] = {
    "provincial_basis": _basis,
    "audience": _audience,
    "content": _content,
    "channels": _channels,
    "responsibility": _responsibility,
    "budget": _budget,
    "reporting": _reporting,
    "schedule": _schedule,
}
