"""What checks the files of an audit: this process, several on this machine, or a cluster."""

from __future__ import annotations

import signal
from collections.abc import Callable
from concurrent.futures import Executor
from typing import NamedTuple

from plancheck.cli.streams import Refusal

_DASK = "dask://"
_PATIENCE = 15  # seconds for the cluster to answer


class Power(NamedTuple):
    """``make`` gives an executor; ``workers``: how many errands keep it busy; ``close`` lets go of what made it."""

    make: Callable[[], Executor]
    workers: int
    close: Callable[[], None] = lambda: None


def power_of(address: str | None, jobs: int) -> Power:
    """Return what checks files: a cluster's workers where an address is given, else ``jobs`` processes.

    Raises Refusal where the address is none, or nothing answers there.
    """
    if address is not None:
        return _cluster(address)
    if jobs == 1:
        from plancheck.audit.running import Here

        return Power(Here, 1)
    return Power(lambda: _processes(jobs), jobs)


def _processes(jobs: int) -> Executor:
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    pool = ProcessPoolExecutor(jobs, get_context("spawn"))
    # Ctrl-C reaches every process of the terminal; only this one answers. What is ignored when a process starts stays
    # ignored in it, so all are started now.
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        for _ in range(jobs):
            pool.submit(_start)
    finally:
        signal.signal(signal.SIGINT, before)
    return pool


def _start() -> None:
    """Be a process's first errand."""


def _cluster(address: str) -> Power:
    if not address.startswith(_DASK) or not address.removeprefix(_DASK):
        raise Refusal(
            f"Không rõ “{address}”; hãy ghi dask://MÁY:CỔNG.", f"Write --executor dask://HOST:PORT, not '{address}'."
        )
    try:
        from distributed import Client
    except ImportError as error:
        command = 'pip install "plancheck[dask]"'
        raise Refusal(f"Muốn dùng cụm máy, hãy cài thêm: {command}.", f"For a cluster install: {command}.") from error
    import logging

    for name in ("distributed", "tornado"):  # its own words reach nobody who could use them
        logging.getLogger(name).setLevel(logging.CRITICAL)
    place = address.removeprefix(_DASK)
    try:
        client = Client(f"tcp://{place}", timeout=_PATIENCE)
        workers = sum(client.nthreads().values())
    except (OSError, ValueError, RuntimeError) as error:
        raise Refusal(
            f"Không kết nối được cụm máy tại {place}.", f"No cluster answers at {place} ({type(error).__name__})."
        ) from error
    if not workers:
        client.close()
        raise Refusal(f"Cụm máy tại {place} chưa có máy nào làm việc.", f"The cluster at {place} has no workers.")
    return Power(client.get_executor, workers, client.close)
