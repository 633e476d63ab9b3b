"""One plan in every format gives one reading: elements, outline, tables, citations, metadata and findings.

``fixtures/formats/expected.yaml`` is what a careful reader finds; the plain text is held to it, and every other format
to the plain text. Locations differ, and so do the rules that look at the pages (``when: [file]``).
"""

from __future__ import annotations

import re
from functools import cache
from itertools import zip_longest
from pathlib import Path
from typing import Any

import pytest
import yaml
from plancheck.checks import Settings
from plancheck.engine import lint_source, parse_source
from plancheck.plan import Plan, Table
from plancheck.readers.limits import ReadError
from plancheck.readers.read import _READERS, read, tell_format
from plancheck.rulebook import load

from formats_table import RESULTS

FORMATS = Path(__file__).resolve().parent.parent / "fixtures" / "formats"
EXPECTED: dict[str, dict[str, Any]] = yaml.safe_load((FORMATS / "expected.yaml").read_text(encoding="utf-8"))
RULEBOOK = load()
OTHERS = ["md", "docx", "auto.docx", "odt", "html", "doc", "pdf"]
COLUMN_NUMBER = re.compile(r"\(?\d+\)?$")
# What the program still gets wrong, whatever the format: differences from expected.yaml, as ``differences`` tells them.
# To be emptied by mending the program, never by bending what is expected.
Facts = dict[str, list[str]]


@cache
def facts(name: str, suffix: str) -> Facts:
    """Return what the program reads in a file, a part of the reading a list of lines, without any location."""
    source = read(str(FORMATS / "files" / f"{name}.{suffix}"))
    plan, report = parse_source(source, RULEBOOK), lint_source(source, RULEBOOK, Settings())
    asked_of_files = {rule.id for rule in RULEBOOK.rules.values() if "file" in rule.when}
    data = report.metadata
    found = [finding for finding in report.findings if finding.rule not in asked_of_files]
    return {
        "type": [f"{report.doc_type}, {report.profile}"],
        "metadata": [f"{key}: {getattr(data, key)}" for key in data.__slots__],
        "elements": [f"{key}: {element.status} {element.facts}" for key, element in report.elements.items()],
        "outline": [f"{'  ' * (section.depth - 1)}{section.marker} {section.title}" for section in plan.walk()],
        "tables": [f"{place}: {' | '.join(columns)}: {rows} rows" for place, columns, rows in tables(plan)],
        "citations": [f"{c.kind} {c.symbol} {c.date} {c.issuer}" for c in report.citations],
        "findings": sorted(f"{f.rule}, {f.severity}, {f.section}: {f.quote}" for f in found),
        "skipped": sorted(skip.rule for skip in report.skipped if skip.rule not in asked_of_files),
    }


def tables(plan: Plan) -> list[tuple[str, list[str], int]]:
    """Return (marker of the section or title of the annex, columns, rows) of each table in reading order."""
    found: list[tuple[int, str, Table]] = [(table.start, "body", table) for table in plan.tables]
    found += [(table.start, section.marker, table) for section in plan.walk() for table in section.tables]
    for annex in plan.annexes:
        own = [table for section in annex.sections for one in section.walk() for table in one.tables]
        found += [(table.start, f"annex {annex.title}", table) for table in [*annex.tables, *own]]
    return [(place, [cell.text for cell in table.columns], _rows(table)) for _, place, table in sorted(found, key=_at)]


def _at(item: tuple[int, str, Table]) -> int:
    return item[0]


def _rows(table: Table) -> int:
    """Count the rows; one that only numbers the columns is none."""
    return sum(1 for row in table.rows if not all(COLUMN_NUMBER.match(cell.text) for cell in row))


def differences(wanted: Facts, found: Facts) -> list[str]:
    """Return the lines of one reading that the other has not, "-" before what is missing and "+" before what is new."""
    lines = []
    for part in wanted:
        ours, theirs = wanted[part], found[part]
        if ours != theirs:
            missing = [f"- {part}: {line}" for line in ours if line not in theirs]
            new = [f"+ {part}: {line}" for line in theirs if line not in ours]
            pairs = [line for pair in zip_longest(missing, new) for line in pair if line]
            lines += pairs or [f"~ {part}: the same lines in another order or number"]
    return lines


