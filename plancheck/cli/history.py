"""``plancheck history``: each unit over the years, as audits recorded it."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import click

from plancheck.cli.inputs import keep_inputs
from plancheck.cli.names import lang_option
from plancheck.cli.streams import Refusal, page_width, print_json, print_lines, print_text

_SUFFIXES = {".json": "json", ".csv": "csv"}


@click.command("history", short_help="Từng đơn vị qua các năm. / Each unit over the years.")
@click.argument("file")
@click.option("--unit", metavar="NAME", help="Chỉ đơn vị này (một phần tên cũng được). / Only this unit.")
@click.option("--format", "form", type=click.Choice(["text", "json", "csv"]), default=None,
              help="Dạng kết quả (mặc định text, hoặc theo đuôi tệp -o). / Form of the output.")  # fmt: skip
@click.option("-o", "--output", metavar="FILE", help="Ghi kết quả vào tệp. / Write to a file.")
@lang_option
def command(file: str, unit: str | None, form: str | None, output: str | None, lang: str | None) -> None:
    """Xem từng đơn vị qua các năm trong tệp lịch sử mà “audit --history” đã ghi.

    Show each unit over the years, from the file that "audit --history" keeps.
    """
    from plancheck.audit.history import HistoryError, pasts
    from plancheck.audit.names import plain
    from plancheck.report.historypage import YearResult, history_form, history_page, write_csv

    keep_inputs(output, [file])
    try:
        found = pasts(Path(file))
    except HistoryError as error:
        raise Refusal(error.words.vi, error.words.en) from error
    if unit is not None:
        found = [past for past in found if plain(unit) in plain(past.unit)]
    results = [YearResult(**{name: getattr(past, name) for name in YearResult._fields}) for past in found]
    if not results:
        raise Refusal(
            f"{file} chưa có kết quả nào{' của ' + unit if unit else ''}.",
            f"{file} holds no result{' of ' + unit if unit else ''} yet.",
        )
    lang = lang or "vi"
    form = form or _SUFFIXES.get(Path(output or "").suffix.lower(), "text")
    if form == "json":
        print_json(history_form(results), output)
    elif form == "csv":
        text = io.StringIO()
        write_csv(results, text, lang)
        mark = "\ufeff" if output is not None else ""  # Excel takes a CSV file for UTF-8 only where it begins so
        print_text(mark + text.getvalue(), output)
    else:
        print_lines(history_page(results, page_width(sys.stdout) if output is None else 100, lang), output)
