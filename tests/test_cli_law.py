"""``plancheck law``, and a province's own facts in every command."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import jsonschema
import pytest
from click.testing import CliRunner, Result
from plancheck.cli import main
from plancheck.law.lookup import Subject, Territory, kinds, lookup, near
from plancheck.report.lawform import answer, law_form
from plancheck.report.lawpage import law_page
from plancheck.report.models import LawForm
from plancheck.report.paint import to_text
from plancheck.rulebook import Rulebook
from rich.cells import cell_len

ROOT = Path(__file__).resolve().parent.parent
DAY = "2026-01-15"
DRAFT = ROOT / "fixtures" / "plans" / "ubnd-xa-2026.txt"


def run(*args: str) -> Result:
    return CliRunner().invoke(main, list(args), catch_exceptions=False)


# The page ------------------------------------------------------------------------------------------------------------

PAGES = {
    "document": ("NĐ 61/2018", DAY),
    "same-number": ("76/NQ-CP", DAY),
    "two-steps": ("136/2001/QĐ-TTg", DAY),
    "partly": ("112/2020/NĐ-CP", "2025-09-01"),
    "machine": ("02/NQ-CP", "2026-11-21"),
    "body": ("Sở Thông tin và Truyền thông", DAY),
    "province": ("thành phố Bắc Ninh", DAY),
    "district": ("UBND huyện Tân Yên", DAY),
    "kind": ("GUQ", "2014-05-01"),
    "many": ("UBND", DAY),
    "programme": ("Chương trình tổng thể 2021-2030", DAY),
    "form": ("thể thức", "2014-05-01"),
    "nothing": ("Sở Thông tin", DAY),
}


def shown(rulebook: Rulebook, asked: str, day: str, width: int, lang: str = "vi") -> str:
    law = rulebook.law
    answers = [answer(law, subject, day) for subject in lookup(law, asked, day)]
    return to_text(law_page(asked, day, law.as_of, answers, [] if answers else near(law, asked), width, lang))


@pytest.mark.parametrize("name", PAGES)
def test_pages_as_they_were_reviewed(name: str, rulebook: Rulebook, golden: Callable[[str, str], None]) -> None:
    golden(f"law-{name}.txt", shown(rulebook, *PAGES[name], 80))


@pytest.mark.parametrize("name", ["body", "document"])
def test_english_pages_as_they_were_reviewed(name: str, rulebook: Rulebook, golden: Callable[[str, str], None]) -> None:
    golden(f"law-{name}-en.txt", shown(rulebook, *PAGES[name], 80, "en"))


@pytest.mark.parametrize("day", ["2003-01-01", "2014-05-01", "2025-03-15", "2026-11-21"])
def test_whatever_is_known_can_be_told(rulebook: Rulebook, day: str) -> None:
    law = rulebook.law
    subjects: list[Subject] = [
        *law.all_documents(), *law.bodies.values(), *law.provinces.values(), *law.shorts, *law.programmes,
        *law.regimes, *kinds(law), *law.mined("161/2018/NĐ-CP"), *law.mined("05/TT-PC"),
        *(item for item in lookup(law, "xã Tân Lập", day) if isinstance(item, Territory)),
    ]  # fmt: skip
    for lang, width in (("vi", 60), ("en", 48)):
        answers = [answer(law, subject, day) for subject in subjects]
        LawForm.model_validate(law_form("…", day, law.as_of, answers, [], lang))
        for item in answers:
            text = to_text(law_page("…", day, law.as_of, [item], [], width, lang))
            assert all(cell_len(line) <= width for line in text.splitlines())
            assert "None" not in text and "{" not in text


def test_an_english_page_has_no_vietnamese_label(rulebook: Rulebook) -> None:
    text = shown(rulebook, "61/2018/NĐ-CP", DAY, 80, "en")
    assert "Replaced by" in text and "not verified" in text and "Thay bằng" not in text and "Nguồn" not in text


def test_a_row_by_machine_says_so(rulebook: Rulebook) -> None:
    assert "tập hợp tự động, sai sót khoảng 3–5 %" in shown(rulebook, "61/2019/NĐ-CP", DAY, 80)
    assert "tập hợp tự động" not in shown(rulebook, "61/2018/NĐ-CP", DAY, 80)


def test_days_after_the_last_known_one_are_told(rulebook: Rulebook) -> None:
    assert "cập nhật đến" not in shown(rulebook, "Bắc Giang", "2026-09-30", 80)
    assert "cập nhật đến 30/9/2026" in shown(rulebook, "Bắc Giang", "2026-10-01", 80)


# The command ---------------------------------------------------------------------------------------------------------


def test_words_need_no_quotation_marks() -> None:
    several = run("law", "Sở", "Thông", "tin", "và", "Truyền", "thông", "--on", "15/01/2026")
    assert several.exit_code == 0
    assert several.stdout == run("law", "Sở Thông tin và Truyền thông", "--on", "2026-01-15").stdout
    assert "không còn từ 01/3/2025" in several.stdout


def test_today_is_the_default() -> None:
    assert json.loads(run("law", "KH", "--format", "json").stdout)["day"] == date.today().isoformat()


def test_exit_codes() -> None:
    assert run("law", "30/2020/NĐ-CP").exit_code == 0
    nothing = run("law", "Sở Thông tin")
    assert nothing.exit_code == 1 and "Sở Thông tin và Truyền thông" in nothing.stdout
    assert run("law").exit_code == 2


@pytest.mark.parametrize("day", ["31/02/2026", "hôm qua", "2026-1", ""])
def test_a_bad_day_is_refused(day: str) -> None:
    result = run("law", "KH", "--on", day)
    assert result.exit_code == 2
    assert "15/01/2026" in result.stderr and "2026-01-15" in result.stderr


def test_json_fits_its_schema() -> None:
    schema = json.loads(run("schema", "law").stdout)
    jsonschema.Draft202012Validator.check_schema(schema)
    for asked in ("76/NQ-CP", "STTTT", "Bắc Giang", "phường Ba Đình", "KH", "CCHC", "thể thức", "61/2019/NĐ-CP", "xyz"):
        for lang in ("vi", "en"):
            form = json.loads(run("law", asked, "--on", DAY, "--format", "json", "--lang", lang).stdout)
            jsonschema.validate(form, schema)
    first = json.loads(run("law", "NĐ 61/2018", "--on", DAY, "--format", "json").stdout)["answers"][0]
    assert (first["status"], first["verified"], first["key"]) == ("expired", False, "61/2018/NĐ-CP@2018-04-23")
    assert first["facts"]["replaced_by"] | {"text": ""} == {"value": ["118/2025/NĐ-CP"], "text": "", "verified": False}
    assert first["facts"]["issued"]["verified"] is True and first["facts"]["title"]["verified"] is None


def test_a_question_cannot_steer_the_terminal() -> None:
    result = run("law", "\x1b[31mSở\x1b]0;x\x07 Ma\u202eu")
    assert result.exit_code == 1
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]", result.output)


@pytest.mark.parametrize(
    "asked", ["a" * 100_000, "1/" * 50_000, "(" * 1000, "số " * 9999, "\x00", "²", "76/NQ-CP ngày 99/99/9999"]
)
def test_no_question_is_too_strange(asked: str) -> None:
    assert run("law", asked, "--on", DAY).exit_code in (0, 1)


# A province's own facts ----------------------------------------------------------------------------------------------

GUIDE = (ROOT / "docs" / "law.md").read_text(encoding="utf-8")
EXAMPLE = re.search(r"```yaml\n(.*?)```", GUIDE, re.DOTALL)
SETTINGS = re.search(r"```toml\n(.*?)```", GUIDE, re.DOTALL)


@pytest.fixture
def province(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder with the example of docs/law.md and a draft, as the current folder."""
    assert EXAMPLE and SETTINGS
    (tmp_path / "luat-tinh.yaml").write_text(EXAMPLE[1], encoding="utf-8")
    (tmp_path / "plancheck.toml").write_text(SETTINGS[1], encoding="utf-8")
    (tmp_path / "ke-hoach.txt").write_bytes(DRAFT.read_bytes())
    (tmp_path / "ke-hoach-2.txt").write_bytes(DRAFT.read_bytes())
    monkeypatch.setenv("PLANCHECK_CACHE_DIR", str(tmp_path / "cache"))
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.usefixtures("province")
def test_the_example_of_the_guide_says_what_it_promises() -> None:
    form = json.loads(run("law", "1120/QĐ-UBND", "--on", DAY, "--format", "json").stdout)["answers"][0]
    assert (form["status"], form["facts"]["replaced_by"]["value"]) == ("expired", ["2045/QĐ-UBND"])
    assert form["sources"] == [{"key": "CB-TINH", "text": "Công báo tỉnh, đã đọc toàn văn"}]
    assert "không còn từ 20/02/2025" in run("law", "STTTT", "--on", "2025-02-25").stdout
    assert "05/NQ-HĐND" in run("law", "STTTT").stdout
    assert "Trung tâm Chuyển đổi số" in run("law", "TTCĐS").stdout
    assert run("law", "2045/QĐ-UBND").exit_code == 0
    assert run("law", "30/2020/NĐ-CP").exit_code == 0


