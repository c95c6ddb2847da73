"""The folder of downloads: whole at every moment, whatever moment a run is killed at."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from factbook.export.folder import write_folder
from factbook.problems import WriteError
from this_project import ROOT

OLD = {"manifest.json": b"old", "tables/a.csv": b"old"}
NEW = {"manifest.json": b"new", "tables/a.csv": b"new", "tables/b.csv": b"new"}
# Writes NEW to the folder, and ends at once, without tidying up, before its nth step on the file system.
KILLED = """
import os, sys
from pathlib import Path
from factbook.export import folder

target, last, exchanges = Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3] == "yes"
steps = 0

def step(event, _arguments):
    global steps
    if event.startswith(("open", "os.", "shutil.", "ctypes.")):
        steps += 1
        if steps == last:
            os._exit(9)

if not exchanges:
    folder._exchange = lambda *_: False
sys.addaudithook(step)
folder.write_folder({new}, target)
"""


def held(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def killed_at(step: int, folder: Path, exchanges: bool) -> bool:
    """Whether a run over `folder` was killed before its nth step; False, and it is through, where it has fewer."""
    words = [sys.executable, "-c", KILLED.replace("{new}", repr(NEW)), str(folder), str(step)]
    done = subprocess.run([*words, "yes" if exchanges else "no"], cwd=ROOT, capture_output=True, check=False)
    assert done.returncode in (0, 9), done.stderr.decode()
    return done.returncode == 9


@pytest.mark.parametrize("exchanges", [True, False], ids=["in one step", "in two steps"])
def test_a_run_killed_at_any_step_leaves_an_export_that_the_next_run_replaces(tmp_path: Path, exchanges: bool) -> None:
    folder, step = tmp_path / "dist", 0
    while True:
        write_folder(OLD, folder)
        step += 1
        if not killed_at(step, folder, exchanges):
            break
        if exchanges:
            assert held(folder) in (OLD, NEW)
        write_folder(OLD, folder)
        assert held(folder) == OLD
        assert [path.name for path in tmp_path.iterdir()] == ["dist"]
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
