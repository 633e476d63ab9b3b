"""Write a day as Vietnamese documents write it."""

from __future__ import annotations


def shown_date(iso: str | None) -> str:
    """Return an ISO date with a zero before days below 10 and the months 1 and 2 only: 03/3/2014, 26/11/2014.

    So NĐ 30/2020/NĐ-CP, Phụ lục I, Phần I, II.4. What is no ISO date is returned as it is, None as "".
    """
    parts = (iso or "").split("-")
    if len(parts) != 3 or not all(part.isdigit() for part in parts):
        return iso or ""
    year, month, day = (int(part) for part in parts)
    return f"{day:02d}/{month:02d}/{year}" if month < 3 else f"{day:02d}/{month}/{year}"
