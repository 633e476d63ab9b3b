"""Whose plan is it? Cases as officials send them; the checks read the letterheads."""

from __future__ import annotations

import time
import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml
from hypothesis import given as given_by
from hypothesis import settings
from hypothesis import strategies as st
from plancheck.audit.assigning import Assignment, assign
from plancheck.audit.outcome import Outcome, pack, unpack_row
from plancheck.audit.roster import Unit
from plancheck.audit.sketch import Sketch
from plancheck.checks import Settings
from plancheck.engine import check_source
from plancheck.readers import Limits
from plancheck.readers.read import read_content
from plancheck.rulebook import Rulebook, load

CASES = Path(__file__).parent / "data" / "matching.yaml"
BODY = """
KẾ HOẠCH
Tuyên truyền cải cách hành chính năm 2025

Thực hiện kế hoạch của cấp trên, đơn vị ban hành kế hoạch tuyên truyền cải cách hành chính như sau:

I. MỤC ĐÍCH, YÊU CẦU
1. Mục đích: Nâng cao nhận thức.
II. NỘI DUNG
1. Tuyên truyền trên trang thông tin điện tử.
"""


class Case(NamedTuple):
    about: str
    roster: list[Unit]
    path: str
    head: str
    symbol: str
    said: str


def _unit(entry: str | dict[str, str]) -> Unit:
    if isinstance(entry, str):
        return Unit(entry)
    shorts = tuple(part.strip() for part in entry.get("short_names", "").split(";") if part.strip())
    return Unit(entry["unit"], shorts, None, entry.get("file"))


def _cases() -> Iterator[Any]:
    for case in yaml.safe_load(CASES.read_text(encoding="utf-8")):
        roster = [_unit(entry) for entry in case["roster"]]
        for path, head, symbol, said in case["files"]:
            name = f"{case['about'][:20]}-{path}-{head[-20:]}"
            yield pytest.param(Case(case["about"], roster, path, head, symbol, said), id=name)


@cache
def _book() -> Rulebook:
    return load()


@cache
def outcome_of(head: str, symbol: str) -> Outcome:
    """Return what the checks read of a plan with this letterhead."""
    if not head:
        return Outcome("unreadable")
    above, _, own = head.rpartition(" / ")
    first = f"{above or own}\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n{own if above else ''}\tĐộc lập - Tự do - Hạnh phúc\n"
    number = f"\nSố: {symbol}\t" if symbol else "\n\t"
    text = f"{first}{number}…, ngày 10 tháng 02 năm 2025\n{BODY}"
    report, _ = check_source(read_content(text.encode(), "a.txt", Limits(), False), _book(), Settings(), [])
    return unpack_row(pack("", report, Sketch.empty(), None).row)


def said_of(found: Assignment) -> str:
    for unit, files in zip(found.units, found.files, strict=True):
        for given in files:
            return f"{given.by}: {unit.name}"
    for loose in found.ambiguous:
        return f"maybe: {'; '.join(sorted(loose.candidates))}"
    return "none"


@pytest.mark.parametrize("case", list(_cases()))
def test_whose_file_it_is(case: Case) -> None:
    found = assign({case.path: outcome_of(case.head, case.symbol)}, case.roster, _book())
    wanted, _, words = case.said.partition(": ") if case.said.startswith("none: ") else (case.said, "", "")
    assert said_of(found) == wanted
    assert words in (str(found.unmatched[0].note) if found.unmatched else "")


def test_decomposed_letters_are_the_same() -> None:
    for form in ("NFC", "NFD"):
        roster = [Unit(unicodedata.normalize(form, "Sở Văn hoá, Thể thao và Du lịch"))]
        for path in ("Sở Văn hóa, Thể thao và Du lịch.docx", "SoVanHoaTheThaoVaDuLich.pdf"):
            found = assign({unicodedata.normalize("NFD", path): Outcome("unreadable")}, roster, _book())
            assert len(found.files[0]) == 1, (form, path)


# Whole assignments ---------------------------------------------------------------------------------------------------


def plan(**values: Any) -> Outcome:
    """Return a plan of Sở Y tế, but for what is said."""
    known = {"issuer": "Sở Y tế", "body": "so-y-te", "level": "tỉnh", "parent": "Ủy ban nhân dân tỉnh Hà Nam"}
    return Outcome("checked", **{"symbol": "1/KH-SYT", "date": "2026-02-10", **known, **values})


