"""The views that follow from references: each from one fact to another; and of each place how many records name it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from factbook.schema.core import EVIDENCE, REGISTER
from factbook.schema.model import Table, Tables
from factbook.schema.names import quote_name as q

_VIEW = """\
-- Every reference from one fact to another: which field of which fact points where, and in what capacity or for
-- what reason, where the record says so.
create view fact_links as
select
  links.fact, facts.kind, facts.label, links.field,
  links.target, targets.kind as target_kind, targets.label as target_label, links.role
from (
  {branches}
) as links
join facts on facts.id = links.fact
join facts as targets on targets.id = links.target;
"""


_GLANCE = """\
-- How many records of each kind refer to each place.
create view places_at_a_glance as
select
  {columns}
from {places} as place order by place.{label}, place.id;
"""
_COUNT = "(select count(distinct fact) from ({branches})) as {kind}"


class Branch(NamedTuple):
    """A column that refers from records to others: of which table, as which field of the record.

    `fact` and `role` are columns too; "null" is the role where a list says no capacity.
    """

    table: str
    kind: str
    field: str
    fact: str
    column: str
    role: str
    required: bool

    @property
    def sql(self) -> str:
        """Every reference of the column as fact, field, target, role."""
        where = "" if self.required else f" where {q(self.column)} is not null"
        columns = f"{q(self.fact)} as fact, '{self.field}' as field, {q(self.column)} as target, {self.role} as role"
        return f"select {columns} from {q(self.table)}{where}"


def fact_links(tables: Tables) -> str:
    """The view: of each fact table the columns that refer to facts, of each list of facts the first that does."""
    return _VIEW.format(branches="\n  union all ".join(branch.sql for branch in branches(tables)))


def branches(tables: Tables) -> Iterator[Branch]:
    """The columns by which the view `fact_links` goes, in the order of the schema."""
    targets = frozenset(name for name, table in tables.items() if table.is_fact) | {REGISTER}
    for table in tables.values():
        yield from _branches(table, targets)


def places_at_a_glance(tables: Tables) -> str:
    """The view of the places, with what tells one from another and a count a kind; "" where no table has places."""
    places = next((table for table in tables.values() if "place" in table.tags), None)
    if places is None:
        return ""
    found: dict[str, list[str]] = {}
    for branch in branches(tables):
        to = tables[branch.table].columns[branch.column].references
        if branch.kind != REGISTER and to in (places.name, REGISTER):
            sql = f"select {q(branch.fact)} as fact from {q(branch.table)} where {q(branch.column)} = place.id"
            found.setdefault(branch.kind, []).append(sql)
    told = [c.name for c in places.columns.values() if c.choices or c.references == places.name]
    columns = ["place.id as fact", *(f"place.{q(name)}" for name in told)]
    columns += [_COUNT.format(branches=" union all ".join(sql), kind=q(kind)) for kind, sql in found.items()]
    return _GLANCE.format(columns=",\n  ".join(columns), places=q(places.name), label=q(places.label))


def _branches(table: Table, targets: frozenset[str]) -> Iterator[Branch]:
    found = [column for column in table.references if column.references in targets and not column.generated]
    if table.is_fact:
        yield from (Branch(table.name, table.name, c.name, "id", c.name, "null", c.required) for c in found)
    elif table.owner and found and table.name not in EVIDENCE and table.columns[table.owner].references in targets:
        first, kind = found[0], str(table.columns[table.owner].references)
        yield Branch(table.name, kind, table.key, table.owner, first.name, _role(table), first.required)


def _role(table: Table) -> str:
    """The column that says in what capacity: the first of a list's that is no reference."""
    return next((q(c.name) for c in table.given.values() if not c.references and c.type == "TEXT"), "null")
