"""What the environment says, read once at a door and handed on.

TENKYO_HOME     where state lives (default ``var``)
TENKYO_MODEL    a folder with a sentence-transformers model (default: the packaged all-MiniLM-L6-v2, int8 in ONNX)
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from corpus.errors import SettingError

PREFIX = "TENKYO_"


@dataclass(frozen=True, slots=True)
class Settings:
    """The home folder and the model folder; ``model`` is None for the packaged default."""

    home: Path
    model: Path | None


def read_settings(environment: Mapping[str, str]) -> Settings:
    """The settings in ``environment``; an empty value counts as not set.

    Raises SettingError for a ``TENKYO_*`` name that does not exist and for a model that is no folder.

    >>> read_settings({"TENKYO_HOME": "state"})
    Settings(home=PosixPath('state'), model=None)
    """
    known = {"TENKYO_HOME", "TENKYO_MODEL"}
    for name in sorted(environment):
        if name.startswith(PREFIX) and name not in known:
            raise SettingError(f"{name} is not a setting.", f"Unset it; the settings are {', '.join(sorted(known))}.")
    model = environment.get("TENKYO_MODEL")
    if model and not Path(model).is_dir():
        raise SettingError(
            f"TENKYO_MODEL names {model}, which is not a folder.", "Name the folder of a sentence-transformers model."
        )
    return Settings(home=Path(environment.get("TENKYO_HOME") or "var"), model=Path(model) if model else None)
