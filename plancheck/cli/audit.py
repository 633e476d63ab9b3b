"""``plancheck audit``: check the plans of all units in one run."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from plancheck.cli.auditin import asked_of, files_of, job_of, letting_of
from plancheck.cli.auditout import Output, check_outputs, outputs_of, write
from plancheck.cli.config import Config, load_config
from plancheck.cli.inputs import basis_option, superiors
from plancheck.cli.names import check_names, check_profile, config_option, lang_option, rulebook_of, rules_option
from plancheck.cli.streams import Refusal, complain

if TYPE_CHECKING:
    from plancheck.audit.letting import Letting
    from plancheck.audit.store import Store
    from plancheck.audited import Audit
    from plancheck.rulebook import Rulebook

_LEVELS = ("error", "warning", "info")
_STORE = "results.sqlite"
_MOST_JOBS = 60  # processes: Windows waits for no more at a time


@click.command("audit", short_help="Rà soát kế hoạch của mọi đơn vị. / Audit all units' plans.")
@click.argument("folder")
@basis_option
@click.option("--roster", metavar="FILE", help="Danh sách đơn vị (.csv, .xlsx, .yaml). / The units that owe a plan.")
@click.option("--due", metavar="DATE", help="Hạn ban hành, 2026-02-14 hoặc 14/02/2026. / The last day to issue it.")
@click.option("--history", metavar="FILE", help="Ghi kết quả vào tệp lịch sử, so với năm trước. / Keep and compare.")
@click.option("--format", "form", type=click.Choice(["text", "json", "csv", "xlsx", "html"]), default=None,
              help="Dạng kết quả (mặc định text, hoặc theo đuôi tệp -o). / Form of the output.")  # fmt: skip
@click.option("-o", "--output", "outputs", multiple=True, metavar="FILE",
              help="Ghi kết quả vào tệp (lặp lại được). / Write to a file (repeatable).")  # fmt: skip
@click.option("--jobs", type=click.IntRange(min=1), default=None, metavar="N",
              help="Số tiến trình (mặc định: mọi lõi). / Processes (default: all cores).")  # fmt: skip
@click.option("--executor", metavar="dask://HOST:PORT", help="Cụm máy có sẵn. / An existing cluster.")
@click.option("--no-cache", is_flag=True, help="Kiểm tra lại mọi tệp. / Check every file anew.")
@click.option("--draft", is_flag=True, help="Bản dự thảo: chưa có số, ngày. / Drafts: no number or date yet.")
@click.option("--ocr", is_flag=True, help="Đọc chữ trên trang quét (cần tesseract). / Read scanned pages.")
@click.option("--profile", metavar="NAME", help="Hồ sơ quy tắc (mặc định: tự chọn). / Rule profile.")
@click.option("--select", multiple=True, metavar="RULE|FAMILY", help="Chỉ kiểm tra quy tắc này. / Only these.")
@click.option("--ignore", multiple=True, metavar="RULE|FAMILY", help="Bỏ qua quy tắc này. / Leave these out.")
@click.option("--fail-on", type=click.Choice([*_LEVELS, "never"]), default=None,
              help="Mức làm mã thoát bằng 1 (mặc định error). / Severity for exit code 1.")  # fmt: skip
@lang_option
@config_option
@rules_option
@click.option("-v", "--verbose", is_flag=True, help="In mọi đơn vị, mọi thiếu sót. / Every unit, every gap.")
def command(
    folder: str, basis: str | None, roster: str | None, due: str | None, history: str | None, form: str | None,
    outputs: tuple[str, ...], jobs: int | None, executor: str | None, no_cache: bool, draft: bool, ocr: bool,
    profile: str | None, select: tuple[str, ...], ignore: tuple[str, ...], fail_on: str | None, lang: str | None,
    config_file: str | None, rules: tuple[str, ...], verbose: bool,
) -> None:  # fmt: skip
    """Rà soát kế hoạch của mọi đơn vị trong một thư mục (hoặc tệp .zip): ai chưa gửi, ai quá hạn, mỗi nơi thiếu gì,
    nơi nào chép của nhau.

    Check the plans of all units in a folder: who sent nothing, who is late, what each lacks, who copied from whom.
    """
    from plancheck.audit.audit import audit
    from plancheck.audit.gathering import Means
    from plancheck.checks import Settings
    from plancheck.cli.executors import power_of

    config = load_config(config_file, [folder])
    lang = lang or config.lang or "vi"
    wanted = outputs_of(outputs, form)
    place = basis or config.basis
    rulebook = rulebook_of(config, rules)
    files = files_of(folder, place, rulebook)
    others = [name for name in (roster, place, history, config.path and str(config.path)) if name]
    check_outputs(wanted, [*files.places.values(), *others])
    superior = superiors(place, [], config, rulebook, ocr)
    settings = Settings(
        profile or config.profile, select or tuple(config.select), ignore or tuple(config.ignore), None, draft
    )
    check_names((*settings.select, *settings.ignore), rulebook)
    check_profile(settings.profile, rulebook)
    letting = letting_of(config, folder)
    asked = asked_of(config, rulebook, roster, due, history, superior, letting)
    job = job_of(config, rules, rulebook, settings, ocr, superior, asked.due)
    power = power_of(executor, min(jobs or os.cpu_count() or 1, _MOST_JOBS, max(1, len(files.places))))
    store = _store(no_cache)
    try:
        with _progress() as told:
            result = _stopping(
                lambda: audit(files, Means(job, store, power.workers, power.make, told), rulebook, asked)
            )
        steps = [partial(write, result, output, lang, verbose) for output in wanted]
        if history is not None:
            steps.append(partial(_record, Path(history), result))
        undone = [step for step in steps if not _done(step)]  # what fails leaves the others to be done
        _told_written(wanted, result)
        _told_after(result, store, no_cache, letting, config, rulebook, lang)
    finally:
        power.close()
        store.close()
    unread = sum(1 for row in result.units if row.status == "unreadable") + sum(
        1 for loose in (*result.unmatched, *result.ambiguous) if loose.status == "unreadable"
    )
    if unread or superior.problems or not files.places or undone:
        raise click.exceptions.Exit(2)
    raise click.exceptions.Exit(_exit_code(result, fail_on or config.fail_on or "error"))


def _exit_code(result: Audit, fail_on: str) -> int:
    """Return 1 where a unit sent nothing that is a plan, or a finding is at or above ``fail_on``."""
    if fail_on == "never":
        return 0
    levels = _LEVELS[: _LEVELS.index(fail_on) + 1]
    counts = {"error": "errors", "warning": "warnings", "info": "infos"}
    found = any(getattr(row, counts[level]) for row in result.rows for level in levels)
    return int(found or any(row.status != "checked" for row in result.rows))


def _done(step: Callable[[], None]) -> bool:
    """Do a step; tell why where it cannot be done."""
    from plancheck.audit.store import StoreError

    try:
        step()
    except Refusal as refusal:
        refusal.show()
        return False
    except StoreError:
        complain(
            "plancheck: Một kết quả đã lưu bị hỏng trên đĩa. Hãy chạy lại lệnh; tệp đó sẽ được kiểm tra lại. / "
            "A kept result was damaged on the disk. Run again; its file will be checked anew."
        )
        return False
    return True


def _record(history: Path, result: Audit) -> None:
    """Add the results to the history; raise Refusal where that cannot be."""
    from plancheck.audit.history import HistoryError, record

    try:
        record(history, result)
    except HistoryError as error:
        raise Refusal(
            f"{error.words.vi} Kết quả kiểm tra vẫn được giữ; chạy lại lệnh để ghi lịch sử.",
            f"{error.words.en} The results are kept; run again to record them.",
        ) from error


def _store(no_cache: bool) -> Store:
    """Return where results are kept: the user's cache, or memory where that cannot be written."""
    from plancheck.audit.store import Store, StoreError
    from plancheck.paths import cache_dir

    if no_cache:
        return Store(None)
    try:
        return Store(cache_dir() / _STORE)
    except StoreError as error:
        _not_kept(str(error))
        return Store(None)


