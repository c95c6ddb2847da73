"""Fact folders made wrong: the complete example with a few changes, and files that are made up whole.

`changes()` and `made_up()` are Hypothesis strategies; `Fuzzed.attempt()` runs the real command over a folder and holds
it to its promise: a database or a list of problems, and nothing else.
"""

from __future__ import annotations

import re
import shutil
import signal
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import yaml
from hypothesis import strategies as st

from example_projects import COMPLETE, lay_out, run

#: Seconds after which a command counts as hung; one takes a tenth of a second.
PATIENCE = 300
#: How the output ends that belongs to a status: problems, or files that are not canonical; or an error.
SAID = {
    1: re.compile(r"^\d[\d,]* (problems?|files? to be written)$\n?\Z", re.M),
    2: re.compile(r"^error: .+\n\Z", re.M),
}
TABLES = sorted(path.name for path in (COMPLETE / "facts").iterdir() if path.is_dir())
FILES = sorted(path.relative_to(COMPLETE).as_posix() for path in (COMPLETE / "facts").rglob("*") if path.is_file())
SCALARS = [
    "", "~", "null", "no", "0", "-0", "1e309", ".inf", ".nan", "0x10", "1_000", "1,500", "9" * 400, "١٢٣", "²", "½",
    "2025-13-45", "2025-02-30", "0000", "9999~", "../2021", "2025/2020", "2025-06-16T12:00", "12:30", "a" * 5000,
    "../x",
    "A b", "japan", "arcadia", "harbor-herald-2024", "ﬁ", "e\u0301", "\u200b", "\ufeff", "'", '"', '""', "''", "[]",
    "{}",
    "[a, b]", "{a: b}", "{a: {b: {c: {d: {e: {f: {g: h}}}}}}}", "- a", "|", ">", "&a b", "*a",
    "!!python/name:os.system x",
    "!!binary aGk=", "? a", "a: b: c", "%", "@x", "`x`", "#", "\\u0000", '"\\0"', '"\\x85"', '"a\\nb"', "\t", "日本",
    "<script>alert(1)</script>", "'; drop table facts; --", "id", "rowid", "select", "twelve", "more than", "-1",
]  # fmt: skip
LINES = [
    "---", "...", "%YAML 1.2", "%TAG ! x", "- id: a", "id: a", "  id: twice", "\tid: tab", "<<: *a", "- *a",
    "- &a {}", "? - a",
    "[", "]", "{", "}", "'", '"', "|", "- - - - - - - - - - a", "  citations:", "  citations: a", "  citations: []",
    "  citations: [a]", "  fields: [value]", "  derivations: {value: because}", "    - source: nowhere",
    "  parties: [japan]",
    "  nosuch: 1", "#", "\x00", "\ud7ff", "\u2028", "\x85", "\r", "\ufeff", "  ", "- ", "-", ":", "  quote: 'a",
    "  a: !!set {}",
    "article a b c", "number harbor-herald-2024 2 0 0 0", "citation", "x" * 20_000, "[" * 2000, "- " * 500,
]  # fmt: skip
NAMES = [
    "facts/figures/new.yml", "facts/nosuch/a.yml", "facts/a.yml", "facts/figures/deep/b.yml", "facts/figures/a.yaml",
    "facts/figures/a", "facts/figures/.a.yml", "facts/retired.yml", "facts/changes.yml", "facts/ids.lock",
    "facts/other.lock", "facts/figures/日本.yml", "facts/FIGURES/a.yml", "facts/citations/a.yml",
    "facts/release/a.yml", "facts/facts/a.yml", "facts/facts_fts/a.yml", "facts/figures/ .yml",
    "facts/sqlite_master/a.yml", "facts/places/-rf.yml",
]  # fmt: skip


class Change(NamedTuple):
    """One change to a folder: its kind (a key of CHANGES), the file, the place in it, and what is put there."""

    kind: str
    file: int
    place: int
    text: str


Files = dict[str, bytes]


def _lines(files: Files, change: Change) -> tuple[str, list[bytes], int]:
    """The file that is changed, its lines, and the line that the change is about."""
    name = sorted(files)[change.file % len(files)]
    lines = files[name].split(b"\n")
    return name, lines, change.place % len(lines)


def _set_line(files: Files, change: Change, *new: bytes) -> None:
    name, lines, at = _lines(files, change)
    files[name] = b"\n".join([*lines[:at], *new, *lines[at + 1 :]])


def _put_value(files: Files, change: Change) -> None:
    _, lines, at = _lines(files, change)
    _set_line(files, change, lines[at].partition(b":")[0] + b": " + _bytes(change))


def _put_key(files: Files, change: Change) -> None:
    _, lines, at = _lines(files, change)
    indent = lines[at][: len(lines[at]) - len(lines[at].lstrip())]
    _set_line(files, change, indent + _bytes(change) + b":" + lines[at].partition(b":")[2])


def _flip(files: Files, change: Change) -> None:
    name = sorted(files)[change.file % len(files)]
    data = bytearray(files[name] or b" ")
    data[change.place % len(data)] ^= 1 << (len(change.text) % 8)
    files[name] = bytes(data)


