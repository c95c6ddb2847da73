"""Tags are read in one place, and one that nobody knows is refused with its line."""

from __future__ import annotations

import pytest

from factbook.schema.tags import check_tags, declarations, split_comment, tags_of

TABLE = "-- A tree.{}\ncreate table trees (\n  -- Name.{}\n  name text,\n  -- Height.{}\n  height real\n) strict;\n"


def test_a_tag_is_a_name_and_the_words_behind_its_colon() -> None:
    found = split_comment("-- When it was planted. [date: planted]\n-- Roughly. [search] [unit: years]")
    assert found.prose == "When it was planted. Roughly."
    assert found.tags == {"date", "search"}
    assert found.words == {"date": "planted", "unit": "years"}


@pytest.mark.parametrize(
    ("tags", "message"),
    [
        (
            (" [wood]", "", ""),
            "schema.sql:1:12: trees: [wood] is no tag of a table [schema]\n    there are no citation, ",
        ),
        (
            ("", " [lable]", ""),
            "schema.sql:3:12: trees.name: [lable] is no tag of a column [schema]\n    did you mean 'label'?",
        ),
        (
            ("", "", " [label]"),
            "schema.sql:5:14: trees.height: [label] stands on a column of type real [schema]\n    it wants text",
        ),
        (
            ("", " [awaited]", ""),
            "schema.sql:3:12: trees.name: [awaited] is without words [schema]\n    write [awaited: …]",
        ),
        (("", " [label: x]", ""), "schema.sql:3:12: trees.name: [label] takes no words [schema]\n    write [label]"),
        (
            ("", " [number]", ""),
            "schema.sql:3:12: trees.name: [number] stands on a column of type text [schema]\n    it wants ",
        ),
    ],
)
def test_a_tag_that_does_not_fit_is_told_with_its_place(tags: tuple[str, ...], message: str) -> None:
    (problem,) = check_tags("schema.sql", TABLE.format(*tags))
    assert str(problem).startswith(message)


def test_all_tags_that_do_not_fit_are_told() -> None:
    assert len(check_tags("schema.sql", TABLE.format(" [wood]", " [lable]", " [label]"))) == 3


def test_a_role_of_one_table_is_refused_on_a_second() -> None:
    text = TABLE.format(" [place]", "", "") + TABLE.replace("trees", "woods").format(" [place]", "", "")
    (problem,) = check_tags("schema.sql", text)
    assert (problem.line, problem.where, problem.message) == (8, "woods", "[place] stands on trees already")


def test_a_label_is_refused_on_a_second_column() -> None:
    text = TABLE.replace("height real", "height text").format("", " [label]", " [label]")
    (problem,) = check_tags("schema.sql", text)
    assert (problem.where, problem.message) == ("trees.height", "[label] stands on name already")


@pytest.mark.parametrize(
    "sql",
    [
        "-- A tree.\nCREATE TABLE trees (\n  -- Name. [search]\n  name TEXT\n) STRICT;",
        '-- A tree.\ncreate table if not exists trees\n(\n\t-- Name. [search]\n\n\t"name" text\n) strict;',
        "-- A tree.\ncreate table `trees` (\n-- Name.\n-- [search]\n[name] text check (\n  name in ('a', 'b c')\n)\n);",
    ],
)
def test_sql_is_read_however_it_is_written(sql: str) -> None:
    table, column = declarations(sql)
    assert (table.table, table.type, table.comment) == ("trees", "table", "-- A tree.")
    assert (column.column, column.type, tags_of(column.comment)) == ("name", "text", {"search": ""})
