"""The view of the words under which each fact is found, from `[label]`, `[name]` and `[search]`."""

from __future__ import annotations

from collections.abc import Callable

from factbook.schema.model import Column, Table, Tables
from factbook.schema.names import quote_name as q

_VIEW = """\
-- The words under which a fact is found, a row a fact; the full-text index reads them from here. Only the table of the
-- fact's kind is looked at, by the row number that it shares with the register.
create view fact_words as
select
  facts.rowid as rowid,
  facts.label as label,
  trim({names} || ' '
    || coalesce((select group_concat(alias, ' ') from (
      select alias from fact_aliases where fact_aliases.fact = facts.id order by alias)), '') || ' '
    || coalesce((select group_concat(name, ' ') from (
      select distinct name from fact_names where fact_names.fact = facts.id order by name)), '')) as names,
  trim({words}) as words,
  coalesce((select group_concat(quote, ' ') from (
    select quote from citations where citations.fact = facts.id order by id)), '') as quotes,
  coalesce((select group_concat(title, ' ') from (
    select distinct coalesce(sources.title, sources.publisher) as title from citations
    join sources on sources.id = citations.source where citations.fact = facts.id order by 1)), '') as sources
from facts;
"""


def fact_words(tables: Tables) -> str:
    """The view, a row a fact: label, names, words, quotes and the titles of its articles."""
    return _VIEW.format(names=_case(tables, "name", _own), words=_case(tables, "search", _own_or_label))


def _case(tables: Tables, tag: str, said: Callable[[Column], str]) -> str:
    """The words of the columns that bear the tag, from the table of the fact's kind."""
    whens = [
        f"      when '{table.name}' then (select {_joined(table, tag, said)} from {q(table.name)} as own "
        "where own.rowid = facts.rowid)"
        for table in tables.values()
        if table.is_fact and table.tagged(tag)
    ]
    return "coalesce(case facts.kind\n" + "\n".join(whens) + "\n    end, '')" if whens else "''"


def _joined(table: Table, tag: str, said: Callable[[Column], str]) -> str:
    return " || ' ' || ".join(f"coalesce({said(column)}, '')" for column in table.tagged(tag))


def _own(column: Column) -> str:
    return f"own.{q(column.name)}"


def _own_or_label(column: Column) -> str:
    if column.references is None:
        return _own(column)
    return f"(select other.label from facts as other where other.id = own.{q(column.name)})"
