"""Fact files read line by line: exactly what YAML makes of the same file, or nothing, and nearly never nothing."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from factbook.lines import read_lines
from factbook.read import read_file, unmarked
from this_project import ROOT

FACTS = sorted((ROOT / "facts").rglob("*.yml"))
EXAMPLES = sorted(path for path in (ROOT / "tests/examples").glob("*/*/facts/**/*") if path.is_file())
FUZZED = sorted((ROOT / "tests/fuzz_corpus").iterdir())
OFTEN = settings(
    max_examples=500,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


class Held:
    """A fact file that is written anew for each text, and both ways to read it."""

    def __init__(self, root: Path) -> None:
        self.file = root / "facts/places/file.yml"
        self.file.parent.mkdir(parents=True, exist_ok=True)

    def holds(self, data: str | bytes) -> bool:
        """Whether the lines are read at all; it is an error if they are read in another way than YAML reads them."""
        data = data if isinstance(data, bytes) else data.encode("utf-8", "surrogatepass")
        try:
            found = read_lines(data.decode())
        except UnicodeDecodeError:
            return False
        if found is None:
            return False
        self.file.write_bytes(data)
        records, problems = read_file(self.file, self.file.parent.parent)
        assert problems == [], data
        # The order of a record's own keys says nothing; that of its lists and mappings does.
        assert [inner(record) for record in found] == [inner(unmarked(record.block)) for record in records], data
        return True


def inner(record: dict[str, Any]) -> dict[str, object]:
    return {key: in_order(node) for key, node in record.items()}


def in_order(node: object) -> object:
    """The node with its mappings as pairs, so that they are equal only in the same order."""
    if isinstance(node, dict):
        return tuple((key, in_order(value)) for key, value in node.items())
    return [in_order(item) for item in node] if isinstance(node, list) else node


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> Held:
    return Held(tmp_path_factory.mktemp("lines"))


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> list[bytes]:
    folder = tmp_path_factory.mktemp("bench") / "corpus"
    command = [sys.executable, str(ROOT / "bench/corpus.py"), "300", str(folder)]
    subprocess.run(command, check=True, env=os.environ | {"PYTHONPATH": str(ROOT)})
    return [path.read_bytes() for path in sorted((folder / "facts").rglob("*.yml"))]


# ── files as they are written ──


def test_the_fact_files_of_the_project_are_read_as_yaml_reads_them(held: Held) -> None:
    read = [held.holds(path.read_bytes()) for path in FACTS]
    assert sum(read) > len(read) / 2


@pytest.mark.parametrize("paths", [EXAMPLES, FUZZED], ids=["examples", "fuzz_corpus"])
def test_odd_files_are_read_as_yaml_reads_them_or_left_to_it(held: Held, paths: list[Path]) -> None:
    for path in paths:
        held.holds(path.read_bytes())


def test_nearly_all_files_of_a_large_factbook_are_read_by_their_lines(held: Held, corpus: list[bytes]) -> None:
    read = [held.holds(data) for data in corpus]
    assert sum(read) >= len(read) - 1


# ── files that are nearly usual ──

PLAIN = [
    "b", "a text", "2025", "-1", "no", "null", "~", "$5", "(a)", "été", "日本", "a, b", "a [b]", "a {b}",
    "don't", 'a "b"',
    "a:b", "a: b", "a:", "a :b", "a #b", "a#b", "a - b", "a ", "a\tb", "a\u00a0b", "a\u2028b", "\ufeffa", "a\x0bb",
    "a\u0345", "%a", "@a", "`a", "&a b", "*a", "!a b", "?a", "? a", "-a", "- a", "<<", "=", "...", "---",
    "|", ">-", "[a",
    "a]", "x" * 1100, "a\\", "a'", 'a"', "", "",
]  # fmt: skip
QUOTED = [
    "'a'", '"a"', "''", '""', "'it''s'", '"a\\"b"', '"a\\nb"', "'a' b", '"a" b', "'a: b'", '"a #b"',
    "'a", '"a', '"a"#b',
    "[a]", "[a, b]", "[a,b]", "[a, ]", "[]", "[A]", "[a b]", "[a, a]", "[a: b]", "[[a]]", "{}", "{a: b}",
    "[a] b", "[1]",
]  # fmt: skip
KEYS = [
    "a", "b", "a", "b-c", "d_e", "a1", "1a", "A", "é", "<<", "'a'", '"a"', "a b", "a" * 81, "a" * 82, "k" * 1100,
    "?",
]  # fmt: skip
STARTS = [
    "- ", "  ", "    ", "    - ", "      ", "        ", "", " ", "   ", "-", "  - ", "- - ", "      - ", "\t",
    "     ",
]  # fmt: skip
FIRST = ["- a: b", "- a:", "- id: a", "- a: [b]", "- a: b c", "", "a: b"]
values = st.sampled_from(PLAIN) | st.sampled_from(QUOTED) | st.text(max_size=6)
usual = st.sampled_from(["b", "a text", "2025", "[a]", "[a, b]", "'a'", '"a b"'])
keyed = st.builds("{}{}: {}".format, st.sampled_from(STARTS), st.sampled_from(KEYS), values)
opened = st.builds("{}{}:".format, st.sampled_from(STARTS[:6]), st.sampled_from(KEYS))
bare = st.builds("{}{}".format, st.sampled_from(STARTS), values)
near = st.builds("{}{}: {}".format, st.sampled_from(STARTS[:5]), st.sampled_from(["a", "b", "c", "d"]), usual)
near_bare = st.builds("{}{}".format, st.sampled_from(STARTS[2:6]), usual)
blank = st.sampled_from(["", "", "#", "---", "...", " "])
lines = st.lists(near | near_bare | near | opened | near | keyed | bare | blank, max_size=8)


@settings(OFTEN, max_examples=600)
@given(first=st.sampled_from(FIRST), rest=lines, end=st.booleans())
@example(first="- a: b", rest=["c: d"], end=True)
@example(first="- a: b", rest=["c"], end=True)
@example(first="a: b", rest=["- a: b"], end=True)
@example(first="- a:", rest=["    - b", "c: d"], end=True)
@example(first="- a:", rest=["    b: c"], end=True)
@example(first="- a:", rest=["    - b: c", "    - d"], end=True)
@example(first="- a:", rest=["    - b: c", "    - d", "", "- a:", "    - b: c", "    - d"], end=True)
@example(first="- a:", rest=["    - b", "    - d: c"], end=True)
@example(first="- a: [b]", rest=["", "- a: b", "", "- a: [b, c]"], end=True)
@example(first="- a: b", rest=["", "- a: b", "    c"], end=True)
def test_lines_that_are_nearly_usual_are_read_as_yaml_reads_them(
    held: Held, first: str, rest: list[str], end: bool
) -> None:
    held.holds("\n".join([first, *rest]) + ("\n" if end else ""))


# ── records of known forms, each with other values ──

record = st.tuples(
    st.sampled_from([("a",), ("a", "b"), ("b", "a"), ("a", "c-d", "b"), ("a", "b", "a")]),
    st.sampled_from(["last", "list", "mapping", "items", "mixed", "mixed otherwise", "nothing", "text"]),
    st.lists(usual, min_size=6, max_size=6),
    st.none() | st.none() | st.none() | st.tuples(st.integers(0, 5), values),
)
Parts = tuple[tuple[str, ...], str, list[str], tuple[int, str] | None]


def record_of(parts: Parts) -> str:
    """A record's text: keys with values, then a last key that holds what is named; one value may be an odd one."""
    keys, kind, values, odd = parts
    if odd:
        values[odd[0]] = odd[1]
    own = [f"  {key}: {value}" for key, value in zip(keys, values, strict=False)]
    x, y, z = values[3:]
    last = {
        "list": [f"    - {x}", f"    - {y}"],
        "mapping": [f"    x: {x}", f"    y: {y}"],
        "items": [f"    - x: {x}", f"      y: {y}", f"    - x: {z}"],
        "mixed": [f"    - x: {x}", f"    - {y}"],
        "mixed otherwise": [f"    - {x}", f"    - x: {y}"],
        "text": [f"    {z}"],
    }.get(kind, [])
    held = [f"  last: {z}"] if kind == "last" else ["  last:", *last]
    return "\n".join(["- " + own[0][2:], *own[1:], *held])