def read_as_expected(name: str) -> list[str]:
    """Return where the plain text's reading departs from what a careful reader finds."""
    expected, source = EXPECTED[name], read(str(FORMATS / "files" / f"{name}.txt"))
    plan, report = parse_source(source, RULEBOOK), lint_source(source, RULEBOOK, Settings())
    data = expected["metadata"]
    optional = [_citation(item) for item in expected.get("citations_optional", [])]
    cited = [f"{c.kind} {c.symbol} {c.date}: {_name(c.issuer)}" for c in report.citations]
    wanted: Facts = {
        "type": [expected["doc_type"]],
        "metadata": [f"{key}: {value}" for key, value in data.items()],
        "elements": [f"{key}: {status}" for key, status in expected["elements"].items()],
        "outline": expected["outline"].rstrip("\n").split("\n"),
        "citations": [_citation(item) for item in expected["citations"]],
        "tables": [f"{one['place']}: {' | '.join(one['columns'])}: {one['rows']} rows" for one in expected["tables"]],
        "findings": sorted(f"{rule}, {severity}" for rule, severity in expected["findings"]),
    }
    outline = [f"{'  ' * (section.depth - 1)}{section.marker} {section.title}" for section in plan.walk()]
    found: Facts = {
        "type": [report.doc_type],
        "metadata": [f"{key}: {getattr(report.metadata, key)}" for key in data],
        "elements": [f"{key}: {element.status}" for key, element in report.elements.items()],
        "outline": [_begun(line, one) for line, one in zip_longest(outline, wanted["outline"]) if line is not None],
        "citations": [line for line in cited if line not in optional],
        "tables": [f"{at.split()[0]}: {' | '.join(names)}: {rows} rows" for at, names, rows in tables(plan)],
        "findings": sorted(f"{finding.rule}, {finding.severity}" for finding in report.findings),
    }
    return differences(wanted, found)


def _begun(line: str, expected: str | None) -> str:
    """Return the expected beginning of a title where the line begins so, the line itself where it does not."""
    begun = expected is not None and expected.endswith("…") and line.startswith(expected[:-1])
    return expected if begun and expected is not None else line


def _citation(item: list[Any]) -> str:
    kind, symbol, date, issuer = item
    return f"{kind} {symbol} {date}: {issuer}"


def _name(issuer: str | None) -> str | None:
    """Write "UBND" for the words, as expected.yaml does."""
    return issuer and re.sub(r"Ủy ban nhân dân(?: \(UBND\))?", "UBND", issuer)


def test_every_plan_is_there_in_every_format() -> None:
    plans = {path.stem for path in (FORMATS / "plans").iterdir()}
    assert plans == set(EXPECTED)
    assert {path.name for path in (FORMATS / "files").iterdir()} == {
        f"{plan}.{suffix}" for plan in plans for suffix in ["txt", *OTHERS]
    }


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_a_careful_reader_finds_the_same(name: str) -> None:
    found = read_as_expected(name)
    RESULTS[name, "txt"] = str(len(found)) if found else "✓"
    assert not found, "\n".join(found)


@pytest.mark.parametrize("suffix", OTHERS)
@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_every_format_gives_the_same_reading(name: str, suffix: str) -> None:
    path = FORMATS / "files" / f"{name}.{suffix}"
    kind = tell_format(path.read_bytes())
    if kind not in _READERS:
        RESULTS[name, suffix] = "–"
        pytest.skip(f"no reader for {kind}")
    try:
        found = differences(facts(name, "txt"), facts(name, suffix))
    except ReadError as error:
        found = [f"- {error.words.en}"]
    RESULTS[name, suffix] = str(len(found)) if found else "✓"
    assert not found, "\n".join([f"{name}.{suffix} differs from {name}.txt", *found])


@pytest.mark.parametrize("suffix", ["docx", "auto.docx", "odt", "doc", "pdf"])
@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_the_rules_of_files_find_nothing_amiss(name: str, suffix: str) -> None:
    """Every plan has a letterhead, recipients and a signature, on pages as the decree of its date asks."""
    path = FORMATS / "files" / f"{name}.{suffix}"
    if tell_format(path.read_bytes()) not in _READERS:
        pytest.skip("no reader")
    report = lint_source(read(str(path)), RULEBOOK, Settings())
    asked_of_files = {rule.id for rule in RULEBOOK.rules.values() if "file" in rule.when}
    found = [finding for finding in report.findings if finding.rule in asked_of_files]
    if suffix == "pdf":  # LibreOffice sets Liberation Serif where Times New Roman is not installed
        found = [finding for finding in found if "Liberation Serif" not in finding.message.vi]
    assert [(finding.rule, finding.message.vi) for finding in found] == []
    assert not asked_of_files & {skipped.rule for skipped in report.skipped}
