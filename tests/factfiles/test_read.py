"""Fact files to records: strings only, each with its place, and refusal of all that is not a plain fact file."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from example_projects import write
from factbook.factfiles.files import CONTROL, MAX_BYTES, fact_files
from factbook.factfiles.locate import RecordFault, problems_of
from factbook.factfiles.read import FactNode, read_facts
from factbook.problems import Fault, Key, Problem, ProjectError, RowKey

WORDS = [
    "no",
    "yes",
    "null",
    "~",
    "012",
    "12:30",
    "1e3",
    "0x10",
    ".inf",
    "2026-11-24",
    "1_000",
    "+1",
    "<<",
    "=",
    "9" * 40,
]


def read(root: Path, text: str | bytes) -> tuple[list[FactNode], list[Problem]]:
    """What one file with this text in a facts folder gives."""
    path = write(root, "facts/places/file.yml", "")
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_facts(root / "facts")


def refusal(root: Path, text: str | bytes) -> Problem:
    records, problems = read(root, text)
    assert records == []
    (problem,) = problems
    return problem


@pytest.mark.parametrize("word", WORDS)
def test_every_scalar_stays_the_text_that_is_written(word: str, tmp_path: Path) -> None:
    (record,), problems = read(tmp_path, f"- name: {word}\n")
    assert problems == []
    assert record.values == {"name": word}


def test_a_record_knows_its_line_and_its_place_in_the_file(tmp_path: Path) -> None:
    records, _ = read(tmp_path, "# above\n- id: año\n\n- id: b\n")
    assert [(record.number, record.line, record.place) for record in records] == [
        (0, 2, "facts/places/file.yml:2"),
        (1, 4, "facts/places/file.yml:4"),
    ]


@pytest.mark.parametrize(
    ("path", "place"),
    [
        ((), (2, 3, "x")),
        (("id",), (2, 7, "x id")),
        ((Key("id"),), (2, 3, "x id")),
        (("gone",), (2, 3, "x gone")),
        (("list", 0), (4, 7, "x list[1]")),
        (("list", 0, "first"), (4, 7, "x list[1].first")),
        (("list", 1, "c"), (6, 10, "x list[2].c")),
        (("list", 1, "gone"), (5, 7, "x list[2].gone")),
        (("pairs", RowKey("2")), (8, 5, "x pairs[2]")),
        (("pairs", RowKey("2"), Key("number")), (8, 5, "x pairs[2].number")),
        (("pairs", RowKey("2"), "reason"), (8, 8, "x pairs[2].reason")),
    ],
)
def test_a_fault_is_found_in_the_file_by_its_path_or_as_far_as_that_leads(
    path: tuple[str | int, ...], place: tuple[int, int, str]
) -> None:
    text = "# above\n- id: año\n  list:\n    - a\n    - b: é\n      c: d\n  pairs:\n    2: because\n"
    (problem,) = problems_of(text, "file.yml", [RecordFault(0, "x", Fault("kind", "wrong", path=path))])
    assert (problem.line, problem.column, problem.where) == place


def test_a_key_twice_names_the_line_of_the_first_in_the_same_mapping(tmp_path: Path) -> None:
    problem = refusal(tmp_path, "- id: a\n  b:\n    - id: 1\n    - c: 2\n      id: 3\n      c: 4\n")
    assert (problem.line, problem.message) == (6, "key 'c' is there already, in line 4")


def test_the_folder_is_the_table_and_files_come_in_the_order_of_their_names(tmp_path: Path) -> None:
    for name in ("places/b.yml", "places/a.yml", "figures/z.yml"):
        write(tmp_path, f"facts/{name}", f"- id: {name}\n")
    records, problems = read_facts(tmp_path / "facts")
    assert problems == []
    assert [(r.table, r.path) for r in records] == [
        ("figures", "facts/figures/z.yml"),
        ("places", "facts/places/a.yml"),
        ("places", "facts/places/b.yml"),
    ]


def test_locks_and_hidden_files_are_no_fact_files(tmp_path: Path) -> None:
    for name in ("ids.lock", "locks/a-source.lock", "places/.a.yml.swp", ".git/x", "places/a.yml"):
        write(tmp_path, f"facts/{name}", "- id: a\n")
    assert [path.name for path in fact_files(tmp_path / "facts")] == ["a.yml"]


def test_without_a_facts_folder_nothing_can_go_on(tmp_path: Path) -> None:
    with pytest.raises(ProjectError, match="no such folder"):
        read_facts(tmp_path / "facts")


def test_a_file_that_is_refused_does_not_hide_the_others(tmp_path: Path) -> None:
    write(tmp_path, "facts/places/other.yml", "- id: other\n")
    records, problems = read(tmp_path, "- id: [\n")
    assert [record.id for record in records] == ["other"]
    assert [problem.kind for problem in problems] == ["yaml"]


def test_a_record_that_is_no_mapping_does_not_hide_the_others(tmp_path: Path) -> None:
    records, problems = read(tmp_path, "- id: one\n- two\n- id: three\n")
    assert [record.id for record in records] == ["one", "three"]
    assert [(problem.line, problem.kind) for problem in problems] == [(2, "structure")]


@pytest.mark.parametrize(
    "text", ["- " * 10_000, "- id: " + "[" * 10_000, "- id: " + "{a: " * 10_000, "- ? " + "[" * 10_000]
)
def test_nesting_ten_thousand_deep_is_refused(text: str, tmp_path: Path) -> None:
    problem = refusal(tmp_path, text)
    assert problem.kind in {"structure", "yaml"}
    assert "nest" in problem.message


def test_a_billion_laughs_are_refused_at_the_first(tmp_path: Path) -> None:
    lines = ["- a0: &a0 ha"] + [f"  a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 30)]
    problem = refusal(tmp_path, "\n".join(lines))
    assert (problem.line, problem.kind) == (1, "yaml")


def test_a_file_of_fifty_megabytes_is_refused_unread(tmp_path: Path) -> None:
    path = write(tmp_path, "facts/places/file.yml", "- id: a\n")
    os.truncate(path, 50_000_000)
    _, (problem,) = read_facts(tmp_path / "facts")
    assert problem.message == f"50,000,000 bytes; a fact file has at most {MAX_BYTES:,}"


def test_a_link_out_of_the_facts_is_refused_be_it_to_a_file_or_a_folder(tmp_path: Path) -> None:
    write(tmp_path, "outside/place.yml", "- id: outside\n")
    write(tmp_path, "facts/places/a.yml", "- id: inside\n")
    (tmp_path / "facts/places/link.yml").symlink_to(tmp_path / "outside/place.yml")
    (tmp_path / "facts/figures").symlink_to(tmp_path / "outside")
    (tmp_path / "facts/places/gone.yml").symlink_to(tmp_path / "outside/gone.yml")
    records, problems = read_facts(tmp_path / "facts")
    assert [record.id for record in records] == ["inside"]
    assert {problem.path for problem in problems} == {
        "facts/figures", "facts/places/gone.yml", "facts/places/link.yml",
    }  # fmt: skip
    assert {problem.message for problem in problems} == {"a link that leads out of facts/"}


def test_a_link_to_nothing_is_refused(tmp_path: Path) -> None:
    write(tmp_path, "facts/places/a.yml", "- id: a\n")
    (tmp_path / "facts/places/link.yml").symlink_to("nowhere.yml")
    _, (problem,) = read_facts(tmp_path / "facts")
    assert problem.message == "cannot be read: No such file or directory"


def test_what_is_no_regular_file_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    write(tmp_path, "facts/places/a.yml", "- id: a\n")
    os.mkfifo(tmp_path / "facts/places/pipe.yml")
    _, (problem,) = read_facts(tmp_path / "facts")
    assert (problem.path, problem.message) == ("facts/places/pipe.yml", "not a regular file")


@pytest.mark.parametrize("sign", ["\x00", "\x07", "\x1b", "\x7f", "\x85", "\x9f", "\u2028", "\u2029"])
def test_control_characters_are_refused_as_they_are_and_escaped(sign: str, tmp_path: Path) -> None:
    assert refusal(tmp_path, f"- id: a{sign}b\n").kind == "control-character"
    assert refusal(tmp_path, f'- id: "a\\u{ord(sign):04x}b"\n').kind == "control-character"


@pytest.mark.parametrize("sign", ["\u200f", "\u202e", "\ufeff", "\u200d", "\u00ad", "é", "日", "🗾"])
def test_every_other_character_is_kept_as_text(sign: str, tmp_path: Path) -> None:
    (record,), problems = read(tmp_path, f"- id: a{sign}b\n")
    assert problems == []
    assert record.id == f"a{sign}b"


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=60))
@example("- id: 'a\ud7ff'")
@example("- !!str a: b")
@settings(max_examples=300)
def test_any_text_gives_records_or_problems_and_never_an_exception(
    tmp_path_factory: pytest.TempPathFactory, text: str
) -> None:
    root = tmp_path_factory.getbasetemp() / "any"
    records, problems = read(root, text)
    assert bool(records) or bool(problems)


@given(st.binary(max_size=40))
@settings(max_examples=200)
def test_any_bytes_give_records_or_problems_and_never_an_exception(
    tmp_path_factory: pytest.TempPathFactory, data: bytes
) -> None:
    records, problems = read(tmp_path_factory.getbasetemp() / "any", data)
    assert bool(records) or bool(problems)


TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]), min_size=1, max_size=20)


@given(st.dictionaries(TEXT, TEXT, min_size=1, max_size=4))
@settings(max_examples=200)
def test_what_another_writer_of_yaml_has_quoted_is_read_as_it_was(
    tmp_path_factory: pytest.TempPathFactory, values: dict[str, str]
) -> None:
    """PyYAML, told to quote everything, is the other writer."""
    text = yaml.safe_dump([values], default_style='"', allow_unicode=True, sort_keys=False).replace("!!null ", "")
    (record,), problems = read(tmp_path_factory.getbasetemp() / "any", text)
    assert problems == []
    assert record.values == values
    assert not any(CONTROL.search(value) for value in values.values())


def test_a_file_of_something_else_is_told_of_once_however_long_it_is(tmp_path: Path) -> None:
    foreign = "".join(f"- name: n{number}\n  email: a@b.example\n" for number in range(1000))
    records, problems = read(tmp_path, foreign)
    assert records == []
    assert [(p.line, p.kind) for p in problems] == [(1, "structure")]
    assert "none of its 1,000 records has an id" in problems[0].message


def test_a_record_without_an_id_among_others_is_a_record_still(tmp_path: Path) -> None:
    records, problems = read(tmp_path, "- id: a\n  name: A\n- name: B\n")
    assert [record.id for record in records] == ["a", ""]
    assert not problems
