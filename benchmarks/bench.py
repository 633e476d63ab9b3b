"""Measure plancheck against simple floors in one run; print ratios, bars and where the time goes.

Ratios compare two things measured side by side on the same machine, so they mean the same on a slow and on a fast
one. Each figure is the least of many repeats, taken in turns. Exits 0 whatever the figures are: they inform.
"""

from __future__ import annotations

import gc
import os
import re
import subprocess
import sys
import tempfile
import unicodedata
from collections.abc import Callable
from pathlib import Path
from time import perf_counter

from plancheck.checks import Settings, run
from plancheck.engine import lint_text
from plancheck.grammar import parse
from plancheck.language import normalise
from plancheck.rulebook import Rulebook, load

ROOT = Path(__file__).resolve().parent.parent
SEED = ROOT / "fixtures" / "plans" / "so-y-te-2021.txt"  # 11 KB in long paragraphs, as real drafts are
DENSE = ROOT / "fixtures" / "plans" / "ubnd-tinh-2018.md"  # as long, but of twice as many and much shorter lines
EXTRA_RULES = 300
LONGER = 100
_WORDS = re.compile(r"\w+")
_TOP = re.compile(r"[IVXLC]+\. ")
_TAIL = re.compile(r"\W*Nơi nhận")
_RULE = """id: {id}
family: province
severity: info
check: phrases
options: {{forbid: ["{one}", "{two}"]}}
message: {{vi: "Không dùng “{{phrase}}”.", en: "Do not use “{{phrase}}”."}}
suggestion: {{vi: "Viết khác.", en: "Write otherwise."}}
why: {{vi: "Quy ước của tỉnh.", en: "The province's convention."}}
basis: {{vi: "Quy ước", en: "Convention"}}
examples:
  pass: [{{text: "KẾ HOẠCH\\nTuyên truyền năm 2026"}}]
  fail: [{{text: "KẾ HOẠCH\\nTuyên truyền năm 2026\\nI. {one}"}}]
"""


def least(*tasks: Callable[[], object], repeats: int) -> list[float]:
    """Return the least time of each task in seconds; the tasks take turns, so that a slow moment hits all alike."""
    best = [float("inf")] * len(tasks)
    gc.collect()
    gc.disable()  # as timeit does: what is collected meanwhile belongs to no task
    try:
        for _ in range(repeats):
            for number, task in enumerate(tasks):
                start = perf_counter()
                task()
                best[number] = min(best[number], perf_counter() - start)
    finally:
        gc.enable()
    return best


def floor(text: str, rulebook: Rulebook) -> int:
    """Do the least that any checker has to do with a text: one form, one case, lines, words, one scan for phrases."""
    automaton = rulebook.phrases._automaton
    folded = unicodedata.normalize("NFC", text).casefold()
    lines = folded.splitlines()
    words = _WORDS.findall(folded)
    return len(lines) + len(words) + len(automaton.find_matches_as_indexes(folded, overlapping=True))


def longer(text: str, times: int) -> str:
    """Return a plan ``times`` times as long: its body again and again under one title, top sections numbered on."""
    lines = text.split("\n")
    first = next(number for number, line in enumerate(lines) if _TOP.match(line))
    last = next(number for number, line in enumerate(lines) if _TAIL.match(line))
    out, count, size = lines[:first], 0, 0
    while size < times * len(text):
        for line in lines[first:last]:
            if top := _TOP.match(line):
                count = count % 80 + 1
                line = f"{roman(count)}. {line[top.end() :]}"
            out.append(line)
            size += len(line) + 1
    return "\n".join(out + lines[last:])


