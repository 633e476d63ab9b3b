"""Text files of one byte a character: which encoding they are in, and the same judgement on them."""

from __future__ import annotations

import random
import unicodedata
from pathlib import Path

import pytest
from plancheck.checks import Settings
from plancheck.engine import lint, lint_text
from plancheck.finding import Report
from plancheck.readers import read
from plancheck.readers.text import decode
from plancheck.rulebook import load

from oldtext import encoded, representable

RULEBOOK = load()
PLANS = sorted((Path(__file__).resolve().parent.parent / "fixtures" / "plans").iterdir())
LABELS = {"VN1": "tcvn3", "VNI": "vni", "VPS": "vps", "windows-1258": "windows-1258", "VISCII": "viscii"}


def judgement(report: Report) -> dict[str, object]:
    return {
        "type": report.doc_type,
        "elements": {key: element.status for key, element in report.elements.items()},
        "findings": [
            (f.rule, f.element, f.section, f.location.line, f.quote)
            for f in report.findings
            if f.rule != "mixed-encoding"
        ],
        "citations": [(c.kind, c.symbol, c.date) for c in report.citations],
    }


@pytest.mark.parametrize("name", LABELS)
@pytest.mark.parametrize("path", PLANS, ids=lambda path: path.name)
def test_a_plan_in_an_old_encoding_is_judged_as_in_unicode(path: Path, name: str, tmp_path: Path) -> None:
    text = representable(unicodedata.normalize("NFC", path.read_bytes().decode("utf-8")), name)
    old = tmp_path / path.name
    old.write_bytes(encoded(text, name))
    assert read(str(old)).encoding == LABELS[name]
    found = next(lint([str(old)], RULEBOOK, Settings()))
    assert judgement(found) == judgement(lint_text(text, RULEBOOK))


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        (b"K\xd5 ho\xb9ch", "tcvn3"),
        ("Keá hoaïch tuyeân truyeàn".encode("latin-1"), "vni"),
        (encoded("Kế hoạch tuyên truyền của đơn vị", "VPS"), "vps"),
        (encoded("Kế hoạch tuyên truyền của đơn vị", "windows-1258"), "windows-1258"),
    ],
)
def test_a_short_file_is_told_by_its_words(content: bytes, encoding: str) -> None:
    decoded = decode(content)
    assert decoded is not None and decoded[1] == encoding
    assert len(decoded[0]) == len(content), "one character a byte, so that columns stay"


def test_windows_1258_is_decoded_and_told(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(encoded("Kế hoạch tuyên truyền cải cách hành chính\n", "windows-1258"))
    source = read(str(path))
    assert unicodedata.normalize("NFC", source.text) == "Kế hoạch tuyên truyền cải cách hành chính\n"
    assert [(remark.kind, remark.detail) for remark in source.remarks] == [("legacy-text", "windows-1258")]


@pytest.mark.parametrize(
    "content",
    [
        "La réunion a été déplacée à l'école; le café était fermé.".encode("latin-1"),
        "Die Prüfung der Möglichkeiten für größere Räume.".encode("latin-1"),
        "Отчёт о работе отдела за прошлый год".encode("cp1251"),
        "年度工作計劃".encode("big5"),
        "Kế hoạch tuyên truyền".encode() + b"\xff\xfe\xfa",
        random.Random(1).randbytes(20_000).replace(b"\x00", b"a"),
        bytes(random.Random(2).choices(range(32, 256), k=20_000)),
    ],
    ids=["French", "German", "Russian", "Chinese", "broken UTF-8", "any bytes", "any high bytes"],
)
def test_other_bytes_are_no_text(content: bytes) -> None:
    assert decode(content) is None
