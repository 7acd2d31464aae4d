"""Footnotes of an HTML page: raised links, and the blocks further on that they lead to."""

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

_HOLDERS = frozenset(("li", "p", "div", "section", "aside", "dd", "blockquote"))  # blocks that a note may be
_NUMBER = re.compile(r"[(\[]?(?:\d{1,4}|[*†‡§]{1,3}|[a-z])[)\]]?")
_LONGEST = 8  # characters of a marker; a longer raised link is no footnote's


class Notes:
    """What cites and what is cited on one page.

    ``markers`` gives, for each element that cites, the words that stand for it, "[1]"; for a link that only
    leads back from a note to its place, none. ``labels`` gives for each note's element the words that cite it.

    >>> from xml.etree.ElementTree import fromstring
    >>> page = fromstring("<body>sea<sup><a href='#n'>1</a></sup><p id='n'>Oceans too.</p></body>")
    >>> [[(node.tag, words) for node, words in found.items()] for found in (Notes(page).markers, Notes(page).labels)]
    [[('sup', '[1]')], [('p', '[1]')]]
    """

    def __init__(self, root: Element) -> None:
        self.markers: dict[Element, str] = {}
        self.labels: dict[Element, str] = {}
        order = {node: place for place, node in enumerate(root.iter())}
        targets = {name: node for node in root.iter() for name in (node.get("id"), node.get("name")) if name}
        self._parents = {child: parent for parent in root.iter() for child in parent}
        for link in root.iter("a"):
            target = targets.get((link.get("href") or "").removeprefix("#"))
            if target is None or not (link.get("href") or "").startswith("#"):
                continue
            note = next((node for node in self._above(target) if node.tag in _HOLDERS), None)
            raised = self._raised(link, note)
            if raised is not None and note is not None and order[note] > order[link]:
                words = "".join(raised.itertext()).strip(" \n[]()")
                if 0 < len(words) <= _LONGEST:
                    self.markers[raised] = f"[{words}]"
                    self.labels.setdefault(note, f"[{words}]")
            elif order[target] < order[link] and any(node in self.labels for node in self._above(link)):
                self.markers[link if raised is None else raised] = ""

    def holds(self, node: Element) -> bool:
        """Whether a note stands in ``node``, or is it."""
        return any(one in self.labels for one in node.iter())

    def _raised(self, link: Element, note: Element | None) -> Element | None:
        """The element that shows ``link`` raised: the sup around it or in it, or itself if it says that it cites, or
        if it is a number that the note leads back to."""
        if self._parents.get(link) is not None and self._parents[link].tag == "sup":
            return self._parents[link]
        if link.get("role") == "doc-noteref" or any(child.tag == "sup" for child in link):
            return link
        own = f"#{link.get('id')}"
        is_number = _NUMBER.fullmatch("".join(link.itertext()).strip())
        leads_back = note is not None and any(other.get("href") == own for other in note.iter("a"))
        return link if is_number and leads_back else None

    def _above(self, node: Element) -> Iterator[Element]:
        """``node`` and what encloses it, inmost first."""
        above: Element | None = node
        while above is not None:
            yield above
            above = self._parents.get(above)
