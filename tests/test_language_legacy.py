"""Text in Vietnamese encodings from before Unicode: what is converted, and what must never be."""

from __future__ import annotations

import shutil
import subprocess
import unicodedata
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from plancheck.language import normalise
from plancheck.language.encodings import encodings
from plancheck.language.legacy import Piece, convert, repair
from plancheck.language.syllables import is_syllable

from oldtext import LETTERS, NAMES, codes, representable, shown

ROOT = Path(__file__).resolve().parent.parent
SEEDS = sorted((ROOT.parent / "shared" / "seeds").glob("*.txt"))
PLANS = sorted((ROOT / "fixtures" / "plans").iterdir())
BOUNDED = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
FONTS = {"TCVN3": ".VnTime", "VN1": ".VnTime", "VNI": "VNI-Times", "VPS": "VPS Times"}
LABELS = {"VN1": "TCVN3"}


def text_of(path: Path) -> str:
    return unicodedata.normalize("NFC", path.read_bytes().decode("utf-8"))


PARAGRAPHS = [line for path in PLANS for line in text_of(path).splitlines() if len(line) > 60 and not line.isascii()]


def converted(text: str, font: str | None = None) -> str:
    return convert([(text, font)])[0].text


def without_capitals(text: str) -> str:
    """TCVN3 has no capitals with a tone outside its fonts of capitals."""
    plain = "ĂÂÊÔƠƯĐ"
    return "".join(char.lower() if char in LETTERS and char not in plain else char for char in text)


def in_old_letters(text: str, name: str) -> tuple[str, str]:
    """Return (what Unicode text stands for it, the text as Word shows it)."""
    text = representable(text, name)
    return (without_capitals(text) if name == "TCVN3" else text), shown(text, name)


# Tables --------------------------------------------------------------------------------------------------------------


def read_code(number: int, code: int) -> str:
    changes = encodings()[number].read(chr(code))
    return changes[0][2] if changes else chr(code)


@pytest.mark.skipif(shutil.which("iconv") is None, reason="iconv is not installed")
@pytest.mark.parametrize(("number", "name"), [(1, "TCVN5712-1"), (5, "VISCII")])
def test_each_code_is_the_letter_iconv_has(number: int, name: str) -> None:
    for code in range(1, 256):
        found = subprocess.run(["iconv", "-f", name, "-t", "UTF-8"], input=bytes([code]), capture_output=True)
        if found.returncode:
            pytest.skip(f"this iconv does not know {name}")
        assert read_code(number, code) == found.stdout.decode("utf-8"), hex(code)


def test_each_code_of_windows_1258_is_the_letter_of_the_codec() -> None:
    for code in range(0xC0, 0x100):
        assert read_code(4, code) == bytes([code]).decode("cp1258")


@pytest.mark.parametrize("name", [name for name in NAMES if name not in ("TCVN3", "UTF-8")])
def test_every_letter_goes_there_and_back(name: str) -> None:
    number = NAMES.index(name)
    for letter in LETTERS:
        word = codes(letter, name)
        changes = encodings()[number].read(word)
        assert (changes[0][2] if changes else word) == letter, (letter, word)


def test_syllables_are_told_from_other_words() -> None:
    good = "nghiêng Quốc giếng gì khuỷu thuở huơ Đắk tuyên KẾ xoong ỷ quý hoà hòa Y"
    bad = "ngê cế kă tuyeân hoaïch Quôcc đợc tât KếT hOà ôông"
    for word in good.split():
        assert is_syllable(word), word
    for word in bad.split():
        assert not is_syllable(word), word


# Runs ----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "encoding"),
    [
        ("KÕ ho¹ch tuyªn truyÒn", "TCVN3"),
        ("Keá hoaïch tuyeân truyeàn", "VNI"),
        (shown("Kế hoạch tuyên truyền", "VPS"), "VPS"),
        ("Kêì hoaòch tuyên truyêÌn", "windows-1258"),
        (shown("Kế hoạch tuyên truyền", "VISCII"), "VISCII"),
        (shown("Kế hoạch tuyên truyền", "UTF-8"), "UTF-8"),
    ],
)
def test_old_text_is_converted_whatever_its_font(old: str, encoding: str) -> None:
    for font in (None, "Times New Roman", ".VnTime", "VNI-Times"):
        assert convert([(old, font)]) == [Piece("Kế hoạch tuyên truyền", encoding)]


def test_capitals_of_a_font_of_capitals_are_capitals() -> None:
    runs = [("céng hoµ x· héi", ".VnTimeH"), ("\n", None), ("§éc lËp", ".VnTime"), (" ban", ".VnArialH")]
    assert [piece.text for piece in convert(runs)] == ["CỘNG HOÀ XÃ HỘI", "\n", "Độc lập", " BAN"]


