"""A status that time may have overtaken says so in a sentence; one that is settled does not."""

from __future__ import annotations

import pytest

from factbook.record import Fact, Value
from factbook.schema import load_schema
from factbook.site.pages.standing import standing_of
from this_project import ROOT

TABLES = load_schema(ROOT / "schema.sql").tables


def remark(kind: str, **values: str | None) -> str:
    columns = tuple(Value(name, value, None, False, (), None) for name, value in values.items())
    fact = Fact("x", kind, "X", "2026-11-28", columns, (), (), (), ())
    standing = standing_of(fact, "status", TABLES[kind])
    assert standing is not None
    return f"{standing.as_of}. {standing.remark}".strip()


@pytest.mark.parametrize(
    ("kind", "values", "said"),
    [
        ("meetings", {"status": "held", "date": "2019", "status_as_of": "2020-11-24"}, "as of 24 November 2020."),
        (
            "meetings",
            {"status": "planned", "date": "2021", "status_as_of": "2020-11-24"},
            "as of 24 November 2020. The time that is given, 2021, has passed since; what came of it the article cannot"
            " say.",
        ),
        (
            "programs",
            {"status": "running", "starts": "2018", "status_as_of": None},
            "as of an undated article. This may have changed since.",
        ),
        (
            "programs",
            {"status": "running", "starts": "2018", "ends": "2020-12", "status_as_of": None},
            "as of an undated article. The time that is given, December 2020, has passed since; what came"
            " of it the article cannot say.",
        ),
        (
            "meetings",
            {"status": "planned", "date": "2026/..", "status_as_of": None},
            "as of an undated article. This may have changed since.",
        ),
    ],
)
def test_what_is_said_of_a_status(kind: str, values: dict[str, str | None], said: str) -> None:
    assert remark(kind, **values) == said
