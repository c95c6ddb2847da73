"""How each value of a fact is known (`proofs.how`): by the rule that is asked of its column, not by a list of columns.

Turns the schema and the rules into one `Known` for each column and each column of a list. What a derivation says of a
field goes before it, and is said where the rows are.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from factbook.rules.quoted import WHOSE
from factbook.rules.rule import Rule
from factbook.schema import Column, Schema, Table
from factbook.schema.core import CITATIONS, EVIDENCE, HOW

_OURS = "ours"
#: Of a column that no rule is for: a person has read it there.
_UNREAD = "inferred"


class Known(NamedTuple):
    """The values of one column, and how they are known.

    `field` is its name in `proofs`, `cited_as` the field that citations and derivations name for it. The rows are those
    of `table`; `owner` is the column with the fact's id there, `item` that which tells a row of a list from the others
    ("" for a column of the fact itself). `cited` is how a value is known that a citation names, `uncited` one that none
    does.
    """

    field: str
    cited_as: str
    table: str
    owner: str
    column: str
    item: str
    cited: str
    uncited: str


def known_values(schema: Schema, rules: Sequence[Rule]) -> Iterator[Known]:
    """One for each column that a record needing proof may give, for those of its lists, and for whose words it cites.

    In the order of the schema.
    """
    for table in schema.fact_tables.values():
        if table.needs_proof:
            for column in table.given.values():
                if column.name != "id":
                    yield Known(column.name, column.name, table.name, "id", column.name, "", *_how(column, rules))
    for child in _lists(schema):
        yield from _of_list(child, rules)
    citations = schema.tables[CITATIONS]
    for name in WHOSE:
        how, _ = _how(citations.given[name], rules, of_citations=True)
        yield Known(name, "", CITATIONS, str(citations.owner), name, "id", how, how)


def rules_on_one_quote(schema: Schema, rules: Sequence[Rule]) -> dict[Known, tuple[Rule, ...]]:
    """The rules that one of several quotes satisfies, of each column that has any: they tell which of them shows it.

    A column of the fact of which every quote is asked has none: there each quote shows the value.
    """
    found: dict[Known, tuple[Rule, ...]] = {}
    for known in known_values(schema, rules):
        column = schema.tables[known.table].columns[known.column]
        fitting = (rule for rule in rules if rule.how == known.cited and rule.applies(column))
        plain = [rule for rule in fitting if not (rule.everywhere or rule.derived or rule.of_citations)]
        if plain and known.table != CITATIONS and (known.item or not all(rule.every for rule in plain)):
            found[known] = tuple(plain)
    return found


def _lists(schema: Schema) -> Iterator[Table]:
    """The lists of all tables that need proof, each once."""
    owners = [name for name, table in schema.fact_tables.items() if table.needs_proof]
    found = {child.name: child for owner in owners for child in schema.children(owner).values()}
    return (child for name, child in found.items() if name not in EVIDENCE)


def _of_list(child: Table, rules: Sequence[Rule]) -> Iterator[Known]:
    """The first column is the item itself; the others are said of it, `parties.role`, but of an item that is ours."""
    first, *others = child.given.values()
    owner, is_ours = str(child.owner), "editorial" in first.tags
    yield Known(child.key, child.key, child.name, owner, first.name, first.name, *_how(first, rules))
    for column in [] if is_ours else others:
        field = f"{child.key}.{column.name}"
        yield Known(field, child.key, child.name, owner, column.name, first.name, *_how(column, rules))


def _how(column: Column, rules: Sequence[Rule], *, of_citations: bool = False) -> tuple[str, str]:
    """How a value is known that a citation names, and one that none does: the strictest rule that is asked of it."""
    fitting = [rule for rule in rules if rule.of_citations is of_citations and not rule.derived]
    asked = [rule for rule in fitting if rule.how and rule.applies(column)]
    anywhere = _strictest([rule.how for rule in asked if rule.everywhere]) or _OURS
    cited = _strictest([rule.how for rule in asked if not rule.everywhere])
    if not cited and "editorial" not in column.tags and anywhere == _OURS:
        cited = _UNREAD
    return cited or anywhere, anywhere


def _strictest(found: Sequence[str]) -> str:
    return min(found, key=HOW.index, default="")
