"""What the environment says, read once at a door and handed on.

TENKYO_HOME     where state lives (default ``var``)
TENKYO_MODEL    a folder with a sentence-transformers model (default: the packaged all-MiniLM-L6-v2, int8 in ONNX)
TENKYO_EXAMINER ``none``: answers without the model that examines them (default: with it, if its packages are there)
TENKYO_LLM_URL, TENKYO_LLM_MODEL, TENKYO_LLM_KEY
                an OpenAI-compatible endpoint that may compose answers, as http://127.0.0.1:8080/v1, the name of its
                model, and its key if it wants one (default: none, and nothing is missing)
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from corpus.errors import SettingError

PREFIX = "TENKYO_"


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where a language model answers, its name there, and the key, which is never shown."""

    url: str
    model: str
    key: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Settings:
    """The home, the folder of the embedding model (None: the packaged one), and a language model's endpoint, if any.

    ``examiner`` is whether answers are to be examined.
    """

    home: Path
    model: Path | None
    endpoint: Endpoint | None = None
    examiner: bool = True


def read_settings(environment: Mapping[str, str]) -> Settings:
    """The settings in ``environment``; an empty value counts as not set.

    Raises SettingError for a ``TENKYO_*`` name that does not exist, for a model that is no folder, and for an endpoint
    that is no HTTP address or is told only in part.

    >>> read_settings({"TENKYO_HOME": "state"})
    Settings(home=PosixPath('state'), model=None, endpoint=None, examiner=True)
    """
    known = {"TENKYO_HOME", "TENKYO_MODEL", "TENKYO_EXAMINER", "TENKYO_LLM_URL", "TENKYO_LLM_MODEL", "TENKYO_LLM_KEY"}
    for name in sorted(environment):
        if name.startswith(PREFIX) and name not in known:
            raise SettingError(f"{name} is not a setting.", f"Unset it; the settings are {', '.join(sorted(known))}.")
    model = environment.get("TENKYO_MODEL")
    if model and not Path(model).is_dir():
        raise SettingError(
            f"TENKYO_MODEL names {model}, which is not a folder.", "Name the folder of a sentence-transformers model."
        )
    if environment.get("TENKYO_EXAMINER") not in (None, "", "none"):
        raise SettingError("TENKYO_EXAMINER can only be 'none'.", "Set it to 'none', or unset it.")
    return Settings(
        home=Path(environment.get("TENKYO_HOME") or "var"),
        model=Path(model) if model else None,
        endpoint=_endpoint(environment),
        examiner=environment.get("TENKYO_EXAMINER") != "none",
    )


def _endpoint(environment: Mapping[str, str]) -> Endpoint | None:
    url, model, key = (environment.get(f"TENKYO_LLM_{name}") or "" for name in ("URL", "MODEL", "KEY"))
    if not (url or model or key):
        return None
    if not (url and model):
        raise SettingError("A language model needs both TENKYO_LLM_URL and TENKYO_LLM_MODEL.", "Set both, or neither.")
    if not url.startswith(("http://", "https://")):
        raise SettingError(
            f"TENKYO_LLM_URL is '{url}', which is no HTTP address.", "Write it as http://127.0.0.1:8080/v1."
        )
    return Endpoint(url.rstrip("/"), model, key)
