"""HTML to a tree, as browsers build it. The one file that knows html5lib."""

from pathlib import Path
from xml.etree.ElementTree import Element

import html5lib
from html5lib.treebuilders import getTreeBuilder

from corpus.errors import DocumentError

# Elements within each other. Real pages stay below 30 and browsers stop at 512; building takes time as the square of
# the depth: .1 s for 1,000 elements within each other, .9 s for 3,000, minutes for 50,000.
DEEPEST = 1_000


def parse(path: Path, markup: str) -> Element:
    """The root of the page, its tags in lower case without name spaces.

    Raises DocumentError for elements nested more than DEEPEST deep.
    """
    parser = html5lib.HTMLParser(tree=_Builder, namespaceHTMLElements=False)
    try:
        return parser.parse(markup)  # type: ignore[no-any-return]
    except _TooDeepError as error:
        problem = f"its elements are nested more than {DEEPEST:,} deep."
        raise DocumentError(path, problem, "Make it flatter, or save it as text.") from error


class _TooDeepError(Exception):
    pass


class _Open(list[object]):
    """The elements that are open; html5lib only ever appends to them."""

    def append(self, element: object) -> None:
        if len(self) >= DEEPEST:
            raise _TooDeepError
        super().append(element)


class _Builder(getTreeBuilder("etree")):  # type: ignore[misc]
    """html5lib's own builder of trees, bounded."""

    def reset(self) -> None:
        super().reset()
        self.openElements = _Open()
