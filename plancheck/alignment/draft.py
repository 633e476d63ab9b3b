"""What is read out of a draft, once, in order to lay it beside a superior plan."""

from __future__ import annotations

from dataclasses import dataclass

from plancheck.alignment.channels import serves_else, used_kinds
from plancheck.alignment.documents import documents_within
from plancheck.alignment.measure import Index, Lines
from plancheck.alignment.passages import Passage, passages_of
from plancheck.alignment.reports import Sent, sent_of
from plancheck.alignment.words import Token, Words, words_of
from plancheck.checks.context import Context


@dataclass(slots=True, eq=False, repr=False)
class Draft:
    """The passages of a draft with what each says; lists are as long as ``passages``."""

    context: Context
    words: Words
    passages: list[Passage]
    tokens: list[list[Token]]
    lines: Lines
    index: Index
    reform: list[bool]  # it names reform or what belongs to it
    subjects: list[set[str]]  # other subjects that it names
    documents: list[frozenset[str]]  # symbols of documents that it names
    media: dict[str, list[int]]  # passages by the kinds of media that they use
    sent: list[Sent]  # what it reports to whom


def draft_of(context: Context) -> Draft:
    """Return the draft ready to be searched."""
    lexis = context.rulebook.lexis
    words = words_of(context.folded, lexis)
    passages = passages_of(context)
    tokens = [[token for span in passage.spans for token in words.within(*span)] for passage in passages]
    reform = [any(context.hits.any_within("align.reform", *span) for span in passage.spans) for passage in passages]
    subjects = [set().union(*(words.subjects(*span) for span in passage.spans)) for passage in passages]
    documents = [documents_within(context, passage.start, passage.end) for passage in passages]
    media: dict[str, list[int]] = {}
    for number, passage in enumerate(passages):
        if not serves_else(context, passage, reform[number], subjects[number]):
            for kind in used_kinds(context, passage):
                media.setdefault(kind, []).append(number)
    lines = Lines([words.within(*span) for span in passage.spans] for passage in passages)
    return Draft(
        context, words, passages, tokens, lines,
        Index(tokens, lexis.values["lone"]), reform, subjects, documents, media,
        sent_of(context, passages, reform, subjects),
    )  # fmt: skip
