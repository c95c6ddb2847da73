"""The views that weigh articles against one another: what several prove, and where something differs."""

from __future__ import annotations

from factbook.schema.model import Table, Tables
from factbook.schema.names import quote_name as q

_CORROBORATED = """\
-- Facts of which articles that are independent of one another prove the same: not two of one publisher; all official
-- accounts count as one, and all interested parties as one. `fields` are the values that they prove; of a number these
-- are its amount and its unit, not only what it is of. What is worded, inferred or ours is not proved by agreement.
create view corroborated as
with several as (
  select fact from citations group by fact having min(source) <> max(source)
), agreeing as (
  select distinct proofs.fact, proofs.field
  from several join proofs on proofs.fact = several.fact
  join citations on citations.id = proofs.citation
  join sources on sources.id = citations.source
  where proofs.how in ('read', 'named', 'classed') and proofs.field <> 'aliases'
  group by proofs.fact, proofs.field, proofs.item
  having count(distinct iif(sources.independence = 'independent', sources.publisher, sources.independence)) > 1
)
select facts.id as fact, facts.kind, facts.label,
  (select count(distinct source) from citations where citations.fact = facts.id) as articles,
  (select count(*) from citations where citations.fact = facts.id) as citations,
  group_concat(agreeing.field, ', ') as fields
from agreeing join facts on facts.id = agreeing.fact
group by facts.id
having {amounts}
order by articles desc, facts.id;
"""

_DISPUTED = """\
-- Where something differs: two records of one measure, scope and time with different values, or a page elsewhere that
-- says otherwise. `differs_in` tells a disagreement on the point itself from another time, scope or name.
create view disputed as
select fact, label, field, says, other_fact, elsewhere, differs_in, publisher, url from (
  {branches}
  select cross_checks.fact, facts.label, cross_checks.field, cross_checks.article_says as says, null as other_fact,
    cross_checks.elsewhere, cross_checks.differs_in, cross_checks.publisher, cross_checks.url
  from cross_checks join facts on facts.id = cross_checks.fact where cross_checks.verdict = 'differs'
)
order by differs_in is not 'point', fact, field, elsewhere;
"""


def corroborated(tables: Tables) -> str:
    """The view of what independent articles prove; a number by its `[number]` and, where it has one, its `[unit]`."""
    return _CORROBORATED.format(amounts=_amounts(tables))


def _amounts(tables: Tables) -> str:
    whens = [
        f"when '{table.name}' then " + " and ".join(f"sum(agreeing.field = '{name}') > 0" for name in _amount(table))
        for table in tables.values()
        if table.is_fact and table.tagged("number")
    ]
    return f"case facts.kind {' '.join(whens)} else true end" if whens else "true"


def _amount(table: Table) -> list[str]:
    return [table.tagged("number")[0].name, *(c.name for c in table.tagged("unit")[:1])]


def disputed(tables: Tables) -> str:
    """The view of records with one `[measure]` and `[scope]` and different numbers, and of pages that differ."""
    branches = (_differing(table) for table in tables.values() if table.tagged("measure") and table.tagged("number"))
    return _DISPUTED.format(branches="\n  ".join(f"{branch}\n  union all" for branch in branches))


def _differing(table: Table) -> str:
    number, unit = table.tagged("number")[0].name, next((c.name for c in table.tagged("unit")), None)
    same = "".join(f" and b.{q(c.name)} is a.{q(c.name)}" for c in table.tagged("scope"))
    measure = q(table.tagged("measure")[0].name)

    def said(of: str) -> str:
        return f"{of}.{q(number)}" + (f" || ' ' || {of}.{q(unit)}" if unit else "")

    return (
        f"select a.id as fact, a.{q(table.label)} as label, '{number}' as field, {said('a')} as says,\n"
        f"    b.id as other_fact, {said('b')} as elsewhere,\n"
        f"    'point' as differs_in, null as publisher, null as url\n"
        f"  from {q(table.name)} as a join {q(table.name)} as b\n"
        f"    on b.{measure} = a.{measure}{same} and b.id <> a.id and b.{q(number)} is not a.{q(number)}"
    )
