"""Promises of the alignment that hold for any two texts, and for plans however they are written."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import asdict
from functools import cache
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from plancheck.alignment import Basis, align, prepare
from plancheck.checks import Settings
from plancheck.engine import align_source, lint_text
from plancheck.matrix import COVERED, KINDS, NOT_ADDRESSED, PARTIAL, STATUSES, UNCOVERED, Alignment
from plancheck.source import Source

from alignmentgold import FIXTURES, folders, labels_of
from beside import RULEBOOK, context, laid, statuses, whole_basis
from test_properties import anything

SETS = folders(FIXTURES)
WORSE = {COVERED: 0, PARTIAL: 1, UNCOVERED: 2, NOT_ADDRESSED: 3}


def bounded(examples: int) -> settings:
    return settings(
        max_examples=examples, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck)
    )


def text_of(folder: Path, name: str) -> str:
    return (folder / name).read_text(encoding="utf-8")


PLANS = {(folder.name, name): text_of(folder, name) for folder in SETS for name in ("province.txt", "draft-1.txt")}


def dump(found: Alignment) -> dict[str, Any]:
    return asdict(found)


def told(found: Alignment) -> list[tuple[Any, ...]]:
    """Return what a matrix says, places in the line aside."""
    return [
        (item.id, item.kind, item.text, item.status, item.score, item.missing, item.problem, item.due,
         item.location.line, [(match.section, match.quote, match.score, match.location.line) for match in item.matches])
        for item in found.items
    ]  # fmt: skip


# Any two texts --------------------------------------------------------------------------------------------------------


def assert_sound(found: Alignment) -> None:
    assert all(item.status in STATUSES and item.kind in KINDS for item in found.items)
    assert all(0 <= item.score <= 1 and item.location.line >= 1 for item in found.items)
    assert sum(found.count(status) for status in STATUSES) == len(found.items)
    assert (found.coverage is None) is (not found.addressed)
    assert found.coverage is None or 0 <= found.coverage <= 1
    for item in found.items:
        assert all(0 <= match.score <= 1 and match.start <= match.end for match in item.matches)
        assert item.status != NOT_ADDRESSED or not (item.matches or item.missing or item.problem)


@bounded(60)
@given(anything, anything)
@example("", "")
@example("I. NỘI DUNG\n1. :;.(\n", "I. NỘI DUNG\n1. :;.(\n")
@example("KẾ HOẠCH\n", "I. TỔ CHỨC THỰC HIỆN\n1. Báo cáo UBND tỉnh trước ngày 31/02/0000.\n")
def test_no_two_texts_make_the_alignment_raise(mine: str, theirs: str) -> None:
    assert_sound(align(context(mine, "Sở Tư pháp"), whole_basis(theirs)))


@bounded(25)
@given(anything, st.sampled_from(SETS))
def test_no_text_beside_a_plan_makes_it_raise_and_none_changes_the_items(text: str, folder: Path) -> None:
    superior = superior_of(folder)
    found = align(context(text), superior)
    assert_sound(found)
    assert [item.id for item in found.items] == [wanted.item.id for wanted in superior.wanted]


def mutated(text: str, changes: list[tuple[str, int, str]]) -> str:
    """Return a text with lines cut, doubled, joined, shortened or overwritten."""
    lines = text.splitlines()
    for act, place, piece in changes:
        at = place % max(len(lines), 1)
        if act == "cut":
            del lines[at : at + 1]
        elif act == "double":
            lines.insert(at, lines[at] if lines else piece)
        elif act == "join":
            lines[at : at + 2] = [" ".join(lines[at : at + 2])]
        elif act == "shorten":
            lines[at : at + 1] = [line[: place % 40] for line in lines[at : at + 1]]
        else:
            lines.insert(at, piece)
    return "\n".join(lines)


changes = st.lists(
    st.tuples(
        st.sampled_from(["cut", "double", "join", "shorten", "write"]), st.integers(0, 400),
        st.sampled_from(["1. ", "a)", "- ", "+ :", "PHỤ LỤC", "TT\tNhiệm vụ\tChủ trì\tThời hạn", "1\t\t\t", ";;;",
                         "(((", "\u0301", "\x00", "II. HÌNH THỨC", "100%", "ngày 99/99/9999", "Sở", "𝒜", "…",
                         "Nơi nhận:"]),
    ),
    min_size=1, max_size=12,
)  # fmt: skip


@bounded(40)
@given(changes, changes, st.sampled_from(SETS))
def test_no_damage_to_plans_makes_the_alignment_raise(mine: Any, theirs: Any, folder: Path) -> None:
    superior = whole_basis(mutated(PLANS[folder.name, "province.txt"], theirs))
    assert_sound(align(context(mutated(PLANS[folder.name, "draft-1.txt"], mine)), superior))


@bounded(15)
@given(changes, changes)
def test_no_damage_makes_the_rules_of_the_alignment_raise(mine: Any, theirs: Any) -> None:
    name = SETS[0].name
    superior = whole_basis(mutated(PLANS[name, "province.txt"], theirs))
    report = lint_text(
        mutated(PLANS[name, "draft-1.txt"], mine), RULEBOOK, Settings(select=("alignment",)), bases=[superior]
    )
    assert report.status == "checked"


# A plan beside itself -------------------------------------------------------------------------------------------------

ALL_OF_IT = """I. NỘI DUNG TUYÊN TRUYỀN
1. Cải cách thể chế: rà soát văn bản quy phạm pháp luật; theo dõi thi hành pháp luật.
2. Thủ tục hành chính
- Công khai, đơn giản hóa thủ tục hành chính.
- Tiếp nhận hồ sơ theo cơ chế một cửa.
+ Gương công chức tận tụy.
3. Chữ ký số; kho dữ liệu; thanh toán trực tuyến.
II. HÌNH THỨC TUYÊN TRUYỀN
1. Đăng tin, bài trên Báo Hà Nam; phát phóng sự trên Đài Phát thanh và Truyền hình tỉnh.
2. Treo pano, băng rôn; in tờ gấp; mở hội nghị.
III. TỔ CHỨC THỰC HIỆN
1. Các sở, ban, ngành
a) Ban hành kế hoạch tuyên truyền cải cách hành chính năm 2023.
b) Mỗi quý viết ít nhất 03 tin, bài về cải cách hành chính.
c) Bố trí kinh phí tuyên truyền cải cách hành chính.
d) Báo cáo kết quả về Sở Nội vụ 6 tháng trước ngày 10/6/2023, năm trước ngày 25/11/2023.
2. Các sở, ban, ngành mở 02 lớp tập huấn về chữ ký số trước ngày 30/6/2023.
IV. KINH PHÍ
Ngân sách tỉnh bảo đảm theo phân cấp.
"""


def test_a_copy_covers_all_of_a_plan() -> None:
    found = laid(ALL_OF_IT, ALL_OF_IT)
    assert set(statuses(found).values()) == {COVERED}
    assert found.coverage == 1.0


@pytest.mark.parametrize("folder", SETS, ids=lambda folder: folder.name)
def test_a_copy_of_a_real_looking_plan_covers_nearly_all_of_it(folder: Path) -> None:
    found = align(context(PLANS[folder.name, "province.txt"], unit_of(folder)), superior_of(folder))
    assert len(found.addressed) >= 20
    assert found.count(UNCOVERED) <= 1
    assert found.coverage is not None and found.coverage >= 0.94


# The same plan written otherwise --------------------------------------------------------------------------------------


def unit_of(folder: Path) -> str:
    return str(labels_of(folder)["drafts"]["draft-1.txt"]["unit"])


@cache
def superior_of(folder: Path) -> Basis:
    return whole_basis(PLANS[folder.name, "province.txt"])


@cache
def plain_of(folder: Path) -> Alignment:
    """Return the matrix of a set's first draft."""
    return align(context(PLANS[folder.name, "draft-1.txt"], unit_of(folder)), superior_of(folder))


