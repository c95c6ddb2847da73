"""What is written is written whole or not at all: killed builds, full disks, folders that take nothing."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from example_projects import lay_out, run, write
from factbook.compile.cache import FOLDER as KEPT
from this_project import ROOT, build, without_archive

BAY = "- id: fish-bay\n  name: Fish Bay\n  kind: city\n  checked: 2026-11-24\n"
# Builds in children of its own. Two are killed as they begin and once they have written: by what they do, not by the
# clock; each of the others a little later than the one before.
KILLER = """
import hashlib, os, signal, sys, time
from pathlib import Path
from factbook.compile.pipeline import build
from factbook.project import Project

root, moments = Path(sys.argv[1]), int(sys.argv[2])
target = root / "other.db"

def start(target, until=None):
    pid = os.fork()
    if not pid:
        if until:
            sys.addaudithook(lambda *_: until() and signal.raise_signal(signal.SIGKILL))
        build(Project(root), target)
        os._exit(0)
    return pid

def end(pid):
    os.waitpid(pid, 0)
    left = sum(path.stat().st_size > 0 for path in root.glob("factbook.db.*.tmp"))
    print(hashlib.sha256((root / "factbook.db").read_bytes()).hexdigest(), left)

def size(path):
    # It may be moved away between two looks.
    try:
        return path.stat().st_size
    except FileNotFoundError:
        return 0

def has_written():
    return size(root / f"factbook.db.{os.getpid()}.tmp")

end(start(root / "factbook.db", lambda: True))
end(start(root / "factbook.db", has_written))
begin = time.perf_counter()
os.waitpid(start(target), 0)
whole = time.perf_counter() - begin
for moment in range(moments):
    pid = start(root / "factbook.db")
    time.sleep(whole * moment / moments)
    os.kill(pid, signal.SIGKILL)
    end(pid)
"""
# Runs the command with files of a limited size, or as a user who may not do everything: then it is run once before, for
# that user may not even read Python's own files.
LIMITED = """
import contextlib, io, os, resource, shutil, sys
from factbook.cli import build, main

limit, words = int(sys.argv[1]), sys.argv[2:]
if limit:
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
elif os.getuid() == 0:
    # What will be imported must be imported while it can be read; a kept staging would need less of it.
    shutil.rmtree(words[1] + "/.cache", ignore_errors=True)
    with contextlib.redirect_stdout(io.StringIO()), contextlib.suppress(SystemExit):
        main([*words[:2], "check"])
    os.setgid(65534)
    os.setuid(65534)
