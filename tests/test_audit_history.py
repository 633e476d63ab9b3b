"""The history: each audit whole or not at all, several at once, and never a file of another."""

from __future__ import annotations

import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from multiprocessing import Process
from pathlib import Path

import pytest
from plancheck.audit import history
from plancheck.audit.history import HistoryError, earlier, pasts, prepare, record
from plancheck.audited import Audit, UnitResult

from auditruns import SPAWN, environment, fresh_cache, is_sound, make_plans, run, started, until

ELEMENTS = {"purpose": "present", "budget": "missing"}


def audit_of(year: int, folder: str, *units: str, score: float = 80.0) -> Audit:
    """Return an audit of these units."""
    rows = [UnitResult(unit, "checked", path=f"{unit}.docx", score=score, elements=ELEMENTS) for unit in units]
    return Audit(folder, rows, lambda row: [], {}, year=year)


def told(path: Path) -> list[tuple[int, str, float | None]]:
    return [(past.year, past.unit, past.score) for past in pasts(path)]


def test_what_was_recorded_is_there_once(tmp_path: Path) -> None:
    path = tmp_path / "h.sqlite"
    for score in (70.0, 80.0, 80.0):
        record(path, audit_of(2025, "nop", "Sở Y tế", "Sở Tư pháp", score=score))
    record(path, audit_of(2026, "nop", "Sở Y tế", score=90.0))
    assert told(path) == [(2025, "Sở Tư pháp", 80.0), (2025, "Sở Y tế", 80.0), (2026, "Sở Y tế", 90.0)]
    with closing(sqlite3.connect(path)) as database:
        assert database.execute("SELECT count(*) FROM run").fetchone() == (3,)
    assert sorted(item.score or 0 for item in earlier(path, 2026).values()) == [80.0, 80.0]


def test_folders_of_one_year_stand_beside_each_other(tmp_path: Path) -> None:
    path = tmp_path / "h.sqlite"
    record(path, audit_of(2026, "so", "Sở Y tế", "Sở Xây dựn"))
    record(path, audit_of(2026, "xa", "UBND xã Tân Lập"))
    record(path, audit_of(2026, "so/", "Sở Y tế", "Sở Xây dựng"))
    assert [unit for _, unit, _ in told(path)] == ["Sở Xây dựng", "Sở Y tế", "UBND xã Tân Lập"]


def test_a_path_that_is_no_text_is_kept_as_it_can_be(tmp_path: Path) -> None:
    path = tmp_path / "h.sqlite"
    record(path, audit_of(2026, "nop\udcff", "Sở Y tế"))
    assert len(pasts(path)) == 1


# What is no history


def _foreign(path: Path) -> None:
    with closing(sqlite3.connect(path)) as database:
        database.execute("CREATE TABLE run (id INTEGER)")
        database.commit()


def _other_tables(path: Path) -> None:
    with closing(sqlite3.connect(path)) as database:
        database.execute("CREATE TABLE contacts (name TEXT)")
        database.commit()


def _newer(path: Path) -> None:
    record(path, audit_of(2026, "nop", "Sở Y tế"))
    with closing(sqlite3.connect(path)) as database:
        database.execute("PRAGMA user_version = 99")


def _truncated(path: Path) -> None:
    record(path, audit_of(2026, "nop", *(f"Đơn vị {number}" for number in range(300))))
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def _scratched(path: Path) -> None:
    record(path, audit_of(2026, "nop", *(f"Đơn vị {number}" for number in range(300))))
    content = bytearray(path.read_bytes())
    content[12288:16384] = bytes(4096)
    path.write_bytes(content)


MADE = {
    "garbage": (lambda path: path.write_bytes(os.urandom(5000)), "damaged"),
    "a few letters": (lambda path: path.write_text("xin chào"), "damaged"),
    "another program's": (_foreign, "is no history of plancheck"),
    "another program's tables": (_other_tables, "is no history of plancheck"),
    "of a newer version": (_newer, "newer plancheck"),
    "truncated": (_truncated, "damaged"),
    "scratched": (_scratched, "damaged"),
}


