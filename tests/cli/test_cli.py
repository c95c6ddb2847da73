"""The command as a person runs it: what it prints, on which stream, and its status."""

from __future__ import annotations

import os
import pty
import re
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest

from commands import run_command
from example_projects import EXAMPLES, lay_out, run, write
from this_project import ROOT, build, without_archive

MESSAGE = re.compile(r"^facts/[\w/.-]+:\d+:\d+: [\w-]+ \w+: .+ \[[a-z-]+\]$")


def command(root: Path, *words: str, **more: str) -> subprocess.CompletedProcess[str]:
    """The real command in a process of its own."""
    return run_command(build(root, *words), env={**without_archive(), **more})


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return lay_out(tmp_path / "project")


@pytest.fixture
def bad(tmp_path: Path) -> Path:
    return lay_out(tmp_path / "bad", EXAMPLES / "bad/choice")


# ── statuses ──


def test_good_facts_give_a_summary_and_status_0(root: Path) -> None:
    done = command(root)
    assert (done.returncode, done.stderr) == (0, "")
    *counts, summary = done.stdout.splitlines()
    assert "      26  citations" in counts
    assert re.fullmatch(
        r"factbook\.db \d+\.\d+\.\d+: 20 records, 26 citations of 2 articles, \d+\.\d\d s; content [0-9a-f]{12}",
        summary,
    )
    assert (root / "factbook.db").is_file()


def test_bad_facts_give_every_problem_on_standard_output_and_status_1(bad: Path) -> None:
    done = command(bad)
    assert (done.returncode, done.stderr) == (1, "")
    first, hint, *_, count = done.stdout.splitlines()
    assert MESSAGE.match(first)
    assert hint == "    did you mean 'more than'?"
    assert count == "3 problems"
    assert not (bad / "factbook.db").exists()


@pytest.mark.parametrize(
    "words",
    [
        ["nothing"],
        ["--nothing"],
        ["check", "--nothing"],
        ["verify"],
        ["verify", "--archive", "nowhere"],
        ["check", "--archive", "nowhere"],
        ["--archive", "nowhere"],
        ["check", "extra"],
    ],
    ids=" ".join,
)
def test_wrong_usage_gives_one_message_on_standard_error_and_status_2(words: list[str], root: Path) -> None:
    done = command(root, *words)
    assert (done.returncode, done.stdout) == (2, "")
    assert "rror: " in done.stderr
    assert "Traceback" not in done.stderr
    assert not (root / "factbook.db").exists()


def test_an_option_before_a_command_that_would_not_see_it_is_wrong_usage(root: Path) -> None:
    """Else the archive would be left out, and the lock would be all that the quotes are held against."""
    archive = str(root / "archive")
    assert run(root, "--archive", archive, "check").status == 2
    assert run(root, "--output", "x.db", "check").status == 2
    assert run(root, "check", "--archive", archive).status == 0


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("schema.sql", None, "schema.sql is missing: no factbook is in this folder"),
        ("pyproject.toml", "[project]\n", "pyproject.toml: no project version"),
        ("pyproject.toml", "[project\n", "pyproject.toml: no project version"),
        ("pyproject.toml", None, "pyproject.toml: no project version"),
        ("facts/locks/harbor-herald-2024.lock", "nonsense\n", "harbor-herald-2024.lock:1: not a line"),
        ("facts/ids.lock", "nonsense\n", "ids.lock:1: not an id"),
        ("archive/norland-post-2025.txt", b"\xff", "norland-post-2025.txt: cannot be read"),
    ],
)
def test_a_broken_project_is_told_in_one_line_and_gives_status_2(
    name: str, text: str | bytes | None, said: str, root: Path
) -> None:
    (root / name).unlink(missing_ok=True)
    if text is not None:
        (root / name).write_bytes(text if isinstance(text, bytes) else text.encode())
    words = ["--archive", str(root / "archive")] if name.startswith("archive") else []
    done = run(root, *words)
    assert done.status == 2
    assert done.output.startswith("error: ")
    assert said in done.output
    assert len(done.output.splitlines()) == 1


