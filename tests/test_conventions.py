"""The project's conventions, held by tests: sizes, comments, words for people, commands that exist."""

from __future__ import annotations

import ast
import re
import sqlite3
import statistics
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any, NamedTuple

import click
import pytest

from factbook.cli import main
from factbook.problems import KINDS
from factbook.schema import load_schema
from factbook.schema.settings import load_settings
from this_project import ROOT, tracked_texts

CODE = [
    ROOT / "build.py",
    *sorted(path for path in (ROOT / "factbook").rglob("*.py")),
]
OTHER_PYTHON = sorted(path for folder in ("tests", "bench") for path in (ROOT / folder).rglob("*.py"))
SCHEMA = load_schema(ROOT / "schema.sql").sql


#: SQLite as its project builds it for browsers.
NOT_OURS = "factbook/site/freezing/browser/sqlite3.js"


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


# ── code ──


class Function(NamedTuple):
    where: str
    lines: int


def functions() -> Iterator[Function]:
    for path in CODE:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                assert node.end_lineno
                yield Function(f"{name_of(path)}:{node.lineno} {node.name}", node.end_lineno - node.lineno + 1)


def test_functions_are_short() -> None:
    """From `def` to the last line, docstring and all: half at most 10 lines, nine in ten at most 25, none over 50."""
    lengths = sorted(function.lines for function in functions())
    longest = sorted(functions(), key=lambda function: -function.lines)[:20]
    assert statistics.median_high(lengths) <= 10
    assert lengths[int(len(lengths) * 0.9)] <= 25, longest
    assert lengths[-1] <= 50, longest


def test_no_python_file_is_over_300_lines() -> None:
    lines = {name_of(path): len(path.read_text(encoding="utf-8").splitlines()) for path in CODE + OTHER_PYTHON}
    assert not {name: count for name, count in lines.items() if count > 300}


