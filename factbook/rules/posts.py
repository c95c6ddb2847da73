"""The printed post of a person is that of the name beside it, where a quote prints several with theirs."""

from __future__ import annotations

from factbook.problems import Fault
from factbook.rules.rule import Quote, Record, Rule
from factbook.schema import Column
from factbook.text.languages import language_of
from factbook.text.normalise import normalise
from factbook.text.posts import is_post_of_another


def check_post(value: str, _column: Column, record: Record, quotes: tuple[Quote, ...]) -> Fault | None:
    """Not all places of the post, in the quotes that print the record's own name too, are beside another name."""
    told = [is_another for quote in quotes for is_another in _of_another(value, record, quote)]
    if not told or not all(told):
        return None
    hint = "give the post that stands beside the record's own name"
    return Fault("printed", f"{value!r} is printed there as the post of another", hint)


def _of_another(post: str, record: Record, quote: Quote) -> list[bool]:
    """Of each place of the post in a quote that prints the name, whether it is another's there."""
    reader = language_of(quote.language)
    if reader is None:
        return []
    names = [record.values.get(field) for field in record.named_in]
    own = [place for name in names if isinstance(name, str) for place in reader.places(quote.text, normalise(name))]
    posts = reader.places(quote.text, normalise(post)) if own else []
    return [all(is_post_of_another(quote.text, place, name, reader.code) for name in own) for place in posts]


def _is_post(column: Column) -> bool:
    """Of what is printed of a record and is neither its name nor a unit."""
    return "printed" in column.tags and not column.tags & {"name", "label", "unit"}


RULES = (Rule(check_post, _is_post, "read"),)