def changed(folder: Path, change: Callable[[str], str], on_basis: bool = True) -> Alignment:
    """Return the same with the draft, and the superior plan, changed."""
    superior = whole_basis(change(PLANS[folder.name, "province.txt"])) if on_basis else superior_of(folder)
    return align(context(change(PLANS[folder.name, "draft-1.txt"]), unit_of(folder)), superior)


def old_placement(text: str) -> str:
    """Return a text with the tone on the last of oa, oe, uy (hoà, khoẻ, uỷ)."""

    def moved(match: re.Match[str]) -> str:
        first = unicodedata.normalize("NFD", match.group(1))
        return first[0] + unicodedata.normalize("NFC", match.group(2) + first[1])

    return re.sub(r"([òóỏõọÒÓỎÕỌ](?=[aeAE])|[ùúủũụÙÚỦŨỤ](?=[yY]))([aeyAEY])(?![^\W\d_])", moved, text)


def test_the_old_placement_is_what_is_meant() -> None:
    new, old = "Ủy ban, hóa, khỏe, thủy, tòa, họa, quý, toán", "Uỷ ban, hoá, khoẻ, thuỷ, toà, hoạ, quý, toán"
    assert old_placement(new) == old


CHANGES = {
    "decomposed": lambda text: unicodedata.normalize("NFD", text),
    "windows line ends": lambda text: text.replace("\n", "\r\n"),
    "no-break spaces": lambda text: text.replace("hành chính", "hành\u00a0chính"),
    "trailing blanks": lambda text: text.replace("\n", "  \n"),
}


