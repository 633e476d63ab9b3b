"""Audit a made province as a user does, and print what it finds, what it costs and how much memory it takes."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from time import perf_counter
from typing import NamedTuple

from province.make import make
from province.planted import Planted
from province.verify import verify

BARS = {"two processes": 1.6, "warm": 15.0, "memory": 1.5}


# A process begins with the peak of the one that started it: this one holds the made province, a small one does not.
_START = """
import os, sys
child = os.posix_spawn(sys.argv[1], sys.argv[1:], os.environ, file_actions=[(os.POSIX_SPAWN_CLOSE, 1)])
_, status, used = os.wait4(child, 0)
print(used.ru_maxrss)
sys.exit(os.waitstatus_to_exitcode(status))
"""


class Run(NamedTuple):
    """One run of the command: seconds, the peak of its largest process in MB, its exit code, the JSON as bytes."""

    seconds: float
    peak: float
    code: int
    result: bytes


def audit(folder: Path, planted: Planted, cache: Path, *options: str) -> Run:
    """Run ``plancheck audit`` on a made province, with results kept in ``cache``."""
    out = cache / "audit.json"
    cache.mkdir(parents=True, exist_ok=True)
    command = [
        sys.executable, "-c", _START, sys.executable, "-m", "plancheck", "audit", str(folder / "drafts"),
        "--basis", str(folder / "basis.docx"), "--roster", str(folder / "units.csv"), "--due", planted.due,
        "-o", str(out), *options,
    ]  # fmt: skip
    start = perf_counter()
    environment = {**os.environ, "PLANCHECK_CACHE_DIR": str(cache)}
    done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=False)
    return Run(perf_counter() - start, int(done.stdout) / 1024, done.returncode, out.read_bytes())


def row(name: str, value: float, bar: float, most: bool, shown: str) -> None:
    """Print a figure beside its bar; ``most``: it may not be above."""
    met = value <= bar if most else value >= bar
    print(f"{name:<52}{value:>7.2f}{'≤' if most else '≥':>4}{bar:<6g}{'' if met else ' NOT MET  '}{shown}")


def figures(plans: int, seed: int, many: int) -> list[str]:
    """Print the figures; return every difference between what was planted and what was found.

    ``many``: plans of the province by which memory is measured, 0: none.
    """
    work = Path(tempfile.mkdtemp(prefix="province-"))
    try:
        differences, largest = _of_one(work, plans, seed)
        if many:
            planted = make(work / "many", many, seed)
            run = audit(work / "many", planted, work / "large", "--jobs", "2")
            shown = f"{run.peak:.0f} MB / {largest:.0f} MB"
            row(f"peak of {many} plans / of {plans}", run.peak / largest, BARS["memory"], True, shown)
            differences += [f"of {many}: {text}" for text in verify(json.loads(run.result), planted)]
        return differences
    finally:
        shutil.rmtree(work, ignore_errors=True)


def _of_one(work: Path, plans: int, seed: int) -> tuple[list[str], float]:
    """Print what one province's audit finds and costs; return the differences and the peak of memory."""
    audit(work / "small", make(work / "small", 40, 1), work / "warming")  # compiles modules once, for all runs alike
    planted = make(work / "one", plans, seed)
    alone = audit(work / "one", planted, work / "alone", "--jobs", "1")
    both = audit(work / "one", planted, work / "both", "--jobs", "2")
    warm = [audit(work / "one", planted, work / "both", "--jobs", "2") for _ in range(3)]
    four = audit(work / "one", planted, work / "four", "--jobs", "4")
    again = min(run.seconds for run in warm)
    differences = verify(json.loads(both.result), planted)
    results = {run.result for run in (alone, both, *warm, four)}
    print(f"{planted.files} files of {len(planted.units)} units, {len(planted.copies)} pairs alike, seed {seed}:")
    print(f"  {len(differences)} differences from what was planted")
    print(f"  results of one, two, four processes and warm runs: {'identical' if len(results) == 1 else 'DIFFERENT'}")
    print()
    shown = f"{alone.seconds:.1f} s / {both.seconds:.1f} s"
    row("one process / two", alone.seconds / both.seconds, BARS["two processes"], False, shown)
    shown = f"{both.seconds:.1f} s / {again:.2f} s"
    row("first run / second, two processes", both.seconds / again, BARS["warm"], False, shown)
    return differences, both.peak
