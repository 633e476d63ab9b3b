"""The workers of a dask cluster that somebody else runs."""

from __future__ import annotations

import contextlib
import logging
import socket
import time
import warnings
from collections.abc import Callable
from concurrent.futures import BrokenExecutor, CancelledError, Executor, Future, InvalidStateError
from threading import Event, Thread
from typing import Any

from plancheck.audit.running import Stopped
from plancheck.cli.streams import Refusal
from plancheck.finding import Words

_DASK = "dask://"
_ANSWER = 5  # seconds for the cluster to answer
_LONGEST = 1 << 20  # bytes of a scheduler's greeting
_RETURN = 8.0  # seconds for workers that ended to be started again
_GLANCE = 1.0  # seconds between two looks at the workers


class Cluster:
    """A connection to a cluster; ``workers``: how many errands keep it busy.

    Raises Refusal where the address is none, or nothing answers there.
    """

    def __init__(self, address: str) -> None:
        self._place = address.removeprefix(_DASK)
        host, _, port = self._place.rpartition(":")
        if not address.startswith(_DASK) or not host or not port.isdecimal():
            raise Refusal(
                f"Không rõ “{address}”; hãy ghi dask://MÁY:CỔNG.",
                f"Write --executor dask://HOST:PORT, not '{address}'.",
            )
        client = _client_class()
        try:
            _greet(host.strip("[]"), int(port))
            self._client = client(f"tcp://{self._place}", timeout=_ANSWER, set_as_default=False)
        except Exception as error:  # whatever speaks at that address, and whatever it says
            raise Refusal(
                f"Không kết nối được cụm máy tại {self._place}.",
                f"No cluster answers at {self._place} ({type(error).__name__}).",
            ) from error
        self.workers = self._count()
        if not self.workers:
            self.close()
            raise Refusal(
                f"Cụm máy tại {self._place} chưa có máy nào làm việc.",
                f"The cluster at {self._place} has no workers.",
            )

    def close(self) -> None:
        """Let go of the cluster, which goes on."""
        with contextlib.suppress(Exception):
            self._client.close(timeout=_ANSWER)

    def executor(self) -> Executor:
        """Return an executor on the cluster's workers; raise Stopped where none is left."""
        if not self._count():
            raise Stopped(
                Words(
                    f"Cụm máy tại {self._place} không còn máy nào làm việc, hoặc mất kết nối.",
                    f"No worker is left in the cluster at {self._place}, or the connection is lost.",
                )
            )
        return _Workers(self._client.get_executor(pure=False), self)

    def await_workers(self, ended: Event) -> bool:
        """Return whether there are workers, or are again in a moment."""
        end = time.monotonic() + _RETURN
        while not self._count():
            if time.monotonic() > end or ended.wait(_GLANCE):
                return False
        return True

    def _count(self) -> int:
        with contextlib.suppress(Exception):
            if self._client.status == "running":
                return sum(self._client.nthreads().values())
        return 0


def _greet(host: str, port: int) -> None:
    """Raise OSError or ValueError where no scheduler speaks: distributed itself would wait for its words for ever."""
    with socket.create_connection((host, port), _ANSWER) as connection:
        connection.settimeout(_ANSWER)
        length = int.from_bytes(connection.recv(8), "little")
    if not 0 < length < _LONGEST:
        raise ValueError("no scheduler")


def _client_class() -> Any:
    """Return distributed.Client; its own words on standard error reach nobody who could use them."""
    warnings.simplefilter("ignore")
    try:
        from distributed import Client
    except ImportError as error:
        command = 'pip install "plancheck[dask]"'
        raise Refusal(f"Muốn dùng cụm máy, hãy cài thêm: {command}.", f"For a cluster install: {command}.") from error
    for name in list(logging.root.manager.loggerDict):
        if name.split(".")[0] in ("distributed", "dask", "tornado", "asyncio"):
            logging.getLogger(name).setLevel(logging.CRITICAL + 1)
    return Client


class _Workers(Executor):
    """Hands errands to the cluster; where no worker is left, those under way are broken and not waited for."""

    def __init__(self, inner: Executor, cluster: Cluster) -> None:
        self._inner = inner
        self._cluster = cluster
        self._ended = Event()
        self._under_way: dict[Future[Any], Future[Any]] = {}
        Thread(target=self._watch, daemon=True).start()

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """Return the future of the call, which may break with BrokenExecutor."""
        if self._ended.is_set():
            raise BrokenExecutor("no workers")
        theirs, ours = self._inner.submit(fn, *args, **kwargs), Future[Any]()
        self._under_way[ours] = theirs
        theirs.add_done_callback(lambda done: self._hand_on(done, ours))
        if self._ended.is_set():  # broken just now, perhaps without this one
            self._break()
        return ours

    def _hand_on(self, theirs: Future[Any], ours: Future[Any]) -> None:
        self._under_way.pop(ours, None)
        with contextlib.suppress(InvalidStateError):  # broken or cancelled in the meantime
            try:
                ours.set_result(theirs.result())
            except (Exception, CancelledError) as error:
                ours.set_exception(error)

    def _watch(self) -> None:
        while not self._ended.wait(_GLANCE):
            if not self._cluster.await_workers(self._ended):
                self._break()

    def _break(self) -> None:
        self._ended.set()
        for ours in list(self._under_way):
            with contextlib.suppress(InvalidStateError):
                ours.set_exception(BrokenExecutor("no workers"))

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Let go of what is under way."""
        self._ended.set()
        for theirs in list(self._under_way.values()):
            theirs.cancel()
        with contextlib.suppress(Exception):
            self._inner.shutdown(wait)
