"""Hooks before a commit, and that what docs/editing.md says can be done."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any

import click
import pytest
import yaml

from example_projects import EXAMPLES, lay_out, run, write
from factbook.cli import main
from factbook.editor.words import singular
from factbook.schema import load_schema
from this_project import ROOT, without_archive

GUIDE = (ROOT / "docs/editing.md").read_text(encoding="utf-8")
HOOKS: list[dict[str, Any]] = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
SCHEMA = load_schema(ROOT / "schema.sql")
TOWN = "- id: fish-bay\n  name: Fish Bay\n  kind: town\n  checked: 2026-11-24\n"


def git(root: Path, *words: str) -> subprocess.CompletedProcess[str]:
    who = ["-c", "user.name=Editor", "-c", "user.email=editor@example.org"]
    environment = {name: value for name, value in without_archive().items() if not name.startswith("GIT_")}
    return subprocess.run(["git", *who, *words], cwd=root, env=environment, capture_output=True, text=True, check=False)


# ── the framework's hooks ──


@pytest.mark.parametrize("hook", HOOKS, ids=lambda hook: hook["id"])
def test_a_hook_is_the_installed_command_over_the_whole_project_once(hook: dict[str, Any], tmp_path: Path) -> None:
    assert {"id", "name", "entry", "args", "language", "files", "pass_filenames"} <= set(hook)
    assert (hook["entry"], hook["language"], hook["pass_filenames"]) == ("factbook", "python", False)
    assert run(lay_out(tmp_path / "good"), *hook["args"]).status == 0
    bad = lay_out(tmp_path / "bad", EXAMPLES / "bad/format")
    write(bad, "facts/places/town.yml", TOWN)
    assert run(bad, *hook["args"]).status == 1


@pytest.mark.parametrize("hook", HOOKS, ids=lambda hook: hook["id"])
def test_a_hook_looks_at_facts_and_at_the_schema(hook: dict[str, Any]) -> None:
    for path in ("facts/places/places.yml", "facts/locks/harbor-herald-2024.lock", "schema.sql"):
        assert re.search(hook["files"], path)
    assert not re.search(hook["files"], "README.md")


# ── git's own ──


def documented_hook() -> str:
    """The hook's text, as the guide's line for a shell writes it."""
    (text,) = re.findall(r"^printf '(.+)' > \.git/hooks/pre-commit$", GUIDE, re.M)
    return str(text).replace("\\n", "\n")


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    root = lay_out(tmp_path / "project")
    git(root, "init", "-q")
    hook = write(root, ".git/hooks/pre-commit", documented_hook())
    hook.chmod(0o755)
    # The project's own Python and command, at the places that the guide names.
    (root / ".venv").symlink_to(sys.prefix)
    write(root, "build.py", f"import sys\nsys.path.insert(0, {str(ROOT)!r})\nfrom factbook.cli import main\nmain()\n")
    write(root, ".gitignore", ".venv\n")
    return root


def test_a_commit_of_good_facts_goes_through(repository: Path) -> None:
    git(repository, "add", ".")
    done = git(repository, "commit", "-q", "-m", "good")
    assert done.returncode == 0, done.stdout + done.stderr


def test_a_commit_of_bad_facts_is_refused_and_says_why(repository: Path) -> None:
    write(repository, "facts/places/town.yml", TOWN)
    git(repository, "add", ".")
    git(repository, "commit", "-q", "-m", "before", "--no-verify")
    write(repository, "facts/places/city.yml", TOWN.replace("fish-bay", "new-bay").replace("Fish", "New"))
    git(repository, "add", ".")
    done = git(repository, "commit", "-q", "-m", "bad")
    assert done.returncode == 1
    told = done.stdout + done.stderr
    assert told.index("In changed files:\nfacts/places/city.yml:3:9:") < told.index("facts/places/town.yml:3:9:")
    assert git(repository, "status", "--porcelain").stdout == "A  facts/places/city.yml\n"


# ── the guide ──


def commands() -> list[str]:
    """Every command line of build.py in the guide."""
    spans = re.findall(r"`([^`\n]+)`", re.sub(r"^ *```.*?^ *```", "", GUIDE, flags=re.S | re.M))
    lines = [
        line.strip()
        for fence in re.findall(r"^ *```\w*\n(.*?)^ *```", GUIDE, re.S | re.M)
        for line in fence.splitlines()
    ]
    return [text for text in (*spans, *lines) if re.match(r"(\S+/python )?build\.py ", text)]


def test_every_command_in_the_guide_exists_with_its_options() -> None:
    assert len(commands()) > 10
    for line in commands():
        words = shlex.split(line[line.index("build.py") :])[1:]
        command = main.get_command(click.Context(main), words[0])
        assert command, line
        known = {option for parameter in command.params for option in parameter.opts}
        # What `add` makes of a passage is an option of the schema: --figure, --statement, ...
        known |= {f"--{singular(table)}" for table in SCHEMA.roots} if words[0] == "add" else set()
        assert {word for word in words[1:] if word.startswith("--")} <= known, line


def test_every_file_that_the_guide_names_exists() -> None:
    for name in re.findall(r"\]\(([\w./-]+)\)", GUIDE):
        assert (ROOT / "docs" / name).is_file(), name
    for name in (".vscode/settings.json", "schema.sql"):
        assert name in GUIDE
        assert (ROOT / name).is_file()


def test_help_comes_quickly() -> None:
    """No command's own imports are paid for by every start: pandas, Datasette and git least of all."""
    told = subprocess.run(
        [sys.executable, "-X", "importtime", str(ROOT / "build.py"), "--help"],
        capture_output=True,
        text=True,
        check=True,
    ).stderr
    loaded = set(re.findall(r"\| +([\w.]+)$", told, re.M))
    assert "factbook.cli" in loaded
    assert not loaded & {"pandas", "datasette", "uvicorn", "jinja2", "jsonschema", "watchfiles"}
