"""Tell of a body, a province, a district or a commune on a day."""

from __future__ import annotations

from plancheck.finding import Words
from plancheck.language.dates import shown_date
from plancheck.law.facts import Body, Province, holds
from plancheck.law.lookup import Territory
from plancheck.law.registry import Law
from plancheck.law.status import TOLERANCE, is_near, presence
from plancheck.report.lawfact import STATUSES, Answer, days, reference, same, sources, unsure

_LEVELS = {
    "trung ương": Words("trung ương", "central"),
    "tỉnh": Words("cấp tỉnh", "provincial"),
    "huyện": Words("cấp huyện", "district"),
    "xã": Words("cấp xã", "commune"),
    "mọi cấp": Words("mọi cấp", "every level"),
}
_ONE_HEAD = ("sở", "bộ", "cơ quan ngang", "phòng")  # led by one head, whatever the body: never sign TM.
_TM = Words("ký thay mặt tập thể (TM.)", "signs on behalf of the collective (TM.)")
_NO_TM = Words(
    "không ký TM.: làm việc theo chế độ thủ trưởng (KT., TL., TUQ. khi cần)",
    "does not sign TM.: it is led by one head (KT., TL., TUQ. where needed)",
)
_DISTRICT_SOURCES, _COMMUNE_SOURCES = ("VP06",), ("QD19",)  # of districts.tsv and communes.tsv
_MOST_PLACES = 12

_MOST_NAMES = 8  # on a page; JSON has all


def body_answer(law: Law, body: Body, day: str) -> Answer:
    """Return what is known of a kind of body."""
    there = presence(body, day)
    state = _state(there, body.begins, body.ends, day)
    answer = Answer(
        "body", body.id, same(body.name), there, state if body.verified else unsure(state), body.verified,
        sources=sources(law, body.source),
    )  # fmt: skip
    answer.tell("level", body.level, _LEVELS[body.level])
    answer.tell("class", body.kind, same(body.kind))
    names = [name for name in (*body.aliases, *body.short) if "<" not in name]
    answer.tell("names", names, *([_shown_names(names)] if names else []))
    answer.tell("codes", list(body.codes), *([same(", ".join(body.codes))] if body.codes else []))
    if body.collective or body.kind.startswith(_ONE_HEAD):
        answer.tell("signs_tm", body.collective, _TM if body.collective else _NO_TM)
    _bounds(answer, body)
    _neighbours(law, answer, body, day)
    answer.tell("basis", list(body.basis), *(reference(law, key, day) for key in body.basis))
    if body.note is not None:
        answer.tell("note", body.note.vi, body.note, sure=None)
    return answer


def _state(there: str, begins: str | None, ends: str | None, day: str) -> Words:
    if there == "ended":
        return days("không còn từ {}", "no longer exists from {}", ends)
    if there == "not-yet":
        return days("chưa có, lập từ {}", "not there yet, set up from {}", begins)
    if there == "varies":
        bound = next(item for item in (ends, begins) if item is not None and is_near(item, day))
        text = f"{STATUSES['varies'].vi}: mốc chung {{}}, các tỉnh làm cách nhau tới {TOLERANCE} ngày"
        english = f"{STATUSES['varies'].en}: about {{}}, up to {TOLERANCE} days apart"
        return days(text, english, bound)
    return STATUSES["exists"]


def _bounds(answer: Answer, body: Body) -> None:
    about = (" (ngày cụ thể tùy tỉnh)", " (the day differs by province)") if body.date_varies else ("", "")
    for name, day in (("begins", body.begins), ("ends", body.ends)):
        if day is not None:
            answer.tell(name, day, days("{}" + about[0], "{}" + about[1], day), sure=body.verified)


def _neighbours(law: Law, answer: Answer, body: Body, day: str) -> None:
    later = law.successors(body, max(day, body.ends or day))
    answer.tell("successor", [item.id for item in later], *(same(item.name) for item in later), sure=body.verified)
    earlier = [item for item in law.bodies.values() if body.id in item.successor]
    answer.tell("predecessor", [item.id for item in earlier], *(_until(item) for item in earlier), sure=body.verified)


def _until(body: Body) -> Words:
    if body.ends is None:
        return same(body.name)
    return days(f"{body.name} (đến {{}})", f"{body.name} (until {{}})", body.ends)


