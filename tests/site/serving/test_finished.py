"""`serve --database` says in a sentence why it does not serve a file, before it listens."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from commands import run_command
from factbook.problems import DatabaseError
from factbook.schema import load_schema
from factbook.site.serving.finished import check_finished
from this_project import build, without_archive


def empty(file: Path) -> None:
    file.write_bytes(b"")


def noise(file: Path) -> None:
    file.write_bytes(bytes(range(256)) * 100)


def cut(file: Path) -> None:
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])


def another(file: Path) -> None:
    file.unlink()
    with closing(sqlite3.connect(file)) as conn:
        conn.execute("create table a(b)")


def unfinished(file: Path) -> None:
    with closing(sqlite3.connect(file)) as conn:
        conn.execute("delete from release")
        conn.commit()


def of_another_schema(file: Path) -> None:
    with closing(sqlite3.connect(file)) as conn:
        conn.execute("update release set schema_sha256 = 'a'")
        conn.commit()


def torn(file: Path) -> None:
    """A page in the midst of it is another's."""
    content = bytearray(file.read_bytes())
    middle = len(content) // 2 // 4096 * 4096
    content[middle : middle + 4096] = content[4096:8192]
    file.write_bytes(content)


@pytest.mark.parametrize("harm", [empty, noise, cut, another, unfinished, of_another_schema, torn])
def test_what_is_no_finished_factbook_is_not_served(
    project: Path, database: Path, tmp_path: Path, harm: Callable[[Path], None]
) -> None:
    file = Path(shutil.copy(database, tmp_path / "factbook.db"))
    schema = load_schema(project / "schema.sql")
    check_finished(file, schema)
    harm(file)
    with pytest.raises(DatabaseError, match=r"factbook\.db: |holds no release"):
        check_finished(file, schema)


def test_the_command_says_so_in_a_line(project: Path, database: Path, tmp_path: Path) -> None:
    file = Path(shutil.copy(database, tmp_path / "other.db"))
    done = run_command(build(project, "serve", "--port", "0", "--database", str(file)), env=without_archive())
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == f"error: {file}: it must be called factbook.db, as in the addresses of the site\n"
