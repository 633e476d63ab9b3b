"""The results that are kept: damaged, foreign, full, read-only, shared; and outputs that cannot be written."""

from __future__ import annotations

import contextlib
import json
import os
import resource
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from plancheck.audit.job import Failed
from plancheck.audit.outcome import Packed
from plancheck.audit.running import Here
from plancheck.audit.store import Store, StoreError
from plancheck.rulebook import Rulebook

from auditruns import SPAWN, as_json, audited, command, environment, fresh_cache, is_sound, make_plans, run

RESULT = Packed("k", b"row", b"sketch", b"findings", b"text")


@pytest.fixture(scope="module")
def plans(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_plans(tmp_path_factory.mktemp("nop") / "plans", 8)


@pytest.fixture(scope="module")
def whole(plans: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The JSON of a run that nothing disturbed."""
    return run(fresh_cache(tmp_path_factory.mktemp("cache")), plans, "--format", "json", "--jobs", "1").stdout


@contextlib.contextmanager
def opened(path: Path) -> Iterator[Store]:
    store = Store(path)
    try:
        yield store
    finally:
        store.close()


def test_what_was_put_is_there_again(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "results.sqlite"
    with opened(path) as store:
        store.put(RESULT)
        store.put(Failed("f", b"row", b"sketch", b"findings", b""))
        assert {key for key, _, _ in store.rows(["k", "f", "x"])} == {"k", "f"}
        store.keep_likeness("all", b"pairs")
    with opened(path) as store:
        assert list(store.rows(["k", "f"])) == [("k", b"row", b"sketch")]
        assert (store.findings("k"), store.text("k"), store.likeness("all")) == (b"findings", b"text", b"pairs")
        assert store.likeness("none") is None
        assert store.trouble is None


def test_without_a_file_results_live_as_long_as_the_run() -> None:
    store = Store(None)
    store.put(RESULT)
    assert list(store.rows(["k"])) == [("k", b"row", b"sketch")]
    assert store.findings("k") == b"findings"


# Damage


def _garbage(path: Path) -> None:
    path.write_bytes(os.urandom(5000))


def _truncated(path: Path) -> None:
    with opened(path) as store:
        for number in range(200):
            store.put(RESULT._replace(key=str(number), text=os.urandom(500)))
    path.write_bytes(path.read_bytes()[:20000])


def _foreign(path: Path) -> None:
    with closing(sqlite3.connect(path)) as database:
        database.execute("CREATE TABLE contacts (name TEXT)")
        database.commit()


def _newer(path: Path) -> None:
    with opened(path) as store:
        store.put(RESULT)
    with closing(sqlite3.connect(path)) as database:
        database.execute("PRAGMA user_version = 99")


def _older_log(path: Path) -> None:
    _garbage(path)
    path.with_name(f"{path.name}-wal").write_bytes(os.urandom(5000))


def _folder(path: Path) -> None:
    path.mkdir()
    (path / "x").touch()


@pytest.mark.parametrize("make", [_garbage, _truncated, _foreign, _newer, _older_log, _folder])
def test_what_is_no_store_is_set_aside(tmp_path: Path, make: Callable[[Path], None]) -> None:
    path = tmp_path / "results.sqlite"
    make(path)
    before = path.read_bytes() if path.is_file() else b""
    for _ in range(2):
        with opened(path) as store:
            store.put(RESULT)
            assert store.trouble is None
            assert store.findings("k") == b"findings"
    aside = path.with_name("results.sqlite.damaged")
    assert aside.is_dir() or aside.read_bytes() == before
    assert is_sound(path)


def _change(path: Path, table: str, column: str) -> None:
    with closing(sqlite3.connect(path)) as database:
        database.execute(f"UPDATE {table} SET {column} = ?", (b"\0\0\0\0other",))
        database.commit()


@pytest.mark.parametrize("column", ["row", "sketch"])
def test_a_result_that_the_disk_changed_is_none(tmp_path: Path, column: str) -> None:
    path = tmp_path / "results.sqlite"
    with opened(path) as store:
        store.put(RESULT)
    _change(path, "result", column)
    with opened(path) as store:
        assert list(store.rows(["k"])) == []


@pytest.mark.parametrize("column", ["findings", "text"])
def test_lost_findings_are_told_and_found_again_by_the_next_run(tmp_path: Path, column: str) -> None:
    path = tmp_path / "results.sqlite"
    with opened(path) as store:
        store.put(RESULT)
    _change(path, "detail", column)
    with opened(path) as store:
        assert list(store.rows(["k"]))
        with pytest.raises(StoreError, match="run again"):
            getattr(store, column)("k")
        assert list(store.rows(["k"])) == []


def test_damage_in_the_middle_is_set_aside_at_the_end(tmp_path: Path) -> None:
    path = tmp_path / "results.sqlite"
    keys = [str(number) for number in range(300)]
    with opened(path) as store:
        for key in keys:
            store.put(RESULT._replace(key=key, text=os.urandom(900)))
    content = bytearray(path.read_bytes())
    content[8192:] = bytes(len(content) - 8192)
    path.write_bytes(content)
    with opened(path) as store:
        for key in set(keys) - {key for key, _, _ in store.rows(keys)}:
            store.put(RESULT._replace(key=key))
        assert len({key for key, _, _ in store.rows(keys)}) == 300, "held in memory"
        assert store.trouble is not None
    with opened(path) as store:
        store.put(RESULT)
        assert store.trouble is None


# Several at once


def _putter(path: Path, name: int) -> None:
    store = Store(path)
    for number in range(60):
        store.put(RESULT._replace(key=f"{name}-{number}"))
        store.put(RESULT._replace(key=f"shared-{number}"))
    store.close()
    assert store.trouble is None


@pytest.mark.cold
def test_several_at_once_on_a_file_that_is_none(tmp_path: Path) -> None:
    path = tmp_path / "results.sqlite"
    _garbage(path)
    writers = [SPAWN.Process(target=_putter, args=(path, name)) for name in range(3)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join(40)
        assert writer.exitcode == 0
    keys = [f"{name}-{number}" for name in (*range(3), "shared") for number in range(60)]
    with opened(path) as store:
        assert len(list(store.rows(keys))) == len(keys)
    assert is_sound(path)


def test_a_lock_that_stays_does_not_hold_up_every_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("plancheck.audit.store._WAIT", 0.1)
    path = tmp_path / "results.sqlite"
    with opened(path) as store:
        with closing(sqlite3.connect(path, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            store.put(RESULT)
            assert store.trouble is not None and "locked" in store.trouble
            assert store.findings("k") == b"findings"
        store.put(RESULT._replace(key="later"))
    with opened(path) as store:
        assert [key for key, _, _ in store.rows(["k", "later"])] == ["later"]


def test_the_audit_is_the_same_when_the_store_fails_in_the_middle(
    rulebook: Rulebook, plans: Path, tmp_path: Path
) -> None:
    expected = as_json(audited(plans, rulebook, Here, 1, Store(None)))
    store = Store(tmp_path / "results.sqlite")

    def told(done: int, total: int) -> None:
        if done == 4:
            store._database.execute("PRAGMA query_only = 1")

    assert as_json(audited(plans, rulebook, Here, 1, store, told)) == expected
    assert store.trouble is not None
    store.close()


# Disks that are full or cannot be written, as a user meets them


@contextlib.contextmanager
def mounted(folder: Path, *options: str) -> Iterator[Path]:
    """Mount a small disk in memory."""
    folder.mkdir(exist_ok=True)
    words = ["mount", "-t", "tmpfs", "-o", ",".join(options), "tmpfs", str(folder)]
    if sys.platform != "linux" or os.geteuid() != 0 or subprocess.run(words, capture_output=True).returncode:
        pytest.skip("only root can mount a disk")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=False)


def _read_only(folder: Path) -> None:
    subprocess.run(["mount", "-o", "remount,ro", str(folder)], check=True)


def _fill(folder: Path) -> None:
    with contextlib.suppress(OSError), (folder / "ballast").open("wb", buffering=0) as stream:
        while True:
            stream.write(bytes(4096))


@pytest.mark.cold
def test_a_cache_on_a_full_disk_costs_no_result(plans: Path, whole: str, tmp_path: Path) -> None:
    with mounted(tmp_path / "disk", "size=1700k") as disk:
        cache = fresh_cache(disk / "cache")
        (disk / "room").write_bytes(bytes(60 * 1024))
        _fill(disk)
        (disk / "room").unlink()
        done = run(cache, plans, "--format", "json", "--jobs", "1")
        assert done.stdout == whole
        assert done.returncode == 1
        assert "this run is complete all the same" in done.stderr
        assert "Traceback" not in done.stderr
        (disk / "ballast").unlink()
        again = run(cache, plans, "--format", "json", "--jobs", "1")
        assert (again.stdout, again.stderr) == (whole, "")
        assert is_sound(cache / "results.sqlite")


@pytest.mark.cold
def test_a_cache_that_cannot_be_written_costs_no_result(plans: Path, whole: str, tmp_path: Path) -> None:
    with mounted(tmp_path / "disk", "size=5m") as disk:
        cache = fresh_cache(disk / "cache")
        run(cache, plans, "--format", "json", "--jobs", "1")
        _read_only(disk)
        done = run(cache, plans, "--format", "json", "--jobs", "1")
        assert (done.stdout, done.returncode) == (whole, 1)
        assert "this run is complete all the same" in done.stderr


@pytest.mark.cold
def test_a_history_on_a_full_or_read_only_disk_is_told(plans: Path, whole: str, tmp_path: Path) -> None:
    cache = fresh_cache(tmp_path / "cache")
    with mounted(tmp_path / "disk", "size=200k") as disk:
        path = disk / "h.sqlite"
        args = ("--format", "json", "--jobs", "1", "--history", path)
        assert run(cache, plans, *args).returncode == 1
        before = path.read_bytes()
        _fill(disk)
        (plans / "thêm.txt").write_text("Một tệp nữa.", encoding="utf-8")
        try:
            full = run(cache, plans, *args)
        finally:
            (plans / "thêm.txt").unlink()
        assert full.returncode == 2
        assert "disk is full" in full.stderr
        assert path.read_bytes() == before
        (disk / "ballast").unlink()
        _read_only(disk)
        for file in (path, disk / "new.sqlite"):
            done = run(cache, plans, "--history", file)
            assert (done.returncode, done.stdout) == (2, "")
            assert "cannot be written" in done.stderr
        assert is_sound(path)


@pytest.mark.cold
def test_an_output_on_a_full_or_read_only_disk_is_told(plans: Path, whole: str, tmp_path: Path) -> None:
    cache = fresh_cache(tmp_path / "cache")
    with mounted(tmp_path / "disk", "size=200k") as disk:
        path = disk / "kết quả.json"
        assert run(cache, plans, "-o", path).returncode == 1
        assert path.read_text(encoding="utf-8") == whole
        _fill(disk)
        full = run(cache, plans, "-o", path)
        assert full.returncode == 2
        assert "Không ghi được vào" in full.stderr and "run again to write them" in full.stderr
        assert path.read_text(encoding="utf-8") == whole
        assert sorted(item.name for item in disk.iterdir()) == ["ballast", path.name]
        _read_only(disk)
        done = run(cache, plans, "-o", path)
        assert done.returncode == 2
        assert "read-only" in done.stderr
        assert path.read_text(encoding="utf-8") == whole


@pytest.mark.cold
@pytest.mark.skipif(sys.platform == "win32", reason="needs limits of a process")
def test_no_file_may_grow(plans: Path, whole: str, tmp_path: Path) -> None:
    """The same without a disk of one's own: no file may be longer than a few kilobytes."""
    cache, path = fresh_cache(tmp_path / "cache"), tmp_path / "out.json"
    path.write_text("cũ", encoding="utf-8")
    done = subprocess.run(
        command(plans, "-o", path, "--jobs", "1"), env=environment(cache), capture_output=True, encoding="utf-8",
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (4_000, 4_000)), check=False,
    )  # fmt: skip
    assert done.returncode == 2
    assert "Không ghi được vào" in done.stderr and "Traceback" not in done.stderr
    assert path.read_text(encoding="utf-8") == "cũ"
    done = run(cache, plans, "-o", path, "--jobs", "1")
    assert json.loads(path.read_text(encoding="utf-8")) == json.loads(whole)
