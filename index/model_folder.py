"""What a sentence-transformers folder says of its model, without loading it: limits, prompts, pooling, weights."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tokenizers import Tokenizer

from corpus.errors import ModelError

NEEDED = ("modules.json", "tokenizer.json")
PAIRED = "paired.json"
PACKAGED, WITHIN, DENSE = "packaged", "within", "dense"  # what it holds: a share, one by folder's name, a share
SAID = {".json", ".txt", ".model"}  # what decides a vector beside the weights; not a folder's README
WEIGHTS = {".safetensors", ".bin"}
RUNNABLE = ("Transformer", "Pooling", "Normalize")  # what can be done of a model's modules without torch
POOLINGS = ("mean", "cls", "max")


@dataclass(frozen=True, slots=True)
class ModelFolder:
    """One folder. ``mend`` says what to do where it is damaged; whatever is read may raise ModelError for that."""

    path: Path
    mend: str

    def check(self) -> None:
        """Raise ModelError if the folder lacks what every model has."""
        missing = [name for name in NEEDED if not (self.path / name).is_file()]
        if missing:
            raise ModelError(
                f"{self.path} is not a sentence-transformers model: it lacks {' and '.join(missing)}.", self.mend
            )

    def most_tokens(self) -> int:
        """The longest text that the model sees whole, in tokens, special ones included."""
        told = (
            self._limit("sentence_bert_config.json", "max_seq_length"),
            self._limit("tokenizer_config.json", "model_max_length"),
        )
        limits = [limit for limit in told if limit]
        if not limits:
            raise ModelError(
                f"{self.path} does not say how many tokens the model takes.",
                "Add max_seq_length to its sentence_bert_config.json.",
            )
        return min(limits)

    def prompts(self) -> dict[str, str]:
        """What goes before a text, by what the text is: ``query``, ``passage`` or ``document``."""
        name = "config_sentence_transformers.json"
        told = self.read(name).get("prompts") or {}
        if not isinstance(told, dict) or not all(isinstance(prompt, str | None) for prompt in told.values()):
            raise self.damaged(name, ValueError(f"{told} are no prompts"))
        return {use: prompt or "" for use, prompt in told.items()}

    def beside(self) -> tuple[tuple[Path | None, float], ...]:
        """The models whose vectors are to stand beside this one's, and what each counts for; together less than 1.

        A model is a folder within this one; None, and first, is the packaged one. Empty if nothing is said.
        """
        told = self.read(PAIRED)
        within = told.get(WITHIN, {})
        if not isinstance(within, dict):
            raise self.damaged(PAIRED, ValueError(f"{within} does not give folders their shares"))
        named: dict[Path | None, object] = {None: told.get(PACKAGED, 0)}
        named |= {self.path / name: share for name, share in within.items()}
        shares = tuple((folder, share) for folder, each in named.items() if (share := self._share(each)))
        if sum(share for _, share in shares) >= 1:
            raise self.damaged(PAIRED, ValueError("its shares leave nothing for its own model"))
        return shares

    def most_dense(self) -> float:
        """What the dense leg may count for beside the lexical one, from 0 to 1; 0 if nothing is said."""
        return self._share(self.read(PAIRED).get(DENSE, 0))

    def tokenizer(self) -> Tokenizer:
        """The tokenizer, which cuts nothing off and adds nothing but special tokens."""
        try:
            tokenizer = Tokenizer.from_file(str(self.path / "tokenizer.json"))
        except Exception as error:  # the library raises nothing narrower
            raise self.damaged("tokenizer.json", error) from error
        tokenizer.no_truncation()
        tokenizer.no_padding()
        return tokenizer

    def pooling(self) -> str:
        """How one vector is made of the tokens': one of POOLINGS, or another word."""
        told = self.read("1_Pooling/config.json")
        on = [name for name, value in told.items() if name.startswith("pooling_mode_") and value]
        named = str(told.get("pooling_mode") or " and ".join(on))
        return named.removeprefix("pooling_mode_").removesuffix("_tokens").removesuffix("_token")

    def onnx(self) -> Path | None:
        """The weights in ONNX: ``onnx/model.onnx``, else the shortest and first of ``onnx/model*.onnx``.

        None if there are none, or if the folder does with a text what takes torch.
        """
        files = sorted((self.path / "onnx").glob("model*.onnx"), key=lambda path: (len(path.name), path.name))
        return files[0] if files and self._runs_without_torch() else None

    def files(self, onnx: Path | None) -> Iterator[tuple[str, Path]]:
        """What decides a vector, by name: what the folder says, and the weights, which are ``onnx`` if it is given."""
        suffixes = SAID if onnx else SAID | WEIGHTS
        for path in sorted(self.path.rglob("*")):
            if path.suffix in suffixes and path.is_file():
                yield path.relative_to(self.path).as_posix(), path
        if onnx:  # large weights lie beside the model in files that bear its name and a suffix
            yield from ((path.name, path) for path in sorted(onnx.parent.glob(f"{onnx.name}*")))

    def read(self, name: str) -> dict[str, Any]:
        """What the JSON file ``name`` says; nothing if there is none."""
        path = self.path / name
        if not path.is_file():
            return {}
        try:
            told = json.loads(path.read_text(encoding="utf-8"))
        except (OSError, ValueError) as error:
            raise self.damaged(name, error) from error
        if not isinstance(told, dict):
            raise self.damaged(name, ValueError(f"{told} names nothing"))
        return told

    def damaged(self, what: str, error: Exception) -> ModelError:
        """The error to raise where ``what`` could not be read."""
        return ModelError(f"{self.path}: {what} cannot be read ({error}).", self.mend)

    def _limit(self, name: str, key: str) -> int:
        """The tokens that ``name`` limits a text to, 0 if to none."""
        told = self.read(name).get(key) or 0
        try:
            limit = int(told)
        except (ValueError, TypeError, OverflowError) as error:
            raise self.damaged(name, error) from error
        if limit < 0:
            raise self.damaged(name, ValueError(f"{limit} is no number of tokens"))
        return limit

    def _share(self, told: object) -> float:
        if not isinstance(told, int | float) or not 0 <= told < 1:
            raise self.damaged(PAIRED, ValueError(f"{told} is no share from 0 to 1"))
        return float(told)

    def _runs_without_torch(self) -> bool:
        try:
            modules = json.loads((self.path / "modules.json").read_text(encoding="utf-8"))
            kinds = {str(module["type"]).rsplit(".", 1)[-1] for module in modules}
        except (OSError, ValueError, LookupError, TypeError) as error:
            raise self.damaged("modules.json", error) from error
        prompt_counts = self.read("1_Pooling/config.json").get("include_prompt", True)
        return kinds <= set(RUNNABLE) and self.pooling() in POOLINGS and bool(prompt_counts)
