"""The published facts, compiled once."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing

import pytest

from factbook.compile.pipeline import build
from factbook.project import Project
from this_project import ROOT


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite3.Connection]:
    """A connection to the database of this project's facts."""
    target = tmp_path_factory.mktemp("published") / "factbook.db"
    build(Project(ROOT), target)
    with closing(sqlite3.connect(target)) as database:
        yield database
