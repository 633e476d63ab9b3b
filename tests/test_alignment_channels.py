"""Channels: the kinds of media that a line names, and which of those asked for a draft uses for reform."""

from __future__ import annotations

import pytest
from plancheck.alignment.channels import KINDS, asked_kinds, kinds_within, missing_kinds, places_of, same_as

from beside import context, laid, one, read_draft

CHANNELS = "I. HÌNH THỨC TUYÊN TRUYỀN\n1. "


def kinds_of(line: str) -> set[str]:
    found = context(line)
    return kinds_within(found, 0, len(found.folded))


@pytest.mark.parametrize(
    ("line", "kinds"),
    [
        ("Đăng tin, bài trên Báo Hà Nam.", {"press"}),
        ("Cung cấp thông tin cho cơ quan báo chí.", {"press"}),
        ("Phát phóng sự trên Đài Phát thanh và Truyền hình tỉnh.", {"radio-tv"}),
        ("Phối hợp với Báo và phát thanh, truyền hình Lâm Đồng.", {"merged"}),
        ("Đăng trên Cổng thông tin điện tử tỉnh, trang thông tin điện tử của sở.", {"portal"}),
        ("Đăng trên website của Sở.", {"portal"}),
        ("Lập trang Facebook, nhóm Zalo, kênh TikTok.", {"social-media"}),
        ("Phát trên hệ thống loa truyền thanh cơ sở.", {"loudspeaker"}),
        ("Phát trên đài truyền thanh xã.", {"loudspeaker"}),
        ("Dùng xe loa lưu động.", {"loudspeaker"}),
        ("Treo băng rôn, khẩu hiệu, pano, áp phích.", {"visual"}),
        ("Chạy chữ trên màn hình LED.", {"visual"}),
        ("In tờ rơi, tờ gấp, sổ tay hỏi đáp.", {"print"}),
        ("Làm video ngắn, infographic, podcast.", {"digital"}),
        ("Lồng ghép vào hội nghị, giao ban, lễ chào cờ.", {"meeting"}),
        ("Mở lớp tập huấn.", {"meeting"}),
        ("Tổ chức cuộc thi tìm hiểu.", {"contest"}),
        ("Đặt hòm thư góp ý.", {"suggestion-box"}),
        ("Công khai đường dây nóng.", {"hotline"}),
        ("Tuyên truyền miệng qua báo cáo viên, già làng.", {"word-of-mouth"}),
        ("Đăng trên Báo Hà Nam; phát trên loa truyền thanh; in tờ gấp.", {"press", "loudspeaker", "print"}),
    ],
)
def test_every_medium_is_of_one_kind(line: str, kinds: set[str]) -> None:
    assert kinds_of(line) == kinds


@pytest.mark.parametrize(
    "line",
    [
        "Báo cáo kết quả về Sở Nội vụ.", "Ra thông báo về thủ tục mới.", "Dự báo, cảnh báo thiên tai.",
        "Họp báo định kỳ.", "Khai báo tạm trú.", "Công khai thủ tục hành chính.", "", "Xây lâu đài.",
        "Gửi qua hộp thư điện tử công vụ.",
    ],
)  # fmt: skip
def test_words_that_only_hold_the_name_of_a_medium_name_none(line: str) -> None:
    assert kinds_of(line) == set()


def test_of_names_that_overlap_the_longest_counts() -> None:
    assert kinds_of("Đài phát thanh xã phát tin.") == {"loudspeaker"}
    assert kinds_of("Sổ tay điện tử và cầu truyền hình.") & {"print", "radio-tv"} == set()


def test_where_a_kind_is_named_can_be_shown() -> None:
    found = context("Treo băng rôn; in tờ gấp; treo pano.")
    places = places_of(found, "visual", [(0, len(found.folded))])
    assert [found.folded[start:end] for start, end in places] == ["băng rôn", "pano"]
    assert places_of(found, "visual", [(0, 5)]) == []


# One body of press and broadcasting -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("wanted", "used", "missing"),
    [
        ({"press"}, {"press"}, set()), ({"press"}, set(), {"press"}), ({"press", "portal"}, {"portal"}, {"press"}),
        ({"press", "radio-tv"}, {"merged"}, set()), ({"press"}, {"merged"}, set()), ({"radio-tv"}, {"merged"}, set()),
        ({"merged"}, {"press"}, set()), ({"merged"}, {"radio-tv"}, set()), ({"merged"}, {"merged"}, set()),
        ({"merged"}, {"portal"}, {"merged"}),
        ({"merged", "portal"}, {"press"}, {"portal"}), (set(), {"press"}, set()),
        ({"loudspeaker"}, {"merged"}, {"loudspeaker"}), ({"merged"}, {"loudspeaker"}, {"merged"}),
    ],
)  # fmt: skip
def test_the_merged_body_is_one_kind_and_stands_for_both(wanted: set[str], used: set[str], missing: set[str]) -> None:
    assert asked_kinds({"merged", "press", "radio-tv", "portal"}) == {"merged", "portal"}
    before = set(used), set(wanted)
    assert missing_kinds(wanted, used) == missing
    assert (used, wanted) == before


def test_a_kind_is_used_by_itself_and_by_the_merged_body() -> None:
    for kind in KINDS:
        assert same_as(kind)[0] == kind
        assert ("merged" in same_as(kind)) is (kind in ("merged", "press", "radio-tv"))


