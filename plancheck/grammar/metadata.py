"""Read the letterhead, title and signature blocks, values as they are written."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable
from typing import Any, NamedTuple

from plancheck.grammar.compiled import Token
from plancheck.grammar.zones import Lexed, terminal
from plancheck.language.fold import fold
from plancheck.plan import Line, Metadata, Plan

_NUMBER = re.compile(
    r"(?P<label>(?i:số)\s*(?P<colon>:)?)\s*(?P<number>\d{1,5}[a-z]?)?(?P<blank>(?:[\s._]++|…)*)(?P<separator>[/-]|$)"
    r"\s*(?P<symbol>[^\s].*)?$"
)
_BESIDE_MARK = re.compile(r"\s+(?=[-–/])|(?<=[-–/])\s+")
_SYMBOL_END = re.compile(r"\s{2,}|\s(?![-/])(?!–)(?<![-/]\s)(?<!–\s)|[;,(]")
_PLACE_DATE = re.compile(
    r"(?:(?P<place>[^,]*?)\s*,\s*|(?P<bare>[^,]*?)\s*)(?P<word>(?i:ngày))\s*(?P<day>\d{1,2})?(?:[\s._]++|…)*"
    r"(?:(?i:tháng)|/|$)\s*(?P<month>\d{1,2})?(?:[\s._]++|…)*(?:(?:(?i:năm)|/)\s*(?P<year>\d{4})?)?"
)
_YEAR = re.compile(r"năm\s*(20\d\d)")
_ANY_YEAR = re.compile(r"(?<!\d)(20\d\d)(?!\d)")
_TERRITORIES = (
    "TỈNH", "THÀNH PHỐ", "TP", "HUYỆN", "QUẬN", "THỊ XÃ", "XÃ", "PHƯỜNG", "THỊ TRẤN", "ĐẶC KHU",
)  # fmt: skip
_BODY_WORDS = (
    "SỞ", "BỘ", "ỦY BAN", "UỶ BAN", "UBND", "HĐND", "HỘI ĐỒNG", "BAN", "CHI CỤC", "CỤC", "TỔNG CỤC", "TRUNG TÂM",
    "VĂN PHÒNG", "PHÒNG", "TRƯỜNG", "BỆNH VIỆN", "THANH TRA", "ĐÀI", "BÁO", "CÔNG AN", "HỘI", "LIÊN ĐOÀN", "LIÊN HIỆP",
    "ĐOÀN", "TỈNH ĐOÀN", "VIỆN", "KHO BẠC", "BẢO HIỂM", "CHI NHÁNH", "TẬP ĐOÀN", "CÔNG TY", "QUỸ", "HẠT", "TRẠM",
    "TỈNH ỦY", "ĐẢNG ỦY", "HUYỆN ỦY", "THÀNH ỦY", "TỈNH UỶ", "ĐẢNG UỶ", "NGÂN HÀNG", "TÒA ÁN", "VIỆN KIỂM SÁT", "BHXH",
    "THUẾ", "ĐỘI", "MẶT TRẬN",
)  # fmt: skip
_AUTHORITY = re.compile(
    r"(?P<short>TM|KT|TL|TUQ)(?:\s?[./]\s*|\s+)|(?P<acting>Q\s?\.\s*|QUYỀN\s+)|(?P<first>[TK])/(?P<last>[MTL])\.?\s+|"
    r"(?P<long>thay\s+mặt|thừa\s+lệnh|thừa\s+(?:ủy|uỷ)\s+quyền)\s+",
    re.IGNORECASE,
)
_SPELT_OUT = ("quyền ", "thay ", "thừa ")
_IN_FULL = {"mặt": "TM", "lệnh": "TL", "quyền": "TUQ"}
_HEADED = "tổ chức thực hiện"
_RECIPIENT_MARKS = " -–+•*;."
_NEXT_RECIPIENT = re.compile(r";\s*(?![\s(])")


def read_metadata(plan: Plan, head: list[Token], title: list[Token], tail: list[Token], lexed: Lexed) -> Metadata:
    """Return what the blocks around the body say."""
    data = Metadata()
    for token in head:
        if token.type == "NUMBER" and data.symbol is None:
            found_number = number_line(token.value.text)
            data.number, data.symbol = (found_number.number, found_number.symbol) if found_number else (None, None)
        if data.date is None and data.place is None and (found := date_in(token.type, token.value.text)):
            _place_date(found, data)
    data.issuer = _issuer(head)
    data.subject = _subject(lexed, head, title)
    data.plan_year = _plan_year(plan, data)
    _signature(tail, data)
    if data.signer is None and lexed.front_lines:
        _signature([Token(kind, line) for kind, line in _below_recipients(lexed.front_lines)], data)
    if data.place is None:
        for token in tail:
            text = token.value.text
            if token.type == "TAIL_TEXT" and len(text) < 60 and terminal("PLACE_DATE").match(text):
                _place_date(date_in("PLACE_DATE", text), data)
                break
    data.recipients = _recipients((token.type, token.value) for token in tail)
    if not data.recipients:
        data.recipients = _recipients(_below_recipients(lexed.front_lines))
    return data


class NumberLine(NamedTuple):
    """A line "Số: 22 /KH - SNV": its number and symbol; ``written`` is what stands for both, ``start`` where."""

    number: str | None
    symbol: str | None
    written: str
    start: int
    colon: bool  # stands behind "Số"
    party: bool  # written as Party bodies do: "05-KH/ĐU"


def number_line(line: str) -> NumberLine | None:
    """Return what a line "Số: …" says; None where its form is another."""
    match = _NUMBER.match(line)
    if not match:
        return None
    symbol, end = match["symbol"], match.end("number")
    if symbol:
        stop = _SYMBOL_END.search(symbol)
        symbol = symbol[: stop.start()] if stop else symbol
        end = match.start("symbol") + len(symbol)
        symbol = _BESIDE_MARK.sub("", symbol).strip(" .") or None
    start = match.start("number") if match["number"] else max(match.start("symbol"), match.end("label"))
    written = line[start:end].rstrip(" .") if end > start else ""
    return NumberLine(match["number"], symbol, written, start, bool(match["colon"]), match["separator"] == "-")


def date_in(kind: str, line: str) -> re.Match[str] | None:
    """Return place, day, month and year in a line of the letterhead; they may stand behind number and symbol.

    Groups: place (or bare, without its comma), word ("ngày"), day, month, year; a blank one matched nothing or dots.
    """
    if kind == "PLACE_DATE":
        return _PLACE_DATE.match(line)
    if kind == "NUMBER" and (found := number_line(line)):
        begin = found.start + len(found.written)
        begin += len(line[begin:]) - len(line[begin:].lstrip())
        return _PLACE_DATE.match(line, begin) if terminal("PLACE_DATE").match(line, begin) else None
    return None


def place_in(match: re.Match[str]) -> str | None:
    """Return the place that stands before the date, None where it is blank."""
    place, bare = match["place"] or "", match["bare"] or ""
    place = place or ("" if bare.isupper() else bare)  # without a comma, capitals are the issuer's name
    return place.strip() if place.strip(" .…_") else None


def _place_date(match: re.Match[str] | None, data: Metadata) -> None:
    if not match:
        return
    data.place = place_in(match)
    if match["day"] and match["month"] and match["year"]:
        data.date = iso(int(match["year"]), int(match["month"]), int(match["day"]))


def iso(year: int, month: int, day: int) -> str | None:
    """Return a day as ISO text; None where no month has it."""
    try:
        return datetime.date(year, month, day).isoformat()
    except ValueError:
        return None


def _issuer(head: list[Token]) -> str | None:
    bodies: list[str] = []
    for token in head:
        if token.type != "ISSUER":
            continue
        text = token.value.text.strip(" -–_*.:")
        of_body, of_territory = _begins(text, _BODY_WORDS), _begins(text, _TERRITORIES)
        if bodies and (of_territory or not of_body):
            bodies[-1] = f"{bodies[-1]} {text}"
        elif of_body or of_territory:
            bodies.append(text)
    return bodies[-1] if bodies else None


def _begins(text: str, names: tuple[str, ...]) -> bool:
    """Say whether ``text`` begins with one of ``names`` as whole words."""
    return any(text.startswith(name) and not text[len(name) : len(name) + 1].isalnum() for name in names)


def _subject(lexed: Lexed, head: list[Token], title: list[Token]) -> str | None:
    lines: list[str] = []
    for token in title:
        if token.type == "KIND":
            rest = token.value.text[lexed.kind_end - token.value.start :].strip(" :.-–")
            if rest:
                lines.append(rest)
        elif token.type == "SUBJECT" and not token.value.text.lstrip("(").lower().startswith(
            ("kèm theo", "ban hành kèm")
        ):
            lines.append(token.value.text)
    if not lines and not title:
        about = [index for index, token in enumerate(head) if token.type == "ABOUT"]
        for token in head[about[0] :] if about else []:
            if token.type not in ("ABOUT", "HEAD_TEXT") or (token.value.gap and lines):
                break
            lines.append(token.value.text)
    return " ".join(lines).strip() or None


def _plan_year(plan: Plan, data: Metadata) -> int | None:
    for text in (data.subject or "", *(paragraph.line.text for paragraph in plan.opening[-1:])):
        folded = fold(text)
        if match := _YEAR.search(folded) or _ANY_YEAR.search(folded):
            return int(match[1])
    return int(data.date[:4]) if data.date else None


def _signature(tail: list[Token], data: Metadata) -> None:
    """Read title and name of who signs; of two that sign together, the right one is the issuer's."""
    blocks: list[tuple[list[str], str | None]] = []
    titles: list[str] = []
    for token in tail:
        if token.type in ("AUTHORITY", "POSITION"):
            titles.append(_title(token.value.text))
        elif token.type == "SIGNER" and (titles or not blocks):
            blocks.append((titles, token.value.text))
            titles = []
    if titles and not blocks:
        blocks.append((titles, None))
    if blocks:
        read, data.signer = blocks[-1]
        data.authority = next((found[0] for line in read if (found := authority_in(line))), None)
        data.signer_title = " / ".join(read) or None


