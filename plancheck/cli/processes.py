"""Several processes on this machine, none of which outlives the one that asks."""

from __future__ import annotations

import os
import signal
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from multiprocessing.connection import Connection
from threading import Thread


class Processes(ProcessPoolExecutor):
    """A pool of processes that Ctrl-C does not reach. They end when the pool is shut down or its process is killed, in
    the middle of a check too."""

    def __init__(self, count: int) -> None:
        context = get_context("spawn")
        # What nobody writes to: its end tells the processes that this one has closed it, or is no more.
        ending, self._held = context.Pipe(duplex=False)
        super().__init__(count, context, _attend, (ending,))
        self._start_all(count)

    def _start_all(self, count: int) -> None:
        # Ctrl-C reaches every process of the terminal; only this one answers. What is ignored when a process starts
        # stays ignored in it, so all are started now.
        before = signal.signal(signal.SIGINT, signal.SIG_IGN)
        try:
            for _ in range(count):
                self.submit(_nothing)
        finally:
            signal.signal(signal.SIGINT, before)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """End the processes; without ``wait`` at once, whatever they do."""
        super().shutdown(wait, cancel_futures=cancel_futures)
        self._held.close()


def _attend(ending: Connection) -> None:
    """Make a new process leave Ctrl-C to the one that asks, and end with it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with, args=(ending,), daemon=True).start()


def _end_with(ending: Connection) -> None:
    try:
        ending.recv_bytes()
    except (EOFError, OSError):
        os._exit(1)


def _nothing() -> None:
    """Be a process's first errand."""
