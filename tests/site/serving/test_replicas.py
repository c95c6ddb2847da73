"""Two copies of the real site behind a real nginx, configured by deploy/nginx.conf: one site, whoever answers."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from time import monotonic, sleep
from typing import NamedTuple

import httpx
import pytest

from this_project import ROOT, without_archive

RECORD = "/factbook/figures/aguascalientes-japanese-investment-2024"
PAGES = [
    "/", "/about", "/search?q=jica", "/timeline", "/charts", "/dictionary", "/factbook", "/factbook/figures",
    "/factbook/figures?_facet=unit", "/factbook/timeline", "/factbook/figures.json?_size=5", "/factbook/figures.csv",
    RECORD, f"{RECORD}.json", f"{RECORD}.bib", f"{RECORD}.ris", f"{RECORD}.csljson", f"{RECORD}.wiki",
    "/feeds/all.atom", "/feeds/meetings.ics", "/sitemap.xml", "/robots.txt",
]  # fmt: skip
CODINGS = ("identity", "gzip")
PUBLIC = "https://facts.example"


class Replicas(NamedTuple):
    """Addresses of the two copies and of the nginx before them; and the copies' processes."""

    copies: list[str]
    front: str
    processes: list[subprocess.Popen[bytes]]


def free_ports(count: int) -> list[int]:
    with ExitStack() as stack:
        probes = [stack.enter_context(socket.socket()) for _ in range(count)]
        for probe in probes:
            probe.bind(("127.0.0.1", 0))
        return [probe.getsockname()[1] for probe in probes]


@contextmanager
def running(words: list[str], log: Path, **environment: str) -> Iterator[subprocess.Popen[bytes]]:
    """A process that is ended, by force after ten seconds, with what it says in `log`."""
    with log.open("wb") as output:
        process = subprocess.Popen(words, stdout=output, stderr=output, env=without_archive() | environment)
    try:
        yield process
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait(10)


def wait_until_answered(process: subprocess.Popen[bytes], url: str, log: Path) -> None:
    deadline = monotonic() + 30
    while monotonic() < deadline:
        assert process.poll() is None, f"ended: {log.read_text(encoding='utf-8')}"
        with suppress(httpx.TransportError):
            httpx.get(f"{url}/-/versions.json", timeout=5)
            return
        sleep(0.1)
    pytest.fail(f"{url} does not answer after half a minute: {log.read_text(encoding='utf-8')}")


#: Debian keeps it where only root's PATH leads; `.ci/system install` unpacks one without starting it.
NGINX_FOLDERS = f"/usr/sbin:/usr/local/sbin:{ROOT / '.cache/nginx/usr/sbin'}"


def nginx_program() -> str:
    program = shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:{NGINX_FOLDERS}")
    return program or pytest.skip("there is no nginx: `.ci/system install` unpacks one into .cache/nginx")


def configuration(ports: list[int]) -> str:
    """deploy/nginx.conf as it stands, but for its three ports."""
    text = (ROOT / "deploy/nginx.conf").read_text(encoding="utf-8")
    for written, port in zip((8001, 8002, 8080), ports, strict=True):
        address = re.compile(rf"^(\s*(?:server|listen) 127\.0\.0\.1):{written}\b", re.M)
        text, changed = address.subn(rf"\g<1>:{port}", text)
        assert changed == 1, f"deploy/nginx.conf names port {written} once"
    return text


def image_of(project: Path, database: Path, folder: Path) -> Path:
    """A folder, code and all, that serves its own database, as the Dockerfile has it."""
    shutil.copytree(ROOT / "factbook", folder / "factbook", ignore=shutil.ignore_patterns("__pycache__"))
    for path in (ROOT / "build.py", *(project / name for name in ("pyproject.toml", "metadata.yml", "schema.sql"))):
        shutil.copy(path, folder / path.name)
    shutil.copy(database, folder / "factbook.db")
    return folder


