"""Commands, options and exit codes."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest
from click.testing import CliRunner, Result
from plancheck.cli import main
from plancheck.cli.config import find_config
from plancheck.report.models import ReportForm, TreeForm

FOLDER = Path(__file__).parent.parent / "fixtures" / "plans"
GOOD, BAD = str(FOLDER / "ubnd-xa-2026.txt"), str(FOLDER / "ubnd-dac-khu-2026.txt")


def run(*args: str, **kwargs: object) -> Result:
    return CliRunner().invoke(main, list(args), catch_exceptions=False, **kwargs)  # type: ignore[arg-type]


@pytest.mark.parametrize("name", ["lint", "align", "tree", "explain", "rules", "schema", "test"])
def test_every_command_has_help(name: str) -> None:
    assert run(name, "--help").exit_code == 0
    assert name in run("--help").output


def test_version() -> None:
    assert run("--version").output.startswith("plancheck ")


def test_exit_codes_of_lint(tmp_path: Path) -> None:
    assert run("lint", BAD).exit_code == 1
    assert run("lint", BAD, "--fail-on", "never").exit_code == 0
    assert run("lint", BAD, "/khong/co.txt").exit_code == 2
    assert run("lint").exit_code == 2
    assert run("lint", str(tmp_path)).exit_code == 2
    assert run("lint", BAD, "--select", "annex").exit_code == 0


def test_the_readable_files_are_still_reported() -> None:
    result = run("lint", "--format", "json", BAD, "/khong/co.txt")
    form = ReportForm.model_validate_json(result.stdout)
    assert [document.status for document in form.documents] == ["checked", "unreadable"]
    assert result.exit_code == 2


def test_fail_on_counts_from_its_level_up() -> None:
    args = ("lint", BAD, "--select", "numbering-style", "--fail-on")
    assert [run(*args, level).exit_code for level in ("error", "warning", "info", "never")] == [0, 0, 1, 0]


@pytest.mark.parametrize(
    ("args", "meant"),
    [
        (("lint", GOOD, "--select", "missing-budgt"), "missing-budget"),
        (("lint", GOOD, "--ignore", "strukture"), "structure"),
        (("lint", GOOD, "--profile", "ke-hoac"), "ke-hoach"),
        (("explain", "vague-report"), "vague-report-deadline"),
        (("test", "missing-budgt"), "missing-budget"),
        (("lnt", GOOD), "lint"),
    ],
)
def test_a_wrong_name_is_answered_with_the_right_one(args: tuple[str, ...], meant: str) -> None:
    result = run(*args)
    assert result.exit_code == 2
    assert meant in result.stderr


def test_standard_input_and_folders() -> None:
    result = run("lint", "-", "-q", input=Path(BAD).read_bytes())
    assert result.exit_code == 1
    assert result.stdout.startswith("-:")
    form = json.loads(run("lint", str(FOLDER), "--format", "json").stdout)
    assert form["summary"]["documents"] == len(list(FOLDER.iterdir()))


def test_several_processes_give_the_same_in_the_same_order() -> None:
    alone = run("lint", str(FOLDER), "--format", "json").stdout
    assert run("lint", str(FOLDER), "--format", "json", "--jobs", "2").stdout == alone


def test_output_file(tmp_path: Path) -> None:
    path = tmp_path / "kết quả.json"
    assert run("lint", BAD, "--format", "json", "-o", str(path)).stdout == ""
    assert "Đặc khu" in path.read_text(encoding="utf-8") or "đặc khu" in path.read_text(encoding="utf-8")
    result = run("lint", BAD, "-o", str(tmp_path / "không" / "có.txt"))
    assert result.exit_code == 2
    assert "Cannot write" in result.stderr


def test_a_draft_is_never_overwritten(tmp_path: Path) -> None:
    draft = tmp_path / "kế hoạch.txt"
    draft.write_bytes(Path(GOOD).read_bytes())
    assert run("lint", str(draft), "-o", str(draft)).exit_code == 2
    assert draft.read_bytes() == Path(GOOD).read_bytes()


def test_languages() -> None:
    assert "CẦN BỔ SUNG" in run("lint", BAD).stdout
    assert "NEEDS WORK" in run("lint", BAD, "--lang", "en").stdout


def test_tree() -> None:
    TreeForm.model_validate_json(run("tree", BAD, "--format", "json").stdout)
    assert "KINH PHÍ" in run("tree", BAD).stdout
    assert run("tree", "/khong/co.txt").exit_code == 2


def test_explain_and_rules() -> None:
    page = run("explain", "missing-budget").stdout
    assert "Căn cứ" in page
    assert "Ví dụ không đạt" in page
    assert "Failing example" in run("explain", "missing-budget", "--lang", "en").stdout
    listed = {rule["rule"] for rule in json.loads(run("rules", "--format", "json").stdout)}
    assert "missing-budget" in listed
    assert all(name in run("rules").stdout for name in listed)


@pytest.mark.parametrize("name", ["report", "tree", "alignment", "rule", "config"])
def test_schemas_are_schemas(name: str) -> None:
    jsonschema.Draft202012Validator.check_schema(json.loads(run("schema", name).stdout))


def test_real_output_fits_the_printed_schema() -> None:
    for name, args in (("report", ("lint", BAD)), ("tree", ("tree", BAD))):
        schema = json.loads(run("schema", name).stdout)
        jsonschema.validate(json.loads(run(*args, "--format", "json").stdout), schema)


RULE = """id: no-urgent
family: local
severity: warning
check: phrases
options: {forbid: [khẩn trương hết sức]}
message: {vi: Có lời thừa., en: There are needless words.}
suggestion: {vi: Bỏ đi., en: Drop them.}
why: {vi: Không thêm ý., en: They add nothing.}
basis: {vi: Quy ước của tỉnh, en: House style}
examples:
  pass:
    - text: "KẾ HOẠCH\\nTuyên truyền cải cách hành chính\\nI. MỤC ĐÍCH\\nNâng cao nhận thức."
  fail:
    - text: "KẾ HOẠCH\\nTuyên truyền cải cách hành chính\\nI. MỤC ĐÍCH\\nKhẩn trương hết sức nâng cao nhận thức."
      line: LINE