def test_a_font_of_capitals_on_unicode_text_changes_nothing() -> None:
    runs = [("Kế hoạch tuyên truyền", ".VnTimeH"), ("\n", None), ("kÕ ho¹ch tuyªn truyÒn", ".VnTime")]
    runs.append(("a b", ".VnTimeH"))
    assert [piece.text for piece in convert(runs)] == [
        "Kế hoạch tuyên truyền",
        "\n",
        "kế hoạch tuyên truyền",
        "a b",
    ]


def test_capitals_are_seen_by_their_plain_letters() -> None:
    assert converted("MôC §ÝCH, Y£U CÇU\nKÕ ho¹ch cña UBND tØnh") == "MỤC ĐÍCH, YÊU CẦU\nKế hoạch của UBND tỉnh"


def test_words_cut_anywhere_are_one_word() -> None:
    runs = [("®", ".VnTime"), ("Õ", None), ("n ngµy 5; ho", ".VnTime"), ("¹", "Arial"), ("ch ®éng", ".VnTime")]
    assert "".join(piece.text for piece in convert(runs)) == "đến ngày 5; hoạch động"
    runs = [("ñöô", "VNI-Times"), ("ïc ke", "VNI-Times"), ("á hoa", "VNI-Times"), ("ïch", "VNI-Times")]
    assert [piece.text for piece in convert(runs)] == ["đượ", "c kế", " hoạ", "ch"]


def test_codes_in_the_private_area_are_codes() -> None:
    moved = "".join(chr(0xF000 + ord(char)) for char in "KÕ ho¹ch tuyªn truyÒn")
    assert converted(moved, ".VnTime") == "Kế hoạch tuyên truyền"


def test_a_bullet_of_a_symbol_font_is_no_letter() -> None:
    runs = [("\uf0b7", "Symbol"), (" KÕ ho¹ch tuyªn truyÒn ", ".VnTime"), ("·", "Symbol"), ("\uf0d8", "Wingdings")]
    assert [piece.text for piece in convert(runs)] == ["\uf0b7", " Kế hoạch tuyên truyền ", "·", "\uf0d8"]


def test_only_the_old_runs_of_a_mixed_document_are_converted() -> None:
    runs = [
        ("Kế hoạch tuyên truyền cải cách hành chính", ".VnTime"),
        ("\n", None),
        ("C¬ quan chñ tr×: Së T­ ph¸p", "Times New Roman"),
        ("\n", None),
        ("Rộng 25 m², cao 3 µm ± ½, café «Sông Hương» ®", ".VnTime"),
        ("\n", None),
        ("Theo Smith & Co., 2020", ".VnTime"),
    ]
    texts = [piece.text for piece in convert(runs)]
    assert texts[2] == "Cơ quan chủ trì: Sở Tư pháp"
    assert [text for index, text in enumerate(texts) if index != 2] == [
        text for index, (text, _) in enumerate(runs) if index != 2
    ]


@pytest.mark.parametrize("name", NAMES)
@BOUNDED
@given(st.data())
def test_a_paragraph_comes_back_however_it_is_cut_and_whatever_its_fonts(name: str, data: st.DataObject) -> None:
    paragraph = data.draw(st.sampled_from(PARAGRAPHS))
    expected, old = in_old_letters(paragraph, name)
    right = FONTS.get(name)
    runs: list[tuple[str, str | None]] = []
    fonts = st.sampled_from([right, None, "Times New Roman", "Arial"])
    cuts = sorted(data.draw(st.sets(st.integers(1, max(1, len(old) - 1)), max_size=12)))
    for start, end in zip([0, *cuts], [*cuts, len(old)], strict=True):
        runs.append((old[start:end], data.draw(fonts)))
    pieces = convert(runs)
    text = "".join(piece.text for piece in pieces)
    if name == "TCVN3":
        text, expected = text.lower(), expected.lower()  # a word like "Së" may stand in a line of capitals
    assert text == expected
    assert {piece.encoding for piece in pieces} - {None} <= {LABELS.get(name, name)}


@pytest.mark.parametrize("name", sorted(FONTS))
@BOUNDED
@given(st.data())
def test_runs_of_a_few_letters_come_back_under_the_right_font(name: str, data: st.DataObject) -> None:
    paragraph = data.draw(st.sampled_from(PARAGRAPHS))
    expected, old = in_old_letters(paragraph, name)
    size = data.draw(st.integers(1, 4))
    runs = [(old[start : start + size], FONTS[name]) for start in range(0, len(old), size)]
    assert "".join(piece.text for piece in convert(runs)).lower() == expected.lower()


@pytest.mark.parametrize("name", NAMES)
def test_every_line_of_every_plan_comes_back_inside_its_document(name: str) -> None:
    for path in PLANS:
        expected, old = in_old_letters(text_of(path), name)
        found = converted(old)
        assert found.lower() == expected.lower(), path.name
        if name != "TCVN3":
            assert found == expected, path.name


# Good Unicode --------------------------------------------------------------------------------------------------------

LYING = [None, ".VnTime", ".VnTimeH", "VNI-Times", "VPS Times", "Times New Roman"]


