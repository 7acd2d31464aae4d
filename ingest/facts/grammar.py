"""How the patterns of this room are written: as lists of the words that they are for."""

import re


def any_of(told: str) -> str:
    """A pattern for any of the forms that commas separate in ``told``, longest first; a blank is any one white space.

    >>> import re
    >>> re.findall(any_of("grant, grant assistance, aids?"), "grant  assistance and grant assistance, aid")
    ['grant', 'grant assistance', 'aid']
    """
    forms = sorted((" ".join(form.split()) for form in told.split(",")), key=len, reverse=True)
    return "(?:" + "|".join(form.replace(" ", r"\s") for form in forms if form) + ")"


def pattern(told: str) -> re.Pattern[str]:
    """``any_of`` as whole words, in any case.

    >>> bool(pattern("loans?").search("A LOAN of")), bool(pattern("loan").search("loaned"))
    (True, False)
    """
    return re.compile(rf"\b{any_of(told)}\b", re.IGNORECASE)
