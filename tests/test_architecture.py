"""The house rules that a machine can watch."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = sorted((ROOT / "plancheck").rglob("*.py"))
PYTHON = [*PACKAGE, *sorted((ROOT / "tests").rglob("*.py")), *sorted((ROOT / "benchmarks").rglob("*.py"))]


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.mark.cold
def test_imports_keep_to_the_one_direction() -> None:
    command = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([str(command), "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("path", PYTHON, ids=name_of)
def test_no_file_is_longer_than_400_lines(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 400


@pytest.mark.parametrize("path", PACKAGE, ids=name_of)
def test_every_module_says_what_it_is_for(path: Path) -> None:
    docstring = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
    assert docstring and docstring.splitlines()[0].endswith(".")


@pytest.mark.parametrize("path", PACKAGE, ids=name_of)
def test_only_the_command_line_prints_exits_or_reads_the_environment(path: Path) -> None:
    if path.parent.name == "cli" or path.name in ("__main__.py", "paths.py"):  # paths.py: where the cache is
        return
    called = {
        ast.unparse(node.func)
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
    }
    assert not called & {"print", "exit", "quit", "sys.exit", "input", "os.getenv", "click.echo"}


def test_the_rules_and_grammars_ship_where_the_package_finds_them() -> None:
    from plancheck.paths import data_dir

    assert (data_dir("rules") / "elements.yaml").is_file()
    assert (data_dir("grammars") / "plan.lark").is_file()
    with pytest.raises(FileNotFoundError):
        data_dir("no-such-data")


@pytest.mark.cold
def test_a_warm_start_imports_neither_pydantic_nor_yaml_nor_rich() -> None:
    """What costs most to import is needed only to compile rules or to draw a screen."""
    code = (
        "import sys; from plancheck.rulebook import load; from plancheck.engine import lint_text\n"
        "lint_text('KẾ HOẠCH\\nTuyên truyền', load())\n"
        "print(sorted({'pydantic', 'yaml', 'rich'} & set(sys.modules)))"
    )
    for _ in range(2):  # the first run may have to fill the cache
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout.strip() == "[]"
