"""Nothing is lost: bad files, dead processes, kills, Ctrl-C; and any executor gives the same audit."""

from __future__ import annotations

import os
import random
import signal
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from pathlib import Path
from threading import Timer
from typing import Any

import pytest
from plancheck.audit import job, running
from plancheck.audit.job import Failed, Job, Task
from plancheck.audit.running import Here, Stopped, results
from plancheck.audit.store import Store
from plancheck.checks import Settings
from plancheck.readers import Limits
from plancheck.rulebook import Rulebook

from auditruns import (
    SPAWN,
    as_json,
    audited,
    fresh_cache,
    is_sound,
    kept,
    make_plans,
    plans_and_json,
    poisoned,
    processes_of,
    run,
    started,
    until,
)

unix = pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="needs signals and /proc")


@pytest.fixture(scope="module")
def plans() -> Path:
    return plans_and_json()[0]


@pytest.fixture(scope="module")
def whole() -> str:
    """The JSON of a run that nothing disturbed."""
    return plans_and_json()[1]


@pytest.fixture(scope="module")
def few(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_plans(tmp_path_factory.mktemp("it") / "plans", 8)


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    return fresh_cache(tmp_path / "cache")


def _children(pid: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


# Kills


@unix
@pytest.mark.cold
def test_a_killed_run_goes_on_where_it_was(plans: Path, whole: str, cache: Path) -> None:
    least = 12
    with started(cache, plans, "--format", "json", "--jobs", "2") as process:
        until(lambda: len(kept(cache)) >= least or process.poll() is not None)
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
    before = kept(cache)
    assert is_sound(cache / "results.sqlite")
    assert least <= len(before)
    second = run(cache, plans, "--format", "json", "--jobs", "2")
    assert second.stdout == whole
    after = kept(cache)
    assert len(after) == 32
    assert {key: after[key] for key in before} == before, "what was kept is not checked again"
    assert is_sound(cache / "results.sqlite")


@unix
@pytest.mark.cold
def test_the_workers_of_a_killed_process_end_too(plans: Path, cache: Path) -> None:
    with started(cache, plans, "--format", "json", "--jobs", "2") as process:
        until(lambda: len(kept(cache)) >= 1)
        process.kill()
        process.wait()
        until(lambda: not processes_of(process.pid), 5)


@unix
@pytest.mark.cold
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_ctrl_c_stops_quietly_and_loses_nothing(plans: Path, whole: str, cache: Path, jobs: str) -> None:
    with started(cache, plans, "--format", "json", "--jobs", jobs) as process:
        until(lambda: len(kept(cache)) >= 8)
        os.killpg(process.pid, signal.SIGINT)
        out, err = process.communicate(timeout=10)
        assert process.returncode == 130
        assert out == ""
        assert "Traceback" not in err and "KeyboardInterrupt" not in err
        assert "What was done is kept; run again to go on." in err
        assert len(err.strip().split("\n")) == 2
        until(lambda: not processes_of(process.pid), 5)
    before = kept(cache)
    assert run(cache, plans, "--format", "json", "--jobs", jobs).stdout == whole
    after = kept(cache)
    assert {key: after[key] for key in before} == before


@unix
@pytest.mark.cold
def test_ctrl_c_at_any_moment(plans: Path, cache: Path) -> None:
    for wait in (0, 0.1, 0.3):
        with started(cache, plans, "--format", "json", "--jobs", "2", "--no-cache") as process:
            until(lambda pid=process.pid: bool(_children(pid)))  # type: ignore[misc]
            time.sleep(wait)
            os.killpg(process.pid, signal.SIGINT)
            _, err = process.communicate(timeout=10)
            assert "Traceback" not in err, wait
            assert process.returncode in (130, 1, -signal.SIGINT), (wait, err)
            until(lambda group=process.pid: not processes_of(group), 5)  # type: ignore[misc]


@unix
@pytest.mark.cold
def test_a_long_check_does_not_hold_up_the_end(tmp_path: Path) -> None:
    from plancheck.cli.processes import Processes

    pool = Processes(2)
    future = pool.submit(time.sleep, 600)
    until(future.running)
    began = time.monotonic()
    pool.shutdown(wait=False)
    with pytest.raises(Exception):  # noqa: B017 - broken
        future.result(timeout=10)
    assert time.monotonic() - began < 8


# Bad files


def _spoilt(folder: Path, count: int, words: dict[int, str]) -> Path:
    make_plans(folder, count)
    for number, path in enumerate(sorted(folder.iterdir())):
        if number in words:
            path.write_text(path.read_text(encoding="utf-8") + f"\n{words[number]}\n", encoding="utf-8")
    return folder


def _unread(folder: Path, rulebook: Rulebook, make: Callable[[], Executor], workers: int) -> dict[str, str]:
    result = audited(folder, rulebook, make, workers, Store(None))
    files = {row.path: row for row in result.units}
    assert len(files) == len(list(folder.iterdir()))
    return {path: row.notes[0].en for path, row in files.items() if path and row.status == "unreadable"}


def test_a_check_that_fails_here_costs_its_file_only(
    rulebook: Rulebook, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from auditruns import poison

    folder = _spoilt(tmp_path / "nop", 12, {2: "RAISE-HERE", 7: "MEMORY-HERE"})
    monkeypatch.setattr(job, "check_source", job.check_source)
    poison()
    found = _unread(folder, rulebook, Here, 1)
    reasons = {path[:3]: reason for path, reason in found.items()}
    assert sorted(reasons) == ["002", "007"]
    assert "(KeyError)" in reasons["002"]
    assert "not memory enough" in reasons["007"]


@pytest.mark.cold
def test_files_that_end_their_process_cost_themselves_only(rulebook: Rulebook, tmp_path: Path) -> None:
    words = {1: "EXIT-HERE", 2: "KILL-HERE", 9: "SEGFAULT-HERE", 11: "RAISE-HERE"}
    folder = _spoilt(tmp_path / "nop", 12, words)
    found = _unread(folder, rulebook, lambda: poisoned(2), 2)
    assert sorted(int(path[:3]) for path in found) == sorted(words)
    assert all("ended at once" in reason for path, reason in found.items() if path[:3] != "011")


@pytest.mark.cold
def test_a_large_file_that_ends_its_process(rulebook: Rulebook, tmp_path: Path) -> None:
    folder = _spoilt(tmp_path / "nop", 6, {3: "EXIT-HERE" + "\nViệc này." * 300_000})
    found = _unread(folder, rulebook, lambda: poisoned(1), 1)
    assert [path[:3] for path in found] == ["003"]


def test_what_was_not_the_files_doing_is_checked_again(
    rulebook: Rulebook, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from auditruns import poison

    folder = _spoilt(tmp_path / "nop", 6, {3: "MEMORY-HERE"})
    store = tmp_path / "results.sqlite"
    with monkeypatch.context() as patch:
        patch.setattr(job, "check_source", job.check_source)
        poison()
        first = audited(folder, rulebook, Here, 1, Store(store))
    assert first.count("unreadable") == 1
    counts: list[int] = []
    second = audited(folder, rulebook, Here, 1, Store(store), lambda done, total: counts.append(done))
    assert second.count("unreadable") == 0
    assert counts[:2] == [5, 6]


def test_no_file_is_blamed_for_an_executor_that_does_nothing(rulebook: Rulebook, few: Path) -> None:
    class Broken(Executor):
        def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
            future: Future[Any] = Future()
            future.set_exception(TypeError("cannot be sent"))
            return future

    with pytest.raises(Stopped, match="TypeError"):
        audited(few, rulebook, Broken, 2, Store(None))


@pytest.mark.parametrize("error", [OSError(11, "no process"), RuntimeError("no thread")])
def test_an_executor_that_cannot_be_made_stops_the_run(rulebook: Rulebook, few: Path, error: Exception) -> None:
    def make() -> Executor:
        raise error

    with pytest.raises(Stopped):
        audited(few, rulebook, make, 2, Store(None))


# Any executor


class Shuffling(Executor):
    """Runs what it is given later, in any order."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        future: Future[Any] = Future()

        def act() -> None:
            try:
                future.set_result(fn(*args, **kwargs))
            except Exception as error:
                future.set_exception(error)

        Timer(self._random.uniform(0, 0.05), act).start()
        return future


@pytest.mark.cold
def test_every_executor_gives_the_same_audit(rulebook: Rulebook, few: Path) -> None:
    shuffle = random.Random(7).shuffle
    expected = as_json(audited(few, rulebook, Here, 1, Store(None)))
    pools: list[tuple[int, Callable[[], Executor]]] = [
        (3, lambda: ThreadPoolExecutor(3)),
        (4, lambda: Shuffling(1)),
        (2, lambda: Shuffling(2)),
        *((count, lambda count=count: ProcessPoolExecutor(count, SPAWN)) for count in (1, 2, 4)),  # type: ignore[misc]
    ]
    for workers, make in pools:
        assert as_json(audited(few, rulebook, make, workers, Store(None), order=shuffle)) == expected


# Memory


def test_what_is_under_way_is_bounded(rulebook: Rulebook, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of large files hardly more than one for each worker is held at a time."""
    alive, most = 0, 0

    class Content(bytes):
        def __new__(cls, size: int) -> Content:
            nonlocal alive, most
            alive += 1
            most = max(most, alive)
            return super().__new__(cls, size)

        def __del__(self) -> None:
            nonlocal alive
            alive -= 1

    def check(made: Job, tasks: list[Task]) -> list[Failed]:
        return [job.failed(task) for task in tasks]

    def tasks() -> Iterator[Task]:
        for number in range(40):
            yield Task(str(number), "x", Content(2 << 20))

    monkeypatch.setattr(running, "check_files", check)
    made = job.make_job(rulebook, "test", Settings(), Limits(), False)
    assert sum(1 for _ in results(made, tasks(), 4, lambda: Shuffling(3))) == 40
    assert most <= 4 * 2 + 2


def test_many_small_files_keep_every_worker_busy(rulebook: Rulebook, monkeypatch: pytest.MonkeyPatch) -> None:
    most = 0

    class Counting(Shuffling):
        def __init__(self) -> None:
            super().__init__(5)
            self.count = 0

        def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
            nonlocal most
            self.count += 1
            most = max(most, self.count)
            future = super().submit(fn, *args, **kwargs)
            future.add_done_callback(self.done)
            return future

        def done(self, _future: Future[Any]) -> None:
            self.count -= 1

    monkeypatch.setattr(running, "check_files", lambda made, tasks: [job.failed(task) for task in tasks])
    made = job.make_job(rulebook, "test", Settings(), Limits(), False)
    tasks = (Task(str(number), "x", b"y") for number in range(200))
    assert sum(1 for _ in results(made, tasks, 4, Counting)) == 200
    assert 8 <= most <= 12


@unix
@pytest.mark.cold
def test_a_worker_killed_from_outside_costs_nothing(plans: Path, whole: str, cache: Path) -> None:
    """What another program does to a worker is told of no file."""
    with started(cache, plans, "--format", "json", "--jobs", "2") as process:
        until(lambda: len(kept(cache)) >= 8)
        os.kill(_children(process.pid)[-1], signal.SIGKILL)
        out, _ = process.communicate(timeout=40)
    assert out == whole
