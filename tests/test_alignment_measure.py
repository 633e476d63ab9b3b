"""How much of what is asked stands in a passage: words, pairs of words, concepts, phrases with a gap, novelty."""

from __future__ import annotations

import pytest
from plancheck.alignment.measure import Asked, Bag, Index, Lines, Novelty
from plancheck.alignment.words import Token, words_of
from plancheck.language.fold import fold
from plancheck.rulebook.lexis import Lexis, build_lexis

from beside import RULEBOOK

LEXIS = build_lexis(
    {
        "chu-ky-so": ["chữ ký số", "ký số"],
        "thu-tuc": ["thủ tục hành chính", "tthc"],
        "cong-khai": ["công khai", "niêm yết"],
        "cong-khai-thu-tuc": ["công khai thủ tục hành chính"],
        "bao-cao-vien": ["báo cáo viên"],
        "cat-giam": ["cắt giảm … giấy tờ", "bỏ … giấy tờ"],
        "ba-phan": ["rút … bớt … việc"],
    },
    {"an-toan": ["an toàn giao thông"]},
    {"hiếm": 1, "thường": 99, "nửa": 50},
    99,
    ["và", "của", "thực hiện"],
    {},
)
LONE = 0.4


def tokens(text: str, lexis: Lexis = LEXIS) -> list[Token]:
    return words_of(fold(text), lexis).tokens


def coverage(asked: str, *passages: str, asides: list[tuple[int, int]] | None = None) -> dict[int, float]:
    wanted = Asked(tokens(asked), asides or [], 0.5)
    found = list(Index([tokens(passage) for passage in passages], LONE).coverage(wanted))
    assert found == sorted(found, key=lambda item: (-item[0], item[1])), "the most first"
    return {number: share for share, number in found}


# Words ----------------------------------------------------------------------------------------------------------------


def test_syllables_bear_their_place_their_neighbours_and_their_concepts() -> None:
    found = tokens("Niêm yết TTHC, ký số")
    assert [(token.syllable, token.start, token.end) for token in found] == [
        ("niêm", 0, 4), ("yết", 5, 8), ("tthc", 9, 13), ("ký", 15, 17), ("số", 18, 20),
    ]  # fmt: skip
    assert [token.concepts for token in found] == [
        ("cong-khai",), ("cong-khai",), ("thu-tuc",), ("chu-ky-so",), ("chu-ky-so",),
    ]  # fmt: skip
    assert found[1].pairs == ("niêm yết", "yết tthc")
    assert found[2].pairs == ("yết tthc",), "a comma parts two words"


def test_a_rare_word_weighs_more_than_a_common_one_and_a_stop_word_nothing() -> None:
    rare, common, half, unknown, stop = tokens("hiếm thường nửa lạ và")
    assert unknown.weight > rare.weight > half.weight > common.weight >= 0
    assert stop.weight == 0


def test_a_phrase_that_says_nothing_weighs_nothing() -> None:
    done, it, matter = tokens("thực hiện mới")
    assert (done.weight, it.weight) == (0, 0) and matter.weight > 0


def test_the_longest_concept_weighs_and_the_shorter_ones_stay_findable() -> None:
    found = tokens("công khai thủ tục hành chính")
    assert {concept for token in found for concept in token.concepts} == {"cong-khai", "thu-tuc", "cong-khai-thu-tuc"}
    whole = sum(token.weight for token in found)
    assert whole < sum(token.weight for token in [*tokens("công khai"), *tokens("thủ tục hành chính")])


@pytest.mark.parametrize(("new", "old"), [("hóa", "hoá"), ("ủy", "uỷ"), ("thủy", "thuỷ"), ("tòa", "toà")])
def test_both_placements_of_the_tone_are_one_word(new: str, old: str) -> None:
    assert tokens(new)[0].syllable == tokens(old)[0].syllable
    assert coverage(f"số {new} lạ", f"số {old} lạ")[0] == pytest.approx(1.0)


def test_another_subject_is_told_where_it_stands() -> None:
    text = fold("Công khai thủ tục; an toàn giao thông")
    words = words_of(text, LEXIS)
    assert words.subjects(0, len(text)) == {"an-toan"}
    assert words.subjects(0, 17) == set()


def test_words_within_are_those_that_begin_there() -> None:
    words = words_of("một hai ba bốn", LEXIS)
    assert [token.syllable for token in words.within(4, 9)] == ["hai", "ba"]
    assert words.within(3, 4) == [] and words.within(50, 60) == [] and words.within(0, 0) == []


# Phrases with a gap ---------------------------------------------------------------------------------------------------


def concepts(text: str) -> list[str]:
    return [concept for _, _, concept in LEXIS.scan(fold(text))[0]]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("cắt giảm giấy tờ", True),
        ("cắt giảm mạnh các loại giấy tờ", True),
        ("cắt giảm một hai ba bốn năm sáu giấy tờ", True),
        ("cắt giảm một hai ba bốn năm sáu bảy giấy tờ", False),
        ("cắt giảm thời gian, giấy tờ", True),
        ("cắt giảm thời gian; giấy tờ", False),
        ("cắt giảm thời gian. Giấy tờ", False),
        ("cắt giảm: giấy tờ", False),
        ("cắt giảm\ngiấy tờ", False),
        ("giấy tờ cắt giảm", False),
        ("cắt giảm", False),
        ("bỏ bớt giấy tờ", True),
        ("cắt giảm " + "siêuthịtrườngthếgiớimới" * 4 + " giấy tờ", False),
    ],
)
def test_a_gap_holds_a_few_words_of_one_clause(text: str, found: bool) -> None:
    assert ("cat-giam" in concepts(text)) is found


