"""Tell how a draft cites the superior plan that is given: as it is, with a slip, or another one in its place."""

from __future__ import annotations

import re
from typing import NamedTuple

from plancheck.checks.citing import Cited, Symbol, cited, read_symbol
from plancheck.checks.context import Context
from plancheck.language.dates import shown_date
from plancheck.language.fold import bare, fold
from plancheck.law.names import Name, read_name
from plancheck.matrix import BasisPlan

_BLANK = re.compile(r"\s+")
_TOPICS = ("subject.publicity", "subject.reform")
# The surer way of two in which a draft may mean a plan.
_ORDER = ("exact", "named", "date", "number", "symbol", "citation", "uncited")
_LEAST_WORD = 2  # letters
_ALIKE = 0.6  # share of the shorter title's words that the longer one has, from which both may be of one plan

_Key = tuple[str, str, tuple[str, ...]]


class Quoted(NamedTuple):
    """How a draft cites a plan, and where.

    ``case``: exact (symbol and date), named (symbol, its date not said on one side), date, number or symbol (this one
    is miswritten), citation (another plan of this issuer on this subject), uncited (another plan of this issuer on
    another subject), none.
    """

    case: str
    item: Cited | None = None

    @property
    def right(self) -> bool:
        return self.case in ("exact", "named")

    @property
    def meant(self) -> bool:
        """Whether it is this plan that is cited, rightly or not."""
        return self.case in _ORDER[:5]


def quoted(context: Context, plan: BasisPlan) -> Quoted:
    """Return the surest way in which the draft cites ``plan``."""
    if (key := _key_of(context, plan)) is None:
        return Quoted("none")
    best, issuer = Quoted("none"), issuer_of(context, plan)
    for item in cited(context):
        case = _case(context, item, key, plan)
        if case is None or (best.item is not None and _ORDER.index(case) >= _ORDER.index(best.case)):
            continue
        if issuer is None or not _other_issuer(context, item, issuer, plan.province):
            best = Quoted(case, item)
    return best


def shown(plan: BasisPlan) -> str:
    """Return how a superior plan is called in a message: "số 11/KH-UBND ngày 21/01/2022", or its file's name."""
    number = f"số {plan.symbol}" if plan.symbol else ""
    day = f"ngày {shown_date(plan.date)}" if plan.date else ""
    named = " ".join(part for part in (number, day) if part)
    return named or re.split(r"[/\\]", plan.path)[-1]


def issuer_of(context: Context, plan: BasisPlan) -> Name | None:
    """Return what the registry knows of the body that issued the superior plan."""
    return read_name(context.law, plan.issuer, plan.date or context.form_day) if plan.issuer else None


def one_province(context: Context, one: str | None, other: str | None) -> bool:
    """Say whether two names may be of one province: the same, or merged by the draft's day; True where one lacks."""
    if not one or not other or one == other:
        return True
    day = context.form_day or "9999-12-31"
    first, second = context.law.province_on(one, day), context.law.province_on(other, day)
    return first is not None and first is second


def alike(context: Context, one: str, other: str) -> bool:
    """Say whether two titles may be of one plan; True where one is empty."""
    first, second = (set(_words(text)) for text in (one, other))
    if not first or not second:
        return True
    topics = _topics(context, one)
    if topics != _topics(context, other):
        return False
    return len(topics) == len(_TOPICS) or len(first & second) >= _ALIKE * min(len(first), len(second))


def likeness(one: str, other: str) -> float:
    """Return which share of all words of two titles both have."""
    first, second = (set(_words(text)) for text in (one, other))
    return len(first & second) / len(first | second) if first | second else 0.0


def _words(text: str) -> list[str]:
    return [word for word in re.findall(r"[^\W\d_]+", fold(text)) if len(word) >= _LEAST_WORD]


def _topics(context: Context, text: str) -> frozenset[str]:
    hits = context.rulebook.phrases.scan(fold(text))
    return frozenset(name for name in _TOPICS if hits.of(name))


