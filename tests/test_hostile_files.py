"""Nothing is trusted: hostile files end in a message, in bounded time, and touch neither the network nor the disk."""

from __future__ import annotations

import io
import json
import socket
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from plancheck.cli import main
from plancheck.engine import lint
from plancheck.finding import Report
from plancheck.readers import Limits
from plancheck.rulebook import load

FILES = Path(__file__).resolve().parent.parent / "fixtures" / "formats" / "files"
RULEBOOK = load()
WORD = (FILES / "so-xay-dung-2019.docx").read_bytes()
ODF = (FILES / "so-xay-dung-2019.odt").read_bytes()
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def report_of(path: Path, limits: Limits = Limits()) -> Report:  # noqa: B008
    (report,) = lint([str(path)], RULEBOOK, limits=limits)
    return report


def unreadable(path: Path, *told: str, limits: Limits = Limits()) -> None:  # noqa: B008
    """Hold that the file is refused, in both languages, saying all of ``told``."""
    report = report_of(path, limits)
    (finding,) = report.findings
    assert (report.status, finding.rule) == ("unreadable", "unreadable-file"), finding.message.vi
    assert finding.message.vi and finding.message.en and finding.message.vi != finding.message.en
    for words in told:
        assert words in finding.message.vi, finding.message.vi


