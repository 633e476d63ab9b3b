"""Put a composed plan on paper: its unit's names, numbers and days, letterhead, markers, signature and annex."""

from __future__ import annotations

import random
import re
from dataclasses import dataclass, field
from datetime import date

from province.compose import HEADING, ITEM, SECTION, Composed, Line
from province.sentences import capital
from province.units import AGENCY, COMMUNE, DEPARTMENT, Unit, data

BASIS_SYMBOL, BASIS_DAY = "37/KH-UBND", date(2026, 1, 15)
_TITLE = "Tuyên truyền cải cách hành chính năm 2026"
_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")
_LETTERS = "abcdđeghiklmnopq"
_BLANK = re.compile(r"<(\w+)>")
_COLUMNS = ("STT", "Nhiệm vụ", "Sản phẩm", "Chủ trì", "Phối hợp", "Thời gian")
_COMMON = {"above", "basis", "basis_day"}


@dataclass
class Paper:
    """A document ready to be written. ``lines``: (style, text) with style title, heading, text or small."""

    left: list[str]
    right: list[str]
    lines: list[tuple[str, str]] = field(default_factory=list)
    recipients: list[str] = field(default_factory=list)
    signature: list[str] = field(default_factory=list)
    annex: list[tuple[str, str]] = field(default_factory=list)
    table: list[tuple[str, ...]] = field(default_factory=list)


def day_text(day: date) -> str:
    """Return a day as the decree writes it: a zero before days under ten and before the first two months."""
    month = f"{day.month:02}" if day.month < 3 else str(day.month)
    return f"ngày {day.day:02} tháng {month} năm {day.year}"


def paper_of(made: Composed, unit: Unit, day: date, rng: random.Random) -> Paper:
    """Return the plan as ``unit`` issues it on ``day``."""
    number = f"{rng.randint(1, 98):02}"
    symbol = f"{number}/KH-{unit.code}"
    paper = _head(unit, symbol, day)
    paper.lines += [("title", "KẾ HOẠCH"), ("title", _TITLE)]
    fill = _Filling(unit, rng, made)
    paper.lines += [(style, fill(text)) for style, text in marked(made.lines, rng)]
    if made.table:
        paper.lines.insert(-1, ("text", "Nhiệm vụ cụ thể của từng bộ phận nêu tại Phụ lục kèm theo Kế hoạch này."))
        paper.annex = _annex_head(unit, symbol, day)
        paper.table = [_COLUMNS, *_rows(made, unit, rng, fill)]
    _tail(paper, unit, rng)
    return paper


def letter(unit: Unit, day: date, rng: random.Random, kind: str) -> Paper:
    """Return what is no plan: a report (``kind`` "report") or a letter."""
    symbol = (
        f"{rng.randint(1, 98):02}/BC-{unit.code}" if kind == "report" else f"{rng.randint(100, 980)}/{unit.code}-VP"
    )
    paper = _head(unit, symbol, day)
    org, sender = org_of(unit), "UBND tỉnh"
    if kind == "report":
        paper.lines = [
            ("title", "BÁO CÁO"),
            ("title", "Kết quả tuyên truyền cải cách hành chính năm 2025"),
            ("text", f"{org} báo cáo {sender} kết quả tuyên truyền cải cách hành chính năm 2025 như sau:"),
            ("heading", "I. KẾT QUẢ ĐẠT ĐƯỢC"),
            ("text", f"Trong năm đã đăng {rng.randint(12, 60)} tin, bài; tổ chức {rng.randint(2, 9)} hội nghị."),
            ("heading", "II. TỒN TẠI, HẠN CHẾ"),
            ("text", "Nội dung tuyên truyền còn chung, chưa sát với từng nhóm thủ tục."),
            ("heading", "III. PHƯƠNG HƯỚNG"),
            ("text", f"{org} tiếp tục đổi mới cách làm trong năm tới./."),
        ]
    else:
        paper.left.append("V/v góp ý dự thảo kế hoạch tuyên truyền cải cách hành chính")
        paper.lines = [
            ("text", "Kính gửi: Sở Nội vụ"),
            ("text", f"Phúc đáp đề nghị góp ý của quý cơ quan, {org} đã nghiên cứu và thống nhất với bố cục dự thảo."),
            ("text", f"{org} đề nghị bổ sung phần hướng dẫn đối với lĩnh vực {rng.choice(unit.services)}./."),
        ]
    _tail(paper, unit, rng)
    return paper


