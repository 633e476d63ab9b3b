"""``plancheck audit`` and ``plancheck history`` as a user runs them."""

from __future__ import annotations

import csv
import json
import shutil
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from click.testing import CliRunner, Result
from openpyxl import Workbook, load_workbook
from plancheck.cli import main

ROOT = Path(__file__).resolve().parent.parent
SET = ROOT / "fixtures" / "alignment" / "lam-dong-2026"
BASIS = str(SET / "province.txt")
ROSTER = """unit,short_names,class,file
Sở Nông nghiệp và Môi trường,SNNMT,sở,
UBND phường Xuân Hương - Đà Lạt,,cấp xã,
UBND đặc khu Phú Quý,,cấp xã,
Sở Y tế,SYT,sở,
"""


def run(*args: str) -> Result:
    return CliRunner().invoke(main, list(args), catch_exceptions=False)


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep results apart for each test; compiled rules stay where they are."""
    import plancheck.cli.audit as module

    monkeypatch.setattr(module, "_STORE", str(tmp_path / "results.sqlite"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    drafts = tmp_path / "nop"
    drafts.mkdir()
    for number, name in enumerate(("so-nnmt.txt", "xuan huong.txt", "phu-quy.txt"), 1):
        shutil.copy(SET / f"draft-{number}.txt", drafts / name)
    (tmp_path / "units.csv").write_text(ROSTER, encoding="utf-8")
    return drafts


def audited(folder: Path, *args: str, code: int | None = None) -> dict[str, Any]:
    result = run(
        "audit", str(folder), "--basis", BASIS, "--roster", str(folder.parent / "units.csv"), "--jobs", "1",
        "--format", "json", *args,
    )  # fmt: skip
    assert code is None or result.exit_code == code, result.output
    found: dict[str, Any] = json.loads(result.stdout)
    return found


def by_unit(audit: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {row["unit"]: row for row in audit["units"] if row["duplicate_of"] is None}


def test_each_unit_has_its_row_in_the_order_of_the_roster(folder: Path) -> None:
    audit = audited(folder, "--due", "06/03/2026", code=1)
    jsonschema.validate(audit, json.loads(run("schema", "audit").stdout))
    rows = by_unit(audit)
    assert list(rows) == [line.split(",")[0] for line in ROSTER.splitlines()[1:]]
    assert [row["status"] for row in rows.values()] == ["checked", "checked", "checked", "missing"]
    late = rows["UBND đặc khu Phú Quý"]
    assert (late["date"], late["late_days"], late["class"], late["matched_by"]) == (
        "2026-03-20",
        14,
        "cấp xã",
        "issuer",
    )
    assert rows["Sở Nông nghiệp và Môi trường"]["late_days"] is None  # a draft without a day
    assert rows["Sở Y tế"]["score"] is None and audit["summary"]["missing"] == 1
    assert {row["rank"] for row in rows.values()} == {1, 2, 3, None}
    assert [group["class"] for group in audit["summary"]["classes"]] == ["sở", "cấp xã"]


def test_scores_and_elements_are_those_of_lint(folder: Path) -> None:
    row = by_unit(audited(folder))["UBND phường Xuân Hương - Đà Lạt"]
    result = run("lint", "--format", "json", "--basis", BASIS, str(folder / row["path"]))
    document = json.loads(result.stdout)["documents"][0]
    assert row["score"] == document["score"]
    assert row["elements"] == {key: element["status"] for key, element in document["elements"].items()}
    assert row["coverage"] == document["alignment"]["coverage"]


def test_a_second_run_says_the_same_without_a_check(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = audited(folder)
    monkeypatch.setattr("plancheck.audit.gathering.results", lambda job, tasks, *args: [*map(pytest.fail, tasks)])
    assert audited(folder) == first


def test_a_changed_file_alone_is_checked_again(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from plancheck.audit import gathering

    audited(folder)
    asked: list[str] = []
    real = gathering.results

    def results(job: Any, tasks: Any, *args: Any) -> Any:
        kept = list(tasks)
        asked.extend(Path(task.name).name for task in kept)
        return real(job, kept, *args)

    monkeypatch.setattr(gathering, "results", results)
    path = folder / "phu-quy.txt"
    path.write_text(path.read_text(encoding="utf-8").replace("20 tháng 3", "21 tháng 3"), encoding="utf-8")
    assert by_unit(audited(folder))["UBND đặc khu Phú Quý"]["date"] == "2026-03-21"
    assert asked == ["phu-quy.txt"]


def test_the_day_due_counts_from_the_superior_plan(folder: Path) -> None:
    (folder / "plancheck.toml").write_text("late_after_days = 30\n", encoding="utf-8")
    audit = audited(folder)
    assert audit["due"] == "2026-03-08"  # the plan is of 06/02/2026
    assert by_unit(audit)["UBND đặc khu Phú Quý"]["late_days"] == 12


@pytest.mark.parametrize("due", ["2026-04-15", "15/04/2026"])
def test_until_the_day_due_no_finding_calls_a_plan_late(folder: Path, due: str) -> None:
    def noted(day: str) -> int:  # the plan is of 3/3; a note says so after 31/1, unless it is due later
        return int(by_unit(audited(folder, "--due", day))["UBND phường Xuân Hương - Đà Lạt"]["infos"])

    assert noted("2026-02-14") == noted("2025-12-31") == noted(due) + 1
    (folder / "plancheck.toml").write_text(f'due = "{due}"\n', encoding="utf-8")
    assert by_unit(audited(folder))["UBND phường Xuân Hương - Đà Lạt"]["infos"] == noted(due)


def test_a_further_version_is_a_row_of_its_own(folder: Path) -> None:
    text = (folder / "phu-quy.txt").read_text(encoding="utf-8")
    (folder / "phu-quy-cu.txt").write_text(text.replace("20 tháng 3", "11 tháng 3"), encoding="utf-8")
    audit = audited(folder)
    extra = [row for row in audit["units"] if row["duplicate_of"]]
    assert [(row["path"], row["status"], row["duplicate_of"]) for row in extra] == [
        ("phu-quy-cu.txt", "duplicate", "phu-quy.txt")
    ]
    assert audit["summary"]["duplicates"] == 1 and audit["summary"]["units"] == 4


def test_broken_files_and_letters_are_told_and_stop_nothing(folder: Path) -> None:
    (folder / "Sở Y tế.docx").write_bytes(b"PK\x03\x04broken")
    (folder / "la.txt").write_text("BÁO CÁO\nKết quả trồng cây quý I\n\nĐã trồng 100 cây.\n", encoding="utf-8")
    audit = audited(folder, code=2)
    assert by_unit(audit)["Sở Y tế"]["status"] == "unreadable"
    assert by_unit(audit)["Sở Y tế"]["notes"]
    assert [item["path"] for item in audit["unmatched"]] == ["la.txt"]


def test_the_roster_names_a_file_and_overrules_what_it_says(folder: Path) -> None:
    units = folder.parent / "units.csv"
    units.write_text(ROSTER.replace("Sở Y tế,SYT,sở,", "Sở Y tế,SYT,sở,phu-quy.txt"), encoding="utf-8")
    row = by_unit(audited(folder))["Sở Y tế"]
    assert (row["path"], row["matched_by"]) == ("phu-quy.txt", "mapping")
    assert "Phú Quý" in " ".join(row["notes"])


def test_a_copy_is_seen_though_the_superior_plan_is_shared(folder: Path) -> None:
    text = (folder / "phu-quy.txt").read_text(encoding="utf-8")
    other = text.replace("PHÚ QUÝ", "CÔN SƠN").replace("Phú Quý", "Côn Sơn").replace("20 tháng 3", "25 tháng 3")
    (folder / "con-son.txt").write_text(other, encoding="utf-8")
    with (folder.parent / "units.csv").open("a", encoding="utf-8") as stream:
        stream.write("UBND đặc khu Côn Sơn,,cấp xã,\n")
    (pair,) = audited(folder)["similar"]
    assert {pair["a"], pair["b"]} == {"UBND đặc khu Phú Quý", "UBND đặc khu Côn Sơn"}
    assert pair["kind"] == "near-copy" and pair["score"] > 0.9 and pair["earlier"] == "phu-quy.txt"


def test_a_suppressed_finding_does_not_count(folder: Path) -> None:
    before = by_unit(audited(folder))["UBND đặc khu Phú Quý"]
    rule = next(iter(before["rules"]))
    (folder / "plancheck.toml").write_text(
        f'[[suppress]]\nrule = "{rule}"\npath = "phu-quy.txt"\nreason = "Đã thống nhất"\n', encoding="utf-8"
    )
    after = by_unit(audited(folder))["UBND đặc khu Phú Quý"]
    assert rule not in after["rules"] and after["score"] >= before["score"]


def test_without_a_roster_each_issuer_is_a_unit(folder: Path) -> None:
    audit = json.loads(run("audit", str(folder), "--jobs", "1", "--format", "json").stdout)
    assert len(audit["units"]) == 3 and audit["basis"] is None and audit["summary"]["missing"] == 0


def test_files_are_written_in_the_form_of_their_suffix(folder: Path, tmp_path: Path) -> None:
    outputs = [tmp_path / f"ket-qua.{suffix}" for suffix in ("json", "csv", "xlsx", "html", "txt")]
    result = run(
        "audit", str(folder), "--roster", str(tmp_path / "units.csv"), "--jobs", "1",
        *(part for path in outputs for part in ("-o", str(path))),
    )  # fmt: skip
    assert result.exit_code == 1 and result.stdout == ""
    assert json.loads(outputs[0].read_text(encoding="utf-8"))["schema"] == "plancheck/audit/1"
    rows = list(csv.reader(outputs[1].read_text(encoding="utf-8-sig").splitlines()))
    assert len(rows) == 5 and len({len(row) for row in rows}) == 1
    assert load_workbook(outputs[2]).worksheets and "<html" in outputs[3].read_text(encoding="utf-8")
    assert "RÀ SOÁT" in outputs[4].read_text(encoding="utf-8")
    assert not list(tmp_path.glob(".*part"))


def test_the_page_fits_a_screen_and_tells_who_is_missing(folder: Path) -> None:
    result = run("audit", str(folder), "--basis", BASIS, "--roster", str(folder.parent / "units.csv"), "--jobs", "1")
    lines = result.stdout.splitlines()
    assert len(lines) <= 40 and max(map(len, lines)) <= 100
    assert "Đơn vị chưa gửi (1): Sở Y tế" in result.stdout
    verbose = run(
        "audit", str(folder), "--roster", str(folder.parent / "units.csv"), "--jobs", "1", "-v", "--lang", "en"
    )
    assert "Sở Nông nghiệp và Môi trường" in verbose.stdout and "Units that sent nothing" in verbose.stdout


def test_a_roster_of_excel_is_read(folder: Path, tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (["DANH SÁCH ĐƠN VỊ"], [], ["STT", "Đơn vị", "Nhóm"], [1, "Sở Nông nghiệp và Môi trường", "sở"]):
        sheet.append(row)
    book.save(tmp_path / "units.xlsx")
    result = run(
        "audit", str(folder), "--roster", str(tmp_path / "units.xlsx"), "--jobs", "1", "--format", "json"
    )  # fmt: skip
    audit = json.loads(result.stdout)
    assert by_unit(audit)["Sở Nông nghiệp và Môi trường"]["path"] == "so-nnmt.txt"
    assert len(audit["unmatched"]) == 2


# History


def test_the_history_shows_the_years_and_the_change(folder: Path, tmp_path: Path) -> None:
    history = str(tmp_path / "lich-su.sqlite")
    path = folder / "phu-quy.txt"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("2026", "2025"), encoding="utf-8")
    earlier = json.loads(run("audit", str(folder), "--jobs", "1", "--history", history, "--format", "json").stdout)
    path.write_text(text, encoding="utf-8")
    assert earlier["year"] == 2026  # of most plans
    result = audited(folder, "--history", history)
    assert all(row["earlier"] is None for row in result["units"])  # the same year
    page = run("history", history)
    assert page.exit_code == 0 and "2026" in page.stdout and "Sở Y tế" in page.stdout
    form = json.loads(run("history", history, "--format", "json", "--unit", "phú quý").stdout)
    assert [unit["unit"] for unit in form["units"]] == ["UBND đặc khu Phú Quý"]


def test_the_year_before_stands_beside_each_unit(folder: Path, tmp_path: Path) -> None:
    history = str(tmp_path / "lich-su.sqlite")
    old = tmp_path / "2025"
    old.mkdir()
    shutil.copy(ROOT / "fixtures" / "alignment" / "tay-ninh-2025" / "draft-1.txt", old / "a.txt")
    assert (
        json.loads(run("audit", str(old), "--jobs", "1", "--history", history, "--format", "json").stdout)["year"]
        == 2025
    )
    unit = json.loads(run("history", history, "--format", "json").stdout)["units"][0]["unit"]
    with (tmp_path / "units.csv").open("a", encoding="utf-8") as stream:
        stream.write(f"{unit},,khác,\n")
    row = by_unit(audited(folder, "--history", history))[unit]
    assert row["status"] == "missing" and row["earlier"]["year"] == 2025 and row["earlier"]["rank"] == 1


# What is refused


def refused(result: Result, *words: str) -> None:
    assert result.exit_code == 2 and result.stdout == "", result.output
    assert "Traceback" not in result.stderr
    for word in words:
        assert word in result.stderr


def test_bad_usage_is_told_with_what_to_do(folder: Path, tmp_path: Path) -> None:
    units = tmp_path / "units.csv"
    refused(run("audit", str(tmp_path / "khong-co")), "không phải thư mục")
    refused(run("audit", str(units)), "không phải thư mục")
    refused(run("audit", str(folder), "--due", "31/02/2026"), "không phải ngày")
    refused(run("audit", str(folder), "--roster", str(tmp_path / "x.csv")), "Không mở được danh sách")
    refused(run("audit", str(folder), "--format", "xlsx"), "-o")
    refused(run("audit", str(folder), "-o", str(tmp_path / "a.docx")), "Không rõ dạng")
    refused(run("audit", str(folder), "-o", str(tmp_path / "khong" / "a.json")), "Không ghi được")
    refused(run("audit", str(folder), "-o", str(folder / "phu-quy.txt")), "không ghi đè")
    refused(run("audit", str(folder), "--history", str(units)), "lịch sử")
    refused(run("audit", str(folder), "--executor", "spark://x:1"), "dask://")
    refused(run("history", str(tmp_path / "khong.sqlite")), "Không có tệp lịch sử")
    units.write_text("tên,nhóm\nA,b\n", encoding="utf-8")
    refused(run("audit", str(folder), "--roster", str(units)), "đơn vị")


def test_a_folder_without_drafts_is_told(tmp_path: Path) -> None:
    (tmp_path / "trong").mkdir()
    result = run("audit", str(tmp_path / "trong"))
    assert result.exit_code == 2 and "không có dự thảo nào" in result.stderr


def test_a_picture_was_sent_all_the_same(folder: Path) -> None:
    (folder / "Sở Y tế.jpg").write_bytes(b"\xff\xd8\xff\xe0picture")
    row = by_unit(audited(folder, code=2))["Sở Y tế"]
    assert (row["status"], row["path"]) == ("unreadable", "Sở Y tế.jpg") and "ảnh" in row["notes"][0]


def test_a_plan_of_another_year_is_told(folder: Path) -> None:
    text = (folder / "phu-quy.txt").read_text(encoding="utf-8")
    (folder / "phu-quy.txt").write_text(text.replace("2026", "2025"), encoding="utf-8")
    row = by_unit(audited(folder, "--due", "2026-03-06"))["UBND đặc khu Phú Quý"]
    assert row["late_days"] is None and "2025" in row["notes"][0]


def test_an_amended_plan_is_as_late_as_its_first_version(folder: Path) -> None:
    text = (folder / "phu-quy.txt").read_text(encoding="utf-8")
    (folder / "phu-quy-1.txt").write_text(text.replace("20 tháng 3", "11 tháng 3"), encoding="utf-8")
    row = by_unit(audited(folder, "--due", "2026-03-13"))["UBND đặc khu Phú Quý"]
    assert (row["path"], row["date"], row["late_days"]) == ("phu-quy.txt", "2026-03-20", 0)
    assert "11/3/2026" in " ".join(row["notes"])


def test_one_file_for_two_units_is_no_copy_of_itself(folder: Path) -> None:
    units = folder.parent / "units.csv"
    text = ROSTER.replace("Sở Y tế,SYT,sở,", "Sở Y tế,SYT,sở,phu-quy.txt\nSở Xây dựng,SXD,sở,phu-quy.txt")
    units.write_text(text, encoding="utf-8")
    assert audited(folder)["similar"] == []


def test_the_page_of_an_earlier_audit_is_no_draft(folder: Path) -> None:
    page = folder / "ra-soat.html"
    for _ in range(2):
        result = run("audit", str(folder), "--jobs", "1", "-o", str(page))
        assert result.exit_code in (0, 1), result.output
    assert "3 đơn vị" in result.stderr


def test_inputs_are_never_written_over(folder: Path, tmp_path: Path) -> None:
    basis, history = tmp_path / "tinh.txt", tmp_path / "nam.sqlite"
    shutil.copy(BASIS, basis)
    refused(run("audit", str(folder), "--basis", str(basis), "-o", str(basis)), "không ghi đè")
    assert run("audit", str(folder), "--jobs", "1", "--history", str(history)).exit_code in (0, 1)
    refused(run("history", str(history), "-o", str(history)), "không ghi đè")


def test_the_history_as_a_table(folder: Path, tmp_path: Path) -> None:
    history, table = str(tmp_path / "nam.sqlite"), tmp_path / "nam.csv"
    audited(folder, "--history", history)
    assert run("history", history, "-o", str(table)).exit_code == 0
    rows = list(csv.reader(table.read_text(encoding="utf-8-sig").splitlines()))
    assert len(rows) == 5 and {len(row) for row in rows} == {11}
