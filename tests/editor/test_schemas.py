"""The JSON Schemas of fact files: current, sound, and of one mind with the facts, by a validator that is not ours."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft7Validator
from referencing import Registry, Resource

from example_projects import EXAMPLES, lay_out, run, write
from factbook.editor.files import orphans, stale_files
from factbook.editor.json_schema import FOLDER, SETTINGS, editor_files
from factbook.project import Project
from factbook.read import read_facts
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
    return editor_files(Project(root).schema(), read_facts(root / "facts")[0])


def faults(root: Path, files: dict[str, str]) -> Iterator[str]:
    """What the validator finds in the fact files of a project."""
    schemas = {name.removeprefix(f"{FOLDER}/"): json.loads(text) for name, text in files.items() if name != SETTINGS}
    registry = Registry().with_resources((name, Resource.from_contents(text)) for name, text in schemas.items())
    for path in sorted((root / "facts").rglob("*.yml")):
        table = path.stem if path.parent == root / "facts" else path.parent.name
        validator = Draft7Validator(schemas[f"{table}.schema.json"], registry=registry)
        yield from (f"{path.name} {error.json_path}: {error.message}" for error in validator.iter_errors(loaded(path)))


# ── current ──


def test_the_files_under_editor_are_what_schema_sql_and_the_facts_give_now() -> None:
    files = generated(ROOT)
    stale = [*stale_files(ROOT, files), *orphans(ROOT, files)]
    assert not stale, "`build.py schema --write` writes them"


def test_files_that_are_not_current_are_told_and_written_on_request(tmp_path: Path) -> None:
    root = lay_out(tmp_path / "project")
    done = run(root, "schema")
    assert done.status == 1
    assert "editor/places.schema.json is not current\n" in done.output
    assert run(root, "schema", "--write").status == 0
    write(root, "editor/gone.schema.json", "{}")
    assert run(root, "schema").output.startswith("editor/gone.schema.json is not current\n")
    assert "editor/gone.schema.json removed\n1 file changed\n" in run(root, "schema", "--write").output
    assert run(root, "schema") == ("", 0)


def test_verify_brings_the_ids_up_to_date_where_the_project_keeps_them(tmp_path: Path) -> None:
    root = lay_out(tmp_path / "project")
    run(root, "schema", "--write")
    write(root, "facts/places/bay.yml", "- id: fish-bay\n  name: Fish Bay\n  kind: city\n  checked: 2026-11-24\n")
    done = run(root, "verify", "--archive", str(root / "archive"))
    assert done.output.endswith("editor/ids.schema.json written\n")
    assert '"fish-bay"' in (root / "editor/ids.schema.json").read_text(encoding="utf-8")


def test_a_table_s_schema_is_printed_and_one_that_is_none_is_refused(tmp_path: Path) -> None:
    root = lay_out(tmp_path / "project")
    assert json.loads(run(root, "schema", "places").output)["title"] == "facts/places"
    assert run(root, "schema", "boats").status == 2


def test_each_table_s_schema_is_tied_to_its_fact_files_for_vs_code() -> None:
    tied = json.loads((ROOT / SETTINGS).read_text(encoding="utf-8"))["yaml.schemas"]
    for schema, files in tied.items():
        assert (ROOT / schema).is_file()
        table = Path(schema).name.removesuffix(".schema.json")
        assert files in (f"/facts/{table}/*.yml", f"/facts/{table}.yml")
    patterns = [files.lstrip("/") for files in tied.values()]
    for path in (ROOT / "facts").rglob("*.yml"):
        assert sum(path.relative_to(ROOT).match(pattern) for pattern in patterns) == 1


# ── sound ──


def test_every_schema_is_a_json_schema_and_every_key_has_a_description() -> None:
    for name, text in generated(ROOT).items():
        if name == SETTINGS:
            continue
        schema = json.loads(text)
        Draft7Validator.check_schema(schema)
        properties = schema.get("items", {}).get("properties", {})
        assert not [key for key, value in properties.items() if not value.get("description")]


@pytest.mark.parametrize("root", [ROOT, *sorted((EXAMPLES / "good").iterdir())], ids=lambda path: path.name)
def test_facts_that_are_good_are_good_by_the_schemas(root: Path, tmp_path: Path) -> None:
    project = root if root == ROOT else lay_out(tmp_path / "project", root)
    assert not list(faults(project, generated(project)))


@pytest.mark.parametrize("kind", SEEN)
def test_what_is_wrong_with_one_value_is_seen_by_the_schemas_too(kind: str, tmp_path: Path) -> None:
    root = lay_out(tmp_path / "project", EXAMPLES / "bad" / kind)
    assert list(faults(root, generated(root)))


def test_an_id_that_exists_is_offered_with_its_label(tmp_path: Path) -> None:
    ids = json.loads(generated(lay_out(tmp_path / "project"))["editor/ids.schema.json"])["definitions"]["places"]
    assert dict(zip(ids["enum"], ids["markdownEnumDescriptions"], strict=True))["port-alba"] == "Port Alba"


def test_a_citation_s_fields_are_those_of_its_own_table(tmp_path: Path) -> None:
    schema = json.loads(generated(lay_out(tmp_path / "project"))["editor/meetings.schema.json"])
    citation = schema["items"]["properties"]["citations"]["items"]["properties"]
    fields = citation["fields"]["items"]["enum"]
    assert {"title", "participants", "aliases"} <= set(fields)
    assert not {"id", "value", "citations", "checked"} & set(fields)