def test_a_gapped_phrase_reaches_from_its_first_part_to_its_last() -> None:
    text = "mong cắt giảm nhiều giấy tờ lắm"
    (start, end, concept) = next(hit for hit in LEXIS.scan(text)[0] if hit[2] == "cat-giam")
    assert (text[start:end], concept) == ("cắt giảm nhiều giấy tờ", "cat-giam")


def test_a_phrase_may_have_two_gaps_and_takes_the_next_part_that_is_near() -> None:
    assert "ba-phan" in concepts("rút gọn để bớt nhiều việc")
    assert "ba-phan" not in concepts("rút gọn để bớt; việc khác")
    assert concepts("cắt giảm mạnh giấy tờ, cắt giảm thêm giấy tờ").count("cat-giam") == 2


def test_the_shipped_lists_have_gaps_in_the_middle_only() -> None:
    gapped = RULEBOOK.lexis.gapped
    assert gapped and all(count >= 2 for _, count in gapped)
    assert all(RULEBOOK.lexis.rarity(concept) >= 0 for concept, _ in gapped)


# Coverage -------------------------------------------------------------------------------------------------------------


def test_all_words_none_and_some() -> None:
    found = coverage("chữ ký số", "Dùng chữ ký số.", "Công khai.", "ký tên")
    assert found[0] == pytest.approx(1.0)
    assert 1 not in found
    assert 0 < found[2] < 0.5


def test_a_synonym_counts_in_full() -> None:
    assert coverage("công khai thủ tục hành chính", "niêm yết TTHC")[0] > 0.6
    assert coverage("niêm yết", "công khai")[0] == pytest.approx(1.0)
    assert coverage("tthc", "thủ tục hành chính")[0] == pytest.approx(1.0)


def test_a_syllable_without_its_neighbour_counts_in_part() -> None:
    (whole,), (alone,) = (
        coverage("xanh lam", "màu xanh lam").values(),
        coverage("xanh lam", "lam rồi mới xanh").values(),
    )
    assert whole == pytest.approx(1.0) and alone == pytest.approx(LONE)


def test_what_stands_aside_weighs_less_in_the_share() -> None:
    text = "xanh lam đỏ thắm"
    plain = coverage(text, "xanh lam")[0]
    assert coverage(text, "xanh lam", asides=[(8, 16)])[0] > plain > coverage(text, "xanh lam", asides=[(0, 8)])[0]


def test_order_and_number_of_other_passages_change_no_share() -> None:
    one = coverage("công khai thủ tục hành chính", "niêm yết TTHC")[0]
    many = coverage("công khai thủ tục hành chính", "ký số", "niêm yết TTHC", "an toàn giao thông")[1]
    assert one == many


def test_nothing_asked_and_no_passages_give_nothing() -> None:
    assert coverage("", "chữ ký số") == {} and coverage("và của", "và của") == {} and coverage("chữ ký số") == {}


def test_more_words_in_a_passage_never_lower_its_share() -> None:
    asked, passage = "niêm yết công khai chữ ký số lạ", ""
    last = 0.0
    for word in ["ký", "số", "của", "lạ", "niêm", "yết", "mới"]:
        passage += " " + word
        share = coverage(asked, passage).get(0, 0.0)
        assert share >= last
        last = share


# Novelty --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("held", "passage", "low", "high"),
    [
        ("chữ ký số", "chữ ký số", 0, 0), ("chữ ký số", "ký số", 0, 0), ("chữ ký số", "niêm yết", 1, 1),
        ("chữ ký số", "chữ ký số xanh lam", 0.1, 0.9), ("chữ ký số", "", 1, 1), ("chữ ký số", "và của", 1, 1),
        ("", "chữ ký số", 1, 1), ("xanh lam", "lam xanh", 0.5, 0.7), ("chữ ký số", "chữ ký số; niêm yết", 0, 0),
    ],
)  # fmt: skip
def test_novelty_is_the_share_of_the_sentences_on_it_that_was_not_asked_for(
    held: str, passage: str, low: float, high: float
) -> None:
    lines = Lines([[tokens(sentence) for sentence in passage.split(";")]])
    found = Novelty(Bag(tokens(held)), lines, LONE).of(0)
    assert low - 1e-9 <= found <= high + 1e-9


def test_bag_and_index_judge_a_word_alike() -> None:
    asked = "công khai thủ tục hành chính bằng chữ ký số xanh lam"
    passage = tokens("niêm yết TTHC, lam nhưng xanh, ký số")
    bag, wanted = Bag(passage), Asked(tokens(asked), [], 1.0)
    expected = sum(weight * bag.share(token, LONE) for token, weight in zip(wanted.tokens, wanted.weights, strict=True))
    ((share, _),) = Index([passage], LONE).coverage(wanted)
    assert share == pytest.approx(expected / wanted.total)
