"""Call the stages in order: read, normalise, scan, parse, check."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from plancheck.checks import Context, Settings, context_of, run
from plancheck.finding import Finding, Report, Words
from plancheck.fingerprint import fingerprint
from plancheck.grammar import parse
from plancheck.grammar.citations import register_codes
from plancheck.language import normalise
from plancheck.plan import Location, Plan
from plancheck.readers import Limits, ReadError, read
from plancheck.rulebook import Rule, Rulebook
from plancheck.source import Source

if TYPE_CHECKING:
    from plancheck.alignment import Basis
    from plancheck.matrix import Alignment

_NOTHING = Words("", "")
_BROKEN_TEXT = Words(
    "Chữ trong tệp PDF dùng mã phông không đọc được. Hãy gửi tệp Word gốc, hoặc chạy lại với --ocr.",
    "The letters of the PDF have no readable code. Give the original Word file, or run again with --ocr.",
)


@contextmanager
def _no_collection() -> Iterator[None]:
    """Put off the search for cycles: what a check makes lives until its end, and looking for what does not live costs
    a quarter of the time on a text of a megabyte."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def parse_source(source: Source | str, rulebook: Rulebook) -> Plan:
    """Return the plan in a draft, or in a text; accepts every text."""
    register_codes(rulebook.codes)
    normalised = normalise(source)
    return parse(normalised, rulebook.phrases.scan(normalised.folded))


def plain_text(source: Source) -> str:
    """Return the text whose lines locations name; letters of an old encoding in Unicode, line for line."""
    if source.blocks is not None:
        return source.text
    from plancheck.language.legacy import repair

    repaired = repair(source.text)
    return repaired.text if repaired else source.text


def lint_text(
    text: str, rulebook: Rulebook, settings: Settings = Settings(), path: str = "<text>",  # noqa: B008 - frozen
    bases: Sequence[Basis] = (),
) -> Report:  # fmt: skip
    """Return the report on a draft given as text; never raises on any text."""
    return lint_source(Source(path, text, "text"), rulebook, settings, bases)


def prepare_basis(source: Source, rulebook: Rulebook) -> Basis:
    """Return a superior plan ready to be laid beside any number of drafts."""
    from plancheck.alignment import prepare

    register_codes(rulebook.codes)
    with _no_collection():
        normalised = normalise(source)
        hits = rulebook.phrases.scan(normalised.folded)
        return prepare(context_of(parse(normalised, hits), hits, rulebook, Settings()), source.path)


def align_source(source: Source, rulebook: Rulebook, settings: Settings, bases: Sequence[Basis]) -> Alignment | Words:
    """Return the alignment of a draft with the one of ``bases`` that it names, or why none was picked."""
    from plancheck.alignment import align, pick

    register_codes(rulebook.codes)
    with _no_collection():
        normalised = normalise(source)
        hits = rulebook.phrases.scan(normalised.folded)
        context = context_of(parse(normalised, hits), hits, rulebook, settings)
        picked = pick(context, bases)
        return picked if isinstance(picked, Words) else align(context, picked)


def _beside(bases: Sequence[Basis] | Words) -> Callable[[Context], None] | None:
    """Return what lays a draft beside the one of ``bases`` that it names, or says why there is none."""
    if not bases:
        return None

    def lay(context: Context) -> None:
        if isinstance(bases, Words):
            context.no_basis = bases
            return
        from plancheck.alignment import align, pick

        picked = pick(context, bases)
        if isinstance(picked, Words):
            context.no_basis = picked
        else:
            context.alignment = align(context, picked)

    return lay


def lint_source(
    source: Source, rulebook: Rulebook, settings: Settings, bases: Sequence[Basis] | Words = ()
) -> Report:  # fmt: skip
    """Return the report on a draft that a reader has read.

    ``bases``: superior plans, of which it may name one, or why none could be read.
    """
    return check_source(source, rulebook, settings, bases)[0]


def check_source(
    source: Source, rulebook: Rulebook, settings: Settings, bases: Sequence[Basis] | Words = ()
) -> tuple[Report, Plan | None]:
    """Return the report on a draft as ``lint_source`` does, and the plan; None where the file holds no words."""
    if _is_picture(source):
        return _wordless(source, rulebook), None
    register_codes(rulebook.codes)
    with _no_collection():
        normalised = normalise(source)
        hits = rulebook.phrases.scan(normalised.folded)
        plan = parse(normalised, hits)
        return run(plan, hits, rulebook, settings, source.path, _beside(bases)), plan


def lint(
    paths: Iterable[str],
    rulebook: Rulebook,
    settings: Settings = Settings(),  # noqa: B008 - frozen
    limits: Limits = Limits(),  # noqa: B008 - frozen
    ocr: bool = False,
    bases: Sequence[Basis] | Words = (),
) -> Iterator[Report]:
    """Yield a report for each file, in the order given; one that cannot be read has status "unreadable".

    ``ocr``: words of scanned pages are read off the pictures.
    """
    for path in paths:
        try:
            source = read(path, limits, ocr)
        except ReadError as error:
            yield unreadable(path, error.words)
            continue
        yield lint_source(source, rulebook, settings, bases)


def no_words(source: Source, rulebook: Rulebook) -> Words | None:
    """Return why a file that a reader has read holds no words, None where it does."""
    return _wordless(source, rulebook).findings[0].message if _is_picture(source) else None


def unreadable(path: str, words: Words, rule: Rule | None = None) -> Report:
    """Return the report on a file that cannot be read; ``rule`` says why, where it is not "unreadable-file"."""
    suggestion, why, basis = (rule.suggestion, rule.why, rule.basis) if rule else (_NOTHING, _NOTHING, _NOTHING)
    name = rule.id if rule else "unreadable-file"
    finding = Finding(
        name, "input", "error", words, suggestion, why, basis,
        Location(1, 1, 1, 1), fingerprint=fingerprint(f"{name}|{words.en}"),
    )  # fmt: skip
    return Report(path, "unreadable", findings=[finding])


def _is_picture(source: Source) -> bool:
    """Say whether a file has no words, or hardly any beside its pictures (which the reader tells of the whole file)."""
    whole = any(remark.kind == "scanned-page" and not remark.detail.isdecimal() for remark in source.remarks)
    return source.blocks is not None and (whole or not source.text.strip())


def _wordless(source: Source, rulebook: Rulebook) -> Report:
    """Return the report on a file whose words are only in pictures, or in letters that no program can read."""
    if any(remark.kind == "broken-text" for remark in source.remarks):
        return unreadable(source.path, _BROKEN_TEXT)
    rule = rulebook.rules["scanned-document"]
    return unreadable(source.path, Words(**rule.options["problems"]["whole"]), rule)