def _recipients(lines: Iterable[tuple[str, Line]]) -> list[str]:
    """Return the lines under "Nơi nhận", up to the name that ends the document; two on one line are two."""
    found: list[str] = []
    listed = False
    for kind, line in lines:
        text = line.text
        if kind == "SIGNER" and found:
            break
        if kind == "RECIPIENTS":
            listed, text = True, text.partition(":")[2]
        counts = {
            "RECIPIENT": True,
            "RECIPIENTS": ";" in text,  # else what stands behind "Nơi nhận:" is a scrap
            "TAIL_TEXT": listed and text.endswith((";", ".")),
        }
        if counts.get(kind):
            found += [part for part in (item.strip(_RECIPIENT_MARKS) for item in _NEXT_RECIPIENT.split(text)) if part]
    return found


def _below_recipients(lines: list[tuple[str, Line]]) -> list[tuple[str, Line]]:
    """Return recipients and signature that stand before the plan's title (of a decision that issues it)."""
    for index in range(len(lines) - 1, -1, -1):
        if lines[index][0] == "RECIPIENTS":
            return lines[index:]
    return []


def authority_in(line: str) -> tuple[str, str] | None:
    """Return (TM, KT, TL, TUQ or Q, in whose place) of a line of the signature; None where it signs by itself."""
    match = _AUTHORITY.match(line)
    if match is None:
        return None
    if match["long"]:
        short = _IN_FULL[match["long"].lower().split()[-1]]
    else:
        short = match["short"] or (match["acting"] and "Q") or match["first"] + match["last"]
    return short.upper(), line[match.end() :].strip(" :.")


