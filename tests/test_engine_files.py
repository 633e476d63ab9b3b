"""From a file to a report: what is read, what is refused and how it is told."""

from __future__ import annotations

import codecs
import io
from pathlib import Path

import pytest
from plancheck.checks import Settings
from plancheck.engine import lint, lint_text
from plancheck.finding import ELEMENTS, Report, Run
from plancheck.readers import Limits, ReadError, read
from plancheck.readers.files import supported_files
from plancheck.rulebook import load

RULEBOOK = load()
DRAFT = "KẾ HOẠCH\nTuyên truyền cải cách hành chính năm 2026\nI. NỘI DUNG\nKết quả cải cách hành chính.\n"


def save(folder: Path, content: bytes, name: str = "kế hoạch.txt") -> str:
    path = folder / name
    path.write_bytes(content)
    return str(path)


def report_of(path: str, limits: Limits = Limits()) -> Report:  # noqa: B008
    return next(lint([path], RULEBOOK, Settings(), limits))


# Encodings -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        (DRAFT.encode("utf-8"), "utf-8"),
        (codecs.BOM_UTF8 + DRAFT.encode("utf-8"), "utf-8"),
        (codecs.BOM_UTF16_LE + DRAFT.encode("utf-16-le"), "utf-16"),
        (codecs.BOM_UTF16_BE + DRAFT.encode("utf-16-be"), "utf-16"),
        (DRAFT.encode("utf-16-le"), "utf-16-le"),
        (DRAFT.encode("utf-16-be"), "utf-16-be"),
        (DRAFT.replace("\n", "\r\n").encode("utf-8"), "utf-8"),
    ],
    ids=["utf-8", "utf-8 with mark", "utf-16-le with mark", "utf-16-be with mark", "utf-16-le", "utf-16-be", "crlf"],
)
def test_each_encoding_gives_the_same_judgement(tmp_path: Path, content: bytes, encoding: str) -> None:
    path = save(tmp_path, content)
    assert read(path).encoding == encoding
    found, plain = report_of(path), lint_text(DRAFT, RULEBOOK)
    assert [(f.rule, f.location.line) for f in found.findings] == [(f.rule, f.location.line) for f in plain.findings]
    assert found.path == path and found.status == "checked"


def test_standard_input_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    class Stream:
        buffer = io.BytesIO(DRAFT.encode("utf-8"))

    monkeypatch.setattr("sys.stdin", Stream)
    assert read("-").text == DRAFT


# What cannot be read -------------------------------------------------------------------------------------------------

UNREADABLE = {
    "empty": b"",
    "blanks only": " \n\t\r\n\xa0\u200b".encode(),
    "only a mark": codecs.BOM_UTF8,
    "a zip or Word file": b"PK\x03\x04rest",
    "a PDF file": b"%PDF-1.7 rest",
    "an old Word file": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
    "a picture": b"\x89PNG\r\n\x1a\n",
    "rubbish": bytes(range(256)) * 20,
    "zeros": b"\x00" * 5000,
    "French in Latin-1": "La réunion a été déplacée à l'école.".encode("latin-1"),
    "broken UTF-16": codecs.BOM_UTF16_LE + b"\x00\xd8\x41",
    "controls": b"\x01\x02\x03\x04" * 400 + b"text",
    "a program": b"MZ\x90\x00",
}


@pytest.mark.parametrize("kind", UNREADABLE)
def test_what_is_no_text_is_told_and_not_judged(tmp_path: Path, kind: str) -> None:
    report = report_of(save(tmp_path, UNREADABLE[kind]))
    assert (report.status, report.verdict, report.score) == ("unreadable", "unreadable", None)
    (finding,) = report.findings
    assert (finding.rule, finding.family, finding.severity) == ("unreadable-file", "input", "error")
    assert finding.message.vi != finding.message.en and finding.message.vi
    assert finding.fingerprint


def test_a_file_over_the_size_limit_is_told(tmp_path: Path) -> None:
    path = save(tmp_path, DRAFT.encode("utf-8"))
    assert report_of(path, Limits(bytes=50)).status == "unreadable"
    assert report_of(path, Limits(bytes=len(DRAFT.encode("utf-8")))).status == "checked"


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_file_of_too_many_lines_is_told(tmp_path: Path, end: str) -> None:
    path = save(tmp_path, DRAFT.replace("\n", end).encode("utf-8"))
    assert report_of(path, Limits(lines=3)).status == "unreadable"
    assert report_of(path, Limits(lines=4)).status == "checked"


def test_the_limits_are_those_of_the_readme() -> None:
    assert Limits() == Limits(bytes=8 * 1024 * 1024, lines=100_000, file_bytes=64 * 1024 * 1024)


def test_missing_files_folders_and_bad_names_are_told(tmp_path: Path) -> None:
    for path in (str(tmp_path / "nowhere.txt"), str(tmp_path), "a\x00b.txt", ""):
        with pytest.raises(ReadError) as caught:
            read(path)
        assert caught.value.words.vi and caught.value.words.en


