"""Have files checked by any executor: a few at a time, each result handed on as soon as it is there."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, CancelledError, Executor, Future, wait
from contextlib import suppress
from typing import Any

from plancheck.audit.job import Job, OtherVersion, Task, check_files, failed
from plancheck.audit.outcome import Packed
from plancheck.finding import Words

_FILES = 4  # of one errand: what a kill can lose
_BYTES = 1 << 20
_AHEAD = 3  # errands under way for each worker
_TRIES = 2  # of a file alone, after which it is told as the one that ends workers


class Stopped(Exception):
    """The executor can do no more; ``words`` say why. What it finished is kept."""

    def __init__(self, words: Words) -> None:
        super().__init__(words.en)
        self.words = words


class Here(Executor):
    """Does what it is asked at once, in this process."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """Return the finished future of the call."""
        future: Future[Any] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as error:
            future.set_exception(error)
        return future


def results(job: Job, tasks: Iterable[Task], workers: int, make: Callable[[], Executor]) -> Iterator[Packed]:
    """Yield the result of each task as it is finished, in no order.

    ``make`` gives the executor, and a new one where a worker's death broke it; it may raise Stopped. ``workers`` says
    how many errands keep it busy. A file whose check ends its worker is told as unreadable; the others are checked all
    the same.

    Raises Stopped.
    """
    line = _Line(job, _errands(tasks), workers, make)
    try:
        while line.fill():
            done, _ = wait(line.under_way, return_when=FIRST_COMPLETED)
            for future in done:
                yield from line.taken(future)
    finally:
        line.close()


class _Line:
    """The errands under way."""

    def __init__(self, job: Job, errands: Iterator[list[Task]], workers: int, make: Callable[[], Executor]) -> None:
        self._job = job
        self._errands = errands
        self._workers = workers
        self._make = make
        self._executor: Executor | None = None
        self._again: list[list[Task]] = []
        self._tries: dict[str, int] = {}
        self.under_way: dict[Future[list[Packed]], list[Task]] = {}

    def fill(self) -> bool:
        """Send errands as long as there is room; return whether any is under way."""
        while self._has_room():
            errand = self._again.pop() if self._again else next(self._errands, None)
            if errand is None:
                break
            self._send(errand)
        return bool(self.under_way)

    def _has_room(self) -> bool:
        count = len(self.under_way)
        # After a worker's death one file goes at a time, so that it is known which one ends workers.
        if self._again:
            return not count
        if any(future.done() for future in self.under_way):  # to be kept first
            return False
        size = sum(len(task.content) for errand in self.under_way.values() for task in errand)
        return count < self._workers or (count < self._workers * _AHEAD and size < self._workers * _AHEAD * _BYTES)

    def _send(self, errand: list[Task]) -> None:
        self.under_way[self._submitted(errand)] = errand

    def _submitted(self, errand: list[Task]) -> Future[list[Packed]]:
        reason: Exception | None = None
        for _ in range(_TRIES):
            try:
                if self._executor is None:
                    self._executor = self._make()
                return self._executor.submit(check_files, self._job, errand)
            except (BrokenExecutor, RuntimeError, OSError) as error:  # found broken only now
                reason = error
                self._renew()
        raise _no_workers(reason)

    def _renew(self) -> None:
        """Forget a broken executor; what it had under way is sent again."""
        for errand in self.under_way.values():
            self._put_back(errand)
        self.close()

    def _put_back(self, errand: list[Task]) -> None:
        self._again += [[task] for task in errand]

    def taken(self, future: Future[list[Packed]]) -> Iterator[Packed]:
        """Yield the results of an errand that has come back."""
        errand = self.under_way.pop(future, None)
        if errand is None:  # sent again with a broken executor's other errands
            return
        try:
            found = future.result()
        except OtherVersion as error:
            raise Stopped(
                Words(
                    f"Máy kiểm tra dùng phiên bản plancheck khác ({error}). Hãy cài cùng một phiên bản.",
                    f"A worker has another version of plancheck ({error}). Install the same one everywhere.",
                )
            ) from error
        except ImportError as error:
            raise Stopped(
                Words(
                    f"Máy kiểm tra thiếu chương trình ({error.name}). Hãy cài plancheck cùng phiên bản trên mọi máy.",
                    f"A worker lacks {error.name}. Install the same version of plancheck everywhere.",
                )
            ) from error
        except Exception as error:
            yield from self._failed(errand, error)
        else:
            yield from found

    def _failed(self, errand: list[Task], error: Exception) -> Iterator[Packed]:
        if isinstance(error, BrokenExecutor | CancelledError):
            self._renew()
        if len(errand) > 1:
            self._put_back(errand)
            return
        (task,) = errand
        self._tries[task.key] = self._tries.get(task.key, 0) + 1
        if self._tries[task.key] < _TRIES:
            self._put_back(errand)
        else:
            self._prove()
            yield failed(task)

    def _prove(self) -> None:
        """Raise Stopped where even an errand without files fails: then no file is to blame."""
        try:
            self._submitted([]).result()
        except Exception as error:
            raise error if isinstance(error, Stopped) else _no_workers(error) from error

    def close(self) -> None:
        """Let go of the executor without waiting for what it still does."""
        self.under_way.clear()
        executor, self._executor = self._executor, None
        if executor is not None:
            with suppress(Exception):
                executor.shutdown(wait=False, cancel_futures=True)


def _no_workers(error: Exception | None) -> Stopped:
    reason = type(error).__name__
    vi = f"Không khởi động được tiến trình kiểm tra ({reason})."
    return Stopped(Words(vi, f"No process can be started for the checks ({reason})."))


def _errands(tasks: Iterable[Task]) -> Iterator[list[Task]]:
    """Yield the tasks in errands of a few files, no more bytes at a time than memory should hold."""
    errand: list[Task] = []
    size = 0
    for task in tasks:
        errand.append(task)
        size += len(task.content)
        if len(errand) == _FILES or size >= _BYTES:
            yield errand
            errand, size = [], 0
    if errand:
        yield errand
