"""The day of the article by which a value holds: columns tagged `[day of: status]`.

Turns them into the SQL that fills them while rows move from the staging: the day of the latest article that proves the
value, else of the latest that the record cites; NULL where none of them prints its day.
"""

from __future__ import annotations

import sqlite3

from factbook.schema import Schema, Table
from factbook.schema.names import quote_name as q

_TABLE = "create temp table article_days (fact text, field text, day text, primary key (fact, field)) without rowid"
_BY_FIELD = """
insert into temp.article_days select cited.fact, proved.field, max(article.published)
from main.citations as cited join main.sources as article on article.id = cited.source
join main.citation_fields as proved on proved.citation = cited.id
where proved.field in (select value from json_each(json_array({fields}))) group by 1, 2"""
_BY_FACT = """
insert into temp.article_days select cited.fact, '', max(article.published)
from main.citations as cited join main.sources as article on article.id = cited.source group by 1"""


def prepare_days(database: sqlite3.Connection, schema: Schema) -> None:
    """Gather the days of the articles that prove such values; citations and their fields are in."""
    fields = sorted({field for table in schema.fact_tables.values() for field in days_in(table).values()})
    database.execute(_TABLE)
    if fields:
        database.execute(_BY_FIELD.format(fields=", ".join("?" * len(fields))), fields)
        database.execute(_BY_FACT)


def days_in(table: Table) -> dict[str, str]:
    """Of each column that holds such a day, the column of whose value it is the day."""
    return {c.name: c.words["day of"] for c in table.columns.values() if "day of" in c.words}


def day_of(field: str) -> str:
    """The SQL that gives the day by which the value of a column of `row` holds; NULL where there is no value."""
    of_fact = f"fact = row.id and field in ('{field}', '')"
    day = f"select day from temp.article_days where {of_fact} order by field desc limit 1"  # noqa: S608 - as above
    return f"case when row.{q(field)} is not null then ({day}) end"
