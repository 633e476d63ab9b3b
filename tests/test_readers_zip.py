"""Drafts in zip files: which are found, how they are named, and what a hostile archive cannot do."""

from __future__ import annotations

import io
import json
import struct
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner
from plancheck.cli import main
from plancheck.readers import Limits, ReadError, read
from plancheck.readers.files import supported_files

import odtdocs

DRAFT = "KẾ HOẠCH\nTuyên truyền cải cách hành chính năm 2026\nI. NỘI DUNG\nKết quả cải cách hành chính.\n"


def pack(path: Path, members: dict[str, bytes | str], method: int = zipfile.ZIP_DEFLATED) -> str:
    with zipfile.ZipFile(path, "w", method) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return str(path)


def pack_raw(path: Path, name: bytes, content: bytes = DRAFT.encode(), flags: int = 0, extra: bytes = b"") -> str:
    """Write a zip by hand: one stored member whose name is these bytes."""
    import zlib

    fields = (flags, 0, 0, 0x5921, zlib.crc32(content), len(content), len(content), len(name), len(extra))
    local = struct.pack("<4s5H3L2H", b"PK\x03\x04", 20, *fields) + name + extra
    central = struct.pack("<4s6H3L5H2L", b"PK\x01\x02", 20, 20, *fields, 0, 0, 0, 0, 0) + name + extra
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 1, 1, len(central), len(local) + len(content), 0)
    path.write_bytes(local + content + central + end)
    return str(path)


def refusal(path: str, limits: Limits = Limits()) -> str:  # noqa: B008
    with pytest.raises(ReadError) as caught:
        read(path, limits)
    assert caught.value.words.vi and caught.value.words.vi != caught.value.words.en
    return caught.value.words.en


# What is found -------------------------------------------------------------------------------------------------------


def test_a_zip_gives_its_drafts_by_name_and_they_are_read(tmp_path: Path) -> None:
    path = pack(tmp_path / "dự thảo.zip", {"b/sở y tế.txt": DRAFT, "a.md": DRAFT, "ảnh.png": b"\x89PNG", "b/": b""})
    assert list(supported_files(path)) == [f"{path}/a.md", f"{path}/b/sở y tế.txt"]
    source = read(f"{path}/b/sở y tế.txt")
    assert source.text == DRAFT and source.path == f"{path}/b/sở y tế.txt"


def test_a_folder_gives_the_drafts_in_its_zips_between_its_files(tmp_path: Path) -> None:
    pack(tmp_path / "b.zip", {"x.txt": DRAFT})
    pack(tmp_path / "ảnh.zip", {"x.png": b"\x89PNG"})
    for name in ("a.txt", "c.txt"):
        (tmp_path / name).write_text(DRAFT, encoding="utf-8")
    found = [path.removeprefix(f"{tmp_path}/") for path in supported_files(str(tmp_path))]
    assert found == ["a.txt", "b.zip/x.txt", "c.txt"]


@pytest.mark.parametrize("name", ["__MACOSX/._a.txt", ".an/a.txt", "b/.a.txt", "~$a.txt", "a.exe"])
def test_what_is_hidden_or_no_draft_is_left_out(tmp_path: Path, name: str) -> None:
    assert list(supported_files(pack(tmp_path / "a.zip", {name: DRAFT}))) == []


def test_a_document_under_the_name_of_a_zip_is_read_as_the_document(tmp_path: Path) -> None:
    path = tmp_path / "ke-hoach.zip"
    path.write_bytes(odtdocs.package(odtdocs.content_xml("<text:p>KẾ HOẠCH</text:p>")))
    assert list(supported_files(str(path))) == [str(path)]
    assert read(str(path)).format == "odt"


def test_a_folder_in_a_zip_may_be_called_word(tmp_path: Path) -> None:
    path = pack(tmp_path / "a.zip", {"word/kế hoạch.txt": DRAFT, "xl/khác.txt": DRAFT})
    assert len(list(supported_files(path))) == 2


