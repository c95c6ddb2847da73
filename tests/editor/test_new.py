"""`build.py new`: a record to be filled in, with a free id and today's keys."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest
import yaml

from commands import run_command
from example_projects import lay_out, run
from factbook.editor.new import free_id, slug
from factbook.editor.words import singular, table_named
from factbook.project import Project
from factbook.schema import load_schema
from this_project import ROOT, build, without_archive

FILLED = {
    "indicator": "boats",
    "unit": "boats",
    "qualifier": "as printed",
    "status": "reported",
    "checked": "2026-11-24",
    "paragraph": "3",
    "quote": "said that more than 15,000 farmers",
    "voice": "speaker",
}


def new(root: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return run_command(build(root, "new", *words), cwd=root, env=without_archive())


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return lay_out(tmp_path / "project")


def keys_of(text: str) -> list[str]:
    """Every key of the record, those behind a hint's sign too."""
    return re.findall(r"^(?:- |  )(?:#: )?([a-z_0-9]+):(?: |$)", text, re.M)


# ── the template ──


@pytest.mark.parametrize("table", list(load_schema(Project(ROOT).schema_sql).roots))
def test_a_new_record_has_every_key_of_its_table_and_each_required_one_stands_open(table: str, root: Path) -> None:
    schema = load_schema(Project(root).schema_sql)
    text = run(root, "new", singular(table), "--id", "new-one", "--explain").output
    assert set(keys_of(text)) == {*schema.keys(table), *schema.children(table)}
    (record,) = yaml.load(text, yaml.BaseLoader)  # noqa: S506 - strings only
    required = {name for name, column in schema.keys(table).items() if column.required}
    assert set(record) - {"citations", "id"} == required - {"id"}
    assert ("citations" in record) == schema.tables[table].needs_proof


def test_a_new_record_follows_schema_sql_as_it_is_today(root: Path) -> None:
    schema = root / "schema.sql"
    column = "  -- How many sails it has. [unit: sails]\n  sails integer not null,\n  -- Name in English. [label]"
    text = schema.read_text(encoding="utf-8")
    schema.write_text(text.replace("  -- Name in English. [label]", column, 1), encoding="utf-8")
    assert "  #: How many sails it has. Unit: sails.\n  sails:\n" in run(root, "new", "place", "--explain").output


def test_each_key_is_explained_and_a_closed_list_is_written_out(root: Path) -> None:
    text = " ".join(run(root, "new", "meeting", "--explain").output.replace("#:", "").split())
    assert "Where it took or takes place. The id of a place. place:" in text
    assert "Its number in a series. Unit: ordinal in the series. edition:" in text
    assert "Choose from held, planned, proposed, postponed, recurring. status:" in text


def test_only_keys_that_count_are_written_and_what_is_given_is_in_them(root: Path) -> None:
    values = ["value=12", "indicator=boats", "--quote", "sold 12 boats", "--voice", "reporter", "--date", "2026-11-24"]
    text = run(root, "new", "figure", "--label", "Boats", *values, "--source", "harbor-herald-2024").output
    assert text == (
        "- id: boats\n  label: Boats\n  indicator: boats\n  value: 12\n  unit:\n  qualifier:\n  status:\n"
        "  checked: '2026-11-24'\n  citations:\n    - source: harbor-herald-2024\n      paragraph:\n"
        "      quote: sold 12 boats\n      voice: reporter\n"
    )


def test_a_key_that_the_table_does_not_have_is_told(root: Path) -> None:
    done = new(root, "figure", "valu=12")
    assert (done.returncode, "did you mean 'value'?" in done.stderr) == (2, True)


def test_a_record_of_nearly_the_same_name_is_told(root: Path) -> None:
    done = new(root, "organization", "--label", "Kitta Motors")
    assert re.search(r"bodies\.yml:\d+ may be the same: kita-motors \(Kita Motors\)", done.stderr)
    assert "may be the same: norland-seed-agency" in new(root, "organization", "--label", "Seed Agency").stderr


def test_what_is_known_is_filled_in(root: Path) -> None:
    words = ["--label", "Boats: a count", "--source", "harbor-herald-2024", "--paragraph", "3"]
    (record,) = yaml.load(run(root, "new", "figures", *words).output, yaml.BaseLoader)  # noqa: S506 - strings only
    assert (record["id"], record["label"]) == ("boats-a-count", "Boats: a count")
    assert record["citations"][0]["source"] == "harbor-herald-2024"
    assert record["citations"][0]["paragraph"] == "3"


def test_singular_and_plural_of_a_table_are_the_same(root: Path) -> None:
    schema = load_schema(Project(root).schema_sql)
    assert [table_named(singular(name), schema) for name in schema.roots] == list(schema.roots.values())
    assert run(root, "new", "place", "--id", "a-bay").output == run(root, "new", "places", "--id", "a-bay").output


def test_a_kind_that_does_not_exist_is_refused_with_those_that_do(root: Path) -> None:
    done = new(root, "boat")
    assert done.returncode == 2
    assert "'boat' is none of source, " in done.stderr


