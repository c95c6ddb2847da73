"""The canonical form: it says the same, is reached in one step, and keeps what an editor wrote above a record."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML

from example_projects import lay_out, run, write
from factbook.factfiles.canonical import canonical
from factbook.factfiles.read import FactNode, read_facts
from factbook.schema import load_schema
from this_project import ROOT

SCHEMA = load_schema(ROOT / "schema.sql")
PLACE = "- id: fish-bay\n  name: Fish Bay\n  kind: city\n  checked: '2026-11-24'\n"
# What the reader takes: no control characters, no line ends.
TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]), max_size=130)
TRICKY = st.text(st.sampled_from("ab:#-?'\"\\{}[],&*!|>%@` ~=<日\u200f\u00a0é0x"), max_size=30)
NODE = st.recursive(
    TEXT | TRICKY,
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text("abc", min_size=1, max_size=3), inner, max_size=3)
    ),
    max_leaves=5,
)
KEYS = [*SCHEMA.keys("places"), *SCHEMA.children("places"), "unknown"]
RECORDS = st.lists(
    st.dictionaries(st.sampled_from(KEYS), TEXT | TRICKY | NODE, min_size=1, max_size=5), min_size=1, max_size=3
)


def record(values: dict[str, object]) -> FactNode:
    return FactNode("places", "facts/places/file.yml", 0, 1, values)


def read(root: Path, text: str) -> list[FactNode]:
    write(root, "facts/places/file.yml", text)
    records, problems = read_facts(root / "facts")
    assert problems == [], text
    return records


def depth(value: object) -> int:
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return 1 + max(map(depth, inner), default=0) if isinstance(value, dict | list) else 0


@given(RECORDS.filter(lambda records: depth(records) <= 6))
@example([{"name": "a: b # c"}])
@example([{"name": ""}])
@example([{"name": "- a"}])
@example([{"name": " a "}])
@example([{"name": "\ufeffa"}])
@example([{"name": "a" * 200 + " b"}])
@example([{"name": "--- a"}])
@example([{"name": "..."}])
@settings(max_examples=200)
def test_reading_what_was_written_gives_the_same_values_and_writing_it_again_the_same_text(
    tmp_path_factory: pytest.TempPathFactory, records: list[dict[str, object]]
) -> None:
    root = tmp_path_factory.getbasetemp() / "canonical"
    # A file of which no record has an id is none of facts.
    records = [{"id": f"r{number}", **values} for number, values in enumerate(records)]
    text = canonical([record(values) for values in records], "", SCHEMA)
    again = read(root, text)
    assert [found.values for found in again] == records
    assert canonical(again, text, SCHEMA) == text


#: What one reader or another takes for a number, a day, a truth value or nothing.
TYPED = st.from_regex(
    r"[-+]?[0-9_:.]{1,8}([eE][-+]?[0-9]{1,2})?|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}|0[xob][0-9a-f]{1,4}", fullmatch=True
)
WORDS = [
    "No",
    "yes",
    "On",
    "off",
    "y",
    "N",
    "true",
    "False",
    "null",
    "Null",
    "~",
    "",
    "=",
    "<<",
    ".inf",
    "-.INF",
    ".nan",
]
MORE = [
    "012",
    "12:30",
    "1e3",
    "1_000",
    "0o14",
    "0x1F",
    "2026-11-24",
    "2001-12-14 21:59:43",
    "+1",
    "1.",
    ".5",
    "1.5e3",
    "190:20:30",
]


@given(TYPED | st.sampled_from([*WORDS, *MORE]) | TEXT | TRICKY)
@settings(max_examples=400)
def test_every_reader_of_yaml_takes_a_text_for_the_same_text(text: str) -> None:
    written = canonical([record({"name": text, "aliases": [text, "b"], "unknown": {text: text}})], "", SCHEMA)
    for read_by in (yaml.safe_load, YAML(typ="safe", pure=True).load):
        assert read_by(written) == [{"name": text, "aliases": [text, "b"], "unknown": {text: text}}]


@pytest.mark.parametrize("text", [*WORDS, *MORE])
def test_what_some_reader_would_type_is_quoted_and_says_the_same(text: str, tmp_path: Path) -> None:
    written = canonical([record({"name": text})], "", SCHEMA)
    assert written == f"- name: '{text}'\n"
    assert read(tmp_path, written)[0].values == {"name": text}


@pytest.mark.parametrize(
    ("value", "written"), [("8816000000", "8816000000"), ("-2.5", "-2.5"), ("012", "'012'"), ("1e3", "'1e3'")]
)
def test_a_number_of_a_column_of_numbers_stays_one_where_every_reader_takes_it_for_the_same(
    value: str, written: str
) -> None:
    figure = FactNode("figures", "facts/figures/file.yml", 0, 1, {"value": value, "label": "90"})
    assert canonical([figure], "", SCHEMA) == f"- label: '90'\n  value: {written}\n"


# ── what a head says for all records ──

HEAD = "- defaults:\n    source: bay-news\n    voice: reporter\n    checked: '2026-11-24'\n"
CITED = "  citations:\n    - paragraph: 1\n      quote: the bay of fish\n"


def test_a_record_says_what_the_head_says_where_it_says_nothing_itself(tmp_path: Path) -> None:
    text = f"{HEAD}\n- id: a\n{CITED}\n- id: b\n  checked: '2026-11-25'\n{CITED}      voice: speaker\n"
    first, second = read(tmp_path, text)
    assert (first.values["checked"], second.values["checked"]) == ("2026-11-24", "2026-11-25")
    assert first.values["citations"][0]["source"] == "bay-news"
    assert [r.values["citations"][0]["voice"] for r in (first, second)] == ["reporter", "speaker"]
    assert canonical([first, second], text, SCHEMA) == text


def test_comments_above_a_head_stay_there(tmp_path: Path) -> None:
    text = f"# Bays.\n{HEAD}\n# The first.\n- id: a\n{CITED}"
    assert canonical(read(tmp_path, text), text, SCHEMA) == text
    root = lay_out(tmp_path / "project")
    write(root, "facts/places/more.yml", text)
    assert "a comment inside a record" not in run(root, "fmt", "--check").output


def test_fmt_can_write_heads_and_the_facts_stay_the_same(tmp_path: Path) -> None:
    root = lay_out(tmp_path)
    before = run(root, "build").output.splitlines()[-1].rpartition("; ")[2]
    assert run(root, "fmt", "--defaults").status == 0
    assert "- defaults:\n" in (root / "facts/figures/seeds.yml").read_text(encoding="utf-8")
    assert run(root, "build").output.splitlines()[-1].rpartition("; ")[2] == before
    assert run(root, "fmt", "--check").output == "0 files to be written\n"


@pytest.mark.parametrize("head", ["- defaults: x\n", "- defaults: {note: x}\n", "- defaults: {voice: [a]}\n", HEAD])
def test_a_head_that_says_something_else_or_stands_alone_is_refused(head: str, tmp_path: Path) -> None:
    write(tmp_path, "facts/places/file.yml", head if head == HEAD else f"{head}- id: a\n")
    _, problems = read_facts(tmp_path / "facts")
    assert [(p.line, p.kind) for p in problems] == [(1, "structure")]


@given(st.text(st.characters(exclude_categories=["Cs", "Cc", "Z"]), min_size=1, max_size=20), st.integers(1, 40))
@settings(max_examples=100)
def test_long_text_is_folded_between_words(tmp_path_factory: pytest.TempPathFactory, word: str, count: int) -> None:
    values: dict[str, object] = {"id": "a", "name": " ".join([word] * count)}
    text = canonical([record(values)], "", SCHEMA)
    assert read(tmp_path_factory.getbasetemp() / "canonical", text)[0].values == values
    if word.isalnum():
        assert max(map(len, text.splitlines())) <= 110 + len(word)


def test_keys_come_in_the_order_of_the_schema_lists_last_and_a_blank_line_between_records(tmp_path: Path) -> None:
    text = "- checked: 2026-11-24\n  aliases:\n  - Bay\n  name: Fish Bay\n  id: fish-bay\n- {id: b, name: B}\n"
    assert canonical(read(tmp_path, text), text, SCHEMA) == (
        "- id: fish-bay\n  name: Fish Bay\n  checked: '2026-11-24'\n  aliases: [Bay]\n\n- id: b\n  name: B\n"
    )


def test_comments_above_a_record_stay_above_it(tmp_path: Path) -> None:
    """Also those above the first record, and where records are moved apart."""
    text = f"# Bays.\n# Of fish.\n\n{PLACE}# The second.\n- name: '#2'\n  id: second\n"
    assert canonical(read(tmp_path, text), text, SCHEMA) == (
        f"# Bays.\n# Of fish.\n{PLACE}\n# The second.\n- id: second\n  name: '#2'\n"
    )


@pytest.mark.parametrize(
    "text",
    [
        PLACE.replace("city", "city # a kind"),
        PLACE.replace("  kind", "  # a kind\n  kind"),
        PLACE + "# the end\n",
        PLACE + "  # the end\n",
        PLACE.replace("city", "'city'# a kind".replace("'#", "' #")),
        PLACE.replace("Fish Bay", "Bahía 🗾 # wide").replace("# Fish", "Fish"),
    ],
)
def test_a_comment_that_would_be_lost_keeps_the_file_as_it_is(text: str, tmp_path: Path) -> None:
    root = lay_out(tmp_path / "project")
    path = write(root, "facts/places/more.yml", text)
    done = run(root, "fmt")
    assert (done.status, "a comment inside a record has no place" in done.output) == (1, True)
    assert path.read_text(encoding="utf-8") == text


@pytest.mark.parametrize("name", ["'#1 of all'", "a#b", '"x # y"', "🗾#é"])
def test_a_sign_inside_a_text_is_no_comment(name: str, tmp_path: Path) -> None:
    root = lay_out(tmp_path / "project")
    write(root, "facts/places/more.yml", PLACE.replace("Fish Bay", name))
    assert run(root, "fmt").status == 0
    assert run(root, "fmt", "--check").output == "0 files to be written\n"


def test_fmt_changes_files_once_and_no_fact_ever(tmp_path: Path) -> None:
    root = lay_out(tmp_path / "project")
    assert run(root).status == 0
    database = (root / "factbook.db").read_bytes()
    for path in root.glob("facts/*/*.yml"):
        path.write_text(path.read_text(encoding="utf-8").replace(": ", ":   "), encoding="utf-8")
    assert run(root, "fmt", "--check").status == 1
    assert run(root, "fmt").output.endswith("11 files changed\n")
    assert run(root, "fmt").output == "0 files changed\n"
    assert run(root).status == 0
    assert (root / "factbook.db").read_bytes() == database


def test_fmt_check_writes_nothing(tmp_path: Path) -> None:
    root = lay_out(tmp_path / "project")
    path = write(root, "facts/places/more.yml", PLACE.replace("Fish Bay", "'Fish Bay'"))
    done = run(root, "fmt", "--check")
    assert done.status == 1
    assert "-  name: 'Fish Bay'\n+  name: Fish Bay\n" in done.output
    assert "'Fish Bay'" in path.read_text(encoding="utf-8")
