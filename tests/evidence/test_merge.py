"""Two branches that each add an article, with its facts and its lock, merge without conflict."""

from __future__ import annotations

import hashlib
import subprocess
from pathlib import Path

import pytest

from example_projects import lay_out, run, write

ARTICLES = {
    "island-post-2025": "Two boats went out\nOn Monday morning the boats of the island went out before the rain.\n",
    "coast-letter-2025": "Seven nets came back\nOn Tuesday evening the nets of the club came back after the storm.\n",
}


def git(root: Path, *words: str) -> str:
    command = ["git", "-c", "user.name=Editor", "-c", "user.email=editor@example.org", *words]
    return subprocess.run(command, cwd=root, check=True, capture_output=True, text=True).stdout


def add_article(root: Path, id: str) -> None:
    """Capture an article, write its record and verify it: its lock is written."""
    text = ARTICLES[id]
    write(root, f"archive/{id}.txt", text)
    title = text.splitlines()[0]
    lines = [
        f"- id: {id}", f"  title: {title}", "  publisher: The Post",
        f"  url: https://example.org/{id}", "  language: en", "  independence: independent",
        f"  sha256: {hashlib.sha256(text.encode()).hexdigest()}", "  paragraphs: 2", "  title_paragraph: 1",
        "  no_facts:", "    1: headline; the text says the same", "    2: Told for the sailors.",
        "  uncited_numbers:", "    - paragraph: 1", f"      number: {title.split()[0]}", "      reason: of the title",
    ]  # fmt: skip
    write(root, f"facts/sources/{id}.yml", "\n".join(lines) + "\n")
    verified = run(root, "verify", "--archive", str(root / "archive"))
    assert verified.status == 0, verified.output


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = lay_out(tmp_path / "project")
    git(root, "init", "-q", "-b", "main")
    git(root, "add", "-A")
    git(root, "commit", "-q", "-m", "The example")
    return root


def test_two_branches_that_each_add_an_article_merge_without_conflict(root: Path) -> None:
    for id in ARTICLES:
        git(root, "checkout", "-q", "-b", id, "main")
        add_article(root, id)
        git(root, "add", "-A", "facts", "archive")
        git(root, "commit", "-q", "-m", f"Add {id}")
    git(root, "checkout", "-q", "main")
    for id in ARTICLES:
        git(root, "merge", "-q", "--no-edit", id)
    assert git(root, "status", "--porcelain", "facts") == ""
    checked = run(root, "check")
    assert checked.status == 0, checked.output
