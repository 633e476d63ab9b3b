"""Read citations and dates with ``grammars/citation.lark`` and ``grammars/date.lark``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from lark import Lark, Transformer

from plancheck.grammar.compiled import Token, parser, terminals
from plancheck.language.phrases import Hit, Hits
from plancheck.plan import Citation, DateMention, Text

_ISSUER = re.compile(
    r"\s*,?\s*(?:của|do)\s+(?P<issuer>[^\W\d][^,;.()\n]{1,90}?)"
    r"(?=\s+(?:về|ban hành|quy định|phê duyệt|hướng dẫn|sửa đổi|ngày|công bố|triển khai|thực hiện|v/v|đã|năm|và|là)\b|\s*[,;.()\n]|$)"
)
_LEAD = re.compile(r"\s*,?\s*\(?\s*(?:(?:ban hành|ký|được ban hành)\s+)?", re.IGNORECASE)
_LIST_GLUE = re.compile(r"[\s,;]*(?:và|hoặc|và các|,)?\s*(?:số\s*)?$", re.IGNORECASE)
_PARENTHESIS = re.compile(r"\([^()\n]*$")
_ROMAN_QUARTER = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_KIND_REACH = 110  # characters between "Luật …" and its number


class _Builder(Transformer[Any, Any]):
    """Makes one Citation of each citation rule."""

    def citation(self, children: list[Any]) -> Citation:
        kind = symbol = issuer = date = year = None
        start = end = 0
        for token in children:
            if token.type == "KIND":
                kind = token.value[0]
            elif token.type == "SYMBOL":
                symbol, derived, start, end = token.value
                kind = kind or derived
            elif token.type == "ISSUER" and issuer is None:
                issuer = token.value[0]
            elif token.type == "DAY" and date is None:
                date = token.value[0].iso
            elif token.type == "YEAR" and year is None:
                year = token.value[0]
            start, end = min(start, token.value[-2]), max(end, token.value[-1])
        return Citation(kind or "Văn bản", symbol or "", date, issuer, start, end, year)

    def detail(self, children: list[Any]) -> Token:
        token: Token = children[0]
        return token

    def start(self, children: list[Any]) -> list[Citation]:
        return [child for child in children if isinstance(child, Citation)]


@lru_cache(maxsize=1)
def _parser() -> Lark:
    return parser("citation", _Builder())


@lru_cache(maxsize=None)
def _expression(grammar: str, name: str) -> re.Pattern[str]:
    return re.compile(terminals(grammar)[name])


def tidy_symbol(written: str) -> str:
    """Return a number and symbol without stray spaces and with plain hyphens ("22/2020/QĐ - UBND")."""
    return re.sub(r"\s+", "", written).replace("–", "-")


def read_citations(text: Text, hits: Hits) -> tuple[list[Citation], list[DateMention]]:
    """Return the citations and the dates of a text, both in text order."""
    citations: list[Citation] = _parser().parse(list(_tokens(text, hits)))  # type: ignore[arg-type, assignment]
    return citations, _dates(text.folded)


def _tokens(text: Text, hits: Hits) -> Iterator[Token]:
    content, folded = text.text, text.folded
    kinds = hits.of("cited-kind")
    position = 0
    last_kind: tuple[str, str] | None = None  # (kind as written, code) of the citation just before
    for match in _expression("citation", "SYMBOL").finditer(content):
        start, end = match.span()
        if start < position or (start and (content[start - 1].isalnum() or content[start - 1] in "/-.,:")):
            continue
        symbol = tidy_symbol(match.group())
        code = _code(symbol)
        line = content.rfind("\n", 0, start) + 1
        window = max(line, position, start - _KIND_REACH)
        number = _expression("citation", "NUMBER_WORD").search(content, max(line, start - 8), start)
        before = number.start() if number else start
        kind = _kind_before(content, kinds, window, before, number is not None)
        if position:
            yield Token("GAP", None)
        derived = hits_kind(code)
        if kind:
            written = content[kind.start : kind.end]
            last_kind = (written[:1].upper() + written[1:], code)
            yield Token("KIND", (last_kind[0], kind.start, kind.end))
        elif last_kind and last_kind[1] == code and _LIST_GLUE.match(content, position, before):
            derived = last_kind[0]
        elif not derived and number is None and not _PARENTHESIS.search(content, line, start):
            position = end
            continue
        if number:
            yield Token("NUMBER_WORD", (number.start(), number.end()))
        if not kind and not derived:
            derived = "Công văn" if not code else None
        yield Token("SYMBOL", (symbol, derived, start, end))
        position = yield from _details(content, folded, end)


def _kind_before(content: str, kinds: list[Hit], window: int, before: int, numbered: bool) -> Hit | None:
    """Return the kind named before a symbol: right before it, or earlier in the sentence when "số" stands between."""
    best: Hit | None = None
    for hit in kinds:
        if hit.start < window or hit.end > before:
            continue
        between = content[hit.end : before].strip(" ,:(")
        near = not between
        if not near and not (numbered and not re.search(r"[;.\n]", between)):
            continue
        if best is None or hit.end > best.end or (hit.end == best.end and hit.start < best.start):
            best = hit
    return best


def _details(content: str, folded: str, position: int) -> Iterator[Token]:
    """Yield the date, year and issuer after a symbol, in whatever order; return where they end."""
    seen: set[str] = set()
    while len(seen) < 3:
        lead = _LEAD.match(content, position)
        begin = lead.end() if lead else position
        day = _expression("date", "DAY").match(folded, begin) if "DAY" not in seen else None
        if day and (mention := _day(day)):
            seen.add("DAY")
            position = day.end()
            yield Token("DAY", (mention, day.start(), position))
            continue
        year = _expression("date", "YEAR").match(folded, begin) if "YEAR" not in seen else None
        if year:
            seen.update(("YEAR", "DAY"))
            position = year.end()
            yield Token("YEAR", (int(year["yy"]), year.start(), position))
            continue
        issuer = _ISSUER.match(content, position) if "ISSUER" not in seen else None
        if not issuer:
            break
        seen.add("ISSUER")
        position = issuer.end()
        yield Token("ISSUER", (issuer["issuer"].strip(), issuer.start("issuer"), position))
    return position


def _code(symbol: str) -> str:
    """Return the code of the kind in a symbol: "KH" of 15/KH-UBND, "NQ" of 06-NQ/TU, "" of a letter's."""
    parts = symbol.split("/")
    if "-" in parts[0] and len(parts) == 2:
        return parts[0].split("-", 1)[1]
    head = parts[-1].split("-")[0]
    return head if head in _CODES or head.startswith(("QH", "UBTVQH")) else ""