def test_the_examples_of_the_guide_find_something() -> None:
    lines = re.findall(r"^plancheck law (.*?)(?:\s+#.*)?$", GUIDE, re.MULTILINE)
    assert len(lines) >= 8
    for line in lines:
        assert run("law", *line.split()).exit_code == 0, line


def test_the_settings_may_be_named(province: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir("/")
    assert run("law", "2045/QĐ-UBND").exit_code == 1
    assert run("law", "2045/QĐ-UBND", "--config", str(province / "plancheck.toml")).exit_code == 0


COMMANDS = [
    ("lint", "ke-hoach.txt"),
    ("lint", "ke-hoach.txt", "ke-hoach-2.txt", "--jobs", "2"),
    ("test", "missing-budget"),
    ("rules",),
    ("explain", "missing-budget"),
    ("law", "KH"),
    ("tree", "ke-hoach.txt"),
]


@pytest.mark.usefixtures("province")
@pytest.mark.parametrize("args", COMMANDS, ids=lambda args: args[0])
def test_every_command_takes_the_facts(args: tuple[str, ...]) -> None:
    assert run(*args).exit_code in (0, 1)


@pytest.mark.parametrize("args", COMMANDS, ids=lambda args: args[0])
def test_a_wrong_file_stops_every_command_with_all_its_mistakes(province: Path, args: tuple[str, ...]) -> None:
    file = province / "luat-tinh.yaml"
    text = file.read_text(encoding="utf-8")
    text = text.replace('issued: "2022-06-10"', 'issued: "10/6/2022"').replace("level: tỉnh", "level: thôn")
    file.write_text(text, encoding="utf-8")
    result = run(*args)
    assert result.exit_code == 2
    places = re.findall(r"luat-tinh\.yaml:(\d+):(\d+): ", result.stderr)
    lines = text.splitlines()
    assert len(places) == 3, result.stderr
    assert sorted({lines[int(line) - 1].split(":")[0].strip() for line, _ in places}) == ["issued", "level"]


def test_facts_that_are_not_there_are_refused(province: Path) -> None:
    (province / "luat-tinh.yaml").unlink()
    result = run("rules")
    assert result.exit_code == 2 and "luat-tinh.yaml" in result.stderr


@pytest.mark.parametrize(
    ("settings", "told"),
    [("[law]\nextras = []", "did you mean 'extra'"), ('[law]\nextra = "a.yaml"', "law.extra"), ("law = 3", "law")],
)
def test_wrong_settings_are_refused(province: Path, settings: str, told: str) -> None:
    (province / "plancheck.toml").write_text(settings, encoding="utf-8")
    result = run("law", "KH")
    assert result.exit_code == 2 and told in result.stderr


def test_the_schema_of_facts_is_a_schema() -> None:
    schema = json.loads(run("schema", "law-facts").stdout)
    jsonschema.Draft202012Validator.check_schema(schema)
    assert "documents" in schema["properties"] and "bodies" in schema["properties"]


# explain -------------------------------------------------------------------------------------------------------------


def test_explain_shows_the_clause_of_each_regime(tmp_path: Path) -> None:
    shipped = (ROOT / "rules" / "form" / "missing-signature.yaml").read_text(encoding="utf-8")
    shipped = re.sub(r"^(clause|documents): .*\n", "", shipped, flags=re.MULTILINE)
    changed = shipped.replace("check: missing-part\n", "check: missing-part\nclause: signature\ndocuments: any\n")
    (tmp_path / "missing-signature.yaml").write_text(changed, encoding="utf-8")
    page = " ".join(run("explain", "missing-signature", "--rules", str(tmp_path)).stdout.split())
    assert "NĐ 30/2020/NĐ-CP, Phụ lục I, Phần I, II.7: từ 05/3/2020" in page
    assert "TT 01/2011/TT-BNV, Điều 12: từ 05/3/2011 đến trước 05/3/2020" in page
    assert "mọi văn bản khác" in page and "Ví dụ đạt" in page and "Ví dụ không đạt" in page
    page = " ".join(run("explain", "missing-signature", "--rules", str(tmp_path), "--lang", "en").stdout.split())
    assert "Circular 01/2011/TT-BNV, Article 12: from 05/3/2011 until 05/3/2020" in page
    assert "any other document" in page


def test_explain_of_every_rule(rulebook: Rulebook) -> None:
    from plancheck.cli.explain import rule_page

    for rule in rulebook.rules.values():
        for lang, label in (("vi", "Áp dụng cho"), ("en", "Judges")):
            text = to_text(rule_page(rule, rulebook.law, 80, lang))
            assert label in text and all(cell_len(line) <= 80 for line in text.splitlines())
            clauses = [regime for regime in rulebook.law.regimes if rule.clause in regime.clauses]
            assert text.count("NĐ 30" if lang == "vi" else "Decree 30") >= any(item.id == "nd30" for item in clauses)