def _key_of(context: Context, plan: BasisPlan) -> _Key | None:
    """Return number, kind and body of a plan's symbol; the number is "" where it is blank, None without a symbol."""
    written = _BLANK.sub("", fold(plan.symbol or "").upper())
    number, mark, rest = written.partition("/")
    if not mark:
        return None
    return _key(read_symbol(f"{number.strip('…._')}/{rest}", context.rulebook.codes))


def _key(symbol: Symbol) -> _Key:
    return bare(symbol.number), bare(symbol.code), tuple(bare(body) for body in symbol.bodies)


def _case(context: Context, item: Cited, key: _Key, plan: BasisPlan) -> str | None:
    """Return how one citation relates to the plan; None where they have nothing to do with each other."""
    number, code, bodies = _key(item.symbol)
    kind = code == key[1] and _one_body(bodies, key[2])
    same_day = bool(item.date) and item.date == plan.date
    if kind and number == key[0]:
        return _same_symbol(context, item, plan)
    if kind and not key[0]:
        if same_day or not (item.date and plan.date):
            return "exact" if same_day else "named" if _year_fits(item, plan) else None
        return _another(context, item, plan)
    if kind:
        slip = _one_slip(number, key[0]) and not (item.date and plan.date)
        if (same_day or slip) and alike(context, _title(context, item), plan.subject or ""):
            return "number"
        return _another(context, item, plan)
    return "symbol" if number and number == key[0] and same_day else None


def _same_symbol(context: Context, item: Cited, plan: BasisPlan) -> str | None:
    if item.date and plan.date:
        if item.date == plan.date:
            return "exact"
        # A number is given once a year: the other day of that year, or the same day of another one, is a slip.
        slip = item.date[:4] == plan.date[:4] or item.date[4:] == plan.date[4:]
        return "date" if slip else _another(context, item, plan)
    return "named" if _year_fits(item, plan) else _another(context, item, plan)


def _year_fits(item: Cited, plan: BasisPlan) -> bool:
    return not (item.year and plan.date) or str(item.year) == plan.date[:4]


def _another(context: Context, item: Cited, plan: BasisPlan) -> str | None:
    """Return what it means that another plan of the issuer is cited; None where the draft does not rest on it."""
    place = context.place_at(item.start)
    rests = item.is_opening or (place is not None and "provincial_basis" in place.roles)
    if not rests:
        return None
    return "citation" if alike(context, _title(context, item), plan.subject or "") else "uncited"


def _title(context: Context, item: Cited) -> str:
    """Return the title that follows a citation in its clause."""
    stop = item.clause[1] if item.after is None else min(item.clause[1], item.after.start)
    # "… năm 2026, Sở Y tế xây dựng Kế hoạch …" is about the draft itself.
    for hit in context.hits.within("body.start", item.end, stop):
        if context.folded[item.end : hit.start].rstrip().endswith((",", ".")):
            stop = hit.start
            break
    return context.folded[item.end : stop]


def _one_body(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Say whether two codes may be of one body ("KH-UBND", "KH-UBND-NC")."""
    least = min(len(one), len(other))
    return least > 0 and one[:least] == other[:least]


def _one_slip(one: str, other: str) -> bool:
    """Say whether two numbers differ by one digit, or by two that changed places."""
    if len(one) == len(other):
        apart = [index for index in range(len(one)) if one[index] != other[index]]
        return len(apart) == 1 or (len(apart) == 2 and sorted(one) == sorted(other) and apart[1] - apart[0] == 1)
    short, long = sorted((one, other), key=len)
    return len(long) - len(short) == 1 and any(long[:i] + long[i + 1 :] == short for i in range(len(long)))


def _other_issuer(context: Context, item: Cited, issuer: Name, province: str | None) -> bool:
    """Say whether the issuer given with a citation is another than that of the plan."""
    start, end = item.issuer_span
    if start >= end:
        return False
    name = read_name(context.law, context.plan.text.text[start:end], item.date or context.form_day)
    if not one_province(context, name.province, issuer.province or province):
        return True
    levels = [{body.level for body in found.bodies} for found in (name, issuer)]
    if all(levels) and not levels[0] & levels[1]:
        return True
    mine, theirs = ({fold(area.name) for area in found.areas if area.level != "tỉnh"} for found in (name, issuer))
    return bool(mine and theirs) and not mine & theirs
