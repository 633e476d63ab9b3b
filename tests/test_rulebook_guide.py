"""The worked example of CONTRIBUTING.md does what it promises."""

from __future__ import annotations

import re
import textwrap
from pathlib import Path

import yaml
from plancheck.checks import Settings
from plancheck.engine import lint_text
from plancheck.rulebook import load

GUIDE = (Path(__file__).resolve().parent.parent / "CONTRIBUTING.md").read_text(encoding="utf-8")
BLOCKS = [textwrap.dedent(block) for block in re.findall(r"```yaml\n(.*?)```", GUIDE, re.DOTALL)]


def test_the_rule_of_the_guide_passes_its_own_examples_and_edge_case(tmp_path: Path) -> None:
    rule_text, cases = BLOCKS
    (tmp_path / "count-your-output.yaml").write_text(rule_text, encoding="utf-8")
    rulebook = load([tmp_path])
    chosen = Settings(select=("count-your-output",))
    for example in rulebook.rules["count-your-output"].examples:
        found = lint_text(example.text, rulebook, chosen).findings
        assert [(finding.location.line, finding.quote) for finding in found] == (
            [(example.line, example.quote)] if example.fails else []
        )
    for case in yaml.safe_load(cases):
        assert lint_text(case["text"], rulebook, chosen).findings == case["findings"]