def org_of(unit: Unit) -> str:
    return unit.name


def marked(lines: list[Line], rng: random.Random) -> list[tuple[str, str]]:
    """Return the lines with their markers: I. for sections, 1. below them, then letters or dashes."""
    letters = rng.random() < 0.5
    section = heading = item = 0
    found = []
    for line in lines:
        if line.level == SECTION:
            section, heading, item = section + 1, 0, 0
            found.append(("heading", f"{_ROMAN[section - 1]}. {line.text}"))
        elif line.level == HEADING:
            heading, item = heading + 1, 0
            found.append(("heading", f"{heading}. {line.text}"))
        elif line.level == ITEM:
            item += 1
            mark = f"{item}." if not heading else f"{_LETTERS[item - 1]})" if letters else "-"
            found.append(("text", f"{mark} {line.text}"))
        else:
            found.append(("text", line.text))
    return found


class _Filling:
    """What one plan puts for each ``<word>``; days and sizes differ from place to place, report days do not."""

    def __init__(self, unit: Unit, rng: random.Random, made: Composed) -> None:
        self.rng, self.made = rng, made
        services = [*unit.services]
        rng.shuffle(services)
        year, first = rng.randint(5, 9), rng.randint(1, 3)
        self.fixed = {
            "org": unit.name, "office": unit.office, "money": unit.money, "above": unit.above,
            "team1": unit.teams[0], "team2": unit.teams[1], "team3": unit.teams[2],
            "p1": services[0], "p2": services[1], "p3": services[2],
            "basis": BASIS_SYMBOL, "basis_day": day_text(BASIS_DAY).removeprefix("ngày "),
            "r": str(year), "s": str(first),
        }  # fmt: skip

    def __call__(self, text: str) -> str:
        return _BLANK.sub(lambda match: self.word(match[1]), text)

    def word(self, name: str) -> str:
        if name in self.fixed:
            return self.fixed[name]
        if name[0].isupper():
            return capital(self.word(name.lower()))
        if name == "by":
            late = "schedule" in self.made.missing
            return "" if late else f", xong trước ngày {self.rng.randint(10, 28)}/{self.rng.randint(4, 10)}/2026"
        low, high, form = {
            "n": (2, 9, "02"), "t": (1, 9, ""), "h": (3, 30, ""), "d": (10, 28, ""), "m": (4, 6, ""), "k": (8, 10, "02")
        }[name]  # fmt: skip
        value = self.rng.randint(low, high)
        return f"{value}00" if name == "h" else format(value, form)


def _head(unit: Unit, symbol: str, day: date) -> Paper:
    right = ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"]
    return Paper([*unit.head, f"Số: {symbol}"], [*right, f"{unit.place}, {day_text(day)}"])


def _annex_head(unit: Unit, symbol: str, day: date) -> list[tuple[str, str]]:
    return [
        ("title", "Phụ lục"),
        ("title", "PHÂN CÔNG NHIỆM VỤ TUYÊN TRUYỀN CẢI CÁCH HÀNH CHÍNH NĂM 2026"),
        ("small", f"(Kèm theo Kế hoạch số {symbol} {day_text(day)} của {unit.name})"),
    ]


def _rows(made: Composed, unit: Unit, rng: random.Random, fill: _Filling) -> list[tuple[str, ...]]:
    found: list[tuple[str, ...]] = []
    for number, (task, product) in enumerate(made.table, 1):
        lead, support = rng.sample([unit.office, *unit.teams], 2)
        found.append((str(number), fill(task), fill(product), lead, support, f"Tháng {rng.randint(4, 10)}/2026"))
    return found


def _tail(paper: Paper, unit: Unit, rng: random.Random) -> None:
    below = {DEPARTMENT: "Các phòng, đơn vị trực thuộc", COMMUNE: "Các phòng, trung tâm", AGENCY: "Các phòng, tổ"}
    paper.recipients = [
        "- UBND tỉnh (b/c);" if unit.group != AGENCY else f"- {unit.above} (b/c);", "- Sở Nội vụ;",
        f"- {below[unit.group]};", "- Lưu: VT.",
    ]  # fmt: skip
    names = data()["persons"]
    person = " ".join(rng.choice(names[part]) for part in ("family", "middle", "given"))
    deputy = rng.random() < 0.4
    title = ["KT. " + unit.leader, unit.deputy] if deputy else [unit.leader]
    paper.signature = [*(["TM. ỦY BAN NHÂN DÂN"] if unit.group == COMMUNE else []), *title, person]