def test_an_unreadable_file_stops_no_other(tmp_path: Path) -> None:
    good, bad = save(tmp_path, DRAFT.encode("utf-8")), save(tmp_path, b"%PDF-1.7", "b.txt")
    run = Run(list(lint([bad, good, bad], RULEBOOK)))
    assert [report.status for report in run.reports] == ["unreadable", "checked", "unreadable"]
    assert run.unreadable == 2 and run.worst() == "error"


def test_a_folder_gives_its_drafts_by_name_without_hidden_ones(tmp_path: Path) -> None:
    for name in ("b.txt", "A.md", "~$a.txt", ".hidden.txt", "c.xlsx", "sub/d.TXT", ".git/e.txt"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(DRAFT, encoding="utf-8")
    found = [Path(path).relative_to(tmp_path).as_posix() for path in supported_files(str(tmp_path))]
    assert found == ["A.md", "b.txt", "sub/d.TXT"]


# The report ----------------------------------------------------------------------------------------------------------


def test_a_plan_has_every_element_and_a_score() -> None:
    report = lint_text(DRAFT, RULEBOOK)
    assert tuple(report.elements) == ELEMENTS
    assert report.verdict == "needs-work" and report.score is not None and 0 <= report.score <= 100


def test_a_document_that_is_no_plan_has_no_score_and_no_other_findings() -> None:
    report = lint_text(DRAFT.replace("KẾ HOẠCH", "BÁO CÁO"), RULEBOOK)
    assert (report.verdict, report.score) == ("not-a-plan", None)
    assert [finding.rule for finding in report.findings] == ["not-a-plan"]
    assert {element.status for element in report.elements.values()} == {"not-applicable"}
    assert {"missing-budget", "numbering-gap"} <= {item.rule for item in report.skipped}


def test_a_rule_without_its_need_is_skipped_with_the_reason() -> None:
    skipped = {item.rule: item.reason for item in lint_text(DRAFT, RULEBOOK).skipped}
    assert skipped["late-issue"].en == "the document has no complete date"


def test_the_general_profile_asks_for_no_audience_or_channels() -> None:
    report = lint_text("KẾ HOẠCH\nPhòng cháy, chữa cháy năm 2026\nI. NỘI DUNG\nMột.\n", RULEBOOK)
    assert report.profile == "ke-hoach"
    assert not {"missing-audience", "missing-channels"} & {finding.rule for finding in report.findings}
    assert {"missing-audience", "one-kind-of-channel"} <= {item.rule for item in report.skipped}
    assert {finding.severity for finding in report.findings if finding.rule == "missing-budget"} == {"warning"}


def test_a_profile_can_be_chosen_by_name() -> None:
    text = "KẾ HOẠCH\nPhòng cháy, chữa cháy năm 2026\nI. NỘI DUNG\nMột.\n"
    report = lint_text(text, RULEBOOK, Settings(profile="ke-hoach-tuyen-truyen-cchc"))
    assert report.elements["audience"].status == "missing"


def test_select_and_ignore_choose_findings_but_change_no_status() -> None:
    chosen = lint_text(DRAFT, RULEBOOK, Settings(select=("missing-budget",)))
    assert [finding.rule for finding in chosen.findings] == ["missing-budget"]
    left = lint_text(DRAFT, RULEBOOK, Settings(ignore=("elements",)))
    assert "elements" not in {finding.family for finding in left.findings}
    assert {key: e.status for key, e in chosen.elements.items()} == {key: e.status for key, e in left.elements.items()}


def test_a_fingerprint_stands_while_the_findings_words_stand() -> None:
    text = DRAFT + "II. HÌNH THỨC\na. Một.\nb. Hai.\nIV. KINH PHÍ\nNgân sách nhà nước.\n"
    moved = text.replace("I. NỘI DUNG", "\n\nI. NỘI DUNG\nMột dòng mới.", 1)
    before = {(f.rule, f.quote): f.fingerprint for f in lint_text(text, RULEBOOK).findings}
    after = {(f.rule, f.quote): f.fingerprint for f in lint_text(moved, RULEBOOK).findings}
    assert before == after and len(set(before.values())) == len(before)


def test_the_unit_given_decides_what_stands_above_it() -> None:
    text = (
        "KẾ HOẠCH\nTuyên truyền cải cách hành chính năm 2026\n"
        "Căn cứ Kế hoạch số 03/KH-SYT ngày 10/01/2026 của Sở Y tế, đơn vị xây dựng Kế hoạch như sau:\n"
        "I. NỘI DUNG\nMột.\n"
    )
    low = lint_text(text, RULEBOOK, Settings(unit="Bệnh viện Đa khoa tỉnh"))
    high = lint_text(text, RULEBOOK, Settings(unit="Sở Y tế"))
    assert low.elements["provincial_basis"].status == "present"
    assert high.elements["provincial_basis"].status == "missing"


def test_a_text_with_a_lone_surrogate_is_judged() -> None:
    """No file holds one, but a caller's own string may."""
    assert lint_text(DRAFT + "\ud800", RULEBOOK).status == "checked"