def _title(text: str) -> str:
    """Return a line of the signature with the abbreviation before it as the Decree writes it ("KT. GIÁM ĐỐC")."""
    found = authority_in(text) if not text.casefold().startswith(_SPELT_OUT) else None
    return f"{found[0]}. {found[1]}" if found else text.strip(" :.")


_BY_CODE = {
    "KH": "ke-hoach", "BC": "bao-cao", "TTr": "to-trinh", "QĐ": "quyet-dinh", "TB": "thong-bao", "CT": "chi-thi",
    "NQ": "nghi-quyet", "HD": "huong-dan", "CTr": "chuong-trinh", "ĐA": "de-an",
}  # fmt: skip


def tell_type(plan: Plan, head: list[Any], kind: str | None) -> str:
    """Return the type of document: its printed kind, else what its letterhead, symbol or structure says."""
    if kind:
        return kind
    if any(token.type in ("ABOUT", "ADDRESSEE") for token in head):
        return "cong-van"
    for token in head:
        if token.type == "NUMBER":
            found = number_line(token.value.text)
            symbol = (found.symbol if found else None) or ""
            code = re.split(r"[-/]", symbol)[0]
            if code in _BY_CODE:
                return _BY_CODE[code]
            if symbol:
                return "cong-van"
    opening = " ".join(fold(paragraph.line.text) for paragraph in plan.opening)
    if re.search(r"(?:xây dựng|ban hành|triển khai)\s+kế hoạch\b.*(?:như sau|sau đây|cụ thể|nội dung)", opening):
        return "ke-hoach"
    titles = [fold(section.title) for section in plan.sections]
    planned = any("mục đích" in title or "mục tiêu" in title for title in titles)
    if planned and any(_HEADED in title for title in titles):
        return "ke-hoach"
    return "khac"
