"""Copies of the site as they are run for others: folders that serve themselves, and the shipped nginx before them."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from this_project import ROOT, end_with_us, wait_until_served, without_archive

PUBLIC = "https://facts.example"
#: What deploy/nginx.conf includes, and does not start without.
ADDRESS = 'map "" $public_host { default facts.example; }\n'


@contextmanager
def running(words: list[str], log: Path, **environment: str) -> Iterator[subprocess.Popen[bytes]]:
    """A process that is ended, by force after ten seconds, with what it says in `log`."""
    with log.open("wb") as output:
        process = subprocess.Popen(
            words, stdout=output, stderr=output, env=without_archive() | environment, preexec_fn=end_with_us
        )
    try:
        yield process
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


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


@contextmanager
def serving(folder: Path, port: int) -> Iterator[subprocess.Popen[bytes]]:
    """The copy in a folder, by its own code, once it answers."""
    serve = [sys.executable, str(folder / "build.py"), "serve", "--port", str(port)]
    serve += ["--database", str(folder / "factbook.db")]
    log = folder / "serve.log"
    with running(serve, log, PYTHONPATH=str(folder), FACTBOOK_URL=PUBLIC) as process:
        wait_until_served(process, port, log)
        yield process


def nginx_command(prefix: Path) -> list[str]:
    """nginx by the configuration in the folder; all that it writes is there too."""
    # Its workers would else belong to a user who may not enter a folder of tests.
    alone = "daemon off;" + (" user root;" if os.getuid() == 0 else "")
    return [nginx_program(), "-e", "stderr", "-p", str(prefix), "-c", str(prefix / "nginx.conf"), "-g", alone]


@contextmanager
def front(prefix: Path, ports: list[int]) -> Iterator[subprocess.Popen[bytes]]:
    """The shipped nginx before copies on the first two ports, itself on the third, once it answers."""
    (prefix / "nginx.conf").write_text(configuration(ports), encoding="utf-8")
    (prefix / "address.conf").write_text(ADDRESS, encoding="utf-8")
    with running(nginx_command(prefix), prefix / "nginx.log") as process:
        wait_until_served(process, ports[2], prefix / "nginx.log")
        yield process
