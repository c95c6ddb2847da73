"""Tags are read in one place, and one that nobody knows is refused with its line."""

from __future__ import annotations

import re

import pytest

from factbook.problems import ProjectError
from factbook.schema.tags import check_tags, split_comment

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
            "schema.sql:1: [wood] is no tag of a table; there are no citation, person, speaker, place",
        ),
        (("", " [lable]", ""), "schema.sql:3: [lable] is no tag of a column; there are label, name"),
        (("", "", " [label]"), "schema.sql:5: [label] stands on a column of type real; it wants text"),
        (("", " [awaited]", ""), "schema.sql:3: [awaited] wants words: [awaited: …]"),
        (("", " [label: x]", ""), "schema.sql:3: [label] takes no words"),
        (("", " [number]", ""), "schema.sql:3: [number] stands on a column of type text; it wants integer or real"),
    ],
)
def test_a_tag_that_does_not_fit_is_refused_with_its_line(tags: tuple[str, ...], message: str) -> None:
    with pytest.raises(ProjectError, match=f"^{re.escape(message)}"):
        check_tags("schema.sql", TABLE.format(*tags))


def test_a_role_of_one_table_is_refused_on_a_second() -> None:
    text = TABLE.format(" [place]", "", "") + TABLE.replace("trees", "woods").format(" [place]", "", "")
    with pytest.raises(ProjectError, match=r"schema\.sql:8: \[place\] stands on two tables: trees and woods"):
        check_tags("schema.sql", text)


def test_a_label_is_refused_on_a_second_column() -> None:
    text = TABLE.replace("height real", "height text").format("", " [label]", " [label]")
    with pytest.raises(ProjectError, match=r"\[label\] stands on two columns of trees: name and height"):
        check_tags("schema.sql", text)
