"""Output in the wild: encodings, closed pipes, colour, and what a cold start imports."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

FOLDER = Path(__file__).parent.parent / "fixtures" / "plans"
BAD = str(FOLDER / "ubnd-dac-khu-2026.txt")
pytestmark = pytest.mark.cold


def plancheck(*args: str, python: tuple[str, ...] = (), **environment: str) -> subprocess.CompletedProcess[bytes]:
    kept = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "FORCE_COLOR", "COLUMNS")}
    command = [sys.executable, *python, "-m", "plancheck", *args]
    return subprocess.run(command, env={**kept, **environment}, capture_output=True, check=False, timeout=120)


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "cp1258", "latin-1"])
def test_letters_degrade_to_their_base(encoding: str) -> None:
    result = plancheck("lint", BAD, PYTHONIOENCODING=encoding)
    shown = result.stdout.decode(encoding)
    assert result.returncode == 1
    assert "Traceback" not in result.stderr.decode(encoding)
    if encoding == "ascii":
        assert "KINH PHI" in shown
        assert "Ke hoach" in shown
        assert "?" not in shown


def test_json_stays_json_in_any_encoding() -> None:
    wide, narrow = (
        plancheck("lint", BAD, "--format", "json", PYTHONIOENCODING=name).stdout for name in ("utf-8", "cp1252")
    )
    assert narrow.isascii()
    assert json.loads(wide) == json.loads(narrow)


def test_a_closed_pipe_is_quiet() -> None:
    command = [sys.executable, "-m", "plancheck", "tree", BAD]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.close()
    assert process.stderr.read() == b""
    process.stderr.close()
    assert process.wait(60) == 141


def test_colour_only_where_wanted() -> None:
    assert b"\x1b[" not in plancheck("lint", BAD).stdout
    assert b"\x1b[" in plancheck("lint", BAD, FORCE_COLOR="1", TERM="xterm-256color").stdout
    assert b"\x1b[" not in plancheck("lint", BAD, FORCE_COLOR="1", NO_COLOR="1").stdout


def test_columns_rule_the_width() -> None:
    shown = plancheck("lint", BAD, COLUMNS="80", PYTHONIOENCODING="utf-8").stdout.decode()
    assert max(map(len, shown.splitlines())) <= 80


def test_a_cold_start_imports_only_what_it_needs() -> None:
    plancheck("lint", BAD)  # fills the cache
    listed = plancheck("lint", BAD, "--format", "json", python=("-X", "importtime")).stderr.decode("utf-8", "replace")
    imported = {line.rpartition("|")[2].strip() for line in listed.splitlines() if line.startswith("import time:")}
    assert "plancheck.report.jsonform" in imported
    assert not {"rich", "pydantic", "yaml", "difflib", "tomllib"} & imported
    listed = plancheck("lint", BAD, python=("-X", "importtime")).stderr.decode("utf-8", "replace")
    imported = {line.rpartition("|")[2].strip() for line in listed.splitlines() if line.startswith("import time:")}
    assert not {"rich.console", "rich.table", "pydantic", "yaml"} & imported
