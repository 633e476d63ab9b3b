"""Check files in whatever process or machine: what travels there, and what comes back."""

from __future__ import annotations

import pickle
import zlib
from collections.abc import Sequence
from hashlib import blake2b
from threading import Lock
from typing import NamedTuple

from plancheck import __version__
from plancheck.alignment import Basis
from plancheck.audit.outcome import Packed, body_of, pack
from plancheck.audit.sketch import Sketch, shingles, sketch, words_of
from plancheck.checks import Settings
from plancheck.engine import check_source, plain_text, prepare_basis, unreadable
from plancheck.finding import Words
from plancheck.readers import Limits, ReadError
from plancheck.readers.read import read_content
from plancheck.rulebook import Rulebook
from plancheck.source import Source

_KEPT = 2  # jobs whose rulebook a process keeps
_EMPTY = Sketch.empty()
_ENDED = Words(
    "Tiến trình kiểm tra tệp này bị dừng đột ngột. Hãy lưu lại tệp dưới dạng .docx rồi kiểm tra riêng.",
    "The process that checked this file ended at once. Save the file again as .docx and check it alone.",
)


class Job(NamedTuple):
    """All that a process needs in order to check files, itself small enough to travel with every few of them.

    ``key`` names the content of all the rest: results of one key and one file are the same for ever.
    """

    key: str
    version: str
    rulebook: bytes
    settings: Settings
    limits: Limits
    ocr: bool
    superiors: tuple[Source, ...]
    no_basis: Words | None


class Task(NamedTuple):
    """A file to check. ``unit``: whose it is, where the text itself does not say."""

    key: str
    name: str
    content: bytes
    unit: str | None = None


class Ready(NamedTuple):
    """A job unpacked: what a process keeps between files."""

    rulebook: Rulebook
    bases: Sequence[Basis] | Words
    known: frozenset[int]  # runs of words of the superior plans


class Failed(Packed):
    """The result of a file whose check ended in an error of the program or its process: good for this run only, for
    the next one may have more memory or better luck."""


class OtherVersion(Exception):
    """The process that was to check files has another plancheck than the one that asks."""


_ready: dict[str, Ready] = {}  # by the job's key
_one_at_a_time = Lock()  # pdfium is not safe in threads, and Python's own code gains nothing by them


def make_job(
    rulebook: Rulebook, signature: str, settings: Settings, limits: Limits, ocr: bool,
    superiors: Sequence[Source] = (), no_basis: Words | None = None,
) -> Job:  # fmt: skip
    """Return the job; ``signature`` stands for the rules, facts and program that made ``rulebook``."""
    digest = blake2b(digest_size=16)
    texts = [(source.format, source.text) for source in superiors]
    said = (__version__, signature, tuple(settings), tuple(limits), ocr, texts, no_basis is None)
    digest.update(repr(said).encode("utf-8", "surrogatepass"))
    packed = zlib.compress(pickle.dumps(rulebook, protocol=5), 1)
    return Job(digest.hexdigest(), __version__, packed, settings, limits, ocr, tuple(superiors), no_basis)


def task_key(job: Job, content: bytes) -> str:
    """Return what names the result of one file's content under a job."""
    return blake2b(content, digest_size=16, key=bytes.fromhex(job.key)).hexdigest()


def check_files(job: Job, tasks: Sequence[Task]) -> list[Packed]:
    """Return the result of each task, in order; no file makes it fail.

    Raises OtherVersion.
    """
    if job.version != __version__:
        raise OtherVersion(f"{job.version} / {__version__}")
    with _one_at_a_time:
        ready = _ready.get(job.key)
        if ready is None:
            while len(_ready) >= _KEPT:
                _ready.pop(next(iter(_ready)))
            ready = _ready[job.key] = _unpacked(job)
        return [_checked(job, ready, task) for task in tasks]


def known_runs(job: Job, rulebook: Rulebook) -> frozenset[int]:
    """Return the runs of words that are nobody's copy: those of the superior plans and of formulas."""
    size = int(rulebook.likeness["shingle"])
    texts = [*(source.text for source in job.superiors), *rulebook.formulas]
    return frozenset(run for text in texts for run in shingles(words_of(text).numbers, size))


def _unpacked(job: Job) -> Ready:
    rulebook: Rulebook = pickle.loads(zlib.decompress(job.rulebook))
    bases = job.no_basis or [prepare_basis(source, rulebook) for source in job.superiors]
    return Ready(rulebook, bases, known_runs(job, rulebook))


def _checked(job: Job, ready: Ready, task: Task) -> Packed:
    settings = job.settings if task.unit is None else job.settings._replace(unit=task.unit)
    try:
        source = read_content(task.content, task.name, job.limits, job.ocr)
        report, plan = check_source(source, ready.rulebook, settings, ready.bases)
        text = body_of(plain_text(source), plan) if plan is not None and report.score is not None else None
        drawn = sketch(text.text, ready.known, ready.rulebook.likeness) if text is not None else _EMPTY
        return pack(task.key, report, drawn, text)
    except ReadError as error:
        return pack(task.key, unreadable(task.name, error.words), _EMPTY, None)
    except Exception as error:  # one bad file never stops the run
        return failed(task, _unexpected(error))


def failed(task: Task, words: Words = _ENDED) -> Failed:
    """Return what is told of a file whose check did not come to an end; ``words``: why, else that it ended its
    process."""
    return Failed(*pack(task.key, unreadable(task.name, words), _EMPTY, None))


def _unexpected(error: Exception) -> Words:
    if isinstance(error, MemoryError):
        return Words(
            "Không đủ bộ nhớ để kiểm tra tệp này. Hãy đóng bớt chương trình hoặc giảm --jobs rồi chạy lại.",
            "There is not memory enough to check this file. Close other programs, or lower --jobs, and run again.",
        )
    what = type(error).__name__
    return Words(
        f"Chương trình gặp lỗi khi kiểm tra tệp này ({what}). Hãy lưu lại tệp dưới dạng .docx rồi kiểm tra riêng.",
        f"The program failed on this file ({what}). Save it again as .docx and check it alone.",
    )
