"""What checks the files of an audit: this process, several on this machine, or a cluster."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Executor
from typing import NamedTuple


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
        from plancheck.cli.cluster import Cluster

        cluster = Cluster(address)
        return Power(cluster.executor, cluster.workers, cluster.close)
    if jobs == 1:
        from plancheck.audit.running import Here

        return Power(Here, 1)

    def processes() -> Executor:
        from plancheck.cli.processes import Processes

        return Processes(jobs)

    return Power(processes, jobs)
