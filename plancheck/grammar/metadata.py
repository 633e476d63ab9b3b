"""Read the letterhead, title and signature blocks, values as they are written."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from plancheck.grammar.compiled import Token
from plancheck.grammar.zones import Lexed
from plancheck.language.fold import fold
from plancheck.plan import Line, Metadata, Plan

_NUMBER = re.compile(r"(?i:số)\s*:?\s*(?P<number>\d{1,5}[a-z]?)?[\s.…_]*(?P<separator>[/-]|$)\s*(?P<symbol>[^\s].*)?$")
_SYMBOL_END = re.compile(r"\s{2,}|\s(?![-–/])(?<![-–/]\s)|[;,(]")
_PLACE_DATE = re.compile(
    r"(?P<place>[^,]+?)\s*,\s*(?i:ngày)\s*(?P<day>\d{1,2})?[\s.…_]*(?:(?i:tháng)|/|$)\s*(?P<month>\d{1,2})?[\s.…_]*"
    r"(?:(?:(?i:năm)|/)\s*(?P<year>\d{4})?)?"
)
_YEAR = re.compile(r"năm\s*(20\d\d)")
_ANY_YEAR = re.compile(r"(?<!\d)(20\d\d)(?!\d)")
_TERRITORY = re.compile(r"(?:TỈNH|THÀNH PHỐ|TP\.?|HUYỆN|QUẬN|THỊ XÃ|XÃ|PHƯỜNG|THỊ TRẤN|ĐẶC KHU)\b")
_BODY_WORD = re.compile(
    r"(?:SỞ|BỘ|ỦY BAN|UỶ BAN|UBND|HĐND|HỘI ĐỒNG|BAN|CHI CỤC|CỤC|TỔNG CỤC|TRUNG TÂM|VĂN PHÒNG|PHÒNG|TRƯỜNG|BỆNH VIỆN|"
    r"THANH TRA|ĐÀI|BÁO|CÔNG AN|HỘI|LIÊN ĐOÀN|LIÊN HIỆP|ĐOÀN|TỈNH ĐOÀN|VIỆN|KHO BẠC|BẢO HIỂM|CHI NHÁNH|TẬP ĐOÀN|"
    r"CÔNG TY|QUỸ|HẠT|TRẠM|TỈNH ỦY|ĐẢNG ỦY|HUYỆN ỦY|THÀNH ỦY|TỈNH UỶ|ĐẢNG UỶ|NGÂN HÀNG|TÒA ÁN|VIỆN KIỂM SÁT|"
    r"BHXH|THUẾ|ĐỘI|MẶT TRẬN)\b"
)
_AUTHORITY = re.compile(r"^(TM|KT|TL|TUQ|Q)\s?\.\s*", re.IGNORECASE)
_HEADED = "tổ chức thực hiện"


def read_metadata(plan: Plan, head: list[Token], title: list[Token], tail: list[Token], lexed: Lexed) -> Metadata:
    """Return what the blocks around the body say."""
    data = Metadata()
    for token in head:
        if token.type == "NUMBER" and data.symbol is None:
            data.number, data.symbol = _number(token.value.text)
        elif token.type == "PLACE_DATE" and data.place is None:
            _place_date(token.value.text, data)
    data.issuer = _issuer(head)
    data.subject = _subject(lexed, head, title)
    data.plan_year = _plan_year(plan, data)
    _signature(tail, data)
    if data.signer is None and lexed.front_lines:
        _signature([Token(kind, line) for kind, line in _below_recipients(lexed.front_lines)], data)
    if data.place is None:
        for token in tail:
            if token.type == "TAIL_TEXT" and _PLACE_DATE.match(token.value.text) and len(token.value.text) < 60:
                _place_date(token.value.text, data)
                break
    data.recipients = _recipients((token.type, token.value) for token in tail)
    if not data.recipients:
        data.recipients = _recipients(_below_recipients(lexed.front_lines))
    return data


def _number(line: str) -> tuple[str | None, str | None]:
    match = _NUMBER.match(line)
    if not match:
        return None, None
    symbol = match["symbol"]
    if symbol:
        end = _SYMBOL_END.search(symbol)
        symbol = re.sub(r"\s*([-–/])\s*", r"\1", symbol[: end.start()] if end else symbol).strip(" .") or None
    return match["number"], symbol


def _place_date(line: str, data: Metadata) -> None:
    match = _PLACE_DATE.match(line)
    if not match:
        return
    data.place = match["place"].strip()
    if match["day"] and match["month"] and match["year"]:
        day, month, year = int(match["day"]), int(match["month"]), int(match["year"])
        if 1 <= day <= 31 and 1 <= month <= 12:
            data.date = f"{year:04d}-{month:02d}-{day:02d}"


def _issuer(head: list[Token]) -> str | None:
    bodies: list[str] = []
    for token in head:
        if token.type != "ISSUER":
            continue
        text = token.value.text.strip(" -–_*.:")
        if (_TERRITORY.match(text) and bodies) or (bodies and not _BODY_WORD.match(text)):
            bodies[-1] = f"{bodies[-1]} {text}"
        elif _BODY_WORD.match(text) or _TERRITORY.match(text):
            bodies.append(text)
    return bodies[-1] if bodies else None


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
        data.authority = next((match[1].upper() for line in read if (match := _AUTHORITY.match(line))), None)
        data.signer_title = " / ".join(read) or None


def _recipients(lines: Iterable[tuple[str, Line]]) -> list[str]:
    """Return the lines under "Nơi nhận", up to the name that ends the document."""
    found: list[str] = []
    for kind, line in lines:
        if kind == "RECIPIENT":
            found.append(line.text.strip(" -–+•*;."))
        elif kind == "SIGNER" and found:
            break
    return found


def _below_recipients(lines: list[tuple[str, Line]]) -> list[tuple[str, Line]]:
    """Return recipients and signature that stand before the plan's title (of a decision that issues it)."""
    for index in range(len(lines) - 1, -1, -1):
        if lines[index][0] == "RECIPIENTS":
            return lines[index:]
    return []


def _title(text: str) -> str:
    return _AUTHORITY.sub(lambda match: f"{match[1].upper()}. ", text).strip(" :.")


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
            symbol = _number(token.value.text)[1] or ""
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
