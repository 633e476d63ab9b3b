"""Suppressions of the configuration: what they cover, and what is told of wrong ones."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from click.testing import CliRunner
from plancheck.cli import main

DRAFT = """SỞ DU LỊCH
KẾ HOẠCH
Tuyên truyền cải cách hành chính năm 2026

Thực hiện Kế hoạch số 10/KH-UBND ngày 05/01/2026 của UBND tỉnh, Sở Du lịch ban hành kế hoạch như sau:
I. MỤC ĐÍCH, YÊU CẦU
1. Mục đích: nâng cao nhận thức của công chức.
2. Yêu cầu: thiết thực, hiệu quả.
II. NỘI DUNG
Tuyên truyền kết quả cải cách hành chính.
III. HÌNH THỨC
Đăng tin trên trang thông tin điện tử; niêm yết tại bộ phận một cửa.
IV. TỔ CHỨC THỰC HIỆN
Văn phòng Sở chủ trì, báo cáo Sở Nội vụ trước ngày 30/11/2026.
"""


def linted(folder: Path, config: str, *names: str) -> tuple[int, dict[str, Any]]:
    (folder / "plancheck.toml").write_text(config, encoding="utf-8")
    for name in names or ("a.txt",):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(DRAFT, encoding="utf-8")
    files = [str(folder / name) for name in names or ("a.txt",)]
    result = CliRunner().invoke(main, ["lint", "--format", "json", "--config", str(folder / "plancheck.toml"), *files])
    assert result.exit_code in (0, 1), result.output
    return result.exit_code, json.loads(result.stdout)


def suppressed(document: dict[str, Any]) -> dict[str, Any]:
    return {item["rule"]: item["suppressed"] for item in document["findings"] if item["suppressed"]}


def test_a_suppressed_finding_stays_and_does_not_count(tmp_path: Path) -> None:
    code, plain = linted(tmp_path, "")
    assert code == 1 and plain["summary"]["errors"] == 1
    entry = '[[suppress]]\nrule = "missing-budget"\nreason = "Kinh phí theo quyết định riêng"\nuntil = 2999-12-31\n'
    code, report = linted(tmp_path, entry)
    (document,) = report["documents"]
    assert suppressed(document) == {
        "missing-budget": {"reason": "Kinh phí theo quyết định riêng", "until": "2999-12-31"}
    }
    assert (code, report["summary"]["errors"], document["verdict"]) == (0, 0, "pass")
    assert document["elements"]["budget"]["status"] == "missing"
    assert document["score"] == plain["documents"][0]["score"]


def test_a_family_a_path_and_a_fingerprint_narrow_it(tmp_path: Path) -> None:
    _, report = linted(
        tmp_path, '[[suppress]]\nrule = "elements"\npath = "so-a/*.txt"\nreason = "x"\n', "so-a/a.txt", "so-b/b.txt"
    )
    first, second = report["documents"]
    assert "missing-budget" in suppressed(first) and not suppressed(second)
    mark = next(item["fingerprint"] for item in second["findings"] if item["rule"] == "missing-budget")
    _, report = linted(tmp_path, f'[[suppress]]\nrule = "missing-budget"\nfingerprint = "{mark}"\nreason = "x"\n')
    assert list(suppressed(report["documents"][0])) == ["missing-budget"]


def test_wrong_entries_are_told_once_at_their_line(tmp_path: Path) -> None:
    config = (
        '[[suppress]]\nrule = "missing-budgett"\nreason = "x"\n\n'
        '[[suppress]]\nrule = "missing-budget"\nreason = "x"\nuntil = 2020-01-01\n\n'
        '[[suppress]]\nrule = "lone-item"\nreason = "x"\n\n'
        '[[suppress]]\nrule = "lone-item"\nreason = "x"\npath = "khac/*.docx"\n'
    )
    code, report = linted(tmp_path, config, "a.txt", "b.txt")
    assert code == 1 and report["summary"]["documents"] == 2
    *drafts, settings = report["documents"]
    assert len(drafts) == 2 and not any(suppressed(draft) for draft in drafts)
    assert settings["path"].endswith("plancheck.toml")
    told = [(item["rule"], item["severity"], item["location"]["line"]) for item in settings["findings"]]
    assert told == [
        ("bad-suppression", "warning", 1),
        ("bad-suppression", "warning", 5),
        ("bad-suppression", "warning", 10),
    ]
    assert "missing-budgett" in settings["findings"][0]["message"]
    assert "01/01/2020" in settings["findings"][1]["message"]


def test_the_page_names_what_was_let_pass(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(DRAFT, encoding="utf-8")
    (tmp_path / "plancheck.toml").write_text(
        '[[suppress]]\nrule = "missing-budget"\nreason = "x"\n[[suppress]]\nrule = "khong-co"\nreason = "x"\n',
        encoding="utf-8",
    )
    result = CliRunner().invoke(main, ["lint", str(tmp_path / "a.txt")])
    assert result.exit_code == 0
    assert "1 phát hiện được miễn trừ" in result.stdout and "missing-budget" not in result.stdout
    assert "“khong-co”" in result.stdout
