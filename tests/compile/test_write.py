"""Facts to one SQLite file: the same bytes from the same facts, and what the rows hold."""

from __future__ import annotations

import hashlib
import os
import sqlite3
import subprocess
import tomllib
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from example_projects import COMPLETE, EXAMPLES, lay_out, run, write
from factbook.compile.write import split_statements
from factbook.evidence.archive import open_archive
from factbook.factfiles.read import read_facts
from factbook.schema import Table, load_schema
from factbook.text.normalise import normalise
from this_project import ROOT, build, without_archive

SCHEMA = load_schema(ROOT / "schema.sql")


def compiled(root: Path) -> bytes:
    """The database's bytes after a build over `root`."""
    done = run(root)
    assert done.status == 0, done.output
    return (root / "factbook.db").read_bytes()


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The complete example, compiled; no test changes it."""
    root = lay_out(tmp_path_factory.mktemp("complete") / "project")
    compiled(root)
    return root


@pytest.fixture
def database(root: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(f"file:{root / 'factbook.db'}?mode=ro", uri=True)) as connection:
        yield connection


# ── the same bytes ──


def records_of(path: Path) -> list[str]:
    """The texts of a file's records."""
    return path.read_text(encoding="utf-8").split("\n\n")


def test_facts_in_other_files_and_another_order_give_the_same_bytes(root: Path, tmp_path: Path) -> None:
    """Each record in a file of its own, the last of each old file under the name that sorts first."""
    other = lay_out(tmp_path / "project")
    for path in sorted(other.glob("facts/*/*.yml")):
        records = records_of(path)
        path.unlink()
        for number, record in enumerate(records):
            write(path.parent, f"{len(records) - number:03}-{path.name}", record.rstrip("\n") + "\n")
    assert len(list(other.glob("facts/*/*.yml"))) > len(list(root.glob("facts/*/*.yml")))
    assert compiled(other) == (root / "factbook.db").read_bytes()


def test_keys_in_another_order_comments_and_quoting_give_the_same_bytes(root: Path, tmp_path: Path) -> None:
    other = lay_out(tmp_path / "project")
    places = other / "facts/places/places.yml"
    places.write_text(
        "# All of them.\n- checked: 2026-11-24\n  kind: 'country'\n  name: \"Arcadia\"\n  id: arcadia\n"
        + "\n".join(records_of(places)[1:]),
        encoding="utf-8",
    )
    assert compiled(other) == (root / "factbook.db").read_bytes()