def test_a_project_without_a_facts_folder_is_told(tmp_path: Path) -> None:
    for name in ("schema.sql", "pyproject.toml"):
        write(tmp_path, name, (ROOT / name).read_text(encoding="utf-8"))
    done = run(tmp_path)
    assert (done.status, "no such folder of facts" in done.output) == (2, True)
    assert run(tmp_path / "nowhere").status == 2


def test_a_result_that_cannot_be_written_gives_status_3(root: Path) -> None:
    done = command(root, "--output", str(root / "facts"))
    assert (done.returncode, done.stdout) == (3, "")
    assert done.stderr.startswith("error: ")
    assert "cannot be written" in done.stderr


# ── what the commands do ──


def changed_at(root: Path) -> dict[Path, int]:
    """When each file was last written, but for what is kept to save time."""
    paths = [path for path in root.rglob("*") if ".cache" not in path.parts and path != root / ".cache"]
    return {path: path.stat().st_mtime_ns for path in paths}


def test_check_writes_nothing(root: Path) -> None:
    before = changed_at(root)
    assert run(root, "check").status == 0
    assert run(root, "check", "--archive", str(root / "archive")).status == 0
    assert changed_at(root) == before


def test_the_archive_may_be_named_by_the_environment(root: Path) -> None:
    (root / "facts/locks/harbor-herald-2024.lock").unlink()
    assert command(root, "verify", FACTBOOK_ARCHIVE=str(root / "archive")).returncode == 0
    done = command(root, "check", FACTBOOK_ARCHIVE=str(root / "archive"))
    assert done.stdout == "22 records: no problems (quotes checked against the archive)\n"


def test_an_article_is_never_needed_to_build(root: Path) -> None:
    for path in (root / "archive").iterdir():
        path.unlink()
    (root / "archive").rmdir()
    assert run(root).status == 0


def test_the_folder_is_the_one_that_one_stands_in_unless_another_is_named(root: Path) -> None:
    words = [sys.executable, str(ROOT / "build.py"), "check"]
    done = subprocess.run(words, cwd=root, env=without_archive(), capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("22 records: no problems")


@pytest.mark.parametrize(
    "words", [["--help"], ["-h"], ["check", "--help"], ["verify", "--help"], ["fmt", "--help"], ["serve", "--help"]]
)
def test_help_is_there_for_every_command(words: list[str], root: Path) -> None:
    done = run(root, *words)
    assert done.status == 0
    assert "Usage: " in done.output


def on_a_terminal(words: list[str]) -> str:
    """What a command writes to standard error where that is a terminal."""
    ours, theirs = pty.openpty()
    command = subprocess.Popen(words, env=without_archive(), stdout=subprocess.DEVNULL, stderr=theirs)
    os.close(theirs)
    shown = b""
    with suppress(OSError):  # a terminal whose other end is closed
        while chunk := os.read(ours, 10_000):
            shown += chunk
    os.close(ours)
    assert command.wait() == 0
    return shown.decode()


def test_a_progress_bar_shows_on_a_terminal_where_there_is_much_to_read_and_nowhere_else(root: Path) -> None:
    assert on_a_terminal(build(root, "check")) == ""
    for number in range(200):
        bay = f"- id: bay-{number}\n  name: Bay {number}\n  kind: city\n  checked: 2026-11-24\n"
        write(root, f"facts/places/more-{number}.yml", bay)
    assert command(root, "check").stderr == ""
    shown = on_a_terminal(build(root, "check"))
    assert "reading" in shown
    assert "100%" in shown


def test_a_problem_can_be_read_by_tools_that_follow_path_line_column(bad: Path) -> None:
    """Each problem's place is that of the very text that is wrong."""
    for line in run(bad, "check").output.splitlines():
        if match := re.match(r"(.+?):(\d+):(\d+): ", line):
            text = (bad / match[1]).read_text(encoding="utf-8").splitlines()[int(match[2]) - 1]
            assert text[int(match[3]) - 1 :] in {"more then", "reprter", "town"}
