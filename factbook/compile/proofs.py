"""Rows in, `proofs` out: how each value of each fact is known, and the citation that proves it; and the counts of it.

A row a value and a citation that names its field and whose quote shows it; one row without a citation where none names
it. A derivation goes before the rule that would be asked of the value.
"""

from __future__ import annotations

import sqlite3
from itertools import groupby

from factbook.compile.showing import Showing, Words
from factbook.rules.how import Known, known_values, rules_on_one_quote
from factbook.rules.plan import all_rules
from factbook.schema import Schema
from factbook.schema.core import CITATIONS, HOW

_CITED = (
    "create temp table cited (fact text, field text, citation text, primary key (fact, field, citation)) without rowid",
    "insert into cited select citations.fact, citation_fields.field, citations.id "
    "from main.citation_fields cross join main.citations on citations.id = citation_fields.citation",
    "create temp table derived (fact text, field text, how text, primary key (fact, field)) without rowid",
    "insert into derived select fact, field, iif(expression is not null or reason glob '=*', 'reckoned', 'inferred') "
    "from main.derivations",
)
_VALUES = """
select row.{owner} as fact, '{field}' as field, {item} as item, '{table_name}' as of_table, row.{column} as value,
  coalesce(derived.how, iif(cited.citation is null, '{uncited}', '{cited}')) as how, cited.citation as citation
from main.{table} as row
left join derived on derived.fact = row.{owner} and derived.field = '{cited_as}'
left join cited on cited.fact = row.{owner} and cited.field = '{cited_as}'
where row.{column} is not null
"""
#: Of a citation itself: it is its own proof.
_OF_CITATIONS = """
select row.{owner}, '{field}', row.id, '{table_name}', row.{column},
  iif(row.reason is null, '{cited}', 'inferred'), row.id
from main.{table} as row where row.{column} is not null
"""
#: Values that several citations name, of columns that a rule on one quote is for, a row a citation.
_SEVERAL = """
select * from (
  select rowid, of_table, field, fact, item, value, citation,
    count(*) over (partition by of_table, field, fact, item) as named
  from temp.known where citation is not null and (of_table, field, how) in (values {asked})
  and fact in (select fact from temp.cited group by fact, field having count(*) > 1)
) where named > 1 order by of_table, field, fact, item, citation
"""
_NO_WORDS = Words()
#: Rows of one value stand one after the other: the first of them counts.
_COUNT = """
select one.how, count(*) from main.proofs as one left join main.proofs as before on before.rowid = one.rowid - 1
  and before.fact = one.fact and before.field = one.field and before.item is one.item and before.how = one.how
where before.rowid is null group by one.how
"""


def insert_proofs(database: sqlite3.Connection, schema: Schema, words: Words = _NO_WORDS) -> dict[str, int]:
    """Fill `proofs`, in the order of facts, fields, items and citations; returns the number of values by `how`.

    All of `schema.core.HOW` are there, in that order.
    """
    for statement in _CITED:
        database.execute(statement)
    needing = ", ".join(f"'{name}'" for name, table in schema.fact_tables.items() if table.needs_proof)
    values = " union all ".join(_select(known) for known in known_values(schema, all_rules()))
    database.execute(
        f"create temp table known as select * from ({values}) "  # noqa: S608 - names come from schema.sql
        f"where fact in (select id from main.facts where kind in ({needing}))"
    )
    _leave_out(database, schema, words)
    database.execute(
        "insert into main.proofs (fact, field, item, how, citation) "
        "select fact, field, item, how, citation from temp.known order by fact, field, item, citation"
    )
    found = dict(database.execute(_COUNT).fetchall())
    return {how: found.get(how, 0) for how in HOW}


def _leave_out(database: sqlite3.Connection, schema: Schema, words: Words) -> None:
    """Take away the citations of a value whose quote does not show it, where that of another does."""
    rules = rules_on_one_quote(schema, all_rules())
    if not rules:
        return
    showing, hidden = Showing(database, schema, rules, words), list[tuple[int]]()
    asked = [name for known in rules for name in (known.table, known.field, known.cited)]
    found = database.execute(_SEVERAL.format(asked=", ".join(["(?, ?, ?)"] * len(rules))), asked)
    for _, group in groupby(found, lambda row: row[1:5]):
        rows = list(group)
        shown = {row[0] for row in rows if showing.shows(row[1], row[2], row[5], row[6])}
        hidden += [(row[0],) for row in rows if shown and row[0] not in shown]
    database.executemany("delete from temp.known where rowid = ?", hidden)


def _select(known: Known) -> str:
    form = _OF_CITATIONS if known.table == CITATIONS else _VALUES
    item = f'row."{known.item}"' if known.item else "null"
    names = {name: f'"{getattr(known, name)}"' for name in ("table", "owner", "column")}
    texts = {name: getattr(known, name) for name in ("field", "cited_as", "cited", "uncited")}
    return form.format(**names, **texts, item=item, table_name=known.table)