def _not_kept(reason: str) -> None:
    complain(
        f"plancheck: Không lưu được kết quả để lần sau dùng lại ({reason}); lần này vẫn kiểm tra đủ. / "
        f"Results cannot be kept for the next run ({reason}); this run is complete all the same."
    )


def _told_written(wanted: Sequence[Output], result: Audit) -> None:
    """Say what was written and what needs a look, where the page itself is not on the screen."""
    paths = [output.path for output in wanted if output.path is not None and Path(output.path).exists()]
    if not paths:
        return
    total, loose = result.total, len(result.unmatched) + len(result.ambiguous)
    vi = (
        f"Đã ghi {', '.join(paths)}: {total.units} đơn vị, {total.missing} chưa gửi, "
        f"{total.unreadable} không đọc được, {loose} tệp chưa rõ của đơn vị nào."
    )
    en = f"{total.units} units, {total.missing} missing, {total.unreadable} unreadable, {loose} files of no known unit."
    complain(f"plancheck: {vi} / {en}")


def _told_after(
    result: Audit, store: Store, no_cache: bool, letting: Letting, config: Config, rulebook: Rulebook, lang: str
) -> None:  # fmt: skip
    """Tell on standard error what went wrong beside the plans: results not kept, suppressions that are wrong."""
    from plancheck.checks.suppression import wrong_entries

    if store.trouble and not no_cache:
        _not_kept(store.trouble)
    names = [letting.name(row.path) for row in result.units if row.path is not None]
    for finding in wrong_entries(config.suppress, letting.used, names, rulebook, date.today()):
        complain(f"plancheck: {config.path}:{finding.location.line}: {finding.message[lang]}")


def _stopping(run: Callable[[], Audit]) -> Audit:
    """Run the audit; where it is stopped, say that what was done is kept."""
    from plancheck.audit.history import HistoryError
    from plancheck.audit.running import Stopped
    from plancheck.audit.store import StoreError

    try:
        return run()
    except StoreError as error:
        raise Refusal(
            "Một kết quả đã lưu bị hỏng trên đĩa. Hãy chạy lại lệnh; tệp đó sẽ được kiểm tra lại.",
            "A kept result was damaged on the disk. Run again; its file will be checked anew.",
        ) from error
    except (Stopped, HistoryError) as error:
        raise Refusal(
            f"{error.words.vi} Kết quả đã có được giữ; chạy lại lệnh để tiếp tục.",
            f"{error.words.en} What was done is kept; run again to go on.",
        ) from error
    except KeyboardInterrupt:
        complain(
            "plancheck: Kết quả đã có được giữ; chạy lại lệnh để tiếp tục. / What was done is kept; run again to go on."
        )
        raise


@contextmanager
def _progress() -> Iterator[Callable[[int, int], None]]:
    """Show a person who waits at a terminal how far it is and how long it takes."""
    if not sys.stderr.isatty():
        yield lambda done, total: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("plancheck"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(compact=True))
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        bar = progress.add_task("", total=None)
        yield lambda done, total: progress.update(bar, completed=done, total=total)
