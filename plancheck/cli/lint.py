"""``plancheck lint``: check drafts and print what is missing."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from plancheck.cli.config import Config, load_config
from plancheck.cli.inputs import Superiors, basis_option, expand, keep_inputs, superiors
from plancheck.cli.names import check_names, check_profile, config_option, lang_option, rulebook_of, rules_option
from plancheck.cli.streams import complain, page_width, print_json, print_lines

if TYPE_CHECKING:
    from plancheck.finding import Report
    from plancheck.rulebook import Rulebook

_LEVELS = {"error": ("error",), "warning": ("error", "warning"), "info": ("error", "warning", "info"), "never": ()}


@click.command("lint", short_help="Kiểm tra dự thảo. / Check drafts.")
@click.argument("files", nargs=-1, required=True)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True,
              help="Dạng kết quả. / Form of the output.")  # fmt: skip
@click.option("-o", "--output", metavar="FILE", help="Ghi kết quả vào tệp. / Write to a file.")
@basis_option
@click.option("--draft", is_flag=True, help="Bản dự thảo: chưa có số, ngày. / A draft: no number or date yet.")
@click.option("--ocr", is_flag=True, help="Đọc chữ trên trang quét (cần tesseract). / Read scanned pages.")
@click.option("--unit", metavar="NAME", help="Đơn vị lập kế hoạch. / The unit that the plan belongs to.")
@click.option(
    "--profile", metavar="NAME", help="Hồ sơ quy tắc (mặc định: tự chọn). / Rule profile (default: by subject)."
)
@click.option(
    "--select", multiple=True, metavar="RULE|FAMILY", help="Chỉ kiểm tra quy tắc hoặc nhóm này. / Only these."
)
@click.option("--ignore", multiple=True, metavar="RULE|FAMILY", help="Bỏ qua quy tắc hoặc nhóm này. / Leave these out.")
@click.option("--fail-on", type=click.Choice(["error", "warning", "info", "never"]), default=None,
              help="Mức làm mã thoát bằng 1 (mặc định error). / Severity for exit code 1 (default error).")  # fmt: skip
@lang_option
@config_option
@rules_option
@click.option(
    "--jobs", type=click.IntRange(min=1), default=1, metavar="N", help="Số tiến trình. / Number of processes."
)
@click.option("-q", "--quiet", is_flag=True, help="Mỗi phát hiện một dòng. / One line for each finding, nothing else.")
@click.option("-v", "--verbose", is_flag=True,
              help="Kể cả quy tắc không kiểm tra, cả bảng đối chiếu. / Skipped rules, the whole matrix.")  # fmt: skip
def command(
    files: tuple[str, ...], form: str, output: str | None, basis: str | None, draft: bool, ocr: bool, unit: str | None,
    profile: str | None, select: tuple[str, ...], ignore: tuple[str, ...], fail_on: str | None, lang: str | None,
    config_file: str | None, rules: tuple[str, ...], jobs: int, quiet: bool, verbose: bool,
) -> None:  # fmt: skip
    """Kiểm tra dự thảo kế hoạch: tệp, thư mục, hoặc “-” (đầu vào chuẩn).

    Check drafts of plans: files, folders, or "-" for standard input.
    """
    config = load_config(config_file, files)
    lang = lang or config.lang or "vi"
    paths, empty = expand(files)
    place = basis or config.basis
    keep_inputs(output, [*paths, *(expand([place])[0] if place else ())])
    reports: list[Report] = []
    is_complete = not empty
    if paths:
        rulebook = rulebook_of(config, rules)
        superior = superiors(place, paths, config, rulebook, ocr)
        is_complete &= not superior.problems
        said = (profile, select, ignore, unit, draft)
        reports = _reports(paths, config, rules, jobs, said, ocr, rulebook, superior)
        _write(reports, form, output, lang, quiet, verbose)
    for folder in empty:
        vi, en = f"Thư mục “{folder}” không có dự thảo nào (.txt, .md).", f"No draft in the folder '{folder}'."
        complain(f"plancheck: {vi} / {en}")
    raise click.exceptions.Exit(exit_code(reports, fail_on or config.fail_on or "error") if is_complete else 2)


def exit_code(reports: Sequence[Report], fail_on: str) -> int:
    """Return 2 where a file could not be read, 1 where something is at or above ``fail_on``, else 0."""
    from plancheck.finding import Run

    run = Run(list(reports))
    if run.unreadable:
        return 2
    return int(run.worst() in _LEVELS[fail_on])


def _reports(
    paths: list[str], config: Config, rules: tuple[str, ...], jobs: int,
    said: tuple[str | None, tuple[str, ...], tuple[str, ...], str | None, bool], ocr: bool,
    rulebook: Rulebook, superior: Superiors,
) -> list[Report]:  # fmt: skip
    from plancheck.checks import Settings
    from plancheck.cli.workers import Job, check_files
    from plancheck.readers import Limits

    profile, select, ignore, unit, draft = said
    settings = Settings(
        profile=profile or config.profile,
        select=select or tuple(config.select),
        ignore=ignore or tuple(config.ignore),
        unit=unit or config.unit,
        draft=draft,
    )
    config.adjust(rulebook)
    check_names((*settings.select, *settings.ignore), rulebook)
    check_profile(settings.profile, rulebook)
    limits = Limits(**config.limits)
    job = Job(rules, config, settings, limits, ocr, tuple(superior.sources), superior.missing)
    reports = check_files(paths, job, rulebook, jobs)
    return _suppressed(reports, config, rulebook)


def _suppressed(reports: list[Report], config: Config, rulebook: Rulebook) -> list[Report]:
    """Return the reports with the configuration's suppressions applied; wrong ones make a report of their own."""
    if not config.suppress or config.path is None:
        return reports
    from datetime import date

    from plancheck.checks.suppression import suppress, wrong_entries
    from plancheck.finding import Report

    folder = config.path.resolve().parent
    names = [os.path.relpath(report.path, folder) if report.path != "-" else "-" for report in reports]
    used = suppress(reports, names, config.suppress, date.today())
    wrong = wrong_entries(config.suppress, used, names, rulebook, date.today())
    if not wrong:
        return reports
    settings = Report(os.path.relpath(config.path), "checked", findings=wrong, is_settings=True)
    settings.judge()
    return [*reports, settings]


def _write(reports: list[Report], form: str, output: str | None, lang: str, quiet: bool, verbose: bool) -> None:
    if form == "json":
        from plancheck.report.jsonform import run_form

        print_json(run_form(reports, lang), output)
        return
    from plancheck.report.terminal import pages
    from plancheck.report.terminal import quiet as quiet_lines

    width = page_width(sys.stdout) if output is None else 100
    print_lines(quiet_lines(reports, lang) if quiet else pages(reports, width, lang, verbose), output)