@pytest.fixture(scope="module")
def replicas(project: Path, database: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Replicas]:
    program, ports = nginx_program(), free_ports(3)
    urls = [f"http://127.0.0.1:{port}" for port in ports]
    prefix, image = tmp_path_factory.mktemp("nginx"), image_of(project, database, tmp_path_factory.mktemp("image"))
    (prefix / "nginx.conf").write_text(configuration(ports), encoding="utf-8")
    # Its workers would else belong to a user who may not enter a folder of tests.
    alone = "daemon off;" + (" user root;" if os.getuid() == 0 else "")
    nginx = [program, "-e", "stderr", "-p", str(prefix), "-c", str(prefix / "nginx.conf"), "-g", alone]
    with ExitStack() as stack:
        processes = []
        for port, url in zip(ports[:2], urls[:2], strict=True):
            folder = shutil.copytree(image, tmp_path_factory.mktemp("replica") / "site")
            serve = [sys.executable, str(folder / "build.py"), "serve", "--port", str(port)]
            serve += ["--database", str(folder / "factbook.db")]
            log = folder / "serve.log"
            process = stack.enter_context(running(serve, log, PYTHONPATH=str(folder), FACTBOOK_URL=PUBLIC))
            wait_until_answered(process, url, log)
            processes.append(process)
        front = stack.enter_context(running(nginx, prefix / "nginx.log"))
        wait_until_answered(front, urls[2], prefix / "nginx.log")
        yield Replicas(urls[:2], urls[2], processes)


def ask(url: str, coding: str = "identity", **headers: str) -> httpx.Response:
    return httpx.get(url, headers={"Accept-Encoding": coding} | headers, timeout=30)


def cached(answer: httpx.Response) -> str:
    return str(answer.headers.get("x-cache", ""))


@pytest.mark.parametrize("coding", CODINGS)
@pytest.mark.parametrize("path", PAGES)
def test_both_copies_and_nginx_answer_the_same_bytes_and_the_same_validator(
    replicas: Replicas, path: str, coding: str
) -> None:
    made = [ask(url + path, coding) for url in (*replicas.copies, replicas.front, replicas.front)]
    assert [answer.status_code for answer in made] == [200] * 4, made[0].text[:500]
    assert len({answer.content for answer in made}) == 1
    assert made[0].headers["etag"]
    for name in ("etag", "cache-control", "content-type", "content-encoding", "vary"):
        assert len({answer.headers.get(name) for answer in made}) == 1, name
    assert cached(made[3]) == "HIT"


@pytest.mark.parametrize("path", PAGES)
def test_a_reader_who_has_the_page_from_either_copy_is_answered_304_through_nginx(
    replicas: Replicas, path: str
) -> None:
    for url in replicas.copies:
        tag = ask(url + path).headers["etag"]
        again = ask(replicas.front + path, **{"If-None-Match": tag})
        assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)


def test_an_error_is_the_same_and_kept_by_nobody(replicas: Replicas) -> None:
    answers = [ask(url + "/no-such-page") for url in (*replicas.copies, replicas.front, replicas.front)]
    assert {(answer.status_code, answer.content) for answer in answers} == {(404, answers[0].content)}
    assert cached(answers[3]) != "HIT"


def test_links_begin_with_the_public_address_whatever_host_is_asked(replicas: Replicas) -> None:
    answers = [ask(url + RECORD + ".bib", Host="elsewhere.example") for url in (*replicas.copies, replicas.front)]
    assert all(PUBLIC + RECORD in answer.text and "elsewhere" not in answer.text for answer in answers)


def test_without_one_copy_the_site_still_answers(replicas: Replicas) -> None:
    """The last test of this file: it ends the first copy. The addresses are new ones, so that no cache knows them."""
    before = ask(replicas.copies[0] + RECORD + "?after=0").content
    replicas.processes[0].kill()
    replicas.processes[0].wait(10)
    with pytest.raises(httpx.TransportError):
        ask(replicas.copies[0] + "/")
    answers = [ask(f"{replicas.front}{RECORD}?after={number}") for number in range(10)]
    assert [answer.status_code for answer in answers] == [200] * 10
    assert {cached(answer) for answer in answers} == {"MISS"}
    assert answers[0].content == before