@pytest.mark.parametrize("folder", SETS[::2], ids=lambda folder: folder.name)
@pytest.mark.parametrize("name", sorted(CHANGES))
def test_how_the_characters_are_stored_changes_nothing(name: str, folder: Path) -> None:
    assert told(changed(folder, CHANGES[name])) == told(plain_of(folder))


@pytest.mark.parametrize("folder", SETS, ids=lambda folder: folder.name)
def test_where_the_tone_stands_changes_no_status(folder: Path) -> None:
    plain = plain_of(folder)
    for on_basis in (True, False):
        found = changed(folder, old_placement, on_basis)
        assert statuses(found) == statuses(plain)
        assert [item.score for item in found.items] == pytest.approx([item.score for item in plain.items], abs=0.01)


@pytest.mark.parametrize("folder", SETS[::3], ids=lambda folder: folder.name)
def test_blank_lines_change_no_status(folder: Path) -> None:
    def spread(text: str) -> str:
        return re.sub(r"\n(?=(?:[IVX]+|\d+)\. )", "\n\n", text)

    assert statuses(changed(folder, spread, on_basis=False)) == statuses(plain_of(folder))


# More and fewer lines -------------------------------------------------------------------------------------------------

# What a province asks, and a line of a unit that takes it up and nothing else.
PAIRS = [
    ("Công khai thủ tục hành chính.", "Niêm yết công khai thủ tục hành chính."),
    ("Chữ ký số cá nhân.", "Sử dụng chữ ký số cá nhân."),
    ("Tinh giản biên chế.", "Kết quả tinh giản biên chế."),
    ("Xử lý trụ sở dôi dư.", "Việc xử lý trụ sở dôi dư của ngành."),
    ("Chỉ số hài lòng SIPAS.", "Kết quả khảo sát SIPAS."),
    ("Nghị quyết số 76/NQ-CP của Chính phủ.", "Phổ biến Nghị quyết số 76/NQ-CP."),
    ("Cơ chế một cửa liên thông.", "Thực hiện cơ chế một cửa liên thông."),
]
UNRELATED = [
    "Chăm sóc vườn hoa trong khuôn viên trụ sở.", "Thăm hỏi người cao tuổi dịp Tết.", "Tập bóng chuyền buổi chiều.",
    "Bảo dưỡng xe ô tô của cơ quan.", "Phun thuốc diệt muỗi.", "Ủng hộ đồng bào vùng lũ.", "Sửa mái nhà kho.",
]  # fmt: skip
SUPERIOR = "I. NỘI DUNG TUYÊN TRUYỀN\n" + "\n".join(f"{n}. {asked}" for n, (asked, _) in enumerate(PAIRS, 1))


