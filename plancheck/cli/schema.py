"""``plancheck schema``: print the JSON Schema of what plancheck writes and reads."""

from __future__ import annotations

import click

from plancheck.cli.streams import print_json

_MODELS = {
    "report": ("plancheck.report.models", "ReportForm"),
    "tree": ("plancheck.report.models", "TreeForm"),
    "alignment": ("plancheck.report.models", "AlignmentForm"),
    "rule": ("plancheck.rulebook.schema", "RuleFile"),
    "audit": ("plancheck.report.auditmodels", "AuditForm"),
    "law": ("plancheck.report.models", "LawForm"),
    "law-facts": ("plancheck.law.schema", "LawFile"),
    "config": ("plancheck.cli.configmodel", "ConfigFile"),
}


@click.command("schema", short_help="In JSON Schema. / Print a JSON Schema.")
@click.argument("name", type=click.Choice(list(_MODELS)))
def command(name: str) -> None:
    """In JSON Schema của báo cáo (report), cây đề mục (tree), bảng đối chiếu (alignment), rà soát (audit),
    tệp quy tắc (rule), câu trả lời của lệnh law (law), tệp dữ kiện pháp luật (law-facts) hoặc cấu hình (config).

    Print the JSON Schema of a report, a tree, an alignment, an audit, a rule file, an answer of "law", facts of law or
    plancheck.toml.
    """
    from importlib import import_module

    module, model = _MODELS[name]
    schema = getattr(import_module(module), model).model_json_schema(by_alias=True)
    print_json({"$schema": "https://json-schema.org/draft/2020-12/schema", **schema})
