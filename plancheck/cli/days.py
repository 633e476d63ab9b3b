"""Read the days that users write: 2026-02-14 or 14/02/2026."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, datetime

_FORMS = ("%Y-%m-%d", "%d/%m/%Y")


def day_of(written: str) -> date:
    """Return the day; raise ValueError where it is none."""
    for form in _FORMS:
        with suppress(ValueError):
            return datetime.strptime(written.strip(), form).date()
    raise ValueError(f"'{written}' is no day; write 2026-02-14 or 14/02/2026")
