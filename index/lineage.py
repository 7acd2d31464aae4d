"""Which document replaces which, by what each says that it supersedes."""

from collections.abc import Iterable

from corpus.store import Lineage


def replaced(lineage: Iterable[Lineage]) -> dict[str, str]:
    """By the id of each document that another supersedes: the id of that other, the last of ``lineage`` if several do.

    >>> replaced([Lineage("plan-2018", None, ("plan-2013",)), Lineage("plan-2013", None, ())])
    {'plan-2013': 'plan-2018'}
    """
    return {old: newer.document_id for newer in lineage for old in newer.supersedes}
