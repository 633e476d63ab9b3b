"""Rule files: what is wrong with them is said at once, with file, line and column; what is right is cached."""

from __future__ import annotations

import os
import pickle
import sys
import time
from pathlib import Path

import pytest
from plancheck.checks import Settings
from plancheck.engine import lint_text
from plancheck.rulebook import RuleFileError, load

RULE = """id: {id}
family: province
severity: info
check: phrases
options: {{forbid: ["phấn đấu hết sức"]}}
message: {{vi: "Không dùng “{{phrase}}”.", en: "Do not use “{{phrase}}”."}}
suggestion: {{vi: "Nêu chỉ tiêu đếm được.", en: "Give a figure."}}
why: {{vi: "Không đo được.", en: "It cannot be measured."}}
basis: {{vi: "Quy ước của tỉnh", en: "The province's convention"}}
examples:
  pass: [{{text: "KẾ HOẠCH\\nTuyên truyền năm 2026"}}]
  fail: [{{text: "KẾ HOẠCH\\nTuyên truyền năm 2026\\nI. Phấn đấu hết sức."}}]
"""
DRAFT = "KẾ HOẠCH\nTuyên truyền năm 2026\nI. NỘI DUNG\nCác phòng phấn đấu hết sức.\n"


@pytest.fixture(autouse=True)
def _own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLANCHECK_CACHE_DIR", str(tmp_path / "cache"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "rules of the province"
    place.mkdir()
    return place


def write(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def problems(folder: Path) -> list[tuple[str, str]]:
    with pytest.raises(RuleFileError) as caught:
        load([folder])
    return caught.value.problems


# Good files ----------------------------------------------------------------------------------------------------------


def test_a_provinces_own_rule_is_loaded_and_speaks(folder: Path) -> None:
    write(folder, "no-slogans.yaml", RULE.format(id="no-slogans"))
    rulebook = load([folder])
    findings = lint_text(DRAFT, rulebook, Settings(select=("no-slogans",))).findings
    assert [(finding.quote, finding.location.line, finding.severity) for finding in findings] == [
        ("phấn đấu hết sức", 4, "info")
    ]
    assert "province" in rulebook.families() and "missing-budget" in rulebook.rules


def test_a_rule_of_the_same_id_replaces_the_shipped_one(folder: Path) -> None:
    shipped = Path(load().rules["missing-audience"].file).read_text(encoding="utf-8")
    write(folder, "missing-audience.yaml", shipped.replace("severity: warning", "severity: error", 1))
    assert load().rules["missing-audience"].severity == "warning"
    assert load([folder]).rules["missing-audience"].severity == "error"


def test_a_lexicon_adds_to_the_shipped_lists(folder: Path) -> None:
    write(folder, "lexicon/ours.yaml", "lists:\n  heading.budget: [việc chi tiêu]\n")
    text = DRAFT + "II. VIỆC CHI TIÊU\nMỗi phòng tự thu xếp.\n"
    chosen = Settings(select=("missing-budget",))
    assert [finding.rule for finding in lint_text(text, load(), chosen).findings] == ["missing-budget"]
    assert lint_text(text, load([folder]), chosen).findings == []


def test_a_required_phrase_that_is_absent_is_reported_once(folder: Path) -> None:
    rule = RULE.format(id="name-the-hotline").replace(
        'forbid: ["phấn đấu hết sức"]', 'require: ["1022"], places: [channels]'
    )
    write(folder, "name-the-hotline.yaml", rule)
    rulebook = load([folder])
    chosen = Settings(select=("name-the-hotline",))
    assert len(lint_text(DRAFT, rulebook, chosen).findings) == 1
    assert lint_text(DRAFT + "II. HÌNH THỨC\nTổng đài 1022 của tỉnh.\n", rulebook, chosen).findings == []


def test_choosing_by_family_and_id() -> None:
    rulebook = load()
    assert rulebook.chosen(("structure",), ("lone-item",)) == {
        rule.id for rule in rulebook.rules.values() if rule.family == "structure"
    } - {"lone-item"}
    assert "missing-budget" not in rulebook.chosen((), ("elements",))


# Bad files -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "change", "place", "words"),
    [
        ("unknown-key", lambda text: text + "colour: red\n", (13, 8), "colour"),
        ("wrong-type", lambda text: text.replace("severity: info", "severity: 3"), (3, 11), "severity"),
        ("wrong-value", lambda text: text.replace("severity: info", "severity: fatal"), (3, 11), "severity"),
        ("wrong-check", lambda text: text.replace("check: phrases", "check: no-such-check"), (4, 8), "check"),
        ("wrong-option", lambda text: text.replace("forbid:", "forbidden:"), (5, 10), "forbidden"),
        ("twice", lambda text: text + "severity: error\n", (13, 1), "twice"),
        ("wrong-id", lambda text: text.replace("id: wrong-id", "id: other"), (1, 5), "file"),
        (
            "unverified",
            lambda text: text.replace("severity: info", "severity: error\nverified: false"),
            (1, 1),
            "verified",
        ),
        ("one-language", lambda text: text.replace(', en: "It cannot be measured."', ""), (8, 6), "en"),
        ("no-examples", lambda text: text[: text.index("examples:")], (1, 1), "examples"),
        ("only-pass", lambda text: text[: text.index("  fail:")], (11, 3), "fail"),
        ("no-yaml", lambda text: text + "a: [1, 2\nb: }\n", (14, 4), "YAML"),
        ("not-a-mapping", lambda text: "- one\n- two\n", (1, 1), ""),
        ("empty", lambda text: "", (1, 1), ""),
    ],
)
def test_each_mistake_is_told_with_its_place(folder: Path, name: str, change, place, words: str) -> None:  # type: ignore[no-untyped-def]
    path = write(folder, f"{name}.yaml", change(RULE.format(id=name)))
    found = problems(folder)
    assert len(found) >= 1
    where, said = found[0]
    assert where.startswith(f"{path}:")
    line, column = (int(part) for part in where[len(str(path)) + 1 :].split(":"))
    assert line == place[0], found
    assert column >= 1 and words in said, found