_CODES: dict[str, str] = {}


def register_codes(codes: dict[str, str]) -> None:
    """Set the names of kinds by their abbreviations in symbols ("KH": "Kế hoạch"), from the rules' lexicon."""
    _CODES.clear()
    _CODES.update(codes)


def hits_kind(code: str) -> str | None:
    """Return the kind that a symbol's code stands for, None where the code says nothing."""
    if code.startswith(("QH", "UBTVQH")):
        return "Luật" if code.startswith("QH") else "Nghị quyết"
    return _CODES.get(code)


def _day(match: re.Match[str]) -> DateMention | None:
    day = int(match["d"] or match["d2"])
    month = int(match["m"] or match["m2"])
    year = match["y"] or match["y2"]
    if not (1 <= day <= 31 and 1 <= month <= 12):
        return None
    return DateMention("day", match.start(), match.end(), int(year) if year else None, month, day)


_BEFORE_SHORT_DATE = re.compile(r"(?:ngày|trước|đến|từ|hạn|dịp|quá)\s*$")


def _dates(folded: str) -> list[DateMention]:
    found: list[DateMention] = []
    for match in _expression("date", "DAY").finditer(folded):
        if match.start() and folded[match.start() - 1] in "/-.,0123456789":
            continue
        mention = _day(match)
        if mention is None:
            continue
        worded = match.group().startswith("ngày") or "tháng" in match.group()
        short = mention.year is None and not worded
        if short and not _BEFORE_SHORT_DATE.search(folded, max(0, match.start() - 8), match.start()):
            continue
        found.append(mention)
    taken = {mention.end for mention in found}
    for match in _expression("date", "MONTH").finditer(folded):
        month = int(match["mm"])
        if 1 <= month <= 12 and match.end() not in taken and not _inside(found, match.start()):
            year = match["my"]
            found.append(DateMention("month", match.start(), match.end(), int(year) if year else None, month))
    for match in _expression("date", "QUARTER").finditer(folded):
        quarter = match["q"]
        number = _ROMAN_QUARTER.get(quarter) or int(quarter)
        year = match["qy"]
        found.append(DateMention("quarter", match.start(), match.end(), int(year) if year else None, number * 3))
    for match in _expression("date", "PERIOD").finditer(folded):
        found.append(DateMention("period", match.start(), match.end()))
    found.sort(key=lambda mention: mention.start)
    return found


def _inside(found: list[DateMention], offset: int) -> bool:
    return any(mention.start <= offset < mention.end for mention in found)
