"""The export keeps to standards, as validators that we did not write tell: Data Package, JSON Schema, CFF."""

from __future__ import annotations

import csv
import json
import shutil
import subprocess
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml
from frictionless import validate
from jsonschema import Draft202012Validator, ValidationError

from exported import SCHEMA, make_hostile
from factbook.export import load_content
from factbook.export.citation import to_cff
from factbook.project import Project
from this_project import ROOT

CFFCONVERT = ROOT / ".cache/cff/bin/cffconvert"


def frictionless(folder: Path) -> dict[str, Any]:
    """What frictionless reports of the folder's data package, as its command prints it."""
    report: dict[str, Any] = validate(str(folder / "datapackage.json")).to_dict()
    return report


def descriptor(folder: Path) -> dict[str, Any]:
    package: dict[str, Any] = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    return package


def validator(folder: Path) -> Draft202012Validator:
    schema = json.loads((folder / "factbook.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


def document(folder: Path) -> Any:
    return json.loads((folder / "factbook.json").read_text(encoding="utf-8"))


# ── Data Package ──


def test_frictionless_finds_the_data_package_valid_with_every_table_in_it(dist: Path) -> None:
    report = frictionless(dist)
    assert report["valid"], report
    assert {task["name"] for task in report["tasks"] if task["type"] == "table"} == {*SCHEMA.tables, "flat"}


@pytest.mark.parametrize(
    ("table", "column", "kind"),
    [
        ("places", "part_of", "foreign-key"),
        ("figures", "place", "foreign-key"),
        ("figures", "status", "constraint-error"),
        ("facts", "id", "constraint-error"),
        ("sources", "paragraphs", "type-error"),
    ],
)
def test_frictionless_finds_a_wrong_value_by_the_package(
    table: str, column: str, kind: str, dist: Path, tmp_path: Path
) -> None:
    """So that its being valid says something: keys, closed lists, patterns and types are in the descriptor."""
    shutil.copytree(dist, tmp_path / "dist")
    path = tmp_path / f"dist/tables/{table}.csv"
    with path.open(encoding="utf-8-sig", newline="") as file:
        header, first, *rest = csv.reader(file)
    first[header.index(column)] = "Not Known!"
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows([header, first, *rest])
    errors = [error["type"] for task in frictionless(tmp_path / "dist")["tasks"] for error in task["errors"]]
    assert kind in errors
    assert "hash-count" in errors


def test_the_data_package_is_of_version_2_and_says_whose_and_what_it_is(dist: Path) -> None:
    package = descriptor(dist)
    assert package["$schema"] == "https://datapackage.org/profiles/2.0/datapackage.json"
    assert package["name"] == "mexico-japan-factbook"
    assert package["licenses"][0]["name"] == "CC-BY-4.0"
    assert (
        package["version"] == tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    )
    assert len(package["sources"]) == len(document(dist)["sources"])
    # The profile knows one type, "table": other resources have none.
    assert {resource.get("type") for resource in package["resources"]} == {"table", None}


def test_every_field_of_the_data_package_has_a_description_and_every_number_its_unit(dist: Path) -> None:
    fields = [
        (resource["name"], field)
        for resource in descriptor(dist)["resources"]
        for field in resource.get("schema", {}).get("fields", ())
    ]
    assert not [(name, field["name"]) for name, field in fields if not field.get("description")]
    numbers = [(name, field) for name, field in fields if field["type"] in ("integer", "number")]
    assert numbers
    assert not [(name, field["name"]) for name, field in numbers if not field.get("unit")]


def test_the_data_package_declares_every_key_and_closed_list_of_the_schema(dist: Path) -> None:
    resources = {
        resource["name"]: resource["schema"] for resource in descriptor(dist)["resources"] if "schema" in resource
    }
    for name, table in SCHEMA.tables.items():
        schema = resources[name]
        assert schema.get("primaryKey", []) == list(table.primary_key)
        keys = {key["fields"][0]: key["reference"].get("resource", name) for key in schema.get("foreignKeys", ())}
        assert keys == {column.name: column.references for column in table.columns.values() if column.references}
        lists = {
            field["name"]: field["constraints"]["enum"]
            for field in schema["fields"]
            if "enum" in field.get("constraints", {})
        }
        assert lists == {column.name: list(column.choices) for column in table.columns.values() if column.choices}


# ── JSON Schema ──


def test_factbook_json_is_valid_by_the_schema_beside_it(dist: Path) -> None:
    assert document(dist)["$schema"] == "factbook.schema.json"
    validator(dist).validate(document(dist))


@pytest.mark.parametrize(
    "spoil",
    [
        lambda record: record.update(status="certain"),
        lambda record: record.update(value="many"),
        lambda record: record.update(id="Not A Slug"),
        lambda record: record.update(more="than declared"),
        lambda record: record.pop("unit"),
        lambda record: record["citations"][0].pop("quote"),
        lambda record: record["citations"][0]["fields"].append(7),
    ],
)
def test_the_json_schema_refuses_what_the_database_could_not_hold(spoil: Any, dist: Path) -> None:
    wrong = document(dist)
    spoil(wrong["figures"][0])
    with pytest.raises(ValidationError):
        validator(dist).validate(wrong)


def test_the_json_schema_describes_every_value(dist: Path) -> None:
    definitions = json.loads((dist / "factbook.schema.json").read_text(encoding="utf-8"))["$defs"]
    for name, definition in definitions.items():
        assert definition["description"], name
        assert not [key for key, value in definition.get("properties", {}).items() if not value["description"]], name


# ── Citation File Format ──


@pytest.mark.parametrize("which", ["the project's", "the export's", "one of a site with an address"])
def test_cffconvert_finds_the_citation_file_valid(which: str, dist: Path, database: Path, tmp_path: Path) -> None:
    """The format leaves `url` open: it is there as soon as the site has an address."""
    assert CFFCONVERT.exists(), "`make test` installs cffconvert"
    metadata = yaml.safe_load((ROOT / "metadata.yml").read_text(encoding="utf-8")) | {
        "site_url": "https://facts.example"
    }
    addressed = to_cff(load_content(database, SCHEMA, metadata))
    assert '\nurl: "https://facts.example"\n' in addressed
    (tmp_path / "CITATION.cff").write_text(addressed, encoding="utf-8")
    folder = {"the project's": ROOT, "the export's": dist}.get(which, tmp_path)
    path = folder / "CITATION.cff"
    done = subprocess.run([CFFCONVERT, "--validate", "-i", path], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "valid" in done.stdout


def test_the_project_s_citation_file_is_what_the_export_writes_but_for_the_digest(database: Path) -> None:
    """So that its version, title and licence cannot fall behind."""
    metadata = yaml.safe_load((ROOT / "metadata.yml").read_text(encoding="utf-8"))
    content = load_content(database, SCHEMA, metadata)
    assert (ROOT / "CITATION.cff").read_text(encoding="utf-8") == to_cff(content, digest=False)
    assert metadata["released"] == Project(ROOT).released(), "pyproject.toml and metadata.yml give one day"


def test_citations_of_the_whole_name_version_and_digest(dist: Path) -> None:
    release = document(dist)["release"]
    citation = yaml.safe_load((dist / "CITATION.cff").read_text(encoding="utf-8"))
    assert citation["version"] == release["version"]
    assert citation["identifiers"][0]["value"] == f"sha256:{release['facts_sha256']}"
    for name in ("CITATION.txt", "README.txt"):
        text = (dist / name).read_text(encoding="utf-8")
        assert release["facts_sha256"] in text
        assert f"ersion {release['version']}" in text


def test_a_citation_file_of_hostile_names_is_yaml_still(tmp_path: Path) -> None:
    title = 'A "title": with [signs], #1 & \\ 日本'
    content = load_content(make_hostile(tmp_path / "hostile.db"), SCHEMA, {"title": title, "license": "CC BY 4.0"})
    assert yaml.safe_load(to_cff(content))["title"] == title