def test_a_folder_called_zip_is_a_folder(tmp_path: Path) -> None:
    folder = tmp_path / "a.zip"
    folder.mkdir()
    (folder / "x.txt").write_text(DRAFT, encoding="utf-8")
    assert [Path(path).name for path in supported_files(str(folder))] == ["x.txt"]
    assert read(str(folder / "x.txt")).text == DRAFT


# Names ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("kế hoạch.txt".encode(), "kế hoạch.txt"),
        ("Đà Nă\u0303ng kê\u0301 hoa\u0323ch.txt".encode("cp1258"), "Đà Nẵng kế hoạch.txt"),
        ("re\u0302\u0301.txt".encode(), "rế.txt"),
        (b"../../etc/a.txt", "etc/a.txt"),
        (b"/tmp/a.txt", "tmp/a.txt"),
        (b"C:\\drafts\\a.txt", "drafts/a.txt"),
        (b"a\x1b[31m\n.txt", "a[31m.txt"),
        (b"./x//a.txt", "x/a.txt"),
        ("a\u202etxt.doc.txt".encode(), "atxt.doc.txt"),
    ],
    ids=["utf-8 unsaid", "windows-1258", "decomposed", "dots", "absolute", "drive", "controls", "empty", "reversed"],
)
def test_a_members_name_is_readable_and_leads_nowhere(tmp_path: Path, written: bytes, shown: str) -> None:
    path = pack_raw(tmp_path / "a.zip", written)
    assert list(supported_files(path)) == [f"{path}/{shown}"]
    assert read(f"{path}/{shown}").text == DRAFT


def test_the_unicode_name_that_a_packer_adds_is_preferred(tmp_path: Path) -> None:
    name = "kế hoạch.txt".encode()
    extra = struct.pack("<HHBL", 0x7075, 5 + len(name), 1, 0) + name
    path = pack_raw(tmp_path / "a.zip", b"k\x90 ho\x90ch.txt", extra=extra)
    assert list(supported_files(path)) == [f"{path}/kế hoạch.txt"]


def test_two_members_of_one_name_are_both_read(tmp_path: Path) -> None:
    path = pack(tmp_path / "a.zip", {"../a.txt": DRAFT, "a.txt": DRAFT + "Hai."})
    found = list(supported_files(path))
    assert found == [f"{path}/a (2).txt", f"{path}/a.txt"]
    assert {read(name).text for name in found} == {DRAFT, DRAFT + "Hai."}


# What cannot be read -------------------------------------------------------------------------------------------------


def test_a_zip_in_a_zip_is_told_once(tmp_path: Path) -> None:
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as archive:
        archive.writestr("a.txt", DRAFT)
    path = pack(tmp_path / "a.zip", {"trong.zip": inner.getvalue(), "b.txt": DRAFT})
    assert list(supported_files(path)) == [f"{path}/b.txt", f"{path}/trong.zip"]
    assert "zip archive" in refusal(f"{path}/trong.zip")


@pytest.mark.parametrize("broken", [b"PK\x03\x04rest", b"", b"PK\x05\x06" + b"\xff" * 18, b"no zip"])
def test_a_broken_zip_is_one_path_that_cannot_be_read(tmp_path: Path, broken: bytes) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(broken)
    assert list(supported_files(str(path))) == [str(path)]
    if broken != b"no zip":
        refusal(str(path))


