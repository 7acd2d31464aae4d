"""Which money a word means that several countries call theirs so: "pesos", "Rs.", "shillings"."""

import re
from collections.abc import Mapping, Sequence
from itertools import takewhile

from corpus.gazetteer import Gazetteer
from corpus.records import Document
from ingest.facts.grammar import any_of

_SHARED = ("pesos", "kroner", "kronor", "shillings", "rupees", "francs", "dinars", "dirhams", "rials", "riyals", "Rs.")
_RUPEES = {"Nepal": "NPR", "Pakistan": "PKR", "Sri Lanka": "LKR", "Mauritius": "MUR", "India": "INR"}
_STATED = re.compile(  # "All amounts are in New Zealand dollars"
    r"\b(?:[Aa]mounts|[Ff]igures|[Ss]ums|[Vv]alues)\s(?:are\s)?(?:(?:given|told|expressed|shown|stated)\s)?in\s"
    r"(?P<whole>(?:[A-Z][a-z]+\s){1,2}(?P<money>dollars|rupees))"
)
_COUNTRY = re.compile(rf"\b(?P<country>{any_of(', '.join(_RUPEES))})(?:n|i|ese|an)?\b(?!\sOcean)")
_FIRST_LINES = 5
_LONGEST_LINE = 120  # characters; what is longer is prose, which speaks of others


def currencies_of(document: Document, gazetteer: Gazetteer) -> dict[str, str]:
    """The currency of every sign and word of money, as a document means it."""
    lines = [line for line in document.text[:2000].split("\n") if line.strip()][:_FIRST_LINES]
    plain = takewhile(lambda line: len(line) <= _LONGEST_LINE and not line.endswith("."), lines)
    heads = f"{document.title}\n{document.publisher or ''}", "\n".join(plain)
    return {**gazetteer.currencies, **shared_currencies(document.text, gazetteer.currencies, heads)}


def shared_currencies(text: str, currencies: Mapping[str, str], heads: Sequence[str] = ()) -> dict[str, str]:
    """The currency of each word that a text uses alone and tells the whole of elsewhere; of rupees, the country's.

    ``heads`` are what tells whose text it is: its title and publisher, its first lines. The first that names one
    country with rupees, and no other, counts before whatever rupees the text tells of others.

    >>> shared_currencies("5 pesos; all sums are in Chilean pesos", {"Chilean pesos": "CLP", "Mexican pesos": "MXN"})
    {'pesos': 'CLP'}
    >>> shared_currencies("Nepal spent Rs. 5 crore", {"Rs.": "INR"})
    {'Rs.': 'NPR'}
    >>> shared_currencies("India, with Indian help, gave Rs. 5 crore", {"Rs.": "INR"}, ["Coast Guard of Sri Lanka"])
    {'Rs.': 'LKR'}
    """
    folded = text.casefold()
    dollars, stated_rupees = (_stated(text, currencies, money) for money in ("dollars", "rupees"))
    found: dict[str, str] = {"$": dollars} if dollars else {}
    for word in _SHARED:
        if word.casefold() in folded:
            whole = {
                code for form, code in currencies.items() if form.endswith(f" {word}") and form.casefold() in folded
            }
            if len(whole) == 1:
                found[word] = whole.pop()
    rupees = stated_rupees or _named_first(heads) or found.get("rupees") or _named_most(text)
    return found | {word: rupees for word in ("Rs.", "rupees") if rupees and word.casefold() in folded}


def _stated(text: str, currencies: Mapping[str, str], money: str) -> str | None:
    """The currency that a text says all its sums of ``money`` are in."""
    wholes = (one["whole"] for one in _STATED.finditer(text) if one["money"] == money)
    return currencies.get(next(wholes, ""))


def _named_first(heads: Sequence[str]) -> str | None:
    """The rupees of the only country with rupees that a head of the text names, the first that names one alone."""
    named = ({one["country"] for one in _COUNTRY.finditer(head)} for head in heads)
    return next((_RUPEES[one] for told in named if len(told) == 1 for one in told), None)


def _named_most(text: str) -> str | None:
    """The rupees of the country that a text names most often."""
    told = [one["country"] for one in _COUNTRY.finditer(text)]
    return _RUPEES[max(_RUPEES, key=told.count)] if told else None
