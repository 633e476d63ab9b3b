"""Keep compiled things between runs, in the user's own cache folder; every failure means compiling again."""

from __future__ import annotations

import contextlib
import os
import pickle
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TypeVar

from plancheck import __version__
from plancheck.paths import cache_dir

Built = TypeVar("Built")


def signature(files: Iterable[Path]) -> tuple[tuple[str, int, int], ...]:
    """Return (path, time, size) of each file: what has to be unchanged for a cached result to be right."""
    found = []
    for path in files:
        status = path.stat()
        found.append((os.fspath(path), status.st_mtime_ns, status.st_size))
    return tuple(found)


def cached(name: str, files: Iterable[Path], build: Callable[[], Built]) -> Built:
    """Return ``build()``, or what it returned in an earlier run with the same files and the same plancheck.

    The cache is a pickle in a folder that only the user may write; it is never read from where drafts lie.
    """
    key = (__version__, sys.version_info[:3], signature(files))
    path = cache_dir() / f"{name}.pickle"
    with contextlib.suppress(Exception), path.open("rb") as stream:
        if pickle.load(stream) == key:
            built: Built = pickle.load(stream)
            return built
    built = build()
    with contextlib.suppress(OSError, pickle.PicklingError, TypeError, AttributeError):
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        temporary = path.with_name(f"{path.name}.{os.getpid()}")
        try:
            with temporary.open("wb") as stream:
                pickle.dump(key, stream, protocol=5)
                pickle.dump(built, stream, protocol=5)
            temporary.replace(path)
        finally:
            temporary.unlink(missing_ok=True)  # what a full disk cut short
    return built
