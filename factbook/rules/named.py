"""`named`: what a reference refers to is named in a quote that is to prove it, or is whose words the quote gives.

Any of its names serves: name, printed name, alias, acronym, demonym; case and accents aside, as whole words. Where the
value is derived, the reason names it, or a quote of the field does.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from factbook.problems import Fault
from factbook.rules.rule import Quote, Record, Reference, Rule
from factbook.rules.rule import named as with_name
from factbook.schema import Column
from factbook.text.denied import affirmed
from factbook.text.naming import named_by
from factbook.text.speech import primary_subtag

_SHOWN = 4
#: Articles have no names: a reference to one is a reference to a record of the wrong kind, which is said as that.
_ARTICLES = "sources"


def check_named(value: str, _column: Column, record: Record, quotes: tuple[Quote, ...]) -> Fault | None:
    """What the value refers to is named in one of the quotes, or one gives its words."""
    reference = record.references.get(value)
    if reference is None or reference.table == _ARTICLES or is_named(value, reference, record, quotes):
        return None  # what refers to nothing is said as that
    longer = _longer_names(value, reference, record)
    if denied := next((q for q in quotes if named_by(reference.names_in(q.source), q.text, longer)), None):
        left = " ".join(_affirmed(denied).split())
        hint = f"the quote says it is another: what it affirms is {left!r}; refer to that, or give a derivation"
        return Fault("named", f"{reference.label!r} is named in the quote only as what it is not", hint)
    cure = "take the words that name it, add the article's word for it to its aliases"
    return _not_named(reference, "the quote", cure)


def check_other(value: str, _column: Column, record: Record, _quotes: tuple[Quote, ...]) -> Fault | None:
    """A record refers to another, not to itself."""
    if value != record.values.get("id"):
        return None
    return Fault("reference", "the record refers to itself", "refer to another, or leave it out")


def check_speaks(value: str, _column: Column, record: Record, quotes: tuple[Quote, ...]) -> Fault | None:
    """Where a person is to have said it, a quote of the record gives words of theirs, or that is derived."""
    reference = record.references.get(value)
    if reference is None or not reference.is_person or record.reason or any(quote.speaker == value for quote in quotes):
        return None
    hint = "cite words that are attributed there, or give a derivation that names who says so"
    return Fault("named", f"no quote of the record gives words of {reference.label!r}", hint)


def check_derived(value: str, _column: Column, record: Record, quotes: tuple[Quote, ...]) -> Fault | None:
    """The reason of a derivation names what the value refers to, or a quote of the field does."""
    reference = record.references.get(value)
    if (
        reference is None
        or reference.table == _ARTICLES
        or named_by(
            (*reference.all_names, *parts_of_names(reference)), record.reason, _longer_names(value, reference, record)
        )
        or is_named(value, reference, record, quotes)
    ):
        return None
    return _not_named(reference, f"the reason {record.reason!r}", "name it in the reason")


def parts_of_names(reference: Reference) -> Iterator[str]:
    """What else the record says that is a part of its name: a family name."""
    for value in reference.values:
        if any(f" {value} " in f" {name} " for name in reference.names):
            yield value


def is_named(value: str, reference: Reference, record: Record, quotes: Sequence[Quote]) -> bool:
    """Whether one of the quotes names what the value refers to, or gives its words."""
    longer = _longer_names(value, reference, record)
    return any(
        quote.speaker == value or named_by(reference.names_in(quote.source), _affirmed(quote), longer)
        for quote in quotes
    )


def _affirmed(quote: Quote) -> str:
    """What a quote says, without what it denies: "not in León but in Veracruz" names no León."""
    return affirmed(quote.text, primary_subtag(quote.language))


def _longer_names(value: str, reference: Reference, record: Record) -> list[str]:
    """Names of others of its kind in which a name of it stands: "Nuevo León" names no León."""
    if record.known is None:
        return []
    found = {longer: record.known.ids[longer] for name in reference.all_names for longer in record.known.longer(name)}
    own = {value, record.values.get("id")}
    others = ((longer, owners) for longer, owners in found.items() if own.isdisjoint(owners))
    return [longer for longer, owners in others if _are_of(reference.table, owners, record)]


def _are_of(table: str, ids: Iterable[str], record: Record) -> bool:
    return any((other := record.references.get(id)) is not None and other.table == table for id in ids)


def _not_named(reference: Reference, where: str, cure: str) -> Fault:
    names = ", ".join(map(repr, dict.fromkeys(reference.all_names[:_SHOWN])))
    more = ", …" if len(reference.all_names) > _SHOWN else ""
    hint = f"its names: {names}{more}; {cure}, or give a derivation that names it"
    return Fault("named", f"{reference.label!r} is not named in {where}", hint)


def refers(column: Column) -> bool:
    """Of columns that refer to a record with a name."""
    return column.references not in (None, _ARTICLES) and column.name != "id" and "editorial" not in column.tags


RULES = (
    Rule(check_named, refers, "named", every=False, asks_names=True),
    Rule(check_other, refers, "ours", everywhere=True),
    Rule(check_speaks, with_name("speaker"), "ours", everywhere=True, asks_names=True),
    Rule(check_derived, refers, "inferred", derived=True, asks_names=True),
)
