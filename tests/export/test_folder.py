"""The folder of downloads: whole at every moment, whatever moment a run is killed at."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from factbook.export.folder import write_folder
from factbook.problems import WriteError
from this_project import ROOT

OLD = {"manifest.json": b"old", "tables/a.csv": b"old"}
NEW = {"manifest.json": b"new", "tables/a.csv": b"new", "tables/b.csv": b"new"}
# For each number on standard input, a process writes NEW to the folder, and ends at once, without tidying up, before
# its nth step on the file system; the status of each is printed.
KILLED = """
import os, sys
from pathlib import Path
from factbook.export import folder

target, exchanges = Path(sys.argv[1]), sys.argv[2] == "yes"
steps = 0

def step(event, _arguments):
    global steps
    if event.startswith(("open", "os.", "shutil.", "ctypes.")):
        steps += 1
        if steps == last:
            os._exit(9)

if not exchanges:
    folder._exchange = lambda *_: False
for line in sys.stdin:
    last = int(line)
    if not (child := os.fork()):
        sys.addaudithook(step)
        folder.write_folder({new}, target)
        os._exit(0)
    print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)
"""


def held(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@contextmanager
def killing(folder: Path, exchanges: bool) -> Iterator[Callable[[int], bool]]:
    """Whether a run over `folder` is killed before its nth step; False, and it is through, where it has fewer."""
    words = [sys.executable, "-c", KILLED.replace("{new}", repr(NEW)), str(folder), "yes" if exchanges else "no"]
    pipes: dict[str, Any] = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True, "bufsize": 1}

    def killed_at(step: int) -> bool:
        asked.write(f"{step}\n")
        status = told.readline().strip()
        assert status in ("0", "9")
        return status == "9"

    with subprocess.Popen(words, cwd=ROOT, **pipes) as runs:
        asked, told = runs.stdin, runs.stdout
        assert asked
        assert told
        yield killed_at


@pytest.mark.parametrize("exchanges", [True, False], ids=["in one step", "in two steps"])
def test_a_run_killed_at_any_step_leaves_an_export_that_the_next_run_replaces(tmp_path: Path, exchanges: bool) -> None:
    folder, step = tmp_path / "dist", 1
    write_folder(OLD, folder)
    with killing(folder, exchanges) as killed_at:
        while killed_at(step):
            if exchanges:
                assert held(folder) in (OLD, NEW)
            write_folder(OLD, folder)
            assert held(folder) == OLD
            assert [path.name for path in tmp_path.iterdir()] == ["dist"]
            step += 1
    assert step > 10
    assert held(folder) == NEW


def test_an_old_export_that_a_kill_left_aside_is_put_back_before_anything_can_fail(tmp_path: Path) -> None:
    folder = tmp_path / "dist"
    write_folder(OLD, folder)
    folder.rename(tmp_path / ".dist.999999999.old")
    with pytest.raises(WriteError):
        write_folder({"manifest.json": b"new", "manifest.json/below-a-file": b"no folder"}, folder)
    assert held(folder) == OLD


def test_a_link_to_the_folder_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    (tmp_path / "dist").symlink_to(tmp_path / "there")
    write_folder(NEW, tmp_path / "dist")
    assert (tmp_path / "dist").is_symlink()
    assert held(tmp_path / "there") == NEW


def test_a_folder_with_other_things_in_it_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "letters.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(WriteError, match="holds other things"):
        write_folder(NEW, tmp_path)
    assert held(tmp_path) == {"letters.txt": b"mine"}