# What serves reform ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "used"),
    [
        ("Treo băng rôn ở trụ sở.", True),
        ("Treo băng rôn về cải cách hành chính.", True),
        ("Treo băng rôn hướng dẫn nộp hồ sơ trực tuyến.", True),
        ("Treo băng rôn về phòng, chống dịch bệnh.", False),
        ("Treo băng rôn về an toàn giao thông.", False),
        ("Treo băng rôn chủ đề bình đẳng giới.", False),
        ("Treo băng rôn tuyên truyền Luật Căn cước.", False),
        ("Treo băng rôn về an toàn thực phẩm và cải cách hành chính.", True),
        ("Không treo băng rôn.", False),
    ],
)
def test_a_line_on_another_subject_or_a_denial_uses_no_medium(line: str, used: bool) -> None:
    assert ("visual" in read_draft(CHANNELS + line).media) is used


# Together -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("asked", "given", "status"),
    [
        ("Đăng tin, bài trên Báo Hà Nam.", "Gửi bài cho Báo Hà Nam.", "covered"),
        ("Đăng tin, bài trên Báo Hà Nam.", "Phát trên loa truyền thanh.", "uncovered"),
        ("Đăng trên Báo Hà Nam và Đài Phát thanh và Truyền hình tỉnh.", "Gửi bài cho Báo Hà Nam.", "partial"),
        ("Phối hợp với Báo và phát thanh, truyền hình Hà Nam.", "Gửi bài cho báo.", "covered"),
        ("Treo băng rôn, khẩu hiệu, pano, áp phích.", "Treo 02 băng rôn.", "covered"),
        ("Mạng xã hội: Facebook, Zalo, YouTube.", "Lập nhóm Zalo.", "covered"),
        ("Trên Cổng thông tin điện tử tỉnh, trang điện tử các cơ quan.", "Website của Sở.", "covered"),
        ("Pano; tờ gấp; loa truyền thanh; cuộc thi.", "Treo pano, in tờ gấp, phát loa truyền thanh.", "covered"),
        ("Pano; tờ gấp; loa truyền thanh; cuộc thi.", "Treo pano, in tờ gấp.", "partial"),
        ("Pano; tờ gấp; loa truyền thanh; cuộc thi.", "Gửi bài cho Báo Hà Nam.", "uncovered"),
        ("Tổ chức cuộc thi tìm hiểu cải cách hành chính.", "Tổ chức cuộc thi tìm hiểu về giao thông.", "uncovered"),
    ],
)
def test_a_channel_is_covered_by_kinds_of_media(asked: str, given: str, status: str) -> None:
    found = one(CHANNELS + given, CHANNELS + asked)
    assert found.kind == "channel"
    assert found.status == status


def test_media_among_the_tasks_count_too_but_not_in_purpose_or_audience() -> None:
    tasks = "I. TỔ CHỨC THỰC HIỆN\n1. Văn phòng Sở treo băng rôn.\n"
    purpose = "I. MỤC ĐÍCH\n1. Mỗi xã một băng rôn.\nII. ĐỐI TƯỢNG\n1. Người đọc băng rôn.\n"
    assert one(tasks, CHANNELS + "Treo băng rôn.").status == "covered"
    assert one(purpose, CHANNELS + "Treo băng rôn.").status == "uncovered"


@pytest.mark.parametrize(
    "line",
    [
        "Báo Hà Nam, Đài Phát thanh và Truyền hình tỉnh.", "Cổng thông tin điện tử tỉnh: mở chuyên mục.",
        "Đài truyền thanh cơ sở.", "Các cơ quan báo chí của tỉnh.", "Báo và phát thanh, truyền hình Hà Nam.",
    ],
)  # fmt: skip
def test_a_medium_at_the_head_of_a_channel_is_no_addressee(line: str) -> None:
    assert one(CHANNELS + "In tờ gấp.", CHANNELS + line).status == "uncovered"


def test_what_lacks_of_a_channel_is_named_as_written() -> None:
    found = one(CHANNELS + "Treo pano.", CHANNELS + "Treo Pano, áp phích; in Tờ gấp.")
    assert (found.status, found.missing) == ("partial", ("Tờ gấp",))


def test_the_place_of_a_channel_is_one_among_the_channels_before_any_other() -> None:
    body = "I. NỘI DUNG\n1. Lợi ích của băng rôn.\nII. HÌNH THỨC\n1. Treo băng rôn ở trụ sở.\n"
    found = one(body, CHANNELS + "Treo băng rôn.")
    assert [(match.section, match.quote) for match in found.matches] == [("II.1", "Treo băng rôn ở trụ sở.")]


def test_too_few_of_a_channel_is_partial() -> None:
    asked = CHANNELS + "Treo ít nhất 05 băng rôn về cải cách hành chính."
    assert [one(CHANNELS + f"Treo {given} về CCHC.", asked).status for given in ("05 băng rôn", "02 băng rôn")] == [
        "covered", "partial",
    ]  # fmt: skip


def test_a_channel_without_a_known_medium_is_judged_by_its_words() -> None:
    asked = "Các hình thức phù hợp với người khuyết tật.\n"
    (found,) = laid(CHANNELS + "Chọn hình thức phù hợp với người khuyết tật.", CHANNELS + asked).items
    assert (found.kind, found.status) == ("channel", "covered")
