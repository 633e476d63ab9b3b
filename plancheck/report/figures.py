"""Write numbers, shares and changes as a page of an audit shows them."""

from __future__ import annotations


def count(number: int, lang: str) -> str:
    """Return a whole number with its thousands apart: 10.000 in Vietnamese, 10,000 in English."""
    text = f"{number:,}"
    return text.replace(",", ".") if lang == "vi" else text


def one_decimal(value: float | None, lang: str) -> str:
    """Return a score with one decimal, None as an empty text."""
    text = "" if value is None else f"{value:.1f}"
    return text.replace(".", ",") if lang == "vi" else text


def share(part: float, whole: float) -> str:
    """Return per cent without decimals: 0% only for nothing, 100% only for all."""
    return f"{hundredths(part / whole)}%" if whole else "0%"


def hundredths(share: float) -> int:
    """Return a share in whole hundredths: 0 only for nothing, 100 only for all."""
    if share <= 0 or share >= 1:
        return 100 if share >= 1 else 0
    return min(max(round(100 * share), 1), 99)


def change(value: float, lang: str) -> str:
    """Return a change of a score with a sign that needs no colour: ▲ +12,5."""
    if round(value, 1) == 0:
        return "= 0"
    return f"{'▲ +' if value > 0 else '▼ −'}{one_decimal(abs(value), lang)}"
