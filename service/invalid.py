"""A request that pydantic refuses, in words that every door can say."""

from collections.abc import Iterable, Mapping
from typing import Any


def describe_invalid(errors: Iterable[Mapping[str, Any]]) -> str:
    """What pydantic found wrong with a request, one sentence a field.

    >>> describe_invalid([{"loc": ("body", "k"), "msg": "Input should be a valid integer"}])
    "'k': Input should be a valid integer."
    """
    return " ".join(f"{_field(error['loc'])}: {error['msg']}." for error in errors)


def describe_broken(errors: Iterable[Mapping[str, Any]], sent: object) -> str:
    """Where a body ``sent`` stops being JSON; empty if none of the errors says that it is none.

    >>> error = {"type": "json_invalid", "loc": ("body", 14), "msg": "…", "ctx": {"error": "Expecting value"}}
    >>> describe_broken([error], '{"question":\\n x')
    'The body is not JSON: Expecting value at line 2, column 2 (character 14, counted from 0).'
    """
    for error in errors:
        if error["type"] == "json_invalid":
            place, text = int(error["loc"][-1]), str(sent)[: int(error["loc"][-1])]
            line, column = text.count("\n") + 1, place - (text.rfind("\n") + 1) + 1
            why = error["ctx"]["error"]
            return f"The body is not JSON: {why} at line {line}, column {column} (character {place}, counted from 0)."
    return ""


def _field(location: tuple[str | int, ...]) -> str:
    names = [name for name in location if isinstance(name, str) and name not in ("body", "path", "query")]
    return f"'{'.'.join(names)}'" if names else "The request"