"""


def test_examples_of_a_folder_of_rules(tmp_path: Path) -> None:
    rule = tmp_path / "local" / "no-urgent.yaml"
    rule.parent.mkdir()
    rule.write_text(RULE.replace("LINE", "4"), encoding="utf-8")
    assert run("test", "no-urgent", "--rules", str(tmp_path)).exit_code == 0
    assert run("test", str(tmp_path)).exit_code == 0
    rule.write_text(RULE.replace("LINE", "3"), encoding="utf-8")
    result = run("test", "no-urgent", "--rules", str(tmp_path))
    assert result.exit_code == 1
    assert "no-urgent.yaml:15" in result.stdout or "no-urgent.yaml:14" in result.stdout


def test_all_mistakes_in_rule_files_are_listed(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("id: a\nseverity: fatal\n", encoding="utf-8")
    (tmp_path / "b.yaml").write_text("id: [\n", encoding="utf-8")
    result = run("lint", GOOD, "--rules", str(tmp_path))
    assert result.exit_code == 2
    assert "a.yaml:2:" in result.stderr
    assert "b.yaml:" in result.stderr
    assert run("lint", GOOD, "--rules", str(tmp_path / "none")).exit_code == 2


def configured(folder: Path, text: str) -> Result:
    draft = folder / "drafts" / "a.txt"
    draft.parent.mkdir(exist_ok=True)
    draft.write_bytes(Path(BAD).read_bytes())
    (folder / "plancheck.toml").write_text(text, encoding="utf-8")
    return run("lint", str(draft), "-q")


def test_configuration_beside_the_drafts(tmp_path: Path) -> None:
    assert configured(tmp_path, 'fail_on = "never"\nlang = "en"\n').exit_code == 0
    assert "The plan" in configured(tmp_path, 'lang = "en"\n').stdout
    assert "late-issue" not in configured(tmp_path, '[late_issue]\ninfo_after = "12-01"\n').stdout
    assert "missing-" not in configured(tmp_path, 'ignore = ["elements"]\n').stdout
    assert configured(tmp_path, "[limits]\nbytes = 10\n").exit_code == 2
    assert find_config([str(tmp_path / "drafts" / "a.txt")]) == (tmp_path / "plancheck.toml").resolve()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('profil = "x"', "profile"),
        ("fail_on = 3", "fail_on"),
        ("a = = 1", "TOML"),
        ('[late_issue]\ninfo_after = "13-45"', "info_after"),
        ('ignore = ["missing-budgt"]', "missing-budget"),
        ('[[suppress]]\nrule = "missing-budget"', "reason"),
        ('[[suppress]]\nrule = "missing-budget"\nreason = " "', "reason"),
        ('[[suppress]]\nrule = "missing-budget"\nreason = "x"\nuntil = "mai"', "until"),
        ('due = "30/02/2026"', "14/02/2026"),
    ],
)
def test_a_wrong_configuration_is_refused(tmp_path: Path, text: str, told: str) -> None:
    result = configured(tmp_path, text)
    assert result.exit_code == 2
    assert told in result.stderr


def test_no_traceback_reaches_the_user(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*args: object) -> None:
        raise ZeroDivisionError("nghiêm trọng")

    monkeypatch.delenv("PLANCHECK_DEBUG", raising=False)
    monkeypatch.setattr("plancheck.cli.workers.check_files", broken)
    result = run("lint", GOOD)
    assert result.exit_code == 2
    assert "ZeroDivisionError" in result.stderr
    assert "Traceback" not in result.output
    monkeypatch.setenv("PLANCHECK_DEBUG", "1")
    with pytest.raises(ZeroDivisionError):
        run("lint", GOOD)


def test_interrupting_is_no_error(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*args: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("plancheck.cli.workers.check_files", interrupted)
    assert run("lint", GOOD).exit_code == 130


def test_the_plain_text_keeps_lines_and_shows_old_letters(tmp_path: Path) -> None:
    path = tmp_path / "cu.txt"
    path.write_bytes("KÕ ho¹ch\r\nTuyªn truyÒn c¶i c¸ch\x1b[31m hµnh chÝnh\r\n".encode("cp1252"))
    result = run("tree", "--text", str(path))
    assert result.stdout == "Kế hoạch\nTuyên truyền cải cách␛[31m hành chính\n"
    word = Path(__file__).resolve().parent.parent / "fixtures" / "formats" / "files" / "so-xay-dung-2019.docx"
    lines = run("tree", "--text", str(word)).stdout.split("\n")
    finding = json.loads(run("lint", "--format", "json", str(word)).stdout)["documents"][0]["citations"][0]
    assert lines[finding["location"]["line"] - 1][finding["location"]["column"] - 1 :].startswith("Kế hoạch")
