"""``plancheck align``: lay a draft beside its superior plan."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from plancheck.cli.config import Config, load_config
from plancheck.cli.inputs import basis_option, expand, keep_inputs, superiors
from plancheck.cli.names import config_option, lang_option, rulebook_of, rules_option
from plancheck.cli.streams import Refusal, complain, page_width, print_json, print_lines
from plancheck.finding import Words
from plancheck.matrix import PARTIAL, UNCOVERED

if TYPE_CHECKING:
    from plancheck.matrix import Alignment
    from plancheck.rulebook import Rulebook
    from plancheck.source import Source

_FAILING = {"uncovered": (UNCOVERED,), "partial": (UNCOVERED, PARTIAL), "never": ()}
_MOST_NAMES = 8  # of superior plans in a refusal


@click.command("align", short_help="Đối chiếu với kế hoạch cấp trên. / Compare with the superior plan.")
@click.argument("draft")
@basis_option
@click.option("--unit", metavar="NAME", help="Đơn vị lập dự thảo. / The unit that the draft belongs to.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True,
              help="Dạng kết quả. / Form of the output.")  # fmt: skip
@click.option("-o", "--output", metavar="FILE", help="Ghi kết quả vào tệp. / Write to a file.")
@click.option("--ocr", is_flag=True, help="Đọc chữ trên trang quét (cần tesseract). / Read scanned pages.")
@click.option("--fail-on", type=click.Choice(list(_FAILING)), default="uncovered", show_default=True,
              help="Mục ở mức nào làm mã thoát bằng 1. / Items of which status give exit code 1.")  # fmt: skip
@lang_option
@config_option
@rules_option
@click.option("-v", "--verbose", is_flag=True,
              help="Kể cả mục giao cho đơn vị khác, không cắt ngắn. / Items for others too, nothing cut.")  # fmt: skip
def command(
    draft: str, basis: str | None, unit: str | None, form: str, output: str | None, ocr: bool, fail_on: str,
    lang: str | None, config_file: str | None, rules: tuple[str, ...], verbose: bool,
) -> None:  # fmt: skip
    """Đối chiếu dự thảo với kế hoạch cấp trên: từng nội dung, hình thức, nhiệm vụ được đưa vào ở đâu, còn thiếu gì.

    Lay a draft ("-": standard input) beside the superior plan: where it takes up each item, and what it lacks.
    """
    config = load_config(config_file, [draft])
    place = basis or config.basis
    if place is None:
        raise Refusal("Cần chỉ ra kế hoạch cấp trên: --basis TỆP.", "Name the superior plan: --basis FILE.")
    keep_inputs(output, [draft, *expand([place])[0]])
    rulebook = rulebook_of(config, rules)
    source = _draft(draft, config, rulebook, ocr)
    superior = superiors(place, [draft], config, rulebook, ocr)
    if not superior.sources:
        raise click.exceptions.Exit(2)  # each file was told with its reason
    _recognise(rulebook, unit or config.unit)
    alignment = _alignment(source, superior.sources, rulebook, unit or config.unit)
    _write(alignment, draft, form, output, lang or config.lang or "vi", verbose)
    if not alignment.items:
        complain(
            f"plancheck: Không tìm thấy nội dung, nhiệm vụ nào trong {alignment.basis.path}. / "
            f"No item was found in {alignment.basis.path}."
        )
        raise click.exceptions.Exit(2)
    open_items = any(item.status in _FAILING[fail_on] for item in alignment.items)
    raise click.exceptions.Exit(int(open_items or (alignment.unfit and fail_on != "never")))


def _draft(path: str, config: Config, rulebook: Rulebook, ocr: bool) -> Source:
    """Return the draft as read; raise Refusal where it cannot be read or holds no words."""
    from plancheck.engine import no_words
    from plancheck.readers import Limits, ReadError, read

    try:
        source = read(path, Limits(**config.limits), ocr)
    except ReadError as error:
        raise _refused(path, error.words) from error
    if words := no_words(source, rulebook):
        raise _refused(path, words)
    return source


def _recognise(rulebook: Rulebook, unit: str | None) -> None:
    """Tell on standard error of a unit that fits no body and no class of bodies: work given to a class passes it by."""
    from plancheck.alignment.actors import is_known

    if unit is not None and not is_known(rulebook, unit):
        complain(
            f"plancheck: không nhận ra cơ quan “{unit}”; chỉ tính việc giao đích danh và việc giao chung. / "
            f"The unit “{unit}” is not known; only work given to it by name, or to everybody, counts."
        )


def _refused(path: str, words: Words) -> Refusal:
    return Refusal(f"{path}: {words.vi}", words.en)


def _alignment(source: Source, superior: Sequence[Source], rulebook: Rulebook, unit: str | None) -> Alignment:
    """Return the matrix; raise Refusal where none of several superior plans is picked."""
    from plancheck.checks import Settings
    from plancheck.engine import align_source, prepare_basis

    bases = [prepare_basis(item, rulebook) for item in superior]
    alignment = align_source(source, rulebook, Settings(unit=unit), bases)
    if isinstance(alignment, Words):
        known = ", ".join(basis.plan.symbol or Path(basis.plan.path).name for basis in bases[:_MOST_NAMES])
        more = ", …" if len(bases) > _MOST_NAMES else ""
        raise Refusal(
            f"{source.path}: {alignment.vi}. Hãy chỉ ra một tệp bằng --basis (trong thư mục có: {known}{more}).",
            f"{alignment.en}. Name one file with --basis (the folder holds: {known}{more}).",
        )
    return alignment


def _write(alignment: Alignment, draft: str, form: str, output: str | None, lang: str, verbose: bool) -> None:
    if form == "json":
        from plancheck.report.alignform import align_form

        print_json(align_form(alignment, draft, lang), output)
        return
    from plancheck.report.alignpage import align_page

    width = page_width(sys.stdout) if output is None else 100
    print_lines(align_page(alignment, draft, width, lang, verbose), output)
