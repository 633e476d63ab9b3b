"""The alignment matrix: what the superior plan asks for, and where the draft takes it up."""

from __future__ import annotations

from dataclasses import dataclass, field

from plancheck.bilingual import Words
from plancheck.plan import Location

COVERED, PARTIAL, UNCOVERED, NOT_ADDRESSED = "covered", "partial", "uncovered", "not-addressed-to-unit"
STATUSES = (COVERED, PARTIAL, UNCOVERED, NOT_ADDRESSED)
KINDS = ("content", "channel", "task", "report")


@dataclass(slots=True, eq=False, repr=False)
class Match:
    """A place of the draft that takes up an item, or touches it. ``score`` 0 to 1; ``start``, ``end``: offsets in the
    draft's normalised text; ``shared``: words of the item, as written there, that stand here too, or mean the same;
    ``due``: the day, ISO, by which the draft does it, and ``due_span`` where it says so."""

    section: str | None
    location: Location
    quote: str
    score: float
    start: int = 0
    end: int = 0
    due: str | None = None
    due_span: tuple[int, int] = (0, 0)
    shared: tuple[str, ...] = ()


@dataclass(slots=True, eq=False, repr=False)
class AlignedItem:
    """An item of the superior plan and what the draft makes of it.

    ``id`` is its path there ("II.1.a", "II.1.-2", "PL.4"), ``kind`` one of KINDS, ``status`` one of STATUSES;
    ``addressed_to`` are names as written, empty where everybody is meant; ``score`` 0 to 1; ``missing`` are the parts
    of the item, as written, that the draft lacks; ``problem`` says in a word what is wrong: number, theme, recipient,
    absent, day-missing, day-late, one-missing, or issued-late (the plan itself); ``sure``: false where a likeness of
    words just fails to make it covered or partial; ``to``: of a report, who is to get it, as written.
    """

    id: str
    kind: str
    text: str
    location: Location
    addressed_to: tuple[str, ...]
    status: str
    score: float = 0.0
    matches: list[Match] = field(default_factory=list)
    missing: tuple[str, ...] = ()
    problem: str | None = None
    sure: bool = True
    due: str | None = None  # ISO, the last day that the superior plan allows
    to: tuple[str, ...] = ()
    product: str | None = None  # as the table of tasks says
    number: str | None = None  # what is asked for and not reached, as written ("03 clip")
    given: str | None = None  # what the draft has of it, as written


@dataclass(slots=True, eq=False, repr=False)
class BasisPlan:
    """What the superior plan says of itself; values as in Metadata, ``symbol`` whole ("11/KH-UBND", "…/KH-UBND" where
    the number is blank). ``province``: its issuer's, where the issuer's name does not say it."""

    path: str
    doc_type: str
    symbol: str | None
    date: str | None
    year: int | None
    issuer: str | None
    subject: str | None
    province: str | None = None


@dataclass(slots=True, eq=False, repr=False)
class Alignment:
    """The whole matrix. ``coverage`` 0 to 1: of the items addressed to the unit, those covered, a partial one counting
    half; None where none is. ``doubts``: why the file may be the wrong basis (kinds: see checks/unfit.py), ``unfit``:
    with these it surely is; ``thresholds``: the scores from which an item counts as covered, as partial, and a part of
    several as taken up.
    """

    basis: BasisPlan
    unit: str | None
    items: list[AlignedItem]
    coverage: float | None = None
    doubts: list[tuple[str, Words]] = field(default_factory=list)
    thresholds: dict[str, float] = field(default_factory=dict)
    unfit: bool = False

    def count(self, status: str) -> int:
        return sum(1 for item in self.items if item.status == status)

    @property
    def addressed(self) -> list[AlignedItem]:
        return [item for item in self.items if item.status != NOT_ADDRESSED]
