"""Check many files: one after the other, or in several processes; reports come in the order of the files."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from plancheck.cli.config import Config
from plancheck.cli.names import rulebook_of

if TYPE_CHECKING:
    from plancheck.alignment import Basis
    from plancheck.checks import Settings
    from plancheck.finding import Report, Words
    from plancheck.readers import Limits
    from plancheck.rulebook import Rulebook
    from plancheck.source import Source

_FEW = 5  # up to so many files no progress is shown


class Job(NamedTuple):
    """All that a process needs in order to check a file."""

    rules: tuple[str, ...]  # folders, beside those of the configuration
    config: Config
    settings: Settings
    limits: Limits
    ocr: bool = False
    superiors: tuple[Source, ...] = ()  # superior plans, read once for all processes
    no_basis: Words | None = None  # why none could be read, where one was asked for


def check_files(files: Sequence[str], job: Job, rulebook: Rulebook, jobs: int) -> list[Report]:
    """Return the report on each file."""
    several = jobs > 1 and len(files) > 1 and "-" not in files
    alone = () if several else _bases(job, rulebook)
    reports = _many(files, job, min(jobs, len(files))) if several else _each(files, job, rulebook, alone)
    return list(_shown(reports, len(files)))


def _bases(job: Job, rulebook: Rulebook) -> Sequence[Basis] | Words:
    """Return the superior plans, prepared once for all that this process checks."""
    from plancheck.engine import prepare_basis

    return job.no_basis or [prepare_basis(source, rulebook) for source in job.superiors]


def _each(
    files: Sequence[str], job: Job, rulebook: Rulebook, bases: Sequence[Basis] | Words
) -> Iterator[Report]:  # fmt: skip
    from plancheck.engine import lint

    return lint(files, rulebook, job.settings, job.limits, job.ocr, bases)


def _many(files: Sequence[str], job: Job, jobs: int) -> Iterator[Report]:
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    with ProcessPoolExecutor(jobs, get_context("spawn"), _start, (job,)) as pool:
        yield from pool.map(_check, files, chunksize=max(1, len(files) // (jobs * 8)))


_state: list[tuple[Job, Rulebook, Sequence[Basis] | Words]] = []  # of a worker process


def _start(job: Job) -> None:
    rulebook = rulebook_of(job.config, job.rules)
    job.config.adjust(rulebook)
    _state.append((job, rulebook, _bases(job, rulebook)))


def _check(path: str) -> Report:
    job, rulebook, bases = _state[0]
    return next(iter(_each([path], job, rulebook, bases)))


def _shown(reports: Iterable[Report], total: int) -> Iterator[Report]:
    """Yield the reports; a person who waits at a terminal sees how far it is."""
    if total <= _FEW or not sys.stderr.isatty():
        yield from reports
        return
    from rich.console import Console
    from rich.progress import track

    console = Console(stderr=True)
    yield from track(reports, total=total, description="plancheck", console=console, transient=True)
