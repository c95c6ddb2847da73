"""A signal ends the site: told to make, it reaches the server, and what is under way has its time and no more."""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from copies import image_of
from factbook.site.server import GRACE
from this_project import ROOT, held_ports, wait_until_served, without_archive

#: Seconds in which a server that ends at all has ended, however busy the machine is.
PATIENCE = 120
CSV = (
    b"GET /factbook.csv?sql="
    + b"with+recursive+n(i)+as+(select+1+union+all+select+i%2B1+from+n+limit+100)+select+hex(zeroblob(9000))+from+n"
)


@pytest.fixture(scope="module")
def image(project: Path, database: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project with its code and its Makefile, in a folder of its own."""
    folder = image_of(project, database, tmp_path_factory.mktemp("image"))
    for name in ("facts", "lexicon.yml", "geo"):
        copy = shutil.copytree if (project / name).is_dir() else shutil.copy
        copy(project / name, folder / name)
    return Path(shutil.copy(ROOT / "Makefile", folder / "Makefile")).parent


@contextmanager
def made(image: Path, tmp_path: Path) -> Iterator[tuple[subprocess.Popen[bytes], int, Path]]:
    """`make serve`, once it answers: make's process, the port, and what it prints."""
    log = tmp_path / "make.log"
    # Without pictures, which take their time.
    words = ["make", "-C", str(image), "serve", f"PY={sys.executable}", "RUNTIME=", "DRAWING=", "DRAW="]
    environment = without_archive() | {"PYTHONPATH": str(image)}
    with (
        held_ports() as (port,),
        log.open("wb") as output,
        subprocess.Popen(
            [*words, f"PORT={port}"], stdout=output, stderr=output, env=environment, start_new_session=True
        ) as make,
    ):
        try:
            wait_until_served(make, port, log)
            yield make, port, log
        finally:
            with suppress(ProcessLookupError):
                os.killpg(make.pid, signal.SIGKILL)


def is_served(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def begin(port: int) -> tuple[socket.socket, bytes]:
    """A connection on which a long answer has begun, with what was read of it: the server cannot send it all."""
    connection = socket.socket()
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    connection.settimeout(120)
    connection.connect(("127.0.0.1", port))
    connection.sendall(CSV + b" HTTP/1.1\r\nHost: localhost\r\n\r\n")
    return connection, connection.recv(2_000)


def is_finished(connection: socket.socket, begun: bytes) -> bool:
    """Whether the rest of the answer comes, as long as its header has said."""
    answer = begun
    while piece := connection.recv(1 << 16):
        answer += piece
    head, _, body = answer.partition(b"\r\n\r\n")
    length = re.search(rb"content-length: (\d+)", head)
    return head.startswith(b"HTTP/1.1 200") and length is not None and len(body) == int(length[1]) > 1_000_000


@pytest.mark.skipif(shutil.which("make") is None, reason="there is no make")
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_to_make_ends_the_server(image: Path, tmp_path: Path, number: signal.Signals) -> None:
    with made(image, tmp_path) as (make, port, log):
        make.send_signal(number) if number == signal.SIGTERM else os.killpg(make.pid, number)
        make.wait(PATIENCE)
        assert not is_served(port)
        assert b"Traceback" not in log.read_bytes()
        assert b"Ended." in log.read_bytes()


@pytest.mark.skipif(shutil.which("make") is None, reason="there is no make")
def test_an_answer_under_way_is_finished(image: Path, tmp_path: Path) -> None:
    """In a copy that gives it all the time that a busy machine may need."""
    patient = Path(shutil.copytree(image, tmp_path / "patient"))
    server = patient / "factbook/site/server.py"
    text = server.read_text(encoding="utf-8")
    assert text.count(f"\nGRACE = {GRACE}\n") == 1
    server.write_text(text.replace(f"\nGRACE = {GRACE}\n", "\nGRACE = 10_000\n"), encoding="utf-8")
    with made(patient, tmp_path) as (make, port, _):
        connection, begun = begin(port)
        make.terminate()
        assert is_finished(connection, begun)
        make.wait(PATIENCE)
        assert not is_served(port)
        connection.close()


@pytest.mark.skipif(shutil.which("make") is None, reason="there is no make")
def test_an_answer_that_nobody_reads_is_not_waited_for(image: Path, tmp_path: Path) -> None:
    with made(image, tmp_path) as (make, port, _):
        connection, _ = begin(port)
        make.terminate()
        make.wait(PATIENCE)
        assert not is_served(port)
        connection.close()
