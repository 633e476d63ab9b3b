"""Put the province's own plan on paper."""

from __future__ import annotations

from pathlib import Path

from province.paper import Paper

_FILE = Path(__file__).with_name("basis.txt")


def text() -> str:
    return _FILE.read_text(encoding="utf-8")


def basis_paper() -> Paper:
    """Return the province's plan, its annex with it."""
    head, title, body, recipients, signature, person, annex, table = text().strip().split("\n\n")
    rows = [line.split("\t") for line in head.splitlines()]
    paper = Paper([row[0] for row in rows], [row[1] for row in rows])
    paper.lines = [(_style(line), line) for line in f"{title}\n{body}".splitlines()]
    paper.recipients = recipients.splitlines()[1:]
    paper.signature = [*signature.splitlines(), person]
    paper.annex = [("small" if line.startswith("(") else "title", line) for line in annex.splitlines()]
    paper.table = [tuple(line.split("\t")) for line in table.splitlines()]
    return paper


def _style(line: str) -> str:
    if line.startswith(("KẾ HOẠCH", "Tuyên truyền cải cách")):
        return "title"
    return "heading" if line.split(".")[0] in ("I", "II", "III", "IV", "V") else "text"
