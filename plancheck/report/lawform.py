"""Answer a question about the law, and turn the answers into JSON ("plancheck/law/1")."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from plancheck.law.facts import Body, Document, Mined, Programme, Province, Short
from plancheck.law.lookup import Kind, Subject, Territory
from plancheck.law.registry import Law
from plancheck.report.clean import clean
from plancheck.report.lawbody import body_answer, province_answer, territory_answer
from plancheck.report.lawdocument import document_answer, mined_answer
from plancheck.report.lawfact import Answer, Fact
from plancheck.report.lawword import kind_answer, programme_answer, regime_answer, short_answer

SCHEMA = "plancheck/law/1"


def answer(law: Law, subject: Subject, day: str) -> Answer:
    """Return what is known of ``subject`` on ``day``."""
    if isinstance(subject, Document):
        return document_answer(law, subject, day)
    if isinstance(subject, Mined):
        return mined_answer(law, subject, day)
    if isinstance(subject, Body):
        return body_answer(law, subject, day)
    if isinstance(subject, Province):
        return province_answer(law, subject, day)
    if isinstance(subject, Territory):
        return territory_answer(law, subject, day)
    if isinstance(subject, Kind):
        return kind_answer(law, subject, day)
    if isinstance(subject, Short):
        return short_answer(law, subject, day)
    if isinstance(subject, Programme):
        return programme_answer(law, subject, day)
    return regime_answer(law, subject, day)


def law_form(
    asked: str, day: str, as_of: str | None, answers: Sequence[Answer], near: Sequence[str], lang: str = "vi"
) -> dict[str, Any]:
    """Return the answers to a question."""
    return {
        "schema": SCHEMA,
        "asked": clean(asked),
        "day": day,
        "as_of": as_of,
        "answers": [_answer(item, lang) for item in answers],
        "near": list(near),
    }


def _answer(item: Answer, lang: str) -> dict[str, Any]:
    return {
        "type": item.type,
        "key": item.key,
        "name": item.name[lang],
        "status": item.status,
        "state": item.state[lang] or None,
        "verified": item.sure,
        "machine": item.machine,
        "facts": {fact.name: _fact(fact, lang) for fact in item.facts},
        "sources": [{"key": key, "text": words[lang]} for key, words in item.sources],
    }


def _fact(fact: Fact, lang: str) -> dict[str, Any]:
    return {"value": fact.value, "text": "\n".join(words[lang] for words in fact.lines), "verified": fact.sure}