def province_answer(law: Law, province: Province, day: str) -> Answer:
    """Return what is known of a province, by the name it was asked for."""
    kind = province.kind(day)
    begins = province.kinds[0][1]
    there = "exists" if kind else "not-yet" if begins is not None and day < begins else "ended"
    state = _state(there, begins, province.ended, day)
    if kind is not None:
        state = Words(f"có, là {kind}", f"exists, a {_english(kind)}")
    answer = Answer(
        "province", province.name, same(province.name), there, state if province.verified else unsure(state),
        province.verified, sources=sources(law, province.source),
    )  # fmt: skip
    if province.aliases:
        answer.tell("names", list(province.aliases), same("; ".join(province.aliases)))
    answer.tell("kinds", [name for name, _, _ in province.kinds], *(_span(*item) for item in _joined(province)))
    now = law.province_on(province.name, day)
    if now is not None and now is not province:
        answer.tell("successor", [now.name], same(f"{now.kind(day) or ''} {now.name}".strip()))
    elif province.successor is not None:
        answer.tell("successor", [province.successor], same(province.successor))
    if province.merged_from:
        merged = days(
            f"{', '.join(province.merged_from)} (từ {{}})", f"{', '.join(province.merged_from)} (from {{}})",
            province.merged_on,
        )  # fmt: skip
        answer.tell("merged_from", list(province.merged_from), merged)
    basis = [key for _, key in sorted(province.basis.items())]
    answer.tell("basis", basis, *(reference(law, key, day) for key in basis))
    return answer


def _english(kind: str) -> str:
    return {"tỉnh": "province", "thành phố": "city"}.get(kind, kind)


def _joined(province: Province) -> list[tuple[str, str | None, str | None]]:
    """Return the kinds with one span where the same kind went on."""
    found: list[tuple[str, str | None, str | None]] = []
    for kind, begins, ends in province.kinds:
        if found and found[-1][0] == kind and found[-1][2] == begins:
            found[-1] = (kind, found[-1][1], ends)
        else:
            found.append((kind, begins, ends))
    return found


def _span(kind: str, begins: str | None, ends: str | None) -> Words:
    vi, en = [kind], [_english(kind)]
    if begins is not None:
        vi.append(f"từ {shown_date(begins)}")
        en.append(f"from {shown_date(begins)}")
    if ends is not None:
        vi.append(f"đến trước {shown_date(ends)}")
        en.append(f"until {shown_date(ends)}")
    return Words(" ".join(vi), " ".join(en))


def territory_answer(law: Law, territory: Territory, day: str) -> Answer:
    """Return what is known of the districts or communes of one name."""
    there = [place for place in territory.places if holds(day, place[1], place[2])]
    ends = territory.places[0][2]
    known = {"ended" if ends is not None else "unknown"} if not there else {"exists"}
    status = known.pop()  # the list of communes tells nothing of the time before it
    state = _state(status, None, ends, day) if status != "unknown" else Words(
        "không rõ: danh mục cấp xã chỉ có từ 01/7/2025", "not clear: the list of communes begins on 01/7/2025"
    )  # fmt: skip
    answer = Answer(
        "territory", f"{territory.kind} {territory.name}", same(f"{territory.kind} {territory.name}"), status, state,
        sources=sources(law, _DISTRICT_SOURCES if ends is not None else _COMMUNE_SOURCES),
    )  # fmt: skip
    level = "huyện" if ends is not None else "xã"
    answer.tell("level", level, _LEVELS[level])
    places = [_place(law, province, day) for province, _, _ in territory.places]
    more = len(places) - _MOST_PLACES
    shown = [*places[:_MOST_PLACES], *([Words(f"và {more} nơi nữa", f"and {more} more")] if more > 0 else [])]
    answer.tell("places", [province for province, _, _ in territory.places], *shown)
    return answer


def _place(law: Law, province: str, day: str) -> Words:
    found, now = law.province(province), law.province_on(province, day)
    kind = (found.kind(day) or found.kinds[-1][0]) if found else ""
    if now is None or now is found:
        return same(f"{kind} {province}".strip())
    after = f"{now.kind(day) or ''} {now.name}".strip()
    return Words(f"{kind} {province} (nay thuộc {after})", f"{kind} {province} (now in {after})")


def _shown_names(names: list[str]) -> Words:
    """Return the first other names, and how many spellings more are known."""
    shown, more = "; ".join(names[:_MOST_NAMES]), len(names) - _MOST_NAMES
    return Words(f"{shown} và {more} cách viết khác", f"{shown} and {more} more") if more > 0 else same(shown)
