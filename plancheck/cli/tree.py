"""``plancheck tree``: show the section tree that the grammar found."""

from __future__ import annotations

import sys

import click

from plancheck.cli.config import load_config
from plancheck.cli.names import config_option, lang_option, rulebook_of, rules_option
from plancheck.cli.streams import Refusal, page_width, print_json, print_lines, print_text


@click.command("tree", short_help="Xem cây đề mục. / Show the section tree.")
@click.argument("file")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True,
              help="Dạng kết quả. / Form of the output.")  # fmt: skip
@click.option("--text", "plain", is_flag=True,
              help="In văn bản thuần mà số dòng chỉ vào. / Print the plain text that lines refer to.")  # fmt: skip
@click.option("--ocr", is_flag=True, help="Đọc chữ trên trang quét (cần tesseract). / Read scanned pages.")
@click.option("-o", "--output", metavar="FILE", help="Ghi kết quả vào tệp. / Write to a file.")
@lang_option
@config_option
@rules_option
def command(
    file: str, form: str, plain: bool, ocr: bool, output: str | None, lang: str | None, config_file: str | None,
    rules: tuple[str, ...],
) -> None:  # fmt: skip
    """Cho xem cây đề mục của một dự thảo: ký hiệu, tên, số dòng; phụ lục và bảng.

    Show a draft's sections with their lines, its annexes and tables.
    """
    from plancheck.engine import parse_source, plain_text
    from plancheck.readers import ReadError, read

    try:
        source = read(file, ocr=ocr)
    except ReadError as error:
        raise Refusal(f"{file}: {error.words.vi}", error.words.en) from error
    if plain:
        from plancheck.report.clean import clean_lines

        print_text(clean_lines(plain_text(source)), output)
        return
    config = load_config(config_file, [file])
    plan = parse_source(source, rulebook_of(config, rules))
    if form == "json":
        from plancheck.report.treeform import tree_form

        print_json(tree_form(plan, file), output)
        return
    from plancheck.report.treepage import tree_page

    width = page_width(sys.stdout) if output is None else 100
    print_lines(tree_page(plan, file, width, lang or config.lang or "vi"), output)
