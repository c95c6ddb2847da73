"""A fact's page: values with their names in words, how each is known, and what the fact is related to.

Turns a `Fact` and its links into rows and groups that the template prints as they are.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from factbook.formats.wording import say, say_amount, say_claim
from factbook.locale import _
from factbook.record import Citation, CrossCheck, Fact, Link, Reference, Value
from factbook.site.names import Names
from factbook.site.pages.known import Known, known_of, known_of_list, merged
from factbook.site.pages.lead import Lead, lead_of
from factbook.site.pages.standing import Standing, standing_of


@dataclass(frozen=True, slots=True)
class Item:
    """Something that a row holds: text, the record that it leads to, and in what capacity."""

    text: str
    target: Reference | None = None
    role: str | None = None
    #: Language of the text (BCP 47), where it is not the page's.
    language: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A line of what is stated, and how it is known."""

    name: str
    items: tuple[Item, ...]
    known: tuple[Known, ...] = ()


@dataclass(frozen=True, slots=True)
class Silence:
    """A point on which the cited articles say nothing, and what another page says of it, if any does."""

    name: str
    elsewhere: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FactPage:
    """What the template prints: the record's kind in words, its headline amount, rows, and related records.

    `label_known` is how the label is known, `silences` what is not stated, `lead` who says it where.
    """

    fact: Fact
    kind: str
    kinds: str
    label_known: tuple[Known, ...]
    headline: Row | None
    rows: tuple[Row, ...]
    silences: tuple[Silence, ...]
    lead: Lead | None
    standing: tuple[Standing, ...]
    field_names: dict[str, str]

    @property
    def differing(self) -> tuple[CrossCheck, ...]:
        """What other pages say otherwise."""
        return tuple(check for check in self.fact.cross_checks if check.verdict == "differs")

    @property
    def summary_line(self) -> str:
        """What the fact states, in a line."""
        return say_claim(self.fact)

    @property
    def summary(self) -> str:
        """The fact in a line or two, for search engines and previews: what it states, and the first proof."""
        proof = next((_proof_line(each) for each in self.fact.citations[:1]), "")
        return f"{say_claim(self.fact)}{_('. ')}{proof}".strip()


def _proof_line(citation: Citation) -> str:
    where = {"publisher": citation.source.publisher, "paragraph": citation.paragraph}
    return _("“%(quote)s” (%(publisher)s, paragraph %(paragraph)s)", quote=citation.quote, **where)


def fact_page(fact: Fact, links: Sequence[Link], words: Names) -> FactPage:
    """The page of a fact, its rows in the order of the schema, its related records by kind."""
    label_column = words.schema.tables[fact.kind].label
    amount = _amount(fact, words) if fact.kind in words.amounts else None
    rows = [*([amount] if amount else ()), *_value_rows(fact, label_column, words), *_list_rows(fact, links, words)]
    return FactPage(
        fact=fact,
        kind=words.singular(fact.kind),
        kinds=words.title(fact.kind),
        label_known=known_of(fact, label_column, words.lexicon),
        headline=_amount(fact, words, short=True) if amount else None,
        rows=tuple(rows),
        silences=tuple(_silences(fact, words)),
        lead=lead_of(fact.citations),
        standing=tuple(_standing(fact, words)),
        field_names={field: words.label(fact.kind, field) for field in _fields_named(fact)},
    )


def _fields_named(fact: Fact) -> set[str]:
    return {field for citation in fact.citations for field in citation.fields} | {
        check.field for check in fact.cross_checks
    }


def _amount(fact: Fact, words: Names, short: bool = False) -> Row:
    """Number, unit and bound in one: known in one way, or each as it is."""
    columns = words.amounts[fact.kind]
    number = fact.value(columns.number)
    text = say_amount(
        float(number) if isinstance(number, int | float) else None,
        str(fact.value(columns.unit)),
        str(fact.value(columns.bound)),
        short,
    )
    each = {field: known_of(fact, field, words.lexicon) for field in columns}
    known = merged(known for found in each.values() for known in found)
    if len(known) > 1:
        named = ((words.label(fact.kind, field).lower(), found) for field, found in each.items())
        known = tuple(replace(way, of=name) for name, found in named for way in found)
    return Row(_("Amount"), (Item(text[0].upper() + text[1:]),), known)


def _value_rows(fact: Fact, label_column: str, words: Names) -> Iterator[Row]:
    apart = (*words.amounts.get(fact.kind, ()), label_column, *_days(fact, words))
    for value in fact.values:
        if value.value is not None and value.field not in apart:
            name = words.label(fact.kind, value.field)
            yield Row(name, (_item(fact, value, words),), known_of(fact, value.field, words.lexicon))


def _days(fact: Fact, words: Names) -> tuple[str, ...]:
    """The columns that hold the day or the language of another, beside which it is said."""
    columns = words.schema.tables[fact.kind].columns.values()
    return tuple(c.name for c in columns if "day of" in c.words or "language of" in c.words)


def _standing(fact: Fact, words: Names) -> Iterator[Standing]:
    """What time may have overtaken, for the head of the page."""
    table = words.schema.tables[fact.kind]
    found = (standing_of(fact, value.field, table) for value in fact.values)
    yield from (each for each in found if each and each.remark)


def _item(fact: Fact, value: Value, words: Names) -> Item:
    if value.target is not None:
        return Item(value.target.label, value.target)
    said, standing = say(value), standing_of(fact, value.field, words.schema.tables[fact.kind])
    if standing:
        return Item(said + _(", ") + standing.as_of, role=standing.remark or None)
    return Item(said, language=_language(fact, value.field, words))


def _language(fact: Fact, field: str, words: Names) -> str:
    """The language of a value, where another column tells it."""
    columns = words.schema.tables[fact.kind].columns.values()
    told = next((column.name for column in columns if column.words.get("language of") == field), None)
    return str(fact.value(told) or "") if told else ""


def _list_rows(fact: Fact, links: Sequence[Link], words: Names) -> Iterator[Row]:
    columns = {value.field for value in fact.values}
    for field, group in groupby(links, key=lambda link: link.field):
        if field not in columns:
            items = tuple(Item(link.record.label, link.record, link.role) for link in group)
            yield Row(words.label(fact.kind, field), items, _known_of_list(fact, field, words))
    if fact.aliases:
        known = _known_of_list(fact, "aliases", words)
        yield Row(_("Also printed as"), tuple(Item(alias) for alias in fact.aliases), known)


def _known_of_list(fact: Fact, field: str, words: Names) -> tuple[Known, ...]:
    """How a list is known, and of what is said of its items, that which is no classification of ours."""
    child = words.schema.children(fact.kind).get(field)
    said = list(child.given.values())[1:] if child else []
    names = {c.name: words.label(fact.kind, c.name).lower() for c in said if "editorial" not in c.tags}
    return known_of_list(fact, field, names, words.lexicon)


def _silences(fact: Fact, words: Names) -> Iterator[Silence]:
    """What the articles do not say, but for what is ours to say, and for what does not apply to the record."""
    apart = {
        *_days(fact, words),
        *(value.field for value in fact.values if value.value is not None or not value.applies),
    }
    for value in fact.values:
        column = words.column(fact.kind, value.field)
        if value.field not in apart and column and ("editorial" not in column.tags or "class" in column.tags):
            elsewhere = (check.elsewhere for check in fact.cross_checks if check.field == value.field)
            yield Silence(words.label(fact.kind, value.field), tuple(elsewhere))
