"""metadata.yml: each key checked once or defaulted, the words of the core under those of the project."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

import pytest

from example_projects import write
from factbook.problems import ProjectError
from factbook.schema import Schema, load_schema
from factbook.schema.settings import Settings, load_settings
from factbook.schema.settings_check import LISTS, MAPPINGS, ROWS, TEXTS
from islands import SQL


@pytest.fixture(scope="module")
def schema(tmp_path_factory: pytest.TempPathFactory) -> Schema:
    return load_schema(write(tmp_path_factory.mktemp("schema"), "schema.sql", SQL))


def read(folder: Path, text: str, schema: Schema) -> Settings:
    settings, problems = load_settings(write(folder, "metadata.yml", text), schema)
    assert not problems
    return settings


def test_every_key_has_a_check_and_a_default() -> None:
    checked = {*TEXTS, *LISTS, *MAPPINGS, *ROWS}
    assert {each.name for each in fields(Settings)} - {"others"} == checked


def test_a_project_may_do_without_the_file(tmp_path: Path, schema: Schema) -> None:
    settings, problems = load_settings(tmp_path / "metadata.yml", schema)
    assert not problems
    assert (settings.title, settings.language, settings.license) == ("Factbook", "en", "")
    assert settings.charts == ()


def test_the_words_of_the_core_are_under_those_of_the_project(tmp_path: Path, schema: Schema) -> None:
    text = "databases: {factbook: {tables: {sources: {title: Reports}, islands: {title: Isles}}}}"
    tables = read(tmp_path, text, schema).databases["factbook"]["tables"]
    assert (tables["sources"]["title"], tables["sources"]["singular"]) == ("Reports", "Article")
    assert tables["islands"] == {
        "title": "Isles", "label_column": "name", "fts_table": "facts_fts", "fts_pk": "rowid",
    }  # fmt: skip


def test_views_for_checks_are_hidden(tmp_path: Path, schema: Schema) -> None:
    tables = read(tmp_path, "{}", schema).databases["factbook"]["tables"]
    assert all(tables[name]["hidden"] for name in schema.views if name.startswith("problem_"))


def test_what_only_datasette_reads_is_handed_on(tmp_path: Path, schema: Schema) -> None:
    assert read(tmp_path, "allow_sql: {id: root}", schema).metadata["allow_sql"] == {"id": "root"}


def test_the_columns_that_a_question_shows_are_those_of_its_answer(tmp_path: Path, schema: Schema) -> None:
    question = "databases: {{factbook: {{queries: {{ids: {{sql: select id from facts, shown: [{column}]}}}}}}}}"
    read(tmp_path, question.format(column="id"), schema)
    _, problems = load_settings(write(tmp_path, "metadata.yml", question.format(column="ids")), schema)
    assert ["'ids'" in problem.message and "column of its answer" in problem.message for problem in problems] == [True]


def test_a_list_of_choices_may_have_parameters_and_gives_value_and_label(tmp_path: Path, schema: Schema) -> None:
    assert read(tmp_path, "choices: {all: 'select id, label from facts where kind = :kind'}", schema).choices["all"]


def test_what_a_reader_writes_into_the_words_is_his_own(tmp_path: Path, schema: Schema) -> None:
    text = "databases: {factbook: {tables: {islands: {title: Isles}}}}\n"
    words = read(tmp_path, text, schema).metadata["databases"]["factbook"]["tables"]["islands"]
    words["title"] = "Written over"
    again = read(tmp_path, text, schema).metadata["databases"]["factbook"]["tables"]["islands"]
    assert again["title"] == "Isles"


def test_a_file_that_has_changed_is_read_again(tmp_path: Path, schema: Schema) -> None:
    assert [read(tmp_path, f"title: {title}\n", schema).title for title in ("One", "Two", "One")] == [
        "One",
        "Two",
        "One",
    ]


def test_what_is_no_yaml_is_told_with_its_place(tmp_path: Path, schema: Schema) -> None:
    with pytest.raises(ProjectError, match=r"^metadata\.yml:2:1: while parsing"):
        load_settings(write(tmp_path, "metadata.yml", "title: ["), schema)
