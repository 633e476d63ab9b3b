"""One scan for all phrases of all lists."""

from __future__ import annotations

import pickle

from plancheck.language.fold import fold
from plancheck.language.phrases import Hits, Phrases

LISTS = {"money": ["kinh phí", "kinh phí thực hiện"], "body": ["sở", "sở nội vụ"], "tone": ["hòa giải"], "both": ["sở"]}


def found(text: str, name: str) -> list[str]:
    folded = fold(text)
    return [folded[hit.start : hit.end] for hit in Phrases(LISTS).scan(folded).of(name)]


def test_overlapping_phrases_are_all_found_in_text_order() -> None:
    assert found("Sở Nội vụ và Sở Y tế; KINH PHÍ THỰC HIỆN", "body") == ["sở", "sở nội vụ", "sở"]
    assert found("KINH PHÍ THỰC HIỆN", "money") == ["kinh phí", "kinh phí thực hiện"]


def test_a_phrase_matches_whole_words_only() -> None:
    assert found("cơ sở vật chất", "body") == ["sở"]
    assert found("sởi, bsở, Sở2", "body") == []


def test_either_tone_placement_matches() -> None:
    assert found("Hoà giải, HÒA GIẢI", "tone") == ["hoà giải", "hòa giải"]


def test_a_phrase_may_belong_to_several_lists() -> None:
    assert found("Sở", "body") == found("Sở", "both") == ["sở"]


def test_hits_within_bounds() -> None:
    hits = Phrases(LISTS).scan("sở sở nội vụ sở")
    assert [tuple(hit) for hit in hits.within("body", 3, 12)] == [(3, 5), (3, 12)]
    assert [tuple(hit) for hit in hits.within("body", 3, 11)] == [(3, 5)]
    assert hits.any_within("body", 13, 15) and not hits.any_within("body", 13, 14)
    assert not hits.any_within("no such list", 0, 99) and hits.within("no such list", 0, 99) == []


def test_a_pickled_automaton_finds_the_same() -> None:
    phrases = Phrases(LISTS)
    again: Phrases = pickle.loads(pickle.dumps(phrases))
    one, other = phrases.scan("kinh phí của sở"), again.scan("kinh phí của sở")
    assert isinstance(one, Hits) and {name: one.of(name) for name in LISTS} == {name: other.of(name) for name in LISTS}
