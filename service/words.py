"""The words for single things, the same wherever a person reads them: in what commands print and on pages."""

import re
from decimal import Decimal

from service import fact_schema, schema


def count(many: int, one: str) -> str:
    """So many of what one of them is called.

    >>> count(1, "passage"), count(0, "page"), count(1200, "page")
    ('1 passage', '0 pages', '1,200 pages')
    """
    return f"{many:,} {one}{'' if many == 1 else 's'}"


def money(amount: str, currency: str) -> str:
    """An amount as a person reads it.

    >>> money("25000000", "USD"), money("1200050000000", "JPY"), money("151717350000", "EUR"), money("1234.5", "EUR")
    ('USD 25 million', 'JPY 1,200.05 billion', 'EUR 151.71735 billion', 'EUR 1,234.5')
    """
    value = Decimal(amount)
    for scale, word in ((9, " billion"), (6, " million")):
        scaled = value.scaleb(-scale)
        if scaled >= 1 and scaled == scaled.quantize(Decimal("0.00001")):
            return f"{currency} {scaled.normalize():,f}{word}"
    return f"{currency} {value:,f}"


def period(value: str) -> str:
    """A period as a person reads it.

    >>> period("2007/.."), period("FY2015/FY2019"), period("P5Y"), period("P1Y6M"), period("FY2019")
    ('since 2007', 'FY2015–FY2019', '5 years', '1 year 6 months', 'FY2019')
    """
    start, _, end = value.partition("/")
    if end:
        return f"since {start}" if end == ".." else f"{start}–{end}"
    length = re.fullmatch(r"P(?:(\d+)Y)?(?:(\d+)M)?", value)
    if not length:
        return value
    return " ".join(count(int(many), one) for many, one in zip(length.groups(), ("year", "month"), strict=True) if many)


def sum_of(total: schema.Computed | fact_schema.Total) -> str:
    """What a sum comes to; that there is none, if all that matches is left out of it: no document says zero."""
    if not total.addends:
        return f"nothing in {total.currency} that can be added"
    return f"{'about ' if total.approximate else ''}{money(total.amount, total.currency)}"


def page_name(page: int | None, label: str | None) -> str:
    """What a person calls a page: its number, and what is printed on it if that is something else; empty for no page.

    >>> page_name(12, "xii"), page_name(12, None), page_name(12, "12"), page_name(None, None)
    ('page 12 (xii)', 'page 12', 'page 12', '')
    """
    if page is None:
        return ""
    return f"page {page} ({label})" if label and label != str(page) else f"page {page}"


def ocr_note(confidence: float | None) -> str:
    """That some words were recognised from a picture, and how surely, never wholly; empty if they were not.

    >>> ocr_note(0.871), ocr_note(0.998), ocr_note(None)
    ('OCR, 87%', 'OCR, 99%', '')
    """
    return "" if confidence is None else f"OCR, {min(round(100 * confidence), 99)}%"


def without_label(text: str, label: str) -> str:
    """A note's words where its label has been said already.

    >>> without_label("Note 18: hiding funds", "Note 18"), without_label("hiding funds", "Note 18")
    ('hiding funds', 'hiding funds')
    """
    return text.removeprefix(label).lstrip(":. ")


def printable(text: str) -> str:
    r"""Text of any origin on one line, safe for a terminal: what cannot be shown is written out, so nothing is hidden.

    >>> printable("a\nb\x1b[2J.txt"), printable("防衛 白書.pdf"), printable("caf\udce9")
    ('a\\nb\\x1b[2J.txt', '防衛 白書.pdf', 'caf\\udce9')
    """
    return "".join(sign if sign.isprintable() else repr(sign)[1:-1] for sign in text)
