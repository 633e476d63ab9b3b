"""``plancheck align`` and ``plancheck lint --basis``."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from click.testing import CliRunner, Result
from plancheck.cli import main
from plancheck.report.models import AlignmentForm, ReportForm

FOLDER = Path(__file__).resolve().parent.parent / "fixtures" / "alignment-small"
BASIS, DRAFT, COMPLETE = (str(FOLDER / name) for name in ("tinh.txt", "so.txt", "so-du.txt"))
OTHER = FOLDER.parent / "plans" / "ubnd-xa-2026.txt"
RULE = """id: needs-basis
family: local
severity: warning
check: phrases
when: [basis]
options: {forbid: [viên chức]}
message: {vi: Có lời thừa., en: There are needless words.}
suggestion: {vi: Bỏ đi., en: Drop them.}
why: {vi: Không thêm ý., en: They add nothing.}
basis: {vi: Quy ước của tỉnh, en: House style}
examples:
  pass: [{text: "KẾ HOẠCH\\nTuyên truyền"}]
  fail: [{text: "KẾ HOẠCH\\nTuyên truyền"}]
"""


def run(*args: str, **kwargs: object) -> Result:
    return CliRunner().invoke(main, list(args), catch_exceptions=False, **kwargs)  # type: ignore[arg-type]


def items(result: Result) -> dict[str, dict[str, Any]]:
    return {entry["id"]: entry for entry in json.loads(result.stdout)["items"]}


# plancheck align -----------------------------------------------------------------------------------------------------


def test_the_matrix_as_json() -> None:
    result = run("align", DRAFT, "--basis", BASIS, "--format", "json")
    assert result.exit_code == 1
    form = AlignmentForm.model_validate_json(result.stdout)
    assert (form.unit, form.basis_plan.symbol, form.basis_plan.year) == ("Sở Y tế", "18/KH-UBND", 2023)
    found = {entry.id: entry.status for entry in form.items}
    assert list(found) == [
        "II.1", "II.2", "II.3", "II.4", "III.1", "III.2", "III.3", "V.1.a", "V.1.b", "V.2.a", "V.2.b", "V.2.c", "V.3"
    ]  # fmt: skip
    assert (found["II.1"], found["II.4"], found["V.1.a"]) == ("covered", "uncovered", "not-addressed-to-unit")
    jsonschema.validate(json.loads(result.stdout), json.loads(run("schema", "alignment").stdout))


def test_the_page_in_both_languages_and_into_a_file(tmp_path: Path) -> None:
    result = run("align", DRAFT, "--basis", BASIS)
    assert "Kế hoạch số 18/KH-UBND ngày 12/01/2023 · Ủy ban nhân dân tỉnh Hà Nam" in result.stdout
    assert "Coverage" in run("align", DRAFT, "--basis", BASIS, "--lang", "en").stdout
    target = tmp_path / "bảng.txt"
    assert run("align", DRAFT, "--basis", BASIS, "-o", str(target)).stdout == ""
    assert target.read_text(encoding="utf-8") == result.stdout


def test_exit_codes_follow_what_is_addressed_and_not_taken_up() -> None:
    args = ("align", DRAFT, "--basis", BASIS, "--fail-on")
    assert [run(*args, level).exit_code for level in ("uncovered", "partial", "never")] == [1, 1, 0]
    assert run("align", COMPLETE, "--basis", BASIS).exit_code == 0


def test_the_draft_from_standard_input() -> None:
    result = run("align", "-", "--basis", BASIS, "--format", "json", input=Path(DRAFT).read_bytes())
    assert json.loads(result.stdout)["draft"] == "-"
    assert items(result) == items(run("align", DRAFT, "--basis", BASIS, "--format", "json"))
    assert run("align", "-", "--basis", "-", input=b"x").exit_code == 2


def test_the_unit_may_be_named() -> None:
    result = run("align", DRAFT, "--basis", BASIS, "--format", "json", "--unit", "Sở Nội vụ")
    assert items(result)["V.1.b"]["status"] != "not-addressed-to-unit"


def test_of_a_folder_the_plan_that_the_draft_cites_is_taken(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(OTHER.read_bytes())
    (tmp_path / "b.txt").write_bytes(Path(BASIS).read_bytes())
    (tmp_path / "c.docx").write_bytes(b"PK\x03\x04 broken")
    result = run("align", DRAFT, "--basis", str(tmp_path), "--format", "json")
    assert json.loads(result.stdout)["basis"].endswith("b.txt")
    assert "c.docx" in result.stderr
    assert result.exit_code == 1
    (tmp_path / "b.txt").unlink()
    (tmp_path / "d.txt").write_bytes((FOLDER.parent / "plans" / "ubnd-huyen-2017.txt").read_bytes())
    none = run("align", DRAFT, "--basis", str(tmp_path))
    assert none.exit_code == 2
    assert none.stdout == ""
    assert "64/KH-UBND" in none.stderr  # what could have been meant


@pytest.mark.parametrize(
    ("args", "said"),
    [
        ((DRAFT,), "--basis FILE"),
        ((DRAFT, "--basis", "/khong/co.docx"), "no such file"),
        (("/khong/co.docx", "--basis", BASIS), "no such file"),
        ((DRAFT, "--basis", "{empty}"), "holds no plan"),
        (("{blank}", "--basis", BASIS), "{blank}"),
        ((DRAFT, "--basis", "{blank}"), "{blank}"),
        ((DRAFT, "--basis", "{words}"), "No item was found"),
        ((DRAFT, "--basis", BASIS, "--fail-on", "error"), "--fail-on"),
    ],
)
def test_what_cannot_be_done_is_said(args: tuple[str, ...], said: str, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "blank.txt").write_text(" \n")
    (tmp_path / "words.txt").write_text("Kính gửi các đồng chí.\n")
    names = {"empty": tmp_path / "empty", "blank": tmp_path / "blank.txt", "words": tmp_path / "words.txt"}
    result = run("align", *(arg.format(**names) for arg in args))
    assert result.exit_code == 2
    assert said.format(**names) in result.stderr


def test_neither_plan_is_overwritten(tmp_path: Path) -> None:
    basis = tmp_path / "tỉnh.txt"
    basis.write_bytes(Path(BASIS).read_bytes())
    assert run("align", DRAFT, "--basis", str(basis), "-o", str(basis)).exit_code == 2
    assert run("lint", DRAFT, "--basis", str(tmp_path), "-o", str(basis)).exit_code == 2
    assert basis.read_bytes() == Path(BASIS).read_bytes()


# plancheck lint --basis ----------------------------------------------------------------------------------------------


def test_the_report_holds_the_matrix() -> None:
    form = ReportForm.model_validate_json(run("lint", DRAFT, "--basis", BASIS, "--format", "json").stdout)
    assert form.documents[0].alignment is not None
    assert form.documents[0].alignment.basis == BASIS
    shown = run("lint", DRAFT, "--basis", BASIS).stdout
    assert "Xem toàn bộ: plancheck align" in shown
    assert "✗ II.4" in shown
    assert "✓ II.1" not in shown
    assert "✓ II.1" in run("lint", DRAFT, "--basis", BASIS, "-v").stdout


def test_several_processes_lay_drafts_beside_the_same_plan(tmp_path: Path) -> None:
    for name in "abc":
        (tmp_path / f"{name}.txt").write_bytes(Path(DRAFT).read_bytes())
    args = ("lint", str(tmp_path), "--basis", BASIS, "--format", "json", "--jobs")
    assert run(*args, "2").stdout == run(*args, "1").stdout
    assert run(*args, "2", "--fail-on", "never").exit_code == 0


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_drafts_are_checked_even_where_the_plan_cannot_be_read(tmp_path: Path, jobs: str) -> None:
    rules = tmp_path / "rules"
    rules.mkdir()
    (rules / "needs-basis.yaml").write_text(RULE, encoding="utf-8")
    args = ("lint", DRAFT, BASIS, "--rules", str(rules), "--format", "json", "--jobs", jobs, "--fail-on", "never")
    result = run(*args, "--basis", "/khong/co.docx")
    assert result.exit_code == 2
    assert "/khong/co.docx" in result.stderr
    for document in json.loads(result.stdout)["documents"]:
        assert document["status"] == "checked"
        assert document["alignment"] is None
        (reason,) = (entry["reason"] for entry in document["skipped"] if entry["rule"] == "needs-basis")
        assert reason.startswith("không đọc được /khong/co.docx")
    assert run(*args, "--basis", BASIS).exit_code == 0


def test_the_configuration_names_the_plan_and_the_command_line_overrules_it(tmp_path: Path) -> None:
    (tmp_path / "cap-tren").mkdir()
    (tmp_path / "cap-tren" / "tinh.txt").write_bytes(Path(BASIS).read_bytes())
    (tmp_path / "plancheck.toml").write_text('basis = "cap-tren/tinh.txt"\n', encoding="utf-8")
    draft = tmp_path / "so.txt"
    draft.write_bytes(Path(DRAFT).read_bytes())
    for command in ("align", "lint"):
        form = json.loads(run(command, str(draft), "--format", "json").stdout)
        matrix = form if command == "align" else form["documents"][0]["alignment"]
        assert matrix["basis"] == str(tmp_path / "cap-tren" / "tinh.txt")
        form = json.loads(run(command, str(draft), "--basis", BASIS, "--format", "json").stdout)
        assert (form if command == "align" else form["documents"][0]["alignment"])["basis"] == BASIS


def test_without_a_plan_nothing_changes() -> None:
    shown = run("lint", DRAFT).stdout
    assert "Đối chiếu" not in shown
    assert json.loads(run("lint", DRAFT, "--format", "json").stdout)["documents"][0]["alignment"] is None