def given(outcomes: dict[str, Outcome], roster: list[Unit] | None) -> Assignment:
    return assign(dict(sorted(outcomes.items())), roster, _book())


def paths(found: Assignment) -> dict[str, list[str]]:
    return {unit.name: [item.path for item in files] for unit, files in zip(found.units, found.files, strict=True)}


def notes(found: Assignment, unit: int) -> str:
    told = [*(note for item in found.files[unit] for note in item.notes), *found.notes.get(unit, [])]
    return " ".join(note.vi for note in told)


def test_the_latest_plan_counts_then_what_cannot_be_read() -> None:
    found = given(
        {
            "a-so-y-te.pdf": Outcome("unreadable"),
            "b.docx": plan(date="2026-01-10"),
            "c.docx": plan(date="2026-02-10"),
            "d.docx": plan(date=None),
            "e.docx": plan(date="2026-02-10"),
            "f.docx": Outcome("not-a-plan", issuer="Sở Y tế", body="so-y-te"),
        },
        [Unit("Sở Y tế")],
    )
    assert paths(found) == {"Sở Y tế": ["c.docx", "e.docx", "b.docx", "d.docx", "a-so-y-te.pdf", "f.docx"]}


def test_the_roster_overrules_and_says_so() -> None:
    roster = [Unit("Sở Y tế"), Unit("Sở Tư pháp", file="a.docx"), Unit("Sở Nội vụ", file="A.DOCX")]
    found = given({"a.docx": plan(), "b.docx": plan()}, roster)
    assert paths(found) == {"Sở Y tế": ["b.docx"], "Sở Tư pháp": ["a.docx"], "Sở Nội vụ": ["a.docx"]}
    assert "Văn bản lại ghi là của Sở Y tế" in notes(found, 1)
    assert "còn ghi tệp này cho Sở Nội vụ" in notes(found, 1)
    assert "còn ghi tệp này cho Sở Tư pháp" in notes(found, 2)


def test_the_file_of_the_roster_counts_before_later_ones() -> None:
    found = given({"a.docx": plan(date="2026-01-01"), "b.docx": plan()}, [Unit("Sở Y tế", file="a.docx")])
    assert paths(found) == {"Sở Y tế": ["a.docx", "b.docx"]}
    assert [item.by for item in found.files[0]] == ["mapping", "issuer"]


@pytest.mark.parametrize(
    ("file", "path"),
    [
        ("nop/so y te/KH.docx", "nop/so y te/KH.docx"),
        ("KH", "nop/so y te/KH.docx"),
        ("so y te/KH.docx", "nop/so y te/KH.docx"),
        ("so y te\\kh.docx", "nop/so y te/KH.docx"),
        (" ./scan1 ", "nop/scan1.pdf"),
        ("khác/KH.docx", None),  # another folder's
        ("ban 1.docx", None),  # in two folders
        ("a.DOCX", None),  # two that differ in capitals only
        ("\x1b[31mkhong co.docx", None),
    ],
)
def test_how_a_roster_names_a_file(file: str, path: str | None) -> None:
    files = ["nop/so y te/KH.docx", "nop/scan1.pdf", "x/ban 1.docx", "y/ban 1.docx", "A.docx", "a.docx"]
    found = given({name: Outcome("unreadable") for name in files}, [Unit("Đơn vị X", file=file)])
    assert paths(found) == {"Đơn vị X": [path] if path else []}
    assert ("thư mục không có" in notes(found, 0)) == (path is None)
    assert "\x1b" not in notes(found, 0)


def test_what_tells_against_a_match_is_noted() -> None:
    roster = [Unit("Sở Y tế"), Unit("Sở Tư pháp")]
    found = given({"STP.docx": plan(symbol="1/KH-STP")}, roster)
    assert "Tên tệp lại ghi Sở Tư pháp" in notes(found, 0)
    assert "Ký hiệu văn bản lại là của Sở Tư pháp" in notes(found, 0)
    assert "mang tên đơn vị nhưng văn bản là của Sở Y tế" in notes(found, 1)


def test_one_unit_listed_twice_is_noted() -> None:
    found = given({}, [Unit("Sở GD&ĐT"), Unit("Sở Giáo dục và Đào tạo"), Unit("UBND xã Tân Lập"), Unit("Xã Tân Lập")])
    assert "Danh sách còn ghi “Sở Giáo dục và Đào tạo”" in notes(found, 0)
    assert "Danh sách còn ghi “UBND xã Tân Lập”" in notes(found, 3)
    assert not given({}, [Unit("UBND xã Tân Lập, huyện A"), Unit("UBND xã Tân Lập, huyện B")]).notes


