"""What a language model says, piece by piece, from any OpenAI-compatible endpoint. The one file that knows httpx2.

Asked for is a stream of server-sent events; a whole JSON object is taken too, from a server that does not stream.
Whatever goes wrong is an EndpointError: an endpoint is never needed.
"""

import json
from collections.abc import Iterator, Sequence
from time import monotonic
from typing import Any

from corpus.errors import EndpointError
from corpus.settings import Endpoint

CONNECTS, WAITS, LASTS = 5.0, 60.0, 180.0  # seconds to connect, between two pieces, and in all
MOST_CHARACTERS = 8_000  # of what it says: an answer is a few sentences
MOST_TOKENS = 300
_MOST_FRAMED = 8 * MOST_CHARACTERS  # of a line or of a whole object, with a generous frame around what it says
REMEDY = "Check TENKYO_LLM_URL and TENKYO_LLM_MODEL, and the server there; the quotations need neither."
_DONE = "[DONE]"

Message = dict[str, str]


def said(endpoint: Endpoint, messages: Sequence[Message], waits: float = WAITS, lasts: float = LASTS) -> Iterator[str]:
    """The pieces of what the model says to ``messages``, as they come; at most MOST_CHARACTERS.

    Raises EndpointError if the endpoint cannot be reached, says nothing for ``waits`` seconds, goes on for more than
    ``lasts``, or sends what is no chat completion.
    """
    import httpx2  # .2 s that nobody should wait for who has no endpoint

    asked = {"model": endpoint.model, "messages": list(messages), "stream": True, "temperature": 0, "seed": 0}
    headers = {"authorization": f"Bearer {endpoint.key}"} if endpoint.key else {}
    ends, length = monotonic() + lasts, 0
    try:
        with (
            httpx2.Client(timeout=httpx2.Timeout(waits, connect=CONNECTS), trust_env=False) as client,
            client.stream(
                "POST", f"{endpoint.url}/chat/completions", json={**asked, "max_tokens": MOST_TOKENS}, headers=headers
            ) as response,
        ):
            if response.status_code != 200:
                raise EndpointError(f"{endpoint.url} answered with status {response.status_code}.", REMEDY)
            for piece in _pieces(response.headers.get("content-type", ""), _lines(response.iter_text())):
                length += len(piece)
                if monotonic() > ends or length > MOST_CHARACTERS:
                    raise EndpointError(f"{endpoint.url} would not come to an end.", REMEDY)
                if piece:
                    yield piece
    except (httpx2.HTTPError, httpx2.InvalidURL) as error:  # the latter is none of the former
        raise EndpointError(f"{endpoint.url} cannot be used ({type(error).__name__}).", REMEDY) from error
    except (ValueError, LookupError, TypeError, AttributeError) as error:
        raise EndpointError(f"{endpoint.url} sent what is no chat completion.", REMEDY) from error


def _lines(texts: Iterator[str]) -> Iterator[str]:
    """Lines of at most _MOST_FRAMED characters; ValueError for a longer one."""
    held = ""
    for text in texts:
        *lines, held = (held + text).split("\n")
        yield from lines
        if len(held) > _MOST_FRAMED:
            raise ValueError("a line has no end")
        yield ""  # so that the clock is looked at even while no line ends
    yield held


def _pieces(media: str, lines: Iterator[str]) -> Iterator[str]:
    if media.startswith("application/json"):
        yield from _object(lines)
        return
    finished = False
    for line in lines:
        field, _, value = line.strip().partition(":")
        if field != "data" or finished:
            yield ""
            continue
        finished = value.strip() == _DONE
        yield "" if finished else _content(json.loads(value))
    if not finished and not media.startswith("text/event-stream"):
        raise ValueError("it is no stream of events")


def _object(lines: Iterator[str]) -> Iterator[str]:
    """What a whole JSON object says, after nothing for each of its lines, so that the clock is looked at meanwhile."""
    held = ""
    for line in lines:
        held += line
        if len(held) > _MOST_FRAMED:
            raise ValueError("the object has no end")
        yield ""
    yield str(json.loads(held)["choices"][0]["message"]["content"] or "")


def _content(event: Any) -> str:
    """What one event adds; nothing if it only tells of a role or of the use of tokens."""
    choices = event["choices"]
    return str(choices[0].get("delta", {}).get("content") or "") if choices else ""
