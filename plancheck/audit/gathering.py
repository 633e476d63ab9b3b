"""Get the outcome of every file: from the store where it is known, else by a check."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Executor
from hashlib import blake2b
from typing import NamedTuple

from plancheck.audit.job import Job, Task, failed, task_key
from plancheck.audit.outcome import Outcome, Packed, pack, unpack_row
from plancheck.audit.running import results
from plancheck.audit.sketch import Sketch
from plancheck.audit.store import Store
from plancheck.engine import unreadable
from plancheck.finding import Words
from plancheck.readers import ReadError
from plancheck.readers.files import content_of

_CHANGED = Words(
    "Tệp thay đổi hoặc mất đi trong lúc kiểm tra. Hãy chạy lại.",
    "The file changed or went away during the run. Run again.",
)
Told = Callable[[int, int], None]  # files done, files in all


class Gathered(NamedTuple):
    """What is known of every file, by path: the key of its result, and the outcome."""

    keys: dict[str, str]
    outcomes: dict[str, Outcome]


class Files(NamedTuple):
    """Where the files lie: ``folder`` as given, and the full path of each by its path in there."""

    folder: str
    places: dict[str, str]


class Means(NamedTuple):
    """What checks the files and keeps the results: see running.results."""

    job: Job
    store: Store
    workers: int
    make: Callable[[], Executor]
    told: Told


def gather(files: Files, means: Means) -> Gathered:
    """Return the outcome of every file; what is not in the store is checked and put there at once."""
    keys = {path: _key(place, means) for path, place in files.places.items()}
    known = _known(set(keys.values()), means.store)
    wanted: dict[str, str] = {}  # one path of each content that is to be checked
    for path, key in keys.items():
        if key not in known:
            wanted.setdefault(key, path)
    done = len(keys) - len(wanted)
    means.told(done, len(keys))
    tasks = _tasks({key: (files.places[path], None) for key, path in wanted.items()}, known, means)
    for result in results(means.job, tasks, means.workers, means.make):
        _take(result, known, means.store)
        done += 1
        means.told(done, len(keys))
    return Gathered(keys, {path: known[key] for path, key in keys.items()})


def gather_again(files: Files, gathered: Gathered, units: Mapping[str, str], means: Means) -> Gathered:
    """Return the same with files checked again as of the units that they were found to be of, by path."""
    keys = {path: _with_unit(gathered.keys[path], unit) for path, unit in units.items()}
    known = _known(set(keys.values()), means.store)
    wanted = {key: (files.places[path], units[path]) for path, key in keys.items() if key not in known}
    tasks = _tasks(wanted, known, means)
    for result in results(means.job, tasks, means.workers, means.make):
        _take(result, known, means.store)
    again = {path: known[key] for path, key in keys.items()}
    return Gathered({**gathered.keys, **keys}, {**gathered.outcomes, **again})


def _key(place: str, means: Means) -> str:
    """Return the key of a file's result; of one that cannot be opened the result is kept here and now."""
    try:
        return task_key(means.job, content_of(place, means.job.limits))
    except ReadError as error:
        key = task_key(means.job, f"\0{place}\0{error.words.en}".encode("utf-8", "surrogatepass"))
        means.store.put(pack(key, unreadable(place, error.words), Sketch.empty(), None))
        return key


def _with_unit(key: str, unit: str) -> str:
    return blake2b(unit.encode("utf-8", "surrogatepass"), digest_size=16, key=bytes.fromhex(key)).hexdigest()


Known = dict[str, Outcome]


def _known(keys: set[str], store: Store) -> Known:
    known: Known = {}
    for key, row, _ in store.rows(sorted(keys)):
        try:
            known[key] = unpack_row(row)
        except (ValueError, TypeError, KeyError, IndexError):  # damaged: it is checked again
            continue
    return known


def _tasks(wanted: Mapping[str, tuple[str, str | None]], known: Known, means: Means) -> Iterator[Task]:
    """Read the files, each with its unit, one after the other when their turn has come.

    One that is not any more what its key says is told at once: its result would be kept as that of other content.
    """
    for key, (place, unit) in wanted.items():
        try:
            content = content_of(place, means.job.limits)
            now = task_key(means.job, content)
        except ReadError:
            content, now = b"", ""
        task = Task(key, place, content, unit)
        if key == (now if unit is None else _with_unit(now, unit)):
            yield task
        else:
            _take(failed(task, _CHANGED), known, means.store)


def _take(result: Packed, known: Known, store: Store) -> None:
    store.put(result)
    known[result.key] = unpack_row(result.row)


def paths_in(folder: str, found: Sequence[str]) -> Files:
    """Return the files that a folder was found to hold, by their paths in there, with "/", in order."""
    import os

    start = len(folder.rstrip("/\\" if os.sep == "\\" else "/")) + 1
    names = {(place[start:] if place != folder else place).replace(os.sep, "/"): place for place in found}
    return Files(folder, {name: names[name] for name in sorted(names)})
