"""What files say of themselves, made fit to be kept: None where it is nothing that a person would trust."""

import re
from datetime import date

from ingest.clean import clean

_LONGEST_TITLE = 300
# What programs write into the title of a file when its author wrote none.
_NO_TITLE = re.compile(
    r"(?i)microsoft \w+ - .*|\W*(untitled|no title|title|document|word document)\W*\d*"
    r"|.*\.(docx?|dotx?|html?|indd|md|odt|pdf|pptx?|qxd|rtf|tex|txt|wpd|xlsx?)"
)
_DAY = re.compile(r"^\s*(\d{4})(?:-(\d\d?)-|/(\d\d?)/|(\d\d))(\d\d?)(?!\d)")


def sensible_title(stated: object) -> str | None:
    """The title on one line, or None for an empty one, a file name, or a program's placeholder.

    >>> sensible_title(" Annual\\nReport "), sensible_title("Microsoft Word - draft3"), sensible_title("x.indd")
    ('Annual Report', None, None)
    """
    title = one_line(stated)
    if title is None or len(title) > _LONGEST_TITLE or _NO_TITLE.fullmatch(title):
        return None
    return title if any(letter.isalpha() for letter in title) else None


def one_line(stated: object) -> str | None:
    """The words of ``stated`` on one line, or None if it is no text or holds no letter or digit.

    >>> one_line("Ministry\\n of X"), one_line("--"), one_line(None)
    ('Ministry of X', None, None)
    """
    words = " ".join(clean(stated).text.split()) if isinstance(stated, str) else ""
    return words if any(letter.isalnum() for letter in words) else None


def language_code(stated: object) -> str | None:
    """The language alone of a language tag, in lower case; None if it is no tag.

    >>> language_code("en-GB"), language_code("JA"), language_code("English")
    ('en', 'ja', None)
    """
    found = re.fullmatch(r"([A-Za-z]{2,3})([-_][A-Za-z0-9_-]*)?", stated.strip()) if isinstance(stated, str) else None
    return found[1].lower() if found else None


def day(stated: object) -> date | None:
    """The day that a written date begins with (ISO 8601, or with slashes or no signs); None for anything less.

    >>> day("2019-04-01T09:00Z"), day("20190401"), day("April 2019")
    (datetime.date(2019, 4, 1), datetime.date(2019, 4, 1), None)
    """
    found = _DAY.match(stated) if isinstance(stated, str) else None
    if not found:
        return None
    try:
        return date(int(found[1]), int(found[2] or found[3] or found[4]), int(found[5]))
    except ValueError:
        return None
