"""Compare an audit with what was planted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from province.planted import Planted, Row

_WEAK_AS_MISSING: frozenset[str] = frozenset()  # elements that a plan may still touch where they were left out
_CUT = re.compile("…|\\n")  # where a quote leaves words out
_TELLING = 8  # words in a row that tell where a quote is from


def verify(audit: dict[str, Any], planted: Planted) -> list[str]:
    """Return every difference between ``plancheck audit --format json`` and what was planted, in words."""
    differences = [*_units(audit, planted), *_copies(audit, planted), *_loose(audit, planted)]
    if (due := audit.get("summary", {}).get("due", audit.get("due"))) not in (None, planted.due):
        differences.append(f"due: {due} for {planted.due}")
    return differences


def _units(audit: dict[str, Any], planted: Planted) -> Iterator[str]:
    found: dict[str, dict[str, Any]] = {}
    duplicates: dict[str, int] = {}
    for entry in audit["units"]:
        if entry["status"] == "duplicate":
            duplicates[entry["unit"]] = duplicates.get(entry["unit"], 0) + 1
        elif entry["unit"] in found:
            yield f"{entry['unit']}: two rows that count"
        else:
            found[entry["unit"]] = entry
    for row in planted.units:
        entry = found.pop(row.unit, None)
        if entry is None:
            yield f"{row.unit}: not in the audit"
            continue
        if (count := duplicates.pop(row.unit, 0)) != row.duplicates:
            yield f"{row.unit}: {count} duplicates for {row.duplicates}"
        yield from _unit(entry, row)
    for name in [*found, *duplicates]:
        yield f"{name}: in the audit, not in the roster"


def _unit(entry: dict[str, Any], row: Row) -> Iterator[str]:
    if entry["status"] != row.status:
        yield f"{row.unit}: {entry['status']} for {row.status} ({entry.get('path')})"
        return
    if row.paths and entry["path"] not in row.paths:
        yield f"{row.unit}: {entry['path']} counts instead of {row.paths[0]}"
    if row.status != "checked":
        return
    if entry["date"] != row.date:
        yield f"{row.unit}: dated {entry['date']} for {row.date}"
    if (entry["late_days"] or 0) != row.late_days:
        yield f"{row.unit}: {entry['late_days']} days late for {row.late_days}"
    for element, status in entry["elements"].items():
        if element in row.missing and status != "missing" and not (status == "weak" and element in _WEAK_AS_MISSING):
            yield f"{row.unit}: {element} is {status}, though it was left out"
        elif element not in row.missing and status == "missing":
            yield f"{row.unit}: {element} is missing, though it stands there"


def _copies(audit: dict[str, Any], planted: Planted) -> Iterator[str]:
    wanted = {frozenset((copy.a, copy.b)): copy for copy in planted.copies}
    for entry in audit["similar"]:
        pair = frozenset((entry["a"], entry["b"]))
        copy = wanted.pop(pair, None)
        shown = f"{entry['a']} and {entry['b']}"
        if copy is None:
            yield f"{shown}: {entry.get('kind')} though nothing was copied (score {entry['score']})"
            continue
        if entry.get("kind", copy.kind) != copy.kind:
            yield f"{shown}: {entry['kind']} for {copy.kind}"
        yield from _passages(entry, copy.paragraphs, shown)
    for copy in wanted.values():
        yield f"{copy.a} and {copy.b}: {copy.kind} not seen"


def _passages(entry: dict[str, Any], paragraphs: list[str], shown: str) -> Iterator[str]:
    """Say where none of the passages lies in a copied paragraph; only some are quoted, and not to their ends."""
    quotes = [_words(part) for passage in entry.get("passages", []) for part in _CUT.split(passage["quote"])]
    quotes = [quote for quote in quotes if len(quote.split()) >= _TELLING]
    texts = [_words(paragraph) for paragraph in paragraphs]
    if quotes and texts and not any(_meet(quote, text) for quote in quotes for text in texts):
        yield f"{shown}: nothing of “{paragraphs[0][:60]}…” is quoted"


def _meet(quote: str, text: str) -> bool:
    """Say whether any row of words of the one stands in the other."""
    words = quote.split()
    return any(" ".join(words[at : at + _TELLING]) in text for at in range(len(words) - _TELLING + 1))


def _words(text: str) -> str:
    return " ".join("".join(letter if letter.isalnum() else " " for letter in text.lower()).split())


def _loose(audit: dict[str, Any], planted: Planted) -> Iterator[str]:
    unmatched = {entry["path"] for entry in audit["unmatched"]}
    for path in sorted(unmatched ^ set(planted.unmatched)):
        yield f"{path}: {'fits no unit, it says' if path in unmatched else 'fits no unit, which it does not say'}"
    ambiguous = {entry["path"]: set(entry["candidates"]) for entry in audit["ambiguous"]}
    for fits in planted.ambiguous:
        candidates = ambiguous.pop(fits.path, None)
        if candidates is None:
            yield f"{fits.path}: fits several units, which it does not say"
        elif not candidates >= set(fits.candidates):
            yield f"{fits.path}: {', '.join(sorted(candidates))} for {', '.join(fits.candidates)}"
    for path in ambiguous:
        yield f"{path}: fits several units, it says"
