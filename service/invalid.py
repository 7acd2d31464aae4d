"""A request that pydantic refuses, in words that every door can say."""

from collections.abc import Iterable, Mapping
from typing import Any


def describe_invalid(errors: Iterable[Mapping[str, Any]]) -> str:
    """What pydantic found wrong with a request, one sentence a field.

    >>> describe_invalid([{"loc": ("body", "k"), "msg": "Input should be a valid integer"}])
    "'k': Input should be a valid integer."
    """
    return " ".join(f"{_field(error['loc'])}: {error['msg']}." for error in errors)


def _field(location: tuple[str | int, ...]) -> str:
    names = [name for name in location if isinstance(name, str) and name not in ("body", "path", "query")]
    return f"'{'.'.join(names)}'" if names else "The request"
