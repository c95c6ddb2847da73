"""The views and indexes that follow from tags and references, as SQL.

Turns tables into the SQL that stands after core.sql and schema.sql. What one of these declares itself, by the same
name, is left as it stands there. All names in it are those of tables and columns, never a fact's words.
"""

from __future__ import annotations

from collections.abc import Iterator

from factbook.schema.core import SEARCH
from factbook.schema.evidence_views import corroborated, disputed
from factbook.schema.links import fact_links, places_at_a_glance
from factbook.schema.model import Table, Tables
from factbook.schema.names import quote_name as q
from factbook.schema.problem_views import problem_views
from factbook.schema.search_index import fact_words, indexes
from factbook.schema.tags import ROLES

_YEAR = "cast(substr(ltrim({date}, '[./'), 1, 4) as integer)"

_FACT_CITATIONS = """\
-- Every citation with all that a reader needs to follow it: the fact, the passage, the article, who speaks.
create view fact_citations as
select
  citations.fact, facts.kind, facts.label, citations.id as citation,
  (select group_concat(field, ', ') from (
    select field from citation_fields where citation_fields.citation = citations.id order by field
  )) as fields,
  citations.quote, citations.voice, citations.speaker, speakers.label as speaker_name,
  citations.source, sources.title, sources.publisher, sources.author, sources.published, sources.url,
  sources.language, sources.independence, citations.paragraph, citations.start, citations."end",
  speakers.kind as speaker_kind, citations.reason
from citations
join facts on facts.id = citations.fact
join sources on sources.id = citations.source
left join facts as speakers on speakers.id = citations.speaker
order by citations.fact, citations.id;
"""

_TIMELINE = """\
-- Every dated fact, by date: one row a date. `date` is EDTF, as precise as the article.
create view timeline as
select fact, kind, label, what, date, {year} as year
from (
  select facts.id as fact, facts.kind, facts.label, what, date from facts join (
    {branches}
  ) as dated on dated.id = facts.id
  where date is not null
)
order by ltrim(date, '[./'), fact, what;
"""

_CLAIM_FORMS = """\
-- How a record of a table is said in a line, by its columns in braces.
create view claim_forms as
{branches};
"""
_KIND_ROLES = """\
-- What the records of a table are: people, bodies that speak, places, what takes place on a day.
create view kind_roles as
{branches};
"""
_NO_ROLE = "select null as kind, null as role where false"
_NO_FORM = "select null as kind, null as form where false"

_DOES_NOT_APPLY = """\
-- Empty values on which no article is silent: what the column tells does not apply to the record, or only to some.
create view does_not_apply as
{branches};
"""


def generated_sql(tables: Tables, declared: frozenset[str]) -> str:
    """The SQL that follows from the tables; without the views and indexes whose names are `declared` already."""
    found = {**_views(tables), **dict(_indexes(tables))}
    return "\n".join(sql for name, sql in found.items() if name not in declared)


def _views(tables: Tables) -> dict[str, str]:
    return {
        "fact_citations": _FACT_CITATIONS,
        "timeline": timeline(tables),
        "does_not_apply": does_not_apply(tables),
        "corroborated": corroborated(tables),
        "disputed": disputed(tables),
        "claim_forms": claim_forms(tables),
        "kind_roles": kind_roles(tables),
        "fact_links": fact_links(tables),
        "places_at_a_glance": places_at_a_glance(tables),
        "fact_words": fact_words(tables),
        SEARCH: indexes(tables),
        **problem_views(tables),
    }


# ── dates ──


def timeline(tables: Tables) -> str:
    """The view of all dates that have a word: `[date: signed]`."""
    branches = [
        f"select id, {_happening(table, column.words['date'])} as what, {q(column.name)} as date from {q(table.name)}"
        for table in tables.values()
        if table.is_fact
        for column in table.tagged("date")
        if "date" in column.words
    ]
    nothing = "select null as id, null as what, null as date where false"
    return _TIMELINE.format(year=_YEAR.format(date="date"), branches="\n    union all ".join(branches or [nothing]))


def _happening(table: Table, words: str) -> str:
    """The word of a date; or the value of the column behind the bar, where that says that it is awaited."""
    word, bar, column = (part.strip() for part in words.partition("|"))
    if not bar or column not in table.columns:
        return _text(word)
    awaited = table.columns[column].words.get("awaited", "").split(",")
    return f"iif({q(column)} in ({', '.join(_text(value.strip()) for value in awaited)}), {q(column)}, {_text(word)})"


def _text(words: str) -> str:
    return "'" + words.replace("'", "''") + "'"


# ── what applies ──


def does_not_apply(tables: Tables) -> str:
    """The view of empty values of columns tagged `[applies]`, a row a record and field."""
    branches = [
        f"select id as fact, {_text(column.name)} as field from {q(table.name)} where {q(column.name)} is null"
        + (f" and not ({column.words['applies']})" if "applies" in column.words else "")
        for table in tables.values()
        if table.is_fact
        for column in table.tagged("applies")
    ]
    nothing = "select null as fact, null as field where false"
    return _DOES_NOT_APPLY.format(branches="\nunion all ".join(branches or [nothing]))


# ── claims ──


def claim_forms(tables: Tables) -> str:
    """The view of how the records of a table are said in a line: its `[claim: ...]`, for those that have one."""
    said = ((table.name, table.words["claim"]) for table in tables.values() if table.is_fact and "claim" in table.words)
    forms = [f"select {_text(name)} as kind, {_text(form)} as form" for name, form in said]
    return _CLAIM_FORMS.format(branches="\nunion all ".join(forms or [_NO_FORM]))


def kind_roles(tables: Tables) -> str:
    """The view of the roles of fact tables, a row a table that has one."""
    roles = (*ROLES, "speaker")
    found = ((table.name, role) for table in tables.values() if table.is_fact for role in roles if role in table.tags)
    rows = [f"select {_text(name)} as kind, {_text(role)} as role" for name, role in found]
    return _KIND_ROLES.format(branches="\nunion all ".join(rows or [_NO_ROLE]))


# ── indexes ──


def _indexes(tables: Tables) -> Iterator[tuple[str, str]]:
    """On each reference, on the year of each date as `timeline` works it out, on each measure with its scope."""
    for table in tables.values():
        for column in (c for c in table.columns.values() if c.references and c.name != "id"):
            if table.primary_key[:1] != (column.name,):
                # Where most have none, SQLite would take an index of all for useless and read the table.
                few = "" if column.required else f" where {q(column.name)} is not null"
                yield _index(table, column.name, f"{q(column.name)}", few)
        for column in table.tagged("date") if table.is_fact else ():
            if "date" in column.words:
                year = _YEAR.format(date=q(column.name))
                yield _index(table, f"{column.name}_year", year, f" where {q(column.name)} is not null")
        for column in table.tagged("measure"):
            scope = ", ".join(q(c.name) for c in (column, *table.tagged("scope")))
            yield _index(table, column.name, scope, "")


def _index(table: Table, name: str, columns: str, few: str) -> tuple[str, str]:
    name = f"{table.name}_{name}"
    return name, f"create index {q(name)} on {q(table.name)}({columns}){few};"
