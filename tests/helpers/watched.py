"""A site that is watched by the real command, for tests that change its files and leave them as they were."""

from __future__ import annotations

import json
import re
import shutil
import signal
import subprocess
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from example_projects import lay_out, write, write_metadata
from this_project import PROJECT, ROOT, build, end_with_us, without_archive

#: Seconds: a first build takes six of a core that it has alone.
PATIENCE = 300


class Watching:
    """A site that is watched, by the real command: its folder, its address, and what it has printed."""

    def __init__(self, root: Path, process: subprocess.Popen[str]) -> None:
        self.root, self.process = root, process
        self._lines: list[str] = []
        self._heard = 0
        self._listening = threading.Thread(target=self._listen, daemon=True)
        self._listening.start()
        self.wait(lambda: "(Ctrl-C ends it)" in self.printed())
        self.address = re.findall(r"http://[\d.:]+", self.printed())[0]

    def _listen(self) -> None:
        assert self.process.stdout
        self._lines.extend(self.process.stdout)

    def hear_out(self) -> None:
        """Wait until all is heard that was printed; the process has ended."""
        self._listening.join()

    def printed(self) -> str:
        """What was printed since the test began."""
        return "".join(self._lines[self._heard :])

    def settle(self) -> None:
        """Wait until all requests are answered by the last build, whichever that is by then."""
        status, answers = dict[str, Any](), list[tuple[int, str]]()

        def is_last() -> bool:
            status.update(self.status())
            answers[:] = [self.get("/") for _ in range(5)]
            return all(f'data-build="{status["build"]}"' in page for _, page in answers)

        self.wait(is_last, lambda: f"{status} {[(code, page[-200:]) for code, page in answers]}")

    def begin(self) -> None:
        """A page may know of the last build before the terminal does; what is printed from then on is the test's."""
        self.wait(lambda: len(re.findall(r"^[\d:]{8} ", "".join(self._lines), re.M)) >= self.status()["number"])
        self.settle()
        self._heard = len(self._lines)

    def wait(self, until: Callable[[], bool], found: Callable[[], str] = str) -> None:
        end = time.monotonic() + PATIENCE
        while not until():
            assert time.monotonic() < end, f"{self.printed()}{found()}"
            assert self.process.poll() is None, self.printed()
            time.sleep(0.02)

    def wait_for(self, printed: str) -> None:
        self.wait(lambda: printed in self.printed())

    def get(self, path: str, **headers: str) -> tuple[int, str]:
        request = urllib.request.Request(self.address + path, headers=headers)
        try:
            with urllib.request.urlopen(request, timeout=PATIENCE) as response:
                return response.status, response.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, error.read().decode()

    def has_built(self, files: set[Path]) -> bool:
        """Whether the site is built with the changes of all these files: each is told of, the last build good."""
        told = re.findall(r"^[\d:]{8} (.+?): (built and served in )?", self.printed(), re.M)
        named = {self.root / name for names, _ in told for name in names.split(", ")}
        return files <= named and (not told or bool(told[-1][1]))

    def status(self) -> dict[str, Any]:
        """The first of the events to which an open page listens; one that is cut off by a new build asks again."""
        line = b""
        while not line:
            with urllib.request.urlopen(f"{self.address}/-/watch.events", timeout=PATIENCE) as events:
                line = next((line for line in events if line.startswith(b"data: ")), b"")
        found: dict[str, Any] = json.loads(line.removeprefix(b"data: "))
        return found


@contextmanager
def watching(root: Path) -> Iterator[Watching]:
    command = build(root, "serve", "--watch", "--port", "0", "--archive", str(root / "archive"))
    environment = {**without_archive(), "PYTHONUNBUFFERED": "1"}
    pipes: dict[str, Any] = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT, "text": True}
    with subprocess.Popen(command, env=environment, preexec_fn=end_with_us, **pipes) as process:
        site = None
        try:
            site = Watching(root, process)
            yield site
        finally:
            process.send_signal(signal.SIGINT)
            try:
                process.wait(PATIENCE)
            except subprocess.TimeoutExpired:
                process.kill()
                raise
            if site:
                site.hear_out()


def site_of_examples(root: Path) -> Path:
    """The complete example with this project's site, but not the words by which this project's facts are searched."""
    lay_out(root)
    for name in (name for name in PROJECT if name != "vocabulary.yml"):
        if (ROOT / name).is_dir() and name != "facts":
            shutil.copytree(ROOT / name, root / name, ignore=shutil.ignore_patterns("__pycache__"))
        elif (ROOT / name).is_file():
            shutil.copy(ROOT / name, root / name)
    write_metadata(root)
    return root


def save(root: Path, path: str, text: str) -> Path:
    """Write a file below `root` in one step, as editors do; returns its path. Who watches never sees a part of it."""
    target = root / path
    aside = target.with_name(f".{target.name}.aside")
    if target.parent.exists():
        aside.write_text(text, encoding="utf-8")
        aside.replace(target)
    else:
        folder = target.parent.with_name(f".{target.parent.name}.aside")
        write(folder, target.name, text)
        folder.rename(target.parent)
    return target


def sources(root: Path) -> dict[Path, bytes]:
    found = (path for name in ("facts", "templates", "*.sql", "*.yml", "*.json") for path in root.glob(name))
    files = (file for path in found for file in ([path] if path.is_file() else path.rglob("*")))
    return {file: file.read_bytes() for file in files if file.is_file()}
