"""The JSON Schemas of fact files: current, sound, and of one mind with the facts, by a validator that is not ours."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft7Validator
from referencing import Registry, Resource

from example_projects import EXAMPLES, lay_out, run, write
from factbook.editor.json_schema import FOLDER, IDS, SETTINGS, ids_file, schema_files, settings_file
from factbook.factfiles.files import fact_files
from factbook.factfiles.read import read_facts
from factbook.project import Project
from factbook.schema import REGISTER, load_schema
from this_project import ROOT

# What the schemas cannot see: whatever is said over more than one value, or of an article.
SEEN = (
    "choice", "date", "missing-key", "reference", "slug", "structure", "structure-values", "type", "type-integer",
    "unknown-key",
)  # fmt: skip


class Yaml12(yaml.SafeLoader):
    """YAML as editors read it: the core schema of YAML 1.2, in which dates are texts and `no` is no false."""

    yaml_implicit_resolvers: dict[str, list[tuple[str, re.Pattern[str]]]] = {}  # noqa: RUF012 - PyYAML's way


for kind, pattern, first in (
    ("bool", r"^(?:true|True|TRUE|false|False|FALSE)$", "tTfF"),
    ("null", r"^(?:~|null|Null|NULL|)$", ["~", "n", "N", ""]),
    ("int", r"^[-+]?[0-9]+$", "-+0123456789"),
    ("float", r"^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$", "-+.0123456789"),
):
    Yaml12.add_implicit_resolver(f"tag:yaml.org,2002:{kind}", re.compile(pattern), list(first))
Yaml12.add_constructor("tag:yaml.org,2002:int", lambda _, node: int(node.value))


def loaded(path: Path) -> Any:
    """The file as JSON would hold it: keys are texts."""

    def with_text_keys(node: Any) -> Any:
        if isinstance(node, dict):
            return {str(key): with_text_keys(value) for key, value in node.items()}
        return [with_text_keys(item) for item in node] if isinstance(node, list) else node

    return with_text_keys(yaml.load(path.read_text(encoding="utf-8"), Yaml12))  # noqa: S506 - a safe loader's child


def generated(root: Path) -> dict[str, str]:
    return schema_files(load_schema(Project(root).schema_sql))


def with_ids(root: Path) -> dict[str, str]:
    """The schemas, with the ids of every record that can be read, whether the facts are good or not."""
    schema, labels = load_schema(Project(root).schema_sql), defaultdict[str, dict[str, str]](dict)
    for record in read_facts(root / "facts")[0]:
        for table in {record.table, REGISTER if schema.tables[record.table].is_fact else record.table}:
            labels[table][record.id] = ""
    return {**generated(root), IDS: ids_file(schema, labels)}


def faults(root: Path, files: dict[str, str]) -> Iterator[str]:
    """What the validator finds in the fact files of a project."""
    schemas = {name.removeprefix(f"{FOLDER}/"): json.loads(text) for name, text in files.items()}
    registry = Registry().with_resources((name, Resource.from_contents(text)) for name, text in schemas.items())
    for path in fact_files(root / "facts"):
        if path.suffix != ".yml":
            continue
        table = path.stem if path.parent == root / "facts" else path.parent.name
        validator = Draft7Validator(schemas[f"{table}.schema.json"], registry=registry)
        yield from (f"{path.name} {error.json_path}: {error.message}" for error in validator.iter_errors(loaded(path)))


# ── current ──


def test_the_settings_that_are_kept_tie_the_schemas_of_today() -> None:
    assert (ROOT / SETTINGS).read_text(encoding="utf-8") == settings_file(load_schema(Project(ROOT).schema_sql))


def test_schemas_are_written_on_request_and_those_of_tables_that_are_gone_go(tmp_path: Path) -> None:
    root = lay_out(tmp_path / "project")
    gone = write(root, f"{FOLDER}/gone.schema.json", "{}")
    assert ".vscode/schemas/places.schema.json written\n" in run(root, "schema", "--write").output
    assert not gone.exists()
    assert run(root, "schema", "--write") == ("0 files changed\n", 0)


def test_a_build_writes_the_ids_where_the_project_has_schemas(tmp_path: Path) -> None:
    root = lay_out(tmp_path / "project")
    assert run(root).status == 0
    assert not (root / IDS).exists()
    run(root, "schema", "--write")
    write(root, "facts/places/bay.yml", "- id: fish-bay\n  name: Fish Bay\n  kind: city\n  checked: 2026-11-24\n")
    assert run(root).status == 0
    assert '"fish-bay"' in (root / IDS).read_text(encoding="utf-8")


def test_a_table_s_schema_is_printed_and_one_that_is_none_is_refused(tmp_path: Path) -> None:
    root = lay_out(tmp_path / "project")
    assert json.loads(run(root, "schema", "places").output)["title"] == "facts/places"
    assert run(root, "schema", "boats").status == 2


def test_each_table_s_schema_is_tied_to_its_fact_files_for_vs_code() -> None:
    tied = json.loads((ROOT / SETTINGS).read_text(encoding="utf-8"))["yaml.schemas"]
    for schema, files in tied.items():
        table = Path(schema).name.removesuffix(".schema.json")
        assert files in (f"/facts/{table}/*.yml", f"/facts/{table}.yml")
    patterns = [files.lstrip("/") for files in tied.values()]
    for path in fact_files(ROOT / "facts"):
        assert sum(path.relative_to(ROOT).match(pattern) for pattern in patterns) == 1


# ── sound ──


def test_every_schema_is_a_json_schema_and_every_key_has_a_description() -> None:
    for text in generated(ROOT).values():
        schema = json.loads(text)
        Draft7Validator.check_schema(schema)
        properties = schema.get("items", {}).get("else", {}).get("properties", {})
        assert not [key for key, value in properties.items() if not value.get("description")]


@pytest.mark.parametrize("root", [ROOT, *sorted((EXAMPLES / "good").iterdir())], ids=lambda path: path.name)
def test_facts_that_are_good_are_good_by_the_schemas(root: Path, tmp_path: Path) -> None:
    project = root if root == ROOT else lay_out(tmp_path / "project", root)
    assert not list(faults(project, with_ids(project)))


@pytest.mark.parametrize("kind", SEEN)
def test_what_is_wrong_with_one_value_is_seen_by_the_schemas_too(kind: str, tmp_path: Path) -> None:
    root = lay_out(tmp_path / "project", EXAMPLES / "bad" / kind)
    assert list(faults(root, with_ids(root)))


def test_an_id_that_exists_is_offered_with_its_label(tmp_path: Path) -> None:
    root = lay_out(tmp_path / "project")
    run(root)
    run(root, "schema", "--write")
    ids = json.loads((root / IDS).read_text(encoding="utf-8"))["definitions"]
    for table in ("places", "facts"):
        offered = dict(zip(ids[table]["enum"], ids[table]["markdownEnumDescriptions"], strict=True))
        assert offered["port-alba"] == "Port Alba"
    assert list(ids["sources"]["enum"]) == sorted(ids["sources"]["enum"])


def test_a_citation_s_fields_are_those_of_its_own_table(tmp_path: Path) -> None:
    schema = json.loads(generated(lay_out(tmp_path / "project"))[".vscode/schemas/meetings.schema.json"])
    citation = schema["items"]["else"]["properties"]["citations"]["items"]["properties"]
    fields = citation["fields"]["items"]["enum"]
    assert {"title", "participants", "aliases"} <= set(fields)
    assert not {"id", "value", "citations", "checked"} & set(fields)


def test_words_without_a_closed_list_are_offered_and_others_may_be_written(tmp_path: Path) -> None:
    root = lay_out(tmp_path / "project")
    run(root, "schema", "--write")
    assert run(root).status == 0
    ids = json.loads((root / IDS).read_text(encoding="utf-8"))["definitions"]
    assert "participants" in ids["figures.indicator"]["enum"]
    assert ids["statements.topic"]["markdownEnumDescriptions"][0].startswith("used ")
    figure = json.loads((root / f"{FOLDER}/figures.schema.json").read_text(encoding="utf-8"))["items"]["else"]
    assert figure["properties"]["indicator"]["anyOf"][0] == {"$ref": "ids.schema.json#/definitions/figures.indicator"}
    write(root, "facts/figures/more.yml", "- id: a\n  label: A\n  indicator: new word\n")
    assert not [fault for fault in faults(root, with_ids(root)) if "indicator" in fault]


def test_a_head_is_known_to_the_schemas_and_what_it_may_not_say_is_seen(tmp_path: Path) -> None:
    root = lay_out(tmp_path / "project")
    run(root, "fmt", "--defaults")
    assert not list(faults(root, with_ids(root)))
    write(root, "facts/places/more.yml", "- defaults: {note: x}\n")
    assert [fault for fault in faults(root, with_ids(root)) if "note" in fault]
