"""Name the units that files themselves say, where no roster does."""

from __future__ import annotations

from collections.abc import Mapping

from plancheck.audit.names import Names, plain
from plancheck.audit.outcome import Outcome
from plancheck.audit.spelling import Spelling
from plancheck.law import Law


def issuer_name(outcome: Outcome) -> str | None:
    """Return the issuer as read; of a commune with its district, which tells those of one name apart."""
    if outcome.issuer and outcome.parent and outcome.level == "xã":
        return f"{outcome.issuer} ({outcome.parent})"
    return outcome.issuer


def issuers(law: Law, spelling: Spelling, outcomes: Mapping[str, Outcome]) -> dict[str, str]:
    """Return the name of the unit of each file that names one, by path: the same for all that are one unit's.

    Namesakes under different bodies ("Sở Y tế" of two provinces) have these in their names.
    """
    names = Names(law, spelling)
    over: dict[str, set[object]] = {}
    for outcome in outcomes.values():
        if outcome.issuer and outcome.parent and (parent := _told(names, outcome.parent)):
            over.setdefault(plain(outcome.issuer), set()).add(parent)
    spellings: dict[str, str] = {}
    found: dict[str, str] = {}
    for path, outcome in outcomes.items():
        name = issuer_name(outcome)
        if name is None:
            continue
        if name == outcome.issuer and outcome.parent and len(over.get(plain(name), ())) > 1:
            name = f"{name} ({outcome.parent})"
        found[path] = spellings.setdefault(plain(name), name)
    return found


def _told(names: Names, parent: str) -> object:
    """Return what a body over an issuer tells apart; nothing of "UBND tỉnh", which may be any."""
    read = names.read(parent)
    return tuple(sorted(read.places.items())) or (() if read.collective else parent)
