"""Options and fixtures of all tests."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from plancheck.rulebook import Rulebook, load

ROOT = Path(__file__).resolve().parent.parent
os.environ.pop("COLUMNS", None)  # pytest's workers set it to the terminal's; pages are as wide as without one


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="write the golden outputs anew; review the changes")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Show which plan is read alike in which format."""
    from formats_table import table

    if lines := list(table()):
        terminalreporter.section("one plan, every format")
        terminalreporter.write("\n".join(lines) + "\n")


@pytest.fixture(scope="session")
def rulebook() -> Rulebook:
    return load()


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Return a function that compares a text with ``tests/golden/NAME`` (or writes it, with --update-golden)."""

    def compare(name: str, text: str) -> None:
        path = ROOT / "tests" / "golden" / name
        if request.config.getoption("--update-golden"):
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
        assert text == path.read_text(encoding="utf-8"), f"{name} differs; look at it, then run pytest --update-golden"

    return compare