def test_a_truncated_zip_is_told(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    pack(path, {"a.txt": DRAFT})
    path.write_bytes(path.read_bytes()[:-30])
    assert list(supported_files(str(path))) == [str(path)]
    assert "damaged" in refusal(str(path))


def test_a_damaged_member_stops_no_other(tmp_path: Path) -> None:
    path = Path(pack(tmp_path / "a.zip", {"a.txt": DRAFT * 50, "b.txt": DRAFT}))
    content = bytearray(path.read_bytes())
    content[60:70] = b"\xff" * 10
    path.write_bytes(content)
    assert "damaged" in refusal(f"{path}/a.txt")
    assert read(f"{path}/b.txt").text == DRAFT


def test_a_locked_member_is_told(tmp_path: Path) -> None:
    path = pack_raw(tmp_path / "a.zip", b"a.txt", flags=1)
    assert "password" in refusal(f"{path}/a.txt")


def test_a_way_of_packing_that_is_not_known_is_told(tmp_path: Path) -> None:
    path = Path(pack_raw(tmp_path / "a.zip", b"a.txt"))
    content = path.read_bytes()
    place = content.index(b"PK\x01\x02")
    path.write_bytes(content[:8] + b"\x62\x00" + content[10 : place + 10] + b"\x62\x00" + content[place + 12 :])
    assert "unpack it" in refusal(f"{path}/a.txt")


def test_a_member_that_is_not_there_is_told(tmp_path: Path) -> None:
    path = pack(tmp_path / "a.zip", {"a.txt": DRAFT})
    for name in ("b.txt", "a.txt/b.txt", "", "../a.txt"):
        refusal(f"{path}/{name}")
    refusal(f"{tmp_path}/none.zip/a.txt")


def test_a_bomb_is_not_unpacked(tmp_path: Path) -> None:
    path = pack(tmp_path / "a.zip", {"a.txt": b"0" * (20 << 20), "b.txt": DRAFT})
    assert "unusual" in refusal(f"{path}/a.txt")
    assert "limit" in refusal(f"{path}/a.txt", Limits(file_bytes=1 << 20))
    assert read(f"{path}/b.txt").text == DRAFT


def test_members_that_share_their_bytes_are_refused(tmp_path: Path) -> None:
    path = Path(pack(tmp_path / "a.zip", {"a.txt": bytes(range(256)) * 40}, zipfile.ZIP_STORED))
    content = path.read_bytes()
    start = content.index(b"PK\x01\x02")
    entry = content[start : content.index(b"PK\x05\x06")]
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 9, 9, len(entry) * 9, start, 0)
    path.write_bytes(content[:start] + entry * 9 + end)
    assert list(supported_files(str(path))) == [str(path)]


def test_too_many_members_are_told(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for number in range(5001):
            archive.writestr(f"{number}.txt", b"")
    assert list(supported_files(str(path))) == [str(path)]
    assert "5000" in refusal(str(path))


def test_nothing_is_written_to_the_disk(tmp_path: Path) -> None:
    path = pack(tmp_path / "a.zip", {"../x.txt": DRAFT, "b/c.txt": DRAFT})
    for name in supported_files(path):
        read(name)
    assert [entry.name for entry in tmp_path.iterdir()] == ["a.zip"]
    assert not (tmp_path.parent / "x.txt").exists()


# The command ---------------------------------------------------------------------------------------------------------


def test_the_command_checks_a_zip_as_it_checks_a_folder(tmp_path: Path) -> None:
    path = pack(tmp_path / "a.zip", {"một.txt": DRAFT, "hai.txt": "BÁO CÁO\nKết quả năm 2026\n"})
    done = CliRunner().invoke(main, ["lint", path, "--format", "json", "--fail-on", "never"])
    documents = json.loads(done.stdout)["documents"]
    assert [document["path"] for document in documents] == [f"{path}/hai.txt", f"{path}/một.txt"]
    assert [document["status"] for document in documents] == ["checked", "checked"]


def test_the_command_tells_a_zip_without_drafts(tmp_path: Path) -> None:
    done = CliRunner().invoke(main, ["lint", pack(tmp_path / "a.zip", {"a.png": b"x"})])
    assert done.exit_code == 2 and "a.zip" in done.stderr


def test_the_command_does_not_write_over_the_zip_it_checks(tmp_path: Path) -> None:
    path = pack(tmp_path / "a.zip", {"a.txt": DRAFT})
    before = Path(path).read_bytes()
    done = CliRunner().invoke(main, ["lint", path, "-o", path])
    assert done.exit_code == 2 and Path(path).read_bytes() == before
