"""Know units by the codes in which the symbols of their documents end ("22/KH-STP")."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from plancheck.audit.names import Called
from plancheck.audit.outcome import Outcome
from plancheck.audit.roster import Unit
from plancheck.language.fold import bare
from plancheck.law import Law

_WORD = re.compile(r"[^\W_]+")


def codes_of(law: Law, unit: Unit, called: Called) -> Iterator[tuple[str, bool]]:
    """Yield the codes by which a unit's symbols end, and whether a code alone tells the unit ("VP" is any office's)."""
    for name in unit.short_names:
        if len(name.split()) == 1 and not (code := code_as_told(name)).isdigit() and code:
            yield code, True
    for body in called.bodies:
        if not law.bodies[body].collective:
            for code in law.bodies[body].codes:
                yield code_as_told(code), len(code) > 2 and len(law.bodies_coded(code)) == 1


def code_of(outcome: Outcome) -> str | None:
    """Return the code of the body in a plan's symbol ("27/KH-SLĐ-TBXH": sldtbxh)."""
    if outcome.symbol and "-" in (ending := outcome.symbol.rsplit("/", 1)[-1]):
        return code_as_told(ending.split("-", 1)[1]) or None
    return code_as_told(outcome.code) or None if outcome.code else None


def code_as_told(code: str) -> str:
    """Return a code without capitals and marks."""
    return "".join(_WORD.findall(bare(unicodedata.normalize("NFC", code))))
