"""Find words and terms that one draft spells in two ways: tone placement, hyphens, capitals, names of bodies."""

from __future__ import annotations

from collections import Counter
from typing import Any

from plancheck.checks.bodynames import names_in_two_ways
from plancheck.checks.context import Context
from plancheck.checks.ownwords import is_cited
from plancheck.finding import Words
from plancheck.language.fold import in_one_placement, spellings
from plancheck.language.phrases import Hit
from plancheck.rulebook import Rule

_NEXT = 12  # characters that hold the next word


def mixed_spelling(context: Context, rule: Rule) -> None:
    """Report two tone placements once, each term in two spellings once (options: SpellingOptions)."""
    problems = {case: Words(**words) for case, words in rule.options["problems"].items()}
    _tones(context, rule, problems["tone"])
    for term in rule.options["terms"]:
        _term(context, rule, term, problems)
    for body in names_in_two_ways(context):
        shown = ", ".join(f"“{name}”" for name in body.names)
        context.report(rule, body.start, body.end, key="name", message=problems["name"], names=shown)


# Tone placement


def _tones(context: Context, rule: Rule, problem: Words) -> None:
    text = context.plan.text.text
    places: dict[bool, list[Hit]] = {True: [], False: []}  # by: the newer placement
    names: dict[bool, dict[str, Hit]] = {True: {}, False: {}}  # by: the same and the two words they stand in
    for hit in context.hits.of("spelling.tone"):
        if is_cited(context, hit.start):
            continue
        newer = text[hit.end - 1].isascii()
        if _counts(text[hit.start : hit.end], rule):
            places[newer].append(hit)
        elif context.place_at(hit.start) is not None:
            names[newer].setdefault(_with_next(text, hit), hit)
    if not (places[True] and places[False]):
        twice = names[True].keys() & names[False].keys()
        if not twice or not all(twice):
            return
        # One name in two spellings, which no bearer's custom explains.
        for newer, found in names.items():
            places[newer] += [found[name] for name in twice]
    fewer = len(places[True]) < len(places[False])
    start, end = places[fewer][0]
    usual = Counter(text[left:right] for left, right in places[not fewer]).most_common(1)[0][0]
    context.report(
        rule, start, end, key="tone", message=problem,
        few=text[start:end], many=usual, count=str(len(places[fewer])), rest=str(len(places[not fewer])),
    )  # fmt: skip


def _with_next(text: str, hit: Hit) -> str:
    """Return a name's word with the one behind it, in one placement of the tone; "" where none follows."""
    follows = text[hit.end : hit.end + _NEXT].split(" ")
    if len(follows) < 2 or follows[0] or not follows[1][:1].isalpha():
        return ""
    return in_one_placement(f"{text[hit.start : hit.end]} {follows[1].rstrip('.,;:)')}")


def _counts(word: str, rule: Rule) -> bool:
    """Names keep the spelling of who bears them, so only words in lower case count, and some that are no names."""
    return word.islower() or (not word.isupper() and any(form in rule.options["no_names"] for form in spellings(word)))


# Terms


def _term(context: Context, rule: Rule, term: dict[str, Any], problems: dict[str, Words]) -> None:
    """Report the first place of the rarer spellings where a term has several, or of one that is always wrong."""
    text = context.plan.text.text
    spelled: dict[str, list[Hit]] = {}
    for hit in context.hits.of(term["spellings"]):
        if term["prose"] and not _in_prose(context, hit):
            continue
        spelled.setdefault(text[hit.start : hit.end], []).append(hit)
    if not spelled.keys() - {term["right"]}:
        return
    forms: dict[str, list[Hit]] = {}
    for written, hits in spelled.items():
        found = [hit for hit in hits if not (term["bare"] and text[hit.end + 1 : hit.end + 2].isupper())]
        if found and not written.isupper():
            forms.setdefault(_form(written, term["cased"]), []).extend(found)
    for hits in forms.values():
        hits.sort()
    right = _form(term["right"], term["cased"])
    wrong = sorted((places[0], form) for form, places in forms.items() if form != right)
    if not wrong:
        return
    alone = [item for item in wrong if item[1] in {_form(form, term["cased"]) for form in term["wrong"]}]
    if len(forms) < 2 and not alone:
        return
    (start, end), form = (alone or wrong)[0]
    others = ", ".join(f"“{text[places[0].start : places[0].end]}”" for other, places in forms.items() if other != form)
    context.report(
        rule, start, end, key=term["spellings"], message=problems["mixed" if len(forms) > 1 else "wrong"],
        suggestion=Words(**rule.options["write"]), written=text[start:end], others=others, right=term["right"],
    )  # fmt: skip


def _in_prose(context: Context, hit: Hit) -> bool:
    """Say whether a hit stands in no table, no citation and not among the recipients, where short forms are usual."""
    place = context.place_at(hit.start)
    short = place is None or place.paragraph.kind in ("cell", "recipient", "opening")
    return not short and not is_cited(context, hit.start)


def _form(written: str, cased: bool) -> str:
    """Return what tells two spellings apart: the folded words in one tone placement, and capitals if ``cased``."""
    capitals = [word[0].isupper() for word in written.split()[1:]] if cased else []
    return in_one_placement(written) + "".join("^" if capital else "." for capital in capitals)