def test_all_mistakes_of_all_files_are_told_at_once(folder: Path) -> None:
    write(folder, "one.yaml", RULE.format(id="one") + "colour: red\nsize: 3\n")
    write(folder, "two.yaml", RULE.format(id="other"))
    write(folder, "three.yaml", "id: [")
    write(
        folder,
        "profiles/ours.yaml",
        "id: ours\nname: {vi: Một, en: One}\nsubject: [[no.such.list]]\nelements: {budget: 10}\n",
    )
    found = problems(folder)
    assert {Path(where.rsplit(":", 2)[0]).name for where, _ in found} == {
        "one.yaml",
        "two.yaml",
        "three.yaml",
        "ours.yaml",
    }
    assert sum("one.yaml" in where for where, _ in found) == 2
    assert any("no.such.list" in said for _, said in found)


def test_a_rule_that_requires_an_unknown_rule_is_told(folder: Path) -> None:
    path = write(folder, "one.yaml", RULE.format(id="one") + "requires: [no-such-rule]\n")
    assert problems(folder) == [(f"{path}:13:12", "there is no rule 'no-such-rule'")]


def test_a_rule_given_twice_in_one_folder_is_told(folder: Path) -> None:
    write(folder, "a/one.yaml", RULE.format(id="one"))
    write(folder, "b/one.yaml", RULE.format(id="one"))
    assert len(problems(folder)) == 1


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    assert problems(tmp_path / "nowhere") == [(str(tmp_path / "nowhere"), "there is no such folder of rules")]


def test_no_yaml_tag_makes_objects(folder: Path) -> None:
    write(
        folder, "evil.yaml", RULE.format(id="evil").replace('"phấn đấu hết sức"', "!!python/object/apply:os.getcwd []")
    )
    assert problems(folder)


def test_a_yaml_bomb_is_refused(folder: Path) -> None:
    bomb = "a: &a [x,x]\n" + "".join(
        f"{chr(98 + n)}: &{chr(98 + n)} [*{chr(97 + n)},*{chr(97 + n)}]\n" for n in range(12)
    )
    write(folder, "bomb.yaml", bomb)
    assert problems(folder)


# The cache -----------------------------------------------------------------------------------------------------------


def cached_files(tmp_path: Path) -> list[Path]:
    return sorted((tmp_path / "cache").glob("rules*.pickle"))


def test_a_second_load_reads_the_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = load()
    assert len(cached_files(tmp_path)) == 1
    monkeypatch.setattr(
        sys.modules["plancheck.rulebook.load"], "_build", lambda folders: pytest.fail("the cache was not read")
    )
    assert set(load().rules) == set(first.rules)


@pytest.mark.parametrize("content", [b"", b"rubbish", pickle.dumps(("0.0", (), ())), pickle.dumps(None) * 2])
def test_a_broken_cache_file_is_ignored(tmp_path: Path, content: bytes) -> None:
    load()
    cached_files(tmp_path)[0].write_bytes(content)
    assert "missing-budget" in load().rules


def test_a_changed_rule_file_is_compiled_again(folder: Path) -> None:
    path = write(folder, "one.yaml", RULE.format(id="one"))
    assert load([folder]).rules["one"].severity == "info"
    path.write_text(path.read_text(encoding="utf-8").replace("info", "warning"), encoding="utf-8")
    os.utime(path, (time.time() + 5, time.time() + 5))
    assert load([folder]).rules["one"].severity == "warning"


def test_a_cache_that_cannot_be_written_stops_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    blocked = tmp_path / "a file"
    blocked.write_text("", encoding="utf-8")
    monkeypatch.setenv("PLANCHECK_CACHE_DIR", str(blocked / "cache"))
    assert "missing-budget" in load().rules
