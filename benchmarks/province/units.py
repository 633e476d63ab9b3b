"""Make the units of a province: departments, communes and agencies, with all that their plans need of them."""

from __future__ import annotations

import csv
import random
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

_FILE = Path(__file__).with_name("units.yaml")
_LAW = Path(__file__).resolve().parents[2] / "rules" / "law"
DEPARTMENT, COMMUNE, AGENCY = "Sở, ban, ngành", "Xã, phường", "Đơn vị trực thuộc"
_WARDS = 0.2  # of the communes
_COMMUNES = 0.7  # of the units beyond the departments, up to the number below
_MOST_COMMUNES = 3000


@dataclass(frozen=True)
class Unit:
    """One unit. ``head``: the letterhead's two lines; ``code``: of its symbol; ``folder``: as people name folders."""

    name: str
    short: str
    group: str
    head: tuple[str, str]
    code: str
    place: str
    leader: str
    deputy: str
    office: str
    money: str
    teams: tuple[str, ...]
    services: tuple[str, ...]
    above: str

    @property
    def plain(self) -> str:
        return plain(self.name)


@cache
def data() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    return loaded


def plain(text: str) -> str:
    """Return the text as people type file names: without marks."""
    letters = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return "".join(letter for letter in letters if not unicodedata.combining(letter)).replace(",", "")


def made(rng: random.Random, count: int) -> list[Unit]:
    """Return ``count`` units: departments, then communes, then agencies."""
    units = [_department(entry) for entry in data()["departments"]][:count]
    rest = count - len(units)
    names = _place_names(rng)
    communes = min(_MOST_COMMUNES, round(rest * _COMMUNES))
    for index in range(communes):
        ward = index > 1 and rng.random() < _WARDS
        units.append(_commune("phường" if ward else "xã", _twin(index) or next(names)))
    kinds = data()["agencies"]
    name = ""
    for index in range(rest - communes):  # each region has one of every kind
        if index % len(kinds) == 0:
            name = next(names)
        units.append(_agency(kinds[index % len(kinds)], name))
    return units


def _twin(index: int) -> str | None:
    """Return one of two names that are one without their marks, for the first two communes."""
    return data()["twins"][index] if index < 2 else None


def _place_names(rng: random.Random) -> Iterator[str]:
    """Yield invented names of two syllables, no two alike without marks and none a real commune's or district's."""
    names = data()["names"]
    pairs = [f"{one} {two}" for one in dict.fromkeys(names["first"]) for two in dict.fromkeys(names["second"])]
    rng.shuffle(pairs)
    taken = _real_names() | {plain(name) for name in data()["twins"]}
    for pair in pairs:
        one, two = pair.split()
        if one != two and plain(pair) not in taken:
            taken.add(plain(pair))
            yield pair
    raise ValueError("the syllables make no more names")


@cache
def _real_names() -> set[str]:
    found = set()
    for name in ("communes.tsv", "districts.tsv"):
        with (_LAW / name).open(encoding="utf-8", newline="") as file:
            found |= {plain(cell.strip()) for row in csv.reader(file, delimiter="\t") for cell in row}
    provinces = yaml.safe_load((_LAW / "provinces.yaml").read_text(encoding="utf-8"))
    return found | {plain(entry["name"]) for entries in provinces.values() if isinstance(entries, list)
                    for entry in entries if isinstance(entry, dict) and "name" in entry}  # fmt: skip


def _with_defaults(entry: dict[str, Any]) -> dict[str, Any]:
    values = {**data()["default"], **entry}
    return {key: values[key] for key in ("leader", "deputy", "office", "money")} | {
        "teams": tuple(values["teams"]), "services": tuple(values["services"])
    }  # fmt: skip


def _department(entry: dict[str, Any]) -> Unit:
    province = data()["province"]
    head = (f"UBND TỈNH {province.upper()}", entry.get("written", entry["name"].upper()))
    above = "UBND tỉnh" if entry["short"] == "SNV" else "UBND tỉnh (qua Sở Nội vụ)"
    return Unit(
        entry["name"], entry["short"], DEPARTMENT, head, entry["short"], province, above=above, **_with_defaults(entry)
    )


def _commune(kind: str, name: str) -> Unit:
    head = ("ỦY BAN NHÂN DÂN", f"{kind.upper()} {name.upper()}")
    entry = _with_defaults(data()["communes"])
    above = "UBND tỉnh (qua Sở Nội vụ)"
    return Unit(f"UBND {kind} {name}", "", COMMUNE, head, "UBND", name, above=above, **entry)


def _agency(kind: dict[str, Any], name: str) -> Unit:
    head = (f"{kind['above'].upper()} TỈNH {data()['province'].upper()}", f"{kind['head'].upper()} {name.upper()}")
    entry = _with_defaults(kind)
    short = f"{kind['short']} {name}"
    return Unit(f"{kind['head']} {name}", short, AGENCY, head, kind["short"], name, above=kind["above"], **entry)
