"""``plancheck audit``: check the plans of all units in one run."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from plancheck.cli.auditout import check_outputs, outputs_of, write
from plancheck.cli.config import Config, load_config
from plancheck.cli.inputs import basis_option, expand, superiors
from plancheck.cli.names import check_names, check_profile, config_option, lang_option, rulebook_of, rules_option
from plancheck.cli.streams import Refusal, complain

if TYPE_CHECKING:
    from plancheck.audit.audit import Asked
    from plancheck.audit.gathering import Files
    from plancheck.audit.job import Job
    from plancheck.audit.letting import Letting
    from plancheck.audit.roster import Unit
    from plancheck.audit.store import Store
    from plancheck.audited import Audit, Earlier
    from plancheck.matrix import BasisPlan
    from plancheck.rulebook import Rulebook

_LEVELS = ("error", "warning", "info")
_STORE = "results.sqlite"


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
    files = _files(folder, place)
    check_outputs(wanted, [*files.places.values(), *([roster] if roster else [])])
    rulebook = rulebook_of(config, rules)
    config.adjust(rulebook)
    superior = superiors(place, [], config, rulebook, ocr)
    settings = Settings(
        profile or config.profile, select or tuple(config.select), ignore or tuple(config.ignore), None, draft
    )
    check_names((*settings.select, *settings.ignore), rulebook)
    check_profile(settings.profile, rulebook)
    job = _job(config, rules, rulebook, settings, ocr, superior.sources, superior.missing)
    letting = _letting(config, folder)
    asked = _asked(config, rulebook, roster, due, history, superior.sources, letting)
    power = power_of(executor, jobs or os.cpu_count() or 1)
    store = _store(no_cache)
    try:
        with _progress() as told:
            result = _stopping(
                lambda: audit(files, Means(job, store, power.workers, power.make, told), rulebook, asked)
            )
        for output in wanted:
            write(result, output, lang, verbose)
        _told_after(result, store, no_cache, letting, config, rulebook, lang)
        _recorded(history, result)
    finally:
        power.close()
        store.close()
    unread = sum(1 for row in result.units if row.status == "unreadable") + sum(
        1 for loose in (*result.unmatched, *result.ambiguous) if loose.status == "unreadable"
    )
    if unread or superior.problems or not files.places:
        raise click.exceptions.Exit(2)
    raise click.exceptions.Exit(_exit_code(result, fail_on or config.fail_on or "error"))


def _exit_code(result: Audit, fail_on: str) -> int:
    """Return 1 where a unit sent nothing that is a plan, or a finding is at or above ``fail_on``."""
    if fail_on == "never":
        return 0
    levels = _LEVELS[: _LEVELS.index(fail_on) + 1]
    counts = {"error": "errors", "warning": "warnings", "info": "infos"}
    found = any(getattr(row, counts[level]) for row in result.units for level in levels)
    return int(found or any(row.status != "checked" for row in result.rows))


def _files(folder: str, basis: str | None) -> Files:
    """Return the drafts of the folder; the superior plan among them is none.

    Raises Refusal where there is no such folder.
    """
    from plancheck.audit.gathering import paths_in
    from plancheck.readers.files import holds_files

    if not holds_files(folder):
        raise Refusal(
            f"“{folder}” không phải thư mục hay tệp .zip; hãy chỉ ra thư mục chứa kế hoạch của các đơn vị.",
            f"'{folder}' is no folder or zip file; name the folder of the units' plans.",
        )
    found, _ = expand([folder])
    apart = {os.path.realpath(path) for path in expand([basis])[0]} if basis is not None else set()
    paths = [path for path in found if os.path.realpath(path) not in apart]
    if not paths:
        vi, en = f"Thư mục “{folder}” không có dự thảo nào.", f"No draft in the folder '{folder}'."
        complain(f"plancheck: {vi} / {en}")
    return paths_in(folder, paths)


def _job(
    config: Config, rules: Sequence[str], rulebook: Rulebook, settings: object, ocr: bool,
    sources: Sequence[object], missing: object,
) -> Job:  # fmt: skip
    from plancheck.audit.job import make_job
    from plancheck.readers import Limits
    from plancheck.rulebook import content_signature

    extra = [Path(folder) for folder in (*config.rules, *rules)]
    signature = content_signature(extra, [Path(name) for name in config.law]) + repr(sorted(config.late_issue.items()))
    return make_job(rulebook, signature, settings, Limits(**config.limits), ocr, sources, missing)  # type: ignore[arg-type]


def _letting(config: Config, folder: str) -> Letting:
    from plancheck.audit.letting import Letting

    beside = str(config.path.resolve().parent) if config.path is not None else None
    return Letting.of(config.suppress, os.path.realpath(folder), beside, date.today())


def _asked(
    config: Config, rulebook: Rulebook, roster: str | None, due: str | None, history: str | None,
    sources: Sequence[object], letting: Letting,
) -> Asked:  # fmt: skip
    from plancheck.audit.audit import Asked

    units = _roster(roster, rulebook) if roster is not None else None
    day = _day(due) if due is not None else config.due
    past = _earlier(history)
    return Asked(units, _basis_plan(sources, rulebook), day, config.late_after_days, letting, past)


def _basis_plan(sources: Sequence[object], rulebook: Rulebook) -> BasisPlan | None:
    """Return what the superior plan says of itself, where there is one."""
    from plancheck.engine import prepare_basis
    from plancheck.source import Source

    source = sources[0] if len(sources) == 1 else None
    return prepare_basis(source, rulebook).plan if isinstance(source, Source) else None


def _roster(path: str, rulebook: Rulebook) -> list[Unit]:
    from plancheck.audit.roster import RosterError, read_roster

    try:
        return read_roster(path, rulebook.columns)
    except RosterError as error:
        for place, words in error.problems:
            complain(f"plancheck: {place}: {words.vi} / {words.en}")
        raise click.exceptions.Exit(2) from error


def _day(written: str) -> str:
    """Return a day as ISO; raise Refusal where it is none."""
    from datetime import datetime

    for form in ("%Y-%m-%d", "%d/%m/%Y"):
        with contextlib.suppress(ValueError):
            return datetime.strptime(written.strip(), form).date().isoformat()
    raise Refusal(f"“{written}” không phải ngày; hãy ghi như 14/02/2026.", f"'{written}' is no day; write 2026-02-14.")


def _earlier(history: str | None) -> Callable[[int | None], Mapping[str, Earlier]] | None:
    """Return what gives the results of the year before; raise Refusal where the history cannot be used."""
    if history is None:
        return None
    from plancheck.audit.history import HistoryError, earlier, prepare

    path = Path(history)
    try:
        prepare(path)
    except HistoryError as error:
        raise Refusal(error.words.vi, error.words.en) from error
    return lambda year: earlier(path, year)


def _recorded(history: str | None, result: Audit) -> None:
    if history is None:
        return
    from plancheck.audit.history import HistoryError, record

    try:
        record(Path(history), result)
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
    from plancheck.audit.running import Stopped

    try:
        return run()
    except Stopped as error:
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
    import sys

    if not sys.stderr.isatty():
        yield lambda done, total: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("plancheck"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(compact=True))
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        bar = progress.add_task("", total=None)
        yield lambda done, total: progress.update(bar, completed=done, total=total)
