"""What went up in its quotes does not go down in our words, and a loss there is no profit here."""

from __future__ import annotations

from factbook.problems import Fault
from factbook.rules.rule import Quote, Record, Rule
from factbook.rules.worded import is_remark, says_what_is_so
from factbook.schema import Column
from factbook.text.directions import side_name, sides_of, told_sides
from factbook.text.negated import negation_in
from factbook.text.speech import primary_subtag


def check_directions(value: str, _column: Column, record: Record, quotes: tuple[Quote, ...]) -> Fault | None:
    """Our words name the one side of a change only where not all that the quotes tell of it is the other."""
    texts = [(quote.text, primary_subtag(quote.language)) for quote in quotes]
    for axis, side, word in sides_of(value, record.language):
        told = frozenset[int]().union(*(told_sides(text, axis, language) for text, language in texts))
        if (
            told != {1 - side}
            or negation_in(value, primary_subtag(record.language))
            or any(negation_in(*text) for text in texts)
        ):
            continue
        hint = "say which way it went as the quotes do"
        return Fault(
            "words", f"{word!r} is {side_name(axis, side)}, and the quotes tell {side_name(axis, 1 - side)}", hint
        )
    return None


RULES = (
    Rule(check_directions, says_what_is_so, "worded", everywhere=True),
    Rule(check_directions, is_remark, "worded", every=False),
)