@pytest.mark.parametrize("path", [*PLANS, *SEEDS], ids=lambda path: path.name)
@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_no_unicode_text_is_changed_under_any_font(path: Path, form: str) -> None:
    text = unicodedata.normalize(form, text_of(path))  # type: ignore[arg-type]
    assert repair(text) is None
    for font in LYING:
        assert converted(text, font) == text
        for line in text.splitlines():
            assert converted(line, font) == line


GOOD = (
    "± µm ½ © ® «Một» m² km² 10³ 25°C 5µg §1 1º 3×4 6÷2 £5 ¥7 “Độc lập” – … café déjà vu naïve Noël São Paulo über "
    "Curaçao résumé señor Zürich Đắk Lắk NĐ-CP QĐ-UBND HĐND Ðảng Ðông Hà 500.000đ Windows® Co.™ ¹ ² ³ • · ¼ ¾ "
    "la réunion a été déplacée à l'école Pleiku email@abc.vn tuyên\xadtruyền hành\xadchính Sở\xa0Nội\xa0vụ LÃ” hà–nội"
)
WORDS = sorted({word for path in PLANS for word in text_of(path).split()})


@BOUNDED
@given(
    st.lists(
        st.tuples(st.one_of(st.sampled_from(WORDS), st.sampled_from(GOOD.split(" "))), st.sampled_from(LYING)),
        max_size=40,
    ),
    st.sampled_from(["NFC", "NFD"]),
    st.sampled_from([" ", "\n"]),
)
def test_symbols_and_foreign_words_in_unicode_text_stay(
    words: list[tuple[str, str | None]], form: str, joint: str
) -> None:
    runs = [(unicodedata.normalize(form, word) + joint, font) for word, font in words]  # type: ignore[arg-type]
    assert [piece.text for piece in convert(runs)] == [text for text, _ in runs]
    whole = "".join(text for text, _ in runs)
    assert repair(whole) is None


@BOUNDED
@given(st.lists(st.sampled_from(GOOD.split(" ")), max_size=30))
def test_symbols_and_foreign_words_alone_stay(words: list[str]) -> None:
    text = " ".join(words)
    assert converted(text) == text


PRINTABLE = st.text(
    st.characters(exclude_categories=["Cc", "Cs"]), max_size=30
)  # TCVN5712-1 has letters among controls


@BOUNDED
@given(st.lists(st.tuples(PRINTABLE, st.sampled_from(LYING)), max_size=12))
def test_no_runs_make_it_raise_and_plain_ascii_stays(runs: list[tuple[str, str | None]]) -> None:
    pieces = convert(runs)
    assert len(pieces) == len(runs)
    for (text, font), piece in zip(runs, pieces, strict=True):
        if text.isascii() and text.isprintable() and font != ".VnTimeH":
            assert piece.text == text


# Plain text ----------------------------------------------------------------------------------------------------------


def test_a_text_is_converted_line_by_line_and_leads_back() -> None:
    raw = "Kế hoạch\nKeá hoaïch tuyeân truyeàn\u200b caûi caùch\nC¬ quan chñ tr×: Së T­ ph¸p\nKết quả\n"
    text = normalise(raw)
    lines = ["Kế hoạch", "Kế hoạch tuyên truyền cải cách", "Cơ quan chủ trì: Sở Tư pháp", "Kết quả"]
    assert text.text.splitlines() == lines
    assert text.point(text.text.index("cải")) == (2, raw.splitlines()[1].index("caûi") + 1)
    assert text.point(text.text.index("pháp")) == (3, raw.splitlines()[2].index("ph¸p") + 1)
    found = [(remark.kind, remark.detail, raw[: remark.start].count("\n") + 1) for remark in text.remarks]
    assert sorted(found) == [("invisible", "U+200B", 2), ("legacy-text", "TCVN3", 3), ("legacy-text", "VNI", 2)]


def test_two_forms_of_letters_are_remarked_where_the_decomposed_stand() -> None:
    raw = "Kế hoạch\n" + unicodedata.normalize("NFD", "Kết quả") + "\n"
    (remark,) = normalise(raw).remarks
    assert (remark.kind, remark.start, remark.end) == ("mixed-forms", 9, 14)
    assert normalise("Kế hoạch\n").remarks == []


@pytest.mark.parametrize("name", NAMES)
@BOUNDED
@given(st.data())
def test_every_offset_of_a_converted_text_leads_to_its_letter(name: str, data: st.DataObject) -> None:
    lines = data.draw(st.lists(st.sampled_from(PARAGRAPHS), min_size=1, max_size=3))
    _, old = in_old_letters("\n".join(lines), name)
    repaired = repair(old)
    if repaired is None:
        return
    assert len(repaired.origins) == len(repaired.text)
    assert repaired.origins == sorted(repaired.origins)
    for char, place in zip(repaired.text, repaired.origins, strict=True):
        if char.isascii():
            assert old[place] == char or char.upper() == old[place] or name == "VNI"