def roman(number: int) -> str:
    out = ""
    for value, digits in ((50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")):
        while number >= value:
            out, number = out + digits, number - value
    return out


def plain(path: Path) -> str:
    """Return the fixture without its parts, so that its sections I., II., … can be numbered on."""
    text = re.sub(r"(?m)^#+ +|\*\*", "", path.read_text(encoding="utf-8"))
    return re.sub(r"(?m)^Phần thứ .+\n+.+\n+", "", text)


def extra_rules(folder: Path, count: int) -> None:
    for number in range(count):
        name = f"province-{number:03d}"
        one, two = f"cụm từ thứ {number} của tỉnh", f"cách viết {number} không dùng"
        (folder / f"{name}.yaml").write_text(_RULE.format(id=name, one=one, two=two), encoding="utf-8")


def stages(text: str, rulebook: Rulebook, repeats: int) -> list[tuple[str, float]]:
    normalised = normalise(text)
    hits = rulebook.phrases.scan(normalised.folded)
    plan = parse(normalised, hits)
    times = least(
        lambda: normalise(text),
        lambda: rulebook.phrases.scan(normalised.folded),
        lambda: parse(normalised, hits),
        lambda: run(plan, hits, rulebook, Settings(), "bench"),
        repeats=repeats,
    )
    return list(zip(("normalise", "scan", "parse", "check"), times, strict=True))


def matchers(text: str, rulebook: Rulebook) -> tuple[float, float]:
    """Return the times of one automaton and of one alternation of a regular expression over the same phrases."""
    folded = normalise(text).folded
    automaton = rulebook.phrases._automaton
    longest_first = sorted(rulebook.phrases.patterns, key=len, reverse=True)
    expression = re.compile("|".join(re.escape(phrase) for phrase in longest_first))
    one, other = least(
        lambda: automaton.find_matches_as_indexes(folded, overlapping=True),
        lambda: expression.findall(folded),
        repeats=20,
    )
    return one, other


def cold(repeats: int) -> tuple[float, float]:
    with tempfile.TemporaryDirectory() as folder:
        draft = Path(folder) / "one.txt"
        draft.write_text(SEED.read_text(encoding="utf-8"), encoding="utf-8")
        script = Path(sys.executable).with_name("plancheck")
        command = [str(script)] if script.exists() else [sys.executable, "-m", "plancheck"]
        environment = {**os.environ, "PLANCHECK_CACHE_DIR": folder}

        def start(*arguments: str) -> None:
            subprocess.run(arguments, env=environment, capture_output=True, check=False)

        start(*command, "lint", str(draft))  # fills the cache
        lint, nothing = least(
            lambda: start(*command, "lint", str(draft)), lambda: start(sys.executable, "-c", "pass"), repeats=repeats
        )
    return lint, nothing


def row(name: str, value: float, bar: float, detail: str) -> None:
    print(f"{name:<44}{value:>8.2f}{bar:>8.1f}   {'ok' if value <= bar else 'over':<6}{detail}")


def main() -> None:
    rulebook = load()
    seed = plain(SEED)
    size = len(seed.encode())
    spellings, python = len(rulebook.phrases.patterns), sys.version.split()[0]
    print(f"text: {SEED.name} without Markdown and parts, {size / 1024:.1f} KB, {len(seed.splitlines())} lines")
    print(f"{len(rulebook.rules)} rules, {spellings} spellings of phrases; Python {python}\n")
    print(f"{'ratio':<44}{'is':>8}{'bar':>8}")

    whole, base = least(lambda: lint_text(seed, rulebook), lambda: floor(seed, rulebook), repeats=60)
    row("(a) whole check / floor", whole / base, 6, f"{whole * 1000:.2f} ms / {base * 1000:.2f} ms")

    dense = plain(DENSE)
    slow, short = least(lambda: lint_text(dense, rulebook), lambda: floor(dense, rulebook), repeats=40)
    row("    the same, short lines and a table", slow / short, 6, f"{len(dense.splitlines())} lines, no bar of its own")

    many = longer(dense, LONGER)
    small, large = least(lambda: lint_text(dense, rulebook), lambda: lint_text(many, rulebook), repeats=3)
    small = min(small, slow)
    times = len(many.encode()) / len(dense.encode())
    shown = f"{large * 1000:.0f} ms for {len(many.encode()) / 1e6:.2f} MB"
    row(f"(b) text {times:.0f} times as long / once", large / small, 1.2 * times, shown)

    with tempfile.TemporaryDirectory() as folder:
        extra_rules(Path(folder), EXTRA_RULES)
        crowded = load([Path(folder)])
        with_rules, without = least(lambda: lint_text(seed, crowded), lambda: lint_text(seed, rulebook), repeats=60)
    row(f"(c) {EXTRA_RULES} more rules / none", with_rules / without, 1.3, f"{len(crowded.rules)} rules")

    lint, nothing = cold(repeats=12)
    row("(d) cold plancheck lint / python -c pass", lint / nothing, 12, f"{lint * 1e3:.0f} ms / {nothing * 1e3:.0f} ms")

    print("\nstages of (a)")
    parts = stages(seed, rulebook, repeats=60)
    total = sum(time for _, time in parts)
    for name, time in parts:
        print(f"  {name:<12}{time * 1000:>8.2f} ms{100 * time / total:>6.0f} %")
    automaton, expression = matchers(seed, rulebook)
    print(f"\none automaton {automaton * 1e6:.0f} µs, one regular expression {expression * 1e6:.0f} µs "
          f"over the same phrases: {expression / automaton:.0f} times")  # fmt: skip


if __name__ == "__main__":
    main()
