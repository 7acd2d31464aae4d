"""Which money a word means that several countries call theirs so: "pesos", "Rs.", "shillings"."""

import re
from collections.abc import Mapping

from ingest.facts.grammar import any_of

_SHARED = ("pesos", "kroner", "kronor", "shillings", "rupees", "francs", "dinars", "dirhams", "rials", "riyals", "Rs.")
_RUPEES = {"Nepal": "NPR", "Pakistan": "PKR", "Sri Lanka": "LKR", "Mauritius": "MUR", "India": "INR"}
_IN_DOLLARS = re.compile(  # "All amounts are in New Zealand dollars"
    r"\b(?:[Aa]mounts|[Ff]igures|[Ss]ums|[Vv]alues)\s(?:are\s)?(?:(?:given|told|expressed|shown|stated)\s)?in\s"
    r"(?P<whole>(?:[A-Z][a-z]+\s){1,2}dollars)"
)
_COUNTRY = re.compile(rf"\b(?P<country>{any_of(', '.join(_RUPEES))})(?:n|i|ese|an)?\b")


def shared_currencies(text: str, currencies: Mapping[str, str]) -> dict[str, str]:
    """The currency of each word that a text uses alone and tells the whole of elsewhere; of rupees, the country's.

    >>> shared_currencies("5 pesos; all sums are in Chilean pesos", {"Chilean pesos": "CLP", "Mexican pesos": "MXN"})
    {'pesos': 'CLP'}
    >>> shared_currencies("Nepal spent Rs. 5 crore", {"Rs.": "INR"})
    {'Rs.': 'NPR'}
    """
    folded = text.casefold()
    dollars = _IN_DOLLARS.search(text)
    code = currencies.get(dollars["whole"]) if dollars else None
    found: dict[str, str] = {"$": code} if code else {}
    for word in _SHARED:
        if word.casefold() in folded:
            whole = {
                code for form, code in currencies.items() if form.endswith(f" {word}") and form.casefold() in folded
            }
            if len(whole) == 1:
                found[word] = whole.pop()
    if "rupees" in found or not ("rupees" in folded or "rs." in folded):
        return {**found, "Rs.": found["rupees"]} if "rupees" in found else found
    told = [one["country"] for one in _COUNTRY.finditer(text)]
    if told:
        country = max(_RUPEES, key=told.count)
        found |= {word: _RUPEES[country] for word in ("Rs.", "rupees") if word.casefold() in folded}
    return found
