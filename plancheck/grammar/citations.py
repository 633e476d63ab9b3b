"""Read citations and dates with ``grammars/citation.lark`` and ``grammars/date.lark``."""

from __future__ import annotations

import datetime
import re
from collections.abc import Generator, Iterator
from functools import cache, lru_cache
from typing import Any

from plancheck.grammar.compiled import Parser, Token, terminals
from plancheck.language.phrases import Hit, Hits
from plancheck.plan import Citation, DateMention, Text

_ISSUER = re.compile(
    r"\s*,?\s*(?:của|do)\s+(?P<issuer>[^\W\d](?:[^,;.()\n]|\((?:[^\W\d_a-z]|&){2,10}\)(?=\s)){1,90}?)"
    r"(?=\s+(?:về|ban hành|quy định|phê duyệt|hướng dẫn|sửa đổi|ngày|công bố|triển khai|thực hiện|v/v|đã|năm|là|"
    r"thay thế|thay cho|bãi bỏ)\b"
    # "và" ends the issuer before another document, not inside a name (Sở Thông tin và Truyền thông).
    r"|\s+và\s+(?![^\W\d_a-z])|\s+và(?=(?:\s+[^\s,;]+){1,5}?\s+(?:số\s+)?\d)"
    r"|(?!\s*\((?:[^\W\d_a-z]|&){2,10}\)\s)\s*[,;.()\n]|$)"
)
_SHORT_NAME = re.compile(r"\s*\([^()]*\)")  # Ủy ban nhân dân (UBND) tỉnh
_LEAD = re.compile(r"\s*,?\s*\(?\s*(?:(?:ban hành|ký|được ban hành)\s+)?", re.IGNORECASE)
_LIST_GLUE = re.compile(r"[\s,;]*(?:và|hoặc|và các|,)?\s*(?:số\s*)?$", re.IGNORECASE)
_BLANKS = re.compile(r"\s+")
_STOP = re.compile(r"[;.\n]")
_PARENTHESIS = re.compile(r"\([^()\n]*$")
_ROMAN_QUARTER = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_NUMBER_REACH = 8  # characters of " số: "
_KIND_REACH = 110  # characters between "Luật …" and its number


class _Builder:
    """Makes one Citation of each citation rule."""

    def citation(self, children: list[Any]) -> Citation:
        kind = symbol = issuer = date = year = None
        start = end = begin = 0
        named: list[int] = []
        numbered = False
        spans: dict[str, tuple[int, int]] = {}
        for token in children:
            if token.type == "KIND":
                kind, *named = token.value
            elif token.type == "NUMBER_WORD":
                numbered = True
            elif token.type == "SYMBOL":
                symbol, derived, start, end = token.value
                spans["symbol"] = (start, end)
                kind = kind or derived
                # "Kế hoạch số 15/KH-UBND" begins with its kind, if that stands right before the number.
                begin = named[0] if named and start - named[1] <= _NUMBER_REACH else start
            elif token.type == "ISSUER" and issuer is None:
                issuer = token.value[0]
                spans["issuer"] = token.value[1:]
            elif token.type == "DAY" and "date" not in spans:
                date = token.value[0] and token.value[0].iso
                spans["date"] = token.value[1:]
            elif token.type == "YEAR" and year is None:
                year = token.value[0]
                spans.setdefault("date", token.value[1:])
            start, end = min(start, token.value[-2]), max(end, token.value[-1])
        nowhere = (0, 0)
        return Citation(
            kind or "Văn bản", symbol or "", date, issuer, start, end, year, begin, numbered,
            spans.get("symbol", nowhere), spans.get("date", nowhere), spans.get("issuer", nowhere),
        )  # fmt: skip

    def start(self, children: list[Any]) -> list[Citation]:
        return children


@lru_cache(maxsize=1)
def _parser() -> Parser:
    return Parser("citation", _Builder())


@cache
def _expression(grammar: str, name: str) -> re.Pattern[str]:
    return re.compile(terminals(grammar)[name])


_YEAR_BEHIND_HYPHEN = re.compile(r"(?<=\d)-(?=\d{4}/)")


def tidy_symbol(written: str) -> str:
    """Return a number and symbol without stray spaces, with plain hyphens and a slash before the year.

    So do "22/2020/QĐ - UBND" and "22-2020/QĐ-UBND" read.
    """
    return _YEAR_BEHIND_HYPHEN.sub("/", _BLANKS.sub("", written).replace("–", "-"))


def read_citations(text: Text, hits: Hits) -> tuple[list[Citation], list[DateMention]]:
    """Return the citations and the dates of a text, both in text order."""
    digits = [match.span() for match in _DIGITS.finditer(text.text)]
    tokens = list(_tokens(text, hits, digits))
    citations: list[Citation] = _parser().parse(tokens) if tokens else []
    return citations, _dates(text.folded, digits, hits.of("date.quarter"))


