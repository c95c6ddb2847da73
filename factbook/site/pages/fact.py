"""A fact's page: values with their names in words, the marks of their proofs, and what the fact is related to.

Turns a `Fact` and its `Links` into rows and groups that the template prints as they are.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from factbook.formats.wording import say_amount, say_claim, say_value
from factbook.record import Citation, Fact, Link, Links, Reference, Value
from factbook.site.names import Amount, Names

_SHOWN_BACK = 12
_FOLDED_AFTER = 200


@dataclass(frozen=True, slots=True)
class Item:
    """Something that a row holds: text, the record that it leads to, and in what capacity."""

    text: str
    target: Reference | None = None
    role: str | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """A line: `items` empty means not stated; `derived` are fields with reasoning; `ours` needs no proof."""

    name: str
    items: tuple[Item, ...]
    proofs: tuple[int, ...] = ()
    derived: tuple[str, ...] = ()
    ours: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """Records of one table that refer to the fact in one way; `more` is how many are not listed."""

    title: str
    kind: str
    field: str
    links: tuple[Link, ...]
    folded: tuple[Link, ...]
    more: int


@dataclass(frozen=True, slots=True)
class FactPage:
    """What the template prints: the record's kind in words, its headline amount, rows, and related records."""

    fact: Fact
    kind: str
    kinds: str
    title_proofs: tuple[int, ...]
    headline: Row | None
    rows: tuple[Row, ...]
    groups: tuple[Group, ...]
    field_names: dict[str, str]

    @property
    def ours(self) -> tuple[str, ...]:
        """Names of the values that are the factbook's own words and stand without proof."""
        return tuple(row.name for row in self.rows if row.ours and row.items and not row.proofs)

    @property
    def summary_line(self) -> str:
        """What the fact states, in a line."""
        return say_claim(self.fact)

    @property
    def summary(self) -> str:
        """The fact in a line or two, for search engines and previews: what it states, and the first proof."""
        return " ".join([f"{say_claim(self.fact)}.", *(_proof_line(each) for each in self.fact.citations[:1])])


def _proof_line(citation: Citation) -> str:
    return f"“{citation.quote}” ({citation.source.publisher}, paragraph {citation.paragraph})"


def fact_page(fact: Fact, links: Links, words: Names) -> FactPage:
    """The page of a fact, its rows in the order of the schema, its related records by kind."""
    label_column = words.schema.tables[fact.kind].label
    rows = [*_value_rows(fact, label_column, words), *_list_rows(fact, links, words)]
    return FactPage(
        fact=fact,
        kind=words.singular(fact.kind),
        kinds=words.title(fact.kind),
        title_proofs=fact.proofs(label_column),
        headline=_amount(fact, words.amounts[fact.kind], short=True) if fact.kind in words.amounts else None,
        rows=tuple(rows),
        groups=tuple(_groups(links.back, words)),
        field_names={field: words.label(fact.kind, field) for field in _fields_named(fact)},
    )


def _fields_named(fact: Fact) -> set[str]:
    cited = {field for citation in fact.citations for field in citation.fields}
    return cited | {derived.field for derived in fact.derivations} | {check.field for check in fact.cross_checks}


def _amount(fact: Fact, columns: Amount, short: bool) -> Row:
    parts = [value for value in fact.values if value.field in columns]
    number = fact.value(columns.number)
    text = say_amount(
        float(number) if isinstance(number, int | float) else None,
        str(fact.value(columns.unit)),
        str(fact.value(columns.bound)),
        short,
    )
    return Row("Amount", (Item(text[0].upper() + text[1:]),), _proofs(parts), _derived(parts))


def _proofs(values: Iterable[Value]) -> tuple[int, ...]:
    return tuple(sorted({number for value in values for number in value.proofs}))


def _derived(values: Iterable[Value]) -> tuple[str, ...]:
    return tuple(value.field for value in values if value.derivation)


def _value_rows(fact: Fact, label_column: str, words: Names) -> Iterator[Row]:
    joined = words.amounts.get(fact.kind)
    if joined:
        yield _amount(fact, joined, short=False)
    for value in fact.values:
        silent = value.field == "note" and value.value is None
        if value.field not in (joined or ()) and value.field != label_column and not silent:
            yield _row(fact, value, words)


def _row(fact: Fact, value: Value, words: Names) -> Row:
    ours = words.is_editorial(fact.kind, value.field)
    items = () if value.value is None else (_item(value),)
    return Row(words.label(fact.kind, value.field), items, value.proofs, _derived([value]), ours)


def _item(value: Value) -> Item:
    if value.target is not None:
        return Item(value.target.label, value.target)
    return Item(say_value(value.value, value.is_date))


def _list_rows(fact: Fact, links: Links, words: Names) -> Iterator[Row]:
    columns = {value.field for value in fact.values}
    for field, group in groupby(links.out, key=lambda link: link.field):
        if field not in columns:
            items = tuple(Item(link.record.label, link.record, link.role) for link in group)
            derived = tuple(each.field for each in fact.derivations if each.field == field)
            yield Row(words.label(fact.kind, field), items, fact.proofs(field), derived)
    if fact.aliases:
        yield Row("Also printed as", tuple(Item(alias) for alias in fact.aliases), fact.proofs("aliases"))


def _groups(back: tuple[Link, ...], words: Names) -> Iterator[Group]:
    order = words.kinds()
    ways = sorted(back, key=lambda link: (order.index(link.record.kind), link.field))
    for (kind, field), links in groupby(ways, key=lambda link: (link.record.kind, link.field)):
        yield _group(kind, field, tuple(links), words)


def _group(kind: str, field: str, links: tuple[Link, ...], words: Names) -> Group:
    return Group(
        title=words.related(kind, field),
        kind=kind,
        field=field,
        links=links[:_SHOWN_BACK],
        folded=links[_SHOWN_BACK:_FOLDED_AFTER],
        more=max(0, len(links) - _FOLDED_AFTER),
    )