main(words)
"""


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def python(code: str, *words: str) -> subprocess.CompletedProcess[str]:
    environment = {**without_archive(), "PYTHONPATH": str(ROOT)}
    return subprocess.run(
        [sys.executable, "-c", code, *words], env=environment, capture_output=True, text=True, check=False
    )


@pytest.fixture
def root() -> Iterator[Path]:
    """A compiled project in a folder that every user may enter and read, changed since."""
    before = os.umask(0o022)
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        root = lay_out(Path(name) / "project")
        assert run(root).status == 0
        write(root, "facts/places/more.yml", BAY)
        yield root
    os.umask(before)


def leftovers(root: Path) -> list[str]:
    return sorted(path.name for path in root.rglob("*") if ".tmp" in path.name)


def test_a_build_that_is_killed_at_any_moment_leaves_the_old_database_or_the_new_one_whole(root: Path) -> None:
    old = digest(root / "factbook.db")
    done = python(KILLER, str(root), "12")
    assert done.returncode == 0, done.stderr
    found = [line.split() for line in done.stdout.splitlines()]
    assert len(found) == 14
    assert {sha256 for sha256, _ in found} <= {old, digest(root / "other.db")}
    assert found[:2] == [[old, "0"], [old, "1"]], "killed as it begins, and as it has written"
    assert run(root).status == 0
    assert digest(root / "factbook.db") == digest(root / "other.db")
    assert leftovers(root) == []


def test_a_build_leaves_alone_what_another_that_still_runs_is_writing(root: Path) -> None:
    running, gone = root / f"factbook.db.{os.getppid()}.tmp", root / "factbook.db.999999999.tmp"
    for path in (running, gone):
        path.write_bytes(b"half")
    assert run(root).status == 0
    assert leftovers(root) == [running.name]


def test_who_has_the_old_database_open_goes_on_reading_it(root: Path) -> None:
    """The new one is put in its place; nothing is ever written into a file that is read."""
    before = (root / "factbook.db").read_bytes()
    with (root / "factbook.db").open("rb") as reader:
        assert run(root).status == 0
        assert reader.read() == before
    assert (root / "factbook.db").read_bytes() != before


def test_builds_at_once_all_succeed_and_give_the_same_database(root: Path) -> None:
    commands = [
        subprocess.Popen(build(root), env=without_archive(), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        for _ in range(3)
    ]
    errors = [command.communicate()[1] for command in commands]
    assert [command.returncode for command in commands] == [0] * 3, errors
    found = digest(root / "factbook.db")
    assert leftovers(root) == []
    assert run(root).status == 0
    assert digest(root / "factbook.db") == found


@pytest.mark.parametrize(("size", "place"), [(10, KEPT), (50_000, KEPT), (400_000, "factbook.db")])
def test_a_full_disk_is_told_and_the_old_database_stays(size: int, place: str, root: Path) -> None:
    """The limit on the size of a file stands for the disk: writing fails at the same place, set aside or at the end."""
    old = digest(root / "factbook.db")
    assert (root / "factbook.db").stat().st_size > 400_000
    done = python(LIMITED, str(size), "--root", str(root))
    assert done.returncode == 3, done.stdout + done.stderr
    assert done.stderr.startswith(f"error: {root / place}: cannot be written: ")
    assert "untouched" in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert digest(root / "factbook.db") == old
    assert leftovers(root) == []


def test_a_full_disk_leaves_the_lock_and_the_fact_files_as_they_were(root: Path) -> None:
    more = write(root, "facts/places/more.yml", BAY.replace("Fish Bay", '"Fish Bay"'))
    lock = digest(root / "facts/locks/harbor-herald-2024.lock")
    verified = python(LIMITED, "100", "--root", str(root), "verify", "--archive", str(root / "archive"))
    formatted = python(LIMITED, "10", "--root", str(root), "fmt")
    for done in (verified, formatted):
        assert done.returncode == 3, done.stdout + done.stderr
        assert "cannot be written" in done.stderr
    assert digest(root / "facts/locks/harbor-herald-2024.lock") == lock
    assert '"Fish Bay"' in more.read_text(encoding="utf-8")
    assert leftovers(root) == []


def test_a_folder_that_takes_nothing_is_told_and_the_old_database_stays(root: Path) -> None:
    old = digest(root / "factbook.db")
    root.chmod(0o555)
    done = python(LIMITED, "0", "--root", str(root))
    root.chmod(0o755)
    assert done.returncode == 3, done.stdout + done.stderr
    assert done.stderr.startswith(f"error: {root / 'factbook.db'}: cannot be written: ")
    assert digest(root / "factbook.db") == old


def test_a_fact_file_that_may_not_be_read_is_told_and_the_others_are_checked(root: Path) -> None:
    write(root, "facts/places/more.yml", BAY).chmod(0)
    write(root, "facts/places/other.yml", "- id: other\n")
    done = python(LIMITED, "0", "--root", str(root), "check")
    assert done.returncode == 1, done.stdout + done.stderr
    assert "facts/places/more.yml: cannot be read: permission denied [file]" in done.stdout
    assert "facts/places/other.yml:1:3: other name: 'name' is required [missing-key]" in done.stdout


def test_a_pipe_or_a_device_is_never_replaced(root: Path) -> None:
    """Root, told to write to /dev/null, would put the database in its place."""
    os.mkfifo(root / "pipe")
    assert run(root, "--output", str(root / "pipe")).status == 3
    assert (root / "pipe").is_fifo()


@pytest.mark.parametrize("output", ["facts/places/places.yml/x.db", "nowhere/x.db", "facts"])
def test_a_database_that_cannot_lie_where_it_should_is_told(output: str, root: Path) -> None:
    before = sorted(path for path in root.rglob("*") if ".cache" not in path.parts)
    done = run(root, "--output", str(root / output))
    assert done.status == 3
    assert "cannot be written" in done.output
    assert sorted(path for path in root.rglob("*") if ".cache" not in path.parts) == before
