"""The table of plans and formats that every test run prints at its end."""

from __future__ import annotations

from collections.abc import Iterator

RESULTS: dict[tuple[str, str], str] = {}  # (plan, format) -> "✓", a number of differences, "–" where no reader is there


def table() -> Iterator[str]:
    """Yield the lines: a plan a row, a format a column; nothing where the tests of the formats did not run."""
    plans = sorted({plan for plan, _ in RESULTS})
    formats = list(dict.fromkeys(kind for _, kind in RESULTS))
    if not plans:
        return
    width = max(len(plan) for plan in plans)
    yield " " * width + "".join(f"  {kind:>{len(kind)}}" for kind in formats)
    for plan in plans:
        yield plan.ljust(width) + "".join(f"  {RESULTS.get((plan, kind), ''):>{len(kind)}}" for kind in formats)
    yield "✓ the same reading; a number: differences from the .txt (.txt: from expected.yaml); –: no reader"