def test_loose_files_tell_the_district() -> None:
    commune = plan(issuer="Ủy ban nhân dân xã Tân Lập", body="ubnd-xa", level="xã", symbol="1/KH-UBND")
    commune.parent = "Ủy ban nhân dân huyện A"
    found = given({"a.docx": commune}, [Unit("Sở Y tế")])
    assert found.unmatched[0].issuer == "Ủy ban nhân dân xã Tân Lập (Ủy ban nhân dân huyện A)"


# Without a roster ----------------------------------------------------------------------------------------------------


def test_without_a_roster_each_issuer_is_a_unit() -> None:
    found = given(
        {
            "a.docx": plan(),
            "b.docx": plan(parent="Ủy ban nhân dân tỉnh", date="2026-03-01"),
            "Sở Y tế.pdf": Outcome("unreadable"),
            "x/ban 1.pdf": Outcome("unreadable"),
            "y/ban 1.pdf": Outcome("unreadable"),
        },
        None,
    )
    assert paths(found) == {
        "Sở Y tế": ["b.docx", "a.docx"],
        "Sở Y tế.pdf": ["Sở Y tế.pdf"],
        "x/ban 1.pdf": ["x/ban 1.pdf"],
        "y/ban 1.pdf": ["y/ban 1.pdf"],
    }


def test_namesakes_of_two_provinces_or_districts_are_two_units() -> None:
    commune = {"issuer": "Ủy ban nhân dân xã Tân Lập", "body": "ubnd-xa", "level": "xã"}
    found = given(
        {
            "a.docx": plan(),
            "b.docx": plan(parent="Ủy ban nhân dân tỉnh Nam Định"),
            "c.docx": plan(**commune, parent="Ủy ban nhân dân huyện A"),
            "d.docx": plan(**commune, parent="Ủy ban nhân dân huyện B"),
        },
        None,
    )
    assert [len(files) for files in found.files] == [1, 1, 1, 1]
    assert len({unit.name for unit in found.units}) == 4


# Speed ---------------------------------------------------------------------------------------------------------------


def test_thousands_of_files_are_matched_quickly() -> None:
    roster = [Unit(f"UBND xã Tân Lập {place}, huyện Vũ Thư {place % 90}") for place in range(3000)]
    outcomes = {
        f"nop/{place}_KH tuyen truyen CCHC xa Tan Lap {place} (final).docx": plan(
            issuer=f"Ủy ban nhân dân xã Tân Lập {place}", body="ubnd-xa", level="xã", parent=None, symbol="1/KH-UBND"
        )
        for place in range(3000)
    }
    begun = time.process_time()
    given(outcomes, roster)
    assert time.process_time() - begun < 20  # a tenth of that on an idle machine


# Promises ------------------------------------------------------------------------------------------------------------

PIECES = (
    "Sở", "Y tế", "UBND", "xã", "phường", "Tân Lập", "1", "012", "TP", "huyện", "-", "(", ")", ",", "&", "/", ".docx",
    "Đ", "한국", "İ", "²", "\u0301", "\ud800", "ẞ",
    "thuộc", "tỉnh Hà Nam", "TRƯỜNG", "P.", "…", "_", "KH", "STP", "\x1b[2J",
)  # fmt: skip
SOUP = st.lists(st.sampled_from(PIECES), max_size=8).flatmap(
    lambda parts: st.sampled_from(("", " ")).map(lambda between: between.join(parts))
)


@settings(max_examples=300, deadline=None)
@given_by(roster=st.lists(SOUP, max_size=4), path=SOUP, issuer=SOUP, parent=SOUP, symbol=SOUP)
def test_no_name_makes_it_fail(roster: list[str], path: str, issuer: str, parent: str, symbol: str) -> None:
    units = [Unit(name, (issuer,), None, parent or None) for name in roster]
    outcome = Outcome("checked", issuer=issuer or None, parent=parent or None, symbol=symbol or None)
    for known in (units, None):
        found = assign({path: outcome}, known, _book())
        held = sum(len(files) for files in found.files)
        assert held + len(found.unmatched) + len(found.ambiguous) >= 1
