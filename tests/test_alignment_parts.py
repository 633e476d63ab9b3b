"""What an item asks for, cut into theme, parts and what is joined in a part; what is only said beside weighs less."""

from __future__ import annotations

from itertools import pairwise

import pytest
from plancheck.alignment.parts import Parts, chunks_of, parts_of

from beside import wanted


def cut(line: str, actor_end: int = 0) -> tuple[str | None, list[str], list[str]]:
    """Return theme, parts and asides as text."""
    folded = line.lower()
    found = parts_of(folded, [(0, len(folded))], actor_end)
    theme = folded[slice(*found.theme)] if found.theme else None
    parts = [folded[slice(*part)].strip(" .") for part, _ in found.parts]
    return theme, parts, [folded[slice(*aside)] for _, asides in found.parts for aside in asides]


@pytest.mark.parametrize(
    ("line", "parts"),
    [
        ("In tờ gấp về thủ tục.", ["in tờ gấp về thủ tục"]),
        ("In tờ gấp; phát loa; treo băng rôn.", ["in tờ gấp", "phát loa", "treo băng rôn"]),
        ("In tờ gấp. Phát tờ gấp ở xã.", ["in tờ gấp", "phát tờ gấp ở xã"]),
        ("In 1.000 tờ gấp theo Nghị quyết số 76/NQ-CP.", ["in 1.000 tờ gấp theo nghị quyết số 76/nq-cp"]),
        ("Cơ chế tự chủ (nhóm 1; nhóm 2); tài sản công.", ["cơ chế tự chủ (nhóm 1; nhóm 2)", "tài sản công"]),
        ("Rõ người; (1) rõ việc; (2) rõ hạn.", ["rõ người", "(1) rõ việc", "(2) rõ hạn"]),
        ("In tờ gấp, phát loa và treo băng rôn.", ["in tờ gấp, phát loa và treo băng rôn"]),
        ("; ; . ;", []),
        ("", []),
    ],
)
def test_semicolons_and_full_stops_outside_brackets_part_an_item(line: str, parts: list[str]) -> None:
    assert cut(line)[1] == parts


@pytest.mark.parametrize(
    ("line", "theme", "parts"),
    [
        ("Cải cách thể chế: rà soát văn bản; thi hành luật.", "cải cách thể chế", ["rà soát văn bản", "thi hành luật"]),
        ("Chỉ số của tỉnh: hạng, điểm.", "chỉ số của tỉnh", ["hạng, điểm"]),
        ("Kết quả của năm trước:", None, ["kết quả của năm trước:"]),
        (": in tờ gấp.", None, ["in tờ gấp"]),
    ],
)
def test_the_words_before_the_colon_are_the_theme(line: str, theme: str | None, parts: list[str]) -> None:
    assert cut(line)[:2] == (theme, parts)


def test_a_colon_far_behind_begins_no_theme() -> None:
    line = "Giới thiệu " + "thủ tục đất đai, " * 10 + "gồm: cấp mới."
    assert cut(line)[0] is None


@pytest.mark.parametrize(
    ("line", "actors", "theme", "parts"),
    [
        ("Sở Tư pháp: in tờ gấp; phát loa.", 10, None, ["in tờ gấp", "phát loa"]),
        ("Sở Tư pháp in tờ gấp; phát loa.", 10, None, ["in tờ gấp", "phát loa"]),
        ("Sở Tư pháp: cải cách thể chế: rà soát văn bản.", 10, None, ["cải cách thể chế: rà soát văn bản"]),
        ("Giao Sở Tư pháp phổ biến hai việc: chữ ký số; một cửa.", 15, "phổ biến hai việc", ["chữ ký số", "một cửa"]),
    ],
)
def test_the_names_of_those_who_act_are_no_part(line: str, actors: int, theme: str | None, parts: list[str]) -> None:
    found = cut(line, actors)
    assert (found[0] and found[0].strip(), found[1]) == (theme, parts)


