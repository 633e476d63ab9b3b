"""Tell what of a web page is the page's own: menus, banners, the site's foot."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from plancheck.language.fold import fold

if TYPE_CHECKING:
    from lxml.etree import _Element

_AREAS = frozenset({"nav", "header", "footer", "aside"})
_ROLES = frozenset({"navigation", "banner", "contentinfo", "complementary", "search", "menu", "menubar"})
_DOCUMENT = re.compile(
    r"cộng h(?:òa|oà) xã hội|độc lập ?[-–]|đảng cộng sản|\bkế hoạch|nơi nhận|\bsố ?: ?\d*\s*/|\bcăn cứ\b|\btm\.|\bkt\."
)
_LETTERHEAD = re.compile(r"cộng h(?:òa|oà) xã hội|đảng cộng sản việt nam")
_FOOT = re.compile(r"©|bản quyền|copyright|\ball rights\b")
_MENU_LINKS = 5  # a list of links alone, from so many on, is a menu
_LINK = 60  # characters; longer words of a link are a title or a sentence


def may_be_furniture(element: _Element) -> bool:
    """Say whether an element is of a kind that holds menus and the like."""
    return element.tag in _AREAS or element.tag == "ul" or element.get("role") in _ROLES


def is_furniture(element: _Element) -> bool:
    """Say whether nothing in it can be of the document: hardly more than links, or the site's own foot."""
    if element.tag == "ul" and len(list(islice(element.iter("a"), _MENU_LINKS))) < _MENU_LINKS:
        return False
    words = _words(element)
    folded = fold(words)
    if _LETTERHEAD.search(folded):
        return False
    links = [_words(link) for link in element.iter("a") if link.get("href")]
    linked = sum(map(len, links))
    if element.tag == "ul" and element.get("role") not in _ROLES:
        return len(links) >= _MENU_LINKS and linked * 10 >= len(words) * 9 and max(map(len, links)) <= _LINK
    if len(links) >= 3 and linked * 2 > len(words):
        return True
    if _DOCUMENT.search(folded):
        return False
    return element.tag == "nav" or element.get("role") in ("navigation", "search", "menu") or bool(_FOOT.search(folded))


def _words(element: _Element) -> str:
    return " ".join("".join(map(str, element.itertext())).split())
