"""Which files have changed since a commit: asked of git, by the command line only, never by the build."""

from __future__ import annotations

import subprocess
from pathlib import Path


def changed_files(root: Path, since: str) -> frozenset[str] | str:
    """Paths below `root` that differ from the commit `since` or are new and not ignored; or why git does not know."""
    differing = _git(root, "diff", "--name-only", "--relative", "-z", since, "--")
    if isinstance(differing, str):
        return differing
    new = _git(root, "ls-files", "--others", "--exclude-standard", "-z")
    return new if isinstance(new, str) else frozenset(differing + new)


def _git(root: Path, *words: str) -> list[str] | str:
    """The names that git lists; or what it says where it cannot."""
    try:
        done = subprocess.run(["git", *words], cwd=root, capture_output=True, check=True)  # noqa: S607 - where git lies is the machine's affair
    except FileNotFoundError:
        return "git is not installed"
    except subprocess.CalledProcessError as error:
        said: str = error.stderr.decode("utf-8", "replace").strip()
        return f"git says: {said.splitlines()[0] if said else f'status {error.returncode}'}"
    return [name for name in done.stdout.decode("utf-8", "surrogateescape").split("\0") if name]