def _tokens(text: Text, hits: Hits, digits: list[tuple[int, int]]) -> Iterator[Token]:
    content, folded = text.text, text.folded
    position = 0
    last_kind: tuple[str, str] | None = None  # (kind as written, code) of the citation just before
    expression = _expression("citation", "SYMBOL")
    for start, stop in digits:
        near = content[stop : stop + 3]
        if (
            not ("/" in near or "-" in near or "–" in near)
            or start < position
            or (start and (content[start - 1].isalnum() or content[start - 1] in "/-.,:"))
        ):
            continue
        match = expression.match(content, start)
        if match is None:
            continue
        end = match.end()
        symbol = tidy_symbol(match.group())
        code = _code(symbol)
        line = max(content.rfind("\n", max(0, start - _KIND_REACH), start) + 1, start - _KIND_REACH, 0)
        window = max(line, position)
        number = _expression("citation", "NUMBER_WORD").search(content, max(line, start - 8), start)
        before = number.start() if number else start
        kind = _kind_before(content, hits.within("cited-kind", window, before), before, number is not None)
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


def _kind_before(content: str, kinds: list[Hit], before: int, numbered: bool) -> Hit | None:
    """Return the kind named before a symbol: right before it, or earlier in the sentence when "số" stands between."""
    best: Hit | None = None
    for hit in kinds:
        between = content[hit.end : before].strip(" ,:(")
        near = not between
        if not near and not (numbered and not _STOP.search(between)):
            continue
        if best is None or hit.end > best.end or (hit.end == best.end and hit.start < best.start):
            best = hit
    return best


def _details(content: str, folded: str, position: int) -> Generator[Token, None, int]:
    """Yield the date, year and issuer after a symbol, in whatever order; return where they end."""
    seen: set[str] = set()
    while len(seen) < 3:
        lead = _LEAD.match(content, position)
        begin = lead.end() if lead else position
        dated = _expression("date", "DAY").match(folded, begin) if "DAY" not in seen else None
        if dated:
            seen.add("DAY")
            position = dated.end()
            yield Token("DAY", (_day(dated) if _in_calendar(dated) else None, dated.start(), position))
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
        name = _SHORT_NAME.sub("", issuer["issuer"]).strip()
        yield Token("ISSUER", (name, issuer.start("issuer"), position))
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


def _in_calendar(match: re.Match[str]) -> bool:
    """Say whether a day exists: 31/02 and 45/13 do not."""
    try:
        datetime.date(
            int(match["y"] or match["y2"] or 2000), int(match["m"] or match["m2"]), int(match["d"] or match["d2"])
        )
    except ValueError:
        return False
    return True


_BEFORE_SHORT_DATE = ("ngày", "trước", "đến", "từ", "hạn", "dịp", "quá")
_DIGITS = re.compile(r"[0-9][0-9]*")  # with a first letter of its own it is searched for twice as fast
_MONTH_BEFORE = ("tháng ", "tháng", "tháng\n")
_IN_DATE = re.compile(r"\s*[/tl]|[-.]\d")  # what may follow a number in a date or period


def _dates(folded: str, digits: list[tuple[int, int]], quarters: list[Hit]) -> list[DateMention]:
    """Return the dates of a text; ``digits`` are its runs of digits, ``quarters`` the places of "quý"."""
    day, month_of, period = (_expression("date", name) for name in ("DAY", "MONTH", "PERIOD"))
    found: list[DateMention] = []
    taken = 0
    for start, end in digits:
        if start < taken or end - start > 2:
            continue
        if not _IN_DATE.match(folded, end) and not folded.endswith(_MONTH_BEFORE, 0, start):
            continue
        before = folded[max(0, start - 6) : start].rstrip()
        if before.endswith(("/", "-", ".", ",")) and start and folded[start - 1] != " ":
            continue
        mention = None
        if match := day.match(folded, start):
            mention = _day(match)
            short = mention is not None and mention.year is None and "tháng" not in match.group()
            if short and not folded[max(0, start - 8) : start].rstrip().endswith(_BEFORE_SHORT_DATE):
                mention = None
        if mention is None and before.endswith("tháng"):
            match = month_of.match(folded, folded.rfind("tháng", 0, start))
            if match and 1 <= int(match["mm"]) <= 12:
                year = match["my"]
                mention = DateMention(
                    "month", match.start(), match.end(), int(year) if year else None, int(match["mm"])
                )
        if mention is None and (match := period.match(folded, start)):
            mention = DateMention("period", start, match.end())
        if mention is not None:
            found.append(mention)
            taken = mention.end
    for hit in quarters:
        if match := _expression("date", "QUARTER").match(folded, hit.start):
            quarter, year = match["q"], match["qy"]
            number = _ROMAN_QUARTER.get(quarter) or int(quarter)
            found.append(DateMention("quarter", hit.start, match.end(), int(year) if year else None, number * 3))
    found.sort(key=lambda mention: mention.start)
    return found