@settings(OFTEN, max_examples=600)
@given(records=st.lists(record, min_size=1, max_size=4), between=st.sampled_from(["\n", "\n\n", "\n\n", "\n\n\n"]))
def test_records_of_known_forms_are_read_as_yaml_reads_them(held: Held, records: list[Parts], between: str) -> None:
    held.holds(between.join(map(record_of, records)) + "\n")


# ── real files, changed ──

ALTERED = [path.read_text(encoding="utf-8") for path in FACTS]
PIECES = [
    ":", ": ", " ", "  ", "-", "- ", "#", " #", "'", '"', "\n", "\n\n", "[", "]", "{", ",", "&", "*", "!",
    "?", "|", "\\", "\t",
    "\u00a0", "\u2028", "\ufeff", "\x00", "---\n", "...\n", "a", "a: b\n", "    ",
]  # fmt: skip


def change_text(text: str, kind: str, place: int, piece: str) -> str:
    at = place % (len(text) + 1)
    after = at + (0 if kind == "insert" else 1)
    return text[:at] + ("" if kind == "delete" else piece) + text[after:]


def change_line(text: str, kind: str, place: int, piece: str) -> str:
    found = text.split("\n")
    at, other = place % len(found), place // 7 % len(found)
    if kind == "swap":
        found[at], found[other] = found[other], found[at]
    elif kind == "outdent":
        found[at] = found[at].removeprefix("  ")
    else:
        found[at : at + 1] = {"drop": [], "twice": [found[at]] * 2, "indent": ["  " + found[at]], "put": [piece]}[kind]
    return "\n".join(found)


changed = st.builds(
    lambda change, *parts: (change, *parts),
    st.sampled_from(["insert", "delete", "replace", "swap", "drop", "twice", "indent", "outdent", "put"]),
    st.integers(0, 100_000),
    st.sampled_from(PIECES) | st.sampled_from(PLAIN) | st.characters() | st.sampled_from("ab 1[,-"),
)


@settings(OFTEN, max_examples=500)
@given(text=st.sampled_from(ALTERED), changes=st.lists(changed, min_size=1, max_size=2), start=st.integers(0, 10_000))
def test_a_real_file_that_is_changed_is_read_as_yaml_reads_it(
    held: Held, text: str, changes: list[tuple[str, int, str]], start: int
) -> None:
    """A few records of it: what is around them takes time and shows nothing."""
    records = text.split("\n\n")
    at = start % len(records)
    text = "\n\n".join(records[at : at + 2]).rstrip("\n") + "\n"
    for kind, place, piece in changes:
        change = change_text if kind in ("insert", "delete", "replace") else change_line
        text = change(text, kind, place, piece)
    held.holds(text)
