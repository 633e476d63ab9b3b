"""Run audits as a user does, in processes of their own, and look at what they leave."""

from __future__ import annotations

import atexit
import contextlib
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from functools import lru_cache
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from plancheck.audit import job
from plancheck.audit.audit import Asked, audit
from plancheck.audit.gathering import Means, paths_in
from plancheck.audit.store import Store
from plancheck.audited import Audit
from plancheck.checks import Settings
from plancheck.readers import Limits
from plancheck.report.auditform import json_parts
from plancheck.rulebook import Rulebook

ROOT = Path(__file__).resolve().parent.parent
SPAWN = get_context("spawn")
_PLANS = [*sorted(ROOT.glob("fixtures/alignment/*/draft-*.txt")), *sorted(ROOT.glob("fixtures/plans/*.txt"))]


def make_plans(folder: Path, count: int) -> Path:
    """Write ``count`` plans, no two alike, and return the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(count):
        source = _PLANS[number % len(_PLANS)]
        text = source.read_text(encoding="utf-8")
        if number >= len(_PLANS):
            text += f"\nBản số {number}, in lại.\n"
        (folder / f"{number:03d}-{source.stem}.txt").write_text(text, encoding="utf-8")
    return folder


def fresh_cache(folder: Path) -> Path:
    """Return a new cache folder with compiled rules and no results: compiling takes longer than the audit."""
    folder.mkdir(parents=True, exist_ok=True)
    compiled = _compiled()
    for name in ("rules.pickle", "grammars.pickle"):
        shutil.copy2(compiled / name, folder / name)
    return folder


@lru_cache(maxsize=1)
def _compiled() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="plancheck-tests-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    with tempfile.TemporaryDirectory() as plans:
        run(folder, make_plans(Path(plans), 1), "--jobs", "1")
    return folder


@lru_cache(maxsize=1)
def plans_and_json() -> tuple[Path, str]:
    """Return a folder of plans for the tests that end a run in the middle, and what an undisturbed run prints."""
    made = make_plans(_compiled() / "plans", 32)
    return made, run(fresh_cache(_compiled() / "whole"), made, "--format", "json", "--jobs", "2").stdout


def command(*args: str | Path) -> list[str]:
    """Return the command line of ``plancheck audit``."""
    return [sys.executable, "-m", "plancheck", "audit", *map(str, args)]


def environment(cache: Path, **more: str) -> dict[str, str]:
    """Return the environment of a run with its own cache folder."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PLANCHECK", "DASK"))}
    return {**kept, "PLANCHECK_CACHE_DIR": str(cache), "PYTHONUTF8": "1", "PYTHONPATH": str(ROOT), **more}


def run(cache: Path, *args: str | Path, **more: Any) -> subprocess.CompletedProcess[str]:
    """Run an audit to its end."""
    more.setdefault("env", environment(cache))
    return subprocess.run(command(*args), capture_output=True, encoding="utf-8", timeout=50, check=False, **more)


@contextlib.contextmanager
def started(cache: Path, *args: str | Path) -> Iterator[subprocess.Popen[str]]:
    """Start an audit in a process group of its own, which is killed at the end."""
    process = subprocess.Popen(
        command(*args), env=environment(cache), start_new_session=True, encoding="utf-8",
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    try:
        yield process
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.communicate()


def until(true: Callable[[], bool], seconds: float = 20) -> None:
    """Wait until something is so; fail where it takes longer than ``seconds``."""
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.01)


def kept(cache: Path) -> dict[str, int]:
    """Return the keys of the results in the store, with what changes where one is written again."""
    with contextlib.suppress(sqlite3.Error), contextlib.closing(_database(cache / "results.sqlite")) as database:
        return dict(database.execute("SELECT key, rowid FROM result"))
    return {}


def is_sound(path: Path) -> bool:
    """Say whether SQLite finds nothing wrong with a file."""
    with contextlib.closing(_database(path)) as database:
        return bool(database.execute("PRAGMA integrity_check").fetchall() == [("ok",)])


def _database(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"file:{path}?mode=rw", uri=True, timeout=5)


def processes_of(group: int) -> list[str]:
    """Return what still runs of a process group; what has ended and was not fetched by its parent does not run."""
    found = []
    for status in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            state, _, its_group = status.read_text().rpartition(")")[2].split()[:3]
            if int(its_group) == group and state not in "ZX":
                found.append((status.parent / "cmdline").read_text().replace("\0", " "))
    return found


# In this process


def audited(
    folder: Path, rulebook: Rulebook, make: Callable[[], Executor], workers: int, store: Store,
    told: Callable[[int, int], None] = lambda done, total: None, order: Callable[[list[str]], None] | None = None,
) -> Audit:  # fmt: skip
    """Return the audit of a folder by any executor."""
    paths = sorted(str(path) for path in folder.iterdir())
    files = paths_in(str(folder), paths)
    if order is not None:
        names = list(files.places)
        order(names)
        files = files._replace(places={name: files.places[name] for name in names})
    made = job.make_job(rulebook, "test", Settings(), Limits(), False)
    return audit(files, Means(made, store, workers, make, told), rulebook, Asked())


def as_json(result: Audit) -> str:
    """Return the audit as it is printed."""
    return "".join(json_parts(result, "vi"))


def poisoned(count: int) -> Executor:
    """Return processes in which plans that say so end badly."""
    return ProcessPoolExecutor(count, SPAWN, poison)


def poison() -> None:
    """Let the check of a plan that holds one of these words do what the word says."""
    whole = job.check_source

    def check(source: Any, *rest: Any) -> Any:
        for word, act in _ACTS.items():
            if word in source.text:
                act()
        return whole(source, *rest)

    job.check_source = check  # type: ignore[assignment]


def _raise() -> None:
    raise KeyError("a fault of the program")


def _fill() -> None:
    raise MemoryError


def _segfault() -> None:
    os.kill(os.getpid(), signal.SIGSEGV)


_ACTS: dict[str, Callable[[], Any]] = {
    "RAISE-HERE": _raise,
    "MEMORY-HERE": _fill,
    "EXIT-HERE": lambda: os._exit(3),
    "KILL-HERE": lambda: os.kill(os.getpid(), getattr(signal, "SIGKILL", signal.SIGTERM)),
    "SEGFAULT-HERE": _segfault,
    "WAIT-HERE": lambda: time.sleep(600),
}
