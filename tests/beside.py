"""Small invented plans of a province and of its units, laid beside each other; nothing here hangs on a file."""

from __future__ import annotations

from functools import lru_cache

from plancheck.alignment import Basis, align
from plancheck.alignment.draft import Draft, draft_of
from plancheck.alignment.items import Item, items_of
from plancheck.alignment.wanted import Wanted
from plancheck.checks import Context, Settings, context_of
from plancheck.engine import prepare_basis
from plancheck.grammar import parse
from plancheck.language import normalise
from plancheck.matrix import AlignedItem, Alignment
from plancheck.rulebook import load
from plancheck.source import Source

RULEBOOK = load()
UNIT = "Sở Tư pháp"

SUPERIOR = """ỦY BAN NHÂN DÂN
TỈNH HÀ NAM
Số: 12/KH-UBND
Hà Nam, ngày 10 tháng 01 năm {year}

KẾ HOẠCH
Tuyên truyền cải cách hành chính tỉnh Hà Nam năm {year}

Căn cứ Nghị quyết số 76/NQ-CP ngày 15 tháng 7 năm 2021 của Chính phủ, UBND tỉnh ban hành Kế hoạch như sau:

{body}
"""
DRAFT = """UBND TỈNH HÀ NAM
{head}
Số: 45/KH-CQ
Hà Nam, ngày 06 tháng 02 năm {year}

KẾ HOẠCH
Tuyên truyền cải cách hành chính năm {year}

Thực hiện Kế hoạch số 12/KH-UBND ngày 10/01/{year} của UBND tỉnh, đơn vị ban hành Kế hoạch như sau:

{body}
"""
FIRST_LINE = SUPERIOR.split("{body}", maxsplit=1)[0].count("\n") + 1  # of the body of a superior plan
ROW = "TT\tNhiệm vụ\tSản phẩm\tChủ trì\tPhối hợp\tThời hạn\n"


def context(text: str, unit: str | None = None) -> Context:
    normalised = normalise(Source("<text>", text, "text"))
    hits = RULEBOOK.phrases.scan(normalised.folded)
    return context_of(parse(normalised, hits), hits, RULEBOOK, Settings(unit=unit))


@lru_cache(maxsize=100)
def basis(body: str, year: int = 2023) -> Basis:
    """Return a province's plan with this body."""
    return whole_basis(SUPERIOR.format(body=body.strip("\n"), year=year))


def whole_basis(text: str) -> Basis:
    return prepare_basis(Source("<basis>", text, "text"), RULEBOOK)


def items(body: str, year: int = 2023) -> list[Item]:
    return items_of(basis(body, year).context)


def ids(body: str) -> list[str]:
    return [item.id for item in items(body)]


def kinds(body: str) -> dict[str, str]:
    return {item.id: item.kind for item in items(body)}


def wanted(line: str, head: str = "I. TỔ CHỨC THỰC HIỆN") -> Wanted:
    """Return how the only item of a plan is looked for."""
    (found,) = basis(f"{head}\n1. {line}").wanted
    return found


@lru_cache(maxsize=100)
def draft(body: str, unit: str = UNIT, year: int = 2023) -> Context:
    """Return a unit's plan with this body."""
    return context(DRAFT.format(head=unit.upper(), body=body.strip("\n"), year=year), unit)


def read_draft(body: str) -> Draft:
    return draft_of(draft(body))


def laid(body: str, superior: str | Basis, unit: str = UNIT, year: int = 2023) -> Alignment:
    """Return the alignment of a draft with this body and a superior plan with that one."""
    return align(draft(body, unit, year), basis(superior, year) if isinstance(superior, str) else superior)


def one(body: str, superior: str, unit: str = UNIT) -> AlignedItem:
    """Return what becomes of the only item of a superior plan."""
    (found,) = laid(body, superior, unit).items
    return found


def statuses(found: Alignment) -> dict[str, str]:
    return {item.id: item.status for item in found.items}
