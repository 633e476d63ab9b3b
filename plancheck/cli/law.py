"""``plancheck law``: what a document, a body, a place or an abbreviation was on a day."""

from __future__ import annotations

import sys
from datetime import date

import click

from plancheck.cli.config import load_config
from plancheck.cli.names import config_option, lang_option, rulebook_of, rules_option
from plancheck.cli.streams import Refusal, page_width, print_json, print_lines


@click.command("law", short_help="Tra hiệu lực văn bản, tên cơ quan theo ngày. / Look up the law on a day.")
@click.argument("asked", nargs=-1, required=True, metavar="DOCUMENT|BODY...")
@click.option("--on", "day", metavar="DATE", help="Ngày cần tra: 2026-01-15 hoặc 15/01/2026 (mặc định hôm nay). / Day.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True,
              help="Dạng kết quả. / Form of the output.")  # fmt: skip
@lang_option
@config_option
@rules_option
def command(
    asked: tuple[str, ...], day: str | None, form: str, lang: str | None, config_file: str | None,
    rules: tuple[str, ...],
) -> None:  # fmt: skip
    """Cho biết một văn bản, cơ quan, địa danh, chữ viết tắt ở một ngày: còn hiệu lực không, thay bằng gì, nguồn nào.

    Tell what held on a day: a document ("61/2018/NĐ-CP", "NĐ 61/2018"), a body ("Sở Nội vụ", "STTTT"), a province,
    district or commune, a kind or an abbreviation ("KH", "CCHC"), a programme, or "thể thức", the regime of form.
    Exit code 1 where nothing is known.
    """
    from plancheck.law.lookup import lookup, near
    from plancheck.report.lawform import answer, law_form

    on = _day(day)
    config = load_config(config_file, ())
    lang = lang or config.lang or "vi"
    law = rulebook_of(config, rules).law
    question = " ".join(asked)
    answers = [answer(law, subject, on) for subject in lookup(law, question, on)]
    meant = [] if answers else near(law, question)
    if form == "json":
        print_json(law_form(question, on, law.as_of, answers, meant, lang))
    else:
        from plancheck.report.lawpage import law_page

        print_lines(law_page(question, on, law.as_of, answers, meant, page_width(sys.stdout), lang))
    raise click.exceptions.Exit(0 if answers else 1)


def _day(written: str | None) -> str:
    from plancheck.law.lookup import read_day

    if written is None:
        return date.today().isoformat()
    if (day := read_day(written)) is None:
        raise Refusal(
            f"“{written}” không phải là ngày; ghi như 2026-01-15 hoặc 15/01/2026.",
            f"'{written}' is no date; write it as 2026-01-15 or 15/01/2026.",
        )
    return day
