"""The facts of law that ship, and what their schema refuses."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import yaml
from plancheck.law import Law
from plancheck.law.lookup import read_day
from plancheck.law.status import in_force_for
from plancheck.law.tables import mined_symbols
from plancheck.rulebook import Rulebook, RuleFileError, load

FOLDER = Path(__file__).resolve().parent.parent / "rules" / "law"
ISO = re.compile(r"\d{4}-\d\d-\d\d$")


def read(name: str) -> Any:
    return yaml.safe_load((FOLDER / name).read_text(encoding="utf-8"))


def rows(name: str) -> list[dict[str, str]]:
    with (FOLDER / name).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE))


@pytest.fixture(scope="module")
def law(rulebook: Rulebook) -> Law:
    return rulebook.law


# What is refused -----------------------------------------------------------------------------------------------------

GOOD: dict[str, Any] = {
    "sources": {"CB-TINH": {"vi": "Công báo tỉnh", "en": "the gazette"}},
    "documents": [
        {
            "symbol": "11/2031/QĐ-UBND", "kind": "Quyết định", "title_short": "Quy chế cũ", "issuer": "UBND tỉnh",
            "issued": "2031-02-01", "in_force": "2031-02-15", "expired": "2033-01-01",
            "replaced_by": ["12/2032/QĐ-UBND"], "source": ["CB-TINH"], "verified": True,
        },
        {
            "symbol": "12/2032/QĐ-UBND", "kind": "Quyết định", "title_short": "Quy chế mới", "issuer": "UBND tỉnh",
            "issued": "2032-12-01", "source": ["CB-TINH"], "verified": True,
        },
    ],
    "bodies": [
        {
            "id": "trung-tam-a", "class": "đơn vị", "name": "Trung tâm Số hóa A", "level": "tỉnh",
            "until": "2032-01-01", "successor": ["trung-tam-b"], "source": ["CB-TINH"], "verified": True,
        },
        {
            "id": "trung-tam-b", "class": "đơn vị", "name": "Trung tâm Số hóa B", "level": "tỉnh",
            "from": "2032-01-01", "source": ["CB-TINH"], "verified": True,
        },
    ],
}  # fmt: skip


def write(folder: Path, change: Callable[[Any], object]) -> Path:
    data = yaml.safe_load(yaml.safe_dump(GOOD))
    change(data)
    path = folder / "luat-tinh.yaml"
    path.write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False), encoding="utf-8")
    return path


@pytest.fixture
def _own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLANCHECK_CACHE_DIR", str(tmp_path / "cache"))


def old(data: Any) -> Any:
    return data["documents"][0]


@pytest.mark.usefixtures("_own_cache")
def test_a_good_file_adds_to_what_ships(tmp_path: Path) -> None:
    law = load(law=[write(tmp_path, lambda data: None)]).law
    document = law.document("11/2031/QĐ-UBND")
    assert document is not None
    assert [item.symbol for item in in_force_for(law, document, "2033-01-01")] == ["12/2032/QĐ-UBND"]
    assert law.document("61/2018/NĐ-CP") is not None
    assert law.sources["CB-TINH"].vi == "Công báo tỉnh" and "PD25" in law.sources


CASES: list[tuple[str, Callable[[Any], object], str]] = [
    ("successors in a circle", lambda data: data["bodies"][1].update(successor=["trung-tam-a"]), "lead back"),
    ("an unknown successor", lambda data: data["bodies"][0].update(successor=["trung-tam-c"]), "no body 'trung-tam-c'"),
    ("an interval out of order", lambda data: data["bodies"][0].update({"from": "2032-05-01"}), "not before until"),
    ("a body twice", lambda data: data["bodies"].append(data["bodies"][1]), "stands twice"),
    ("a basis that is not there", lambda data: data["bodies"][0].update(basis=["9/2031/QĐ-UBND"]), "no document"),
    ("a document twice", lambda data: data["documents"].append(data["documents"][1]), "stands twice"),
    ("in force before issue", lambda data: old(data).update(in_force="2031-01-01"), "before it was issued"),
    ("expired before force", lambda data: old(data).update(expired="2031-02-10"), "before it was in force"),
    ("an unknown replacement", lambda data: old(data).update(replaced_by=["99/2032/QĐ-UBND"]), "no document"),
    ("a replacement of several meanings", lambda data: old(data).update(replaced_by=["76/NQ-CP"]), "several"),
    ("an older replacement", lambda data: old(data).update(replaced_by=["61/2018/NĐ-CP"]), "no younger"),
    ("replaced by itself", lambda data: old(data).update(replaced_by=["11/2031/QĐ-UBND"]), "no younger"),
    ("amended by an older one", lambda data: old(data).update(amended_by=["61/2018/NĐ-CP"]), "no younger"),
    ("verified and weak", lambda data: old(data).update(unverified=["expired"]), "verified must be false"),
    ("not verified and not said where", lambda data: old(data).update(verified=False), "verified must be false"),
    ("a weak field that is none", lambda data: old(data).update(verified=False, unverified=["ngày"]), "unverified"),
    ("a day that is none", lambda data: old(data).update(expired="2033-02-30"), "expired"),
    ("a period out of order", lambda data: old(data).update(period=["2033-01-01", "2031-01-01"]), "period"),
    ("no source", lambda data: old(data).pop("source"), "source"),
    ("an unknown key", lambda data: old(data).update(colour="đỏ"), "no key known"),
    (
        "partly replaced too early",
        lambda data: old(data).update(partly_replaced=[{"from": "2030-01-01", "by": "12/2032/QĐ-UBND", "scope": "x"}]),
        "partly replaced",
    ),
    ("a shipped source told otherwise", lambda data: data["sources"].update(PD25="một nguồn khác"), "PD25"),
    ("a regime of a shipped id", lambda data: data.update(regimes=[
        {"id": "nd30", "symbol": "30/2020/NĐ-CP", "verified": True}
    ]), "stands twice"),
    ("a programme without its resolution", lambda data: data.update(programmes=[
        {"id": "p2031", "name": "x", "period": ["2031-01-01", "2040-12-31"], "resolution": "1/NQ-CP",
         "issued": "2031-01-01", "areas": [], "source": ["CB-TINH"], "verified": True}
    ]), "no document"),
]  # fmt: skip


@pytest.mark.usefixtures("_own_cache")
@pytest.mark.parametrize(("change", "told"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_what_contradicts_itself_is_refused_with_its_place(
    tmp_path: Path, change: Callable[[Any], object], told: str
) -> None:
    path = write(tmp_path, change)
    with pytest.raises(RuleFileError) as caught:
        load(law=[path])
    places = [place for place, problem in caught.value.problems if told in problem]
    assert places, caught.value.problems
    where, line, column = places[0].rsplit(":", 2)
    assert int(line) >= 1 and int(column) >= 1
    assert where == str(path)


@pytest.mark.usefixtures("_own_cache")
def test_all_mistakes_are_told_at_once(tmp_path: Path) -> None:
    def spoil(data: Any) -> None:
        old(data).update(issued="hôm qua")
        data["bodies"][0].update(level="thôn")

    with pytest.raises(RuleFileError) as caught:
        load(law=[write(tmp_path, spoil), tmp_path / "không-có.yaml"])
    assert len(caught.value.problems) == 1  # a file that is not there comes first
    with pytest.raises(RuleFileError) as caught:
        load(law=[write(tmp_path, spoil)])
    assert len(caught.value.problems) == 2


# What ships ----------------------------------------------------------------------------------------------------------


def test_the_counts_that_the_guide_names(law: Law) -> None:
    guide = (FOLDER / "README.md").read_text(encoding="utf-8")
    documents = law.all_documents()
    assert f"{len(documents)} documents" in guide
    assert f"{sum(document.verified for document in documents)} of them wholly verified" in guide
    assert f"{len(law.bodies)} kinds of bodies" in guide
    assert f"{sum(body.verified for body in law.bodies.values())} verified" in guide
    for name in ("documents.tsv", "communes.tsv", "districts.tsv"):
        assert f"{len(rows(name)):,} " in guide
    assert law.as_of == "2026-09-30" and "30/9/2026" in guide


def test_every_source_is_spelled_out(law: Law) -> None:
    keys = {key for document in law.all_documents() for key in document.source}
    keys |= {key for body in law.bodies.values() for key in body.source}
    keys |= {key for province in law.provinces.values() for key in province.source}
    keys |= {key for programme in law.programmes for key in programme.source}
    keys |= {key for row in rows("documents.tsv") for key in row["source"].split("; ")}
    unknown = {key for key in keys if key not in law.sources and key.partition(":")[0] not in law.sources}
    assert all(key.startswith(("http://", "https://", "github:")) for key in unknown), unknown
    for words in law.sources.values():
        assert words.vi and words.en and words.vi != words.en


def test_notes_are_in_both_languages(law: Law) -> None:
    noted = [item.note for item in (*law.all_documents(), *law.bodies.values()) if item.note]
    assert len(noted) > 100 and all(note.vi != note.en and "[G]" not in note.vi + note.en for note in noted)


def test_the_same_number_of_provinces_as_the_law_made(law: Law) -> None:
    data = read("provinces.yaml")
    merged = [name for unit in data["new_units"] for name in unit["merged_from"]]
    assert len(data["new_units"]) == 34 and len(merged) == len(set(merged)) == 63
    assert sum(province.kind("2026-01-15") is not None for province in law.provinces.values()) == 34
    assert sum(province.kind("2020-01-15") is not None for province in law.provinces.values()) == 63
    for province in law.provinces.values():
        assert all(first[2] == second[1] for first, second in pairwise(province.kinds)), province.name
        assert law.province_on(province.name, "2026-01-15") is not None, province.name


def test_regimes_follow_one_another(law: Law) -> None:
    assert all(first.ends == second.begins for first, second in pairwise(law.regimes))
    assert law.regimes[-1].ends is None
    assert [law.regime(day).id for day in ("2011-03-04", "2011-03-05", "2020-03-04", "2020-03-05")] == [
        "tt55", "tt01", "tt01", "nd30",
    ]  # fmt: skip


def test_abbreviations_are_unique(law: Law) -> None:
    entries = [entry["abbr"] for entry in read("abbreviations.yaml")["abbreviations"]]
    assert len(entries) == len(set(entries))
    for name in ("administrative", "tt01_codes"):
        names = [kind["name"] for kind in read("kinds.yaml")[name]]
        assert len(names) == len(set(names))


def test_every_symbol_reads_as_a_citation(law: Law, rulebook: Rulebook) -> None:
    from plancheck.engine import lint_text

    # 66.7/2025/NQ-CP: the only number with a point, of a pilot that numbers its resolutions so
    documents = [document for document in law.all_documents() if "." not in document.symbol]
    assert len(documents) >= len(law.all_documents()) - 1
    lines = "\n".join(f"Căn cứ {document.kind} số {document.symbol} về một việc;" for document in documents)
    found = {row.symbol for row in lint_text(f"KẾ HOẠCH\nTuyên truyền năm 2026\n{lines}\n", rulebook).citations}
    assert {document.symbol for document in documents} <= found


def test_the_table_of_documents_is_sorted_and_whole(law: Law) -> None:
    table = rows("documents.tsv")
    keys = [(row["issued"], row["symbol"]) for row in table]
    assert keys == sorted(keys) and len(keys) == len(set(keys))
    for row in table:
        days = [row[name] for name in ("issued", "in_force", "expired") if row[name]]
        assert all(ISO.match(day) and read_day(day) for day in days), row
        assert not (row["in_force"] and row["expired"]) or row["in_force"] < row["expired"], row
    assert {(document.issued, document.symbol) for document in law.all_documents()} <= set(keys)
    assert len(mined_symbols()) == len(table)


def test_the_table_agrees_with_the_documents_checked_by_hand(law: Law) -> None:
    for row in rows("documents.tsv"):
        document = law.document(row["symbol"], row["issued"])
        if document is not None:
            assert row["expired"] == (document.expired or ""), row["symbol"]
            assert not row["in_force"] or not document.in_force or row["in_force"] == document.in_force, row["symbol"]
            assert row["status"].startswith(("expired", "programme-ended", "no-expiry-found")), row["symbol"]


def test_the_statuses_of_the_table_are_those_the_guide_tells() -> None:
    guide = (FOLDER / "README.md").read_text(encoding="utf-8")
    assert all(f"`{status}`" in guide for status in {row["status"] for row in rows("documents.tsv")})


@pytest.mark.parametrize(("name", "kinds"), [
    ("communes.tsv", {"xã": 2621, "phường": 687, "đặc khu": 13}),
    ("districts.tsv", {"huyện": 509, "thành phố": 86, "thị xã": 52, "quận": 49}),
])  # fmt: skip
def test_communes_and_districts_lie_in_provinces_of_their_time(law: Law, name: str, kinds: dict[str, int]) -> None:
    table = rows(name)
    day = "2026-01-15" if name == "communes.tsv" else "2025-01-15"
    assert all(law.provinces[row["province"]].kind(day) for row in table)
    assert {kind: sum(row["kind"] == kind for row in table) for kind in kinds} == kinds
    assert len({row["code"] for row in table}) == len(table)


def test_special_zones_are_communes(law: Law) -> None:
    for zone in read("provinces.yaml")["special_zones"]:
        assert [place[0] for place in law.territories("đặc khu", zone["name"])] == [zone["province"]]


def test_every_body_is_found_by_its_names_and_codes(law: Law) -> None:
    for body in law.bodies.values():
        assert all(body in law.bodies_named(name) for name in (body.name, *body.aliases, *body.short)), body.id
        assert all(body in law.bodies_coded(code) for code in body.codes), body.id
        assert body.ends is None or body.ends > (body.begins or ""), body.id


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("meta: {a: " + "[" * 50_000 + "]" * 50_000 + "}", "nested too deeply"),
        ("meta:\n" + "".join(f"  a{n}: &a{n} [{', '.join([f'*a{n - 1}' if n else 'x'] * 9)}]\n" for n in range(9)),
         "refers to itself"),
        ("meta: {as_of: 2025-13-45}", "cannot be read as a value"),
        ('meta: {as_of: !!timestamp "x"}', "cannot be read as a value"),
        ("meta: {a: " + "1" * 6000 + "}", "cannot be read as a value"),
    ],
    ids=["deep", "references", "no day", "no time", "no number"],
)  # fmt: skip
def test_a_hostile_file_of_facts_is_told_with_its_place(tmp_path: Path, content: str, words: str) -> None:
    path = tmp_path / "facts.yaml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(RuleFileError) as caught:
        load((), [path])
    ((place, problem),) = caught.value.problems
    assert place.startswith(f"{path.resolve()}:") and words in problem


@pytest.mark.parametrize("name", ["nowhere.yaml", "a\0b.yaml", "x" * 5000])
def test_a_file_of_facts_that_cannot_be_is_told(tmp_path: Path, name: str) -> None:
    with pytest.raises(RuleFileError, match="no such file"):
        load((), [tmp_path / name])
