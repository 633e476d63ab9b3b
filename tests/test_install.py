"""The wheel: what is in it, and that it works where no checkout is near."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
pytestmark = pytest.mark.cold


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("dist")
    command = [
        sys.executable,
        "-m",
        "pip",
        "wheel",
        "--quiet",
        "--no-deps",
        "--disable-pip-version-check",
        "-w",
        str(out),
        str(ROOT),
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return next(out.glob("plancheck-*.whl"))


def test_the_wheel_holds_every_rule_and_grammar_and_no_tests(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    for folder in ("rules", "grammars"):
        for path in (ROOT / folder).rglob("*.*"):
            assert f"plancheck/_data/{path.relative_to(ROOT).as_posix()}" in names
    assert "plancheck/py.typed" in names
    assert not {name for name in names if name.startswith(("tests", "fixtures", "benchmarks"))}


def test_the_installed_package_judges_as_the_checkout_does(wheel: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    zipfile.ZipFile(wheel).extractall(site)
    draft = ROOT / "fixtures" / "plans" / "so-tu-phap-2023.txt"
    code = (
        "import sys; sys.path.insert(0, sys.argv[1])\n"
        "import plancheck; from pathlib import Path\n"
        "from plancheck.engine import lint; from plancheck.rulebook import load\n"
        "report = next(lint([sys.argv[2]], load()))\n"
        "print(Path(plancheck.__file__).is_relative_to(sys.argv[1]))\n"
        "print([(f.rule, f.location.line) for f in report.findings], report.verdict, report.score)\n"
    )

    def run(place: Path) -> list[str]:
        done = subprocess.run(
            [sys.executable, "-c", code, str(place), str(draft)],
            capture_output=True, text=True, check=False, cwd=tmp_path, encoding="utf-8",
            env={**os.environ, "PLANCHECK_CACHE_DIR": str(tmp_path / f"cache-{place.name}"), "PYTHONUTF8": "1"},
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        return done.stdout.splitlines()

    installed = run(site)
    assert installed[0] == "True", "the package under test is the one from the wheel"
    assert installed[1:] == run(ROOT)[1:]
