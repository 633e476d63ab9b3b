"""Throw damaged copies of real files at the readers: every one must end in a report, in bounded time and memory.

``python tests/fuzz.py --seconds 60`` is what runs on every change; ``--seed`` repeats a run, ``--keep`` writes what
went wrong to a folder. Exits 1 when a file raised, took too long or too much memory.
"""

from __future__ import annotations

import argparse
import io
import random
import re
import resource
import signal
import sys
import tempfile
import time
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from types import FrameType

from plancheck.engine import lint
from plancheck.rulebook import load

ROOT = Path(__file__).resolve().parent.parent
FOLDERS = (ROOT / "fixtures" / "formats" / "files", ROOT / "tests" / "data")
SUFFIXES = (".docx", ".odt", ".html", ".doc", ".rtf", ".pdf", ".txt")
MOST_SECONDS = 20  # for one damaged copy of a file of a few pages
MOST_BYTES = 3 * 1024**3  # of address space, what the interpreter and its libraries map included
_VALUES = (
    b"",
    b"0",
    b"-1",
    b"1",
    b"2147483648",
    b"99999999999999999999",
    b"\xff",
    b"%1.%2.%9.",
    b"&x;",
    b"\x00",
    b"../../x",
)

Change = Callable[[random.Random, bytes], bytes]


class TooSlow(BaseException):
    """Not an Exception: no handler on the way may take it for an error of the file."""


def flipped(chance: random.Random, content: bytes) -> bytes:
    damaged = bytearray(content)
    for _ in range(chance.choice((1, 3, 10, 100))):
        damaged[chance.randrange(len(damaged))] = chance.randrange(256)
    return bytes(damaged)


def truncated(chance: random.Random, content: bytes) -> bytes:
    return content[: chance.randrange(len(content))]


def cut_out(chance: random.Random, content: bytes) -> bytes:
    start = chance.randrange(len(content))
    return content[:start] + content[start + chance.choice((1, 16, 512, 4096)) :]


def doubled(chance: random.Random, content: bytes) -> bytes:
    start = chance.randrange(len(content))
    piece = content[start : start + chance.choice((1, 16, 512, 4096))]
    return content[:start] + piece * chance.choice((2, 20)) + content[start:]


def numbers(chance: random.Random, content: bytes) -> bytes:
    """Put other values in the place of some numbers and quoted values."""
    places = list(re.finditer(rb'(?<==")[^"]{0,40}(?=")|\d+', content))
    for place in sorted(chance.sample(places, min(len(places), chance.choice((1, 3, 10)))), key=lambda p: -p.start()):
        content = content[: place.start()] + chance.choice(_VALUES) + content[place.end() :]
    return content


def tags(chance: random.Random, content: bytes) -> bytes:
    """Take out, double or swap some tags."""
    found = list(re.finditer(rb"<[^<>]{1,200}>", content))
    for tag in sorted(chance.sample(found, min(len(found), chance.choice((1, 2, 5)))), key=lambda t: -t.start()):
        other = chance.choice((b"", tag.group() * 2, chance.choice(found).group()))
        content = content[: tag.start()] + other + content[tag.end() :]
    return content


PLAIN: tuple[Change, ...] = (flipped, truncated, cut_out, doubled, numbers, tags)
INSIDE: tuple[Change, ...] = (numbers, tags, cut_out, doubled, flipped)


def inside(chance: random.Random, content: bytes) -> bytes:
    """Damage the members of a package and pack it again, so that the damage gets past the archive's checksums."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as package, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        names = package.namelist()
        hit = set(chance.sample(names, min(len(names), chance.choice((1, 1, 2)))))
        for name in names:
            member = package.read(name)
            if name in hit and member:
                member = chance.choice(INSIDE)(chance, member)
            if name not in hit or chance.random() > 0.05:
                target.writestr(name, member)
    return out.getvalue()


def samples() -> list[Path]:
    """Return the files to damage, the smallest ones of each format."""
    files: list[Path] = []
    for suffix in SUFFIXES:
        of_one = [path for folder in FOLDERS for path in folder.rglob(f"*{suffix}")]
        files += sorted(of_one, key=lambda path: (path.stat().st_size, path.name))[:4]
    return files


def damaged(seed: int, files: list[Path]) -> Iterator[tuple[Path, str, bytes]]:
    """Yield (origin, kind of damage, content) without end; the same seed gives the same row."""
    chance = random.Random(seed)
    while True:
        path = chance.choice(files)
        content = path.read_bytes()
        packed = content.startswith(b"PK")
        change = inside if packed and chance.random() < 0.8 else chance.choice(PLAIN)
        yield path, change.__name__, change(chance, content)


def run(seconds: float, seed: int, keep: Path | None) -> tuple[Counter[str], list[str]]:
    """Return how many ended how, and what went wrong."""
    rulebook = load()
    outcomes: Counter[str] = Counter()
    wrong: list[str] = []
    end = time.monotonic() + seconds
    signal.signal(signal.SIGALRM, _too_slow)
    with tempfile.TemporaryDirectory() as folder:
        for number, (origin, kind, content) in enumerate(damaged(seed, samples())):
            if time.monotonic() > end:
                break
            path = Path(folder) / f"x{origin.suffix}"
            path.write_bytes(content)
            signal.alarm(MOST_SECONDS)
            try:
                (report,) = lint([str(path)], rulebook)
                outcomes[f"{origin.suffix} {report.status}"] += 1
            except (Exception, TooSlow, MemoryError) as error:
                wrong.append(f"case {number} of seed {seed}: {origin.name}, {kind}: {type(error).__name__}: {error}")
                if keep is not None:
                    keep.mkdir(parents=True, exist_ok=True)
                    (keep / f"{seed}-{number}{origin.suffix}").write_bytes(content)
            finally:
                signal.alarm(0)
    return outcomes, wrong


def _too_slow(number: int, frame: FrameType | None) -> None:
    raise TooSlow(f"longer than {MOST_SECONDS} s")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--seed", type=int, default=None)
    parser.add_argument("--keep", type=Path, default=None)
    options = parser.parse_args()
    resource.setrlimit(resource.RLIMIT_AS, (MOST_BYTES, MOST_BYTES))
    seed = options.seed if options.seed is not None else random.SystemRandom().randrange(10**9)
    outcomes, wrong = run(options.seconds, seed, options.keep)
    print(f"seed {seed}: {outcomes.total()} damaged files")
    for outcome, count in sorted(outcomes.items()):
        print(f"  {count:6} {outcome}")
    for line in wrong:
        print(line)
    return int(bool(wrong))


if __name__ == "__main__":
    sys.exit(main())
