"""What `make serve` and `make test` say before they do anything."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from this_project import ROOT

TOOLS = ("sh", "env", "grep", "dirname", "id", "sed")


def need(what: str, path: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """`.ci/system need` on a machine that has only these programs and those in `path`."""
    here = path / "clone"
    shutil.copytree(ROOT / ".ci", here / ".ci")
    for tool in TOOLS:
        program = shutil.which(tool)
        assert program
        (path / tool).symlink_to(program)
    words = [str(path / "sh"), str(here / ".ci/system"), "need", what]
    only = {"PATH": str(path), "HOME": str(path), **environment}
    return subprocess.run(words, env=only, capture_output=True, text=True, check=False)


def program(folder: Path, name: str, text: str) -> None:
    (folder / name).write_text(f"#!/bin/sh\n{text}\n", encoding="utf-8")
    (folder / name).chmod(0o755)


def test_all_that_is_missing_is_said_at_once_with_one_command_and_nothing_is_installed(tmp_path: Path) -> None:
    program(tmp_path, "dpkg-query", "exit 1")
    program(tmp_path, "apt-get", f"touch {tmp_path}/was-called")
    program(tmp_path, "python3", 'case "$2" in *ensurepip*) exit 1 ;; *-venv*) echo python3.11-venv ;; esac')
    done = need("test", tmp_path)
    assert done.returncode == 1
    sudo = "" if os.getuid() == 0 else "sudo "
    command = f"{sudo}apt-get install --no-install-recommends python3.11-venv libatomic1"
    assert f"This installs it: {command}" in done.stderr
    for lack in ("venv, with which python3", "libatomic", "a browser for the tests"):
        assert done.stderr.count(f"  {lack}") == 1
    assert "Nothing has been installed or downloaded yet." in done.stderr
    assert not (tmp_path / "was-called").exists()


def test_serving_needs_no_browser(tmp_path: Path) -> None:
    program(tmp_path, "python3", "exit 0")
    assert need("serve", tmp_path).returncode == 0


def test_a_browser_that_was_named_and_does_not_start_is_said(tmp_path: Path) -> None:
    program(tmp_path, "python3", "exit 0")
    done = need("test", tmp_path, CHROMIUM="nothing")
    assert (done.returncode, done.stderr.splitlines()[0][:30]) == (1, "CHROMIUM=nothing does not star")


@pytest.mark.parametrize("words", [[], ["install", "everything"], ["need"], ["need", "all"]])
def test_other_words_are_refused(words: list[str]) -> None:
    done = subprocess.run(["sh", str(ROOT / ".ci/system"), *words], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (1, "usage: .ci/system python | need serve | need test | install\n")
