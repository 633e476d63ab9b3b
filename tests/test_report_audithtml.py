"""The page of an audit: complete, self-contained, inert against what files and names hold."""

from __future__ import annotations

import io
import re
from base64 import b64encode
from collections.abc import Sequence
from hashlib import sha256
from html.parser import HTMLParser
from itertools import pairwise
from urllib.parse import quote

import pytest
from lxml import etree
from plancheck.audited import CHECKED, MISSING, Audit, AuditFinding, Earlier, Group, LooseFile, Passage, UnitResult
from plancheck.bilingual import Words
from plancheck.finding import ELEMENTS
from plancheck.report import auditplots, auditwords
from plancheck.report.audithtml import write_html
from plancheck.report.figures import change, count, one_decimal, share

from auditmade import made_audit

VOID = {"meta", "br", "col", "input", "link", "img", "hr"}
HOSTILE = (
    "<script>alert(1)</script>\"\x1b]0;x\x07 onload='y' \u202etxt.exe {{ 7001*7001 }} </style></title> \x00&amp;\ud800"
)


class Parsed(HTMLParser):
    """Every tag with its attributes, the text, and the tags that do not nest."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text: list[str] = []
        self.ill: list[str] = []
        self._open: list[str] = []
        self.feed(page)
        self.close()
        self.ill += self._open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        if not self._open or self._open.pop() != tag:
            self.ill.append(tag)

    def handle_data(self, data: str) -> None:
        if not self._open or self._open[-1] not in ("script", "style"):
            self.text.append(data)

    def named(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name == tag]

    def words(self) -> str:
        return " ".join(" ".join(self.text).split())


def page_of(audit: Audit, lang: str = "vi") -> str:
    target = io.StringIO()
    write_html(audit, target, lang, quote)
    return target.getvalue()


@pytest.fixture(scope="module")
def page() -> str:
    return page_of(made_audit())


@pytest.fixture(scope="module")
def parsed(page: str) -> Parsed:
    return Parsed(page)


# The whole page ------------------------------------------------------------------------------------------------------


def test_the_page_is_well_formed(page: str, parsed: Parsed) -> None:
    assert page.startswith("<!DOCTYPE html>\n") and page.endswith("</html>\n")
    assert parsed.ill == []
    ids = [attributes["id"] for _, attributes in parsed.tags if "id" in attributes]
    assert len(ids) == len(set(ids))
    targets = {(link["href"] or "")[1:] for link in parsed.named("a") if (link["href"] or "").startswith("#")}
    assert targets and targets <= set(ids)


def test_the_page_needs_nothing_from_elsewhere(page: str, parsed: Parsed) -> None:
    assert not {"link", "img", "iframe", "object", "embed", "base", "form"} & {tag for tag, _ in parsed.tags}
    assert not any(key in attributes for _, attributes in parsed.tags for key in ("src", "srcset", "action", "style"))
    assert not re.search(r"https?:|url\(|@import|@font-face", page)
    assert not any(key.startswith("on") for _, attributes in parsed.tags for key in attributes)


def test_only_the_one_script_may_run(page: str, parsed: Parsed) -> None:
    policies = [meta["content"] for meta in parsed.named("meta") if meta.get("http-equiv") == "Content-Security-Policy"]
    scripts = re.findall(r"<script>(.*?)</script>", page, re.DOTALL)
    assert len(policies) == len(scripts) == len(parsed.named("script")) == 1
    digest = b64encode(sha256(scripts[0].encode()).digest()).decode()
    allowed = {"default-src 'none'", "style-src 'unsafe-inline'", f"script-src 'sha256-{digest}'"}
    assert set((policies[0] or "").split("; ")) == allowed | {"base-uri 'none'", "form-action 'none'"}


def test_the_page_can_be_read_by_ear(parsed: Parsed) -> None:
    assert [root["lang"] for root in parsed.named("html")] == ["vi"]
    assert all(head.get("scope") in ("col", "row") for head in parsed.named("th"))
    assert {plot["role"] for plot in parsed.named("svg") if "role" in plot} == {"img"}
    levels = [int(tag[1]) for tag, _ in parsed.tags if re.fullmatch(r"h[1-6]", tag)]
    assert levels[0] == 1 and all(after - before <= 1 for before, after in pairwise(levels))


def test_the_same_audit_gives_the_same_page(page: str) -> None:
    assert page_of(made_audit()) == page


# What it says --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_every_unit_file_and_finding_is_told(lang: str) -> None:
    audit = made_audit(40, 3)
    parsed = Parsed(page_of(audit, lang))
    words = parsed.words()
    for row in audit.units:
        assert row.unit in words and (row.path is None or row.path in words)
        for finding in audit.findings(row):
            assert finding.message[lang] in words
            assert (finding.quote or "") in words and (finding.suppressed or "") in words
    for file in [*audit.unmatched, *audit.ambiguous]:
        assert file.path in words and all(unit in words for unit in file.candidates)
    for pair in audit.similar:
        assert all(passage.quote in words for passage in pair.passages)
    for gap in audit.gaps:
        assert gap.message[lang] in words
    bodies = [body for body in parsed.named("tbody") if "data-s" in body]
    assert [body["data-s"] for body in bodies] == [row.status for row in audit.rows]


def test_each_plan_has_a_sign_for_each_element() -> None:
    audit = made_audit(40, 3)
    cells = re.findall(r'<td class="e ([a-z-]+)" title="[^"]+">(.)</td>', page_of(audit))
    states = [row.elements[key] for row in audit.rows if row.status == CHECKED for key in ELEMENTS]
    assert [state for state, _ in cells] == states
    assert all(sign == auditwords.SIGNS[state] for state, sign in cells)


def test_an_english_page_has_no_vietnamese_label(page: str) -> None:
    audit = made_audit()
    english = Parsed(page_of(audit, "en"))
    said = " ".join([english.words(), *(value or "" for _, tag in english.tags for value in tag.values())])
    for table in (auditwords.LABELS, auditwords.STATES, auditwords.ELEMENT_STATES, auditwords.SEVERITIES):
        for words in table.values():
            if not words.vi.isascii() and "{" not in words.vi:
                assert not re.search(rf"(?<!\w){re.escape(words.vi)}(?!\w)", said) or words.vi in _data(audit), words.vi


def _data(audit: Audit) -> str:
    """Return what stands in the files themselves, in whatever language the page is."""
    quotes = [finding.quote or "" for row in audit.units for finding in audit.findings(row)]
    passages = [passage.quote for pair in audit.similar for passage in pair.passages]
    return " ".join([*(f"{row.unit} {row.group}" for row in audit.units), *quotes, *passages])


def test_advice_is_given_once_for_a_unit_and_not_on_what_is_let_pass() -> None:
    def findings(row: UnitResult) -> Sequence[AuditFinding]:
        one = AuditFinding(
            "missing-budget", "elements", "error", "budget", Words("Thiếu.", "Missing."), Words("Bổ sung.", "Add it."),
            Words("Căn cứ A", "Basis A"), None, None, 4, 2, "f",
        )  # fmt: skip
        return [one, one._replace(page=None, line=7), one._replace(rule="other", suppressed="Đã thống nhất")]

    row = UnitResult("Sở A", CHECKED, path="a.docx", score=50.0, errors=2)
    words = Parsed(page_of(Audit("x", [row], findings, {}, total=Group(None, 1, 1)))).words()
    assert words.count("Bổ sung.") == words.count("Căn cứ A") == 1
    assert "trang 2" in words and "dòng 7" in words and "2 lỗi" in words and "3 lỗi" not in words


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_an_audit_of_nothing_is_a_page_too(lang: str) -> None:
    parsed = Parsed(page_of(Audit("trống", [], lambda row: [], {}), lang))
    assert parsed.ill == [] and auditwords.LABELS["no-roster"][lang] in parsed.words()
    assert auditwords.LABELS["missing-units"][lang] not in parsed.words()


def test_units_that_sent_nothing_and_plans_without_a_score_are_shown() -> None:
    rows = [
        UnitResult("Sở A", MISSING),
        UnitResult("Sở B", CHECKED, path="b.docx", earlier=Earlier(2025, CHECKED, 3, 1)),
    ]
    audit = Audit("x", rows, lambda row: [], {}, total=Group(None, 2, 1, 1), has_roster=True, earlier_year=2025)
    words = Parsed(page_of(audit)).words()
    assert "Đơn vị chưa gửi (1)" in words and "không có phát hiện nào" in words


# What files and names hold -------------------------------------------------------------------------------------------


def hostile_audit() -> Audit:
    audit = made_audit()
    words = Words(HOSTILE, HOSTILE)
    for row in audit.units[:3]:
        row.unit, row.group, row.symbol, row.notes = HOSTILE, HOSTILE, HOSTILE, (words,)
    audit.units[0].path = f"javascript:{HOSTILE}"
    audit.labels = dict.fromkeys(audit.labels, words)
    audit.unmatched.append(LooseFile(HOSTILE, HOSTILE, CHECKED, (HOSTILE,), words))
    audit.gaps[0] = audit.gaps[0]._replace(rule=HOSTILE, message=words)
    pair = audit.similar[0]
    pair.a, pair.path_a, pair.passages = HOSTILE, HOSTILE, [Passage(HOSTILE * 40, 3, 1, 2)]
    audit.folder, genuine = HOSTILE, audit.findings
    finding = AuditFinding(HOSTILE, HOSTILE, "error", HOSTILE, words, words, words, HOSTILE, HOSTILE, 1, None, HOSTILE)
    audit.findings = lambda row: [finding, *genuine(row)]
    assert audit.basis is not None
    audit.basis.symbol = audit.basis.issuer = audit.basis.subject = HOSTILE
    return audit


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_hostile_text_stays_text(lang: str, parsed: Parsed) -> None:
    target = io.StringIO()
    write_html(hostile_audit(), target, lang, lambda path: path)
    page = target.getvalue()
    hostile = Parsed(page)
    assert hostile.ill == [] and len(hostile.named("script")) == 1 and len(hostile.named("style")) == 1
    assert {tag for tag, _ in hostile.tags} <= {tag for tag, _ in parsed.tags}
    assert not any(key.startswith("on") for _, attributes in hostile.tags for key in attributes)
    assert not any((link["href"] or "").startswith(("javascript", "<")) for link in hostile.named("a") if link["href"])
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800]", page)
    assert "{{ 7001*7001 }}" in page and "49014001" not in hostile.words()
    page.encode("utf-8")


@pytest.mark.parametrize(
    ("address", "is_kept"),
    [
        ("ke-hoach/S%E1%BB%9F.docx", True),
        ("../a.docx", True),
        ("file:///C:/a.docx", True),
        ("javascript:alert(1)", False),
        ("JavaScript:alert(1)", False),
        (" javascript:alert(1)", False),
        ("java\tscript:alert(1)", False),
        ("data:text/html,x", False),
        ("//example.org/a", False),
        ("/\\example.org/a", False),
        ("\\\\server\\a", False),
        ("http://example.org/", False),
        ("http://[", False),
        (None, False),
    ],
)
def test_links_lead_to_files_only(address: str | None, is_kept: bool) -> None:
    row = UnitResult("Sở A", CHECKED, path="a.docx")
    target = io.StringIO()
    write_html(Audit("x", [row], lambda row: [], {}, total=Group(None, 1, 1)), target, "vi", lambda path: address)
    links = [link["href"] or "" for link in Parsed(target.getvalue()).named("a")]
    assert [link for link in links if not link.startswith("#")] == ([address] * 2 if is_kept else [])


# Plots ---------------------------------------------------------------------------------------------------------------


def numbers_of(svg: str) -> list[int]:
    root = etree.fromstring(svg.encode())  # well-formed even as XML
    told = root.findtext("desc") or ""
    return [int(found) for found in re.findall(r": (\d+)(?:;|$)", told)]


@pytest.mark.parametrize("units", [0, 1, 25, 200])
def test_the_sums_of_the_plots_are_right(units: int) -> None:
    audit = made_audit(units)
    scored = [row for row in audit.rows if row.score is not None]
    assert sum(auditplots.score_bins(audit)) == len(scored)
    assert numbers_of(auditplots.score_plot(audit, "vi")) == auditplots.score_bins(audit)
    plot = etree.fromstring(auditplots.coverage_plot(audit, "vi").encode())
    found = re.findall(r"(\d+)", (plot.findtext("desc") or ""))
    assert sum(map(int, found)) == len(ELEMENTS) * audit.total.checked
    pairs = auditplots.compared(audit)
    bins = auditplots.change_bins([after - before for _, before, after in pairs], "vi")
    assert sum(number for _, number in bins) == len(pairs)
    if len(pairs) > auditplots.FEW:
        assert numbers_of(auditplots.progress_plot(audit, "vi")) == [number for _, number in bins]
    else:
        assert auditplots.progress_plot(audit, "vi").count("→") == 2 * len(pairs)


def test_scores_at_the_edges_fall_into_their_tens() -> None:
    rows = [UnitResult(str(score), CHECKED, path="a", score=score) for score in (0.0, 9.9, 10.0, 89.9, 90.0, 100.0)]
    assert auditplots.score_bins(Audit("x", rows, lambda row: [], {})) == [2, 1, 0, 0, 0, 0, 0, 0, 1, 2]


def test_changes_at_the_edges_fall_into_their_spans() -> None:
    values = (45.0, 30.0, 29.9, 10.0, 9.9, 0.04, 0.0, -0.1, -10.0, -20.0, -31.0)
    assert [number for _, number in auditplots.change_bins(values, "en")] == [2, 1, 1, 1, 2, 1, 1, 1, 1]


def test_numbers_are_written_as_the_language_does() -> None:
    assert (count(12345, "vi"), count(12345, "en")) == ("12.345", "12,345")
    assert (one_decimal(82.44, "vi"), one_decimal(None, "en")) == ("82,4", "")
    assert [share(part, 300) for part in (0, 1, 150, 299, 300)] == ["0%", "1%", "50%", "99%", "100%"]
    assert (change(3.25, "en"), change(-4, "vi"), change(0.04, "vi")) == ("▲ +3.2", "▼ −4,0", "= 0")


# Streaming -----------------------------------------------------------------------------------------------------------


class Pieces(io.StringIO):
    """A target that remembers how much it was given at a time."""

    def __init__(self) -> None:
        super().__init__()
        self.lengths: list[int] = []

    def write(self, text: str) -> int:
        self.lengths.append(len(text))
        return super().write(text)


def test_the_page_is_written_piece_by_piece_and_findings_are_fetched_on_the_way() -> None:
    audit, target = made_audit(300), Pieces()
    written: list[int] = []
    genuine = audit.findings

    def fetch(row: UnitResult) -> Sequence[AuditFinding]:
        written.append(sum(target.lengths))
        return genuine(row)

    audit.findings = fetch
    write_html(audit, target, "vi")
    assert len(written) == sum(1 for row in audit.rows if row.path)
    whole = sum(target.lengths)
    assert max(target.lengths) < whole / 20
    assert written[-1] > whole / 2 and len(set(written)) > 20
