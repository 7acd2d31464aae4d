"""What a cold command loads, because loading is most of the time that a person waits for it."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

HEAVY = ["torch", "transformers", "sentence_transformers", "fastapi", "uvicorn", "scipy", "jinja2", "pypdf", "tantivy"]


@pytest.mark.parametrize("words", [["ask", "Who are the crews?", "--json"], ["search", "crews", "--json"]])
def test_asking_loads_neither_torch_nor_the_server_nor_what_reads_files(corpus_home: Path, words: list[str]) -> None:
    script = (
        "import sys\nfrom service.command import main\nmain(sys.argv[1:])\n"
        f"sys.stderr.write(' '.join(name for name in {HEAVY} if name in sys.modules))"
    )
    environment = {**os.environ, "TENKYO_HOME": str(corpus_home)}
    done = subprocess.run([sys.executable, "-c", script, *words], capture_output=True, env=environment, check=False)
    assert (done.returncode, done.stderr) == (0, b"")
    assert json.loads(done.stdout)["passages"]


def test_asking_leaves_nothing_in_the_users_folder_and_so_reports_to_nobody(corpus_home: Path, tmp_path: Path) -> None:
    script = "import sys\nfrom service.command import main\nsys.exit(main(sys.argv[1:]))"
    told = {key: value for key, value in os.environ.items() if key not in ("CI", "ORT_DISABLE_TELEMETRY")}
    environment = {**told, "TENKYO_HOME": str(corpus_home), "HOME": str(tmp_path)}
    command = [sys.executable, "-c", script, "search", "crews"]
    assert subprocess.run(command, capture_output=True, env=environment, check=False).returncode == 0
    assert list(tmp_path.rglob("*")) == []  # ONNX Runtime from 1.29 on keeps a device id and events to send here
