"""A file is written whole or not at all, brought to the disk, with the mode that it had, where a link leads."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from factbook.files import replaced_atomically, temporary_path, write_text
from factbook.problems import WriteError


def test_what_is_written_is_on_the_disk_before_it_takes_its_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The file first, then the folder's names; the system's own calls are watched, and done."""
    synced: list[tuple[str, str]] = []
    sync = os.fsync

    def watched(number: int) -> None:
        synced.append((str(Path(f"/proc/self/fd/{number}").readlink()), target.read_text(encoding="utf-8")))
        sync(number)

    target = tmp_path / "a.txt"
    target.write_text("old", encoding="utf-8")
    monkeypatch.setattr(os, "fsync", watched)
    write_text(target, "new")
    assert synced == [(str(temporary_path(target)), "old"), (str(tmp_path), "new")]


def test_the_mode_stays_and_a_link_is_followed(tmp_path: Path) -> None:
    target = tmp_path / "a.txt"
    target.write_text("old", encoding="utf-8")
    target.chmod(0o640)
    link = tmp_path / "link.txt"
    link.symlink_to(target)
    write_text(link, "new")
    assert link.is_symlink()
    assert (target.read_text(encoding="utf-8"), target.stat().st_mode & 0o777) == ("new", 0o640)


def fail_half_way(path: Path) -> None:
    path.write_text("half", encoding="utf-8")
    raise OSError("no space left")


def test_where_writing_fails_what_was_there_stays_and_nothing_is_left(tmp_path: Path) -> None:
    target = tmp_path / "a.txt"
    target.write_text("old", encoding="utf-8")
    with pytest.raises(WriteError, match="untouched"), replaced_atomically(target) as aside:
        fail_half_way(aside)
    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]
    assert target.read_text(encoding="utf-8") == "old"


def test_what_a_killed_run_left_is_removed_and_a_running_one_keeps_its_file(tmp_path: Path) -> None:
    target = tmp_path / "a.txt"
    gone, running = tmp_path / "a.txt.999999999.tmp", tmp_path / f"a.txt.{os.getppid()}.tmp"
    for path in (gone, running):
        path.write_text("half", encoding="utf-8")
    write_text(target, "new")
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted([target.name, running.name])
