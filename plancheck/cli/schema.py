"""``plancheck schema``: print the JSON Schema of what plancheck writes and reads."""

from __future__ import annotations

import click

from plancheck.cli.streams import Refusal, print_json

_MODELS = {
    "report": ("plancheck.report.models", "ReportForm"),
    "tree": ("plancheck.report.models", "TreeForm"),
    "alignment": ("plancheck.report.models", "AlignmentForm"),
    "rule": ("plancheck.rulebook.schema", "RuleFile"),
    "law": ("plancheck.report.models", "LawForm"),
    "law-facts": ("plancheck.law.schema", "LawFile"),
    "config": ("plancheck.cli.configmodel", "ConfigFile"),
}
_LATER = ("audit",)


@click.command("schema", short_help="In JSON Schema. / Print a JSON Schema.")
@click.argument("name", type=click.Choice([*_MODELS, *_LATER]))
def command(name: str) -> None:
    """In JSON Schema của báo cáo (report), cây đề mục (tree), bảng đối chiếu (alignment), tệp quy tắc (rule),
    câu trả lời của lệnh law (law), tệp dữ kiện pháp luật (law-facts) hoặc cấu hình (config).

    Print the JSON Schema of a report, a tree, an alignment, a rule file, an answer of "law", facts of law or
    plancheck.toml.
    """
    if name in _LATER:
        raise Refusal(f"Phiên bản này chưa tạo {name}.", f"This version does not make '{name}' reports yet.")
    from importlib import import_module

    module, model = _MODELS[name]
    schema = getattr(import_module(module), model).model_json_schema(by_alias=True)
    print_json({"$schema": "https://json-schema.org/draft/2020-12/schema", **schema})
