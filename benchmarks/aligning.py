"""Measure what laying drafts beside a superior plan costs, against checking them; print ratios and bars.

The least of many repeats, taken in turns, on one core. Exits 0 whatever the figures are: they inform.
"""

from __future__ import annotations

from pathlib import Path
from time import perf_counter

from plancheck.checks import Settings
from plancheck.engine import align_source, lint_source, prepare_basis
from plancheck.rulebook import Rulebook, load
from plancheck.source import Source

from bench import least, row

ROOT = Path(__file__).resolve().parent.parent
SETS = ROOT / "fixtures" / "alignment"
MOST = 12  # sentences of one made section
BATCH = 20  # drafts


def sized(paths: list[Path], least_bytes: int) -> str:
    """Return the text of the first plan, with lines of the others added to its tasks until it is as long as wanted."""
    text = paths[0].read_text(encoding="utf-8")
    head, mark, tail = text.partition("\nNơi nhận")
    more = [line for path in paths[1:] for line in path.read_text(encoding="utf-8").splitlines() if len(line) > 60]
    lines = iter(more)
    while len((head + mark + tail).encode()) < least_bytes:
        head += "\n" + next(lines)
    return head + mark + tail


def made(kind: str, count: int, sentences: list[str]) -> str:
    """Return a plan whose tasks (or contents) are ``count`` numbered lines of ``sentences`` joined anew."""
    head = f"KẾ HOẠCH\nTuyên truyền cải cách hành chính năm 2026\n\nI. {kind}\n"
    lines = []
    for number in range(count):
        group, place = divmod(number, MOST)
        if place == 0:
            lines.append(f"{group + 1}. Phần việc thứ {group + 1}")
        one, other = sentences[number % len(sentences)], sentences[(number * 7 + 3) % len(sentences)]
        lines.append(f"- {one[: len(one) // 2]} {other[len(other) // 2 :]}")
    return head + "\n".join(lines) + "\n"


def plain_lines() -> list[str]:
    files = sorted(SETS.glob("*/*.txt"))
    lines = [line.strip(" -+*") for path in files for line in path.read_text(encoding="utf-8").splitlines()]
    return [line for line in lines if 60 < len(line) < 260 and "\t" not in line]


def main() -> None:
    rulebook: Rulebook = load()
    start = perf_counter()
    phrases = len(rulebook.lexis.phrases.patterns)
    loaded = perf_counter() - start
    settings = Settings(unit="Sở Y tế")
    provinces = sorted(SETS.glob("*/province.txt"))
    drafts = sorted(SETS.glob("*/draft-1.txt"))
    plan = Source("province", sized(provinces, 20_000), "text")
    draft = Source("draft", sized(drafts, 12_000), "text")
    print(f"{len(rulebook.lexis.gapped)} phrases with gaps, {phrases} spellings, loaded in {loaded * 1000:.0f} ms\n")
    print(f"{'ratio':<44}{'is':>8}{'bar':>8}")

    def check_both() -> None:
        lint_source(plan, rulebook, settings)
        lint_source(draft, rulebook, settings)

    lint, align = least(
        check_both, lambda: align_source(draft, rulebook, settings, [prepare_basis(plan, rulebook)]), repeats=25
    )
    shown = f"{align * 1000:.1f} ms / {lint * 1000:.1f} ms"
    row("(e) align 12 KB with 20 KB / check both", align / lint, 8, shown)

    basis = prepare_basis(plan, rulebook)
    batch = [basis] * BATCH
    once, again = least(
        lambda: [align_source(draft, rulebook, settings, [one]) for one in batch],
        lambda: [align_source(draft, rulebook, settings, [prepare_basis(plan, rulebook)]) for _ in batch], repeats=3,
    )  # fmt: skip
    print(f"    {BATCH} drafts, prepared each time / once{'':5}{again / once:>6.2f}{'':8}   no bar of its own")

    sentences = plain_lines()
    large = Source("large", made("NỘI DUNG TUYÊN TRUYỀN", 500, sentences), "text")
    long = Source("long", made("NỘI DUNG TUYÊN TRUYỀN", 2000, sentences[::-1]), "text")
    prepared = prepare_basis(large, rulebook)
    items = len(prepared.wanted)
    (time,) = least(lambda: align_source(long, rulebook, settings, [prepare_basis(large, rulebook)]), repeats=3)
    shown = f"{len(large.text) // 1024} and {len(long.text) // 1024} KB"
    row(f"(f) seconds, {items} items, 2000 paragraphs", time, 2, shown)


if __name__ == "__main__":
    main()