def test_every_module_and_each_public_function_and_class_has_a_docstring() -> None:
    missing = []
    for path in CODE:
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for node in (tree, *tree.body):
            if isinstance(node, ast.Module | ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
                name = getattr(node, "name", "")
                if not name.startswith("_") and not ast.get_docstring(node):
                    missing.append(f"{name_of(path)} {name}")
    assert not missing


def test_every_kind_of_problem_has_an_example() -> None:
    examples = {path.name for path in (ROOT / "tests/examples/bad").iterdir() if path.is_dir()}
    assert set(KINDS) - examples == set(), "kinds without an example"


def test_tests_open_the_site_in_one_way_with_the_time_that_they_need() -> None:
    """By `open_site` of site_pages.py; and no port is looked up there that another process may be given meanwhile."""
    opened = re.compile(r"factbook\.site\.server import .*open_site|server\.open_site\(|getsockname\(\)\[1\]")
    found = {name_of(path) for path in OTHER_PYTHON if opened.search(path.read_text(encoding="utf-8"))}
    own = {"tests/helpers/site_pages.py", "tests/helpers/this_project.py", "tests/site/serving/test_port.py"}
    assert {name for name in found if name.startswith("tests/")} == own


def test_no_sql_numbers_its_parameters() -> None:
    """From Python 3.14 on, a list cannot be bound to ?1: parameters are `?` in order, or have names."""
    assert not [name_of(path) for path in CODE if re.search(r"\?[0-9]", path.read_text(encoding="utf-8"))]


def test_no_template_holds_sql() -> None:
    sql = re.compile(
        r"\b(select\s+[\w*\"'`.,()\s]+\sfrom\s+\w|insert\s+into|delete\s+from|update\s+\w+\s+set)\b|\bsql\(", re.I
    )
    pages = [path for path in (ROOT / "factbook/site/templates").rglob("*") if path.is_file()]
    assert pages
    assert not [name_of(path) for path in pages if sql.search(path.read_text(encoding="utf-8"))]


# ── schema.sql ──


class Declared(NamedTuple):
    """What stands in schema.sql: a table, view or column, the comment lines above it, and a column's type."""

    name: str
    comment: str
    type: str


CREATE = re.compile(r"create (?:virtual )?(table|view) (\w+)")
COLUMN = re.compile(r'  "?(\w+)"? (text|integer|real|blob)\b')


def declared() -> Iterator[Declared]:
    """Tables, views, and columns as `table.column`, in the order of the file."""
    table, comment = "", ""
    for line in SCHEMA.splitlines():
        if line.lstrip().startswith("--"):
            comment += line.strip().lstrip("-") + "\n"
            continue
        if found := CREATE.match(line):
            table = found[2]
            yield Declared(table, comment, found[1])
        elif found := COLUMN.match(line):
            yield Declared(f"{table}.{found[1]}", comment, found[2])
        comment = ""


@pytest.fixture(scope="module")
def columns() -> dict[str, list[str]]:
    """Columns by table or view, as SQLite reads schema.sql."""
    query = """
        select main.name, xinfo.name from pragma_table_list as main, pragma_table_xinfo(main.name) as xinfo
        where main.schema = 'main' and main.type in ('table', 'view') and main.name not like 'sqlite_%'
    """
    found: dict[str, list[str]] = {}
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.executescript(SCHEMA)
        for table, column in connection.execute(query):
            found.setdefault(table, []).append(column)
    return found


def test_every_table_view_and_column_has_a_comment_above_it(columns: dict[str, list[str]]) -> None:
    comments = {item.name: item.comment.strip() for item in declared()}
    views = {item.name for item in declared() if item.type == "view"}
    names = set(columns) | {f"{table}.{name}" for table in columns if table not in views for name in columns[table]}
    assert not sorted(name for name in names if not comments.get(name))


def test_every_number_column_names_its_unit() -> None:
    numbers = [item for item in declared() if item.type in ("integer", "real")]
    assert numbers
    assert not [item.name for item in numbers if "[unit: " not in item.comment]


# ── metadata.yml ──


@pytest.fixture(scope="module")
def described() -> dict[str, dict[str, Any]]:
    """What metadata.yml and the package say of each table and view."""
    settings, _ = load_settings(ROOT / "metadata.yml", load_schema(ROOT / "schema.sql"))
    tables: dict[str, dict[str, Any]] = settings.databases["factbook"]["tables"]
    return tables


def test_metadata_describes_every_table_and_view_that_people_see(
    columns: dict[str, list[str]], described: dict[str, dict[str, Any]]
) -> None:
    shown = [name for name in columns if not (described.get(name) or {}).get("hidden")]
    wanting = [name for name in shown for word in ("title", "description") if not (described.get(name) or {}).get(word)]
    assert not wanting


def test_metadata_speaks_only_of_tables_and_columns_that_exist(
    columns: dict[str, list[str]], described: dict[str, dict[str, Any]]
) -> None:
    shadows = {name for name in described if re.search(r"_fts(_\w+)?$", name)}
    assert set(described) - shadows - set(columns) == set()
    for table, words in described.items():
        named = [*(words.get("columns") or {}), *(words.get("facets") or []), *(words.get("sortable_columns") or [])]
        named += [words[key] for key in ("sort", "sort_desc", "label_column") if words.get(key)]
        assert set(map(str, named)) - set(columns.get(table, [])) == set(), table


# ── README and the other files ──


def code_spans(markdown: str) -> str:
    """What stands in fences and between backticks, a piece a line."""
    fences = re.findall(r"^```\w*\n(.*?)^```", markdown, re.S | re.M)
    rest = re.sub(r"^```.*?^```", "", markdown, flags=re.S | re.M)
    return "\n".join(fences + re.findall(r"`([^`\n]+)`", rest))


DOCUMENTS = ("README.md", "CONTRIBUTING.md")


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_make_target_that_is_documented_exists(document: str) -> None:
    code = code_spans((ROOT / document).read_text(encoding="utf-8"))
    targets = set(re.findall(r"^([a-z][a-z-]*):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.M))
    named = set(re.findall(r"(?:^|[;&]\s*)make ([a-z][a-z-]*)", code, re.M))
    assert named
    assert named - targets == set()


def test_every_test_module_that_a_document_names_exists() -> None:
    modules = {path.name for path in (ROOT / "tests").rglob("test_*.py")}
    documents = [path for folder in (ROOT, ROOT / "docs") for path in folder.glob("*.md")]
    named = {name for path in documents for name in re.findall(r"\btest_\w+\.py", path.read_text(encoding="utf-8"))}
    assert named - modules == set()


def unknown_word(words: list[str]) -> str | None:
    """The first word of a command line that names no command or option of `build.py`; None where all are known."""
    command: click.Command = main
    rest = iter(words)
    for word in rest:
        if word.startswith("-"):
            name, equals, _ = word.partition("=")
            option = next(
                (option for option in command.get_params(click.Context(command)) if name in option.opts), None
            )
            if not isinstance(option, click.Option):
                return word
            if not option.is_flag and not equals:
                next(rest, None)
        elif isinstance(command, click.Group):
            found = command.get_command(click.Context(command), word)
            if not found:
                return word
            command = found
    return None


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_command_that_is_documented_exists_with_its_options(document: str) -> None:
    code = code_spans((ROOT / document).read_text(encoding="utf-8"))
    lines = re.findall(r"(?:build\.py|^factbook)((?: [^\s#|&;>]+)*)", code, re.M)
    unknown = {line: unknown_word(line.split()) for line in lines}
    assert not {line: word for line, word in unknown.items() if word}


def test_no_file_names_a_path_of_one_machine_or_the_host_of_a_package_registry() -> None:
    paths = re.compile(r"(?<![\w.<])/(?:work|root|opt|home)/\w")
    hosts = re.compile(r"\b(?:pypi|pythonhosted|npmjs|debian)\.org\b")
    wrong = [
        f"{name}:{number}"
        for name, text in tracked_texts()
        if name != NOT_OURS
        for number, line in enumerate(text.splitlines(), 1)
        if paths.search(line) or hosts.search(line)
    ]
    assert not wrong


def test_no_file_holds_both_sides_of_a_merge() -> None:
    sides = re.compile(r"^(?:<{7}|>{7}) \S", re.M)
    assert not [name for name, text in tracked_texts() if sides.search(text)]


def test_no_change_stands_twice_in_the_changelog() -> None:
    """It merges by union: what one branch sets anew, another brings back."""
    lines = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8").splitlines()
    changes = [line for line in lines if line.startswith("- ")]
    assert len(changes) > 100
    assert [change for change, times in Counter(changes).items() if times > 1] == []