def test_a_record_that_is_not_filled_in_is_refused_and_every_open_key_is_told(root: Path) -> None:
    new(root, "figure", "--label", "Boats", "--into", "facts/figures/boats.yml")
    told = run(root, "check").output
    for key in ("indicator", "unit", "qualifier", "status", "citations[1].quote"):
        assert f"boats {key}: '' is no value [placeholder]" in told


def test_a_record_that_is_filled_in_loses_its_hints_in_the_canonical_form_and_passes(root: Path) -> None:
    words = ["--label", "Boats in the harbor", "--source", "harbor-herald-2024", "--into", "facts/figures/boats.yml"]
    assert new(root, "figure", *words, "--explain", "--date", "2026-11-24").returncode == 0
    path = root / "facts/figures/boats.yml"
    text = path.read_text(encoding="utf-8")
    for key, value in FILLED.items():
        text = re.sub(rf"^( +){key}:$", rf"\g<1>{key}: {value}", text, flags=re.M)
    text = text.replace("  #: value:", "  value: 15000").replace("as printed\n", "more than\n")
    text = re.sub(r"^( +)#: speaker:", r"\g<1>speaker: cuauhtemoc-ibarra", text, flags=re.M)
    path.write_text(text, encoding="utf-8")
    assert run(root, "fmt").status == 0
    assert "#" not in path.read_text(encoding="utf-8")
    done = run(root, "verify", "--archive", str(root / "archive"))
    assert "boats-in-the-harbor unit: the unit 'boats' is not printed" in done.output
    path.write_text(path.read_text(encoding="utf-8").replace("unit: boats", "unit: farmers"), encoding="utf-8")
    assert run(root, "verify", "--archive", str(root / "archive")).status == 0


# ── the id ──


def test_an_id_is_a_slug_of_the_label_without_accents_and_apostrophes() -> None:
    assert slug("Teresa Jiménez's visit, São Paulo & 日本: 2024") == "teresa-jimenezs-visit-sao-paulo-2024"
    assert slug("日本") == ""
    assert slug("word " * 30) == "-".join(["word"] * 16)


def test_an_id_that_is_taken_gets_the_next_number_that_is_free() -> None:
    assert free_id("bay", {"bay", "bay-2", "bay-3"}) == "bay-4"
    long = "a" * 80
    assert free_id(long, {long}) == f"{'a' * 78}-2"


def test_an_id_is_free_over_all_tables_and_a_name_that_exists_is_told(root: Path) -> None:
    done = new(root, "organization", "--label", "Port Alba")
    assert done.stdout.startswith("- id: port-alba-2\n")
    assert re.search(
        r"note: 'port-alba' is in use, by facts/places/places\.yml:\d+: 'port-alba-2' is the next", done.stderr
    )
    done = new(root, "place", "--label", "PORT ÁLBA")
    assert re.search(
        r"facts/places/places\.yml:\d+ has this name: if it is the same thing, add a citation", done.stderr
    )


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--id", "arcadia"], "'arcadia' is in use, by facts/places/places.yml:1"),
        (["--id", "Not a slug"], "'Not a slug' is not a slug"),
        (["--source", "nothing"], "there is no article 'nothing'"),
        (["--source", "arcadia"], "there is no article 'arcadia'"),
        (["--file", "schema.sql"], "--file is for a source"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_written(root: Path, words: list[str], told: str) -> None:
    done = new(root, "figure", *words, "--into", "facts/figures/new.yml")
    assert (done.returncode, done.stdout) == (2, "")
    assert told in done.stderr
    assert not (root / "facts/figures/new.yml").exists()


# ── --into ──


def test_a_record_is_put_at_the_end_of_a_file_and_what_was_there_stays(root: Path) -> None:
    path = root / "facts/places/places.yml"
    before = path.read_text(encoding="utf-8")
    assert new(root, "place", "--label", "Fish Bay", "--into", str(path)).stdout.startswith("fish-bay written to ")
    after = path.read_text(encoding="utf-8")
    assert after.startswith(before.rstrip() + "\n\n- id: fish-bay\n")
    assert len(yaml.load(after, yaml.BaseLoader)) == len(yaml.load(before, yaml.BaseLoader)) + 1  # noqa: S506


@pytest.mark.parametrize(
    "path", ["facts/figures/x.yml", "facts/places/x.yaml", "x.yml", "facts/places/a/x.yml", "../x.yml"]
)
def test_a_record_goes_into_a_fact_file_of_its_own_table_only(root: Path, path: str) -> None:
    done = new(root, "place", "--label", "Fish Bay", "--into", path)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.endswith("such records go into facts/places/*.yml\n")
    assert not (root / path).exists()


def test_what_became_of_a_record_goes_into_the_one_file_for_that(root: Path) -> None:
    done = new(root, "retired", "--id", "old-bay", "--into", "facts/retired.yml")
    assert (done.returncode, done.stderr) == (0, "")
    assert "- id: old-bay" in (root / "facts/retired.yml").read_text(encoding="utf-8")