@pytest.mark.parametrize("kind", MADE)
def test_what_is_no_history_is_refused_and_never_touched(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "h.sqlite"
    make, said = MADE[kind]
    make(path)
    before = path.read_bytes()
    with pytest.raises(HistoryError, match=said):
        prepare(path)
    assert path.read_bytes() == before
    assert [item.name for item in tmp_path.iterdir()] == ["h.sqlite"]


def test_a_folder_and_a_place_without_folder_are_refused(tmp_path: Path) -> None:
    with pytest.raises(HistoryError, match="is a folder"):
        prepare(tmp_path)
    with pytest.raises(HistoryError, match="cannot be written"):
        prepare(tmp_path / "none" / "h.sqlite")
    with pytest.raises(HistoryError, match="no history file"):
        pasts(tmp_path / "h.sqlite")
    assert not list(tmp_path.iterdir())


@pytest.mark.cold
def test_a_wrong_history_is_told_before_the_work(tmp_path: Path) -> None:
    path = tmp_path / "h.sqlite"
    path.write_text("xin chào")
    done = run(fresh_cache(tmp_path / "cache"), make_plans(tmp_path / "nop", 1), "--history", path)
    assert (done.returncode, done.stdout) == (2, "")
    assert "is damaged, or no history of plancheck" in done.stderr
    assert path.read_text() == "xin chào"


# Full, read-only, locked


def test_a_locked_history_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "h.sqlite"
    prepare(path)
    monkeypatch.setattr(history, "_WAIT", 0.1)
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(HistoryError, match="in use"):
            record(path, audit_of(2026, "nop", "Sở Y tế"))
    record(path, audit_of(2026, "nop", "Sở Y tế"))
    assert len(pasts(path)) == 1


_LIMITED = """
import resource, sys
from pathlib import Path
sys.path[:0] = [{tests!r}]
from test_audit_history import audit_of
from plancheck.audit.history import HistoryError, record
path = Path(sys.argv[1])
resource.setrlimit(resource.RLIMIT_FSIZE, (path.stat().st_size + 4096,) * 2)
try:
    record(path, audit_of(2027, "nop", *(f"Đơn vị {{number}}" for number in range(2000))))
except HistoryError as error:
    print(error.words.vi)
"""


@pytest.mark.cold
@pytest.mark.skipif(sys.platform == "win32", reason="needs limits of a process")
def test_where_nothing_more_can_be_written_the_history_stays_whole(tmp_path: Path) -> None:
    path = tmp_path / "h.sqlite"
    record(path, audit_of(2026, "nop", "Sở Y tế"))
    script = _LIMITED.format(tests=str(Path(__file__).parent))
    done = subprocess.run(
        [sys.executable, "-c", script, str(path)], env=environment(tmp_path), capture_output=True, encoding="utf-8",
        check=True,
    )  # fmt: skip
    assert "h.sqlite" in done.stdout, done.stderr
    assert told(path) == [(2026, "Sở Y tế", 80.0)]
    assert is_sound(path)


# Several at once, and kills


def _recorder(path: Path, folder: str, times: int) -> None:
    for number in range(times):
        record(path, audit_of(2026, folder, f"{folder} a", f"{folder} b", score=float(number)))


def test_five_at_once_lose_nothing(tmp_path: Path) -> None:
    path = tmp_path / "h.sqlite"
    prepare(path)
    with ThreadPoolExecutor(5) as pool:  # each with a connection of its own, as a process has
        for written in [pool.submit(_recorder, path, f"nop{number}", 8) for number in range(5)]:
            written.result()
    assert told(path) == [(2026, f"nop{number} {end}", 7.0) for number in range(5) for end in "ab"]
    with closing(sqlite3.connect(path)) as database:
        assert database.execute("SELECT count(*) FROM run").fetchone() == (40,)


def _large(year: int) -> Audit:
    return audit_of(year, "nop", *(f"Đơn vị {number}" for number in range(3000)))


def _recorder_for_ever(path: Path) -> None:
    for year in range(2000, 9000):
        record(path, _large(year))


@pytest.mark.cold
@pytest.mark.skipif(sys.platform == "win32", reason="needs SIGKILL")
def test_a_kill_leaves_the_state_before_or_after_an_audit(tmp_path: Path) -> None:
    path, chance = tmp_path / "h.sqlite", random.Random(3)
    prepare(path)
    for _ in range(3):
        writer: Process = SPAWN.Process(target=_recorder_for_ever, args=(path,))  # type: ignore[assignment]
        before = path.stat().st_size
        writer.start()
        until(lambda size=before: path.stat().st_size > size)  # type: ignore[misc]
        time.sleep(chance.uniform(0, 0.1))
        os.kill(writer.pid or 0, signal.SIGKILL)
        writer.join()
        found = pasts(path)
        assert len(found) % 3000 == 0
        assert is_sound(path)
        path.unlink()
        prepare(path)


@pytest.mark.cold
def test_audits_at_once_on_one_history_and_one_cache(tmp_path: Path) -> None:
    cache, path = fresh_cache(tmp_path / "cache"), tmp_path / "h.sqlite"
    one = make_plans(tmp_path / "one", 12)
    two = make_plans(tmp_path / "two", 4)
    for plan in two.iterdir():
        shutil.copy(plan, two / f"lai-{plan.name}")
    args = ("--format", "json", "--jobs", "1", "--history", path)
    with started(cache, one, *args) as a, started(cache, one, *args) as b, started(cache, two, *args) as c:
        outs = [process.communicate(timeout=50) for process in (a, b, c)]
    assert [err for _, err in outs] == ["", "", ""]
    assert outs[0][0] == outs[1][0]
    with closing(sqlite3.connect(path)) as database:
        assert database.execute("SELECT count(*) FROM run").fetchone() == (2,)
    assert is_sound(path)
    assert is_sound(cache / "results.sqlite")
    assert run(cache, one, "--format", "json", "--jobs", "1").stdout == outs[0][0]
