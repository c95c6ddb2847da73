"""The view of every reference from one fact to another, from the references of fact tables and their lists."""

from __future__ import annotations

from collections.abc import Iterator

from factbook.schema.core import EVIDENCE, REGISTER
from factbook.schema.model import Column, Table, Tables
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


def fact_links(tables: Tables) -> str:
    """The view: of each fact table the columns that refer to facts, of each list of facts the first that does."""
    targets = frozenset(name for name, table in tables.items() if table.is_fact) | {REGISTER}
    branches = [b for table in tables.values() for b in _branches(table, targets)]
    return _VIEW.format(branches="\n  union all ".join(branches))


def _branches(table: Table, targets: frozenset[str]) -> Iterator[str]:
    found = [column for column in table.references if column.references in targets and not column.generated]
    if table.is_fact:
        yield from (_branch(table, "id", column.name, column, "null") for column in found)
    elif table.owner and found and table.name not in EVIDENCE and table.columns[table.owner].references in targets:
        yield _branch(table, table.owner, table.key, found[0], _role(table))


def _role(table: Table) -> str:
    """The column that says in what capacity: the first of a list's that is no reference."""
    return next((q(c.name) for c in table.given.values() if not c.references and c.type == "TEXT"), "null")


def _branch(table: Table, fact: str, field: str, column: Column, role: str) -> str:
    where = "" if column.required else f" where {q(column.name)} is not null"
    columns = f"{q(fact)} as fact, '{field}' as field, {q(column.name)} as target, {role} as role"
    return f"select {columns} from {q(table.name)}{where}"
