"""What is exported here: the complete example, and not this project's facts."""

from __future__ import annotations

from pathlib import Path

import pytest

from example_projects import EXAMPLES, lay_out, run, write_metadata


@pytest.fixture(scope="session")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The complete example with records of odd words: every sign that a format could take for its own."""
    root = lay_out(tmp_path_factory.mktemp("example"), EXAMPLES / "good/odd-words")
    if not (root / "metadata.yml").exists():
        write_metadata(root)
    return root


@pytest.fixture(scope="session")
def database(project: Path) -> Path:
    """The example's facts, compiled."""
    done = run(project)
    assert done.status == 0, done.output
    return project / "factbook.db"


@pytest.fixture(scope="session")
def dist(project: Path, database: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example's downloads."""
    folder = tmp_path_factory.mktemp("downloads") / "dist"
    done = run(project, "export", "--database", str(database), "--output", str(folder))
    assert done.status == 0, done.output
    return folder