def content(lines: list[str]) -> str:
    return "I. NỘI DUNG TUYÊN TRUYỀN\n" + "\n".join(f"{number}. {line}" for number, line in enumerate(lines, 1))


def test_each_line_takes_up_its_item() -> None:
    assert set(statuses(laid(content([given for _, given in PAIRS]), SUPERIOR)).values()) == {COVERED}
    assert set(statuses(laid(content(UNRELATED), SUPERIOR)).values()) == {UNCOVERED}


@bounded(30)
@given(st.permutations(PAIRS), st.lists(st.tuples(st.integers(0, 7), st.sampled_from(UNRELATED)), max_size=5))
def test_order_and_unrelated_lines_take_nothing_away(pairs: list[tuple[str, str]], more: list[tuple[int, str]]) -> None:
    lines = [given for _, given in pairs]
    for place, line in more:
        lines.insert(place, line)
    assert set(statuses(laid(content(lines), SUPERIOR)).values()) == {COVERED}


@bounded(30)
@given(st.sets(st.integers(0, len(PAIRS) - 1)))
def test_without_its_line_an_item_is_uncovered_and_no_other_is(left_out: set[int]) -> None:
    lines = [given for number, (_, given) in enumerate(PAIRS) if number not in left_out] or UNRELATED[:1]
    found = list(statuses(laid(content(lines), SUPERIOR)).values())
    assert found == [UNCOVERED if number in left_out else COVERED for number in range(len(PAIRS))]


@bounded(25)
@given(st.sampled_from(SETS), st.integers(0, 300), st.sampled_from(UNRELATED))
def test_an_unrelated_line_in_a_whole_draft_makes_no_item_worse(folder: Path, place: int, line: str) -> None:
    text = PLANS[folder.name, "draft-1.txt"]
    bullets = [match.start() for match in re.finditer(r"^- ", text.split("Nơi nhận")[0], re.M)]
    if not bullets:
        return
    at = bullets[place % len(bullets)]
    after = align(context(f"{text[:at]}- {line}\n{text[at:]}", unit_of(folder)), superior_of(folder))
    for old, new in zip(plain_of(folder).items, after.items, strict=True):
        assert WORSE[new.status] <= WORSE[old.status], (old.id, old.status, new.status)


# Many drafts ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("folder", SETS[:2], ids=lambda folder: folder.name)
def test_nothing_is_kept_between_two_drafts(folder: Path) -> None:
    drafts = labels_of(folder)["drafts"]
    theirs = text_of(folder, "province.txt")
    texts = {name: (text_of(folder, name), draft["unit"]) for name, draft in drafts.items()}
    alone = {name: dump(align(context(*text), whole_basis(theirs))) for name, text in texts.items()}
    shared = whole_basis(theirs)
    contexts = {name: context(*text) for name, text in texts.items()}
    for order in permutations(texts):
        for name in order:
            assert dump(align(contexts[name], shared)) == alone[name]


def test_laying_twice_and_preparing_twice_gives_the_same() -> None:
    folder = SETS[0]
    text, theirs = text_of(folder, "draft-2.txt"), text_of(folder, "province.txt")
    superior = context(theirs)
    mine = context(text)
    first = dump(align(mine, prepare(superior, "a")))
    assert dump(align(mine, prepare(superior, "a"))) == first
    assert dump(align(context(text), prepare(context(theirs), "a"))) == first


def test_the_engine_gives_what_the_room_gives() -> None:
    folder = SETS[0]
    text, theirs = text_of(folder, "draft-1.txt"), text_of(folder, "province.txt")
    unit, superior = unit_of(folder), whole_basis(theirs)
    found = align_source(Source("<text>", text, "text"), RULEBOOK, Settings(unit=unit), [superior])
    assert isinstance(found, Alignment) and dump(found) == dump(align(context(text, unit), superior))