def repacked(content: bytes, changes: dict[str, bytes | None]) -> bytes:
    """Return the package with members replaced, added, or (None) left out."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            if name not in changes:
                target.writestr(name, source.read(name))
        for name, member in changes.items():
            if member is not None:
                target.writestr(name, member)
    return out.getvalue()


def saved(folder: Path, name: str, content: bytes) -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


BODY, CONTENT = "word/document.xml", "content.xml"
LAUGHS = b'<!DOCTYPE x [<!ENTITY a "ha">' + b"".join(
    b'<!ENTITY %c "%s">' % (98 + number, b"&%c;" % (97 + number) * 20) for number in range(8)
) + b"]><x>&i;</x>"  # fmt: skip
OUTSIDE = b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>'
REMOTE = b'<!DOCTYPE x SYSTEM "http://127.0.0.1:1/x.dtd"><x/>'
DEEP = f"<w:document {W}>".encode() + b"<w:p>" * 100_000
XML = {"laughs": LAUGHS, "outside": OUTSIDE, "remote": REMOTE, "deep": DEEP, "cut": b"<w:document", "no words": b"<x/>"}


@pytest.mark.parametrize("kind", XML)
@pytest.mark.parametrize(("package", "member"), [(WORD, BODY), (ODF, CONTENT)], ids=["docx", "odt"])
def test_xml_that_is_a_trap_is_refused(tmp_path: Path, package: bytes, member: str, kind: str) -> None:
    unreadable(saved(tmp_path, "a.docx", repacked(package, {member: XML[kind]})))


@pytest.mark.parametrize(("package", "member"), [(WORD, BODY), (ODF, CONTENT)], ids=["docx", "odt"])
def test_a_bomb_is_not_unpacked(tmp_path: Path, package: bytes, member: str) -> None:
    bomb = repacked(package, {member: b" " * (40 * 1024 * 1024)})
    assert len(bomb) < 200_000
    unreadable(saved(tmp_path, "a.docx", bomb), "giải nén")


@pytest.mark.parametrize("share", [0.2, 0.5, 0.9, 0.99])
@pytest.mark.parametrize("name", ["so-xay-dung-2019.docx", "so-xay-dung-2019.odt", "so-xay-dung-2019.pdf"])
def test_a_file_cut_short_is_refused_and_never_judged(tmp_path: Path, name: str, share: float) -> None:
    content = (FILES / name).read_bytes()
    if name.endswith("pdf"):
        pytest.importorskip("pypdfium2")
        assert report_of(saved(tmp_path, name, content[: int(len(content) * share)])).status == "unreadable"
    else:
        unreadable(saved(tmp_path, name, content[: int(len(content) * share)]))


def test_a_program_named_as_a_word_file_is_told(tmp_path: Path) -> None:
    unreadable(saved(tmp_path, "a.docx", b"MZ\x90\x00\x03" + bytes(200)), "chương trình")


def test_a_locked_package_is_told(tmp_path: Path) -> None:
    locked = bytearray(WORD)
    place = 0
    while (place := locked.find(b"PK\x01\x02", place)) >= 0:  # the flag of encryption in the directory
        locked[place + 8] |= 1
        place += 4
    unreadable(saved(tmp_path, "a.docx", bytes(locked)), "mật khẩu")


def test_what_a_file_points_to_is_never_fetched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_network(*args: Any, **kwargs: Any) -> None:
        raise AssertionError("a socket was opened")

    monkeypatch.setattr(socket, "socket", no_network)
    monkeypatch.setattr(socket, "create_connection", no_network)
    relations = (
        b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        + b"".join(
            b'<Relationship Id="x%d" TargetMode="External" Target="%s" Type="http://schemas.openxmlformats.org/'
            b'officeDocument/2006/relationships/%s"/>' % (number, target, kind)
            for number, (kind, target) in enumerate(
                (kind, target)
                for kind in (b"image", b"attachedTemplate", b"numbering", b"styles", b"footnotes", b"header")
                for target in (b"http://127.0.0.1:1/x", b"file:///etc/passwd", b"../../../../etc/passwd")
            )
        )
        + b"</Relationships>"
    )
    path = saved(tmp_path, "a.docx", repacked(WORD, {"word/_rels/document.xml.rels": relations}))
    report = report_of(path)
    assert "root:" not in json.dumps([finding.message.vi for finding in report.findings])
    page = saved(
        tmp_path, "a.html", b'<html><link href="http://127.0.0.1:1/a"><img src="http://127.0.0.1:1/b"><p>KH</p>'
    )
    assert report_of(page).status == "checked"


def test_zips_write_nothing_and_their_files_stand_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("../../ra-ngoai.docx", WORD)
        package.writestr("/tuyet-doi.docx", WORD)
        package.writestr("trong/zip.zip", out.getvalue())
        package.writestr("hong.docx", WORD[:2000])
        package.writestr("bom.docx", repacked(WORD, {BODY: b" " * (40 * 1024 * 1024)}))
    saved(tmp_path, "ho-so.zip", out.getvalue())
    result = CliRunner().invoke(main, ["lint", "--format", "json", "ho-so.zip"])
    documents = json.loads(result.stdout)["documents"]
    assert result.exit_code == 2
    assert sorted(document["status"] for document in documents) == ["checked"] * 2 + ["unreadable"] * 3
    assert [path.name for path in tmp_path.iterdir()] == ["ho-so.zip"]
    assert not (tmp_path.parent / "ra-ngoai.docx").exists()


HOSTILE = "x\x1b]0;tieu de\x07\x1b[31mdo\x9b2J\u202e"


@pytest.mark.parametrize("options", [(), ("-q",), ("-v",), ("--lang", "en")])
def test_no_sequence_of_a_file_reaches_the_terminal(tmp_path: Path, options: tuple[str, ...]) -> None:
    lines = ("SỞ {} CÔNG THƯƠNG", "KẾ HOẠCH", "Tuyên truyền {} năm 2026", "I. {}", "1. {}", "II. {}:", "")
    text = "\n".join(lines).format(*[HOSTILE] * 5)
    paths = [str(saved(tmp_path, f"{HOSTILE}\n.txt", text.encode())), str(tmp_path / f"khong-co{HOSTILE}.docx")]
    for arguments in (["lint", *options, *paths], ["tree", paths[0]], ["tree", "--text", paths[0]], ["tree", paths[1]]):
        shown = CliRunner().invoke(main, arguments).output
        assert not set("\x1b\x07\x9b\u202e") & set(shown), repr(shown)
        assert shown


LIMITS = {
    "bytes = 100": "a.txt",
    "lines = 3": "a.txt",
    "file_bytes = 1000": "a.docx",
    "unpacked_bytes = 1000": "a.docx",
    "members = 2": "a.docx",
    "pages = 1": "a.pdf",
}


@pytest.mark.parametrize("limit", LIMITS)
def test_every_limit_is_set_in_the_configuration(tmp_path: Path, limit: str) -> None:
    name = LIMITS[limit]
    if name.endswith("pdf"):
        pytest.importorskip("pypdfium2")
    path = saved(tmp_path, name, (FILES / f"so-xay-dung-2019{Path(name).suffix}").read_bytes())
    assert CliRunner().invoke(main, ["lint", str(path)]).exit_code in (0, 1)
    (tmp_path / "plancheck.toml").write_text(f"[limits]\n{limit}\n", encoding="utf-8")
    result = CliRunner().invoke(main, ["lint", "-q", str(path)])
    assert result.exit_code == 2 and "unreadable-file" in result.stdout


@pytest.mark.parametrize(("name", "module", "extra"), [("pdf", "pypdfium2", "pdf"), ("doc", "doc2docx", "doc")])
def test_a_missing_extra_gives_the_command_that_installs_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, module: str, extra: str
) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    monkeypatch.setenv("PYTHONPATH", str(blocked(tmp_path, module)))
    monkeypatch.setattr("plancheck.readers.office.program", lambda: None)
    path = saved(tmp_path, f"a.{name}", (FILES / f"so-xay-dung-2019.{name}").read_bytes())
    unreadable(path, f'pip install "plancheck[{extra}]"')


def blocked(folder: Path, module: str) -> Path:
    """Return a folder that hides a module from a new interpreter."""
    place = folder / "blocked"
    place.mkdir()
    (place / f"{module}.py").write_text("raise ImportError\n", encoding="utf-8")
    return place
