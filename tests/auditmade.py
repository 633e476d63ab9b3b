"""Make the audit of a province's plans as it may look: every status, late plans, likeness, gaps, the year before."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from random import Random
from typing import NamedTuple

from plancheck.audited import (
    CHECKED,
    DUPLICATE,
    MISSING,
    NEAR_COPY,
    NOT_A_PLAN,
    PASSAGES,
    UNREADABLE,
    Audit,
    AuditFinding,
    Earlier,
    Gap,
    Group,
    Likeness,
    LooseFile,
    Passage,
    UnitResult,
)
from plancheck.bilingual import Words
from plancheck.finding import ELEMENTS
from plancheck.matrix import BasisPlan

DEPARTMENTS = (
    ("Sở Nội vụ", "SNV", "so-noi-vu"),
    ("Sở Tư pháp", "STP", "so-tu-phap"),
    ("Sở Tài chính", "STC", "so-tai-chinh"),
    ("Sở Y tế", "SYT", "so-y-te"),
    ("Sở Công Thương", "SCT", "so-cong-thuong"),
    ("Sở Xây dựng", "SXD", "so-xay-dung"),
    ("Sở Khoa học và Công nghệ", "SKHCN", "so-khoa-hoc-va-cong-nghe"),
    ("Sở Giáo dục và Đào tạo", "SGDĐT", "so-giao-duc-va-dao-tao"),
    ("Sở Nông nghiệp và Môi trường", "SNNMT", "so-nong-nghiep-va-moi-truong"),
    ("Sở Văn hóa, Thể thao và Du lịch", "SVHTTDL", "so-van-hoa-the-thao-va-du-lich"),
    ("Thanh tra tỉnh", "TTr", "thanh-tra-tinh"),
    ("Ban Quản lý các khu công nghiệp tỉnh", "BQL", "ban-quan-ly-khu-cong-nghiep"),
)
COMMUNES = (
    *("Việt Trì", "Nông Trang", "Thanh Miếu", "Vân Phú", "Hy Cương", "Lâm Thao", "Xuân Lũng", "Phùng Nguyên"),
    *("Bản Nguyên", "Phong Châu", "Phú Thọ", "Âu Cơ", "Phù Ninh", "Dân Chủ", "Phú Mỹ", "Trạm Thản"),
)
CLASSES = ("Sở, ban, ngành", "Ủy ban nhân dân cấp xã")
LABELS = {
    "provincial_basis": Words("Căn cứ kế hoạch cấp trên", "Superior plan as basis"),
    "purpose": Words("Mục đích", "Purpose"),
    "requirements": Words("Yêu cầu", "Requirements"),
    "audience": Words("Đối tượng", "Target audience"),
    "content": Words("Nội dung", "Content"),
    "channels": Words("Hình thức", "Channels"),
    "responsibility": Words("Phân công trách nhiệm", "Responsibility"),
    "budget": Words("Kinh phí", "Budget"),
    "reporting": Words("Chế độ báo cáo", "Reporting"),
    "schedule": Words("Thời gian thực hiện", "Schedule"),
}
WEIGHTS = dict(zip(ELEMENTS, (12, 8, 8, 8, 14, 12, 14, 10, 8, 6), strict=True))


class _Rule(NamedTuple):
    """A rule and what it says; "{symbol}", "{section}", "{days}" stand for what differs from plan to plan."""

    rule: str
    family: str
    severity: str
    element: str | None
    message: Words
    suggestion: Words
    basis: Words
    quote: str | None = None


_OUTLINE = Words("Bố cục kế hoạch của Bộ Nội vụ (424/QĐ-BNV)", "Outline of the Ministry's plans (424/QĐ-BNV)")
_RULES = (
    _Rule(
        "missing-budget", "elements", "error", "budget",
        Words("Kế hoạch chưa nêu kinh phí thực hiện.", "The plan says nothing on funding."),
        Words(
            "Bổ sung mục “Kinh phí thực hiện”, nêu nguồn (ngân sách nhà nước cấp, nguồn hợp pháp khác)"
            " và đơn vị lập dự toán.",
            "Add funding: its source and who draws up the estimate.",
        ),
        Words("Kế hoạch tuyên truyền CCHC của cấp trên (mục kinh phí)", "The superior plan (section on funding)"),
    ),
    _Rule(
        "missing-audience", "elements", "error", "audience",
        Words("Kế hoạch chưa nêu đối tượng tuyên truyền.", "The plan names no target audience."),
        Words(
            "Bổ sung mục “Đối tượng”: cán bộ, công chức, viên chức của đơn vị; người dân, doanh nghiệp.",
            "Add who is to be reached.",
        ),
        _OUTLINE,
    ),
    _Rule(
        "vague-report-deadline", "specificity", "warning", "reporting",
        Words("Thời hạn báo cáo chưa cụ thể.", "The day of the report is not given."),
        Words("Ghi rõ ngày hoặc kỳ báo cáo, ví dụ “trước ngày 10/12 hằng năm”.", "Give a day or a period."),
        Words("Kế hoạch của cấp trên (chế độ báo cáo)", "The superior plan (reporting)"),
        "… thực hiện chế độ báo cáo với Chủ tịch UBND tỉnh (qua Sở Nội vụ) theo đúng quy định./.",
    ),
    _Rule(
        "repealed-citation", "citations", "error", None,
        Words("{symbol} đã hết hiệu lực từ ngày 01/7/2025.", "{symbol} is no longer in force since 1 July 2025."),
        Words("Thay bằng văn bản đang có hiệu lực, hoặc bỏ căn cứ này.", "Cite what is in force, or drop it."),
        Words("Luật Ban hành văn bản quy phạm pháp luật 2025, Điều 57", "Law on legal documents 2025, article 57"),
        "Căn cứ Nghị định số {symbol} ngày 08/4/2020 của Chính phủ",
    ),
    _Rule(
        "item-not-covered", "alignment", "warning", "content",
        Words(
            "Chưa có trong kế hoạch: mục {section} của kế hoạch cấp trên.",
            "Not in the plan: item {section} of the superior plan.",
        ),
        Words("Bổ sung nội dung này, hoặc nêu lý do không thực hiện.", "Add it, or say why it is left out."),
        Words("Kế hoạch số 12/KH-UBND, mục {section}", "Plan 12/KH-UBND, {section}"),
        "Tuyên truyền kết quả thực hiện dịch vụ công trực tuyến toàn trình, số hóa hồ sơ, kết quả giải quyết thủ tục",
    ),
    _Rule(
        "late-issue", "alignment", "warning", None,
        Words("Kế hoạch ban hành sau hạn {days} ngày.", "The plan is {days} days late."),
        Words("Năm sau ban hành sớm hơn.", "Issue it earlier next year."),
        Words("Kế hoạch số 12/KH-UBND, mục IV.2", "Plan 12/KH-UBND, IV.2"),
    ),
    _Rule(
        "form-line-spacing", "form", "info", None,
        Words("Giãn dòng {days} điểm chưa đúng thể thức.", "The line spacing of {days} points is not the regular one."),
        Words("Đặt giãn dòng từ dòng đơn đến 1,5 dòng.", "Use single to 1.5 lines."),
        Words("NĐ 30/2020/NĐ-CP, Phụ lục I, mục II.6đ", "Decree 30/2020/NĐ-CP, Annex I, II.6đ"),
        "Sở xây dựng Kế hoạch như sau:",
    ),
)  # fmt: skip
_SHARED = (
    "đẩy mạnh tuyên truyền trên hệ thống truyền thanh cơ sở, chú trọng tuyên truyền bằng hình ảnh, đồ họa thông tin,"
    " đoạn phim ngắn dễ hiểu, dễ nhớ, phù hợp với từng nhóm đối tượng, nhất là đồng bào ở vùng sâu, vùng xa",
    "mỗi tháng có ít nhất hai tin, bài về gương người tốt, việc tốt trong giải quyết thủ tục hành chính",
    "lồng ghép nội dung cải cách hành chính vào sinh hoạt chi bộ, họp cơ quan và ngày pháp luật",
)
_STATUSES = (CHECKED,) * 9 + (MISSING, NOT_A_PLAN, CHECKED, UNREADABLE)


def made_audit(units: int = 25, seed: int = 1) -> Audit:
    """Return an audit of ``units`` units; the same numbers give the same audit."""
    rows: list[UnitResult] = []
    for number in range(units):
        row = _row(number, Random(f"{seed}/{number}"))
        rows.append(row)
        if number % 12 == 4 and row.status == CHECKED:
            rows.append(_second(row, DUPLICATE if number % 24 == 4 else UNREADABLE))
    _rank(rows)
    return Audit(
        folder="ke-hoach-2026",
        units=rows,
        findings=_findings,
        labels=LABELS,
        basis=_superior(),
        superiors=1,
        due="2026-02-15",
        year=2026,
        unmatched=_unmatched(),
        ambiguous=_ambiguous(),
        similar=_similar(rows),
        gaps=_gaps(rows),
        groups=[_group(name, rows) for name in dict.fromkeys(row.group for row in rows)],
        total=_group(None, rows, whole=True),
        earlier_year=2025,
        has_roster=True,
    )


def _superior() -> BasisPlan:
    subject = "Tuyên truyền cải cách hành chính tỉnh Phú Thọ năm 2026"
    return BasisPlan("ke-hoach-tinh.docx", "ke-hoach", "12/KH-UBND", "2026-01-15", 2026, "UBND tỉnh Phú Thọ", subject)


def _row(number: int, chance: Random) -> UnitResult:
    unit, symbol, slug, group = _named(number)
    status = _STATUSES[number % len(_STATUSES)]
    earlier = _earlier(chance)
    if status == MISSING:
        return UnitResult(unit, status, group, earlier=earlier)
    folder = "nop-bo-sung.zip/" if number % 11 == 5 else ""
    row = UnitResult(unit, status, group, f"{folder}{slug}/ke-hoach-tuyen-truyen-cchc.docx", "issuer", f"k{number}")
    row.earlier = earlier
    if status == UNREADABLE:
        row.verdict, row.matched_by = UNREADABLE, "file-name"
        row.notes = (Words("Tệp có mật khẩu, không mở được.", "The file is locked by a password."),)
        return row
    if number % 7:
        day = 3 + chance.randrange(40)
        row.date = f"2026-02-{day:02d}" if day <= 28 else f"2026-03-{day - 28:02d}"
        row.late_days = max(0, day - 15)
    row.symbol, row.year = f"{chance.randrange(5, 180)}/KH-{symbol}", 2026
    if status == NOT_A_PLAN:
        row.verdict, row.doc_type, row.symbol = NOT_A_PLAN, "bao-cao", f"{number}/BC-{symbol}"
        row.notes = (Words("Tệp là báo cáo, không phải kế hoạch.", "The file is a report, not a plan."),)
        return row
    _judge(row, chance)
    if number % 6 == 3:
        row.matched_by = "file-name"
        row.notes = (
            Words("Trong tệp ghi tên cơ quan khác: “Sở Lao động”.", "The file names another issuer: “Sở Lao động”."),
        )
    return row


def _named(number: int) -> tuple[str, str, str, str | None]:
    """Return name, symbol, folder and class."""
    if number % 25 == 24:
        return f"Hội Chữ thập đỏ tỉnh, cơ sở {number // 25 + 1}", "CTĐ", f"chu-thap-do-{number}", None
    if number < len(DEPARTMENTS):
        name, symbol, slug = DEPARTMENTS[number]
        return name, symbol, slug, CLASSES[0]
    place = COMMUNES[(number - len(DEPARTMENTS)) % len(COMMUNES)]
    again = (number - len(DEPARTMENTS)) // len(COMMUNES)
    kind = "phường" if number % 3 == 0 else "xã"
    return f"Ủy ban nhân dân {kind} {place}{f' {again + 1}' if again else ''}", "UBND", f"ubnd/{number:05d}", CLASSES[1]


def _earlier(chance: Random) -> Earlier | None:
    kind = chance.randrange(8)
    if kind == 0:
        return None
    if kind == 1:
        return Earlier(2025, MISSING, None, None)
    return Earlier(2025, CHECKED, round(chance.uniform(40, 95), 1), chance.randrange(1, 30))


def _judge(row: UnitResult, chance: Random) -> None:
    """Give the plan its elements, findings and score."""
    row.doc_type = "ke-hoach"
    skill = chance.uniform(0.4, 1.0)
    for key in ELEMENTS:
        draw = chance.random()
        row.elements[key] = "present" if draw < skill else "weak" if draw < skill + 0.2 else "missing"
    if row.group is None:
        row.elements["audience"] = "not-applicable"
    for entry in _RULES:
        rule, element = entry.rule, entry.element
        if element is None or element == "content":
            times = chance.choice((0, 0, 1, 1, 2, 3))
        else:
            times = int(row.elements[element] == ("missing" if entry.rule.startswith("missing") else "weak"))
        if rule == "late-issue":
            times = int(bool(row.late_days))
        if times:
            row.rules[rule] = times
    _count(row)
    worth = {"present": 1.0, "weak": 0.5, "not-applicable": 1.0}
    points = sum(WEIGHTS[key] * worth.get(status, 0.0) for key, status in row.elements.items())
    row.score = round(max(0.0, points - min(20, row.warnings)), 1)
    row.verdict = "needs-work" if row.errors else "pass"
    row.coverage = round(chance.uniform(0.3, 1.0), 3)


def _count(row: UnitResult) -> None:
    tally = Counter[str]()
    for entry in _RULES:
        tally[entry.severity] += row.rules.get(entry.rule, 0)
    row.errors, row.warnings, row.infos = tally["error"], tally["warning"], tally["info"]


def _second(row: UnitResult, status: str) -> UnitResult:
    """Return the row of a further file of the same unit."""
    path = (row.path or "").replace(".docx", " (ban cu).doc")
    second = UnitResult(row.unit, status, row.group, path, "issuer", f"{row.key}-2", duplicate_of=row.path)
    if status == UNREADABLE:
        second.verdict = UNREADABLE
        second.notes = (Words("Tệp hỏng, không mở được.", "The file is damaged."),)
        return second
    second.doc_type, second.symbol, second.date, second.verdict = "ke-hoach", row.symbol, row.date, "needs-work"
    second.notes = (Words("Bản có ngày muộn hơn được tính.", "The plan dated later counts."),)
    return second


def _rank(rows: list[UnitResult]) -> None:
    scores = sorted((row.score for row in rows if row.score is not None), reverse=True)
    for row in rows:
        row.rank = scores.index(row.score) + 1 if row.score is not None else None


def _findings(row: UnitResult) -> Sequence[AuditFinding]:
    """Return findings as ``row.rules`` counts them, and one more that is let pass for some units."""
    chance = Random(row.key)
    found: list[AuditFinding] = []
    for entry in _RULES:
        for _ in range(row.rules.get(entry.rule, 0)):
            found.append(_finding(entry, row, chance))
    if row.rules and chance.random() < 0.3:
        spared = _finding(_RULES[-1], row, chance)
        found.append(spared._replace(suppressed="Đã thống nhất với Sở Nội vụ", fingerprint=f"{spared.fingerprint}s"))
    return sorted(found, key=lambda finding: finding.line)


def _finding(entry: _Rule, row: UnitResult, chance: Random) -> AuditFinding:
    section = chance.choice(("I", "II.1.a", "III.2", "IV", None))
    symbol = f"{chance.randrange(10, 99)}/2020/NĐ-CP"
    values = {"symbol": symbol, "section": section or "PL.3", "days": row.late_days or chance.randrange(12, 20)}
    line = chance.randrange(1, 120)
    page = line // 40 + 1 if row.key.endswith("1") else None
    return AuditFinding(
        entry.rule,
        entry.family,
        entry.severity,
        entry.element,
        entry.message.fill(values),
        entry.suggestion.fill(values),
        entry.basis.fill(values),
        section,
        entry.quote.replace("{symbol}", symbol) if entry.quote else None,
        line,
        page,
        f"{row.key}-{entry.rule}-{chance.random():.9f}",
    )


def _unmatched() -> list[LooseFile]:
    other = Words("Văn bản không phải kế hoạch.", "The document is not a plan.")
    picture = Words("Tệp chỉ có ảnh.", "The file holds pictures only.")
    return [
        LooseFile("khac/KH so 5 tuyen truyen.docx", "Sở Ngoại vụ tỉnh Hà Giang", CHECKED),
        LooseFile("khac/scan0001.pdf", None, UNREADABLE, note=picture),
        LooseFile("bao-cao-quy-1.docx", None, NOT_A_PLAN, note=other),
    ]


def _ambiguous() -> list[LooseFile]:
    both = ("Ủy ban nhân dân phường Phú Thọ", "Ủy ban nhân dân xã Phù Ninh")
    return [LooseFile("ubnd/ke hoach phu.docx", "Ủy ban nhân dân", CHECKED, both)]


def _similar(rows: list[UnitResult]) -> list[Likeness]:
    checked = [row for row in rows if row.status == CHECKED]
    pairs: list[Likeness] = []
    for number, (one, other) in enumerate(zip(checked[::3], checked[1::3], strict=False)):
        if one.path is None or other.path is None or number > 40:
            continue
        score = round(0.97 - 0.06 * (number % 10), 2)
        passages = [Passage(_SHARED[i], len(_SHARED[i].split()), 20 + 9 * i, 31 + 7 * i) for i in range(1 + number % 3)]
        earlier = one.path if one.date and other.date and one.date < other.date else None
        kind = NEAR_COPY if score > 0.8 else PASSAGES
        words = int(600 * score)
        pairs.append(Likeness(one.unit, other.unit, one.path, other.path, score, kind, words, passages, earlier))
    return sorted(pairs, key=lambda pair: -pair.score)


def _gaps(rows: list[UnitResult]) -> list[Gap]:
    gaps = []
    for rule, family, severity, _, message, *_ in _RULES:
        counts = [row.rules[rule] for row in rows if rule in row.rules]
        if counts:
            shown = message.fill({"symbol": "…", "section": "…", "days": "…"})
            gaps.append(Gap(rule, family, severity, shown, len(counts), sum(counts)))
    return sorted(gaps, key=lambda gap: (-gap.units, gap.rule))


def _group(name: str | None, rows: list[UnitResult], whole: bool = False) -> Group:
    own = [row for row in rows if row.duplicate_of is None and (whole or row.group == name)]
    checked = [row for row in own if row.status == CHECKED]
    scores = [row.score for row in checked if row.score is not None]
    shares = [row.coverage for row in checked if row.coverage is not None]
    count = Counter(row.status for row in own)
    return Group(
        name,
        len(own),
        len(checked),
        count[MISSING],
        count[UNREADABLE],
        count[NOT_A_PLAN],
        late=sum(1 for row in own if row.late_days),
        passed=sum(1 for row in checked if not row.errors),
        mean_score=round(sum(scores) / len(scores), 1) if scores else None,
        mean_coverage=round(sum(shares) / len(shares), 3) if shares else None,
    )