@pytest.mark.parametrize(
    ("line", "aside"),
    [
        ("Cắt giảm giấy tờ nhằm phục vụ người dân.", "nhằm phục vụ người dân"),
        ("Cắt giảm giấy tờ, góp phần phát triển kinh tế.", "góp phần phát triển kinh tế"),
        ("Cắt giảm giấy tờ để rút ngắn thời gian.", "để rút ngắn thời gian"),
        ("Nêu gương cá nhân, nhất là công chức cấp xã.", "nhất là công chức cấp xã"),
        ("Giới thiệu tiện ích, như chữ ký số.", "như chữ ký số"),
        ("Treo băng rôn tại trụ sở.", "tại trụ sở"),
        ("Phát loa trên địa bàn xã.", "trên địa bàn xã"),
        ("Mở lớp đối với cán bộ cấp xã.", "đối với cán bộ cấp xã"),
        ("Công khai thủ tục (kể cả thủ tục mới).", "(kể cả thủ tục mới)"),
        ("Ý nghĩa của cải cách trong bối cảnh hội nhập.", "trong bối cảnh hội nhập"),
    ],
)
def test_purpose_example_place_and_brackets_are_asides(line: str, aside: str) -> None:
    assert aside in [found.strip() for found in cut(line)[2]]


@pytest.mark.parametrize(
    ("line", "left_outside"),
    [
        ("Cắt giảm giấy tờ nhằm phục vụ dân; công khai thủ tục.", "công khai thủ tục"),
        ("Treo băng rôn tại trụ sở, in tờ gấp.", "in tờ gấp"),
        ("Mở lớp đối với cấp xã về chữ ký số.", "về chữ ký số"),
        ("Việc để quá hạn hồ sơ.", "để quá hạn hồ sơ"),
    ],
)
def test_an_aside_ends_where_the_matter_goes_on(line: str, left_outside: str) -> None:
    assert all(left_outside not in aside for aside in cut(line)[2])


def test_what_stands_aside_weighs_less() -> None:
    (plain,) = wanted("Công khai thủ tục ở trụ sở xã.").parts
    (beside,) = wanted("Công khai thủ tục tại trụ sở xã.").parts
    heavy = {token.syllable: weight for token, weight in zip(plain.asked.tokens, plain.asked.weights, strict=True)}
    light = {token.syllable: weight for token, weight in zip(beside.asked.tokens, beside.asked.weights, strict=True)}
    assert 0 < light["xã"] < heavy["xã"]
    assert light["khai"] == heavy["khai"]


# What is joined in a part ---------------------------------------------------------------------------------------------


def chunks(line: str, least: int = 3) -> list[str]:
    folded = line.lower()
    found: Parts = parts_of(folded, [(0, len(folded))])
    ((part, asides),) = found.parts
    counted = chunks_of(folded, part, asides, lambda start, end: len(folded[start:end].split()), least)
    return [folded[start:end].strip(" ,.") for start, end in counted]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("In tờ gấp mới, treo băng rôn lớn.", ["in tờ gấp mới", "treo băng rôn lớn"]),
        ("In tờ gấp mới và treo băng rôn lớn.", ["in tờ gấp mới và", "treo băng rôn lớn"]),
        ("In tờ gấp mới hoặc treo băng rôn lớn.", ["in tờ gấp mới hoặc", "treo băng rôn lớn"]),
        ("Phóng sự, tin.", ["phóng sự, tin"]),
        ("Viết tin bài, ảnh.", ["viết tin bài, ảnh"]),
        ("Công khai thủ tục (cấp tỉnh, cấp huyện và cấp xã).", ["công khai thủ tục (cấp tỉnh, cấp huyện và cấp xã)"]),
        ("In 1.000,5 tờ gấp mới.", ["in 1.000,5 tờ gấp mới"]),
    ],
)
def test_commas_and_conjunctions_join_things_of_some_length(line: str, expected: list[str]) -> None:
    assert chunks(line) == expected


def test_chunks_tile_their_part() -> None:
    line = "viết tin, bài và phóng sự, làm video ngắn hoặc đồ họa, in tờ gấp, treo băng rôn và phát loa ở thôn"
    found = chunks_of(line, (0, len(line)), [], lambda start, end: len(line[start:end].split()), 3)
    assert found[0][0] == 0 and found[-1][1] == len(line)
    assert all(left[1] == right[0] for left, right in pairwise(found))


# Things that count one each -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "count"),
    [
        ("Kết quả PAR INDEX, SIPAS, PAPI của tỉnh.", 3),
        ("Kết quả Chỉ số PAR INDEX của tỉnh.", 0),
        ("Nghị quyết số 76/NQ-CP ngày 15/7/2021 và Nghị quyết số 57-NQ/TW ngày 22/12/2024.", 2),
        ("Nghị quyết số 76/NQ-CP ngày 15/7/2021 của Chính phủ.", 0),
        ("Công khai thủ tục và cắt giảm giấy tờ.", 0),
    ],
)
def test_indices_and_documents_count_one_each_where_several_are_named(line: str, count: int) -> None:
    (part,) = wanted(line).parts
    assert part.named is (count > 0)
    if count:
        assert len(part.chunks) == count
