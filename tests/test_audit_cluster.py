"""An audit on a dask cluster: the same as on one machine, whatever becomes of the workers."""

from __future__ import annotations

import os
import signal
import socket
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from plancheck.cli import cluster as cluster_module
from plancheck.cli.executors import power_of
from plancheck.cli.streams import Refusal

from auditruns import environment, fresh_cache, kept, plans_and_json, run, started, until

distributed = pytest.importorskip("distributed", reason="the extra plancheck[dask] is not installed")
pytestmark = [pytest.mark.cold, pytest.mark.skipif(sys.platform == "win32", reason="needs SIGKILL")]


@pytest.fixture(scope="module")
def plans() -> Path:
    return plans_and_json()[0]


@pytest.fixture(scope="module")
def whole() -> str:
    """The JSON of a run that nothing disturbed."""
    return plans_and_json()[1]


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """Two worker processes, in another working directory."""
    folder = fresh_cache(tmp_path_factory.mktemp("workers"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PLANCHECK_CACHE_DIR", str(folder))
        with distributed.LocalCluster(
            n_workers=2, threads_per_worker=1, host="127.0.0.1", dashboard_address=None, silence_logs=50,
            local_directory=str(folder),
        ) as made:  # fmt: skip
            yield made


@pytest.fixture
def address(cluster: Any) -> str:
    cluster.scale(2)
    cluster.wait_for_workers(2, timeout=30)
    with distributed.Client(cluster, set_as_default=False) as client:
        client.run(os.chdir, "/")
    return "dask://" + cluster.scheduler_address.removeprefix("tcp://")


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    return fresh_cache(tmp_path / "cache")


def test_a_cluster_gives_the_same_audit_without_a_word(plans: Path, whole: str, cache: Path, address: str) -> None:
    """The folder's name leads nowhere on the workers: what is checked travels."""
    here = run(cache, plans.name, "--format", "json", "--executor", address, cwd=plans.parent)
    assert here.stderr == ""
    assert here.stdout == whole.replace(f'"folder": "{plans}"', f'"folder": "{plans.name}"')
    assert here.returncode == 1


def test_a_worker_killed_in_the_middle_costs_nothing(
    plans: Path, whole: str, cache: Path, address: str, cluster: Any
) -> None:
    with started(cache, plans, "--format", "json", "--executor", address) as process:
        until(lambda: len(kept(cache)) >= 4)
        os.kill(next(iter(cluster.workers.values())).process.pid, signal.SIGKILL)
        out, err = process.communicate(timeout=40)
    assert out == whole
    assert err == ""


def test_when_all_workers_are_gone_the_run_ends_and_goes_on_later(
    plans: Path, whole: str, cache: Path, address: str, cluster: Any, tmp_path: Path
) -> None:
    with started(cache, plans, "--format", "json", "--executor", address) as process:
        until(lambda: len(kept(cache)) >= 4)
        cluster.scale(0)
        out, err = process.communicate(timeout=45)
    assert process.returncode == 2
    assert out == ""
    assert "No worker is left in the cluster" in err and "run again to go on" in err
    assert "Traceback" not in err and len(err.strip().split("\n")) == 1
    before = kept(cache)
    assert len(before) >= 4
    assert run(cache, plans, "--format", "json", "--jobs", "1").stdout == whole
    after = kept(cache)
    assert {key: after[key] for key in before} == before


def test_ctrl_c_leaves_the_cluster_and_what_was_done(plans: Path, cache: Path, address: str, cluster: Any) -> None:
    with started(cache, plans, "--format", "json", "--executor", address) as process:
        until(lambda: len(kept(cache)) >= 4)
        os.killpg(process.pid, signal.SIGINT)
        _, err = process.communicate(timeout=15)
    assert process.returncode == 130
    assert len(err.strip().split("\n")) == 2
    assert len(cluster.scheduler_info["workers"]) == 2
    until(lambda: not any(task.state == "processing" for task in cluster.scheduler.tasks.values()), 10)


# No cluster


@pytest.mark.parametrize("silent", [False, True])
def test_what_is_no_scheduler_is_told_at_once(silent: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster_module, "_ANSWER", 0.3)
    monkeypatch.setattr(cluster_module, "_client_class", lambda: None)
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        if silent:
            listener.listen()
        with pytest.raises(Refusal, match="No cluster answers at 127"):
            power_of(f"dask://127.0.0.1:{listener.getsockname()[1]}", 2)


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:8786", "dask://", "dask://127.0.0.1:x", "dask://127.0.0.1"])
def test_an_address_that_is_none(address: str) -> None:
    with pytest.raises(Refusal, match="Write --executor dask://HOST:PORT"):
        power_of(address, 2)


def test_no_cluster_at_the_address(plans: Path, cache: Path) -> None:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        began = time.monotonic()
        done = run(cache, plans, "--executor", f"dask://127.0.0.1:{listener.getsockname()[1]}")
    assert time.monotonic() - began < 12
    assert (done.returncode, done.stdout) == (2, "")
    assert "No cluster answers at 127.0.0.1" in done.stderr
    assert len(done.stderr.strip().split("\n")) == 1


def test_without_the_extra(plans: Path, cache: Path, tmp_path: Path) -> None:
    (tmp_path / "distributed.py").write_text("raise ImportError('not here')\n")
    env = environment(cache)
    env["PYTHONPATH"] = os.pathsep.join([str(tmp_path), env["PYTHONPATH"]])
    done = run(cache, plans, "--executor", "dask://127.0.0.1:8786", env=env)
    assert done.returncode == 2
    assert 'pip install "plancheck[dask]"' in done.stderr
    assert len(done.stderr.strip().split("\n")) == 1
