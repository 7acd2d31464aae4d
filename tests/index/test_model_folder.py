"""What a folder says of its model, and what it says wrongly."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from corpus.errors import ModelError
from index.model_folder import ModelFolder

LIMITS, PROMPTS = "sentence_bert_config.json", "config_sentence_transformers.json"


@pytest.mark.parametrize(
    ("name", "written", "read"),
    [
        ("paired.json", 5, ModelFolder.beside),
        ("paired.json", [["packaged", 0.5]], ModelFolder.most_dense),
        (LIMITS, [], ModelFolder.most_tokens),
        (LIMITS, {"max_seq_length": "many"}, ModelFolder.most_tokens),
        (LIMITS, {"max_seq_length": [512]}, ModelFolder.most_tokens),
        (LIMITS, {"max_seq_length": -1}, ModelFolder.most_tokens),
        (LIMITS, {"max_seq_length": float("inf")}, ModelFolder.most_tokens),
        (PROMPTS, {"prompts": 5}, ModelFolder.prompts),
        (PROMPTS, {"prompts": {"query": 5}}, ModelFolder.prompts),
        ("1_Pooling/config.json", "mean", ModelFolder.pooling),
    ],
)
def test_what_is_no_such_thing_is_damage_of_that_file(
    tmp_path: Path, name: str, written: object, read: Callable[[ModelFolder], object]
) -> None:
    (tmp_path / name).parent.mkdir(exist_ok=True)
    (tmp_path / name).write_text(json.dumps(written))
    with pytest.raises(ModelError, match=rf"{name} cannot be read .*Mend it\.$"):
        read(ModelFolder(tmp_path, "Mend it."))


def test_a_file_that_cannot_be_read_is_damage(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(*_: object, **__: object) -> str:
        raise OSError(5, "Input/output error")

    (tmp_path / LIMITS).write_text("{}")
    monkeypatch.setattr(Path, "read_text", failing)
    with pytest.raises(ModelError, match="Input/output error"):
        ModelFolder(tmp_path, "").read(LIMITS)


def test_a_limit_is_the_least_that_is_told(tmp_path: Path) -> None:
    (tmp_path / LIMITS).write_text(json.dumps({"max_seq_length": 512}))
    (tmp_path / "tokenizer_config.json").write_text('{"model_max_length": 1e30}')
    assert ModelFolder(tmp_path, "").most_tokens() == 512
    (tmp_path / PROMPTS).write_text(json.dumps({"prompts": {"query": "query: "}}))
    assert ModelFolder(tmp_path, "").prompts() == {"query": "query: "}
