"""Two processes beside one, and nginx in front of them: `python bench/replicas.py [DATABASE or N]`.

nginx runs by deploy/nginx.conf as it stands, but for its ports; a file of the same length as each page is served by the
same nginx. On a machine of two cores the clients take a good part of both: so the CPU that a request costs is told too.
"""

from __future__ import annotations

import os
import re
import shutil
import socket
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from itertools import islice
from pathlib import Path

from clients import Client, Load, load
from serve import addresses, database_of, pages_of
from servers import PROJECT, Server, inspect, ours, running

_CLIENTS, _SECONDS = 8, 3.0
_FILES = "location /same-length/ { root .; }\n\n        location / {"


def configuration(copies: list[Server], port: int) -> str:
    """deploy/nginx.conf for the copies, with a place for files beside the pages."""
    text = (PROJECT / "deploy" / "nginx.conf").read_text(encoding="utf-8")
    for written, actual in zip((8001, 8002, 8080), (*(copy.port for copy in copies), port), strict=True):
        text = re.sub(rf"(127\.0\.0\.1):{written}\b", rf"\g<1>:{actual}", text)
    return text.replace("location / {", _FILES, 1).replace("http {", "http {\n    default_type text/html;", 1)


@contextmanager
def nginx(copies: list[Server], folder: Path) -> Iterator[Server]:
    """A nginx before the copies; all that it writes is in the folder."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    program = shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin") or sys.exit("no nginx on PATH")
    (folder / "nginx.conf").write_text(configuration(copies, port), encoding="utf-8")
    (folder / "address.conf").write_text('map "" $public_host { default facts.example; }\n', encoding="utf-8")
    # Its workers would else belong to a user who may not enter a folder of this one.
    alone = "daemon off;" + (" user root;" if os.getuid() == 0 else "")
    words = [program, "-e", "stderr", "-p", str(folder), "-c", str(folder / "nginx.conf"), "-g", alone]
    with running(words, port, {}) as server:
        yield server


def beside_a_file(front: Server, name: str, path: str, folder: Path) -> str:
    """A line of the table: the page from nginx's cache, and the file of the same length."""
    client = Client(front.port)
    client.ask(path)
    answer = client.ask(path)
    client.close()
    assert b"x-cache: hit" in answer.head, answer.head
    (folder / "same-length").mkdir(exist_ok=True)
    (folder / "same-length" / "page.html").write_bytes(b"x" * answer.length)
    cached, file = (load(front.port, [each], _CLIENTS, _SECONDS) for each in (path, "/same-length/page.html"))
    rates = f"{cached.a_second:,.0f} ({cached.p50:.3g}, {cached.p99:.3g}) | {file.a_second:,.0f}"
    return f"| {name} | {answer.length:,} | {cached.a_second / file.a_second:.2f} | {rates} |"


def more_than_one(copies: list[Server], name: str, paths: list[str], once: bool) -> str:
    """A line of the table: two processes against one, by rate and by the CPU of a request."""
    one, cpu_of_one = _with_cpu(copies[:1], paths[: len(paths) // 3], once)
    two, cpu_of_two = _with_cpu(copies, paths[len(paths) // 3 :], once)
    ratios = f"{two.a_second / one.a_second:.2f} | {cpu_of_one / cpu_of_two:.2f}"
    return f"| {name} | {ratios} | {one.a_second:,.0f} | {two.a_second:,.0f} | {cpu_of_one:.2f} | {cpu_of_two:.2f} |"


def _with_cpu(copies: list[Server], paths: list[str], once: bool) -> tuple[Load, float]:
    before = sum(copy.cpu() for copy in copies)
    met = load([copy.port for copy in copies], paths if once else paths[:1], _CLIENTS, _SECONDS, once=once)
    return met, (sum(copy.cpu() for copy in copies) - before) * 1000 / met.requests


def main(database: Path) -> None:
    """Print the two tables."""
    inspect(database)
    pages = {page.name: page for page in pages_of(database)}
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        folder.chmod(0o755)
        copies = [stack.enter_context(ours(database)) for _ in range(2)]
        columns = "page | two to one | of CPU | one, a second | two, a second | CPU ms, one | CPU ms, two"
        print(f"| {columns} |\n{'|---' * 7}|")
        for name in ("a fact's page", "row as JSON"):
            page = pages[name]
            paths = list(islice(addresses(page.ours, page.fill), 3_000))
            print(more_than_one(copies, f"{name}, first", paths, once=True), flush=True)
            print(more_than_one(copies, f"{name}, again", [paths[0]] * 3, once=False), flush=True)
        front = stack.enter_context(nginx(copies, folder))
        print("\n| page | bytes | to a file | a second (p50, p99 ms) | the file, a second |\n|---|---|---|---|---|")
        for name in ("front page", "a fact's page", "table, three facets", "row as JSON"):
            page = pages[name]
            print(beside_a_file(front, name, next(addresses(page.ours, page.fill)), folder), flush=True)


if __name__ == "__main__":
    main(database_of(sys.argv[1] if len(sys.argv) > 1 else "factbook.db"))