ENVIRONMENTS = {
    "another hash seed": {"PYTHONHASHSEED": "1"},
    "another time zone": {"TZ": "Asia/Tokyo"},
    "another locale": {"LC_ALL": "tr_TR.UTF-8", "LANG": "tr_TR.UTF-8"},
    "no locale": {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
}


@pytest.mark.parametrize("name", ENVIRONMENTS)
def test_another_environment_folder_and_umask_give_the_same_bytes(name: str, root: Path, tmp_path: Path) -> None:
    other = lay_out(tmp_path / "another folder, with spaces")
    environment = {**without_archive(), "PYTHONHASHSEED": "0", **ENVIRONMENTS[name]}
    done = subprocess.run(
        build(other), env=environment, cwd=tmp_path, umask=0o077, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert (other / "factbook.db").read_bytes() == (root / "factbook.db").read_bytes()


def test_a_build_over_an_old_database_gives_the_same_bytes_as_one_from_nothing(root: Path, tmp_path: Path) -> None:
    other = lay_out(tmp_path / "project")
    extra = write(
        other, "facts/places/more.yml", "- id: fish-bay\n  name: Fish Bay\n  kind: city\n  checked: 2026-11-24\n"
    )
    assert compiled(other) != (root / "factbook.db").read_bytes()
    extra.unlink()
    assert compiled(other) == (root / "factbook.db").read_bytes()


def line_of(table: Table, row: sqlite3.Row, *before: object, after: tuple[object, ...] = ()) -> str:
    # What follows from other records, such as the day of a status, is no content of its own.
    own = (None if "day of" in table.columns[name].tags else row[name] for name in table.stored)
    values = [*before, *own, *after]
    return "\x1f".join("" if value is None else str(value) for value in values)


def lines_of_children(database: sqlite3.Connection, owner: Table, id: str) -> Iterator[str]:
    """A record's citations in their order, each with its fields, then its other rows by table and primary key."""
    children = sorted(SCHEMA.children(owner.name).values(), key=lambda table: (table.name != "citations", table.name))
    for child in children:
        order = ", ".join(f'"{name}"' for name in child.primary_key)
        rows = database.execute(
            f'select * from "{child.name}" where "{child.owner}" = ? order by {order}', [id]
        ).fetchall()
        if child.name != "citations":
            yield from (line_of(child, row, child.name) for row in rows)
            continue
        for row in sorted(rows, key=lambda row: int(row["id"].rpartition("-")[2])):
            fields = database.execute("select field from citation_fields where citation = ? order by 1", [row["id"]])
            yield line_of(child, row, child.name, after=(" ".join(field for (field,) in fields),))


def test_the_release_digests_the_content_by_a_rule_that_needs_no_sqlite(database: sqlite3.Connection) -> None:
    """SHA-256 over each table that has records: its name, then the SHA-256 of each record's rows, by primary key."""
    database.row_factory = sqlite3.Row
    digest = hashlib.sha256()
    checked = dict(database.execute("select id, checked from facts").fetchall())
    for name, table in sorted(SCHEMA.roots.items()):
        digest.update(f"{name}\n".encode())
        order = ", ".join(f'"{column}"' for column in table.primary_key)
        for row in database.execute(f'select * from "{name}" order by {order}').fetchall():
            id = row[table.primary_key[0]]
            lines = [line_of(table, row, name, checked.get(id)), *lines_of_children(database, table, id)]
            digest.update(hashlib.sha256("\x1e".join(lines).encode()).digest())
    assert [tuple(row) for row in database.execute("select facts_sha256 from release")] == [(digest.hexdigest(),)]


def test_the_release_names_the_version_the_schema_and_how_much_there_is(
    database: sqlite3.Connection, root: Path
) -> None:
    sha256 = hashlib.sha256(load_schema(root / "schema.sql").sql.encode()).hexdigest()
    release = database.execute("select version, schema_sha256, facts, citations, sources from release").fetchall()
    version = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    assert release == [(version, sha256, 20, 26, 2)]


def test_one_changed_word_changes_the_digest(root: Path, tmp_path: Path) -> None:
    other = lay_out(tmp_path / "project")
    path = other / "facts/places/places.yml"
    path.write_text(path.read_text(encoding="utf-8").replace("ノルランド", "ノルランド国"), encoding="utf-8")
    digests = []
    for folder in (root, other):
        run(folder)
        with closing(sqlite3.connect(folder / "factbook.db")) as connection:
            digests += connection.execute("select facts_sha256 from release").fetchall()
    assert digests[0] != digests[1]


# ── what the rows hold ──


def test_values_have_the_types_of_their_columns_and_what_is_not_stated_is_null(database: sqlite3.Connection) -> None:
    rows = database.execute(
        "select value, typeof(value), place, note from figures where id in ('kita-jobs', 'seed-bank-students')"
    )
    assert rows.fetchall() == [(1500.0, "real", None, None), (None, "null", None, None)]
    assert database.execute("select edition, typeof(edition) from meetings").fetchall() == [(6, "integer")]
    texts = [
        f'select count(*) from "{table.name}" where "{column}" = \'\''
        for table in SCHEMA.tables.values()
        for column in table.stored
    ]
    assert {database.execute(text).fetchone()[0] for text in texts} == {0}


def test_odd_words_are_kept_as_the_text_that_they_are(tmp_path: Path) -> None:
    """Markup, SQL, marks of direction, words that YAML takes for something else."""
    other = lay_out(tmp_path / "project", EXAMPLES / "good/odd-words")
    compiled(other)
    records, _ = read_facts(other / "facts")
    written = {record.id: record.values["name"] for record in records if record.table == "places"}
    assert {"no", "012", "12:30", "<script>alert(1)</script>", "Right to left עיר"} <= set(written.values())
    with closing(sqlite3.connect(other / "factbook.db")) as connection:
        assert dict(connection.execute("select id, name from places").fetchall()) == written


def test_a_citation_knows_where_its_quote_stands_in_the_normalised_paragraph(database: sqlite3.Connection) -> None:
    archive = open_archive(COMPLETE / "archive")
    rows = database.execute('select source, paragraph, quote, start, "end" from citations').fetchall()
    assert len(rows) == 26
    for source, paragraph, quote, start, end in rows:
        article = archive.article(source)
        assert article
        assert normalise(article.paragraphs[paragraph - 1])[start:end] == quote


def test_a_lone_citation_without_fields_proves_all_that_is_not_derived(database: sqlite3.Connection) -> None:
    rows = database.execute("select field from citation_fields where citation = 'cuauhtemoc-ibarra-1' order by field")
    assert [field for (field,) in rows] == ["name_as_printed", "role_as_printed"]


def test_years_are_read_from_dates_also_where_an_end_is_open(database: sqlite3.Connection) -> None:
    assert database.execute("select id, starts_year from programs order by id").fetchall() == [
        ("green-seed", 2019),
        ("port-alba-seed-bank", 2026),
    ]
    assert database.execute("select year from agreements").fetchall() == [(2024,)]


def test_each_records_row_number_is_that_of_its_entry_in_the_register(database: sqlite3.Connection) -> None:
    register = dict(database.execute("select id, rowid from facts").fetchall())
    assert sorted(register.values()) == list(range(1, 21))
    assert [id for id, _ in sorted(register.items(), key=lambda entry: entry[1])] == sorted(register)
    for name, table in SCHEMA.roots.items():
        if table.is_fact:
            for id, number in database.execute(f'select id, rowid from "{name}"'):
                assert register[id] == number


@pytest.mark.parametrize(
    ("words", "id"),
    [
        ("cuauhtemoc", "cuauhtemoc-ibarra"),
        ("CUAUHTÉMOC", "cuauhtemoc-ibarra"),
        ("agency", "norland-seed-agency"),
        ("nsa", "norland-seed-agency"),
        ("about 40 million", "seed-bank-cost"),
        ("bank planned", "port-alba-seed-bank"),
        ("engines", "kita-port-alba"),
    ],
)
def test_search_finds_a_fact_by_its_words_names_quotes_and_sources_accents_and_case_aside(
    words: str, id: str, database: sqlite3.Connection
) -> None:
    search = "select facts.id from facts_fts join facts on facts.rowid = facts_fts.rowid where facts_fts match ?"
    assert id in [found for (found,) in database.execute(search, [words])]


def test_indexes_wait_until_the_rows_are_in_and_no_statement_is_lost() -> None:
    declarations, indexes = split_statements(SCHEMA.sql)
    assert all(statement.startswith("create ") for statement in declarations)
    assert all(statement.startswith("create index") for statement in indexes)
    names = [line.split()[2] for line in SCHEMA.sql.splitlines() if line.startswith("create index")]
    assert [statement.split()[2] for statement in indexes] == names
    with closing(sqlite3.connect(":memory:")) as whole, closing(sqlite3.connect(":memory:")) as parted:
        whole.executescript(SCHEMA.sql)
        for statement in declarations + indexes:
            parted.execute(statement)
        text = "select type, name from sqlite_master order by type, name"
        assert whole.execute(text).fetchall() == parted.execute(text).fetchall()


# ── when something is wrong ──


def bytes_below(root: Path) -> dict[str, bytes]:
    """All files by name, but for what is kept to save time."""
    files = [path for path in root.rglob("*") if path.is_file() and ".cache" not in path.parts]
    return {str(path.relative_to(root)): path.read_bytes() for path in files}


@pytest.mark.parametrize("example", ["choice", "yaml", "audit", "quote-absent", "file-empty", "lock"])
def test_a_build_that_is_refused_leaves_the_old_database_and_nothing_else(
    example: str, root: Path, tmp_path: Path
) -> None:
    other = lay_out(tmp_path / "project", EXAMPLES / "bad" / example)
    if example == "audit":
        run(other, "verify", "--archive", str(other / "archive"))
    (other / "factbook.db").write_bytes((root / "factbook.db").read_bytes())
    before = bytes_below(other)
    assert run(other).status == 1
    assert bytes_below(other) == before


def test_a_database_can_be_written_elsewhere(root: Path, tmp_path: Path) -> None:
    assert run(root, "--output", str(tmp_path / "other.db")).status == 0
    assert (tmp_path / "other.db").read_bytes() == (root / "factbook.db").read_bytes()
    assert os.listdir(tmp_path) == ["other.db"]  # noqa: PTH208 - names are all that is asked
