"""``tenkyo serve``: the port, the address, and one whole conversation with a real server."""

import http.client
import json
import re
import signal
import socket
import subprocess
import time
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

import pytest

from corpus.errors import TenkyoError, UsageError
from service.command import main
from service.serving import address_of, listen

SUMMED = "How much has Japan contributed in total to the IMO Djibouti Code of Conduct Trust Fund?"


def test_a_port_in_use_exits_1_before_anything_else(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("TENKYO_HOME", str(tmp_path))  # nothing is live there, but the port comes first
    with listen("127.0.0.1", 0) as taken:
        port = taken.getsockname()[1]
        assert main(["serve", "--port", str(port)]) == 1
    told = capsys.readouterr()
    assert told.out == ""
    assert f"Port {port} of 127.0.0.1" in told.err
    assert re.search(r"make serve PORT=(\d+), or tenkyo serve --port \1\.", told.err)


def test_make_serve_takes_the_port_that_it_is_given() -> None:
    root = Path(__file__).parents[2]
    for words, port in ((["PORT=8001"], 8001), ([], 8000)):
        told = subprocess.run(["make", "--dry-run", "serve", *words], cwd=root, capture_output=True, check=True).stdout
        assert f"tenkyo serve --port {port}\n".encode() in told


def test_a_host_that_is_not_ours_is_refused() -> None:
    with pytest.raises(UsageError, match="no address"):
        listen("no such host", 0)
    with pytest.raises(TenkyoError, match=r"192\.0\.2\.1"):  # an address kept for documentation
        listen("192.0.2.1", 0)


def test_an_address_can_be_opened_also_in_version_6() -> None:
    if not socket.has_ipv6:
        pytest.skip("this machine has no IPv6")
    try:
        with listen("::1", 0) as listener:
            assert address_of(listener) == f"http://[::1]:{listener.getsockname()[1]}"
    except TenkyoError:
        pytest.skip("this machine has no IPv6 loopback")


def test_a_server_answers_as_the_command_does_and_becomes_ready(
    address: str, command: list[str], home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    body = json.dumps({"question": SUMMED}).encode()
    asked = Request(f"{address}/v1/answer", body, {"content-type": "application/json"})
    with urlopen(asked) as response:
        served = response.read()
    monkeypatch.setenv("TENKYO_HOME", str(home))
    assert subprocess.run([*command, "ask", SUMMED, "--json"], capture_output=True, check=True).stdout == served
    for _ in range(300):
        connection = http.client.HTTPConnection(urlsplit(address).netloc)
        connection.request("GET", "/health/ready")
        response = connection.getresponse()
        told = json.loads(response.read())
        connection.close()
        if response.status == 200:
            break
        time.sleep(0.1)
    assert told["status"] == "ready"


@pytest.mark.parametrize("written", ["x" * 100_000, "a" + 99_998 * "+" + "b"])  # blanks took hours
def test_a_question_far_too_long_gets_a_page_also_in_an_address(address: str, written: str) -> None:
    connection = http.client.HTTPConnection(urlsplit(address).netloc)
    connection.request("GET", f"/?q={written}", headers={"accept": "text/html"})
    response = connection.getresponse()
    page = response.read().decode()
    connection.close()
    assert response.status == 422
    assert "100,000 characters" in page


def test_a_server_that_is_stopped_at_once_stops_cleanly(command: list[str], at_home: Path) -> None:
    assert at_home.is_dir()
    pipe = subprocess.PIPE
    with subprocess.Popen([*command, "serve", "--port", "0"], stdout=pipe, stderr=pipe, text=True) as run:
        assert run.stdout
        assert "http://127.0.0.1:" in run.stdout.readline()
        run.send_signal(signal.SIGINT)
        out, err = run.communicate()
    assert (run.returncode, out, err) == (0, "Stopped.\n", "")