def _cut(files: Files, change: Change) -> None:
    name = sorted(files)[change.file % len(files)]
    files[name] = files[name][: change.place % (len(files[name]) + 1)]


def _move(files: Files, change: Change) -> None:
    name = sorted(files)[change.file % len(files)]
    files[NAMES[change.place % len(NAMES)]] = files.pop(name)


def _bytes(change: Change) -> bytes:
    return change.text.encode("utf-8", "surrogatepass")


CHANGES: dict[str, Callable[[Files, Change], object]] = {
    "value": _put_value,
    "key": _put_key,
    "line": lambda files, change: _set_line(
        files, change, _lines(files, change)[1][_lines(files, change)[2]], _bytes(change)
    ),
    "replace": lambda files, change: _set_line(files, change, _bytes(change)),
    "drop": lambda files, change: _set_line(files, change),
    "twice": lambda files, change: _set_line(files, change, *[_lines(files, change)[1][_lines(files, change)[2]]] * 2),
    "flip": _flip,
    "cut": _cut,
    "move": _move,
    "copy": lambda files, change: files.update(
        {NAMES[change.place % len(NAMES)]: files[sorted(files)[change.file % len(files)]]}
    ),
    "remove": lambda files, change: files.pop(sorted(files)[change.file % len(files)]) if len(files) > 1 else None,
    "file": lambda files, change: files.update({NAMES[change.place % len(NAMES)]: _bytes(change)}),
}


def changes() -> st.SearchStrategy[list[Change]]:
    """One to four changes of the complete example."""
    text = st.one_of(st.sampled_from(SCALARS), st.sampled_from(LINES), st.text(max_size=30))
    number = st.integers(0, 400)
    return st.lists(st.builds(Change, st.sampled_from(sorted(CHANGES)), number, number, text), min_size=1, max_size=4)


def made_up() -> st.SearchStrategy[dict[str, bytes]]:
    """One to three files whose records have known keys with any values, or any shape whatever."""
    columns = [
        "id",
        "label",
        "name",
        "title",
        "kind",
        "value",
        "unit",
        "checked",
        "citations",
        "source",
        "quote",
        "fields",
    ]
    scalars = st.one_of(st.sampled_from(SCALARS), st.text(max_size=12), st.integers(), st.none(), st.dates())
    nodes = st.recursive(
        scalars,
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(columns), inner, max_size=5),
        max_leaves=12,
    )
    records = st.lists(st.dictionaries(st.sampled_from(columns), nodes, max_size=8), max_size=3)
    names = st.sampled_from([f"facts/{table}/made-up.yml" for table in TABLES] + NAMES)
    return st.dictionaries(names, st.one_of(records, nodes).map(_dump), min_size=1, max_size=3)


def _dump(node: Any) -> bytes:
    return yaml.safe_dump(node, allow_unicode=True, sort_keys=False).encode("utf-8", "surrogatepass")


# ── the project, and the promise ──


class Fuzzed:
    """The complete example in a folder, built once, whose facts are laid out anew for each attempt."""

    def __init__(self, root: Path) -> None:
        self.root = lay_out(root)
        self.database = root / "factbook.db"
        self._base = {name: (root / name).read_bytes() for name in FILES}
        done = run(root)
        assert done.status == 0, done.output
        self._good = self.database.read_bytes()

    def changed(self, changes: list[Change]) -> Files:
        """The files of the folder after these changes."""
        files = dict(self._base)
        for change in changes:
            CHANGES[change.kind](files, change)
        return files

    def with_files(self, made: Files) -> Files:
        """The files of the folder with these laid over them."""
        return self._base | made

    def attempt(self, files: Files, *words: str) -> int:
        """Run the command over a folder of these files; returns its status.

        It is an error if the command raises, hangs, says nothing, or leaves anything but a whole database.
        """
        self._lay_out(files)
        with patience(PATIENCE):
            done = run(self.root, *words)
        assert "Traceback" not in done.output
        if done.status == 0:
            self._is_whole()
        else:
            assert SAID[done.status].search(done.output), done
            assert self.database.read_bytes() == self._good, "the old database is not as it was"
        assert not list(self.root.glob("*.tmp"))
        return done.status

    def _lay_out(self, files: Files) -> None:
        if self.database.read_bytes() != self._good:
            self.database.write_bytes(self._good)
        shutil.rmtree(self.root / "facts")
        for name, data in files.items():
            target = self.root / name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data)

    def _is_whole(self) -> None:
        with closing(sqlite3.connect(f"file:{self.database}?mode=ro", uri=True)) as connection:
            assert connection.execute("pragma integrity_check").fetchone() == ("ok",)
            assert connection.execute("pragma foreign_key_check").fetchall() == []
            assert connection.execute("select count(*) from release").fetchone() == (1,)


@contextmanager
def patience(seconds: int) -> Iterator[None]:
    """Raises TimeoutError where the block takes longer."""

    def stop(*_: object) -> None:
        raise TimeoutError(f"hung for {seconds} seconds")

    before = signal.signal(signal.SIGALRM, stop)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)
