"""What held on a day: whether a document was in force, what came in its place, whether a body was there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from plancheck.law.facts import Body, Document, Mined
from plancheck.law.registry import Law

StatusName = Literal[
    "in-force",
    "not-issued",  # yet
    "not-in-force",  # yet
    "expired",
    "period-over",  # of a programme, which no text repeals
    "replaced",  # by a document that is in force, and the day on which this one ended is not known
    "unknown",
]
Presence = Literal["exists", "not-yet", "ended", "varies"]
TOLERANCE = 60  # days between the provinces that did it first and last


@dataclass(slots=True, frozen=True)
class Status:
    """``since``: the first day on which it holds, None where that is not known; ``sure``: the facts are verified."""

    name: StatusName
    since: str | None = None
    sure: bool = True


def status(law: Law, document: Document, day: str) -> Status:
    """Return whether ``document`` was in force on ``day``. Force counts from its issue where no day is known."""
    if day < document.issued:
        return Status("not-issued", None, document.sure("issued"))
    if document.in_force is not None and day < document.in_force:
        return Status("not-in-force", document.issued, document.sure("in_force"))
    if document.has_ended(day):
        return Status("expired", document.expired, document.sure("expired"))
    if document.period is not None and document.period[1] < day:
        return Status("period-over")
    if document.expired is None and (since := _replaced_since(law, document)) is not None and since <= day:
        return Status("replaced", since, document.sure("replaced_by"))
    return Status("in-force", document.in_force or document.issued, document.sure("issued", "in_force", "expired"))


def _replaced_since(law: Law, document: Document) -> str | None:
    others = [other for key in document.replaced_by if (other := law.by_key(key)) is not None]
    return min((other.in_force or other.issued for other in others), default=None)


def mined_status(row: Mined, day: str) -> Status:
    """Return the same of a row gathered by machine, which is never sure; a blank end proves no force."""
    if day < row.issued:
        return Status("not-issued", None, False)
    if row.in_force is not None and day < row.in_force:
        return Status("not-in-force", row.issued, False)
    if row.expired is not None:
        ended = row.expired <= day
        return Status("expired" if ended else "in-force", row.expired if ended else row.in_force, False)
    return Status("unknown", None, False)


def followers(law: Law, document: Document, day: str) -> list[tuple[Document, Status]]:
    """Return what came in place of ``document``, nearest first, each line up to what was in force on ``day``."""
    found: dict[str, tuple[Document, Status]] = {}
    waiting = list(document.replaced_by)
    while waiting:
        other = law.by_key(waiting.pop(0))
        if other is None or other.key in found:
            continue
        found[other.key] = other, (state := status(law, other, day))
        if state.name not in ("in-force", "not-issued", "not-in-force"):
            waiting += other.replaced_by
    return list(found.values())


def in_force_for(law: Law, document: Document, day: str) -> list[Document]:
    """Return what to cite on ``day`` instead of ``document``: itself if in force, else what follows it and is."""
    if status(law, document, day).name == "in-force":
        return [document]
    return [other for other, state in followers(law, document, day) if state.name == "in-force"]


def presence(body: Body, day: str) -> Presence:
    """Return whether there was such a body on ``day``; "varies" near a day that each province set for itself."""
    if body.date_varies and any(is_near(bound, day) for bound in (body.begins, body.ends) if bound):
        return "varies"
    if body.begins is not None and day < body.begins:
        return "not-yet"
    return "ended" if body.ends is not None and body.ends <= day else "exists"


def is_near(bound: str, day: str) -> bool:
    """Say whether ``day`` is so near a general day that a province may have had another."""
    return abs((date.fromisoformat(bound) - date.fromisoformat(day)).days) <= TOLERANCE
